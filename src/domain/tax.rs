//! Taxes: codes, rates valid from a day, and what they come to (design/model.md 2.3).

use chrono::NaiveDate;

use super::money::{TooLarge, round_div, split};
use super::{Money, Ppm};

crate::text_enum! {
    "tax-treatment"
    /// How a tax code treats a sale.
    pub enum Treatment {
        /// Taxed at its rates.
        Taxed = "taxed",
        /// Taxed at nothing.
        Zero = "zero",
        /// Exempt by law.
        Exempt = "exempt",
        /// Not a matter of this tax.
        Outside = "outside",
        /// The customer pays the tax.
        Reverse = "reverse",
    }
}

impl Treatment {
    /// Whether rates apply; otherwise the tax is nothing.
    #[must_use]
    pub const fn has_rates(self) -> bool {
        matches!(self, Treatment::Taxed)
    }
}

crate::text_enum! {
    "tax-round"
    /// Where tax is rounded (`tax.round`).
    pub enum Rounding {
        /// Once for each tax group of the document.
        Group = "group",
        /// On each line.
        Line = "line",
    }
}

/// A rate of a tax code from a day on. A code may have several components at once, such as state and city.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The name of the component; empty if there is one only.
    pub component: String,
    /// The rate in millionths.
    pub ppm: Ppm,
    /// The first day it holds.
    pub valid_from: NaiveDate,
}

/// The rates that hold on a day: for each component the newest that has begun, in order of name.
#[must_use]
pub fn rates_on(rates: &[Rate], day: NaiveDate) -> Vec<Rate> {
    let mut valid: Vec<Rate> = rates
        .iter()
        .filter(|r| r.valid_from <= day)
        .cloned()
        .collect();
    valid.sort_by(|a, b| {
        a.component
            .cmp(&b.component)
            .then(b.valid_from.cmp(&a.valid_from))
    });
    valid.dedup_by(|later, first| later.component == first.component);
    valid
}

/// What a sum is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxed {
    /// Without tax.
    pub net: Money,
    /// One tax for each rate given, in the same order.
    pub taxes: Vec<Money>,
}

impl Taxed {
    /// All taxes together.
    #[must_use]
    pub fn tax(&self) -> Money {
        self.taxes.iter().copied().sum()
    }
}

/// The tax on a sum of prices, or in it if the prices include tax.
///
/// # Errors
/// If the arithmetic leaves its range.
pub fn on(sum: Money, rates: &[Ppm], prices_include_tax: bool) -> Result<Taxed, TooLarge> {
    const WHOLE: i128 = 1_000_000;
    let money = |n: i128| i64::try_from(n).map(Money).map_err(|_| TooLarge);
    let share = |of: i128, ppm: i128| {
        i128::from(sum.0)
            .checked_mul(ppm)
            .map(|n| round_div(n, of))
            .ok_or(TooLarge)
    };
    if !prices_include_tax {
        let taxes = rates
            .iter()
            .map(|r| money(share(WHOLE, r.0.into())?))
            .collect::<Result<_, _>>()?;
        return Ok(Taxed { net: sum, taxes });
    }
    let all: i128 = rates.iter().map(|r| i128::from(r.0)).sum();
    let tax = money(share(WHOLE + all, all)?)?;
    let weights: Vec<i64> = rates.iter().map(|r| r.0).collect();
    let net = sum.checked_sub(tax).ok_or(TooLarge)?;
    Ok(Taxed {
        net,
        taxes: split(tax, &weights),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, d).unwrap()
    }

    fn rate(component: &str, ppm: i64, from: u32) -> Rate {
        Rate {
            component: component.into(),
            ppm: Ppm(ppm),
            valid_from: day(from),
        }
    }

    #[rstest]
    #[case::on_top(10_000, &[230_000], false, 10_000, &[2300])]
    #[case::inside(12_300, &[230_000], true, 10_000, &[2300])]
    #[case::half_a_cent_goes_up(250, &[50_000], false, 250, &[13])]
    #[case::two_components_round_each(10_050, &[90_000, 90_000], false, 10_050, &[905, 905])]
    #[case::an_odd_cent_inside_goes_to_the_first(11_801, &[90_000, 90_000], true, 10_001, &[900, 900])]
    #[case::finer_than_a_basis_point(10_000, &[88_750], false, 10_000, &[888])]
    #[case::a_credit(-10_000, &[230_000], false, -10_000, &[-2300])]
    #[case::no_rate(10_000, &[], true, 10_000, &[])]
    fn r_51_tax_is(
        #[case] sum: i64,
        #[case] ppm: &[i64],
        #[case] included: bool,
        #[case] net: i64,
        #[case] taxes: &[i64],
    ) {
        let rates: Vec<Ppm> = ppm.iter().copied().map(Ppm).collect();
        let taxed = on(Money(sum), &rates, included).unwrap();
        assert_eq!(
            taxed,
            Taxed {
                net: Money(net),
                taxes: taxes.iter().copied().map(Money).collect()
            }
        );
    }

    #[test]
    fn r_51_a_rate_holds_from_its_day_on() {
        let rates = [
            rate("city", 10_000, 1),
            rate("state", 40_000, 1),
            rate("state", 45_000, 10),
        ];
        let ppm = |d| {
            rates_on(&rates, day(d))
                .into_iter()
                .map(|r| r.ppm.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(ppm(9), [10_000, 40_000]);
        assert_eq!(ppm(10), [10_000, 45_000]);
        assert!(rates_on(&rates[2..], day(9)).is_empty());
    }

    proptest! {
        #[test]
        fn net_and_taxes_inside_a_price_make_the_price(sum in -1_000_000_000i64..1_000_000_000, ppm in proptest::collection::vec(0i64..400_000, 0..4)) {
            let rates: Vec<Ppm> = ppm.into_iter().map(Ppm).collect();
            let taxed = on(Money(sum), &rates, true).unwrap();
            prop_assert_eq!(taxed.net + taxed.tax(), Money(sum));
        }

        #[test]
        fn tax_on_top_and_then_inside_gives_the_same_net(net in 0i64..1_000_000_000, ppm in 0i64..400_000) {
            let rate = [Ppm(ppm)];
            let tax = on(Money(net), &rate, false).unwrap().tax();
            prop_assert_eq!(on(Money(net) + tax, &rate, true).unwrap().net, Money(net));
        }

        #[test]
        fn a_credit_of_the_same_sum_takes_back_the_same_tax(sum in 0i64..1_000_000_000, ppm in 0i64..400_000, included: bool) {
            let rate = [Ppm(ppm)];
            let there = on(Money(sum), &rate, included).unwrap();
            let back = on(Money(-sum), &rate, included).unwrap();
            prop_assert_eq!(there.tax(), -back.tax());
        }
    }
}
