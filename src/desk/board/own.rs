//! What a mechanic sees: the running task, the parts of its job, what is next.

use super::Handover;
use crate::desk::job::{Line, Running, Shelf};
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::job;
use crate::domain::permission::Permission;
use crate::domain::segment::Lane;
use crate::domain::{JobId, Ts, Zone, task};
use crate::store::jobs::{clock, lines, work};
use chrono::NaiveDate;

pub use crate::store::jobs::work::OwnTask as MyTask;

/// A part of the job at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct MyPart {
    /// The line it is on.
    pub line: Line,
    /// Where it lies.
    pub shelf: Option<Shelf>,
}

/// A mechanic's day.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MyWork {
    /// Open tasks: the running one first, then as the diary has them.
    pub tasks: Vec<MyTask>,
    /// Minutes already on the clock of the running task before it was started this time.
    pub before_min: i64,
    /// Since when the clock of the running task runs.
    pub running_since: Option<Ts>,
    /// What the clocks run on.
    pub clocks: Vec<Running>,
    /// Parts of the job of the running task, else of the first.
    pub parts: Vec<MyPart>,
    /// Tasks finished today, and the minutes they were planned for.
    pub finished: (i64, i64),
    /// Minutes clocked on tasks today, what runs now included.
    pub clocked_min: i64,
    /// What others left for the next shift and the actor has not read, the newest first.
    pub fresh: Vec<Handover>,
}

/// When a task is to be done, as My work lists them (S2-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The vehicle is here, or due today.
    Today,
    /// Due tomorrow.
    Tomorrow,
    /// Due later.
    Later,
}

impl MyTask {
    /// When it is to be done.
    #[must_use]
    pub fn due(&self, zone: Zone, today: NaiveDate) -> Due {
        let here = self.job_status != job::Status::Planned;
        let day = self.starts_at.filter(|_| !here).map(|at| zone.day_of(at));
        match day {
            None => Due::Today,
            Some(day) if day <= today => Due::Today,
            Some(day) if Some(day) == today.succ_opt() => Due::Tomorrow,
            Some(_) => Due::Later,
        }
    }

    /// Whether nobody has said yet whether it will be done.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.accepted_at.is_none() && self.status == task::Status::Todo
    }
}

impl MyWork {
    /// The task the clock runs on.
    #[must_use]
    pub fn running(&self) -> Option<&MyTask> {
        self.tasks
            .first()
            .filter(|t| t.status == task::Status::Running)
    }

    /// Minutes on the clock of the running task.
    #[must_use]
    pub fn minutes(&self, now: Ts) -> i64 {
        self.before_min
            + self
                .running_since
                .map_or(0, |since| since.minutes_until(now).max(0))
    }
}

impl Desk {
    /// The actor's own work at their site: what is here, and what is due within a week (permission `job.see`).
    /// `job` asks for the parts of that job instead of the one at hand.
    pub async fn my_work(&self, by: &Actor, job: Option<JobId>) -> Result<MyWork> {
        by.may(Permission::JobSee)?;
        let staff = by.staff().ok_or(Error::Forbidden {
            permission: Permission::JobWork,
        })?;
        let (mut db, now) = (self.store(), self.now());
        let zone = self.site(by.site())?.zone;
        let today = zone.day_span(zone.day_of(now));
        let mut tasks = work::own_tasks(&mut db, by.site(), staff, now.plus_days(7)).await?;
        // Stable: within a day the diary's order stays, the pressing first.
        let day = zone.day_of(now);
        tasks.sort_by_key(|t| {
            let running = t.status == task::Status::Running;
            let priority = job::Priority::of(t.priority).number();
            (!running, t.due(zone, day), -priority)
        });
        let clocks = clock::running(&mut db, staff).await?;
        let finished = work::finished(&mut db, by.site(), staff, today.start, today.end).await?;
        let worked = clock::worked(&mut db, staff, today.start, today.end).await?;
        let open = clocks
            .iter()
            .find(|c| c.lane == Lane::Work && c.task_id.is_some());
        let running_since = open.map(|c| c.started_at);
        let at_hand = tasks.first().map(|t| t.job_id);
        let mut my = MyWork {
            clocked_min: (worked + running_since.map_or(0, |s| s.seconds_until(now).max(0))) / 60,
            running_since,
            finished,
            ..MyWork::default()
        };
        if let Some(job) = at_hand.filter(|_| open.is_some()) {
            let clocked = clock::of_job(&mut db, job).await?;
            let before = clocked
                .iter()
                .find(|c| open.and_then(|o| o.task_id) == Some(c.task_id));
            my.before_min = before.map_or(0, |c| c.seconds / 60);
        }
        if let Some(job) = job.or(at_hand) {
            let mut shelf = lines::shelf(&mut db, job).await?;
            my.parts = lines::list(&mut db, job)
                .await?
                .into_iter()
                .filter(|l| l.part_id.is_some())
                .map(|line| MyPart {
                    shelf: shelf
                        .iter()
                        .position(|s| s.line_id == line.id)
                        .map(|i| shelf.swap_remove(i)),
                    line,
                })
                .collect();
        }
        my.fresh = self.handovers(by).await?;
        my.fresh.retain(|word| word.fresh);
        my.tasks = tasks;
        my.clocks = clocks;
        Ok(my)
    }
}
