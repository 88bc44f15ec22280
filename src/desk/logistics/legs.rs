//! Legs as they are agreed: wanted, given a window, given to a driver, put right.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::undo::Undo;
use super::{Of, still_on};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::logistics::{Leg as Status, LegEvent, LegKind};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, LegId, Span, StaffId, msg, text};
use crate::store::legs::{self as rows, Driver, Leg, New, Says};
use crate::store::{Tx, customers};

/// What is agreed about a leg.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegForm {
    /// Where the vehicle is fetched or brought; empty is the customer's address.
    pub address: String,
    /// When, if that is agreed.
    pub window: Option<Span>,
    /// Who drives, if somebody is found.
    pub driver: Option<StaffId>,
    /// What to know on the way: a gate, a code, whom to ring.
    pub note: String,
}

impl LegForm {
    /// What stands there.
    #[must_use]
    pub fn of(leg: &Leg) -> LegForm {
        LegForm {
            address: leg.address.clone(),
            window: leg.window(),
            driver: leg.driver_id,
            note: leg.note.clone(),
        }
    }
}

/// The legs of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// Those whose window is that day, by time.
    pub legs: Vec<Leg>,
    /// Those nobody has driven though their day is over, by time; only today has any.
    pub left: Vec<Leg>,
    /// Those wanted without a window yet; only today and later have any.
    pub open: Vec<Leg>,
}

impl Round {
    /// All of them: what is overdue, the day by time, what has no time yet.
    pub fn all(&self) -> impl Iterator<Item = &Leg> {
        self.left.iter().chain(&self.legs).chain(&self.open)
    }
}

impl Desk {
    /// The legs of a day at the actor's site.
    pub async fn round(&self, by: &Actor, day: NaiveDate) -> Result<Round> {
        by.may(Permission::BookingSee)?;
        let zone = self.site(by.site())?.zone;
        let today = zone.day_of(self.now());
        let span = zone.day_span(day);
        let mut db = self.store();
        let mut round = Round {
            legs: rows::of_day(&mut db, by.site(), span).await?,
            ..Round::default()
        };
        if day == today {
            round.left = rows::left_behind(&mut db, by.site(), span.start).await?;
        }
        if day >= today {
            round.open = rows::without_window(&mut db, by.site()).await?;
        }
        Ok(round)
    }

    /// One leg.
    pub async fn leg(&self, by: &Actor, id: LegId) -> Result<Leg> {
        by.may(Permission::BookingSee)?;
        Ok(rows::get(&mut self.store(), by.site(), id).await?)
    }

    /// Who can be sent, drivers by role first.
    pub async fn drivers(&self, by: &Actor) -> Result<Vec<Driver>> {
        by.may(Permission::BookingSee)?;
        Ok(rows::drivers(&mut self.store(), by.site()).await?)
    }

    /// Writes down that a vehicle is to be fetched or brought; with a window it is scheduled, with a driver given
    /// to them (permission `booking.edit`).
    ///
    /// # Errors
    /// `Refused` when the visit is over or such a leg is under way; `Invalid` beside the field.
    pub async fn request_leg(
        &self,
        by: &Actor,
        of: Of,
        kind: LegKind,
        form: &LegForm,
    ) -> Result<Done<LegId>> {
        by.may(Permission::BookingEdit)?;
        let id = in_tx!(self, |tx| {
            let visit = self.visit_of(tx, by, of).await?;
            still_on(&visit)?;
            let Some(vehicle) = visit.vehicle else {
                return Err(Error::Refused(msg!("leg-no-vehicle")));
            };
            let there = rows::of_visit(tx, visit.booking, visit.job).await?;
            let same = there.iter().find(|l| {
                l.kind == kind && (l.status == Status::Done || l.status.can(LegEvent::Cancel))
            });
            let moving = there.iter().find(|l| l.status == Status::EnRoute);
            if let Some(other) = same.or(moving) {
                return Err(Error::Refused(msg!(
                    "leg-there",
                    kind = other.kind.label(),
                    status = other.status.label()
                )));
            }
            let form = self.checked(tx, by, form, visit.customer, None).await?;
            let new = New {
                site: by.site(),
                booking: visit.booking,
                job: visit.job,
                customer: visit.customer,
                vehicle,
                kind,
                at: self.now(),
                says: says(&form, begun(&form)),
            };
            let id = rows::insert(tx, &new).await?;
            let told = shown(&form, new.says.status);
            self.leg_line(tx, by, "request_leg", id, (Value::Null, told), "")
                .await?;
            Ok(id)
        })?;
        let undo = Inverse::Logistics(Undo::Request(id));
        Ok(Done::with(id, undo))
    }

