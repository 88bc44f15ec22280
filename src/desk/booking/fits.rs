//! The next free times, as the phone asks for them.

use super::claim::fits;
use super::order::Slot;
use super::rules::{Ground, Laid, kind};
use crate::desk::{Actor, Desk, Error, Fit, Result, Who};
use crate::domain::permission::Permission;
use crate::domain::{BayId, BookingId, BookingTypeId, Span, StaffId, Ts, VehicleId};
use crate::store::bookings::{self, Wanted, Work};
use crate::store::catalogue;

/// What a free time is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    /// The preset: its bays and its starts.
    pub kind: BookingTypeId,
    /// How long, rounded up to the grid; `None` is the preset's.
    pub minutes: Option<i64>,
    /// In this bay first.
    pub bay: Option<BayId>,
    /// When this person is free.
    pub staff: Option<StaffId>,
    /// When this vehicle is free.
    pub vehicle: Option<VehicleId>,
    /// From when on (UTC).
    pub from: Ts,
    /// As if this booking were not there: it is the one to be moved.
    pub but: Option<BookingId>,
}

impl Desk {
    /// The next three free places, earliest first; fewer when there are none within four weeks.
    pub async fn free_slots(&self, by: &Actor, search: &Search) -> Result<Vec<Fit>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let kind = kind(&mut db, search.kind).await?;
        let minutes = search
            .minutes
            .map_or(kind.duration_min, |m| ground.on_grid(m));
        ground.known(Slot {
            starts_at: search.from,
            minutes: Some(minutes),
            bay: search.bay,
            staff: search.staff,
        })?;
        if minutes <= 0 {
            return Err(Error::invalid(
                "minutes",
                crate::domain::msg!("booking-bad-length", grid = ground.grid),
            ));
        }
        let laid = Laid {
            minutes,
            kind,
            spans: vec![Span::of_minutes(search.from, minutes)],
            wanted: Wanted {
                vehicle: search.vehicle,
                staff: search.staff,
                bay: search.bay,
                equipment: None,
            },
            tools: Vec::new(),
            may_wait: false,
        };
        fits(&mut db, &ground, &laid, search.bay.is_none(), search.but).await
    }

    /// The booking types in use, with their presets.
    pub async fn booking_types(&self, by: &Actor) -> Result<Vec<bookings::Kind>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        Ok(bookings::kinds(&mut db).await?)
    }

    /// The canned jobs that can be booked, with the time they plan; those the actor has at hand first.
    pub async fn bookable_work(&self, by: &Actor) -> Result<Vec<Work>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let mut all = bookings::bookable_work(&mut db).await?;
        if let Who::Staff(staff) = by.who() {
            let at_hand = catalogue::favourites(&mut db, *staff).await?;
            all.sort_by_key(|work| !at_hand.contains(&work.id));
        }
        Ok(all)
    }

    /// The bays and the mechanics of the site, for lists to pick from.
    pub async fn places(
        &self,
        by: &Actor,
    ) -> Result<(Vec<bookings::Bay>, Vec<bookings::Mechanic>)> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let bays = bookings::bays(&mut db, by.site()).await?;
        Ok((bays, bookings::mechanics(&mut db, by.site()).await?))
    }
}
