//! What the customer hears about a booking. Days and times go along as `2026-11-23` and `10:00`: the letter's
//! language decides how they look.

use serde_json::{Value, json};

use crate::desk::{Actor, Desk, Error, Letter, Result};
use crate::domain::outbox::About;
use crate::domain::{Ts, Zone};
use crate::store::Tx;
use crate::store::bookings::{self, Booking};

impl Desk {
    pub(super) async fn tell_confirmed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
    ) -> Result<()> {
        let facts = self.facts_of(tx, booking, booking.starts_at, None).await?;
        self.letter(
            tx,
            by,
            booking,
            About::BookingConfirmed,
            booking.moves,
            facts,
        )
        .await
    }

    /// Another time: what was to be said about the former is not sent any more.
    pub(super) async fn tell_moved(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
        to: Ts,
    ) -> Result<()> {
        self.unpost(tx, About::BookingMoved, "booking", booking.id.0)
            .await?;
        self.unpost(tx, About::BookingReminder, "booking", booking.id.0)
            .await?;
        let facts = self
            .facts_of(tx, booking, to, Some(booking.starts_at))
            .await?;
        self.letter(
            tx,
            by,
            booking,
            About::BookingMoved,
            booking.moves + 1,
            facts,
        )
        .await
    }

    /// Called off: only whoever has heard of the booking hears of its end.
    pub(super) async fn tell_cancelled(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
        reason: &str,
    ) -> Result<()> {
        let mut unsaid = 0;
        for about in [
            About::BookingConfirmed,
            About::BookingMoved,
            About::BookingReminder,
        ] {
            let gone = self.unpost(tx, about, "booking", booking.id.0).await?;
            if about == About::BookingConfirmed {
                unsaid = gone;
            }
        }
        if unsaid > 0 {
            return Ok(());
        }
        let mut facts = self.facts_of(tx, booking, booking.starts_at, None).await?;
        if let Value::Object(map) = &mut facts {
            map.insert("reason".to_owned(), json!(reason));
        }
        self.letter(
            tx,
            by,
            booking,
            About::BookingCancelled,
            booking.moves,
            facts,
        )
        .await
    }

    /// Tomorrow is the day: told once for each time the booking has had.
    pub(crate) async fn tell_reminder(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
    ) -> Result<()> {
        let facts = self.facts_of(tx, booking, booking.starts_at, None).await?;
        self.letter(
            tx,
            by,
            booking,
            About::BookingReminder,
            booking.moves,
            facts,
        )
        .await
    }

    async fn letter(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
        event: About,
        occurrence: i64,
        facts: Value,
    ) -> Result<()> {
        let letter = Letter {
            event,
            customer: booking.customer_id,
            entity: "booking",
            entity_id: booking.id.0,
            occurrence: occurrence.to_string(),
            facts,
            // Whoever comes at that time may take it over into a calendar.
            attach: matches!(event, About::BookingConfirmed | About::BookingMoved)
                .then(|| format!("booking:{}", booking.id)),
            not_before: self.now(),
        };
        self.post(tx, by, letter).await
    }

    async fn facts_of(
        &self,
        tx: &mut Tx,
        booking: &Booking,
        at: Ts,
        before: Option<Ts>,
    ) -> Result<Value> {
        let site = self.site(booking.site_id)?;
        let around = bookings::around(tx, booking.id)
            .await?
            .ok_or(Error::NotFound)?;
        let vehicle = [around.plate, around.make, around.model].join(" ");
        let mut facts = json!({
            "customer": around.customer,
            "vehicle": vehicle.trim(),
            "workshop": self.settings().workshop(),
            "phone": site.phone,
            "number": booking.number,
            "day": day(site.zone, at),
            "time": time(site.zone, at),
        });
        if let (Some(before), Value::Object(map)) = (before, &mut facts) {
            map.insert("old_day".to_owned(), json!(day(site.zone, before)));
            map.insert("old_time".to_owned(), json!(time(site.zone, before)));
        }
        Ok(facts)
    }
}

fn day(zone: Zone, at: Ts) -> String {
    zone.day_of(at).to_string()
}

fn time(zone: Zone, at: Ts) -> String {
    zone.local(at).format("%H:%M").to_string()
}
