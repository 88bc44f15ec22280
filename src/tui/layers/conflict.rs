//! Somebody else saved the same record first: theirs and mine, field by field; nothing typed is lost.

use super::confirm::button;
use super::query::step;
use super::{Flow, Overlay, centred};
use crate::domain::{Msg, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

/// One field in which the two differ, as shown.
#[derive(Clone, Debug)]
pub struct Differs {
    /// The field's label.
    pub label: Msg,
    /// What they saved.
    pub theirs: String,
    /// What was typed here.
    pub mine: String,
}

/// What to keep, field by field in the order given: `true` is mine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// One for each field that differs.
    pub mine: Vec<bool>,
}

/// Theirs, mine, or some of both. Esc goes back to the form with everything typed still in it.
pub struct Conflict {
    by: String,
    at: Ts,
    fields: Vec<Differs>,
    mine: Vec<bool>,
    row: usize,
}

impl Conflict {
    /// Who saved, when (UTC), and where the two differ. Mine is chosen to begin with.
    pub fn new(by: impl Into<String>, at: Ts, fields: Vec<Differs>) -> Self {
        let mine = vec![true; fields.len()];
        Self {
            by: by.into(),
            at,
            fields,
            mine,
            row: 0,
        }
    }

    /// The same, beginning with this choice: `true` is mine.
    #[must_use]
    pub fn beginning(mut self, mine: Vec<bool>) -> Self {
        if mine.len() == self.fields.len() {
            self.mine = mine;
        }
        self
    }
}

impl Overlay for Conflict {
    type Answer = Keep;

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<Keep> {
        match action {
            Action::Accept => {
                return Flow::Answer(Keep {
                    mine: self.mine.clone(),
                });
            }
            Action::Back => return Flow::Cancel,
            Action::Up | Action::Previous => self.row = step(self.row, -1, self.fields.len()),
            Action::Down | Action::Next => self.row = step(self.row, 1, self.fields.len()),
            Action::Left => self.choose(false),
            Action::Right => self.choose(true),
            Action::PickUp => {
                let now = self.mine.get(self.row).copied().unwrap_or(false);
                self.choose(!now);
            }
            _ => {}
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Left, msg!("cmd-theirs"), 1),
            Command::new(Action::Right, msg!("cmd-mine"), 2),
            Command::new(Action::Accept, msg!("cmd-keep"), 3),
            Command::new(Action::Back, msg!("cmd-back-to-form"), 4),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let rows = u16::try_from(self.fields.len()).unwrap_or(10);
        let inner = canvas.layer(
            centred(area, 74, rows + 8),
            &cx.words.word("conflict-title"),
        );
        let when = cx.words.when(self.at, cx.now);
        let says = cx
            .words
            .say(&msg!("conflict-who", who = self.by.as_str(), at = when));
        canvas.text(
            inner.x,
            inner.y + 1,
            inner.width,
            &says,
            (Role::Raised, Role::Warn),
        );
        let (label, half) = (14, inner.width.saturating_sub(16) / 2);
        let (left, right) = (inner.x + label, inner.x + label + half + 2);
        let head = (Role::Raised, Role::Dim);
        canvas.text(
            left,
            inner.y + 3,
            half,
            &cx.words.word("conflict-theirs"),
            head,
        );
        canvas.text(
            right,
            inner.y + 3,
            half,
            &cx.words.word("conflict-mine"),
            head,
        );
        for (at, (y, field)) in (inner.y + 4..inner.bottom()).zip(&self.fields).enumerate() {
            let ink = if at == self.row {
                Role::Accent
            } else {
                Role::Dim
            };
            let name = cx.words.say(&field.label);
            canvas.text(inner.x, y, label - 1, &name, (Role::Raised, ink));
            button(canvas, (left, y), half, &field.theirs, !self.mine[at]);
            button(canvas, (right, y), half, &field.mine, self.mine[at]);
        }
    }
}

impl Conflict {
    fn choose(&mut self, mine: bool) {
        if let Some(field) = self.mine.get_mut(self.row) {
            *field = mine;
        }
    }
}
