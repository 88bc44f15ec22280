//! A question that asks for words: the reason for what is out of the ordinary. Empty is no answer.

use super::{Flow, Overlay, asked_line, centred};
use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crate::tui::widgets::LineEdit;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// What will happen, and a line for why. Answers the reason.
pub struct Reason {
    title: Msg,
    text: Msg,
    label: Msg,
    line: LineEdit,
    missing: bool,
}

impl Reason {
    /// A title, the consequence, and what the line asks for: "Why?".
    pub fn new(title: Msg, text: Msg, label: Msg) -> Self {
        Self {
            title,
            text,
            label,
            line: LineEdit::default(),
            missing: false,
        }
    }
}

impl Overlay for Reason {
    type Answer = String;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<String> {
        match action {
            Action::Accept | Action::Save => {
                let said = self.line.text().trim();
                if !said.is_empty() {
                    return Flow::Answer(said.to_owned());
                }
                self.missing = true;
            }
            Action::Back => return Flow::Cancel,
            Action::Undo => {
                self.line.undo();
            }
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<String> {
        if self.line.key(key) {
            self.missing = false;
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("cmd-take"), 1),
            Command::new(Action::Back, msg!("cmd-no"), 2),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let lines = width::wrap(&cx.words.say(&self.text), 56);
        let height = u16::try_from(lines.len()).unwrap_or(8).min(8) + 7;
        let inner = canvas.layer(centred(area, 64, height), &cx.words.say(&self.title));
        let mut y = inner.y + 1;
        for line in &lines {
            canvas.text(inner.x, y, inner.width, line, (Role::Raised, Role::Text));
            y += 1;
        }
        y += 1;
        let label = cx.words.say(&self.label);
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        asked_line(canvas, row, &label, &self.line);
        if self.missing {
            let why = format!("{} {}", canvas.marks.alert, cx.words.word("reason-missing"));
            canvas.text(inner.x, y + 1, inner.width, &why, (Role::Raised, Role::Bad));
        }
    }
}
