//! The check, and the word that a job is ready.

use super::own::against;
use super::settle::is_authorised;
use super::{Job, Line, Sublet, Task, Undo, reason_of};
use crate::desk::post::Letter;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::job::{Blocker, Event, Facts, LineFact, Status, TaskFact, blockers};
use crate::domain::line::{Auth, Kind};
use crate::domain::outbox::About;
use crate::domain::permission::Permission;
use crate::domain::{JobId, sublet, task};
use crate::store::jobs::{lines, tasks, visit};
use crate::store::{Tx, sublets};

/// What to do with authorised parts nobody took, when the job is completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unissued {
    /// Ask: they are blockers.
    Ask,
    /// They were fitted: take them off the shelf now.
    Issue,
    /// They were not needed: give them back; their lines are void.
    Release,
}

impl Desk {
    /// Everything that keeps the job from being ready, in words' ids.
    pub async fn blockers(&self, by: &Actor, job: JobId) -> Result<Vec<Blocker>> {
        by.may(Permission::JobSee)?;
        let mut db = self.store();
        let job = crate::store::jobs::header::get(&mut db, by.site(), job).await?;
        let lines = lines::list(&mut db, job.id).await?;
        let tasks = tasks::list(&mut db, job.id).await?;
        let sublets = sublets::of_job(&mut db, job.id).await?;
        Ok(blockers(&facts(&job, &lines, &tasks, &sublets)))
    }

    /// A person says that the job is ready (R-20, R-22; permission `job.complete`); its customer is told. Refused
    /// with the list of what is in the way. Parts nobody took are issued or released as said; a reason waives that
    /// nothing was done.
    pub async fn complete(
        &self,
        by: &Actor,
        job: JobId,
        parts: Unissued,
        reason: &str,
    ) -> Result<Done<Status>> {
        by.may(Permission::JobComplete)?;
        in_tx!(self, |tx| {
            let mut job = self.job_open(tx, by, job).await?;
            if job.status == Status::DeclinedAll {
                self.step(tx, by, &mut job, Event::Complete, reason).await?;
                return Ok(Done::with(
                    job.status,
                    Inverse::Job(Undo::Complete { job: job.id }),
                ));
            }
            self.resolve_parts(tx, by, &job, parts, reason).await?;
            let (lines, tasks) = self.settle_and_list(tx, by, &mut job).await?;
            let sublets = sublets::of_job(tx, job.id).await?;
            let known = Facts {
                waived: !reason.trim().is_empty(),
                ..facts(&job, &lines, &tasks, &sublets)
            };
            let found = blockers(&known);
            if !found.is_empty() {
                return Err(Error::Blocked {
                    blockers: found.iter().map(Blocker::msg).collect(),
                });
            }
            if matches!(job.status, Status::InProgress | Status::Authorised) {
                self.step(tx, by, &mut job, Event::Finish, "").await?;
            }
            self.step(tx, by, &mut job, Event::Complete, reason).await?;
            Ok(Done::with(
                job.status,
                Inverse::Job(Undo::Complete { job: job.id }),
            ))
        })
    }

    async fn resolve_parts(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        what: Unissued,
        reason: &str,
    ) -> Result<()> {
        if what == Unissued::Ask {
            return Ok(());
        }
        for l in lines::list(tx, job.id).await? {
            let open = l.auth == Auth::Authorised
                && l.part_status
                    .is_some_and(crate::domain::line::PartStatus::is_open);
            let left = l.qty_milli - (l.issued_milli - l.returned_milli);
            if !open || !left.is_positive() {
                continue;
            }
            match what {
                Unissued::Ask => {}
                Unissued::Issue => {
                    let beyond = (by.can(Permission::StockNegative) && !reason.trim().is_empty())
                        .then_some(reason);
                    self.issue_line(tx, by, l.id, left, beyond).await?;
                }
                Unissued::Release => {
                    self.refuse_invoiced(tx, job).await?;
                    self.release_line(tx, by, l.id).await?;
                    lines::set_void(tx, l.id, Some(self.now())).await?;
                }
            }
        }
        Ok(())
    }

