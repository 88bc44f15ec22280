//! How far a person may go from the list: prices and discounts on a draft.

use serde_json::json;

use super::line::Head;
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::line::{self, Discount};
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, InvoiceLineId, Money, msg};
use crate::store::invoices::{self, Line, OwnLine};
use crate::store::jobs::canned;
use crate::store::{Tx, parts};

impl Desk {
    /// A line of this draft as it is now.
    pub(super) async fn draft_line(
        &self,
        tx: &mut Tx,
        id: InvoiceId,
        line: InvoiceLineId,
    ) -> Result<Line> {
        let lines = invoices::draft_lines(tx, id).await?;
        lines
            .into_iter()
            .find(|l| l.id == line)
            .ok_or(Error::NotFound)
    }

    /// Whether the person may write this line: its price as listed or as it was, its discount within their cap.
    pub(super) async fn line_allowed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
        new: &OwnLine,
        was: Option<&Line>,
    ) -> Result<()> {
        let listed = match (new.part_id, was) {
            (Some(part), _) => Some(parts::get(tx, part).await?.price_minor),
            (None, Some(was)) if was.kind == line::Kind::Labour => Some(was.unit_price_minor),
            (None, _) => None,
        };
        let kept = was.is_some_and(|w| w.unit_price_minor == new.unit_price_minor);
        if !kept && listed.is_some_and(|price| price != new.unit_price_minor) {
            by.may(Permission::LinePrice)?;
        }
        let discount = Discount {
            rate: new.discount_bp,
            amount: new.discount_minor,
        };
        let amounts = line::amounts(new.kind, new.qty_milli, new.unit_price_minor, discount)
            .map_err(|e| Error::invalid("price", e.msg()))?;
        if new.kind == line::Kind::Discount {
            let base = self.base_of(tx, id).await?;
            return self
                .discount_allowed(tx, by, base, amounts.total.abs(), "price")
                .await;
        }
        self.discount_allowed(tx, by, amounts.base, amounts.discount, "discount")
            .await
    }

    /// Whether the person may lower the whole by so much.
    pub(super) async fn head_allowed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
        head: &Head,
    ) -> Result<()> {
        let base = self.base_of(tx, id).await?;
        let rate = base
            .share(head.discount_rate)
            .map_err(|e| Error::invalid("discount", e.msg()))?;
        self.discount_allowed(tx, by, base, rate + head.discount, "discount")
            .await
    }

    /// What the lines come to before anything is taken off the whole.
    async fn base_of(&self, tx: &mut Tx, id: InvoiceId) -> Result<Money> {
        let mut base = Money::ZERO;
        for l in invoices::draft_lines(tx, id).await? {
            let discount = Discount {
                rate: l.discount_bp,
                amount: l.discount_minor,
            };
            let amounts = line::amounts(l.kind, l.qty_milli, l.unit_price_minor, discount)
                .map_err(|e| Error::invalid("price", e.msg()))?;
            base += amounts.total.max(Money::ZERO);
        }
        Ok(base)
    }

    /// A discount asks for its own permission and stays within the person's cap.
    ///
    /// # Errors
    /// `Forbidden`, or `Invalid` on `field` with the most it may be.
    pub(crate) async fn discount_allowed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        base: Money,
        discount: Money,
        field: &'static str,
    ) -> Result<()> {
        if !discount.is_positive() {
            return Ok(());
        }
        by.may(Permission::LineDiscount)?;
        let Some(staff) = by.staff() else {
            return Ok(());
        };
        let cap = canned::discount_cap(tx, staff).await?;
        let most = base
            .share(cap)
            .map_err(|e| Error::invalid(field, e.msg()))?;
        if discount > most {
            return Err(Error::invalid(
                field,
                msg!("job-discount-above-cap", most = most),
            ));
        }
        Ok(())
    }
}

/// What a line says, for the audit.
pub(super) fn words_of(l: &OwnLine) -> serde_json::Value {
    json!({ "line": l.description, "qty": l.qty_milli.0, "price": l.unit_price_minor.0,
        "discount_bp": l.discount_bp.0, "discount": l.discount_minor.0 })
}

/// A line as it would be written again.
pub(super) fn own_of(l: &Line) -> OwnLine {
    OwnLine {
        part_id: l.part_id,
        kind: l.kind,
        sku: l.sku.clone(),
        description: l.description.clone(),
        qty_milli: l.qty_milli,
        unit: l.unit.clone(),
        unit_price_minor: l.unit_price_minor,
        discount_bp: l.discount_bp,
        discount_minor: l.discount_minor,
        free_reason: l.free_reason.clone(),
        tax_code_id: l.tax_code_id,
    }
}
