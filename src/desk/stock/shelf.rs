//! The shelf as job lines use it: reserve, release, issue, return.

use crate::desk::{Actor, Desk, Entry, Error, Result};
use crate::domain::line::{PartEvent, PartStatus};
use crate::domain::money::scaled;
use crate::domain::permission::Permission;
use crate::domain::stock::{Level, Movement};
use crate::domain::{LineId, Money, PartId, Qty, msg};
use crate::store::Tx;
use crate::store::stock::shelf::{self, Move, PartLine};

impl Desk {
    /// Keeps what the line still needs. It is `reserved` when the shelf covers it and all kept before it, else
    /// `to_order`: a reservation may go beyond what is there.
    pub(crate) async fn reserve_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: LineId,
    ) -> Result<PartStatus> {
        let mut l = shelf::part_line(tx, by.site(), id).await?;
        let wanted = l.qty_milli - l.out() - l.reserved_milli;
        if !wanted.is_positive() {
            return Ok(l.part_status);
        }
        if !l.stocked {
            // Not kept on a shelf: fetched or poured when needed, so there is nothing to wait for.
            l.part_status = step(&l, PartEvent::Reserve)?;
            shelf::set_part_line(tx, &l).await?;
            return Ok(l.part_status);
        }
        let level = self.level(tx, by, l.part_id).await?;
        let covered = level.available() >= wanted;
        l.part_status = step(
            &l,
            if covered {
                PartEvent::Reserve
            } else {
                PartEvent::FallShort
            },
        )?;
        l.reserved_milli += wanted;
        let kept = Move {
            reserved: wanted,
            ..self.movement(by, &l, Movement::Reserve)
        };
        shelf::apply(tx, &kept).await?;
        shelf::set_part_line(tx, &l).await?;
        Ok(l.part_status)
    }

    /// Gives back what is kept for the line; who waits for the part gets it, the promised first.
    pub(crate) async fn release_line(&self, tx: &mut Tx, by: &Actor, id: LineId) -> Result<()> {
        let mut l = shelf::part_line(tx, by.site(), id).await?;
        let kept = l.reserved_milli;
        if kept.is_positive() {
            self.level(tx, by, l.part_id).await?;
            let gone = Move {
                reserved: -kept,
                ..self.movement(by, &l, Movement::Release)
            };
            shelf::apply(tx, &gone).await?;
            l.reserved_milli = Qty::ZERO;
        }
        if let Ok(to) = l.part_status.next(PartEvent::Release) {
            l.part_status = to;
        }
        shelf::set_part_line(tx, &l).await?;
        if kept.is_positive() {
            self.settle_claims(tx, by, l.part_id).await?;
        }
        Ok(())
    }

    /// Hands the part out. Beyond what is there only with `beyond`, the reason of one who holds
    /// `stock.negative`; then the shelf says so until the next receipt.
    pub(crate) async fn issue_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: LineId,
        qty: Qty,
        beyond: Option<&str>,
    ) -> Result<()> {
        let mut l = shelf::part_line(tx, by.site(), id).await?;
        if !qty.is_positive() {
            return Err(Error::invalid("qty", msg!("qty-not-positive")));
        }
        let mut robbed = false;
        if l.stocked {
            let level = self.level(tx, by, l.part_id).await?;
            let short = qty > level.on_hand;
            if short && beyond.is_none() {
                return Err(Error::Blocked {
                    blockers: vec![msg!(
                        "stock-short",
                        part = &l.sku,
                        have = level.on_hand.max(Qty::ZERO),
                        wanted = qty
                    )],
                });
            }
            if short {
                by.may(Permission::StockNegative)?;
            }
            let worth = value(level, qty)?;
            let freed = qty.min(l.reserved_milli);
            let out = Move {
                on_hand: -qty,
                reserved: -freed,
                value: -worth,
                reason: beyond.unwrap_or_default(),
                oversold: short.then_some(true),
                ..self.movement(by, &l, Movement::Issue)
            };
            shelf::apply(tx, &out).await?;
            l.reserved_milli -= freed;
            l.cost_minor += worth;
            // Somebody else's reservation may have been handed out.
            robbed = level.on_hand - qty < level.reserved - freed;
        }
        l.issued_milli += qty;
        if l.out() >= l.qty_milli {
            l.part_status = step(&l, PartEvent::Issue)?;
        }
        shelf::set_part_line(tx, &l).await?;
        if robbed {
            self.settle_claims(tx, by, l.part_id).await?;
        }
        self.record_shelf(tx, by, "take_part", &l, qty, beyond.unwrap_or_default())
            .await
    }

    /// Puts back what was taken; the line does not want it any more when all of it is back.
    pub(crate) async fn return_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: LineId,
        qty: Qty,
    ) -> Result<()> {
        self.return_line_for(tx, by, id, qty, ("", "")).await
    }

    /// The same because of a document, named in the movement with the reason.
    pub(crate) async fn return_line_for(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: LineId,
        qty: Qty,
        why: (&str, &str),
    ) -> Result<()> {
        let mut l = shelf::part_line(tx, by.site(), id).await?;
        let worth = self.put_back(tx, by, &l, (qty, Qty::ZERO), why).await?;
        l.returned_milli += qty;
        l.cost_minor -= worth;
        if l.out().is_zero() {
            l.part_status = step(&l, PartEvent::Return)?;
        }
        shelf::set_part_line(tx, &l).await?;
        if l.stocked {
            self.settle_claims(tx, by, l.part_id).await?;
        }
        self.record_shelf(tx, by, "return_part", &l, qty, why.1)
            .await
    }

    /// The part was not taken after all (undo): back on the shelf and kept for the line as before.
    pub(crate) async fn untake_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: LineId,
        qty: Qty,
    ) -> Result<()> {
        let mut l = shelf::part_line(tx, by.site(), id).await?;
        if qty > l.out() {
            return Err(crate::store::Error::Stale.into());
        }
        let worth = self.put_back(tx, by, &l, (qty, qty), ("", "")).await?;
        l.issued_milli -= qty;
        l.cost_minor -= worth;
        if l.stocked {
            l.reserved_milli += qty;
        }
        // What was on the shelf a moment ago is there again.
        l.part_status = PartStatus::Reserved;
        shelf::set_part_line(tx, &l).await?;
        self.record_shelf(tx, by, "return_part", &l, qty, "undo")
            .await
    }

    async fn put_back(
        &self,
        tx: &mut Tx,
        by: &Actor,
        l: &PartLine,
        (qty, keep): (Qty, Qty),
        (document, reason): (&str, &str),
    ) -> Result<Money> {
        if !qty.is_positive() || qty > l.out() {
            return Err(Error::invalid(
                "qty",
                msg!("qty-above-issued", issued = l.out()),
            ));
        }
        if !l.stocked {
            return Ok(Money::ZERO);
        }
        self.level(tx, by, l.part_id).await?;
        let worth = if qty == l.out() {
            l.cost_minor
        } else {
            scaled(l.cost_minor.0, qty.0, l.out().0)
                .map(Money)
                .map_err(|e| Error::Refused(e.msg()))?
        };
        let back = Move {
            on_hand: qty,
            reserved: keep,
            value: worth,
            document,
            reason,
            ..self.movement(by, l, Movement::ReturnIn)
        };
        shelf::apply(tx, &back).await?;
        Ok(worth)
    }

    /// Looks again at who has a claim on the part, the promised first: what the shelf no longer covers is to be
    /// ordered, and who waits and is covered now has it `reserved` (model.md 4).
    pub(super) async fn settle_claims(&self, tx: &mut Tx, by: &Actor, part: PartId) -> Result<()> {
        let level = self.level(tx, by, part).await?;
        let claims = shelf::claims(tx, by.site(), part).await?;
        let mut free = level.on_hand;
        for claim in claims.iter().filter(|c| !c.part_status.is_short()) {
            if claim.reserved_milli <= free {
                free -= claim.reserved_milli;
            } else {
                shelf::set_part_status(tx, claim.id, PartStatus::ToOrder).await?;
            }
        }
        for claim in claims.iter().filter(|c| c.part_status.is_short()) {
            if claim.reserved_milli <= free {
                free -= claim.reserved_milli;
                shelf::set_part_status(tx, claim.id, PartStatus::Reserved).await?;
            }
        }
        Ok(())
    }

    /// What the part stands at, held until the transaction ends.
    pub(super) async fn level(&self, tx: &mut Tx, by: &Actor, part: PartId) -> Result<Level> {
        let reorder = self.settings().reorder_default();
        Ok(shelf::held(tx, by.site(), part, reorder).await?)
    }

    fn movement<'a>(&self, by: &Actor, l: &PartLine, kind: Movement) -> Move<'a> {
        Move {
            job_line_id: Some(l.id),
            ..self.moving(by, l.part_id, kind)
        }
    }

    /// A movement of the part that moves nothing yet.
    pub(super) fn moving<'a>(&self, by: &Actor, part: PartId, kind: Movement) -> Move<'a> {
        Move {
            site_id: by.site(),
            part_id: part,
            kind,
            on_hand: Qty::ZERO,
            reserved: Qty::ZERO,
            value: Money::ZERO,
            job_line_id: None,
            invoice_line_id: None,
            document: "",
            reason: "",
            staff_id: by.staff(),
            at: self.now(),
            oversold: None,
        }
    }

    async fn record_shelf(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &str,
        l: &PartLine,
        qty: Qty,
        reason: &str,
    ) -> Result<()> {
        self.record(
            tx,
            by,
            Entry {
                verb,
                entity: "job_line",
                id: l.id.0,
                new: serde_json::json!({ "part": l.part_id, "qty_milli": qty, "issued_milli": l.issued_milli,
                    "returned_milli": l.returned_milli, "part_status": l.part_status }),
                reason,
                ..Entry::default()
            },
        )
        .await
    }
}

fn step(l: &PartLine, event: PartEvent) -> Result<PartStatus> {
    // Re-reserving what is kept already, or is short already, is no step.
    if (event == PartEvent::Reserve && l.part_status == PartStatus::Reserved)
        || (event == PartEvent::FallShort && l.part_status.is_short())
        || (event == PartEvent::Issue && l.part_status == PartStatus::Issued)
    {
        return Ok(l.part_status);
    }
    l.part_status
        .next(event)
        .map_err(|refused| Error::Refused(refused.msg()))
}

fn value(level: Level, qty: Qty) -> Result<Money> {
    level.value_of(qty).map_err(|e| Error::Refused(e.msg()))
}
