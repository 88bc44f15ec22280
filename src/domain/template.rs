//! The words of a message with the facts put in. Pure: what cannot be filled in is a fault, never a gap.

use std::collections::BTreeMap;

/// Facts by the names of fields.
pub type Facts = BTreeMap<String, String>;

/// Why a template cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The message knows the field, and has nothing in it.
    Missing(String),
    /// No message has such a field.
    Unknown(String),
    /// A brace is opened and not closed.
    Open,
}

/// What stands in a template, piece by piece.
enum Piece<'a> {
    Words(&'a str),
    Field(&'a str),
}

/// Fills in the fields. What a fact says is text and nothing else: a brace in it names no field, and control
/// characters (line ends in one-line facts, escape codes) become blanks.
///
/// # Errors
/// The first field that cannot be filled in; `known` decides between missing and unknown.
pub fn fill(template: &str, facts: &Facts, known: &[&str]) -> Result<String, Fault> {
    let mut text = String::with_capacity(template.len() + 64);
    for piece in pieces(template) {
        match piece? {
            Piece::Words(words) => text.push_str(words),
            Piece::Field(name) => match facts.get(name).map(|fact| tame(fact)) {
                Some(fact) if !fact.is_empty() => text.push_str(&fact),
                _ if known.contains(&name) => return Err(Fault::Missing(name.to_owned())),
                _ => return Err(Fault::Unknown(name.to_owned())),
            },
        }
    }
    Ok(text)
}

/// Fills in a line that may have no line ends at all: a subject.
///
/// # Errors
/// As [`fill`].
pub fn fill_line(template: &str, facts: &Facts, known: &[&str]) -> Result<String, Fault> {
    Ok(tame(&fill(template, facts, known)?))
}

/// The names of the fields, in the order they stand.
///
/// # Errors
/// [`Fault::Open`].
pub fn fields(template: &str) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    for piece in pieces(template) {
        if let Piece::Field(name) = piece? {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

fn pieces(template: &str) -> impl Iterator<Item = Result<Piece<'_>, Fault>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(inside) = rest.strip_prefix('{') else {
            let end = rest.find('{').unwrap_or(rest.len());
            let words = &rest[..end];
            rest = &rest[end..];
            return Some(Ok(Piece::Words(words)));
        };
        let Some((name, after)) = inside.split_once('}') else {
            rest = "";
            return Some(Err(Fault::Open));
        };
        rest = after;
        Some(Ok(Piece::Field(name.trim())))
    })
}

/// One line without control characters, without the marks that turn the direction of what follows, and
/// without blanks at its ends.
fn tame(fact: &str) -> String {
    let plain: String = fact
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const KNOWN: &[&str] = &["customer", "day", "phone"];

    fn facts(pairs: &[(&str, &str)]) -> Facts {
        let own = |(k, v): &(&str, &str)| ((*k).to_owned(), (*v).to_owned());
        pairs.iter().map(own).collect()
    }

    #[test]
    fn fields_are_filled_in_and_words_stay() {
        let facts = facts(&[("customer", "Mr Jansen"), ("day", "Mon 23 Nov")]);
        assert_eq!(
            fill("Dear {customer},\n\n{ day }.", &facts, KNOWN).unwrap(),
            "Dear Mr Jansen,\n\nMon 23 Nov."
        );
    }

    #[rstest]
    #[case::an_empty_field("Hi {phone}", Fault::Missing("phone".to_owned()))]
    #[case::a_field_without_a_fact("Hi {day}", Fault::Missing("day".to_owned()))]
    #[case::a_name_nobody_knows("Hi {nmae}", Fault::Unknown("nmae".to_owned()))]
    #[case::a_brace_left_open("Hi {customer", Fault::Open)]
    fn what_cannot_be_filled_in_is_never_sent(#[case] template: &str, #[case] fault: Fault) {
        let facts = facts(&[("customer", "x"), ("phone", " \u{200b} ")]);
        assert_eq!(fill(template, &facts, KNOWN), Err(fault));
    }

    #[test]
    fn a_subject_is_one_line_whatever_the_customer_is_called() {
        let facts = facts(&[("customer", "Jan\r\nBcc: all@example.com\u{1b}[2J")]);
        let subject = fill_line("For {customer}\n", &facts, KNOWN).unwrap();
        assert_eq!(subject, "For Jan Bcc: all@example.com [2J");
    }

    proptest! {
        #[test]
        fn a_fact_is_text_and_names_no_field(name in any::<String>()) {
            let facts = facts(&[("customer", &name), ("day", "secret")]);
            if let Ok(text) = fill("{customer}", &facts, KNOWN) {
                prop_assert!(!text.chars().any(char::is_control));
                prop_assert_eq!(text.contains("secret"), name.contains("secret"));
            }
        }
    }
}
