//! Work at other firms (states 8).

use chrono::NaiveDate;

use crate::domain::sublet::Status;
use crate::domain::{JobId, LineId, Money, SiteId, SubletId, Ts};
use crate::store::{Db, Error, Result, Tx, sql};

/// A line somebody else works on.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Sublet {
    pub id: SubletId,
    pub job_line_id: LineId,
    pub supplier: String,
    pub status: Status,
    pub due_on: Option<NaiveDate>,
    pub sent_at: Option<Ts>,
    pub back_at: Option<Ts>,
    pub cost_minor: Money,
    pub reference: String,
    pub version: i64,
}

/// The sublets of a job.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Vec<Sublet>> {
    db.all(
        sql("SELECT id, job_line_id, supplier, status, due_on, sent_at, back_at, cost_minor, reference, version
             FROM sublet WHERE job_id = $1 ORDER BY id")
        .bind(job),
    )
    .await
}

/// The sublet of a line, if it has one.
pub async fn of_line(db: &mut impl Db, line: LineId) -> Result<Option<Sublet>> {
    db.opt(
        sql("SELECT id, job_line_id, supplier, status, due_on, sent_at, back_at, cost_minor, reference, version
             FROM sublet WHERE job_line_id = $1")
        .bind(line),
    )
    .await
}

/// A line is to go to another firm.
pub async fn insert(
    tx: &mut Tx,
    (site, job, line): (SiteId, JobId, LineId),
    supplier: &str,
    due_on: Option<NaiveDate>,
) -> Result<SubletId> {
    let (id,): (SubletId,) = tx
        .one(
            sql(
                "INSERT INTO sublet (site_id, job_id, job_line_id, supplier, status, due_on)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            )
            .bind(site)
            .bind(job)
            .bind(line)
            .bind(supplier)
            .bind(Status::Needed)
            .bind(due_on),
        )
        .await?;
    Ok(id)
}

/// How far it has come, and what the firm asks for it.
///
/// # Errors
/// [`Error::Stale`] when somebody was quicker.
pub async fn set(
    tx: &mut Tx,
    was: &Sublet,
    to: Status,
    (due_on, cost, reference): (Option<NaiveDate>, Money, &str),
    at: Ts,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE sublet SET status = $3, due_on = $4, cost_minor = $5, reference = $6, version = version + 1,
                    sent_at = CASE WHEN $3 = 'sent_out' THEN $7 ELSE sent_at END,
                    back_at = CASE WHEN $3 = 'back' THEN $7 ELSE back_at END
                 WHERE id = $1 AND version = $2")
            .bind(was.id)
            .bind(was.version)
            .bind(to)
            .bind(due_on)
            .bind(cost)
            .bind(reference)
            .bind(at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}
