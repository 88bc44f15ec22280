//! The day sheet and the load of the week: two statements and the lanes they hang on.

use super::occupancy::LONGEST_MIN;
use crate::domain::booking::{Arrival, Status};
use crate::domain::{
    BayId, BookingId, CannedJobId, CustomerId, EquipmentId, JobId, OccupancyId, SiteId, Span,
    StaffId, Ts, VehicleId,
};
use crate::domain::{bay, job};
use crate::store::{Db, Result, sql};

/// One taken resource of the day, with what the grid says about it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BlockRow {
    pub occupancy_id: OccupancyId,
    pub booking_id: Option<BookingId>,
    pub reason: String,
    pub bay_id: Option<BayId>,
    pub staff_id: Option<StaffId>,
    pub vehicle_id: Option<VehicleId>,
    pub equipment_id: Option<EquipmentId>,
    pub starts_at: Ts,
    pub ends_at: Ts,
    pub status: Option<Status>,
    pub arrival: Option<Arrival>,
    pub booked_for: Option<Ts>,
    pub expires_at: Option<Ts>,
    pub wish: String,
    pub version: Option<i64>,
    pub plate: String,
    pub car: String,
    pub customer: String,
    pub kind: String,
    pub job_id: Option<JobId>,
    pub job_status: Option<job::Status>,
    pub promised_at: Option<Ts>,
    pub work: Option<String>,
    pub mechanic: Option<String>,
    pub short: bool,
}

/// A bay that can be booked.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Bay {
    /// Its id.
    pub id: BayId,
    /// As people call it ("2 Lift").
    pub name: String,
    /// What it is for.
    pub kind: bay::Kind,
}

/// A mechanic who works at the site.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Mechanic {
    /// The person.
    pub id: StaffId,
    /// Their name.
    pub name: String,
}

/// When a site or a person works on one weekday, in minutes of the local day.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::FromRow)]
pub struct Opening {
    /// Whose; the site's own hours have none.
    pub staff_id: Option<StaffId>,
    /// 1 is Monday.
    pub weekday: i64,
    /// First minute.
    pub opens_mod: i64,
    /// First minute after.
    pub closes_mod: i64,
    /// The last minute a booking may start at.
    pub last_start_mod: i64,
}

/// Everything the grid of a day draws. By `ix_occupancy_site_id_starts_at`.
///
/// A booking that has ended well still shows where it was; one that was called off does not.
pub async fn day(db: &mut impl Db, site: SiteId, span: Span) -> Result<Vec<BlockRow>> {
    db.all(
        sql("SELECT o.id AS occupancy_id, o.booking_id, o.reason, o.bay_id, o.staff_id, o.vehicle_id,
                o.equipment_id,
                o.starts_at, o.ends_at,
                b.status, b.arrival, b.starts_at AS booked_for, b.expires_at, COALESCE(b.wish, '') AS wish,
                b.version,
                COALESCE(v.plate, '') AS plate,
                CASE WHEN v.id IS NULL THEN '' ELSE v.make || ' ' || v.model END AS car,
                COALESCE(c.name, '') AS customer, COALESCE(t.title, '') AS kind,
                j.id AS job_id, j.status AS job_status, j.promised_at,
                (SELECT w.title FROM work_item w WHERE w.job_id = j.id ORDER BY w.position LIMIT 1) AS work,
                (SELECT s.name FROM task k JOIN staff s ON s.id = k.staff_id
                    WHERE k.job_id = j.id AND k.status <> 'cancelled' ORDER BY k.position LIMIT 1) AS mechanic,
                EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = j.id AND l.void_at IS NULL
                    AND l.part_status IN ('to_order', 'ordered', 'back_ordered')) AS short
             FROM occupancy o
             LEFT JOIN booking b ON b.id = o.booking_id
             LEFT JOIN booking_type t ON t.id = b.booking_type_id
             LEFT JOIN vehicle v ON v.id = b.vehicle_id
             LEFT JOIN customer c ON c.id = b.customer_id
             LEFT JOIN job j ON j.booking_id = b.id
             WHERE o.site_id = $1 AND o.starts_at > $2 AND o.starts_at < $3 AND o.ends_at > $4
                AND (o.blocks OR b.status = 'fulfilled')
             ORDER BY o.starts_at, o.id")
        .bind(site)
        .bind(span.start.plus_minutes(-LONGEST_MIN))
        .bind(span.end)
        .bind(span.start),
    )
    .await
}

