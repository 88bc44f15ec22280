//! The list of a section: letters find, Enter opens, Ins makes a new one, Del takes off the lists.

use std::sync::Arc;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::section::{Answered, Extra, Section, Step};
use super::sheet::{Ask, Sheet};
use crate::desk;
use crate::domain::Msg;
use crate::domain::change::Topic;
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Confirm, Item, Pick};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{LineEdit, Row, Step as Move, WindowTable};

/// A page of the admin tab.
pub struct List<S: Section> {
    section: S,
    data: Option<Arc<S::Data>>,
    table: WindowTable<i64>,
    find: LineEdit,
    in_find: bool,
    off: Vec<i64>,
    want: Option<i64>,
    extras: Vec<Extra>,
}

/// What the desk and the dialogs answer.
pub enum Heard<S: Section> {
    /// The records.
    Data(desk::Result<S::Data>),
    /// A form was saved: show its record.
    Saved(i64),
    /// Take this off the lists, or put it back.
    Off(i64, bool),
    /// It was done.
    Done(Msg, desk::Result<()>),
    /// This was chosen for that record.
    Chosen(i64, &'static str, i64),
    /// A short form was answered and done.
    Asked(Msg),
}

impl<S: Section> List<S> {
    /// The page, empty until the desk has answered.
    pub fn new(section: S, cx: &Cx) -> Self {
        let mut table = WindowTable::new(section.columns(&cx.words));
        table.empty = cx.words.word("admin-none");
        Self {
            section,
            data: None,
            table,
            find: LineEdit::default(),
            in_find: false,
            off: Vec::new(),
            want: None,
            extras: Vec::new(),
        }
    }

    /// The page with the form of that record in front.
    pub fn at(section: S, id: i64, cx: &Cx) -> Self {
        Self {
            want: Some(id),
            ..Self::new(section, cx)
        }
    }

    fn show(&mut self, cx: &Cx) {
        let Some(data) = &self.data else { return };
        let needles: Vec<String> = self
            .find
            .text()
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let lines = self.section.lines(data, cx);
        self.off = lines.iter().filter(|l| l.is_off).map(|l| l.id).collect();
        let rows = lines
            .into_iter()
            .filter(|l| needles.iter().all(|n| l.find.contains(n.as_str())))
            .map(|l| Row::new(l.id, l.cells).faint(l.is_off))
            .collect();
        self.table.find = self.find.text().into();
        self.table.show(rows, false);
        self.follow();
    }

    /// What else can be done with the row under the cursor.
    fn follow(&mut self) {
        self.extras = match (&self.data, self.table.key()) {
            (Some(data), Some(id)) => self.section.extras(data, *id),
            _ => Vec::new(),
        };
    }

    fn open(&self, id: Option<i64>, cx: &Cx, out: &mut Out<Heard<S>>) {
        if let Some(data) = &self.data {
            let sheet = Sheet::new(self.section, data.clone(), id, cx);
            out.push_for(sheet, Heard::Saved);
        }
    }

    fn set_off(&self, id: i64, is_off: bool, cx: &Cx, out: &mut Out<Heard<S>>) {
        let Some(data) = &self.data else { return };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        if let Some(work) = self.section.set_off(data, id, is_off, desk, by) {
            let said = if self.section.forgets() {
                msg!("admin-is-removed", what = self.section.one())
            } else if is_off {
                msg!("admin-is-off", what = self.section.one())
            } else {
                msg!("admin-is-back", what = self.section.one())
            };
            out.tell("off", work, move |r| Heard::Done(said, r));
        }
    }

    fn extra(&self, name: &'static str, cx: &Cx, out: &mut Out<Heard<S>>) {
        let (Some(data), Some(id)) = (&self.data, self.table.key().copied()) else {
            return;
        };
        let Some(label) = self.label(name) else {
            return;
        };
        match self.section.extra(data, id, name, cx) {
            Some(Step::Ask(form)) => {
                let ask = Ask::new(self.section, data.clone(), id, name, label, form);
                out.push_for(ask, Heard::Asked);
            }
            Some(Step::Choose(title, all)) => {
                let items = all
                    .into_iter()
                    .map(|(value, label, detail)| Item::new(label, detail, value))
                    .collect();
                out.open(Pick::new(title, items), move |value| {
                    Heard::Chosen(id, name, value)
                });
            }
            Some(Step::Do(work)) => {
                out.tell("extra", work, move |r| {
                    Heard::Done(msg!("admin-done", what = label), r)
                });
            }
            None => {}
        }
    }

    fn label(&self, name: &str) -> Option<Msg> {
        let extra = self.extras.iter().find(|e| e.name == name)?;
        Some(extra.label.clone())
    }
}

impl<S: Section> Screen for List<S> {
    type Msg = Heard<S>;

    fn title(&self) -> Msg {
        self.section.title()
    }

    fn help(&self) -> Option<Msg> {
        Some(self.section.help())
    }

