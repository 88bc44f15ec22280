//! Words from one shift to the next.

use serde_json::Value;

use crate::domain::{HandoverId, SiteId, StaffId, Ts};
use crate::store::{Db, Result, Tx, sql};

/// A word as stored; `seen_json` lists the ids of those who have read it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Row {
    pub id: HandoverId,
    pub staff_id: StaffId,
    pub staff: String,
    pub body: String,
    pub at: Ts,
    pub seen_json: Value,
}

impl Row {
    /// Who has read it.
    pub fn seen(&self) -> impl Iterator<Item = StaffId> {
        let ids = self.seen_json.as_array().into_iter().flatten();
        ids.filter_map(Value::as_i64).map(StaffId)
    }
}

/// The words left at a site since an instant, the newest first (index `ix_handover_site_id_at`).
pub async fn since(db: &mut impl Db, site: SiteId, from: Ts) -> Result<Vec<Row>> {
    db.all(
        sql(
            "SELECT h.id, h.staff_id, s.name AS staff, h.body, h.at, h.seen_json
             FROM handover h JOIN staff s ON s.id = h.staff_id
             WHERE h.site_id = $1 AND h.at >= $2 ORDER BY h.at DESC, h.id DESC LIMIT 200",
        )
        .bind(site)
        .bind(from),
    )
    .await
}

/// Leaves one.
pub async fn insert(
    tx: &mut Tx,
    site: SiteId,
    staff: StaffId,
    body: &str,
    at: Ts,
) -> Result<HandoverId> {
    let (id,) = tx
        .one::<(HandoverId,)>(
            sql("INSERT INTO handover (site_id, staff_id, body, at, seen_json) VALUES ($1, $2, $3, $4, $5)
                 RETURNING id")
                .bind(site)
                .bind(staff)
                .bind(body)
                .bind(at)
                .bind(Value::Array(Vec::new())),
        )
        .await?;
    Ok(id)
}

/// Writes down who has read it.
pub async fn set_seen(tx: &mut Tx, id: HandoverId, seen: &[StaffId]) -> Result<()> {
    let seen: Vec<Value> = seen.iter().map(|s| Value::from(s.0)).collect();
    tx.exec(
        sql("UPDATE handover SET seen_json = $2 WHERE id = $1")
            .bind(id)
            .bind(Value::Array(seen)),
    )
    .await?;
    Ok(())
}
