//! Days, times of day and durations.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::time::weekday;
use crate::domain::{Msg, msg};

/// A day without a year is looked for from so many days before today on.
const LOOK_BACK: u64 = 60;

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day: `t`, `tomorrow`, `+1`, `-1`, `+2w`, `+1m`, `fri` (the next one, never today), `23`, `23 nov`, `23.11.`,
/// `23/11`, `23.11.26`, `2026-11-23`, `Mon 23 Nov 2026`.
///
/// Without a year it is the first such day from 60 days ago on; a day of the month alone is never past.
///
/// # Errors
/// If it is no day, or the weekday said is another than the day's.
pub fn date(text: &str, today: NaiveDate) -> Result<NaiveDate, Msg> {
    let trimmed = text.trim();
    let invalid = || msg!("date-invalid", text = trimmed);
    let lower = trimmed.to_lowercase();
    match lower.as_str() {
        "t" | "today" => return Ok(today),
        "tom" | "tomorrow" => return today.succ_opt().ok_or_else(invalid),
        "yesterday" => return today.pred_opt().ok_or_else(invalid),
        _ => {}
    }
    if lower.starts_with(['+', '-']) {
        return shifted(&lower, today).filter(in_range).ok_or_else(invalid);
    }
    let mut words = words(&lower);
    let named = words.first().and_then(|w| position(&WEEKDAYS, w, 2));
    if let Some(wanted) = named {
        words.remove(0);
        if words.is_empty() {
            let ahead = (wanted + 7 - weekday(today)).rem_euclid(7);
            let days = if ahead == 0 { 7 } else { ahead };
            return u64::try_from(days)
                .ok()
                .and_then(|n| today.checked_add_days(Days::new(n)))
                .ok_or_else(invalid);
        }
    }
    let day = spelled(&words, today)
        .filter(in_range)
        .ok_or_else(invalid)?;
    match named {
        Some(wanted) if wanted != weekday(day) => {
            Err(msg!("date-other-weekday", text = trimmed, date = day))
        }
        _ => Ok(day),
    }
}

/// Runs of letters and runs of digits.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match kind(first) {
            (false, false) if word.chars().all(|c| " ./-,".contains(c)) => {}
            // What is neither letter, digit nor a mark between them spoils the whole.
            (false, false) => return vec!["?"],
            _ => words.push(word),
        }
        rest = after;
    }
    words
}

/// 1 for the first name; names may be cut to `least` letters or more.
fn position(names: &[&str], word: &str, least: usize) -> Option<i64> {
    if word.len() < least {
        return None;
    }
    let mut hits = names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.starts_with(word));
    let (i, _) = hits.next()?;
    if hits.next().is_some() {
        None
    } else {
        i64::try_from(i).ok().map(|i| i + 1)
    }
}

fn shifted(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (back, rest) = (text.starts_with('-'), text.get(1..)?);
    let digits = rest.trim_end_matches(|c: char| c.is_alphabetic());
    let n: u32 = digits.trim().parse().ok()?;
    let unit = rest.get(digits.len()..)?;
    let days = match unit {
        "" | "d" => u64::from(n),
        "w" => u64::from(n) * 7,
        "m" if back => return today.checked_sub_months(Months::new(n)),
        "m" => return today.checked_add_months(Months::new(n)),
        _ => return None,
    };
    if back {
        today.checked_sub_days(Days::new(days))
    } else {
        today.checked_add_days(Days::new(days))
    }
}

fn spelled(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let number = |w: &str| w.parse::<u32>().ok();
    let month = |w: &str| position(&MONTHS, w, 3).and_then(|m| u32::try_from(m).ok());
    match words {
        [day] if day.len() <= 2 => next_day_of_month(number(day)?, today),
        [digits] if digits.len() == 8 && number(digits).is_some() => {
            let year = i32::try_from(number(&digits[..4])?).ok()?;
            NaiveDate::from_ymd_opt(year, number(&digits[4..6])?, number(&digits[6..])?)
        }
        [a, b] => match (number(a), number(b)) {
            (Some(day), None) => near(month(b)?, day, today),
            (None, Some(day)) => near(month(a)?, day, today),
            (Some(day), Some(month)) if month <= 12 => near(month, day, today),
            // Somebody from where the month comes first.
            (Some(month), Some(day)) => near(month, day, today),
            (None, None) => None,
        },
        [year, m, d] if year.len() == 4 && number(year).is_some() => NaiveDate::from_ymd_opt(
            full_year(year)?,
            number(m).or_else(|| month(m))?,
            number(d)?,
        ),
        [a, b, year] => {
            let year = full_year(year)?;
            match (number(a), number(b)) {
                (Some(day), None) => NaiveDate::from_ymd_opt(year, month(b)?, day),
                (None, Some(day)) => NaiveDate::from_ymd_opt(year, month(a)?, day),
                (Some(day), Some(month)) if month <= 12 => {
                    NaiveDate::from_ymd_opt(year, month, day)
                }
                (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day),
                (None, None) => None,
            }
        }
        _ => None,
    }
}

