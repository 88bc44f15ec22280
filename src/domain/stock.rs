//! Parts and the ledger of stock.

use super::money::{TooLarge, scaled};
use super::{Money, Qty};

crate::text_enum! {
    "part-kind"
    /// What a part of the catalogue is.
    pub enum PartKind {
        /// A part.
        Part = "part",
        /// A tyre.
        Tyre = "tyre",
        /// Oil, coolant: in litres.
        Fluid = "fluid",
        /// The charge for an old unit.
        Core = "core",
    }
}

crate::text_enum! {
    "part-code-kind"
    /// What a code of a part is.
    pub enum CodeKind {
        /// A barcode: unique.
        Barcode = "barcode",
        /// A supplier's number.
        Supplier = "supplier",
        /// The maker's number.
        Oem = "oem",
    }
}

crate::text_enum! {
    "movement-kind"
    /// Why stock moved.
    pub enum Movement {
        /// There at the beginning.
        Opening = "opening",
        /// Received.
        Receipt = "receipt",
        /// Taken for a job or sold.
        Issue = "issue",
        /// Put back.
        ReturnIn = "return_in",
        /// Sent back to the supplier.
        ReturnOut = "return_out",
        /// Came from another site.
        TransferIn = "transfer_in",
        /// Went to another site.
        TransferOut = "transfer_out",
        /// Corrected, with a reason.
        Adjust = "adjust",
        /// Counted.
        Count = "count",
        /// Kept for a line.
        Reserve = "reserve",
        /// No longer kept.
        Release = "release",
    }
}

impl Movement {
    /// Whether it changes only what is kept, not what is there.
    #[must_use]
    pub const fn is_reservation(self) -> bool {
        matches!(self, Movement::Reserve | Movement::Release)
    }
}

/// What a part at a site stands at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Level {
    /// On the shelf.
    pub on_hand: Qty,
    /// Kept for lines; may be more than there is.
    pub reserved: Qty,
    /// Ordered and not received.
    pub on_order: Qty,
    /// At or below this it is low; 0 is never.
    pub reorder: Qty,
    /// What the shelf is worth.
    pub value: Money,
}

impl Level {
    /// What nobody has a claim on; below nothing it is the shortage.
    #[must_use]
    pub fn available(self) -> Qty {
        self.on_hand - self.reserved
    }

    /// Whether to raise the alert.
    #[must_use]
    pub fn is_low(self) -> bool {
        self.reorder.is_positive() && self.available() + self.on_order <= self.reorder
    }

    /// What so much of it is worth when it leaves the shelf; the last of it takes the rest, so that the
    /// movements sum to the value (design/model.md 2.5). An empty shelf has nothing to give.
    ///
    /// # Errors
    /// If the arithmetic leaves its range.
    pub fn value_of(self, qty: Qty) -> Result<Money, TooLarge> {
        if qty >= self.on_hand {
            return Ok(self.value);
        }
        scaled(self.value.0, qty.0, self.on_hand.0).map(Money)
    }

    /// What one of it is worth on the average; `None` when nothing is there.
    ///
    /// # Errors
    /// If the arithmetic leaves its range.
    pub fn average(self) -> Result<Option<Money>, TooLarge> {
        if !self.on_hand.is_positive() {
            return Ok(None);
        }
        scaled(self.value.0, Qty::ONE.0, self.on_hand.0).map(|one| Some(Money(one)))
    }

    /// What so much of it adds to the worth of the shelf at this cost a piece. What was oversold has left
    /// before it came, so only what stays on the shelf counts.
    ///
    /// # Errors
    /// If the arithmetic leaves its range.
    pub fn worth_of_more(self, qty: Qty, cost: Money) -> Result<Money, TooLarge> {
        cost.times(qty.min((self.on_hand + qty).max(Qty::ZERO)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn level(on_hand: i64, reserved: i64, on_order: i64, reorder: i64) -> Level {
        let [on_hand, reserved, on_order, reorder] =
            [on_hand, reserved, on_order, reorder].map(Qty::whole);
        Level {
            on_hand,
            reserved,
            on_order,
            reorder,
            value: Money::ZERO,
        }
    }

    #[rstest]
    #[case::above(level(5, 0, 0, 4), false)]
    #[case::at_the_level(level(4, 0, 0, 4), true)]
    #[case::kept_for_a_job(level(6, 2, 0, 4), true)]
    #[case::more_is_on_the_way(level(2, 0, 3, 4), false)]
    #[case::never_low(level(0, 0, 0, 0), false)]
    fn r_44_a_part_is_low_at_its_level(#[case] level: Level, #[case] low: bool) {
        assert_eq!(level.is_low(), low);
    }

    #[test]
    fn r_41_a_reservation_beyond_the_shelf_is_a_shortage() {
        assert_eq!(level(1, 3, 0, 4).available(), Qty::whole(-2));
    }

    #[test]
    fn r_42_a_receipt_moves_the_average_and_not_past_what_was_oversold() {
        let mut shelf = level(2, 0, 0, 0);
        shelf.value = Money(20_00);
        shelf.value += shelf.worth_of_more(Qty::whole(2), Money(14_00)).unwrap();
        shelf.on_hand += Qty::whole(2);
        assert_eq!(shelf.average().unwrap(), Some(Money(12_00)));
        let oversold = level(-2, 0, 0, 0);
        assert_eq!(oversold.average().unwrap(), None);
        assert_eq!(
            oversold.worth_of_more(Qty::whole(5), Money(10_00)).unwrap(),
            Money(30_00)
        );
        assert_eq!(
            oversold.worth_of_more(Qty::whole(1), Money(10_00)).unwrap(),
            Money::ZERO
        );
    }

    proptest! {
        #[test]
        fn what_leaves_the_shelf_sums_to_its_value(value in 0i64..10_000_000, mut on_hand in 1i64..100, takes in proptest::collection::vec(1i64..10, 1..60)) {
            let mut level = Level { on_hand: Qty(on_hand), value: Money(value), ..Level::default() };
            let mut gone = Money::ZERO;
            for take in takes {
                let take = take.min(on_hand);
                if take == 0 { break; }
                let worth = level.value_of(Qty(take)).unwrap();
                prop_assert!(!worth.is_negative() && worth <= level.value);
                gone += worth;
                level.value -= worth;
                on_hand -= take;
                level.on_hand = Qty(on_hand);
            }
            prop_assert_eq!(gone + level.value, Money(value));
            prop_assert!(on_hand > 0 || level.value.is_zero());
        }
    }
}
