//! What was there before anybody came: customers and their cars, parts on the shelves, the catalogue's numbers.

use chrono::Days;

use super::Story;
use crate::boot::demo::cast::{CUSTOMERS, PARTS, VEHICLES};
use crate::desk::Result;
use crate::desk::customers::{CustomerForm, VehicleForm};
use crate::desk::stock::{PartForm, Receipt};
use crate::domain::customer::{Channel, Kind};
use crate::domain::stock::CodeKind;
use crate::domain::{Money, Qty};

/// Terms of warranty: the code of the work, months, and how far.
const WARRANTY: &[(&str, i64, i64)] = &[
    ("BRKF", 24, 40_000),
    ("BRKFD", 24, 40_000),
    ("MAJOR", 12, 20_000),
    ("AIRCO", 6, 0),
];

impl Story {
    pub(super) async fn people(&mut self) -> Result<()> {
        let by = self.log_in("ana").await?;
        for (i, (name, phone, company)) in CUSTOMERS.iter().enumerate() {
            let plain: String = name
                .to_lowercase()
                .chars()
                .filter(char::is_ascii_alphabetic)
                .take(16)
                .collect();
            let form = CustomerForm {
                kind: if *company {
                    Kind::Company
                } else {
                    Kind::Person
                },
                name: (*name).to_owned(),
                phones: vec![(*phone).to_owned()],
                emails: if i % 7 == 6 {
                    Vec::new()
                } else {
                    vec![format!("{plain}@example.nl")]
                },
                address: format!("Kanaalstraat {}\nUtrecht", 3 + i * 4),
                postcode: format!("{} AB", 3500 + i * 3),
                channel: if i % 7 == 6 {
                    Channel::Phone
                } else {
                    Channel::Email
                },
                on_account: *company,
                terms_days: if *company { 14 } else { 0 },
                credit_limit: if *company {
                    Money(250_000)
                } else {
                    Money::ZERO
                },
                note: if i == 1 {
                    "Key in box 14. Call before any extra work.".to_owned()
                } else {
                    String::new()
                },
                ..CustomerForm::default()
            };
            self.customers
                .push(self.desk.add_customer(&by, &form).await?.value);
        }
        for (i, (plate, make, model, variant, year, odometer, whose)) in VEHICLES.iter().enumerate()
        {
            let due = self
                .today
                .checked_add_days(Days::new(20 + (i as u64 * 37) % 300));
            let overdue = self.today.checked_sub_days(Days::new(9));
            let form = VehicleForm {
                plate: (*plate).to_owned(),
                make: (*make).to_owned(),
                model: (*model).to_owned(),
                variant: (*variant).to_owned(),
                year: Some(*year),
                odometer: Some(*odometer),
                inspection_due_on: if i % 9 == 4 { overdue } else { due },
                ..VehicleForm::default()
            };
            let owner = self.customers.get(*whose).copied();
            self.vehicles
                .push(self.desk.add_vehicle(&by, &form, owner).await?.value);
        }
        Ok(())
    }

    pub(super) async fn shelves(&mut self) -> Result<()> {
        let by = self.log_in("mia").await?;
        let tax = self.desk.tax_codes(&by).await?;
        let tax = tax
            .iter()
            .max_by_key(|c| c.rates.first().map_or(0, |r| r.rate.0))
            .map(|c| c.id);
        let Some(tax_code) = tax else { return Ok(()) };
        for (i, p) in PARTS.iter().enumerate() {
            let form = PartForm {
                sku: p.0.to_owned(),
                description: p.1.to_owned(),
                unit: p.2.to_owned(),
                kind: p.3,
                stocked: true,
                price: Money(p.4),
                tax_code,
                category: String::new(),
                superseded_by: None,
                codes: vec![(CodeKind::Barcode, p.9.to_owned())],
                bin: p.6.to_owned(),
                reorder: Qty(p.8),
                reorder_qty: Qty(p.8),
            };
            let id = self.desk.add_part(&by, &form).await?.value;
            if p.7 > 0 {
                let goods = Receipt {
                    qty: Qty(p.7),
                    unit_cost: Some(Money(p.5)),
                    document: format!("DN {}", 88_100 + i),
                };
                self.desk.receive(&by, id, &goods).await?;
            }
            self.parts.push(id);
        }
        Ok(())
    }

    pub(super) async fn catalogue(&mut self) -> Result<()> {
        let by = self.log_in("mia").await?;
        for (id, canned) in self.desk.canned_jobs(&by).await? {
            let terms = WARRANTY.iter().find(|w| w.0 == canned.code);
            if let Some((_, months, distance)) = terms {
                let mut whole = self.desk.canned_job(&by, id).await?;
                whole.warranty_months = *months;
                whole.warranty_distance = *distance;
                self.desk.edit_canned_job(&by, id, &whole).await?;
            }
            self.canned.push((canned.code, id));
        }
        let types = self.desk.booking_types(&by).await?;
        if let Some(first) = types.first() {
            self.service = first.id;
        }
        Ok(())
    }
}
