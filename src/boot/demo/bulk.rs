//! The large demo: fifty thousand customers, two hundred thousand jobs and over a million lines and movements
//! behind the same morning, written in bulk.

use chrono::NaiveDate;

use crate::desk::Result;
use crate::store::{Store, seed};

/// How much of everything.
const SIZE: seed::Size = seed::Size {
    customers: 50_000,
    vehicles: 70_000,
    parts: 100_000,
    jobs: 200_000,
};

/// Fills it in behind what is there, ending the day before.
pub(super) async fn fill(store: &Store, today: NaiveDate) -> Result<()> {
    Ok(seed::fill(store, SIZE, today).await?)
}
