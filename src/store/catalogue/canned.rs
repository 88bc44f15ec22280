//! Canned jobs with their lines and steps.

use crate::domain::{
    CannedJobId, EquipmentId, JobCategoryId, Money, OperationId, PartId, Qty, Ts, line,
};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// A row of `canned_job`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedJobRow {
    pub id: CannedJobId,
    pub code: String,
    pub title: String,
    pub fixed_price_minor: Option<Money>,
    pub pre_authorised: bool,
    pub job_category_id: Option<JobCategoryId>,
    pub description: String,
    pub symptoms: String,
    pub difficulty: i64,
    pub warranty_months: i64,
    pub warranty_distance: i64,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// What a form says about a canned job, without its lines and steps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedFields {
    pub code: String,
    pub title: String,
    pub fixed_price: Option<Money>,
    pub pre_authorised: bool,
    pub category: Option<JobCategoryId>,
    pub description: String,
    pub symptoms: String,
    pub difficulty: i64,
    pub warranty_months: i64,
    pub warranty_distance: i64,
}

/// A row of `canned_job_line`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedLineRow {
    pub position: i64,
    pub kind: line::Kind,
    pub operation_id: Option<OperationId>,
    pub part_id: Option<PartId>,
    pub description: String,
    pub qty_milli: Qty,
    pub unit_price_minor: Option<Money>,
}

/// A row of `canned_job_step`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedStepRow {
    pub position: i64,
    pub sequence_group: i64,
    pub title: String,
    pub planned_min: i64,
    pub equipment_id: Option<EquipmentId>,
}

/// All canned jobs by code; archived ones too, last.
pub async fn canned_jobs(db: &mut impl Db) -> Result<Vec<CannedJobRow>> {
    db.all(sql(
        "SELECT id, code, title, fixed_price_minor, pre_authorised, job_category_id, description, symptoms, difficulty,
                warranty_months, warranty_distance, archived_at, version FROM canned_job
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, code",
    ))
    .await
}

/// One canned job.
pub async fn canned_job(db: &mut impl Db, id: CannedJobId) -> Result<CannedJobRow> {
    db.one(
        sql("SELECT id, code, title, fixed_price_minor, pre_authorised, job_category_id, description, symptoms, difficulty,
                warranty_months, warranty_distance, archived_at, version FROM canned_job
             WHERE id = $1")
        .bind(id),
    )
    .await
}

/// The lines of a canned job, in order.
pub async fn canned_lines(db: &mut impl Db, id: CannedJobId) -> Result<Vec<CannedLineRow>> {
    db.all(
        sql(
            "SELECT position, kind, operation_id, part_id, description, qty_milli, unit_price_minor
             FROM canned_job_line WHERE canned_job_id = $1 ORDER BY position, id",
        )
        .bind(id),
    )
    .await
}

/// The steps of a canned job, in order.
pub async fn canned_steps(db: &mut impl Db, id: CannedJobId) -> Result<Vec<CannedStepRow>> {
    db.all(
        sql(
            "SELECT position, sequence_group, title, planned_min, equipment_id FROM canned_job_step
             WHERE canned_job_id = $1 ORDER BY position, id",
        )
        .bind(id),
    )
    .await
}

/// The parts that canned jobs name: id and number.
pub async fn canned_parts(db: &mut impl Db) -> Result<Vec<(PartId, String)>> {
    db.all(sql(
        "SELECT DISTINCT p.id, p.sku FROM canned_job_line l JOIN part p ON p.id = l.part_id",
    ))
    .await
}

/// The part of that number, and what it is called.
pub async fn part_of_sku(db: &mut impl Db, sku: &str) -> Result<Option<(PartId, String)>> {
    db.opt(sql("SELECT id, description FROM part WHERE sku = $1 AND archived_at IS NULL").bind(sku))
        .await
}

/// Adds a canned job without lines.
pub async fn insert_canned_job(tx: &mut Tx, f: &CannedFields) -> Result<CannedJobId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO canned_job (code, title, fixed_price_minor, pre_authorised, job_category_id,
                    description, symptoms, difficulty, warranty_months, warranty_distance)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id")
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.fixed_price)
            .bind(f.pre_authorised)
            .bind(f.category)
            .bind(&f.description)
            .bind(&f.symptoms)
            .bind(f.difficulty)
            .bind(f.warranty_months)
            .bind(f.warranty_distance),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update_canned_job(
    tx: &mut Tx,
    id: CannedJobId,
    version: i64,
    f: &CannedFields,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE canned_job SET code = $3, title = $4, fixed_price_minor = $5, pre_authorised = $6,
                    job_category_id = $7, description = $8, symptoms = $9, difficulty = $10,
                    warranty_months = $11, warranty_distance = $12, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.fixed_price)
            .bind(f.pre_authorised)
            .bind(f.category)
            .bind(&f.description)
            .bind(&f.symptoms)
            .bind(f.difficulty)
            .bind(f.warranty_months)
            .bind(f.warranty_distance),
        )
        .await?;
    stale_unless(touched)
}

/// Makes a canned job have exactly these lines and steps, numbered in their order.
pub async fn set_canned_content(
    tx: &mut Tx,
    id: CannedJobId,
    lines: &[CannedLineRow],
    steps: &[CannedStepRow],
) -> Result<()> {
    tx.exec(sql("DELETE FROM canned_job_line WHERE canned_job_id = $1").bind(id))
        .await?;
    tx.exec(sql("DELETE FROM canned_job_step WHERE canned_job_id = $1").bind(id))
        .await?;
    for (position, l) in (1i64..).zip(lines) {
        tx.exec(
            sql("INSERT INTO canned_job_line (canned_job_id, position, kind, operation_id, part_id, description,
                    qty_milli, unit_price_minor)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(id)
            .bind(position)
            .bind(l.kind)
            .bind(l.operation_id)
            .bind(l.part_id)
            .bind(&l.description)
            .bind(l.qty_milli)
            .bind(l.unit_price_minor),
        )
        .await?;
    }
    for (position, s) in (1i64..).zip(steps) {
        tx.exec(
            sql("INSERT INTO canned_job_step (canned_job_id, position, sequence_group, title, planned_min,
                    equipment_id)
                 VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(id)
            .bind(position)
            .bind(s.sequence_group)
            .bind(&s.title)
            .bind(s.planned_min)
            .bind(s.equipment_id),
        )
        .await?;
    }
    Ok(())
}

/// Archives a canned job from that instant, or brings it back.
pub async fn set_canned_job_archived(tx: &mut Tx, id: CannedJobId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE canned_job SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}
