//! Human numbers: one row per site, series and year.

use super::{Db, Result, Tx, sql};
use crate::domain::SiteId;

/// The number given, and the pattern of its series.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Next {
    /// One more than the last.
    pub seq: i64,
    /// The pattern as stored with the series.
    pub pattern: String,
}

/// Gives the next number. A rollback takes it back, so the series has no gap; whoever asks at the same time
/// waits until this transaction ends.
pub async fn next(
    tx: &mut Tx,
    site: SiteId,
    series: &str,
    year: i64,
    pattern: &str,
) -> Result<Next> {
    tx.one(
        sql("INSERT INTO number_series (site_id, series, year, next, pattern) VALUES ($1, $2, $3, 2, $4)
             ON CONFLICT (site_id, series, year) DO UPDATE SET next = number_series.next + 1
             RETURNING next - 1 AS seq, pattern")
        .bind(site)
        .bind(series)
        .bind(year)
        .bind(pattern),
    )
    .await
}
