//! The job row itself and its stages.

use crate::domain::job::{HoldReason, Stage, Status};
use crate::domain::{BookingId, CustomerId, JobId, Money, SiteId, StaffId, Ts, VehicleId};
use crate::store::{Db, Error, Result, Tx, sql, sql2};

/// A job as stored.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Job {
    pub id: JobId,
    pub site_id: SiteId,
    pub number: String,
    pub booking_id: Option<BookingId>,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub status: Status,
    pub resume_status: Option<Status>,
    pub hold_reason: Option<HoldReason>,
    pub hold_until: Option<Ts>,
    pub supplement: bool,
    pub state_since: Ts,
    pub arrived_at: Option<Ts>,
    pub promised_at: Option<Ts>,
    pub odometer_in: Option<i64>,
    pub odometer_out: Option<i64>,
    pub fuel_in: String,
    pub key_tag: String,
    pub parking: String,
    pub damage: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub limit_minor: Option<Money>,
    pub priority: i64,
    pub check_required: bool,
    pub comeback_of_id: Option<JobId>,
    pub ready_at: Option<Ts>,
    pub collected_at: Option<Ts>,
    pub closed_at: Option<Ts>,
    pub reason: String,
    pub version: i64,
    pub created_at: Ts,
}

impl Job {
    /// The columns that move together.
    #[must_use]
    pub fn stage(&self) -> Stage {
        Stage {
            status: self.status,
            resume: self.resume_status,
            supplement: self.supplement,
        }
    }
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT id, site_id, number, booking_id, customer_id, vehicle_id, status, resume_status, hold_reason,
                hold_until, supplement, state_since, arrived_at, promised_at, odometer_in, odometer_out, fuel_in,
                key_tag, parking, damage, contact_name, contact_phone, limit_minor, priority, check_required,
                comeback_of_id, ready_at, collected_at, closed_at, reason, version, created_at
             FROM job ",
            $tail
        )
    };
}

/// The job of this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: JobId) -> Result<Job> {
    db.one(
        sql(columns!("WHERE id = $1 AND site_id = $2"))
            .bind(id)
            .bind(site),
    )
    .await
}

/// The same, held for this transaction: whoever else wants to write on this job waits.
pub async fn locked(tx: &mut Tx, site: SiteId, id: JobId) -> Result<Job> {
    tx.one(
        sql2(
            columns!("WHERE id = $1 AND site_id = $2"),
            columns!("WHERE id = $1 AND site_id = $2 FOR UPDATE"),
        )
        .bind(id)
        .bind(site),
    )
    .await
}

/// The job of a booking, if one was made.
pub async fn of_booking(db: &mut impl Db, booking: BookingId) -> Result<Option<JobId>> {
    Ok(db
        .opt::<(JobId,)>(sql("SELECT id FROM job WHERE booking_id = $1").bind(booking))
        .await?
        .map(|row| row.0))
}

/// The job with that number at this site.
pub async fn by_number(db: &mut impl Db, site: SiteId, number: &str) -> Result<Option<JobId>> {
    Ok(db
        .opt::<(JobId,)>(
            sql("SELECT id FROM job WHERE number = $1 AND site_id = $2")
                .bind(number)
                .bind(site),
        )
        .await?
        .map(|row| row.0))
}

/// What a new job is made of.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site_id: SiteId,
    pub number: &'a str,
    pub booking_id: Option<BookingId>,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub status: Status,
    pub promised_at: Option<Ts>,
    pub check_required: bool,
    pub at: Ts,
}

/// A new job, with its first stage.
pub async fn insert(tx: &mut Tx, new: &New<'_>, by: Option<StaffId>) -> Result<JobId> {
    let (id,): (JobId,) = tx
        .one(
            sql("INSERT INTO job (site_id, number, booking_id, customer_id, vehicle_id, status, state_since,
                    promised_at, check_required, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7) RETURNING id")
            .bind(new.site_id)
            .bind(new.number)
            .bind(new.booking_id)
            .bind(new.customer_id)
            .bind(new.vehicle_id)
            .bind(new.status)
            .bind(new.at)
            .bind(new.promised_at)
            .bind(new.check_required),
        )
        .await?;
    stage_row(tx, id, None, new.status, new.at, by, "").await?;
    Ok(id)
}

