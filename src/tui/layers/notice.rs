//! A text to read: an error with its cause and cure, the last toasts.

use super::{Flow, Overlay, centred, query::step};
use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use ratatui::layout::Rect;

/// Lines under a title; Enter and Esc close it. Answers nothing.
pub struct Notice {
    title: Msg,
    lines: Vec<String>,
    bad: bool,
    top: usize,
}

impl Notice {
    /// Something to read.
    pub fn new(title: Msg, lines: Vec<String>) -> Self {
        Self {
            title,
            lines,
            bad: false,
            top: 0,
        }
    }

    /// What went wrong, why, and what to do: each a paragraph.
    pub fn error(title: Msg, paragraphs: Vec<String>) -> Self {
        Self {
            title,
            lines: paragraphs,
            bad: true,
            top: 0,
        }
    }
}

impl Overlay for Notice {
    type Answer = ();

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<()> {
        match action {
            Action::Accept | Action::Back => return Flow::Cancel,
            Action::Up => self.top = step(self.top, -1, self.lines.len()),
            Action::Down => self.top = step(self.top, 1, self.lines.len()),
            Action::PageUp => self.top = step(self.top, -10, self.lines.len()),
            Action::PageDown => self.top = step(self.top, 10, self.lines.len()),
            _ => {}
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![Command::new(Action::Back, msg!("cmd-close"), 1)]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let wide = area.width.saturating_sub(14).min(74);
        let lines: Vec<String> = self
            .lines
            .iter()
            .flat_map(|line| width::wrap(line, usize::from(wide)))
            .collect();
        let height = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(4);
        let place = centred(area, wide + 6, height.min(area.height));
        let inner = canvas.layer(place, &cx.words.say(&self.title));
        let top = self.top.min(lines.len().saturating_sub(1));
        for (at, (y, line)) in (inner.y + 1..inner.bottom().saturating_sub(1))
            .zip(&lines[top..])
            .enumerate()
        {
            let ink = if self.bad && at == 0 && top == 0 {
                Role::Bad
            } else {
                Role::Text
            };
            canvas.text(inner.x, y, inner.width, line, (Role::Raised, ink));
        }
    }
}
