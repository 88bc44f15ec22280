//! Sites, their hours and bays, and the tasks that run there.

use super::{Db, Result, Tx, sql, stale_unless};
use crate::domain::bay;
use crate::domain::schedule::Missed;
use crate::domain::{BayId, SiteId, Ts};

/// What a form says about a site.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Fields {
    pub code: String,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_no: String,
    pub country: String,
    pub zone: String,
    pub fiscal_month: i64,
}

/// Adds a site.
pub async fn insert(tx: &mut Tx, f: &Fields) -> Result<SiteId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO site (code, name, address, phone, email, tax_no, country, zone, fiscal_month)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id")
            .bind(&f.code)
            .bind(&f.name)
            .bind(&f.address)
            .bind(&f.phone)
            .bind(&f.email)
            .bind(&f.tax_no)
            .bind(&f.country)
            .bind(&f.zone)
            .bind(f.fiscal_month),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update(tx: &mut Tx, id: SiteId, version: i64, f: &Fields) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE site SET code = $3, name = $4, address = $5, phone = $6, email = $7, tax_no = $8,
                    country = $9, zone = $10, fiscal_month = $11, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.code)
            .bind(&f.name)
            .bind(&f.address)
            .bind(&f.phone)
            .bind(&f.email)
            .bind(&f.tax_no)
            .bind(&f.country)
            .bind(&f.zone)
            .bind(f.fiscal_month),
        )
        .await?;
    stale_unless(touched)
}

/// When the door is open on one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Hours {
    /// 1 is Monday, 7 Sunday.
    pub weekday: i64,
    /// Minute of the local day.
    pub opens_mod: i64,
    /// Minute of the local day.
    pub closes_mod: i64,
    /// The last minute at which work is taken in.
    pub last_start_mod: i64,
}

/// The hours of a site by weekday; a day that is missing is closed.
pub async fn hours(db: &mut impl Db, site: SiteId) -> Result<Vec<Hours>> {
    db.all(
        sql("SELECT weekday, opens_mod, closes_mod, last_start_mod FROM site_hours WHERE site_id = $1
             ORDER BY weekday")
        .bind(site),
    )
    .await
}

/// Sets the hours of a week.
pub async fn set_hours(tx: &mut Tx, site: SiteId, week: &[Hours]) -> Result<()> {
    tx.exec(sql("DELETE FROM site_hours WHERE site_id = $1").bind(site))
        .await?;
    for h in week {
        tx.exec(
            sql(
                "INSERT INTO site_hours (site_id, weekday, opens_mod, closes_mod, last_start_mod)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(site)
            .bind(h.weekday)
            .bind(h.opens_mod)
            .bind(h.closes_mod)
            .bind(h.last_start_mod),
        )
        .await?;
    }
    Ok(())
}

/// A row of `bay`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BayRow {
    pub id: BayId,
    pub site_id: SiteId,
    pub name: String,
    pub kind: bay::Kind,
    pub position: i64,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// The bays of a site in the order of the grid; archived ones too, last.
pub async fn bays(db: &mut impl Db, site: SiteId) -> Result<Vec<BayRow>> {
    db.all(
        sql("SELECT id, site_id, name, kind, position, archived_at, version FROM bay WHERE site_id = $1
             ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, position, id")
        .bind(site),
    )
    .await
}

/// One bay.
pub async fn bay(db: &mut impl Db, id: BayId) -> Result<BayRow> {
    db.one(
        sql(
            "SELECT id, site_id, name, kind, position, archived_at, version FROM bay WHERE id = $1",
        )
        .bind(id),
    )
    .await
}

/// Adds a bay.
pub async fn insert_bay(
    tx: &mut Tx,
    site: SiteId,
    name: &str,
    kind: bay::Kind,
    position: i64,
) -> Result<BayId> {
    let (id,) = tx
        .one(
            sql(
                "INSERT INTO bay (site_id, name, kind, position) VALUES ($1, $2, $3, $4)
                 RETURNING id",
            )
            .bind(site)
            .bind(name)
            .bind(kind)
            .bind(position),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update_bay(
    tx: &mut Tx,
    id: BayId,
    version: i64,
    name: &str,
    kind: bay::Kind,
    position: i64,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE bay SET name = $3, kind = $4, position = $5, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(name)
            .bind(kind)
            .bind(position),
        )
        .await?;
    stale_unless(touched)
}

/// Archives a bay from that instant, or brings it back.
pub async fn set_bay_archived(tx: &mut Tx, id: BayId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE bay SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Whether a bay has something in it at or after that instant.
pub async fn bay_is_taken_after(db: &mut impl Db, id: BayId, now: Ts) -> Result<bool> {
    let row: Option<(i64,)> = db
        .opt(
            sql("SELECT id FROM occupancy
                 WHERE bay_id = $1 AND starts_at > $2 AND ends_at > $3 AND blocks LIMIT 1")
            .bind(id)
            // ck_occupancy_span: nothing lasts longer than a day.
            .bind(now.plus_minutes(-24 * 60))
            .bind(now),
        )
        .await?;
    Ok(row.is_some())
}

/// Adds a task that runs by the clock. `cron` is in the zone of the site.
pub async fn insert_task(
    tx: &mut Tx,
    site: SiteId,
    name: &str,
    cron: &str,
    missed: Missed,
) -> Result<()> {
    tx.exec(
        sql("INSERT INTO periodic_task (site_id, name, cron, missed) VALUES ($1, $2, $3, $4)")
            .bind(site)
            .bind(name)
            .bind(cron)
            .bind(missed),
    )
    .await?;
    Ok(())
}
