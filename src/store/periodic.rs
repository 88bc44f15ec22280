//! Tasks that run by the clock, a row each, and the customers of tomorrow.

use super::{Db, Result, Tx, sql};
use crate::domain::schedule::Missed;
use crate::domain::{BookingId, SiteId, Ts};

/// A row of `periodic_task`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Task {
    pub id: i64,
    pub site_id: SiteId,
    pub name: String,
    pub cron: String,
    pub next_at: Option<Ts>,
    pub last_at: Option<Ts>,
    pub last_result: String,
    pub missed: Missed,
}

/// All tasks of all sites.
pub async fn all(db: &mut impl Db) -> Result<Vec<Task>> {
    db.all(sql(
        "SELECT id, site_id, name, cron, next_at, last_at, last_result, missed
         FROM periodic_task ORDER BY site_id, name",
    ))
    .await
}

/// Says when a task runs next; `false` when somebody else has said so since it was read.
pub async fn plan(tx: &mut Tx, id: i64, was: Option<Ts>, next: Option<Ts>) -> Result<bool> {
    let rows = tx
        .exec(
            sql("UPDATE periodic_task SET next_at = $3
                 WHERE id = $1 AND (next_at = $2 OR (next_at IS NULL AND $2 IS NULL))")
            .bind(id)
            .bind(was)
            .bind(next),
        )
        .await?;
    Ok(rows == 1)
}

/// Says that a task has run, how it went, and when it runs next.
pub async fn ran(tx: &mut Tx, id: i64, at: Ts, result: &str, next: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE periodic_task SET last_at = $2, last_result = $3, next_at = $4 WHERE id = $1")
            .bind(id)
            .bind(at)
            .bind(result)
            .bind(next),
    )
    .await?;
    Ok(())
}

/// Confirmed bookings of a site that start between two instants. By `ix_booking_site_id_starts_at`.
pub async fn confirmed_between(
    db: &mut impl Db,
    site: SiteId,
    from: Ts,
    to: Ts,
) -> Result<Vec<BookingId>> {
    let rows: Vec<(BookingId,)> = db
        .all(
            sql(
                "SELECT id FROM booking WHERE site_id = $1 AND starts_at >= $2 AND starts_at < $3
                 AND status = 'confirmed' ORDER BY starts_at, id LIMIT 1000",
            )
            .bind(site)
            .bind(from)
            .bind(to),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}
