//! The steps of a job's header: taken by a verb, or following from its lines and tasks.

use super::{Job, Line, Task};
use crate::desk::{Actor, Desk, Entry, Error, Result};
use crate::domain::job::{Event, Stage, Status};
use crate::domain::line::{Auth, Kind, PartStatus};
use crate::domain::task;
use crate::store::Tx;
use crate::store::jobs::{header, lines, tasks};

impl Desk {
    /// Takes one step: machine, row, stage, audit line; a job that becomes ready tells its customer.
    pub(super) async fn step(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &mut Job,
        event: Event,
        reason: &str,
    ) -> Result<()> {
        let from = job.status;
        let next = job
            .stage()
            .next(event)
            .map_err(|refused| Error::Refused(refused.msg()))?;
        self.set_stage(tx, by, job, next, reason).await?;
        if next.status == Status::Ready && from != Status::Collected {
            self.tell_ready(tx, by, job).await?;
        }
        Ok(())
    }

    /// Writes a stage that the machine, or the one exception in `start`, has allowed.
    pub(super) async fn set_stage(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &mut Job,
        next: Stage,
        reason: &str,
    ) -> Result<()> {
        let from = job.status;
        *job = header::set_stage(tx, job.id, from, next, self.now(), by.staff(), reason).await?;
        self.record(
            tx,
            by,
            Entry {
                verb: "job_stage",
                entity: "job",
                id: job.id.0,
                old: serde_json::json!({ "status": from }),
                new: serde_json::json!({ "status": job.status }),
                reason,
            },
        )
        .await
    }

    /// Takes the steps that follow from the lines and tasks of the job.
    pub(super) async fn settle(&self, tx: &mut Tx, by: &Actor, job: &mut Job) -> Result<()> {
        self.settle_and_list(tx, by, job).await?;
        Ok(())
    }

    /// The same, for who needs the lines and tasks as well. The steps are the header's: they change neither.
    pub(super) async fn settle_and_list(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &mut Job,
    ) -> Result<(Vec<Line>, Vec<Task>)> {
        let lines = lines::list(tx, job.id).await?;
        let tasks = tasks::list(tx, job.id).await?;
        // No chain is longer: check -> in progress -> awaiting -> decided -> started -> check.
        for _ in 0..6 {
            match following(job.stage(), &lines, &tasks) {
                Some(event) => self.step(tx, by, job, event, "").await?,
                None => break,
            }
        }
        Ok((lines, tasks))
    }
}

/// Whether the work may be done: its line is authorised, or it needs none.
pub(super) fn is_authorised(task: &Task, lines: &[Line]) -> bool {
    match task.job_line_id {
        None => true,
        Some(id) => lines
            .iter()
            .any(|l| l.id == id && l.auth == Auth::Authorised),
    }
}

