//! The promise: for when the customer is told that the vehicle is ready.

use super::{Job, Undo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::calendar::{Hasty, hasty};
use crate::domain::job::Status;
use crate::domain::line::Auth;
use crate::domain::permission::Permission;
use crate::domain::time::duration;
use crate::domain::{JobId, Ts, msg};
use crate::store::jobs::{clock, header, lines, tasks};
use crate::store::{Tx, bookings};

impl Desk {
    /// Promises the vehicle for a time, or takes the promise back (permission `job.edit`). A time that is over, or
    /// a day before the work can be done, is refused with the earliest that holds, unless `job.override` gives a
    /// reason.
    ///
    /// # Errors
    /// `Invalid` beside `day`, or beside `reason` for who may say why.
    pub async fn promise(
        &self,
        by: &Actor,
        job: JobId,
        at: Option<Ts>,
        reason: &str,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let was = self.job_open(tx, by, job).await?;
            if let Some(at) = at.filter(|at| was.promised_at != Some(*at)) {
                self.may_promise(tx, by, &was, at, reason).await?;
            }
            self.write_promise(tx, by, &was, at, reason).await
        })
    }

    /// A promise as it was before: it was agreed once, and is not looked at again.
    pub(super) async fn promise_again(
        &self,
        by: &Actor,
        job: JobId,
        at: Option<Ts>,
        reason: &str,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let was = self.job_open(tx, by, job).await?;
            self.write_promise(tx, by, &was, at, reason).await
        })
    }

    async fn write_promise(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        at: Option<Ts>,
        reason: &str,
    ) -> Result<Done<()>> {
        header::set_promise(tx, job.id, at).await?;
        let was = job.promised_at;
        self.record(
            tx,
            by,
            Entry {
                verb: "promise",
                entity: "job",
                id: job.id.0,
                old: serde_json::json!({ "promised_at": was }),
                new: serde_json::json!({ "promised_at": at }),
                reason,
            },
        )
        .await?;
        let job = job.id;
        Ok(Done::with(
            (),
            Inverse::Job(Undo::Promise { job, now: at, was }),
        ))
    }

    /// the promise holds, or whoever may says why it is made all the same.
    pub(super) async fn may_promise(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        at: Ts,
        reason: &str,
    ) -> Result<()> {
        let zone = self.site(job.site_id)?.zone;
        let (left, found) = self.is_hasty(tx, job, at).await?;
        let Some(found) = found else {
            return Ok(());
        };
        let why = match found {
            Hasty::Past => msg!("promise-past", now = zone_time(self.now(), zone)),
            Hasty::Early(day) => msg!("promise-early", left = duration(left), day = day),
        };
        if !by.can(Permission::JobOverride) {
            return Err(Error::invalid("day", why));
        }
        if reason_of(reason).is_err() {
            return Err(Error::invalid("reason", msg!("promise-reason", why = why)));
        }
        Ok(())
    }

    /// Moves the promise a plan made by itself to the end of the first day that holds.
    pub(super) async fn keep_promise_possible(&self, tx: &mut Tx, job: &Job) -> Result<()> {
        let Some(at) = job.promised_at else {
            return Ok(());
        };
        if let (_, Some(Hasty::Early(day))) = self.is_hasty(tx, job, at).await? {
            let zone = self.site(job.site_id)?.zone;
            let week = self.open_week(tx, job.site_id).await?;
            let closes = week.open_span(zone, day).map(|open| open.end);
            header::set_promise(tx, job.id, closes).await?;
        }
        Ok(())
    }

    /// What of the plan is left, in minutes, and what keeps the promise from holding.
    async fn is_hasty(&self, tx: &mut Tx, job: &Job, at: Ts) -> Result<(i64, Option<Hasty>)> {
        let zone = self.site(job.site_id)?.zone;
        let now = self.now();
        let week = self.open_week(tx, job.site_id).await?;
        let booking = match (job.status, job.booking_id) {
            (Status::Planned, Some(id)) => bookings::by_id(tx, job.site_id, id).await?,
            _ => None,
        };
        let from = booking.map_or(now, |b| b.starts_at.max(now));
        let left = self.left_of(tx, job.id).await?;
        Ok((left, hasty(&week, zone, (now, from), left, at)))
    }

    /// Minutes of plan nobody has worked off, of all that was not declined.
    async fn left_of(&self, tx: &mut Tx, job: JobId) -> Result<i64> {
        let lines = lines::list(tx, job).await?;
        let clocked = clock::of_job(tx, job).await?;
        let wanted = |line| {
            let line = lines.iter().find(|l| Some(l.id) == line);
            !line.is_some_and(|l| matches!(l.auth, Auth::Declined | Auth::Deferred))
        };
        Ok(tasks::list(tx, job)
            .await?
            .iter()
            .filter(|t| !t.status.is_over() && wanted(t.job_line_id))
            .map(|t| {
                let worked = clocked.iter().find(|c| c.task_id == t.id);
                (t.planned_min - worked.map_or(0, |c| c.seconds / 60)).max(0)
            })
            .sum())
    }
}

fn zone_time(at: Ts, zone: crate::domain::Zone) -> crate::domain::Arg {
    crate::domain::Arg::Time(zone.minute_of_day(at))
}
