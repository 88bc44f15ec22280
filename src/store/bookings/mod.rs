//! Bookings and what they occupy: the diary's rows.
//!
//! An overlap is refused by the schema (`ex_occupancy_bay`, `_staff`, `_vehicle`), whoever writes. Nothing here
//! decides whether a booking may be made, and nothing is deleted: an occupancy that no longer holds stops
//! blocking.

mod facts;
mod moves;
mod occupancy;
mod sheet;
mod waiting;

pub use facts::{
    CustomerFacts, Kind, VehicleFacts, Work, bookable_work, customer_facts, kind, kinds,
    needed_equipment, open_bookings, open_jobs, planned_minutes, vehicle_facts, waiting,
};
pub use moves::{Move, NewMove, Said, log_move, mark_overbooked, moves, put_right};
pub use occupancy::{
    Blocker, Row, Taken, Wanted, block, blockers, expired_in, expired_since, occupy, of_booking,
    one_each, place, release, row, taken, unblock, yield_all,
};
pub use sheet::{
    Bay, BlockRow, Gone, Left, Mechanic, Opening, SkillWork, bays, day, gone, left_over, mechanics,
    opening, shifts, skill_work, skills_of_booking, skills_of_work,
};
pub use waiting::{
    NewWaiting, Waiting, add_waiting, set_waiting, waiting_count, waiting_held, waiting_list,
    waiting_of,
};

use super::{Db, Result, Tx, sql};
use crate::domain::booking::{Arrival, Source, Status};
use crate::domain::{
    BookingId, BookingTypeId, CannedJobId, CustomerId, InvoiceId, JobId, Money, SiteId, Ts,
    VehicleId,
};

/// A row of `booking`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Booking {
    pub id: BookingId,
    pub site_id: SiteId,
    pub number: String,
    pub customer_id: CustomerId,
    pub vehicle_id: Option<VehicleId>,
    pub booking_type_id: BookingTypeId,
    pub status: Status,
    pub arrival: Arrival,
    pub source: Source,
    pub starts_at: Ts,
    pub ends_at: Ts,
    pub wish: String,
    pub notes: String,
    pub expires_at: Option<Ts>,
    pub moves: i64,
    pub reason: String,
    pub fee_minor: Money,
    pub fee_invoice_id: Option<InvoiceId>,
    pub overbooked: bool,
    pub version: i64,
}

/// What a new row of `booking` says.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site: SiteId,
    pub number: &'a str,
    pub customer: CustomerId,
    pub vehicle: Option<VehicleId>,
    pub kind: BookingTypeId,
    pub status: Status,
    pub arrival: Arrival,
    pub source: Source,
    pub starts_at: Ts,
    pub ends_at: Ts,
    pub wish: &'a str,
    pub notes: &'a str,
    pub expires_at: Option<Ts>,
    pub reason: &'a str,
    pub at: Ts,
}

/// What a booking's card shows beside its own row; joined names.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Around {
    pub customer: String,
    pub phone: String,
    pub email: String,
    pub no_shows: i64,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub year: Option<i64>,
    pub odometer: Option<i64>,
    pub odometer_unit: String,
    pub kind: String,
    pub makes_job: bool,
    pub job_id: Option<JobId>,
    pub job_number: String,
    pub job_status: Option<crate::domain::job::Status>,
    pub promised_at: Option<Ts>,
}

