//! What is typed into the diary: a time goes there, a time with a plate books (`fri 9:30 2h bay2 AB12CDE`).

use super::{BookingForm, Diary, Heard, Start};
use crate::desk::booking::{Booked, Kind, Order, Search, Sheet};
use crate::desk::{self, Error, Fit};
use crate::domain::booking::{Arrival, Source, Status};
use crate::domain::parse::BookingLine;
use crate::domain::parse::booking_line;
use crate::domain::permission::Permission;
use crate::domain::{BayId, CustomerId, Msg, Ts, VehicleId, plate};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Pick, Reason};
use crate::tui::shell::{Out, Toast};
use chrono::NaiveDate;

impl Diary {
    /// What the keys mean while something is typed.
    pub(super) fn line_commands(&self, cx: &Cx) -> Vec<Command> {
        let jumps = read(self.line.text(), self.sheet.as_ref(), cx)
            .said
            .is_jump();
        let enter = if jumps {
            Command::new(Action::Accept, msg!("bookings-cmd-line-go"), 1)
        } else {
            Command::new(Action::Accept, msg!("bookings-cmd-line-book"), 1)
                .needs(cx, Permission::BookingEdit)
        };
        let clear = Command::new(Action::Back, msg!("bookings-cmd-line-clear"), 2);
        vec![enter, clear]
    }
}

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What it says.
    pub said: BookingLine,
    /// The lane of the sheet it names.
    pub lane: Option<usize>,
    /// The bay that lane is.
    pub bay: Option<BayId>,
    /// Its name.
    pub place: String,
}

impl Wish {
    /// The day meant, if only the shown one.
    pub fn day(&self, shown: NaiveDate) -> NaiveDate {
        self.said.date.unwrap_or(shown)
    }
}

/// The vehicle of a plate, and who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its owner.
    pub owner: CustomerId,
}

/// Reads the line. A lane is said by its name, or by its number: `bay2`, `lift 2`.
pub(super) fn read(text: &str, sheet: Option<&Sheet>, cx: &Cx) -> Wish {
    let mut names: Vec<(String, usize)> = Vec::new();
    for (at, lane) in sheet.iter().flat_map(|s| s.lanes.iter().enumerate()) {
        names.push((lane.name.clone(), at));
        let number = lane
            .name
            .split_whitespace()
            .find_map(|w| w.parse::<usize>().ok());
        if let (Some(number), Some(kind)) = (number, lane.kind) {
            names.push((
                format!("{} {number}", cx.words.word("bookings-word-bay")),
                at,
            ));
            names.push((format!("{} {number}", cx.words.word(kind.label_id())), at));
        }
    }
    let lanes: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let said = booking_line(text, cx.today(), &lanes);
    let lane = said
        .lane
        .and_then(|at| names.get(at))
        .map(|(_, lane)| *lane);
    let found = sheet.zip(lane).and_then(|(s, at)| s.lanes.get(at));
    Wish {
        lane,
        bay: found.and_then(|l| l.bay),
        place: found.map(|l| l.name.clone()).unwrap_or_default(),
        said,
    }
}

/// The line said back before Enter: what would be done with it.
pub(super) fn echo(wish: &Wish, shown: NaiveDate, cx: &Cx) -> String {
    let said = &wish.said;
    let mut parts = vec![cx.words.day_near(wish.day(shown), cx.today())];
    parts.extend(said.time.map(|m| cx.words.minute(m)));
    parts.extend(said.minutes.map(|m| cx.words.minutes(m)));
    if !wish.place.is_empty() {
        parts.push(wish.place.clone());
    }
    parts.extend(said.plate.clone());
    if !said.text.is_empty() {
        parts.push(said.text.clone());
    }
    let what = parts.join(" · ");
    let id = if said.is_jump() {
        msg!("bookings-line-go", what = what)
    } else {
        msg!("bookings-line-book", what = what)
    };
    cx.words.say(&id)
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

async fn known(desk: &desk::Desk, by: &desk::Actor, typed: &str) -> desk::Result<Option<Known>> {
    let key = plate::key(typed);
    if key.is_empty() {
        return Ok(None);
    }
    let found = desk.find_vehicles(by, typed).await?;
    let own = found.into_iter().find(|v| plate::key(&v.plate) == key);
    Ok(own.and_then(|v| {
        Some(Known {
            vehicle: v.id,
            owner: v.customer_id?,
        })
    }))
}

/// The vehicle is known: it is booked. Else the form asks for what is missing.
pub(super) fn found(
    wish: Wish,
    known: desk::Result<Option<Known>>,
    kinds: &[Kind],
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
    if let (Some(known), Some(minute), Some(kind)) = (&known, said.time, kinds.first()) {
        let order = Order {
            customer: known.owner,
            vehicle: Some(known.vehicle),
            kind: kind.id,
            starts_at: cx.words.zone().at(day, minute),
            minutes: said.minutes,
            bay: wish.bay,
            staff: None,
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: said.text.clone(),
            notes: String::new(),
            canned: Vec::new(),
            reason: String::new(),
        };
        return book(order, cx, out);
    }
    let start = Start {
        day: Some(day),
        minute: said.time,
        minutes: said.minutes,
        bay: wish.bay,
        plate: said.plate.clone().unwrap_or_default(),
        wish: said.text.clone(),
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
