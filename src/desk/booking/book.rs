//! Booking: confirmed at once, held for a while, or asked for.

use serde_json::json;

use super::claim::occupy;
use super::order::Order;
use super::quote::{place, warnings};
use super::rules::{Ground, Laid, bookable, kind, may_backdate};
use super::tools::tools_named;
use super::undo::Undo;
use crate::desk::job::Plan;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::booking::{Arrival, Status};
use crate::domain::number::Series;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, CannedJobId, JobId, Msg, Ts, msg, text};
use crate::store::Tx;
use crate::store::bookings::{self, New, Wanted};

/// What was booked.
#[derive(Clone, Debug, PartialEq)]
pub struct Booked {
    /// Its id.
    pub id: BookingId,
    /// Its number, as said to the customer.
    pub number: String,
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub ends_at: Ts,
    /// The bay's name, or empty.
    pub place: String,
    /// The job that was planned with it.
    pub job: Option<JobId>,
    /// How firmly it stands now.
    pub status: Status,
    /// Until when it is held (UTC); `None` unless it is.
    pub expires_at: Option<Ts>,
    /// What was to be said before, once more.
    pub warnings: Vec<Msg>,
}

impl Desk {
    /// Books and confirms: occupies vehicle, bay and mechanic, plans the job, tells the customer.
    ///
    /// # Errors
    /// `Taken` names who has the time and the next three free places. `Invalid` names the field: off the
    /// grid, closed, too long, no reason given. `Forbidden` in the past without
    /// `booking.backdate` and beyond the target load without `booking.overbook`.
    pub async fn book(&self, by: &Actor, order: &Order) -> Result<Done<Booked>> {
        self.book_as(by, order, Status::Confirmed).await
    }

    /// Keeps the time for the customer for `booking.hold` minutes; it blocks until then.
    ///
    /// # Errors
    /// As [`Desk::book`].
    pub async fn hold(&self, by: &Actor, order: &Order) -> Result<Done<Booked>> {
        self.book_as(by, order, Status::Held).await
    }

    /// Takes in a wish that somebody has to say yes to; it blocks until then.
    ///
    /// # Errors
    /// As [`Desk::book`].
    pub async fn request(&self, by: &Actor, order: &Order) -> Result<Done<Booked>> {
        self.book_as(by, order, Status::Requested).await
    }

    async fn book_as(&self, by: &Actor, order: &Order, status: Status) -> Result<Done<Booked>> {
        by.may(Permission::BookingEdit)?;
        let booked = in_tx!(self, |tx| {
            self.book_in(tx, by, order, status, false).await
        })?;
        Ok(Done::with(
            booked.clone(),
            Inverse::Booking(Undo::Book(booked.id)),
        ))
    }

