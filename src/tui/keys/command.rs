//! One entry of "what can I do here?".

use super::Action;
use crate::domain::Msg;

/// Something a screen offers. The key bar, the hint row, F1 and Ctrl-P read the same list of these.
#[derive(Clone, Debug)]
pub struct Command {
    /// What the key means; `Action::Verb` when there is no key.
    pub action: Action,
    /// The verb, short, in lower case: "open", "pick up".
    pub label: Msg,
    /// Why it cannot run now; `None` when it can.
    pub off: Option<Msg>,
    /// Place in the hint row, 1 first; 0 is never shown there.
    pub rank: u8,
}

impl Command {
    /// A command that can run.
    pub fn new(action: Action, label: Msg, rank: u8) -> Self {
        Self {
            action,
            label,
            off: None,
            rank,
        }
    }

    /// Shown dimmed with the reason, never hidden: muscle memory survives.
    #[must_use]
    pub fn unless(mut self, blocked: bool, why: Msg) -> Self {
        if blocked && self.off.is_none() {
            self.off = Some(why);
        }
        self
    }
}
