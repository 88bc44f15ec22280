//! What becomes of a booking: yes, no, called off, nobody came, came after all.

use serde_json::json;

use super::book::Booked;
use super::claim::refused;
use super::order::{Order, Slot};
use super::quote::place;
use super::rules::{Ground, bookable, kind, reasoned};
use super::tools::tools_of;
use super::undo::Undo;
use crate::desk::billing::Fee;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, Who, in_tx};
use crate::domain::booking::{Arrival, Event, Status};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, CannedJobId, CustomerId, JobId, alert, msg};
use crate::store::bookings::{self, Booking};
use crate::store::{Db, Tx, alerts};

/// Why the job of a missed booking ended.
const NOT_COME: &str = "did not come";

impl Desk {
    /// Says yes to a request or a hold: the job is planned and the customer told. Without `canned` the
    /// lines of its wish that are the titles of canned jobs are planned.
    ///
    /// # Errors
    /// `Refused` from another state; `Forbidden` beyond the target load without `booking.overbook`; `Invalid`
    /// where a job needs a vehicle and none is known.
    pub async fn confirm(
        &self,
        by: &Actor,
        id: BookingId,
        canned: &[CannedJobId],
        reason: &str,
    ) -> Result<Done<Option<JobId>>> {
        by.may(Permission::BookingEdit)?;
        let job = in_tx!(self, |tx| {
            self.confirm_in(tx, by, id, canned, reason).await
        })?;
        Ok(Done::with(job, Inverse::Booking(Undo::Book(id))))
    }