/// The minutes one booking's work takes of a skill.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct SkillWork {
    /// When it begins.
    pub starts_at: Ts,
    /// The skill its operations ask for.
    pub skill: String,
    /// How long they take.
    pub minutes: i64,
}

/// What the bookings that begin in a stretch of time ask of each skill, as if the one of `but` were not there. By
/// `ix_booking_site_id_starts_at`.
pub async fn skill_work(
    db: &mut impl Db,
    site: SiteId,
    span: Span,
    but: Option<BookingId>,
) -> Result<Vec<SkillWork>> {
    db.all(
        sql(
            "SELECT b.starts_at, p.skill, CAST(SUM(l.qty_milli * 60 / 1000) AS BIGINT) AS minutes
             FROM booking b
             JOIN job j ON j.booking_id = b.id
             JOIN job_line l ON l.job_id = j.id AND l.void_at IS NULL AND l.kind = 'labour'
             JOIN operation p ON p.id = l.operation_id
             WHERE b.site_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
                AND b.status IN ('confirmed', 'checked_in', 'fulfilled') AND p.skill <> '' AND b.id <> $4
             GROUP BY b.starts_at, p.skill",
        )
        .bind(site)
        .bind(span.start)
        .bind(span.end)
        .bind(but.unwrap_or(BookingId(0))),
    )
    .await
}

/// What the work of one booking asks of each skill, in minutes.
pub async fn skills_of_booking(db: &mut impl Db, id: BookingId) -> Result<Vec<(String, i64)>> {
    db.all(
        sql(
            "SELECT p.skill, CAST(SUM(l.qty_milli * 60 / 1000) AS BIGINT) AS minutes
             FROM job j
             JOIN job_line l ON l.job_id = j.id AND l.void_at IS NULL AND l.kind = 'labour'
             JOIN operation p ON p.id = l.operation_id
             WHERE j.booking_id = $1 AND p.skill <> ''
             GROUP BY p.skill ORDER BY p.skill",
        )
        .bind(id),
    )
    .await
}

/// What canned jobs ask of each skill, in minutes.
pub async fn skills_of_work(db: &mut impl Db, work: &[CannedJobId]) -> Result<Vec<(String, i64)>> {
    let mut all: Vec<(String, i64)> = Vec::new();
    for id in work {
        let rows: Vec<(String, i64)> = db
            .all(
                sql(
                    "SELECT p.skill, CAST(SUM(l.qty_milli * 60 / 1000) AS BIGINT) AS minutes
                     FROM canned_job_line l JOIN operation p ON p.id = l.operation_id
                     WHERE l.canned_job_id = $1 AND l.kind = 'labour' AND p.skill <> ''
                     GROUP BY p.skill ORDER BY p.skill",
                )
                .bind(*id),
            )
            .await?;
        for (skill, minutes) in rows {
            match all.iter_mut().find(|(known, _)| *known == skill) {
                Some((_, sum)) => *sum += minutes,
                None => all.push((skill, minutes)),
            }
        }
    }
    Ok(all)
}

/// The bays in use, in their order.
pub async fn bays(db: &mut impl Db, site: SiteId) -> Result<Vec<Bay>> {
    db.all(
        sql("SELECT id, name, kind FROM bay WHERE site_id = $1 AND archived_at IS NULL ORDER BY position, id")
            .bind(site),
    )
    .await
}

