//! Labour rates by day, and coded operations.

use chrono::NaiveDate;

use crate::domain::{LabourRateId, Money, OperationId, SiteId, TaxCodeId, Ts};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// A row of `labour_rate`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct LabourRateRow {
    pub id: LabourRateId,
    pub site_id: SiteId,
    pub code: String,
    pub name: String,
    pub per_hour_minor: Money,
    pub valid_from: NaiveDate,
}

/// The labour rates of a site, of each code the newest first.
pub async fn labour_rates(db: &mut impl Db, site: SiteId) -> Result<Vec<LabourRateRow>> {
    db.all(
        sql("SELECT id, site_id, code, name, per_hour_minor, valid_from FROM labour_rate WHERE site_id = $1
             ORDER BY code, valid_from DESC")
        .bind(site),
    )
    .await
}

/// The rate of that code on that day.
pub async fn labour_rate_on(
    db: &mut impl Db,
    site: SiteId,
    code: &str,
    day: NaiveDate,
) -> Result<Option<LabourRateRow>> {
    db.opt(
        sql("SELECT id, site_id, code, name, per_hour_minor, valid_from FROM labour_rate
             WHERE site_id = $1 AND code = $2 AND valid_from <= $3 ORDER BY valid_from DESC LIMIT 1")
        .bind(site)
        .bind(code)
        .bind(day),
    )
    .await
}

/// Adds a rate valid from a day on; the same day again corrects it.
pub async fn put_labour_rate(
    tx: &mut Tx,
    site: SiteId,
    code: &str,
    name: &str,
    per_hour: Money,
    from: NaiveDate,
) -> Result<LabourRateId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO labour_rate (site_id, code, name, per_hour_minor, valid_from)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (site_id, code, valid_from)
                 DO UPDATE SET name = excluded.name, per_hour_minor = excluded.per_hour_minor RETURNING id")
            .bind(site)
            .bind(code)
            .bind(name)
            .bind(per_hour)
            .bind(from),
        )
        .await?;
    Ok(id)
}

/// What a form says about an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OperationFields {
    pub code: String,
    pub title: String,
    pub standard_min: i64,
    pub skill: String,
    pub rate_code: String,
    pub tax_code_id: TaxCodeId,
}

/// A row of `operation`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OperationRow {
    pub id: OperationId,
    pub code: String,
    pub title: String,
    pub standard_min: i64,
    pub skill: String,
    pub rate_code: String,
    pub tax_code_id: TaxCodeId,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// All operations by code; archived ones too, last.
pub async fn operations(db: &mut impl Db) -> Result<Vec<OperationRow>> {
    db.all(sql(
        "SELECT id, code, title, standard_min, skill, rate_code, tax_code_id, archived_at, version FROM operation
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, code",
    ))
    .await
}

/// One operation.
pub async fn operation(db: &mut impl Db, id: OperationId) -> Result<OperationRow> {
    db.one(
        sql("SELECT id, code, title, standard_min, skill, rate_code, tax_code_id, archived_at, version
             FROM operation WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Adds an operation.
pub async fn insert_operation(tx: &mut Tx, f: &OperationFields) -> Result<OperationId> {
    let (id,) = tx
        .one(
            sql(
                "INSERT INTO operation (code, title, standard_min, skill, rate_code, tax_code_id)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            )
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.standard_min)
            .bind(&f.skill)
            .bind(&f.rate_code)
            .bind(f.tax_code_id),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update_operation(
    tx: &mut Tx,
    id: OperationId,
    version: i64,
    f: &OperationFields,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE operation SET code = $3, title = $4, standard_min = $5, skill = $6, rate_code = $7,
                    tax_code_id = $8, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.standard_min)
            .bind(&f.skill)
            .bind(&f.rate_code)
            .bind(f.tax_code_id),
        )
        .await?;
    stale_unless(touched)
}

/// Archives an operation from that instant, or brings it back.
pub async fn set_operation_archived(tx: &mut Tx, id: OperationId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE operation SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}
