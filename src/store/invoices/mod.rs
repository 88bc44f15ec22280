//! Invoices and credit notes: the documents themselves, from draft to posted.
//!
//! Their lines and taxes are in `lines`, what lists and pages show beside them in `listed`.

mod lines;
mod listed;

use chrono::NaiveDate;

pub use lines::*;
pub use listed::*;

use super::{Db, Error, Result, Tx, sql};
use crate::domain::invoice::{Kind, Origin, Status};
use crate::domain::{Bp, CustomerId, InvoiceId, JobId, Money, SiteId, Ts};

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
    /// The words of the document; empty while it is a draft.
    #[sqlx(flatten)]
    pub says: Snapshot,
    pub version: i64,
    pub created_at: Ts,
}

impl Invoice {
    /// A sale over the counter before anything is on it; it has no row yet.
    #[must_use]
    pub fn sale_at(site: SiteId, at: Ts) -> Self {
        Self {
            id: InvoiceId(0),
            site_id: site,
            kind: Kind::Invoice,
            origin: Origin::Sale,
            job_id: None,
            customer_id: None,
            status: Status::Draft,
            number: None,
            issued_on: None,
            supply_on: None,
            due_on: None,
            discount_bp: Bp::ZERO,
            discount_minor: Money::ZERO,
            net_minor: Money::ZERO,
            tax_minor: Money::ZERO,
            total_minor: Money::ZERO,
            paid_minor: Money::ZERO,
            credited_minor: Money::ZERO,
            credits_id: None,
            prices_include_tax: false,
            note: String::new(),
            says: Snapshot::default(),
            version: 1,
            created_at: at,
        }
    }

    /// What is still to be paid.
    #[must_use]
    pub fn owed(&self) -> Money {
        self.total_minor - self.paid_minor - self.credited_minor
    }
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
    pub says: Snapshot,
}

/// The words of the document, as they are on that day.
#[derive(Clone, Debug, Default, PartialEq, sqlx::FromRow)]
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

/// The columns of a [`Snapshot`], in its order.
macro_rules! says {
    () => {
        "seller_name, seller_address, seller_tax_no, customer_name, customer_address, customer_tax_no,
         vehicle_text, odometer, job_number, terms, footer, currency, country"
    };
}

macro_rules! invoice {
    ($rest:literal) => {
        concat!(
            "SELECT id, site_id, kind, origin, job_id, customer_id, status, number, issued_on, supply_on, due_on,
                discount_bp, discount_minor, net_minor, tax_minor, total_minor, paid_minor, credited_minor,
                credits_id, prices_include_tax, note, version, created_at, ",
            says!(),
            " FROM invoice WHERE ",
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

/// Makes the draft final. Nothing of it changes afterwards but what was paid and credited.
pub async fn post(tx: &mut Tx, id: InvoiceId, p: &Posting) -> Result<()> {
    let s = &p.says;
    let rows = tx
        .exec(
            sql(concat!(
                "UPDATE invoice SET status = 'posted', (number, series, year, seq, issued_on, supply_on, due_on,
                    net_minor, tax_minor, total_minor, posted_at, ",
                says!(),
                ") = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                    $21, $22, $23, $24)
                 WHERE id = $25 AND status = 'draft'"
            ))
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

/// Says whose a draft is, if nobody else has changed it since `version`; nobody is a walk-in.
pub async fn set_customer(
    tx: &mut Tx,
    id: InvoiceId,
    version: i64,
    customer: Option<CustomerId>,
) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE invoice SET customer_id = $1, version = version + 1
                 WHERE id = $2 AND version = $3 AND status = 'draft'")
            .bind(customer)
            .bind(id)
            .bind(version),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
