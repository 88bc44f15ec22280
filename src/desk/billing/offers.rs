//! What the entry row of a draft can sell: parts by number, barcode or words, labour by its code.

use super::DraftLine;
use crate::desk::{Actor, Desk, Done, Error, Result};
use crate::domain::permission::Permission;
use crate::domain::stock::PartKind;
use crate::domain::{
    Bp, InvoiceId, InvoiceLineId, Money, OperationId, PartId, Qty, line, msg, text,
};
use crate::store::{Db, catalogue, parts};

/// The most operations a search shows beside the parts.
const MOST: usize = 5;

/// What an offer sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// A part.
    Part(PartId),
    /// Labour of the catalogue.
    Operation(OperationId),
}

/// One thing to sell.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What it is.
    pub what: Offered,
    /// Part number or labour code.
    pub code: String,
    /// In words.
    pub title: String,
    /// Price of one unit (minor units).
    pub price: Money,
    /// What is free on the shelf, for parts kept there.
    pub free: Option<Qty>,
}

impl Desk {
    /// What fits what was typed: labour whose code begins so or whose title holds it, then parts.
    pub async fn offers(&self, by: &Actor, typed: &str) -> Result<Vec<Offer>> {
        by.may(Permission::InvoicePost)?;
        let needle = text::search_key(typed);
        if needle.is_empty() {
            return Ok(Vec::new());
        }
        let mut db = self.store();
        let mut found = Vec::new();
        for o in catalogue::operations(&mut db).await? {
            let fits = text::search_key(&o.code).starts_with(&needle)
                || (needle.chars().count() > 2 && text::search_key(&o.title).contains(&needle));
            if o.archived_at.is_some() || !fits || found.len() >= MOST {
                continue;
            }
            found.push(Offer {
                what: Offered::Operation(o.id),
                price: self.hour(&mut db, by, &o.rate_code).await?,
                code: o.code,
                title: o.title,
                free: None,
            });
        }
        if by.can(Permission::StockSee) {
            for p in self.find_parts(by, typed).await? {
                let level = p.level();
                found.push(Offer {
                    what: Offered::Part(p.id),
                    code: p.sku,
                    title: p.description,
                    price: p.price_minor,
                    free: p.stocked.then(|| level.available()),
                });
            }
        }
        Ok(found)
    }

    /// Puts an offer on a draft, so many of it: of labour its standard time each.
    pub async fn add_offer(
        &self,
        by: &Actor,
        id: InvoiceId,
        what: Offered,
        qty: Qty,
    ) -> Result<Done<InvoiceLineId>> {
        by.may(Permission::InvoicePost)?;
        let line = match what {
            Offered::Part(part) => self.line_of_part(part, qty).await?,
            Offered::Operation(operation) => self.line_of_labour(by, operation, qty).await?,
        };
        self.add_draft_line(by, id, &line).await
    }

    async fn line_of_part(&self, part: PartId, qty: Qty) -> Result<DraftLine> {
        let mut db = self.store();
        let p = parts::get(&mut db, part).await?;
        Ok(DraftLine {
            part: Some(p.id),
            kind: match p.kind {
                PartKind::Tyre => line::Kind::Tyre,
                _ => line::Kind::Part,
            },
            sku: p.sku,
            description: p.description,
            qty,
            unit: p.unit,
            price: p.price_minor,
            discount_rate: Bp::ZERO,
            discount: Money::ZERO,
            free_reason: String::new(),
            tax: p.tax_code_id,
        })
    }

    async fn line_of_labour(
        &self,
        by: &Actor,
        operation: OperationId,
        times: Qty,
    ) -> Result<DraftLine> {
        let mut db = self.store();
        let o = catalogue::operations(&mut db)
            .await?
            .into_iter()
            .find(|o| o.id == operation)
            .ok_or(Error::NotFound)?;
        let once = Qty::hours_of_minutes(o.standard_min);
        let qty = crate::domain::money::scaled(once.0, times.0, Qty::ONE.0)
            .map(Qty)
            .map_err(|e| Error::invalid("qty", e.msg()))?;
        Ok(DraftLine {
            part: None,
            kind: line::Kind::Labour,
            sku: String::new(),
            description: o.title,
            qty,
            unit: "h".to_owned(),
            price: self.hour(&mut db, by, &o.rate_code).await?,
            discount_rate: Bp::ZERO,
            discount: Money::ZERO,
            free_reason: String::new(),
            tax: o.tax_code_id,
        })
    }

    /// What an hour costs today at this rate.
    async fn hour(&self, db: &mut impl Db, by: &Actor, rate: &str) -> Result<Money> {
        let today = self.site(by.site())?.zone.day_of(self.now());
        let found = catalogue::labour_rate_on(db, by.site(), rate, today).await?;
        found
            .map(|r| r.per_hour_minor)
            .ok_or_else(|| Error::Refused(msg!("billing-no-rate", rate = rate)))
    }
}
