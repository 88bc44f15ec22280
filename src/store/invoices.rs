//! Invoices and credit notes with their lines and taxes.

use chrono::NaiveDate;

use super::{Db, Error, Result, Tx, sql};
use crate::domain::invoice::{Kind, Origin, Status};
use crate::domain::tax::Treatment;
use crate::domain::{
    Bp, CustomerId, InvoiceId, InvoiceLineId, JobId, LineId, Money, PartId, Ppm, Qty, SiteId,
    TaxCodeId, Ts, line,
};

/// A row of `invoice`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(
    missing_docs,
    reason = "columns, as model.md 3 names them; amounts in minor units"
)]
pub struct Invoice {
    pub id: InvoiceId,
    pub site_id: SiteId,
    pub kind: Kind,
    pub origin: Origin,
    pub job_id: Option<JobId>,
    pub customer_id: Option<CustomerId>,
    pub status: Status,
    pub number: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub supply_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub net_minor: Money,
    pub tax_minor: Money,
    pub total_minor: Money,
    pub paid_minor: Money,
    pub credited_minor: Money,
    pub credits_id: Option<InvoiceId>,
    pub prices_include_tax: bool,
    pub note: String,
    pub seller_name: String,
    pub seller_address: String,
    pub seller_tax_no: String,
    pub customer_name: String,
    pub customer_address: String,
    pub customer_tax_no: String,
    pub vehicle_text: String,
    pub odometer: Option<i64>,
    pub job_number: String,
    pub terms: String,
    pub footer: String,
    pub currency: String,
    pub country: String,
    pub version: i64,
    pub created_at: Ts,
}

impl Invoice {
    /// What is still to be paid.
    #[must_use]
    pub fn owed(&self) -> Money {
        self.total_minor - self.paid_minor - self.credited_minor
    }
}

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

/// A line of the invoices list.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Listed {
    pub id: InvoiceId,
    pub kind: Kind,
    pub status: Status,
    pub number: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub customer: Option<String>,
    pub plate: Option<String>,
    pub total_minor: Money,
    pub paid_minor: Money,
    pub credited_minor: Money,
    pub written_off_minor: Money,
    pub created_at: Ts,
}

/// A new draft.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New {
    pub site_id: SiteId,
    pub kind: Kind,
    pub origin: Origin,
    pub job_id: Option<JobId>,
    pub customer_id: Option<CustomerId>,
    pub credits_id: Option<InvoiceId>,
    pub prices_include_tax: bool,
    pub discount_bp: Bp,
    pub discount_minor: Money,
    pub note: String,
    pub created_at: Ts,
}

/// Everything that is copied into the row when it is posted (model.md 7).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Posting {
    pub number: String,
    pub series: String,
    pub year: i64,
    pub seq: i64,
    pub issued_on: NaiveDate,
    pub supply_on: NaiveDate,
    pub due_on: NaiveDate,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    pub posted_at: Ts,
    pub snapshot: Snapshot,
}

/// The words of the document, as they are on that day.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Snapshot {
    pub seller_name: String,
    pub seller_address: String,
    pub seller_tax_no: String,
    pub customer_name: String,
    pub customer_address: String,
    pub customer_tax_no: String,
    pub vehicle_text: String,
    pub odometer: Option<i64>,
    pub job_number: String,
    pub terms: String,
    pub footer: String,
    pub currency: String,
    pub country: String,
}

macro_rules! invoice {
    ($rest:literal) => {
        concat!(
            "SELECT id, site_id, kind, origin, job_id, customer_id, status, number, issued_on, supply_on, due_on,
                discount_bp, discount_minor, net_minor, tax_minor, total_minor, paid_minor, credited_minor,
                credits_id, prices_include_tax, note, seller_name, seller_address, seller_tax_no, customer_name,
                customer_address, customer_tax_no, vehicle_text, odometer, job_number, terms, footer, currency,
                country, version, created_at FROM invoice WHERE ",
            $rest
        )
    };
}

