//! A day's working hours as people jot them down.

use super::{time, time_text};
use crate::domain::{Msg, msg};

/// Spans of a day as minutes of it: `8-12 13-17`, `0800-1700`. Empty, or a dash alone, is a day off.
///
/// # Errors
/// If a span has no end, ends before it begins, or overlaps another.
pub fn shifts(text: &str) -> Result<Vec<(i64, i64)>, Msg> {
    let text = text.replace('–', "-").replace(',', " ");
    if text.trim() == "-" {
        return Ok(Vec::new());
    }
    let mut spans = Vec::new();
    for span in text.split_whitespace() {
        let (from, to) = span.split_once('-').ok_or_else(|| msg!("shift-form"))?;
        let (from, to) = (time(from)?, time(to)?);
        // Midnight at the end of the day is its last minute and one.
        let to = if to == 0 { 24 * 60 } else { to };
        if to <= from {
            return Err(msg!("shift-form"));
        }
        spans.push((from, to));
    }
    spans.sort_unstable();
    if spans.windows(2).any(|two| two[1].0 < two[0].1) {
        return Err(msg!("shift-overlap"));
    }
    Ok(spans)
}

/// Spans as they are shown and typed: `08:00-12:00 13:00-17:00`.
#[must_use]
pub fn shifts_text(spans: &[(i64, i64)]) -> String {
    let one = |(from, to): &(i64, i64)| format!("{}-{}", time_text(*from), time_text(*to % 1440));
    spans.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("8-12 13-17", "08:00-12:00 13:00-17:00")]
    #[case("13:00–17:30, 0800-1200", "08:00-12:00 13:00-17:30")]
    #[case("22-0", "22:00-00:00")]
    #[case("-", "")]
    #[case("", "")]
    fn hours_of_a_day_read_back_as_they_are_written(#[case] typed: &str, #[case] shown: &str) {
        let spans = shifts(typed).unwrap();
        assert_eq!(shifts_text(&spans), shown);
        assert_eq!(shifts(shown).unwrap(), spans);
    }

    #[rstest]
    #[case("8")]
    #[case("17-8")]
    #[case("8-12 11-17")]
    #[case("8-25")]
    fn hours_that_no_day_has_are_refused(#[case] typed: &str) {
        assert!(shifts(typed).is_err());
    }
}
