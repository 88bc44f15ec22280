//! Invoices and credit notes. States of product/states.md 6; what follows from payments is computed.

mod totals;

pub use totals::{Code, Item, TaxRow, Totals, Unsound, totals};

use chrono::NaiveDate;

use super::Money;
use super::refused::machine;

crate::text_enum! {
    "invoice-status"
    /// What is stored of an invoice's state.
    pub enum Status {
        /// Can be changed; has no number.
        Draft = "draft",
        /// Final and numbered.
        Posted = "posted",
        /// A draft thrown away.
        Void = "void",
    }
}

crate::text_enum! {
    "invoice-event"
    /// What happens to an invoice.
    pub enum Event {
        /// It becomes final and gets its number.
        Post = "post",
        /// The draft is thrown away.
        Void = "void",
    }
}

machine!(Status, Event {
    Draft: Post => Posted, Void => Void;
});

crate::text_enum! {
    "invoice-kind"
    /// Which way the document counts.
    pub enum Kind {
        /// The customer owes.
        Invoice = "invoice",
        /// The workshop owes.
        CreditNote = "credit_note",
    }
}

crate::text_enum! {
    "invoice-origin"
    /// What is invoiced.
    pub enum Origin {
        /// A job.
        Job = "job",
        /// A sale at the counter.
        Sale = "sale",
    }
}

crate::text_enum! {
    "invoice-standing"
    /// How a document stands today: computed, never stored.
    pub enum Standing {
        /// A draft.
        Draft = "draft",
        /// Thrown away.
        Void = "void",
        /// Posted, nothing paid.
        Open = "open",
        /// Something paid, something owed.
        PartPaid = "part_paid",
        /// Nothing owed.
        Paid = "paid",
        /// Credited whole.
        Credited = "credited",
        /// Credited in part, the rest still to be paid.
        PartCredited = "part_credited",
        /// Nothing owed any more, because the workshop gave up on it.
        WrittenOff = "written_off",
    }
}

/// The amounts of a posted document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settled {
    /// What the document says.
    pub total: Money,
    /// What payments cover, write-offs included.
    pub paid: Money,
    /// What credit notes took back.
    pub credited: Money,
    /// What of `paid` is a write-off.
    pub written_off: Money,
}

impl Settled {
    /// What is still owed.
    #[must_use]
    pub fn owed(self) -> Money {
        self.total - self.paid - self.credited
    }
}

impl Standing {
    /// How a document stands.
    #[must_use]
    pub fn of(status: Status, amounts: Settled) -> Self {
        match status {
            Status::Draft => Standing::Draft,
            Status::Void => Standing::Void,
            Status::Posted if amounts.owed().is_positive() => {
                if amounts.paid.is_positive() {
                    Standing::PartPaid
                } else if amounts.credited.is_positive() {
                    Standing::PartCredited
                } else {
                    Standing::Open
                }
            }
            Status::Posted if amounts.written_off.is_positive() => Standing::WrittenOff,
            Status::Posted
                if amounts.credited.is_positive() && amounts.credited >= amounts.total =>
            {
                Standing::Credited
            }
            Status::Posted => Standing::Paid,
        }
    }

    /// Whether money is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Standing::Open | Standing::PartPaid | Standing::PartCredited
        )
    }
}

/// Whether money is owed beyond the due day.
#[must_use]
pub fn is_overdue(standing: Standing, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    standing.is_open() && due_on.is_some_and(|due| due < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn settled(total: i64, paid: i64, credited: i64, written_off: i64) -> Settled {
        Settled {
            total: Money(total),
            paid: Money(paid),
            credited: Money(credited),
            written_off: Money(written_off),
        }
    }

    #[rstest]
    #[case::nothing_paid(settled(100, 0, 0, 0), Standing::Open)]
    #[case::some_paid(settled(100, 40, 0, 0), Standing::PartPaid)]
    #[case::all_paid(settled(100, 100, 0, 0), Standing::Paid)]
    #[case::some_credited(settled(100, 0, 40, 0), Standing::PartCredited)]
    #[case::all_credited(settled(100, 0, 100, 0), Standing::Credited)]
    #[case::some_credited_the_rest_paid(settled(100, 60, 40, 0), Standing::Paid)]
    #[case::given_up(settled(100, 100, 0, 60), Standing::WrittenOff)]
    #[case::nothing_to_pay(settled(0, 0, 0, 0), Standing::Paid)]
    fn r_53_the_standing_follows_from_the_amounts(
        #[case] amounts: Settled,
        #[case] wanted: Standing,
    ) {
        assert_eq!(Standing::of(Status::Posted, amounts), wanted);
    }

    #[test]
    fn a_posted_invoice_is_neither_posted_again_nor_thrown_away() {
        assert!(Status::Posted.is_end());
        assert_eq!(Status::Draft.next(Event::Post), Ok(Status::Posted));
        assert_eq!(Status::Draft.next(Event::Void), Ok(Status::Void));
    }

    #[test]
    fn an_invoice_is_overdue_from_the_day_after_it_was_due() {
        let due = NaiveDate::from_ymd_opt(2026, 5, 1);
        assert!(!is_overdue(Standing::Open, due, due.unwrap()));
        assert!(is_overdue(
            Standing::PartPaid,
            due,
            due.unwrap().succ_opt().unwrap()
        ));
        assert!(!is_overdue(
            Standing::Paid,
            due,
            due.unwrap().succ_opt().unwrap()
        ));
    }
}
