//! Inspections: templates of points, looks at vehicles, what was seen at each point.

use crate::domain::inspection::{Corner, Grade, Limits, Status};
use crate::domain::{
    CannedJobId, InspectionFormId, InspectionId, JobId, PointId, Qty, SiteId, StaffId, Ts,
    WorkItemId,
};
use crate::store::{Db, Error, Result, Tx, sql};

/// A template.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Form {
    pub id: InspectionFormId,
    pub name: String,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// A point of a template.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Check {
    pub section: String,
    pub title: String,
    pub unit: String,
    pub per_corner: bool,
    pub amber_milli: Option<i64>,
    pub red_milli: Option<i64>,
    pub high_is_bad: bool,
    pub canned_job_id: Option<CannedJobId>,
}

/// One look at a vehicle.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Head {
    pub id: InspectionId,
    pub job_id: JobId,
    pub form: String,
    pub status: Status,
    pub staff_id: Option<StaffId>,
    pub staff: Option<String>,
    pub odometer: Option<i64>,
    pub summary: String,
    pub started_at: Ts,
    pub finished_at: Option<Ts>,
    pub reviewed_by: Option<String>,
    pub version: i64,
}

/// What was seen at a point.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Point {
    pub id: PointId,
    pub inspection_id: InspectionId,
    pub position: i64,
    pub section: String,
    pub title: String,
    pub corner: Corner,
    pub unit: String,
    pub amber_milli: Option<i64>,
    pub red_milli: Option<i64>,
    pub high_is_bad: bool,
    pub grade: Option<Grade>,
    pub reading_milli: Option<i64>,
    pub note: String,
    pub canned_job_id: Option<CannedJobId>,
    pub work_item_id: Option<WorkItemId>,
    pub version: i64,
}

impl Point {
    /// Where its readings stop being good.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            amber_milli: self.amber_milli,
            red_milli: self.red_milli,
            high_is_bad: self.high_is_bad,
        }
    }

    /// What was measured.
    #[must_use]
    pub fn reading(&self) -> Option<Qty> {
        self.reading_milli.map(Qty)
    }
}

/// All templates, those in use first.
pub async fn forms(db: &mut impl Db) -> Result<Vec<Form>> {
    db.all(sql(
        "SELECT id, name, archived_at, version FROM inspection_form ORDER BY archived_at IS NOT NULL, name",
    ))
    .await
}

/// The points of a template in their order.
pub async fn checks(db: &mut impl Db, form: InspectionFormId) -> Result<Vec<Check>> {
    db.all(
        sql(
            "SELECT section, title, unit, per_corner, amber_milli, red_milli, high_is_bad, canned_job_id
             FROM inspection_check WHERE inspection_form_id = $1 ORDER BY position, id",
        )
        .bind(form),
    )
    .await
}

/// A new template.
pub async fn insert_form(tx: &mut Tx, name: &str) -> Result<InspectionFormId> {
    let (id,): (InspectionFormId,) = tx
        .one(sql("INSERT INTO inspection_form (name) VALUES ($1) RETURNING id").bind(name))
        .await?;
    Ok(id)
}

