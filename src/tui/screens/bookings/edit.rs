//! A booking put right afterwards: another wish, another length, another mechanic, another car, more work.

use super::work::Works;
use crate::desk::booking::{Card, Edit, Mechanic, Work};
use crate::desk::customers::VehicleLine;
use crate::desk::{Actor, Desk};
use crate::domain::{BookingId, CannedJobId, Msg, StaffId, VehicleId, msg};
use crate::tui::app::Cx;
use crate::tui::screens::Subject;
use crate::tui::screens::record::{Pending, Record, Saving, pending};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// The form of a booking that stands.
pub struct BookingEdit(pub BookingId);

/// What it is made of.
pub struct Ground {
    card: Card,
    cars: Vec<VehicleLine>,
    people: Vec<Mechanic>,
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
            let (_, people) = desk.places(&by).await?;
            Ok(Ground {
                cars: owner.vehicles,
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
        let people: Vec<PickItem> = g
            .people
            .iter()
            .map(|m| PickItem::new(m.id, m.name.clone()))
            .collect();
        let work: Vec<PickItem> = g
            .work
            .iter()
            .filter(|work| !g.card.canned.contains(&work.id))
            .map(|work| Works::item(work, cx))
            .collect();
        let mut form = Form::new(vec![
            Field::new("wish", w.word("booking-field-wish"), Kind::Notes(3)),
            Field::new("work", w.word("booking-field-more"), Kind::PICK).options(work),
            Field::new("minutes", w.word("booking-field-length"), Kind::Duration).required(),
            Field::new("staff", w.word("booking-field-staff"), Kind::PICK).options(people.clone()),
            Field::new("vehicle", w.word("caller-car"), Kind::PICK).options(cars.clone()),
            Field::new("notes", w.word("booking-field-notes"), Kind::Notes(3)),
            Field::new("reason", w.word("booking-field-reason"), Kind::Text),
        ]);
        form.unknown = w.word("booking-form-unknown");
        form.hint("reason", w.word("booking-field-reason-hint"));
        let b = &g.card.booking;
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
        let edit = Edit {
            vehicle: form.id("vehicle").map(VehicleId),
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
}
