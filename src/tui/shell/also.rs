//! What lines of the menu are found by besides their names.

use crate::domain::Msg;
use crate::msg;
use crate::tui::keys::Action;
use crate::tui::layers::Choice;

/// Other words people type for what a line of the menu does.
pub(super) fn also(choice: &Choice) -> Option<Msg> {
    Some(match choice {
        Choice::Run(action) => match action {
            Action::Find => msg!("also-find"),
            Action::Book => msg!("also-book"),
            Action::NewJob => msg!("also-new-job"),
            Action::Sale => msg!("also-sale"),
            Action::Customer => msg!("also-customer"),
            Action::Parts => msg!("also-parts"),
            Action::Pay => msg!("also-pay"),
            Action::Print => msg!("also-print"),
            Action::Accept => msg!("also-accept"),
            Action::PickUp => msg!("also-pick-up"),
            Action::Insert => msg!("also-insert"),
            Action::Remove => msg!("also-remove"),
            Action::Undo => msg!("also-undo"),
            Action::Again => msg!("also-again"),
            Action::Redraw => msg!("also-redraw"),
            Action::Verb("account") => msg!("also-account"),
            Action::Verb("inbox") => msg!("also-inbox"),
            Action::Verb("site") => msg!("also-site"),
            _ => return None,
        },
        Choice::Unpark(_) | Choice::Recall(_) => msg!("also-parked"),
        Choice::Toasts => msg!("also-toasts"),
        Choice::Lock => msg!("also-lock"),
        Choice::Quit => msg!("also-leave"),
        _ => return None,
    })
}
