//! The facts of a job that people keep up by hand: the hold, whom to call, notes.

use super::Undo;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::job::{Event, HoldReason};
use crate::domain::permission::Permission;
use crate::domain::task;
use crate::domain::{JobId, Money, Ts, msg, text};
use crate::store::jobs::{clock, header, tasks};

/// What a person may change on the card of an open job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobForm {
    /// Where the keys hang.
    pub key_tag: String,
    /// Where the vehicle stands.
    pub parking: String,
    /// Whom to call.
    pub contact_name: String,
    /// Where.
    pub contact_phone: String,
    /// Up to what total work may go on without another question.
    pub limit: Option<Money>,
    /// The higher, the sooner.
    pub priority: i64,
    /// Whether another person must pass it before it is ready.
    pub check_required: bool,
}

impl Desk {
    /// Saves the form of the card, if nobody saved since `version` (permission `job.edit`).
    pub async fn edit_job(
        &self,
        by: &Actor,
        job: JobId,
        version: i64,
        form: &JobForm,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        let name = |field, raw: &str| text::name(raw).map_err(|why| Error::invalid(field, why));
        let (tag, parking, contact, phone) = (
            name("key_tag", &form.key_tag)?,
            name("parking", &form.parking)?,
            name("contact_name", &form.contact_name)?,
            name("contact_phone", &form.contact_phone)?,
        );
        if !(0..=4).contains(&form.priority) {
            return Err(Error::invalid("priority", msg!("job-priority-range")));
        }
        if form.limit.is_some_and(Money::is_negative) {
            return Err(Error::invalid("limit", msg!("job-limit-negative")));
        }
        let done = in_tx!(self, |tx| {
            let was = self.job_open(tx, by, job).await?;
            let facts = header::Facts {
                key_tag: &tag,
                parking: &parking,
                contact_name: &contact,
                contact_phone: &phone,
                limit_minor: form.limit,
                priority: form.priority,
                check_required: form.check_required,
            };
            header::set_facts(tx, job, version, &facts).await?;
            let old = JobForm {
                key_tag: was.key_tag,
                parking: was.parking,
                contact_name: was.contact_name,
                contact_phone: was.contact_phone,
                limit: was.limit_minor,
                priority: was.priority,
                check_required: was.check_required,
            };
            self.record(
                tx,
                by,
                Entry {
                    verb: "edit_job",
                    entity: "job",
                    id: job.0,
                    old: serde_json::json!({ "key_tag": old.key_tag, "parking": old.parking, "contact_name": old.contact_name,
                        "contact_phone": old.contact_phone, "limit_minor": old.limit, "priority": old.priority,
                        "check_required": old.check_required }),
                    new: serde_json::json!({ "key_tag": tag, "parking": parking, "contact_name": contact, "contact_phone": phone,
                        "limit_minor": form.limit, "priority": form.priority,
                        "check_required": form.check_required }),
                    ..Entry::default()
                },
            )
            .await?;
            let undo = Undo::Form {
                job,
                version: version + 1,
                form: old,
            };
            Ok(Done::with((), Inverse::Job(undo)))
        });
        self.name_the_quicker(done, "job", job.0).await
    }

    /// The job stands still, for a reason and perhaps until a day. Clocks on it stop (permission `job.edit`).
    pub async fn put_on_hold(
        &self,
        by: &Actor,
        job: JobId,
        reason: HoldReason,
        until: Option<Ts>,
        note: &str,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        let note = text::name(note).map_err(|why| Error::invalid("note", why))?;
        if reason == HoldReason::Other && note.is_empty() {
            return Err(Error::invalid("note", msg!("job-reason-missing")));
        }
        in_tx!(self, |tx| {
            let mut held = self.job_open(tx, by, job).await?;
            for t in tasks::list(tx, job).await? {
                if t.status == task::Status::Running {
                    clock::stop_task(tx, t.id, self.now()).await?;
                    tasks::set_status(tx, t.id, t.status, task::Status::Paused, "", self.now())
                        .await?;
                }
            }
            let why = format!("{reason} {note}");
            self.step(tx, by, &mut held, Event::Hold, why.trim())
                .await?;
            header::set_hold(tx, job, reason, until, &note).await?;
            Ok(Done::with((), Inverse::Job(Undo::Hold { job })))
        })
    }

    /// The job goes on where it stood (permission `job.edit`).
    pub async fn resume_job(&self, by: &Actor, job: JobId) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let mut held = self.job_open(tx, by, job).await?;
            let (reason, until, note) = (held.hold_reason, held.hold_until, held.reason.clone());
            let event = held.stage().resume_event();
            self.step(tx, by, &mut held, event, "").await?;
            self.settle(tx, by, &mut held).await?;
            let undo = Undo::Resume {
                job,
                reason: reason.unwrap_or(HoldReason::Other),
                until,
                note,
            };
            Ok(Done::with((), Inverse::Job(undo)))
        })
    }
}
