//! Estimates: what a customer is told before work begins, version by version.

use chrono::NaiveDate;

use crate::domain::estimate::Status;
use crate::domain::{CannedJobId, EstimateId, JobId, Money, SiteId, StaffId, Ts};
use crate::store::{Db, Error, Result, Tx, sql};

/// A version of an estimate.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Estimate {
    pub id: EstimateId,
    pub job_id: JobId,
    pub number: String,
    pub revision: i64,
    pub status: Status,
    pub valid_on: NaiveDate,
    pub total_minor: Money,
    pub body: String,
    pub review_note: String,
    pub reviewed_by: Option<String>,
    pub sent_at: Option<Ts>,
    pub sent_by: String,
    pub staff: Option<String>,
    pub created_at: Ts,
}

/// A version to be written.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site_id: SiteId,
    pub job_id: JobId,
    pub number: &'a str,
    pub revision: i64,
    pub status: Status,
    pub valid_on: NaiveDate,
    pub total_minor: Money,
    pub staff_id: Option<StaffId>,
    pub at: Ts,
}

macro_rules! estimates {
    ($tail:literal) => {
        concat!(
            "SELECT e.id, e.job_id, e.number, e.revision, e.status, e.valid_on, e.total_minor, e.body, e.review_note,
                r.name AS reviewed_by, e.sent_at, e.sent_by, s.name AS staff, e.created_at
             FROM estimate e LEFT JOIN staff s ON s.id = e.staff_id LEFT JOIN staff r ON r.id = e.reviewed_by_id WHERE ",
            $tail
        )
    };
}

/// The versions written for a job, the newest first.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Vec<Estimate>> {
    db.all(
        sql(estimates!(
            "e.job_id = $1 ORDER BY e.revision DESC, e.id DESC"
        ))
        .bind(job),
    )
    .await
}

/// One version of this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: EstimateId) -> Result<Estimate> {
    db.one(
        sql(estimates!("e.id = $1 AND e.site_id = $2"))
            .bind(id)
            .bind(site),
    )
    .await
}

/// Writes a version.
pub async fn insert(tx: &mut Tx, n: &New<'_>) -> Result<EstimateId> {
    let (id,): (EstimateId,) = tx
        .one(
            sql("INSERT INTO estimate (site_id, job_id, number, revision, status, valid_on, total_minor, staff_id,
                    created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id")
            .bind(n.site_id)
            .bind(n.job_id)
            .bind(n.number)
            .bind(n.revision)
            .bind(n.status)
            .bind(n.valid_on)
            .bind(n.total_minor)
            .bind(n.staff_id)
            .bind(n.at),
        )
        .await?;
    Ok(id)
}

/// How far a version has come now.
///
/// # Errors
/// [`Error::Stale`] when it is not in `from` any more.
pub async fn set_status(tx: &mut Tx, id: EstimateId, from: Status, to: Status) -> Result<()> {
    touch(
        tx.exec(
            sql("UPDATE estimate SET status = $3, version = version + 1 WHERE id = $1 AND status = $2")
                .bind(id)
                .bind(from)
                .bind(to),
        )
        .await?,
    )
}

/// Who has read a version, and what they want changed.
pub async fn set_review(
    tx: &mut Tx,
    id: EstimateId,
    by: Option<StaffId>,
    note: &str,
    at: Ts,
) -> Result<()> {
    touch(
        tx.exec(
            sql("UPDATE estimate SET reviewed_by_id = $2, review_note = $3, reviewed_at = $4 WHERE id = $1")
                .bind(id)
                .bind(by)
                .bind(note)
                .bind(at),
        )
        .await?,
    )
}

/// Its words as the customer has them, and how they went.
pub async fn set_sent(tx: &mut Tx, id: EstimateId, how: &str, body: &str, at: Ts) -> Result<()> {
    touch(
        tx.exec(
            sql("UPDATE estimate SET sent_by = $2, body = $3, sent_at = $4 WHERE id = $1")
                .bind(id)
                .bind(how)
                .bind(body)
                .bind(at),
        )
        .await?,
    )
}

fn touch(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Work of earlier visits: what was done, when, and what it came to then.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Before {
    pub title: String,
    pub canned: Option<CannedJobId>,
    pub code: Option<String>,
    /// What was agreed for it, before tax.
    pub amount: Money,
    pub number: String,
    pub at: Ts,
    pub odometer: Option<i64>,
}

/// What was done on the vehicle of a job on its other visits, the newest first.
pub async fn done_before(db: &mut impl Db, job: JobId, limit: i64) -> Result<Vec<Before>> {
    db.all(
        sql("SELECT w.title, c.id AS canned, c.code,
                CAST(COALESCE((SELECT SUM(l.authorised_minor) FROM job_line l WHERE l.work_item_id = w.id
                    AND l.auth = 'authorised' AND l.void_at IS NULL), 0) AS BIGINT) AS amount, j.number, j.collected_at AS at, j.odometer_in AS odometer
             FROM job here JOIN job j ON j.vehicle_id = here.vehicle_id AND j.id <> here.id
                JOIN work_item w ON w.job_id = j.id LEFT JOIN canned_job c ON c.id = w.canned_job_id
             WHERE here.id = $1 AND j.status IN ('collected', 'closed') AND j.collected_at IS NOT NULL
                AND EXISTS (SELECT 1 FROM job_line l WHERE l.work_item_id = w.id AND l.auth = 'authorised'
                    AND l.void_at IS NULL)
             ORDER BY j.collected_at DESC, w.id LIMIT $2")
        .bind(job)
        .bind(limit),
    )
    .await
}
