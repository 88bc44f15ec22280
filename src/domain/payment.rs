//! Payments: money that came in or went out. States of product/states.md 6.

use super::refused::machine;

crate::text_enum! {
    "payment-status"
    /// How sure the money is.
    pub enum Status {
        /// Asked for, not here.
        Initiated = "initiated",
        /// Somebody has it.
        Received = "received",
        /// Another person, or the counter, has counted it.
        Verified = "verified",
        /// It did not come.
        Failed = "failed",
        /// Nobody paid in time.
        Expired = "expired",
        /// It bounced, or was a mistake.
        Reversed = "reversed",
    }
}

crate::text_enum! {
    "payment-event"
    /// What happens to a payment.
    pub enum Event {
        /// The money comes in.
        Receive = "receive",
        /// It is counted by another person.
        Verify = "verify",
        /// It does not come.
        Fail = "fail",
        /// The time for it is over.
        Expire = "expire",
        /// It bounced, or was a mistake; needs a reason.
        Reverse = "reverse",
    }
}

machine!(Status, Event {
    Initiated: Receive => Received, Fail => Failed, Expire => Expired;
    Received: Verify => Verified, Reverse => Reversed;
    Verified: Reverse => Reversed;
});

impl Status {
    /// Whether the money is in the house and can be allocated.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Status::Received | Status::Verified)
    }
}

crate::text_enum! {
    "payment-direction"
    /// Which way the money goes.
    pub enum Direction {
        /// To the workshop.
        In = "in",
        /// To the customer.
        Out = "out",
    }
}

crate::text_enum! {
    "tender"
    /// How it is paid.
    pub enum Tender {
        /// Notes and coins.
        Cash = "cash",
        /// Card.
        Card = "card",
        /// Bank transfer.
        Transfer = "transfer",
        /// Cheque.
        Cheque = "cheque",
        /// A mobile wallet.
        Mobile = "mobile",
        /// A payment link.
        Link = "link",
        /// Cash on delivery.
        Cod = "cod",
        /// The workshop gives up on it.
        WriteOff = "write_off",
    }
}

impl Tender {
    /// The state a payment of this tender begins in: the counter counts at once, a driver's cash is
    /// verified by another person, a link is only asked for.
    #[must_use]
    pub const fn first_status(self) -> Status {
        match self {
            Tender::Cod => Status::Received,
            Tender::Link => Status::Initiated,
            _ => Status::Verified,
        }
    }

    /// Whether more may be handed over than is owed, and change given.
    #[must_use]
    pub const fn gives_change(self) -> bool {
        matches!(self, Tender::Cash | Tender::Cod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::the_drivers_cash_is_verified(Status::Received, Event::Verify, Some(Status::Verified))]
    #[case::a_cheque_bounces(Status::Verified, Event::Reverse, Some(Status::Reversed))]
    #[case::what_failed_does_not_come(Status::Failed, Event::Receive, None)]
    #[case::what_is_here_does_not_expire(Status::Received, Event::Expire, None)]
    #[case::what_is_only_asked_for_is_not_verified(Status::Initiated, Event::Verify, None)]
    fn a_payment_goes_only_the_ways_of_its_states(
        #[case] from: Status,
        #[case] event: Event,
        #[case] to: Option<Status>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }
}
