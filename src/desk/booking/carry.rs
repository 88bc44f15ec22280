//! The end of the day: who did not come, whose work is not done, and where both go on.

use super::book::Booked;
use super::fits::Search;
use super::order::Slot;
use super::rules::Ground;
use crate::desk::{Actor, Desk, Done, Error, Result};
use crate::domain::booking::Status;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, Span, msg};
use crate::store::bookings::{self, Left};

/// How far back is looked for what was left behind, in days.
const BACK: i64 = 28;
/// So much of the next day is taken for work that is not done, in minutes; it is made longer by hand.
const NEXT_DAY: i64 = 60;

impl Desk {
    /// What the day leaves over: bookings nobody came for, and vehicles here whose time ends today and whose work
    /// is not done. The oldest first.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn left_over(&self, by: &Actor) -> Result<Vec<Left>> {
        by.may(Permission::BookingSee)?;
        let zone = self.site(by.site())?.zone;
        let now = self.now();
        let today = zone.day_span(zone.day_of(now));
        let span = Span {
            start: today.start.plus_days(-BACK),
            end: today.end,
        };
        let due = now.plus_minutes(-self.settings().grace_min());
        let mut db = self.store();
        Ok(bookings::left_over(&mut db, by.site(), span, due).await?)
    }

    /// Takes one of them to the next open day: who did not come to the first place that fits, a vehicle that is
    /// here by giving its work the first hour there. `why` stands in its history, in the words of whoever reads it.
    ///
    /// # Errors
    /// `Refused` when nothing fits within four weeks; those of [`Desk::move_booking`].
    pub async fn carry_on(
        &self,
        by: &Actor,
        id: BookingId,
        version: i64,
        why: &str,
    ) -> Result<Done<Booked>> {
        by.may(Permission::BookingEdit)?;
        let mut db = self.store();
        let booking = self.booking_of(&mut db, by, id).await?;
        let (now, _) = self.slot_now(&mut db, &booking).await?;
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let today = ground.zone.day_of(ground.now);
        let to = if booking.status == Status::CheckedIn {
            let had = now.minutes.unwrap_or_default();
            let reaches = |minutes: &i64| {
                let spans = ground.week.spread(ground.zone, now.starts_at, *minutes);
                spans
                    .last()
                    .is_some_and(|s| ground.zone.day_of(s.start) > today && s.minutes() >= NEXT_DAY)
            };
            let more = (1..=400).map(|n| had + n * ground.grid).find(reaches);
            let Some(minutes) = more else {
                return Err(Error::Refused(msg!("booking-too-long")));
            };
            Slot {
                minutes: Some(minutes),
                ..now
            }
        } else {
            let search = Search {
                kind: booking.booking_type_id,
                minutes: now.minutes,
                bay: now.bay,
                staff: now.staff,
                vehicle: booking.vehicle_id,
                from: ground.zone.day_span(today).end,
                but: Some(id),
            };
            let fits = self.free_slots(by, &search).await?;
            let Some(fit) = fits.first() else {
                return Err(Error::Refused(msg!("booking-form-no-fits")));
            };
            Slot {
                starts_at: fit.starts_at,
                bay: fit.bay,
                ..now
            }
        };
        self.move_booking(by, id, version, to, why).await
    }
}
