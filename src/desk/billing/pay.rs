//! Taking money: cash with change, card, transfer, or several at once.

use serde_json::json;

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::invoice::{Kind, Status};
use crate::domain::number::Series;
use crate::domain::payment::{self, Direction, Tender};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, InvoiceId, Money, PaymentId, SiteId, msg, text};
use crate::store::invoices::Invoice;
use crate::store::{Lock, Tx, invoices, payments};

/// One tender of a payment.
#[derive(Clone, Debug, PartialEq)]
pub struct Tendered {
    /// How.
    pub tender: Tender,
    /// How much of the bill it pays (minor units).
    pub amount: Money,
    /// What was handed over, for cash; the rest is change.
    pub handed: Option<Money>,
    /// Slip, cheque or bank reference.
    pub reference: String,
}

/// What came of a payment.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The invoice's number.
    pub number: String,
    /// The receipts' numbers.
    pub receipts: Vec<String>,
    /// Change to give (minor units).
    pub change: Money,
    /// Still owed (minor units).
    pub owed: Money,
    /// What was paid beyond the bill and is now the customer's credit (minor units).
    pub credit: Money,
}

/// The most tenders one bill is split over.
const TENDERS_MAX: usize = 9;

impl Tendered {
    fn check(&self) -> Result<(Money, String)> {
        if !self.amount.is_positive() {
            return Err(Error::invalid("amount", msg!("billing-amount-positive")));
        }
        if self.tender == Tender::WriteOff || self.tender == Tender::Link {
            return Err(Error::invalid("tender", msg!("billing-tender-not-here")));
        }
        let change = match self.handed {
            Some(handed) if handed < self.amount => {
                return Err(Error::invalid("handed", msg!("billing-handed-too-little")));
            }
            Some(handed) if self.tender.gives_change() => handed - self.amount,
            _ => Money::ZERO,
        };
        let reference =
            text::name(&self.reference).map_err(|why| Error::invalid("reference", why))?;
        Ok((change, reference))
    }
}

impl Desk {
    /// Pays an invoice; a draft is posted first, in the same transaction (F8). `request_key` is made by the
    /// form: the same key twice pays once.
    pub async fn pay(
        &self,
        by: &Actor,
        id: InvoiceId,
        tenders: &[Tendered],
        request_key: &str,
    ) -> Result<Receipt> {
        by.may(Permission::PaymentTake)?;
        if tenders.is_empty() || tenders.len() > TENDERS_MAX {
            return Err(Error::invalid(
                "amount",
                msg!("billing-tenders", max = TENDERS_MAX),
            ));
        }
        let mut checked = Vec::with_capacity(tenders.len());
        for t in tenders {
            checked.push(t.check()?);
        }
        in_tx!(self, |tx| {
            let mut invoice = invoices::get(tx, by.site(), id).await?;
            if payments::by_request_key(tx, &key(request_key, 0))
                .await?
                .is_some()
            {
                return Ok(Receipt {
                    number: invoice.number.clone().unwrap_or_default(),
                    receipts: Vec::new(),
                    change: Money::ZERO,
                    owed: invoice.owed(),
                    credit: Money::ZERO,
                });
            }
            if let Some(customer) = invoice.customer_id {
                tx.lock(vec![(Lock::Customer, customer.0)]).await?;
            }
            if invoice.status == Status::Draft {
                by.may(Permission::InvoicePost)?;
                invoice = self.post_in(tx, by, id).await?;
            }
            if invoice.status != Status::Posted || invoice.kind != Kind::Invoice {
                return Err(Error::Refused(msg!("billing-cannot-be-paid")));
            }
            let mut owed = invoice.owed();
            if !owed.is_positive() {
                let number = invoice.number.clone().unwrap_or_default();
                return Err(Error::Refused(msg!(
                    "billing-paid-already",
                    number = number
                )));
            }
            let mut receipt = Receipt {
                number: invoice.number.clone().unwrap_or_default(),
                receipts: Vec::new(),
                change: Money::ZERO,
                owed,
                credit: Money::ZERO,
            };
            for (i, (t, (change, reference))) in tenders.iter().zip(&checked).enumerate() {
                let (payment, number) = self
                    .take_in(
                        tx,
                        by,
                        invoice.customer_id,
                        t,
                        *change,
                        reference,
                        &key(request_key, i),
                    )
                    .await?;
                let share = t.amount.min(owed);
                if share.is_positive() {
                    payments::allocate(tx, payment, id, share, self.now(), by.staff()).await?;
                    invoices::add_paid(tx, id, share).await?;
                }
                owed -= share;
                receipt.credit += t.amount - share;
                receipt.change += *change;
                receipt.receipts.push(number);
            }
            receipt.owed = owed;
            if receipt.credit.is_positive() && invoice.customer_id.is_none() {
                return Err(Error::invalid("amount", msg!("billing-overpaid-walk-in")));
            }
            self.settled(tx, by, &invoice).await?;
            Ok(receipt)
        })
    }

