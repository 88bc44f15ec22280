//! The filter line of lists: `status:late mech:jo make:vw year>=2018 sort:-year`.
//!
//! Read, printed and completed here; what a key means in the store is the store's business.

mod complete;
mod keys;
mod read;

pub use complete::{Completion, Ending, complete, ending};
pub use keys::{Key, Kind, List};
pub use read::{Ground, parse};

use chrono::NaiveDate;

use super::money::decimal;
use super::{Currency, Money, Qty};

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:` holds it, or is it.
    Has,
    /// `=` is it.
    Is,
    /// `!=` or `!:` is not it.
    Not,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

impl Op {
    /// Every one, those of two signs first, so that the longest is read.
    pub const ALL: [(&'static str, Op); 8] = [
        ("!=", Op::Not),
        ("!:", Op::Not),
        ("<=", Op::AtMost),
        (">=", Op::AtLeast),
        ("<", Op::Below),
        (">", Op::Above),
        ("=", Op::Is),
        (":", Op::Has),
    ];

    /// As it is typed.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Op::Has => ":",
            Op::Is => "=",
            Op::Not => "!=",
            Op::Below => "<",
            Op::AtMost => "<=",
            Op::Above => ">",
            Op::AtLeast => ">=",
        }
    }

    /// Whether it asks for more or less rather than for the same.
    #[must_use]
    pub fn orders(self) -> bool {
        matches!(self, Op::Below | Op::AtMost | Op::Above | Op::AtLeast)
    }
}

/// A value in the terms of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words to be found.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A quantity.
    Quantity(Qty),
    /// An amount.
    Money(Money),
    /// A day.
    Day(NaiveDate),
    /// One of the words the key knows.
    Word(&'static str),
    /// Yes or no.
    Flag(bool),
}

/// `key op value`; several values are alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is looked at.
    pub key: &'static str,
    /// How.
    pub op: Op,
    /// With what; never empty, and one only where [`Op::orders`].
    pub values: Vec<Value>,
}

/// The column a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Its key.
    pub key: &'static str,
    /// The greatest first.
    pub down: bool,
}

/// What a filter line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words any column may hold; all of them.
    pub words: Vec<String>,
    /// All of them hold.
    pub terms: Vec<Term>,
    /// Else the list's own order.
    pub sort: Option<Sort>,
}

impl Filter {
    /// The line that reads as this filter.
    #[must_use]
    pub fn text(&self, currency: Currency) -> String {
        let words = self.words.iter().map(|w| quoted(w));
        let terms = self.terms.iter().map(|t| {
            let values: Vec<String> = t.values.iter().map(|v| v.text(currency)).collect();
            format!("{}{}{}", t.key, t.op.sign(), values.join(","))
        });
        let sort = self.sort.map(Sort::text);
        words.chain(terms).chain(sort).collect::<Vec<_>>().join(" ")
    }
}

impl Sort {
    /// As it is typed: `sort:year`, `sort:-year`.
    #[must_use]
    pub fn text(self) -> String {
        format!("sort:{}{}", if self.down { "-" } else { "" }, self.key)
    }
}

/// The line with its sorting replaced, or taken away; all else stays as it was typed.
#[must_use]
pub fn with_sort(line: &str, sort: Option<Sort>) -> String {
    let kept = read::tokens(line).into_iter();
    let kept = kept.filter(|t| !t.to_lowercase().starts_with("sort:"));
    let kept: Vec<String> = kept.map(str::to_owned).collect();
    let sort = sort.map(Sort::text);
    kept.into_iter().chain(sort).collect::<Vec<_>>().join(" ")
}

impl Value {
    fn text(&self, currency: Currency) -> String {
        match self {
            Value::Text(text) => quoted(text),
            Value::Number(n) => n.to_string(),
            Value::Quantity(q) => plain(q.0, 3),
            Value::Money(m) => plain(m.0, currency.exponent),
            Value::Day(day) => day.format("%Y-%m-%d").to_string(),
            Value::Word(word) => (*word).to_owned(),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
        }
    }
}

/// A decimal that can be read in one way only: three places after a point might be thousands, so they are a
/// fraction.
fn plain(n: i64, places: u32) -> String {
    let whole = 10_i64.pow(places);
    if n % whole == 0 {
        (n / whole).to_string()
    } else if places >= 3 {
        format!("{n}/{whole}")
    } else {
        decimal(n, places)
    }
}

/// Whether a text can stand bare.
fn is_bare(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.@/+*&#'".contains(c))
}

fn quoted(text: &str) -> String {
    if is_bare(text) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests;
