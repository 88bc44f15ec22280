//! The board and a mechanic's own work: what is where, read in a few statements, decided nowhere but in the
//! states of jobs and tasks. It never changes anything.

mod handover;
mod own;
pub(crate) mod still;

pub use handover::Handover;
pub use own::{Due, MyPart, MyTask, MyWork};

pub use crate::store::jobs::board::{BoardTask, Card};
pub use crate::store::jobs::visit::Mechanic;

use super::{Actor, Desk, Result};
use crate::domain::action::Action;
use crate::domain::job::{Column, Known, column, is_late};
use crate::domain::permission::Permission;
use crate::domain::{JobId, Ts, task};
use crate::store::filtered::actions;
use crate::store::jobs::{board, visit};
use std::collections::HashMap;

/// A job on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Which column.
    pub column: Column,
    /// The row.
    pub card: Card,
    /// Its tasks in their order.
    pub tasks: Vec<BoardTask>,
    /// Past its promise.
    pub late: bool,
    /// What says why it is not moving.
    pub known: Known,
    /// What is to be done next.
    pub action: Action,
}

impl Placed {
    /// How much of the planned time is worked off, in percent; nothing planned counts the tasks.
    #[must_use]
    pub fn progress(&self, now: Ts) -> i64 {
        let planned: i64 = self.tasks.iter().map(|t| t.planned_min).sum();
        if planned == 0 {
            let over = self.tasks.iter().filter(|t| t.status.is_over()).count();
            return if self.tasks.is_empty() {
                0
            } else {
                i64::try_from(over * 100 / self.tasks.len()).unwrap_or(0)
            };
        }
        let worked: i64 = self
            .tasks
            .iter()
            .map(|t| {
                if t.status.is_over() {
                    t.planned_min
                } else {
                    // A task that takes longer than planned is not more than done.
                    minutes(t, now).min(t.planned_min)
                }
            })
            .sum();
        (worked * 100 / planned).clamp(0, 100)
    }

    /// Whose turn it is: who works on it now, else whose the first open task is.
    #[must_use]
    pub fn mechanic(&self) -> Option<&str> {
        let running = self
            .tasks
            .iter()
            .find(|t| t.status == task::Status::Running);
        let first = || self.tasks.iter().find(|t| !t.status.is_over());
        running.or_else(first)?.staff.as_deref()
    }

    /// The task somebody works on now.
    #[must_use]
    pub fn running(&self) -> Option<&BoardTask> {
        self.tasks
            .iter()
            .find(|t| t.status == task::Status::Running)
    }

    /// The task that can be started next.
    #[must_use]
    pub fn next_task(&self) -> Option<&BoardTask> {
        self.tasks
            .iter()
            .find(|t| matches!(t.status, task::Status::Paused | task::Status::Todo))
    }
}

/// Minutes on the clock of a task.
fn minutes(t: &BoardTask, now: Ts) -> i64 {
    let running = t
        .running_since
        .map_or(0, |since| since.seconds_until(now).max(0));
    (t.seconds + running) / 60
}

impl Desk {
    /// The board of the actor's site: every job in the house and those due today, each in its column, the
    /// promised first; late ones are marked. Five statements (permission `job.see`).
    pub async fn columns(&self, by: &Actor) -> Result<Vec<Placed>> {
        by.may(Permission::JobSee)?;
        let now = self.now();
        let zone = self.site(by.site())?.zone;
        let today = zone.day_span(zone.day_of(now));
        let mut db = self.store();
        let cards = board::cards(&mut db, by.site(), today.start, today.end).await?;
        let mut tasks = board::tasks(&mut db, by.site()).await?;
        let busy = board::at_work(&mut db, by.site()).await?;
        let sent = board::sent_out(&mut db, by.site()).await?;
        let next = actions::of_jobs(&mut db, &self.ground(by)?).await?;
        let next: HashMap<JobId, Action> = next.into_iter().collect();
        let mut placed = Vec::with_capacity(cards.len());
        for card in cards {
            let Some(column) = column(card.stage(), card.hold_reason, true, card.short > 0) else {
                continue;
            };
            let own: Vec<BoardTask> = tasks.extract_if(.., |t| t.job_id == card.id).collect();
            placed.push(Placed {
                known: still::of_board(&card, &own, &sent, &busy, now),
                column,
                action: next.get(&card.id).copied().unwrap_or(Action::None),
                late: is_late(card.status, card.promised_at, now),
                tasks: own,
                card,
            });
        }
        Ok(placed)
    }

    /// The mechanics and how much they have to do (permission `job.see`).
    pub async fn mechanics_at_work(&self, by: &Actor) -> Result<Vec<Mechanic>> {
        by.may(Permission::JobSee)?;
        Ok(visit::mechanics(&mut self.store()).await?)
    }
}