/// The booking, at that site.
pub async fn by_id(db: &mut impl Db, site: SiteId, id: BookingId) -> Result<Option<Booking>> {
    db.opt(
        sql("SELECT id, site_id, number, customer_id, vehicle_id, booking_type_id, status, arrival, source,
                starts_at, ends_at, wish, notes, expires_at, moves, reason, fee_minor, fee_invoice_id, overbooked,
                version
             FROM booking WHERE id = $1 AND site_id = $2")
        .bind(id)
        .bind(site),
    )
    .await
}

/// The names around a booking: customer, vehicle, type, job.
pub async fn around(db: &mut impl Db, id: BookingId) -> Result<Option<Around>> {
    db.opt(
        sql("SELECT c.name AS customer, c.no_shows,
                COALESCE((SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                          ORDER BY p.is_primary DESC, p.id LIMIT 1), '') AS phone,
                COALESCE((SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'email'
                          ORDER BY p.is_primary DESC, p.id LIMIT 1), '') AS email,
                COALESCE(v.plate, '') AS plate, COALESCE(v.make, '') AS make, COALESCE(v.model, '') AS model,
                v.year, v.odometer, COALESCE(v.odometer_unit, 'km') AS odometer_unit,
                t.title AS kind, t.makes_job,
                j.id AS job_id, COALESCE(j.number, '') AS job_number, j.status AS job_status, j.promised_at
             FROM booking b
             JOIN customer c ON c.id = b.customer_id
             JOIN booking_type t ON t.id = b.booking_type_id
             LEFT JOIN vehicle v ON v.id = b.vehicle_id
             LEFT JOIN job j ON j.booking_id = b.id
             WHERE b.id = $1")
        .bind(id),
    )
    .await
}

/// Writes a new booking; what it occupies comes by [`occupy`].
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<BookingId> {
    let (id,): (BookingId,) = tx
        .one(
            sql("INSERT INTO booking (site_id, number, customer_id, vehicle_id, booking_type_id, status, arrival,
                    source, starts_at, ends_at, wish, notes, expires_at, reason, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id")
            .bind(new.site)
            .bind(new.number)
            .bind(new.customer)
            .bind(new.vehicle)
            .bind(new.kind)
            .bind(new.status)
            .bind(new.arrival)
            .bind(new.source)
            .bind(new.starts_at)
            .bind(new.ends_at)
            .bind(new.wish)
            .bind(new.notes)
            .bind(new.expires_at)
            .bind(new.reason)
            .bind(new.at),
        )
        .await?;
    Ok(id)
}

/// Goes from one status to another; `false` when the row is not in `from` any more. What the booking occupies
/// follows by trigger.
pub async fn set_status(
    tx: &mut Tx,
    id: BookingId,
    from: Status,
    to: Status,
    reason: &str,
) -> Result<bool> {
    let n = tx
        .exec(
            sql("UPDATE booking SET status = $3, reason = $4 WHERE id = $1 AND status = $2")
                .bind(id)
                .bind(from)
                .bind(to)
                .bind(reason),
        )
        .await?;
    Ok(n == 1)
}

/// Gives the booking another time, guarded by its version; `false` when somebody was quicker.
pub async fn reschedule(
    tx: &mut Tx,
    id: BookingId,
    version: i64,
    (starts_at, ends_at): (Ts, Ts),
    counts: bool,
    reason: &str,
) -> Result<bool> {
    let n = tx
        .exec(
            sql(
                "UPDATE booking SET starts_at = $3, ends_at = $4, moves = moves + $5, reason = $6,
                    version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(starts_at)
            .bind(ends_at)
            .bind(i64::from(counts))
            .bind(reason),
        )
        .await?;
    Ok(n == 1)
}

/// What it cost that the booking came to nothing, and the draft that asks for it.
pub async fn set_fee(
    tx: &mut Tx,
    id: BookingId,
    amount: Money,
    invoice: Option<InvoiceId>,
) -> Result<()> {
    tx.exec(
        sql("UPDATE booking SET fee_minor = $2, fee_invoice_id = $3 WHERE id = $1")
            .bind(id)
            .bind(amount)
            .bind(invoice),
    )
    .await?;
    Ok(())
}

/// The number of the booking that was made of a wish with this key.
pub async fn imported(db: &mut impl Db, site: SiteId, key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .opt(
            sql("SELECT number FROM booking WHERE site_id = $1 AND import_key = $2")
                .bind(site)
                .bind(key),
        )
        .await?;
    Ok(row.map(|r| r.0))
}

/// Says of which wish of a file a booking was made.
pub async fn set_import_key(tx: &mut Tx, id: BookingId, key: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE booking SET import_key = $2 WHERE id = $1")
            .bind(id)
            .bind(key),
    )
    .await?;
    Ok(())
}

/// One more (or one less) visit the customer did not come to.
pub async fn count_no_show(tx: &mut Tx, customer: CustomerId, by: i64) -> Result<()> {
    tx.exec(
        sql("UPDATE customer SET no_shows = CASE WHEN no_shows + $2 < 0 THEN 0 ELSE no_shows + $2 END
             WHERE id = $1")
        .bind(customer)
        .bind(by),
    )
    .await?;
    Ok(())
}

/// The job the booking made.
pub async fn job_of(db: &mut impl Db, id: BookingId) -> Result<Option<JobId>> {
    let row: Option<(JobId,)> = db
        .opt(sql("SELECT id FROM job WHERE booking_id = $1").bind(id))
        .await?;
    Ok(row.map(|r| r.0))
}

/// The canned jobs a booking's job was planned with, to plan them again.
pub async fn planned_jobs(db: &mut impl Db, id: BookingId) -> Result<Vec<CannedJobId>> {
    let rows: Vec<(CannedJobId,)> = db
        .all(
            sql(
                "SELECT w.canned_job_id FROM job j JOIN work_item w ON w.job_id = j.id
                 WHERE j.booking_id = $1 AND w.canned_job_id IS NOT NULL ORDER BY w.position",
            )
            .bind(id),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// The promise of a job that is still only planned follows its booking.
pub async fn promise_planned(tx: &mut Tx, id: BookingId, promised_at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET promised_at = $2 WHERE booking_id = $1 AND status = 'planned'")
            .bind(id)
            .bind(promised_at),
    )
    .await?;
    Ok(())
}
