//! Tasks planned by the desk: added, named, ordered, given to people.

use super::lines::same;
use super::{Undo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::alert::Kind;
use crate::domain::permission::Permission;
use crate::domain::task::Event as On;
use crate::domain::{BookingId, JobId, Msg, StaffId, TaskId, Ts, WorkItemId, msg, text};
use crate::store::jobs::visit::{self, Busy};
use crate::store::jobs::{items, tasks};
use crate::store::{Lock, Tx, alerts};

/// A task to be added.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// The work item; `None` is the last, or a new one named like the task.
    pub item: Option<WorkItemId>,
    /// What is to be done.
    pub title: String,
    /// How long it is planned to take.
    pub planned_min: i64,
    /// Whose it is.
    pub staff: Option<StaffId>,
}

/// What assigning led to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assigned {
    /// Who is in the way: what the person already does in that time. Empty when their time is taken for this.
    pub in_the_way: Vec<Busy>,
}

impl Desk {
    /// Adds a task that sells nothing: an inspection, a road test (permission `job.edit`).
    pub async fn add_task(&self, by: &Actor, job: JobId, new: &NewTask) -> Result<TaskId> {
        by.may(Permission::JobEdit)?;
        let title = text::required(&new.title).map_err(|why| Error::invalid("title", why))?;
        check_minutes(new.planned_min)?;
        in_tx!(self, |tx| {
            let mut job = self.job_open(tx, by, job).await?;
            let item = match new.item {
                Some(item) => items::get(tx, job.id, item).await?.id,
                None => match items::list(tx, job.id).await?.last() {
                    Some(item) => item.id,
                    None => items::insert(tx, job.id, &title, "", None).await?,
                },
            };
            let group = tasks::last_group(tx, job.id).await? + 1;
            let id = tasks::insert(
                tx,
                &tasks::New {
                    site_id: by.site(),
                    job_id: job.id,
                    work_item_id: item,
                    job_line_id: None,
                    sequence_group: group,
                    title: &title,
                    planned_min: new.planned_min,
                    staff_id: new.staff,
                    internal: true,
                },
            )
            .await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "add_task",
                    entity: "task",
                    id: id.0,
                    new: serde_json::json!({ "job": job.id, "title": title, "planned_min": new.planned_min }),
                    ..Entry::default()
                },
            )
            .await?;
            if new.staff.is_some() {
                let about = (job.id, id, title.as_str());
                self.tell_assigned(tx, by, about, new.staff).await?;
            }
            self.settle(tx, by, &mut job).await?;
            Ok(id)
        })
    }

    /// Saves title and planned minutes, if nobody saved since `version` (permission `job.edit`).
    pub async fn edit_task(
        &self,
        by: &Actor,
        id: TaskId,
        version: i64,
        title: &str,
        planned_min: i64,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        let title = text::required(title).map_err(|why| Error::invalid("title", why))?;
        check_minutes(planned_min)?;
        let done = in_tx!(self, |tx| {
            let (_, _, t) = self.task_held(tx, by, id).await?;
            tasks::set_words(tx, id, version, &title, planned_min).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "edit_task",
                    entity: "task",
                    id: id.0,
                    old: serde_json::json!({ "title": t.title, "planned_min": t.planned_min }),
                    new: serde_json::json!({ "title": title, "planned_min": planned_min }),
                    ..Entry::default()
                },
            )
            .await?;
            let undo = Undo::EditTask {
                task: id,
                version: version + 1,
                title: t.title,
                planned_min: t.planned_min,
            };
            Ok(Done::with((), Inverse::Job(undo)))
        });
        self.name_the_quicker(done, "task", id.0).await
    }

    /// The task is not to be done; says why (permission `job.edit`). R-20 waits for it no more.
    pub async fn cancel_task(&self, by: &Actor, id: TaskId, reason: &str) -> Result<()> {
        by.may(Permission::JobEdit)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let (mut job, _, t) = self.task_held(tx, by, id).await?;
            self.move_task(tx, by, &t, On::Cancel, "cancel_task", &reason)
                .await?;
            self.settle(tx, by, &mut job).await
        })
    }

    /// Puts the tasks of a job into this order: the order they may start in, within a group (R-21; permission
    /// `job.edit`).
    pub async fn reorder_tasks(
        &self,
        by: &Actor,
        job: JobId,
        order: &[TaskId],
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            self.job_open(tx, by, job).await?;
            let was: Vec<TaskId> = tasks::list(tx, job).await?.iter().map(|t| t.id).collect();
            same(&mut was.clone(), order)?;
            tasks::reorder(tx, job, order).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "reorder",
                    entity: "job",
                    id: job.0,
                    old: serde_json::json!({ "tasks": was }),
                    new: serde_json::json!({ "tasks": order }),
                    ..Entry::default()
                },
            )
            .await?;
            Ok(Done::with(
                (),
                Inverse::Job(Undo::Reorder { job, order: was }),
            ))
        })
    }

    /// Puts a task into a group: the tasks of one group go one after another, groups go on beside each other
    /// . `None` is a group of its own, so that it waits for nobody (permission `job.edit`). Refused for a
    /// group the job does not have.
    pub async fn group_task(&self, by: &Actor, id: TaskId, group: Option<i64>) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let (job, all, t) = self.task_held(tx, by, id).await?;
            let group = match group {
                Some(group) if all.iter().any(|o| o.sequence_group == group) => group,
                Some(_) => return Err(crate::store::Error::NotFound.into()),
                None => tasks::last_group(tx, job.id).await? + 1,
            };
            tasks::set_group(tx, id, group).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "group_task",
                    entity: "task",
                    id: id.0,
                    old: serde_json::json!({ "group": t.sequence_group }),
                    new: serde_json::json!({ "group": group }),
                    ..Entry::default()
                },
            )
            .await?;
            let alone = !all
                .iter()
                .any(|o| o.id != id && o.sequence_group == t.sequence_group);
            let undo = Undo::Group {
                task: id,
                group: (!alone).then_some(t.sequence_group),
            };
            Ok(Done::with((), Inverse::Job(undo)))
        })
    }

    /// Gives a task to a person, or to nobody. Assigning is not occupying: their time is taken for the bay's
    /// period if it is free, else the answer says who is in the way (permission `job.edit`).
    pub async fn assign(
        &self,
        by: &Actor,
        id: TaskId,
        staff: Option<StaffId>,
    ) -> Result<Done<Assigned>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let (job, all, t) = self.task_held(tx, by, id).await?;
            if t.status == crate::domain::task::Status::Running && t.staff_id != staff {
                return Err(Error::Refused(running(&t.title)));
            }
            tasks::set_staff(tx, id, staff).await?;
            if staff.is_some() {
                let now = self.now();
                alerts::clear(tx, Kind::Declined, "job", job.id.0, now).await?;
            }
            if t.staff_id != staff {
                let about = (job.id, id, t.title.as_str());
                self.tell_assigned(tx, by, about, staff).await?;
            }
            // Whoever takes a task has said yes to it.
            if staff.is_some() && staff == by.staff() {
                tasks::accept(tx, id, self.now()).await?;
            }
            let mut answer = Assigned::default();
            if let Some(booking) = job.booking_id {
                if let Some(was) = t.staff_id.filter(|was| Some(*was) != staff) {
                    let still = all.iter().any(|o| o.id != id && o.staff_id == Some(was));
                    if !still {
                        visit::vacate(tx, booking, was).await?;
                    }
                }
                if let Some(staff) = staff {
                    answer.in_the_way = self.occupy(tx, by, booking, staff).await?;
                }
            }
            self.record(
                tx,
                by,
                Entry {
                    verb: "assign",
                    entity: "task",
                    id: id.0,
                    old: serde_json::json!({ "staff": t.staff_id }),
                    new: serde_json::json!({ "staff": staff }),
                    ..Entry::default()
                },
            )
            .await?;
            let undo = Undo::Assign {
                task: id,
                now: staff,
                was: t.staff_id,
            };
            Ok(Done::with(answer, Inverse::Job(undo)))
        })
    }

    /// Takes the person's time for what is left of the bay's periods, unless something is in the way.
    async fn occupy(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: BookingId,
        staff: StaffId,
    ) -> Result<Vec<Busy>> {
        tx.lock(vec![(Lock::Staff, staff.0)]).await?;
        let mut in_the_way = Vec::new();
        let now: Ts = self.now();
        for period in visit::periods(tx, booking).await? {
            if period.ends_at <= now {
                continue;
            }
            let busy = visit::busy(tx, staff, period.starts_at, period.ends_at).await?;
            if busy.iter().any(|b| b.booking_id == Some(booking)) {
                continue;
            }
            if busy.is_empty() {
                visit::occupy(
                    tx,
                    by.site(),
                    booking,
                    staff,
                    period.starts_at,
                    period.ends_at,
                )
                .await?;
            }
            in_the_way.extend(busy);
        }
        Ok(in_the_way)
    }
}

fn running(title: &str) -> Msg {
    msg!("task-runs", title = title)
}

fn check_minutes(minutes: i64) -> Result<()> {
    if (0..=60 * 200).contains(&minutes) {
        Ok(())
    } else {
        Err(Error::invalid(
            "planned_min",
            msg!("job-minutes-out-of-range"),
        ))
    }
}