    /// Books as firmly as that, inside a transaction. `again`: it was booked before and is being brought back, so
    /// R-12 is not asked once more.
    pub(super) async fn book_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        order: &Order,
        status: Status,
        again: bool,
    ) -> Result<Booked> {
        let ground = Ground::read(self, tx, by.site()).await?;
        let kind = kind(tx, order.kind).await?;
        let slot = self.slot_of(tx, &ground, &kind, order).await?;
        let mut laid = ground.lay(kind, order.vehicle, slot, order.arrival)?;
        if !again && ground.is_past(laid.starts_at()) {
            may_backdate(by, &order.reason)?;
        }
        bookable(tx, &ground, order.customer, order.vehicle).await?;
        laid.tools = tools_named(tx, order).await?;
        self.claim(tx, by, &ground, &mut laid, None).await?;
        let is_over = self
            .may_strain(tx, by, &ground, &laid, None, &order.reason)
            .await?;
        let booked = self
            .write_booking(tx, by, &ground, order, &laid, status)
            .await?;
        if is_over {
            bookings::mark_overbooked(tx, booked.id).await?;
        }
        Ok(booked)
    }

    /// Books who stands at the counter: the hours and the target load are not asked (R-11 warns, and they are
    /// here).
    pub(in crate::desk) async fn book_walk_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        order: &Order,
    ) -> Result<Booked> {
        let ground = Ground::read(self, tx, by.site()).await?;
        let kind = kind(tx, order.kind).await?;
        let slot = self.slot_of(tx, &ground, &kind, order).await?;
        let mut laid = ground.lay(kind, order.vehicle, slot, order.arrival)?;
        bookable(tx, &ground, order.customer, order.vehicle).await?;
        laid.tools = tools_named(tx, order).await?;
        self.claim(tx, by, &ground, &mut laid, None).await?;
        self.write_booking(tx, by, &ground, order, &laid, Status::Confirmed)
            .await
    }

    /// Writes the rows of a booking whose time is clear, plans the job and tells the customer if it is agreed.
    pub(super) async fn write_booking(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        order: &Order,
        laid: &Laid,
        status: Status,
    ) -> Result<Booked> {
        let wish = match status {
            Status::Confirmed => order.wish.clone(),
            _ => self.wish_with_work(tx, order).await?,
        };
        let wish = text::note(&wish).map_err(|why| Error::invalid("wish", why))?;
        let notes = text::note(&order.notes).map_err(|why| Error::invalid("notes", why))?;
        let mut said = warnings(tx, ground, order, None).await?;
        let skills = bookings::skills_of_work(tx, &order.canned).await?;
        said.extend(self.skills_over(tx, ground, laid, &skills, None).await?);
        let today = ground.zone.day_of(ground.now);
        let number = self
            .give_number(tx, ground.site, Series::Booking, today)
            .await?;
        let expires_at =
            (status == Status::Held).then(|| ground.now.plus_minutes(self.settings().hold_min()));
        let new = New {
            site: ground.site,
            number: &number,
            customer: order.customer,
            vehicle: order.vehicle,
            kind: order.kind,
            status,
            arrival: order.arrival,
            source: order.source,
            starts_at: laid.starts_at(),
            ends_at: laid.ends_at(),
            wish: &wish,
            notes: &notes,
            expires_at,
            reason: order.reason.trim(),
            at: ground.now,
        };
        let id = bookings::insert(tx, &new).await?;
        occupy(tx, ground, id, laid.wanted, &laid.spans).await?;
        for piece in &laid.tools {
            let one = Wanted {
                equipment: Some(*piece),
                ..Wanted::default()
            };
            occupy(tx, ground, id, one, &laid.spans).await?;
        }
        let entry = Entry {
            verb: match status {
                Status::Held => "hold",
                Status::Requested => "request",
                _ => "book",
            },
            entity: "booking",
            id: id.0,
            new: json!({
                "number": number, "status": status, "customer": order.customer, "vehicle": order.vehicle,
                "starts_at": laid.starts_at(), "ends_at": laid.ends_at(), "bay": laid.wanted.bay,
                "staff": laid.wanted.staff, "wish": wish,
                "canned": order.canned,
            }),
            reason: order.reason.trim(),
            ..Entry::default()
        };
        self.record(tx, by, entry).await?;
        self.called(tx, order.customer).await?;
        let job = match status {
            Status::Confirmed => self.agreed(tx, by, ground, id, laid, &order.canned).await?,
            _ => None,
        };
        Ok(Booked {
            id,
            number,
            starts_at: laid.starts_at(),
            ends_at: laid.ends_at(),
            place: place(ground, laid.wanted.bay),
            job,
            status,
            expires_at,
            warnings: said,
        })
    }

    /// A hold or a request has only its wish (model.md 4): the work that was said stands in it, a line each, and
    /// becomes the job's when somebody says yes.
    async fn wish_with_work(&self, tx: &mut Tx, order: &Order) -> Result<String> {
        let known = bookings::bookable_work(tx).await?;
        let mut lines = vec![order.wish.trim().to_owned()];
        let titles = order
            .canned
            .iter()
            .filter_map(|id| known.iter().find(|w| w.id == *id));
        lines.extend(titles.map(|w| w.title.clone()));
        // Booked again by Ctrl-Z it says it only once.
        let mut seen: Vec<&str> = Vec::new();
        for line in lines.iter().flat_map(|l| l.lines()) {
            if !line.is_empty() && !seen.contains(&line) {
                seen.push(line);
            }
        }
        Ok(seen.join("\n"))
    }

    /// What follows from a yes: the job is planned, the customer is told.
    pub(super) async fn agreed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        id: BookingId,
        laid: &Laid,
        canned: &[CannedJobId],
    ) -> Result<Option<JobId>> {
        let booking = bookings::by_id(tx, ground.site, id)
            .await?
            .ok_or(Error::NotFound)?;
        let job = match (laid.kind.makes_job, booking.vehicle_id) {
            (false, _) => None,
            (true, None) => {
                return Err(Error::invalid("vehicle", msg!("booking-needs-vehicle")));
            }
            (true, Some(vehicle)) => {
                let plan = Plan {
                    site: ground.site,
                    booking: Some(id),
                    customer: booking.customer_id,
                    vehicle,
                    wish: booking.wish.clone(),
                    canned: canned.to_vec(),
                    promised_at: Some(laid.ends_at()),
                    staff: laid.wanted.staff,
                };
                Some(self.plan_job(tx, by, &plan).await?.id)
            }
        };
        if booking.arrival != Arrival::WalkIn {
            self.tell_confirmed(tx, by, &booking).await?;
        }
        Ok(job)
    }
}
