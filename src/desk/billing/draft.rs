//! Drafts: made from a job or for a sale, edited, thrown away.

use serde_json::json;

use super::allowed::{own_of, words_of};
use super::line::{DraftLine, Head};
use super::sum::one_discount;
use super::undo::Undo;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::invoice::{Kind, Origin, Status};
use crate::domain::permission::Permission;
use crate::domain::{Bp, CustomerId, InvoiceId, InvoiceLineId, JobId, Money, msg, text};
use crate::store::invoices::{self, Spot};
use crate::store::{Tx, jobs};

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
        self.new_sale(by, Some(customer)).await
    }

    /// An empty draft for whoever stands at the counter (F5). It is a walk-in's until somebody is named.
    pub async fn draft_for_sale(&self, by: &Actor) -> Result<InvoiceId> {
        by.may(Permission::InvoicePost)?;
        self.new_sale(by, None).await
    }

    async fn new_sale(&self, by: &Actor, customer: Option<CustomerId>) -> Result<InvoiceId> {
        in_tx!(self, |tx| {
            let new = invoices::New {
                site_id: by.site(),
                kind: Kind::Invoice,
                origin: Origin::Sale,
                job_id: None,
                customer_id: customer,
                credits_id: None,
                prices_include_tax: self.settings().prices_include_tax(),
                discount_bp: Bp::ZERO,
                discount_minor: Money::ZERO,
                note: String::new(),
                created_at: self.now(),
            };
            let id = invoices::insert(tx, &new).await?;
            let new = json!({ "customer": customer });
            self.record(tx, by, entry("draft", id, json!(null), new))
                .await?;
            Ok(id)
        })
    }

    /// Says whose sale it is, if nobody has changed the draft since `version`; `None` is a walk-in. A job's
    /// invoice is the job's customer's.
    pub async fn set_draft_customer(
        &self,
        by: &Actor,
        id: InvoiceId,
        version: i64,
        customer: Option<CustomerId>,
    ) -> Result<Done<()>> {
        by.may(Permission::InvoicePost)?;
        let done = in_tx!(self, |tx| {
            let old = self.open_draft(tx, by, id).await?;
            if old.origin != Origin::Sale {
                return Err(Error::Refused(msg!("billing-customer-of-job")));
            }
            invoices::set_customer(tx, id, version, customer).await?;
            let (before, after) = (
                json!({ "customer": old.customer_id }),
                json!({ "customer": customer }),
            );
            self.record(tx, by, entry("edit_draft", id, before, after))
                .await?;
            Ok(Done::with(
                (),
                Inverse::Billing(Undo::Customer {
                    invoice: id,
                    version: version + 1,
                    was: old.customer_id,
                }),
            ))
        });
        self.name_the_quicker(done, "invoice", id.0).await
    }

    /// Adds a line of the draft's own: a fee, a part over the counter, a note.
    ///
    /// # Errors
    /// `Forbidden` for a price away from the list (`line.price`) or a discount (`line.discount`); `Invalid` on
    /// `discount` beyond the person's cap.
    pub async fn add_draft_line(
        &self,
        by: &Actor,
        id: InvoiceId,
        form: &DraftLine,
    ) -> Result<Done<InvoiceLineId>> {
        by.may(Permission::InvoicePost)?;
        let own = form.check()?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            self.line_allowed(tx, by, id, &own, None).await?;
            let line = invoices::add_line(tx, id, &own).await?;
            self.record(tx, by, entry("edit_draft", id, json!(null), words_of(&own)))
                .await?;
            Ok(Done::with(
                line,
                Inverse::Billing(Undo::Added {
                    invoice: id,
                    line,
                    left: Box::new(own.clone()),
                }),
            ))
        })
    }

    /// Writes over a line of the draft's own; a job's line is edited on the job.
    ///
    /// # Errors
    /// As for a new line.
    pub async fn edit_draft_line(
        &self,
        by: &Actor,
        id: InvoiceId,
        line: InvoiceLineId,
        form: &DraftLine,
    ) -> Result<Done<()>> {
        by.may(Permission::InvoicePost)?;
        let own = form.check()?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            let was = self.draft_line(tx, id, line).await?;
            self.line_allowed(tx, by, id, &own, Some(&was)).await?;
            invoices::set_line(tx, id, line, &own).await?;
            let was = own_of(&was);
            self.record(
                tx,
                by,
                entry("edit_draft", id, words_of(&was), words_of(&own)),
            )
            .await?;
            Ok(Done::with(
                (),
                Inverse::Billing(Undo::Edited {
                    invoice: id,
                    line,
                    left: Box::new(own.clone()),
                    was: Box::new(was),
                }),
            ))
        })
    }

    /// Takes a line off the draft; a job's line stays on the job and may come on a later invoice.
    pub async fn drop_draft_line(
        &self,
        by: &Actor,
        id: InvoiceId,
        line: InvoiceLineId,
    ) -> Result<Done<()>> {
        by.may(Permission::InvoicePost)?;
        in_tx!(self, |tx| {
            self.open_draft(tx, by, id).await?;
            let old = self.draft_line(tx, id, line).await?;
            invoices::drop_line(tx, id, line).await?;
            let was = own_of(&old);
            self.record(tx, by, entry("edit_draft", id, words_of(&was), json!(null)))
                .await?;
            let spot = Spot {
                id: line,
                position: old.position,
                job_line: old.job_line_id,
            };
            Ok(Done::with(
                (),
                Inverse::Billing(Undo::Dropped {
                    invoice: id,
                    was: Box::new(was),
                    spot,
                }),
            ))
        })
    }

    /// Writes the draft's discount and note, if nobody else has since `version`.
    pub async fn edit_draft(
        &self,
        by: &Actor,
        id: InvoiceId,
        version: i64,
        head: &Head,
    ) -> Result<Done<()>> {
        by.may(Permission::InvoicePost)?;
        one_discount(head.discount_rate, head.discount)?;
        let note = text::note(&head.note).map_err(|why| Error::invalid("note", why))?;
        let done = in_tx!(self, |tx| {
            let old = self.open_draft(tx, by, id).await?;
            self.head_allowed(tx, by, id, head).await?;
            invoices::set_head(tx, id, version, (head.discount_rate, head.discount), &note).await?;
            let before = json!({ "discount_bp": old.discount_bp.0, "discount": old.discount_minor.0, "note": old.note });
            let after = json!({ "discount_bp": head.discount_rate.0, "discount": head.discount.0, "note": note });
            self.record(tx, by, entry("edit_draft", id, before, after))
                .await?;
            let was = Head {
                discount_rate: old.discount_bp,
                discount: old.discount_minor,
                note: old.note,
            };
            Ok(Done::with(
                (),
                Inverse::Billing(Undo::Head {
                    invoice: id,
                    version: version + 1,
                    was,
                }),
            ))
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
