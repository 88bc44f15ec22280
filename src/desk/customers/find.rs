//! Find: plate, name, phone, a number of a job, booking or invoice, while it is typed.

use super::forms::Needle;
use super::{BookingHit, CustomerLine, InvoiceHit, JobHit, VehicleLine};
use crate::desk::{Actor, Desk, Result};
use crate::domain::number::{Pattern, Series, Tail, fiscal_year};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, CustomerId, InvoiceId, JobId, PartId, VehicleId};
use crate::store::{customers, find, vehicles};

/// How many of a kind are shown.
const MOST: i64 = 8;
/// A trigram search needs three signs; shorter needles only look at beginnings.
const TRIGRAM: usize = 3;

/// What a hit opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A customer's card.
    Customer(CustomerId),
    /// A vehicle's card.
    Vehicle(VehicleId),
    /// A booking.
    Booking(BookingId),
    /// A job card.
    Job(JobId),
    /// An invoice or credit note.
    Invoice(InvoiceId),
    /// A part's card.
    Part(PartId),
}

/// A record that fits what was typed, best kinds first: numbers, plates, people, parts.
#[derive(Clone, Debug, PartialEq)]
pub enum Hit {
    /// A vehicle with whoever has it.
    Vehicle(VehicleLine),
    /// A customer.
    Customer(CustomerLine),
    /// A booking by its number.
    Booking(BookingHit),
    /// A job by its number.
    Job(JobHit),
    /// An invoice by its number.
    Invoice(InvoiceHit),
    /// A part: its id, SKU and description.
    Part(PartId, String, String),
}

impl Hit {
    /// What Enter opens.
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Hit::Vehicle(v) => Target::Vehicle(v.id),
            Hit::Customer(c) => Target::Customer(c.id),
            Hit::Booking(b) => Target::Booking(b.id),
            Hit::Job(j) => Target::Job(j.id),
            Hit::Invoice(i) => Target::Invoice(i.id),
            Hit::Part(id, ..) => Target::Part(*id),
        }
    }
}

impl Desk {
    /// Records that fit what was typed so far; what the actor may not see is not looked for.
    pub async fn find(&self, by: &Actor, typed: &str) -> Result<Vec<Hit>> {
        by.may(Permission::CustomerSee)?;
        let needle = Needle::of(typed);
        let mut hits = Vec::new();
        if needle.search.is_empty() {
            return Ok(hits);
        }
        if let Some(tail) = Tail::parse(typed) {
            self.find_numbers(by, tail, &mut hits).await?;
        }
        hits.extend(
            self.find_vehicles(by, typed)
                .await?
                .into_iter()
                .map(Hit::Vehicle),
        );
        hits.extend(
            self.find_customers(by, typed)
                .await?
                .into_iter()
                .map(Hit::Customer),
        );
        if by.can(Permission::StockSee) {
            let parts = self.find_parts(by, typed).await?;
            hits.extend(
                parts
                    .into_iter()
                    .map(|p| Hit::Part(p.id, p.sku, p.description)),
            );
        }
        Ok(hits)
    }

    /// Customers by the beginning of their name, then by anything in name, phone or e-mail.
    pub async fn find_customers(&self, by: &Actor, typed: &str) -> Result<Vec<CustomerLine>> {
        self.customers_like(by, typed, MOST).await
    }

    /// The same, as many of them as a list shows.
    pub async fn customers_like(
        &self,
        by: &Actor,
        typed: &str,
        most: i64,
    ) -> Result<Vec<CustomerLine>> {
        by.may(Permission::CustomerSee)?;
        let needle = Needle::of(typed);
        let mut db = self.store();
        let mut found = customers::page(&mut db, false, &needle.sort, None, false, most).await?;
        let contains = if needle.digits.is_empty() {
            &needle.search
        } else {
            &needle.digits
        };
        if (found.len() as i64) < most && contains.chars().count() >= TRIGRAM {
            for more in customers::containing(&mut db, contains, most).await? {
                if !found.iter().any(|f| f.id == more.id) {
                    found.push(more);
                }
            }
        }
        found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Vehicles by the beginning of their plate, then by anything in plate, make, model or VIN.
    pub async fn find_vehicles(&self, by: &Actor, typed: &str) -> Result<Vec<VehicleLine>> {
        by.may(Permission::CustomerSee)?;
        let needle = Needle::of(typed);
        let mut db = self.store();
        let mut found = Vec::new();
        if !needle.plate.is_empty() {
            found = vehicles::plate_starting(&mut db, &needle.plate, MOST).await?;
        }
        for contains in [needle.plate.to_lowercase(), needle.search] {
            if found.len() >= MOST as usize || contains.chars().count() < TRIGRAM {
                continue;
            }
            for more in vehicles::containing(&mut db, &contains, MOST).await? {
                if !found.iter().any(|f| f.id == more.id) {
                    found.push(more);
                }
            }
        }
        found.truncate(MOST as usize);
        Ok(found)
    }

    /// Jobs, bookings and invoices whose number ends so, of this fiscal year and the one before.
    async fn find_numbers(&self, by: &Actor, tail: Tail, hits: &mut Vec<Hit>) -> Result<()> {
        let mut db = self.store();
        for series in [
            Series::Job,
            Series::Invoice,
            Series::CreditNote,
            Series::Booking,
        ] {
            if tail.series.is_some_and(|s| s != series) || !by.can(see(series)) {
                continue;
            }
            for number in self.numbers_ending(by, series, tail).await? {
                match series {
                    Series::Job => {
                        hits.extend(find::job_by_number(&mut db, &number).await?.map(Hit::Job));
                    }
                    Series::Booking => {
                        let found = find::booking_by_number(&mut db, &number).await?;
                        hits.extend(found.map(Hit::Booking));
                    }
                    _ => hits.extend(
                        find::invoice_by_number(&mut db, &number)
                            .await?
                            .map(Hit::Invoice),
                    ),
                }
            }
        }
        Ok(())
    }

    /// The whole numbers a tail can stand for at the actor's site.
    pub(crate) async fn numbers_ending(
        &self,
        by: &Actor,
        series: Series,
        tail: Tail,
    ) -> Result<Vec<String>> {
        let site = self.site(by.site())?;
        let code = (self.settings().sites.len() > 1).then_some(site.code.as_str());
        let this = fiscal_year(site.zone.day_of(self.now()), site.fiscal_month);
        let years = tail
            .year
            .map_or_else(|| vec![this, this - 1], |year| vec![year]);
        let mut db = self.store();
        let stored = find::patterns(&mut db, site.id, series.as_str()).await?;
        let mut numbers = Vec::new();
        for year in years {
            let own = stored
                .iter()
                .find(|(y, _)| *y == i64::from(year))
                .map(|(_, p)| p.clone());
            let text = own.unwrap_or_else(|| series.default_pattern());
            if let Ok(pattern) = Pattern::parse(&text) {
                numbers.push(pattern.format(code, year, tail.seq));
            }
        }
        Ok(numbers)
    }
}

/// Who may see the documents of a series.
fn see(series: Series) -> Permission {
    match series {
        Series::Booking => Permission::BookingSee,
        Series::Job => Permission::JobSee,
        _ => Permission::InvoiceSee,
    }
}
