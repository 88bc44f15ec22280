//! Equipment a task needs (S2-13, S2-30): named with the task, and free before the work begins.

use super::own::{against, worker};
use super::{Job, Task, Undo};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{Arg, EquipmentId, TaskId, msg};
use crate::store::jobs::tasks;
use crate::store::{Lock, Tx, resources};

impl Desk {
    /// The task needs this piece of the site, or needs it no more (permission `job.edit`).
    pub async fn equip_task(
        &self,
        by: &Actor,
        id: TaskId,
        piece: EquipmentId,
        needed: bool,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let (job, _, _) = self.task_held(tx, by, id).await?;
            let row = resources::equipment(tx, piece).await?;
            if row.site_id != by.site() || (needed && row.archived_at.is_some()) {
                return Err(Error::NotFound);
            }
            let has = tasks::equipment_of(tx, job.id).await?;
            let has = has
                .iter()
                .any(|n| (n.task_id, n.equipment_id) == (id, piece));
            if has == needed {
                return Ok(Done::final_(()));
            }
            if needed {
                tasks::needs_equipment(tx, id, piece).await?;
            } else {
                tasks::frees_equipment(tx, id, piece).await?;
            }
            let entry = Entry {
                verb: "equip_task",
                entity: "task",
                id: id.0,
                new: serde_json::json!({ "equipment": piece, "needed": needed }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            let undo = Undo::Equip {
                task: id,
                piece,
                needed: !needed,
            };
            Ok(Done::with((), Inverse::Job(undo)))
        })
    }

    /// What a task needs is free: nobody works with it, and no other booking has it now. Says who has it and when
    /// it is free again.
    pub(super) async fn tools_free(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        t: &Task,
        reason: &str,
    ) -> Result<()> {
        let needs = tasks::equipment_of(tx, job.id).await?;
        let own = needs.iter().filter(|n| n.task_id == t.id);
        let locks: Vec<(Lock, i64)> = own.map(|n| (Lock::Equipment, n.equipment_id.0)).collect();
        if locks.is_empty() {
            return Ok(());
        }
        // Two tasks begun at once meet here.
        tx.lock(locks).await?;
        let zone = self.site(by.site())?.zone;
        let now = self.now();
        if let Some(used) = tasks::worked_with(tx, by.site(), t.id, worker(by, t)?).await? {
            let until = used.since.plus_minutes(used.planned_min);
            let (who, plate) = (used.who.unwrap_or_default(), used.plate.unwrap_or_default());
            let why = if until > now {
                let free = Arg::Time(zone.minute_of_day(until));
                msg!(
                    "task-tool-used",
                    tool = used.name,
                    who = who,
                    plate = plate,
                    until = free
                )
            } else {
                msg!(
                    "task-tool-used-longer",
                    tool = used.name,
                    who = who,
                    plate = plate
                )
            };
            return against(by, why, reason);
        }
        if let Some((tool, plate, until)) =
            tasks::booked_away(tx, t.id, job.booking_id, now).await?
        {
            let until = Arg::Time(zone.minute_of_day(until));
            let why = match plate {
                Some(plate) => {
                    msg!(
                        "task-tool-booked",
                        tool = tool,
                        plate = plate,
                        until = until
                    )
                }
                None => msg!("task-tool-blocked", tool = tool, until = until),
            };
            return against(by, why, reason);
        }
        Ok(())
    }
}
