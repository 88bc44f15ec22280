//! Courtesy cars and their loans (states 8). A loan holds its car by rows of `occupancy`, none longer than a day.

use crate::domain::logistics::Loan as Status;
use crate::domain::vehicle::OdometerUnit;
use crate::domain::{BookingId, CustomerId, JobId, LoanId, SiteId, Span, Ts, VehicleId};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// The longest row of `occupancy` (ck_occupancy_span), in minutes.
const LONGEST_MIN: i64 = 24 * 60;

/// A loan with the names around it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Loan {
    pub id: LoanId,
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub customer_id: CustomerId,
    pub booking_id: Option<BookingId>,
    pub job_id: Option<JobId>,
    pub status: Status,
    pub starts_at: Ts,
    pub due_at: Ts,
    pub out_at: Option<Ts>,
    pub out_odometer: Option<i64>,
    pub out_fuel: String,
    pub out_damage: String,
    pub licence_seen: bool,
    pub back_at: Option<Ts>,
    pub back_odometer: Option<i64>,
    pub back_fuel: String,
    pub back_damage: String,
    pub note: String,
    pub version: i64,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub odometer: Option<i64>,
    pub odometer_unit: OdometerUnit,
    pub customer: String,
    pub phone: String,
}

impl Loan {
    /// From when until when it is agreed.
    #[must_use]
    pub fn span(&self) -> Span {
        Span {
            start: self.starts_at,
            end: self.due_at,
        }
    }

    /// Whether the car should be back by now and is not.
    #[must_use]
    pub fn is_late(&self, now: Ts) -> bool {
        self.status == Status::Out && self.due_at < now
    }
}

/// What a new loan says.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site: SiteId,
    pub vehicle: VehicleId,
    pub customer: CustomerId,
    pub booking: Option<BookingId>,
    pub job: Option<JobId>,
    pub span: Span,
    pub note: &'a str,
    pub at: Ts,
}

/// A courtesy car.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Car {
    pub id: VehicleId,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub fuel: String,
    pub odometer: Option<i64>,
    pub odometer_unit: OdometerUnit,
}

/// Who has a car in some stretch of time.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Held {
    /// Whose loan or booking it is, or empty.
    pub customer: String,
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub ends_at: Ts,
    /// How far the loan is; `None` for a booking of the car itself.
    pub status: Option<Status>,
}

macro_rules! loan {
    ($rest:literal) => {
        sql(concat!(
            "SELECT l.id, l.site_id, l.vehicle_id, l.customer_id, l.booking_id, l.job_id, l.status, l.starts_at,
                l.due_at, l.out_at, l.out_odometer, l.out_fuel, l.out_damage, l.licence_seen, l.back_at,
                l.back_odometer, l.back_fuel, l.back_damage, l.note, l.version, v.plate, v.make, v.model, v.odometer,
                v.odometer_unit, c.name AS customer,
                COALESCE((SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                          ORDER BY p.is_primary DESC, p.id LIMIT 1), '') AS phone
             FROM courtesy_loan l JOIN vehicle v ON v.id = l.vehicle_id JOIN customer c ON c.id = l.customer_id
             ",
            $rest
        ))
    };
}

/// One loan, at that site.
pub async fn get(db: &mut impl Db, site: SiteId, id: LoanId) -> Result<Loan> {
    db.one(
        loan!("WHERE l.id = $1 AND l.site_id = $2")
            .bind(id)
            .bind(site),
    )
    .await
}

/// The loans of a visit, the oldest first. By `ix_courtesy_loan_booking_id` and `ix_courtesy_loan_job_id`.
pub async fn of_visit(
    db: &mut impl Db,
    booking: Option<BookingId>,
    job: Option<JobId>,
) -> Result<Vec<Loan>> {
    db.all(
        loan!(
            "WHERE l.id IN (SELECT id FROM courtesy_loan WHERE booking_id = $1
                UNION SELECT id FROM courtesy_loan WHERE job_id = $2)
             ORDER BY l.starts_at, l.id"
        )
        .bind(booking)
        .bind(job),
    )
    .await
}

/// Of a customer's loans those that are out and belong to no visit. By `ix_courtesy_loan_customer_id`.
pub async fn loose(db: &mut impl Db, customer: CustomerId) -> Result<Vec<Loan>> {
    db.all(
        loan!(
            "WHERE l.customer_id = $1 AND l.status = 'out' AND l.booking_id IS NULL AND l.job_id IS NULL
             ORDER BY l.starts_at, l.id"
        )
        .bind(customer),
    )
    .await
}

