//! What is asked for when a booking or a job comes to nothing: quoted before anybody says yes, put on a
//! draft in the customer's words when they do, forgone on record when the workshop does without it.

use serde_json::json;

use super::draft::entry;
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::booking::fee::{self, Why};
use crate::domain::invoice::{Kind, Origin, Status};
use crate::domain::line::Kind as Sells;
use crate::domain::{
    Bp, CustomerId, InvoiceId, JobId, LineId, Money, Msg, Qty, TaxCodeId, msg, text,
};
use crate::store::invoices::{self, OwnLine};
use crate::store::{Db, Tx, catalogue, payments};

/// A fee, said before it is charged.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// How much (minor units); nothing: it is free.
    pub amount: Money,
    /// Why it is that much.
    pub why: Msg,
    /// What the customer has left with the workshop: the invoice takes from it, the rest is theirs.
    pub held: Money,
    /// Whether the amount holds its tax already.
    pub with_tax: bool,
}

/// What becomes of a fee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fee {
    /// Nothing is asked for.
    #[default]
    Free,
    /// It goes on a draft.
    Charge {
        /// As it was quoted (minor units).
        amount: Money,
        /// What the line says.
        words: String,
    },
    /// The workshop does without it; that is on record.
    Waive {
        /// As it was quoted (minor units).
        amount: Money,
    },
}

impl Fee {
    /// What was said to the customer; `None` where nothing was.
    #[must_use]
    pub const fn said(&self) -> Option<Money> {
        match self {
            Fee::Free => None,
            Fee::Charge { amount, .. } | Fee::Waive { amount } => Some(*amount),
        }
    }
}

impl Desk {
    /// A fee with what else is worth saying about it.
    pub(in crate::desk) async fn quoted(
        &self,
        db: &mut impl Db,
        customer: CustomerId,
        fee: fee::Fee,
    ) -> Result<Quoted> {
        let held = payments::free(db, customer).await?;
        let hours = self.settings().fee_policy().free_hours;
        let why = match fee.why {
            Why::NotAgreed => msg!("fee-why-not-agreed"),
            Why::InTime(until) => msg!("fee-why-in-time", until = until, hours = hours),
            Why::Late(until) => msg!("fee-why-late", until = until, hours = hours),
            Why::NotCome => msg!("fee-why-not-come"),
            Why::NotBegun => msg!("fee-why-not-begun"),
            Why::Work(done) if done.is_zero() => msg!("fee-why-no-work"),
            Why::Work(done) if done < fee.amount => {
                msg!("fee-why-minimum", done = done, least = fee.amount)
            }
            Why::Work(done) => msg!("fee-why-work", done = done),
        };
        Ok(Quoted {
            amount: fee.amount,
            why,
            held: held.into_iter().map(|(_, left)| left).sum(),
            with_tax: self.settings().prices_include_tax(),
        })
    }

    /// What was said to the customer is what is asked for: time may have passed in between.
    pub(in crate::desk) fn as_quoted(fee: &Fee, now: fee::Fee) -> Result<()> {
        match fee.said() {
            Some(said) if said != now.amount => Err(Error::Refused(msg!(
                "fee-is-another",
                said = said,
                now = now.amount
            ))),
            _ => Ok(()),
        }
    }

    /// A draft of one line: the fee of a booking.
    pub(in crate::desk) async fn draft_fee(
        &self,
        tx: &mut Tx,
        by: &Actor,
        customer: CustomerId,
        amount: Money,
        words: &str,
    ) -> Result<InvoiceId> {
        let id = self.fee_draft(tx, by, customer, None).await?;
        self.fee_line(tx, by, id, amount, words).await?;
        Ok(id)
    }

    /// The draft of a job that is broken off: the lines that are done, and what lacks to the minimum.
    pub(in crate::desk) async fn draft_broken_off(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (job, customer): (JobId, CustomerId),
        done: &[LineId],
        (lacks, words): (Money, &str),
    ) -> Result<InvoiceId> {
        let id = match invoices::draft_of(tx, job).await? {
            Some(id) => id,
            None => self.fee_draft(tx, by, customer, Some(job)).await?,
        };
        invoices::draw_job_lines(tx, id, job).await?;
        for line in invoices::draft_lines(tx, id).await? {
            if line.job_line_id.is_some_and(|l| !done.contains(&l)) {
                invoices::drop_line(tx, id, line.id).await?;
            }
        }
        if lacks.is_positive() {
            self.fee_line(tx, by, id, lacks, words).await?;
        }
        Ok(id)
    }

    /// Throws the draft of a fee away, because what it was for is taken back. A posted one stays: only a credit
    /// note takes that back.
    ///
    /// # Errors
    /// `Refused` naming the invoice once it is posted.
    pub(in crate::desk) async fn forgo_draft(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
    ) -> Result<()> {
        let row = invoices::get(tx, by.site(), id).await?;
        match row.status {
            Status::Draft => {
                invoices::void(tx, id).await?;
                let old = json!({ "fee": true });
                self.record(tx, by, entry("void_draft", id, old, json!(null)))
                    .await
            }
            Status::Void => Ok(()),
            Status::Posted => Err(Error::Refused(msg!(
                "fee-is-posted",
                number = row.number.unwrap_or_default()
            ))),
        }
    }

    async fn fee_draft(
        &self,
        tx: &mut Tx,
        by: &Actor,
        customer: CustomerId,
        job: Option<JobId>,
    ) -> Result<InvoiceId> {
        let new = invoices::New {
            site_id: by.site(),
            kind: Kind::Invoice,
            origin: if job.is_some() {
                Origin::Job
            } else {
                Origin::Sale
            },
            job_id: job,
            customer_id: Some(customer),
            credits_id: None,
            prices_include_tax: self.settings().prices_include_tax(),
            discount_bp: Bp::ZERO,
            discount_minor: Money::ZERO,
            note: String::new(),
            created_at: self.now(),
        };
        let id = invoices::insert(tx, &new).await?;
        let said = json!({ "customer": customer, "job": job, "fee": true });
        self.record(tx, by, entry("draft", id, json!(null), said))
            .await?;
        Ok(id)
    }

    async fn fee_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
        amount: Money,
        words: &str,
    ) -> Result<()> {
        let line = OwnLine {
            part_id: None,
            kind: Sells::Fee,
            sku: String::new(),
            description: text::required(words).map_err(|why| Error::invalid("words", why))?,
            qty_milli: Qty::ONE,
            unit: String::new(),
            unit_price_minor: amount,
            discount_bp: Bp::ZERO,
            discount_minor: Money::ZERO,
            free_reason: String::new(),
            tax_code_id: standard_tax(tx).await?,
        };
        invoices::add_line(tx, id, &line).await?;
        let said = super::allowed::words_of(&line);
        self.record(tx, by, entry("edit_draft", id, json!(null), said))
            .await
    }
}

/// The standard rate comes first in the catalogue.
async fn standard_tax(db: &mut impl Db) -> Result<TaxCodeId> {
    let codes = catalogue::tax_codes(db).await?;
    let first = codes.iter().find(|c| c.archived_at.is_none());
    first
        .map(|c| c.id)
        .ok_or_else(|| Error::Refused(msg!("fee-no-tax")))
}
