//! What people see: screens and keys.

pub mod look;
pub mod widgets;
