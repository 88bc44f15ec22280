//! The shelf as an invoice uses it: what is sold over the counter leaves it when the invoice is posted.

use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::stock::Movement;
use crate::domain::{InvoiceLineId, Money, PartId, Qty, msg};
use crate::store::Tx;
use crate::store::stock::shelf::{self, Move};

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
}
