//! What the desk's answers mean in the diary.

use super::act::EARS;
use super::{BookingCard, Diary, Heard, Moving, line};
use crate::desk::booking::{Gone, Slot};
use crate::desk::{Error, Fit};
use crate::domain::{BookingId, Msg, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::Reason;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::{Out, Toast, When};

impl Diary {
    pub(super) fn hear(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Sheet(Ok(sheet)) => {
                self.show(sheet, cx);
                // What the card shows may be old by now.
                self.follow(When::Now, cx, out);
                self.carry_on(cx, out);
            }
            Heard::Week(Ok(week)) => {
                let (bays, days) = (week.bays.len().max(1), week.days.len().max(1));
                // The week opens on the day one came from.
                let shown = week.days.iter().position(|d| *d >= self.day);
                if self.opened {
                    self.at.1 = shown.unwrap_or(days - 1);
                    self.opened = false;
                }
                self.at = (self.at.0.min(bays - 1), self.at.1.min(days - 1));
                self.week = Some(week);
                self.carry_on(cx, out);
            }
            Heard::Card(Ok(card)) => {
                if self.grid.chosen() == Some(&card.booking.id) {
                    self.card = Some(card);
                }
            }
            Heard::Terms(Ok(terms)) => self.terms = terms,
            Heard::Looked(text, said) => {
                // What was typed on since then is asked about anew.
                if self.line.text() == text {
                    self.looked = said.ok();
                }
            }
            Heard::Month(Ok(month)) => {
                self.month = Some(month);
                self.carry_on(cx, out);
            }
            Heard::WhatIf(to, said) => self.tried(to, said, out),
            Heard::Sheet(Err(e)) | Heard::Week(Err(e)) | Heard::Month(Err(e)) => {
                self.failed = Some(e.msg());
            }
            Heard::Terms(Err(e)) => out.refused(&e),
            // The card is only an extra: it may be gone.
            Heard::Card(Err(_)) => self.card = None,
            Heard::Moved(moving, Ok(done)) => {
                let booked = done.value.clone();
                let said = said(
                    &moving,
                    &booked.place,
                    booked.starts_at,
                    booked.ends_at,
                    self,
                    cx,
                );
                out.done(said, done);
                self.aim = None;
                self.card = None;
                self.sought = Some(moving.id);
                self.fetch(cx, out);
            }
            Heard::Moved(moving, Err(e)) => self.not_moved(moving, &e, cx, out),
            Heard::Elsewhere(moving) => {
                let day = cx.words.zone().day_of(moving.to.starts_at);
                let minute = cx.words.zone().minute_of_day(moving.to.starts_at);
                self.day = day;
                self.aim = Some((None, minute));
                move_it(moving, String::new(), cx, out);
            }
            Heard::MoveBecause(moving, why) => {
                self.let_go();
                move_it(moving, why, cx, out);
            }
            Heard::Priced(step, fee) => step.priced(fee, EARS, cx, out),
            Heard::Because(step) => step.take(EARS, cx, out),
            Heard::Took(step, done) => {
                step.answered(done, Heard::Because, out);
                self.card = None;
                self.fetch(cx, out);
            }
            Heard::Unblocked(Ok(done)) => {
                out.done(msg!("bookings-unblocked"), done);
                self.fetch(cx, out);
            }
            Heard::Unblocked(Err(e)) => {
                out.refused(&e);
                self.fetch(cx, out);
            }
            Heard::Gone(Ok(gone)) => self.show_gone(&gone, cx, out),
            Heard::Gone(Err(e)) => out.refused(&e),
            Heard::Open(id) => out.push(BookingCard::new(id)),
            Heard::Found(wish, known) => line::found(*wish, known, self.day, cx, out),
            Heard::Typed(_, Ok(done)) => {
                self.line.clear();
                let booked = done.value.clone();
                self.made(booked.id, booked.starts_at, cx, out);
                out.done(line::said(&booked, cx), done);
            }
            Heard::Typed(order, Err(e)) => line::refused(*order, &e, cx, out),
            Heard::Instead(order, why, fits) => line::offer(*order, why, fits, cx, out),
            Heard::TypedAgain(order) => line::book(*order, cx, out),
            Heard::Edited => {
                self.card = None;
                self.fetch(cx, out);
            }
            Heard::Made(id, at) => {
                self.line.clear();
                self.made(id, at, cx, out);
            }
        }
    }

    /// The cursor goes to what was booked: in the day onto it, in the week to its day.
    fn made(&mut self, id: BookingId, at: Ts, cx: &Cx, out: &mut Out<Heard>) {
        let zone = cx.words.zone();
        self.looked = None;
        self.sought = Some(id);
        self.opened = true;
        self.aim = Some((None, zone.minute_of_day(at)));
        self.go_to(zone.day_of(at), cx, out);
    }

    fn show_gone(&self, gone: &[Gone], cx: &Cx, out: &mut Out<Heard>) {
        if gone.is_empty() {
            return out.toast(Toast::good(msg!("bookings-none-gone")));
        }
        let items = gone.iter().map(|g| {
            let label = format!("{}  {}", cx.words.time(g.starts_at), g.who);
            Item::new(label, cx.words.say(&g.status.label()), g.id)
        });
        let title = msg!("bookings-gone-title");
        out.open(Pick::new(title, items.collect()), Heard::Open);
    }

    fn not_moved(&mut self, moving: Moving, e: &Error, cx: &Cx, out: &mut Out<Heard>) {
        match e {
            Error::Taken { by, free } if !free.is_empty() => {
                let items = free.iter().map(|fit| fit_item(fit, &moving, cx)).collect();
                let list = Pick::new(msg!("bookings-instead-title"), items);
                out.open(list.because(by.clone()), Heard::Elsewhere);
            }
            Error::Invalid {
                field: "reason",
                why,
            } => {
                out.open(Reason::new(why.clone()), move |why| {
                    Heard::MoveBecause(moving.clone(), why)
                });
            }
            Error::Stale { by, at } => {
                let plate = moving.plate.clone();
                let at = cx.words.time(*at);
                out.toast(Toast::bad(msg!(
                    "bookings-quicker",
                    plate = plate,
                    by = by.as_str(),
                    at = at
                )));
            }
            e => out.refused(e),
        }
        self.fetch(cx, out);
    }
}

