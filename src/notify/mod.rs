//! Messages and schedules leaving the building.
//!
//! What is to leave is a row of the outbox, written by the desk; this floor carries it. It never names the
//! store, and decides nothing about who is told what.

mod server;

pub use server::{Server, Tls, Transport};
