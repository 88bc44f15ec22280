//! What keys do to a form.

use chrono::Days;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::CursorMove;

use super::field::{Field, Kind, Value};
use super::{Env, Form, Popup, Reply, notes};
use crate::tui::keys::Action;
use crate::tui::widgets::{Month, Pick};

impl Form {
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
            KeyCode::Up if self.moves_in_notes(true) => Reply::Taken,
            KeyCode::Up => self.leave(false, env),
            KeyCode::Down if self.can_open() => self.open(env),
            KeyCode::Down if self.moves_in_notes(false) => Reply::Taken,
            KeyCode::Down => self.leave(true, env),
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
            // In a form only the form: what was done before it is not what is looked at.
            Action::Undo => {
                self.undo();
                return Reply::Taken;
            }
            Action::Again => return Reply::Taken,
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

    /// Reads the field in focus and goes on, or back. What cannot be read keeps its error under it: who types
    /// from a paper finds each thing in its own field, and the form cannot be finished before it is put right.
    fn leave(&mut self, forward: bool, env: &Env) -> Reply {
        let Some(field) = self.fields.get_mut(self.at) else {
            return Reply::Ignored;
        };
        let (name, before) = (field.name, field.value.clone());
        field.error = field.read(env).err();
        let changed = field.error.is_none() && field.value != before;
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
        let nothing = self.of_nothing();
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

    /// Moves the cursor a row up or down in notes; `false` where it stands at their end, or in no notes.
    fn moves_in_notes(&mut self, up: bool) -> bool {
        let Some(field) = self.fields.get_mut(self.at) else {
            return false;
        };
        let wide = field.width.saturating_sub(2);
        let text = field.notes.as_mut();
        text.is_some_and(|text| notes::step(text, wide, up))
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
            KeyCode::Home => notes.move_cursor(CursorMove::Head),
            KeyCode::End => notes.move_cursor(CursorMove::End),
            _ => return Reply::Ignored,
        }
        Reply::Taken
    }

    /// After typing: a pick asks for options or narrows those it has.
    fn typed(&mut self) -> Reply {
        let nothing = self.of_nothing();
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
