//! Payments, and which invoice got how much of them.

use super::{Db, Error, Result, Tx, sql};
use crate::domain::payment::{Direction, Status, Tender};
use crate::domain::{CustomerId, InvoiceId, Money, PaymentId, SiteId, StaffId, Ts};

/// A payment as an invoice's page shows it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(
    missing_docs,
    reason = "columns, as model.md 3 names them; amounts in minor units"
)]
pub struct Paid {
    pub id: PaymentId,
    pub number: Option<String>,
    pub tender: Tender,
    pub direction: Direction,
    pub status: Status,
    pub amount_minor: Money,
    pub tendered_minor: Option<Money>,
    pub change_minor: Money,
    pub reference: String,
    pub at: Ts,
    pub received_by: Option<String>,
    /// What of it this invoice got.
    pub allocated_minor: Money,
}

/// A payment to be written.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New {
    pub site_id: SiteId,
    pub number: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub direction: Direction,
    pub tender: Tender,
    pub amount: Money,
    pub tendered: Option<Money>,
    pub change: Money,
    pub reference: String,
    pub status: Status,
    pub request_key: String,
    pub received_by: Option<StaffId>,
    pub verified_by: Option<StaffId>,
    pub at: Ts,
}

/// The payment a form has already made with this key, if it was sent twice.
pub async fn by_request_key(db: &mut impl Db, key: &str) -> Result<Option<PaymentId>> {
    let row: Option<(PaymentId,)> = db
        .opt(sql("SELECT id FROM payment WHERE request_key = $1").bind(key))
        .await?;
    Ok(row.map(|r| r.0))
}

/// Writes a payment; nothing of it is allocated yet.
pub async fn insert(tx: &mut Tx, n: &New) -> Result<PaymentId> {
    let (id,): (PaymentId,) = tx
        .one(
            sql("INSERT INTO payment (site_id, number, customer_id, direction, tender, amount_minor, tendered_minor,
                    change_minor, reference, status, request_key, received_by_id, verified_by_id, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id")
            .bind(n.site_id)
            .bind(n.number.as_deref())
            .bind(n.customer_id)
            .bind(n.direction)
            .bind(n.tender)
            .bind(n.amount)
            .bind(n.tendered)
            .bind(n.change)
            .bind(&n.reference)
            .bind(n.status)
            .bind(&n.request_key)
            .bind(n.received_by)
            .bind(n.verified_by)
            .bind(n.at),
        )
        .await?;
    Ok(id)
}

/// Gives an invoice a share of a payment, or takes it back with a negative amount.
pub async fn allocate(
    tx: &mut Tx,
    payment: PaymentId,
    invoice: InvoiceId,
    amount: Money,
    at: Ts,
    by: Option<StaffId>,
) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE payment SET allocated_minor = allocated_minor + $1
                 WHERE id = $2 AND allocated_minor + $1 >= 0
                   AND allocated_minor + $1 <= amount_minor + rounding_minor")
            .bind(amount)
            .bind(payment),
        )
        .await?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    tx.exec(
        sql(
            "INSERT INTO payment_allocation (payment_id, invoice_id, amount_minor, at, staff_id)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(payment)
        .bind(invoice)
        .bind(amount)
        .bind(at)
        .bind(by),
    )
    .await?;
    Ok(())
}

/// The payments an invoice got something of, in order.
pub async fn of_invoice(db: &mut impl Db, id: InvoiceId) -> Result<Vec<Paid>> {
    db.all(
        sql("SELECT p.id, p.number, p.tender, p.direction, p.status, p.amount_minor, p.tendered_minor,
                p.change_minor, p.reference, p.at, s.name AS received_by, a.allocated_minor
             FROM (SELECT payment_id, CAST(SUM(amount_minor) AS BIGINT) AS allocated_minor
                   FROM payment_allocation WHERE invoice_id = $1 GROUP BY payment_id) a
             JOIN payment p ON p.id = a.payment_id LEFT JOIN staff s ON s.id = p.received_by_id
             ORDER BY p.at, p.id")
        .bind(id),
    )
    .await
}

/// What a customer has paid that no invoice has got: deposits and credit; index `ix_payment_free`.
pub async fn free(db: &mut impl Db, customer: CustomerId) -> Result<Vec<(PaymentId, Money)>> {
    db.all(
        sql(
            "SELECT id, amount_minor + rounding_minor - allocated_minor FROM payment
             WHERE customer_id = $1 AND direction = 'in' AND status IN ('received', 'verified')
               AND allocated_minor < amount_minor + rounding_minor
             ORDER BY id",
        )
        .bind(customer),
    )
    .await
}

/// Money of a customer that no invoice has got yet, as a page shows it: `allocated_minor` is what is left of it.
pub async fn held(db: &mut impl Db, customer: CustomerId) -> Result<Vec<Paid>> {
    db.all(
        sql("SELECT p.id, p.number, p.tender, p.direction, p.status, p.amount_minor, p.tendered_minor,
                p.change_minor, p.reference, p.at, s.name AS received_by,
                p.amount_minor + p.rounding_minor - p.allocated_minor AS allocated_minor
             FROM payment p LEFT JOIN staff s ON s.id = p.received_by_id
             WHERE p.customer_id = $1 AND p.direction = 'in' AND p.status IN ('received', 'verified')
               AND p.allocated_minor < p.amount_minor + p.rounding_minor
             ORDER BY p.id")
        .bind(customer),
    )
    .await
}

/// A payment as it stands.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Standing {
    pub status: Status,
    pub amount_minor: Money,
    pub number: Option<String>,
    pub customer_id: Option<CustomerId>,
}

/// How a payment of this site stands.
pub async fn standing(db: &mut impl Db, site: SiteId, id: PaymentId) -> Result<Standing> {
    db.one(
        sql("SELECT status, amount_minor, number, customer_id FROM payment WHERE id = $1 AND site_id = $2")
            .bind(id)
            .bind(site),
    )
    .await
}

/// What each invoice has of a payment.
pub async fn shares(db: &mut impl Db, id: PaymentId) -> Result<Vec<(InvoiceId, Money)>> {
    db.all(
        sql("SELECT invoice_id, CAST(SUM(amount_minor) AS BIGINT) FROM payment_allocation
             WHERE payment_id = $1 GROUP BY invoice_id HAVING SUM(amount_minor) <> 0 ORDER BY invoice_id")
        .bind(id),
    )
    .await
}

/// Says that a payment did not last, if it still stands at `from`.
pub async fn set_status(tx: &mut Tx, id: PaymentId, from: Status, to: Status) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE payment SET status = $1 WHERE id = $2 AND status = $3")
                .bind(to)
                .bind(id)
                .bind(from),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
