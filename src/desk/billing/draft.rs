//! Drafts: made from a job or for a sale, edited, thrown away.

use serde_json::json;

use super::sum::one_discount;
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::invoice::{Kind, Origin, Status};
use crate::domain::permission::Permission;
use crate::domain::{
    Bp, CustomerId, InvoiceId, InvoiceLineId, JobId, Money, PartId, Qty, TaxCodeId, line, msg, text,
};
use crate::store::invoices::{self, OwnLine, Spot};
use crate::store::{Tx, jobs};

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
    fn check(&self) -> Result<OwnLine> {
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

impl Desk {
    /// The job's draft: the one it has, brought up to the lines authorised since, or a new one.
    ///
    /// # Errors
    /// `Refused` when nothing of the job is authorised and not yet invoiced.
    pub async fn draft_for_job(&self, by: &Actor, job: JobId) -> Result<InvoiceId> {
        by.may(Permission::InvoicePost)?;
        in_tx!(self, |tx| {
            let row = jobs::header::locked(tx, by.site(), job).await?;
            if let Some(id) = invoices::draft_of(tx, job).await? {
                invoices::draw_job_lines(tx, id, job).await?;
                return Ok(id);
            }
            let new = invoices::New {
                site_id: by.site(),
                kind: Kind::Invoice,
                origin: Origin::Job,
                job_id: Some(job),
                customer_id: Some(row.customer_id),
                credits_id: None,
                prices_include_tax: self.settings().prices_include_tax(),
                discount_bp: Bp::ZERO,
                discount_minor: Money::ZERO,
                note: String::new(),
                created_at: self.now(),
            };
            let id = invoices::insert(tx, &new).await?;
            if invoices::draw_job_lines(tx, id, job).await? == 0 {
                return Err(Error::Refused(msg!(
                    "billing-nothing-to-invoice",
                    job = row.number.clone()
                )));
            }
            self.record(
                tx,
                by,
                entry("draft", id, json!(null), json!({ "job": row.number })),
            )
            .await?;
            Ok(id)
        })
    }

    /// An empty draft for a customer, for what is sold without a job.
    pub async fn draft_for_customer(&self, by: &Actor, customer: CustomerId) -> Result<InvoiceId> {
        by.may(Permission::InvoicePost)?;
        in_tx!(self, |tx| {
            let new = invoices::New {
                site_id: by.site(),
                kind: Kind::Invoice,
                origin: Origin::Sale,
                job_id: None,
                customer_id: Some(customer),
                credits_id: None,
                prices_include_tax: self.settings().prices_include_tax(),
                discount_bp: Bp::ZERO,
                discount_minor: Money::ZERO,
                note: String::new(),
                created_at: self.now(),
            };
            let id = invoices::insert(tx, &new).await?;
            self.record(
                tx,
                by,
                entry("draft", id, json!(null), json!({ "customer": customer.0 })),
            )
            .await?;
            Ok(id)
        })
    }

    /// Adds a line of the draft's own: a fee, a part over the counter, a note.
    pub async fn add_draft_line(
        &self,
        by: &Actor,
        id: InvoiceId,
        form: &DraftLine,
    ) -> Result<InvoiceLineId> {
        by.may(Permission::InvoicePost)?;
        let own = form.check()?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            self.discount_allowed(by, form)?;
            let line = invoices::add_line(tx, id, &own, Spot::default()).await?;
            let new = json!({ "line": own.description, "qty": own.qty_milli.0, "price": own.unit_price_minor.0 });
            self.record(tx, by, entry("edit_draft", id, json!(null), new))
                .await?;
            Ok(line)
        })
    }

    /// Writes over a line of the draft's own; a job's line is edited on the job.
    pub async fn edit_draft_line(
        &self,
        by: &Actor,
        id: InvoiceId,
        line: InvoiceLineId,
        form: &DraftLine,
    ) -> Result<()> {
        by.may(Permission::InvoicePost)?;
        let own = form.check()?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            self.discount_allowed(by, form)?;
            invoices::set_line(tx, id, line, &own).await?;
            let new = json!({ "line": own.description, "qty": own.qty_milli.0, "price": own.unit_price_minor.0 });
            self.record(tx, by, entry("edit_draft", id, json!(null), new))
                .await?;
            Ok(())
        })
    }

    /// Takes a line off the draft; a job's line stays on the job and may come on a later invoice.
    pub async fn drop_draft_line(
        &self,
        by: &Actor,
        id: InvoiceId,
        line: InvoiceLineId,
    ) -> Result<()> {
        by.may(Permission::InvoicePost)?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            let old = invoices::draft_lines(tx, id)
                .await?
                .into_iter()
                .find(|l| l.id == line);
            invoices::drop_line(tx, id, line).await?;
            let old = old.map_or(
                json!(null),
                |l| json!({ "line": l.description, "qty": l.qty_milli.0 }),
            );
            self.record(tx, by, entry("edit_draft", id, old, json!(null)))
                .await?;
            Ok(())
        })
    }

    /// Writes the draft's discount and note, if nobody else has since `version`.
    pub async fn edit_draft(
        &self,
        by: &Actor,
        id: InvoiceId,
        version: i64,
        head: &Head,
    ) -> Result<()> {
        by.may(Permission::InvoicePost)?;
        one_discount(head.discount_rate, head.discount)?;
        if !head.discount_rate.is_zero() || !head.discount.is_zero() {
            by.may(Permission::LineDiscount)?;
        }
        let note = text::note(&head.note).map_err(|why| Error::invalid("note", why))?;
        let done = in_tx!(self, |tx| {
            let old = self.open_draft(tx, by, id).await?;
            invoices::set_head(tx, id, version, (head.discount_rate, head.discount), &note).await?;
            let before = json!({ "discount_bp": old.discount_bp.0, "discount": old.discount_minor.0, "note": old.note });
            let after = json!({ "discount_bp": head.discount_rate.0, "discount": head.discount.0, "note": note });
            self.record(tx, by, entry("edit_draft", id, before, after))
                .await?;
            Ok(())
        });
        self.name_the_quicker(done, "invoice", id.0).await
    }

    /// Throws a draft away. No number was used, and the job's lines are free for another.
    pub async fn void_draft(&self, by: &Actor, id: InvoiceId) -> Result<()> {
        by.may(Permission::InvoicePost)?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            invoices::void(tx, id).await?;
            self.record(tx, by, entry("void_draft", id, json!(null), json!(null)))
                .await?;
            Ok(())
        })
    }

    /// The document, if it is still a draft of this site.
    pub(super) async fn open_draft(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
    ) -> Result<invoices::Invoice> {
        let row = invoices::get(tx, by.site(), id).await?;
        if row.status == Status::Draft {
            Ok(row)
        } else {
            Err(Error::Refused(msg!(
                "billing-not-a-draft",
                number = row.number.unwrap_or_default()
            )))
        }
    }

    /// A discount asks for its own permission.
    fn discount_allowed(&self, by: &Actor, form: &DraftLine) -> Result<()> {
        if form.discount_rate.is_zero() && form.discount.is_zero() {
            return Ok(());
        }
        by.may(Permission::LineDiscount)
    }
}

pub(super) fn entry(
    verb: &'static str,
    id: InvoiceId,
    old: serde_json::Value,
    new: serde_json::Value,
) -> Entry<'static> {
    Entry {
        verb,
        entity: "invoice",
        id: id.0,
        old,
        new,
        reason: "",
    }
}
