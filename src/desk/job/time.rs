//! Clocked time put right: a clock somebody forgot to start or to stop. What was there stays on record.

use super::work::next;
use super::{Segment, Undo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::segment::{Indirect, Kind, Lane};
use crate::domain::task::{self, Event as On};
use crate::domain::{Arg, JobId, SegmentId, StaffId, TaskId, Ts, msg};
use crate::store::jobs::{clock, segments, tasks};
use crate::store::{Lock, Tx};

/// The longest stretch without a stop, in minutes: more is a slip of the date.
const LONGEST_MIN: i64 = 24 * 60;

/// What time that no clock saw was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Work on a task.
    Task(TaskId),
    /// Being here.
    Shift,
    /// Work no customer pays for.
    Indirect(Indirect),
}

impl Doing {
    fn kind(self) -> Kind {
        match self {
            Doing::Task(_) => Kind::Task,
            Doing::Shift => Kind::Shift,
            Doing::Indirect(_) => Kind::Indirect,
        }
    }

    fn task(self) -> Option<TaskId> {
        match self {
            Doing::Task(task) => Some(task),
            Doing::Shift | Doing::Indirect(_) => None,
        }
    }

    fn indirect(self) -> Option<&'static str> {
        match self {
            Doing::Indirect(what) => Some(what.as_str()),
            Doing::Task(_) | Doing::Shift => None,
        }
    }
}

impl Desk {
    /// Who worked on a job, from when to when (permission `job.see`).
    pub async fn clocked_time(&self, by: &Actor, job: JobId) -> Result<Vec<Segment>> {
        by.may(Permission::JobSee)?;
        let mut db = self.store();
        let job = crate::store::jobs::header::get(&mut db, by.site(), job).await?;
        Ok(segments::list(&mut db, job.id).await?)
    }

    /// Puts the times of a segment right, of a shift, a task or indirect time, if nobody did since `version`; says
    /// why (permission `time.correct`). Without an end the clock still runs; an end stops it, and a task is paused.
    /// Nobody works on two things at once, or is here twice: times that lie upon others of the same person in the
    /// same lane are refused, and so is the end of a shift whose person is still at work.
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
            if let Some(task) = segments::get(tx, by.site(), id).await?.task_id {
                let job = tasks::job_of(tx, by.site(), task).await?;
                self.job_held(tx, by, job).await?;
            }
            let was = segments::get(tx, by.site(), id).await?;
            if to.is_none() && was.stopped_at.is_some() {
                return Err(Error::invalid("to", msg!("time-end-missing")));
            }
            self.check_span(from, to.unwrap_or(self.now()))?;
            let whose = (was.staff_id, was.lane);
            self.check_free(tx, by, whose, Some(id), (from, to)).await?;
            let stops = was.stopped_at.is_none() && to.is_some();
            if stops && was.lane == Lane::Shift {
                self.check_at_rest(tx, was.staff_id).await?;
            }
            segments::correct(tx, id, version, (from, to), by.staff(), self.now()).await?;
            if let Some(task) = was.task_id.filter(|_| stops) {
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
            Ok(if stops {
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

    /// Writes down a shift, work or indirect time that no clock saw; says why (permission `time.correct`).
    pub async fn add_time(
        &self,
        by: &Actor,
        what: Doing,
        staff: StaffId,
        (from, to): (Ts, Ts),
        reason: &str,
    ) -> Result<SegmentId> {
        by.may(Permission::TimeCorrect)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            if let Some(task) = what.task() {
                let job = tasks::job_of(tx, by.site(), task).await?;
                self.job_held(tx, by, job).await?;
            }
            self.check_span(from, to)?;
            if from == to {
                return Err(Error::invalid("to", msg!("time-end-before-start")));
            }
            let whose = (staff, what.kind().lane());
            self.check_free(tx, by, whose, None, (from, Some(to)))
                .await?;
            let new = segments::New {
                site_id: by.site(),
                staff_id: staff,
                kind: what.kind(),
                task_id: what.task(),
                indirect_code: what.indirect(),
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
                    new: serde_json::json!({
                        "kind": what.kind(), "task": what.task(), "code": what.indirect(), "staff": staff,
                        "started_at": from, "stopped_at": to,
                    }),
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

    /// A shift that ends pauses what the clock runs on; one that ended earlier leaves that to be put right first.
    async fn check_at_rest(&self, tx: &mut Tx, staff: StaffId) -> Result<()> {
        let running = clock::running(tx, staff).await?;
        let Some(work) = running.iter().find(|r| r.lane == Lane::Work) else {
            return Ok(());
        };
        let title = match work.task_id {
            Some(task) => Arg::Text(tasks::get(tx, task).await?.title),
            None => what(work.indirect_code.as_deref()),
        };
        Err(Error::invalid(
            "to",
            msg!("time-still-at-work", title = title),
        ))
    }

    /// One task at a time, one shift at a time (states.md 3), afterwards too.
    async fn check_free(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (staff, lane): (StaffId, Lane),
        except: Option<SegmentId>,
        (from, to): (Ts, Option<Ts>),
    ) -> Result<()> {
        tx.lock(vec![(Lock::Staff, staff.0)]).await?;
        let within = (from, to.unwrap_or(self.now()));
        let Some(other) = segments::other(tx, (staff, lane), except, within).await? else {
            return Ok(());
        };
        let zone = self.site(by.site())?.zone;
        let minute = |at: Ts| Arg::Time(zone.minute_of_day(at));
        let start = minute(other.started_at);
        let title = other
            .title
            .map_or_else(|| what(other.indirect_code.as_deref()), Arg::Text);
        let why = match (lane, other.stopped_at.map(minute)) {
            (Lane::Work, Some(stop)) => {
                msg!("time-upon-other", title = title, from = start, to = stop)
            }
            (Lane::Work, None) => msg!("time-upon-running", title = title, from = start),
            (Lane::Shift, Some(stop)) => msg!("time-upon-shift", from = start, to = stop),
            (Lane::Shift, None) => msg!("time-upon-open-shift", from = start),
        };
        Err(Error::invalid("from", why))
    }
}

/// Indirect time by its name.
fn what(code: Option<&str>) -> Arg {
    let code = code.unwrap_or_default();
    code.parse::<Indirect>().map_or_else(
        |_| Arg::Text(code.to_owned()),
        |i| Arg::Msg(Box::new(i.label())),
    )
}

fn times(from: Ts, to: Option<Ts>) -> serde_json::Value {
    serde_json::json!({ "started_at": from, "stopped_at": to })
}
