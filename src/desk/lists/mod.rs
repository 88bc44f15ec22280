//! Lists as people filter and sort them, and the views they keep of them.
//!
//! It changes no record: what is done to the rows of a list is a verb of theirs.

mod due;
mod views;

pub use crate::domain::action::{Action, Due};
pub use crate::store::filtered::{BookingRow, Edge, JobRow};
pub use crate::store::views::View;
pub use due::Todo;

use super::billing::InvoiceListed;
use super::customers::{CustomerLine, VehicleLine};
use super::stock::PartLine;
use super::{Actor, COUNT_CAP, Desk, Error, Result};
use crate::domain::filter::{Ending, Filter, Ground, List, Sort, ending, parse};
use crate::domain::permission::Permission;
use crate::store::filtered;

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after their lists")]
pub enum Line {
    Job(JobRow),
    Booking(BookingRow),
    Customer(CustomerLine),
    Vehicle(VehicleLine),
    Part(PartLine),
    Invoice(InvoiceListed),
}

impl Line {
    /// The id of the record.
    #[must_use]
    pub fn id(&self) -> i64 {
        match self {
            Line::Job(r) => r.id.0,
            Line::Booking(r) => r.id.0,
            Line::Customer(r) => r.id.0,
            Line::Vehicle(r) => r.id.0,
            Line::Part(r) => r.id.0,
            Line::Invoice(r) => r.id.0,
        }
    }
}

/// Who may read a list.
#[must_use]
pub const fn permission(list: List) -> Permission {
    match list {
        List::Jobs => Permission::JobSee,
        List::Bookings => Permission::BookingSee,
        List::Customers | List::Vehicles => Permission::CustomerSee,
        List::Parts => Permission::StockSee,
        List::Invoices => Permission::InvoiceSee,
    }
}

/// The order of a list whose filter names none.
#[must_use]
pub fn own_order(list: List) -> Sort {
    filtered::own_order(list)
}

impl Desk {
    /// A page of at most `limit` rows of a list that fit the filter line.
    ///
    /// # Errors
    /// `Invalid` on field `filter` for a line that cannot be read.
    pub async fn list_page(
        &self,
        by: &Actor,
        list: List,
        line: &str,
        edge: Edge,
        limit: i64,
    ) -> Result<Vec<Line>> {
        let (filter, ground) = self.asked(by, list, line)?;
        let mut db = self.store();
        macro_rules! rows {
            ($kind:path) => {{
                let rows = filtered::page(&mut db, list, &filter, edge, &ground, limit).await?;
                rows.into_iter().map($kind).collect()
            }};
        }
        Ok(match list {
            List::Jobs => rows!(Line::Job),
            List::Bookings => rows!(Line::Booking),
            List::Customers => rows!(Line::Customer),
            List::Vehicles => rows!(Line::Vehicle),
            List::Parts => rows!(Line::Part),
            List::Invoices => rows!(Line::Invoice),
        })
    }

    /// How many rows fit the filter line, counted up to [`COUNT_CAP`] and one more.
    ///
    /// # Errors
    /// As [`Desk::list_page`].
    pub async fn list_count(&self, by: &Actor, list: List, line: &str) -> Result<i64> {
        let (filter, ground) = self.asked(by, list, line)?;
        let mut db = self.store();
        Ok(filtered::count(&mut db, list, &filter, &ground, COUNT_CAP + 1).await?)
    }

    /// Values the books have for the key at the end of a filter line, to go on with.
    pub async fn list_values(&self, by: &Actor, list: List, line: &str) -> Result<Vec<String>> {
        by.may(permission(list))?;
        let Ending::Value(key, typed) = ending(list, line) else {
            return Ok(Vec::new());
        };
        let ground = self.ground(by)?;
        let mut db = self.store();
        let typed = typed.trim_matches('"');
        Ok(filtered::values(&mut db, list, key.name, typed, &ground).await?)
    }

    /// All rows that fit, for a file; those who may write files get them.
    ///
    /// # Errors
    /// As [`Desk::list_page`].
    pub async fn list_export(&self, by: &Actor, list: List, line: &str) -> Result<Vec<Line>> {
        by.may(Permission::DataExport)?;
        let mut all = Vec::new();
        let mut edge = Edge::First;
        loop {
            let page = self.list_page(by, list, line, edge, BATCH).await?;
            let whole = (page.len() as i64) < BATCH;
            let Some(last) = page.last() else { break };
            edge = Edge::After(last.id());
            all.extend(page);
            if whole {
                break;
            }
        }
        Ok(all)
    }

    fn asked(&self, by: &Actor, list: List, line: &str) -> Result<(Filter, filtered::Ground)> {
        by.may(permission(list))?;
        let ground = self.ground(by)?;
        let read = Ground {
            today: ground.today,
            currency: self.settings().currency(),
        };
        let filter = parse(list, line, read).map_err(|why| Error::invalid("filter", why))?;
        Ok((filter, ground))
    }

    pub(in crate::desk) fn ground(&self, by: &Actor) -> Result<filtered::Ground> {
        let site = self.site(by.site())?;
        let now = self.now();
        Ok(filtered::Ground {
            site: site.id,
            now,
            today: site.zone.day_of(now),
            zone: site.zone,
            archive: now.plus_minutes(-self.settings().archive_days() * 24 * 60),
            reviews: self.settings().reviews_estimates(),
        })
    }
}

/// How many rows of a file are read at a time.
const BATCH: i64 = 500;
