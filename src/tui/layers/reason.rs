//! A question that asks for words: the reason for what is out of the ordinary; a few that are often true can be
//! taken. Empty is no answer.

use super::{Flow, Overlay, asked_line, centred};
use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crate::tui::widgets::LineEdit;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// Asks why; Enter answers with what stands there, and an empty line is no answer.
pub struct Reason {
    title: Msg,
    text: Option<Msg>,
    label: Msg,
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
            text: None,
            label: msg!("reason-label"),
            line: LineEdit::default(),
            often: Vec::new(),
            at: None,
            missing: false,
        }
    }

    /// The same with what will happen, and what the line asks for instead of "Why".
    #[must_use]
    pub fn telling(mut self, text: Msg, label: Msg) -> Self {
        (self.text, self.label) = (Some(text), label);
        self
    }

    /// Says something else of what will happen.
    pub(super) fn tell(&mut self, text: Msg) {
        self.text = Some(text);
    }

    /// The same with an answer that only has to be taken.
    #[must_use]
    pub fn saying(mut self, words: &str) -> Self {
        self.line.set(words);
        self
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
        let text = self.text.as_ref().map(|text| cx.words.say(text));
        let lines = text.map_or_else(Vec::new, |text| width::wrap(&text, 56));
        let rows = |list: usize| match u16::try_from(list).unwrap_or(8).min(8) {
            0 => 0,
            some => some + 1,
        };
        let height = 6 + rows(lines.len()) + rows(self.often.len());
        let inner = c.layer(centred(area, 64, height), &cx.words.say(&self.title));
        let row = |y: u16| Rect {
            y,
            height: 1,
            ..inner
        };
        let mut y = inner.y + 1;
        for (at, line) in (y..).zip(&lines) {
            c.text(inner.x, at, inner.width, line, (Role::Raised, Role::Text));
        }
        y += rows(lines.len());
        asked_line(c, row(y), &cx.words.say(&self.label), &self.line);
        if self.missing {
            let why = format!("{} {}", c.marks.alert, cx.words.word("reason-missing"));
            c.text(inner.x, y + 1, inner.width, &why, (Role::Raised, Role::Bad));
        }
        for (at, text) in self.often.iter().enumerate() {
            let y = y + 2 + u16::try_from(at).unwrap_or(0);
            if y >= inner.bottom() {
                break;
            }
            let chosen = self.at == Some(at);
            let ground = if chosen { Role::Select } else { Role::Raised };
            c.fill(row(y), ground);
            let room = inner.width.saturating_sub(1);
            c.text(inner.x + 1, y, room, text, (ground, Role::Text));
        }
    }
}
