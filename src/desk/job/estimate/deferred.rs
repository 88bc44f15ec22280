//! Work put off: it belongs to the vehicle, stands wherever its plate does, and is revived in one step.

use super::super::{Ask, Job, Line, Undo};
use super::today::{Bundle, Today};
use crate::desk::{Actor, Desk, Done, Error, Inverse, Result, in_tx};
use crate::domain::deferred::{Event, Status};
use crate::domain::line::DeclineReason;
use crate::domain::permission::Permission;
use crate::domain::{DeferredId, JobId, LineId, Money, Ts, VehicleId, WorkItemId, msg, text};
use crate::store::estimate::deferred::{self, New};
use crate::store::jobs::{header, items, lines};
use crate::store::{Db, Tx};
use chrono::NaiveDate;

/// A bundle put off: the lines of one work item that the customer wants another time.
#[derive(Clone, Debug, PartialEq)]
pub struct PutOff {
    /// The lines put off.
    pub ids: Vec<DeferredId>,
    /// The work item they come from.
    pub item: WorkItemId,
    /// What it is called.
    pub title: String,
    /// What its lines came to when they were put off.
    pub amount: Money,
    /// Why.
    pub reason: DeclineReason,
    /// What else was said.
    pub note: String,
    /// Until which day it can wait.
    pub due_on: Option<NaiveDate>,
    /// Until which mileage it can wait.
    pub due_odometer: Option<i64>,
    /// The job it was declined on.
    pub number: String,
    /// Since when (UTC).
    pub at: Ts,
    /// When the customer was called about it (UTC), and what they said.
    pub called: Option<(Ts, String)>,
}

/// How much of a vehicle is put off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PutOffSum {
    /// How many bundles.
    pub count: i64,
    /// What they came to.
    pub amount: Money,
}

impl PutOffSum {
    /// "2 deferred: € 310", if anything is.
    #[must_use]
    pub fn msg(self) -> Option<crate::domain::Msg> {
        (self.count > 0).then(|| msg!("deferred-sum", count = self.count, amount = self.amount))
    }

    /// That of a list.
    #[must_use]
    pub fn of(all: &[PutOff]) -> PutOffSum {
        PutOffSum {
            count: i64::try_from(all.len()).unwrap_or(i64::MAX),
            amount: all.iter().map(|p| p.amount).sum(),
        }
    }
}

impl Desk {
    /// What customers put off on this vehicle and nobody has done since (permission `customer.see`).
    pub async fn put_off_of(&self, by: &Actor, vehicle: VehicleId) -> Result<Vec<PutOff>> {
        by.may(Permission::CustomerSee)?;
        let mut all: Vec<PutOff> = Vec::new();
        for row in deferred::open_of(&mut self.store(), vehicle).await? {
            match all.iter_mut().find(|p| p.item == row.work_item_id) {
                Some(bundle) => {
                    bundle.ids.push(row.id);
                    bundle.amount += row.amount_minor;
                }
                None => all.push(PutOff {
                    ids: vec![row.id],
                    item: row.work_item_id,
                    title: row.item,
                    amount: row.amount_minor,
                    reason: row.reason,
                    note: row.note,
                    due_on: row.due_on,
                    due_odometer: row.due_odometer,
                    number: row.number,
                    at: row.at,
                    called: row.reminded_at.map(|at| (at, row.call_note)),
                }),
            }
        }
        Ok(all)
    }

