//! Amounts, quantities and rates. Whole numbers only; one way of rounding.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

use super::{Msg, msg};

/// An amount too large to be kept. No workshop gets there but by a slip of the finger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large")]
pub struct TooLarge;

impl TooLarge {
    /// In words for a person.
    #[must_use]
    pub fn msg(self) -> Msg {
        msg!("amount-too-large")
    }
}

macro_rules! number {
    ($( $(#[$meta:meta])* $name:ident ),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: $name = $name(0);

            /// The sum, unless it is out of range.
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) { Some(n) => Some(Self(n)), None => None }
            }

            /// The difference, unless it is out of range.
            #[must_use]
            pub const fn checked_sub(self, other: Self) -> Option<Self> {
                match self.0.checked_sub(other.0) { Some(n) => Some(Self(n)), None => None }
            }

            /// Without its sign.
            #[must_use]
            pub const fn abs(self) -> Self { Self(self.0.saturating_abs()) }

            /// Whether it is nothing.
            #[must_use]
            pub const fn is_zero(self) -> bool { self.0 == 0 }

            /// Whether it is above nothing.
            #[must_use]
            pub const fn is_positive(self) -> bool { self.0 > 0 }

            /// Whether it is below nothing.
            #[must_use]
            pub const fn is_negative(self) -> bool { self.0 < 0 }
        }

        // The operators stop at the ends of the range: single amounts are bounded where they are typed
        // (`parse`), so only sums of millions of the largest could reach them; totals use the checked ways.
        impl Add for $name { type Output = Self; fn add(self, o: Self) -> Self { Self(self.0.saturating_add(o.0)) } }
        impl Sub for $name { type Output = Self; fn sub(self, o: Self) -> Self { Self(self.0.saturating_sub(o.0)) } }
        impl Neg for $name { type Output = Self; fn neg(self) -> Self { Self(self.0.saturating_neg()) } }
        impl AddAssign for $name { fn add_assign(&mut self, o: Self) { *self = *self + o; } }
        impl SubAssign for $name { fn sub_assign(&mut self, o: Self) { *self = *self - o; } }
        impl Sum for $name { fn sum<I: Iterator<Item = Self>>(iter: I) -> Self { iter.fold(Self(0), Add::add) } }
    )+ };
}

number! {
    /// An amount in minor units of the organisation's currency.
    Money,
    /// A quantity in thousandths of its unit: 4.5 l are 4500.
    Qty,
    /// A rate in hundredths of a percent: 1 % is 100.
    Bp,
    /// A tax rate in millionths: 8.875 % are 88 750.
    Ppm,
}

impl Money {
    /// The most a single price or payment may be, in minor units.
    pub const LIMIT: Money = Money(1_000_000_000_000);

    /// What that much of something costs at this price for one.
    ///
    /// # Errors
    /// If the product is out of range.
    pub fn times(self, qty: Qty) -> Result<Money, TooLarge> {
        scaled(self.0, qty.0, 1000).map(Money)
    }

    /// That share of it.
    ///
    /// # Errors
    /// If the product is out of range.
    pub fn share(self, rate: Bp) -> Result<Money, TooLarge> {
        scaled(self.0, rate.0, 10_000).map(Money)
    }
}

impl Qty {
    /// One whole unit.
    pub const ONE: Qty = Qty(1000);
    /// The most that can be typed.
    pub const LIMIT: Qty = Qty(1_000_000_000);

    /// So many whole units.
    #[must_use]
    pub const fn whole(units: i64) -> Self {
        Self(units.saturating_mul(1000))
    }

    /// The duration, if this is a number of hours, in minutes, rounded.
    #[must_use]
    pub fn hours_to_minutes(self) -> i64 {
        round_div(i128::from(self.0) * 60, 1000)
            .try_into()
            .unwrap_or(i64::MAX)
    }

