//! What somebody has to do next about a booking or a job (S1-48): one value for each, the same on every page.
//!
//! The store works it out from the rows; the first that holds is it.

crate::text_enum! {
    "action"
    /// What is to be done next.
    pub enum Action {
        /// Say yes or no to a booking that was asked for, or is kept for somebody.
        Confirm = "confirm",
        /// The vehicle was due: check it in, or say that nobody came.
        CheckIn = "check_in",
        /// Give it to a mechanic.
        Assign = "assign",
        /// Read what waits for a reader before the customer sees it: estimate, note or inspection.
        Validate = "validate",
        /// Say what it takes and costs: nothing stands on the job, or the estimate came back.
        Estimate = "estimate",
        /// Ask the customer about the lines nobody has said yes to.
        Ask = "ask",
        /// Order the parts that are agreed.
        Order = "order",
        /// The time it was held for is over: go on, or hold it anew.
        Resume = "resume",
        /// Check the finished work.
        Check = "check",
        /// Write and post the invoice.
        Invoice = "invoice",
        /// Hand the vehicle over.
        HandOver = "hand_over",
        /// Nothing of ours: the customer has been asked.
        Waiting = "waiting",
        /// Nothing of ours: parts are on their way.
        Parts = "parts",
        /// Nothing.
        None = "none",
    }
}

impl Action {
    /// Those of a job.
    pub const JOB: &'static [Action] = &[
        Action::CheckIn,
        Action::Assign,
        Action::Validate,
        Action::Estimate,
        Action::Ask,
        Action::Order,
        Action::Resume,
        Action::Check,
        Action::Invoice,
        Action::HandOver,
        Action::Waiting,
        Action::Parts,
        Action::None,
    ];

    /// Those of a booking.
    pub const BOOKING: &'static [Action] = &[
        Action::Confirm,
        Action::CheckIn,
        Action::Assign,
        Action::None,
    ];

    /// Whether the workshop itself has to do something.
    #[must_use]
    pub const fn is_ours(self) -> bool {
        !matches!(self, Action::Waiting | Action::Parts | Action::None)
    }
}

/// How much there is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Rows somebody has to do something about.
    pub asks: i64,
    /// Those of them that are late.
    pub late: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_others_is_nothing_of_ours() {
        let others: Vec<&str> = Action::ALL
            .iter()
            .filter(|a| !a.is_ours())
            .map(|a| a.as_str())
            .collect();
        assert_eq!(others, ["waiting", "parts", "none"]);
    }

    #[test]
    fn every_action_is_one_of_a_job_or_of_a_booking() {
        for action in Action::ALL {
            let known = Action::JOB.contains(action) || Action::BOOKING.contains(action);
            assert!(known, "{action}");
        }
    }
}
