//! A part by a few letters or its barcode: typing asks the desk, Enter takes the chosen one. `2*` in front of the
//! letters takes two.

use crate::desk::job::Pickable;
use crate::domain::{Msg, PartId, Qty, parse};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Flow, Overlay, asked_line, centred};
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::LineEdit;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use std::any::Any;

/// What the layer says.
#[derive(Clone, Debug, PartialEq)]
pub enum PartSaid {
    /// The letters have changed: ask the desk for these.
    Typed(String),
    /// So much of this part.
    Took(PartId, Qty),
}

/// Parts that match what is typed.
pub struct PartPick {
    title: Msg,
    line: LineEdit,
    found: Vec<Pickable>,
    at: usize,
    /// More than there is was asked for: Enter once more means it.
    asked: Option<(PartId, Qty)>,
}

/// The answer to [`PartSaid::Typed`], with the letters it is for.
pub struct Found(pub String, pub Vec<Pickable>);

impl PartPick {
    /// An empty line under a title.
    pub fn new(title: Msg) -> Self {
        Self {
            title,
            line: LineEdit::default(),
            found: Vec::new(),
            at: 0,
            asked: None,
        }
    }

    /// How many, and the letters.
    fn typed(&self) -> (Qty, &str) {
        let text = self.line.text();
        match text.split_once('*') {
            Some((n, rest)) => match parse::qty(n) {
                Ok(qty) if qty.is_positive() => (qty, rest.trim()),
                _ => (Qty::ONE, text),
            },
            None => (Qty::ONE, text),
        }
    }
}

impl Overlay for PartPick {
    type Answer = PartSaid;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<PartSaid> {
        let last = self.found.len().saturating_sub(1);
        match action {
            Action::Accept => {
                let qty = self.typed().0;
                if let Some(part) = self.found.get(self.at) {
                    let this = Some((part.id, qty));
                    if qty > part.available_milli && self.asked != this {
                        self.asked = this;
                        return Flow::Stay;
                    }
                    return Flow::Answer(PartSaid::Took(part.id, qty));
                }
            }
            Action::Back => return Flow::Cancel,
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<PartSaid> {
        let before = self.typed().1.to_owned();
        if !self.line.key(key) {
            return Flow::Stay;
        }
        let now = self.typed().1.to_owned();
        if now == before {
            return Flow::Stay;
        }
        self.at = 0;
        if now.is_empty() {
            self.found.clear();
            return Flow::Stay;
        }
        Flow::Aside(PartSaid::Typed(now))
    }

    fn on_feed(&mut self, news: Box<dyn Any + Send>) {
        if let Ok(found) = news.downcast::<Found>()
            && found.0 == self.typed().1
        {
            self.found = found.1;
            self.at = 0;
        }
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("cmd-take"), 1),
            Command::new(Action::Back, msg!("cmd-close"), 2),
        ]
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let inner = c.layer(
            centred(area, 74, if self.found.is_empty() { 8 } else { 16 }),
            &cx.words.say(&self.title),
        );
        let field = Rect { height: 1, ..inner };
        asked_line(c, field, &cx.words.word("find-part"), &self.line);
        let hint = cx.words.word("job-part-pick-hint");
        if let Some(part) = self.found.get(self.at).filter(|p| {
            let qty = self.typed().0;
            self.asked == Some((p.id, qty))
        }) {
            let free = format!("{} {}", cx.words.qty(part.available_milli), part.unit);
            let words = cx.words.say(&msg!("job-part-beyond", free = free));
            let said = format!("{} {words}", c.marks.alert);
            c.text(
                inner.x,
                inner.y + 1,
                inner.width,
                &said,
                (Role::Raised, Role::Warn),
            );
        }
        if self.found.is_empty() {
            let words = if self.typed().1.is_empty() {
                hint
            } else {
                cx.words.word("list-nothing-matches")
            };
            c.text(
                inner.x,
                inner.y + 2,
                inner.width,
                &words,
                (Role::Raised, Role::Dim),
            );
            return;
        }
        let rows = usize::from(inner.height.saturating_sub(2));
        let top = (self.at + 1).saturating_sub(rows);
        for (y, (n, part)) in
            (inner.y + 2..inner.bottom()).zip(self.found.iter().enumerate().skip(top))
        {
            part_row(
                c,
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                part,
                n == self.at,
                cx,
            );
        }
    }
}

fn part_row(c: &mut Canvas<'_>, row: Rect, part: &Pickable, chosen: bool, cx: &Cx) {
    let ground = if chosen { Role::Select } else { Role::Raised };
    c.fill(row, ground);
    if chosen {
        let cursor = c.marks.cursor;
        c.text(row.x, row.y, 1, cursor, (ground, Role::Accent));
    }
    let price = cx.words.amount(part.price_minor);
    let left = c.right(row.right(), row.y, 12, &price, (ground, Role::Text));
    let free = cx.words.qty(part.available_milli);
    let ink = if part.available_milli.is_positive() {
        Role::Text
    } else {
        Role::Warn
    };
    c.right(left.min(row.right() - 11), row.y, 8, &free, (ground, ink));
    let sku = c.text(row.x + 2, row.y, 16, &part.sku, (ground, Role::Title));
    let x = sku.max(row.x + 19);
    let room = (row.right() - 20).saturating_sub(x);
    c.text(x, row.y, room, &part.description, (ground, Role::Text));
}
