//! Lines: what is sold, and what the customer said about it.

use crate::domain::line::{Auth, Decision, Kind, Method, PartStatus};
use crate::domain::{
    Bp, JobId, LineId, Money, OperationId, PartId, Qty, SiteId, StaffId, TaxCodeId, Ts, WorkItemId,
};
use crate::store::{Db, Error, Result, Tx, sql, sql2};

/// A line as stored. Void lines are not listed.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Line {
    pub id: LineId,
    pub job_id: JobId,
    pub work_item_id: WorkItemId,
    pub position: i64,
    pub kind: Kind,
    pub operation_id: Option<OperationId>,
    pub part_id: Option<PartId>,
    pub description: String,
    pub qty_milli: Qty,
    pub unit: String,
    pub unit_price_minor: Money,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub free_reason: String,
    pub tax_code_id: TaxCodeId,
    pub auth: Auth,
    /// When it was put to the customer; a line found in the bay is proposed before anybody asked them.
    pub asked_at: Option<Ts>,
    pub authorised_minor: Option<Money>,
    pub part_status: Option<PartStatus>,
    pub reserved_milli: Qty,
    pub issued_milli: Qty,
    pub returned_milli: Qty,
    pub cost_minor: Money,
    pub version: i64,
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT id, job_id, work_item_id, position, kind, operation_id, part_id, description, qty_milli, unit,
                unit_price_minor, discount_bp, discount_minor, free_reason, tax_code_id, auth, asked_at, authorised_minor,
                part_status, reserved_milli, issued_milli, returned_milli, cost_minor, version
             FROM job_line ",
            $tail
        )
    };
}

/// The living lines of a job in their order.
pub async fn list(db: &mut impl Db, job: JobId) -> Result<Vec<Line>> {
    db.all(
        sql(columns!(
            "WHERE job_id = $1 AND void_at IS NULL ORDER BY position"
        ))
        .bind(job),
    )
    .await
}

/// One living line of this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: LineId) -> Result<Line> {
    db.one(
        sql(columns!(
            "WHERE id = $1 AND site_id = $2 AND void_at IS NULL"
        ))
        .bind(id)
        .bind(site),
    )
    .await
}

/// A line of any site, void or not.
pub async fn any(db: &mut impl Db, id: LineId) -> Result<Line> {
    db.one(sql(columns!("WHERE id = $1")).bind(id)).await
}

/// The job of a line, void or not, at this site.
pub async fn job_of(db: &mut impl Db, site: SiteId, id: LineId) -> Result<JobId> {
    let (job,) = db
        .one::<(JobId,)>(
            sql("SELECT job_id FROM job_line WHERE id = $1 AND site_id = $2")
                .bind(id)
                .bind(site),
        )
        .await?;
    Ok(job)
}

/// What a new line is made of.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New {
    pub site_id: SiteId,
    pub job_id: JobId,
    pub work_item_id: WorkItemId,
    pub kind: Kind,
    pub operation_id: Option<OperationId>,
    pub part_id: Option<PartId>,
    pub description: String,
    pub qty_milli: Qty,
    pub unit: String,
    pub unit_price_minor: Money,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub free_reason: String,
    pub tax_code_id: TaxCodeId,
}

/// A new line, a draft, last on the job. A part is needed from now on.
pub async fn insert(tx: &mut Tx, l: &New) -> Result<LineId> {
    let part_status = (l.kind.is_stocked() && l.part_id.is_some()).then_some(PartStatus::Needed);
    let (id,): (LineId,) = tx
        .one(
            sql("INSERT INTO job_line (site_id, job_id, work_item_id, position, kind, operation_id, part_id,
                    description, qty_milli, unit, unit_price_minor, discount_bp, discount_minor, free_reason,
                    tax_code_id, part_status)
                 VALUES ($1, $2, $3, (SELECT COALESCE(MAX(position), 0) + 1 FROM job_line WHERE job_id = $2),
                    $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                 RETURNING id")
            .bind(l.site_id)
            .bind(l.job_id)
            .bind(l.work_item_id)
            .bind(l.kind)
            .bind(l.operation_id)
            .bind(l.part_id)
            .bind(&l.description)
            .bind(l.qty_milli)
            .bind(&l.unit)
            .bind(l.unit_price_minor)
            .bind(l.discount_bp)
            .bind(l.discount_minor)
            .bind(&l.free_reason)
            .bind(l.tax_code_id)
            .bind(part_status),
        )
        .await?;
    Ok(id)
}

/// What a person may change on a line.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Terms {
    pub description: String,
    pub qty_milli: Qty,
    pub unit_price_minor: Money,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub free_reason: String,
}

