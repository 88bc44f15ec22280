//! Bookings: an agreed time for a vehicle, and what it takes from others.
//!
//! A booking is one row and, for its vehicle, its bay and its mechanic, the spans they are taken for. Nobody is
//! taken twice: the schema holds that; here it becomes a sentence with a name and the next free fits. A
//! confirmed booking has its job already (PLANNED), so that parts and hours can be planned.
//!
//! What is deliberately absent: arriving (desk/checkin.rs), the job itself, and sending: a message is a row.

mod able;
pub mod availability;
mod block;
mod book;
mod card;
mod carry;
mod claim;
mod crowd;
mod decide;
mod edit;
mod fee;
mod feed;
mod finder;
mod fits;
mod import;
mod load;
mod order;
mod quote;
mod rules;
mod sheet;
mod shift;
mod tell;
mod tools;
mod undo;
mod waiting;
mod week;
mod what_if;

pub use able::Able;
pub use block::Blocking;
pub use book::Booked;
pub use card::{Around, Card, Move};
pub use edit::Edit;
pub use feed::{Entry, Feed};
pub use finder::{Offer, Query, Sayable, Where};
pub use fits::Search;
pub use import::{Fate, Incoming, Made};
pub use load::{DayLoad, Month, SkillLoad};
pub use order::{Order, Slot};
pub use quote::{Need, Quote};
pub use sheet::{Block, Lane, Lanes, Look, Request, Sheet};
pub use undo::Undo;
pub use waiting::Wish;
pub use week::{Cell, Load, Person, Week};
pub use what_if::WhatIf;

pub use crate::store::bookings::{Bay, Booking, Gone, Kind, Left, Mechanic, Waiting, Work};