/// Another name for a template, or away with it.
///
/// # Errors
/// [`Error::Stale`]
pub async fn set_form(
    tx: &mut Tx,
    id: InspectionFormId,
    version: i64,
    name: &str,
    archived_at: Option<Ts>,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE inspection_form SET name = $3, archived_at = $4, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(name)
            .bind(archived_at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Puts these points in place of those a template had. Looks already taken keep their own.
pub async fn set_checks(tx: &mut Tx, form: InspectionFormId, checks: &[Check]) -> Result<()> {
    tx.exec(sql("DELETE FROM inspection_check WHERE inspection_form_id = $1").bind(form))
        .await?;
    for (position, c) in (1i64..).zip(checks) {
        tx.exec(
            sql("INSERT INTO inspection_check (inspection_form_id, position, section, title, unit, per_corner,
                    amber_milli, red_milli, high_is_bad, canned_job_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
            .bind(form)
            .bind(position)
            .bind(&c.section)
            .bind(&c.title)
            .bind(&c.unit)
            .bind(c.per_corner)
            .bind(c.amber_milli)
            .bind(c.red_milli)
            .bind(c.high_is_bad)
            .bind(c.canned_job_id),
        )
        .await?;
    }
    Ok(())
}

macro_rules! heads {
    ($tail:literal) => {
        concat!(
            "SELECT i.id, i.job_id, f.name AS form, i.status, i.staff_id, s.name AS staff, i.odometer, i.summary, i.started_at,
                i.finished_at, r.name AS reviewed_by, i.version
             FROM inspection i JOIN inspection_form f ON f.id = i.inspection_form_id
                LEFT JOIN staff s ON s.id = i.staff_id LEFT JOIN staff r ON r.id = i.reviewed_by_id WHERE ",
            $tail
        )
    };
}

/// The looks taken on a job, the newest first.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Vec<Head>> {
    db.all(
        sql(heads!(
            "i.job_id = $1 ORDER BY i.started_at DESC, i.id DESC"
        ))
        .bind(job),
    )
    .await
}

/// One look at this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: InspectionId) -> Result<Head> {
    db.one(
        sql(heads!("i.id = $1 AND i.site_id = $2"))
            .bind(id)
            .bind(site),
    )
    .await
}

macro_rules! points {
    ($tail:literal) => {
        concat!(
            "SELECT id, inspection_id, position, section, title, corner, unit, amber_milli, red_milli, high_is_bad,
                grade, reading_milli, note, canned_job_id, work_item_id, version
             FROM inspection_point WHERE ",
            $tail
        )
    };
}

/// Its points in their order.
pub async fn points(db: &mut impl Db, id: InspectionId) -> Result<Vec<Point>> {
    db.all(sql(points!("inspection_id = $1 ORDER BY position")).bind(id))
        .await
}

/// One point.
pub async fn point(db: &mut impl Db, id: PointId) -> Result<Point> {
    db.one(sql(points!("id = $1")).bind(id)).await
}

/// A new look, open, by this person.
pub async fn insert(
    tx: &mut Tx,
    (site, job, form): (SiteId, JobId, InspectionFormId),
    by: Option<StaffId>,
    odometer: Option<i64>,
    at: Ts,
) -> Result<InspectionId> {
    let (id,): (InspectionId,) = tx
        .one(
            sql("INSERT INTO inspection (site_id, job_id, inspection_form_id, status, staff_id, odometer, started_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id")
            .bind(site)
            .bind(job)
            .bind(form)
            .bind(Status::Open)
            .bind(by)
            .bind(odometer)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// Somebody else goes on with a look.
pub async fn set_staff(tx: &mut Tx, id: InspectionId, by: Option<StaffId>) -> Result<()> {
    tx.exec(
        sql("UPDATE inspection SET staff_id = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(by),
    )
    .await?;
    Ok(())
}

/// A point of it, as the template has it.
pub async fn insert_point(
    tx: &mut Tx,
    id: InspectionId,
    position: i64,
    corner: Corner,
    c: &Check,
) -> Result<()> {
    tx.exec(
        sql("INSERT INTO inspection_point (inspection_id, position, section, title, corner, unit, amber_milli,
                red_milli, high_is_bad, canned_job_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(id)
        .bind(position)
        .bind(&c.section)
        .bind(&c.title)
        .bind(corner)
        .bind(&c.unit)
        .bind(c.amber_milli)
        .bind(c.red_milli)
        .bind(c.high_is_bad)
        .bind(c.canned_job_id),
    )
    .await?;
    Ok(())
}

/// What was seen at a point, if nobody wrote since `version`.
///
/// # Errors
/// [`Error::Stale`]
pub async fn set_point(
    tx: &mut Tx,
    id: PointId,
    version: i64,
    (grade, reading, note): (Option<Grade>, Option<Qty>, &str),
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE inspection_point SET grade = $3, reading_milli = $4, note = $5, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(grade)
            .bind(reading)
            .bind(note),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// The work a point led to.
pub async fn set_work(tx: &mut Tx, id: PointId, item: WorkItemId) -> Result<()> {
    tx.exec(
        sql("UPDATE inspection_point SET work_item_id = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(item),
    )
    .await?;
    Ok(())
}

/// How far it has come now.
///
/// # Errors
/// [`Error::Stale`] when it is not in `from` any more.
pub async fn set_status(
    tx: &mut Tx,
    id: InspectionId,
    from: Status,
    to: Status,
    by: Option<StaffId>,
    at: Ts,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE inspection SET status = $3, version = version + 1,
                    finished_at = CASE WHEN $3 = 'finished' THEN $5 WHEN $3 = 'open' THEN NULL ELSE finished_at END,
                    reviewed_by_id = CASE WHEN $3 = 'reviewed' THEN $4 ELSE reviewed_by_id END,
                    reviewed_at = CASE WHEN $3 = 'reviewed' THEN $5 ELSE reviewed_at END,
                    sent_at = CASE WHEN $3 = 'sent' THEN $5 ELSE sent_at END
                 WHERE id = $1 AND status = $2")
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(by)
            .bind(at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// What the mechanic says of it as a whole.
pub async fn set_summary(tx: &mut Tx, id: InspectionId, summary: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE inspection SET summary = $2 WHERE id = $1")
            .bind(id)
            .bind(summary),
    )
    .await?;
    Ok(())
}
