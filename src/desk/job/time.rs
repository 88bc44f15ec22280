//! Clocked time put right: a clock somebody forgot to start or to stop. What was there stays on record.

use super::work::next;
use super::{Segment, Undo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::task::{self, Event as On};
use crate::domain::{Arg, JobId, SegmentId, StaffId, TaskId, Ts, msg};
use crate::store::jobs::{segments, tasks};
use crate::store::{Lock, Tx};

/// The longest stretch of work without a stop, in minutes: more is a slip of the date.
const LONGEST_MIN: i64 = 24 * 60;

impl Desk {
    /// Who worked on a job, from when to when (permission `job.see`).
    pub async fn clocked_time(&self, by: &Actor, job: JobId) -> Result<Vec<Segment>> {
        by.may(Permission::JobSee)?;
        let mut db = self.store();
        let job = crate::store::jobs::header::get(&mut db, by.site(), job).await?;
        Ok(segments::list(&mut db, job.id).await?)
    }

    /// Puts the times of a segment right, if nobody did since `version`; says why (permission `time.correct`).
    /// Without an end the clock still runs; an end stops it, and the task is paused. Nobody works on two things at
    /// once: times that lie upon others of the same person are refused.
    pub async fn correct_time(
        &self,
        by: &Actor,
        id: SegmentId,
        version: i64,
        (from, to): (Ts, Option<Ts>),
        reason: &str,
    ) -> Result<Done<()>> {
        by.may(Permission::TimeCorrect)?;
        let reason = reason_of(reason)?;
        let done = in_tx!(self, |tx| {
            let task = segments::get(tx, by.site(), id).await?.task_id;
            let job = tasks::job_of(tx, by.site(), task).await?;
            self.job_held(tx, by, job).await?;
            let was = segments::get(tx, by.site(), id).await?;
            if to.is_none() && was.stopped_at.is_some() {
                return Err(Error::invalid("to", msg!("time-end-missing")));
            }
            self.check_span(from, to.unwrap_or(self.now()))?;
            self.check_free(tx, by, was.staff_id, Some(id), (from, to))
                .await?;
            segments::correct(tx, id, version, (from, to), by.staff(), self.now()).await?;
            if was.stopped_at.is_none() && to.is_some() {
                let t = tasks::get(tx, task).await?;
                if t.status == task::Status::Running {
                    tasks::set_status(tx, task, t.status, next(&t, On::Pause)?, "", self.now())
                        .await?;
                }
            }
            self.record(
                tx,
                by,
                Entry {
                    verb: "correct_time",
                    entity: "time_segment",
                    id: id.0,
                    old: times(was.started_at, was.stopped_at),
                    new: times(from, to),
                    reason: &reason,
                },
            )
            .await?;
            // A clock that was stopped does not run again by itself.
            Ok(if was.stopped_at.is_none() && to.is_some() {
                Done::final_(())
            } else {
                let undo = Undo::Time {
                    segment: id,
                    version: version + 1,
                    from: was.started_at,
                    to: was.stopped_at,
                };
                Done::with((), Inverse::Job(undo))
            })
        });
        self.name_the_quicker(done, "time_segment", id.0).await
    }

    /// Writes down work that no clock saw; says why (permission `time.correct`).
    pub async fn add_time(
        &self,
        by: &Actor,
        task: TaskId,
        staff: StaffId,
        (from, to): (Ts, Ts),
        reason: &str,
    ) -> Result<SegmentId> {
        by.may(Permission::TimeCorrect)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let job = tasks::job_of(tx, by.site(), task).await?;
            self.job_held(tx, by, job).await?;
            self.check_span(from, to)?;
            if from == to {
                return Err(Error::invalid("to", msg!("time-end-before-start")));
            }
            self.check_free(tx, by, staff, None, (from, Some(to)))
                .await?;
            let new = segments::New {
                site_id: by.site(),
                task_id: task,
                staff_id: staff,
                started_at: from,
                stopped_at: to,
            };
            let id = segments::insert(tx, &new, by.staff(), self.now()).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "add_time",
                    entity: "time_segment",
                    id: id.0,
                    new: serde_json::json!({ "task": task, "staff": staff, "started_at": from, "stopped_at": to }),
                    reason: &reason,
                    ..Entry::default()
                },
            )
            .await?;
            Ok(id)
        })
    }

    fn check_span(&self, from: Ts, to: Ts) -> Result<()> {
        let now = self.now();
        if from > now {
            return Err(Error::invalid("from", msg!("time-to-come")));
        }
        if to > now {
            return Err(Error::invalid("to", msg!("time-to-come")));
        }
        if to < from {
            return Err(Error::invalid("to", msg!("time-end-before-start")));
        }
        if from.minutes_until(to) > LONGEST_MIN {
            return Err(Error::invalid("to", msg!("time-too-long")));
        }
        Ok(())
    }

    /// One task at a time (states.md 3), afterwards too.
    async fn check_free(
        &self,
        tx: &mut Tx,
        by: &Actor,
        staff: StaffId,
        except: Option<SegmentId>,
        (from, to): (Ts, Option<Ts>),
    ) -> Result<()> {
        tx.lock(vec![(Lock::Staff, staff.0)]).await?;
        let end = to.unwrap_or(self.now());
        let Some(other) = segments::other(tx, staff, except, from, end).await? else {
            return Ok(());
        };
        let zone = self.site(by.site())?.zone;
        let minute = |at: Ts| Arg::Time(zone.minute_of_day(at));
        let (start, title) = (minute(other.started_at), other.title.unwrap_or_default());
        Err(Error::invalid(
            "from",
            match other.stopped_at {
                Some(stop) => msg!(
                    "time-upon-other",
                    title = title,
                    from = start,
                    to = minute(stop)
                ),
                None => msg!("time-upon-running", title = title, from = start),
            },
        ))
    }
}

fn times(from: Ts, to: Option<Ts>) -> serde_json::Value {
    serde_json::json!({ "started_at": from, "stopped_at": to })
}
