//! A leg on the road: set off, arrived, failed, called off.

use serde_json::json;

use super::undo::Undo;
use super::{LegForm, Of};
use crate::desk::job::HandOver;
use crate::desk::{Actor, Desk, Done, Error, Inverse, Result, in_tx};
use crate::domain::logistics::{Leg as Status, LegEvent, LegKind};
use crate::domain::permission::Permission;
use crate::domain::{LegId, Msg, job, msg, text};
use crate::store::Tx;
use crate::store::jobs::header;
use crate::store::legs::{self as rows, Leg};

/// How a leg ended well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// What the odometer shows, in the vehicle's own unit.
    pub odometer: Option<i64>,
    /// Why the vehicle is handed over against the release rule.
    pub reason: String,
}

impl Desk {
    /// The driver leaves (permission `job.release`, for drivers their own legs). What is brought back is ready.
    ///
    /// # Errors
    /// `Refused` without a driver, from another state, and while the work is not ready.
    pub async fn start_leg(&self, by: &Actor, id: LegId) -> Result<()> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            let leg = rows::get(tx, by.site(), id).await?;
            drives(by, &leg)?;
            if leg.driver_id.is_none() {
                return Err(Error::Refused(msg!("leg-no-driver")));
            }
            if leg.kind == LegKind::Delivery {
                ready(&leg)?;
            }
            self.leg_step(tx, by, &leg, LegEvent::Start, "", None).await
        })
    }

    /// The vehicle is where it should be (permission `job.release`, for drivers their own legs). What is brought
    /// back is thereby handed over, by the same rules as at the counter.
    ///
    /// # Errors
    /// Those of [`Desk::hand_over`]; `Refused` unless it is on the road.
    pub async fn arrive_leg(&self, by: &Actor, id: LegId, how: &Arrived) -> Result<()> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            let leg = rows::get(tx, by.site(), id).await?;
            drives(by, &leg)?;
            self.leg_step(tx, by, &leg, LegEvent::Arrive, "", how.odometer)
                .await?;
            let (Some(id), LegKind::Delivery) = (leg.job_id, leg.kind) else {
                return Ok(());
            };
            let job = header::get(tx, by.site(), id).await?;
            if !matches!(job.status, job::Status::Ready | job::Status::DeclinedAll) {
                return ready(&leg);
            }
            let hand = HandOver {
                odometer: how.odometer,
                reason: how.reason.clone(),
                opinion: None,
            };
            self.hand_over_in(tx, by, id, &hand).await.map(drop)
        })
    }

    /// Nobody was there, or the vehicle would not go (permission `job.release`, for drivers their own legs).
    ///
    /// # Errors
    /// `Invalid` without a reason; `Refused` unless it is on the road.
    pub async fn fail_leg(&self, by: &Actor, id: LegId, reason: &str) -> Result<()> {
        by.may(Permission::JobRelease)?;
        let reason = reasoned(reason)?;
        in_tx!(self, |tx| {
            let leg = rows::get(tx, by.site(), id).await?;
            drives(by, &leg)?;
            self.leg_step(tx, by, &leg, LegEvent::Fail, &reason, None)
                .await
        })
    }

    /// It is not wanted any more (permission `booking.edit`).
    ///
    /// # Errors
    /// `Refused` once it is on the road or over.
    pub async fn cancel_leg(&self, by: &Actor, id: LegId, reason: &str) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let reason = text::note(reason).map_err(|why| Error::invalid("reason", why))?;
        let leg = in_tx!(self, |tx| {
            let leg = rows::get(tx, by.site(), id).await?;
            self.leg_step(tx, by, &leg, LegEvent::Cancel, &reason, None)
                .await?;
            Ok(leg)
        })?;
        let of = match (leg.job_id, leg.booking_id) {
            (Some(job), _) => Of::Job(job),
            (None, Some(booking)) => Of::Booking(booking),
            (None, None) => return Ok(Done::final_(())),
        };
        let undo = Undo::Cancel(of, leg.kind, Box::new(LegForm::of(&leg)));
        Ok(Done::with((), Inverse::Logistics(undo)))
    }

    /// One step of the state machine, guarded and on record.
    pub(super) async fn leg_step(
        &self,
        tx: &mut Tx,
        by: &Actor,
        leg: &Leg,
        event: LegEvent,
        reason: &str,
        odometer: Option<i64>,
    ) -> Result<()> {
        let to = leg
            .status
            .next(event)
            .map_err(|refused| Error::Refused(refused.msg()))?;
        let done_at = (to == Status::Done).then(|| self.now());
        let moved = rows::step(tx, leg.id, (leg.status, to), reason, (done_at, odometer)).await?;
        if !moved {
            return Err(Error::Busy(format!("leg {} changed state", leg.id.0)));
        }
        let told = (
            json!({ "status": leg.status }),
            json!({ "status": to, "odometer": odometer }),
        );
        let verb = match event {
            LegEvent::Start => "start_leg",
            LegEvent::Arrive => "arrive_leg",
            LegEvent::Fail => "fail_leg",
            _ => "cancel_leg",
        };
        self.leg_line(tx, by, verb, leg.id, told, reason).await
    }
}

/// Whoever sees no invoices drives their own legs only: that is the driver (model.md 9).
fn drives(by: &Actor, leg: &Leg) -> Result<()> {
    if by.can(Permission::InvoiceSee) || (leg.driver_id.is_some() && leg.driver_id == by.staff()) {
        return Ok(());
    }
    Err(Error::Refused(match &leg.driver {
        Some(driver) => msg!("leg-not-yours", who = driver),
        None => msg!("leg-nobodys"),
    }))
}

/// What is brought back has to be ready, or given back already.
fn ready(leg: &Leg) -> Result<()> {
    use job::Status as S;
    match leg.job_status {
        Some(S::Ready | S::DeclinedAll | S::Collected | S::Closed | S::Cancelled) => Ok(()),
        Some(status) => Err(Error::Refused(msg!(
            "leg-not-ready",
            plate = &leg.plate,
            status = status.label()
        ))),
        None => Err(Error::Refused(msg!("leg-no-job", plate = &leg.plate))),
    }
}

/// A reason somebody had to write.
fn reasoned(text: &str) -> Result<String> {
    let text = text::note(text).map_err(|why| Error::invalid("reason", why))?;
    if text.is_empty() {
        return Err(Error::invalid("reason", Msg::new("leg-reason-missing")));
    }
    Ok(text)
}
