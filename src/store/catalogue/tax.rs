//! Tax codes and their rates by day.

use chrono::NaiveDate;

use crate::domain::tax::Treatment;
use crate::domain::{Ppm, TaxCodeId, Ts};
use crate::store::{Db, Result, Tx, sql};

/// A row of `tax_code`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct TaxCodeRow {
    pub id: TaxCodeId,
    pub code: String,
    pub name: String,
    pub treatment: Treatment,
    pub archived_at: Option<Ts>,
}

/// A row of `tax_rate`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct TaxRateRow {
    pub tax_code_id: TaxCodeId,
    pub component: String,
    pub rate_ppm: Ppm,
    pub valid_from: NaiveDate,
}

/// All tax codes; archived ones too, last.
pub async fn tax_codes(db: &mut impl Db) -> Result<Vec<TaxCodeRow>> {
    db.all(sql(
        "SELECT id, code, name, treatment, archived_at FROM tax_code
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, id",
    ))
    .await
}

/// One tax code.
pub async fn tax_code(db: &mut impl Db, id: TaxCodeId) -> Result<TaxCodeRow> {
    db.one(
        sql("SELECT id, code, name, treatment, archived_at FROM tax_code WHERE id = $1").bind(id),
    )
    .await
}

/// All rates, of each component the newest first.
pub async fn tax_rates(db: &mut impl Db) -> Result<Vec<TaxRateRow>> {
    db.all(sql(
        "SELECT tax_code_id, component, rate_ppm, valid_from FROM tax_rate
         ORDER BY tax_code_id, component, valid_from DESC",
    ))
    .await
}

/// Adds a tax code.
pub async fn insert_tax_code(
    tx: &mut Tx,
    code: &str,
    name: &str,
    treatment: Treatment,
) -> Result<TaxCodeId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO tax_code (code, name, treatment) VALUES ($1, $2, $3) RETURNING id")
                .bind(code)
                .bind(name)
                .bind(treatment),
        )
        .await?;
    Ok(id)
}

/// Renames a tax code. Its code and treatment stand on documents and do not change.
pub async fn rename_tax_code(tx: &mut Tx, id: TaxCodeId, name: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE tax_code SET name = $2 WHERE id = $1")
            .bind(id)
            .bind(name),
    )
    .await?;
    Ok(())
}

/// Archives a tax code from that instant, or brings it back.
pub async fn set_tax_code_archived(tx: &mut Tx, id: TaxCodeId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE tax_code SET archived_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Adds a rate valid from a day on; the same day again corrects it.
pub async fn put_tax_rate(
    tx: &mut Tx,
    code: TaxCodeId,
    component: &str,
    rate: Ppm,
    from: NaiveDate,
) -> Result<()> {
    tx.exec(
        sql("INSERT INTO tax_rate (tax_code_id, component, rate_ppm, valid_from) VALUES ($1, $2, $3, $4)
             ON CONFLICT (tax_code_id, component, valid_from) DO UPDATE SET rate_ppm = excluded.rate_ppm")
        .bind(code)
        .bind(component)
        .bind(rate)
        .bind(from),
    )
    .await?;
    Ok(())
}
