//! What lists and pages show: documents by state and age, what is owed in sum, who a document is about.

use chrono::NaiveDate;

use crate::domain::invoice::{Kind, Status};
use crate::domain::{CustomerId, InvoiceId, Money, SiteId, Ts};
use crate::store::{Db, Result, sql};

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
