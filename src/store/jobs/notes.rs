//! Notes on a job.

use crate::domain::job::Review;
use crate::domain::{JobId, NoteId, SiteId, StaffId, Ts};
use crate::store::{Db, Result, Tx, sql};

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

/// Writes a note. One for the customer needs no reader (R-27: progress is `auto`).
pub async fn insert(
    tx: &mut Tx,
    site: SiteId,
    job: JobId,
    body: &str,
    for_customer: bool,
    by: Option<StaffId>,
    at: Ts,
) -> Result<NoteId> {
    let review = if for_customer {
        Review::Approved
    } else {
        Review::None
    };
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
