//! A booking put right afterwards: another day, another place, another length, another mechanic, another car,
//! more work.

use super::form::able_item;
use super::work::Works;
use crate::desk::booking::{Able, Bay, Card, Edit, Need, Slot, Work};
use crate::desk::customers::VehicleLine;
use crate::desk::{Actor, Desk, Error};
use crate::domain::booking::Event;
use crate::domain::{BayId, BookingId, CannedJobId, Msg, StaffId, Ts, VehicleId, msg};
use crate::tui::app::Cx;
use crate::tui::screens::Subject;
use crate::tui::screens::record::{Pending, Record, Remark, Saving, pending};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// The form of a booking that stands.
pub struct BookingEdit(pub BookingId);

/// What it is made of.
pub struct Ground {
    card: Card,
    cars: Vec<VehicleLine>,
    bays: Vec<Bay>,
    people: Vec<Able>,
    work: Vec<Work>,
}

impl Record for BookingEdit {
    type Ground = Ground;
    type Saved = ();

    fn title(&self, ground: Option<&Ground>) -> Msg {
        match ground {
            Some(g) => msg!("booking-edit-of", number = g.card.booking.number.clone()),
            None => msg!("booking-edit-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-booking-edit"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "booking",
            id: self.0.0,
        })
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Ground> {
        let id = self.0;
        pending(async move {
            let card = desk.booking_card(&by, id).await?;
            let owner = desk.customer_card(&by, card.booking.customer_id).await?;
            let (bays, _) = desk.places(&by).await?;
            let day = desk.site(by.site())?.zone.day_of(card.slot.starts_at);
            let people = desk.who_can(&by, day, &card.canned).await?;
            Ok(Ground {
                cars: owner.vehicles,
                bays,
                people,
                work: desk.bookable_work(&by).await?,
                card,
            })
        })
    }

    fn form(&self, g: &Ground, cx: &Cx) -> Form {
        let w = &cx.words;
        let cars: Vec<PickItem> = g
            .cars
            .iter()
            .map(|c| {
                let note = format!("{} {}", c.make, c.model);
                PickItem::new(c.id, c.plate.clone()).note(note.trim())
            })
            .collect();
        let people: Vec<PickItem> = g.people.iter().map(|m| able_item(m, cx)).collect();
        let bays: Vec<PickItem> = g
            .bays
            .iter()
            .map(|b| PickItem::new(b.id, b.name.clone()).note(w.say(&b.kind.label())))
            .collect();
        let work: Vec<PickItem> = g
            .work
            .iter()
            .filter(|work| !g.card.canned.contains(&work.id))
            .map(|work| Works::item(work, cx))
            .collect();
        let mut form = Form::new(vec![
            Field::new("day", w.word("booking-field-day"), Kind::Date).required(),
            Field::new("starts_at", w.word("booking-field-at"), Kind::Time).required(),
            Field::new("bay", w.word("booking-field-bay"), Kind::PICK).options(bays.clone()),
            Field::new("staff", w.word("booking-field-staff"), Kind::PICK).options(people.clone()),
            Field::new("reason", w.word("booking-field-reason"), Kind::Text),
            Field::new("wish", w.word("booking-field-wish"), Kind::Notes(2)),
            Field::new("work", w.word("booking-field-more"), Kind::PICK).options(work),
            Field::new("minutes", w.word("booking-field-length"), Kind::Duration).required(),
            Field::new("vehicle", w.word("caller-car"), Kind::PICK).options(cars.clone()),
            Field::new("notes", w.word("booking-field-notes"), Kind::Notes(2)),
        ]);
        form.unknown = w.word("booking-form-unknown");
        form.hint("reason", w.word("booking-field-reason-hint"));
        let b = &g.card.booking;
        let zone = w.zone();
        form.set("day", Value::Date(zone.day_of(b.starts_at)), w);
        form.set("starts_at", Value::Time(zone.minute_of_day(b.starts_at)), w);
        let bay = g.card.slot.bay.map(|b| b.to_string());
        if let Some(item) = bays.iter().find(|i| Some(&i.key) == bay.as_ref()) {
            form.set_picked("bay", item);
        }
        form.set("wish", Value::Text(b.wish.clone()), w);
        form.set("notes", Value::Text(b.notes.clone()), w);
        if let Some(minutes) = g.card.slot.minutes {
            form.set("minutes", Value::Duration(minutes), w);
        }
        let staff = g.card.slot.staff.map(|s| s.to_string());
        if let Some(item) = people.iter().find(|i| Some(&i.key) == staff.as_ref()) {
            form.set_picked("staff", item);
        }
        let car = b.vehicle_id.map(|v| v.to_string());
        match (
            car,
            cars.iter()
                .find(|i| b.vehicle_id.is_some_and(|v| i.key == v.to_string())),
        ) {
            (_, Some(item)) => form.set_picked("vehicle", item),
            // A car of somebody else came with this customer: it stays what it is.
            (Some(key), None) => {
                form.set_picked("vehicle", &PickItem::new(key, g.card.around.plate.clone()));
            }
            (None, None) => {}
        }
        if !b.status.can(Event::Move) {
            let here = w.word("booking-edit-is-here");
            form.turn_off("day", Some(here.clone()));
            form.turn_off("starts_at", Some(here));
        }
        if g.card.around.job_id.is_none() {
            form.turn_off("work", Some(w.word("booking-edit-no-job")));
        }
        form
    }

    fn save(&self, g: &Ground, form: &Form, desk: Desk, by: Actor) -> Saving<()> {
        let more: Vec<CannedJobId> = form.id("work").map(CannedJobId).into_iter().collect();
        let planned: i64 = g
            .work
            .iter()
            .filter(|w| more.contains(&w.id))
            .map(|w| w.minutes)
            .sum();
        let minutes = form.minutes("minutes").unwrap_or_default();
        let was = g.card.slot.minutes.unwrap_or_default();
        let grid = desk.settings().grid_min();
        // More work takes its time, unless another length was said.
        let minutes = if minutes == was && planned > 0 {
            was + (planned + grid - 1) / grid * grid
        } else {
            minutes
        };
        let was_at = g.card.booking.starts_at;
        let typed = starts_at(form, &desk, &by);
        // An hour that comes twice in one night stays the one it is.
        let is_same = typed.is_some_and(|at| reads_alike(at, was_at, &desk, &by));
        let edit = Edit {
            vehicle: form.id("vehicle").map(VehicleId),
            starts_at: typed.filter(|_| !is_same).unwrap_or(was_at),
            bay: form.id("bay").map(BayId),
            staff: form.id("staff").map(StaffId),
            minutes,
            wish: form.text("wish"),
            notes: form.text("notes"),
            more,
            reason: form.text("reason"),
        };
        let (id, version) = (self.0, g.card.booking.version);
        Ok(pending(async move {
            desk.edit_booking(&by, id, version, &edit).await
        }))
    }

    fn saved(&self, g: &Ground, _form: &Form, _saved: &()) -> Msg {
        msg!("booking-edited", number = g.card.booking.number.clone())
    }

    fn refused(&self, e: &Error) -> Option<&'static str> {
        matches!(e, Error::Taken { .. }).then_some("starts_at")
    }

