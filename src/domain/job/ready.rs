//! What keeps a job from being ready.

use crate::domain::line::{Auth, Kind, PartStatus};
use crate::domain::{LineId, Msg, TaskId, line, msg, sublet, task};

/// What the desk knows about a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFact {
    /// Which it is.
    pub id: TaskId,
    /// What it is called.
    pub title: String,
    /// Its state.
    pub status: task::Status,
    /// The authorisation of its line; `None` for a task without one, which needs none.
    pub auth: Option<Auth>,
    /// Why it was cancelled.
    pub reason: String,
}

/// What the desk knows about a line that is not void.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFact {
    /// Which it is.
    pub id: LineId,
    /// What it says.
    pub description: String,
    /// What it sells.
    pub kind: Kind,
    /// What the customer said.
    pub auth: Auth,
    /// Where its part is; `None` if it has none.
    pub part: Option<PartStatus>,
    /// How far another firm is with it; `None` for all other work.
    pub sublet: Option<sublet::Status>,
}

/// What the desk knows about the job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its tasks.
    pub tasks: Vec<TaskFact>,
    /// Its lines.
    pub lines: Vec<LineFact>,
    /// Somebody said that there is nothing to do after all (all work declined, say).
    pub waived: bool,
    /// The check has to be passed, and it has not been.
    pub check_missing: bool,
}

/// One thing that keeps a job from being ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocker {
    /// Nothing was done on the job, and nobody said that this is right.
    NothingDone,
    /// A clock still runs on this task.
    Running(TaskId, String),
    /// This task is not finished.
    Open(TaskId, String),
    /// This task was cancelled and nobody wrote why.
    CancelledWithoutReason(TaskId, String),
    /// The customer has not decided on this line.
    Undecided(LineId, String),
    /// The part of this line is neither taken nor released.
    PartOpen(LineId, String),
    /// The work of another firm is not back.
    SubletOut(LineId, String),
    /// The check is not passed.
    CheckMissing,
}

impl Blocker {
    /// In words for a person.
    #[must_use]
    pub fn msg(&self) -> Msg {
        match self {
            Blocker::NothingDone => msg!("blocker-nothing-done"),
            Blocker::Running(_, title) => msg!("blocker-running", title = title),
            Blocker::Open(_, title) => msg!("blocker-open", title = title),
            Blocker::CancelledWithoutReason(_, title) => msg!("blocker-no-reason", title = title),
            Blocker::Undecided(_, line) => msg!("blocker-undecided", line = line),
            Blocker::PartOpen(_, line) => msg!("blocker-part", line = line),
            Blocker::SubletOut(_, line) => msg!("blocker-sublet", line = line),
            Blocker::CheckMissing => msg!("blocker-check"),
        }
    }
}

