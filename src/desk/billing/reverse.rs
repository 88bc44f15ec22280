//! Money a customer left with the workshop, and taking a payment back (states.md 6).

use serde_json::json;

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::payment::Event;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Money, PaymentId, text};
use crate::store::invoices::{self, Invoice};
use crate::store::payments::{self, Paid};
use crate::store::{Lock, Tx, customers};

/// What a customer left with the workshop.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Who.
    pub customer: String,
    /// The payments with something left; `allocated_minor` is what.
    pub rows: Vec<Paid>,
    /// All that is left.
    pub sum: Money,
}

impl Desk {
    /// The deposits and credit of a customer.
    pub async fn held_of(&self, by: &Actor, customer: CustomerId) -> Result<Held> {
        by.may(Permission::InvoiceSee)?;
        let mut db = self.store();
        let rows = payments::held(&mut db, customer).await?;
        Ok(Held {
            customer: customers::get(&mut db, customer).await?.name,
            sum: rows.iter().map(|r| r.allocated_minor).sum(),
            rows,
        })
    }

    /// Takes a payment back: it bounced, was a mistake, or a deposit is paid out. What invoices had of it is
    /// owed again. Answers its number.
    pub async fn reverse_payment(&self, by: &Actor, id: PaymentId, reason: &str) -> Result<String> {
        by.may(Permission::PaymentReverse)?;
        let reason = text::required(reason).map_err(|why| Error::invalid("reason", why))?;
        in_tx!(self, |tx| {
            let whose = payments::standing(tx, by.site(), id).await?.customer_id;
            if let Some(customer) = whose {
                tx.lock(vec![(Lock::Customer, customer.0)]).await?;
            }
            let was = payments::standing(tx, by.site(), id).await?;
            let after = was
                .status
                .next(Event::Reverse)
                .map_err(|refused| Error::Refused(refused.msg()))?;
            for (invoice, share) in payments::shares(tx, id).await? {
                payments::allocate(tx, id, invoice, -share, self.now(), by.staff()).await?;
                invoices::add_paid(tx, invoice, -share).await?;
            }
            payments::set_status(tx, id, was.status, after).await?;
            let entry = Entry {
                verb: "reverse_payment",
                entity: "payment",
                id: id.0,
                old: json!({ "status": was.status.as_str(), "amount": was.amount_minor.0 }),
                new: json!({ "status": after.as_str() }),
                reason: &reason,
            };
            self.record(tx, by, entry).await?;
            Ok(was.number.unwrap_or_default())
        })
    }

    /// Lets an invoice have what the customer has left over, the oldest first; how much it took. The customer
    /// is held.
    pub(super) async fn apply_held(
        &self,
        tx: &mut Tx,
        by: &Actor,
        invoice: &Invoice,
        customer: CustomerId,
    ) -> Result<Money> {
        let id = invoice.id;
        let mut owed = invoice.owed();
        let mut used = Money::ZERO;
        for (payment, free) in payments::free(tx, customer).await? {
            let share = free.min(owed);
            if !share.is_positive() {
                continue;
            }
            payments::allocate(tx, payment, id, share, self.now(), by.staff()).await?;
            invoices::add_paid(tx, id, share).await?;
            owed -= share;
            used += share;
        }
        if used.is_positive() {
            let new = json!({ "credit_used": used.0 });
            let line = super::draft::entry("allocate", id, json!(null), new);
            self.record(tx, by, line).await?;
        }
        Ok(used)
    }
}
