//! The lines and the tax table of a document.

use crate::domain::tax::Treatment;
use crate::domain::{
    Bp, InvoiceId, InvoiceLineId, JobId, LineId, Money, PartId, Ppm, Qty, TaxCodeId, line,
};
use crate::store::{Db, Error, Result, Sql, Tx, sql, sql2};

/// A line as it stands: of a draft, the job's line shines through; of a posted document, the copy.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Line {
    pub id: InvoiceLineId,
    pub position: i64,
    pub job_line_id: Option<LineId>,
    pub part_id: Option<PartId>,
    pub kind: line::Kind,
    pub sku: String,
    pub description: String,
    pub qty_milli: Qty,
    pub unit: String,
    pub unit_price_minor: Money,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub free_reason: String,
    pub total_minor: Money,
    pub cost_minor: Money,
    pub tax_code_id: TaxCodeId,
    pub tax_code: String,
    pub tax_name: String,
    /// What of a job's part line is on the car; the rest would be invoiced without having left the shelf.
    pub issued_milli: Qty,
    /// A part kept on the shelf that leaves it when this is posted: sold without a job.
    pub leaves_shelf: bool,
}

/// A row of `invoice_tax`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Tax {
    pub code: String,
    pub name: String,
    pub component: String,
    pub treatment: Treatment,
    pub rate_ppm: Ppm,
    pub base_minor: Money,
    pub tax_minor: Money,
}

/// What a line of the document's own says, in the order [`OwnLine`] is bound.
macro_rules! own {
    () => {
        "part_id, kind, sku, description, qty_milli, unit, unit_price_minor, discount_bp, discount_minor,
         free_reason, tax_code_id"
    };
}

/// What a line says on its own when it is posted.
macro_rules! frozen {
    () => {
        concat!(own!(), ", tax_code, tax_name, total_minor, cost_minor")
    };
}

macro_rules! tax {
    () => {
        "code, name, component, treatment, rate_ppm, base_minor, tax_minor"
    };
}

/// A draft's lines with the job's words, quantities and prices shining through.
macro_rules! shown {
    () => {
        "SELECT i.id, i.position, i.job_line_id, COALESCE(l.part_id, i.part_id) AS part_id,
            COALESCE(l.kind, i.kind) AS kind, COALESCE(p.sku, i.sku) AS sku,
            COALESCE(l.description, i.description) AS description,
            COALESCE(l.qty_milli - l.returned_milli, i.qty_milli) AS qty_milli,
            COALESCE(l.unit, i.unit) AS unit,
            COALESCE(l.unit_price_minor, i.unit_price_minor) AS unit_price_minor,
            COALESCE(l.discount_bp, i.discount_bp) AS discount_bp,
            COALESCE(l.discount_minor, i.discount_minor) AS discount_minor,
            COALESCE(l.free_reason, i.free_reason) AS free_reason,
            i.total_minor, COALESCE(l.cost_minor, i.cost_minor) AS cost_minor,
            COALESCE(l.tax_code_id, i.tax_code_id) AS tax_code_id, t.code AS tax_code, t.name AS tax_name,
            COALESCE(l.issued_milli - l.returned_milli, 0) AS issued_milli,
            COALESCE(p.stocked AND l.id IS NULL, FALSE) AS leaves_shelf
         FROM invoice_line i LEFT JOIN job_line l ON l.id = i.job_line_id
         LEFT JOIN part p ON p.id = COALESCE(l.part_id, i.part_id)
         JOIN tax_code t ON t.id = COALESCE(l.tax_code_id, i.tax_code_id)
         WHERE i.invoice_id = $1"
    };
}

/// Puts every authorised line of the job that is on no other document into the draft; how many came.
pub async fn draw_job_lines(tx: &mut Tx, invoice: InvoiceId, job: JobId) -> Result<u64> {
    tx.exec(
        sql("INSERT INTO invoice_line (invoice_id, position, job_line_id, part_id, kind, tax_code_id)
             SELECT $1, (SELECT COALESCE(MAX(position), 0) FROM invoice_line WHERE invoice_id = $1)
                    + ROW_NUMBER() OVER (ORDER BY l.position),
                l.id, l.part_id, l.kind, l.tax_code_id
             FROM job_line l
             WHERE l.job_id = $2 AND l.void_at IS NULL AND l.auth = 'authorised'
               AND l.qty_milli >= l.returned_milli AND (l.qty_milli > l.returned_milli OR l.kind = 'note')
               AND NOT EXISTS (SELECT 1 FROM invoice_line i WHERE i.job_line_id = l.id AND i.live)
             ORDER BY l.position")
        .bind(invoice)
        .bind(job),
    )
    .await
}

/// A line of the document's own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OwnLine {
    pub part_id: Option<PartId>,
    pub kind: line::Kind,
    pub sku: String,
    pub description: String,
    pub qty_milli: Qty,
    pub unit: String,
    pub unit_price_minor: Money,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub free_reason: String,
    pub tax_code_id: TaxCodeId,
}

