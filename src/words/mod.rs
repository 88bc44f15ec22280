//! Words for people: the Fluent catalogues, and how money, dates and durations are written.
//!
//! It turns a [`Msg`] into a sentence and a value into text. It never decides what to say, knows no
//! screen and no row, and names no floor but `domain`.

mod clean;
mod dates;
mod numbers;
mod pseudo;

pub use clean::clean;

use crate::domain::{Arg, Bp, Currency, Money, Msg, Ppm, Qty, Zone};
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use std::borrow::Cow;
use std::collections::HashMap;

static_loader! {
    static CATALOGUES = {
        locales: "./assets/locales",
        fallback_language: "en",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(|value, _| numbers::fluent(value)));
        },
    };
}

/// The language every catalogue falls back to.
pub const ENGLISH: LanguageIdentifier = langid!("en");

/// One reader's language, zone and currency. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Words {
    locale: LanguageIdentifier,
    stretched: bool,
    currency: Currency,
    zone: Zone,
}

impl Words {
    /// Said with a capital, as a line of a list begins.
    pub fn capital(&self, msg: &Msg) -> String {
        let said = self.say(msg);
        let mut letters = said.chars();
        match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => String::new(),
        }
    }

    /// Said as a sentence of its own: a capital, and a full stop if it has no end.
    pub fn sentence(&self, msg: &Msg) -> String {
        let mut said = self.capital(msg);
        if !said.ends_with(['.', '!', '?', '…']) {
            said.push('.');
        }
        said
    }

    /// Words in that locale (`en`, or the pseudo-locale `en-XA`), amounts in that currency, times in
    /// that zone. A locale without a catalogue means English.
    pub fn new(locale: &str, currency: Currency, zone: Zone) -> Self {
        let stretched = locale.eq_ignore_ascii_case("en-XA");
        let locale = if stretched {
            ENGLISH
        } else {
            locale.parse().unwrap_or(ENGLISH)
        };
        Self {
            locale,
            stretched,
            currency,
            zone,
        }
    }

    /// The currency amounts are in.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The zone times are shown in.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The sentence of a message. An id without words shows itself, so that it is seen and mended.
    pub fn say(&self, msg: &Msg) -> String {
        let text = self.plain(msg);
        if self.stretched {
            pseudo::stretch(&text)
        } else {
            text
        }
    }

    /// A sentence with nothing to fill in.
    pub fn word(&self, id: &'static str) -> String {
        self.say(&Msg::new(id))
    }

    /// The words of an id that was read somewhere, not written in the code.
    pub fn named(&self, id: &str) -> Option<String> {
        let text = CATALOGUES.try_lookup(&self.locale, id)?;
        Some(if self.stretched {
            pseudo::stretch(&text)
        } else {
            text
        })
    }

    fn plain(&self, msg: &Msg) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'static>> = msg
            .args
            .iter()
            .map(|(name, arg)| (Cow::Borrowed(*name), self.value(arg)))
            .collect();
        CATALOGUES
            .try_lookup_with_args(&self.locale, msg.id, &args)
            .unwrap_or_else(|| format!("‹{}›", msg.id))
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        let text = match arg {
            Arg::Int(n) => return FluentValue::from(*n),
            Arg::Text(text) => clean(text).into_owned(),
            Arg::Money(amount) => self.money(*amount),
            Arg::Qty(qty) => self.qty(*qty),
            Arg::Ts(at) => self.moment(*at),
            Arg::Date(day) => self.day_long(*day),
            Arg::Time(minute) => self.minute(*minute),
            Arg::Msg(inner) => self.plain(inner),
        };
        FluentValue::from(text)
    }

    /// An amount with its currency, once: `€ 1 382.78`, `− € 12.00`.
    pub fn money(&self, amount: Money) -> String {
        let symbol = numbers::symbol(self.currency.code);
        let digits = numbers::grouped(amount.0.unsigned_abs(), self.currency.exponent);
        let minus = if amount.0 < 0 { "−" } else { "" };
        format!("{minus}{symbol} {digits}")
    }

    /// An amount without its currency, for columns: `1 382.78`, `−12.00`.
    pub fn amount(&self, amount: Money) -> String {
        numbers::signed(amount.0, self.currency.exponent)
    }

    /// A quantity without zeros it does not need: `1.8`, `−2`, `1 200`.
    pub fn qty(&self, qty: Qty) -> String {
        let text = numbers::signed(qty.0, 3);
        trimmed(&text).to_owned()
    }

    /// A quantity with two decimals and its unit in its own place: `1.80 h`.
    pub fn measured(&self, qty: Qty, unit: &str) -> String {
        let hundredths = crate::domain::money::round_div(i128::from(qty.0), 10);
        let shown = numbers::signed(i64::try_from(hundredths).unwrap_or(i64::MAX), 2);
        format!("{shown} {}", clean(unit))
    }

    /// A count, grouped: `104 392`.
    pub fn count(&self, n: i64) -> String {
        numbers::signed(n, 0)
    }

    /// A count that stops at a cap: `10 000+` beyond it.
    pub fn count_to(&self, n: i64, cap: i64) -> String {
        if n > cap {
            format!("{}+", self.count(cap))
        } else {
            self.count(n)
        }
    }

    /// A share of a hundred: `74 %`.
    pub fn percent(&self, n: i64) -> String {
        format!("{} %", numbers::signed(n, 0))
    }

    /// A tax rate without zeros it does not need: `21 %`, `8.875 %`.
    pub fn rate(&self, rate: Ppm) -> String {
        let percent = numbers::signed(rate.0, 4);
        format!("{} %", trimmed(&percent))
    }

    /// A discount or a share in hundredths of a percent: `10 %`, `2.5 %`.
    pub fn share(&self, rate: Bp) -> String {
        let percent = numbers::signed(rate.0, 2);
        format!("{} %", trimmed(&percent))
    }

    /// A length of time: `45 min`, `2 h`, `2 h 15`.
    pub fn minutes(&self, minutes: i64) -> String {
        let sign = if minutes < 0 { "−" } else { "" };
        let text = crate::domain::time::duration(minutes);
        format!("{sign}{}", self.plain(&text))
    }

    /// A running clock: `0:37`, never seconds.
    pub fn clock(&self, minutes: i64) -> String {
        let sign = if minutes < 0 { "−" } else { "" };
        let n = minutes.unsigned_abs();
        format!("{sign}{}:{:02}", n / 60, n % 60)
    }
}

