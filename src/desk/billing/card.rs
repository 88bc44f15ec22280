//! Reading documents: the list by state and age, and one document whole.

use chrono::{Days, NaiveDate};

use super::post::is_labour;
use crate::desk::{Actor, Desk, Result};
use crate::domain::invoice::{Kind, Settled, Standing, Status, is_overdue};
use crate::domain::payment::Tender;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, InvoiceId, JobId, Money};
use crate::store::invoices::{self, Invoice, Line, Listed, Receivable, Tax};
use crate::store::payments::{self, Paid};

pub use crate::store::invoices::Line as InvoiceLine;

/// Which documents a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// What is owed, the longest due first.
    Owed,
    /// Drafts, the oldest first.
    Drafts,
    /// Everything posted, the latest first.
    Posted,
}

/// Where a list goes on: after this row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The day the list is sorted by (due day, or day of issue).
    pub day: NaiveDate,
    /// The row.
    pub id: InvoiceId,
}

/// How long a document has been due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Nothing to come, or a draft.
    None,
    /// Due in the future or today.
    Current,
    /// Overdue by this many days.
    Overdue(i64),
}

impl Listed {
    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let settled = Settled {
            total: self.total_minor,
            paid: self.paid_minor,
            credited: self.credited_minor,
            written_off: self.written_off_minor,
        };
        Standing::of(self.status, settled)
    }

    /// How old the debt is.
    #[must_use]
    pub fn age(&self, today: NaiveDate) -> Age {
        let standing = self.standing();
        if self.kind == Kind::CreditNote {
            // It owes the customer, not the other way round: nothing of it can be late.
            return Age::None;
        }
        match self.due_on {
            Some(due) if is_overdue(standing, self.due_on, today) => {
                Age::Overdue((today - due).num_days())
            }
            _ if standing.is_open() => Age::Current,
            _ => Age::None,
        }
    }

    /// What is still owed.
    #[must_use]
    pub fn owed(&self) -> Money {
        if self.status == Status::Posted {
            self.total_minor - self.paid_minor - self.credited_minor
        } else {
            Money::ZERO
        }
    }
}

/// A document with everything that is on it.
#[derive(Clone, Debug, PartialEq)]
pub struct InvoiceCard {
    /// The row; a draft's amounts are those it would be posted with today.
    pub invoice: Invoice,
    /// Who pays, today's name for a draft.
    pub customer: String,
    /// Plate and vehicle.
    pub vehicle: String,
    /// The job's number, or empty.
    pub job_number: String,
    /// The lines, totals filled in.
    pub lines: Vec<Line>,
    /// The tax table.
    pub taxes: Vec<Tax>,
    /// What was paid, and how.
    pub paid: Vec<Paid>,
    /// Labour, parts and the rest before the document's discount.
    pub labour: Money,
    /// See `labour`.
    pub parts: Money,
    /// See `labour`.
    pub other: Money,
    /// The document's discount.
    pub discount: Money,
    /// How it stands.
    pub standing: Standing,
    /// Whether the customer pays later.
    pub on_account: bool,
    /// What the customer may owe, and owes altogether.
    pub credit_limit: Money,
    /// See `credit_limit`.
    pub balance: Money,
    /// What they have left over from deposits and credits.
    pub credit: Money,
    /// The number of the invoice this note takes back.
    pub credits: Option<String>,
    /// Where it is sent.
    pub email: Option<String>,
}

impl Desk {
    /// A page of a list; `after` is the last row seen.
    pub async fn invoices_page(
        &self,
        by: &Actor,
        filter: Filter,
        after: Option<Place>,
        limit: i64,
    ) -> Result<Vec<Listed>> {
        by.may(Permission::InvoiceSee)?;
        let mut db = self.store();
        let site = by.site();
        Ok(match filter {
            Filter::Owed => {
                let (day, id) =
                    after.map_or((NaiveDate::MIN.max(FIRST), InvoiceId(0)), |p| (p.day, p.id));
                invoices::owed(&mut db, site, (day, id), limit).await?
            }
            Filter::Drafts => {
                invoices::drafts(&mut db, site, after.map_or(InvoiceId(0), |p| p.id), limit).await?
            }
            Filter::Posted => {
                let (day, id) = after.map_or((LAST, InvoiceId(i64::MAX)), |p| (p.day, p.id));
                invoices::posted(&mut db, site, (day, id), limit).await?
            }
        })
    }

    /// What the site is owed in sum.
    pub async fn receivable(&self, by: &Actor) -> Result<Receivable> {
        by.may(Permission::InvoiceSee)?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        let mut db = self.store();
        Ok(invoices::receivable(&mut db, by.site(), today).await?)
    }

    /// The job's draft or its latest posted invoice, if it has one.
    pub async fn invoice_of_job(&self, by: &Actor, job: JobId) -> Result<Option<InvoiceId>> {
        by.may(Permission::InvoiceSee)?;
        let mut db = self.store();
        if let Some(draft) = invoices::draft_of(&mut db, job).await? {
            return Ok(Some(draft));
        }
        Ok(invoices::posted_of(&mut db, job)
            .await?
            .last()
            .map(|i| i.id))
    }

