//! Forms: fields in fixed places, one in focus, an error under its field, nothing typed ever lost.
//!
//! A form knows keys and values. It never asks the desk: what it would like to know goes to the screen
//! in its [`Reply`].

mod draw;
mod field;
mod keys;
mod merge;
mod notes;
mod read;

use serde_json::{Map, json};

use super::{Month, Pick, PickItem};
use crate::domain::{Money, Msg, Qty};
use crate::msg;
use crate::tui::look::Role;
use crate::words::Words;
use chrono::NaiveDate;
pub use field::{Field, Kind, Value};
pub use merge::Difference;
pub use read::Env;

/// What lies open under a field.
#[derive(Clone, Debug)]
enum Popup {
    List(Pick),
    Month(Month),
}

/// What a key did to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Not a key for the form now: the screen's.
    Ignored,
    /// Taken; nothing for the screen to do but draw.
    Taken,
    /// This field says something else now.
    Changed(&'static str),
    /// Options are wanted for what stands in this field; answer with [`Form::options`].
    Options(&'static str, String),
    /// The last field was left and every field can be read.
    Done,
}

/// Fields in the order a person goes through them.
#[derive(Clone, Debug)]
pub struct Form {
    fields: Vec<Field>,
    at: usize,
    popup: Option<Popup>,
    /// Shown in an open list while nothing matches; the screen says it in words.
    pub nothing: String,
    /// The same for fields that take only what is in their list; empty: as `nothing`.
    pub unknown: String,
}

impl Form {
    /// A form of these fields, the first that is on in focus.
    pub fn new(fields: Vec<Field>) -> Self {
        let at = fields.iter().position(|f| f.off.is_none()).unwrap_or(0);
        Self {
            fields,
            at,
            popup: None,
            nothing: String::new(),
            unknown: String::new(),
        }
    }

    /// The name of the field in focus.
    pub fn focus(&self) -> &'static str {
        self.fields.get(self.at).map_or("", |f| f.name)
    }

    /// Puts the focus on a field.
    pub fn go(&mut self, name: &str) {
        if let Some(at) = self.fields.iter().position(|f| f.name == name) {
            self.enter(at);
        }
    }

    /// A list or a month is open: Esc closes it first.
    pub fn is_open(&self) -> bool {
        self.popup.is_some()
    }

    /// Whether the field in focus needs options that are still on their way: Enter and Tab wait.
    pub fn waits(&self) -> bool {
        self.fields
            .get(self.at)
            .is_some_and(|f| f.asked.is_some() && !f.is_read())
    }

    /// Options for a field, as asked for. An answer to another text than the one typed is dropped.
    pub fn options(&mut self, name: &str, text: &str, options: Vec<PickItem>) {
        let nothing = self.of_nothing();
        let Some(at) = self.fields.iter().position(|f| f.name == name) else {
            return;
        };
        let field = &mut self.fields[at];
        if field.asked.as_deref().is_some_and(|asked| asked != text) {
            return;
        }
        field.asked = None;
        field.options = options;
        if at == self.at && (!field.is_read() || self.popup.is_some()) {
            let mut list = Pick::new(field.narrowed());
            list.empty = nothing;
            self.popup = Some(Popup::List(list));
        }
    }

    /// What there is to pick, given by the screen without being asked.
    pub fn set_options(&mut self, name: &str, options: Vec<PickItem>) {
        if let Some(field) = self.field_mut(name) {
            field.options = options;
        }
    }

    /// Reads every field; where one cannot be read the focus goes there, its error under it.
    pub fn finish(&mut self, env: &Env) -> bool {
        self.popup = None;
        let mut first = None;
        for (n, field) in self
            .fields
            .iter_mut()
            .enumerate()
            .filter(|(_, f)| f.off.is_none())
        {
            field.error = field.read(env).err();
            if field.error.is_none() && field.required && field.value == Value::Empty {
                field.error = Some(msg!("text-empty"));
            }
            if field.error.is_some() {
                first = first.or(Some(n));
            }
        }
        if let Some(n) = first {
            self.enter(n);
        }
        first.is_none()
    }

    /// Says under a field why it is refused, and puts the focus there. A field the form does not have
    /// answers `false`: the screen says it elsewhere.
    pub fn refuse(&mut self, name: &str, why: Msg) -> bool {
        let Some(at) = self.fields.iter().position(|f| f.name == name) else {
            return false;
        };
        self.enter(at);
        self.fields[at].error = Some(why);
        true
    }

    /// Says something under a field without moving the focus; `None` takes it away.
    pub fn remark(&mut self, name: &str, why: Option<Msg>) {
        if let Some(field) = self.field_mut(name) {
            field.error = why;
        }
    }

    /// Says something under a field, in this ink, for as long as nothing is wrong with it.
    pub fn note(&mut self, name: &str, note: Option<(String, Role)>) {
        if let Some(field) = self.field_mut(name) {
            field.note = note;
        }
    }

    /// The error under a field.
    pub fn error(&self, name: &str) -> Option<&Msg> {
        self.field(name).and_then(|f| f.error.as_ref())
    }

    /// The fields with an error under them, in order.
    pub fn wrong(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.fields
            .iter()
            .filter(|f| f.off.is_none() && f.error.is_some())
            .map(|f| f.name)
    }

    /// Turns a field off, with the reason, or on again.
    pub fn turn_off(&mut self, name: &str, why: Option<String>) {
        if let Some(field) = self.field_mut(name) {
            field.off = why;
        }
    }

    /// Words beside a field.
    pub fn hint(&mut self, name: &str, hint: impl Into<String>) {
        if let Some(field) = self.field_mut(name) {
            field.hint = hint.into();
        }
    }

    /// Puts a value in, as an opened record does.
    pub fn set(&mut self, name: &str, value: Value, words: &Words) {
        if let Some(field) = self.field_mut(name) {
            field.put(value, words);
        }
    }

    /// Puts something picked in, whether or not it is among the options.
    pub fn set_picked(&mut self, name: &str, item: &PickItem) {
        if let Some(field) = self.field_mut(name) {
            field.value = Value::Key(item.key.clone());
            field.set_line(&item.text);
            field.error = None;
        }
    }

    /// What a field says; [`Value::Empty`] of one the form does not have.
    pub fn value(&self, name: &str) -> Value {
        self.field(name).map_or(Value::Empty, |f| f.value.clone())
    }

    /// What stands in a field now, read or not.
    pub fn raw(&self, name: &str) -> String {
        self.field(name).map_or_else(String::new, Field::raw)
    }

    /// Text of a field, empty if it says nothing. Of a pick only what was typed for itself.
    pub fn text(&self, name: &str) -> String {
        match self.value(name) {
            Value::Text(text) => text,
            _ => String::new(),
        }
    }

    /// The key of what was picked or chosen.
    pub fn key(&self, name: &str) -> Option<String> {
        match self.value(name) {
            Value::Key(key) => Some(key),
            _ => None,
        }
    }

    /// The same as a number: the id of a record.
    pub fn id(&self, name: &str) -> Option<i64> {
        self.key(name)?.parse().ok()
    }

    /// An amount.
    pub fn money(&self, name: &str) -> Option<Money> {
        match self.value(name) {
            Value::Money(amount) => Some(amount),
            _ => None,
        }
    }

    /// A quantity.
    pub fn qty(&self, name: &str) -> Option<Qty> {
        match self.value(name) {
            Value::Qty(qty) => Some(qty),
            _ => None,
        }
    }

    /// A day.
    pub fn date(&self, name: &str) -> Option<NaiveDate> {
        match self.value(name) {
            Value::Date(day) => Some(day),
            _ => None,
        }
    }

    /// Minutes: of a time since midnight, of a duration its length.
    pub fn minutes(&self, name: &str) -> Option<i64> {
        match self.value(name) {
            Value::Time(minutes) | Value::Duration(minutes) => Some(minutes),
            _ => None,
        }
    }

    /// Whether a box is ticked.
    pub fn is_on(&self, name: &str) -> bool {
        self.value(name) == Value::On(true)
    }

    /// Whether something was typed since the form was opened or [kept](Form::keep).
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(|f| f.raw() != f.origin)
    }

    /// What stands in it now is what is stored.
    pub fn keep(&mut self) {
        for field in &mut self.fields {
            field.origin = field.raw();
        }
    }

    /// All that was typed, for parking.
    pub fn to_json(&self) -> serde_json::Value {
        let mut all = Map::new();
        for field in self.fields.iter().filter(|f| f.kind != Kind::Secret) {
            let key = match &field.value {
                Value::Key(key) if field.is_read() => Some(key.as_str()),
                _ => None,
            };
            all.insert(
                field.name.to_owned(),
                json!({ "text": field.raw(), "key": key, "origin": field.origin }),
            );
        }
        json!({ "focus": self.focus(), "fields": all })
    }

    /// What was parked, typed in again. Unknown fields are left alone.
    pub fn restore(&mut self, parked: &serde_json::Value) {
        for field in &mut self.fields {
            let saved = &parked["fields"][field.name];
            let Some(text) = saved["text"].as_str() else {
                continue;
            };
            if let Some(origin) = saved["origin"].as_str() {
                origin.clone_into(&mut field.origin);
            }
            match (&field.kind, saved["key"].as_str()) {
                (Kind::Notes(_), _) => field.notes = Some(Box::new(field::text_area(text))),
                (Kind::Toggle(_), _) => field.value = Value::On(text == "true"),
                (Kind::Choice(_), Some(key)) => field.value = Value::Key(key.to_owned()),
                (_, Some(key)) => {
                    field.value = Value::Key(key.to_owned());
                    field.set_line(text);
                }
                (_, None) => field.line.set(text),
            }
        }
        if let Some(focus) = parked["focus"].as_str() {
            self.go(focus);
        }
    }

    /// What an open list of the field in focus says while nothing matches.
    fn of_nothing(&self) -> String {
        let strict = self
            .fields
            .get(self.at)
            .is_some_and(|f| matches!(f.kind, Kind::Pick { free: false, .. }));
        if strict && !self.unknown.is_empty() {
            self.unknown.clone()
        } else {
            self.nothing.clone()
        }
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|f| f.name == name)
    }

    fn enter(&mut self, at: usize) {
        self.popup = None;
        self.at = at.min(self.fields.len().saturating_sub(1));
        if let Some(field) = self.fields.get_mut(self.at) {
            field.fresh = true;
        }
    }
}

#[cfg(test)]
mod tests;
