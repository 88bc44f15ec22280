//! Calling off: why, what it costs and why that much, and a key to do without the fee.

use super::{Flow, Overlay, Reason};
use crate::desk::billing::{Fee, Quoted};
use crate::domain::{Msg, msg};
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// Asks why, and says what it costs before Enter; answers the reason and what becomes of the fee.
pub struct CallOff {
    reason: Reason,
    quoted: Quoted,
    /// What the line of the draft says.
    words: String,
    waived: bool,
}

impl CallOff {
    /// A question that says what it costs; `words` is what the customer reads on the invoice.
    pub fn new(reason: Reason, quoted: Quoted, words: String) -> Self {
        let text = said(&quoted, false);
        Self {
            reason: reason.telling(text, msg!("reason-label")),
            quoted,
            words,
            waived: false,
        }
    }

    fn costs(&self) -> bool {
        self.quoted.amount.is_positive()
    }

    fn fee(&self) -> Fee {
        let amount = self.quoted.amount;
        match (self.costs(), self.waived) {
            (false, _) => Fee::Free,
            (true, true) => Fee::Waive { amount },
            (true, false) => Fee::Charge {
                amount,
                words: self.words.clone(),
            },
        }
    }

    fn with_fee(&self, flow: Flow<String>) -> Flow<(String, Fee)> {
        match flow {
            Flow::Answer(why) => Flow::Answer((why, self.fee())),
            Flow::Cancel => Flow::Cancel,
            Flow::Stay | Flow::Aside(_) => Flow::Stay,
        }
    }
}

/// What it costs, why, and what becomes of the money.
fn said(quoted: &Quoted, waived: bool) -> Msg {
    let why = quoted.why.clone();
    if !quoted.amount.is_positive() {
        return msg!("fee-none", why = why, held = left(quoted));
    }
    if waived {
        return msg!("fee-waived", why = why, amount = quoted.amount);
    }
    let tax = if quoted.with_tax {
        msg!("fee-with-tax")
    } else {
        msg!("fee-plus-tax")
    };
    msg!(
        "fee-asked",
        why = why,
        amount = quoted.amount,
        tax = tax,
        held = left(quoted)
    )
}

/// What is said of money the customer left here.
fn left(quoted: &Quoted) -> Msg {
    if quoted.held.is_positive() {
        msg!("fee-held", amount = quoted.held)
    } else {
        msg!("fee-nothing-held")
    }
}

impl Overlay for CallOff {
    type Answer = (String, Fee);

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, cx: &Cx) -> Flow<(String, Fee)> {
        if action == Action::Options && self.costs() {
            self.waived = !self.waived;
            self.reason.tell(said(&self.quoted, self.waived));
            return Flow::Stay;
        }
        let flow = self.reason.on_action(action, cx);
        self.with_fee(flow)
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx) -> Flow<(String, Fee)> {
        let flow = self.reason.on_text(key, cx);
        self.with_fee(flow)
    }

    fn commands(&self) -> Vec<Command> {
        let mut all = self.reason.commands();
        if self.costs() {
            let words = if self.waived {
                msg!("fee-cmd-charge")
            } else {
                msg!("fee-cmd-waive")
            };
            all.push(Command::new(Action::Options, words, 2));
        }
        all
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        self.reason.draw(canvas, area, cx);
    }
}
