//! Alerts for parts that are low: one for each dip, armed again when the part is above its level.

use serde_json::Value;

use crate::domain::{AlertId, PartId, Qty, SiteId, StockId, Ts};
use crate::store::{Db, Result, Tx, sql};

/// A part that has fallen to its level and has no open alert.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Dip {
    pub stock_id: StockId,
    pub part_id: PartId,
    pub sku: String,
    pub description: String,
    pub available_milli: Qty,
    pub on_order_milli: Qty,
    pub reorder_milli: Qty,
}

/// Parts that are low at a site and not yet told of; index `ix_stock_low`.
pub async fn dips(db: &mut impl Db, site: SiteId, limit: i64) -> Result<Vec<Dip>> {
    db.all(
        sql("SELECT s.id AS stock_id, p.id AS part_id, p.sku, p.description,
                s.on_hand_milli - s.reserved_milli AS available_milli, s.on_order_milli, s.reorder_milli
             FROM stock s JOIN part p ON p.id = s.part_id
             WHERE s.site_id = $1 AND s.is_low AND p.archived_at IS NULL AND p.stocked
                AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.kind = 'low_stock' AND a.entity = 'stock'
                    AND a.entity_id = s.id AND a.cleared_at IS NULL)
             ORDER BY s.id LIMIT $2")
        .bind(site)
        .bind(limit),
    )
    .await
}

/// Raises the alert of one dip: its cycle is one more than the last.
pub async fn raise(
    tx: &mut Tx,
    site: SiteId,
    of: StockId,
    facts: Value,
    at: Ts,
) -> Result<AlertId> {
    let (id,): (AlertId,) = tx
        .one(
            sql("INSERT INTO alert (site_id, kind, entity, entity_id, cycle, facts, raised_at)
                 VALUES ($1, 'low_stock', 'stock', $2, (SELECT COALESCE(MAX(cycle), 0) + 1 FROM alert
                    WHERE kind = 'low_stock' AND entity = 'stock' AND entity_id = $2), $3, $4)
                 RETURNING id")
            .bind(site)
            .bind(of)
            .bind(facts)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// Ends the alerts of parts that are above their level again, or not kept any more; how many.
pub async fn clear(tx: &mut Tx, site: SiteId, at: Ts) -> Result<u64> {
    tx.exec(
        sql(
            "UPDATE alert SET cleared_at = $2
             WHERE site_id = $1 AND kind = 'low_stock' AND cleared_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM stock s JOIN part p ON p.id = s.part_id
                WHERE s.id = alert.entity_id AND s.is_low AND p.archived_at IS NULL AND p.stocked)",
        )
        .bind(site)
        .bind(at),
    )
    .await
}
