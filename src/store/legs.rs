//! Legs: fetching a vehicle or bringing it back (states 8).

use crate::domain::logistics::{Leg as Status, LegKind};
use crate::domain::{
    BookingId, CustomerId, JobId, LegId, SiteId, Span, StaffId, Ts, VehicleId, job,
};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// How far back a day looks for legs that nobody has driven yet, in days.
const LOOK_BACK: i64 = 31;

/// A leg with the names around it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Leg {
    pub id: LegId,
    pub booking_id: Option<BookingId>,
    pub job_id: Option<JobId>,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub kind: LegKind,
    pub status: Status,
    pub address: String,
    pub window_from_at: Option<Ts>,
    pub window_to_at: Option<Ts>,
    pub driver_id: Option<StaffId>,
    pub note: String,
    pub reason: String,
    pub odometer: Option<i64>,
    pub done_at: Option<Ts>,
    pub version: i64,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub customer: String,
    pub phone: String,
    pub driver: Option<String>,
    pub job_number: String,
    pub job_status: Option<job::Status>,
    pub key_tag: String,
    pub parking: String,
}

impl Leg {
    /// When it is agreed to happen.
    #[must_use]
    pub fn window(&self) -> Option<Span> {
        let (start, end) = (self.window_from_at?, self.window_to_at?);
        Some(Span { start, end })
    }
}

/// What a new leg says.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site: SiteId,
    pub booking: Option<BookingId>,
    pub job: Option<JobId>,
    pub customer: CustomerId,
    pub vehicle: VehicleId,
    pub kind: LegKind,
    pub at: Ts,
    pub says: Says<'a>,
}

/// What a form says about a leg, and what that makes of it.
#[derive(Clone, Copy, Debug)]
pub struct Says<'a> {
    /// How far it is with this.
    pub status: Status,
    /// Where to.
    pub address: &'a str,
    /// When.
    pub window: Option<Span>,
    /// Who.
    pub driver: Option<StaffId>,
    /// What to know on the way.
    pub note: &'a str,
}

macro_rules! leg {
    ($rest:literal) => {
        sql(concat!(
            "SELECT l.id, l.booking_id, j.id AS job_id, l.customer_id, l.vehicle_id, l.kind, l.status, l.address,
                l.window_from_at, l.window_to_at, l.driver_id, l.note, l.reason, l.odometer, l.done_at, l.version,
                v.plate, v.make, v.model, c.name AS customer,
                COALESCE((SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                          ORDER BY p.is_primary DESC, p.id LIMIT 1), '') AS phone,
                s.name AS driver, COALESCE(j.number, '') AS job_number, j.status AS job_status,
                COALESCE(j.key_tag, '') AS key_tag, COALESCE(j.parking, '') AS parking
             FROM leg l JOIN vehicle v ON v.id = l.vehicle_id JOIN customer c ON c.id = l.customer_id
                LEFT JOIN staff s ON s.id = l.driver_id
                LEFT JOIN job j ON j.id = COALESCE(l.job_id, (SELECT k.id FROM job k WHERE k.booking_id = l.booking_id))
             ",
            $rest
        ))
    };
}

/// One leg, at that site.
pub async fn get(db: &mut impl Db, site: SiteId, id: LegId) -> Result<Leg> {
    db.one(
        leg!("WHERE l.id = $1 AND l.site_id = $2")
            .bind(id)
            .bind(site),
    )
    .await
}

/// The legs of a visit, the oldest first. By `ix_leg_booking_id` and `ix_leg_job_id`.
pub async fn of_visit(
    db: &mut impl Db,
    booking: Option<BookingId>,
    job: Option<JobId>,
) -> Result<Vec<Leg>> {
    db.all(
        leg!(
            "WHERE l.id IN (SELECT id FROM leg WHERE booking_id = $1 UNION SELECT id FROM leg WHERE job_id = $2)
             ORDER BY l.created_at, l.id"
        )
        .bind(booking)
        .bind(job),
    )
    .await
}

