//! The shell: terminal, loop, questions under way, and the frame round every page.
//!
//! It knows no screen by name. What a screen wishes ([`Out`]) is done here; what nobody claims follows
//! the house rules here.

mod also;
mod drafts;
mod frame;
mod gate;
mod health;
mod house;
mod input;
mod out;
mod quill;
pub mod run;
mod runtime;
mod session;
mod sheet;
mod stacks;
mod toast;
pub mod tty;
mod undo;
mod wishes;

pub(in crate::tui) use gate::{SPINNER_AFTER, words_of};
pub use input::{Burst, Input, Scanner};
pub use out::{Out, When, Wish};
pub use quill::Quill;
pub use runtime::{Answer, Delivery, Envelope, Reply, Runtime, ScreenId, Slot, Task};
pub(crate) use stacks::{Parked, Stack};
pub use toast::{Toast, Toasts, Tone};
pub(crate) use undo::Steps;
