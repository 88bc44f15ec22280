//! The shelves of the catalogue: categories, prices by class of vehicle, what people have at hand.

use crate::domain::{CannedJobId, JobCategoryId, Money, StaffId, Ts};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// A row of `job_category`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CategoryRow {
    /// Its id.
    pub id: JobCategoryId,
    /// What it is called.
    pub name: String,
    /// Its place among the others.
    pub position: i64,
    /// Since when it is off the lists (UTC).
    pub archived_at: Option<Ts>,
    /// The version it was read at.
    pub version: i64,
}

/// The price of a canned job for a class of vehicle.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ClassPrice {
    /// Of which canned job.
    pub canned_job_id: CannedJobId,
    /// The class, as vehicles have it, in small letters.
    pub class: String,
    /// The price of all of it.
    pub price_minor: Money,
}

/// The categories in their order; archived ones too, last.
pub async fn categories(db: &mut impl Db) -> Result<Vec<CategoryRow>> {
    db.all(sql(
        "SELECT id, name, position, archived_at, version FROM job_category
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, position, id",
    ))
    .await
}

/// One category.
pub async fn category(db: &mut impl Db, id: JobCategoryId) -> Result<CategoryRow> {
    db.one(
        sql("SELECT id, name, position, archived_at, version FROM job_category WHERE id = $1")
            .bind(id),
    )
    .await
}

/// Adds a category, as the last.
pub async fn insert_category(tx: &mut Tx, name: &str) -> Result<JobCategoryId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO job_category (name, position)
                 VALUES ($1, (SELECT COALESCE(MAX(position), 0) + 1 FROM job_category)) RETURNING id")
            .bind(name),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`crate::store::Error::Stale`] when somebody was quicker.
pub async fn update_category(
    tx: &mut Tx,
    id: JobCategoryId,
    version: i64,
    name: &str,
    position: i64,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE job_category SET name = $3, position = $4, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(name)
            .bind(position),
        )
        .await?;
    stale_unless(touched)
}

/// Archives a category from that instant, or brings it back.
pub async fn set_category_archived(tx: &mut Tx, id: JobCategoryId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE job_category SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// The prices by class of all canned jobs.
pub async fn class_prices(db: &mut impl Db) -> Result<Vec<ClassPrice>> {
    db.all(sql(
        "SELECT canned_job_id, class, price_minor FROM canned_price ORDER BY canned_job_id, id",
    ))
    .await
}

/// The prices by class of one canned job.
pub async fn class_prices_of(db: &mut impl Db, id: CannedJobId) -> Result<Vec<ClassPrice>> {
    db.all(
        sql(
            "SELECT canned_job_id, class, price_minor FROM canned_price WHERE canned_job_id = $1 ORDER BY id",
        )
        .bind(id),
    )
    .await
}

/// Makes a canned job have exactly these prices by class.
pub async fn set_class_prices(
    tx: &mut Tx,
    id: CannedJobId,
    prices: &[(String, Money)],
) -> Result<()> {
    tx.exec(sql("DELETE FROM canned_price WHERE canned_job_id = $1").bind(id))
        .await?;
    for (class, price) in prices {
        tx.exec(
            sql("INSERT INTO canned_price (canned_job_id, class, price_minor) VALUES ($1, $2, $3)")
                .bind(id)
                .bind(class)
                .bind(*price),
        )
        .await?;
    }
    Ok(())
}

/// The canned jobs somebody has at hand.
pub async fn favourites(db: &mut impl Db, staff: StaffId) -> Result<Vec<CannedJobId>> {
    let rows: Vec<(CannedJobId,)> = db
        .all(sql("SELECT canned_job_id FROM favourite WHERE staff_id = $1 ORDER BY id").bind(staff))
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// Puts a canned job at hand of somebody, or away again.
pub async fn set_favourite(
    tx: &mut Tx,
    staff: StaffId,
    id: CannedJobId,
    at_hand: bool,
) -> Result<()> {
    tx.exec(
        sql("DELETE FROM favourite WHERE staff_id = $1 AND canned_job_id = $2")
            .bind(staff)
            .bind(id),
    )
    .await?;
    if at_hand {
        tx.exec(
            sql("INSERT INTO favourite (staff_id, canned_job_id) VALUES ($1, $2)")
                .bind(staff)
                .bind(id),
        )
        .await?;
    }
    Ok(())
}