/// The next step that follows by itself, if one does.
fn following(stage: Stage, lines: &[Line], tasks: &[Task]) -> Option<Event> {
    let sold = || lines.iter().filter(|l| l.kind != Kind::Note);
    let proposed = sold().any(|l| l.auth == Auth::Proposed);
    let authorised = sold().any(|l| l.auth == Auth::Authorised);
    let undecided = sold().any(|l| l.auth == Auth::Draft);
    let wanted: Vec<&Task> = tasks.iter().filter(|t| is_authorised(t, lines)).collect();
    let open = wanted.iter().any(|t| !t.status.is_over());
    let begun = wanted.iter().any(|t| {
        matches!(
            t.status,
            task::Status::Running | task::Status::Paused | task::Status::Done
        )
    });
    let statuses: Vec<task::Status> = wanted.iter().map(|t| t.status).collect();
    let all_taken = || {
        let mut parts = sold().filter(|l| l.auth == Auth::Authorised && l.part_status.is_some());
        let any = parts
            .clone()
            .any(|l| l.part_status == Some(PartStatus::Issued));
        any && parts.all(|l| l.part_status.is_some_and(|p| !p.is_open()))
    };
    match stage.status {
        Status::Arrived | Status::Diagnosing | Status::Estimated if proposed => {
            Some(Event::Propose)
        }
        Status::Arrived if authorised && !undecided => Some(Event::Authorise),
        Status::AwaitingAuth if proposed => None,
        Status::AwaitingAuth if stage.supplement => Some(Event::GoOn),
        Status::AwaitingAuth if authorised => Some(Event::Authorise),
        Status::AwaitingAuth if !undecided => Some(Event::DeclineAll),
        Status::Authorised | Status::InProgress if proposed => Some(Event::Propose),
        Status::Authorised if begun => Some(Event::Start),
        Status::Authorised if tasks.is_empty() && all_taken() => Some(Event::Finish),
        Status::InProgress if task::all_over(&statuses) => Some(Event::Finish),
        Status::Qc | Status::Ready if proposed || open => Some(Event::Rework),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bp, JobId, LineId, Money, Qty, TaskId, TaxCodeId, WorkItemId};
    use rstest::rstest;

    fn line(id: i64, auth: Auth) -> Line {
        Line {
            id: LineId(id),
            job_id: JobId(1),
            work_item_id: WorkItemId(1),
            position: id,
            kind: Kind::Labour,
            operation_id: None,
            part_id: None,
            description: String::new(),
            qty_milli: Qty::ONE,
            unit: String::new(),
            unit_price_minor: Money(100),
            discount_bp: Bp::ZERO,
            discount_minor: Money::ZERO,
            free_reason: String::new(),
            tax_code_id: TaxCodeId(1),
            auth,
            asked_at: None,
            authorised_minor: None,
            part_status: None,
            reserved_milli: Qty::ZERO,
            issued_milli: Qty::ZERO,
            returned_milli: Qty::ZERO,
            cost_minor: Money::ZERO,
            version: 1,
        }
    }

    fn task(line: i64, status: task::Status) -> Task {
        Task {
            id: TaskId(line),
            job_id: JobId(1),
            work_item_id: WorkItemId(1),
            job_line_id: Some(LineId(line)),
            position: line,
            sequence_group: 1,
            title: String::new(),
            planned_min: 0,
            staff_id: None,
            staff: None,
            status,
            block_reason: String::new(),
            internal: false,
            done_at: None,
            verified_by_id: None,
            accepted_at: None,
            declined_at: None,
            decline_reason: String::new(),
            version: 1,
        }
    }

    #[rstest]
    #[case::r_22_the_last_task_done_goes_to_the_check(
        Status::InProgress, false, &[(Auth::Authorised, task::Status::Done)], Some(Event::Finish))]
    #[case::work_left_stays(
        Status::InProgress, false,
        &[(Auth::Authorised, task::Status::Done), (Auth::Authorised, task::Status::Todo)], None)]
    #[case::declined_work_is_not_waited_for(
        Status::InProgress, false,
        &[(Auth::Authorised, task::Status::Done), (Auth::Declined, task::Status::Todo)], Some(Event::Finish))]
    #[case::more_work_waits_for_the_customer(
        Status::InProgress, false,
        &[(Auth::Authorised, task::Status::Running), (Auth::Proposed, task::Status::Todo)], Some(Event::Propose))]
    #[case::a_decided_supplement_goes_on(
        Status::AwaitingAuth, true,
        &[(Auth::Authorised, task::Status::Running), (Auth::Declined, task::Status::Todo)], Some(Event::GoOn))]
    #[case::nothing_wanted(
        Status::AwaitingAuth, false, &[(Auth::Declined, task::Status::Todo)], Some(Event::DeclineAll))]
    #[case::one_yes_is_enough(
        Status::AwaitingAuth, false,
        &[(Auth::Declined, task::Status::Todo), (Auth::Authorised, task::Status::Todo)], Some(Event::Authorise))]
    #[case::new_work_comes_back_from_the_check(
        Status::Qc, false,
        &[(Auth::Authorised, task::Status::Done), (Auth::Authorised, task::Status::Todo)], Some(Event::Rework))]
    #[case::a_draft_moves_nothing(Status::Arrived, false, &[(Auth::Draft, task::Status::Todo)], None)]
    fn the_header_follows_its_lines_and_tasks(
        #[case] status: Status,
        #[case] supplement: bool,
        #[case] rows: &[(Auth, task::Status)],
        #[case] wanted: Option<Event>,
    ) {
        let stage = Stage {
            status,
            resume: None,
            supplement,
        };
        let lines: Vec<Line> = (1..).zip(rows).map(|(i, r)| line(i, r.0)).collect();
        let tasks: Vec<Task> = (1..).zip(rows).map(|(i, r)| task(i, r.1)).collect();
        assert_eq!(following(stage, &lines, &tasks), wanted);
    }
}
