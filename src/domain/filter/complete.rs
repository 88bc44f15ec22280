//! Completing a filter line as it is typed: keys first, then the values of a key.

use super::read::{split, tokens};
use super::{Key, Kind, List};

/// A way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the last part of the line becomes.
    pub token: String,
    /// Whether the part is whole with it, so that a blank follows.
    pub whole: bool,
}

/// What the end of a line is about.
#[derive(Clone, Copy, Debug)]
pub enum Ending<'a> {
    /// A key, or a word, is being typed.
    Key(&'a str),
    /// A value of this key.
    Value(&'static Key, &'a str),
    /// The column to sort by.
    Sort(&'a str),
    /// Between two parts.
    Between,
}

/// What the end of the line is about; the end is where one types.
#[must_use]
pub fn ending(list: List, line: &str) -> Ending<'_> {
    let open = line.matches('"').count() % 2 == 1;
    if !open && line.ends_with(char::is_whitespace) {
        return Ending::Between;
    }
    let Some(last) = tokens(line).pop() else {
        return Ending::Between;
    };
    match split(last) {
        None => Ending::Key(last),
        Some((key, _, rest)) if key.eq_ignore_ascii_case("sort") => Ending::Sort(rest),
        Some((key, _, rest)) => {
            let typed = rest.rsplit(',').next().unwrap_or(rest);
            list.key(key)
                .map_or(Ending::Between, |key| Ending::Value(key, typed))
        }
    }
}

/// How the line may go on; `known` are values the store has for the key at its end.
#[must_use]
pub fn complete(list: List, line: &str, known: &[String]) -> Vec<Completion> {
    match ending(list, line) {
        Ending::Key(typed) => keys(list, typed),
        Ending::Between if line.trim().is_empty() => Vec::new(),
        Ending::Between => Vec::new(),
        Ending::Sort(typed) => {
            let name = typed.trim_start_matches(['-', '−']);
            let down = if name.len() < typed.len() { "-" } else { "" };
            let fit = list.keys().iter().filter(|k| k.sorts);
            fit.filter(|k| k.name.starts_with(&name.to_lowercase()) && k.name != name)
                .map(|k| whole(format!("sort:{down}{}", k.name)))
                .collect()
        }
        Ending::Value(key, typed) => values(key, line, typed, known),
    }
}

fn keys(list: List, typed: &str) -> Vec<Completion> {
    let typed = typed.to_lowercase();
    let begins = |name: &str| name.starts_with(&typed);
    let fit = |k: &&Key| begins(k.name) || k.also.iter().any(|a| begins(a));
    let mut found: Vec<Completion> = list
        .keys()
        .iter()
        .filter(fit)
        .map(|k| Completion {
            token: format!("{}{}", k.name, sign(k.kind)),
            whole: false,
        })
        .collect();
    if begins("sort") {
        found.push(Completion {
            token: "sort:".to_owned(),
            whole: false,
        });
    }
    found
}

/// The sign one most likely wants.
const fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Words(_) | Kind::Flag => ":",
        Kind::Number | Kind::Quantity | Kind::Money | Kind::Day => ">=",
    }
}

fn values(key: &Key, line: &str, typed: &str, known: &[String]) -> Vec<Completion> {
    let Some(last) = tokens(line).pop() else {
        return Vec::new();
    };
    let before = &last[..last.len() - typed.len()];
    let bare = typed.trim_matches('"').to_lowercase();
    let fits = |value: &str| {
        let value = value.to_lowercase();
        value.starts_with(&bare) && value != bare
    };
    let words = key.words().into_iter().filter(|w| fits(w));
    let words = words.map(|w| whole(format!("{before}{w}")));
    let known = known.iter().filter(|v| fits(v));
    let known = known.map(|v| whole(format!("{before}{}", super::quoted(v))));
    words.chain(known).collect()
}

fn whole(token: String) -> Completion {
    Completion { token, whole: true }
}

impl Completion {
    /// The line with its last part replaced.
    #[must_use]
    pub fn applied(&self, line: &str) -> String {
        let last = match tokens(line).pop() {
            Some(last) if line.ends_with(last) => last.len(),
            _ => 0,
        };
        let before = &line[..line.len() - last];
        let blank = if self.whole { " " } else { "" };
        format!("{before}{}{blank}", self.token)
    }
}
