//! Verbs that move the shelf without a job: receive, adjust, count.

use serde_json::json;

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::stock::{Level, Movement};
use crate::domain::{Money, PartId, Qty, msg, text};
use crate::store::stock::shelf::Move;
use crate::store::stock::{ledger, shelf};
use crate::store::{Tx, parts};

/// Goods that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// How much, more than nothing.
    pub qty: Qty,
    /// What one cost; `None` values it at what the shelf is worth on the average, else at the last cost.
    pub unit_cost: Option<Money>,
    /// Number of the delivery note or the supplier's invoice.
    pub document: String,
}

/// What a count found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What the ledger said.
    pub was: Qty,
    /// What is there.
    pub now: Qty,
}

impl Desk {
    /// Puts goods on the shelf, moves the average cost, and gives them to who waits, the promised first.
    /// What is on hand then.
    ///
    /// # Errors
    /// `Invalid` on `qty`, `unit_cost`, `document`; `Refused` for a part that is not kept on a shelf.
    pub async fn receive(&self, by: &Actor, part: PartId, goods: &Receipt) -> Result<Qty> {
        by.may(Permission::StockMove)?;
        if !goods.qty.is_positive() {
            return Err(Error::invalid("qty", msg!("qty-not-positive")));
        }
        if goods
            .unit_cost
            .is_some_and(|c| c.is_negative() || c > Money::LIMIT)
        {
            return Err(Error::invalid("unit_cost", msg!("part-price-range")));
        }
        let document =
            text::name(&goods.document).map_err(|why| Error::invalid("document", why))?;
        in_tx!(self, |tx| {
            let level = self.shelf_of(tx, by, part).await?;
            let cost = match goods.unit_cost {
                Some(cost) => cost,
                None => self.usual_cost(tx, by, part, level).await?,
            };
            let after = level.on_hand + goods.qty;
            fits(after)?;
            let moved = Move {
                on_hand: goods.qty,
                value: level
                    .worth_of_more(goods.qty, cost)
                    .map_err(|e| Error::invalid("unit_cost", e.msg()))?,
                document: &document,
                oversold: (!after.is_negative()).then_some(false),
                ..self.moving(by, part, Movement::Receipt)
            };
            ledger::arrived(tx, by.site(), part, goods.qty).await?;
            self.move_shelf(tx, by, "receive", level, &moved).await?;
            Ok(after)
        })
    }

    /// Corrects the shelf by so much, up or down, and says why. What is on hand then.
    ///
    /// # Errors
    /// `Invalid` on `qty` when nothing would change or less than nothing would be left, on `reason` without one.
    pub async fn adjust(&self, by: &Actor, part: PartId, change: Qty, reason: &str) -> Result<Qty> {
        by.may(Permission::StockMove)?;
        if change.is_zero() {
            return Err(Error::invalid("qty", msg!("stock-adjust-nothing")));
        }
        let reason = text::required(reason).map_err(|why| Error::invalid("reason", why))?;
        in_tx!(self, |tx| {
            let level = self.shelf_of(tx, by, part).await?;
            let after = level.on_hand + change;
            if change.is_negative() && after.is_negative() {
                return Err(Error::invalid(
                    "qty",
                    msg!(
                        "stock-adjust-below",
                        have = level.on_hand.max(Qty::ZERO),
                        change = -change
                    ),
                ));
            }
            fits(after)?;
            let moved = Move {
                on_hand: change,
                value: self.worth_of_change(tx, by, part, level, change).await?,
                reason: &reason,
                oversold: (!after.is_negative()).then_some(false),
                ..self.moving(by, part, Movement::Adjust)
            };
            self.move_shelf(tx, by, "adjust", level, &moved).await?;
            Ok(after)
        })
    }

    /// Says what is really on the shelf; the difference becomes a movement, also when there is none. Who counts is
    /// not told before what the ledger says.
    ///
    /// # Errors
    /// `Invalid` on `qty` below nothing.
    pub async fn count(&self, by: &Actor, part: PartId, found: Qty) -> Result<Counted> {
        by.may(Permission::StockMove)?;
        if found.is_negative() {
            return Err(Error::invalid("qty", msg!("qty-negative")));
        }
        fits(found)?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        in_tx!(self, |tx| {
            let level = self.shelf_of(tx, by, part).await?;
            let change = found - level.on_hand;
            let moved = Move {
                on_hand: change,
                value: self.worth_of_change(tx, by, part, level, change).await?,
                oversold: Some(false),
                ..self.moving(by, part, Movement::Count)
            };
            ledger::set_counted(tx, by.site(), part, today).await?;
            self.move_shelf(tx, by, "count", level, &moved).await?;
            Ok(Counted {
                was: level.on_hand,
                now: found,
            })
        })
    }

    /// What a living part of a shelf stands at, held until the transaction ends.
    async fn shelf_of(&self, tx: &mut Tx, by: &Actor, part: PartId) -> Result<Level> {
        let found = parts::get(tx, part).await?;
        if !found.stocked {
            return Err(Error::Refused(msg!("part-not-stocked", part = found.sku)));
        }
        if found.archived_at.is_some() {
            return Err(Error::Refused(msg!("part-is-archived", part = found.sku)));
        }
        self.level(tx, by, part).await
    }

    /// What the shelf gains or loses in worth when so much turns up or is missing.
    async fn worth_of_change(
        &self,
        tx: &mut Tx,
        by: &Actor,
        part: PartId,
        level: Level,
        change: Qty,
    ) -> Result<Money> {
        if change.is_negative() {
            let worth = level.value_of(-change);
            return worth.map(|w| -w).map_err(|e| Error::Refused(e.msg()));
        }
        let cost = self.usual_cost(tx, by, part, level).await?;
        level
            .worth_of_more(change, cost)
            .map_err(|e| Error::Refused(e.msg()))
    }

    /// The average of the shelf, else what one cost when it last came in, else nothing.
    async fn usual_cost(
        &self,
        tx: &mut Tx,
        by: &Actor,
        part: PartId,
        level: Level,
    ) -> Result<Money> {
        let average = level.average().map_err(|e| Error::Refused(e.msg()))?;
        if let Some(average) = average.filter(|a| a.is_positive()) {
            return Ok(average);
        }
        let last = ledger::last_cost(tx, by.site(), part).await?;
        let Some((qty, value)) = last else {
            return Ok(Money::ZERO);
        };
        let came = Level {
            on_hand: qty,
            value,
            ..Level::default()
        };
        let one = came.average().map_err(|e| Error::Refused(e.msg()))?;
        Ok(one.unwrap_or_default())
    }

    async fn move_shelf(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &str,
        was: Level,
        moved: &Move<'_>,
    ) -> Result<()> {
        let id = shelf::apply(tx, moved).await?;
        self.settle_claims(tx, by, moved.part_id).await?;
        let entry = Entry {
            verb,
            entity: "stock_movement",
            id: id.0,
            old: json!({ "on_hand_milli": was.on_hand, "value_minor": was.value }),
            new: json!({ "part": moved.part_id, "on_hand_milli": was.on_hand + moved.on_hand,
                "value_minor": was.value + moved.value, "document": moved.document }),
            reason: moved.reason,
        };
        self.record(tx, by, entry).await
    }
}

/// More than anybody has on a shelf is a slip of the keyboard.
fn fits(on_hand: Qty) -> Result<()> {
    if on_hand > Qty::LIMIT {
        return Err(Error::invalid("qty", msg!("amount-too-large")));
    }
    Ok(())
}
