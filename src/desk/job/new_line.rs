//! A line put on a job: the catalogue's words and price where nothing was said, and what allow.

use super::Job;
use super::canned::hour;
use crate::desk::{Actor, Desk, Entry, Error, Result};
use crate::domain::line::{self, Discount, Kind};
use crate::domain::permission::Permission;
use crate::domain::{
    LineId, Money, OperationId, PartId, Qty, StaffId, TaxCodeId, WorkItemId, msg, text,
};
use crate::store::Tx;
use crate::store::jobs::{canned, items, lines, tasks};

/// A line to be added. What is left out comes from the catalogue.
#[derive(Clone, Debug)]
pub struct NewLine {
    /// The work item; `None` is the last, or a new one named like the line.
    pub item: Option<WorkItemId>,
    /// What it sells.
    pub kind: Kind,
    /// The part, for a part or a tyre.
    pub part: Option<PartId>,
    /// The operation, for coded labour.
    pub operation: Option<OperationId>,
    /// What it says; empty takes the catalogue's words.
    pub description: String,
    /// Pieces, litres, or hours sold.
    pub qty: Qty,
    /// The price of one; `None` is the list price.
    pub price: Option<Money>,
    /// What is taken off.
    pub discount: Discount,
    /// Why it costs nothing.
    pub free_reason: String,
    /// `None` is the catalogue's.
    pub tax_code: Option<TaxCodeId>,
}

impl NewLine {
    /// So much of a part, at its list price.
    #[must_use]
    pub fn of_part(part: PartId, qty: Qty) -> NewLine {
        NewLine {
            item: None,
            kind: Kind::Part,
            part: Some(part),
            operation: None,
            description: String::new(),
            qty,
            price: None,
            discount: Discount::NONE,
            free_reason: String::new(),
            tax_code: None,
        }
    }

    /// So many hours of work, at the usual rate.
    #[must_use]
    pub fn of_labour(description: &str, hours: Qty) -> NewLine {
        NewLine {
            kind: Kind::Labour,
            part: None,
            description: description.to_owned(),
            qty: hours,
            ..NewLine::of_part(PartId(0), hours)
        }
    }
}

