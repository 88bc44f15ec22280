//! The shelf as an invoice uses it: what is sold over the counter leaves it when the invoice is posted.

use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::stock::Movement;
use crate::domain::{InvoiceLineId, Money, PartId, Qty, msg};
use crate::store::invoices::Line;
use crate::store::stock::shelf::{self, Move};
use crate::store::{Tx, parts};

impl Desk {
    /// Takes a part off the shelf for a line of an invoice's own; what it cost us.
    ///
    /// # Errors
    /// `Blocked` when there is less on the shelf than is sold.
    pub(crate) async fn sell_part(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (part, sku): (PartId, &str),
        line: InvoiceLineId,
        qty: Qty,
    ) -> Result<Money> {
        let level = self.level(tx, by, part).await?;
        if qty > level.on_hand {
            return Err(Error::Blocked {
                blockers: vec![msg!(
                    "stock-short",
                    part = sku,
                    have = level.on_hand.max(Qty::ZERO),
                    wanted = qty
                )],
            });
        }
        let worth = level.value_of(qty).map_err(|e| Error::Refused(e.msg()))?;
        let out = Move {
            on_hand: -qty,
            value: -worth,
            invoice_line_id: Some(line),
            ..self.moving(by, part, Movement::Issue)
        };
        shelf::apply(tx, &out).await?;
        // Somebody's reservation may have been sold.
        if level.on_hand - qty < level.reserved {
            self.settle_claims(tx, by, part).await?;
        }
        Ok(worth)
    }

    /// Puts what a line of a credited invoice sold back on the shelf, at what it cost us then: of a job's line
    /// what is still on the car. A part that is not kept there has no shelf to go to.
    pub(crate) async fn put_on_shelf_again(
        &self,
        tx: &mut Tx,
        by: &Actor,
        line: &Line,
        (document, reason): (&str, &str),
    ) -> Result<()> {
        let Some(part) = line.part_id else {
            return Ok(());
        };
        if let Some(job_line) = line.job_line_id {
            let out = shelf::part_line(tx, by.site(), job_line).await?.out();
            let back = line.qty_milli.min(out);
            if back.is_positive() {
                self.return_line_for(tx, by, job_line, back, (document, reason))
                    .await?;
            }
            return Ok(());
        }
        if !parts::get(tx, part).await?.stocked {
            return Ok(());
        }
        self.level(tx, by, part).await?;
        let back = Move {
            on_hand: line.qty_milli,
            value: line.cost_minor,
            invoice_line_id: Some(line.id),
            document,
            reason,
            ..self.moving(by, part, Movement::ReturnIn)
        };
        shelf::apply(tx, &back).await?;
        self.settle_claims(tx, by, part).await
    }
}