impl OwnLine {
    fn bind(&self, statement: Sql) -> Sql {
        statement
            .bind(self.part_id)
            .bind(self.kind)
            .bind(&self.sku)
            .bind(&self.description)
            .bind(self.qty_milli)
            .bind(&self.unit)
            .bind(self.unit_price_minor)
            .bind(self.discount_bp)
            .bind(self.discount_minor)
            .bind(&self.free_reason)
            .bind(self.tax_code_id)
    }
}

/// Adds a line of the draft's own at its end.
pub async fn add_line(tx: &mut Tx, invoice: InvoiceId, l: &OwnLine) -> Result<InvoiceLineId> {
    let add = sql(concat!(
        "INSERT INTO invoice_line (",
        own!(),
        ", invoice_id, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
            (SELECT COALESCE(MAX(position), 0) + 1 FROM invoice_line WHERE invoice_id = $12))
         RETURNING id"
    ));
    let (id,): (InvoiceLineId,) = tx.one(l.bind(add).bind(invoice)).await?;
    Ok(id)
}

/// Where a line stood that was taken off a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The row it was. SQLite may have given its number away meanwhile; then it becomes another.
    pub id: InvoiceLineId,
    /// Its place.
    pub position: i64,
    /// The job's line it showed.
    pub job_line: Option<LineId>,
}

/// Puts a line back where it stood, so that what was done to it before can be taken back too.
pub async fn put_back(
    tx: &mut Tx,
    invoice: InvoiceId,
    l: &OwnLine,
    spot: Spot,
) -> Result<InvoiceLineId> {
    let put = sql2(
        concat!(
            "INSERT INTO invoice_line (",
            own!(),
            ", invoice_id, position, job_line_id, id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                CASE WHEN EXISTS (SELECT 1 FROM invoice_line WHERE id = $15) THEN NULL ELSE $15 END)
             RETURNING id"
        ),
        concat!(
            "INSERT INTO invoice_line (",
            own!(),
            ", invoice_id, position, job_line_id, id) OVERRIDING SYSTEM VALUE
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             RETURNING id"
        ),
    );
    let (id,): (InvoiceLineId,) = tx
        .one(
            l.bind(put)
                .bind(invoice)
                .bind(spot.position)
                .bind(spot.job_line)
                .bind(spot.id),
        )
        .await?;
    Ok(id)
}

