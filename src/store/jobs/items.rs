//! Work items: bundles of lines and tasks, each solving one concern.

use crate::domain::{CannedJobId, JobId, WorkItemId};
use crate::store::{Db, Error, Result, Tx, sql};

/// A work item as stored.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Item {
    pub id: WorkItemId,
    pub job_id: JobId,
    pub position: i64,
    pub title: String,
    pub concern: String,
    pub cause: String,
    pub correction: String,
    pub canned_job_id: Option<CannedJobId>,
    pub version: i64,
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT id, job_id, position, title, concern, cause, correction, canned_job_id, version FROM work_item ",
            $tail
        )
    };
}

/// The work items of a job in their order.
pub async fn list(db: &mut impl Db, job: JobId) -> Result<Vec<Item>> {
    db.all(sql(columns!("WHERE job_id = $1 ORDER BY position, id")).bind(job))
        .await
}

/// One work item of a job.
pub async fn get(db: &mut impl Db, job: JobId, id: WorkItemId) -> Result<Item> {
    db.one(
        sql(columns!("WHERE id = $1 AND job_id = $2"))
            .bind(id)
            .bind(job),
    )
    .await
}

/// The bundle a work item was made from.
pub async fn canned_of(db: &mut impl Db, id: WorkItemId) -> Result<Option<CannedJobId>> {
    let (canned,) = db
        .one::<(Option<CannedJobId>,)>(
            sql("SELECT canned_job_id FROM work_item WHERE id = $1").bind(id),
        )
        .await?;
    Ok(canned)
}

/// A new work item, last on the job.
pub async fn insert(
    tx: &mut Tx,
    job: JobId,
    title: &str,
    concern: &str,
    canned: Option<CannedJobId>,
) -> Result<WorkItemId> {
    let (id,): (WorkItemId,) = tx
        .one(
            sql("INSERT INTO work_item (job_id, position, title, concern, canned_job_id)
                 VALUES ($1, (SELECT COALESCE(MAX(position), 0) + 1 FROM work_item WHERE job_id = $1), $2, $3, $4)
                 RETURNING id")
            .bind(job)
            .bind(title)
            .bind(concern)
            .bind(canned),
        )
        .await?;
    Ok(id)
}

/// How long and how far the work is warranted, copied from its bundle.
pub async fn set_warranty(tx: &mut Tx, id: WorkItemId, months: i64, distance: i64) -> Result<()> {
    tx.exec(
        sql("UPDATE work_item SET warranty_months = $2, warranty_distance = $3 WHERE id = $1")
            .bind(id)
            .bind(months)
            .bind(distance),
    )
    .await?;
    Ok(())
}

/// The words of a work item.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Words {
    /// What it is called.
    pub title: String,
    /// What the customer says is wrong.
    pub concern: String,
    /// What the mechanic found.
    pub cause: String,
    /// What was done about it.
    pub correction: String,
}

/// Saves the words, if nobody saved since `version`.
///
/// # Errors
/// [`Error::Stale`]
pub async fn set_words(tx: &mut Tx, id: WorkItemId, version: i64, w: &Words) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE work_item SET title = $3, concern = $4, cause = $5, correction = $6, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&w.title)
            .bind(&w.concern)
            .bind(&w.cause)
            .bind(&w.correction),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}