    async fn confirm_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: BookingId,
        canned: &[CannedJobId],
        reason: &str,
    ) -> Result<Option<JobId>> {
        let ground = Ground::read(self, tx, by.site()).await?;
        let booking = self.booking_of(tx, by, id).await?;
        if booking.expires_at.is_some_and(|at| at <= ground.now) {
            return Err(Error::Refused(msg!(
                "booking-hold-over",
                number = booking.number
            )));
        }
        bookable(tx, &ground, booking.customer_id, booking.vehicle_id).await?;
        let laid = self.laid_of(tx, &ground, &booking).await?;
        if self
            .may_strain(tx, by, &ground, &laid, Some(id), reason)
            .await?
        {
            bookings::mark_overbooked(tx, id).await?;
        }
        self.booking_step(tx, by, &booking, Event::Confirm, reason)
            .await?;
        let canned = match canned {
            [] => work_in(&booking.wish, &bookings::bookable_work(tx).await?),
            said => said.to_vec(),
        };
        self.agreed(tx, by, &ground, id, &laid, &canned).await
    }

    /// Says yes to a hold, answering as a booking does.
    pub(super) async fn confirm_held(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: BookingId,
    ) -> Result<Booked> {
        let job = self.confirm_in(tx, by, id, &[], "").await?;
        let booking = self.booking_of(tx, by, id).await?;
        let ground = Ground::read(self, tx, by.site()).await?;
        let (slot, _) = self.slot_now(tx, &booking).await?;
        Ok(Booked {
            id,
            number: booking.number,
            starts_at: booking.starts_at,
            ends_at: booking.ends_at,
            place: place(&ground, slot.bay),
            job,
            status: booking.status,
            expires_at: None,
            warnings: Vec::new(),
        })
    }

    /// Says no to a request, with the reason the customer hears.
    ///
    /// # Errors
    /// `Refused` for anything but a request; `Invalid` without a reason.
    pub async fn decline(&self, by: &Actor, id: BookingId, reason: &str) -> Result<()> {
        by.may(Permission::BookingEdit)?;
        reasoned(reason, "booking-needs-reason")?;
        in_tx!(self, |tx| {
            let booking = self.booking_of(tx, by, id).await?;
            self.booking_step(tx, by, &booking, Event::Decline, reason)
                .await?;
            self.slot_fell_free(tx, by, span_of(&booking)).await?;
            self.road_off(tx, by, (Some(id), None)).await?;
            self.tell_cancelled(tx, by, &booking, reason).await
        })
    }

    /// Calls a booking off free of charge: its time is free again, its planned job is cancelled, the customer is
    /// told.
    ///
    /// # Errors
    /// `Refused` once the vehicle is here or the booking is over; `Invalid` without a reason.
    pub async fn cancel(&self, by: &Actor, id: BookingId, reason: &str) -> Result<Done<()>> {
        self.call_off(by, id, reason, &Fee::Free).await
    }

    /// The same with the fee of the policy as it was quoted: on a draft of its own, or forgone on record.
    ///
    /// # Errors
    /// As [`Desk::cancel`]; `Refused` when the fee is another one by now.
    pub async fn call_off(
        &self,
        by: &Actor,
        id: BookingId,
        reason: &str,
        fee: &Fee,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        reasoned(reason, "booking-needs-reason")?;
        let (again, was, invoice) = in_tx!(self, |tx| {
            let booking = self.booking_of(tx, by, id).await?;
            let again = self.order_of(tx, &booking).await?;
            Self::as_quoted(fee, self.fee_now(&booking, Event::Cancel))?;
            self.booking_step(tx, by, &booking, Event::Cancel, reason)
                .await?;
            if let Some(job) = bookings::job_of(tx, id).await? {
                self.cancel_planned(tx, by, job, reason).await?;
            }
            let invoice = self.settle_fee(tx, by, &booking, fee, reason).await?;
            if booking.status == Status::Confirmed {
                self.tell_cancelled(tx, by, &booking, reason).await?;
            }
            self.road_off(tx, by, (Some(id), None)).await?;
            self.slot_fell_free(tx, by, span_of(&booking)).await?;
            Ok((again, booking.status, invoice))
        })?;
        Ok(Done::with(
            (),
            Inverse::Booking(Undo::Cancel(Box::new(again), was, invoice)),
        ))
    }

    /// Nobody came: counted with the customer, the time is free and the planned job ends; the counter is told to
    /// call. Never automatic; free of charge.
    ///
    /// # Errors
    /// `Refused` before the grace time is over, and for anything but a confirmed booking.
    pub async fn no_show(&self, by: &Actor, id: BookingId) -> Result<Done<()>> {
        self.missed(by, id, "", &Fee::Free).await
    }

    /// The same with the fee of the policy as it was quoted.
    ///
    /// # Errors
    /// As [`Desk::no_show`]; `Refused` when the fee is another one by now.
    pub async fn missed(
        &self,
        by: &Actor,
        id: BookingId,
        reason: &str,
        fee: &Fee,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let grace = self.settings().grace_min();
        in_tx!(self, |tx| {
            let booking = self.booking_of(tx, by, id).await?;
            let from = booking.starts_at.plus_minutes(grace);
            if self.now() <= from {
                return Err(Error::Refused(msg!("booking-no-show-early", from = from)));
            }
            Self::as_quoted(fee, self.fee_now(&booking, Event::NoShow))?;
            self.booking_step(tx, by, &booking, Event::NoShow, reason)
                .await?;
            if let Some(job) = bookings::job_of(tx, id).await? {
                self.end_missed(tx, by, job, NOT_COME).await?;
            }
            self.ask_to_call(tx, by, &booking).await?;
            self.settle_fee(tx, by, &booking, fee, reason).await?;
            self.slot_fell_free(tx, by, span_of(&booking)).await?;
            self.road_off(tx, by, (Some(id), None)).await?;
            Ok(bookings::count_no_show(tx, booking.customer_id, 1).await?)
        })?;
        Ok(Done::with((), Inverse::Booking(Undo::NoShow(id))))
    }

    /// They came after all: confirmed again if the time is still free, with its job as it was planned, and the
    /// missed visit is not counted. A fee that is not invoiced yet is forgone.
    ///
    /// # Errors
    /// `Taken` when somebody has the time by now; `Refused` from any state but no-show.
    pub async fn reopen(&self, by: &Actor, id: BookingId) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        in_tx!(self, |tx| {
            let ground = Ground::read(self, tx, by.site()).await?;
            let booking = self.booking_of(tx, by, id).await?;
            let mut laid = self.laid_of(tx, &ground, &booking).await?;
            self.claim(tx, by, &ground, &mut laid, Some(id)).await?;
            self.booking_step(tx, by, &booking, Event::Reopen, "")
                .await?;
            if let Some(job) = bookings::job_of(tx, id).await? {
                self.plan_again(tx, by, job).await?;
            }
            self.called(tx, booking.customer_id).await?;
            self.forgo_fee(tx, by, &booking).await?;
            Ok(bookings::count_no_show(tx, booking.customer_id, -1).await?)
        })?;
        Ok(Done::with((), Inverse::Booking(Undo::Reopen(id))))
    }

    /// The drive is over: a booking without a job has ended well.
    ///
    /// # Errors
    /// `Refused` while its job decides that, and for anything that is not here.
    pub async fn fulfil(&self, by: &Actor, id: BookingId) -> Result<()> {
        by.may(Permission::BookingEdit)?;
        in_tx!(self, |tx| {
            if bookings::job_of(tx, id).await?.is_some() {
                return Err(Error::Refused(msg!("booking-job-decides")));
            }
            self.fulfil_booking(tx, by, id).await
        })
    }

    /// Ends a booking whose vehicle has left: its job was collected or cancelled.
    pub(crate) async fn fulfil_booking(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: BookingId,
    ) -> Result<()> {
        let booking = self.booking_of(tx, by, id).await?;
        self.booking_step(tx, by, &booking, Event::Fulfil, "").await
    }

    /// Ends all holds of the site that have run out; how many. The scheduler tidies with it: whoever needs the
    /// time does not wait for it.
    ///
    /// # Errors
    /// `Forbidden` for people: only parts of the program tidy.
    pub async fn expire_holds(&self, by: &Actor) -> Result<usize> {
        if !matches!(by.who(), Who::System(_)) {
            return Err(Error::Forbidden {
                permission: Permission::BookingEdit,
            });
        }
        in_tx!(self, |tx| {
            let gone = bookings::expired_since(tx, by.site(), self.now()).await?;
            for id in &gone {
                let booking = self.booking_of(tx, by, *id).await?;
                let waits = self.expire(tx, by, *id).await?;
                self.offer(tx, by, span_of(&booking), waits).await?;
            }
            Ok(gone.len())
        })
    }

    /// The booking, at the actor's site.
    pub(super) async fn booking_of(
        &self,
        db: &mut impl Db,
        by: &Actor,
        id: BookingId,
    ) -> Result<Booking> {
        bookings::by_id(db, by.site(), id)
            .await?
            .ok_or(Error::NotFound)
    }

    /// One step of the state machine, guarded and on record.
    pub(in crate::desk) async fn booking_step(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
        event: Event,
        reason: &str,
    ) -> Result<()> {
        let to = booking
            .status
            .next(event)
            .map_err(|e| Error::Refused(e.msg()))?;
        let moved = bookings::set_status(tx, booking.id, booking.status, to, reason.trim())
            .await
            .map_err(refused)?;
        if !moved {
            // Another terminal was quicker; what it made of the booking is read by the next try.
            return Err(Error::Busy(format!(
                "booking {} changed state",
                booking.number
            )));
        }
        let entry = Entry {
            verb: event.as_str(),
            entity: "booking",
            id: booking.id.0,
            old: json!({ "status": booking.status }),
            new: json!({ "status": to }),
            reason: reason.trim(),
        };
        self.record(tx, by, entry).await?;
        if booking.status == Status::Held && event != Event::Move {
            self.hold_ended(tx, by, booking.id, to).await?;
        }
        Ok(())
    }

    /// A booking as it stands, laid out again.
    pub(super) async fn laid_of(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        booking: &Booking,
    ) -> Result<super::rules::Laid> {
        let kind = kind(db, booking.booking_type_id).await?;
        let (slot, spans) = self.slot_now(db, booking).await?;
        let wanted = bookings::Wanted {
            vehicle: booking.vehicle_id,
            staff: slot.staff,
            bay: slot.bay.filter(|id| ground.bay(*id).is_some()),
            equipment: None,
        };
        Ok(super::rules::Laid {
            minutes: slot.minutes.unwrap_or(kind.duration_min),
            kind,
            spans,
            wanted,
            tools: tools_of(db, booking.id).await?,
            may_wait: booking.arrival == Arrival::WalkIn,
        })
    }

    /// The slot a booking has, and its spans.
    pub(super) async fn slot_now(
        &self,
        db: &mut impl Db,
        booking: &Booking,
    ) -> Result<(Slot, Vec<crate::domain::Span>)> {
        let rows = bookings::of_booking(db, booking.id).await?;
        let mut spans: Vec<crate::domain::Span> = rows
            .iter()
            .map(|r| crate::domain::Span {
                start: r.starts_at,
                end: r.ends_at,
            })
            .collect();
        spans.sort_unstable();
        spans.dedup();
        if spans.is_empty() {
            spans.push(crate::domain::Span {
                start: booking.starts_at,
                end: booking.ends_at,
            });
        }
        let slot = Slot {
            starts_at: booking.starts_at,
            minutes: Some(spans.iter().map(|s| s.minutes()).sum()),
            bay: rows.iter().find_map(|r| r.bay_id),
            staff: rows.iter().find_map(|r| r.staff_id),
        };
        Ok((slot, spans))
    }

    /// What would make the same booking again.
    pub(super) async fn order_of(&self, db: &mut impl Db, booking: &Booking) -> Result<Order> {
        let (slot, _) = self.slot_now(db, booking).await?;
        Ok(Order {
            customer: booking.customer_id,
            vehicle: booking.vehicle_id,
            kind: booking.booking_type_id,
            starts_at: slot.starts_at,
            minutes: slot.minutes,
            bay: slot.bay,
            staff: slot.staff,
            tools: tools_of(db, booking.id).await?,
            arrival: booking.arrival,
            source: booking.source,
            wish: booking.wish.clone(),
            notes: booking.notes.clone(),
            canned: bookings::planned_jobs(db, booking.id).await?,
            reason: booking.reason.clone(),
        })
    }
}

