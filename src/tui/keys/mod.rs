//! Keys and what they mean: actions, the map from one to the other, and the commands a screen offers.
//!
//! Nothing here knows a screen, draws, or acts; `assets/keymap.toml` is the only place keys are named.

mod action;
mod command;
mod keymap;

pub use action::Action;
pub use command::Command;
pub use keymap::{Heard, Keymap, KeymapError, Scope};
