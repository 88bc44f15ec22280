//! Posting: the number, the snapshots and the message in one transaction.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::draft::entry;
use crate::desk::{Actor, Desk, Error, Letter, Result, Site, in_tx};
use crate::domain::invoice::Event;
use crate::domain::number::Series;
use crate::domain::outbox::About;
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, line, msg};
use crate::store::invoices::{self, Invoice, Posting, Snapshot};
use crate::store::{Db, Lock, Tx, customers, jobs, vehicles};

impl Desk {
    /// Makes a draft final: totals, snapshots, number, message. Answers the number.
    ///
    /// # Errors
    /// `Blocked` naming the parts that are on the document but still on the shelf.
    pub async fn post_invoice(&self, by: &Actor, id: InvoiceId) -> Result<String> {
        by.may(Permission::InvoicePost)?;
        in_tx!(self, |tx| {
            Ok(self.post_in(tx, by, id).await?.number.unwrap_or_default())
        })
    }

    /// The same inside another verb's transaction. The number is the last thing taken, so that whoever posts
    /// next waits as briefly as possible and a refusal never costs one.
    pub(super) async fn post_in(&self, tx: &mut Tx, by: &Actor, id: InvoiceId) -> Result<Invoice> {
        let draft = self.open_draft(tx, by, id).await?;
        if let Some(customer) = draft.customer_id {
            tx.lock(vec![(Lock::Customer, customer.0)]).await?;
        }
        draft
            .status
            .next(Event::Post)
            .map_err(|refused| Error::Refused(refused.msg()))?;
        let site = self.site(draft.site_id)?;
        let lines = invoices::draft_lines(tx, id).await?;
        if lines.is_empty() {
            return Err(Error::Refused(msg!("billing-empty")));
        }
        let on_the_shelf: Vec<_> = lines
            .iter()
            .filter(|l| {
                l.job_line_id.is_some() && l.part_id.is_some() && l.issued_milli < l.qty_milli
            })
            .map(|l| msg!("billing-part-on-shelf", part = l.description.clone()))
            .collect();
        if !on_the_shelf.is_empty() {
            return Err(Error::Blocked {
                blockers: on_the_shelf,
            });
        }
        let issued_on = site.zone.day_of(self.now());
        let (says, supply_on, terms_days) = self.snapshot(tx, &draft, &site, issued_on).await?;
        let sum = self.add_up(tx, &draft, &lines, supply_on).await?;
        // All at once and in the store's own order, so that two counters never wait for each other.
        let shelves = lines
            .iter()
            .filter(|l| l.leaves_shelf)
            .filter_map(|l| l.part_id);
        tx.lock(shelves.map(|part| (Lock::Stock, part.0)).collect())
            .await?;
        let mut figures = Vec::with_capacity(lines.len());
        for (l, total) in lines.iter().zip(&sum.lines) {
            let cost = match l.part_id.filter(|_| l.leaves_shelf) {
                Some(part) => {
                    self.sell_part(tx, by, (part, l.sku.as_str()), l.id, l.qty_milli)
                        .await?
                }
                None => l.cost_minor,
            };
            figures.push((l.id, *total, cost));
        }
        invoices::freeze(tx, id, &figures).await?;
        invoices::insert_taxes(tx, id, &sum.taxes).await?;
        let due_on = issued_on
            .checked_add_days(Days::new(terms_days))
            .unwrap_or(issued_on);
        let number = self
            .next_number(tx, draft.site_id, Series::Invoice, issued_on)
            .await?;
        let posting = Posting {
            number: number.text,
            series: Series::Invoice.as_str().to_owned(),
            year: number.year,
            seq: number.seq,
            issued_on,
            supply_on,
            due_on,
            net: sum.totals.net,
            tax: sum.totals.tax,
            total: sum.totals.total,
            posted_at: self.now(),
            says,
        };
        invoices::post(tx, id, &posting).await?;
        let new = json!({ "number": posting.number, "total": posting.total.0 });
        self.record(tx, by, entry("post", id, json!(null), new))
            .await?;
        let posted = invoices::get(tx, by.site(), id).await?;
        self.tell_posted(tx, by, &posted, &site).await?;
        let Some(customer) = posted.customer_id else {
            return Ok(posted);
        };
        // A deposit is applied at posting.
        if self
            .apply_held(tx, by, &posted, customer)
            .await?
            .is_positive()
        {
            return Ok(invoices::get(tx, by.site(), id).await?);
        }
        Ok(posted)
    }

    /// The words of the document as they are today (model.md 7), the day of supply, and the terms in days.
    pub(super) async fn snapshot(
        &self,
        db: &mut impl Db,
        draft: &Invoice,
        site: &Site,
        today: NaiveDate,
    ) -> Result<(Snapshot, NaiveDate, u64)> {
        let settings = self.settings();
        let text = |key: &str| {
            settings
                .value(Some(site.id), key)
                .and_then(|v| v.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let mut s = Snapshot {
            seller_name: settings.workshop().to_owned(),
            seller_address: site.address.clone(),
            seller_tax_no: site.tax_no.clone(),
            terms: text("paper.terms"),
            footer: text("paper.footer"),
            currency: settings.currency().code.to_owned(),
            country: site.country.clone(),
            ..Snapshot::default()
        };
        let mut supply_on = today;
        let mut terms_days = 0;
        if let Some(customer) = draft.customer_id {
            let c = customers::get(db, customer).await?;
            s.customer_name = c.name;
            s.customer_address = [c.address, c.postcode]
                .iter()
                .filter(|t| !t.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join("\n");
            s.customer_tax_no = c.tax_no;
            if c.on_account {
                terms_days = u64::try_from(c.terms_days).unwrap_or_default();
            }
        }
        if let Some(job) = draft.job_id {
            let j = jobs::header::get(db, draft.site_id, job).await?;
            let v = vehicles::get(db, j.vehicle_id).await?;
            s.vehicle_text = [v.plate.clone(), v.title()]
                .iter()
                .filter(|t| !t.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" ");
            s.odometer = j.odometer_out.or(j.odometer_in);
            s.job_number = j.number;
            supply_on = j.ready_at.map_or(today, |at| site.zone.day_of(at));
        }
        Ok((s, supply_on, terms_days))
    }

    /// The invoice goes to the customer, with its text attached.
    async fn tell_posted(
        &self,
        tx: &mut Tx,
        by: &Actor,
        posted: &Invoice,
        site: &Site,
    ) -> Result<()> {
        let Some(customer) = posted.customer_id else {
            return Ok(());
        };
        let currency = self.settings().currency();
        let facts = json!({
            "customer": posted.says.customer_name,
            "vehicle": posted.says.vehicle_text,
            "workshop": posted.says.seller_name,
            "phone": site.phone,
            "number": posted.number,
            "total": format!("{} {}", currency.code, currency.plain(posted.total_minor)),
            "due_day": posted.due_on.map(|d| d.to_string()),
        });
        let letter = Letter {
            event: About::InvoicePosted,
            customer,
            entity: "invoice",
            entity_id: posted.id.0,
            occurrence: "posted".to_owned(),
            facts,
            attach: Some(format!("invoice:{}", posted.id)),
            not_before: self.now(),
        };
        self.post(tx, by, letter).await
    }
}

/// Whether a line is a sale of work: what a labour total counts.
pub(super) fn is_labour(kind: line::Kind) -> bool {
    kind == line::Kind::Labour
}
