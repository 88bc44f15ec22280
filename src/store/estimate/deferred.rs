//! Work customers put off: it belongs to the vehicle.

use chrono::NaiveDate;

use crate::domain::deferred::Status;
use crate::domain::line::DeclineReason;
use crate::domain::{
    CustomerId, DeferredId, JobId, LineId, Money, SiteId, StaffId, Ts, VehicleId, WorkItemId,
};
use crate::store::{Db, Error, Result, Tx, sql};

/// A line that is put off.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub customer_id: CustomerId,
    pub job_line_id: LineId,
    pub work_item_id: WorkItemId,
    pub title: &'a str,
    pub amount_minor: Money,
    pub reason: DeclineReason,
    pub note: &'a str,
    pub due_on: Option<NaiveDate>,
    pub due_odometer: Option<i64>,
    pub staff_id: Option<StaffId>,
    pub at: Ts,
}

/// Writes it down, open.
pub async fn insert(tx: &mut Tx, n: &New<'_>) -> Result<DeferredId> {
    let (id,): (DeferredId,) = tx
        .one(
            sql("INSERT INTO deferred_work (site_id, vehicle_id, customer_id, job_line_id, work_item_id, title,
                    amount_minor, reason, note, due_on, due_odometer, status, staff_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id")
            .bind(n.site_id)
            .bind(n.vehicle_id)
            .bind(n.customer_id)
            .bind(n.job_line_id)
            .bind(n.work_item_id)
            .bind(n.title)
            .bind(n.amount_minor)
            .bind(n.reason)
            .bind(n.note)
            .bind(n.due_on)
            .bind(n.due_odometer)
            .bind(Status::Open)
            .bind(n.staff_id)
            .bind(n.at),
        )
        .await?;
    Ok(id)
}

/// A line put off, with the bundle and the job it comes from.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Row {
    pub id: DeferredId,
    pub vehicle_id: VehicleId,
    pub job_line_id: LineId,
    pub work_item_id: WorkItemId,
    pub item: String,
    pub title: String,
    pub amount_minor: Money,
    pub reason: DeclineReason,
    pub note: String,
    pub due_on: Option<NaiveDate>,
    pub due_odometer: Option<i64>,
    pub status: Status,
    pub number: String,
    pub at: Ts,
    pub reminded_at: Option<Ts>,
    pub call_note: String,
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT d.id, d.vehicle_id, d.job_line_id, d.work_item_id, w.title AS item, d.title, d.amount_minor,
                d.reason, d.note, d.due_on, d.due_odometer, d.status, j.number, d.at, d.reminded_at, d.call_note
             FROM deferred_work d JOIN work_item w ON w.id = d.work_item_id JOIN job j ON j.id = w.job_id WHERE ",
            $tail
        )
    };
}

/// What is still to be done to a vehicle, the oldest first.
pub async fn open_of(db: &mut impl Db, vehicle: VehicleId) -> Result<Vec<Row>> {
    db.all(
        sql(columns!(
            "d.vehicle_id = $1 AND d.status IN ('open', 'reminded') ORDER BY d.at, d.id"
        ))
        .bind(vehicle),
    )
    .await
}

/// One line put off.
pub async fn get(db: &mut impl Db, id: DeferredId) -> Result<Row> {
    db.one(sql(columns!("d.id = $1")).bind(id)).await
}