fn full_year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// The first such day of a year from a little before today on; 29 February waits for its year.
fn near(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let from = today.checked_sub_days(Days::new(LOOK_BACK))?;
    (from.year()..from.year() + 9)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|d| *d >= from)
}

fn next_day_of_month(day: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..12)
        .filter_map(|n| today.checked_add_months(Months::new(n))?.with_day(day))
        .find(|d| *d >= today)
}

fn in_range(day: &NaiveDate) -> bool {
    (1900..=2200).contains(&day.year())
}

/// A time of day in minutes since midnight: `1430`, `930`, `9`, `9:30`, `9.30`, `2:30pm`.
///
/// # Errors
/// If no clock shows it.
pub fn time(text: &str) -> Result<i64, Msg> {
    let trimmed = text.trim();
    clock(&trimmed.to_lowercase()).ok_or_else(|| msg!("time-invalid", text = trimmed))
}

fn clock(text: &str) -> Option<i64> {
    let (digits, half) =
        if let Some(bare) = text.strip_suffix("am").or_else(|| text.strip_suffix('a')) {
            (bare.trim_end(), Some(0))
        } else if let Some(bare) = text.strip_suffix("pm").or_else(|| text.strip_suffix('p')) {
            (bare.trim_end(), Some(12))
        } else {
            (text, None)
        };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((h, m)) if m.len() == 2 && (1..=2).contains(&h.len()) => (h, m),
        Some(_) => return None,
        None if digits.len() <= 2 => (digits, "0"),
        None if digits.len() <= 4 && digits.is_ascii() => digits.split_at(digits.len() - 2),
        None => return None,
    };
    let number = |t: &str| {
        if t.bytes().all(|b| b.is_ascii_digit()) {
            t.parse::<i64>().ok()
        } else {
            None
        }
    };
    let (mut hour, minute) = (number(hour)?, number(minute)?);
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A time of day as it is shown and typed: `09:30`.
#[must_use]
pub fn time_text(minute_of_day: i64) -> String {
    format!(
        "{:02}:{:02}",
        minute_of_day.div_euclid(60),
        minute_of_day.rem_euclid(60)
    )
}

/// A duration in minutes: `2h`, `90m`, `1:30`, `1h30`, `1.5h`, `1,5`. A bare number up to 12 is hours, a larger
/// one minutes; the field shows back what was understood.
///
/// # Errors
/// If it is no duration, nothing, or longer than 1 000 hours.
pub fn duration(text: &str) -> Result<i64, Msg> {
    let trimmed = text.trim();
    length(&trimmed.to_lowercase())
        .filter(|minutes| (1..=60_000).contains(minutes))
        .ok_or_else(|| msg!("duration-invalid", text = trimmed))
}

fn length(text: &str) -> Option<i64> {
    let number = |t: &str| {
        if t.is_empty() || t.len() > 6 || !t.bytes().all(|b| b.is_ascii_digit()) {
            None
        } else {
            t.parse::<i64>().ok()
        }
    };
    if let Some((hours, minutes)) = text.split_once(':') {
        return number(minutes)
            .filter(|m| minutes.len() == 2 && *m < 60)
            .and_then(|m| Some(number(hours)? * 60 + m));
    }
    if let Some((hours, rest)) = text.split_once('h') {
        let rest = rest.trim_start_matches(['r', 's']).trim();
        let rest = rest
            .strip_suffix("min")
            .or_else(|| rest.strip_suffix('m'))
            .unwrap_or(rest)
            .trim_end();
        return match rest {
            "" => hours_to_minutes(hours.trim()),
            minutes => number(minutes)
                .filter(|m| *m < 60)
                .and_then(|m| Some(number(hours.trim())? * 60 + m)),
        };
    }
    if let Some(minutes) = text.strip_suffix("min").or_else(|| text.strip_suffix('m')) {
        return number(minutes.trim_end());
    }
    match number(text) {
        Some(n) if n <= 12 => Some(n * 60),
        Some(n) => Some(n),
        None => hours_to_minutes(text),
    }
}

/// Hours with decimals in minutes, rounded.
fn hours_to_minutes(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str| t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() + part.len() == 0 {
        return None;
    }
    let scale = 10i64.pow(u32::try_from(part.len()).ok()?);
    let n: i64 = format!("{whole}{part}").parse().ok()?;
    Some((n * 60 * 2 + scale) / (scale * 2))
}

