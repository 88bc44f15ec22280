//! Forms: fields in fixed places, one in focus, an error under its field, nothing typed ever lost.
//!
//! A form knows keys and values. It never asks the desk: what it would like to know goes to the screen
//! in its [`Reply`].

mod draw;
mod field;
mod read;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::CursorMove;
use serde_json::{Map, json};

use super::{Month, Pick, PickItem};
use crate::domain::{Money, Msg, Qty};
use crate::msg;
use crate::tui::keys::Action;
use crate::words::Words;
use chrono::{Days, NaiveDate};
pub use field::{Field, Kind, Value};
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

    /// Takes a key. What other keys mean everywhere (Ctrl-S, F-keys) is the screen's.
    pub fn press(&mut self, key: KeyEvent, env: &Env) -> Reply {
        if self.fields.is_empty() {
            return Reply::Ignored;
        }
        if let Some(reply) = self.popup_key(key.code, env) {
            return reply;
        }
        match key.code {
            KeyCode::Esc => Reply::Ignored,
            KeyCode::BackTab => self.leave(false, env),
            KeyCode::Tab => self.leave(true, env),
            KeyCode::Enter if self.breaks_line() => self.edit(key, env),
            KeyCode::Enter => self.leave(true, env),
            KeyCode::Up if !self.moves_in_notes(true) => self.leave(false, env),
            KeyCode::Down if self.can_open() => self.open(env),
            KeyCode::Down if !self.moves_in_notes(false) => self.leave(true, env),
            KeyCode::PageUp | KeyCode::PageDown => Reply::Ignored,
            _ => self.edit(key, env),
        }
    }

    /// Takes a bound key by what it means; [`Reply::Ignored`] for what is the screen's.
    pub fn on_action(&mut self, action: Action, env: &Env) -> Reply {
        let code = match action {
            Action::Accept => KeyCode::Enter,
            Action::Next => KeyCode::Tab,
            Action::Previous => KeyCode::BackTab,
            Action::Back => KeyCode::Esc,
            Action::Up => KeyCode::Up,
            Action::Down => KeyCode::Down,
            Action::PageUp => KeyCode::PageUp,
            Action::PageDown => KeyCode::PageDown,
            Action::Undo if self.undo() => return Reply::Taken,
            _ => return Reply::Ignored,
        };
        self.press(KeyEvent::from(code), env)
    }

    /// Takes text in at the cursor, as a paste does.
    pub fn paste(&mut self, text: &str) -> Reply {
        let Some(field) = self.fields.get_mut(self.at).filter(|f| f.off.is_none()) else {
            return Reply::Ignored;
        };
        if let Some(notes) = &mut field.notes {
            notes.insert_str(text.replace('\r', ""));
        } else if !matches!(field.kind, Kind::Toggle(_) | Kind::Choice(_)) {
            if std::mem::take(&mut field.fresh) && field.kind.replaces() {
                field.line.clear();
            }
            field.line.insert(text);
        }
        field.error = None;
        self.typed()
    }

    /// Takes back the last typing in the field in focus; `false` where there is none, so that Ctrl-Z
    /// is the program's.
    pub fn undo(&mut self) -> bool {
        self.fields
            .get_mut(self.at)
            .is_some_and(|field| match &mut field.notes {
                Some(notes) => notes.undo(),
                None => field.line.undo(),
            })
    }

    /// Whether the field in focus needs options that are still on their way: Enter and Tab wait.
    pub fn waits(&self) -> bool {
        self.fields
            .get(self.at)
            .is_some_and(|f| f.asked.is_some() && !f.is_read())
    }

    /// Options for a field, as asked for. An answer to another text than the one typed is dropped.
    pub fn options(&mut self, name: &str, text: &str, options: Vec<PickItem>) {
        let nothing = self.nothing.clone();
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

    /// The error under a field.
    pub fn error(&self, name: &str) -> Option<&Msg> {
        self.field(name).and_then(|f| f.error.as_ref())
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
                json!({ "text": field.raw(), "key": key }),
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

    /// Reads the field in focus and goes on, or back. What cannot be read stays, its error under it;
    /// back is always free.
    fn leave(&mut self, forward: bool, env: &Env) -> Reply {
        let Some(field) = self.fields.get_mut(self.at) else {
            return Reply::Ignored;
        };
        let (name, before) = (field.name, field.value.clone());
        field.error = field.read(env).err();
        if field.error.is_some() && forward {
            return Reply::Taken;
        }
        let changed = field.value != before;
        let next = if forward {
            (self.at + 1..self.fields.len()).find(|n| self.fields[*n].off.is_none())
        } else {
            (0..self.at).rev().find(|n| self.fields[*n].off.is_none())
        };
        match next {
            Some(n) => self.enter(n),
            None if forward => {
                return if self.finish(env) {
                    Reply::Done
                } else {
                    Reply::Taken
                };
            }
            None => {}
        }
        if changed {
            Reply::Changed(name)
        } else {
            Reply::Taken
        }
    }

    fn can_open(&self) -> bool {
        self.fields
            .get(self.at)
            .is_some_and(|f| matches!(f.kind, Kind::Pick { .. } | Kind::Date))
    }

    fn open(&mut self, env: &Env) -> Reply {
        let nothing = self.nothing.clone();
        let Some(field) = self.fields.get_mut(self.at) else {
            return Reply::Ignored;
        };
        if field.kind == Kind::Date {
            field.error = field.read(env).err();
            let day = if let Value::Date(day) = field.value {
                day
            } else {
                env.today
            };
            self.popup = Some(Popup::Month(Month::new(day, env.today)));
            return Reply::Taken;
        }
        let mut list = Pick::new(field.narrowed());
        if let Value::Key(key) = &field.value {
            list.select(key);
        }
        list.empty = nothing;
        self.popup = Some(Popup::List(list));
        self.typed()
    }

    /// A key while something lies open under the field; `None` where it goes on to the field.
    fn popup_key(&mut self, code: KeyCode, env: &Env) -> Option<Reply> {
        let popup = self.popup.as_mut()?;
        match (popup, code) {
            (_, KeyCode::Esc) => self.popup = None,
            (Popup::List(list), KeyCode::Enter | KeyCode::Tab) => {
                let item = list.chosen().cloned();
                self.popup = None;
                if let (Some(item), Some(field)) = (item, self.fields.get_mut(self.at)) {
                    let changed = field.value != Value::Key(item.key.clone());
                    let name = field.name;
                    field.value = Value::Key(item.key.clone());
                    field.set_line(&item.text);
                    field.asked = None;
                    let reply = self.leave(true, env);
                    return Some(match reply {
                        Reply::Taken if changed => Reply::Changed(name),
                        other => other,
                    });
                }
                return None;
            }
            (Popup::List(list), code) => return list.key(code).then_some(Reply::Taken),
            (Popup::Month(month), KeyCode::Enter | KeyCode::Tab) => {
                if month.why_off().is_some() {
                    return Some(Reply::Taken);
                }
                let (day, name) = (month.day(), self.focus());
                self.set(name, Value::Date(day), env.words);
                self.popup = None;
                return Some(match self.leave(true, env) {
                    Reply::Taken => Reply::Changed(name),
                    other => other,
                });
            }
            (Popup::Month(month), code) => {
                if !month.key(code) {
                    self.popup = None;
                    return None;
                }
            }
        }
        Some(Reply::Taken)
    }

    /// Enter makes a new line in notes, but not a second empty one: that goes on.
    fn breaks_line(&self) -> bool {
        let notes = self.fields.get(self.at).and_then(|f| f.notes.as_ref());
        notes.is_some_and(|n| {
            n.lines()
                .get(n.cursor().0)
                .is_some_and(|line| !line.trim().is_empty())
        })
    }

    fn moves_in_notes(&self, up: bool) -> bool {
        let notes = self.fields.get(self.at).and_then(|f| f.notes.as_ref());
        notes.is_some_and(|n| {
            if up {
                n.cursor().0 > 0
            } else {
                n.cursor().0 + 1 < n.lines().len()
            }
        })
    }

    /// A key that types, steps or ticks.
    fn edit(&mut self, key: KeyEvent, env: &Env) -> Reply {
        let Some(field) = self.fields.get_mut(self.at) else {
            return Reply::Ignored;
        };
        let name = field.name;
        if field.off.is_some() {
            return Reply::Ignored;
        }
        let special = key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (&field.kind, key.code) {
            (Kind::Toggle(_), KeyCode::Char(' ' | 'x' | '+' | '-')) if !special => {
                field.value = Value::On(field.value != Value::On(true));
                return Reply::Changed(name);
            }
            (Kind::Choice(_), KeyCode::Left | KeyCode::Char('-')) => field.choose(-1),
            (Kind::Choice(_), KeyCode::Right | KeyCode::Char(' ' | '+')) => field.choose(1),
            (Kind::Choice(_), KeyCode::Char(letter)) if !special => field.choose_by(letter),
            (Kind::Toggle(_) | Kind::Choice(_), _) => return Reply::Ignored,
            (Kind::Notes(_), _) => return self.edit_notes(key),
            (Kind::Date, KeyCode::Char(sign @ ('+' | '-')))
                if field.fresh && field.value != Value::Empty =>
            {
                let Value::Date(day) = field.value else {
                    return Reply::Taken;
                };
                let to = match sign {
                    '+' => day.checked_add_days(Days::new(1)),
                    _ => day.checked_sub_days(Days::new(1)),
                };
                field.put(Value::Date(to.unwrap_or(day)), env.words);
                return Reply::Changed(name);
            }
            _ => return self.edit_line(key),
        }
        Reply::Changed(name)
    }

    fn edit_line(&mut self, key: KeyEvent) -> Reply {
        let Some(field) = self.fields.get_mut(self.at) else {
            return Reply::Ignored;
        };
        let before = field.line.text().to_owned();
        let types = matches!(key.code, KeyCode::Char(_))
            && !key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if std::mem::take(&mut field.fresh) && types && field.kind.replaces() {
            field.line.clear();
        }
        if !field.line.key(key) {
            return Reply::Ignored;
        }
        if field.line.text() == before {
            return Reply::Taken;
        }
        field.error = None;
        self.typed()
    }

    fn edit_notes(&mut self, key: KeyEvent) -> Reply {
        let Some(notes) = self.fields.get_mut(self.at).and_then(|f| f.notes.as_mut()) else {
            return Reply::Ignored;
        };
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => notes.insert_newline(),
            KeyCode::Char('w') if ctrl => {
                notes.delete_word();
            }
            KeyCode::Char('u') if ctrl => {
                notes.delete_line_by_head();
            }
            KeyCode::Char(_) if ctrl || key.modifiers.contains(KeyModifiers::ALT) => {
                return Reply::Ignored;
            }
            KeyCode::Char(c) => notes.insert_char(c),
            KeyCode::Backspace => {
                notes.delete_char();
            }
            KeyCode::Delete => {
                notes.delete_next_char();
            }
            KeyCode::Left => notes.move_cursor(CursorMove::Back),
            KeyCode::Right => notes.move_cursor(CursorMove::Forward),
            KeyCode::Up => notes.move_cursor(CursorMove::Up),
            KeyCode::Down => notes.move_cursor(CursorMove::Down),
            KeyCode::Home => notes.move_cursor(CursorMove::Head),
            KeyCode::End => notes.move_cursor(CursorMove::End),
            _ => return Reply::Ignored,
        }
        Reply::Taken
    }

    /// After typing: a pick asks for options or narrows those it has.
    fn typed(&mut self) -> Reply {
        let nothing = self.nothing.clone();
        let Some(field) = self.fields.get_mut(self.at) else {
            return Reply::Ignored;
        };
        match field.kind {
            Kind::Pick { asks: true, .. } => {
                let text = if field.is_read() {
                    String::new()
                } else {
                    field.line.text().to_owned()
                };
                field.asked = Some(text.clone());
                Reply::Options(field.name, text)
            }
            Kind::Pick { asks: false, .. } => {
                if field.line.is_empty() && self.popup.is_none() {
                    return Reply::Taken;
                }
                let list = field.narrowed();
                match &mut self.popup {
                    Some(Popup::List(open)) => open.show(list),
                    _ => {
                        let mut open = Pick::new(list);
                        open.empty = nothing;
                        self.popup = Some(Popup::List(open));
                    }
                }
                Reply::Taken
            }
            _ => Reply::Taken,
        }
    }
}

impl Field {
    /// Chooses by the first letter of its word.
    fn choose_by(&mut self, letter: char) {
        let Kind::Choice(all) = &self.kind else {
            return;
        };
        let wanted = letter.to_lowercase().next();
        let found = all
            .iter()
            .find(|(_, word)| word.chars().next().and_then(|c| c.to_lowercase().next()) == wanted);
        if let Some((key, _)) = found {
            self.value = Value::Key(key.clone());
        }
    }
}

#[cfg(test)]
mod tests;
