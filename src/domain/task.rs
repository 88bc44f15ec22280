//! A task: what is done on a job. States of product/states.md 3.

use super::TaskId;
use super::refused::machine;

crate::text_enum! {
    "task-status"
    /// How far a task has come.
    pub enum Status {
        /// Not begun.
        Todo = "todo",
        /// Somebody's clock runs on it.
        Running = "running",
        /// Begun, nobody works on it now.
        Paused = "paused",
        /// It cannot go on; the reason is written down.
        Blocked = "blocked",
        /// Finished.
        Done = "done",
        /// Finished, and another person looked at it.
        Verified = "verified",
        /// Not to be done.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    "task-event"
    /// What happens to a task.
    pub enum Event {
        /// The clock starts.
        Start = "start",
        /// The clock stops.
        Pause = "pause",
        /// It cannot go on; needs a reason.
        Block = "block",
        /// It can go on.
        Unblock = "unblock",
        /// It is finished.
        Finish = "finish",
        /// It is not finished after all; needs a reason.
        Reopen = "reopen",
        /// Another person looked at it.
        Verify = "verify",
        /// It is not to be done; needs a reason.
        Cancel = "cancel",
    }
}

machine!(Status, Event {
    Todo: Start => Running, Cancel => Cancelled;
    Running: Pause => Paused, Finish => Done, Block => Blocked, Cancel => Cancelled;
    Paused: Start => Running, Finish => Done, Block => Blocked, Cancel => Cancelled;
    Blocked: Unblock => Todo, Start => Running, Cancel => Cancelled;
    Done: Reopen => Todo, Verify => Verified;
});

impl Status {
    /// Whether nothing is left to do on it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Status::Done | Status::Verified | Status::Cancelled)
    }

    /// Whether it was done, not called off.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Status::Done | Status::Verified)
    }
}

/// A task as far as the order of work cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which one.
    pub id: TaskId,
    /// Its place in the job.
    pub position: i64,
    /// Tasks of one group are done one after another; groups go on beside each other.
    pub group: i64,
    /// Its state.
    pub status: Status,
}

/// The task that has to be done before this one may start: the first earlier one of its group that
/// is neither done nor cancelled. `None` if it may start.
#[must_use]
pub fn waits_for(tasks: &[Place], id: TaskId) -> Option<TaskId> {
    let this = tasks.iter().find(|t| t.id == id)?;
    tasks
        .iter()
        .filter(|t| t.group == this.group && t.position < this.position && !t.status.is_over())
        .min_by_key(|t| t.position)
        .map(|t| t.id)
}

/// Whether the last open task is done, so that the work is finished. Not so for a job without any.
#[must_use]
pub fn all_over(statuses: &[Status]) -> bool {
    statuses.iter().all(|s| s.is_over()) && statuses.iter().any(|s| s.is_done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_task_starts(Status::Todo, Event::Start, Some(Status::Running))]
    #[case::a_paused_task_is_finished(Status::Paused, Event::Finish, Some(Status::Done))]
    #[case::a_task_nobody_began_is_not_finished(Status::Todo, Event::Finish, None)]
    #[case::a_blocked_task_is_not_finished(Status::Blocked, Event::Finish, None)]
    #[case::a_blocked_task_starts_again(Status::Blocked, Event::Start, Some(Status::Running))]
    #[case::a_done_task_is_reopened(Status::Done, Event::Reopen, Some(Status::Todo))]
    #[case::a_done_task_is_not_cancelled(Status::Done, Event::Cancel, None)]
    #[case::a_verified_task_stays(Status::Verified, Event::Reopen, None)]
    fn a_task_goes_only_the_ways_of_its_states(
        #[case] from: Status,
        #[case] event: Event,
        #[case] to: Option<Status>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }

    fn place(id: i64, group: i64, status: Status) -> Place {
        Place {
            id: TaskId(id),
            position: id * 10,
            group,
            status,
        }
    }

    #[test]
    fn r_21_a_task_waits_for_the_first_open_one_before_it_in_its_group() {
        let tasks = [
            place(1, 1, Status::Done),
            place(2, 1, Status::Paused),
            place(3, 2, Status::Todo),
            place(4, 1, Status::Todo),
        ];
        assert_eq!(waits_for(&tasks, TaskId(4)), Some(TaskId(2)));
        assert_eq!(waits_for(&tasks, TaskId(2)), None);
        assert_eq!(waits_for(&tasks, TaskId(3)), None);
    }

    #[test]
    fn r_21_a_cancelled_task_holds_up_nobody() {
        let tasks = [place(1, 1, Status::Cancelled), place(2, 1, Status::Todo)];
        assert_eq!(waits_for(&tasks, TaskId(2)), None);
    }

    #[test]
    fn r_22_the_work_is_finished_when_the_last_open_task_is_done() {
        assert!(all_over(&[Status::Done, Status::Cancelled]));
        assert!(!all_over(&[Status::Done, Status::Paused]));
        assert!(!all_over(&[Status::Cancelled]));
        assert!(!all_over(&[]));
    }
}
