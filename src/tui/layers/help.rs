//! F1: what can be done here, built from the same commands as the hint row. Typing narrows, Enter runs.

use super::query::{Query, step};
use super::{Flow, Overlay};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

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
}

const PAGES: usize = 3;

impl Help {
    pub(crate) fn new(title: String, prose: String, columns: Vec<(String, Vec<Line>)>) -> Self {
        Self {
            title,
            prose,
            columns,
            query: Query::default(),
            at: 0,
            page: 0,
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
            Action::PageUp | Action::Previous => self.page = (self.page + PAGES - 1) % PAGES,
            Action::PageDown | Action::Next => self.page = (self.page + 1) % PAGES,
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
        let foot = cx
            .words
            .say(&msg!("help-page", page = self.page + 1, pages = PAGES));
        let words = format!(" {foot} ");
        let right = place.right().saturating_sub(2);
        canvas.right(
            right,
            place.bottom() - 1,
            inner.width,
            &words,
            (Role::Raised, Role::Dim),
        );
        match self.page {
            0 if self.query.is_empty() => self.draw_keys(canvas, inner, cx),
            0 => self.draw_matches(canvas, inner, cx),
            1 => paragraphs(canvas, inner, &cx.words.word("help-words")),
            _ => paragraphs(
                canvas,
                inner,
                &cx.words
                    .say(&msg!("help-about", version = env!("CARGO_PKG_VERSION"))),
            ),
        }
    }
}

impl Help {
    fn draw_keys(&self, canvas: &mut Canvas<'_>, inner: Rect, cx: &Cx) {
        let mut y = inner.y + 1;
        for line in width::wrap(&self.prose, usize::from(inner.width)) {
            canvas.text(inner.x, y, inner.width, &line, (Role::Raised, Role::Text));
            y += 1;
        }
        y += u16::from(!self.prose.is_empty());
        let fit = usize::from(inner.width / 34).clamp(1, self.columns.len().max(1));
        let wide = inner.width / u16::try_from(fit).unwrap_or(1);
        let last = inner.bottom().saturating_sub(4);
        for (x, (head, lines)) in (inner.x..)
            .step_by(usize::from(wide.max(1)))
            .zip(self.columns.iter().take(fit))
        {
            canvas.text(x, y, wide, head, (Role::Raised, Role::Dim));
            for (row, line) in (y + 1..last).zip(lines) {
                let ink = if line.off.is_some() {
                    Role::Closed
                } else {
                    Role::Text
                };
                canvas.text(x, row, 11, &line.keys, (Role::Raised, Role::Title));
                canvas.text(
                    x + 12,
                    row,
                    wide.saturating_sub(13),
                    &line.label,
                    (Role::Raised, ink),
                );
            }
        }
        let off = self
            .columns
            .iter()
            .flat_map(|(_, lines)| lines)
            .find_map(|line| Some((line, line.off.as_ref()?)));
        let mut foot = vec![(cx.words.word("help-narrow"), Role::Dim)];
        if let Some((line, why)) = off {
            let what = format!("{} {}", line.keys, line.label);
            let says = msg!("help-off", what = what, why = why.as_str());
            foot.push((cx.words.say(&says), Role::Warn));
        }
        let mut row = last;
        for (text, ink) in foot {
            for line in width::wrap(&text, usize::from(inner.width)) {
                canvas.text(inner.x, row, inner.width, &line, (Role::Raised, ink));
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
