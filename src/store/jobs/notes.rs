//! Notes on a job.

use crate::domain::job::Review;
use crate::domain::{JobId, NoteId, SiteId, StaffId, Ts};
use crate::store::{Db, Error, Result, Tx, sql};

/// A note as stored.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Note {
    pub id: NoteId,
    pub body: String,
    pub for_customer: bool,
    pub review: Review,
    pub staff: Option<String>,
    pub at: Ts,
}

/// The notes of a job, newest first.
pub async fn list(db: &mut impl Db, job: JobId) -> Result<Vec<Note>> {
    db.all(
        sql(
            "SELECT n.id, n.body, n.for_customer, n.review, s.name AS staff, n.at
             FROM job_note n LEFT JOIN staff s ON s.id = n.staff_id
             WHERE n.job_id = $1 ORDER BY n.at DESC, n.id DESC",
        )
        .bind(job),
    )
    .await
}

/// A note with the job it is on.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OnJob {
    pub job_id: JobId,
    pub body: String,
    pub for_customer: bool,
    pub review: Review,
}

/// One note of this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: NoteId) -> Result<OnJob> {
    db.one(
        sql("SELECT job_id, body, for_customer, review FROM job_note WHERE id = $1 AND site_id = $2")
            .bind(id)
            .bind(site),
    )
    .await
}

/// What a reader said of it.
///
/// # Errors
/// [`Error::Stale`] when it does not wait for one any more.
pub async fn set_review(tx: &mut Tx, id: NoteId, review: Review) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE job_note SET review = $2 WHERE id = $1 AND review = 'pending'")
                .bind(id)
                .bind(review),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Writes a note, as far as it has come with its reader.
pub async fn insert(
    tx: &mut Tx,
    site: SiteId,
    job: JobId,
    body: &str,
    (for_customer, review): (bool, Review),
    by: Option<StaffId>,
    at: Ts,
) -> Result<NoteId> {
    let (id,): (NoteId,) = tx
        .one(
            sql(
                "INSERT INTO job_note (site_id, job_id, body, for_customer, review, staff_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            )
            .bind(site)
            .bind(job)
            .bind(body)
            .bind(for_customer)
            .bind(review)
            .bind(by)
            .bind(at),
        )
        .await?;
    Ok(id)
}
