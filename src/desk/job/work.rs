//! The clock of a task: start, pause, done, and what is in the way.

use super::own::{against, worker};
use super::settle::is_authorised;
use super::{Job, Task, Undo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::job::{Event, Stage, Status};
use crate::domain::segment::{Kind, Lane};
use crate::domain::task::{self, Event as On};
use crate::domain::{StaffId, TaskId, msg};
use crate::store::Tx;
use crate::store::jobs::{clock, lines, tasks};

/// What starting a task led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Started {
    /// The task's title.
    pub title: String,
    /// The task that was paused for it, if one ran.
    pub paused: Option<String>,
}

/// What finishing a task led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// The task's title.
    pub title: String,
    /// Where its job stands now: QC when it was the last.
    pub job: Status,
}

impl Desk {
    /// Starts the clock on a task. The person's running task is paused: one at a time, no exception. Refused out
    /// of order, without the equipment it needs, and on a line nobody authorised, unless `job.override` gives a reason; on
    /// another's task, unless `job.any` gives one.
    pub async fn start(&self, by: &Actor, id: TaskId, reason: &str) -> Result<Done<Started>> {
        in_tx!(self, |tx| {
            let (mut job, all, t) = self.task_held(tx, by, id).await?;
            self.may_work(by, &t, reason)?;
            let to = next(&t, On::Start)?;
            self.in_order(by, &all, &t, reason)?;
            self.tools_free(tx, by, &job, &t, reason).await?;
            let authorised = self.authorised(tx, by, &job, &t, reason).await?;
            let who = worker(by, &t)?;
            let paused = self.stop_work(tx, by, who).await?;
            clock::start(tx, by.site(), who, Kind::Task, Some(id), None, self.now()).await?;
            tasks::set_status(tx, id, t.status, to, "", self.now()).await?;
            if t.staff_id.is_none() {
                tasks::set_staff(tx, id, Some(who)).await?;
            }
            self.answered_assigned(tx, id).await?;
            if by.staff() == Some(who) {
                tasks::accept(tx, id, self.now()).await?;
            }
            self.record_task(tx, by, "start", &t, to, reason).await?;
            self.begin_work(tx, by, &mut job, authorised, reason)
                .await?;
            Ok(Done::with(
                Started {
                    title: t.title,
                    paused,
                },
                Inverse::Job(Undo::Start { task: id }),
            ))
        })
    }

    /// The header once work begins. Work on a line nobody authorised begins under a waiting header: it is marked
    /// as a supplement, so that the job shows in the bay.
    async fn begin_work(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &mut Job,
        authorised: bool,
        reason: &str,
    ) -> Result<()> {
        let stage = job.stage();
        match job.status {
            Status::Arrived => self.step(tx, by, job, Event::Diagnose, "").await,
            Status::Authorised => self.step(tx, by, job, Event::Start, "").await,
            Status::Qc | Status::Ready => self.step(tx, by, job, Event::Rework, reason).await,
            Status::Diagnosing | Status::InProgress => Ok(()),
            Status::AwaitingAuth if stage.supplement => Ok(()),
            Status::AwaitingAuth | Status::Estimated if authorised => Ok(()),
            Status::AwaitingAuth => {
                let begun = Stage {
                    supplement: true,
                    ..stage
                };
                self.set_stage(tx, by, job, begun, reason).await
            }
            _ => Err(Error::Refused(msg!(
                "job-not-to-work-on",
                number = &job.number,
                status = job.status.label()
            ))),
        }
    }

    /// Stops the clock; the task is not done (R-03 as for `start`).
    pub async fn pause(&self, by: &Actor, id: TaskId, reason: &str) -> Result<Done<()>> {
        in_tx!(self, |tx| {
            let (_, _, t) = self.task_held(tx, by, id).await?;
            self.may_work(by, &t, reason)?;
            self.move_task(tx, by, &t, On::Pause, "pause", reason)
                .await?;
            Ok(Done::with((), Inverse::Job(Undo::Pause { task: id })))
        })
    }

    /// The task is finished. The last one sends the job to the check.
    pub async fn done(&self, by: &Actor, id: TaskId, reason: &str) -> Result<Done<Finished>> {
        in_tx!(self, |tx| {
            let (mut job, _, t) = self.task_held(tx, by, id).await?;
            self.may_work(by, &t, reason)?;
            self.move_task(tx, by, &t, On::Finish, "done", reason)
                .await?;
            self.settle(tx, by, &mut job).await?;
            Ok(Done::with(
                Finished {
                    title: t.title,
                    job: job.status,
                },
                Inverse::Job(Undo::Finish { task: id }),
            ))
        })
    }

