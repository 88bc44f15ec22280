//! Founding a workshop in empty books, in one transaction: after it the first booking can be made at once.
//!
//! What is deliberately absent: customers, vehicles, parts and history; those are the demo's, through the same
//! verbs as anybody's.

mod presets;
mod taxes;
mod templates;

pub use taxes::{COUNTRIES, Country, OTHER_COUNTRIES, country, zone_of};

pub(super) use presets::{TASKS, bays};

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::auth::secret;
use super::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::phone::Phone;
use crate::domain::role::Preset;
use crate::domain::{BayId, Currency, Money, Ppm, Qty, RoleId, SiteId, StaffId, Zone};
use crate::domain::{bay, line, msg, secret as rules, text};
use crate::store::catalogue::{CannedFields, CannedLineRow, CannedStepRow, OperationFields};
use crate::store::jobs::canned;
use crate::store::{Tx, catalogue, inspection, settings, sites, staff};

/// What a new workshop has to say about itself.
#[derive(Clone)]
pub struct Founding {
    /// What customers call it.
    pub name: String,
    /// One to three letters, part of the numbers once there is a second site.
    pub site_code: String,
    /// Postal address, lines parted by newlines; may be empty.
    pub address: String,
    /// As printed; may be empty.
    pub phone: String,
    /// As printed; may be empty.
    pub email: String,
    /// The seller's tax number; may be empty.
    pub tax_no: String,
    /// ISO 3166, two letters; decides about tax codes.
    pub country: String,
    /// IANA name.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// Whether prices are entered with tax.
    pub prices_include_tax: bool,
    /// The standard tax rate where it is not the country's own.
    pub tax_rate: Option<Ppm>,
    /// What an hour of work costs; `None` is the country's usual.
    pub per_hour: Option<Money>,
    /// Name and kind of each bay; empty gives two lifts.
    pub bays: Vec<(String, bay::Kind)>,
    /// The owner, as people call them.
    pub owner: String,
    /// What the owner types to log in.
    pub login: String,
    /// At least ten characters.
    pub password: String,
    /// Whether these books are a demonstration.
    pub is_demo: bool,
    /// What hashing a password costs; `None` is the usual.
    pub password_cost: Option<super::auth::Cost>,
}

impl Founding {
    /// A workshop in that country with what is usual there.
    #[must_use]
    pub fn in_country(code: &str, zone: &str) -> Founding {
        Founding {
            name: String::new(),
            site_code: "HQ".to_owned(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            tax_no: String::new(),
            country: code.to_uppercase(),
            zone: zone.to_owned(),
            currency: country(code).currency.to_owned(),
            prices_include_tax: false,
            tax_rate: None,
            per_hour: None,
            bays: Vec::new(),
            owner: String::new(),
            login: String::new(),
            password: String::new(),
            is_demo: false,
            password_cost: None,
        }
    }
}

/// Whether a zone lies in that country, as far as the program knows.
#[must_use]
pub fn lies_in(zone: &str, country: &str) -> bool {
    taxes::country_of(zone).is_some_and(|c| c.code == country)
}

/// The zone of this machine, and the country it lies in where that is plain; for the wizard to propose.
#[must_use]
pub fn where_we_are() -> (Zone, Option<Country>) {
    let zone = iana_time_zone::get_timezone()
        .ok()
        .and_then(|name| Zone::parse(&name).ok())
        .unwrap_or(Zone::UTC);
    (zone, taxes::country_of(zone.name()))
}

/// A workshop has been founded.
#[derive(Clone, Debug)]
pub struct Founded {
    /// Its first site.
    pub site: SiteId,
    /// Its owner.
    pub owner: StaffId,
    /// The roles, by preset.
    pub roles: BTreeMap<Preset, RoleId>,
    /// The bays in order.
    pub bays: Vec<BayId>,
}

/// What was said, made clean.
struct Clean {
    site: sites::Fields,
    currency: Currency,
    owner: staff::Fields,
    hash: String,
    bays: Vec<(String, bay::Kind)>,
}

impl Desk {
    /// Founds the workshop: site, hours, bays, roles, owner, tax codes, catalogue, templates, periodic tasks.
    /// Refused when the books hold a workshop already.
    pub async fn found_workshop(&self, by: &Actor, f: Founding) -> Result<Founded> {
        if by.staff().is_some() {
            return Err(Error::Refused(msg!("founding-console-only")));
        }
        let clean = self.clean(&f).await?;
        let founded = in_tx!(self, |tx| { self.found(tx, by, &f, &clean).await })?;
        self.refresh_settings().await?;
        Ok(founded)
    }

