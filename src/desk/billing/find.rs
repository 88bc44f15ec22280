//! Documents by the end of their number, or by whose they are.

use serde_json::json;

use super::{Filter, Place};
use crate::desk::{Actor, Desk, Entry, Result, in_tx};
use crate::domain::number::{Series, Tail};
use crate::domain::permission::Permission;
use crate::store::invoices::{self, Listed};

/// How many rows an export reads at a time.
const BATCH: i64 = 1_000;

/// How many of one customer's documents a search shows.
const PER_CUSTOMER: i64 = 20;

impl Desk {
    /// Documents whose number ends so, then those of the customers whose name, phone or e-mail fits; in every
    /// state but void.
    pub async fn find_invoices(&self, by: &Actor, typed: &str) -> Result<Vec<Listed>> {
        by.may(Permission::InvoiceSee)?;
        let mut found: Vec<Listed> = Vec::new();
        let mut db = self.store();
        if let Some(tail) = Tail::parse(typed) {
            for series in [Series::Invoice, Series::CreditNote] {
                if tail.series.is_some_and(|s| s != series) {
                    continue;
                }
                for number in self.numbers_ending(by, series, tail).await? {
                    found.extend(invoices::numbered(&mut db, by.site(), &number).await?);
                }
            }
        }
        for customer in self.find_customers(by, typed).await? {
            let theirs =
                invoices::of_customer(&mut db, by.site(), customer.id, PER_CUSTOMER).await?;
            for document in theirs {
                if !found.iter().any(|f| f.id == document.id) {
                    found.push(document);
                }
            }
        }
        Ok(found)
    }

    /// Every posted document of the site, the latest first, for a file. Asks for `data.export`, and says in
    /// the audit that it was done.
    pub async fn export_invoices(&self, by: &Actor) -> Result<Vec<Listed>> {
        by.may(Permission::DataExport)?;
        by.may(Permission::InvoiceSee)?;
        let mut all: Vec<Listed> = Vec::new();
        loop {
            let after = all.last().and_then(|l| {
                Some(Place {
                    day: l.issued_on?,
                    id: l.id,
                })
            });
            let page = self.invoices_page(by, Filter::Posted, after, BATCH).await?;
            let done = page.len() < BATCH as usize;
            all.extend(page);
            if done {
                break;
            }
        }
        let rows = all.len();
        in_tx!(self, |tx| {
            let entry = Entry {
                verb: "export",
                entity: "invoice",
                id: 0,
                old: json!(null),
                new: json!({ "rows": rows }),
                reason: "",
            };
            self.record(tx, by, entry).await
        })?;
        Ok(all)
    }
}
