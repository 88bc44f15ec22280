//! A line of a job: what is sold. States of product/states.md 4 and 5.

mod amounts;

pub use amounts::{Amounts, Discount, amounts, asks_again, rest_of_fixed_price};

use super::refused::machine;

crate::text_enum! {
    "line-kind"
    /// What a line sells.
    pub enum Kind {
        /// Hours of work.
        Labour = "labour",
        /// A part.
        Part = "part",
        /// A tyre.
        Tyre = "tyre",
        /// A fee, shop supplies.
        Fee = "fee",
        /// Work bought in from outside.
        Sublet = "sublet",
        /// A discount: counts negative.
        Discount = "discount",
        /// Words only.
        Note = "note",
    }
}

impl Kind {
    /// Whether it takes something off the shelf.
    #[must_use]
    pub const fn is_stocked(self) -> bool {
        matches!(self, Kind::Part | Kind::Tyre)
    }

    /// Whether a price of nothing asks for a reason.
    #[must_use]
    pub const fn needs_free_reason(self) -> bool {
        matches!(self, Kind::Labour | Kind::Part | Kind::Tyre)
    }
}

crate::text_enum! {
    "line-auth"
    /// What the customer said to a line.
    pub enum Auth {
        /// Not asked yet.
        Draft = "draft",
        /// Asked.
        Proposed = "proposed",
        /// Yes.
        Authorised = "authorised",
        /// No.
        Declined = "declined",
        /// Not now.
        Deferred = "deferred",
    }
}

crate::text_enum! {
    "line-auth-event"
    /// What happens to a line's authorisation.
    pub enum AuthEvent {
        /// The customer is asked.
        Propose = "propose",
        /// The customer says yes.
        Authorise = "authorise",
        /// The customer says no.
        Decline = "decline",
        /// The customer says later.
        Defer = "defer",
        /// It now costs more than the customer agreed to.
        Reprice = "reprice",
        /// The customer takes the yes back; nothing is issued.
        Withdraw = "withdraw",
    }
}

machine!(Auth, AuthEvent {
    Draft: Propose => Proposed;
    Proposed: Authorise => Authorised, Decline => Declined, Defer => Deferred;
    Authorised: Reprice => Proposed, Withdraw => Proposed;
});

crate::text_enum! {
    "part-status"
    /// Where the part of a line is.
    pub enum PartStatus {
        /// Wanted; nothing has been done about it.
        Needed = "needed",
        /// On the shelf and kept for this line.
        Reserved = "reserved",
        /// Not on the shelf.
        ToOrder = "to_order",
        /// Ordered.
        Ordered = "ordered",
        /// The supplier has none either.
        BackOrdered = "back_ordered",
        /// Taken off the shelf for this line.
        Issued = "issued",
        /// Taken, and put back.
        Returned = "returned",
        /// Not wanted any more.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    "part-event"
    /// What happens to the part of a line.
    pub enum PartEvent {
        /// The shelf covers it: kept at once, or when the receipt came.
        Reserve = "reserve",
        /// The shelf does not cover it, or no longer does.
        FallShort = "fall_short",
        /// It is ordered, or ordered again elsewhere.
        Order = "order",
        /// The supplier has none.
        BackOrder = "back_order",
        /// It is taken off the shelf.
        Issue = "issue",
        /// All of it is put back.
        Return = "return",
        /// The customer took the yes back: wanted, not kept.
        Release = "release",
        /// The line is not wanted any more.
        Cancel = "cancel",
    }
}

// ISSUE from anything before it: `stock.negative` may take what the program thinks is not there.
// FALL_SHORT from reserved: a count may find less than was promised.
machine!(PartStatus, PartEvent {
    Needed: Reserve => Reserved, FallShort => ToOrder, Issue => Issued, Cancel => Cancelled;
    Reserved: FallShort => ToOrder, Issue => Issued, Release => Needed, Cancel => Cancelled;
    ToOrder: Reserve => Reserved, Order => Ordered, Issue => Issued, Release => Needed, Cancel => Cancelled;
    Ordered: Reserve => Reserved, BackOrder => BackOrdered, Issue => Issued, Cancel => Cancelled;
    BackOrdered: Reserve => Reserved, Order => Ordered, Issue => Issued, Cancel => Cancelled;
    Issued: Return => Returned;
});

impl PartStatus {
    /// Whether the part is wanted and not on the shelf: what makes a job wait.
    #[must_use]
    pub const fn is_short(self) -> bool {
        matches!(
            self,
            PartStatus::ToOrder | PartStatus::Ordered | PartStatus::BackOrdered
        )
    }

    /// Whether somebody still has to decide: issue it or release it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            PartStatus::Issued | PartStatus::Returned | PartStatus::Cancelled
        )
    }
}

