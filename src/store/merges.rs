//! Two records made one: what points at the one that goes points at the one that stays, and back.

use std::collections::BTreeMap;

use serde_json::Value;

use super::driver::Build;
use super::{Db, Error, Result, Tx, sql};
use crate::domain::duplicate::Entity;
use crate::domain::{CustomerId, MergeId, StaffId, Ts, VehicleId};

/// What moved: the ids of the rows, by their table.
pub type Moved = BTreeMap<String, Vec<i64>>;

/// A merge as it is listed.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Merge {
    pub id: MergeId,
    pub entity: Entity,
    pub kept_id: i64,
    pub gone_id: i64,
    pub moved_json: Value,
    pub staff: Option<String>,
    pub at: Ts,
    pub undone_at: Option<Ts>,
    /// The names of both.
    pub kept: Option<String>,
    pub gone: Option<String>,
}

/// What points at a customer. Posted documents keep the name they were written to; they move, too.
const OF_CUSTOMER: [&str; 10] = [
    "booking",
    "job",
    "invoice",
    "payment",
    "outbox",
    "ownership",
    "courtesy_loan",
    "leg",
    "waiting",
    "deferred_work",
];
/// What points at a vehicle.
const OF_VEHICLE: [&str; 8] = [
    "booking",
    "job",
    "occupancy",
    "ownership",
    "courtesy_loan",
    "leg",
    "waiting",
    "deferred_work",
];

const fn points(entity: Entity) -> (&'static [&'static str], &'static str) {
    match entity {
        Entity::Customer => (&OF_CUSTOMER, "customer_id"),
        Entity::Vehicle => (&OF_VEHICLE, "vehicle_id"),
    }
}

/// Moves everything from the one that goes to the one that stays.
pub async fn move_all(tx: &mut Tx, entity: Entity, kept: i64, gone: i64) -> Result<Moved> {
    let (tables, column) = points(entity);
    let mut moved = Moved::new();
    for table in tables.iter().copied() {
        let mut b = Build::default();
        b.push("UPDATE ")
            .push(table)
            .push(" SET ")
            .push(column)
            .push(" = ")
            .value(kept);
        b.push(" WHERE ")
            .push(column)
            .push(" = ")
            .value(gone)
            .push(" RETURNING id");
        let rows: Vec<(i64,)> = tx.all(b.done()).await?;
        if !rows.is_empty() {
            moved.insert(table.to_owned(), rows.into_iter().map(|(id,)| id).collect());
        }
    }
    Ok(moved)
}

/// Moves rows back that are still where the merge put them.
pub async fn move_back(
    tx: &mut Tx,
    entity: Entity,
    kept: i64,
    gone: i64,
    moved: &Moved,
) -> Result<()> {
    let (tables, column) = points(entity);
    for table in tables.iter().copied() {
        for id in moved.get(table).into_iter().flatten() {
            let mut b = Build::default();
            b.push("UPDATE ")
                .push(table)
                .push(" SET ")
                .push(column)
                .push(" = ")
                .value(gone);
            b.push(" WHERE id = ").value(*id);
            b.push(" AND ").push(column).push(" = ").value(kept);
            tx.exec(b.done()).await?;
        }
    }
    Ok(())
}

/// Contact points the one that stays has not yet; none of them is the first one to use.
pub async fn move_contacts(
    tx: &mut Tx,
    kept: CustomerId,
    gone: CustomerId,
) -> Result<Vec<(i64, bool)>> {
    let rows: Vec<(i64, bool)> = tx
        .all(
            sql(
                "SELECT id, is_primary FROM contact_point WHERE customer_id = $1
                 AND key NOT IN (SELECT k.key FROM contact_point k WHERE k.customer_id = $2)",
            )
            .bind(gone)
            .bind(kept),
        )
        .await?;
    for (id, _) in &rows {
        tx.exec(
            sql("UPDATE contact_point SET customer_id = $1, is_primary = $2 WHERE id = $3")
                .bind(kept)
                .bind(false)
                .bind(*id),
        )
        .await?;
    }
    Ok(rows)
}

/// Gives contact points back, each as first as it was.
pub async fn contacts_back(
    tx: &mut Tx,
    kept: CustomerId,
    gone: CustomerId,
    rows: &[(i64, bool)],
) -> Result<()> {
    for (id, first) in rows {
        tx.exec(
            sql("UPDATE contact_point SET customer_id = $1, is_primary = $2 WHERE id = $3 AND customer_id = $4")
                .bind(gone)
                .bind(*first)
                .bind(*id)
                .bind(kept),
        )
        .await?;
    }
    Ok(())
}

