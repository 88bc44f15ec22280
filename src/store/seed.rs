//! Bulk rows for the large demo and the benches.
//!
use chrono::NaiveDate;

use super::{Result, Store};

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Customers.
    pub customers: i64,
    /// Vehicles, each with an owner.
    pub vehicles: i64,
    /// Parts, each with stock.
    pub parts: i64,
    /// Closed jobs with lines, tasks, movements and a paid invoice.
    pub jobs: i64,
}

/// Fills.
pub async fn fill(_store: &Store, _size: Size, _today: NaiveDate) -> Result<()> {
    Ok(())
}
