//! Notes on a job; those for the customer are read first where the workshop wants that, and then sent.

use super::{Job, reason_of};
use crate::desk::{Actor, Desk, Entry, Error, Letter, Result, in_tx};
use crate::domain::job::Review;
use crate::domain::outbox::About;
use crate::domain::permission::Permission;
use crate::domain::{JobId, NoteId};
use crate::store::Tx;
use crate::store::jobs::{notes, tasks, visit};

pub use crate::store::jobs::notes::Note;

impl Desk {
    /// The notes of a job, the newest first (permission `job.see`).
    pub async fn notes_of(&self, by: &Actor, job: JobId) -> Result<Vec<Note>> {
        by.may(Permission::JobSee)?;
        Ok(notes::list(&mut self.store(), job).await?)
    }

    /// Writes a note on the job: who may edit jobs, or who has a task on it (R-03; with `job.any` the note itself
    /// says why). One for the customer is sent, or waits for
    /// a reader where `review.progress` asks for one and its writer is none.
    pub async fn note(
        &self,
        by: &Actor,
        job: JobId,
        body: &str,
        for_customer: bool,
    ) -> Result<NoteId> {
        if !by.can(Permission::JobEdit) {
            by.may(Permission::JobWork)?;
        }
        let body = reason_of(body).map_err(|e| match e {
            Error::Invalid { why, .. } => Error::invalid("body", why),
            e => e,
        })?;
        let waits = self.settings().reviews_progress() && !by.can(Permission::EstimateReview);
        let review = match (for_customer, waits) {
            (false, _) => Review::None,
            (true, true) => Review::Pending,
            (true, false) => Review::Approved,
        };
        in_tx!(self, |tx| {
            let job = self.job_held(tx, by, job).await?;
            if !by.can(Permission::JobEdit) {
                let tasks = tasks::list(tx, job.id).await?;
                self.may_work_on(by, &tasks, &body)?;
            }
            let how = (for_customer, review);
            let at = self.now();
            let id = notes::insert(tx, by.site(), job.id, &body, how, by.staff(), at).await?;
            let entry = Entry {
                verb: "note",
                entity: "job",
                id: job.id.0,
                new: serde_json::json!({ "note": id, "for_customer": for_customer, "review": review }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            if review == Review::Approved {
                self.tell_progress(tx, by, &job, id, &body).await?;
            }
            Ok(id)
        })
    }

    /// A reader lets a note go to the customer, or keeps it in the house (R-27; permission `estimate.review`).
    pub async fn review_note(&self, by: &Actor, id: NoteId, pass: bool) -> Result<()> {
        by.may(Permission::EstimateReview)?;
        let review = if pass {
            Review::Approved
        } else {
            Review::Rejected
        };
        in_tx!(self, |tx| {
            let note = notes::get(tx, by.site(), id).await?;
            let job = self.job_held(tx, by, note.job_id).await?;
            notes::set_review(tx, id, review).await?;
            let entry = Entry {
                verb: "review_note",
                entity: "job",
                id: job.id.0,
                old: serde_json::json!({ "note": id, "review": note.review }),
                new: serde_json::json!({ "note": id, "review": review }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            if pass {
                self.tell_progress(tx, by, &job, id, &note.body).await?;
            }
            Ok(())
        })
    }

    async fn tell_progress(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        id: NoteId,
        body: &str,
    ) -> Result<()> {
        let v = visit::visit(tx, job.id).await?;
        let site = self.site(job.site_id)?;
        let facts = serde_json::json!({
            "customer": v.customer,
            "vehicle": format!("{} {} {}", v.make, v.model, v.plate).trim(),
            "workshop": self.settings().workshop(),
            "phone": site.phone,
            "number": job.number,
            "note": body,
        });
        let letter = Letter {
            event: About::ProgressNote,
            customer: job.customer_id,
            entity: "job_note",
            entity_id: id.0,
            occurrence: "1".to_owned(),
            facts,
            attach: None,
            not_before: self.now(),
        };
        self.post(tx, by, letter).await
    }
}
