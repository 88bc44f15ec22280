//! Canned jobs as a job copies them: lines with today's list prices, and steps.

use chrono::NaiveDate;

use crate::domain::line::Kind;
use crate::domain::{
    CannedJobId, EquipmentId, JobId, LineId, Money, OperationId, PartId, Qty, SiteId, StaffId,
    TaxCodeId,
};
use crate::store::{Db, Result, sql};

/// The bundle's head.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Head {
    pub id: CannedJobId,
    pub code: String,
    pub title: String,
    pub fixed_price_minor: Option<Money>,
    pub pre_authorised: bool,
    pub warranty_months: i64,
    pub warranty_distance: i64,
}

/// The bundle, unless it is archived.
pub async fn head(db: &mut impl Db, id: CannedJobId) -> Result<Head> {
    db.one(
        sql(
            "SELECT id, code, title, fixed_price_minor, pre_authorised, warranty_months, warranty_distance
             FROM canned_job
             WHERE id = $1 AND archived_at IS NULL",
        )
        .bind(id),
    )
    .await
}

/// The fixed price of a bundle, archived or not, if it has one.
pub async fn fixed_price(db: &mut impl Db, id: CannedJobId) -> Result<Option<Money>> {
    let (price,) = db
        .one::<(Option<Money>,)>(
            sql("SELECT fixed_price_minor FROM canned_job WHERE id = $1").bind(id),
        )
        .await?;
    Ok(price)
}

/// The bundle with that code, unless it is archived.
pub async fn by_code(db: &mut impl Db, code: &str) -> Result<Head> {
    db.one(
        sql(
            "SELECT id, code, title, fixed_price_minor, pre_authorised, warranty_months, warranty_distance
             FROM canned_job
             WHERE code = $1 AND archived_at IS NULL",
        )
        .bind(code),
    )
    .await
}

/// What a bundle costs for the class of a job's vehicle, if that is laid down.
pub async fn class_price(db: &mut impl Db, id: CannedJobId, job: JobId) -> Result<Option<Money>> {
    Ok(db
        .opt::<(Money,)>(
            sql(
                "SELECT p.price_minor FROM job j JOIN vehicle v ON v.id = j.vehicle_id
                    JOIN canned_price p ON p.class = LOWER(v.class)
                 WHERE j.id = $2 AND p.canned_job_id = $1",
            )
            .bind(id)
            .bind(job),
        )
        .await?
        .map(|row| row.0))
}

/// A line of a bundle with what it would cost today.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct ListLine {
    pub kind: Kind,
    pub operation_id: Option<OperationId>,
    pub part_id: Option<PartId>,
    pub description: String,
    pub qty_milli: Qty,
    pub unit: String,
    pub unit_price_minor: Money,
    pub tax_code_id: Option<TaxCodeId>,
}

/// The lines of a bundle at a site on a day; their own price, else the part's, else the operation's rate.
pub async fn list_lines(
    db: &mut impl Db,
    id: CannedJobId,
    site: SiteId,
    day: NaiveDate,
) -> Result<Vec<ListLine>> {
    db.all(
        sql("SELECT l.kind, l.operation_id, l.part_id,
                COALESCE(NULLIF(l.description, ''), o.title, p.description, '') AS description, l.qty_milli,
                CASE WHEN l.kind = 'labour' THEN 'h' ELSE COALESCE(p.unit, '') END AS unit,
                COALESCE(l.unit_price_minor, p.price_minor, (
                    SELECT r.per_hour_minor FROM labour_rate r
                    WHERE l.kind = 'labour' AND r.site_id = $2 AND r.valid_from <= $3
                        AND (COALESCE(o.rate_code, '') = '' OR r.code = o.rate_code)
                    ORDER BY r.valid_from DESC, r.id LIMIT 1), 0) AS unit_price_minor,
                COALESCE(o.tax_code_id, p.tax_code_id) AS tax_code_id
             FROM canned_job_line l LEFT JOIN operation o ON o.id = l.operation_id
                LEFT JOIN part p ON p.id = l.part_id
             WHERE l.canned_job_id = $1 ORDER BY l.position, l.id")
        .bind(id)
        .bind(site)
        .bind(day),
    )
    .await
}

/// A step of a bundle.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Step {
    pub sequence_group: i64,
    pub title: String,
    pub planned_min: i64,
    pub equipment_id: Option<EquipmentId>,
}

/// The steps of a bundle in their order.
pub async fn steps(db: &mut impl Db, id: CannedJobId) -> Result<Vec<Step>> {
    db.all(
        sql(
            "SELECT sequence_group, title, planned_min, equipment_id FROM canned_job_step
             WHERE canned_job_id = $1 ORDER BY position, id",
        )
        .bind(id),
    )
    .await
}

/// The draft lines of a job that came from bundles which need no question.
pub async fn pre_authorised(db: &mut impl Db, job: JobId) -> Result<Vec<LineId>> {
    Ok(db
        .all::<(LineId,)>(
            sql(
                "SELECT l.id FROM job_line l JOIN work_item w ON w.id = l.work_item_id
                    JOIN canned_job c ON c.id = w.canned_job_id
                 WHERE l.job_id = $1 AND l.void_at IS NULL AND l.auth = 'draft' AND l.kind <> 'note'
                    AND c.pre_authorised
                 ORDER BY l.position",
            )
            .bind(job),
        )
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// What an hour of this kind of work costs at a site on a day; any kind when the code is empty.
pub async fn rate_on(
    db: &mut impl Db,
    site: SiteId,
    code: &str,
    day: NaiveDate,
) -> Result<Option<Money>> {
    Ok(db
        .opt::<(Money,)>(
            sql("SELECT per_hour_minor FROM labour_rate
                 WHERE site_id = $1 AND valid_from <= $3 AND ($2 = '' OR code = $2)
                 ORDER BY valid_from DESC, id LIMIT 1")
            .bind(site)
            .bind(code)
            .bind(day),
        )
        .await?
        .map(|row| row.0))
}

/// Coded labour as a line copies it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OperationFacts {
    pub id: OperationId,
    pub title: String,
    pub standard_min: i64,
    pub rate_code: String,
    pub tax_code_id: TaxCodeId,
}

/// A living operation.
pub async fn operation(db: &mut impl Db, id: OperationId) -> Result<OperationFacts> {
    db.one(
        sql(
            "SELECT id, title, standard_min, rate_code, tax_code_id FROM operation
             WHERE id = $1 AND archived_at IS NULL",
        )
        .bind(id),
    )
    .await
}

/// The tax code of a line that brings none of its own: the one most lines of the house have.
pub async fn usual_tax(db: &mut impl Db) -> Result<Option<TaxCodeId>> {
    Ok(db
        .opt::<(TaxCodeId,)>(sql("SELECT id FROM tax_code WHERE archived_at IS NULL
             ORDER BY CASE WHEN treatment = 'taxed' THEN 0 ELSE 1 END, id LIMIT 1"))
        .await?
        .map(|row| row.0))
}

/// How far a person may lower a price.
pub async fn discount_cap(db: &mut impl Db, staff: StaffId) -> Result<crate::domain::Bp> {
    let (cap,) = db
        .one::<(crate::domain::Bp,)>(
            sql("SELECT discount_cap_bp FROM staff WHERE id = $1").bind(staff),
        )
        .await?;
    Ok(cap)
}
