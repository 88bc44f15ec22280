//! How long and how far work is warranted: so many months or so far, whichever ends first.

use chrono::{Months, NaiveDate};

/// The terms of a piece of work, from the day the vehicle left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Months; 0 is no end in time.
    pub months: i64,
    /// How far, in the vehicle's own unit; 0 is no end in distance.
    pub distance: i64,
    /// The day the vehicle left.
    pub from: NaiveDate,
    /// What its odometer showed then.
    pub odometer: Option<i64>,
}

impl Terms {
    /// The last day.
    #[must_use]
    pub fn ends_on(self) -> Option<NaiveDate> {
        let months = u32::try_from(self.months).ok().filter(|m| *m > 0)?;
        self.from.checked_add_months(Months::new(months))
    }

    /// The last figure of the odometer; unknown where none was read.
    #[must_use]
    pub fn ends_at(self) -> Option<i64> {
        let odometer = self.odometer.filter(|_| self.distance > 0)?;
        Some(odometer.saturating_add(self.distance))
    }

    /// Whether work is still under warranty; without terms it never is, and an odometer nobody read ends nothing.
    #[must_use]
    pub fn covers(self, today: NaiveDate, odometer: Option<i64>) -> bool {
        let in_time = self.ends_on().is_none_or(|end| today <= end);
        let near = match (self.ends_at(), odometer) {
            (Some(end), Some(now)) => now <= end,
            _ => true,
        };
        (self.months > 0 || self.distance > 0) && in_time && near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    const fn terms(months: i64, distance: i64, from: NaiveDate) -> Terms {
        Terms {
            months,
            distance,
            from,
            odometer: Some(100_000),
        }
    }

    #[test]
    fn whichever_ends_first_ends_it() {
        let t = terms(12, 20_000, day(2026, 1, 31));
        assert_eq!(t.ends_on(), Some(day(2027, 1, 31)));
        assert_eq!(t.ends_at(), Some(120_000));
        assert!(t.covers(day(2027, 1, 31), Some(120_000)));
        assert!(!t.covers(day(2027, 2, 1), Some(100_500)));
        assert!(!t.covers(day(2026, 3, 1), Some(120_001)));
        assert!(t.covers(day(2026, 3, 1), None));
        assert!(!terms(0, 0, day(2026, 1, 1)).covers(day(2026, 1, 1), None));
        assert_eq!(
            terms(1, 0, day(2026, 1, 31)).ends_on(),
            Some(day(2026, 2, 28))
        );
    }

    proptest! {
        #[test]
        fn what_is_over_stays_over(months in 0i64..60, distance in 0i64..90_000, later in 0u64..900, further in 0i64..90_000) {
            let t = terms(months, distance, day(2026, 1, 31));
            let (on, at) = (day(2026, 6, 1), 110_000);
            let after = on + chrono::Days::new(later);
            prop_assert!(t.covers(on, Some(at)) || !t.covers(after, Some(at + further)));
        }
    }
}
