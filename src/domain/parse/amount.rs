//! Amounts and quantities, with sums and products in them.

use crate::domain::money::round_div;
use crate::domain::{Currency, Money, Msg, Qty, msg};

/// An amount: `1430`, `12.50`, `12,5`, `1,250.00`, `1.250,00`, `1 250`, `3*12.50`, `100-15+2.5`, `1000/3`.
///
/// A product or quotient is rounded once, at the end.
///
/// # Errors
/// If it is no amount, could be read in two ways (`1.250`), is finer than the currency or too large.
pub fn money(text: &str, currency: Currency) -> Result<Money, Msg> {
    let trimmed = text.trim();
    let bare = trimmed
        .strip_suffix(currency.code)
        .or_else(|| trimmed.strip_prefix(currency.code))
        .unwrap_or(trimmed)
        .trim_matches(|c: char| "€$£¥₹".contains(c) || c.is_whitespace());
    let n = calculate(bare, currency.exponent, || {
        msg!("amount-invalid", text = trimmed)
    })?;
    if n.abs() > Money::LIMIT.0 {
        Err(msg!("amount-too-large"))
    } else {
        Ok(Money(n))
    }
}

/// A quantity, in the same ways; letters of a unit after it are left out: `4.5 l`.
///
/// # Errors
/// If it is no number, has more than three decimal places or is too large.
pub fn qty(text: &str) -> Result<Qty, Msg> {
    let trimmed = text.trim();
    let bare = trimmed.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let n = calculate(bare, 3, || msg!("quantity-invalid", text = trimmed))?;
    if n.abs() > Qty::LIMIT.0 {
        Err(msg!("amount-too-large"))
    } else {
        Ok(Qty(n))
    }
}

/// A number as numerator over denominator.
type Fraction = (i128, i128);

/// Works the expression out, in units of 10^-places.
fn calculate(text: &str, places: u32, invalid: impl Fn() -> Msg) -> Result<i64, Msg> {
    let too_large = || msg!("amount-too-large");
    let mut rest = text.trim();
    let (mut sum, mut term): (Fraction, Fraction) = ((0, 1), (0, 1));
    let mut operator = '+';
    let mut operations = 0;
    if let Some(after) = rest.strip_prefix(['-', '−']) {
        (operator, rest) = ('-', after);
    } else if let Some(after) = rest.strip_prefix('+') {
        rest = after;
    }
    loop {
        let end = rest
            .find(|c: char| !is_number_part(c))
            .unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        let number = number(token.trim(), places).ok_or_else(&invalid)?.map_err(
            |TwoWays { grouped, decimal }| {
                msg!(
                    "amount-two-ways",
                    text = token.trim(),
                    first = grouped,
                    second = decimal
                )
            },
        )?;
        match operator {
            '*' => term = multiply(term, number).ok_or_else(too_large)?,
            '/' if number.0 == 0 => return Err(invalid()),
            '/' => term = multiply(term, (number.1, number.0)).ok_or_else(too_large)?,
            sign => {
                sum = add(sum, term).ok_or_else(too_large)?;
                term = if sign == '-' {
                    (-number.0, number.1)
                } else {
                    number
                };
            }
        }
        let mut chars = after.chars();
        operator = match chars.next() {
            None => break,
            Some('+') => '+',
            Some('-' | '−') => '-',
            Some('*' | 'x' | '×') => '*',
            Some('/') => '/',
            Some(_) => return Err(invalid()),
        };
        operations += 1;
        rest = chars.as_str();
    }
    let (n, d) = add(sum, term).ok_or_else(too_large)?;
    let scaled = n.checked_mul(10i128.pow(places)).ok_or_else(too_large)?;
    if operations == 0 && scaled % d != 0 {
        return Err(msg!("amount-too-fine", places = places));
    }
    i64::try_from(round_div(scaled, d)).map_err(|_| too_large())
}

fn multiply(a: Fraction, b: Fraction) -> Option<Fraction> {
    let (n, d) = (a.0.checked_mul(b.0)?, a.1.checked_mul(b.1)?);
    Some(reduced(n, d))
}

fn add(a: Fraction, b: Fraction) -> Option<Fraction> {
    let n = a.0.checked_mul(b.1)?.checked_add(b.0.checked_mul(a.1)?)?;
    Some(reduced(n, a.1.checked_mul(b.1)?))
}

fn reduced(n: i128, d: i128) -> Fraction {
    let (mut a, mut b) = (n.unsigned_abs(), d.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let by = i128::try_from(a).unwrap_or(1).max(1);
    if d < 0 {
        (-n / by, -d / by)
    } else {
        (n / by, d / by)
    }
}

/// The two readings of a number such as `1.250`.
struct TwoWays {
    grouped: String,
    decimal: String,
}

fn is_number_part(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',') || is_gap(c)
}

/// What groups digits and never is a decimal sign.
fn is_gap(c: char) -> bool {
    matches!(c, '\'' | '’') || c.is_whitespace()
}

