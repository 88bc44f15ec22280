//! Who is away, and what people can do.

use crate::domain::{AbsenceId, SiteId, Span, StaffId, Ts, absence};
use crate::store::{Db, Result, Tx, sql, stale_unless};

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

/// A booking that has to move.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct InTheWay {
    /// Its plate, else its customer.
    pub who: String,
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub ends_at: Ts,
}

/// What somebody is booked with in a stretch of time and still stands. By `ix_occupancy_staff_id_starts_at`.
pub async fn booked_with(db: &mut impl Db, staff: StaffId, span: Span) -> Result<Vec<InTheWay>> {
    db.all(
        sql(
            "SELECT COALESCE(NULLIF(v.plate, ''), c.name) AS who, o.starts_at, o.ends_at
             FROM occupancy o JOIN booking b ON b.id = o.booking_id
             JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE o.staff_id = $1 AND o.starts_at > $2 AND o.starts_at < $3 AND o.ends_at > $4
                AND b.status IN ('requested', 'held', 'confirmed')
             ORDER BY o.starts_at, o.id LIMIT 100",
        )
        .bind(staff)
        // No row is longer than a day (ck_occupancy_span).
        .bind(span.start.plus_days(-1))
        .bind(span.end)
        .bind(span.start),
    )
    .await
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

/// Who of a site is away at some time after an instant, by person and time.
pub async fn absences_from(db: &mut impl Db, site: SiteId, from: Ts) -> Result<Vec<Away>> {
    // Nobody plans further ahead than ten years.
    absences_between(db, site, from, from.plus_days(3650)).await
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

/// One of them, of somebody of that site.
pub async fn absence(db: &mut impl Db, id: AbsenceId) -> Result<Away> {
    db.one(
        sql(
            "SELECT id, staff_id, kind, starts_at, ends_at, note, version FROM absence WHERE id = $1",
        )
        .bind(id),
    )
    .await
}

/// Whether somebody is away at some time in that span; `but` is not asked.
pub async fn is_away(
    db: &mut impl Db,
    staff: StaffId,
    span: Span,
    but: Option<AbsenceId>,
) -> Result<bool> {
    let row: Option<(AbsenceId,)> = db
        .opt(
            sql(
                "SELECT id FROM absence WHERE staff_id = $1 AND starts_at < $3 AND ends_at > $2 AND id <> $4
                 LIMIT 1",
            )
            .bind(staff)
            .bind(span.start)
            .bind(span.end)
            .bind(but.unwrap_or(AbsenceId(0))),
        )
        .await?;
    Ok(row.is_some())
}

/// Writes down that somebody is away.
pub async fn insert_absence(
    tx: &mut Tx,
    staff: StaffId,
    kind: absence::Kind,
    span: Span,
    note: &str,
) -> Result<AbsenceId> {
    let (id,) = tx
        .one(
            sql(
                "INSERT INTO absence (staff_id, kind, starts_at, ends_at, note) VALUES ($1, $2, $3, $4, $5)
                 RETURNING id",
            )
            .bind(staff)
            .bind(kind)
            .bind(span.start)
            .bind(span.end)
            .bind(note),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`crate::store::Error::Stale`] when somebody was quicker.
pub async fn update_absence(
    tx: &mut Tx,
    id: AbsenceId,
    version: i64,
    kind: absence::Kind,
    span: Span,
    note: &str,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE absence SET kind = $3, starts_at = $4, ends_at = $5, note = $6, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(kind)
            .bind(span.start)
            .bind(span.end)
            .bind(note),
        )
        .await?;
    stale_unless(touched)
}

/// Somebody is there after all.
pub async fn delete_absence(tx: &mut Tx, id: AbsenceId) -> Result<()> {
    tx.exec(sql("DELETE FROM absence WHERE id = $1").bind(id))
        .await?;
    Ok(())
}

/// What one person can do, the best first.
pub async fn skills_of(db: &mut impl Db, staff: StaffId) -> Result<Vec<Skill>> {
    db.all(
        sql("SELECT staff_id, skill, level FROM staff_skill WHERE staff_id = $1 ORDER BY level DESC, skill")
            .bind(staff),
    )
    .await
}

/// Makes somebody have exactly these skills.
pub async fn set_skills(tx: &mut Tx, staff: StaffId, skills: &[(String, i64)]) -> Result<()> {
    tx.exec(sql("DELETE FROM staff_skill WHERE staff_id = $1").bind(staff))
        .await?;
    for (skill, level) in skills {
        tx.exec(
            sql("INSERT INTO staff_skill (staff_id, skill, level) VALUES ($1, $2, $3)")
                .bind(staff)
                .bind(skill)
                .bind(*level),
        )
        .await?;
    }
    Ok(())
}
