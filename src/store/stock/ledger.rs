//! What the ledger says of a part at a site, and how it is kept there.

use chrono::NaiveDate;

use crate::domain::line::PartStatus;
use crate::domain::stock::{Level, Movement};
use crate::domain::{JobId, LineId, Money, MovementId, PartId, Qty, SiteId, StockId, Ts};
use crate::store::{Db, Result, Tx, sql};

/// What a site has of a part.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Stock {
    pub id: StockId,
    pub bin: String,
    pub on_hand_milli: Qty,
    pub reserved_milli: Qty,
    pub on_order_milli: Qty,
    pub value_minor: Money,
    pub oversold: bool,
    pub reorder_milli: Qty,
    pub reorder_qty_milli: Qty,
    pub counted_on: Option<NaiveDate>,
}

impl Stock {
    /// What it stands at.
    #[must_use]
    pub fn level(&self) -> Level {
        Level {
            on_hand: self.on_hand_milli,
            reserved: self.reserved_milli,
            on_order: self.on_order_milli,
            reorder: self.reorder_milli,
            value: self.value_minor,
        }
    }
}

/// What the site has of the part; `None` where it never had any.
pub async fn stock(db: &mut impl Db, site: SiteId, part: PartId) -> Result<Option<Stock>> {
    db.opt(
        sql("SELECT id, bin, on_hand_milli, reserved_milli, on_order_milli, value_minor, oversold, reorder_milli,
                reorder_qty_milli, counted_on
             FROM stock WHERE part_id = $1 AND site_id = $2")
        .bind(part)
        .bind(site),
    )
    .await
}

/// Whether any site has some of the part, or keeps or has ordered some.
pub async fn is_held(db: &mut impl Db, part: PartId) -> Result<bool> {
    let row: Option<(i64,)> = db
        .opt(
            sql("SELECT id FROM stock WHERE part_id = $1
                    AND (on_hand_milli <> 0 OR reserved_milli > 0 OR on_order_milli > 0) LIMIT 1")
            .bind(part),
        )
        .await?;
    Ok(row.is_some())
}

/// Where the part lies at a site, and when it is low. The row is there ([`super::shelf::held`]).
pub async fn set_place(
    tx: &mut Tx,
    site: SiteId,
    part: PartId,
    bin: &str,
    reorder: Qty,
    reorder_qty: Qty,
) -> Result<()> {
    tx.exec(
        sql("UPDATE stock SET bin = $3, reorder_milli = $4, reorder_qty_milli = $5, version = version + 1
             WHERE part_id = $1 AND site_id = $2")
        .bind(part)
        .bind(site)
        .bind(bin)
        .bind(reorder)
        .bind(reorder_qty),
    )
    .await?;
    Ok(())
}

/// What arrived is not on order any more; more may arrive than was ordered.
pub async fn arrived(tx: &mut Tx, site: SiteId, part: PartId, qty: Qty) -> Result<()> {
    tx.exec(
        sql("UPDATE stock SET on_order_milli = CASE WHEN on_order_milli > $3 THEN on_order_milli - $3 ELSE 0 END
             WHERE part_id = $1 AND site_id = $2")
        .bind(part)
        .bind(site)
        .bind(qty),
    )
    .await?;
    Ok(())
}

/// The shelf was counted on that day.
pub async fn set_counted(tx: &mut Tx, site: SiteId, part: PartId, on: NaiveDate) -> Result<()> {
    tx.exec(
        sql("UPDATE stock SET counted_on = $3 WHERE part_id = $1 AND site_id = $2")
            .bind(part)
            .bind(site)
            .bind(on),
    )
    .await?;
    Ok(())
}

/// What one last cost when it came in; index `ix_stock_movement_part_id_site_id_at`.
pub async fn last_cost(
    db: &mut impl Db,
    site: SiteId,
    part: PartId,
) -> Result<Option<(Qty, Money)>> {
    db.opt(
        sql("SELECT on_hand_milli, value_minor FROM stock_movement
             WHERE part_id = $1 AND site_id = $2 AND kind IN ('opening', 'receipt') AND value_minor > 0
             ORDER BY at DESC, id DESC LIMIT 1")
        .bind(part)
        .bind(site),
    )
    .await
}

/// A movement as the card shows it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Moved {
    pub id: MovementId,
    pub kind: Movement,
    pub on_hand_milli: Qty,
    pub reserved_milli: Qty,
    pub value_minor: Money,
    pub document: String,
    pub reason: String,
    pub at: Ts,
    pub staff: Option<String>,
    pub job_id: Option<JobId>,
    pub job_number: Option<String>,
    pub plate: Option<String>,
}

macro_rules! movements {
    ($which:literal) => {
        concat!(
            "SELECT m.id, m.kind, m.on_hand_milli, m.reserved_milli, m.value_minor, m.document, m.reason, m.at,
                s.name AS staff, j.id AS job_id, j.number AS job_number, v.plate
             FROM (SELECT id, kind, on_hand_milli, reserved_milli, value_minor, document, reason, at, staff_id,
                    job_line_id
                FROM stock_movement WHERE part_id = $1 AND site_id = $2 ",
            $which,
            " ORDER BY at DESC, id DESC LIMIT $3) m
             LEFT JOIN staff s ON s.id = m.staff_id
             LEFT JOIN job_line l ON l.id = m.job_line_id
             LEFT JOIN job j ON j.id = l.job_id
             LEFT JOIN vehicle v ON v.id = j.vehicle_id
             ORDER BY m.at DESC, m.id DESC"
        )
    };
}

const MOVEMENTS: &str = movements!("");
const MOVEMENTS_BEFORE: &str = movements!("AND (at, id) < ($4, $5)");

/// The latest movements of a part at a site; index `ix_stock_movement_part_id_site_id_at`.
pub async fn movements(
    db: &mut impl Db,
    site: SiteId,
    part: PartId,
    limit: i64,
) -> Result<Vec<Moved>> {
    db.all(sql(MOVEMENTS).bind(part).bind(site).bind(limit))
        .await
}

/// The movements before that one; the same index.
pub async fn movements_before(
    db: &mut impl Db,
    site: SiteId,
    part: PartId,
    before: (Ts, MovementId),
    limit: i64,
) -> Result<Vec<Moved>> {
    db.all(
        sql(MOVEMENTS_BEFORE)
            .bind(part)
            .bind(site)
            .bind(limit)
            .bind(before.0)
            .bind(before.1),
    )
    .await
}

/// What was taken and put back since then, each with its time: taken counts up.
pub async fn uses(
    db: &mut impl Db,
    site: SiteId,
    part: PartId,
    since: Ts,
) -> Result<Vec<(Ts, Qty)>> {
    db.all(
        sql("SELECT at, 0 - on_hand_milli FROM stock_movement
             WHERE part_id = $1 AND site_id = $2 AND at >= $3 AND kind IN ('issue', 'return_in')")
        .bind(part)
        .bind(site)
        .bind(since),
    )
    .await
}

/// A job line that keeps some of a part, or waits for it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Wanted {
    pub line_id: LineId,
    pub job_id: JobId,
    pub job_number: String,
    pub plate: String,
    pub reserved_milli: Qty,
    pub part_status: PartStatus,
    pub promised_at: Option<Ts>,
}

/// Who keeps or waits for a part at a site, the promised first; index `ix_job_line_waiting`.
pub async fn wanted(db: &mut impl Db, site: SiteId, part: PartId) -> Result<Vec<Wanted>> {
    db.all(
        sql("SELECT l.id AS line_id, j.id AS job_id, j.number AS job_number, v.plate, l.reserved_milli,
                l.part_status, j.promised_at
             FROM job_line l JOIN job j ON j.id = l.job_id JOIN vehicle v ON v.id = j.vehicle_id
             WHERE l.site_id = $1 AND l.part_id = $2
                AND l.part_status IN ('reserved', 'to_order', 'ordered', 'back_ordered')
                AND l.reserved_milli > 0 AND l.void_at IS NULL
             ORDER BY CASE WHEN j.promised_at IS NULL THEN 1 ELSE 0 END, j.promised_at, l.id")
        .bind(site)
        .bind(part),
    )
    .await
}
