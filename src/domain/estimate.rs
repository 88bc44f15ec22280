//! What a customer is told before work begins, version by version.

use super::refused::machine;

crate::text_enum! {
    "estimate-status"
    /// How far an estimate has come.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Waits for the advisor.
        Review = "review",
        /// The advisor agrees.
        Approved = "approved",
        /// The advisor wants changes.
        Returned = "returned",
        /// The customer has it.
        Sent = "sent",
        /// A newer version was sent.
        Replaced = "replaced",
    }
}

crate::text_enum! {
    "estimate-event"
    /// What happens to an estimate.
    pub enum Event {
        /// It is put before the advisor.
        Submit = "submit",
        /// The advisor agrees.
        Approve = "approve",
        /// The advisor wants changes.
        Return = "return",
        /// It is told to the customer.
        Send = "send",
        /// A newer version takes its place.
        Replace = "replace",
    }
}

// Without review a draft is sent as it is; whether one is asked for is a setting (`review.estimate`).
machine!(Status, Event {
    Draft: Submit => Review, Approve => Approved, Send => Sent, Replace => Replaced;
    Review: Approve => Approved, Return => Returned, Replace => Replaced;
    Approved: Send => Sent, Return => Returned, Replace => Replaced;
    Returned: Submit => Review, Replace => Replaced;
    Sent: Replace => Replaced;
});