/// The loans of a car that are not over, by time. By `ix_courtesy_loan_vehicle_id_starts_at`.
pub async fn open_of(db: &mut impl Db, vehicle: VehicleId) -> Result<Vec<Loan>> {
    db.all(
        loan!(
            "WHERE l.vehicle_id = $1 AND l.status IN ('reserved', 'out', 'returned')
             ORDER BY l.starts_at, l.id"
        )
        .bind(vehicle),
    )
    .await
}

/// The courtesy cars, by plate. By `ix_vehicle_use_sale_status`.
pub async fn cars(db: &mut impl Db) -> Result<Vec<Car>> {
    db.all(sql(
        "SELECT id, plate, make, model, fuel, odometer, odometer_unit FROM vehicle
         WHERE use <> 'customer' AND use = 'courtesy' AND archived_at IS NULL
         ORDER BY plate, id",
    ))
    .await
}

/// The loans of courtesy cars that are not over, by car and time.
pub async fn open(db: &mut impl Db) -> Result<Vec<Loan>> {
    db.all(loan!(
        "WHERE l.status IN ('reserved', 'out', 'returned')
            AND l.vehicle_id IN (SELECT id FROM vehicle WHERE use <> 'customer' AND use = 'courtesy')
         ORDER BY v.plate, l.vehicle_id, l.starts_at, l.id"
    ))
    .await
}

/// Who has a car at some time of that span; one loan is not asked. By `ix_occupancy_vehicle_id_starts_at`.
pub async fn held(
    db: &mut impl Db,
    vehicle: VehicleId,
    span: Span,
    but: Option<LoanId>,
) -> Result<Option<Held>> {
    db.opt(
        sql(
            "SELECT COALESCE(k.name, c.name, '') AS customer, COALESCE(l.starts_at, o.starts_at) AS starts_at,
                COALESCE(l.due_at, o.ends_at) AS ends_at, l.status
             FROM occupancy o LEFT JOIN courtesy_loan l ON l.id = o.courtesy_loan_id
                LEFT JOIN customer k ON k.id = l.customer_id
                LEFT JOIN booking b ON b.id = o.booking_id LEFT JOIN customer c ON c.id = b.customer_id
             WHERE o.vehicle_id = $1 AND o.starts_at > $2 AND o.starts_at < $3 AND o.ends_at > $4 AND o.blocks
                AND (o.courtesy_loan_id IS NULL OR o.courtesy_loan_id <> $5)
             ORDER BY o.starts_at, o.id LIMIT 1",
        )
        .bind(vehicle)
        .bind(span.start.plus_minutes(-LONGEST_MIN))
        .bind(span.end)
        .bind(span.start)
        .bind(but.unwrap_or(LoanId(0))),
    )
    .await
}

/// Writes a new loan; what it holds comes by [`hold`].
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<LoanId> {
    let (id,): (LoanId,) = tx
        .one(
            sql(
                "INSERT INTO courtesy_loan (site_id, vehicle_id, customer_id, booking_id, job_id, status, starts_at,
                    due_at, note, created_at)
                 VALUES ($1, $2, $3, $4, $5, 'reserved', $6, $7, $8, $9) RETURNING id",
            )
            .bind(new.site)
            .bind(new.vehicle)
            .bind(new.customer)
            .bind(new.booking)
            .bind(new.job)
            .bind(new.span.start)
            .bind(new.span.end)
            .bind(new.note)
            .bind(new.at),
        )
        .await?;
    Ok(id)
}

