//! Records by their human number, and what happened to a customer or a vehicle.

use super::{Db, Result, sql};
use crate::domain::{
    BookingId, CustomerId, DeferredId, InspectionId, InvoiceId, JobId, Money, SiteId, Span, Ts,
    VehicleId, booking, deferred, inspection, invoice, job,
};

/// A job as the find list and a history show it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct JobHit {
    pub id: JobId,
    pub number: String,
    pub status: job::Status,
    pub plate: String,
    pub customer: String,
    pub title: Option<String>,
    pub created_at: Ts,
}

/// An invoice as the find list and a history show it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct InvoiceHit {
    pub id: InvoiceId,
    pub number: String,
    pub kind: invoice::Kind,
    /// Empty for a walk-in.
    pub customer: String,
    pub issued_on: Option<chrono::NaiveDate>,
    #[sqlx(rename = "total_minor")]
    pub total: Money,
    #[sqlx(rename = "open_minor")]
    pub open: Money,
}

/// A booking as a history shows it: of those that became a visit, the job is shown instead.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingHit {
    pub id: BookingId,
    pub number: String,
    pub status: booking::Status,
    pub plate: String,
    pub customer: String,
    pub wish: String,
    pub starts_at: Ts,
}

macro_rules! bookings {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, b.number, b.status, COALESCE(v.plate, '') AS plate, c.name AS customer, b.wish, b.starts_at
             FROM booking b JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE b.status NOT IN ('checked_in', 'fulfilled') AND ",
            $rest
        )
    };
}

const BOOKINGS_OF_CUSTOMER: &str =
    bookings!("b.customer_id = $1 ORDER BY b.starts_at DESC, b.id DESC LIMIT $2");
const BOOKINGS_OF_VEHICLE: &str =
    bookings!("b.vehicle_id = $1 ORDER BY b.starts_at DESC, b.id DESC LIMIT $2");

macro_rules! jobs {
    ($rest:literal) => {
        concat!(
            "SELECT j.id, j.number, j.status, v.plate, c.name AS customer, j.created_at,
                (SELECT w.title FROM work_item w WHERE w.job_id = j.id ORDER BY w.position LIMIT 1) AS title
             FROM job j JOIN vehicle v ON v.id = j.vehicle_id JOIN customer c ON c.id = j.customer_id WHERE ",
            $rest
        )
    };
}

macro_rules! invoices {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.number, i.kind, COALESCE(c.name, '') AS customer, i.issued_on, i.total_minor,
                i.total_minor - i.paid_minor - i.credited_minor AS open_minor
             FROM invoice i LEFT JOIN customer c ON c.id = i.customer_id WHERE ",
            $rest
        )
    };
}

const JOB_BY_NUMBER: &str = jobs!("j.number = $1");
const JOBS_OF_CUSTOMER: &str = jobs!(
    "j.customer_id = $1 AND j.status <> 'planned' ORDER BY j.created_at DESC, j.id DESC LIMIT $2"
);
const JOBS_OF_VEHICLE: &str = jobs!(
    "j.vehicle_id = $1 AND j.status <> 'planned' ORDER BY j.created_at DESC, j.id DESC LIMIT $2"
);
const INVOICE_BY_NUMBER: &str = invoices!("i.number = $1");
const INVOICES_OF_CUSTOMER: &str = invoices!(
    "i.customer_id = $1 AND i.status = 'posted' ORDER BY i.issued_on DESC, i.id DESC LIMIT $2"
);

/// The job of this number; `uq_job_number`.
pub async fn job_by_number(db: &mut impl Db, number: &str) -> Result<Option<JobHit>> {
    db.opt(sql(JOB_BY_NUMBER).bind(number)).await
}

/// The customer's latest jobs.
pub async fn jobs_of_customer(db: &mut impl Db, id: CustomerId, limit: i64) -> Result<Vec<JobHit>> {
    db.all(sql(JOBS_OF_CUSTOMER).bind(id).bind(limit)).await
}

/// The vehicle's latest jobs.
pub async fn jobs_of_vehicle(db: &mut impl Db, id: VehicleId, limit: i64) -> Result<Vec<JobHit>> {
    db.all(sql(JOBS_OF_VEHICLE).bind(id).bind(limit)).await
}

/// The customer's latest bookings that did not become a visit (yet).
pub async fn bookings_of_customer(
    db: &mut impl Db,
    id: CustomerId,
    limit: i64,
) -> Result<Vec<BookingHit>> {
    db.all(sql(BOOKINGS_OF_CUSTOMER).bind(id).bind(limit)).await
}

/// The vehicle's latest bookings that did not become a visit (yet).
pub async fn bookings_of_vehicle(
    db: &mut impl Db,
    id: VehicleId,
    limit: i64,
) -> Result<Vec<BookingHit>> {
    db.all(sql(BOOKINGS_OF_VEHICLE).bind(id).bind(limit)).await
}

/// The invoice of this number; `uq_invoice_number`.
pub async fn invoice_by_number(db: &mut impl Db, number: &str) -> Result<Option<InvoiceHit>> {
    db.opt(sql(INVOICE_BY_NUMBER).bind(number)).await
}

/// The customer's latest posted invoices and credit notes.
pub async fn invoices_of_customer(
    db: &mut impl Db,
    id: CustomerId,
    limit: i64,
) -> Result<Vec<InvoiceHit>> {
    db.all(sql(INVOICES_OF_CUSTOMER).bind(id).bind(limit)).await
}

