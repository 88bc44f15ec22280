//! A booking: an agreed time for a vehicle. States of product/states.md 1.

pub mod fee;
pub mod rules;

use super::refused::machine;

crate::text_enum! {
    "booking-status"
    /// How far a booking has come.
    pub enum Status {
        /// Asked for; waits for a yes.
        Requested = "requested",
        /// Kept for somebody until it expires.
        Held = "held",
        /// Agreed.
        Confirmed = "confirmed",
        /// The vehicle is here.
        CheckedIn = "checked_in",
        /// The vehicle has gone again, or the test drive is over.
        Fulfilled = "fulfilled",
        /// A request the workshop said no to.
        Declined = "declined",
        /// Called off.
        Cancelled = "cancelled",
        /// Nobody came.
        NoShow = "no_show",
        /// A hold nobody confirmed in time.
        Expired = "expired",
    }
}

crate::text_enum! {
    "booking-event"
    /// What happens to a booking.
    pub enum Event {
        /// The workshop says yes.
        Confirm = "confirm",
        /// The workshop says no; needs a reason.
        Decline = "decline",
        /// The hold ran out.
        Expire = "expire",
        /// Another time or place is agreed.
        Move = "move",
        /// Called off; needs a reason.
        Cancel = "cancel",
        /// The vehicle is here.
        CheckIn = "check_in",
        /// It was not; nothing has been started.
        UndoCheckIn = "undo_check_in",
        /// Nobody came within the grace time.
        NoShow = "no_show",
        /// They came after all; the time must still be free.
        Reopen = "reopen",
        /// The job was collected or cancelled, or the drive is over.
        Fulfil = "fulfil",
    }
}

machine!(Status, Event {
    Requested: Confirm => Confirmed, Decline => Declined, Cancel => Cancelled, Move => Requested;
    Held: Confirm => Confirmed, Expire => Expired, Cancel => Cancelled, Move => Held;
    Confirmed: CheckIn => CheckedIn, NoShow => NoShow, Cancel => Cancelled, Move => Confirmed;
    CheckedIn: Fulfil => Fulfilled, UndoCheckIn => Confirmed;
    NoShow: Reopen => Confirmed;
});

impl Status {
    /// Whether it takes its vehicle, bay and people from others.
    #[must_use]
    pub const fn blocks(self) -> bool {
        matches!(
            self,
            Status::Requested | Status::Held | Status::Confirmed | Status::CheckedIn
        )
    }
}

crate::text_enum! {
    "booking-arrival"
    /// How the customer comes.
    pub enum Arrival {
        /// Leaves the vehicle.
        Drop = "drop",
        /// Waits for it.
        Wait = "wait",
        /// Came without a booking.
        WalkIn = "walk_in",
    }
}

crate::text_enum! {
    "booking-source"
    /// Where a booking came from.
    pub enum Source {
        /// At the counter.
        Counter = "counter",
        /// By phone.
        Phone = "phone",
        /// By e-mail.
        Email = "email",
        /// From the web.
        Web = "web",
        /// From another program's data.
        Import = "import",
    }
}

crate::text_enum! {
    "occupancy-reason"
    /// Why a resource is taken when no booking takes it.
    pub enum BlockReason {
        /// A break.
        Lunch = "lunch",
        /// Out of use.
        Closed = "closed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_request_is_confirmed(Status::Requested, Event::Confirm, Some(Status::Confirmed))]
    #[case::a_request_is_declined(Status::Requested, Event::Decline, Some(Status::Declined))]
    #[case::a_confirmed_booking_is_not_declined(Status::Confirmed, Event::Decline, None)]
    #[case::a_hold_expires(Status::Held, Event::Expire, Some(Status::Expired))]
    #[case::a_confirmed_booking_does_not_expire(Status::Confirmed, Event::Expire, None)]
    #[case::only_a_confirmed_booking_is_a_no_show(Status::Requested, Event::NoShow, None)]
    #[case::a_no_show_comes_back(Status::NoShow, Event::Reopen, Some(Status::Confirmed))]
    #[case::a_cancelled_booking_stays_cancelled(Status::Cancelled, Event::Reopen, None)]
    #[case::a_vehicle_that_is_here_is_not_cancelled(Status::CheckedIn, Event::Cancel, None)]
    #[case::a_vehicle_that_is_here_is_not_moved(Status::CheckedIn, Event::Move, None)]
    #[case::a_check_in_is_undone(Status::CheckedIn, Event::UndoCheckIn, Some(Status::Confirmed))]
    #[case::a_move_keeps_the_state(Status::Confirmed, Event::Move, Some(Status::Confirmed))]
    fn r_14_a_booking_goes_only_the_ways_of_its_states(
        #[case] from: Status,
        #[case] event: Event,
        #[case] to: Option<Status>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }

    #[test]
    fn what_has_ended_blocks_nothing() {
        for status in Status::ALL.iter().filter(|s| s.is_end()) {
            assert!(!status.blocks(), "{status}");
        }
    }

    #[test]
    fn a_refusal_says_state_and_event_in_words() {
        let refused = Status::Fulfilled.next(Event::Cancel).unwrap_err();
        assert_eq!(
            refused.msg().to_string(),
            "step-refused from=(booking-status-fulfilled) event=(booking-event-cancel)"
        );
    }
}
