//! Tools that jobs compete for, and what bays can do beyond their kind.

use chrono::NaiveDate;

use crate::domain::{BayId, EquipmentId, SiteId, equipment};
use crate::store::{Db, Result, sql};

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
