//! Nouns and rules: money, time, states, permissions, and what people type.
//!
//! Everything here is a pure function of its arguments. It never reads a clock, a file, a socket or a
//! row, never waits, and never puts a sentence together: what it has to say leaves as a [`Msg`].

#[macro_use]
mod text_enum;

pub mod absence;
pub mod action;
pub mod alert;
pub mod bay;
pub mod booking;
pub mod calendar;
pub mod change;
pub mod customer;
pub mod deferred;
pub mod duplicate;
pub mod email;
pub mod equipment;
pub mod estimate;
pub mod figures;
pub mod filter;
pub mod finder;
pub mod ids;
pub mod inspection;
pub mod invoice;
pub mod job;
pub mod line;
pub mod logistics;
pub mod money;
pub mod msg;
pub mod number;
pub mod outbox;
pub mod parse;
pub mod payment;
pub mod permission;
pub mod phone;
pub mod plate;
pub mod rating;
pub mod refused;
pub mod role;
pub mod schedule;
pub mod secret;
pub mod segment;
pub mod session;
pub mod stock;
pub mod sublet;
pub mod suggest;
pub mod symptom;
pub mod task;
pub mod tax;
pub mod template;
pub mod text;
pub mod theme;
pub mod time;
pub mod vehicle;
pub mod vin;
pub mod vocabulary;
pub mod waiting;
pub mod warranty;

pub use crate::{id, msg, text_enum};
pub use ids::*;
pub use money::{Bp, Currency, Money, Ppm, Qty};
pub use msg::{Arg, Msg};
pub use refused::Refused;
pub use text_enum::Unknown;
pub use time::{Span, Ts, Zone};