    /// One document whole.
    pub async fn invoice_card(&self, by: &Actor, id: InvoiceId) -> Result<InvoiceCard> {
        by.may(Permission::InvoiceSee)?;
        let mut db = self.store();
        let mut invoice = invoices::get(&mut db, by.site(), id).await?;
        let around = invoices::around(&mut db, id).await?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        let (mut lines, taxes) = if invoice.status == Status::Posted {
            (
                invoices::lines(&mut db, id).await?,
                invoices::taxes(&mut db, id).await?,
            )
        } else {
            (invoices::draft_lines(&mut db, id).await?, Vec::new())
        };
        let mut taxes = taxes;
        if invoice.status == Status::Draft {
            let sum = self.add_up(&mut db, &invoice, &lines, today).await?;
            for (line, total) in lines.iter_mut().zip(&sum.lines) {
                line.total_minor = *total;
            }
            invoice.net_minor = sum.totals.net;
            invoice.tax_minor = sum.totals.tax;
            invoice.total_minor = sum.totals.total;
            taxes = sum.taxes;
            self.as_if_posted(&mut db, &mut invoice, today).await?;
        }
        let paid = payments::of_invoice(&mut db, id).await?;
        let of = |wanted: fn(&Line) -> bool| {
            lines
                .iter()
                .filter(|l| wanted(l))
                .fold(Money::ZERO, |sum, l| sum + l.total_minor)
        };
        let labour = of(|l| is_labour(l.kind));
        let parts = of(|l| l.kind.is_stocked());
        let other = of(|l| !is_labour(l.kind) && !l.kind.is_stocked());
        let net_of_lines = labour + parts + other;
        let before = if invoice.prices_include_tax {
            invoice.total_minor
        } else {
            invoice.net_minor
        };
        let written_off = paid
            .iter()
            .filter(|p| p.tender == Tender::WriteOff)
            .fold(Money::ZERO, |sum, p| sum + p.allocated_minor);
        let settled = Settled {
            total: invoice.total_minor,
            paid: invoice.paid_minor,
            credited: invoice.credited_minor,
            written_off,
        };
        let (balance, credit) = match invoice.customer_id {
            Some(customer) => (
                self.open_balance(&mut db, customer).await?,
                self.credit_of(&mut db, customer).await?,
            ),
            None => (Money::ZERO, Money::ZERO),
        };
        let credits = match invoice.credits_id {
            Some(wrong) => invoices::get(&mut db, by.site(), wrong).await?.number,
            None => None,
        };
        let said = |here: &str, today: Option<String>| {
            if here.is_empty() {
                today.unwrap_or_default()
            } else {
                here.to_owned()
            }
        };
        Ok(InvoiceCard {
            customer: said(&invoice.says.customer_name, around.customer),
            vehicle: said(&invoice.says.vehicle_text, around.vehicle),
            credits,
            job_number: around.job_number.unwrap_or_default(),
            labour,
            parts,
            other,
            discount: net_of_lines - before,
            standing: Standing::of(invoice.status, settled),
            on_account: around.on_account.unwrap_or_default(),
            credit_limit: around.credit_limit_minor.unwrap_or_default(),
            balance,
            credit,
            email: around.email,
            lines,
            taxes,
            paid,
            invoice,
        })
    }

    /// A sale at the counter that has not begun: nothing on it, nobody named, no row in the books.
    pub async fn empty_sale(&self, by: &Actor) -> Result<InvoiceCard> {
        by.may(Permission::InvoicePost)?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        let mut invoice = Invoice::sale_at(by.site(), self.now());
        invoice.prices_include_tax = self.settings().prices_include_tax();
        self.as_if_posted(&mut self.store(), &mut invoice, today)
            .await?;
        Ok(InvoiceCard {
            invoice,
            customer: String::new(),
            vehicle: String::new(),
            job_number: String::new(),
            lines: Vec::new(),
            taxes: Vec::new(),
            paid: Vec::new(),
            labour: Money::ZERO,
            parts: Money::ZERO,
            other: Money::ZERO,
            discount: Money::ZERO,
            standing: Standing::Draft,
            on_account: false,
            credit_limit: Money::ZERO,
            balance: Money::ZERO,
            credit: Money::ZERO,
            credits: None,
            email: None,
        })
    }

    /// Fills a draft's head with the words and days it would be posted with today.
    async fn as_if_posted(
        &self,
        db: &mut impl crate::store::Db,
        draft: &mut Invoice,
        today: NaiveDate,
    ) -> Result<()> {
        let site = self.site(draft.site_id)?;
        let (s, supply_on, terms_days) = self.snapshot(db, draft, &site, today).await?;
        draft.issued_on = Some(today);
        draft.supply_on = Some(supply_on);
        draft.due_on = today.checked_add_days(Days::new(terms_days));
        draft.says = s;
        Ok(())
    }

    /// What a customer has left over from deposits and credits.
    pub(crate) async fn credit_of(
        &self,
        db: &mut impl crate::store::Db,
        customer: CustomerId,
    ) -> Result<Money> {
        Ok(payments::free(db, customer)
            .await?
            .into_iter()
            .fold(Money::ZERO, |sum, (_, free)| sum + free))
    }
}

/// Days before and after any document, within what both stores can hold.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day of the calendar");
const LAST: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day of the calendar");
