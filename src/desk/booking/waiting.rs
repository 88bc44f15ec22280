//! The waiting list: written down when nothing fits, offered when something falls free, booked with one key.

use chrono::NaiveDate;
use serde_json::json;

use super::book::Booked;
use super::finder::{Offer, Query, Where};
use super::order::Order;
use super::rules::{Ground, bookable, kind};
use crate::desk::{Actor, Desk, Done, Entry, Error, Result, in_tx};
use crate::domain::alert;
use crate::domain::booking::{Arrival, Event as Called, Source, Status as Firm};
use crate::domain::permission::Permission;
use crate::domain::waiting::{Event, Status};
use crate::domain::{
    BookingId, BookingTypeId, CustomerId, Span, StaffId, Ts, VehicleId, WaitingId, bay, msg, text,
};
use crate::store::Tx;
use crate::store::bookings::{self, NewWaiting, Waiting};

/// What somebody waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Who.
    pub customer: CustomerId,
    /// With what.
    pub vehicle: Option<VehicleId>,
    /// The preset.
    pub kind: BookingTypeId,
    /// With whom, if possible.
    pub staff: Option<StaffId>,
    /// In their words.
    pub wish: String,
    /// How long, in minutes; `None` is the preset's.
    pub minutes: Option<i64>,
    /// In which kind of bay; `None`: as the preset says.
    pub bay_kind: Option<bay::Kind>,
    /// What whoever does it must be able to do; empty: anything.
    pub skill: String,
    /// The first day that will do.
    pub from: NaiveDate,
    /// The last day that will do.
    pub until: Option<NaiveDate>,
}