async fn stage_row(
    tx: &mut Tx,
    id: JobId,
    from: Option<Status>,
    to: Status,
    at: Ts,
    by: Option<StaffId>,
    reason: &str,
) -> Result<()> {
    tx.exec(
        sql(
            "INSERT INTO job_stage (job_id, from_status, to_status, at, staff_id, reason)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(from)
        .bind(to)
        .bind(at)
        .bind(by)
        .bind(reason),
    )
    .await?;
    Ok(())
}

/// Moves the job on: status, where a hold goes on, supplement; the stage is written down. The times that belong
/// to a status (`arrived_at`, `ready_at`, `collected_at`, `closed_at`) come with it; a hold's reason ends with it.
/// The job as it is then.
///
/// # Errors
/// [`Error::Stale`] when the job is not in `from` any more.
pub async fn set_stage(
    tx: &mut Tx,
    id: JobId,
    from: Status,
    to: Stage,
    at: Ts,
    by: Option<StaffId>,
    reason: &str,
) -> Result<Job> {
    let job: Option<Job> = tx
        .opt(
            sql("UPDATE job SET status = $3, resume_status = $4, supplement = $5, state_since = $6,
                    arrived_at = CASE WHEN $3 = 'planned' THEN NULL WHEN $3 = 'arrived' THEN COALESCE(arrived_at, $6)
                        ELSE arrived_at END,
                    ready_at = CASE WHEN $3 = 'ready' AND $2 <> 'collected' THEN $6
                        WHEN $3 IN ('ready', 'collected', 'closed') THEN ready_at ELSE NULL END,
                    collected_at = CASE WHEN $3 = 'collected' THEN $6
                        WHEN $3 = 'closed' THEN collected_at ELSE NULL END,
                    closed_at = CASE WHEN $3 IN ('closed', 'cancelled') THEN $6 ELSE NULL END,
                    hold_reason = CASE WHEN $3 = 'on_hold' THEN hold_reason ELSE NULL END,
                    hold_until = CASE WHEN $3 = 'on_hold' THEN hold_until ELSE NULL END
                 WHERE id = $1 AND status = $2 RETURNING *")
            .bind(id)
            .bind(from)
            .bind(to.status)
            .bind(to.resume)
            .bind(to.supplement)
            .bind(at),
        )
        .await?;
    let job = job.ok_or(Error::Stale)?;
    if from != to.status {
        stage_row(tx, id, Some(from), to.status, at, by, reason).await?;
    }
    Ok(job)
}

/// Why it stands still and until when.
pub async fn set_hold(
    tx: &mut Tx,
    id: JobId,
    reason: HoldReason,
    until: Option<Ts>,
    note: &str,
) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET hold_reason = $2, hold_until = $3, reason = $4 WHERE id = $1")
            .bind(id)
            .bind(reason)
            .bind(until)
            .bind(note),
    )
    .await?;
    Ok(())
}

/// When the customer was promised the vehicle.
pub async fn set_promise(tx: &mut Tx, id: JobId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET promised_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Why the job was called off.
pub async fn set_reason(tx: &mut Tx, id: JobId, reason: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET reason = $2 WHERE id = $1")
            .bind(id)
            .bind(reason),
    )
    .await?;
    Ok(())
}

/// What is noted when the vehicle comes in.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Reception<'a> {
    pub odometer_in: Option<i64>,
    pub fuel_in: &'a str,
    pub key_tag: &'a str,
    pub parking: &'a str,
    pub damage: &'a str,
    pub contact_name: &'a str,
    pub contact_phone: &'a str,
    pub limit_minor: Money,
    pub promised_at: Option<Ts>,
}

