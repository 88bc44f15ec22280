//! Attendance and the work no customer pays for.

use super::work::next;
use super::{Running, Undo};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::segment::{Indirect, Kind, Lane};
use crate::domain::task::{self, Event as On};
use crate::domain::{SegmentId, StaffId, Ts, msg};
use crate::store::jobs::{clock, segments, tasks};
use crate::store::{Lock, Tx};

/// What the end of a shift stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Nothing ran.
    Nothing,
    /// This task is paused.
    Task(String),
    /// The clock on this has stopped.
    Indirect(Indirect),
}

impl Desk {
    /// The person's shift begins; once is enough (permission `job.work`).
    pub async fn clock_in(&self, by: &Actor) -> Result<()> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            let running = clock::running(tx, who).await?;
            if running.iter().any(|r| r.lane == Lane::Shift) {
                return Ok(());
            }
            clock::start(tx, by.site(), who, Kind::Shift, None, None, self.now()).await?;
            self.record(tx, by, on_staff("clock_in", who, "")).await
        })
    }

    /// The shift ends; what the clock runs on is paused (permission `job.work`). Taken back, the clocks run on as
    /// if they had not been stopped.
    pub async fn clock_out(&self, by: &Actor) -> Result<Done<Stopped>> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            let running = clock::running(tx, who).await?;
            let of = |lane| running.iter().find(|r| r.lane == lane);
            let Some(shift) = of(Lane::Shift).map(|r| (r.id, r.started_at)) else {
                return Err(Error::Refused(msg!("not-clocked-in")));
            };
            let work = of(Lane::Work);
            let paused = self.stop_work(tx, by, who).await?;
            // A clock set ahead elsewhere gives an empty segment.
            let at = self.now();
            let undo = Undo::ClockOut {
                shift: (shift.0, at.max(shift.1)),
                work: work.map(|r| (r.id, at.max(r.started_at))),
            };
            clock::stop(tx, who, Lane::Shift, at).await?;
            self.record(tx, by, on_staff("clock_out", who, "")).await?;
            let code = work.and_then(|r| r.indirect_code.as_deref());
            let stopped = match (paused, code.and_then(|c| c.parse().ok())) {
                (Some(title), _) => Stopped::Task(title),
                (None, Some(what)) => Stopped::Indirect(what),
                (None, None) => Stopped::Nothing,
            };
            Ok(Done::with(stopped, Inverse::Job(undo)))
        })
    }

    /// The shift goes on as if it had not ended, and what ran then too; refused once anything else has run or
    /// changed since.
    pub(super) async fn run_on(
        &self,
        by: &Actor,
        shift: (SegmentId, Ts),
        work: Option<(SegmentId, Ts)>,
    ) -> Result<Done<()>> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            if let Some((id, stopped)) = work {
                let task = segments::get(tx, by.site(), id).await?.task_id;
                if let Some(task) = task {
                    let (_, _, t) = self.task_held(tx, by, task).await?;
                    if t.status != task::Status::Paused {
                        return Err(crate::store::Error::Stale.into());
                    }
                    let to = next(&t, On::Start)?;
                    tasks::set_status(tx, task, t.status, to, "", self.now()).await?;
                }
                self.lane_runs_on(tx, (who, Lane::Work), id, stopped)
                    .await?;
            }
            self.lane_runs_on(tx, (who, Lane::Shift), shift.0, shift.1)
                .await?;
            self.record(tx, by, on_staff("undo_clock_out", who, ""))
                .await?;
            Ok(Done::with((), Inverse::Job(Undo::RunOn)))
        })
    }

    async fn lane_runs_on(
        &self,
        tx: &mut Tx,
        whose: (StaffId, Lane),
        id: SegmentId,
        stopped: Ts,
    ) -> Result<()> {
        tx.lock(vec![(Lock::Staff, whose.0.0)]).await?;
        let since = (stopped, self.now().plus_micros(1));
        if segments::other(tx, whose, Some(id), since).await?.is_some() {
            return Err(crate::store::Error::Stale.into());
        }
        Ok(segments::run_on(tx, id, whose.0, stopped).await?)
    }

    /// Work no customer pays for; the running task is paused (permission `job.work`).
    pub async fn indirect(&self, by: &Actor, what: Indirect) -> Result<()> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            self.stop_work(tx, by, who).await?;
            let code = Some(what.as_str());
            clock::start(tx, by.site(), who, Kind::Indirect, None, code, self.now()).await?;
            self.record(tx, by, on_staff("indirect", who, what.as_str()))
                .await
        })
    }

    /// What the person's clocks run on.
    pub async fn my_clocks(&self, by: &Actor) -> Result<Vec<Running>> {
        let who = me(by)?;
        Ok(clock::running(&mut self.store(), who).await?)
    }
}

fn me(by: &Actor) -> Result<StaffId> {
    by.may(Permission::JobWork)?;
    by.staff().ok_or(Error::Forbidden {
        permission: Permission::JobWork,
    })
}

fn on_staff<'a>(verb: &'a str, who: StaffId, code: &str) -> Entry<'a> {
    Entry {
        verb,
        entity: "staff",
        id: who.0,
        new: serde_json::json!({ "code": code }),
        ..Entry::default()
    }
}
