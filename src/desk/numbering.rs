//! Human numbers, given inside the verb's own transaction.

use chrono::NaiveDate;

use super::{Desk, Error, Result};
use crate::domain::SiteId;
use crate::domain::number::{Pattern, Series, fiscal_year};
use crate::store::{Tx, numbers};

impl Desk {
    /// The next number of the series at the site, for something made on that business day.
    ///
    /// The row it counts in is held until the transaction ends, so a verb whose number may have no gap asks for
    /// it last (design/store.md 3).
    pub(crate) async fn give_number(
        &self,
        tx: &mut Tx,
        site: SiteId,
        series: Series,
        day: NaiveDate,
    ) -> Result<String> {
        let known = self.settings();
        let here = self.site(site)?;
        let year = fiscal_year(day, here.fiscal_month.clamp(1, 12));
        let default = series.default_pattern();
        let next = numbers::next(tx, site, series.as_str(), i64::from(year), &default).await?;
        let pattern = Pattern::parse(&next.pattern).map_err(Error::Refused)?;
        let code = (known.sites.len() > 1).then_some(here.code.as_str());
        Ok(pattern.format(code, year, next.seq))
    }
}