crate::text_enum! {
    "decision"
    /// What an authorisation records.
    pub enum Decision {
        /// Yes.
        Authorised = "authorised",
        /// No.
        Declined = "declined",
        /// Not now.
        Deferred = "deferred",
        /// A yes taken back.
        Withdrawn = "withdrawn",
    }
}

impl Decision {
    /// What it does to the line.
    #[must_use]
    pub const fn event(self) -> AuthEvent {
        match self {
            Decision::Authorised => AuthEvent::Authorise,
            Decision::Declined => AuthEvent::Decline,
            Decision::Deferred => AuthEvent::Defer,
            Decision::Withdrawn => AuthEvent::Withdraw,
        }
    }
}

crate::text_enum! {
    "auth-method"
    /// How the customer said so.
    pub enum Method {
        /// Face to face.
        InPerson = "in_person",
        /// By phone.
        Phone = "phone",
        /// By text message.
        Sms = "sms",
        /// By e-mail.
        Email = "email",
        /// By signature.
        Signature = "signature",
        /// On a page of the web.
        Portal = "portal",
        /// Within the limit agreed at check-in.
        Limit = "limit",
        /// A canned job that needs no question.
        Preset = "preset",
    }
}

crate::text_enum! {
    "decline-reason"
    /// Why a customer said no or not now.
    pub enum DeclineReason {
        /// Too dear.
        Price = "price",
        /// No time.
        Time = "time",
        /// Goes elsewhere.
        Elsewhere = "elsewhere",
        /// Will come back.
        WillReturn = "will_return",
        /// Does it alone.
        Diy = "diy",
        /// Not needed.
        NotNeeded = "not_needed",
        /// Something else.
        Other = "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_draft_is_not_decided(Auth::Draft, AuthEvent::Authorise, None)]
    #[case::a_proposed_line_is_authorised(
        Auth::Proposed,
        AuthEvent::Authorise,
        Some(Auth::Authorised)
    )]
    #[case::a_declined_line_stays_declined(Auth::Declined, AuthEvent::Propose, None)]
    #[case::a_dearer_line_is_asked_again(
        Auth::Authorised,
        AuthEvent::Reprice,
        Some(Auth::Proposed)
    )]
    #[case::an_authorised_line_is_not_declined_without_withdrawing(
        Auth::Authorised,
        AuthEvent::Decline,
        None
    )]
    fn r_30_only_a_proposed_line_is_decided(
        #[case] from: Auth,
        #[case] event: AuthEvent,
        #[case] to: Option<Auth>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }

    #[rstest]
    #[case::on_the_shelf(PartStatus::Needed, PartEvent::Reserve, Some(PartStatus::Reserved))]
    #[case::not_on_the_shelf(PartStatus::Needed, PartEvent::FallShort, Some(PartStatus::ToOrder))]
    #[case::the_receipt_comes(PartStatus::Ordered, PartEvent::Reserve, Some(PartStatus::Reserved))]
    #[case::an_issued_part_is_not_cancelled(PartStatus::Issued, PartEvent::Cancel, None)]
    #[case::an_issued_part_comes_back(
        PartStatus::Issued,
        PartEvent::Return,
        Some(PartStatus::Returned)
    )]
    #[case::what_was_not_taken_is_not_returned(PartStatus::Reserved, PartEvent::Return, None)]
    fn r_40_a_part_goes_from_need_to_issue_to_return(
        #[case] from: PartStatus,
        #[case] event: PartEvent,
        #[case] to: Option<PartStatus>,
    ) {
        assert_eq!(from.next(event).ok(), to);
    }

    #[test]
    fn every_decision_but_a_withdrawal_is_taken_on_a_proposed_line() {
        for decision in Decision::ALL {
            let from = if *decision == Decision::Withdrawn {
                Auth::Authorised
            } else {
                Auth::Proposed
            };
            assert!(from.can(decision.event()), "{decision}");
        }
    }
}
