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
        /// What work would cost; it is attached.
        EstimateSent = "estimate_sent",
        /// How the work gets on.
        ProgressNote = "progress_note",
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

crate::text_enum! {
    "send-fault"
    /// Why a message did not leave: the first word of an attempt's code, the rest is what the other side said.
    pub enum Fault {
        /// Nobody answers at the mail server's address.
        Unreachable = "unreachable",
        /// It took too long.
        Timeout = "timeout",
        /// The server shows a certificate that is not trusted.
        Certificate = "certificate",
        /// The server refuses our name and password.
        Login = "login",
        /// The server does not take this message now.
        Busy = "busy",
        /// The server never takes this message.
        Refused = "refused",
        /// The address cannot be written to.
        Address = "address",
        /// The folder for messages cannot be written.
        Folder = "folder",
        /// There is no template for it, or it names a field that is empty.
        Words = "words",
        /// What goes with it cannot be made.
        Attachment = "attachment",
    }
}

impl Fault {
    /// Whether the machine's own set-up is at fault and not the message: such a try does not count, so that
    /// a certificate that ran out over a weekend buries nothing.
    #[must_use]
    pub const fn is_of_setup(self) -> bool {
        matches!(self, Fault::Unreachable | Fault::Certificate | Fault::Login)
    }

    /// As an attempt's code keeps it.
    #[must_use]
    pub fn code(self, detail: &str) -> String {
        format!("{}: {detail}", self.as_str())
    }

    /// From an attempt's code: the fault and the rest.
    #[must_use]
    pub fn read(code: &str) -> Option<(Fault, &str)> {
        let (word, detail) = code.split_once(": ")?;
        Some((word.parse().ok()?, detail))
    }
}

/// The longest wait between two tries, in seconds.
const LONGEST: i64 = 3600;

/// Seconds to wait after try number `attempt` (from 1): `base` doubled with each, an hour at most, and of that
/// between the half and the whole as `draw` (0 up to 1) says, so that many do not come back at once.
#[must_use]
pub fn backoff(base: i64, attempt: i64, draw: f64) -> i64 {
    let doublings = u32::try_from((attempt - 1).clamp(0, 20)).unwrap_or(0);
    let cap = base.max(1).saturating_mul(1_i64 << doublings).min(LONGEST);
    let half = cap / 2;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most an hour in seconds"
    )]
    let more = ((cap - half) as f64 * draw.clamp(0.0, 1.0)).round() as i64;
    half + more
}

/// Seconds to wait while the set-up is at fault: half of how long it has been so, at least `base`, at most an
/// hour.
#[must_use]
pub fn patience(base: i64, waited: i64) -> i64 {
    (waited / 2).clamp(base.clamp(1, LONGEST), LONGEST)
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

    #[rstest]
    #[case::the_first_wait_is_short(30, 1, 1.0, 30)]
    #[case::it_doubles(30, 3, 1.0, 120)]
    #[case::half_of_it_is_sure(30, 3, 0.0, 60)]
    #[case::an_hour_is_the_most(30, 19, 1.0, 3600)]
    #[case::a_message_that_never_ends_waits_no_longer(30, i64::MAX, 0.0, 1800)]
    fn the_wait_grows_with_each_try(
        #[case] base: i64,
        #[case] attempt: i64,
        #[case] draw: f64,
        #[case] seconds: i64,
    ) {
        assert_eq!(backoff(base, attempt, draw), seconds);
    }
}