    /// Somebody looked at what was done and it is good (permission `job.check`). Where another person is wanted it is
    /// never who worked on it, by plan or by the clock, unless `job.override` gives a reason.
    pub async fn pass_check(&self, by: &Actor, job: JobId, reason: &str) -> Result<()> {
        by.may(Permission::JobCheck)?;
        in_tx!(self, |tx| {
            let job = self.job_open(tx, by, job).await?;
            if job.status != Status::Qc {
                return Err(Error::Refused(crate::domain::msg!(
                    "check-not-due",
                    number = &job.number
                )));
            }
            let doers = tasks::doers(tx, job.id).await?;
            let own = doers.iter().any(|(id, _)| Some(*id) == by.staff());
            if own && job.check_required {
                against(by, crate::domain::msg!("check-own-work"), reason)?;
            }
            tasks::verify_done(tx, job.id, by.staff()).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "pass_check",
                    entity: "job",
                    id: job.id.0,
                    reason: reason.trim(),
                    ..Entry::default()
                },
            )
            .await
        })
    }

    /// It is not good: back to the bay with a task that says why, for whoever did the last one (permission
    /// `job.check`).
    pub async fn fail_check(&self, by: &Actor, job: JobId, reason: &str) -> Result<()> {
        by.may(Permission::JobCheck)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let mut job = self.job_open(tx, by, job).await?;
            if job.status != Status::Qc {
                return Err(Error::Refused(crate::domain::msg!(
                    "check-not-due",
                    number = &job.number
                )));
            }
            let all = tasks::list(tx, job.id).await?;
            let last = all
                .iter()
                .filter(|t| t.status.is_done())
                .max_by_key(|t| t.done_at);
            if let Some(last) = last {
                let group = tasks::last_group(tx, job.id).await? + 1;
                let title: String = reason
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .take(200)
                    .collect();
                let again = tasks::insert(
                    tx,
                    &tasks::New {
                        site_id: by.site(),
                        job_id: job.id,
                        work_item_id: last.work_item_id,
                        job_line_id: None,
                        sequence_group: group,
                        title: &title,
                        planned_min: 0,
                        staff_id: last.staff_id,
                        internal: true,
                    },
                )
                .await?;
                let about = (job.id, again, title.as_str());
                self.tell_assigned(tx, by, about, last.staff_id).await?;
            }
            self.step(tx, by, &mut job, Event::Rework, &reason).await
        })
    }

    /// Tells the customer once more that the vehicle can be collected; what has not left yet is replaced
    /// (permission `message.send`). Refused while it is not ready, and when there is no address to write to.
    pub async fn tell_ready_again(&self, by: &Actor, job: JobId) -> Result<()> {
        by.may(Permission::MessageSend)?;
        in_tx!(self, |tx| {
            let job = self.job_open(tx, by, job).await?;
            if !matches!(job.status, Status::Ready | Status::DeclinedAll) {
                return Err(Error::Refused(crate::domain::msg!(
                    "job-not-ready-to-tell",
                    number = &job.number
                )));
            }
            let address = crate::store::outbox::recipient(tx, job.customer_id).await?;
            if address.is_none() {
                let v = visit::visit(tx, job.id).await?;
                return Err(Error::Refused(crate::domain::msg!(
                    "job-nowhere-to-tell",
                    customer = v.customer
                )));
            }
            self.unpost(tx, About::JobReady, "job", job.id.0).await?;
            self.tell_ready(tx, by, &job).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "tell_ready_again",
                    entity: "job",
                    id: job.id.0,
                    ..Entry::default()
                },
            )
            .await
        })
    }

    /// A ready job goes back to the bay; says why. Not once its invoice is posted (permission `job.complete`).
    pub async fn reopen_job(&self, by: &Actor, job: JobId, reason: &str) -> Result<()> {
        by.may(Permission::JobComplete)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            self.step(tx, by, &mut job, Event::Rework, &reason).await?;
            self.unpost(tx, About::JobReady, "job", job.id.0).await?;
            Ok(())
        })
    }

    /// The message that the vehicle can be collected, in the transaction that made it true.
    pub(super) async fn tell_ready(&self, tx: &mut Tx, by: &Actor, job: &Job) -> Result<()> {
        let at = self.now();
        let v = visit::visit(tx, job.id).await?;
        let site = self.site(job.site_id)?;
        let facts = serde_json::json!({
            "customer": v.customer,
            "vehicle": format!("{} {} {}", v.make, v.model, v.plate).trim(),
            "workshop": self.settings().workshop(),
            "phone": site.phone,
            "number": job.number,
        });
        self.post(
            tx,
            by,
            Letter {
                event: About::JobReady,
                customer: job.customer_id,
                entity: "job",
                entity_id: job.id.0,
                occurrence: at.0.to_string(),
                facts,
                attach: None,
                not_before: at,
            },
        )
        .await
    }
}

/// How far another firm is with a line; nobody named for it yet, it is still to be sent.
pub(super) fn sublet_of(l: &Line, sublets: &[Sublet]) -> Option<sublet::Status> {
    let known = sublets.iter().find(|s| s.job_line_id == l.id);
    (l.kind == Kind::Sublet).then(|| known.map_or(sublet::Status::Needed, |s| s.status))
}

/// What the rule has to know.
pub(super) fn facts(job: &Job, lines: &[Line], tasks: &[Task], sublets: &[Sublet]) -> Facts {
    let done: Vec<&Task> = tasks
        .iter()
        .filter(|t| is_authorised(t, lines) && t.status.is_done())
        .collect();
    Facts {
        tasks: tasks
            .iter()
            .map(|t| TaskFact {
                id: t.id,
                title: t.title.clone(),
                status: t.status,
                auth: t
                    .job_line_id
                    .and_then(|id| lines.iter().find(|l| l.id == id))
                    .map(|l| l.auth),
                reason: t.block_reason.clone(),
            })
            .collect(),
        lines: lines
            .iter()
            .map(|l| LineFact {
                id: l.id,
                description: l.description.clone(),
                kind: l.kind,
                auth: l.auth,
                part: l.part_status,
                sublet: sublet_of(l, sublets),
            })
            .collect(),
        waived: false,
        check_missing: job.check_required
            && !(job.status == Status::Qc
                && !done.is_empty()
                && done.iter().all(|t| t.status == task::Status::Verified)),
    }
}
