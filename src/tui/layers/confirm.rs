//! A question before what cannot be undone. The safe answer is chosen until an arrow moves it.

use super::{Flow, Overlay, centred};
use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// Yes or no. Answers `()` for yes; no is a cancel.
pub struct Confirm {
    title: Msg,
    text: Msg,
    yes: Msg,
    on_yes: bool,
}

impl Confirm {
    /// A title, the consequence in numbers, and the verb on the button: "Void 3 lines".
    pub fn new(title: Msg, text: Msg, yes: Msg) -> Self {
        Self {
            title,
            text,
            yes,
            on_yes: false,
        }
    }

    /// For what is harmless enough that Enter may mean yes at once.
    #[must_use]
    pub fn safe(mut self) -> Self {
        self.on_yes = true;
        self
    }
}

impl Overlay for Confirm {
    type Answer = ();

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<()> {
        match action {
            Action::Accept if self.on_yes => return Flow::Answer(()),
            Action::Accept | Action::Back => return Flow::Cancel,
            Action::Left | Action::Right | Action::Next | Action::Previous => {
                self.on_yes = !self.on_yes;
            }
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, _key: KeyEvent, _cx: &Cx) -> Flow<()> {
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Right, msg!("cmd-choose"), 1),
            Command::new(Action::Accept, msg!("cmd-take"), 2),
            Command::new(Action::Back, msg!("cmd-no"), 3),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let labels = [w.word("confirm-no"), w.say(&self.yes)];
        let (title, text) = (w.say(&self.title), w.say(&self.text));
        question(
            canvas,
            area,
            (&title, &text),
            &labels,
            usize::from(self.on_yes),
        );
    }
}

/// A box with a title, a text and a row of words to press, one of them chosen.
pub(super) fn question(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (title, text): (&str, &str),
    labels: &[String],
    chosen: usize,
) {
    let lines = width::wrap(text, 50);
    let height = u16::try_from(lines.len()).unwrap_or(10).min(10) + 6;
    let inner = canvas.layer(centred(area, 58, height), title);
    for (y, line) in (inner.y + 1..inner.bottom()).zip(&lines) {
        canvas.text(inner.x, y, inner.width, line, (Role::Raised, Role::Text));
    }
    let y = inner.bottom().saturating_sub(2);
    let mut x = inner.x;
    for (at, label) in labels.iter().enumerate() {
        let room = inner.right().saturating_sub(x);
        x = button(canvas, (x, y), room, label, at == chosen) + 2;
    }
}

/// A word one can press; answers the column after it.
pub(super) fn button(
    canvas: &mut Canvas<'_>,
    at: (u16, u16),
    room: u16,
    label: &str,
    chosen: bool,
) -> u16 {
    let cursor = canvas.marks.cursor;
    if chosen {
        canvas.text(
            at.0,
            at.1,
            room,
            &format!("{cursor} {label} "),
            (Role::Select, Role::Title),
        )
    } else {
        canvas.text(
            at.0,
            at.1,
            room,
            &format!("  {label} "),
            (Role::Well, Role::Text),
        )
    }
}
