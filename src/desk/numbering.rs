//! Human numbers, given inside the verb's own transaction.

use chrono::NaiveDate;

use super::{Desk, Error, Result};
use crate::domain::SiteId;
use crate::domain::number::{Pattern, Series, fiscal_year};
use crate::store::{Tx, numbers};

/// A number as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// As people read it: `INV-2026-0042`.
    pub text: String,
    /// The fiscal year it belongs to.
    pub year: i64,
    /// Its place in the series.
    pub seq: i64,
}

impl Desk {
    /// The next number of the series at the site, for something made on that business day.
    ///
    /// The row it counts in is held until the transaction ends, so a verb whose number may have no gap asks for
    /// it last (a rollback takes the number back).
    pub(crate) async fn next_number(
        &self,
        tx: &mut Tx,
        site: SiteId,
        series: Series,
        day: NaiveDate,
    ) -> Result<Number> {
        let known = self.settings();
        let here = self.site(site)?;
        let year = fiscal_year(day, here.fiscal_month.clamp(1, 12));
        let default = series.default_pattern();
        let next = numbers::next(tx, site, series.as_str(), i64::from(year), &default).await?;
        let pattern = Pattern::parse(&next.pattern).map_err(Error::Refused)?;
        let code = (known.sites.len() > 1).then_some(here.code.as_str());
        Ok(Number {
            text: pattern.format(code, year, next.seq),
            year: i64::from(year),
            seq: next.seq,
        })
    }

    /// The text alone, for series whose gaps nobody asks about.
    pub(crate) async fn give_number(
        &self,
        tx: &mut Tx,
        site: SiteId,
        series: Series,
        day: NaiveDate,
    ) -> Result<String> {
        Ok(self.next_number(tx, site, series, day).await?.text)
    }
}
