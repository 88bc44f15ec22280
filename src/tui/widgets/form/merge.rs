//! Two states of one form beside each other: what was typed here, and what stands in the books by now.

use super::Form;
use super::field::{Field, Kind, Value};

/// A field that says one thing here and another there, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What the other form says.
    pub theirs: String,
    /// What this one says.
    pub mine: String,
}

impl Form {
    /// Takes over from `stored` every field that was not typed in here; answers those both have changed, to
    /// different words.
    /// What is stored counts as what the form began with, so that it can be merged again.
    pub fn merge(&mut self, stored: &Form) -> Vec<Difference> {
        let mut differing = Vec::new();
        for (n, theirs) in stored.fields.iter().enumerate() {
            let Some(mine) = self.fields.get_mut(n).filter(|f| f.name == theirs.name) else {
                continue;
            };
            if mine.raw() == mine.origin {
                mine.take(theirs);
            } else if theirs.raw() != mine.origin && theirs.raw() != mine.raw() {
                differing.push(Difference {
                    name: mine.name,
                    label: mine.called(),
                    theirs: theirs.told(),
                    mine: mine.told(),
                });
            }
            mine.origin = theirs.raw();
        }
        differing
    }

    /// Takes over what the other form says in one field.
    pub fn take(&mut self, name: &str, stored: &Form) {
        if let (Some(mine), Some(theirs)) = (self.field_mut(name), stored.field(name)) {
            mine.take(theirs);
        }
    }
}

impl Field {
    fn take(&mut self, other: &Field) {
        self.value = other.value.clone();
        self.notes = other.notes.clone();
        self.line = other.line.clone();
        self.shown = other.shown.clone();
        self.error = None;
    }

    /// Its label; a box without one is called by the words behind it.
    fn called(&self) -> String {
        match &self.kind {
            Kind::Toggle(words) if self.label.is_empty() => words.clone(),
            _ => self.label.clone(),
        }
    }

    /// What it says, as a person reads it.
    fn told(&self) -> String {
        match (&self.kind, &self.value) {
            (Kind::Choice(all), Value::Key(key)) => all
                .iter()
                .find(|(k, _)| k == key)
                .map_or_else(String::new, |(_, words)| words.clone()),
            (Kind::Toggle(_), Value::On(on)) => if *on { "[x]" } else { "[ ]" }.to_owned(),
            _ => self.raw().replace('\n', " / "),
        }
    }
}
