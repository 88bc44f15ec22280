//! Sites and settings.

use serde_json::Value;

use super::{Db, Result, Tx, sql};
use crate::domain::SiteId;

/// A row of `site`.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct SiteRow {
    pub id: SiteId,
    pub code: String,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_no: String,
    pub country: String,
    pub zone: String,
    pub fiscal_month: i64,
    pub version: i64,
}

/// A row of `setting`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SettingRow {
    /// `all` or `site:<id>`.
    pub scope: String,
    /// The key, as in model.md 11.
    pub key: String,
    /// Its value.
    pub value: Value,
}

/// All sites, by id.
pub async fn sites(db: &mut impl Db) -> Result<Vec<SiteRow>> {
    db.all(sql(
        "SELECT id, code, name, address, phone, email, tax_no, country, zone, fiscal_month, version
         FROM site ORDER BY id",
    ))
    .await
}

/// All settings.
pub async fn all(db: &mut impl Db) -> Result<Vec<SettingRow>> {
    db.all(sql(
        "SELECT scope, key, value FROM setting ORDER BY scope, key",
    ))
    .await
}

/// Writes one setting; the value before, if there was one.
pub async fn put(tx: &mut Tx, scope: &str, key: &str, value: Value) -> Result<Option<Value>> {
    let old: Option<(Value,)> = tx
        .opt(
            sql("SELECT value FROM setting WHERE scope = $1 AND key = $2")
                .bind(scope)
                .bind(key),
        )
        .await?;
    tx.exec(
        sql("INSERT INTO setting (scope, key, value) VALUES ($1, $2, $3)
             ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value, version = setting.version + 1")
            .bind(scope)
            .bind(key)
            .bind(value),
    )
    .await?;
    Ok(old.map(|o| o.0))
}
