//! What stands around a job: its customer, its vehicle, its place in the diary, its invoice.

use crate::domain::customer::Channel;
use crate::domain::invoice;
use crate::domain::{
    BayId, BookingId, CustomerId, InvoiceId, JobId, Money, StaffId, Ts, VehicleId, booking, vehicle,
};
use crate::store::{Db, Result, Tx, sql};

/// Customer, vehicle and booking of a job.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Visit {
    pub customer: String,
    pub address: String,
    pub on_account: bool,
    pub channel: Channel,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub variant: String,
    pub year: Option<i64>,
    pub vin: String,
    pub odometer: Option<i64>,
    pub odometer_unit: vehicle::OdometerUnit,
    pub booking_number: Option<String>,
    pub booking_status: Option<booking::Status>,
    pub starts_at: Option<Ts>,
    pub ends_at: Option<Ts>,
    pub wish: Option<String>,
    pub bay: Option<String>,
}

/// Who and what a job is about.
pub async fn visit(db: &mut impl Db, job: JobId) -> Result<Visit> {
    db.one(
        sql("SELECT c.name AS customer, c.address, c.on_account, c.channel,
                (SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                    ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone,
                (SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'email'
                    ORDER BY p.is_primary DESC, p.id LIMIT 1) AS email,
                v.plate, v.make, v.model, v.variant, v.year, v.vin, v.odometer, v.odometer_unit,
                b.number AS booking_number, b.status AS booking_status, b.starts_at, b.ends_at, b.wish,
                (SELECT y.name FROM occupancy o JOIN bay y ON y.id = o.bay_id WHERE o.booking_id = b.id
                    ORDER BY o.starts_at LIMIT 1) AS bay
             FROM job j JOIN customer c ON c.id = j.customer_id JOIN vehicle v ON v.id = j.vehicle_id
                LEFT JOIN booking b ON b.id = j.booking_id
             WHERE j.id = $1")
        .bind(job),
    )
    .await
}

/// The vehicle's figure only ever grows.
pub async fn raise_odometer(tx: &mut Tx, vehicle: VehicleId, odometer: i64) -> Result<()> {
    tx.exec(
        sql("UPDATE vehicle SET odometer = $2 WHERE id = $1 AND (odometer IS NULL OR odometer < $2)")
            .bind(vehicle)
            .bind(odometer),
    )
    .await?;
    Ok(())
}

/// Whether the vehicle of a booking is in the house for it.
pub async fn is_checked_in(db: &mut impl Db, id: BookingId) -> Result<bool> {
    Ok(db
        .opt::<(i64,)>(
            sql("SELECT id FROM booking WHERE id = $1 AND status = 'checked_in'").bind(id),
        )
        .await?
        .is_some())
}

/// Who pays, as the release rule needs it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Payer {
    pub on_account: bool,
    pub credit_limit_minor: Money,
}

/// How a customer pays.
pub async fn payer(db: &mut impl Db, id: CustomerId) -> Result<Payer> {
    db.one(sql("SELECT on_account, credit_limit_minor FROM customer WHERE id = $1").bind(id))
        .await
}

/// An invoice of a job.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub kind: invoice::Kind,
    pub status: invoice::Status,
    pub number: Option<String>,
    pub total_minor: Money,
    pub paid_minor: Money,
    pub credited_minor: Money,
}

/// The invoices of a job, newest first; void ones are left out.
pub async fn invoices(db: &mut impl Db, job: JobId) -> Result<Vec<InvoiceRow>> {
    db.all(
        sql(
            "SELECT id, kind, status, number, total_minor, paid_minor, credited_minor FROM invoice
             WHERE job_id = $1 AND status <> 'void' ORDER BY id DESC",
        )
        .bind(job),
    )
    .await
}

/// The bay's period of a booking: what a mechanic assigned to it is taken for.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Period {
    pub bay_id: BayId,
    pub starts_at: Ts,
    pub ends_at: Ts,
}

/// The periods a booking has a bay for.
pub async fn periods(db: &mut impl Db, booking: BookingId) -> Result<Vec<Period>> {
    db.all(
        sql("SELECT bay_id, starts_at, ends_at FROM occupancy
             WHERE booking_id = $1 AND bay_id IS NOT NULL ORDER BY starts_at")
        .bind(booking),
    )
    .await
}

/// What takes a person's time.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Busy {
    pub booking_id: Option<BookingId>,
    pub plate: Option<String>,
    pub customer: Option<String>,
    pub reason: String,
    pub starts_at: Ts,
    pub ends_at: Ts,
}

/// What blocks a person between two instants.
pub async fn busy(db: &mut impl Db, staff: StaffId, from: Ts, to: Ts) -> Result<Vec<Busy>> {
    db.all(
        sql("SELECT o.booking_id, v.plate, c.name AS customer, o.reason, o.starts_at, o.ends_at
             FROM occupancy o LEFT JOIN booking b ON b.id = o.booking_id
                LEFT JOIN vehicle v ON v.id = b.vehicle_id LEFT JOIN customer c ON c.id = b.customer_id
             WHERE o.staff_id = $1 AND o.blocks AND o.starts_at > $4 AND o.starts_at < $3 AND o.ends_at > $2
             ORDER BY o.starts_at")
        .bind(staff)
        .bind(from)
        .bind(to)
        .bind(from.plus_days(-1)),
    )
    .await
}

/// Takes a person's time for a booking.
pub async fn occupy(
    tx: &mut Tx,
    site: crate::domain::SiteId,
    booking: BookingId,
    staff: StaffId,
    from: Ts,
    to: Ts,
) -> Result<()> {
    tx.exec(
        sql("INSERT INTO occupancy (site_id, booking_id, staff_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(site)
            .bind(booking)
            .bind(staff)
            .bind(from)
            .bind(to),
    )
    .await?;
    Ok(())
}

/// Gives a person's time back.
pub async fn vacate(tx: &mut Tx, booking: BookingId, staff: StaffId) -> Result<()> {
    tx.exec(
        sql("DELETE FROM occupancy WHERE booking_id = $1 AND staff_id = $2")
            .bind(booking)
            .bind(staff),
    )
    .await?;
    Ok(())
}

/// A mechanic who can be given work.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Mechanic {
    pub id: StaffId,
    pub name: String,
    /// Open tasks they have.
    pub open: i64,
}

/// The mechanics of the house.
pub async fn mechanics(db: &mut impl Db) -> Result<Vec<Mechanic>> {
    db.all(sql(
        "SELECT s.id, s.name, (SELECT COUNT(*) FROM task t WHERE t.staff_id = s.id
            AND t.status IN ('todo', 'running', 'paused', 'blocked')) AS open
         FROM staff s WHERE s.is_mechanic AND s.disabled_at IS NULL ORDER BY s.name, s.id",
    ))
    .await
}

/// Whether the customer was told that the vehicle is ready, since it is.
pub async fn was_told(db: &mut impl Db, job: JobId, since: Ts) -> Result<bool> {
    Ok(db
        .opt::<(i64,)>(
            sql("SELECT o.id FROM outbox o WHERE o.entity = 'job' AND o.entity_id = $1 AND o.event = 'job_ready'
                    AND o.created_at >= $2 AND o.sent_at IS NOT NULL LIMIT 1")
                .bind(job)
                .bind(since),
        )
        .await?
        .is_some())
}
