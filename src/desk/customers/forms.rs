//! What the forms hand in, and the checks that turn it into a row.

use chrono::{Datelike, NaiveDate};

use crate::desk::{Error, Result};
use crate::domain::customer::{Channel, ContactKind, Kind};
use crate::domain::email::Email;
use crate::domain::phone::{self, Phone};
use crate::domain::plate::{self, Plate};
use crate::domain::vehicle::{OdometerUnit, Use};
use crate::domain::vin::Vin;
use crate::domain::{Money, Msg, msg, text};
use crate::store::vehicles::Specs;
use crate::store::{customers, vehicles};

/// A customer as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerForm {
    /// Person or company.
    pub kind: Kind,
    /// Required.
    pub name: String,
    /// Phone numbers, the first is the primary.
    pub phones: Vec<String>,
    /// E-mail addresses, the first is the primary.
    pub emails: Vec<String>,
    /// Street and town, lines parted by newlines.
    pub address: String,
    /// Matched with the name for duplicates.
    pub postcode: String,
    /// Tax number of a company.
    pub tax_no: String,
    /// Language of their messages; empty = the workshop's.
    pub locale: String,
    /// How they like to be told.
    pub channel: Channel,
    /// Whether they pay later.
    pub on_account: bool,
    /// Days until an invoice is due.
    pub terms_days: i64,
    /// How much they may owe (minor units).
    pub credit_limit: Money,
    /// For us, never printed.
    pub note: String,
}

impl Default for CustomerForm {
    fn default() -> Self {
        CustomerForm {
            kind: Kind::Person,
            name: String::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            address: String::new(),
            postcode: String::new(),
            tax_no: String::new(),
            locale: String::new(),
            channel: Channel::Email,
            on_account: false,
            terms_days: 0,
            credit_limit: Money::ZERO,
            note: String::new(),
        }
    }
}

/// A checked customer: the row, and each contact point as shown and as matched.
pub(in crate::desk) struct CheckedCustomer {
    pub fields: customers::Fields,
    pub phones: Vec<(String, String)>,
    pub emails: Vec<(String, String)>,
}

impl CheckedCustomer {
    /// The keys of all contact points.
    pub fn keys(&self) -> Vec<String> {
        self.phones
            .iter()
            .chain(&self.emails)
            .map(|(_, key)| key.clone())
            .collect()
    }

    /// Both kinds, to be written one after the other.
    pub fn contacts(&self) -> [(ContactKind, &[(String, String)]); 2] {
        [
            (ContactKind::Phone, &self.phones),
            (ContactKind::Email, &self.emails),
        ]
    }
}

fn field<T>(name: &'static str, parsed: std::result::Result<T, Msg>) -> Result<T> {
    parsed.map_err(|why| Error::invalid(name, why))
}

/// The longest terms that make sense: a year.
const TERMS_MAX: i64 = 365;

impl CustomerForm {
    /// Checks every field; `country` (ISO 3166) is the site's, for numbers typed without `+`.
    pub(in crate::desk) fn check(&self, country: &str) -> Result<CheckedCustomer> {
        let name = field("name", text::required(&self.name))?;
        let mut phones = Vec::new();
        for typed in self.phones.iter().filter(|p| !p.trim().is_empty()) {
            let phone = field("phone", Phone::parse(typed, country))?;
            if !phones.iter().any(|(_, key)| *key == phone.e164) {
                phones.push((phone.display, phone.e164));
            }
        }
        let mut emails = Vec::new();
        for typed in self.emails.iter().filter(|p| !p.trim().is_empty()) {
            let email = field("email", Email::parse(typed))?;
            if !emails.iter().any(|(_, key)| *key == email.key) {
                emails.push((email.address, email.key));
            }
        }
        if !(0..=TERMS_MAX).contains(&self.terms_days) {
            return Err(Error::invalid(
                "terms_days",
                msg!("customer-terms-range", max = TERMS_MAX),
            ));
        }
        if self.credit_limit.is_negative() {
            return Err(Error::invalid(
                "credit_limit",
                msg!("customer-limit-negative"),
            ));
        }
        let mut search = name.clone();
        for (_, key) in phones.iter().chain(&emails) {
            search.push(' ');
            search.push_str(key);
        }
        Ok(CheckedCustomer {
            fields: customers::Fields {
                kind: self.kind,
                sort_key: text::sort_key(&name),
                search_key: text::search_key(&search),
                name,
                address: field("address", text::note(&self.address))?,
                postcode: field("postcode", text::name(&self.postcode))?.to_uppercase(),
                tax_no: field("tax_no", text::name(&self.tax_no))?,
                locale: field("locale", text::name(&self.locale))?,
                channel: self.channel,
                on_account: self.on_account,
                terms_days: self.terms_days,
                credit_limit: self.credit_limit,
                note: field("note", text::note(&self.note))?,
            },
            phones,
            emails,
        })
    }
}