    async fn clean(&self, f: &Founding) -> Result<Clean> {
        let line = |field: &'static str, text: &str| {
            text::required(text).map_err(|why| Error::invalid(field, why))
        };
        let zone = Zone::parse(&f.zone).map_err(|why| Error::invalid("zone", why))?;
        let currency =
            Currency::parse(&f.currency).map_err(|why| Error::invalid("currency", why))?;
        let code = line("site_code", &f.site_code)?.to_uppercase();
        if code.len() > 3 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Error::invalid("site_code", msg!("site-code-form")));
        }
        let login = super::staff::clean_login(&f.login)?;
        rules::check_password(&f.password).map_err(|why| Error::invalid("password", why))?;
        let name = line("name", &f.name)?;
        let owner = line("owner", &f.owner)?;
        let land = f.country.trim().to_uppercase();
        let phone = f.phone.trim().to_owned();
        if !phone.is_empty() {
            Phone::parse(&phone, &land).map_err(|why| Error::invalid("phone", why))?;
        }
        let bays = if f.bays.is_empty() {
            presets::bays()
        } else {
            f.bays.clone()
        };
        let cost = f.password_cost.unwrap_or_default();
        Ok(Clean {
            site: sites::Fields {
                code,
                name,
                address: f.address.trim().to_owned(),
                phone,
                email: f.email.trim().to_owned(),
                tax_no: f.tax_no.trim().to_owned(),
                country: land,
                zone: zone.name().to_owned(),
                fiscal_month: 1,
            },
            currency,
            owner: staff::Fields {
                name: owner,
                login: Some(login),
                // The owner answers for the prices, so no cap binds them.
                discount_cap_bp: crate::domain::Bp(10_000),
                ..staff::Fields::default()
            },
            hash: secret::hash(cost, &f.password).await?,
            bays,
        })
    }

    async fn found(&self, tx: &mut Tx, by: &Actor, f: &Founding, c: &Clean) -> Result<Founded> {
        if !settings::sites(tx).await?.is_empty() {
            return Err(Error::Refused(msg!("founding-already")));
        }
        let now = self.now();
        let site = sites::insert(tx, &c.site).await?;
        sites::set_hours(tx, site, &presets::week()).await?;
        let mut bays = Vec::new();
        for (position, (name, kind)) in (1i64..).zip(&c.bays) {
            bays.push(sites::insert_bay(tx, site, name, *kind, position).await?);
        }
        let roles = found_roles(tx).await?;
        let owner_fields = staff::Fields {
            home_site_id: Some(site),
            ..c.owner.clone()
        };
        let owner = staff::insert(tx, &owner_fields, now).await?;
        staff::set_password(tx, owner, &c.hash).await?;
        if let Some(admin) = roles.get(&Preset::Admin) {
            staff::add_grant(tx, owner, *admin, None).await?;
        }
        found_settings(tx, f, c).await?;
        found_catalogue(tx, f, c, site).await?;
        for (about, channel, subject, body) in templates::TEMPLATES {
            catalogue::insert_template(tx, about.as_str(), *channel, "en", subject, body).await?;
        }
        for (name, cron, missed) in presets::TASKS {
            sites::insert_task(tx, site, name, cron, *missed).await?;
        }
        let at_site = Actor { site, ..by.clone() };
        let entry = Entry {
            verb: "found_workshop",
            entity: "site",
            id: site.0,
            new: json!({ "name": c.site.name, "country": c.site.country, "zone": c.site.zone,
                "currency": c.currency.code, "owner": c.owner.login }),
            ..Entry::default()
        };
        self.record(tx, &at_site, entry).await?;
        Ok(Founded {
            site,
            owner,
            roles,
            bays,
        })
    }
}

async fn found_roles(tx: &mut Tx) -> Result<BTreeMap<Preset, RoleId>> {
    let mut roles = BTreeMap::new();
    for preset in Preset::ALL {
        let id = staff::insert_role(tx, preset.as_str(), presets::role_name(*preset)).await?;
        staff::set_permissions(tx, id, &preset.permissions()).await?;
        roles.insert(*preset, id);
    }
    Ok(roles)
}

