//! F1: what can be done here, built from the same commands as the hint row. Typing narrows, Enter runs.

use super::query::{Query, step};
use super::{Flow, Overlay};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use std::cell::Cell;

/// One key and what it does.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub keys: String,
    pub label: String,
    /// Why not now.
    pub off: Option<String>,
    /// What Enter runs; `None` for what is only told.
    pub action: Option<Action>,
}

/// The page: prose, then columns of keys.
pub(crate) struct Help {
    title: String,
    prose: String,
    /// Heading and lines: here, everywhere, in a form.
    columns: Vec<(String, Vec<Line>)>,
    query: Query,
    at: usize,
    page: usize,
    /// Pages there were room for when it was drawn last.
    pages: Cell<usize>,
}

/// Rows under the keys: how to narrow, and what is off.
const FOOT: u16 = 3;

/// A row of a column.
enum Item<'a> {
    Head(&'a str),
    Line(&'a Line),
    Gap,
}

impl Item<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, (x, y): (u16, u16), wide: u16) {
        match self {
            Item::Gap => {}
            Item::Head(head) => {
                canvas.text(x, y, wide, head, (Role::Raised, Role::Dim));
            }
            Item::Line(line) => {
                let ink = match line.off {
                    Some(_) => Role::Closed,
                    None => Role::Text,
                };
                canvas.text(x, y, 11, &line.keys, (Role::Raised, Role::Title));
                let room = wide.saturating_sub(13);
                canvas.text(x + 12, y, room, &line.label, (Role::Raised, ink));
            }
        }
    }
}

/// What a page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    /// Keys, from this row of the columns on.
    Keys(usize),
    /// Why some keys do nothing now.
    Off,
    /// What words and marks mean.
    Words,
    /// The program.
    About,
}

impl Help {
    pub(crate) fn new(title: String, prose: String, columns: Vec<(String, Vec<Line>)>) -> Self {
        Self {
            title,
            prose,
            columns,
            query: Query::default(),
            at: 0,
            page: 0,
            pages: Cell::new(1),
        }
    }

    fn runnable(&self) -> Vec<&Line> {
        self.columns
            .iter()
            .flat_map(|(_, lines)| lines)
            .filter(|l| l.action.is_some())
            .filter(|l| self.query.matches(&format!("{} {}", l.keys, l.label)))
            .collect()
    }
}

impl Overlay for Help {
    type Answer = Action;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<Action> {
        let len = self.runnable().len();
        match action {
            Action::Accept => {
                let chosen = self.runnable().get(self.at).and_then(|l| l.action);
                // With nothing typed Enter only closes: who reads help has not chosen yet.
                return match chosen.filter(|_| !self.query.is_empty()) {
                    Some(action) => Flow::Answer(action),
                    None => Flow::Cancel,
                };
            }
            Action::Help => return Flow::Cancel,
            Action::Back => {
                if !self.query.clear() {
                    return Flow::Cancel;
                }
                self.at = 0;
            }
            Action::Up => self.at = step(self.at, -1, len),
            Action::Down => self.at = step(self.at, 1, len),
            Action::PageUp | Action::Previous => self.turn(-1),
            Action::PageDown | Action::Next => self.turn(1),
            // The keys of the bar mean here what they mean everywhere.
            other if Action::BAR.contains(&other) => return Flow::Answer(other),
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<Action> {
        if self.query.key(key) {
            self.at = 0;
            self.page = 0;
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::PageDown, msg!("cmd-next-page"), 1),
            Command::new(Action::Back, msg!("cmd-close"), 2),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        // As high as its longest column, never higher than the page.
        let rows = self
            .columns
            .iter()
            .map(|(_, lines)| lines.len())
            .max()
            .unwrap_or(0);
        let rows = u16::try_from(rows)
            .unwrap_or(u16::MAX)
            .max(12)
            .saturating_add(10);
        let place = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1).min(rows),
            ..area
        };
        let inner = canvas.layer(place, &self.title);
        let sheets = self.sheets(inner, cx);
        self.pages.set(sheets.len());
        let page = self.page.min(sheets.len() - 1);
        let foot = cx
            .words
            .say(&msg!("help-page", page = page + 1, pages = sheets.len()));
        let words = format!(" {foot} ");
        let right = place.right().saturating_sub(2);
        canvas.right(
            right,
            place.bottom() - 1,
            inner.width,
            &words,
            (Role::Raised, Role::Dim),
        );
        if !self.query.is_empty() {
            self.draw_matches(canvas, inner, cx);
            return;
        }
        match sheets[page] {
            Sheet::Keys(from) => self.draw_keys(canvas, inner, from, cx),
            Sheet::Off => paragraphs(canvas, inner, &self.off_lines(cx).join("\n")),
            Sheet::Words => paragraphs(canvas, inner, &cx.words.word("help-words")),
            Sheet::About => paragraphs(
                canvas,
                inner,
                &cx.words
                    .say(&msg!("help-about", version = env!("CARGO_PKG_VERSION"))),
            ),
        }
    }
}

impl Help {
    fn turn(&mut self, by: isize) {
        let pages = self.pages.get().max(1);
        let at = self.page.min(pages - 1);
        self.page = (at + pages).saturating_add_signed(by) % pages;
    }