    fn typing(&self) -> bool {
        self.in_find
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let chosen = self.table.key().copied();
        let none = chosen.is_none();
        let is_off = chosen.is_some_and(|id| self.off.contains(&id));
        let edit = self.section.edit();
        let mut all = vec![
            Command::new(Action::Accept, msg!("admin-open"), 1).unless(none, msg!("admin-no-row")),
        ];
        if self.section.adds() {
            all.push(Command::new(Action::Insert, msg!("admin-new"), 2).needs(cx, edit));
        }
        let can_go = match (&self.data, chosen) {
            (Some(data), Some(id)) => self
                .section
                .set_off(data, id, !is_off, cx.desk.clone(), cx.actor.clone())
                .is_some(),
            _ => false,
        };
        if can_go {
            let label = if is_off {
                msg!("admin-put-back")
            } else if self.section.forgets() {
                msg!("admin-remove")
            } else {
                msg!("admin-take-off")
            };
            all.push(Command::new(Action::Remove, label, 3).needs(cx, edit));
        }
        for extra in &self.extras {
            let mut command =
                Command::new(Action::Verb(extra.name), extra.label.clone(), 0).needs(cx, edit);
            if let Some(why) = &extra.off {
                command = command.unless(true, why.clone());
            }
            all.push(command);
        }
        if !self.extras.is_empty() {
            all.push(Command::new(Action::Options, msg!("admin-more"), 4).needs(cx, edit));
        }
        all.push(Command::new(Action::Back, msg!("admin-back"), 5));
        all
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard<S>>) {
        out.ask(
            "admin list",
            self.section.load(cx.desk.clone(), cx.actor.clone()),
            Heard::Data,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard<S>>) {
        if topic == self.section.topic() {
            self.on_enter(cx, out);
        }
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Insert)
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, _out: &mut Out<Heard<S>>) {
        if self.find.key(key) {
            self.in_find = !self.find.is_empty();
            self.show(cx);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard<S>>) -> Handled {
        match action {
            Action::Accept => self.open(self.table.key().copied(), cx, out),
            Action::Insert if self.section.adds() => self.open(None, cx, out),
            Action::Remove => {
                if let Some(id) = self.table.key().copied() {
                    if self.off.contains(&id) {
                        self.set_off(id, false, cx, out);
                    } else {
                        let what = self.section.one();
                        let question = if self.section.forgets() {
                            Confirm::new(
                                msg!("admin-remove-title", what = what),
                                msg!("admin-remove-text"),
                                msg!("admin-remove-yes"),
                            )
                        } else {
                            Confirm::new(
                                msg!("admin-off-title", what = what),
                                msg!("admin-off-text"),
                                msg!("admin-off-yes"),
                            )
                        };
                        out.open(question, move |()| Heard::Off(id, true));
                    }
                }
            }
            Action::Options if !self.extras.is_empty() => {
                if let Some(id) = self.table.key().copied() {
                    let items = self
                        .extras
                        .iter()
                        .filter(|e| e.off.is_none())
                        .map(|e| Item::new(cx.words.say(&e.label), String::new(), e.name))
                        .collect();
                    out.open(Pick::new(msg!("admin-more-title"), items), move |name| {
                        Heard::Chosen(id, name, i64::MIN)
                    });
                }
            }
            Action::Verb(name) if self.label(name).is_some() => self.extra(name, cx, out),
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.show(cx);
            }
            other => match other.code().and_then(Move::of) {
                Some(step) => {
                    self.in_find = false;
                    let _ = self.table.step(step);
                    self.follow();
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard<S>, cx: &Cx, out: &mut Out<Heard<S>>) {
        match msg {
            Heard::Data(Ok(data)) => {
                self.data = Some(Arc::new(data));
                self.show(cx);
                if let Some(id) = self.want.take()
                    && self.table.select(&id)
                {
                    self.follow();
                    self.open(Some(id), cx, out);
                }
            }
            Heard::Data(Err(e)) => out.refused(&e),
            Heard::Saved(id) => {
                self.table.select(&id);
                self.follow();
                self.on_enter(cx, out);
            }
            Heard::Off(id, is_off) => self.set_off(id, is_off, cx, out),
            Heard::Asked(said) => {
                out.toast(Toast::good(said));
                self.on_enter(cx, out);
            }
            Heard::Done(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.on_enter(cx, out);
            }
            Heard::Done(_, Err(e)) => out.refused(&e),
            // Chosen from the list of extras, not yet an answer to one.
            Heard::Chosen(_, name, i64::MIN) => self.extra(name, cx, out),
            Heard::Chosen(id, name, value) => {
                let (Some(data), Some(label)) = (&self.data, self.label(name)) else {
                    return;
                };
                let answer = Answered::Choice(value);
                if let Some(work) = self.section.save_extra(data, id, name, &answer, cx) {
                    out.tell("extra", work, move |r| {
                        Heard::Done(msg!("admin-done", what = label), r)
                    });
                }
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.say(&self.section.title());
        let row = area.y + u16::from(area.height > 20);
        c.text(
            area.x + 1,
            row,
            area.width / 2,
            &title,
            (Role::Surface, Role::Title),
        );
        let count = self.table.rows().len().saturating_sub(self.off.len());
        let count = cx.words.count(i64::try_from(count).unwrap_or(0));
        let find = Rect {
            x: area.right().saturating_sub(31),
            y: row,
            width: 30.min(area.width),
            height: 1,
        };
        if self.find.is_empty() {
            c.right(
                area.right() - 1,
                row,
                20,
                &count,
                (Role::Surface, Role::Dim),
            );
        } else {
            self.find
                .draw(c, find, (Role::Well, Role::Text), self.in_find, false);
        }
        let table = Rect {
            y: row + 2,
            height: area.bottom().saturating_sub(row + 2),
            ..area
        };
        self.table.draw(c, table, !self.in_find);
    }
}
