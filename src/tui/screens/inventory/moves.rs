//! Receiving, counting and correcting one part: a short form. A count is blind: what the ledger says is not shown.

use crate::desk::stock::{Counted, PartCard, Receipt};
use crate::desk::{Actor, Desk, Done};
use crate::domain::{Msg, PartId, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::screens::record::{Head, Pending, Record, Saving, Sheet, pending};
use crate::tui::screens::{Subject, draft};
use crate::tui::widgets::{Field, Form, Kind};

/// What is done to the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum How {
    /// Goods came.
    Receive,
    /// It was counted.
    Count,
    /// Something is missing, broken or turned up.
    Adjust,
}

/// The form; it answers what was on the shelf and what is now.
pub struct ShelfEdit {
    part: PartId,
    how: How,
}

impl ShelfEdit {
    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let (part, how) = draft::of(payload)?;
        let record = Self { part, how };
        Some(Sheet::recalled(record, payload))
    }

    /// The form for this part.
    #[must_use]
    pub fn open(part: PartId, how: How) -> Sheet<Self> {
        Sheet::of(Self { part, how })
    }
}

impl Record for ShelfEdit {
    type Ground = Box<PartCard>;
    type Saved = Counted;

    fn title(&self, card: Option<&Self::Ground>) -> Msg {
        let sku = card.map(|c| c.part.sku.clone()).unwrap_or_default();
        match self.how {
            How::Receive => msg!("inventory-receive-title", sku = sku),
            How::Count => msg!("inventory-count-title", sku = sku),
            How::Adjust => msg!("inventory-adjust-title", sku = sku),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(match self.how {
            How::Receive => msg!("inventory-receive-help"),
            How::Count => msg!("inventory-count-help"),
            How::Adjust => msg!("inventory-adjust-help"),
        })
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "part",
            id: self.part.0,
        })
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        Some(("shelf", serde_json::json!((self.part, self.how))))
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Self::Ground> {
        let part = self.part;
        pending(async move { desk.part_card(&by, part).await.map(Box::new) })
    }

    fn head(&self, card: &Self::Ground, cx: &Cx) -> Head {
        let w = &cx.words;
        let mut head = Head {
            below: card.part.description.clone(),
            ..Head::default()
        };
        let Some(stock) = &card.stock else {
            return head;
        };
        if !stock.bin.is_empty() {
            head.below = format!("{}   {}", head.below, stock.bin);
        }
        if self.how != How::Count {
            head.aside = w.say(&msg!(
                "inventory-there",
                qty = stock.on_hand_milli,
                unit = card.part.unit.clone()
            ));
        }
        head
    }

    fn form(&self, card: &Self::Ground, cx: &Cx) -> Form {
        let w = &cx.words;
        let unit = card.part.unit.clone();
        let qty = |id| {
            Field::new("qty", w.word(id), Kind::Qty)
                .required()
                .hint(unit.clone())
        };
        Form::new(match self.how {
            How::Receive => {
                let mut cost = Field::new("unit_cost", w.word("inventory-unit-cost"), Kind::Money);
                if let Some(one) = card.costs.and_then(|k| k.one) {
                    cost = cost.hint(w.say(&msg!("inventory-cost-usual", cost = one)));
                }
                vec![
                    qty("inventory-received"),
                    cost,
                    Field::new("document", w.word("inventory-document"), Kind::Text),
                ]
            }
            How::Count => vec![qty("inventory-found")],
            How::Adjust => vec![
                qty("inventory-change")
                    .hint(w.say(&msg!("inventory-change-hint", unit = unit.clone()))),
                Field::new("reason", w.word("inventory-reason"), Kind::Text)
                    .required()
                    .width(40),
            ],
        })
    }

    fn save(&self, card: &Self::Ground, form: &Form, desk: Desk, by: Actor) -> Saving<Counted> {
        let (part, how) = (self.part, self.how);
        let was = card.stock.as_ref().map(|s| s.on_hand_milli);
        let was = was.unwrap_or_default();
        let qty = form.qty("qty").unwrap_or_default();
        let reason = form.text("reason");
        let goods = Receipt {
            qty,
            unit_cost: form.money("unit_cost"),
            document: form.text("document"),
        };
        Ok(pending(async move {
            let moved = |now: Qty| Counted { was, now };
            let counted = match how {
                How::Receive => moved(desk.receive(&by, part, &goods).await?),
                How::Count => desk.count(&by, part, qty).await?,
                How::Adjust => moved(desk.adjust(&by, part, qty, &reason).await?),
            };
            Ok(Done::final_(counted))
        }))
    }

    fn saved(&self, card: &Self::Ground, _form: &Form, moved: &Counted) -> Msg {
        let (sku, qty, off) = (card.part.sku.clone(), moved.now, moved.now - moved.was);
        match self.how {
            How::Receive => msg!("inventory-received-done", sku = sku, qty = qty),
            How::Adjust => msg!("inventory-adjusted-done", sku = sku, qty = qty),
            How::Count if off.is_zero() => msg!("inventory-counted-right", sku = sku, qty = qty),
            How::Count if off.is_positive() => {
                msg!("inventory-counted-more", sku = sku, qty = qty, off = off)
            }
            How::Count => msg!("inventory-counted-less", sku = sku, qty = qty, off = -off),
        }
    }
}
