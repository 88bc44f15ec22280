//! Work a customer put off. States of product/states.md 8.

use super::refused::machine;

crate::text_enum! {
    "deferred-status"
    /// How far put-off work has come.
    pub enum Status {
        /// Still to be done one day.
        Open = "open",
        /// The customer was reminded.
        Reminded = "reminded",
        /// It is on a job again.
        Revived = "revived",
        /// Somebody else did it.
        DoneElsewhere = "done_elsewhere",
        /// It makes no sense any more.
        Expired = "expired",
    }
}

crate::text_enum! {
    "deferred-event"
    /// What happens to put-off work.
    pub enum Event {
        /// The customer is reminded.
        Remind = "remind",
        /// It goes on a job.
        Revive = "revive",
        /// It was done elsewhere.
        Elsewhere = "elsewhere",
        /// It makes no sense any more.
        Expire = "expire",
        /// It left the job again.
        PutOffAgain = "put_off_again",
    }
}

machine!(Status, Event {
    Open: Remind => Reminded, Revive => Revived, Elsewhere => DoneElsewhere, Expire => Expired;
    Reminded: Remind => Reminded, Revive => Revived, Elsewhere => DoneElsewhere, Expire => Expired;
    Revived: PutOffAgain => Open;
});

impl Status {
    /// Whether the work is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Status::Open | Status::Reminded)
    }
}