/// Saves them, if nobody saved since `version`.
///
/// # Errors
/// [`Error::Stale`]
pub async fn set_terms(tx: &mut Tx, id: LineId, version: i64, t: &Terms) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE job_line SET description = $3, qty_milli = $4, unit_price_minor = $5, discount_bp = $6,
                    discount_minor = $7, free_reason = $8, version = version + 1
                 WHERE id = $1 AND version = $2 AND void_at IS NULL")
            .bind(id)
            .bind(version)
            .bind(&t.description)
            .bind(t.qty_milli)
            .bind(t.unit_price_minor)
            .bind(t.discount_bp)
            .bind(t.discount_minor)
            .bind(&t.free_reason),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Takes the line off the job (`at`), or puts it back (`None`).
///
/// # Errors
/// [`Error::Stale`] when it already is as wanted.
pub async fn set_void(tx: &mut Tx, id: LineId, at: Option<Ts>) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE job_line SET void_at = $2, version = version + 1
                 WHERE id = $1 AND (void_at IS NULL) <> ($2 IS NULL)")
            .bind(id)
            .bind(at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// What the customer said, and for what amount.
///
/// # Errors
/// [`Error::Stale`] when the line is not in `from` any more.
pub async fn set_auth(
    tx: &mut Tx,
    id: LineId,
    from: Auth,
    to: Auth,
    authorised: Option<Money>,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE job_line SET auth = $3, authorised_minor = $4,
                    asked_at = CASE WHEN $3 = 'proposed' THEN NULL ELSE asked_at END
                 WHERE id = $1 AND auth = $2")
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(authorised),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// The line was put to the customer.
pub async fn set_asked(tx: &mut Tx, id: LineId, at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE job_line SET asked_at = $2 WHERE id = $1 AND asked_at IS NULL")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Puts the lines into this order: `ids` are all living lines of the job. Void lines stand behind them.
pub async fn reorder(tx: &mut Tx, job: JobId, ids: &[LineId]) -> Result<()> {
    // Neither engine checks the unique position late: out of the way first, then into place.
    tx.exec(
        sql("UPDATE job_line SET position = -position WHERE job_id = $1 AND position > 0")
            .bind(job),
    )
    .await?;
    for (position, id) in (1i64..).zip(ids) {
        tx.exec(
            sql("UPDATE job_line SET position = $3 WHERE id = $1 AND job_id = $2")
                .bind(*id)
                .bind(job)
                .bind(position),
        )
        .await?;
    }
    let behind = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    tx.exec(
        sql("UPDATE job_line SET position = $2 - position WHERE job_id = $1 AND position < 0")
            .bind(job)
            .bind(behind),
    )
    .await?;
    Ok(())
}

/// A decision to be written down.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct NewDecision<'a> {
    pub job_id: JobId,
    pub job_line_id: LineId,
    pub decision: Decision,
    pub decided_by: &'a str,
    pub taken_by_id: Option<StaffId>,
    pub method: Method,
    pub amount_minor: Money,
    pub line_text: &'a str,
    pub reason: &'a str,
    pub note: &'a str,
    pub at: Ts,
}

/// Writes the decision down; it is never changed.
pub async fn insert_decision(tx: &mut Tx, d: &NewDecision<'_>) -> Result<()> {
    tx.exec(
        sql("INSERT INTO authorisation (job_id, job_line_id, decision, decided_by, taken_by_id, method,
                amount_minor, line_text, reason, note, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(d.job_id)
        .bind(d.job_line_id)
        .bind(d.decision)
        .bind(d.decided_by)
        .bind(d.taken_by_id)
        .bind(d.method)
        .bind(d.amount_minor)
        .bind(d.line_text)
        .bind(d.reason)
        .bind(d.note)
        .bind(d.at),
    )
    .await?;
    Ok(())
}

/// A decision as written down.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct DecisionRow {
    pub job_line_id: LineId,
    pub decision: Decision,
    pub decided_by: String,
    pub taken_by: Option<String>,
    pub method: Method,
    pub amount_minor: Money,
    pub line_text: String,
    pub reason: String,
    pub at: Ts,
}

/// What was decided on a job, oldest first.
pub async fn decisions(db: &mut impl Db, job: JobId) -> Result<Vec<DecisionRow>> {
    db.all(
        sql("SELECT a.job_line_id, a.decision, a.decided_by, s.name AS taken_by, a.method, a.amount_minor,
                a.line_text, a.reason, a.at
             FROM authorisation a LEFT JOIN staff s ON s.id = a.taken_by_id
             WHERE a.job_id = $1 ORDER BY a.at, a.id")
        .bind(job),
    )
    .await
}

/// A part as a line copies it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct PartFacts {
    pub id: PartId,
    pub sku: String,
    pub description: String,
    pub unit: String,
    pub kind: crate::domain::stock::PartKind,
    pub price_minor: Money,
    pub tax_code_id: TaxCodeId,
}

/// A living part of the catalogue.
pub async fn part_facts(db: &mut impl Db, id: PartId) -> Result<PartFacts> {
    db.one(
        sql(
            "SELECT id, sku, description, unit, kind, price_minor, tax_code_id FROM part
             WHERE id = $1 AND archived_at IS NULL",
        )
        .bind(id),
    )
    .await
}

/// How a part of the job stands on the shelf.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Shelf {
    pub line_id: LineId,
    pub sku: String,
    pub bin: String,
    pub on_hand_milli: Qty,
    pub available_milli: Qty,
}

/// Where the parts of a job lie at its site; one row for each living line with a part.
pub async fn shelf(db: &mut impl Db, job: JobId) -> Result<Vec<Shelf>> {
    db.all(
        sql("SELECT l.id AS line_id, p.sku, COALESCE(s.bin, '') AS bin, COALESCE(s.on_hand_milli, 0) AS on_hand_milli,
                COALESCE(s.on_hand_milli - s.reserved_milli, 0) AS available_milli
             FROM job_line l JOIN part p ON p.id = l.part_id
                LEFT JOIN stock s ON s.part_id = l.part_id AND s.site_id = l.site_id
             WHERE l.job_id = $1 AND l.void_at IS NULL ORDER BY l.position")
        .bind(job),
    )
    .await
}

/// A part that can be put on a job, with what lies on the shelf of a site.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Pickable {
    pub id: PartId,
    pub sku: String,
    pub description: String,
    pub unit: String,
    pub price_minor: Money,
    pub available_milli: Qty,
    pub bin: String,
}

/// The part with exactly this barcode or number (indexes `uq_part_code_code`, `uq_part_sku`).
pub async fn part_by_code(db: &mut impl Db, site: SiteId, code: &str) -> Result<Option<Pickable>> {
    db.opt(
        sql("SELECT p.id, p.sku, p.description, p.unit, p.price_minor,
                COALESCE(s.on_hand_milli - s.reserved_milli, 0) AS available_milli, COALESCE(s.bin, '') AS bin
             FROM part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
             WHERE p.id = COALESCE((SELECT c.part_id FROM part_code c WHERE c.code = $2 AND c.kind = 'barcode'),
                (SELECT q.id FROM part q WHERE q.sku = $2)) AND p.archived_at IS NULL")
        .bind(site)
        .bind(code),
    )
    .await
}

/// Living parts whose words hold the needle (three letters or more), at most twenty.
pub async fn parts_like(db: &mut impl Db, site: SiteId, needle: &str) -> Result<Vec<Pickable>> {
    let quoted = format!("\"{}\"", needle.replace('"', ""));
    let like = format!("%{}%", needle.replace(['%', '_', '\\'], ""));
    let bound = if db.is_sqlite() { quoted } else { like };
    db.all(
        sql2(
            "SELECT p.id, p.sku, p.description, p.unit, p.price_minor,
                COALESCE(s.on_hand_milli - s.reserved_milli, 0) AS available_milli, COALESCE(s.bin, '') AS bin
             FROM (SELECT rowid AS id FROM part_fts WHERE part_fts MATCH $2 LIMIT 200) f JOIN part p ON p.id = f.id
                LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
             WHERE p.archived_at IS NULL ORDER BY p.sort_key, p.id LIMIT 20",
            "SELECT p.id, p.sku, p.description, p.unit, p.price_minor,
                COALESCE(s.on_hand_milli - s.reserved_milli, 0) AS available_milli, COALESCE(s.bin, '') AS bin
             FROM (SELECT id FROM part WHERE search_key LIKE $2 LIMIT 200) f JOIN part p ON p.id = f.id
                LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
             WHERE p.archived_at IS NULL ORDER BY p.sort_key, p.id LIMIT 20",
        )
        .bind(site)
        .bind(bound),
    )
    .await
}

/// Living parts whose number begins so, at most twenty (index `uq_part_sku`).
pub async fn parts_from(db: &mut impl Db, site: SiteId, start: &str) -> Result<Vec<Pickable>> {
    db.all(
        sql("SELECT p.id, p.sku, p.description, p.unit, p.price_minor,
                COALESCE(s.on_hand_milli - s.reserved_milli, 0) AS available_milli, COALESCE(s.bin, '') AS bin
             FROM part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
             WHERE p.sku >= $2 AND p.sku < $3 AND p.archived_at IS NULL ORDER BY p.sku LIMIT 20")
        .bind(site)
        .bind(start)
        .bind(format!("{start}\u{10FFFF}")),
    )
    .await
}