    /// A number of hours out of minutes, rounded to thousandths.
    #[must_use]
    pub fn hours_of_minutes(minutes: i64) -> Self {
        Self(
            round_div(i128::from(minutes) * 1000, 60)
                .try_into()
                .unwrap_or(i64::MAX),
        )
    }
}

/// With a point and without trailing zeros: `4.5`. How a reader's language writes it is not said here.
impl fmt::Display for Qty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = decimal(self.0, 3);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// `n × by / of`, rounded half away from zero.
///
/// # Errors
/// If the result is out of range.
pub fn scaled(n: i64, by: i64, of: i64) -> Result<i64, TooLarge> {
    round_div(i128::from(n) * i128::from(by), i128::from(of))
        .try_into()
        .map_err(|_| TooLarge)
}

/// The one rounding of the program: to the nearest, half away from zero. A divisor of 0 gives 0.
#[must_use]
pub const fn round_div(n: i128, d: i128) -> i128 {
    if d == 0 {
        return 0;
    }
    let (n, d) = if d < 0 { (-n, -d) } else { (n, d) };
    let (quotient, rest) = (n / d, n % d);
    // Compared with what is left of the divisor, so that doubling cannot overflow.
    if rest.unsigned_abs() >= d.unsigned_abs() - rest.unsigned_abs() {
        quotient + if n < 0 { -1 } else { 1 }
    } else {
        quotient
    }
}

/// Splits a sum in proportion to weights: largest remainder first, ties by position. The parts sum to
/// it exactly. Weights of all 0 give everything to the first.
#[must_use]
pub fn split(sum: Money, weights: &[i64]) -> Vec<Money> {
    let whole: i128 = weights.iter().map(|w| i128::from(w.unsigned_abs())).sum();
    if weights.is_empty() {
        return Vec::new();
    }
    if whole == 0 {
        let mut parts = vec![Money::ZERO; weights.len()];
        parts[0] = sum;
        return parts;
    }
    let (size, sign) = (i128::from(sum.0.unsigned_abs()), sum.0.signum());
    let mut shares: Vec<(i128, i128)> = weights
        .iter()
        .map(|w| {
            let share = size * i128::from(w.unsigned_abs());
            (share / whole, share % whole)
        })
        .collect();
    let mut left = size - shares.iter().map(|(part, _)| part).sum::<i128>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(shares[i].1), i));
    for i in order {
        if left == 0 {
            break;
        }
        shares[i].0 += 1;
        left -= 1;
    }
    // Each part is at most `sum`, so it fits.
    shares
        .into_iter()
        .map(|(part, _)| Money(i64::try_from(part).unwrap_or(i64::MAX).saturating_mul(sign)))
        .collect()
}

/// `n` with that many places behind a point.
#[must_use]
pub fn decimal(n: i64, places: u32) -> String {
    if places == 0 {
        return n.to_string();
    }
    let unit = 10u64.pow(places.min(18));
    let (whole, part) = (n.unsigned_abs() / unit, n.unsigned_abs() % unit);
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{whole}.{part:0width$}", width = places as usize)
}

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    /// Three capital letters.
    pub code: &'static str,
    /// Decimal places of an amount: 2 for most, 0 for yen, 3 for dinar.
    pub exponent: u32,
}

const TWO_PLACES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW";
const NO_PLACES: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE_PLACES: &str = "BHD IQD JOD KWD LYD OMR TND";

impl Currency {
    /// The euro.
    pub const EUR: Currency = Currency {
        code: "EUR",
        exponent: 2,
    };

    /// Every currency in use, for pickers.
    pub fn all() -> impl Iterator<Item = Currency> {
        [(TWO_PLACES, 2), (NO_PLACES, 0), (THREE_PLACES, 3)]
            .into_iter()
            .flat_map(|(codes, exponent)| {
                codes
                    .split(' ')
                    .map(move |code| Currency { code, exponent })
            })
    }

