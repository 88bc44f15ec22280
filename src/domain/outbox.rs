//! Messages on their way out. States of product/states.md 7.

use super::refused::machine;

crate::text_enum! {
    "outbox-status"
    /// How far a message has come.
    pub enum Status {
        /// Waits for a reader, for the morning, or for a field.
        Held = "held",
        /// To be sent; a retry is a queued one with attempts.
        Queued = "queued",
        /// A worker has it, until its lease ends.
        Leased = "leased",
        /// The other side took it.
        Sent = "sent",
        /// It arrived.
        Delivered = "delivered",
        /// It was taken and did not arrive.
        Undelivered = "undelivered",
        /// Given up after the last attempt.
        Dead = "dead",
        /// Not to be sent any more.
        Cancelled = "cancelled",
        /// Must not be sent.
        Suppressed = "suppressed",
    }
}

crate::text_enum! {
    "outbox-event"
    /// What happens to a message.
    pub enum Event {
        /// Whatever held it is over.
        Release = "release",
        /// Something is missing, or it is night.
        Hold = "hold",
        /// A worker takes it.
        Claim = "claim",
        /// The other side took it.
        Sent = "sent",
        /// It failed for now, or the lease ran out.
        Retry = "retry",
        /// It failed for good, or too often.
        Bury = "bury",
        /// It arrived.
        Deliver = "deliver",
        /// It came back.
        Bounce = "bounce",
        /// A person sends it again.
        Resend = "resend",
        /// It is not to be sent any more: untrue, replaced, dropped.
        Cancel = "cancel",
        /// It must not be sent: opted out, bad address.
        Suppress = "suppress",
    }
}

machine!(Status, Event {
    Held: Release => Queued, Cancel => Cancelled, Suppress => Suppressed;
    Queued: Claim => Leased, Hold => Held, Bury => Dead, Cancel => Cancelled, Suppress => Suppressed;
    Leased: Sent => Sent, Retry => Queued, Hold => Held, Bury => Dead, Cancel => Cancelled, Suppress => Suppressed;
    Sent: Deliver => Delivered, Bounce => Undelivered;
    Undelivered: Resend => Queued, Cancel => Cancelled;
    Dead: Resend => Queued, Cancel => Cancelled;
});

impl Status {
    /// Whether it has not left and still may.
    #[must_use]
    pub const fn is_waiting(self) -> bool {
        matches!(self, Status::Held | Status::Queued | Status::Leased)
    }
}

crate::text_enum! {
    "outbox-reason"
    /// Why a message is held, cancelled or suppressed.
    pub enum Reason {
        /// A person has to read it first.
        Review = "review",
        /// It is night where it goes.
        QuietHours = "quiet_hours",
        /// A field of its template is empty.
        MissingField = "missing_field",
        /// The customer does not want such messages.
        OptedOut = "opted_out",
        /// There is no address, or a wrong one.
        BadAddress = "bad_address",
        /// What it says is not so any more.
        Untrue = "untrue",
        /// A person threw it away.
        Dropped = "dropped",
    }
}

crate::text_enum! {
    "outbox-purpose"
    /// What a message is for: decides about consent and quiet hours.
    pub enum Purpose {
        /// It belongs to a transaction.
        Transactional = "transactional",
        /// It reminds.
        Reminder = "reminder",
        /// It sells.
        Marketing = "marketing",
    }
}

crate::text_enum! {
    "message-event"
    /// What a message tells of; a template exists for each.
    pub enum About {
        /// A booking was agreed.
        BookingConfirmed = "booking_confirmed",
        /// It was moved.
        BookingMoved = "booking_moved",
        /// It was called off.
        BookingCancelled = "booking_cancelled",
        /// It is tomorrow.
        BookingReminder = "booking_reminder",
        /// The vehicle can be collected.
        JobReady = "job_ready",
        /// An invoice was posted; it is attached.
        InvoicePosted = "invoice_posted",
    }
}

impl About {
    /// What such a message is for.
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            About::BookingReminder => Purpose::Reminder,
            _ => Purpose::Transactional,
        }
    }
}

crate::text_enum! {
    "attempt-outcome"
    /// How one attempt to send ended.
    pub enum Outcome {
        /// The other side took it.
        Sent = "sent",
        /// Not now; it is tried again.
        Temporary = "temporary",
        /// Never.
        Permanent = "permanent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::only_a_claimed_message_is_sent(Status::Queued, Event::Sent, None)]
    #[case::a_message_is_claimed_once(Status::Leased, Event::Claim, None)]
    #[case::a_failed_attempt_is_queued_again(Status::Leased, Event::Retry, Some(Status::Queued))]
    #[case::a_dead_message_is_sent_again_by_a_person(
        Status::Dead,
        Event::Resend,
        Some(Status::Queued)
    )]
    #[case::a_dead_message_is_dropped(Status::Dead, Event::Cancel, Some(Status::Cancelled))]
    #[case::what_is_sent_is_not_cancelled(Status::Sent, Event::Cancel, None)]
    #[case::a_missing_field_holds_it(Status::Leased, Event::Hold, Some(Status::Held))]
    fn a_message_goes_only_the_ways_of_its_states(
        #[case] from: Status,
        #[case] event: Event,
        #[case] to: Option<Status>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }

    #[test]
    fn whatever_waits_can_be_cancelled() {
        for status in Status::ALL.iter().filter(|s| s.is_waiting()) {
            assert!(status.can(Event::Cancel), "{status}");
        }
    }
}
