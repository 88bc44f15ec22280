//! The vehicle comes in: its booking is checked in and its job arrives, in one transaction.
//!
//! What the customer agrees to while handing over the keys (who, how, up to which limit) goes to the job with
//! it (model.md 4). Whoever comes without a booking gets one, so that calendar and board cannot differ.

use super::booking::{Booked, Order, Undo};
use super::job::{Arrival, Plan};
use super::{Actor, Desk, Done, Error, Inverse, Result, in_tx};
use crate::domain::booking::{Arrival as Comes, Event, Status};
use crate::domain::logistics::LegKind;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, JobId, msg};
use crate::store::Tx;
use crate::store::bookings::{self, Booking};

impl Desk {
    /// Checks a booked vehicle in: CONFIRMED becomes CHECKED_IN, its job arrives (and, with a yes, is authorised
    /// on the way). The job, unless the booking makes none.
    ///
    /// # Errors
    /// `Refused` from another state; `Invalid` beside the field of `arrival` that cannot stand.
    pub async fn check_in(
        &self,
        by: &Actor,
        id: BookingId,
        arrival: &Arrival,
    ) -> Result<Done<Option<JobId>>> {
        by.may(Permission::JobCheckin)?;
        let job = in_tx!(self, |tx| {
            let booking = bookings::by_id(tx, by.site(), id)
                .await?
                .ok_or(Error::NotFound)?;
            self.receive_vehicle(tx, by, &booking, arrival).await
        })?;
        Ok(Done::with(job, Inverse::Booking(Undo::CheckIn(id))))
    }

    /// Books and checks in who stands at the counter, from this minute on. A bay is taken if one is free, or the
    /// one that was said; without one the vehicle waits for its turn.
    ///
    /// # Errors
    /// Those of [`Desk::book`] but for the hours: who is here is here. `Taken` when the vehicle has a booking at
    /// this time already: that one is to be checked in.
    pub async fn check_in_now(
        &self,
        by: &Actor,
        order: &Order,
        arrival: &Arrival,
    ) -> Result<Done<Booked>> {
        by.may(Permission::JobCheckin)?;
        if order.vehicle.is_none() {
            return Err(Error::invalid("vehicle", msg!("booking-needs-vehicle")));
        }
        let now = self.now();
        let order = Order {
            arrival: Comes::WalkIn,
            starts_at: now.plus_micros(-now.0.rem_euclid(60_000_000)),
            ..order.clone()
        };
        let booked = in_tx!(self, |tx| {
            let mut booked = self.book_walk_in(tx, by, &order).await?;
            let booking = bookings::by_id(tx, by.site(), booked.id)
                .await?
                .ok_or(Error::NotFound)?;
            booked.job = self.receive_vehicle(tx, by, &booking, arrival).await?;
            Ok(booked)
        })?;
        Ok(Done::with(
            booked.clone(),
            Inverse::Booking(Undo::CheckIn(booked.id)),
        ))
    }

    /// It was not here after all: the booking is confirmed again, its job planned again.
    ///
    /// # Errors
    /// `Refused` once work has begun, parts are issued, or the booking is not checked in.
    pub async fn undo_check_in(&self, by: &Actor, id: BookingId) -> Result<()> {
        by.may(Permission::JobCheckin)?;
        in_tx!(self, |tx| {
            let booking = bookings::by_id(tx, by.site(), id)
                .await?
                .ok_or(Error::NotFound)?;
            if let Some(job) = bookings::job_of(tx, id).await? {
                self.unarrive(tx, by, job).await?;
            }
            self.booking_step(tx, by, &booking, Event::UndoCheckIn, "")
                .await
        })
    }

    async fn receive_vehicle(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
        arrival: &Arrival,
    ) -> Result<Option<JobId>> {
        if booking.status != Status::CheckedIn {
            self.booking_step(tx, by, booking, Event::CheckIn, "")
                .await?;
        }
        self.legs_over(tx, by, (Some(booking.id), None), LegKind::Collection)
            .await?;
        let kind = bookings::kind(tx, booking.booking_type_id)
            .await?
            .ok_or(Error::NotFound)?;
        let job = match (bookings::job_of(tx, booking.id).await?, booking.vehicle_id) {
            (Some(job), _) => job,
            (None, Some(vehicle)) if kind.makes_job => {
                // A booking brought over from elsewhere has no job yet.
                let plan = Plan {
                    site: booking.site_id,
                    booking: Some(booking.id),
                    customer: booking.customer_id,
                    vehicle,
                    wish: booking.wish.clone(),
                    canned: Vec::new(),
                    promised_at: Some(booking.ends_at),
                    staff: None,
                };
                self.plan_job(tx, by, &plan).await?.id
            }
            (None, None) if kind.makes_job => {
                return Err(Error::invalid("vehicle", msg!("booking-needs-vehicle")));
            }
            (None, _) => return Ok(None),
        };
        self.arrive(tx, by, job, arrival).await?;
        Ok(Some(job))
    }
}
