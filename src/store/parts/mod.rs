//! The catalogue of parts: one row per part of the organisation, its codes, and windows over all of them.
//!
//! It never moves anything: what lies on a shelf is in [`super::stock`].

mod codes;
mod window;

pub use codes::{Code, by_code, codes, replace_codes, with_barcode};
pub use window::{
    CAP, Edge, Listed, Scope, away, counted, listed, low, low_count, sort_key, total, window,
};

use crate::domain::stock::PartKind;
use crate::domain::{Money, PartId, TaxCodeId, Ts};
use crate::store::{Db, Error, Result, Tx, sql};

/// A part as stored.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Part {
    pub id: PartId,
    pub sku: String,
    pub description: String,
    pub unit: String,
    pub kind: PartKind,
    pub stocked: bool,
    pub price_minor: Money,
    pub tax_code_id: TaxCodeId,
    pub category: String,
    pub superseded_by_id: Option<PartId>,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// What the form of a part writes.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Fields {
    pub sku: String,
    pub description: String,
    pub unit: String,
    pub kind: PartKind,
    pub stocked: bool,
    pub price: Money,
    pub tax_code: TaxCodeId,
    pub category: String,
    pub superseded_by: Option<PartId>,
    pub search_key: String,
    pub sort_key: String,
}

/// One part, put away or not.
pub async fn get(db: &mut impl Db, id: PartId) -> Result<Part> {
    db.one(
        sql(
            "SELECT id, sku, description, unit, kind, stocked, price_minor, tax_code_id, category,
                superseded_by_id, archived_at, version
             FROM part WHERE id = $1",
        )
        .bind(id),
    )
    .await
}

/// The part of this number, put away or not; `uq_part_sku`.
pub async fn by_sku(db: &mut impl Db, sku: &str) -> Result<Option<PartId>> {
    let row: Option<(PartId,)> = db
        .opt(sql("SELECT id FROM part WHERE sku = $1").bind(sku))
        .await?;
    Ok(row.map(|r| r.0))
}

/// The highest id so far: where numbers made by the program go on from.
pub async fn highest(db: &mut impl Db) -> Result<i64> {
    let (id,): (i64,) = db.one(sql("SELECT COALESCE(MAX(id), 0) FROM part")).await?;
    Ok(id)
}

/// A new part.
///
/// # Errors
/// `uq_part_sku`
pub async fn insert(tx: &mut Tx, f: &Fields, at: Ts) -> Result<PartId> {
    let (id,): (PartId,) = tx
        .one(
            sql("INSERT INTO part (sku, description, unit, kind, stocked, price_minor, tax_code_id, category,
                    superseded_by_id, search_key, sort_key, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id")
            .bind(&f.sku)
            .bind(&f.description)
            .bind(&f.unit)
            .bind(f.kind)
            .bind(f.stocked)
            .bind(f.price)
            .bind(f.tax_code)
            .bind(&f.category)
            .bind(f.superseded_by)
            .bind(&f.search_key)
            .bind(&f.sort_key)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// Writes over the part if it still has this version.
///
/// # Errors
/// [`Error::Stale`], `uq_part_sku`
pub async fn update(tx: &mut Tx, id: PartId, version: i64, f: &Fields) -> Result<()> {
    let rows = tx
        .exec(
            sql(
                "UPDATE part SET sku = $3, description = $4, unit = $5, kind = $6, stocked = $7,
                    price_minor = $8, tax_code_id = $9, category = $10, superseded_by_id = $11,
                    search_key = $12, sort_key = $13, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(&f.sku)
            .bind(&f.description)
            .bind(&f.unit)
            .bind(f.kind)
            .bind(f.stocked)
            .bind(f.price)
            .bind(f.tax_code)
            .bind(&f.category)
            .bind(f.superseded_by)
            .bind(&f.search_key)
            .bind(&f.sort_key),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// What the part is found by, after its codes have changed; the version tells open forms.
pub async fn set_search_key(tx: &mut Tx, id: PartId, version: i64, key: &str) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE part SET search_key = $3, version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .bind(key),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Puts the part away, or takes it back with `None`, if the version still holds.
pub async fn archive(tx: &mut Tx, id: PartId, version: i64, at: Option<Ts>) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE part SET archived_at = $3, version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .bind(at),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
