//! Reading a filter line.

use chrono::NaiveDate;

use super::{Filter, Key, Kind, List, Op, Sort, Term, Value};
use crate::domain::{Currency, Msg, msg, parse as read};

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// `today` in it.
    pub today: NaiveDate,
    /// Amounts are in this.
    pub currency: Currency,
}

/// Reads a line.
///
/// # Errors
/// A sentence about the first part that cannot be read: no such key, not one of its values, a text where a number
/// belongs.
pub fn parse(list: List, line: &str, ground: Ground) -> Result<Filter, Msg> {
    let mut filter = Filter::default();
    for token in tokens(line) {
        let Some((key, op, rest)) = split(token) else {
            let word = unquoted(token);
            if !word.is_empty() {
                filter.words.push(word);
            }
            continue;
        };
        if key.eq_ignore_ascii_case("sort") {
            filter.sort = Some(sort(list, rest)?);
            continue;
        }
        let found = list.key(key).ok_or_else(|| no_such_key(list, key))?;
        filter.terms.push(term(found, op, rest, ground)?);
    }
    Ok(filter)
}

fn no_such_key(list: List, key: &str) -> Msg {
    msg!("filter-no-key", key = key, keys = names(list, |_| true))
}

fn names(list: List, wanted: impl Fn(&Key) -> bool) -> String {
    let keys = list.keys().iter().filter(|k| wanted(k));
    keys.map(|k| k.name).collect::<Vec<_>>().join(", ")
}

fn sort(list: List, rest: &str) -> Result<Sort, Msg> {
    let (down, name) = match rest.strip_prefix(['-', '−']) {
        Some(name) => (true, name),
        None => (false, rest),
    };
    match list.key(name).filter(|k| k.sorts) {
        Some(key) => Ok(Sort {
            key: key.name,
            down,
        }),
        None => Err(msg!(
            "filter-no-sort",
            key = name,
            keys = names(list, |k| k.sorts)
        )),
    }
}

fn term(key: &'static Key, op: Op, rest: &str, ground: Ground) -> Result<Term, Msg> {
    if op.orders() && matches!(key.kind, Kind::Text | Kind::Words(_) | Kind::Flag) {
        return Err(msg!("filter-not-ordered", key = key.name, sign = op.sign()));
    }
    let parts = alternatives(rest);
    if parts.is_empty() {
        return Err(msg!("filter-no-value", key = key.name));
    }
    if op.orders() && parts.len() > 1 {
        return Err(msg!("filter-one-value", key = key.name, sign = op.sign()));
    }
    let values = parts.iter().map(|part| value(key, part, ground));
    Ok(Term {
        key: key.name,
        op,
        values: values.collect::<Result<_, _>>()?,
    })
}

fn value(key: &Key, part: &str, ground: Ground) -> Result<Value, Msg> {
    Ok(match key.kind {
        Kind::Text => Value::Text(part.to_owned()),
        Kind::Number => {
            let digits: String = part
                .chars()
                .filter(|c| !matches!(c, ' ' | '\u{a0}' | '.' | ',' | '\''))
                .collect();
            let number = digits.parse().ok();
            Value::Number(
                number.ok_or_else(|| msg!("filter-no-number", key = key.name, text = part))?,
            )
        }
        Kind::Quantity => Value::Quantity(read::qty(part)?),
        Kind::Money => Value::Money(read::money(part, ground.currency)?),
        Kind::Day => Value::Day(read::date(part, ground.today)?),
        Kind::Words(_) => Value::Word(word(key, part)?),
        Kind::Flag => match part.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Value::Flag(true),
            "no" | "n" | "false" | "0" => Value::Flag(false),
            _ => return Err(msg!("filter-no-flag", key = key.name, text = part)),
        },
    })
}

/// The word itself, or the only one that begins so.
fn word(key: &Key, part: &str) -> Result<&'static str, Msg> {
    let typed = part.to_lowercase().replace(['-', ' '], "_");
    let all = key.words();
    if let Some(word) = all.iter().find(|w| **w == typed) {
        return Ok(word);
    }
    let mut begin = all.iter().filter(|w| w.starts_with(&typed));
    match (begin.next(), begin.next()) {
        (Some(word), None) => Ok(word),
        _ => Err(msg!(
            "filter-no-word",
            key = key.name,
            text = part,
            words = all.join(", ")
        )),
    }
}

/// Key, sign and the rest of a token; `None` is a word. What begins with no letter is never a key: times and
/// numbers may hold a colon.
pub(super) fn split(token: &str) -> Option<(&str, Op, &str)> {
    let end = token.find(|c: char| !c.is_alphabetic() && c != '_')?;
    let (key, tail) = token.split_at(end);
    if key.is_empty() {
        return None;
    }
    Op::ALL
        .iter()
        .find_map(|(sign, op)| tail.strip_prefix(sign).map(|rest| (key, *op, rest)))
}

/// The parts between blanks; a blank between quotation marks is one of the text.
pub(super) fn tokens(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut quoted) = (None, false);
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        match (c.is_whitespace() && !quoted, from) {
            (true, Some(begin)) => {
                found.push(&line[begin..at]);
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    if let Some(begin) = from {
        found.push(&line[begin..]);
    }
    found
}

/// The values between commas, without their quotation marks; empty ones are left out.
fn alternatives(rest: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quoted = false;
    let mut signs = rest.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                push(&mut found, '"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => found.push(String::new()),
            c => push(&mut found, c),
        }
    }
    found.retain(|v| !v.trim().is_empty());
    found
}

fn push(found: &mut [String], c: char) {
    if let Some(last) = found.last_mut() {
        last.push(c);
    }
}

fn unquoted(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let mut quoted = false;
    let mut signs = token.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                text.push('"');
            }
            '"' => quoted = !quoted,
            c => text.push(c),
        }
    }
    text
}
