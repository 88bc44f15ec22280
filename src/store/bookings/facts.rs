//! What is worth knowing before a booking is made: types, the vehicle, the customer, what is open.

use chrono::NaiveDate;

use crate::domain::vehicle::SaleStatus;
use crate::domain::{
    BookingId, BookingTypeId, CannedJobId, CustomerId, EquipmentId, JobId, Money, SiteId, Ts,
    VehicleId, bay, equipment,
};
use crate::store::{Db, Result, sql};

/// A row of `booking_type`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Kind {
    pub id: BookingTypeId,
    pub code: String,
    pub title: String,
    pub duration_min: i64,
    pub first_start_mod: Option<i64>,
    pub last_start_mod: Option<i64>,
    pub start_step_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub makes_job: bool,
    pub buffer_min: i64,
    pub equipment_kind: Option<equipment::Kind>,
}

/// What decides whether a vehicle can be booked, and what to warn of.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct VehicleFacts {
    /// Its plate, or empty.
    pub plate: String,
    /// For a car for sale.
    pub sale_status: Option<SaleStatus>,
    /// When its inspection runs out.
    pub inspection_due_on: Option<NaiveDate>,
    /// What its maker calls back and nobody has seen to; empty for nothing.
    pub recall: String,
    /// Whether it has left the books.
    pub archived: bool,
}

/// What to know about a customer before booking.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct CustomerFacts {
    /// Their name.
    pub name: String,
    /// How often they did not come.
    pub no_shows: i64,
    /// What is past due, in minor units.
    pub overdue: Money,
    /// Whether they have left the books.
    pub archived: bool,
}

/// The booking types in use, by title.
pub async fn kinds(db: &mut impl Db) -> Result<Vec<Kind>> {
    db.all(sql(
        "SELECT id, code, title, duration_min, first_start_mod, last_start_mod, start_step_min, bay_kind, makes_job,
            buffer_min, equipment_kind
         FROM booking_type WHERE archived_at IS NULL ORDER BY id",
    ))
    .await
}

/// One booking type, archived or not.
pub async fn kind(db: &mut impl Db, id: BookingTypeId) -> Result<Option<Kind>> {
    db.opt(
        sql("SELECT id, code, title, duration_min, first_start_mod, last_start_mod, start_step_min, bay_kind,
                makes_job, buffer_min, equipment_kind
             FROM booking_type WHERE id = $1")
        .bind(id),
    )
    .await
}

/// The vehicle, for.
pub async fn vehicle_facts(db: &mut impl Db, id: VehicleId) -> Result<Option<VehicleFacts>> {
    db.opt(
        sql(
            "SELECT plate, sale_status, inspection_due_on, archived_at IS NOT NULL AS archived,
                CASE WHEN recall_done_on IS NULL THEN recall ELSE '' END AS recall
             FROM vehicle WHERE id = $1",
        )
        .bind(id),
    )
    .await
}

/// The customer, for; overdue is what is due before `today`.
pub async fn customer_facts(
    db: &mut impl Db,
    id: CustomerId,
    today: NaiveDate,
) -> Result<Option<CustomerFacts>> {
    db.opt(
        sql("SELECT c.name, c.no_shows, c.archived_at IS NOT NULL AS archived,
                CAST(COALESCE((SELECT SUM(i.owed_minor) FROM invoice i
                    WHERE i.customer_id = c.id AND i.due_on < $2 AND i.owed_minor > 0), 0) AS BIGINT)
                    AS overdue
             FROM customer c WHERE c.id = $1")
        .bind(id)
        .bind(today),
    )
    .await
}

/// Jobs of the vehicle that are not over; a planned one counts as its booking. Newest first.
pub async fn open_jobs(db: &mut impl Db, vehicle: VehicleId) -> Result<Vec<(JobId, String)>> {
    db.all(
        sql("SELECT id, number FROM job
             WHERE vehicle_id = $1 AND status NOT IN ('planned', 'collected', 'closed', 'cancelled')
             ORDER BY id DESC LIMIT 3")
        .bind(vehicle),
    )
    .await
}

/// Bookings of the vehicle still to come. By `ix_booking_vehicle_id_starts_at`.
pub async fn open_bookings(
    db: &mut impl Db,
    vehicle: VehicleId,
    now: Ts,
    but: Option<BookingId>,
) -> Result<Vec<(BookingId, String, Ts)>> {
    db.all(
        sql("SELECT id, number, starts_at FROM booking
             WHERE vehicle_id = $1 AND starts_at >= $2 AND status IN ('requested', 'held', 'confirmed')
                AND id <> $3
             ORDER BY starts_at LIMIT 3")
        .bind(vehicle)
        .bind(now)
        .bind(but.unwrap_or(BookingId(0))),
    )
    .await
}

/// Requests that wait for a yes, oldest first: id, plate, wish, when. By `ix_booking_requested`.
pub async fn waiting(
    db: &mut impl Db,
    site: SiteId,
    limit: i64,
) -> Result<Vec<(BookingId, String, String, Ts)>> {
    db.all(
        sql("SELECT b.id, COALESCE(NULLIF(v.plate, ''), c.name) AS who, b.wish, b.starts_at
             FROM booking b JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE b.site_id = $1 AND b.status = 'requested' ORDER BY b.created_at LIMIT $2")
        .bind(site)
        .bind(limit),
    )
    .await
}

/// A canned job as it is booked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Work {
    /// Its id.
    pub id: CannedJobId,
    /// What it is typed by.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The labour it plans, in minutes.
    pub minutes: i64,
    /// What customers say it is for.
    pub symptoms: String,
}

/// The canned jobs in use, with the time they plan as [`planned_minutes`] counts it.
pub async fn bookable_work(db: &mut impl Db) -> Result<Vec<Work>> {
    db.all(sql(
        "SELECT c.id, c.code, c.title, CAST(COALESCE(
                (SELECT SUM(s.planned_min) FROM canned_job_step s WHERE s.canned_job_id = c.id),
                (SELECT SUM(l.qty_milli * 60 / 1000) FROM canned_job_line l
                    WHERE l.canned_job_id = c.id AND l.kind = 'labour'), 0) AS BIGINT) AS minutes, c.symptoms
             FROM canned_job c WHERE c.archived_at IS NULL ORDER BY c.code",
    ))
    .await
}

/// The equipment the steps of a canned job need, while it is in use.
pub async fn needed_equipment(db: &mut impl Db, id: CannedJobId) -> Result<Vec<EquipmentId>> {
    let rows: Vec<(EquipmentId,)> = db
        .all(
            sql("SELECT DISTINCT e.id FROM canned_job_step s JOIN equipment e ON e.id = s.equipment_id
                 WHERE s.canned_job_id = $1 AND e.archived_at IS NULL ORDER BY e.id")
            .bind(id),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// The work a canned job plans, in minutes: its steps, or its labour where it has none.
pub async fn planned_minutes(db: &mut impl Db, id: CannedJobId) -> Result<i64> {
    let (minutes,): (i64,) = db
        .one(
            sql("SELECT CAST(COALESCE(
                    (SELECT SUM(s.planned_min) FROM canned_job_step s WHERE s.canned_job_id = $1),
                    (SELECT SUM(l.qty_milli * 60 / 1000) FROM canned_job_line l
                        WHERE l.canned_job_id = $1 AND l.kind = 'labour'), 0) AS BIGINT) AS minutes")
            .bind(id),
        )
        .await?;
    Ok(minutes)
}
