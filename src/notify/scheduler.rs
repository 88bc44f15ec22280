//! What the clock says: tasks with a row each, done by whichever process leads.

use tokio::sync::watch;

use super::calendars;
use super::worker::Pace;
use crate::desk::messages::Grip;
use crate::desk::upkeep::{Outcome, Shelf};
use crate::desk::{self, Actor, Desk};
use crate::domain::SiteId;
use crate::domain::schedule::Duty;

/// The office it leads in.
const OFFICE: &str = "schedule";

/// Does duties when their time comes.
pub struct Scheduler {
    desk: Desk,
    by: Actor,
    grip: Grip,
    pace: Pace,
    shelf: Shelf,
    stop: watch::Receiver<bool>,
}

impl Scheduler {
    /// A scheduler that lays backups on this shelf, until `stop` says so.
    #[must_use]
    pub fn new(
        desk: Desk,
        shelf: Shelf,
        pace: Pace,
        holder: &str,
        stop: watch::Receiver<bool>,
    ) -> Self {
        let site = desk
            .settings()
            .sites
            .first()
            .map_or(SiteId(0), |site| site.id);
        Self {
            by: Actor::system("scheduler", site),
            grip: pace.grip(holder),
            desk,
            pace,
            shelf,
            stop,
        }
    }

    /// Works until it is told to stop; the duty in hand is finished first.
    pub(super) async fn run(self) {
        while !*self.stop.borrow() {
            if let Err(e) = self.pass().await {
                tracing::warn!(error = %e, "no pass over the schedule");
            }
            let mut stop = self.stop.clone();
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => break,
                () = tokio::time::sleep(self.pace.poll.min(self.pace.lease / 3)) => {}
            }
        }
        if let Err(e) = self.desk.resign(&self.by, OFFICE, &self.grip).await {
            tracing::warn!(error = %e, "the lease stands until it ends");
        }
    }

    /// Leads if it may, and does what is due. How many duties were done.
    ///
    /// # Errors
    /// When the store does not answer. A duty that fails is said so in its row, and the next one done.
    pub async fn pass(&self) -> desk::Result<usize> {
        if !self.desk.lead(&self.by, OFFICE, &self.grip).await? {
            return Ok(0);
        }
        let due = self.desk.due_tasks(&self.by).await?;
        let mut done = 0;
        for task in &due {
            if *self.stop.borrow() {
                break;
            }
            let by = Actor::system("scheduler", task.site_id);
            let outcome = match task.name.parse::<Duty>() {
                Ok(Duty::Calendars) => match self.lay_calendars(&by).await {
                    Ok(files) => Outcome::Done(files),
                    Err(e) if e.is_outage() => return Err(e),
                    Err(e) => Outcome::Failed(e.to_string()),
                },
                Ok(duty) => match self.desk.do_duty(&by, duty, &self.shelf).await {
                    Ok(outcome) => outcome,
                    Err(e) if e.is_outage() => return Err(e),
                    Err(e) => Outcome::Failed(e.to_string()),
                },
                Err(_) => Outcome::Failed(task.name.clone()),
            };
            if let Outcome::Failed(why) = &outcome {
                tracing::warn!(task = %task.name, %why, "a duty was not done");
            }
            self.desk.task_ran(&by, task, &outcome).await?;
            done += 1;
            // A long duty must not cost the office.
            self.desk.lead(&self.by, OFFICE, &self.grip).await?;
        }
        Ok(done)
    }

    async fn lay_calendars(&self, by: &Actor) -> desk::Result<usize> {
        let (_, files) = calendars::write(&self.desk, by, &self.shelf.calendars).await?;
        Ok(files)
    }
}
