//! What a mechanic says to a task they were given (S1-43, S1-44).

use super::{Task, reason_of};
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::alert::Kind;
use crate::domain::permission::Permission;
use crate::domain::{TaskId, msg, task};
use crate::store::jobs::{tasks, visit};
use crate::store::{alerts, audit};

impl Desk {
    /// The task will be done by whom it was given to (permission `job.work`, one's own).
    pub async fn accept_task(&self, by: &Actor, id: TaskId) -> Result<()> {
        in_tx!(self, |tx| {
            let (_, _, t) = self.task_held(tx, by, id).await?;
            own(by, &t)?;
            tasks::accept(tx, id, self.now()).await?;
            self.answered_assigned(tx, id).await?;
            self.record(tx, by, said("accept_task", &t, "")).await
        })
    }

    /// It will not: it is nobody's again, and whoever gave it is told why (permission `job.work`, one's own). Not
    /// once its clock has run.
    pub async fn decline_task(&self, by: &Actor, id: TaskId, reason: &str) -> Result<()> {
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let (job, all, t) = self.task_held(tx, by, id).await?;
            own(by, &t)?;
            if !matches!(t.status, task::Status::Todo | task::Status::Blocked) {
                return Err(Error::Refused(msg!("task-begun", task = &t.title)));
            }
            let giver = audit::last_who(tx, "task", id.0, "assign").await?;
            tasks::decline(tx, id, self.now(), &reason).await?;
            self.answered_assigned(tx, id).await?;
            let others = all
                .iter()
                .any(|o| o.id != id && o.staff_id == t.staff_id && !o.status.is_over());
            if let (Some(booking), Some(was), false) = (job.booking_id, t.staff_id, others) {
                visit::vacate(tx, booking, was).await?;
            }
            let seen = visit::visit(tx, job.id).await?;
            let facts = serde_json::json!({
                "who": by.name(),
                "what": format!("{} {}", seen.plate, t.title).trim(),
                "reason": reason,
            });
            let about = ("job", job.id.0);
            alerts::clear(tx, Kind::Declined, about.0, about.1, self.now()).await?;
            alerts::raise_for(
                tx,
                by.site(),
                Kind::Declined,
                about,
                facts,
                giver,
                self.now(),
            )
            .await?;
            self.record(tx, by, said("decline_task", &t, &reason)).await
        })
    }
}

fn own(by: &Actor, t: &Task) -> Result<()> {
    by.may(Permission::JobWork)?;
    if by.staff().is_some() && t.staff_id == by.staff() {
        return Ok(());
    }
    Err(Error::Refused(msg!("task-not-yours", task = &t.title)))
}

fn said<'a>(verb: &'a str, t: &Task, reason: &'a str) -> Entry<'a> {
    Entry {
        verb,
        entity: "task",
        id: t.id.0,
        reason,
        ..Entry::default()
    }
}