/// One document of this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: InvoiceId) -> Result<Invoice> {
    db.one(
        sql(invoice!("id = $1 AND site_id = $2"))
            .bind(id)
            .bind(site),
    )
    .await
}

/// The job's draft, if there is one.
pub async fn draft_of(db: &mut impl Db, job: JobId) -> Result<Option<InvoiceId>> {
    let row: Option<(InvoiceId,)> = db
        .opt(sql("SELECT id FROM invoice WHERE job_id = $1 AND status = 'draft' AND kind = 'invoice'").bind(job))
        .await?;
    Ok(row.map(|r| r.0))
}

/// The job's posted invoices.
pub async fn posted_of(db: &mut impl Db, job: JobId) -> Result<Vec<Invoice>> {
    db.all(
        sql(invoice!(
            "job_id = $1 AND status = 'posted' AND kind = 'invoice' ORDER BY id"
        ))
        .bind(job),
    )
    .await
}

/// Writes a new draft.
pub async fn insert(tx: &mut Tx, n: &New) -> Result<InvoiceId> {
    let (id,): (InvoiceId,) = tx
        .one(
            sql("INSERT INTO invoice (site_id, kind, origin, job_id, customer_id, credits_id, prices_include_tax,
                    discount_bp, discount_minor, note, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id")
            .bind(n.site_id)
            .bind(n.kind)
            .bind(n.origin)
            .bind(n.job_id)
            .bind(n.customer_id)
            .bind(n.credits_id)
            .bind(n.prices_include_tax)
            .bind(n.discount_bp)
            .bind(n.discount_minor)
            .bind(&n.note)
            .bind(n.created_at),
        )
        .await?;
    Ok(id)
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
#[derive(Clone, Debug, PartialEq)]
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

/// Adds a line of the draft's own at its end.
pub async fn add_line(tx: &mut Tx, invoice: InvoiceId, l: &OwnLine) -> Result<InvoiceLineId> {
    let (id,): (InvoiceLineId,) = tx
        .one(
            sql("INSERT INTO invoice_line (invoice_id, position, part_id, kind, sku, description, qty_milli, unit,
                    unit_price_minor, discount_bp, discount_minor, free_reason, tax_code_id)
                 VALUES ($1, (SELECT COALESCE(MAX(position), 0) + 1 FROM invoice_line WHERE invoice_id = $1),
                    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id")
            .bind(invoice)
            .bind(l.part_id)
            .bind(l.kind)
            .bind(&l.sku)
            .bind(&l.description)
            .bind(l.qty_milli)
            .bind(&l.unit)
            .bind(l.unit_price_minor)
            .bind(l.discount_bp)
            .bind(l.discount_minor)
            .bind(&l.free_reason)
            .bind(l.tax_code_id),
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
    let rows = tx
        .exec(
            sql("UPDATE invoice_line SET part_id = $1, kind = $2, sku = $3, description = $4, qty_milli = $5,
                    unit = $6, unit_price_minor = $7, discount_bp = $8, discount_minor = $9, free_reason = $10,
                    tax_code_id = $11
                 WHERE id = $12 AND invoice_id = $13 AND job_line_id IS NULL")
            .bind(l.part_id)
            .bind(l.kind)
            .bind(&l.sku)
            .bind(&l.description)
            .bind(l.qty_milli)
            .bind(&l.unit)
            .bind(l.unit_price_minor)
            .bind(l.discount_bp)
            .bind(l.discount_minor)
            .bind(&l.free_reason)
            .bind(l.tax_code_id)
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
    db.all(
        sql("SELECT i.id, i.position, i.job_line_id, COALESCE(l.part_id, i.part_id) AS part_id,
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
                COALESCE(l.issued_milli - l.returned_milli, 0) AS issued_milli
             FROM invoice_line i LEFT JOIN job_line l ON l.id = i.job_line_id
             LEFT JOIN part p ON p.id = COALESCE(l.part_id, i.part_id)
             JOIN tax_code t ON t.id = COALESCE(l.tax_code_id, i.tax_code_id)
             WHERE i.invoice_id = $1 ORDER BY i.position, i.id")
        .bind(id),
    )
    .await
}

/// The lines of a posted document.
pub async fn lines(db: &mut impl Db, id: InvoiceId) -> Result<Vec<Line>> {
    db.all(
        sql("SELECT id, position, job_line_id, part_id, kind, sku, description, qty_milli, unit, unit_price_minor,
                discount_bp, discount_minor, free_reason, total_minor, cost_minor, tax_code_id, tax_code, tax_name,
                qty_milli AS issued_milli
             FROM invoice_line WHERE invoice_id = $1 ORDER BY position, id")
        .bind(id),
    )
    .await
}

/// The tax table of a posted document.
pub async fn taxes(db: &mut impl Db, id: InvoiceId) -> Result<Vec<Tax>> {
    db.all(
        sql(
            "SELECT code, name, component, treatment, rate_ppm, base_minor, tax_minor
             FROM invoice_tax WHERE invoice_id = $1 ORDER BY position, id",
        )
        .bind(id),
    )
    .await
}

/// Copies what a line says into the row itself, with its total; done when posting.
pub async fn freeze_line(tx: &mut Tx, l: &Line, total: Money) -> Result<()> {
    tx.exec(
        sql("UPDATE invoice_line SET part_id = $1, kind = $2, sku = $3, description = $4, qty_milli = $5, unit = $6,
                unit_price_minor = $7, discount_bp = $8, discount_minor = $9, free_reason = $10, total_minor = $11,
                cost_minor = $12, tax_code_id = $13, tax_code = $14, tax_name = $15
             WHERE id = $16")
        .bind(l.part_id)
        .bind(l.kind)
        .bind(&l.sku)
        .bind(&l.description)
        .bind(l.qty_milli)
        .bind(&l.unit)
        .bind(l.unit_price_minor)
        .bind(l.discount_bp)
        .bind(l.discount_minor)
        .bind(&l.free_reason)
        .bind(total)
        .bind(l.cost_minor)
        .bind(l.tax_code_id)
        .bind(&l.tax_code)
        .bind(&l.tax_name)
        .bind(l.id),
    )
    .await?;
    Ok(())
}

/// Writes the tax table.
pub async fn insert_taxes(tx: &mut Tx, id: InvoiceId, rows: &[Tax]) -> Result<()> {
    for (position, t) in (1_i64..).zip(rows) {
        tx.exec(
            sql("INSERT INTO invoice_tax (invoice_id, position, code, name, component, treatment, rate_ppm,
                    base_minor, tax_minor)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
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

/// Makes the draft final. Nothing of it changes afterwards but what was paid and credited.
pub async fn post(tx: &mut Tx, id: InvoiceId, p: &Posting) -> Result<()> {
    let s = &p.snapshot;
    let rows = tx
        .exec(
            sql("UPDATE invoice SET status = 'posted', number = $1, series = $2, year = $3, seq = $4,
                    issued_on = $5, supply_on = $6, due_on = $7, net_minor = $8, tax_minor = $9, total_minor = $10,
                    posted_at = $11, seller_name = $12, seller_address = $13, seller_tax_no = $14,
                    customer_name = $15, customer_address = $16, customer_tax_no = $17, vehicle_text = $18,
                    odometer = $19, job_number = $20, terms = $21, footer = $22, currency = $23, country = $24
                 WHERE id = $25 AND status = 'draft'")
            .bind(&p.number)
            .bind(&p.series)
            .bind(p.year)
            .bind(p.seq)
            .bind(p.issued_on)
            .bind(p.supply_on)
            .bind(p.due_on)
            .bind(p.net)
            .bind(p.tax)
            .bind(p.total)
            .bind(p.posted_at)
            .bind(&s.seller_name)
            .bind(&s.seller_address)
            .bind(&s.seller_tax_no)
            .bind(&s.customer_name)
            .bind(&s.customer_address)
            .bind(&s.customer_tax_no)
            .bind(&s.vehicle_text)
            .bind(s.odometer)
            .bind(&s.job_number)
            .bind(&s.terms)
            .bind(&s.footer)
            .bind(&s.currency)
            .bind(&s.country)
            .bind(id),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Throws a draft away; its job lines are free for another.
pub async fn void(tx: &mut Tx, id: InvoiceId) -> Result<()> {
    let rows = tx
        .exec(sql("UPDATE invoice SET status = 'void' WHERE id = $1 AND status = 'draft'").bind(id))
        .await?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    free_lines(tx, id).await
}

/// Frees the document's job lines to be invoiced again: it is void, or credited whole.
pub async fn free_lines(tx: &mut Tx, id: InvoiceId) -> Result<()> {
    tx.exec(
        sql("UPDATE invoice_line SET live = $1 WHERE invoice_id = $2")
            .bind(false)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// Writes the head of a draft, if nobody else has since `version`.
pub async fn set_head(
    tx: &mut Tx,
    id: InvoiceId,
    version: i64,
    discount: (Bp, Money),
    note: &str,
) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE invoice SET discount_bp = $1, discount_minor = $2, note = $3, version = version + 1
                 WHERE id = $4 AND version = $5 AND status = 'draft'")
            .bind(discount.0)
            .bind(discount.1)
            .bind(note)
            .bind(id)
            .bind(version),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Adds to (or takes from) what was paid, never beyond what is owed.
pub async fn add_paid(tx: &mut Tx, id: InvoiceId, amount: Money) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE invoice SET paid_minor = paid_minor + $1 WHERE id = $2 AND status = 'posted'
                   AND paid_minor + $1 >= 0 AND paid_minor + credited_minor + $1 <= total_minor")
            .bind(amount)
            .bind(id),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Adds what a credit note took back.
pub async fn add_credited(tx: &mut Tx, id: InvoiceId, amount: Money) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE invoice SET credited_minor = credited_minor + $1 WHERE id = $2 AND status = 'posted'
                   AND paid_minor + credited_minor + $1 <= total_minor")
            .bind(amount)
            .bind(id),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.kind, i.status, i.number, i.issued_on, i.due_on, c.name AS customer, v.plate,
                i.total_minor, i.paid_minor, i.credited_minor,
                CAST(COALESCE((SELECT SUM(a.amount_minor) FROM payment_allocation a JOIN payment p
                    ON p.id = a.payment_id WHERE a.invoice_id = i.id AND p.tender = 'write_off'), 0) AS BIGINT)
                    AS written_off_minor,
                i.created_at
             FROM invoice i LEFT JOIN customer c ON c.id = i.customer_id
             LEFT JOIN job j ON j.id = i.job_id LEFT JOIN vehicle v ON v.id = j.vehicle_id WHERE ",
            $rest
        )
    };
}

const DRAFTS: &str = listed!(
    "i.site_id = $1 AND i.status = 'draft' AND i.id > $2 ORDER BY i.created_at, i.id LIMIT $3"
);
const OWED: &str = listed!(
    "i.site_id = $1 AND i.owed_minor > 0 AND (i.due_on, i.id) > ($2, $3)
     ORDER BY i.due_on, i.id LIMIT $4"
);
const POSTED: &str = listed!(
    "i.site_id = $1 AND i.status = 'posted' AND (i.issued_on, i.id) < ($2, $3)
     ORDER BY i.issued_on DESC, i.id DESC LIMIT $4"
);

const NUMBERED: &str = listed!("i.number = $1 AND i.site_id = $2");
const OF_CUSTOMER: &str = listed!(
    "i.customer_id = $1 AND i.site_id = $2 AND i.status <> 'void'
     ORDER BY i.issued_on DESC, i.id DESC LIMIT $3"
);

/// The document of this number as a list shows it; `uq_invoice_number`.
pub async fn numbered(db: &mut impl Db, site: SiteId, number: &str) -> Result<Option<Listed>> {
    db.opt(sql(NUMBERED).bind(number).bind(site)).await
}

/// The latest documents of a customer, drafts too; index `ix_invoice_customer_id_issued_on`.
pub async fn of_customer(
    db: &mut impl Db,
    site: SiteId,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<Listed>> {
    db.all(sql(OF_CUSTOMER).bind(customer).bind(site).bind(limit))
        .await
}

/// Drafts, the oldest first; index `ix_invoice_draft`.
pub async fn drafts(
    db: &mut impl Db,
    site: SiteId,
    after: InvoiceId,
    limit: i64,
) -> Result<Vec<Listed>> {
    db.all(sql(DRAFTS).bind(site).bind(after).bind(limit)).await
}

/// What is owed, the longest due first; index `ix_invoice_due`.
pub async fn owed(
    db: &mut impl Db,
    site: SiteId,
    after: (NaiveDate, InvoiceId),
    limit: i64,
) -> Result<Vec<Listed>> {
    db.all(sql(OWED).bind(site).bind(after.0).bind(after.1).bind(limit))
        .await
}

/// Posted documents, the latest first; index `ix_invoice_issued`.
pub async fn posted(
    db: &mut impl Db,
    site: SiteId,
    before: (NaiveDate, InvoiceId),
    limit: i64,
) -> Result<Vec<Listed>> {
    db.all(
        sql(POSTED)
            .bind(site)
            .bind(before.0)
            .bind(before.1)
            .bind(limit),
    )
    .await
}

/// What a site is owed: how many documents, how much, and how much of it is overdue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "said above; amounts in minor units")]
pub struct Receivable {
    pub drafts: i64,
    pub open: i64,
    pub owed_minor: Money,
    pub overdue: i64,
    pub overdue_minor: Money,
}

/// Sums up what is owed; index-only over `ix_invoice_due`.
pub async fn receivable(db: &mut impl Db, site: SiteId, today: NaiveDate) -> Result<Receivable> {
    db.one(
        sql("SELECT (SELECT count(*) FROM invoice WHERE site_id = $1 AND status = 'draft') AS drafts,
                count(*) AS open,
                CAST(COALESCE(SUM(owed_minor), 0) AS BIGINT) AS owed_minor,
                CAST(COALESCE(SUM(CASE WHEN due_on < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS overdue,
                CAST(COALESCE(SUM(CASE WHEN due_on < $2 THEN owed_minor ELSE 0 END), 0) AS BIGINT)
                     AS overdue_minor
             FROM invoice WHERE site_id = $1 AND owed_minor > 0")
        .bind(site)
        .bind(today),
    )
    .await
}

/// Who and what a document is about, as they are today.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Around {
    pub customer: Option<String>,
    pub on_account: Option<bool>,
    pub credit_limit_minor: Option<Money>,
    pub email: Option<String>,
    pub vehicle: Option<String>,
    pub job_number: Option<String>,
}

/// Reads it.
pub async fn around(db: &mut impl Db, id: InvoiceId) -> Result<Around> {
    db.one(
        sql(
            "SELECT c.name AS customer, c.on_account, c.credit_limit_minor,
                (SELECT value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'email'
                 ORDER BY p.is_primary DESC, p.id LIMIT 1) AS email,
                v.plate || ' ' || v.make || ' ' || v.model AS vehicle, j.number AS job_number
             FROM invoice i LEFT JOIN customer c ON c.id = i.customer_id
             LEFT JOIN job j ON j.id = i.job_id LEFT JOIN vehicle v ON v.id = j.vehicle_id
             WHERE i.id = $1",
        )
        .bind(id),
    )
    .await
}
