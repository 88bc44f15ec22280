//! The tasks that run by the clock: when, how the last run went, and running one now.

use serde_json::json;

use super::Task;
use crate::desk::messages::program_only;
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::schedule::Rhythm;
use crate::domain::{SiteId, Ts};
use crate::store::periodic;

/// How a run went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; so many things were.
    Done(usize),
    /// There is nothing to do here: another site does it, or the store has its own tools.
    Idle,
    /// The server that holds the books has a backup of its own.
    Server,
    /// Not done, and why.
    Failed(String),
}

impl Outcome {
    /// As its row keeps it.
    #[must_use]
    pub fn stored(&self) -> String {
        match self {
            Outcome::Done(n) => format!("done {n}"),
            Outcome::Idle => "idle".to_owned(),
            Outcome::Server => "server".to_owned(),
            Outcome::Failed(why) => format!("failed {why}"),
        }
    }

    /// From its row; nothing when the task never ran.
    #[must_use]
    pub fn read(stored: &str) -> Option<Outcome> {
        let (word, rest) = stored.split_once(' ').unwrap_or((stored, ""));
        match word {
            "done" => Some(Outcome::Done(rest.parse().unwrap_or_default())),
            "idle" => Some(Outcome::Idle),
            "server" => Some(Outcome::Server),
            "failed" => Some(Outcome::Failed(rest.to_owned())),
            _ => None,
        }
    }
}

impl Desk {
    /// The tasks of the actor's site.
    pub async fn tasks(&self, by: &Actor) -> Result<Vec<Task>> {
        by.may(P::TasksRun)?;
        let mut db = self.store();
        let mut all = periodic::all(&mut db).await?;
        all.retain(|task| task.site_id == by.site());
        Ok(all)
    }

    /// Lets a task run as soon as the scheduler looks, whatever its rhythm says.
    pub async fn run_task_now(&self, by: &Actor, id: i64) -> Result<()> {
        by.may(P::TasksRun)?;
        in_tx!(self, |tx| {
            let all = periodic::all(tx).await?;
            let task = all
                .iter()
                .find(|t| t.id == id && t.site_id == by.site())
                .ok_or(Error::NotFound)?;
            periodic::plan(tx, id, task.next_at, Some(self.now())).await?;
            let entry = Entry {
                verb: "run_task_now",
                entity: "periodic_task",
                id,
                new: json!({ "name": task.name }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })
    }

    /// What is to run now. A task that never ran is given its first time; a missed run that is not made up for
    /// is given its next.
    pub async fn due_tasks(&self, by: &Actor) -> Result<Vec<Task>> {
        program_only(by)?;
        let now = self.now();
        let mut db = self.store();
        let mut due = Vec::new();
        for task in periodic::all(&mut db).await? {
            match task.next_at {
                Some(at) if at > now => {}
                Some(at) if task.missed.runs(at, now) => due.push(task),
                _ => self.plan_task(&task, now).await?,
            }
        }
        Ok(due)
    }

    /// Says how a run went, and when the next one is.
    pub async fn task_ran(&self, by: &Actor, task: &Task, outcome: &Outcome) -> Result<()> {
        program_only(by)?;
        let now = self.now();
        let next = self.next_run(task.site_id, &task.cron, now);
        in_tx!(self, |tx| {
            Ok(periodic::ran(tx, task.id, now, &outcome.stored(), next).await?)
        })
    }

    async fn plan_task(&self, task: &Task, now: Ts) -> Result<()> {
        let next = self.next_run(task.site_id, &task.cron, now);
        if next == task.next_at {
            return Ok(());
        }
        in_tx!(self, |tx| {
            periodic::plan(tx, task.id, task.next_at, next).await?;
            Ok(())
        })
    }

    fn next_run(&self, site: SiteId, cron: &str, now: Ts) -> Option<Ts> {
        let zone = self.site(site).ok()?.zone;
        match Rhythm::parse(cron) {
            Ok(rhythm) => rhythm.after(now, zone),
            Err(why) => {
                tracing::warn!(%cron, %why, "a task whose rhythm cannot be read");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_run_went_is_read_as_it_was_kept() {
        for outcome in [
            Outcome::Done(3),
            Outcome::Idle,
            Outcome::Server,
            Outcome::Failed("disk full: 3 left".to_owned()),
        ] {
            assert_eq!(Outcome::read(&outcome.stored()), Some(outcome));
        }
        assert_eq!(Outcome::read(""), None);
    }
}