    /// Puts work that was put off on a job of the same vehicle: new drafts at the price of today, linked to the
    /// lines they revive (R-31; permission `line.authorise`). Taking a new line off the job puts it off again.
    pub async fn revive(
        &self,
        by: &Actor,
        job: JobId,
        which: &[DeferredId],
    ) -> Result<Done<Vec<LineId>>> {
        by.may(Permission::LineAuthorise)?;
        if which.is_empty() {
            return Err(Error::NotFound);
        }
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            let mut made = Vec::with_capacity(which.len());
            let mut bundles: Vec<(WorkItemId, WorkItemId, Option<Bundle>)> = Vec::new();
            for id in which {
                let row = deferred::get(tx, *id).await?;
                if row.vehicle_id != job.vehicle_id {
                    return Err(Error::Refused(msg!("deferred-other-vehicle")));
                }
                let to = next(row.status, Event::Revive)?;
                let was = lines::any(tx, row.job_line_id).await?;
                let from = row.work_item_id;
                let at = match bundles.iter().position(|b| b.0 == from) {
                    Some(at) => at,
                    None => {
                        let item = self.item_again(tx, &job, from, &row.item).await?;
                        let bundle = self.bundle_today(tx, &job, from, item).await?;
                        bundles.push((from, item, bundle));
                        bundles.len() - 1
                    }
                };
                let (_, item, bundle) = &mut bundles[at];
                let today = match bundle {
                    Some(bundle) => bundle.of(&was)?,
                    None => Today::Listed,
                };
                deferred::set_status(tx, *id, row.status, to, Some(job.id)).await?;
                self.record_deferred(tx, by, *id, row.status, to, "")
                    .await?;
                if today == Today::Gone {
                    continue;
                }
                let sold = self.sold_today(tx, by, &job, (&was, *item), today);
                let sold = sold.await?;
                let line = self.put_listed(tx, by, &job, &sold, None).await?;
                deferred::set_origin(tx, line, was.id).await?;
                made.push(line);
            }
            for (_, _, bundle) in bundles {
                if let Some(evens) = bundle.and_then(Bundle::evening_out) {
                    made.push(self.put_listed(tx, by, &job, &evens, None).await?);
                }
            }
            self.settle(tx, by, &mut job).await?;
            let undo = made
                .iter()
                .map(|line| Inverse::Job(Undo::AddLine { line: *line }))
                .collect();
            Ok(Done {
                value: made,
                undo: Inverse::several(undo),
            })
        })
    }

    /// The work item the lines come back under: one of that name, else a new one of the same bundle.
    async fn item_again(
        &self,
        tx: &mut Tx,
        job: &Job,
        from: WorkItemId,
        title: &str,
    ) -> Result<WorkItemId> {
        let there = items::list(tx, job.id).await?;
        if let Some(item) = there.iter().find(|i| i.title == title) {
            return Ok(item.id);
        }
        let canned = items::canned_of(tx, from).await?;
        Ok(items::insert(tx, job.id, title, "", canned).await?)
    }

    /// The work was done elsewhere, or makes no sense any more: it is not shown again (permission
    /// `line.authorise`).
    pub async fn close_deferred(
        &self,
        by: &Actor,
        which: &[DeferredId],
        how: Event,
        note: &str,
    ) -> Result<()> {
        by.may(Permission::LineAuthorise)?;
        let note = text::note(note).map_err(|why| Error::invalid("note", why))?;
        if !matches!(how, Event::Elsewhere | Event::Expire) {
            return Err(Error::NotFound);
        }
        in_tx!(self, |tx| {
            for id in which {
                let row = deferred::get(tx, *id).await?;
                let to = next(row.status, how)?;
                deferred::set_status(tx, *id, row.status, to, None).await?;
                self.record_deferred(tx, by, *id, row.status, to, &note)
                    .await?;
            }
            Ok(())
        })
    }

    /// How much of a vehicle is put off.
    pub(in crate::desk) async fn put_off_sum(
        &self,
        db: &mut impl Db,
        vehicle: VehicleId,
    ) -> Result<PutOffSum> {
        let (count, amount) = deferred::sum_of(db, vehicle).await?;
        Ok(PutOffSum { count, amount })
    }

    /// Keeps a line the customer wants another time, for the vehicle.
    pub(in crate::desk::job) async fn put_off(
        &self,
        tx: &mut Tx,
        by: &Actor,
        l: &Line,
        ask: &Ask,
        amount: Money,
    ) -> Result<()> {
        let job = header::get(tx, by.site(), l.job_id).await?;
        let new = New {
            site_id: by.site(),
            vehicle_id: job.vehicle_id,
            customer_id: job.customer_id,
            job_line_id: l.id,
            work_item_id: l.work_item_id,
            title: &l.description,
            amount_minor: amount,
            reason: ask.reason.parse().unwrap_or(DeclineReason::Other),
            note: &ask.note,
            due_on: ask.due.on,
            due_odometer: ask.due.odometer,
            staff_id: by.staff(),
            at: self.now(),
        };
        deferred::insert(tx, &new).await?;
        Ok(())
    }

    /// A line that revived put-off work leaves its job, or comes back to it (`job`).
    pub(in crate::desk::job) async fn follow_revived(
        &self,
        tx: &mut Tx,
        by: &Actor,
        line: LineId,
        job: Option<JobId>,
    ) -> Result<()> {
        let Some((id, status)) = deferred::behind(tx, line).await? else {
            return Ok(());
        };
        let event = if job.is_some() {
            Event::Revive
        } else {
            Event::PutOffAgain
        };
        let to = next(status, event)?;
        deferred::set_status(tx, id, status, to, job).await?;
        self.record_deferred(tx, by, id, status, to, "").await
    }

    pub(super) async fn record_deferred(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: DeferredId,
        from: Status,
        to: Status,
        reason: &str,
    ) -> Result<()> {
        let entry = crate::desk::Entry {
            verb: "deferred_work",
            entity: "deferred_work",
            id: id.0,
            old: serde_json::json!({ "status": from }),
            new: serde_json::json!({ "status": to }),
            reason,
        };
        self.record(tx, by, entry).await
    }
}

pub(super) fn next(from: Status, event: Event) -> Result<Status> {
    from.next(event)
        .map_err(|refused| Error::Refused(refused.msg()))
}