/// The customer goes into another, or comes out of them with `None`.
pub async fn set_into(
    tx: &mut Tx,
    gone: CustomerId,
    into: Option<CustomerId>,
    archived: Option<Ts>,
) -> Result<()> {
    tx.exec(
        sql("UPDATE customer SET merged_into_id = $1, archived_at = $2, version = version + 1 WHERE id = $3")
            .bind(into)
            .bind(archived)
            .bind(gone),
    )
    .await?;
    Ok(())
}

/// Who a customer went into, and how often they did not come.
pub async fn standing(db: &mut impl Db, id: CustomerId) -> Result<(Option<CustomerId>, i64)> {
    db.one(sql("SELECT merged_into_id, no_shows FROM customer WHERE id = $1").bind(id))
        .await
}

/// More, or fewer, times not come.
pub async fn add_no_shows(tx: &mut Tx, id: CustomerId, more: i64) -> Result<()> {
    tx.exec(
        sql("UPDATE customer SET no_shows = no_shows + $1, version = version + 1 WHERE id = $2")
            .bind(more)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// Ends who owns the vehicle, where the one it becomes has an owner; the row ended.
pub async fn end_owner(
    tx: &mut Tx,
    gone: VehicleId,
    kept: VehicleId,
    day: chrono::NaiveDate,
) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = tx
        .all(
            sql("UPDATE ownership SET to_on = $1 WHERE vehicle_id = $2 AND role = 'owner' AND to_on IS NULL
                 AND EXISTS (SELECT 1 FROM ownership k WHERE k.vehicle_id = $3 AND k.role = 'owner'
                    AND k.to_on IS NULL) RETURNING id")
            .bind(day)
            .bind(gone)
            .bind(kept),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The owner was never ended.
pub async fn reopen_owner(tx: &mut Tx, id: i64) -> Result<()> {
    tx.exec(sql("UPDATE ownership SET to_on = NULL WHERE id = $1").bind(id))
        .await?;
    Ok(())
}

/// Writes a merge down.
pub async fn insert(
    tx: &mut Tx,
    entity: Entity,
    (kept, gone): (i64, i64),
    moved: Value,
    by: Option<StaffId>,
    at: Ts,
) -> Result<MergeId> {
    let (id,): (MergeId,) = tx
        .one(
            sql(
                "INSERT INTO merge (entity, kept_id, gone_id, moved_json, staff_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            )
            .bind(entity)
            .bind(kept)
            .bind(gone)
            .bind(moved)
            .bind(by)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// The merge.
pub async fn get(db: &mut impl Db, id: MergeId) -> Result<Merge> {
    db.one(
        sql("SELECT m.id, m.entity, m.kept_id, m.gone_id, m.moved_json, s.name AS staff, m.at, m.undone_at,
                NULL AS kept, NULL AS gone
             FROM merge m LEFT JOIN staff s ON s.id = m.staff_id WHERE m.id = $1")
        .bind(id),
    )
    .await
}

/// Merges since then that stand, the latest first.
pub async fn since(db: &mut impl Db, from: Ts) -> Result<Vec<Merge>> {
    db.all(
        sql("SELECT m.id, m.entity, m.kept_id, m.gone_id, m.moved_json, s.name AS staff, m.at, m.undone_at,
                COALESCE(k.name, kv.plate) AS kept, COALESCE(g.name, gv.plate) AS gone
             FROM merge m LEFT JOIN staff s ON s.id = m.staff_id
                LEFT JOIN customer k ON m.entity = 'customer' AND k.id = m.kept_id
                LEFT JOIN customer g ON m.entity = 'customer' AND g.id = m.gone_id
                LEFT JOIN vehicle kv ON m.entity = 'vehicle' AND kv.id = m.kept_id
                LEFT JOIN vehicle gv ON m.entity = 'vehicle' AND gv.id = m.gone_id
             WHERE m.undone_at IS NULL AND m.at >= $1 ORDER BY m.at DESC, m.id DESC LIMIT 100")
        .bind(from),
    )
    .await
}

/// It was taken back; a second time is stale.
pub async fn undone(tx: &mut Tx, id: MergeId, at: Ts) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE merge SET undone_at = $1, version = version + 1 WHERE id = $2 AND undone_at IS NULL")
                .bind(at)
                .bind(id),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