/// Writes down what is noted when the vehicle comes in.
pub async fn set_reception(tx: &mut Tx, id: JobId, r: &Reception<'_>) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET odometer_in = $2, fuel_in = $3, key_tag = $4, damage = $5, contact_name = $6,
                contact_phone = $7, limit_minor = $8, promised_at = COALESCE($9, promised_at), parking = $10
             WHERE id = $1")
        .bind(id)
        .bind(r.odometer_in)
        .bind(r.fuel_in)
        .bind(r.key_tag)
        .bind(r.damage)
        .bind(r.contact_name)
        .bind(r.contact_phone)
        .bind(r.limit_minor)
        .bind(r.promised_at)
        .bind(r.parking),
    )
    .await?;
    Ok(())
}

/// What a person may change on the card of an open job.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Facts<'a> {
    pub key_tag: &'a str,
    pub parking: &'a str,
    pub contact_name: &'a str,
    pub contact_phone: &'a str,
    pub limit_minor: Option<Money>,
    pub priority: i64,
    pub check_required: bool,
}

/// Saves them, if nobody saved another form on the job since `version`.
///
/// # Errors
/// [`Error::Stale`]
pub async fn set_facts(tx: &mut Tx, id: JobId, version: i64, f: &Facts<'_>) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE job SET key_tag = $3, contact_name = $4, contact_phone = $5, limit_minor = $6,
                    priority = $7, check_required = $8, parking = $9, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(f.key_tag)
            .bind(f.contact_name)
            .bind(f.contact_phone)
            .bind(f.limit_minor)
            .bind(f.priority)
            .bind(f.check_required)
            .bind(f.parking),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// What the odometer shows on the way out.
pub async fn set_odometer_out(tx: &mut Tx, id: JobId, odometer: i64) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET odometer_out = $2 WHERE id = $1")
            .bind(id)
            .bind(odometer),
    )
    .await?;
    Ok(())
}

/// One step the job took.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct StageRow {
    pub from_status: Option<Status>,
    pub to_status: Status,
    pub at: Ts,
    pub staff: Option<String>,
    pub reason: String,
}

/// The steps, oldest first.
pub async fn stages(db: &mut impl Db, id: JobId) -> Result<Vec<StageRow>> {
    db.all(
        sql(
            "SELECT g.from_status, g.to_status, g.at, s.name AS staff, g.reason
             FROM job_stage g LEFT JOIN staff s ON s.id = g.staff_id
             WHERE g.job_id = $1 ORDER BY g.at, g.id",
        )
        .bind(id),
    )
    .await
}

/// The number of the posted invoice that still bills lines of this job.
pub async fn posted_invoice(db: &mut impl Db, id: JobId) -> Result<Option<String>> {
    Ok(db
        .opt::<(String,)>(
            sql("SELECT COALESCE(i.number, '') AS number FROM invoice i
                 WHERE i.job_id = $1 AND i.kind = 'invoice' AND i.status = 'posted'
                    AND EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = i.id AND l.live)
                 ORDER BY i.id LIMIT 1")
            .bind(id),
        )
        .await?
        .map(|row| row.0))
}

/// Jobs of this site that left before `before` and owe nothing: all their posted invoices are settled or on
/// account. Ready to be closed.
pub async fn settled(db: &mut impl Db, site: SiteId, before: Ts, limit: i64) -> Result<Vec<JobId>> {
    Ok(db
        .all::<(JobId,)>(
            sql("SELECT j.id FROM job j JOIN customer c ON c.id = j.customer_id
                 WHERE j.site_id = $1 AND j.status = 'collected' AND j.collected_at < $2
                    AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.job_id = j.id AND i.kind = 'invoice'
                        AND (i.status = 'draft' OR (i.status = 'posted' AND NOT c.on_account
                            AND i.paid_minor + i.credited_minor < i.total_minor)))
                 ORDER BY j.id LIMIT $3")
            .bind(site)
            .bind(before)
            .bind(limit),
        )
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}
