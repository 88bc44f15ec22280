//! Photos and papers of a job and of points that were looked at: rows here, the bytes once by their hash outside the store.

use crate::domain::{AttachmentId, InspectionId, JobId, SiteId, StaffId, Ts};
use crate::store::{Db, Error, Result, Tx, sql};

/// Something attached to a note of a job, or to a point of an inspection.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Attachment {
    pub id: AttachmentId,
    pub entity: String,
    pub entity_id: i64,
    pub sha256: String,
    pub media: String,
    pub name: String,
    pub bytes: i64,
    pub caption: String,
    pub at: Ts,
}

/// One to be kept.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site_id: SiteId,
    pub entity: &'a str,
    pub entity_id: i64,
    pub sha256: &'a str,
    pub media: &'a str,
    pub name: &'a str,
    pub bytes: i64,
    pub caption: &'a str,
    pub staff_id: Option<StaffId>,
    pub at: Ts,
}

/// Writes it down.
pub async fn insert(tx: &mut Tx, n: &New<'_>) -> Result<AttachmentId> {
    let (id,): (AttachmentId,) = tx
        .one(
            sql("INSERT INTO attachment (site_id, entity, entity_id, sha256, media, name, bytes, caption, staff_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id")
            .bind(n.site_id)
            .bind(n.entity)
            .bind(n.entity_id)
            .bind(n.sha256)
            .bind(n.media)
            .bind(n.name)
            .bind(n.bytes)
            .bind(n.caption)
            .bind(n.staff_id)
            .bind(n.at),
        )
        .await?;
    Ok(id)
}

/// What is attached to the notes of a job, the oldest first.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Vec<Attachment>> {
    db.all(
        sql("SELECT a.id, a.entity, a.entity_id, a.sha256, a.media, a.name, a.bytes, a.caption, a.at
             FROM job_note n JOIN attachment a ON a.entity = 'job_note' AND a.entity_id = n.id
             WHERE n.job_id = $1 AND a.void_at IS NULL ORDER BY a.id")
        .bind(job),
    )
    .await
}

/// What is attached to the points of an inspection, the oldest first.
pub async fn of_inspection(db: &mut impl Db, id: InspectionId) -> Result<Vec<Attachment>> {
    db.all(
        sql("SELECT a.id, a.entity, a.entity_id, a.sha256, a.media, a.name, a.bytes, a.caption, a.at
             FROM inspection_point p JOIN attachment a ON a.entity = 'inspection_point' AND a.entity_id = p.id
             WHERE p.inspection_id = $1 AND a.void_at IS NULL ORDER BY a.id")
        .bind(id),
    )
    .await
}

/// One of this site, living.
pub async fn get(db: &mut impl Db, site: SiteId, id: AttachmentId) -> Result<Attachment> {
    db.one(
        sql(
            "SELECT id, entity, entity_id, sha256, media, name, bytes, caption, at FROM attachment
             WHERE id = $1 AND site_id = $2 AND void_at IS NULL",
        )
        .bind(id)
        .bind(site),
    )
    .await
}

/// Takes it off; the row stays.
///
/// # Errors
/// [`Error::Stale`] when it is off already.
pub async fn set_void(tx: &mut Tx, id: AttachmentId, at: Ts) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE attachment SET void_at = $2 WHERE id = $1 AND void_at IS NULL")
                .bind(id)
                .bind(at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}
