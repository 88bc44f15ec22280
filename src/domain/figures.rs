//! What clocked time says about a person's period: utilisation, efficiency, productivity, by their formulas.

use super::segment::Kind;
use super::{Span, Ts, Zone};
use chrono::NaiveDate;

/// Minutes of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// At work, by the shift's clock.
    pub attended: i64,
    /// Of it on jobs.
    pub on_jobs: i64,
    /// Of it on what no customer pays for.
    pub indirect: i64,
    /// Sold by the work that was finished.
    pub sold: i64,
}

impl Times {
    /// The minutes of these stretches that lie within a period; one that still runs ends now. Instants are
    /// counted, not what clocks on the wall show: a night of daylight saving is an hour shorter or longer.
    #[must_use]
    pub fn clocked(
        stretches: impl IntoIterator<Item = (Kind, Ts, Option<Ts>)>,
        within: Span,
        now: Ts,
    ) -> Times {
        let mut seconds = Times::default();
        for (kind, from, to) in stretches {
            let long = seconds_within(from, to, within, now);
            match kind {
                Kind::Shift => seconds.attended += long,
                Kind::Task => seconds.on_jobs += long,
                Kind::Indirect => seconds.indirect += long,
            }
        }
        Times {
            attended: seconds.attended / 60,
            on_jobs: seconds.on_jobs / 60,
            indirect: seconds.indirect / 60,
            sold: 0,
        }
    }

    /// Clocked on jobs of those attended, in percent.
    #[must_use]
    pub fn utilisation(self) -> Option<i64> {
        percent(self.on_jobs, self.attended)
    }

    /// Hours sold of those clocked on the jobs, in percent.
    #[must_use]
    pub fn efficiency(self) -> Option<i64> {
        percent(self.sold, self.on_jobs)
    }

    /// Hours sold of those attended, in percent: utilisation times efficiency.
    #[must_use]
    pub fn productivity(self) -> Option<i64> {
        percent(self.sold, self.attended)
    }
}

/// Half and more is rounded up; nothing of nothing is no figure.
fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 200 / whole + 1) / 2)
}

/// The middle of these, the mean of the two middle ones of an even number; nothing has no middle.
#[must_use]
pub fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let upper = *all.get(all.len() / 2)?;
    Some(if all.len().is_multiple_of(2) {
        all.get(all.len() / 2 - 1)?.midpoint(upper)
    } else {
        upper
    })
}

/// The part of a stretch of time that lies in another, in seconds; one that still runs ends now.
#[must_use]
pub fn seconds_within(from: Ts, to: Option<Ts>, within: Span, now: Ts) -> i64 {
    let start = from.max(within.start);
    let end = to.unwrap_or(now).min(within.end);
    start.seconds_until(end).max(0)
}

/// The stretch from the first minute of a day to the last of another, as the zone's clocks have it.
#[must_use]
pub fn period(zone: Zone, from: NaiveDate, to: NaiveDate) -> Span {
    Span {
        start: zone.day_span(from).start,
        end: zone.day_span(to).end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn productivity_is_utilisation_times_efficiency() {
        let times = Times {
            attended: 480,
            on_jobs: 360,
            indirect: 60,
            sold: 432,
        };
        assert_eq!(times.utilisation(), Some(75));
        assert_eq!(times.efficiency(), Some(120));
        assert_eq!(times.productivity(), Some(90));
        assert_eq!(Times::default().efficiency(), None);
    }

    #[test]
    fn one_slow_day_does_not_move_the_median() {
        assert_eq!(median(vec![600, 30, 40]), Some(40));
        assert_eq!(median(vec![30, 41]), Some(35));
        assert_eq!(median(Vec::new()), None);
    }

    proptest! {
        /// Both nights of the year on which the clocks are changed lie in the range.
        #[test]
        fn times_of_days_sum_up_across_daylight_saving(start in 0i64..400 * 24 * 60, long in 0i64..5 * 24 * 60) {
            let zone = Zone::parse("Europe/Amsterdam").unwrap();
            let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let from = zone.at(first, 0).plus_minutes(start);
            let to = from.plus_minutes(long);
            let sum: i64 = zone
                .day_of(from)
                .iter_days()
                .take_while(|day| *day <= zone.day_of(to))
                .map(|day| seconds_within(from, Some(to), zone.day_span(day), to))
                .sum();
            prop_assert_eq!(sum, long * 60);
            let whole = period(zone, zone.day_of(from), zone.day_of(to));
            prop_assert_eq!(seconds_within(from, Some(to), whole, to), long * 60);
        }
    }
}
