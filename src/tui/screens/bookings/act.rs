//! What keys do in the diary, and what its answers mean.

use super::form::{BookingForm, Start};
use super::line;
use super::reason::Reason;
use super::{BookingCard, Diary, Heard, Moving, Turn, View};
use crate::desk::booking::{Lanes, Slot};
use crate::desk::{Error, Fit};
use crate::domain::booking::Source;
use crate::domain::{BayId, Msg, StaffId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::Action;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::Handled;
use crate::tui::screens::checkin::CheckIn;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::lane_grid::Spot;

impl Diary {
    pub(super) fn on_day(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if self.grid.carried().is_some() {
            return self.on_carried(action, cx, out);
        }
        match action {
            Action::Accept => match self.chosen().and_then(|b| b.booking) {
                Some(id) => out.push(BookingCard::new(id)),
                None => self.book_here(cx, out),
            },
            Action::Insert => self.book_here(cx, out),
            Action::PickUp => {
                self.grid.pick_up();
            }
            Action::More => self.stretch(1, cx, out),
            Action::Less => self.stretch(-1, cx, out),
            Action::Remove => self.remove(cx, out),
            Action::Next => self.next_view(cx, out),
            Action::Previous => self.previous_view(cx, out),
            Action::PageUp => self.turn(Turn::Back, cx, out),
            Action::PageDown => self.turn(Turn::On, cx, out),
            Action::First => {
                self.aim = Some((None, cx.words.zone().minute_of_day(cx.now)));
                self.go_to(cx.today(), cx, out);
            }
            Action::Verb("check-in") => {
                if let Some(id) = self.chosen().and_then(|b| b.booking) {
                    out.push(CheckIn::of(id));
                }
            }
            Action::Verb("no-show") => self.no_show(cx, out),
            Action::Verb("block-time") => self.ask_block(cx, out),
            other => {
                let Some(code) = other.code() else {
                    return Handled::No;
                };
                if !self.grid.key_pressed(code) {
                    return Handled::No;
                }
                self.follow(cx, out);
            }
        }
        Handled::Yes
    }

    fn on_carried(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept | Action::PickUp => {
                if let Some((id, lane, minute)) = self.grid.put_down() {
                    self.put(id, lane, minute, cx, out);
                }
            }
            Action::Back => self.grid.put_back(),
            other => {
                let Some(code) = other.code() else {
                    return Handled::No;
                };
                self.grid.key_pressed(code);
            }
        }
        Handled::Yes
    }

    /// A lane of the sheet: where it is and who works there.
    fn lane(&self, at: usize) -> (Option<BayId>, Option<StaffId>) {
        let lane = self.sheet.as_ref().and_then(|s| s.lanes.get(at));
        lane.map_or((None, None), |l| (l.bay, l.staff))
    }

    fn put(
        &mut self,
        id: crate::domain::BookingId,
        lane: usize,
        minute: i64,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let Some(block) = self.block(id) else { return };
        let (bay, staff) = match self.view {
            View::Day(Lanes::Mechanics) => (block.bay, self.lane(lane).1),
            _ => (self.lane(lane).0, block.staff),
        };
        let starts_at = cx.words.zone().at(self.day, minute);
        if (starts_at, bay, staff) == (block.booked_for, block.bay, block.staff) {
            return;
        }
        let moving = Moving {
            id,
            version: block.version,
            plate: name_of(block),
            to: Slot {
                starts_at,
                minutes: None,
                bay,
                staff,
            },
        };
        move_it(moving, String::new(), cx, out);
    }

    fn stretch(&mut self, steps: i64, cx: &Cx, out: &mut Out<Heard>) {
        let (Some(block), Some(sheet)) = (self.chosen(), &self.sheet) else {
            return;
        };
        let Some(id) = block.booking else { return };
        let (version, longer) = (block.version, steps * sheet.grid);
        let moving = Moving {
            id,
            version,
            plate: name_of(block),
            to: Slot {
                starts_at: block.booked_for,
                minutes: Some(block.span.minutes() + longer),
                bay: block.bay,
                staff: block.staff,
            },
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.resize(&actor, id, version, longer).await };
        out.tell("booking", work, move |done| Heard::Moved(moving, done));
    }

    fn remove(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(block) = self.chosen() {
            let (Some(id), plate) = (block.booking, name_of(block)) else {
                return;
            };
            let ask = Reason::new(msg!("bookings-cancel-title", plate = plate.clone())).with(
                [
                    "bookings-reason-customer",
                    "bookings-reason-us",
                    "bookings-reason-twice",
                ],
                cx,
            );
            out.open(ask, move |why| Heard::CancelBecause(id, plate.clone(), why));
            return;
        }
        let ids: Vec<_> = self.blocked().iter().map(|b| b.occupancy).collect();
        if !ids.is_empty() {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = async move { desk.unblock_time(&actor, &ids).await };
            out.tell("booking", work, |done| {
                Heard::Stepped(msg!("bookings-unblocked"), done)
            });
        }
    }

    fn no_show(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(block) = self.chosen() else { return };
        let (Some(id), plate) = (block.booking, name_of(block)) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.no_show(&actor, id).await };
        let said = msg!("bookings-no-show-done", plate = plate);
        out.tell("booking", work, |done| Heard::Stepped(said, done));
    }

    fn ask_block(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Spot::Free(lane, minute) = self.grid.spot() else {
            return;
        };
        let (bay, staff) = self.lane(lane);
        out.push(super::form::BlockForm::new(
            self.day, minute, bay, staff, cx,
        ));
    }

    /// A form for the free place under the cursor; of a taken one for what comes after it.
    fn book_here(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (lane, minute) = self.grid.cursor();
        let (bay, staff) = self.lane(lane);
        let zone = cx.words.zone();
        let mut start = Start {
            day: Some(self.day),
            minute: Some(minute),
            bay,
            staff,
            source: Source::Phone,
            ..Start::default()
        };
        if let Some(block) = self.chosen() {
            start.minute = Some(zone.minute_of_day(block.span.end));
        } else if zone.at(self.day, minute) < cx.now && self.day == cx.today() {
            // A row that has begun: from the next start on.
            let grid = self.sheet.as_ref().map_or(15, |s| s.grid);
            start.minute = Some((zone.minute_of_day(cx.now) / grid + 1) * grid);
        }
        out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
            Heard::Made(id, at)
        });
    }

    fn next_view(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.view = match self.view {
            View::Day(Lanes::Bays) => View::Week,
            View::Week => View::Day(Lanes::Mechanics),
            View::Day(Lanes::Mechanics) => View::Day(Lanes::Bays),
        };
        self.changed_view(cx, out);
    }

    fn previous_view(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.view = match self.view {
            View::Day(Lanes::Bays) => View::Day(Lanes::Mechanics),
            View::Day(Lanes::Mechanics) => View::Week,
            View::Week => View::Day(Lanes::Bays),
        };
        self.changed_view(cx, out);
    }

    fn changed_view(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.card = None;
        self.fetch(cx, out);
    }

    pub(super) fn on_week(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let Some(week) = &self.week else {
            return match action {
                Action::Next => {
                    self.next_view(cx, out);
                    Handled::Yes
                }
                _ => Handled::No,
            };
        };
        let (bays, days) = (week.bays.len(), week.days.len());
        match action {
            Action::Up => self.at.0 = self.at.0.saturating_sub(1),
            Action::Down => self.at.0 = (self.at.0 + 1).min(bays.saturating_sub(1)),
            Action::Left => self.at.1 = self.at.1.saturating_sub(1),
            Action::Right => self.at.1 = (self.at.1 + 1).min(days.saturating_sub(1)),
            Action::PageUp => self.turn(Turn::Back, cx, out),
            Action::PageDown => self.turn(Turn::On, cx, out),
            Action::First => self.go_to(cx.today(), cx, out),
            Action::Next => self.next_view(cx, out),
            Action::Previous => self.previous_view(cx, out),
            Action::Accept => {
                if let Some(day) = week.days.get(self.at.1).copied() {
                    self.view = View::Day(Lanes::Bays);
                    self.aim = Some((Some(self.at.0), 0));
                    self.go_to(day, cx, out);
                }
            }
            Action::Insert => {
                let start = Start {
                    day: week.days.get(self.at.1).copied(),
                    bay: week.bays.get(self.at.0).map(|b| b.bay),
                    ..Start::default()
                };
                out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
                    Heard::Made(id, at)
                });
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    pub(super) fn on_line(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Back => self.line.clear(),
            Action::Undo => {
                self.line.undo();
            }
            Action::Accept => {
                let wish = line::read(self.line.text(), self.sheet.as_ref(), cx);
                if wish.said.is_jump() {
                    self.line.clear();
                    let minute = wish.said.time.unwrap_or_else(|| self.grid.cursor().1);
                    if self.view == View::Week && wish.said.time.is_some() {
                        self.view = View::Day(Lanes::Bays);
                    }
                    self.aim = Some((wish.lane, minute));
                    self.go_to(wish.day(self.day), cx, out);
                } else {
                    line::ask(wish, cx, out);
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    pub(super) fn hear(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Sheet(Ok(sheet)) => {
                self.show(sheet, cx);
                if let Some(card) = &self.card {
                    // What it shows may be old by now.
                    let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), card.booking.id);
                    out.ask(
                        "card",
                        async move { desk.booking_card(&actor, id).await },
                        Heard::Card,
                    );
                } else {
                    self.follow(cx, out);
                }
            }
            Heard::Week(Ok(week)) => {
                let (bays, days) = (week.bays.len().max(1), week.days.len().max(1));
                self.at = (self.at.0.min(bays - 1), self.at.1.min(days - 1));
                self.week = Some(week);
            }
            Heard::Card(Ok(card)) => {
                if self.grid.chosen() == Some(&card.booking.id) {
                    self.card = Some(card);
                }
            }
            Heard::Kinds(Ok(kinds)) => self.kinds = kinds,
            Heard::Sheet(Err(e)) | Heard::Week(Err(e)) => self.failed = Some(e.msg()),
            Heard::Kinds(Err(e)) => out.refused(&e),
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
            Heard::MoveBecause(moving, why) => move_it(moving, why, cx, out),
            Heard::CancelBecause(id, plate, why) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                let work = async move { desk.cancel(&actor, id, &why).await };
                let said = msg!("bookings-cancelled", plate = plate);
                out.tell("booking", work, |done| Heard::Stepped(said, done));
            }
            Heard::Stepped(said, Ok(done)) => {
                out.done(said, done);
                self.card = None;
                self.fetch(cx, out);
            }
            Heard::Stepped(_, Err(e)) => {
                out.refused(&e);
                self.fetch(cx, out);
            }
            Heard::Found(wish, known) => line::found(*wish, known, &self.kinds, self.day, cx, out),
            Heard::Typed(Ok(done)) => {
                self.line.clear();
                let booked = done.value.clone();
                self.made(booked.starts_at, cx, out);
                out.done(line::said(&booked, cx), done);
            }
            Heard::Typed(Err(e)) => out.refused(&e),
            Heard::Made(_, at) => {
                self.line.clear();
                self.made(at, cx, out);
            }
        }
    }

    fn made(&mut self, at: Ts, cx: &Cx, out: &mut Out<Heard>) {
        let zone = cx.words.zone();
        self.aim = Some((None, zone.minute_of_day(at)));
        self.go_to(zone.day_of(at), cx, out);
    }

    fn not_moved(&mut self, moving: Moving, e: &Error, cx: &Cx, out: &mut Out<Heard>) {
        match e {
            Error::Taken { by, free } if !free.is_empty() => {
                let items = free.iter().map(|fit| fit_item(fit, &moving, cx)).collect();
                let title = msg!("bookings-taken-title", by = by.clone());
                out.open(Pick::new(title, items), Heard::Elsewhere);
            }
            Error::Invalid {
                field: "reason",
                why,
            } => {
                out.open(Reason::new(why.clone()), move |why| {
                    Heard::MoveBecause(moving.clone(), why)
                });
            }
            Error::Stale { .. } => {
                out.toast(Toast::bad(e.msg()));
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

fn move_it(moving: Moving, why: String, cx: &Cx, out: &mut Out<Heard>) {
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

/// What a booking is called in a sentence: its plate, else its customer.
pub(super) fn name_of(block: &crate::desk::booking::Block) -> String {
    if block.plate.is_empty() {
        block.customer.clone()
    } else {
        block.plate.clone()
    }
}
