//! Work items: the concerns a visit solves, in words.

use super::{Item, Words};
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{JobId, TaskId, WorkItemId, msg, text};
use crate::store::jobs::{items, tasks};

impl Desk {
    /// Adds a work item: a concern in the customer's words (permission `job.edit`).
    pub async fn add_work_item(
        &self,
        by: &Actor,
        job: JobId,
        title: &str,
        concern: &str,
    ) -> Result<WorkItemId> {
        by.may(Permission::JobEdit)?;
        let title = text::required(title).map_err(|why| Error::invalid("title", why))?;
        let concern = text::note(concern).map_err(|why| Error::invalid("concern", why))?;
        in_tx!(self, |tx| {
            self.job_open(tx, by, job).await?;
            let id = items::insert(tx, job, &title, &concern, None).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "add_work_item",
                    entity: "work_item",
                    id: id.0,
                    new: serde_json::json!({ "job": job, "title": title }),
                    ..Entry::default()
                },
            )
            .await?;
            Ok(id)
        })
    }

    /// Saves title, concern, cause and correction, if nobody saved since `version` (permission `job.edit`).
    pub async fn edit_work_item(
        &self,
        by: &Actor,
        job: JobId,
        id: WorkItemId,
        version: i64,
        words: &Words,
    ) -> Result<()> {
        by.may(Permission::JobEdit)?;
        let note = |field, raw: &str| text::note(raw).map_err(|why| Error::invalid(field, why));
        let words = Words {
            title: text::required(&words.title).map_err(|why| Error::invalid("title", why))?,
            concern: note("concern", &words.concern)?,
            cause: note("cause", &words.cause)?,
            correction: note("correction", &words.correction)?,
        };
        let done = in_tx!(self, |tx| {
            self.job_open(tx, by, job).await?;
            let was = items::get(tx, job, id).await?;
            items::set_words(tx, id, version, &words).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "edit_work_item",
                    entity: "work_item",
                    id: id.0,
                    old: serde_json::json!({ "title": was.title, "concern": was.concern, "cause": was.cause,
                        "correction": was.correction }),
                    new: serde_json::json!({ "title": words.title, "concern": words.concern,
                        "cause": words.cause, "correction": words.correction }),
                    ..Entry::default()
                },
            )
            .await
        });
        self.name_the_quicker(done, "work_item", id.0).await
    }
    /// The words of what a task is for: the customer's concern, and what was found and done so far (permission
    /// `job.work`).
    pub async fn work_words(&self, by: &Actor, task: TaskId) -> Result<Item> {
        by.may(Permission::JobWork)?;
        let mut db = self.store();
        let job = tasks::job_of(&mut db, by.site(), task).await?;
        let item = tasks::get(&mut db, task).await?.work_item_id;
        Ok(items::get(&mut db, job, item).await?)
    }

    /// What was found and what was done about it, in the words of whoever has the task, if nobody saved since
    /// `version` (permission `job.work`, one's own task; anybody's with `job.edit`).
    pub async fn report_work(
        &self,
        by: &Actor,
        task: TaskId,
        version: i64,
        (cause, correction): (&str, &str),
    ) -> Result<()> {
        by.may(Permission::JobWork)?;
        let note = |field, raw: &str| text::note(raw).map_err(|why| Error::invalid(field, why));
        let (cause, correction) = (note("cause", cause)?, note("correction", correction)?);
        let of = tasks::get(&mut self.store(), task).await?.work_item_id;
        let done = in_tx!(self, |tx| {
            let (job, _, t) = self.task_held(tx, by, task).await?;
            if t.staff_id != by.staff() && !by.can(Permission::JobEdit) {
                return Err(Error::Refused(msg!("report-not-yours", task = &t.title)));
            }
            let was = items::get(tx, job.id, t.work_item_id).await?;
            let words = Words {
                title: was.title.clone(),
                concern: was.concern.clone(),
                cause: cause.clone(),
                correction: correction.clone(),
            };
            items::set_words(tx, was.id, version, &words).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "report_work",
                    entity: "work_item",
                    id: was.id.0,
                    old: serde_json::json!({ "cause": was.cause, "correction": was.correction }),
                    new: serde_json::json!({ "cause": cause, "correction": correction }),
                    ..Entry::default()
                },
            )
            .await
        });
        self.name_the_quicker(done, "work_item", of.0).await
    }
}
