//! Work put off that is due: who is to be called, what they said, and what is forgotten by itself (R-31, states 8).

use super::deferred::next;
use crate::desk::messages::program_only;
use crate::desk::{Actor, Desk, Result, in_tx};
use crate::domain::deferred::{Event, Status};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, DeferredId, Money, Ts, VehicleId, WorkItemId};
use crate::store::estimate::deferred::{self, DueRow};
use chrono::{Days, NaiveDate};

/// So many days ahead it is time to call.
const AHEAD: u64 = 14;
/// So many lines are listed.
const LISTED: i64 = 500;

/// A bundle put off that is due, and whom to call about it.
#[derive(Clone, Debug, PartialEq)]
pub struct DueWork {
    /// The lines put off.
    pub ids: Vec<DeferredId>,
    /// The work item they come from.
    pub item: WorkItemId,
    /// What it is called.
    pub title: String,
    /// What its lines came to when they were put off.
    pub amount: Money,
    /// The day it could wait for.
    pub due_on: Option<NaiveDate>,
    /// The mileage it could wait for.
    pub due_odometer: Option<i64>,
    /// What the vehicle's odometer showed last.
    pub odometer: Option<i64>,
    /// Whether the customer was called, when (UTC), and what they said.
    pub called: Option<(Ts, String)>,
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its plate.
    pub plate: String,
    /// Make and model.
    pub model: String,
    /// Who holds the vehicle now.
    pub customer: Option<CustomerId>,
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: Option<String>,
}

impl DueWork {
    fn of(row: DueRow) -> DueWork {
        DueWork {
            ids: vec![row.id],
            item: row.work_item_id,
            title: row.item,
            amount: row.amount_minor,
            due_on: row.due_on,
            due_odometer: row.due_odometer,
            odometer: row.odometer,
            called: (row.status == Status::Reminded)
                .then_some(row.reminded_at)
                .flatten()
                .map(|at| (at, row.call_note)),
            vehicle: row.vehicle_id,
            plate: row.plate,
            model: format!("{} {}", row.make, row.model).trim().to_owned(),
            customer: row.customer_id,
            name: row.customer,
            phone: row.phone,
        }
    }
}

impl Desk {
    /// What was put off here and is due within two weeks, or by the mileage of its vehicle: those nobody was
    /// called about first (R-31; permission `customer.see`).
    pub async fn put_off_due(&self, by: &Actor) -> Result<Vec<DueWork>> {
        by.may(Permission::CustomerSee)?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        let mut all: Vec<DueWork> = Vec::new();
        for row in deferred::due(&mut self.store(), by.site(), until, LISTED).await? {
            match all.iter_mut().find(|d| d.item == row.work_item_id) {
                Some(bundle) => {
                    bundle.ids.push(row.id);
                    bundle.amount += row.amount_minor;
                }
                None => all.push(DueWork::of(row)),
            }
        }
        Ok(all)
    }

    /// The customer was called about work they put off; what they said stands with it (permission
    /// `line.authorise`).
    pub async fn remind_put_off(&self, by: &Actor, which: &[DeferredId], note: &str) -> Result<()> {
        by.may(Permission::LineAuthorise)?;
        let note = super::super::reason_of(note).map_err(|e| match e {
            crate::desk::Error::Invalid { why, .. } => crate::desk::Error::invalid("note", why),
            e => e,
        })?;
        in_tx!(self, |tx| {
            for id in which {
                let row = deferred::get(tx, *id).await?;
                let to = next(row.status, Event::Remind)?;
                deferred::set_status(tx, *id, row.status, to, None).await?;
                deferred::set_called(tx, *id, &note, self.now()).await?;
                self.record_deferred(tx, by, *id, row.status, to, &note)
                    .await?;
            }
            Ok(())
        })
    }

    /// Forgets what was due, or put off without a day, more than `deferred.forget` days ago. How many lines.
    pub async fn forget_put_off(&self, by: &Actor) -> Result<usize> {
        program_only(by)?;
        let zone = self.site(by.site())?.zone;
        let at = self.now().plus_days(-self.settings().forget_days());
        in_tx!(self, |tx| {
            let old = deferred::overripe(tx, by.site(), zone.day_of(at), at).await?;
            for (id, status) in &old {
                let to = next(*status, Event::Expire)?;
                deferred::set_status(tx, *id, *status, to, None).await?;
                self.record_deferred(tx, by, *id, *status, to, "").await?;
            }
            Ok(old.len())
        })
    }
}