async fn found_settings(tx: &mut Tx, f: &Founding, c: &Clean) -> Result<()> {
    let mut values: Vec<(&str, Value)> = vec![
        ("org.name", json!(c.site.name)),
        ("org.currency", json!(c.currency.code)),
        ("org.locale", json!("en")),
        ("tax.prices_include", json!(f.prices_include_tax)),
    ];
    if f.is_demo {
        values.push(("org.demo", json!(true)));
    }
    if let Some(cost) = f.password_cost {
        values.push(("auth.memory_kib", json!(cost.memory_kib)));
        values.push(("auth.passes", json!(cost.passes)));
        values.push(("auth.lanes", json!(cost.lanes)));
    }
    for (key, value) in values {
        settings::put(tx, "all", key, value).await?;
    }
    Ok(())
}

async fn found_catalogue(tx: &mut Tx, f: &Founding, c: &Clean, site: SiteId) -> Result<()> {
    let land = country(&c.site.country);
    // Valid since long ago, so that a visit entered afterwards finds its rate.
    let ever = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let mut tax = BTreeMap::new();
    for code in taxes::codes(&land, f.tax_rate) {
        let id = catalogue::insert_tax_code(tx, code.code, &code.name, code.treatment).await?;
        for (component, rate) in &code.rates {
            catalogue::put_tax_rate(tx, id, component, *rate, ever).await?;
        }
        tax.insert(code.code, id);
    }
    let tax_of = |code: &str| tax.get(code).copied().ok_or(Error::NotFound);
    let per_hour = f
        .per_hour
        .unwrap_or(Money(land.hour.saturating_mul(c.currency.unit())));
    catalogue::put_labour_rate(tx, site, presets::RATE, "Standard rate", per_hour, ever).await?;
    for kind in presets::booking_types(land.inspection) {
        catalogue::insert_booking_type(tx, &kind).await?;
    }
    let mut operations = BTreeMap::new();
    for (code, title, minutes, skill) in presets::OPERATIONS {
        let is_inspection = *code == presets::INSPECTION;
        let fields = OperationFields {
            code: (*code).to_owned(),
            title: if is_inspection {
                land.inspection
            } else {
                title
            }
            .to_owned(),
            standard_min: *minutes,
            skill: (*skill).to_owned(),
            rate_code: presets::RATE.to_owned(),
            tax_code_id: tax_of(if is_inspection && land.inspection_outside {
                taxes::OUTSIDE
            } else {
                taxes::STANDARD
            })?,
        };
        let minutes = *minutes;
        operations.insert(
            *code,
            (
                catalogue::insert_operation(tx, &fields).await?,
                fields.title,
                minutes,
            ),
        );
    }
    for canned in presets::CANNED {
        let (operation, title, minutes) =
            operations.get(canned.operation).ok_or(Error::NotFound)?;
        let name = if canned.operation == presets::INSPECTION {
            land.inspection
        } else {
            canned.title
        };
        let fields = CannedFields {
            code: canned.code.to_owned(),
            title: name.to_owned(),
            fixed_price: None,
            pre_authorised: canned.pre_authorised,
            category: None,
            description: String::new(),
            symptoms: canned.symptoms.to_owned(),
            difficulty: 2,
            warranty_months: 0,
            warranty_distance: 0,
        };
        let id = catalogue::insert_canned_job(tx, &fields).await?;
        let line = CannedLineRow {
            position: 1,
            kind: line::Kind::Labour,
            operation_id: Some(*operation),
            part_id: None,
            description: title.clone(),
            qty_milli: Qty::hours_of_minutes(*minutes),
            unit_price_minor: None,
        };
        let steps: Vec<CannedStepRow> = canned
            .steps
            .iter()
            .map(|(group, title, minutes)| CannedStepRow {
                position: 0,
                sequence_group: *group,
                title: (*title).to_owned(),
                planned_min: *minutes,
                equipment_id: None,
            })
            .collect();
        catalogue::set_canned_content(tx, id, &[line], &steps).await?;
    }
    let form = inspection::insert_form(tx, presets::VISUAL_CHECK).await?;
    let mut checks = presets::visual_check();
    for (check, code) in &mut checks {
        if !code.is_empty() {
            check.canned_job_id = Some(canned::by_code(tx, code).await?.id);
        }
    }
    let checks: Vec<_> = checks.into_iter().map(|(check, _)| check).collect();
    inspection::set_checks(tx, form, &checks).await?;
    Ok(())
}
