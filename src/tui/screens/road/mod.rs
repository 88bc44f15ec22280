//! Vehicles on the road without their owners, and ours with our customers: the legs of a day, the courtesy cars, and
//! the forms of both, opened from a booking, a job or these pages.
//!
//! It says what the desk has; which step may follow is the desk's to say.

mod cars;
mod choose;
mod keys_form;
mod leg_form;
mod loan_form;
mod print;
mod rounds;
mod said;

pub use cars::Cars;
pub use choose::{Go, choose, go};
pub use keys_form::{CarKeys, Way as Keys};
pub use leg_form::LegEdit;
pub use loan_form::LoanEdit;
pub use rounds::Rounds;
pub use said::pairs;

use super::Page;
use super::roster::Way;
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::Cx;

/// The two pages, for the menu.
pub fn ways(cx: &Cx) -> Vec<Way> {
    if !cx.can(Permission::BookingSee) {
        return Vec::new();
    }
    vec![
        Way {
            label: msg!("rounds-title"),
            also: msg!("rounds-note"),
            open: |cx| Page::new(Rounds::new(cx)),
        },
        Way {
            label: msg!("cars-title"),
            also: msg!("cars-note"),
            open: |cx| Page::new(Cars::new(cx)),
        },
    ]
}
