//! Arguments, configuration, logging and demo data: builds the house from the ground up.
//!
//! The only floor that opens the store. It holds no rule of the workshop and draws nothing.

pub mod config;
mod places;
mod stop;

pub use places::Places;
pub use stop::{Stop, status};
