//! Nouns and rules: money, time, states, permissions, and what people type.
//!
//! Everything here is a pure function of its arguments. It never reads a clock, a file, a socket or a
//! row, never waits, and never puts a sentence together: what it has to say leaves as a [`Msg`].

#[macro_use]
mod text_enum;

pub mod change;
pub mod ids;
pub mod money;
pub mod msg;
pub mod permission;
pub mod role;
pub mod time;

pub use crate::{id, msg, text_enum};
pub use ids::*;
pub use money::{Bp, Currency, Money, Ppm, Qty};
pub use msg::{Arg, Msg};
pub use text_enum::Unknown;
pub use time::{Span, Ts, Zone};
