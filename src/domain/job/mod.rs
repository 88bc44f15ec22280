//! A job: one visit of a vehicle. States of product/states.md 2 with the edges of design/model.md 5.
//!
//! It never decides whether a guard holds: those are facts of the desk.

mod priority;
mod ready;
mod spent;
mod stage;
mod still;

pub use priority::Priority;
pub use ready::{Blocker, Facts, LineFact, TaskFact, blockers};
pub use spent::spent;
pub use stage::{Event, Forward, Stage, Status};
pub use still::{Busy, Known, Sent, Step, Still, still};

use super::Ts;

crate::text_enum! {
    "hold-reason"
    /// Why a job stands still.
    pub enum HoldReason {
        /// A part is missing.
        Parts = "parts",
        /// The customer has to do or say something.
        Customer = "customer",
        /// Somebody outside works on it.
        Sublet = "sublet",
        /// Nobody has time.
        Capacity = "capacity",
        /// Something else; the reason is written down.
        Other = "other",
    }
}

crate::text_enum! {
    "note-review"
    /// Whether a note may go to the customer.
    pub enum Review {
        /// It stays in the house.
        None = "none",
        /// It waits for a reader.
        Pending = "pending",
        /// It may go.
        Approved = "approved",
        /// It may not.
        Rejected = "rejected",
    }
}

crate::text_enum! {
    "board-column"
    /// A column of the board.
    pub enum Column {
        /// Not begun.
        Waiting = "waiting",
        /// Being worked on.
        InBay = "in_bay",
        /// Waits for a part.
        Parts = "parts",
        /// Work done, to be checked.
        Check = "check",
        /// To be collected.
        Ready = "ready",
    }
}

/// Where a job stands on the board; `None` if it is not on it.
///
/// `planned_today`: a job not arrived yet shows only on its day. `short_part`: an authorised line lacks
/// its part.
#[must_use]
pub fn column(
    stage: Stage,
    hold: Option<HoldReason>,
    planned_today: bool,
    short_part: bool,
) -> Option<Column> {
    match stage.status {
        Status::Planned => planned_today.then_some(Column::Waiting),
        Status::AwaitingAuth if stage.supplement => Some(Column::InBay),
        Status::Authorised if short_part => Some(Column::Parts),
        Status::Arrived
        | Status::Diagnosing
        | Status::Estimated
        | Status::AwaitingAuth
        | Status::Authorised => Some(Column::Waiting),
        Status::InProgress => Some(Column::InBay),
        Status::OnHold if hold == Some(HoldReason::Parts) => Some(Column::Parts),
        // Held from in_progress if nothing says otherwise: the work had begun, so it is in the bay.
        Status::OnHold => column(stage.resumed(), None, planned_today, short_part),
        Status::Qc => Some(Column::Check),
        Status::Ready | Status::DeclinedAll => Some(Column::Ready),
        Status::Collected | Status::Closed | Status::Cancelled => None,
    }
}

/// Whether the job is late: promised, not ready, and the time has passed. Never stored.
#[must_use]
pub fn is_late(status: Status, promised_at: Option<Ts>, now: Ts) -> bool {
    let over = matches!(
        status,
        Status::Ready
            | Status::DeclinedAll
            | Status::Collected
            | Status::Closed
            | Status::Cancelled
    );
    !over && promised_at.is_some_and(|promised| promised < now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn at(status: Status) -> Stage {
        Stage {
            status,
            resume: None,
            supplement: false,
        }
    }

    #[test]
    fn r_23_a_job_is_late_from_the_moment_after_its_promise_until_it_is_ready() {
        let promised = Some(Ts(100));
        assert!(!is_late(Status::InProgress, promised, Ts(100)));
        assert!(is_late(Status::InProgress, promised, Ts(101)));
        assert!(!is_late(Status::InProgress, None, Ts(101)));
        for over in [
            Status::Ready,
            Status::DeclinedAll,
            Status::Collected,
            Status::Closed,
            Status::Cancelled,
        ] {
            assert!(!is_late(over, promised, Ts(101)), "{over}");
        }
    }

    #[rstest]
    #[case::a_job_of_today_waits(at(Status::Planned), None, Some(Column::Waiting))]
    #[case::work_in_progress_is_in_the_bay(at(Status::InProgress), None, Some(Column::InBay))]
    #[case::a_supplement_stays_in_the_bay(Stage { supplement: true, ..at(Status::AwaitingAuth) }, None, Some(Column::InBay))]
    #[case::a_hold_for_parts_is_under_parts(Stage { resume: Some(Status::InProgress), ..at(Status::OnHold) }, Some(HoldReason::Parts), Some(Column::Parts))]
    #[case::another_hold_stays_where_it_was(Stage { resume: Some(Status::Authorised), ..at(Status::OnHold) }, Some(HoldReason::Customer), Some(Column::Waiting))]
    #[case::no_work_wanted_is_ready_to_go(at(Status::DeclinedAll), None, Some(Column::Ready))]
    #[case::a_collected_job_is_off_the_board(at(Status::Collected), None, None)]
    fn each_job_has_its_column(
        #[case] stage: Stage,
        #[case] hold: Option<HoldReason>,
        #[case] wanted: Option<Column>,
    ) {
        assert_eq!(column(stage, hold, true, false), wanted);
    }

    #[test]
    fn an_authorised_job_that_lacks_a_part_is_under_parts() {
        assert_eq!(
            column(at(Status::Authorised), None, true, true),
            Some(Column::Parts)
        );
        assert_eq!(column(at(Status::Planned), None, false, false), None);
    }
}
