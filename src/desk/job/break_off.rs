//! Calling a job off, and what that costs: the work that is done, at least the minimum.

use serde_json::json;

use super::decide::total;
use super::reason_of;
use crate::desk::billing::{Fee, Quoted};
use crate::desk::{Actor, Desk, Entry, Result, in_tx};
use crate::domain::booking::fee::{self, Why};
use crate::domain::job::{Event, Status};
use crate::domain::line::Auth;
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, Money, task};
use crate::store::Db;
use crate::store::jobs::header::{self, Job};
use crate::store::jobs::{lines, tasks};

impl Desk {
    /// Calls a job off free of charge: whatever is reserved is released; issued parts have to be put back first, a
    /// posted invoice has to be credited first (permission `job.edit`).
    pub async fn cancel_job(&self, by: &Actor, job: JobId, reason: &str) -> Result<()> {
        self.break_off(by, job, reason, &Fee::Free).await
    }

    /// The same with what it costs as it was quoted: the lines that are done stand on the job's draft, with a fee for
    /// what they lack to the minimum; or it is forgone on record.
    ///
    /// # Errors
    /// As [`Desk::cancel_job`]; `Refused` when the fee is another one by now.
    pub async fn break_off(&self, by: &Actor, job: JobId, reason: &str, fee: &Fee) -> Result<()> {
        by.may(Permission::JobEdit)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            let (done, worth) = done_lines(tx, job.id).await?;
            let now = self.fee_of_job(&job, worth);
            Self::as_quoted(fee, now)?;
            self.let_go(tx, by, &job).await?;
            self.step(tx, by, &mut job, Event::Cancel, &reason).await?;
            header::set_reason(tx, job.id, &reason).await?;
            let (verb, invoice) = match fee {
                Fee::Charge { words, .. } if now.amount.is_positive() => {
                    let lacks = (now.amount - worth, words.as_str());
                    let of = (job.id, job.customer_id);
                    let id = self.draft_broken_off(tx, by, of, &done, lacks).await?;
                    ("charge_fee", Some(id))
                }
                Fee::Waive { .. } if now.amount.is_positive() => ("waive_fee", None),
                _ => return self.end_booking(tx, by, &job).await,
            };
            let entry = Entry {
                verb,
                entity: "job",
                id: job.id.0,
                new: json!({ "amount": now.amount.0, "done": worth.0, "invoice": invoice }),
                reason: &reason,
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            self.end_booking(tx, by, &job).await
        })
    }

    /// What it would cost now to call a job off, with the reason.
    ///
    /// # Errors
    /// `Forbidden` without `job.edit`; `NotFound`.
    pub async fn job_fee(&self, by: &Actor, job: JobId) -> Result<Quoted> {
        by.may(Permission::JobEdit)?;
        let mut db = self.store();
        let job = header::get(&mut db, by.site(), job).await?;
        let (_, worth) = done_lines(&mut db, job.id).await?;
        let now = self.fee_of_job(&job, worth);
        self.quoted(&mut db, job.customer_id, now).await
    }

    fn fee_of_job(&self, job: &Job, done: Money) -> fee::Fee {
        if job.status == Status::Planned {
            return fee::Fee {
                amount: Money::ZERO,
                why: Why::NotBegun,
            };
        }
        self.settings().fee_policy().broken_off(done)
    }
}

/// The lines the customer said yes to whose work is all done, and what they come to. A part that is on the car has to
/// be put back before the job ends, so only work counts.
async fn done_lines(db: &mut impl Db, job: JobId) -> Result<(Vec<LineId>, Money)> {
    let tasks = tasks::list(db, job).await?;
    let is_done = |line: LineId| {
        let mut mine = tasks
            .iter()
            .filter(|t| t.job_line_id == Some(line) && t.status != task::Status::Cancelled)
            .peekable();
        let finished = |s: task::Status| matches!(s, task::Status::Done | task::Status::Verified);
        mine.peek().is_some() && mine.all(|t| finished(t.status))
    };
    let mut done = Vec::new();
    let mut worth = Money::ZERO;
    for line in lines::list(db, job).await? {
        if line.auth == Auth::Authorised && !line.kind.is_stocked() && is_done(line.id) {
            worth += total(&line)?;
            done.push(line.id);
        }
    }
    Ok((done, worth))
}