/// The mechanics of a site: at home there, or with hours there.
pub async fn mechanics(db: &mut impl Db, site: SiteId) -> Result<Vec<Mechanic>> {
    db.all(
        sql("SELECT id, name FROM staff s
             WHERE is_mechanic AND disabled_at IS NULL AND (home_site_id = $1
                OR EXISTS (SELECT 1 FROM staff_hours h WHERE h.staff_id = s.id AND h.site_id = $1))
             ORDER BY name, id")
        .bind(site),
    )
    .await
}

/// The site's hours, a row per weekday it opens.
pub async fn opening(db: &mut impl Db, site: SiteId) -> Result<Vec<Opening>> {
    db.all(
        sql("SELECT CAST(NULL AS BIGINT) AS staff_id, weekday, opens_mod, closes_mod, last_start_mod
             FROM site_hours WHERE site_id = $1 ORDER BY weekday")
        .bind(site),
    )
    .await
}

/// The hours of the mechanics at a site.
pub async fn shifts(db: &mut impl Db, site: SiteId) -> Result<Vec<Opening>> {
    db.all(
        sql(
            "SELECT h.staff_id, h.weekday, h.from_mod AS opens_mod, h.to_mod AS closes_mod,
                h.to_mod AS last_start_mod
             FROM staff_hours h JOIN staff s ON s.id = h.staff_id
             WHERE h.site_id = $1 AND s.is_mechanic AND s.disabled_at IS NULL
             ORDER BY h.staff_id, h.weekday, h.from_mod",
        )
        .bind(site),
    )
    .await
}

/// A booking the day leaves over.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Left {
    pub id: BookingId,
    pub customer_id: CustomerId,
    pub status: Status,
    pub starts_at: Ts,
    pub ends_at: Ts,
    pub version: i64,
    pub plate: String,
    pub customer: String,
    pub job_status: Option<job::Status>,
    pub promised_at: Option<Ts>,
}

/// What a span leaves over: not come by `due`, or here with work that is not done when the span ends. By
/// `ix_booking_site_id_starts_at`.
pub async fn left_over(db: &mut impl Db, site: SiteId, span: Span, due: Ts) -> Result<Vec<Left>> {
    db.all(
        sql("SELECT b.id, b.customer_id, b.status, b.starts_at, b.ends_at, b.version,
                COALESCE(v.plate, '') AS plate, c.name AS customer, j.status AS job_status, j.promised_at
             FROM booking b JOIN customer c ON c.id = b.customer_id
             LEFT JOIN vehicle v ON v.id = b.vehicle_id
             LEFT JOIN job j ON j.booking_id = b.id
             WHERE b.site_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
                AND ((b.status = 'confirmed' AND b.starts_at < $4)
                    OR (b.status = 'checked_in' AND b.ends_at <= $5
                        AND (j.status IS NULL OR j.status NOT IN ('ready', 'declined_all', 'collected',
                            'closed', 'cancelled'))))
             ORDER BY b.starts_at, b.id LIMIT 200")
        .bind(site)
        .bind(span.start)
        .bind(span.end)
        .bind(due)
        .bind(span.end),
    )
    .await
}

/// A booking that came to nothing.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Gone {
    /// The booking.
    pub id: BookingId,
    /// Its plate, else its customer.
    pub who: String,
    /// What became of it.
    pub status: Status,
    /// When the customer was due (UTC).
    pub starts_at: Ts,
}

/// The bookings of a span that came to nothing, in order of time. By `ix_booking_site_id_starts_at`.
pub async fn gone(db: &mut impl Db, site: SiteId, span: Span) -> Result<Vec<Gone>> {
    db.all(
        sql("SELECT b.id, COALESCE(NULLIF(v.plate, ''), c.name) AS who, b.status, b.starts_at
             FROM booking b JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE b.site_id = $1 AND b.starts_at >= $2 AND b.starts_at < $3
                AND b.status IN ('declined', 'cancelled', 'no_show', 'expired')
             ORDER BY b.starts_at, b.id LIMIT 200")
        .bind(site)
        .bind(span.start)
        .bind(span.end),
    )
    .await
}