    /// What the move that is typed would meet, before it is saved.
    fn remark(
        &self,
        field: &str,
        form: &Form,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<Option<Remark>>> {
        if !matches!(field, "day" | "starts_at" | "bay" | "staff" | "minutes") {
            return None;
        }
        let to = Slot {
            starts_at: starts_at(form, &desk, &by)?,
            minutes: form.minutes("minutes"),
            bay: form.id("bay").map(BayId),
            staff: form.id("staff").map(StaffId),
        };
        let id = self.0;
        Some(pending(async move {
            let tried = desk.what_if(&by, id, to).await?;
            let full = tried.needs.contains(&Need::Overbook);
            let full = full.then(|| msg!("booking-form-full"));
            let mut said = tried.in_way.into_iter().chain(full).chain(tried.warnings);
            Ok(said.next().map(|said| Remark { said, place: None }))
        }))
    }
}

/// The moment that day and time make.
fn starts_at(form: &Form, desk: &Desk, by: &Actor) -> Option<Ts> {
    let (day, minute) = form.date("day").zip(form.minutes("starts_at"))?;
    Some(desk.site(by.site()).ok()?.zone.at(day, minute))
}

/// Whether two moments are written alike, day and minute.
fn reads_alike(a: Ts, b: Ts, desk: &Desk, by: &Actor) -> bool {
    desk.site(by.site())
        .is_ok_and(|s| s.zone.local(a) == s.zone.local(b))
}