/// Reads one number. `None`: it is none. `Err`: it could be two, because a field of fewer than three
/// decimal places has one sign with three digits after it.
fn number(token: &str, places: u32) -> Option<Result<Fraction, TwoWays>> {
    let marks: Vec<(usize, char)> = token
        .char_indices()
        .filter(|(_, c)| !c.is_ascii_digit())
        .collect();
    let (whole, part) = match marks.last() {
        Some(&(at, last))
            if !is_gap(last) && marks.iter().filter(|(_, c)| *c == last).count() == 1 =>
        {
            let (whole, part) = (&token[..at], &token[at + last.len_utf8()..]);
            let doubtful = marks.len() == 1
                && places < 3
                && part.len() == 3
                && (1..=3).contains(&whole.len())
                && !whole.starts_with('0');
            if doubtful {
                let decimal = part.trim_end_matches('0');
                return Some(Err(TwoWays {
                    grouped: format!("{whole}{part}"),
                    decimal: if decimal.is_empty() {
                        whole.to_owned()
                    } else {
                        format!("{whole}.{decimal}")
                    },
                }));
            }
            (whole, part)
        }
        _ => (token, ""),
    };
    if !grouped_well(whole) {
        return None;
    }
    let digits: String = whole
        .chars()
        .filter(char::is_ascii_digit)
        .chain(part.chars())
        .collect();
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let n: i128 = digits.parse().ok()?;
    Some(Ok(reduced(n, 10i128.pow(u32::try_from(part.len()).ok()?))))
}

/// Whether groups are of three digits, or of two before the last as in India, all with one sign.
fn grouped_well(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    let mut signs: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    signs.dedup();
    let Some((last, before)) = groups.split_last().filter(|(_, before)| !before.is_empty()) else {
        return true;
    };
    let inner = before.get(1..).unwrap_or_default();
    signs.len() == 1
        && last.len() == 3
        && before
            .first()
            .is_some_and(|first| (1..=3).contains(&first.len()))
        && (inner.iter().all(|g| g.len() == 3) || inner.iter().all(|g| g.len() == 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("1430", 143_000)]
    #[case("12.50", 1250)]
    #[case("12,5", 1250)]
    #[case(".5", 50)]
    #[case("5.", 500)]
    #[case("1,250.00", 125_000)]
    #[case("1.250,00", 125_000)]
    #[case("1 250", 125_000)]
    #[case("1'250.50", 125_050)]
    #[case("12,50,000.00", 125_000_000)]
    #[case("1.250.000", 125_000_000)]
    #[case("3*12.50", 3750)]
    #[case("3 x 12,50", 3750)]
    #[case("100-15+2.5", 8750)]
    #[case("1000/3", 33_333)]
    #[case("2*3+4*5", 2600)]
    #[case("-12.50", -1250)]
    #[case("€ 12.50", 1250)]
    #[case("12.50 EUR", 1250)]
    #[case("10/4*2", 500)]
    #[case("0.125*8", 100)]
    fn an_amount_is_read(#[case] text: &str, #[case] minor: i64) {
        assert_eq!(money(text, Currency::EUR), Ok(Money(minor)));
    }

    #[rstest]
    #[case("abc", "amount-invalid")]
    #[case("", "amount-invalid")]
    #[case("12 50", "amount-invalid")]
    #[case("1,25,0.00", "amount-invalid")]
    #[case("1.2.3", "amount-invalid")]
    #[case("3*", "amount-invalid")]
    #[case("*3", "amount-invalid")]
    #[case("1/0", "amount-invalid")]
    #[case("1.250", "amount-two-ways")]
    #[case("1,250", "amount-two-ways")]
    #[case("12.3456", "amount-too-fine")]
    #[case("999999999999999", "amount-too-large")]
    #[case(
        "999999999*999999999*999999999*999999999*999999999",
        "amount-too-large"
    )]
    #[case("9999999999999999999999", "amount-invalid")]
    #[case("=1+1", "amount-invalid")]
    fn an_amount_is_refused(#[case] text: &str, #[case] id: &str) {
        assert_eq!(money(text, Currency::EUR).unwrap_err().id, id);
    }

    #[test]
    fn two_readings_are_both_said() {
        assert_eq!(
            money("1.250", Currency::EUR).unwrap_err().to_string(),
            "amount-two-ways text=\"1.250\" first=\"1250\" second=\"1.25\""
        );
    }

    #[rstest]
    #[case("4.5 l", 4500)]
    #[case("1.250", 1250)]
    #[case("1,8", 1800)]
    #[case("2*0.75", 1500)]
    #[case("-2", -2000)]
    #[case("12 pcs", 12_000)]
    fn a_quantity_is_read(#[case] text: &str, #[case] milli: i64) {
        assert_eq!(qty(text), Ok(Qty(milli)));
    }

    #[test]
    fn a_yen_has_no_decimals() {
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(money("1430", yen), Ok(Money(1430)));
        assert_eq!(money("14.5", yen).unwrap_err().id, "amount-too-fine");
    }

    proptest! {
        #[test]
        fn an_amount_as_the_program_writes_it_reads_back(minor in -Money::LIMIT.0..Money::LIMIT.0, code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
            let currency = Currency::parse(code).unwrap();
            prop_assert_eq!(money(&currency.plain(Money(minor)), currency), Ok(Money(minor)));
        }

        #[test]
        fn a_quantity_as_the_program_writes_it_reads_back(milli in -Qty::LIMIT.0..Qty::LIMIT.0) {
            prop_assert_eq!(qty(&Qty(milli).to_string()), Ok(Qty(milli)));
        }

        #[test]
        fn no_text_whatever_makes_it_panic(text in "[0-9.,' +*/x-]{0,40}") {
            let _ = money(&text, Currency::EUR);
            let _ = qty(&text);
        }
    }
}
