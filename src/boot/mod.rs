//! Arguments, configuration, logging and demo data: builds the house from the ground up.
//!
//! The only floor that opens the store. It holds no rule of the workshop and draws nothing.

pub mod args;
mod backup;
pub mod config;
pub mod demo;
mod doctor;
mod house;
mod logging;
mod picture;
mod places;
mod run;
mod screens;
mod stop;
mod worker;

pub use house::House;
pub use places::Places;
pub use run::{panic_note, run, words};
pub use stop::{Stop, status};
