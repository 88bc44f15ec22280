//! Lengths of time as people write them in a configuration: `15m`, `7d`, `500ms`.

use std::fmt;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// The units, longest first: what follows the number, and its milliseconds.
const UNITS: [(&str, u64); 5] = [
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
];

/// A length of time: a whole number and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub struct Period(pub Duration);

impl Period {
    /// That many seconds.
    #[must_use]
    pub const fn seconds(n: u64) -> Self {
        Self(Duration::from_secs(n))
    }

    /// In whole minutes, rounded down.
    #[must_use]
    pub fn minutes(self) -> i64 {
        i64::try_from(self.0.as_secs() / 60).unwrap_or(i64::MAX)
    }

    fn parse(text: &str) -> Option<Self> {
        let at = text.find(|c: char| !c.is_ascii_digit())?;
        let number: u64 = text[..at].parse().ok()?;
        let (_, size) = UNITS.iter().find(|(name, _)| *name == text[at..].trim())?;
        number
            .checked_mul(*size)
            .map(Duration::from_millis)
            .map(Self)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX);
        let whole = |size: &u64| millis >= *size && millis.is_multiple_of(*size);
        let (name, size) = UNITS
            .iter()
            .find(|(_, size)| whole(size))
            .unwrap_or(&("ms", 1));
        write!(f, "{}{name}", millis / size)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "\"{text}\" is no length of time: write a number and ms, s, m, h or d, as in \"15m\""
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("15m", 900_000)]
    #[case("7d", 604_800_000)]
    #[case("500ms", 500)]
    #[case("0s", 0)]
    #[case("90 s", 90_000)]
    fn lengths_of_time_are_read(#[case] text: &str, #[case] millis: u64) {
        assert_eq!(
            Period::parse(text),
            Some(Period(Duration::from_millis(millis)))
        );
    }

    #[rstest]
    #[case("")]
    #[case("15")]
    #[case("m")]
    #[case("-5m")]
    #[case("5 weeks")]
    #[case("999999999999999999d")]
    fn what_is_no_length_of_time_is_refused(#[case] text: &str) {
        assert_eq!(Period::parse(text), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(millis in 0u64..1_000_000_000_000) {
            let period = Period(Duration::from_millis(millis));
            prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
        }
    }
}