impl Desk {
    /// The row, its task and its audit line; permissions on price and discount are asked here.
    pub(super) async fn put_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        new: &NewLine,
        staff: Option<StaffId>,
    ) -> Result<LineId> {
        let l = self.listed(tx, by, job, new).await?;
        self.check_terms(tx, by, &l).await?;
        self.put_listed(tx, by, job, &l, staff).await
    }

    /// The same for a line that is priced already, by the house.
    pub(super) async fn put_listed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        l: &lines::New,
        staff: Option<StaffId>,
    ) -> Result<LineId> {
        let id = lines::insert(tx, l).await?;
        if l.kind == Kind::Labour {
            let group = tasks::last_group(tx, job.id).await? + 1;
            tasks::insert(
                tx,
                &tasks::New {
                    site_id: by.site(),
                    job_id: job.id,
                    work_item_id: l.work_item_id,
                    job_line_id: Some(id),
                    sequence_group: group,
                    title: &l.description,
                    planned_min: l.qty_milli.hours_to_minutes(),
                    staff_id: staff,
                    internal: false,
                },
            )
            .await?;
        }
        self.record(
            tx,
            by,
            Entry {
                verb: "add_line",
                entity: "job_line",
                id: id.0,
                new: serde_json::json!({ "job": job.id, "kind": l.kind, "part": l.part_id,
                    "description": l.description, "qty_milli": l.qty_milli,
                    "unit_price_minor": l.unit_price_minor, "discount_bp": l.discount_bp,
                    "discount_minor": l.discount_minor }),
                ..Entry::default()
            },
        )
        .await?;
        Ok(id)
    }

    /// The row, with what the catalogue says where nothing was said.
    pub(super) async fn listed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        new: &NewLine,
    ) -> Result<lines::New> {
        let mut said =
            text::name(&new.description).map_err(|why| Error::invalid("description", why))?;
        let mut kind = new.kind;
        let (mut unit, mut list, mut tax) = (String::new(), None, new.tax_code);
        if let Some(part) = new.part.filter(|_| kind.is_stocked()) {
            let facts = lines::part_facts(tx, part).await?;
            kind = match facts.kind {
                crate::domain::stock::PartKind::Tyre => Kind::Tyre,
                _ => Kind::Part,
            };
            if said.is_empty() {
                said = facts.description;
            }
            (unit, list, tax) = (
                facts.unit,
                Some(facts.price_minor),
                tax.or(Some(facts.tax_code_id)),
            );
        } else if kind == Kind::Labour {
            let mut code = String::new();
            if let Some(operation) = new.operation {
                let facts = canned::operation(tx, operation).await?;
                if said.is_empty() {
                    said = facts.title;
                }
                (code, tax) = (facts.rate_code, tax.or(Some(facts.tax_code_id)));
            }
            "h".clone_into(&mut unit);
            list = Some(hour(tx, self, by.site(), &code).await?);
        }
        if said.is_empty() {
            return Err(Error::invalid("description", msg!("text-empty")));
        }
        if !new.qty.is_positive() && kind != Kind::Note {
            return Err(Error::invalid("qty", msg!("qty-not-positive")));
        }
        if new.price.is_some() && list.is_some() && new.price != list {
            by.may(Permission::LinePrice)?;
        }
        let item = match new.item {
            Some(item) => items::get(tx, job.id, item).await?.id,
            None => match items::list(tx, job.id).await?.last() {
                Some(item) => item.id,
                None => items::insert(tx, job.id, &said, "", None).await?,
            },
        };
        Ok(lines::New {
            site_id: by.site(),
            job_id: job.id,
            work_item_id: item,
            kind,
            operation_id: new.operation.filter(|_| kind == Kind::Labour),
            part_id: new.part.filter(|_| kind.is_stocked()),
            description: said,
            qty_milli: new.qty,
            unit,
            unit_price_minor: new.price.or(list).unwrap_or_default(),
            discount_bp: new.discount.rate,
            discount_minor: if new.discount.rate.is_zero() {
                new.discount.amount
            } else {
                Money::ZERO
            },
            free_reason: text::name(&new.free_reason)
                .map_err(|why| Error::invalid("free_reason", why))?,
            tax_code_id: match tax {
                Some(tax) => tax,
                None => self.usual_tax(tx).await?,
            },
        })
    }

    /// quantity and price; R-52: the discount's cap; and that the amounts stay in range.
    pub(super) async fn check_terms(&self, tx: &mut Tx, by: &Actor, l: &lines::New) -> Result<()> {
        if l.unit_price_minor.is_negative() {
            return Err(Error::invalid("price", msg!("job-price-negative")));
        }
        if l.unit_price_minor.is_zero() && l.kind.needs_free_reason() && l.free_reason.is_empty() {
            return Err(Error::invalid(
                "free_reason",
                msg!("job-free-reason-missing"),
            ));
        }
        if l.discount_bp.is_negative() || l.discount_bp.0 > 10_000 || l.discount_minor.is_negative()
        {
            return Err(Error::invalid(
                "discount",
                msg!("job-discount-out-of-range"),
            ));
        }
        let discount = Discount {
            rate: l.discount_bp,
            amount: l.discount_minor,
        };
        let amounts = line::amounts(l.kind, l.qty_milli, l.unit_price_minor, discount)
            .map_err(|e| Error::invalid("price", e.msg()))?;
        // The board adds lines up in the store: no product may leave the range there.
        if amounts.base.abs() > Money::LIMIT {
            return Err(Error::invalid("price", msg!("amount-too-large")));
        }
        self.discount_allowed(tx, by, amounts.base, amounts.discount, "discount")
            .await
    }
}
