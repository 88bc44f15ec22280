//! What the workshop sells and how long it takes: taxes, booking types, labour, canned jobs, templates.
//!
//! Rows as they stand; what may be written is the desk's to say.

mod booking_types;
mod canned;
mod labour;
mod shelves;
mod tax;
mod templates;

pub use booking_types::*;
pub use canned::*;
pub use labour::*;
pub use shelves::*;
pub use tax::*;
pub use templates::*;