impl Desk {
    /// Tells the counter to call who did not come (states.md 1).
    async fn ask_to_call(&self, tx: &mut Tx, by: &Actor, booking: &Booking) -> Result<()> {
        let around = bookings::around(tx, booking.id)
            .await?
            .ok_or(Error::NotFound)?;
        let facts = json!({ "customer": around.customer, "plate": around.plate, "phone": around.phone,
                            "starts_at": booking.starts_at });
        let about = ("customer", booking.customer_id.0);
        self.raise_alert_at(tx, by.site(), alert::Kind::NoShow, about, facts)
            .await?;
        Ok(())
    }

    /// Nobody has to call the customer any more: they came, or another visit is agreed.
    pub(super) async fn called(&self, tx: &mut Tx, customer: CustomerId) -> Result<()> {
        alerts::clear(tx, alert::Kind::NoShow, "customer", customer.0, self.now()).await?;
        Ok(())
    }
}

/// The canned jobs whose titles are lines of the wish, in its order.
fn work_in(wish: &str, known: &[bookings::Work]) -> Vec<CannedJobId> {
    let found = wish
        .lines()
        .filter_map(|line| known.iter().find(|w| w.title == line.trim()));
    found.map(|w| w.id).collect()
}

fn span_of(booking: &Booking) -> crate::domain::Span {
    crate::domain::Span {
        start: booking.starts_at,
        end: booking.ends_at,
    }
}
