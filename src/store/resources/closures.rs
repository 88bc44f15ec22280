//! Days that are not as their weekday.

use chrono::NaiveDate;

use super::absences::InTheWay;
use crate::domain::{ClosureId, SiteId, Span, Ts};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// A row of `site_closure`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// The day, in the zone of the site.
    pub day_on: NaiveDate,
    /// Open from that minute of the day all the same; `None`: closed all day.
    pub opens_mod: Option<i64>,
    /// Until then.
    pub closes_mod: Option<i64>,
    /// What the day is called.
    pub title: String,
    /// The version it was read at.
    pub version: i64,
}

/// The exceptions of a site from a day on, in order. By `uq_site_closure_site_id_day_on`.
pub async fn closures_from(
    db: &mut impl Db,
    site: SiteId,
    from: NaiveDate,
) -> Result<Vec<Closure>> {
    db.all(
        sql(
            "SELECT id, day_on, opens_mod, closes_mod, title, version FROM site_closure
             WHERE site_id = $1 AND day_on >= $2 ORDER BY day_on",
        )
        .bind(site)
        .bind(from),
    )
    .await
}

/// One of them, at that site.
pub async fn closure(db: &mut impl Db, site: SiteId, id: ClosureId) -> Result<Closure> {
    db.one(
        sql(
            "SELECT id, day_on, opens_mod, closes_mod, title, version FROM site_closure
             WHERE id = $1 AND site_id = $2",
        )
        .bind(id)
        .bind(site),
    )
    .await
}

/// Makes a day otherwise.
///
/// # Errors
/// `uq_site_closure_site_id_day_on` when it is already.
pub async fn insert_closure(
    tx: &mut Tx,
    site: SiteId,
    day: NaiveDate,
    title: &str,
    hours: Option<(i64, i64)>,
) -> Result<ClosureId> {
    let (id,) = tx
        .one(
            sql(
                "INSERT INTO site_closure (site_id, day_on, opens_mod, closes_mod, title)
                 VALUES ($1, $2, $3, $4, $5) RETURNING id",
            )
            .bind(site)
            .bind(day)
            .bind(hours.map(|h| h.0))
            .bind(hours.map(|h| h.1))
            .bind(title),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`crate::store::Error::Stale`] when somebody was quicker.
pub async fn update_closure(
    tx: &mut Tx,
    id: ClosureId,
    version: i64,
    day: NaiveDate,
    title: &str,
    hours: Option<(i64, i64)>,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE site_closure SET day_on = $3, opens_mod = $4, closes_mod = $5, title = $6,
                    version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(day)
            .bind(hours.map(|h| h.0))
            .bind(hours.map(|h| h.1))
            .bind(title),
        )
        .await?;
    stale_unless(touched)
}

/// Makes a day as its weekday again.
pub async fn delete_closure(tx: &mut Tx, id: ClosureId) -> Result<()> {
    tx.exec(sql("DELETE FROM site_closure WHERE id = $1").bind(id))
        .await?;
    Ok(())
}

/// The bookings that begin at a site in a stretch of time and still stand. By `ix_booking_site_id_starts_at`.
pub async fn booked_at(db: &mut impl Db, site: SiteId, span: Span) -> Result<Vec<InTheWay>> {
    db.all(
        sql("SELECT COALESCE(NULLIF(v.plate, ''), c.name) AS who, b.starts_at, b.ends_at
             FROM booking b JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE b.site_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
                AND b.status IN ('requested', 'held', 'confirmed')
             ORDER BY b.starts_at, b.id LIMIT 100")
        .bind(site)
        .bind(span.start)
        .bind(span.end),
    )
    .await
}

/// How many bookings begin at a site between two instants and still stand.
pub async fn booked_between(db: &mut impl Db, site: SiteId, from: Ts, to: Ts) -> Result<i64> {
    let (n,) = db
        .one::<(i64,)>(
            sql("SELECT CAST(COUNT(*) AS BIGINT) FROM booking
                 WHERE site_id = $1 AND starts_at >= $2 AND starts_at < $3
                    AND status IN ('requested', 'held', 'confirmed')")
            .bind(site)
            .bind(from)
            .bind(to),
        )
        .await?;
    Ok(n)
}
