//! Digits: grouping, decimals, minus, currency signs.

use fluent_templates::fluent_bundle::FluentValue;

/// Digits in threes with a space, that many of the last behind a point: `1 234.50`.
pub(super) fn grouped(n: u64, decimals: u32) -> String {
    let unit = 10u64.pow(decimals.min(18));
    let whole = (n / unit).to_string();
    let mut text = String::with_capacity(whole.len() + 8);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if decimals > 0 {
        let part = n % unit;
        text.push_str(&format!(".{part:0width$}", width = decimals as usize));
    }
    text
}

/// The same with a true minus sign.
pub(super) fn signed(n: i64, decimals: u32) -> String {
    let digits = grouped(n.unsigned_abs(), decimals);
    if n < 0 {
        format!("−{digits}")
    } else {
        digits
    }
}

/// Counts inside sentences are grouped like all others; other values are left to Fluent.
pub(super) fn fluent(value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "counts are whole and far below 2^53"
    )]
    let n = number.value as i64;
    Some(signed(n, 0))
}

/// The sign people know a currency by, else its code.
pub(super) fn symbol(code: &'static str) -> &'static str {
    match code {
        "EUR" => "€",
        "GBP" => "£",
        "USD" | "AUD" | "CAD" | "NZD" | "SGD" => "$",
        "INR" => "₹",
        "JPY" => "¥",
        "PLN" => "zł",
        "DKK" | "NOK" | "SEK" => "kr",
        code => code,
    }
}
