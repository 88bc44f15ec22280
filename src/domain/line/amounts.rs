//! What a line comes to (design/model.md 2.1).

use super::Kind;
use crate::domain::money::TooLarge;
use crate::domain::{Bp, Money, Qty};

/// A discount of a line or a document: a rate, or else an amount.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Discount {
    /// `discount_bp`; counts if it is not 0.
    pub rate: Bp,
    /// `discount_minor`; counts if there is no rate.
    pub amount: Money,
}

impl Discount {
    /// No discount.
    pub const NONE: Discount = Discount {
        rate: Bp::ZERO,
        amount: Money::ZERO,
    };

    /// What it takes off an amount: never more than the amount, never less than nothing.
    ///
    /// # Errors
    /// If the arithmetic leaves its range.
    pub fn of(self, base: Money) -> Result<Money, TooLarge> {
        let off = if self.rate.is_zero() {
            self.amount
        } else {
            base.share(self.rate)?
        };
        Ok(off.clamp(Money::ZERO, base.max(Money::ZERO)))
    }
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Quantity times price, rounded.
    pub base: Money,
    /// What is taken off.
    pub discount: Money,
    /// `base − discount`; below nothing for a line of kind discount.
    pub total: Money,
}

/// What a line comes to. A discount line counts negative, a note counts nothing.
///
/// # Errors
/// If the arithmetic leaves its range.
pub fn amounts(
    kind: Kind,
    qty: Qty,
    price: Money,
    discount: Discount,
) -> Result<Amounts, TooLarge> {
    match kind {
        Kind::Note => Ok(Amounts::default()),
        Kind::Discount => {
            let base = -price.times(qty)?;
            Ok(Amounts {
                base,
                discount: Money::ZERO,
                total: base,
            })
        }
        _ => {
            let base = price.times(qty)?;
            let discount = discount.of(base)?;
            Ok(Amounts {
                base,
                discount,
                total: base - discount,
            })
        }
    }
}

/// Whether a line now costs so much more than was authorised that the customer is asked again.
///
/// # Errors
/// If the arithmetic leaves its range.
pub fn asks_again(authorised: Money, now: Money, tolerance: Bp) -> Result<bool, TooLarge> {
    let most = authorised
        .checked_add(authorised.share(tolerance)?)
        .ok_or(TooLarge)?;
    Ok(now > most)
}

/// What is left for the first labour line of a canned job with a fixed price, when the other lines keep
/// theirs (design/model.md 2.6); `None` if they already cost more.
#[must_use]
pub fn rest_of_fixed_price(fixed: Money, others: impl IntoIterator<Item = Money>) -> Option<Money> {
    let rest = fixed.checked_sub(others.into_iter().sum())?;
    (!rest.is_negative()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn rate(bp: i64) -> Discount {
        Discount {
            rate: Bp(bp),
            ..Discount::NONE
        }
    }

    fn off(minor: i64) -> Discount {
        Discount {
            amount: Money(minor),
            ..Discount::NONE
        }
    }

    #[rstest]
    #[case::hours_at_a_rate(Kind::Labour, 1800, 9500, Discount::NONE, 17_100)]
    #[case::half_a_cent_goes_up(Kind::Part, 500, 1, Discount::NONE, 1)]
    #[case::litres_of_oil(Kind::Part, 4500, 1299, Discount::NONE, 5846)]
    #[case::ten_percent_off(Kind::Part, 1000, 1005, rate(1000), 904)]
    #[case::an_amount_off(Kind::Part, 1000, 1000, off(250), 750)]
    #[case::no_more_off_than_there_is(Kind::Part, 1000, 1000, off(2000), 0)]
    #[case::a_discount_line(Kind::Discount, 1000, 1500, Discount::NONE, -1500)]
    #[case::a_note(Kind::Note, 0, 0, Discount::NONE, 0)]
    fn a_line_comes_to(
        #[case] kind: Kind,
        #[case] qty: i64,
        #[case] price: i64,
        #[case] discount: Discount,
        #[case] total: i64,
    ) {
        assert_eq!(
            amounts(kind, Qty(qty), Money(price), discount)
                .unwrap()
                .total,
            Money(total)
        );
    }

    #[test]
    fn r_32_a_price_within_the_tolerance_asks_nobody() {
        assert!(!asks_again(Money(10_000), Money(10_000), Bp(0)).unwrap());
        assert!(asks_again(Money(10_000), Money(10_001), Bp(0)).unwrap());
        assert!(!asks_again(Money(10_000), Money(11_000), Bp(1000)).unwrap());
        assert!(asks_again(Money(10_000), Money(11_001), Bp(1000)).unwrap());
    }

    #[test]
    fn a_fixed_price_leaves_the_rest_to_labour_and_never_less_than_nothing() {
        let parts = [Money(4_000), Money(1_000)];
        assert_eq!(rest_of_fixed_price(Money(9_900), parts), Some(Money(4_900)));
        assert_eq!(rest_of_fixed_price(Money(4_900), parts), None);
    }

    proptest! {
        #[test]
        fn base_less_discount_is_the_total_and_never_below_nothing(
            qty in 1i64..1_000_000, price in 0i64..10_000_000, bp in 0i64..20_000, minor in 0i64..10_000_000,
        ) {
            for discount in [rate(bp), off(minor)] {
                let a = amounts(Kind::Part, Qty(qty), Money(price), discount).unwrap();
                prop_assert_eq!(a.base - a.discount, a.total);
                prop_assert!(!a.total.is_negative() && !a.discount.is_negative());
            }
        }
    }
}
