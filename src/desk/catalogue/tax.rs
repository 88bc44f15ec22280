//! Tax codes and their rates. A code's treatment is on documents and stays; a rate is valid from a day.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::desk::{Actor, Desk, Error, Result, clean_code, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::tax::Treatment;
use crate::domain::{Ppm, TaxCodeId, Ts, msg, text};
use crate::store::catalogue;

/// A rate of one component from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRate {
    /// Its name; empty where the tax has only one.
    pub component: String,
    /// The rate.
    pub rate: Ppm,
    /// From when.
    pub from: NaiveDate,
}

/// How something is taxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxCode {
    /// Its id.
    pub id: TaxCodeId,
    /// What people type.
    pub code: String,
    /// What stands on documents.
    pub name: String,
    /// How it treats a sale.
    pub treatment: Treatment,
    /// Its rates, of each component the newest first.
    pub rates: Vec<TaxRate>,
    /// Since when it is off the lists (UTC).
    pub archived_at: Option<Ts>,
}

impl TaxCode {
    /// The sum of its components on that day.
    #[must_use]
    pub fn rate_on(&self, day: NaiveDate) -> Ppm {
        let mut seen: Vec<&str> = Vec::new();
        let mut sum = Ppm::ZERO;
        for rate in self.rates.iter().filter(|r| r.from <= day) {
            if !seen.contains(&rate.component.as_str()) {
                seen.push(&rate.component);
                sum += rate.rate;
            }
        }
        sum
    }
}

impl Desk {
    /// The tax codes with their rates, archived ones last.
    pub async fn tax_codes(&self, by: &Actor) -> Result<Vec<TaxCode>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        let rates = catalogue::tax_rates(&mut db).await?;
        let codes = catalogue::tax_codes(&mut db).await?;
        Ok(codes
            .into_iter()
            .map(|c| TaxCode {
                rates: rates
                    .iter()
                    .filter(|r| r.tax_code_id == c.id)
                    .map(|r| TaxRate {
                        component: r.component.clone(),
                        rate: r.rate_ppm,
                        from: r.valid_from,
                    })
                    .collect(),
                id: c.id,
                code: c.code,
                name: c.name,
                treatment: c.treatment,
                archived_at: c.archived_at,
            })
            .collect())
    }

    /// Adds a tax code, with its rate if it is taxed.
    pub async fn add_tax_code(
        &self,
        by: &Actor,
        code: &str,
        name: &str,
        treatment: Treatment,
        rate: Option<&TaxRate>,
    ) -> Result<TaxCodeId> {
        by.may(P::CatalogueEdit)?;
        let code = clean_code(code)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        if treatment.has_rates() && rate.is_none() {
            return Err(Error::invalid("rate", msg!("tax-needs-rate")));
        }
        let rate = rate.map(clean_rate).transpose()?;
        in_tx!(self, |tx| {
            let id = catalogue::insert_tax_code(tx, &code, &name, treatment)
                .await
                .map_err(|e| taken(e, "uq_tax_code_code", "code"))?;
            if let Some(r) = rate.as_ref().filter(|_| treatment.has_rates()) {
                catalogue::put_tax_rate(tx, id, &r.component, r.rate, r.from).await?;
            }
            let new = json!({ "code": code, "name": name, "treatment": treatment,
                "rate_ppm": rate.as_ref().map(|r| r.rate) });
            self.changed(tx, by, "add_tax_code", ("tax_code", id.0), Value::Null, new)
                .await?;
            Ok(id)
        })
    }

    /// Calls a tax code otherwise. Documents already posted keep the name they had.
    pub async fn rename_tax_code(&self, by: &Actor, id: TaxCodeId, name: &str) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        in_tx!(self, |tx| {
            let old = catalogue::tax_code(tx, id).await?;
            catalogue::rename_tax_code(tx, id, &name).await?;
            let (old, new) = (json!({ "name": old.name }), json!({ "name": name }));
            self.changed(tx, by, "rename_tax_code", ("tax_code", id.0), old, new)
                .await
        })
    }

    /// Sets a rate from a day on: a new row, so that documents before that day keep theirs.
    pub async fn set_tax_rate(&self, by: &Actor, id: TaxCodeId, rate: &TaxRate) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let rate = clean_rate(rate)?;
        in_tx!(self, |tx| {
            let code = catalogue::tax_code(tx, id).await?;
            if !code.treatment.has_rates() {
                return Err(Error::invalid("rate", msg!("tax-has-no-rates")));
            }
            catalogue::put_tax_rate(tx, id, &rate.component, rate.rate, rate.from).await?;
            let new =
                json!({ "component": rate.component, "rate_ppm": rate.rate, "from": rate.from });
            self.changed(tx, by, "set_tax_rate", ("tax_code", id.0), Value::Null, new)
                .await
        })
    }

    /// Takes a tax code off the lists, or puts it back.
    pub async fn archive_tax_code(&self, by: &Actor, id: TaxCodeId, archived: bool) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let at = archived.then(|| self.now());
        in_tx!(self, |tx| {
            catalogue::tax_code(tx, id).await?;
            catalogue::set_tax_code_archived(tx, id, at).await?;
            let new = json!({ "archived": archived });
            self.changed(
                tx,
                by,
                "archive_tax_code",
                ("tax_code", id.0),
                Value::Null,
                new,
            )
            .await
        })
    }
}

fn clean_rate(r: &TaxRate) -> Result<TaxRate> {
    if r.rate.is_negative() || r.rate > Ppm(1_000_000) {
        return Err(Error::invalid("rate", msg!("tax-rate-range")));
    }
    Ok(TaxRate {
        component: text::name(&r.component).map_err(|why| Error::invalid("component", why))?,
        ..r.clone()
    })
}