/// The legs with a window that day, by time. By `ix_leg_site_id_window_from_at`.
pub async fn of_day(db: &mut impl Db, site: SiteId, day: Span) -> Result<Vec<Leg>> {
    db.all(
        leg!(
            "WHERE l.site_id = $1 AND l.window_from_at >= $2 AND l.window_from_at < $3
             ORDER BY l.window_from_at, l.window_to_at, l.id LIMIT 500"
        )
        .bind(site)
        .bind(day.start)
        .bind(day.end),
    )
    .await
}

/// The legs nobody has driven yet although their window is before that instant, by time.
pub async fn left_behind(db: &mut impl Db, site: SiteId, before: Ts) -> Result<Vec<Leg>> {
    db.all(
        leg!(
            "WHERE l.site_id = $1 AND l.window_from_at >= $2 AND l.window_from_at < $3
                AND l.status NOT IN ('done', 'cancelled')
             ORDER BY l.window_from_at, l.window_to_at, l.id LIMIT 500"
        )
        .bind(site)
        .bind(before.plus_days(-LOOK_BACK))
        .bind(before),
    )
    .await
}

/// The legs that are wanted and have no window yet, the oldest first.
pub async fn without_window(db: &mut impl Db, site: SiteId) -> Result<Vec<Leg>> {
    db.all(
        leg!(
            "WHERE l.site_id = $1 AND l.window_from_at IS NULL AND l.status NOT IN ('done', 'cancelled')
             ORDER BY l.created_at, l.id LIMIT 500"
        )
        .bind(site),
    )
    .await
}

/// Writes a new leg.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<LegId> {
    let (id,): (LegId,) = tx
        .one(
            sql("INSERT INTO leg (site_id, booking_id, job_id, customer_id, vehicle_id, kind, status, address,
                    window_from_at, window_to_at, driver_id, note, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id")
            .bind(new.site)
            .bind(new.booking)
            .bind(new.job)
            .bind(new.customer)
            .bind(new.vehicle)
            .bind(new.kind)
            .bind(new.says.status)
            .bind(new.says.address)
            .bind(new.says.window.map(|w| w.start))
            .bind(new.says.window.map(|w| w.end))
            .bind(new.says.driver)
            .bind(new.says.note)
            .bind(new.at),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; why it failed before is said no more.
///
/// # Errors
/// [`crate::store::Error::Stale`] when somebody was quicker.
pub async fn update(tx: &mut Tx, id: LegId, version: i64, says: Says<'_>) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE leg SET status = $3, address = $4, window_from_at = $5, window_to_at = $6, driver_id = $7,
                    note = $8, reason = '', version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(says.status)
            .bind(says.address)
            .bind(says.window.map(|w| w.start))
            .bind(says.window.map(|w| w.end))
            .bind(says.driver)
            .bind(says.note),
        )
        .await?;
    stale_unless(touched)
}

/// One step; `false` when it is not in that state any more.
pub async fn step(
    tx: &mut Tx,
    id: LegId,
    (from, to): (Status, Status),
    reason: &str,
    (done_at, odometer): (Option<Ts>, Option<i64>),
) -> Result<bool> {
    let touched = tx
        .exec(
            sql("UPDATE leg SET status = $3, reason = $4, done_at = $5, odometer = COALESCE($6, odometer)
                 WHERE id = $1 AND status = $2")
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(reason)
            .bind(done_at)
            .bind(odometer),
        )
        .await?;
    Ok(touched == 1)
}

/// Somebody who can be sent.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Driver {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Whether driving is their role.
    pub drives: bool,
}

/// The people of a site, whose role it is to drive first.
pub async fn drivers(db: &mut impl Db, site: SiteId) -> Result<Vec<Driver>> {
    db.all(
        sql("SELECT s.id, s.name, EXISTS (SELECT 1 FROM staff_role r JOIN role k ON k.id = r.role_id
                    WHERE r.staff_id = s.id AND k.code = 'driver' AND (r.site_id IS NULL OR r.site_id = $1)) AS drives
             FROM staff s WHERE s.disabled_at IS NULL AND (s.home_site_id IS NULL OR s.home_site_id = $1)
             ORDER BY drives DESC, s.name, s.id")
        .bind(site),
    )
    .await
}
