//! Ctrl-P and F10: everything there is, by name; commands and records in one list.

use super::pick::{query_line, row};
use super::query::{Query, step};
use super::{Flow, Overlay, centred};
use crate::domain::ParkedId;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::roster::Found;
use crate::tui::screens::{Page, Place};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use std::any::Any;

/// What choosing a row does.
#[derive(Clone, Debug)]
pub(crate) enum Choice {
    /// Runs a command of the page, or a house rule.
    Run(Action),
    /// Goes to a tab, counted from nought.
    Tab(usize),
    /// Takes parked work up again.
    Unpark(usize),
    /// Takes kept work up again that is not open here.
    Recall(ParkedId),
    /// Opens a page that is no tab and no record.
    Page(fn(&Cx) -> Page),
    /// Opens a record.
    Open(Place),
    /// Shows the last toasts.
    Toasts,
    /// Locks, or hands the terminal to somebody else.
    Lock,
    /// Leaves the program.
    Quit,
    /// Not a choice: these letters were typed, look for records.
    Look(String),
}

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub label: String,
    pub detail: String,
    /// Other words people type for it.
    pub also: String,
    pub off: bool,
    pub choice: Choice,
}

/// The menu.
pub(crate) struct Menu {
    entries: Vec<Entry>,
    found: Vec<Entry>,
    query: Query,
    at: usize,
    /// Records can be found too, not only commands.
    finds: bool,
}

impl Menu {
    pub(crate) fn new(entries: Vec<Entry>, finds: bool) -> Self {
        Self {
            finds,
            entries,
            found: Vec::new(),
            query: Query::default(),
            at: 0,
        }
    }

    /// What fits, best first. `>` narrows to commands; `@ # !` are left to the record search. What cannot be
    /// done now comes last: Enter right after typing must not meet it while there is something that can.
    fn shown(&self) -> Vec<&Entry> {
        let text = self.query.text();
        let commands = text.strip_prefix('>');
        let records_only = text.starts_with(['@', '#', '!']);
        let wanted = commands.unwrap_or(text).to_lowercase();
        let mut own: Vec<(Fit, &Entry)> = self
            .entries
            .iter()
            .filter(|_| !records_only)
            .filter_map(|e| Some((Fit::of(&wanted, e)?, e)))
            .collect();
        own.sort_by_key(|(fit, entry)| (entry.off, *fit));
        let found = self
            .found
            .iter()
            .filter(|_| commands.is_none() && !self.query.is_empty());
        let can = own.iter().take_while(|(_, e)| !e.off).map(|(_, e)| *e);
        let off = own.iter().skip_while(|(_, e)| !e.off).map(|(_, e)| *e);
        if self.query.is_empty() {
            // Nothing typed: in the order of the page, each in its place.
            return self.entries.iter().collect();
        }
        can.chain(found).chain(off).collect()
    }
}

/// How well an entry fits what was typed, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its name begins so.
    Begins,
    /// Each word typed begins a word of its name.
    Words,
    /// Each word typed stands somewhere in its name.
    Within,
    /// It is called so by others.
    Alias,
}

impl Fit {
    /// `None` where it does not fit. `wanted` is in lower case.
    fn of(wanted: &str, entry: &Entry) -> Option<Self> {
        let name = entry.label.to_lowercase();
        let all = format!("{name} {}", entry.also.to_lowercase());
        let typed = || wanted.split_whitespace();
        let begins = |text: &str, word: &str| {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|own| own.starts_with(word))
        };
        if name.starts_with(wanted.trim()) {
            Some(Self::Begins)
        } else if typed().all(|word| begins(&name, word)) {
            Some(Self::Words)
        } else if typed().all(|word| name.contains(word)) {
            Some(Self::Within)
        } else {
            typed()
                .all(|word| begins(&all, word))
                .then_some(Self::Alias)
        }
    }
}

impl Overlay for Menu {
    type Answer = Choice;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<Choice> {
        let shown = self.shown();
        let len = shown.len();
        match action {
            Action::Accept => {
                if let Some(entry) = shown.get(self.at) {
                    return Flow::Answer(entry.choice.clone());
                }
            }
            Action::Back => {
                if !self.query.clear() {
                    return Flow::Cancel;
                }
                self.at = 0;
                self.found.clear();
            }
            Action::Menu => return Flow::Cancel,
            Action::Up => self.at = step(self.at, -1, len),
            Action::Down => self.at = step(self.at, 1, len),
            Action::PageUp => self.at = step(self.at, -10, len),
            Action::PageDown => self.at = step(self.at, 10, len),
            other => {
                if let Some(tab) = other.tab() {
                    return Flow::Answer(Choice::Tab(tab));
                }
                // The keys of the bar mean here what they mean everywhere.
                if Action::BAR.contains(&other) {
                    return Flow::Answer(Choice::Run(other));
                }
            }
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<Choice> {
        let was_empty = self.query.is_empty();
        if !self.query.key(key) {
            return Flow::Stay;
        }
        self.at = 0;
        // F10 and then a digit is a tab, as Alt and the digit is.
        let digit = self
            .query
            .text()
            .parse::<usize>()
            .ok()
            .filter(|n| (1..=9).contains(n));
        match digit {
            Some(n) if was_empty => Flow::Answer(Choice::Tab(n - 1)),
            _ => Flow::Aside(Choice::Look(self.query.text().to_owned())),
        }
    }

    fn on_feed(&mut self, news: Box<dyn Any + Send>) {
        if let Ok(found) = news.downcast::<Vec<Found>>() {
            self.found = found
                .into_iter()
                .map(|f| Entry {
                    label: f.label,
                    detail: f.detail,
                    also: String::new(),
                    off: false,
                    choice: Choice::Open(f.place),
                })
                .collect();
        }
    }

    fn commands(&self) -> Vec<Command> {
        let back = if self.query.is_empty() {
            msg!("cmd-close")
        } else {
            msg!("menu-empty")
        };
        vec![
            Command::new(Action::Accept, msg!("cmd-run"), 1),
            Command::new(Action::Back, back, 2),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let inner = canvas.layer(
            centred(area, 62, area.height.saturating_sub(3).min(21)),
            &cx.words.word("menu-title"),
        );
        query_line(canvas, inner, self.query.text());
        let shown = self.shown();
        let rows = usize::from(inner.height.saturating_sub(5));
        let top = (self.at + 1).saturating_sub(rows);
        for (y, (at, entry)) in (inner.y + 3..).zip(shown.iter().enumerate().skip(top).take(rows)) {
            row(
                canvas,
                (inner, y),
                &entry.label,
                &entry.detail,
                at == self.at,
                entry.off,
            );
        }
        let dim = (Role::Raised, Role::Dim);
        if shown.is_empty() {
            let none = cx.words.word("list-nothing-matches");
            canvas.text(inner.x + 2, inner.y + 3, inner.width, &none, dim);
        }
        let foot = cx.words.word(if self.finds {
            "menu-prefixes"
        } else {
            "menu-prefix"
        });
        canvas.text(
            inner.x,
            inner.bottom().saturating_sub(1),
            inner.width,
            &foot,
            dim,
        );
    }
}
