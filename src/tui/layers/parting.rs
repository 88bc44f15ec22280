//! Whoever goes: stay, lock the terminal for the next one, or end the program. Staying is chosen first.

use super::confirm::question;
use super::{Flow, Overlay};
use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use ratatui::layout::Rect;

/// How somebody goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The terminal waits for the next person; nothing typed is lost.
    Lock,
    /// The program ends.
    Leave,
}

/// The question of Ctrl-Q.
pub struct Parting {
    text: Msg,
    /// 0 stays, 1 leaves, 2 locks.
    at: usize,
}

impl Parting {
    /// With what leaving means now.
    pub fn new(text: Msg) -> Self {
        Self { text, at: 0 }
    }
}

impl Overlay for Parting {
    type Answer = Way;

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<Way> {
        match (action, self.at) {
            (Action::Accept, 1) => return Flow::Answer(Way::Leave),
            (Action::Accept, 2) => return Flow::Answer(Way::Lock),
            (Action::Accept | Action::Back, _) => return Flow::Cancel,
            (Action::Right | Action::Next, at) => self.at = (at + 1) % 3,
            (Action::Left | Action::Previous, at) => self.at = (at + 2) % 3,
            _ => {}
        }
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
        let labels = [
            w.word("confirm-no"),
            w.word("leave-yes"),
            w.word("leave-lock"),
        ];
        let (title, text) = (w.word("leave-title"), w.say(&self.text));
        question(canvas, area, (&title, &text), &labels, self.at);
    }
}