/// A decimal number without the zeros at its end.
fn trimmed(number: &str) -> &str {
    number.trim_end_matches('0').trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Ts;
    use crate::msg;
    use rstest::rstest;

    fn words() -> Words {
        Words::new("en", Currency::EUR, Zone::UTC)
    }

    #[rstest]
    #[case(38278, "€ 382.78")]
    #[case(-1200, "−€ 12.00")]
    #[case(123_456_789, "€ 1 234 567.89")]
    #[case(0, "€ 0.00")]
    fn money_has_its_currency_once_and_its_thousands_grouped(#[case] n: i64, #[case] text: &str) {
        assert_eq!(words().money(Money(n)), text);
    }

    #[test]
    fn quantities_percentages_and_durations_read_as_people_write_them() {
        let w = words();
        assert_eq!(w.qty(Qty(1800)), "1.8");
        assert_eq!(w.qty(Qty(-2000)), "−2");
        assert_eq!(w.qty(Qty(1_200_000)), "1 200");
        assert_eq!(w.measured(Qty(1800), "h"), "1.80 h");
        assert_eq!(w.percent(74), "74 %");
        assert_eq!(w.rate(Ppm(210_000)), "21 %");
        assert_eq!(w.rate(Ppm(88_750)), "8.875 %");
        assert_eq!(w.rate(Ppm(0)), "0 %");
        assert_eq!(w.share(Bp(1000)), "10 %");
        assert_eq!(w.minutes(45), "45 min");
        assert_eq!(w.minutes(120), "2 h");
        assert_eq!(w.minutes(135), "2 h 15");
        assert_eq!(w.clock(37), "0:37");
    }

    #[test]
    fn what_customers_type_cannot_steer_the_terminal() {
        let said = words().say(&msg!("toast-undone", what = "Jan\u{1b}[2J\u{202e}sen\n"));
        assert!(said.contains("Jan[2Jsen"), "{said:?}");
        assert!(!said.chars().any(char::is_control));
    }

    #[test]
    fn no_id_has_words_in_two_catalogues() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/locales/en");
        let mut seen: HashMap<String, String> = HashMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
            for line in text.lines().filter(begins) {
                let Some((id, _)) = line.split_once('=') else {
                    continue;
                };
                let before = seen.insert(id.trim().to_owned(), name.clone());
                assert_eq!(
                    before, None,
                    "{id} stands in two places, the second is {name}"
                );
            }
        }
    }

    #[test]
    fn an_id_without_words_shows_itself() {
        assert_eq!(words().say(&Msg::new("no-such-id")), "‹no-such-id›");
    }

    #[test]
    fn the_pseudo_locale_is_two_fifths_longer() {
        let long = Words::new("en-XA", Currency::EUR, Zone::UTC);
        let short = words().word("toast-nothing-to-undo").chars().count();
        let stretched = long.word("toast-nothing-to-undo").chars().count();
        assert!(stretched * 10 >= short * 14, "{stretched} beside {short}");
    }

    #[test]
    fn instants_are_shown_in_the_zone_of_the_site() {
        let w = Words::new(
            "en",
            Currency::EUR,
            Zone::parse("Europe/Amsterdam").unwrap(),
        );
        let at = w
            .zone()
            .at(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), 642);
        assert_eq!(w.time(at), "10:42");
        assert_eq!(w.moment(at), "Mon 23 Nov 10:42");
        assert_eq!(w.day_long(w.zone().day_of(at)), "Mon 23 Nov 2026");
        assert_eq!(w.time(Ts(at.0)), "10:42");
    }
}
