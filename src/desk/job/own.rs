//! Whose work it is.

use super::{Task, reason_of};
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::permission::Permission;
use crate::domain::{Msg, StaffId, msg};

impl Desk {
    /// The actor may work on this task: it is theirs, or they may work on anyone's and say why.
    pub(super) fn may_work(&self, by: &Actor, task: &Task, reason: &str) -> Result<()> {
        by.may(Permission::JobWork)?;
        if by.staff().is_some() && task.staff_id == by.staff() {
            return Ok(());
        }
        self.may_help(by, reason)
    }

    /// The same for the parts and the extra work of a job: one of its tasks is theirs.
    pub(super) fn may_work_on(&self, by: &Actor, tasks: &[Task], reason: &str) -> Result<()> {
        by.may(Permission::JobWork)?;
        if by.staff().is_some() && tasks.iter().any(|t| t.staff_id == by.staff()) {
            return Ok(());
        }
        self.may_help(by, reason)
    }

    fn may_help(&self, by: &Actor, reason: &str) -> Result<()> {
        by.may(Permission::JobAny)?;
        reason_of(reason).map(drop)
    }
}

/// Against a rule of the order of work: who may override it says why, everybody else hears what stands in the
/// way.
pub(super) fn against(by: &Actor, why: Msg, reason: &str) -> Result<()> {
    if !by.can(Permission::JobOverride) {
        return Err(Error::Blocked {
            blockers: vec![why],
        });
    }
    if reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            msg!("job-override-reason", why = why),
        ));
    }
    Ok(())
}

/// Who is on the clock of a task: its mechanic, else whoever starts it.
pub(super) fn worker(by: &Actor, task: &Task) -> Result<StaffId> {
    task.staff_id
        .or(by.staff())
        .ok_or_else(|| Error::invalid("staff", msg!("task-nobody")))
}
