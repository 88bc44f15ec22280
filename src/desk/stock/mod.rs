//! The shelf: what is there, what is kept for whom, and who took what; and the catalogue of parts behind it. Every
//! change is a movement of the ledger; nothing is issued beyond what is there without permission and reason
//!
//!
//! It never orders anything and never sells: a sale is a line of a job or of an invoice.

mod card;
mod counter;
mod form;
mod low;
mod movement;
mod parts;
mod shelf;
mod window;

pub use card::{Costs, PartCard, WEEKS};
pub use form::PartForm;
pub use movement::{Counted, Receipt};
pub use parts::Undo;
pub use window::{Counts, Page, PartsFilter, Window};

pub use crate::store::parts::{CAP as COUNT_CAP, Code, Listed as PartLine, Part};
pub use crate::store::stock::ledger::{Moved, Stock, Wanted};
