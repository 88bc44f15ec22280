//! A question that wants a reason in words; a few that are often true can be taken.

use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Flow, Overlay, asked_line, centred};
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::LineEdit;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// Asks why; Enter answers with what stands there, and an empty line is no answer.
pub struct Reason {
    title: Msg,
    line: LineEdit,
    often: Vec<String>,
    at: Option<usize>,
    missing: bool,
}

impl Reason {
    /// An empty question.
    pub fn new(title: Msg) -> Self {
        Self {
            title,
            line: LineEdit::default(),
            often: Vec::new(),
            at: None,
            missing: false,
        }
    }

    /// The same with reasons to take by ↓.
    #[must_use]
    pub fn with<const N: usize>(mut self, ids: [&'static str; N], cx: &Cx) -> Self {
        self.often = ids.iter().map(|id| cx.words.word(id)).collect();
        self
    }

    fn step(&mut self, by: isize) {
        let len = self.often.len();
        if len == 0 {
            return;
        }
        let at = match (self.at, by) {
            (None, 1) => 0,
            (None, _) => len - 1,
            (Some(at), by) => at.saturating_add_signed(by).min(len - 1),
        };
        self.at = Some(at);
        if let Some(text) = self.often.get(at) {
            self.line.set(text);
            self.missing = false;
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
            Action::Undo => {
                self.line.undo();
            }
            Action::Back => return Flow::Cancel,
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<String> {
        if self.line.key(key) {
            self.at = None;
            self.missing = false;
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        let mut all = vec![
            Command::new(Action::Accept, msg!("cmd-take"), 1),
            Command::new(Action::Back, msg!("reason-back"), 3),
        ];
        if !self.often.is_empty() {
            all.push(Command::new(Action::Down, msg!("reason-often"), 2));
        }
        all
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let height =
            6 + u16::try_from(self.often.len()).unwrap_or(0) + u16::from(!self.often.is_empty());
        let inner = c.layer(centred(area, 60, height + 1), &cx.words.say(&self.title));
        let field = Rect {
            y: inner.y + 1,
            height: 1,
            ..inner
        };
        asked_line(c, field, &cx.words.word("reason-label"), &self.line);
        if self.missing {
            let why = format!("{} {}", c.marks.alert, cx.words.word("reason-empty"));
            let on = (Role::Raised, Role::Bad);
            c.text(inner.x, inner.y + 2, inner.width, &why, on);
        }
        for (row, text) in (0u16..).zip(&self.often) {
            let y = inner.y + 3 + row;
            if y >= inner.bottom() {
                break;
            }
            let chosen = self.at == Some(usize::from(row));
            let ground = if chosen { Role::Select } else { Role::Raised };
            c.fill(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                ground,
            );
            c.text(
                inner.x + 1,
                y,
                inner.width.saturating_sub(1),
                text,
                (ground, Role::Text),
            );
        }
    }
}
