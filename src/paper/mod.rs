//! Documents and lists that leave the screen: invoices as text, exports as CSV, the way to a file or printer.
//!
//! It lays out what the desk has read and never asks the desk for more, never decides an amount and never
//! says SQL. What people typed is made harmless before it is on paper.

pub mod csv;
pub mod estimate;
pub mod ical;
pub mod inspection;
pub mod invoice;
pub mod job_card;
pub mod layout;
pub mod lists;
pub mod run_sheet;
pub mod tray;

pub use tray::Tray;
