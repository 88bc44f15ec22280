//! What is typed for a draft: a line of its own, and its head.

use super::sum::one_discount;
use crate::desk::{Error, Result};
use crate::domain::{Bp, Money, PartId, Qty, TaxCodeId, line, msg, text};
use crate::store::invoices::{Line, OwnLine};

/// A line of the document's own, as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftLine {
    /// The part, if it is one.
    pub part: Option<PartId>,
    /// What is sold.
    pub kind: line::Kind,
    /// The part's number; empty for others.
    pub sku: String,
    /// What is printed.
    pub description: String,
    /// How many (thousandths).
    pub qty: Qty,
    /// "h", "l", or empty for pieces.
    pub unit: String,
    /// Price of one unit (minor units).
    pub price: Money,
    /// Discount as a rate.
    pub discount_rate: Bp,
    /// Discount as an amount; not both.
    pub discount: Money,
    /// Why it costs nothing, when it does.
    pub free_reason: String,
    /// How it is taxed.
    pub tax: TaxCodeId,
}

/// The head of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Discount on the whole as a rate.
    pub discount_rate: Bp,
    /// Discount on the whole as an amount; not both.
    pub discount: Money,
    /// Printed below the lines.
    pub note: String,
}

impl DraftLine {
    /// A line that is there, as its form would send it unchanged.
    #[must_use]
    pub fn of(l: &Line) -> Self {
        Self {
            part: l.part_id,
            kind: l.kind,
            sku: l.sku.clone(),
            description: l.description.clone(),
            qty: l.qty_milli,
            unit: l.unit.clone(),
            price: l.unit_price_minor,
            discount_rate: l.discount_bp,
            discount: l.discount_minor,
            free_reason: l.free_reason.clone(),
            tax: l.tax_code_id,
        }
    }

    pub(super) fn check(&self) -> Result<OwnLine> {
        one_discount(self.discount_rate, self.discount)?;
        let description =
            text::required(&self.description).map_err(|why| Error::invalid("description", why))?;
        if self.kind != line::Kind::Note && !self.qty.is_positive() {
            return Err(Error::invalid("qty", msg!("billing-qty-positive")));
        }
        if self.price.is_negative() {
            return Err(Error::invalid("price", msg!("billing-price-negative")));
        }
        let free_reason =
            text::name(&self.free_reason).map_err(|why| Error::invalid("free_reason", why))?;
        if self.price.is_zero() && self.kind.needs_free_reason() && free_reason.is_empty() {
            return Err(Error::invalid(
                "free_reason",
                msg!("billing-free-needs-reason"),
            ));
        }
        Ok(OwnLine {
            part_id: self.part,
            kind: self.kind,
            sku: text::name(&self.sku).map_err(|why| Error::invalid("sku", why))?,
            description,
            qty_milli: self.qty,
            unit: text::name(&self.unit).map_err(|why| Error::invalid("unit", why))?,
            unit_price_minor: self.price,
            discount_bp: self.discount_rate,
            discount_minor: self.discount,
            free_reason,
            tax_code_id: self.tax,
        })
    }
}
