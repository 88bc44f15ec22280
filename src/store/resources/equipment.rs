//! Tools that jobs compete for, and what bays can do beyond their kind.

use chrono::NaiveDate;

use crate::domain::{BayId, EquipmentId, SiteId, Ts, equipment};
use crate::store::{Db, Result, Tx, sql, sql2, stale_unless};

/// What a bay can do beyond its kind.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Ability {
    /// Which bay.
    pub bay_id: BayId,
    /// In a word.
    pub ability: String,
}

/// A piece of equipment in use.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Tool {
    /// Its id.
    pub id: EquipmentId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: equipment::Kind,
    /// When it must be serviced.
    pub service_due_on: Option<NaiveDate>,
}

/// What the bays of a site can do beyond their kind.
pub async fn abilities_at(db: &mut impl Db, site: SiteId) -> Result<Vec<Ability>> {
    db.all(
        sql(
            "SELECT a.bay_id, a.ability FROM bay_ability a JOIN bay b ON b.id = a.bay_id
             WHERE b.site_id = $1 ORDER BY a.bay_id, a.ability",
        )
        .bind(site),
    )
    .await
}

/// The equipment of a site that is in use, by name.
pub async fn tools_at(db: &mut impl Db, site: SiteId) -> Result<Vec<Tool>> {
    db.all(
        sql("SELECT id, name, kind, service_due_on FROM equipment
             WHERE site_id = $1 AND archived_at IS NULL ORDER BY name, id")
        .bind(site),
    )
    .await
}

/// What a form says about a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentFields {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: equipment::Kind,
    /// Its serial number.
    pub serial: String,
    /// When it must be serviced.
    pub service_due_on: Option<NaiveDate>,
    /// In words.
    pub note: String,
}

/// A row of `equipment`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct EquipmentRow {
    pub id: EquipmentId,
    pub site_id: SiteId,
    pub name: String,
    pub kind: equipment::Kind,
    pub serial: String,
    pub service_due_on: Option<NaiveDate>,
    pub note: String,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// The equipment of a site by name; archived pieces too, last.
pub async fn equipment_at(db: &mut impl Db, site: SiteId) -> Result<Vec<EquipmentRow>> {
    db.all(
        sql("SELECT id, site_id, name, kind, serial, service_due_on, note, archived_at, version FROM equipment
             WHERE site_id = $1 ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, name, id")
        .bind(site),
    )
    .await
}

/// One piece.
pub async fn equipment(db: &mut impl Db, id: EquipmentId) -> Result<EquipmentRow> {
    db.one(
        sql("SELECT id, site_id, name, kind, serial, service_due_on, note, archived_at, version FROM equipment
             WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Adds a piece.
pub async fn insert_equipment(
    tx: &mut Tx,
    site: SiteId,
    f: &EquipmentFields,
) -> Result<EquipmentId> {
    let (id,) = tx
        .one(
            sql(
                "INSERT INTO equipment (site_id, name, kind, serial, service_due_on, note)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            )
            .bind(site)
            .bind(&f.name)
            .bind(f.kind)
            .bind(&f.serial)
            .bind(f.service_due_on)
            .bind(&f.note),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`crate::store::Error::Stale`] when somebody was quicker.
pub async fn update_equipment(
    tx: &mut Tx,
    id: EquipmentId,
    version: i64,
    f: &EquipmentFields,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE equipment SET name = $3, kind = $4, serial = $5, service_due_on = $6, note = $7,
                    version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.name)
            .bind(f.kind)
            .bind(&f.serial)
            .bind(f.service_due_on)
            .bind(&f.note),
        )
        .await?;
    stale_unless(touched)
}

/// Archives a piece from that instant, or brings it back.
pub async fn set_equipment_archived(tx: &mut Tx, id: EquipmentId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE equipment SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Whether somebody has a piece at or after that instant.
pub async fn equipment_is_taken_after(db: &mut impl Db, id: EquipmentId, now: Ts) -> Result<bool> {
    let row: Option<(i64,)> = db
        .opt(
            sql("SELECT id FROM occupancy
                 WHERE equipment_id = $1 AND starts_at > $2 AND ends_at > $3 AND blocks LIMIT 1")
            .bind(id)
            // ck_occupancy_span: nothing lasts longer than a day.
            .bind(now.plus_minutes(-24 * 60))
            .bind(now),
        )
        .await?;
    Ok(row.is_some())
}

/// How much a piece of equipment was used.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Usage {
    /// Which.
    pub id: EquipmentId,
    /// Bookings that took it.
    pub uses: i64,
    /// Minutes they took it for.
    pub minutes: i64,
}

/// How often and how long each piece of a site was taken between two instants, the most used first. Bookings
/// that were called off do not count.
pub async fn usage(db: &mut impl Db, site: SiteId, from: Ts, to: Ts) -> Result<Vec<Usage>> {
    db.all(sql2(
        "SELECT o.equipment_id AS id, COUNT(DISTINCT o.booking_id) AS uses,
            SUM((o.ends_at - o.starts_at) / 60000000) AS minutes
         FROM occupancy o LEFT JOIN booking b ON b.id = o.booking_id
         WHERE o.site_id = $1 AND o.starts_at >= $2 AND o.starts_at < $3 AND o.equipment_id IS NOT NULL
            AND (o.blocks OR b.status = 'fulfilled')
         GROUP BY o.equipment_id ORDER BY minutes DESC, o.equipment_id",
        "SELECT o.equipment_id AS id, COUNT(DISTINCT o.booking_id) AS uses,
            CAST(SUM(EXTRACT(EPOCH FROM o.ends_at - o.starts_at) / 60) AS BIGINT) AS minutes
         FROM occupancy o LEFT JOIN booking b ON b.id = o.booking_id
         WHERE o.site_id = $1 AND o.starts_at >= $2 AND o.starts_at < $3 AND o.equipment_id IS NOT NULL
            AND (o.blocks OR b.status = 'fulfilled')
         GROUP BY o.equipment_id ORDER BY minutes DESC, o.equipment_id",
    )
    .bind(site)
    .bind(from)
    .bind(to))
    .await
}

/// Makes a bay able to do exactly this beyond its kind.
pub async fn set_abilities(tx: &mut Tx, bay: BayId, abilities: &[String]) -> Result<()> {
    tx.exec(sql("DELETE FROM bay_ability WHERE bay_id = $1").bind(bay))
        .await?;
    for ability in abilities {
        tx.exec(
            sql("INSERT INTO bay_ability (bay_id, ability) VALUES ($1, $2)")
                .bind(bay)
                .bind(ability),
        )
        .await?;
    }
    Ok(())
}