    /// Money without an invoice: a deposit, the customer's until an invoice uses it.
    pub async fn take_deposit(
        &self,
        by: &Actor,
        customer: CustomerId,
        t: &Tendered,
        request_key: &str,
    ) -> Result<String> {
        by.may(Permission::PaymentTake)?;
        let (change, reference) = t.check()?;
        in_tx!(self, |tx| {
            if payments::by_request_key(tx, request_key).await?.is_some() {
                return Ok(String::new());
            }
            let (_, number) = self
                .take_in(tx, by, Some(customer), t, change, &reference, request_key)
                .await?;
            Ok(number)
        })
    }

    /// Uses what the customer has left over from deposits and credits on an invoice; how much it took.
    pub async fn use_credit(&self, by: &Actor, id: InvoiceId) -> Result<Money> {
        by.may(Permission::PaymentTake)?;
        in_tx!(self, |tx| {
            let invoice = invoices::get(tx, by.site(), id).await?;
            let Some(customer) = invoice.customer_id else {
                return Err(Error::Refused(msg!("billing-no-credit")));
            };
            tx.lock(vec![(Lock::Customer, customer.0)]).await?;
            let used = self.apply_held(tx, by, &invoice, customer).await?;
            if used.is_zero() {
                return Err(Error::Refused(msg!("billing-no-credit")));
            }
            self.settled(tx, by, &invoice).await?;
            Ok(used)
        })
    }

    /// Closes the job of an invoice that was just paid, if it has left and owes nothing any more.
    pub(super) async fn settled(&self, tx: &mut Tx, by: &Actor, invoice: &Invoice) -> Result<()> {
        if let Some(job) = invoice.job_id {
            self.close_if_settled(tx, by, job).await?;
        }
        Ok(())
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one row of `payment`, already checked"
    )]
    async fn take_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        customer: Option<CustomerId>,
        t: &Tendered,
        change: Money,
        reference: &str,
        request_key: &str,
    ) -> Result<(PaymentId, String)> {
        let site: SiteId = by.site();
        let status = t.tender.first_status();
        let day = self.site(site)?.zone.day_of(self.now());
        let number = self.give_number(tx, site, Series::Receipt, day).await?;
        let new = payments::New {
            site_id: site,
            number: Some(number.clone()),
            customer_id: customer,
            direction: Direction::In,
            tender: t.tender,
            amount: t.amount,
            tendered: t
                .tender
                .gives_change()
                .then(|| t.handed.unwrap_or(t.amount)),
            change,
            reference: reference.to_owned(),
            status,
            request_key: request_key.to_owned(),
            received_by: by.staff(),
            verified_by: (status == payment::Status::Verified)
                .then(|| by.staff())
                .flatten(),
            at: self.now(),
        };
        let id = payments::insert(tx, &new).await?;
        let line = json!({ "number": number, "tender": t.tender.as_str(), "amount": t.amount.0, "change": change.0 });
        let entry = Entry {
            verb: "take_payment",
            entity: "payment",
            id: id.0,
            old: json!(null),
            new: line,
            reason: "",
        };
        self.record(tx, by, entry).await?;
        Ok((id, number))
    }
}

/// Each tender of one form has a key of its own.
fn key(form: &str, tender: usize) -> String {
    format!("{form}:{tender}")
}
