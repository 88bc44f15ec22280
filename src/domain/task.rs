//! A task: what is done on a job. States of product/states.md 3.

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
}