/// A duration as it is typed: `2h`, `45m`, `1h30`.
#[must_use]
pub fn duration_text(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m}m"),
        (h, 0) => format!("{h}h"),
        (h, m) => format!("{h}h{m:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// A Monday.
    fn today() -> NaiveDate {
        ymd(2026, 11, 23)
    }

    #[rstest]
    #[case("t", ymd(2026, 11, 23))]
    #[case("tomorrow", ymd(2026, 11, 24))]
    #[case("+1", ymd(2026, 11, 24))]
    #[case("-1", ymd(2026, 11, 22))]
    #[case("+2w", ymd(2026, 12, 7))]
    #[case("+1m", ymd(2026, 12, 23))]
    #[case("fri", ymd(2026, 11, 27))]
    #[case("Mon", ymd(2026, 11, 30))]
    #[case("23", ymd(2026, 11, 23))]
    #[case("22", ymd(2026, 12, 22))]
    #[case("31", ymd(2026, 12, 31))]
    #[case("23 nov", ymd(2026, 11, 23))]
    #[case("23nov", ymd(2026, 11, 23))]
    #[case("Nov 23", ymd(2026, 11, 23))]
    #[case("1 oct", ymd(2026, 10, 1))]
    #[case("1 sep", ymd(2027, 9, 1))]
    #[case("10 jan", ymd(2027, 1, 10))]
    #[case("23.11.", ymd(2026, 11, 23))]
    #[case("23/11", ymd(2026, 11, 23))]
    #[case("11/23", ymd(2026, 11, 23))]
    #[case("23.11.26", ymd(2026, 11, 23))]
    #[case("23.11.2025", ymd(2025, 11, 23))]
    #[case("2026-11-23", ymd(2026, 11, 23))]
    #[case("20261123", ymd(2026, 11, 23))]
    #[case("Mon 23 Nov 2026", ymd(2026, 11, 23))]
    #[case("29 feb", ymd(2028, 2, 29))]
    fn a_day_is_read(#[case] text: &str, #[case] wanted: NaiveDate) {
        assert_eq!(date(text, today()), Ok(wanted));
    }

    #[rstest]
    #[case("32", "date-invalid")]
    #[case("30 feb", "date-invalid")]
    #[case("t1", "date-invalid")]
    #[case("ju 3", "date-invalid")]
    #[case("23_11", "date-invalid")]
    #[case("ଭﯬxe", "date-invalid")]
    #[case("+9999999999", "date-invalid")]
    #[case("1.1.9999", "date-invalid")]
    #[case("Tue 23 Nov 2026", "date-other-weekday")]
    fn a_day_is_refused(#[case] text: &str, #[case] id: &str) {
        assert_eq!(date(text, today()).unwrap_err().id, id);
    }

    #[rstest]
    #[case("1430", 870)]
    #[case("930", 570)]
    #[case("9", 540)]
    #[case("9:30", 570)]
    #[case("9.30", 570)]
    #[case("0:00", 0)]
    #[case("2:30pm", 870)]
    #[case("12am", 0)]
    #[case("12 pm", 720)]
    fn a_time_is_read(#[case] text: &str, #[case] minute: i64) {
        assert_eq!(time(text), Ok(minute));
    }

    #[rstest]
    #[case("24:00")]
    #[case("9:60")]
    #[case("9:3")]
    #[case("13pm")]
    #[case("")]
    #[case("noon")]
    #[case("-9")]
    #[case("ä30")]
    fn a_time_is_refused(#[case] text: &str) {
        assert_eq!(time(text).unwrap_err().id, "time-invalid");
    }

    #[rstest]
    #[case("2h", 120)]
    #[case("90m", 90)]
    #[case("90 min", 90)]
    #[case("1:30", 90)]
    #[case("1h30", 90)]
    #[case("1h 30m", 90)]
    #[case("1.5h", 90)]
    #[case("1,5", 90)]
    #[case("1.8", 108)]
    #[case("2", 120)]
    #[case("45", 45)]
    fn a_duration_is_read(#[case] text: &str, #[case] minutes: i64) {
        assert_eq!(duration(text), Ok(minutes));
    }

    #[rstest]
    #[case("0")]
    #[case("")]
    #[case("h")]
    #[case("1:75")]
    #[case("-1h")]
    #[case("99999h")]
    fn a_duration_is_refused(#[case] text: &str) {
        assert_eq!(duration(text).unwrap_err().id, "duration-invalid");
    }

    proptest! {
        #[test]
        fn a_time_as_shown_reads_back(minute in 0i64..1440) {
            prop_assert_eq!(time(&time_text(minute)), Ok(minute));
        }

        #[test]
        fn a_duration_as_shown_reads_back(minutes in 1i64..60_000) {
            prop_assert_eq!(duration(&duration_text(minutes)), Ok(minutes));
        }

        #[test]
        fn a_day_as_shown_reads_back(n in 0u64..60_000) {
            let day = ymd(1950, 1, 1) + Days::new(n);
            prop_assert_eq!(date(&day.format("%a %d %b %Y").to_string(), today()), Ok(day));
            prop_assert_eq!(date(&day.to_string(), today()), Ok(day));
            prop_assert_eq!(date(&day.format("%d.%m.%Y").to_string(), today()), Ok(day));
        }

        #[test]
        fn no_text_whatever_makes_it_panic(text in "\\PC{0,20}|[0-9a-z:.,/+ -]{0,20}") {
            let _ = date(&text, today());
            let _ = time(&text);
            let _ = duration(&text);
        }
    }
}