    /// The currency of that code, in either case.
    ///
    /// # Errors
    /// If there is none.
    pub fn parse(code: &str) -> Result<Self, Msg> {
        let wanted = code.trim();
        Self::all()
            .find(|c| c.code.eq_ignore_ascii_case(wanted))
            .ok_or_else(|| msg!("currency-unknown", code = wanted))
    }

    /// Minor units in one of it.
    #[must_use]
    pub const fn unit(self) -> i64 {
        10i64.pow(self.exponent)
    }

    /// The amount with a point and no grouping, as machines and `parse` read it: `1250.00`.
    #[must_use]
    pub fn plain(self, amount: Money) -> String {
        decimal(amount.0, self.exponent)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code)
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Currency::parse(&code).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(5, 10, 1)]
    #[case(-5, 10, -1)]
    #[case(4, 10, 0)]
    #[case(-4, 10, 0)]
    #[case(15, 10, 2)]
    #[case(25, 10, 3)]
    #[case(7, 0, 0)]
    #[case(i128::MAX, i128::MAX, 1)]
    fn half_is_rounded_away_from_zero(#[case] n: i128, #[case] d: i128, #[case] wanted: i128) {
        assert_eq!(round_div(n, d), wanted);
    }

    #[test]
    fn three_halves_of_a_cent_go_to_the_first_lines() {
        assert_eq!(
            split(Money(100), &[1, 1, 1]),
            [Money(34), Money(33), Money(33)]
        );
        assert_eq!(
            split(Money(-100), &[1, 1, 1]),
            [Money(-34), Money(-33), Money(-33)]
        );
        assert_eq!(split(Money(5), &[0, 0]), [Money(5), Money(0)]);
        assert!(split(Money(5), &[]).is_empty());
    }

    #[rstest]
    #[case(1250, 2, "12.50")]
    #[case(-5, 2, "-0.05")]
    #[case(1250, 0, "1250")]
    #[case(1, 3, "0.001")]
    fn a_number_has_its_places_behind_the_point(
        #[case] n: i64,
        #[case] places: u32,
        #[case] text: &str,
    ) {
        assert_eq!(decimal(n, places), text);
    }

    #[test]
    fn a_quantity_shows_no_zeros_it_does_not_need() {
        assert_eq!(Qty(4500).to_string(), "4.5");
        assert_eq!(Qty(4000).to_string(), "4");
        assert_eq!(Qty(10_000).to_string(), "10");
        assert_eq!(Qty(-1).to_string(), "-0.001");
    }

    #[test]
    fn a_currency_knows_its_places() {
        assert_eq!(Currency::parse("jpy").unwrap().exponent, 0);
        assert_eq!(Currency::parse("KWD").unwrap().exponent, 3);
        assert_eq!(Currency::parse("eur").unwrap(), Currency::EUR);
        assert_eq!(Currency::parse("XXX").unwrap_err().id, "currency-unknown");
    }

    #[test]
    fn a_product_out_of_range_is_refused_not_wrapped() {
        assert_eq!(Money(i64::MAX).times(Qty(2000)), Err(TooLarge));
    }

    proptest::proptest! {
        #[test]
        fn parts_sum_to_the_whole(sum in -1_000_000_000i64..1_000_000_000, weights in proptest::collection::vec(0i64..1_000_000, 1..40)) {
            let parts = split(Money(sum), &weights);
            proptest::prop_assert_eq!(parts.iter().copied().sum::<Money>(), Money(sum));
            proptest::prop_assert!(parts.iter().all(|p| p.0 == 0 || p.0.signum() == sum.signum()));
        }

        #[test]
        fn no_part_is_a_whole_unit_away_from_its_fair_share(sum in 0i64..1_000_000_000, weights in proptest::collection::vec(1i64..1_000_000, 1..40)) {
            let whole: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            for (part, w) in split(Money(sum), &weights).iter().zip(&weights) {
                let fair = i128::from(sum) * i128::from(*w);
                proptest::prop_assert!((i128::from(part.0) * whole - fair).abs() < whole);
            }
        }
    }
}
