//! Sites: what stands on their invoices, and a further one.

use serde_json::{Value, json};

use crate::desk::{Actor, Desk, Error, Result, Site, founding, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::{SiteId, msg, text};
use crate::store::sites::{self, Fields};
use crate::store::{catalogue, settings};

impl Desk {
    /// Writes what a form says about a site.
    pub async fn edit_site(&self, by: &Actor, version: i64, site: &Site) -> Result<()> {
        by.may_at(P::SettingsEdit, site.id)?;
        let fields = clean(site)?;
        let id = site.id;
        let done = in_tx!(self, |tx| {
            let old = settings::sites(tx).await?;
            let old = old
                .into_iter()
                .find(|s| s.id == id)
                .ok_or(Error::NotFound)?;
            sites::update(tx, id, version, &fields)
                .await
                .map_err(|e| taken(e, "uq_site_code", "site_code"))?;
            let old = json!({ "code": old.code, "name": old.name, "address": old.address, "phone": old.phone,
                "email": old.email, "tax_no": old.tax_no, "country": old.country, "zone": old.zone });
            self.changed(tx, by, "edit_site", ("site", id.0), old, shown(&fields))
                .await
        });
        self.name_the_quicker(done, "site", id.0).await?;
        self.refresh_settings().await
    }

    /// Adds a site. It opens as the actor's own does, at the same hourly rates, with two bays to rename; people
    /// work there once a role is given to them there.
    pub async fn add_site(&self, by: &Actor, site: &Site) -> Result<SiteId> {
        by.may_everywhere(P::SettingsEdit)?;
        let fields = clean(site)?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        let id = in_tx!(self, |tx| {
            let id = sites::insert(tx, &fields)
                .await
                .map_err(|e| taken(e, "uq_site_code", "site_code"))?;
            let week = sites::hours(tx, by.site()).await?;
            sites::set_hours(tx, id, &week).await?;
            for (position, (name, kind)) in (1i64..).zip(founding::bays()) {
                sites::insert_bay(tx, id, &name, kind, position).await?;
            }
            let mut seen: Vec<String> = Vec::new();
            for rate in catalogue::labour_rates(tx, by.site()).await? {
                // Newest first: the first that holds already is in force, those after it are history.
                if rate.valid_from <= today {
                    if seen.contains(&rate.code) {
                        continue;
                    }
                    seen.push(rate.code.clone());
                }
                let (price, from) = (rate.per_hour_minor, rate.valid_from);
                catalogue::put_labour_rate(tx, id, &rate.code, &rate.name, price, from).await?;
            }
            for (name, cron, missed) in founding::TASKS {
                sites::insert_task(tx, id, name, cron, *missed).await?;
            }
            let new = shown(&fields);
            self.changed(tx, by, "add_site", ("site", id.0), Value::Null, new)
                .await?;
            Ok(id)
        })?;
        self.refresh_settings().await?;
        Ok(id)
    }

    /// The version of a site, for saving it.
    pub async fn site_version(&self, by: &Actor, site: SiteId) -> Result<i64> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        let rows = settings::sites(&mut db).await?;
        rows.into_iter()
            .find(|s| s.id == site)
            .map(|s| s.version)
            .ok_or(Error::NotFound)
    }
}

fn clean(site: &Site) -> Result<Fields> {
    let line =
        |field: &'static str, t: &str| text::name(t).map_err(|why| Error::invalid(field, why));
    let code = site.code.trim().to_uppercase();
    if code.is_empty() || code.len() > 3 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Error::invalid("site_code", msg!("site-code-form")));
    }
    if !(1..=12).contains(&site.fiscal_month) {
        return Err(Error::invalid("fiscal_month", msg!("site-fiscal-month")));
    }
    Ok(Fields {
        code,
        name: text::required(&site.name).map_err(|why| Error::invalid("name", why))?,
        address: text::note(&site.address).map_err(|why| Error::invalid("address", why))?,
        phone: line("phone", &site.phone)?,
        email: line("email", &site.email)?,
        tax_no: line("tax_no", &site.tax_no)?,
        country: line("country", &site.country)?.to_uppercase(),
        zone: site.zone.name().to_owned(),
        fiscal_month: i64::from(site.fiscal_month),
    })
}

fn shown(f: &Fields) -> Value {
    json!({ "code": f.code, "name": f.name, "address": f.address, "phone": f.phone, "email": f.email,
        "tax_no": f.tax_no, "country": f.country, "zone": f.zone })
}
