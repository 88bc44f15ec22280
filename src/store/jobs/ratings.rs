//! What customers thought of jobs.

use crate::domain::rating::Source;
use crate::domain::{JobId, RatingId, SiteId, StaffId, Ts};
use crate::store::{Db, Result, Tx, sql};

/// A rating with the visit it is about.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Rating {
    pub id: RatingId,
    pub job_id: JobId,
    pub number: String,
    pub plate: String,
    pub customer: String,
    pub score: i64,
    pub comment: String,
    pub source: Source,
    pub at: Ts,
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT r.id, r.job_id, j.number, v.plate, c.name AS customer, r.score, r.comment, r.source, r.at
             FROM rating r JOIN job j ON j.id = r.job_id JOIN vehicle v ON v.id = j.vehicle_id
                JOIN customer c ON c.id = j.customer_id ",
            $tail
        )
    };
}

/// What the customer thought of a job, if they said.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Option<Rating>> {
    db.opt(sql(columns!("WHERE r.job_id = $1")).bind(job)).await
}

/// What customers of a site said since an instant, the newest first (index `ix_rating_site_id_at`).
pub async fn since(db: &mut impl Db, site: SiteId, from: Ts) -> Result<Vec<Rating>> {
    db.all(
        sql(columns!(
            "WHERE r.site_id = $1 AND r.at >= $2 ORDER BY r.at DESC, r.id DESC LIMIT 500"
        ))
        .bind(site)
        .bind(from),
    )
    .await
}

/// Writes one down.
pub async fn insert(
    tx: &mut Tx,
    (site, job, by): (SiteId, JobId, Option<StaffId>),
    (score, comment, source): (i64, &str, Source),
    at: Ts,
) -> Result<RatingId> {
    let (id,) = tx
        .one::<(RatingId,)>(
            sql(
                "INSERT INTO rating (site_id, job_id, score, comment, source, staff_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            )
            .bind(site)
            .bind(job)
            .bind(score)
            .bind(comment)
            .bind(source)
            .bind(by)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// It was not said after all: the vehicle is still here.
pub async fn remove(tx: &mut Tx, job: JobId) -> Result<()> {
    tx.exec(sql("DELETE FROM rating WHERE job_id = $1").bind(job))
        .await?;
    Ok(())
}

/// Whether anything was done on a job: a task, or a part that was given out.
pub async fn was_worked_on(db: &mut impl Db, job: JobId) -> Result<bool> {
    Ok(db
        .opt::<(i64,)>(
            sql("SELECT j.id FROM job j WHERE j.id = $1
                    AND (EXISTS (SELECT 1 FROM task t JOIN work_item w ON w.id = t.work_item_id
                            WHERE w.job_id = j.id AND t.status IN ('done', 'verified'))
                        OR EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = j.id AND l.void_at IS NULL
                            AND l.issued_milli > l.returned_milli))")
            .bind(job),
        )
        .await?
        .is_some())
}

/// How often and how well somebody or something was rated.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "named as read")]
pub struct Rated {
    pub id: i64,
    pub name: String,
    pub times: i64,
    pub sum: i64,
}

/// By the canned jobs that were done on the rated visits.
pub async fn by_canned(db: &mut impl Db, site: SiteId, from: Ts) -> Result<Vec<Rated>> {
    db.all(
        sql(
            "SELECT c.id, c.title AS name, COUNT(*) AS times, CAST(SUM(x.score) AS BIGINT) AS sum
             FROM (SELECT DISTINCT r.id, r.score, w.canned_job_id FROM rating r
                    JOIN work_item w ON w.job_id = r.job_id JOIN task t ON t.work_item_id = w.id
                        AND t.status IN ('done', 'verified')
                    WHERE r.site_id = $1 AND r.at >= $2 AND w.canned_job_id IS NOT NULL) x
                JOIN canned_job c ON c.id = x.canned_job_id
             GROUP BY c.id, c.title ORDER BY c.title",
        )
        .bind(site)
        .bind(from),
    )
    .await
}

/// By who did the work on the rated visits.
pub async fn by_staff(db: &mut impl Db, site: SiteId, from: Ts) -> Result<Vec<Rated>> {
    db.all(
        sql(
            "SELECT s.id, s.name, COUNT(*) AS times, CAST(SUM(x.score) AS BIGINT) AS sum
             FROM (SELECT DISTINCT r.id, r.score, t.staff_id FROM rating r
                    JOIN work_item w ON w.job_id = r.job_id JOIN task t ON t.work_item_id = w.id
                        AND t.status IN ('done', 'verified')
                    WHERE r.site_id = $1 AND r.at >= $2 AND t.staff_id IS NOT NULL) x
                JOIN staff s ON s.id = x.staff_id
             GROUP BY s.id, s.name ORDER BY s.name",
        )
        .bind(site)
        .bind(from),
    )
    .await
}
