//! What Enter does with a line typed into the diary: a time goes there, a time with a plate books (`fri 9:30 2h
//! bay2 AB12CDE`), anything less opens the form with it.

use super::typed::{Known, Looked, Wish, known};
use super::{BookingForm, Diary, Heard, Start};
use crate::desk::booking::{Booked, Order, Search};
use crate::desk::{self, Error, Fit};
use crate::domain::booking::{Source, Status};
use crate::domain::permission::Permission;
use crate::domain::{Msg, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Pick, Reason};
use crate::tui::shell::{Out, Toast};
use chrono::NaiveDate;

impl Diary {
    /// What the keys mean while something is typed.
    pub(super) fn line_commands(&self, cx: &Cx) -> Vec<Command> {
        let wish = self.wish(cx);
        let enter = if wish.said.is_jump() {
            Command::new(Action::Accept, msg!("bookings-cmd-line-go"), 1)
        } else if !wish.is_whole() || self.looked.as_ref().is_some_and(Looked::is_unknown) {
            Command::new(Action::Accept, msg!("bookings-cmd-line-form"), 1)
                .needs(cx, Permission::BookingEdit)
        } else {
            Command::new(Action::Accept, msg!("bookings-cmd-line-book"), 1)
                .needs(cx, Permission::BookingEdit)
        };
        let clear = Command::new(Action::Back, msg!("bookings-cmd-line-clear"), 2);
        vec![enter, clear]
    }
}

/// Looks for the vehicle of the line; without a plate or a time the form opens with what was said.
pub(super) fn ask(wish: Wish, cx: &Cx, out: &mut Out<Heard>) {
    let plate = wish.said.plate.clone().unwrap_or_default();
    let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
    let work = async move { known(&desk, &actor, &plate).await };
    out.ask("typed", work, move |known| {
        Heard::Found(Box::new(wish), known)
    });
}

/// The vehicle is known: it is booked. Else the form asks for what is missing.
pub(super) fn found(
    wish: Wish,
    known: desk::Result<Option<Known>>,
    shown: NaiveDate,
    cx: &Cx,
    out: &mut Out<Heard>,
) {
    let known = match known {
        Ok(known) => known,
        Err(e) => return out.refused(&e),
    };
    let day = wish.day(shown);
    let said = &wish.said;
    if let (Some(known), Some(order)) = (&known, wish.order(shown, cx)) {
        return book(known.orders(order), cx, out);
    }
    let start = Start {
        day: Some(day),
        minute: said.time,
        minutes: said.minutes,
        bay: wish.bay,
        staff: wish.staff,
        kind: wish.kind.as_ref().map(|(id, _)| *id),
        canned: wish.canned.iter().map(|w| w.id).collect(),
        plate: said.plate.clone().unwrap_or_default(),
        wish: wish.words.clone(),
        known: known.map(|k| (k.owner, k.vehicle)),
        source: Source::Phone,
        ..Start::default()
    };
    out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
        Heard::Made(id, at)
    });
}

/// Books what was typed.
pub(super) fn book(order: Order, cx: &Cx, out: &mut Out<Heard>) {
    let (desk, actor, told) = (cx.desk.clone(), cx.actor.clone(), order.clone());
    out.tell(
        "booking",
        async move { desk.book(&actor, &told).await },
        move |done| Heard::Typed(Box::new(order), done),
    );
}

/// It cannot be: who has the time and where it could be instead, in a list to pick from; else one sentence. What
/// was typed stays in the line.
pub(super) fn refused(order: Order, e: &Error, cx: &Cx, out: &mut Out<Heard>) {
    match e {
        Error::Taken { by, free } => {
            offer(order, by.clone(), Ok(free.clone()), cx, out);
        }
        Error::Invalid {
            field: "starts_at",
            why,
        } => {
            let search = Search {
                kind: order.kind,
                minutes: order.minutes,
                bay: order.bay,
                staff: order.staff,
                vehicle: order.vehicle,
                from: order.starts_at.max(cx.now),
                but: None,
            };
            let why = why.clone();
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = async move { desk.free_slots(&actor, &search).await };
            out.ask("typed", work, move |fits| {
                Heard::Instead(Box::new(order), why, fits)
            });
        }
        Error::Invalid {
            field: "reason",
            why,
        } => out.open(Reason::new(why.clone()), move |reason| {
            Heard::TypedAgain(Box::new(Order {
                reason,
                ..order.clone()
            }))
        }),
        e => out.refused(e),
    }
}

/// The next free places under what is wrong; picking one books there.
pub(super) fn offer(
    order: Order,
    why: Msg,
    fits: desk::Result<Vec<Fit>>,
    cx: &Cx,
    out: &mut Out<Heard>,
) {
    let fits = fits.unwrap_or_default();
    if fits.is_empty() {
        return out.toast(Toast::bad(why));
    }
    let items = fits.into_iter().map(|fit| {
        let when = cx.words.when(fit.starts_at, cx.now);
        let there = Order {
            starts_at: fit.starts_at,
            bay: fit.bay,
            ..order.clone()
        };
        Item::new(when, fit.place, Box::new(there))
    });
    let list = Pick::new(msg!("bookings-instead-title"), items.collect());
    out.open(list.because(why), Heard::TypedAgain);
}

/// What was booked, in one sentence.
pub(super) fn said(booked: &Booked, cx: &Cx) -> Msg {
    let when = cx.words.when(booked.starts_at, cx.now);
    let there = if booked.place.is_empty() {
        when
    } else {
        format!("{}, {when}", booked.place)
    };
    let number = booked.number.clone();
    match (booked.status, booked.expires_at) {
        (Status::Held, Some(until)) => msg!(
            "bookings-held",
            number = number,
            there = there,
            until = cx.words.when(until, cx.now)
        ),
        (Status::Requested, _) => msg!("bookings-asked", number = number, there = there),
        _ => msg!("bookings-booked", number = number, there = there),
    }
}