/// The booking a vehicle may come for between those times, the first of them; `ix_booking_vehicle_id_starts_at`.
pub async fn booking_due(
    db: &mut impl Db,
    site: SiteId,
    id: VehicleId,
    day: Span,
) -> Result<Option<BookingHit>> {
    db.opt(
        sql("SELECT b.id, b.number, b.status, COALESCE(v.plate, '') AS plate, c.name AS customer, b.wish, b.starts_at
             FROM booking b JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE b.vehicle_id = $1 AND b.site_id = $2 AND b.starts_at >= $3 AND b.starts_at < $4
                AND b.status = 'confirmed' ORDER BY b.starts_at, b.id LIMIT 1")
        .bind(id)
        .bind(site)
        .bind(day.start)
        .bind(day.end),
    )
    .await
}

/// The booking of this number; `uq_booking_number`.
pub async fn booking_by_number(db: &mut impl Db, number: &str) -> Result<Option<BookingHit>> {
    db.opt(
        sql("SELECT b.id, b.number, b.status, COALESCE(v.plate, '') AS plate, c.name AS customer, b.wish, b.starts_at
             FROM booking b JOIN customer c ON c.id = b.customer_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE b.number = $1")
        .bind(number),
    )
    .await
}

/// The patterns of a site's series, the latest year first.
pub async fn patterns(db: &mut impl Db, site: SiteId, series: &str) -> Result<Vec<(i64, String)>> {
    db.all(
        sql("SELECT year, pattern FROM number_series WHERE site_id = $1 AND series = $2 ORDER BY year DESC LIMIT 3")
            .bind(site)
            .bind(series),
    )
    .await
}

/// Where the key and the vehicle of an open job are.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Parked {
    pub id: JobId,
    pub number: String,
    pub key_tag: String,
    pub parking: String,
}

/// What the odometer said, and when.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Reading {
    pub at: Ts,
    pub odometer: i64,
}

/// Work that was put off.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct DeferredHit {
    pub id: DeferredId,
    pub job_id: JobId,
    pub title: String,
    pub amount_minor: Money,
    pub status: deferred::Status,
    pub at: Ts,
}

/// An inspection of a visit.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct InspectionHit {
    pub id: InspectionId,
    pub job_id: JobId,
    pub title: String,
    pub status: inspection::Status,
    pub summary: String,
    pub started_at: Ts,
}

/// The visit the vehicle is here for; index `ix_job_vehicle_id_created_at`.
pub async fn parked(db: &mut impl Db, id: VehicleId) -> Result<Option<Parked>> {
    db.opt(
        sql(
            "SELECT id, number, key_tag, parking FROM job WHERE vehicle_id = $1
                AND status NOT IN ('planned', 'collected', 'closed', 'cancelled')
             ORDER BY created_at DESC, id DESC LIMIT 1",
        )
        .bind(id),
    )
    .await
}

/// The latest readings of a vehicle's odometer, the oldest of them first.
pub async fn readings(db: &mut impl Db, id: VehicleId, limit: i64) -> Result<Vec<Reading>> {
    let mut rows: Vec<Reading> = db
        .all(
            sql("SELECT * FROM (
                    SELECT COALESCE(arrived_at, created_at) AS at, odometer_in AS odometer FROM job
                        WHERE vehicle_id = $1 AND odometer_in IS NOT NULL
                    UNION ALL
                    SELECT COALESCE(collected_at, ready_at, created_at) AS at, odometer_out AS odometer FROM job
                        WHERE vehicle_id = $1 AND odometer_out IS NOT NULL) r
                 ORDER BY r.at DESC LIMIT $2")
            .bind(id)
            .bind(limit),
        )
        .await?;
    rows.reverse();
    Ok(rows)
}

/// Work put off on a vehicle, what is still open first.
pub async fn deferred_of_vehicle(
    db: &mut impl Db,
    id: VehicleId,
    limit: i64,
) -> Result<Vec<DeferredHit>> {
    db.all(
        sql(
            "SELECT d.id, l.job_id, d.title, d.amount_minor, d.status, d.at
             FROM deferred_work d JOIN job_line l ON l.id = d.job_line_id WHERE d.vehicle_id = $1
             ORDER BY d.status IN ('open', 'reminded') DESC, d.at DESC, d.id DESC LIMIT $2",
        )
        .bind(id)
        .bind(limit),
    )
    .await
}

/// Inspections of a vehicle, the latest first.
pub async fn inspections_of_vehicle(
    db: &mut impl Db,
    id: VehicleId,
    limit: i64,
) -> Result<Vec<InspectionHit>> {
    db.all(
        sql(
            "SELECT n.id, n.job_id, f.name AS title, n.status, n.summary, n.started_at
             FROM job j JOIN inspection n ON n.job_id = j.id
                JOIN inspection_form f ON f.id = n.inspection_form_id
             WHERE j.vehicle_id = $1 ORDER BY n.started_at DESC, n.id DESC LIMIT $2",
        )
        .bind(id)
        .bind(limit),
    )
    .await
}

const INVOICES_OF_VEHICLE: &str = invoices!(
    "i.job_id IN (SELECT j.id FROM job j WHERE j.vehicle_id = $1) AND i.status = 'posted'
     ORDER BY i.issued_on DESC, i.id DESC LIMIT $2"
);

/// The latest posted documents of a vehicle, whoever paid them.
pub async fn invoices_of_vehicle(
    db: &mut impl Db,
    id: VehicleId,
    limit: i64,
) -> Result<Vec<InvoiceHit>> {
    db.all(sql(INVOICES_OF_VEHICLE).bind(id).bind(limit)).await
}