/// Writes over a line of the draft's own; one that shows a job's line is edited there.
pub async fn set_line(
    tx: &mut Tx,
    invoice: InvoiceId,
    id: InvoiceLineId,
    l: &OwnLine,
) -> Result<()> {
    let set = sql(concat!(
        "UPDATE invoice_line SET (",
        own!(),
        ") = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         WHERE id = $12 AND invoice_id = $13 AND job_line_id IS NULL"
    ));
    let rows = tx.exec(l.bind(set).bind(id).bind(invoice)).await?;
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Takes a line off a draft: it was never shown to the customer, so it is really gone.
pub async fn drop_line(tx: &mut Tx, invoice: InvoiceId, id: InvoiceLineId) -> Result<()> {
    let rows = tx
        .exec(
            sql("DELETE FROM invoice_line WHERE id = $1 AND invoice_id = $2")
                .bind(id)
                .bind(invoice),
        )
        .await?;
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// The lines of a draft.
pub async fn draft_lines(db: &mut impl Db, id: InvoiceId) -> Result<Vec<Line>> {
    db.all(sql(concat!(shown!(), " ORDER BY i.position, i.id")).bind(id))
        .await
}

/// The lines of a posted document.
pub async fn lines(db: &mut impl Db, id: InvoiceId) -> Result<Vec<Line>> {
    db.all(
        sql(concat!(
            "SELECT id, position, job_line_id, ",
            frozen!(),
            ", qty_milli AS issued_milli, FALSE AS leaves_shelf
             FROM invoice_line WHERE invoice_id = $1 ORDER BY position, id"
        ))
        .bind(id),
    )
    .await
}

/// The tax table of a posted document.
pub async fn taxes(db: &mut impl Db, id: InvoiceId) -> Result<Vec<Tax>> {
    db.all(
        sql(concat!(
            "SELECT ",
            tax!(),
            " FROM invoice_tax WHERE invoice_id = $1 ORDER BY position, id"
        ))
        .bind(id),
    )
    .await
}

/// Copies what each line of a draft says into the row itself, with its total and its cost; done when posting,
/// all at once.
pub async fn freeze(
    tx: &mut Tx,
    id: InvoiceId,
    figures: &[(InvoiceLineId, Money, Money)],
) -> Result<()> {
    let figures: Vec<[i64; 3]> = figures
        .iter()
        .map(|(l, total, cost)| [l.0, total.0, cost.0])
        .collect();
    tx.exec(
        sql2(
            concat!(
                "UPDATE invoice_line SET (",
                frozen!(),
                ") = (SELECT d.part_id, d.kind, d.sku, d.description, d.qty_milli, d.unit, d.unit_price_minor,
                        d.discount_bp, d.discount_minor, d.free_reason, d.tax_code_id, d.tax_code, d.tax_name,
                        (SELECT f.value ->> 1 FROM json_each($2) f WHERE f.value ->> 0 = d.id),
                        (SELECT f.value ->> 2 FROM json_each($2) f WHERE f.value ->> 0 = d.id)
                      FROM (",
                shown!(),
                ") d WHERE d.id = invoice_line.id)
                 WHERE invoice_id = $1"
            ),
            concat!(
                "UPDATE invoice_line SET (",
                frozen!(),
                ") = (SELECT d.part_id, d.kind, d.sku, d.description, d.qty_milli, d.unit, d.unit_price_minor,
                        d.discount_bp, d.discount_minor, d.free_reason, d.tax_code_id, d.tax_code, d.tax_name,
                        (SELECT (f ->> 1)::BIGINT FROM jsonb_array_elements($2) f WHERE (f ->> 0)::BIGINT = d.id),
                        (SELECT (f ->> 2)::BIGINT FROM jsonb_array_elements($2) f WHERE (f ->> 0)::BIGINT = d.id)
                      FROM (",
                shown!(),
                ") d WHERE d.id = invoice_line.id)
                 WHERE invoice_id = $1"
            ),
        )
        .bind(id)
        .bind(serde_json::json!(figures)),
    )
    .await?;
    Ok(())
}

/// Writes the tax table.
pub async fn insert_taxes(tx: &mut Tx, id: InvoiceId, rows: &[Tax]) -> Result<()> {
    for (position, t) in (1_i64..).zip(rows) {
        tx.exec(
            sql(concat!(
                "INSERT INTO invoice_tax (invoice_id, position, ",
                tax!(),
                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            ))
            .bind(id)
            .bind(position)
            .bind(&t.code)
            .bind(&t.name)
            .bind(&t.component)
            .bind(t.treatment)
            .bind(t.rate_ppm)
            .bind(t.base_minor)
            .bind(t.tax_minor),
        )
        .await?;
    }
    Ok(())
}

/// Puts the lines and taxes of a posted document on a draft, to the word and to the cent: its credit note.
pub async fn copy(tx: &mut Tx, from: InvoiceId, to: InvoiceId) -> Result<()> {
    tx.exec(
        sql(concat!(
            "INSERT INTO invoice_line (invoice_id, position, ",
            frozen!(),
            ") SELECT $1, position, ",
            frozen!(),
            " FROM invoice_line WHERE invoice_id = $2"
        ))
        .bind(to)
        .bind(from),
    )
    .await?;
    tx.exec(
        sql(concat!(
            "INSERT INTO invoice_tax (invoice_id, position, ",
            tax!(),
            ") SELECT $1, position, ",
            tax!(),
            " FROM invoice_tax WHERE invoice_id = $2"
        ))
        .bind(to)
        .bind(from),
    )
    .await?;
    Ok(())
}
