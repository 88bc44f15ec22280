//! One booking with all that is around it.

use super::order::Slot;
use super::quote::{place, warnings};
use super::rules::Ground;
use crate::desk::logistics::Road;
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::booking::rules::is_no_show_due;
use crate::domain::booking::{Event, Status};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, CannedJobId, Msg, VehicleId};
use crate::store::bookings::{self, Booking};
use crate::store::find::{self, BookingHit};

pub use crate::store::bookings::{Around, Move};

/// What the card of a booking shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The row.
    pub booking: Booking,
    /// Customer, vehicle, type and job.
    pub around: Around,
    /// Its time and place.
    pub slot: Slot,
    /// The bay's name, or empty.
    pub place: String,
    /// The mechanic's name, or empty.
    pub mechanic: String,
    /// What to know about customer and vehicle.
    pub warnings: Vec<Msg>,
    /// Where it was before, the latest move first.
    pub history: Vec<Move>,
    /// What the work of its job is.
    pub canned: Vec<CannedJobId>,
    /// Who fetches and brings the vehicle, and which of ours is lent.
    pub road: Road,
    /// Whether the customer has not come within the grace time: a no-show is worth proposing.
    pub overdue: bool,
}

impl Card {
    /// Whether the state machine lets this happen now.
    #[must_use]
    pub fn can(&self, event: Event) -> bool {
        self.booking.status.can(event)
    }
}

impl Desk {
    /// The booking this vehicle is expected for today, if any.
    pub async fn booked_today(&self, by: &Actor, vehicle: VehicleId) -> Result<Option<BookingHit>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let day = ground.zone.day_span(ground.zone.day_of(ground.now));
        Ok(find::booking_due(&mut db, by.site(), vehicle, day).await?)
    }

    /// The card of a booking.
    pub async fn booking_card(&self, by: &Actor, id: BookingId) -> Result<Card> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let booking = self.booking_of(&mut db, by, id).await?;
        let around = bookings::around(&mut db, id)
            .await?
            .ok_or(Error::NotFound)?;
        let (slot, _) = self.slot_now(&mut db, &booking).await?;
        let asked = self.order_of(&mut db, &booking).await?;
        let told = if booking.status.blocks() && booking.status != Status::CheckedIn {
            warnings(&mut db, &ground, &asked, Some(id)).await?
        } else {
            Vec::new()
        };
        let grace = self.settings().grace_min();
        Ok(Card {
            place: place(&ground, slot.bay),
            mechanic: ground
                .mechanics
                .iter()
                .find(|m| Some(m.id) == slot.staff)
                .map(|m| m.name.clone())
                .unwrap_or_default(),
            overdue: is_no_show_due(booking.status, booking.starts_at, ground.now, grace),
            warnings: told,
            history: bookings::moves(&mut db, id).await?,
            road: self.road(&mut db, Some(id), around.job_id).await?,
            canned: asked.canned,
            booking,
            around,
            slot,
        })
    }
}
