//! What is there, what is kept for lines, and the movements between.

use crate::domain::line::PartStatus;
use crate::domain::stock::{Level, Movement};
use crate::domain::{
    InvoiceLineId, JobId, LineId, Money, MovementId, PartId, Qty, SiteId, StaffId, Ts,
};
use crate::store::{Db, Error, Lock, Result, Tx, sql};

#[derive(sqlx::FromRow)]
struct Row {
    on_hand_milli: Qty,
    reserved_milli: Qty,
    on_order_milli: Qty,
    reorder_milli: Qty,
    value_minor: Money,
}

/// What the part stands at, held until the transaction ends; its row is made if the site never had it.
pub async fn held(tx: &mut Tx, site: SiteId, part: PartId, reorder: Qty) -> Result<Level> {
    tx.lock(vec![(Lock::Stock, part.0)]).await?;
    tx.exec(
        sql(
            "INSERT INTO stock (site_id, part_id, reorder_milli) VALUES ($1, $2, $3)
             ON CONFLICT (part_id, site_id) DO NOTHING",
        )
        .bind(site)
        .bind(part)
        .bind(reorder),
    )
    .await?;
    let row: Row = tx
        .one(
            sql("SELECT on_hand_milli, reserved_milli, on_order_milli, reorder_milli, value_minor FROM stock
                 WHERE part_id = $1 AND site_id = $2")
            .bind(part)
            .bind(site),
        )
        .await?;
    Ok(Level {
        on_hand: row.on_hand_milli,
        reserved: row.reserved_milli,
        on_order: row.on_order_milli,
        reorder: row.reorder_milli,
        value: row.value_minor,
    })
}

/// One line of the ledger before it is written.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Move<'a> {
    pub site_id: SiteId,
    pub part_id: PartId,
    pub kind: Movement,
    pub on_hand: Qty,
    pub reserved: Qty,
    pub value: Money,
    pub job_line_id: Option<LineId>,
    pub invoice_line_id: Option<InvoiceLineId>,
    pub document: &'a str,
    pub reason: &'a str,
    pub staff_id: Option<StaffId>,
    pub at: Ts,
    /// Whether the shelf may now say less than nothing; `None` leaves it as it is.
    pub oversold: Option<bool>,
}

/// Moves the shelf and writes the movement. The part is held ([`held`]).
///
/// # Errors
/// `ck_stock_on_hand`, `ck_stock_reserved`; [`Error::NotFound`] when the site has no row for the part.
pub async fn apply(tx: &mut Tx, m: &Move<'_>) -> Result<MovementId> {
    let touched = tx
        .exec(
            sql("UPDATE stock SET on_hand_milli = on_hand_milli + $3, reserved_milli = reserved_milli + $4,
                    value_minor = value_minor + $5, oversold = COALESCE($6, oversold)
                 WHERE part_id = $1 AND site_id = $2")
            .bind(m.part_id)
            .bind(m.site_id)
            .bind(m.on_hand)
            .bind(m.reserved)
            .bind(m.value)
            .bind(m.oversold),
        )
        .await?;
    if touched == 0 {
        return Err(Error::NotFound);
    }
    let (id,): (MovementId,) = tx
        .one(
            sql("INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, reserved_milli, value_minor,
                    job_line_id, document, reason, staff_id, at, invoice_line_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id")
            .bind(m.site_id)
            .bind(m.part_id)
            .bind(m.kind)
            .bind(m.on_hand)
            .bind(m.reserved)
            .bind(m.value)
            .bind(m.job_line_id)
            .bind(m.document)
            .bind(m.reason)
            .bind(m.staff_id)
            .bind(m.at)
            .bind(m.invoice_line_id),
        )
        .await?;
    Ok(id)
}

/// The part of a job line.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct PartLine {
    pub id: LineId,
    pub job_id: JobId,
    pub part_id: PartId,
    pub sku: String,
    pub stocked: bool,
    pub qty_milli: Qty,
    pub reserved_milli: Qty,
    pub issued_milli: Qty,
    pub returned_milli: Qty,
    pub cost_minor: Money,
    pub part_status: PartStatus,
}

impl PartLine {
    /// Taken and not put back.
    #[must_use]
    pub fn out(&self) -> Qty {
        self.issued_milli - self.returned_milli
    }
}

/// The part of a line at a site, void or not.
pub async fn part_line(db: &mut impl Db, site: SiteId, id: LineId) -> Result<PartLine> {
    db.one(
        sql("SELECT l.id, l.job_id, l.part_id, p.sku, p.stocked, l.qty_milli, l.reserved_milli, l.issued_milli,
                l.returned_milli, l.cost_minor, COALESCE(l.part_status, 'needed') AS part_status
             FROM job_line l JOIN part p ON p.id = l.part_id WHERE l.id = $1 AND l.site_id = $2")
        .bind(id)
        .bind(site),
    )
    .await
}

/// Saves what the shelf knows of a line.
pub async fn set_part_line(tx: &mut Tx, l: &PartLine) -> Result<()> {
    tx.exec(
        sql("UPDATE job_line SET reserved_milli = $2, issued_milli = $3, returned_milli = $4, cost_minor = $5,
                part_status = $6
             WHERE id = $1")
        .bind(l.id)
        .bind(l.reserved_milli)
        .bind(l.issued_milli)
        .bind(l.returned_milli)
        .bind(l.cost_minor)
        .bind(l.part_status),
    )
    .await?;
    Ok(())
}

/// A line that keeps something of a part, or waits for it.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Claim {
    pub id: LineId,
    pub reserved_milli: Qty,
    pub part_status: PartStatus,
}

/// Who has a claim on a part at a site: the promised first (index `ix_job_line_waiting`).
pub async fn claims(db: &mut impl Db, site: SiteId, part: PartId) -> Result<Vec<Claim>> {
    db.all(
        sql("SELECT l.id, l.reserved_milli, l.part_status FROM job_line l JOIN job j ON j.id = l.job_id
             WHERE l.site_id = $1 AND l.part_id = $2
                AND l.part_status IN ('reserved', 'to_order', 'ordered', 'back_ordered')
                AND l.reserved_milli > 0 AND l.void_at IS NULL
             ORDER BY CASE WHEN j.promised_at IS NULL THEN 1 ELSE 0 END, j.promised_at, l.id")
        .bind(site)
        .bind(part),
    )
    .await
}

/// Where the part of a line is.
pub async fn set_part_status(tx: &mut Tx, id: LineId, to: PartStatus) -> Result<()> {
    tx.exec(
        sql("UPDATE job_line SET part_status = $2 WHERE id = $1")
            .bind(id)
            .bind(to),
    )
    .await?;
    Ok(())
}
