//! Credit notes: a wrong invoice is credited whole; the document itself stays as it was.

use serde_json::json;

use super::draft::entry;
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::invoice::{Kind, Status};
use crate::domain::number::Series;
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, msg, text};
use crate::store::invoices::{self, Invoice, Posting};
use crate::store::{Lock, Tx, payments};

/// Where the goods on a credited invoice are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goods {
    /// With the customer, or on the car.
    Stay,
    /// On the shelf again.
    Back,
}

impl Desk {
    /// Credits a posted invoice whole. What was paid becomes the customer's credit, and the job's lines are free
    /// to be invoiced again; its goods go back to the shelf where they are asked for. Answers the credit note and
    /// its number.
    pub async fn credit(
        &self,
        by: &Actor,
        id: InvoiceId,
        reason: &str,
        goods: Goods,
    ) -> Result<(InvoiceId, String)> {
        by.may(Permission::InvoiceCredit)?;
        let reason = text::required(reason).map_err(|why| Error::invalid("reason", why))?;
        in_tx!(self, |tx| {
            let wrong = invoices::get(tx, by.site(), id).await?;
            let number = wrong.number.clone().unwrap_or_default();
            if wrong.kind != Kind::Invoice || wrong.status != Status::Posted {
                return Err(Error::Refused(msg!("billing-only-posted-credited")));
            }
            if wrong.credited_minor.is_positive() {
                return Err(Error::Refused(msg!(
                    "billing-credited-already",
                    number = number
                )));
            }
            for paid in payments::of_invoice(tx, id).await? {
                if paid.allocated_minor.is_positive() {
                    let back = -paid.allocated_minor;
                    payments::allocate(tx, paid.id, id, back, self.now(), by.staff()).await?;
                    invoices::add_paid(tx, id, back).await?;
                }
            }
            let note = invoices::New {
                site_id: wrong.site_id,
                kind: Kind::CreditNote,
                origin: wrong.origin,
                job_id: wrong.job_id,
                customer_id: wrong.customer_id,
                credits_id: Some(id),
                prices_include_tax: wrong.prices_include_tax,
                discount_bp: wrong.discount_bp,
                discount_minor: wrong.discount_minor,
                note: reason.clone(),
                created_at: self.now(),
            };
            let credit = invoices::insert(tx, &note).await?;
            invoices::copy(tx, id, credit).await?;
            if goods == Goods::Back {
                self.goods_back(tx, by, &wrong, &reason).await?;
            }
            let number = self.post_credit(tx, by, credit, &wrong).await?;
            invoices::add_credited(tx, id, wrong.total_minor).await?;
            invoices::free_lines(tx, id).await?;
            let new = json!({ "credit_note": number, "total": wrong.total_minor.0, "goods_back": goods == Goods::Back });
            let line = Entry {
                reason: &reason,
                ..entry("credit", id, json!(null), new)
            };
            self.record(tx, by, line).await?;
            Ok((credit, number))
        })
    }

    /// Every part of the document to where it was taken from, all shelves held at once.
    async fn goods_back(
        &self,
        tx: &mut Tx,
        by: &Actor,
        wrong: &Invoice,
        reason: &str,
    ) -> Result<()> {
        let lines = invoices::lines(tx, wrong.id).await?;
        let shelves = lines.iter().filter_map(|l| l.part_id);
        tx.lock(shelves.map(|part| (Lock::Stock, part.0)).collect())
            .await?;
        let document = wrong.number.clone().unwrap_or_default();
        for l in &lines {
            self.put_on_shelf_again(tx, by, l, (&document, reason))
                .await?;
        }
        Ok(())
    }

    /// Posts the note with the amounts, taxes and words of the invoice it takes back: a rate or an address that
    /// changed meanwhile must not leave a cent over.
    async fn post_credit(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
        wrong: &Invoice,
    ) -> Result<String> {
        let today = self.site(wrong.site_id)?.zone.day_of(self.now());
        let number = self
            .next_number(tx, wrong.site_id, Series::CreditNote, today)
            .await?;
        let posting = Posting {
            number: number.text,
            series: Series::CreditNote.as_str().to_owned(),
            year: number.year,
            seq: number.seq,
            issued_on: today,
            supply_on: wrong.supply_on.unwrap_or(today),
            due_on: today,
            net: wrong.net_minor,
            tax: wrong.tax_minor,
            total: wrong.total_minor,
            posted_at: self.now(),
            says: wrong.says.clone(),
        };
        invoices::post(tx, id, &posting).await?;
        let new =
            json!({ "number": posting.number, "total": posting.total.0, "credits": wrong.number });
        self.record(tx, by, entry("post", id, json!(null), new))
            .await?;
        Ok(posting.number)
    }
}
