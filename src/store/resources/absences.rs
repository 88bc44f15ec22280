//! Who is away, and what people can do.

use crate::domain::{AbsenceId, SiteId, StaffId, Ts, absence};
use crate::store::{Db, Result, sql};

/// A row of `absence`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Away {
    /// Its id.
    pub id: AbsenceId,
    /// Whose.
    pub staff_id: StaffId,
    /// Why.
    pub kind: absence::Kind,
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub ends_at: Ts,
    /// In words.
    pub note: String,
    /// The version it was read at.
    pub version: i64,
}

/// What somebody can do.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Skill {
    /// Who.
    pub staff_id: StaffId,
    /// The word operations ask for.
    pub skill: String,
    /// 1 learning, 2 able, 3 master.
    pub level: i64,
}

/// Who of a site is away at some time between two instants, by person and time.
pub async fn absences_between(
    db: &mut impl Db,
    site: SiteId,
    from: Ts,
    to: Ts,
) -> Result<Vec<Away>> {
    db.all(
        sql(
            "SELECT a.id, a.staff_id, a.kind, a.starts_at, a.ends_at, a.note, a.version
             FROM absence a JOIN staff s ON s.id = a.staff_id
             WHERE a.ends_at > $2 AND a.starts_at < $3 AND s.disabled_at IS NULL AND (s.home_site_id = $1
                OR EXISTS (SELECT 1 FROM staff_hours h WHERE h.staff_id = s.id AND h.site_id = $1))
             ORDER BY a.staff_id, a.starts_at",
        )
        .bind(site)
        .bind(from)
        .bind(to),
    )
    .await
}

/// What the people of a site can do, by person, the best first.
pub async fn skills_at(db: &mut impl Db, site: SiteId) -> Result<Vec<Skill>> {
    db.all(
        sql("SELECT k.staff_id, k.skill, k.level FROM staff_skill k JOIN staff s ON s.id = k.staff_id
             WHERE s.disabled_at IS NULL AND (s.home_site_id = $1
                OR EXISTS (SELECT 1 FROM staff_hours h WHERE h.staff_id = s.id AND h.site_id = $1))
             ORDER BY k.staff_id, k.level DESC, k.skill")
        .bind(site),
    )
    .await
}
