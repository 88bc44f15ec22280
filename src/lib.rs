//! Forecourt: the terminal program a vehicle workshop runs on.
//!
//! The floors, from the ground up; a floor names only those below it (tests/it/floors.rs holds this):
//!
//! - [`domain`]: nouns and rules. No I/O, no async, no clock, no SQL.
//! - [`store`]: rows and nouns, on SQLite and on Postgres. The only floor that says SQL.
//! - [`desk`]: verbs. Each one is permission, rule, one transaction, audit line and outbox rows.
//! - [`paper`]: documents and exports.
//! - [`notify`]: messages and schedules that leave the building.
//! - [`tui`]: what people see: screens and keys.
//! - [`cli`]: the commands beside the screens.
//! - [`boot`]: arguments, configuration, logging, demo data; builds the house from the ground up.
//!
//! Beside them stands [`words`], the Fluent catalogues and the formats of numbers and dates: it names
//! only `domain`, and `paper` and the floors above it speak through it.

pub mod boot;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod notify;
pub mod paper;
pub mod store;
pub mod tui;
pub mod words;
