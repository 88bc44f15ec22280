//! A window of one day, and a moment: what is agreed on the phone for a drive or a loan.

use chrono::NaiveDate;

use super::{date, time};
use crate::domain::{Msg, msg};

/// A day and two minutes of it: `fri 9-10`, `t 14:30-16`; without a day it is the `expected` one.
///
/// # Errors
/// If there are no two times, the second is not later, or the day is none.
pub fn window(
    text: &str,
    today: NaiveDate,
    expected: NaiveDate,
) -> Result<(NaiveDate, i64, i64), Msg> {
    let text = text.replace('–', "-");
    let text = text.trim();
    // A blank around the dash is no end of the day's name.
    let text = text.split('-').map(str::trim).collect::<Vec<_>>().join("-");
    let (day, span) = match text.rsplit_once(char::is_whitespace) {
        Some((day, span)) => (date(day, today)?, span),
        None => (expected, text.as_str()),
    };
    let (from, to) = span
        .split_once('-')
        .ok_or_else(|| msg!("window-form", text = text.as_str()))?;
    let (from, to) = (time(from)?, time(to)?);
    if to <= from {
        return Err(msg!("window-backwards"));
    }
    Ok((day, from, to))
}

/// A day and perhaps a time of it: `fri 9`, `fri`, `9:30`; without a day it is the `expected` one.
///
/// # Errors
/// If it is neither.
pub fn moment(
    text: &str,
    today: NaiveDate,
    expected: NaiveDate,
) -> Result<(NaiveDate, Option<i64>), Msg> {
    let text = text.trim();
    match text.rsplit_once(char::is_whitespace) {
        Some((day, at)) => match (date(day, today), time(at)) {
            (Ok(day), Ok(minute)) => Ok((day, Some(minute))),
            _ => Ok((date(text, today)?, None)),
        },
        None => match time(text) {
            Ok(minute) => Ok((expected, Some(minute))),
            Err(_) => Ok((date(text, today)?, None)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[rstest]
    #[case("fri 9-10", 27, 540, 600)]
    #[case("9-10", 25, 540, 600)]
    #[case("t 14:30 – 16", 23, 870, 960)]
    #[case("Fri 27 Nov 2026 09:00-10:00", 27, 540, 600)]
    #[case("+1 0830-12", 24, 510, 720)]
    fn a_window_is_a_day_and_two_times(
        #[case] typed: &str,
        #[case] on: u32,
        #[case] from: i64,
        #[case] to: i64,
    ) {
        assert_eq!(
            window(typed, day(23), day(25)).unwrap(),
            (day(on), from, to)
        );
    }

    #[rstest]
    #[case("fri")]
    #[case("fri 9")]
    #[case("fri 10-9")]
    #[case("9-")]
    #[case("someday 9-10")]
    #[case("")]
    fn what_is_no_window_is_refused(#[case] typed: &str) {
        assert!(window(typed, day(23), day(25)).is_err());
    }

    #[rstest]
    #[case("fri 9", 27, Some(540))]
    #[case("fri", 27, None)]
    #[case("9:30", 25, Some(570))]
    #[case("30 nov", 30, None)]
    #[case("Fri 27 Nov 2026 17:00", 27, Some(1020))]
    fn a_moment_is_a_day_a_time_or_both(
        #[case] typed: &str,
        #[case] on: u32,
        #[case] minute: Option<i64>,
    ) {
        assert_eq!(moment(typed, day(23), day(25)).unwrap(), (day(on), minute));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        assert!(moment("whenever", day(23), day(25)).is_err());
    }
}
