//! Bulk rows: a long past for the large demo and for the benches, written by the engines themselves.
//!
//! The rows obey every rule of the schema, the ledger adds up to the stock, and numbers have no gap; they go in
//! before anything else has taken a number. Bulk rows have ids above 1000, so only an otherwise fresh store is
//! filled.

mod lean;
mod rows;

use chrono::NaiveDate;

use super::{Db, Result, Sql, Store, sql};
use crate::domain::Ts;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Customers, each with a phone and an e-mail.
    pub customers: i64,
    /// Vehicles, each with an owner.
    pub vehicles: i64,
    /// Parts, each with stock.
    pub parts: i64,
    /// Collected jobs, each with a booking, three lines, a task, two issues and a posted invoice.
    pub jobs: i64,
}

/// Fills the store with a past that ends some weeks before `today`.
///
/// # Errors
/// When the store holds bulk rows already, or cannot be written.
pub async fn fill(store: &Store, size: Size, today: NaiveDate) -> Result<()> {
    let mut db = store;
    let (site,): (i64,) = db
        .one(sql("SELECT id FROM site ORDER BY id LIMIT 1"))
        .await?;
    let (tax,): (i64,) = db
        .one(sql(
            "SELECT id FROM tax_code WHERE treatment = 'taxed' ORDER BY id LIMIT 1",
        ))
        .await?;
    let (kind,): (i64,) = db
        .one(sql("SELECT id FROM booking_type ORDER BY id LIMIT 1"))
        .await?;
    let bays: Vec<(i64,)> = db.all(sql("SELECT id FROM bay ORDER BY id")).await?;
    let noon = today.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
    let facts = Facts {
        size,
        site,
        tax,
        kind,
        first_bay: bays.first().map_or(1, |b| b.0),
        bays: bays.len().max(1) as i64,
        noon: Ts(noon.timestamp_micros()),
    };
    let steps = [
        rows::people,
        rows::parts,
        rows::visits,
        rows::lines,
        rows::ledger,
        rows::invoices,
        rows::money,
    ];
    let mut tx = store.begin().await?;
    lean::begin(&mut tx).await?;
    for step in steps {
        for statement in step(&facts) {
            tx.exec(statement).await?;
        }
    }
    lean::end(&mut tx).await?;
    tx.commit().await?;
    lean::settle(store).await
}

struct Facts {
    size: Size,
    site: i64,
    tax: i64,
    kind: i64,
    first_bay: i64,
    bays: i64,
    noon: Ts,
}

impl Facts {
    /// Binds the numbers `1 … count`.
    fn over(&self, statement: Sql, count: i64) -> Sql {
        statement.bind(1_i64).bind(count)
    }
}
