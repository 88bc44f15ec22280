//! Labour rates: what an hour costs at a site, from a day on.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::LabourRate;
use crate::desk::{Actor, Desk, Error, Result, clean_code, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{LabourRateId, Money, msg, text};
use crate::store::catalogue;

impl Desk {
    /// The labour rates of the actor's site, of each code the newest first.
    pub async fn labour_rates(&self, by: &Actor) -> Result<Vec<LabourRate>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        Ok(catalogue::labour_rates(&mut db, by.site()).await?)
    }

    /// Sets what an hour costs from a day on: a new row, so that what was sold before keeps its price. The
    /// same day again corrects that row.
    pub async fn set_labour_rate(
        &self,
        by: &Actor,
        code: &str,
        name: &str,
        per_hour: Money,
        from: NaiveDate,
    ) -> Result<LabourRateId> {
        by.may(P::CatalogueEdit)?;
        let code = clean_code(code)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        if per_hour.is_negative() || per_hour > Money::LIMIT {
            return Err(Error::invalid("per_hour", msg!("catalogue-price-negative")));
        }
        in_tx!(self, |tx| {
            let old = catalogue::labour_rate_on(tx, by.site(), &code, from).await?;
            let id =
                catalogue::put_labour_rate(tx, by.site(), &code, &name, per_hour, from).await?;
            let old = old.map_or(
                Value::Null,
                |o| json!({ "per_hour": o.per_hour_minor, "from": o.valid_from }),
            );
            let new = json!({ "code": code, "name": name, "per_hour": per_hour, "from": from });
            self.changed(tx, by, "set_labour_rate", ("labour_rate", id.0), old, new)
                .await?;
            Ok(id)
        })
    }
}