fn fit_item(fit: &Fit, moving: &Moving, cx: &Cx) -> Item<Moving> {
    let to = Slot {
        starts_at: fit.starts_at,
        bay: fit.bay,
        ..moving.to
    };
    let when = cx.words.when(fit.starts_at, cx.now);
    Item::new(
        when,
        fit.place.clone(),
        Moving {
            to,
            ..moving.clone()
        },
    )
}

pub(super) fn move_it(moving: Moving, why: String, cx: &Cx, out: &mut Out<Heard>) {
    let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
    let (id, version, to) = (moving.id, moving.version, moving.to);
    let work = async move { desk.move_booking(&actor, id, version, to, &why).await };
    out.tell("booking", work, move |done| Heard::Moved(moving, done));
}

/// What a move came to: where and when, or how long it is now.
fn said(moving: &Moving, place: &str, from: Ts, to: Ts, diary: &Diary, cx: &Cx) -> Msg {
    let block = diary.block(moving.id);
    let same = block.is_some_and(|b| {
        (b.booked_for, b.bay, b.staff) == (moving.to.starts_at, moving.to.bay, moving.to.staff)
    });
    let plate = moving.plate.clone();
    if same {
        return msg!("bookings-resized", plate = plate, until = cx.words.time(to));
    }
    let when = cx.words.when(from, cx.now);
    if place.is_empty() {
        msg!("bookings-moved-time", plate = plate, when = when)
    } else {
        msg!("bookings-moved", plate = plate, place = place, when = when)
    }
}