    /// Puts a leg right: another address, window, driver, note. One that failed is thereby planned anew
    /// (permission `booking.edit`).
    ///
    /// # Errors
    /// `Refused` once it is on the road or over; `Invalid` beside the field; `Stale` when somebody was quicker.
    pub async fn edit_leg(
        &self,
        by: &Actor,
        id: LegId,
        version: i64,
        form: &LegForm,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let done = in_tx!(self, |tx| {
            let was = rows::get(tx, by.site(), id).await?;
            let old = LegForm::of(&was);
            let form = self
                .checked(tx, by, form, was.customer_id, Some(&was))
                .await?;
            let to = replanned(&was, &form)?;
            rows::update(tx, id, version, says(&form, to)).await?;
            let told = (shown(&old, was.status), shown(&form, to));
            self.leg_line(tx, by, "edit_leg", id, told, "").await?;
            Ok(old)
        });
        let old = self.name_the_quicker(done, "leg", id.0).await?;
        let undo = Undo::Edit {
            id,
            version: version + 1,
            to: Box::new(old),
        };
        Ok(Done::with((), Inverse::Logistics(undo)))
    }

    /// Gives a leg to somebody, or takes it from everybody (permission `booking.edit`).
    ///
    /// # Errors
    /// As [`Desk::edit_leg`].
    pub async fn assign_driver(
        &self,
        by: &Actor,
        id: LegId,
        driver: Option<StaffId>,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let leg = self.leg(by, id).await?;
        let form = LegForm {
            driver,
            ..LegForm::of(&leg)
        };
        self.edit_leg(by, id, leg.version, &form).await
    }

    /// What a form says, with the address filled in; refused where it cannot stand.
    async fn checked(
        &self,
        tx: &mut Tx,
        by: &Actor,
        form: &LegForm,
        customer: CustomerId,
        was: Option<&Leg>,
    ) -> Result<LegForm> {
        let mut address =
            text::note(&form.address).map_err(|why| Error::invalid("address", why))?;
        let note = text::note(&form.note).map_err(|why| Error::invalid("note", why))?;
        if address.is_empty() {
            address = address_of(&customers::get(tx, customer).await?);
        }
        if address.is_empty() {
            return Err(Error::invalid("address", msg!("leg-no-address")));
        }
        if let Some(window) = form.window {
            if !window.is_forward() {
                return Err(Error::invalid("window", msg!("window-backwards")));
            }
            let is_new = was.is_none_or(|l| l.window() != form.window);
            if is_new && window.end <= self.now() {
                return Err(Error::invalid("window", msg!("leg-window-past")));
            }
        }
        if let Some(driver) = form.driver {
            let same = was.is_some_and(|l| l.driver_id == form.driver);
            let known = rows::drivers(tx, by.site()).await?;
            if !same && !known.iter().any(|d| d.id == driver) {
                return Err(Error::invalid("driver", msg!("leg-driver-gone")));
            }
        }
        Ok(LegForm {
            address,
            note,
            window: form.window,
            driver: form.driver,
        })
    }

    /// The audit line of a leg.
    pub(super) async fn leg_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &'static str,
        id: LegId,
        (old, new): (Value, Value),
        reason: &str,
    ) -> Result<()> {
        let entry = Entry {
            verb,
            entity: "leg",
            id: id.0,
            old,
            new,
            reason: reason.trim(),
        };
        self.record(tx, by, entry).await
    }
}

/// The customer's own address in one line.
pub(super) fn address_of(customer: &customers::Customer) -> String {
    let lines = customer.address.lines().chain([customer.postcode.as_str()]);
    let lines: Vec<&str> = lines.map(str::trim).filter(|l| !l.is_empty()).collect();
    lines.join(", ")
}

/// How far a leg is that begins with this.
fn begun(form: &LegForm) -> Status {
    match (form.driver, form.window) {
        (Some(_), _) => Status::DriverAssigned,
        (None, Some(_)) => Status::Scheduled,
        (None, None) => Status::Requested,
    }
}

/// How far one that stood elsewhere is with this, by the events that lead there.
fn replanned(was: &Leg, form: &LegForm) -> Result<Status> {
    let event = match (form.driver, form.window) {
        (Some(_), _) => LegEvent::Assign,
        (None, Some(_)) => LegEvent::Schedule,
        (None, None) if was.status == Status::Requested => return Ok(Status::Requested),
        (None, None) => LegEvent::Unplan,
    };
    was.status
        .next(event)
        .map_err(|refused| Error::Refused(refused.msg()))
}

fn says(form: &LegForm, status: Status) -> Says<'_> {
    Says {
        status,
        address: &form.address,
        window: form.window,
        driver: form.driver,
        note: &form.note,
    }
}

fn shown(form: &LegForm, status: Status) -> Value {
    json!({ "status": status, "address": form.address, "from": form.window.map(|w| w.start),
        "to": form.window.map(|w| w.end), "driver": form.driver, "note": form.note })
}
