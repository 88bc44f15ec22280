//! Rows and nouns, on two engines behind one handle. The only floor that says SQL.
//!
//! A [`Store`] is SQLite (a file beside the program) or Postgres (several machines); a [`Tx`] is one
//! transaction on either. Statements are [`Sql`] values with `$1 … $n` in both dialects; where the dialects
//! differ, `sql2(lite, pg)` holds both texts side by side. The schemas are equal in names and meaning, so a
//! broken rule has the same name on both ([`Error::Rule`]).
//!
//! What is deliberately absent: permissions, business decisions, the clock, words for people. A function here
//! takes ids and values that the desk has decided on, and says what the rows say.

mod driver;
mod error;
mod open;
mod seat;
mod values;
mod watch;

pub mod alerts;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod bookings;
pub mod catalogue;
pub mod changes;
pub mod customers;
pub mod estimate;
pub mod filtered;
pub mod find;
pub mod handovers;
pub mod health;
pub mod inspection;
pub mod invoices;
pub mod jobs;
pub mod lease;
pub mod legs;
pub mod loans;
pub mod merges;
pub mod numbers;
pub mod outbox;
pub mod parts;
pub mod payments;
pub mod periodic;
pub mod resources;
pub mod seed;
pub mod sessions;
pub mod settings;
pub mod sites;
pub mod staff;
pub mod stock;
pub mod sublets;
pub mod vehicles;
pub mod views;

pub use driver::{Db, Lock, Rec, Sql, Store, Tx, Val, sql, sql2};
use error::stale_unless;
pub use error::{Error, Result};
pub use open::{Options, Schema};
pub use seat::{Contents, Seat};

/// Where a page over `(sort_key, id)` begins or ends among the rows whose key begins so. The place alone then bounds
/// the walk through the index: given a place outside of them, Postgres would walk from there.
pub(crate) fn within(prefix: &str, place: (String, i64), forward: bool) -> (String, i64) {
    if forward {
        place.max((prefix.to_owned(), 0))
    } else {
        place.min((behind(prefix), 0))
    }
}

/// What sorts behind every key that begins so.
pub(crate) fn behind(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// A needle as the engine's trigram search wants it: a quoted FTS phrase, or a LIKE pattern.
pub(crate) fn contains(db: &impl Db, needle: &str) -> String {
    if db.is_sqlite() {
        format!("\"{}\"", needle.replace('"', "\"\""))
    } else {
        let escaped = needle
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        format!("%{escaped}%")
    }
}