    /// The task is not finished after all; says why.
    pub async fn reopen_task(&self, by: &Actor, id: TaskId, reason: &str) -> Result<()> {
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let (mut job, _, t) = self.task_held(tx, by, id).await?;
            self.may_work(by, &t, &reason)?;
            self.refuse_invoiced(tx, &job).await?;
            self.move_task(tx, by, &t, On::Reopen, "reopen_task", &reason)
                .await?;
            self.settle(tx, by, &mut job).await
        })
    }

    /// The task cannot go on; says why.
    pub async fn block(&self, by: &Actor, id: TaskId, reason: &str) -> Result<Done<()>> {
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let (_, _, t) = self.task_held(tx, by, id).await?;
            self.may_work(by, &t, &reason)?;
            self.move_task(tx, by, &t, On::Block, "block", &reason)
                .await?;
            Ok(Done::with((), Inverse::Job(Undo::Block { task: id })))
        })
    }

    /// It can go on.
    pub async fn unblock(&self, by: &Actor, id: TaskId, reason: &str) -> Result<()> {
        in_tx!(self, |tx| {
            let (_, _, t) = self.task_held(tx, by, id).await?;
            self.may_work(by, &t, reason)?;
            self.move_task(tx, by, &t, On::Unblock, "unblock", reason)
                .await
        })
    }

    /// The task, its fellows and its job, held.
    pub(super) async fn task_held(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: TaskId,
    ) -> Result<(Job, Vec<Task>, Task)> {
        let job = tasks::job_of(tx, by.site(), id).await?;
        let job = self.job_open(tx, by, job).await?;
        let all = tasks::list(tx, job.id).await?;
        let task = all
            .iter()
            .find(|t| t.id == id)
            .cloned()
            .ok_or(Error::NotFound)?;
        Ok((job, all, task))
    }

    /// One step of a task: machine, row, clock, audit line.
    pub(super) async fn move_task(
        &self,
        tx: &mut Tx,
        by: &Actor,
        t: &Task,
        event: On,
        verb: &str,
        reason: &str,
    ) -> Result<()> {
        let to = next(t, event)?;
        clock::stop_task(tx, t.id, self.now()).await?;
        tasks::set_status(tx, t.id, t.status, to, reason, self.now()).await?;
        if to.is_over() {
            self.answered_assigned(tx, t.id).await?;
        }
        self.record_task(tx, by, verb, t, to, reason).await
    }

    async fn record_task(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &str,
        t: &Task,
        to: task::Status,
        reason: &str,
    ) -> Result<()> {
        self.record(
            tx,
            by,
            Entry {
                verb,
                entity: "task",
                id: t.id.0,
                old: serde_json::json!({ "status": t.status }),
                new: serde_json::json!({ "status": to }),
                reason,
            },
        )
        .await
    }

    /// what comes before it in its group is done.
    fn in_order(&self, by: &Actor, all: &[Task], t: &Task, reason: &str) -> Result<()> {
        let Some(first) = task::waits_for(&places(all), t.id) else {
            return Ok(());
        };
        let first = all.iter().find(|o| o.id == first).map(|o| o.title.as_str());
        against(
            by,
            msg!("task-waits", first = first.unwrap_or_default()),
            reason,
        )
    }

    /// its line is authorised.
    async fn authorised(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        t: &Task,
        reason: &str,
    ) -> Result<bool> {
        let all = lines::list(tx, job.id).await?;
        if is_authorised(t, &all) {
            return Ok(true);
        }
        against(by, msg!("task-unauthorised", title = &t.title), reason)?;
        Ok(false)
    }

    /// Whatever this person's clock runs on stops; the title of the task that was paused.
    pub(super) async fn stop_work(
        &self,
        tx: &mut Tx,
        by: &Actor,
        who: StaffId,
    ) -> Result<Option<String>> {
        let running = clock::running(tx, who).await?;
        let Some(work) = running.iter().find(|r| r.lane == Lane::Work) else {
            return Ok(None);
        };
        clock::stop(tx, who, Lane::Work, self.now()).await?;
        let Some(id) = work.task_id else {
            return Ok(None);
        };
        let t = tasks::get(tx, id).await?;
        tasks::set_status(tx, id, t.status, next(&t, On::Pause)?, "", self.now()).await?;
        self.record_task(tx, by, "pause", &t, task::Status::Paused, "")
            .await?;
        Ok(Some(t.title))
    }
}

pub(super) fn next(t: &Task, event: On) -> Result<task::Status> {
    t.status
        .next(event)
        .map_err(|refused| Error::Refused(refused.msg()))
}

/// The tasks as far as their order cares.
pub(super) fn places(all: &[Task]) -> Vec<task::Place> {
    all.iter()
        .map(|t| task::Place {
            id: t.id,
            position: t.position,
            group: t.sequence_group,
            status: t.status,
        })
        .collect()
}
