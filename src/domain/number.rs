//! Human numbers of documents (R-70, design/model.md 6).

use chrono::{Datelike, NaiveDate};

use super::{Msg, msg};

crate::text_enum! {
    "series"
    /// What is numbered, by its prefix.
    pub enum Series {
        /// Bookings.
        Booking = "BK",
        /// Jobs.
        Job = "JOB",
        /// Estimates.
        Estimate = "EST",
        /// Invoices.
        Invoice = "INV",
        /// Credit notes.
        CreditNote = "CN",
        /// Purchase orders.
        Purchase = "PO",
        /// Receipts of payments.
        Receipt = "RCPT",
        /// Sales at the counter.
        Sale = "SALE",
        /// Till closings.
        Till = "Z",
    }
}

impl Series {
    /// Whether a missing number would have to be explained.
    #[must_use]
    pub const fn is_gapless(self) -> bool {
        matches!(self, Series::Invoice | Series::CreditNote | Series::Till)
    }
}

/// How the numbers of a series look: `INV-[SITE-]YYYY-NNNN`.
///
/// `SITE` is the site's code; what stands in brackets is left out while there is one site. `YYYY` or `YY`
/// is the fiscal year, a run of three or more `N` the sequence with at least that many digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Site,
    Year {
        digits: usize,
    },
    Seq {
        digits: usize,
    },
    /// Only where there are several sites.
    Optional(Vec<Piece>),
}

impl Series {
    /// The pattern a site starts with.
    #[must_use]
    pub fn default_pattern(self) -> String {
        format!("{}-[SITE-]YYYY-NNNN", self.as_str())
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// If it has not exactly one year and one sequence, an open bracket, or signs a number should not have.
    pub fn parse(text: &str) -> Result<Pattern, Msg> {
        let refused = || msg!("pattern-invalid", pattern = text);
        let bracketed = text.split_once('[').and_then(|(before, rest)| {
            rest.split_once(']')
                .map(|(inside, after)| (before, inside, after))
        });
        let pieces = match bracketed {
            Some((before, inside, after)) => {
                let mut pieces = pieces(before).ok_or_else(refused)?;
                pieces.push(Piece::Optional(self::pieces(inside).ok_or_else(refused)?));
                pieces.extend(self::pieces(after).ok_or_else(refused)?);
                pieces
            }
            None => pieces(text).ok_or_else(refused)?,
        };
        let count = |wanted: fn(&Piece) -> bool| pieces.iter().filter(|p| wanted(p)).count();
        if count(|p| matches!(p, Piece::Year { .. })) != 1
            || count(|p| matches!(p, Piece::Seq { .. })) != 1
        {
            return Err(refused());
        }
        Ok(Pattern(pieces))
    }

    /// The number. `site` is the site's code, `None` while there is one site.
    #[must_use]
    pub fn format(&self, site: Option<&str>, year: i32, seq: i64) -> String {
        let mut text = String::new();
        write(&self.0, site, year, seq, &mut text);
        text
    }
}

fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(first).len();
        let (piece, used) = match first {
            'S' if rest.starts_with("SITE") => (Piece::Site, 4),
            'Y' if run == 4 || run == 2 => (Piece::Year { digits: run }, run),
            'N' if run >= 3 => (Piece::Seq { digits: run }, run),
            c if c.is_ascii_alphanumeric() || "-/._".contains(c) => {
                (Piece::Literal(c.to_string()), 1)
            }
            _ => return None,
        };
        pieces.push(piece);
        rest = &rest[used..];
    }
    Some(pieces)
}

fn write(pieces: &[Piece], site: Option<&str>, year: i32, seq: i64, text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Site => text.push_str(site.unwrap_or_default()),
            Piece::Year { digits: 2 } => text.push_str(&format!("{:02}", year.rem_euclid(100))),
            Piece::Year { .. } => text.push_str(&format!("{year:04}")),
            Piece::Seq { digits } => text.push_str(&format!("{seq:0digits$}")),
            Piece::Optional(inside) if site.is_some() => write(inside, site, year, seq, text),
            Piece::Optional(_) => {}
        }
    }
}

/// The fiscal year of a day, named by the year it begins in. `first_month` is 1 to 12.
#[must_use]
pub fn fiscal_year(day: NaiveDate, first_month: u32) -> i32 {
    if day.month() < first_month {
        day.year() - 1
    } else {
        day.year()
    }
}

/// A number as somebody remembers it: `1187`, `inv 42`, `2026-42`, `JOB-HQ-2026-1187`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail {
    /// The series, if its prefix was typed.
    pub series: Option<Series>,
    /// The year, if one was typed.
    pub year: Option<i32>,
    /// The sequence.
    pub seq: i64,
}