/// Everything that keeps the job from being ready, in the order of its tasks and lines.
#[must_use]
pub fn blockers(facts: &Facts) -> Vec<Blocker> {
    let mut found = Vec::new();
    let wanted = |auth: Option<Auth>| !matches!(auth, Some(Auth::Declined | Auth::Deferred));
    for task in &facts.tasks {
        let title = task.title.clone();
        match task.status {
            // A clock is stopped even on work the customer no longer wants.
            task::Status::Running => found.push(Blocker::Running(task.id, title)),
            task::Status::Todo | task::Status::Paused | task::Status::Blocked
                if wanted(task.auth) =>
            {
                found.push(Blocker::Open(task.id, title));
            }
            task::Status::Cancelled if task.reason.trim().is_empty() => {
                found.push(Blocker::CancelledWithoutReason(task.id, title));
            }
            _ => {}
        }
    }
    for line in facts.lines.iter().filter(|l| l.kind != Kind::Note) {
        match line.auth {
            // A draft was never shown to the customer; it would be charged without a word.
            Auth::Draft | Auth::Proposed => {
                found.push(Blocker::Undecided(line.id, line.description.clone()));
            }
            Auth::Authorised if line.part.is_some_and(line::PartStatus::is_open) => {
                found.push(Blocker::PartOpen(line.id, line.description.clone()));
            }
            Auth::Authorised if line.sublet.is_some_and(|s| !s.is_back()) => {
                found.push(Blocker::SubletOut(line.id, line.description.clone()));
            }
            _ => {}
        }
    }
    let task_done = facts.tasks.iter().any(|t| t.status.is_done());
    let sold = facts.lines.iter().any(|l| {
        l.auth == Auth::Authorised
            && (l.part == Some(PartStatus::Issued) || l.sublet.is_some_and(sublet::Status::is_back))
    });
    if !task_done && !sold && !facts.waived {
        found.insert(0, Blocker::NothingDone);
    }
    if facts.check_missing {
        found.push(Blocker::CheckMissing);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn task(status: task::Status) -> TaskFact {
        TaskFact {
            id: TaskId(1),
            title: "Brakes".into(),
            status,
            auth: Some(Auth::Authorised),
            reason: String::new(),
        }
    }

    fn line(auth: Auth, part: Option<PartStatus>) -> LineFact {
        LineFact {
            id: LineId(1),
            description: "Pads".into(),
            kind: Kind::Part,
            auth,
            part,
            sublet: None,
        }
    }

    fn facts(tasks: &[TaskFact], lines: &[LineFact]) -> Facts {
        Facts {
            tasks: tasks.to_vec(),
            lines: lines.to_vec(),
            ..Facts::default()
        }
    }

    #[test]
    fn r_20_a_job_with_its_work_done_and_its_parts_taken_is_ready() {
        let done = facts(
            &[task(task::Status::Done)],
            &[line(Auth::Authorised, Some(PartStatus::Issued))],
        );
        assert_eq!(blockers(&done), []);
    }

    #[test]
    fn r_20_an_empty_job_is_not_ready_unless_somebody_says_so() {
        let empty = Facts::default();
        assert_eq!(blockers(&empty), [Blocker::NothingDone]);
        assert_eq!(
            blockers(&Facts {
                waived: true,
                ..empty
            }),
            []
        );
    }

    #[rstest]
    #[case::a_running_clock(task(task::Status::Running), Blocker::Running(TaskId(1), "Brakes".into()))]
    #[case::a_task_not_begun(task(task::Status::Todo), Blocker::Open(TaskId(1), "Brakes".into()))]
    #[case::a_blocked_task(task(task::Status::Blocked), Blocker::Open(TaskId(1), "Brakes".into()))]
    #[case::cancelled_and_nobody_knows_why(task(task::Status::Cancelled), Blocker::CancelledWithoutReason(TaskId(1), "Brakes".into()))]
    fn r_20_a_task_keeps_the_job(#[case] open: TaskFact, #[case] wanted: Blocker) {
        assert_eq!(
            blockers(&facts(&[task(task::Status::Done), open], &[])),
            [wanted]
        );
    }

    #[test]
    fn r_20_a_task_cancelled_with_a_reason_or_declined_keeps_nothing() {
        let cancelled = TaskFact {
            reason: "not needed".into(),
            ..task(task::Status::Cancelled)
        };
        let declined = TaskFact {
            auth: Some(Auth::Declined),
            ..task(task::Status::Todo)
        };
        assert_eq!(
            blockers(&facts(
                &[task(task::Status::Done), cancelled, declined],
                &[]
            )),
            []
        );
    }

    #[rstest]
    #[case::nobody_asked(line(Auth::Draft, None), true)]
    #[case::the_customer_thinks(line(Auth::Proposed, None), true)]
    #[case::the_customer_said_no(line(Auth::Declined, Some(PartStatus::Needed)), false)]
    #[case::a_part_lies_on_the_shelf(line(Auth::Authorised, Some(PartStatus::Reserved)), true)]
    #[case::a_part_is_on_order(line(Auth::Authorised, Some(PartStatus::Ordered)), true)]
    #[case::a_part_went_back(line(Auth::Authorised, Some(PartStatus::Returned)), false)]
    fn r_20_a_line_keeps_the_job(#[case] open: LineFact, #[case] kept: bool) {
        assert_eq!(
            blockers(&facts(&[task(task::Status::Done)], &[open])).len(),
            usize::from(kept)
        );
    }

    #[rstest]
    #[case::to_be_sent(sublet::Status::Needed, true)]
    #[case::still_there(sublet::Status::SentOut, true)]
    #[case::back(sublet::Status::Back, false)]
    #[case::billed(sublet::Status::Invoiced, false)]
    fn r_20_work_of_another_firm_keeps_the_job_until_it_is_back(
        #[case] status: sublet::Status,
        #[case] kept: bool,
    ) {
        let sent = LineFact {
            kind: Kind::Sublet,
            sublet: Some(status),
            ..line(Auth::Authorised, None)
        };
        let found = blockers(&facts(&[task(task::Status::Done)], &[sent]));
        let wanted = Blocker::SubletOut(LineId(1), "Pads".into());
        assert_eq!(found, if kept { vec![wanted] } else { vec![] });
    }

    #[test]
    fn r_20_parts_alone_make_a_job_too() {
        assert_eq!(
            blockers(&facts(
                &[],
                &[line(Auth::Authorised, Some(PartStatus::Issued))]
            )),
            []
        );
    }

    #[test]
    fn r_20_a_check_that_is_required_has_to_be_passed() {
        let unchecked = Facts {
            check_missing: true,
            ..facts(&[task(task::Status::Done)], &[])
        };
        assert_eq!(blockers(&unchecked), [Blocker::CheckMissing]);
    }
}
