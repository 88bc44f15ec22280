//! A list to pick from, narrowed by typing.

use super::query::{Query, step};
use super::{Flow, Overlay, centred};
use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// One row of a pick list.
#[derive(Clone, Debug)]
pub struct Item<T> {
    /// What it is.
    pub label: String,
    /// What tells it from others, at the right.
    pub detail: String,
    /// What picking it answers.
    pub value: T,
    /// Why it cannot be picked now.
    pub off: Option<Msg>,
}

impl<T> Item<T> {
    /// A row that can be picked.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, value: T) -> Self {
        Self {
            label: label.into(),
            detail: detail.into(),
            value,
            off: None,
        }
    }
}

/// A list; Enter answers with the value of the chosen row. A number picks that row.
pub struct Pick<T> {
    title: Msg,
    said: Option<Msg>,
    items: Vec<Item<T>>,
    query: Query,
    at: usize,
    width: u16,
}

impl<T: Clone + Send + 'static> Pick<T> {
    /// A list under a title, the first row chosen.
    pub fn new(title: Msg, items: Vec<Item<T>>) -> Self {
        Self {
            title,
            said: None,
            items,
            query: Query::default(),
            at: 0,
            width: 62,
        }
    }

    /// The same with room for whole sentences.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.width = 78;
        self
    }

    /// The same with a sentence above the list: what made it necessary.
    #[must_use]
    pub fn because(mut self, said: Msg) -> Self {
        self.said = Some(said);
        self
    }

    /// The same with this row chosen.
    #[must_use]
    pub fn at(mut self, row: usize) -> Self {
        self.at = row.min(self.items.len().saturating_sub(1));
        self
    }

    fn shown(&self) -> Vec<&Item<T>> {
        let number = self.query.text().parse::<usize>().ok();
        let is_meant = |at: usize| number == Some(at + 1);
        let mut found: Vec<(usize, &Item<T>)> = self
            .items
            .iter()
            .enumerate()
            .filter(|(at, item)| {
                is_meant(*at)
                    || self
                        .query
                        .matches(&format!("{} {}", item.label, item.detail))
            })
            .collect();
        // The row of that number comes before rows whose words only hold it.
        found.sort_by_key(|(at, _)| !is_meant(*at));
        found.into_iter().map(|(_, item)| item).collect()
    }
}

impl<T: Clone + Send + 'static> Overlay for Pick<T> {
    type Answer = T;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<T> {
        let shown = self.shown();
        let len = shown.len();
        match action {
            Action::Accept => {
                if let Some(item) = shown.get(self.at).filter(|item| item.off.is_none()) {
                    return Flow::Answer(item.value.clone());
                }
            }
            Action::Back => {
                if !self.query.clear() {
                    return Flow::Cancel;
                }
                self.at = 0;
            }
            Action::Up => self.at = step(self.at, -1, len),
            Action::Down => self.at = step(self.at, 1, len),
            Action::PageUp => self.at = step(self.at, -10, len),
            Action::PageDown => self.at = step(self.at, 10, len),
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<T> {
        if self.query.key(key) {
            self.at = 0;
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("cmd-take"), 1),
            Command::new(Action::Back, msg!("cmd-close"), 2),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let shown = self.shown();
        let rows = u16::try_from(self.items.len())
            .unwrap_or(u16::MAX)
            .clamp(3, 14);
        let inner = canvas.layer(
            centred(area, self.width, rows + 5),
            &cx.words.say(&self.title),
        );
        if let Some(said) = &self.said {
            let said = format!("{} {}", canvas.marks.alert, cx.words.say(said));
            canvas.text(
                inner.x,
                inner.y,
                inner.width,
                &said,
                (Role::Raised, Role::Bad),
            );
        }
        query_line(canvas, inner, self.query.text());
        let rows = usize::from(inner.height.saturating_sub(3));
        let top = (self.at + 1).saturating_sub(rows);
        for (y, (at, item)) in (inner.y + 2..).zip(shown.iter().enumerate().skip(top).take(rows)) {
            let detail = item
                .off
                .as_ref()
                .map_or_else(|| item.detail.clone(), |o| cx.words.say(o));
            row(
                canvas,
                (inner, y),
                &item.label,
                &detail,
                at == self.at,
                item.off.is_some(),
            );
        }
        if shown.is_empty() {
            let none = cx.words.word("list-nothing-matches");
            canvas.text(
                inner.x,
                inner.y + 2,
                inner.width,
                &none,
                (Role::Raised, Role::Dim),
            );
        }
    }
}

/// The line one types into, with the cursor at its end.
pub(super) fn query_line(canvas: &mut Canvas<'_>, inner: Rect, text: &str) {
    let field = Rect {
        y: inner.y + 1,
        height: 1,
        ..inner
    };
    canvas.fill(field, Role::Well);
    let right = canvas.marks.right;
    canvas.text(field.x, field.y, 2, right, (Role::Well, Role::Accent));
    let room = field.width.saturating_sub(3);
    let end = canvas.text(field.x + 2, field.y, room, text, (Role::Well, Role::Title));
    canvas.cursor = Some((end, field.y).into());
}

/// One row of a layer's list: cursor, label, and something at the right.
pub(super) fn row(
    canvas: &mut Canvas<'_>,
    (inner, y): (Rect, u16),
    label: &str,
    detail: &str,
    chosen: bool,
    off: bool,
) {
    let ground = if chosen { Role::Select } else { Role::Raised };
    let ink = match (off, chosen) {
        (true, false) => Role::Closed,
        (_, true) => Role::Title,
        _ => Role::Text,
    };
    canvas.fill(
        Rect {
            y,
            height: 1,
            ..inner
        },
        ground,
    );
    if chosen {
        let cursor = canvas.marks.cursor;
        canvas.text(inner.x, y, 1, cursor, (ground, Role::Accent));
    }
    let half = inner.width.saturating_sub(3) * 2 / 3;
    let x = canvas.right(inner.right(), y, half, detail, (ground, Role::Dim));
    canvas.text(
        inner.x + 2,
        y,
        x.saturating_sub(inner.x + 3),
        label,
        (ground, ink),
    );
}