impl Tail {
    /// Reads it; `None` if it cannot be the end of a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Tail> {
        let upper = text.trim().to_ascii_uppercase();
        let mut parts: Vec<&str> = upper
            .split(['-', ' ', '/', '.', '_'])
            .filter(|p| !p.is_empty())
            .collect();
        // `INV42` and `JOB1187` are one word: cut it where the digits begin.
        if let [one] = parts[..]
            && let Some(at) = one.find(|c: char| c.is_ascii_digit())
            && at > 0
        {
            parts = vec![&one[..at], &one[at..]];
        }
        let seq_text = parts.pop()?;
        if seq_text.len() > 12 || !seq_text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let seq = seq_text.parse().ok()?;
        let year = parts
            .last()
            .filter(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|p| p.parse().ok());
        if year.is_some() {
            parts.pop();
        }
        let (series, site) = match parts[..] {
            [] => (None, None),
            [prefix] => (Some(prefix.parse().ok()?), None),
            [prefix, site] => (Some(prefix.parse().ok()?), Some(site)),
            _ => return None,
        };
        if site.is_some_and(|s: &str| s.len() > 3) {
            return None;
        }
        Some(Tail { series, year, seq })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(Series::Invoice, None, 42, "INV-2026-0042")]
    #[case(Series::Job, Some("HQ"), 1187, "JOB-HQ-2026-1187")]
    #[case(Series::Booking, None, 123_456, "BK-2026-123456")]
    #[case(Series::CreditNote, Some("HQ"), 1, "CN-HQ-2026-0001")]
    fn r_70_a_number_has_prefix_site_year_and_sequence(
        #[case] series: Series,
        #[case] site: Option<&str>,
        #[case] seq: i64,
        #[case] number: &str,
    ) {
        let pattern = Pattern::parse(&series.default_pattern()).unwrap();
        assert_eq!(pattern.format(site, 2026, seq), number);
    }

    #[test]
    fn r_70_with_a_site_of_two_letters_an_invoice_number_has_sixteen_signs() {
        assert_eq!(
            Pattern::parse(&Series::Invoice.default_pattern())
                .unwrap()
                .format(Some("HQ"), 2026, 9999)
                .len(),
            16
        );
    }

    #[rstest]
    #[case::no_sequence("INV-YYYY")]
    #[case::no_year("INV-NNNN")]
    #[case::two_years("YYYY-YY-NNNN")]
    #[case::an_open_bracket("INV-[SITE-YYYY-NNNN")]
    #[case::a_control_character("INV\u{1b}-YYYY-NNNN")]
    fn a_pattern_is_refused(#[case] text: &str) {
        assert_eq!(Pattern::parse(text).unwrap_err().id, "pattern-invalid");
    }

    #[test]
    fn a_fiscal_year_is_named_by_the_year_it_begins_in() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(fiscal_year(day(3, 31), 4), 2025);
        assert_eq!(fiscal_year(day(4, 1), 4), 2026);
        assert_eq!(fiscal_year(day(1, 1), 1), 2026);
    }

    #[rstest]
    #[case("1187", None, None, 1187)]
    #[case("0042", None, None, 42)]
    #[case("inv 42", Some(Series::Invoice), None, 42)]
    #[case("inv42", Some(Series::Invoice), None, 42)]
    #[case("2026-42", None, Some(2026), 42)]
    #[case("JOB-HQ-2026-1187", Some(Series::Job), Some(2026), 1187)]
    fn a_number_is_found_by_its_tail(
        #[case] text: &str,
        #[case] series: Option<Series>,
        #[case] year: Option<i32>,
        #[case] seq: i64,
    ) {
        assert_eq!(Tail::parse(text), Some(Tail { series, year, seq }));
    }

    #[rstest]
    #[case("AB12CDE")]
    #[case("murphy")]
    #[case("")]
    #[case("inv-")]
    #[case("12-D-34567x")]
    fn a_plate_or_a_name_is_no_number(#[case] text: &str) {
        assert_eq!(Tail::parse(text), None);
    }

    proptest! {
        #[test]
        fn every_number_is_found_again_by_itself(pick in 0usize..Series::ALL.len(), site: bool, year in 2000i32..2100, seq in 1i64..10_000_000) {
            let series = Series::ALL[pick];
            let number = Pattern::parse(&series.default_pattern()).unwrap().format(site.then_some("HQ"), year, seq);
            prop_assert_eq!(Tail::parse(&number), Some(Tail { series: Some(series), year: Some(year), seq }));
        }
    }
}