/// What became of it; `job` where it is on one again.
///
/// # Errors
/// [`Error::Stale`] when it is not in `from` any more.
pub async fn set_status(
    tx: &mut Tx,
    id: DeferredId,
    from: Status,
    to: Status,
    job: Option<JobId>,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE deferred_work SET status = $3, revived_job_id = $4, version = version + 1
                 WHERE id = $1 AND status = $2",
            )
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(job),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// The line that was put off, if this line revives one, with its status.
pub async fn behind(db: &mut impl Db, line: LineId) -> Result<Option<(DeferredId, Status)>> {
    db.opt(
        sql("SELECT d.id, d.status FROM job_line l JOIN deferred_work d ON d.job_line_id = l.revived_from_id
             WHERE l.id = $1")
        .bind(line),
    )
    .await
}

/// What a line was revived from.
pub async fn set_origin(tx: &mut Tx, line: LineId, from: LineId) -> Result<()> {
    tx.exec(
        sql("UPDATE job_line SET revived_from_id = $2 WHERE id = $1")
            .bind(line)
            .bind(from),
    )
    .await?;
    Ok(())
}

/// How many bundles of a vehicle are put off, and what they came to.
pub async fn sum_of(db: &mut impl Db, vehicle: VehicleId) -> Result<(i64, Money)> {
    db.one(
        sql(
            "SELECT COUNT(DISTINCT work_item_id), CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT)
             FROM deferred_work WHERE vehicle_id = $1 AND status IN ('open', 'reminded')",
        )
        .bind(vehicle),
    )
    .await
}

/// Put-off work that is due, with whom to call about it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct DueRow {
    pub id: DeferredId,
    pub vehicle_id: VehicleId,
    pub work_item_id: WorkItemId,
    pub item: String,
    pub amount_minor: Money,
    pub due_on: Option<NaiveDate>,
    pub due_odometer: Option<i64>,
    pub odometer: Option<i64>,
    pub status: Status,
    pub reminded_at: Option<Ts>,
    pub call_note: String,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub customer_id: Option<CustomerId>,
    pub customer: String,
    pub phone: Option<String>,
}

/// What was put off at a site and is due by a day, or by the mileage of its vehicle, the longest due first, at
/// most `limit`. Whom to call is who holds the vehicle now. By `ix_deferred_work_site_id_status_due_on`.
pub async fn due(db: &mut impl Db, site: SiteId, by: NaiveDate, limit: i64) -> Result<Vec<DueRow>> {
    db.all(
        sql(
            "SELECT d.id, d.vehicle_id, d.work_item_id, w.title AS item, d.amount_minor, d.due_on, d.due_odometer,
                v.odometer, d.status, d.reminded_at, d.call_note, v.plate, v.make, v.model, c.id AS customer_id,
                COALESCE(c.name, '') AS customer,
                (SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                    ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone
             FROM deferred_work d JOIN work_item w ON w.id = d.work_item_id JOIN vehicle v ON v.id = d.vehicle_id
                LEFT JOIN customer c ON c.id = COALESCE((SELECT o.customer_id FROM ownership o
                    WHERE o.vehicle_id = v.id AND o.to_on IS NULL ORDER BY o.id DESC LIMIT 1), d.customer_id)
             WHERE d.site_id = $1 AND d.status IN ('open', 'reminded')
                AND (d.due_on <= $2 OR d.due_odometer <= v.odometer)
             ORDER BY CASE WHEN d.status = 'open' THEN 0 ELSE 1 END,
                CASE WHEN d.due_on IS NULL THEN 1 ELSE 0 END, d.due_on, d.id LIMIT $3",
        )
        .bind(site)
        .bind(by)
        .bind(limit),
    )
    .await
}

/// The customer was called, and said this.
pub async fn set_called(tx: &mut Tx, id: DeferredId, note: &str, at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE deferred_work SET reminded_at = $2, call_note = $3 WHERE id = $1")
            .bind(id)
            .bind(at)
            .bind(note),
    )
    .await?;
    Ok(())
}

/// What was put off at a site and was due, or put off where no day was said, before those. By
/// `ix_deferred_work_site_id_status_due_on`.
pub async fn overripe(
    db: &mut impl Db,
    site: SiteId,
    due_before: NaiveDate,
    at_before: Ts,
) -> Result<Vec<(DeferredId, Status)>> {
    db.all(
        sql("SELECT id, status FROM deferred_work
             WHERE site_id = $1 AND status IN ('open', 'reminded')
                AND (due_on < $2 OR (due_on IS NULL AND at < $3)) ORDER BY id")
        .bind(site)
        .bind(due_before)
        .bind(at_before),
    )
    .await
}