/// A vehicle as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct VehicleForm {
    /// As on the plate; may be empty for a vehicle without one.
    pub plate: String,
    /// ISO 3166; empty = the site's.
    pub plate_country: String,
    /// 17 letters and digits, or empty.
    pub vin: String,
    /// Maker.
    pub make: String,
    /// Model.
    pub model: String,
    /// Engine, trim.
    pub variant: String,
    /// First registration.
    pub year: Option<i64>,
    /// Petrol, diesel, electric …
    pub fuel: String,
    /// Price class.
    pub class: String,
    /// Last reading.
    pub odometer: Option<i64>,
    /// Kilometres or miles.
    pub odometer_unit: OdometerUnit,
    /// When the statutory inspection ends.
    pub inspection_due_on: Option<NaiveDate>,
    /// When the next service is due.
    pub service_due_on: Option<NaiveDate>,
    /// A customer's, lent out, or for sale.
    pub used_as: Use,
    /// How it is built.
    pub specs: Specs,
}

impl Default for VehicleForm {
    fn default() -> Self {
        VehicleForm {
            plate: String::new(),
            plate_country: String::new(),
            vin: String::new(),
            make: String::new(),
            model: String::new(),
            variant: String::new(),
            year: None,
            fuel: String::new(),
            class: String::new(),
            odometer: None,
            odometer_unit: OdometerUnit::Km,
            inspection_due_on: None,
            service_due_on: None,
            used_as: Use::Customer,
            specs: Specs::default(),
        }
    }
}

/// The first motor car, and a reading no car has reached.
const FIRST_YEAR: i64 = 1885;
const ODOMETER_MAX: i64 = 9_999_999;

impl VehicleForm {
    /// Checks every field; a vehicle needs a plate, a VIN or a make.
    pub(in crate::desk) fn check(
        &self,
        country: &str,
        today: NaiveDate,
    ) -> Result<vehicles::Fields> {
        let (plate, plate_key) = if self.plate.trim().is_empty() {
            (String::new(), String::new())
        } else {
            let plate = field("plate", Plate::parse(&self.plate))?;
            (plate.display, plate.key)
        };
        let vin = if self.vin.trim().is_empty() {
            String::new()
        } else {
            field("vin", Vin::parse(&self.vin))?.text
        };
        let make = field("make", text::name(&self.make))?;
        let model = field("model", text::name(&self.model))?;
        if plate.is_empty() && vin.is_empty() && make.is_empty() {
            return Err(Error::invalid("plate", msg!("vehicle-needs-a-name")));
        }
        let newest = i64::from(today.year()) + 1;
        if self
            .year
            .is_some_and(|y| !(FIRST_YEAR..=newest).contains(&y))
        {
            return Err(Error::invalid(
                "year",
                msg!("vehicle-year-range", from = FIRST_YEAR, to = newest),
            ));
        }
        if self
            .odometer
            .is_some_and(|o| !(0..=ODOMETER_MAX).contains(&o))
        {
            return Err(Error::invalid(
                "odometer",
                msg!("vehicle-odometer-range", max = ODOMETER_MAX),
            ));
        }
        let typed = field("plate_country", text::name(&self.plate_country))?;
        let variant = field("variant", text::name(&self.variant))?;
        let search = text::search_key(&format!("{plate_key} {make} {model} {variant} {vin}"));
        Ok(vehicles::Fields {
            plate,
            plate_key,
            plate_country: if typed.is_empty() {
                country.to_owned()
            } else {
                typed.to_uppercase()
            },
            vin,
            make,
            model,
            variant,
            year: self.year,
            fuel: field("fuel", text::name(&self.fuel))?,
            class: field("class", text::name(&self.class))?,
            odometer: self.odometer,
            odometer_unit: self.odometer_unit,
            inspection_due_on: self.inspection_due_on,
            service_due_on: self.service_due_on,
            used_as: self.used_as,
            specs: checked(&self.specs)?,
            search_key: search,
        })
    }
}

/// Each figure of a vehicle with the most it can be.
fn checked(specs: &Specs) -> Result<Specs> {
    for (name, value, most) in [
        ("engine_cc", specs.engine_cc, 100_000),
        ("power_kw", specs.power_kw, 5_000),
        ("doors", specs.doors, 9),
        ("seats", specs.seats, 99),
    ] {
        if value.is_some_and(|n| !(0..=most).contains(&n)) {
            return Err(Error::invalid(
                name,
                msg!("vehicle-figure-range", max = most),
            ));
        }
    }
    Ok(Specs {
        drive: field("drive", text::name(&specs.drive))?,
        gearbox: field("gearbox", text::name(&specs.gearbox))?,
        body: field("body", text::name(&specs.body))?,
        colour: field("colour", text::name(&specs.colour))?,
        tyre_size: field("tyre_size", text::name(&specs.tyre_size))?,
        recall: field("recall", text::name(&specs.recall))?,
        note: field("note", text::note(&specs.note))?,
        ..specs.clone()
    })
}

/// What a find line holds, in the forms the keys are kept in.
pub(super) struct Needle {
    /// Folded, for names.
    pub sort: String,
    /// Folded, without signs, for contains searches.
    pub search: String,
    /// Letters and digits only, for plates.
    pub plate: String,
    /// Digits without leading zeros, for phones; empty when letters were typed.
    pub digits: String,
}

impl Needle {
    pub fn of(typed: &str) -> Needle {
        let letters = typed.chars().any(char::is_alphabetic);
        Needle {
            sort: text::sort_key(typed),
            search: text::search_key(typed),
            plate: plate::key(typed),
            digits: if letters {
                String::new()
            } else {
                phone::search_digits(typed)
            },
        }
    }
}