/// Takes the car for that time.
///
/// # Errors
/// `ex_occupancy_vehicle` when somebody has it.
pub async fn hold(
    tx: &mut Tx,
    site: SiteId,
    loan: LoanId,
    vehicle: VehicleId,
    span: Span,
) -> Result<()> {
    let mut start = span.start;
    while start < span.end {
        let end = start.plus_minutes(LONGEST_MIN).min(span.end);
        tx.exec(
            sql(
                "INSERT INTO occupancy (site_id, courtesy_loan_id, vehicle_id, starts_at, ends_at)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(site)
            .bind(loan)
            .bind(vehicle)
            .bind(start)
            .bind(end),
        )
        .await?;
        start = end;
    }
    Ok(())
}

/// Gives the car's time back. By `ix_occupancy_courtesy_loan_id`.
pub async fn let_go(tx: &mut Tx, loan: LoanId) -> Result<()> {
    tx.exec(
        sql("UPDATE occupancy SET blocks = FALSE WHERE courtesy_loan_id = $1 AND blocks")
            .bind(loan),
    )
    .await?;
    Ok(())
}

/// Writes what a form says.
///
/// # Errors
/// [`crate::store::Error::Stale`] when somebody was quicker.
pub async fn update(
    tx: &mut Tx,
    (id, version): (LoanId, i64),
    vehicle: VehicleId,
    span: Span,
    note: &str,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE courtesy_loan SET vehicle_id = $3, starts_at = $4, due_at = $5, note = $6,
                    version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(vehicle)
            .bind(span.start)
            .bind(span.end)
            .bind(note),
        )
        .await?;
    stale_unless(touched)
}

/// What is noted when a car leaves or comes back.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// When.
    pub at: Ts,
    /// What its odometer shows, in its own unit.
    pub odometer: i64,
    /// How full the tank is, in words.
    pub fuel: &'a str,
    /// Damage seen.
    pub damage: &'a str,
}

/// The keys are given out; `false` when it is not reserved any more.
pub async fn hand_out(tx: &mut Tx, id: LoanId, seen: Seen<'_>) -> Result<bool> {
    let touched = tx
        .exec(
            sql(
                "UPDATE courtesy_loan SET status = 'out', out_at = $2, out_odometer = $3, out_fuel = $4,
                    out_damage = $5, licence_seen = TRUE
                 WHERE id = $1 AND status = 'reserved'",
            )
            .bind(id)
            .bind(seen.at)
            .bind(seen.odometer)
            .bind(seen.fuel)
            .bind(seen.damage),
        )
        .await?;
    Ok(touched == 1)
}

/// The car is back; `false` when it is not out any more.
pub async fn take_back(tx: &mut Tx, id: LoanId, seen: Seen<'_>) -> Result<bool> {
    let touched = tx
        .exec(
            sql(
                "UPDATE courtesy_loan SET status = 'returned', back_at = $2, back_odometer = $3, back_fuel = $4,
                    back_damage = $5
                 WHERE id = $1 AND status = 'out'",
            )
            .bind(id)
            .bind(seen.at)
            .bind(seen.odometer)
            .bind(seen.fuel)
            .bind(seen.damage),
        )
        .await?;
    Ok(touched == 1)
}

/// Another step; `false` when it is not in that state any more.
pub async fn step(tx: &mut Tx, id: LoanId, from: Status, to: Status, note: &str) -> Result<bool> {
    let touched = tx
        .exec(
            sql("UPDATE courtesy_loan SET status = $3, note = $4 WHERE id = $1 AND status = $2")
                .bind(id)
                .bind(from)
                .bind(to)
                .bind(note),
        )
        .await?;
    Ok(touched == 1)
}

/// Loans of a site that are late and of which nobody has been told.
pub async fn newly_late(db: &mut impl Db, site: SiteId, now: Ts) -> Result<Vec<Loan>> {
    db.all(
        loan!(
            "WHERE l.status = 'out' AND l.due_at < $2 AND l.site_id = $1
                AND l.vehicle_id IN (SELECT id FROM vehicle WHERE use <> 'customer')
                AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.kind = 'loan_overdue' AND a.entity = 'courtesy_loan'
                    AND a.entity_id = l.id AND a.cleared_at IS NULL)
             ORDER BY l.due_at, l.id LIMIT 500"
        )
        .bind(site)
        .bind(now),
    )
    .await
}

/// Loans a site was told of that are back, or are due later by now.
pub async fn no_longer_late(db: &mut impl Db, site: SiteId, now: Ts) -> Result<Vec<LoanId>> {
    let rows: Vec<(LoanId,)> = db
        .all(
            sql(
                "SELECT l.id FROM alert a JOIN courtesy_loan l ON l.id = a.entity_id
                 WHERE a.site_id = $1 AND a.cleared_at IS NULL AND a.kind = 'loan_overdue'
                    AND a.entity = 'courtesy_loan' AND (l.status <> 'out' OR l.due_at >= $2)
                 LIMIT 500",
            )
            .bind(site)
            .bind(now),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}
