//! Typed text read into a value, and a value shown as it is written.

use chrono::NaiveDate;

use super::field::{Field, Kind, Value, text_area};
use crate::domain::email::Email;
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;
use crate::domain::{Msg, parse, symptom, text};
use crate::msg;
use crate::tui::widgets::PickItem;
use crate::words::Words;

/// What reading and showing need to know.
#[derive(Clone, Copy, Debug)]
pub struct Env<'a> {
    /// The reader's words and formats.
    pub words: &'a Words,
    /// The business day.
    pub today: NaiveDate,
    /// The workshop's country, as two letters: for phone numbers without one.
    pub country: &'a str,
}

impl Field {
    /// Reads what was typed and shows it as it is written.
    pub(super) fn read(&mut self, env: &Env) -> Result<(), Msg> {
        if self.is_read() {
            return Ok(());
        }
        let typed = plain(&self.raw());
        self.odd = None;
        if typed.is_empty() {
            self.value = Value::Empty;
            self.shown.clear();
            self.line.clear();
            return Ok(());
        }
        let (value, shown) = match &self.kind {
            Kind::Text => {
                let said = text::name(&typed)?;
                (Value::Text(said.clone()), said)
            }
            Kind::Secret => (Value::Text(self.raw()), self.raw()),
            Kind::Notes(_) => {
                self.value = Value::Text(text::note(&self.raw())?);
                return Ok(());
            }
            Kind::Plate => {
                let plate = Plate::parse(&typed)?;
                (Value::Text(plate.display.clone()), plate.display)
            }
            Kind::Phone => {
                let phone = Phone::parse(&typed, env.country)?;
                self.odd = phone.warning();
                (Value::Text(phone.e164), phone.display)
            }
            Kind::Reach if !typed.contains('@') => {
                let phone = Phone::parse(&typed, env.country)?;
                self.odd = phone.warning();
                (Value::Text(phone.e164), phone.display)
            }
            Kind::Email | Kind::Reach => {
                let email = Email::parse(&typed)?;
                (Value::Text(email.address.clone()), email.address)
            }
            Kind::Money => shown(
                Value::Money(parse::money(&typed, env.words.currency())?),
                env.words,
            ),
            Kind::Qty => shown(Value::Qty(parse::qty(&typed)?), env.words),
            Kind::Date => shown(Value::Date(parse::date(&typed, env.today)?), env.words),
            Kind::Time => shown(Value::Time(parse::time(&typed)?), env.words),
            Kind::Duration => shown(Value::Duration(parse::duration(&typed)?), env.words),
            Kind::Pick { free, .. } => match self.matching(&typed) {
                Some(item) => (Value::Key(item.key.clone()), item.text.clone()),
                None if *free => (Value::Text(text::name(&typed)?), typed.clone()),
                None => return Err(msg!("form-pick-one", text = typed.as_str())),
            },
            Kind::Toggle(_) | Kind::Choice(_) => return Ok(()),
        };
        self.value = value;
        self.set_line(&shown);
        Ok(())
    }

    /// The one option that is meant: by its very name or note, else the only one that matches.
    fn matching(&self, typed: &str) -> Option<&PickItem> {
        let typed = text::search_key(typed);
        let can = || self.options.iter().filter(|o| o.off.is_none());
        let exact = can()
            .find(|o| text::search_key(&o.text) == typed || text::search_key(&o.note) == typed);
        let mut like = can().filter(|o| is_like(o, &typed));
        exact.or_else(|| like.next().filter(|_| like.next().is_none()))
    }

    /// The options that match what is typed; all of them when the desk has chosen them.
    pub(super) fn narrowed(&self) -> Vec<PickItem> {
        if matches!(self.kind, Kind::Pick { asks: true, .. }) || self.is_read() {
            return self.options.clone();
        }
        let typed = text::search_key(self.line.text());
        self.options
            .iter()
            .filter(|o| is_like(o, &typed))
            .cloned()
            .collect()
    }

    /// Puts a value into it, as an opened record does.
    pub(super) fn put(&mut self, value: Value, words: &Words) {
        self.error = None;
        match (&self.kind, &value) {
            (Kind::Notes(_), Value::Text(text)) => self.notes = Some(Box::new(text_area(text))),
            (Kind::Notes(_), _) => self.notes = Some(Box::new(text_area(""))),
            (Kind::Pick { .. }, Value::Key(key)) => {
                let name = self
                    .options
                    .iter()
                    .find(|o| o.key == *key)
                    .map(|o| o.text.clone());
                self.set_line(&name.unwrap_or_default());
            }
            (Kind::Toggle(_) | Kind::Choice(_), Value::Empty) => return,
            _ => {
                let (_, text) = shown(value.clone(), words);
                self.set_line(&text);
            }
        }
        self.value = value;
    }
}

fn is_like(option: &PickItem, typed: &str) -> bool {
    let all = text::search_key(&format!("{} {}", option.text, option.note));
    typed.split_whitespace().all(|word| all.contains(word))
        || !option.symptoms.is_empty() && symptom::score(&option.symptoms, &option.text, typed) > 0
}

/// What people type, without what formats put in: grouping spaces in numbers, long minus signs.
fn plain(typed: &str) -> String {
    typed
        .trim()
        .replace('−', "-")
        .replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
}

/// A value as it is written in its field.
fn shown(value: Value, words: &Words) -> (Value, String) {
    let text = match &value {
        Value::Empty | Value::On(_) | Value::Key(_) => String::new(),
        Value::Text(text) => text.clone(),
        Value::Money(amount) => words.amount(*amount),
        Value::Qty(qty) => words.qty(*qty),
        Value::Date(day) => words.day_long(*day),
        Value::Time(minute) => words.minute(*minute),
        Value::Duration(minutes) => words.minutes(*minutes),
    };
    (value, text)
}
