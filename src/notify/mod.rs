//! Messages and schedules leaving the building.
//!
//! What is to leave is a row of the outbox, written by the desk; this floor carries it: a [`Dispatcher`] claims,
//! writes and sends, a [`Scheduler`] does what the clock says, and a [`Worker`] runs both in the background of a
//! process. Several processes may run one on the same store: one leads, the others wait.
//!
//! What is deliberately absent: the store (claims are verbs of the desk), deciding who is told what, and any
//! wait of a screen for what happens here.

pub mod calendars;
mod channel;
mod dispatcher;
mod letter;
mod link;
mod scheduler;
mod server;
mod worker;

pub use channel::{Channel, Fault, Parcel, Receipt, Ways};
pub use dispatcher::{Dispatcher, Pass};
pub use letter::{Attachment, Kind, Letter, Unwritten};
pub use link::{Broken, Link};
pub use scheduler::Scheduler;
pub use server::{Server, Tls};
pub use worker::{Pace, Worker};
