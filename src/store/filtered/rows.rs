//! Rows only these lists show.

use crate::domain::action::Action;
use crate::domain::{BookingId, JobId, Ts, booking, job};

/// A job in the list of all of them.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct JobRow {
    pub id: JobId,
    pub number: String,
    pub status: job::Status,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub customer: String,
    /// The first work item, if any.
    pub work: Option<String>,
    /// Whose the first open task is.
    pub mech: Option<String>,
    pub priority: i64,
    pub promised_at: Option<Ts>,
    pub parking: String,
    pub key_tag: String,
    /// What is to be done next.
    pub action: Action,
}

/// A booking in the list of all of them.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingRow {
    pub id: BookingId,
    pub number: String,
    pub status: booking::Status,
    pub plate: Option<String>,
    pub customer: String,
    /// What it is for: the kind of booking.
    pub title: String,
    pub wish: String,
    pub starts_at: Ts,
    pub bay: Option<String>,
    pub mech: Option<String>,
    /// What is to be done next.
    pub action: Action,
}
