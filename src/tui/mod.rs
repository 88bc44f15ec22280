//! What people see: screens and keys.
//!
//! The shell hosts [`screens`]; a screen asks the desk through [`shell::Out`] and draws on a
//! [`look::Canvas`]. Nothing here is global, names the store, or waits.

pub mod app;
mod cx;
pub mod keys;
pub mod layers;
pub mod look;
mod scraps;
pub mod screens;
pub mod shell;
pub mod widgets;

pub use app::{App, Cx};