    /// Columns side by side, and how wide each is.
    fn columns_in(&self, inner: Rect) -> (usize, u16) {
        let fit = usize::from(inner.width / 34).clamp(1, self.columns.len().max(1));
        (fit, (inner.width / u16::try_from(fit).unwrap_or(1)).max(1))
    }

    /// The columns, those that do not fit beside the others standing under the last.
    fn stacked(&self, fit: usize) -> Vec<Vec<Item<'_>>> {
        let mut stacks: Vec<Vec<Item<'_>>> = Vec::new();
        for (at, (head, lines)) in self.columns.iter().enumerate() {
            let items = std::iter::once(Item::Head(head)).chain(lines.iter().map(Item::Line));
            match stacks.last_mut().filter(|_| at >= fit) {
                Some(last) => {
                    last.push(Item::Gap);
                    last.extend(items);
                }
                None => stacks.push(items.collect()),
            }
        }
        stacks
    }

    fn prose_rows(&self, inner: Rect) -> u16 {
        let lines = width::wrap(&self.prose, usize::from(inner.width)).len();
        u16::try_from(lines).unwrap_or(0) + u16::from(!self.prose.is_empty())
    }

    /// Rows for keys on the first page and on those after it.
    fn rows(&self, inner: Rect) -> (usize, usize) {
        let all = inner.height.saturating_sub(1 + FOOT);
        let first = all.saturating_sub(self.prose_rows(inner));
        (usize::from(first).max(1), usize::from(all).max(1))
    }

    fn sheets(&self, inner: Rect, cx: &Cx) -> Vec<Sheet> {
        let (fit, _) = self.columns_in(inner);
        let longest = self.stacked(fit).iter().map(Vec::len).max().unwrap_or(0);
        let (first, rest) = self.rows(inner);
        let mut sheets = vec![Sheet::Keys(0)];
        let mut from = first;
        while from < longest {
            sheets.push(Sheet::Keys(from));
            from += rest;
        }
        if self.off_lines(cx).len() > 1 {
            sheets.push(Sheet::Off);
        }
        sheets.extend([Sheet::Words, Sheet::About]);
        sheets
    }

    /// Each key that is off, and why.
    fn off_lines(&self, cx: &Cx) -> Vec<String> {
        let lines = self.columns.iter().flat_map(|(_, lines)| lines);
        lines
            .filter_map(|line| {
                let what = format!("{} {}", line.keys, line.label);
                let why = line.off.as_deref()?;
                Some(
                    cx.words
                        .say(&msg!("help-off", what = what.trim(), why = why)),
                )
            })
            .collect()
    }

    fn draw_keys(&self, canvas: &mut Canvas<'_>, inner: Rect, from: usize, cx: &Cx) {
        let mut y = inner.y + 1;
        let (first, rest) = self.rows(inner);
        let rows = if from == 0 { first } else { rest };
        if from == 0 {
            for line in width::wrap(&self.prose, usize::from(inner.width)) {
                canvas.text(inner.x, y, inner.width, &line, (Role::Raised, Role::Text));
                y += 1;
            }
            y += u16::from(!self.prose.is_empty());
        }
        let (fit, wide) = self.columns_in(inner);
        for (x, items) in (inner.x..)
            .step_by(usize::from(wide))
            .zip(self.stacked(fit))
        {
            for (row, item) in (y..).zip(items.iter().skip(from).take(rows)) {
                item.draw(canvas, (x, row), wide);
            }
        }
        let off = self.off_lines(cx);
        let mut foot = vec![(cx.words.word("help-narrow"), Role::Dim)];
        match off.as_slice() {
            [] => {}
            [one] => foot.push((one.clone(), Role::Warn)),
            many => foot.push((
                cx.words.say(&msg!("help-off-many", count = many.len())),
                Role::Warn,
            )),
        }
        let mut row = inner.bottom().saturating_sub(FOOT);
        for (text, ink) in foot {
            for line in width::wrap(&text, usize::from(inner.width)) {
                if row < inner.bottom() {
                    canvas.text(inner.x, row, inner.width, &line, (Role::Raised, ink));
                }
                row += 1;
            }
        }
    }

    fn draw_matches(&self, canvas: &mut Canvas<'_>, inner: Rect, cx: &Cx) {
        super::pick::query_line(canvas, inner, self.query.text());
        let lines = self.runnable();
        for (at, (y, line)) in (inner.y + 3..inner.bottom()).zip(&lines).enumerate() {
            let detail = line.off.as_deref().unwrap_or(&line.keys);
            super::pick::row(
                canvas,
                (inner, y),
                &line.label,
                detail,
                at == self.at,
                line.off.is_some(),
            );
        }
        if lines.is_empty() {
            let none = cx.words.word("list-nothing-matches");
            canvas.text(
                inner.x,
                inner.y + 3,
                inner.width,
                &none,
                (Role::Raised, Role::Dim),
            );
        }
    }
}

fn paragraphs(canvas: &mut Canvas<'_>, inner: Rect, text: &str) {
    let lines = text
        .lines()
        .flat_map(|line| width::wrap(line, usize::from(inner.width)));
    for (y, line) in (inner.y + 1..inner.bottom()).zip(lines) {
        canvas.text(inner.x, y, inner.width, &line, (Role::Raised, Role::Text));
    }
}
