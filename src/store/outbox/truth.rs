//! Whether what a message says is still so: read just before it leaves.

use crate::domain::{CustomerId, Ts, booking, estimate, invoice, job};
use crate::store::{Db, Result, sql};

/// How a booking stands.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingNow {
    pub status: booking::Status,
    pub starts_at: Ts,
}

/// The booking, if it is there.
pub async fn booking_now(db: &mut impl Db, id: i64) -> Result<Option<BookingNow>> {
    db.opt(sql("SELECT status, starts_at FROM booking WHERE id = $1").bind(id))
        .await
}

/// The job's status, if it is there.
pub async fn job_now(db: &mut impl Db, id: i64) -> Result<Option<job::Status>> {
    let row: Option<(job::Status,)> = db
        .opt(sql("SELECT status FROM job WHERE id = $1").bind(id))
        .await?;
    Ok(row.map(|r| r.0))
}

/// The invoice's status, if it is there.
pub async fn invoice_now(db: &mut impl Db, id: i64) -> Result<Option<invoice::Status>> {
    let row: Option<(invoice::Status,)> = db
        .opt(sql("SELECT status FROM invoice WHERE id = $1").bind(id))
        .await?;
    Ok(row.map(|r| r.0))
}

/// The estimate's status, if it is there.
pub async fn estimate_now(db: &mut impl Db, id: i64) -> Result<Option<estimate::Status>> {
    let row: Option<(estimate::Status,)> = db
        .opt(sql("SELECT status FROM estimate WHERE id = $1").bind(id))
        .await?;
    Ok(row.map(|r| r.0))
}

/// How far a note has come with its reader, if it is there.
pub async fn note_now(db: &mut impl Db, id: i64) -> Result<Option<job::Review>> {
    let row: Option<(job::Review,)> = db
        .opt(sql("SELECT review FROM job_note WHERE id = $1").bind(id))
        .await?;
    Ok(row.map(|r| r.0))
}

/// Whether the customer wants to hear from us at all.
pub async fn wants(db: &mut impl Db, id: CustomerId) -> Result<bool> {
    let row: Option<(i64,)> = db
        .opt(
            sql(
                "SELECT COUNT(*) FROM customer WHERE id = $1 AND channel <> 'none' AND erased_at IS NULL",
            )
            .bind(id),
        )
        .await?;
    Ok(row.is_some_and(|r| r.0 > 0))
}