impl Desk {
    /// Who waits, whoever has an offer first.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn waiting_list(&self, by: &Actor) -> Result<Vec<Waiting>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        Ok(bookings::waiting_list(&mut db, by.site()).await?)
    }

    /// Writes down who comes as soon as a place falls free.
    ///
    /// # Errors
    /// `Invalid` for a length that is none, days in the wrong order, a vehicle that cannot be booked.
    pub async fn wait_for(&self, by: &Actor, wish: &Wish) -> Result<WaitingId> {
        by.may(Permission::BookingEdit)?;
        let words = text::note(&wish.wish).map_err(|why| Error::invalid("wish", why))?;
        in_tx!(self, |tx| {
            let ground = Ground::read(self, tx, by.site()).await?;
            bookable(tx, &ground, wish.customer, wish.vehicle).await?;
            let kind = kind(tx, wish.kind).await?;
            let minutes = wish
                .minutes
                .map_or(kind.duration_min, |m| ground.on_grid(m));
            if minutes <= 0 {
                return Err(Error::invalid(
                    "minutes",
                    msg!("booking-bad-length", grid = ground.grid),
                ));
            }
            if wish.until.is_some_and(|day| day < wish.from) {
                return Err(Error::invalid("until", msg!("waiting-days")));
            }
            let new = NewWaiting {
                site: ground.site,
                customer: wish.customer,
                vehicle: wish.vehicle,
                kind: wish.kind,
                staff: wish.staff,
                wish: &words,
                need_min: minutes,
                bay_kind: wish.bay_kind,
                skill: &wish.skill,
                from_on: wish.from,
                to_on: wish.until,
                at: ground.now,
            };
            let id = bookings::add_waiting(tx, &new).await?;
            let entry = Entry {
                verb: "wait",
                entity: "waiting",
                id: id.0,
                new: json!({ "customer": wish.customer, "vehicle": wish.vehicle, "minutes": minutes,
                             "from": wish.from, "until": wish.until, "wish": words }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            Ok(id)
        })
    }

    /// Takes somebody off the list: no longer wanted. A place held for them is free again.
    ///
    /// # Errors
    /// `Refused` once it is booked or dropped; `Stale` when somebody was quicker.
    pub async fn drop_waiting(&self, by: &Actor, id: WaitingId, reason: &str) -> Result<()> {
        by.may(Permission::BookingEdit)?;
        in_tx!(self, |tx| {
            let row = self.waiting_row(tx, by, id).await?;
            self.let_hold_go(tx, by, &row).await?;
            self.waiting_step(tx, by, id, Event::Drop, None, reason)
                .await
        })
    }

    /// The customer does not take the place that was offered: they wait on, and the next in the list is asked.
    ///
    /// # Errors
    /// As [`Desk::drop_waiting`].
    pub async fn pass_waiting(&self, by: &Actor, id: WaitingId) -> Result<()> {
        by.may(Permission::BookingEdit)?;
        in_tx!(self, |tx| {
            let row = self.waiting_row(tx, by, id).await?;
            if !self.let_hold_go(tx, by, &row).await? {
                self.waiting_step(tx, by, id, Event::Pass, None, "").await?;
            }
            let Some(start) = row.offered_starts_at else {
                return Ok(());
            };
            let freed = Span::of_minutes(start, row.need_min);
            self.offer(tx, by, freed, Some(id)).await
        })
    }

    /// Holds the place that was offered, or the first that fits now, for `booking.hold` minutes: they are asked in
    /// the meantime. Confirmed it is theirs; expired or called off they wait on (states.md 1).
    ///
    /// # Errors
    /// As [`Desk::book_waiting`]; `Refused` while a place is held for them already.
    pub async fn hold_waiting(&self, by: &Actor, id: WaitingId) -> Result<Done<Booked>> {
        by.may(Permission::BookingEdit)?;
        let booked = in_tx!(self, |tx| {
            let row = self.waiting_row(tx, by, id).await?;
            if row.held_to.is_some_and(|to| to > self.now()) {
                return Err(Error::Refused(msg!("waiting-is-held", name = row.customer)));
            }
            row.status
                .next(Event::Offer)
                .map_err(|e| Error::Refused(e.msg()))?;
            let booked = self.book_for(tx, by, &row, Firm::Held).await?;
            // The hold that ran out before may just have put them back.
            let row = self.waiting_row(tx, by, id).await?;
            let offered = Some((self.now(), booked.starts_at));
            let at = (id, row.version);
            if !bookings::set_waiting(tx, at, Status::Offered, offered, Some(booked.id)).await? {
                return Err(crate::store::Error::Stale.into());
            }
            self.told_of(tx, id).await?;
            let entry = Entry {
                verb: "hold",
                entity: "waiting",
                id: id.0,
                old: json!({ "status": row.status }),
                new: json!({ "status": Status::Offered, "booking": booked.id }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            Ok(booked)
        })?;
        Ok(Done::with(
            booked.clone(),
            crate::desk::Inverse::Booking(super::Undo::Book(booked.id)),
        ))
    }

    /// Books the place that is held for them, else the one that was offered, else the first that fits now.
    ///
    /// # Errors
    /// `Refused` when nothing fits any more; those of [`Desk::book`].
    pub async fn book_waiting(&self, by: &Actor, id: WaitingId) -> Result<Done<Booked>> {
        by.may(Permission::BookingEdit)?;
        let booked = in_tx!(self, |tx| {
            let row = self.waiting_row(tx, by, id).await?;
            row.status
                .next(Event::Book)
                .map_err(|e| Error::Refused(e.msg()))?;
            if let Some(held) = row
                .booking_id
                .filter(|_| row.held_to.is_some_and(|to| to > self.now()))
            {
                return self.confirm_held(tx, by, held).await;
            }
            let booked = self.book_for(tx, by, &row, Firm::Confirmed).await?;
            let row = self.waiting_row(tx, by, id).await?;
            self.waiting_booked(tx, by, &row, booked.id).await?;
            Ok(booked)
        })?;
        Ok(Done::with(
            booked.clone(),
            crate::desk::Inverse::Booking(super::Undo::Book(booked.id)),
        ))
    }

    /// The place that was offered, or the first that fits now, booked as firmly as that.
    async fn book_for(&self, tx: &mut Tx, by: &Actor, row: &Waiting, firm: Firm) -> Result<Booked> {
        let first = self.places_of(tx, by, row, None).await?;
        let offered = row.offered_starts_at;
        let same = first.iter().find(|o| Some(o.fit.starts_at) == offered);
        let Some(place) = same.or(first.first()) else {
            return Err(Error::Refused(msg!(
                "waiting-nothing",
                name = row.customer.clone()
            )));
        };
        let order = Order {
            customer: row.customer_id,
            vehicle: row.vehicle_id,
            kind: row.booking_type_id,
            starts_at: place.fit.starts_at,
            minutes: Some(row.need_min),
            bay: place.fit.bay,
            staff: place.staff,
            tools: Vec::new(),
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: row.wish.clone(),
            notes: String::new(),
            canned: Vec::new(),
            reason: String::new(),
        };
        self.book_in(tx, by, &order, firm, false).await
    }

    async fn waiting_booked(
        &self,
        tx: &mut Tx,
        by: &Actor,
        row: &Waiting,
        booking: BookingId,
    ) -> Result<()> {
        let to = Status::Booked;
        if !bookings::set_waiting(tx, (row.id, row.version), to, None, Some(booking)).await? {
            return Err(crate::store::Error::Stale.into());
        }
        self.told_of(tx, row.id).await?;
        let entry = Entry {
            verb: "book",
            entity: "waiting",
            id: row.id.0,
            old: json!({ "status": row.status }),
            new: json!({ "status": to, "booking": booking }),
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }

    /// A hold has ended: confirmed it is who waited for it that is booked, otherwise they wait on. Who they are, if
    /// the hold was somebody's of the list.
    pub(super) async fn hold_ended(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: BookingId,
        to: Firm,
    ) -> Result<Option<WaitingId>> {
        let Some(row) = bookings::waiting_held(tx, by.site(), booking).await? else {
            return Ok(None);
        };
        if to == Firm::Confirmed {
            self.waiting_booked(tx, by, &row, booking).await?;
        } else {
            let why = to.as_str();
            self.waiting_step(tx, by, row.id, Event::Pass, None, why)
                .await?;
        }
        Ok(Some(row.id))
    }

    /// Calls off the booking that holds a place for them, which puts them back on the list; whether there was one.
    async fn let_hold_go(&self, tx: &mut Tx, by: &Actor, row: &Waiting) -> Result<bool> {
        let Some(id) = row.booking_id.filter(|_| row.held_to.is_some()) else {
            return Ok(false);
        };
        let booking = self.booking_of(tx, by, id).await?;
        self.booking_step(tx, by, &booking, Called::Cancel, "waiting list")
            .await?;
        Ok(true)
    }

    /// Time fell free: whoever has waited longest and fits into it is offered it, and the desk is told.
    pub(super) async fn slot_fell_free(&self, tx: &mut Tx, by: &Actor, freed: Span) -> Result<()> {
        self.offer(tx, by, freed, None).await
    }

    /// The same, but to one of them who has just passed it.
    pub(super) async fn offer(
        &self,
        tx: &mut Tx,
        by: &Actor,
        freed: Span,
        but: Option<WaitingId>,
    ) -> Result<()> {
        if freed.end <= self.now() {
            return Ok(());
        }
        for row in bookings::waiting_list(tx, by.site()).await? {
            if row.status != Status::Waiting || Some(row.id) == but {
                continue;
            }
            let places = self.places_of(tx, by, &row, Some(freed)).await?;
            let fits = |o: &&Offer| o.fit.starts_at < freed.end && o.fit.ends_at > freed.start;
            let Some(place) = places.iter().find(fits) else {
                continue;
            };
            let at = place.fit.starts_at;
            self.waiting_step(tx, by, row.id, Event::Offer, Some(at), "")
                .await?;
            let facts = json!({ "customer": row.customer, "plate": row.plate, "starts_at": at });
            let about = ("waiting", row.id.0);
            self.raise_alert_at(tx, by.site(), alert::Kind::SlotFree, about, facts)
                .await?;
            return Ok(());
        }
        Ok(())
    }

    async fn waiting_row(&self, tx: &mut Tx, by: &Actor, id: WaitingId) -> Result<Waiting> {
        bookings::waiting_of(tx, by.site(), id)
            .await?
            .ok_or(Error::NotFound)
    }

    async fn waiting_step(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: WaitingId,
        event: Event,
        starts_at: Option<Ts>,
        reason: &str,
    ) -> Result<()> {
        let row = self.waiting_row(tx, by, id).await?;
        let to = row
            .status
            .next(event)
            .map_err(|e| Error::Refused(e.msg()))?;
        let offered = starts_at.map(|at| (self.now(), at));
        if !bookings::set_waiting(tx, (id, row.version), to, offered, None).await? {
            return Err(crate::store::Error::Stale.into());
        }
        if to != Status::Offered {
            self.told_of(tx, id).await?;
        }
        let entry = Entry {
            verb: event.as_str(),
            entity: "waiting",
            id: id.0,
            old: json!({ "status": row.status }),
            new: json!({ "status": to, "starts_at": starts_at }),
            reason: reason.trim(),
        };
        self.record(tx, by, entry).await
    }

    /// Nobody has to be told of that place any more.
    async fn told_of(&self, tx: &mut Tx, id: WaitingId) -> Result<()> {
        let kind = alert::Kind::SlotFree;
        crate::store::alerts::clear(tx, kind, "waiting", id.0, self.now()).await?;
        Ok(())
    }

    /// The places that fit what somebody waits for; within a stretch of time, if one is said.
    async fn places_of(
        &self,
        tx: &mut Tx,
        by: &Actor,
        row: &Waiting,
        within: Option<Span>,
    ) -> Result<Vec<Offer>> {
        let zone = self.site(by.site())?.zone;
        let first = zone.at(row.from_on, 0).max(self.now());
        let (from, until) = match within {
            None => (first, row.to_on),
            Some(freed) => {
                let last = zone.day_of(freed.end);
                let from = first.max(zone.day_span(zone.day_of(freed.start)).start);
                if zone.day_of(from) > last || row.to_on.is_some_and(|day| day < zone.day_of(from))
                {
                    return Ok(Vec::new());
                }
                (from, Some(row.to_on.map_or(last, |day| day.min(last))))
            }
        };
        let query = Query {
            kind: row.booking_type_id,
            minutes: Some(row.need_min),
            canned: Vec::new(),
            place: row.bay_kind.map_or(Where::Any, Where::Kind),
            skill: Some(row.skill.clone()).filter(|s| !s.is_empty()),
            staff: row.staff_id,
            only: false,
            tool: None,
            vehicle: row.vehicle_id,
            from,
            until,
        };
        self.places_for(tx, by.site(), &query, 200).await
    }
}
