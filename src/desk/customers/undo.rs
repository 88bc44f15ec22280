//! Taking back an edit of a customer or a vehicle, or its way off the lists.

use super::{Contact, Customer, CustomerForm, Vehicle, VehicleForm};
use crate::desk::{Actor, Desk, Done, Result};
use crate::domain::customer::ContactKind;
use crate::domain::{CustomerId, MergeId, VehicleId};

/// What takes back a verb on customers and vehicles.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// A customer was edited: as they were.
    Customer {
        /// Who.
        id: CustomerId,
        /// The version the edit left.
        version: i64,
        /// What it was.
        was: Box<CustomerForm>,
    },
    /// A customer was put away, or brought back: the other way round.
    CustomerAway {
        /// Who.
        id: CustomerId,
        /// The version that left.
        version: i64,
        /// Whether to put them away.
        away: bool,
    },
    /// Two were made one: two again.
    Merge {
        /// The merge.
        id: MergeId,
    },
    /// A vehicle was edited: as it was.
    Vehicle {
        /// Which.
        id: VehicleId,
        /// The version the edit left.
        version: i64,
        /// What it was.
        was: Box<VehicleForm>,
    },
    /// A vehicle was put away, or brought back: the other way round.
    VehicleAway {
        /// Which.
        id: VehicleId,
        /// The version that left.
        version: i64,
        /// Whether to put it away.
        away: bool,
    },
}

impl Desk {
    pub(in crate::desk) async fn undo_customer(&self, by: &Actor, undo: Undo) -> Result<Done<()>> {
        match undo {
            Undo::Customer { id, version, was } => self.edit_customer(by, id, version, &was).await,
            Undo::Merge { id } => {
                self.unmerge(by, id).await?;
                Ok(Done::final_(()))
            }
            Undo::CustomerAway { id, version, away } => {
                self.archive_customer(by, id, version, away).await
            }
            Undo::Vehicle { id, version, was } => self.edit_vehicle(by, id, version, &was).await,
            Undo::VehicleAway { id, version, away } => {
                self.archive_vehicle(by, id, version, away).await
            }
        }
    }
}

impl CustomerForm {
    /// The form of a customer as stored.
    #[must_use]
    pub fn of(c: &Customer, contacts: &[Contact]) -> Self {
        let all = |kind: ContactKind| {
            let own = contacts.iter().filter(|p| p.kind == kind);
            own.map(|p| p.value.clone()).collect()
        };
        CustomerForm {
            kind: c.kind,
            name: c.name.clone(),
            phones: all(ContactKind::Phone),
            emails: all(ContactKind::Email),
            address: c.address.clone(),
            postcode: c.postcode.clone(),
            tax_no: c.tax_no.clone(),
            locale: c.locale.clone(),
            channel: c.channel,
            on_account: c.on_account,
            terms_days: c.terms_days,
            credit_limit: c.credit_limit,
            note: c.note.clone(),
        }
    }
}

impl VehicleForm {
    /// The form of a vehicle as stored.
    #[must_use]
    pub fn of(v: &Vehicle) -> Self {
        VehicleForm {
            plate: v.plate.clone(),
            plate_country: v.plate_country.clone(),
            vin: v.vin.clone(),
            make: v.make.clone(),
            model: v.model.clone(),
            variant: v.variant.clone(),
            year: v.year,
            fuel: v.fuel.clone(),
            class: v.class.clone(),
            odometer: v.odometer,
            odometer_unit: v.odometer_unit,
            inspection_due_on: v.inspection_due_on,
            service_due_on: v.service_due_on,
            used_as: v.used_as,
            specs: v.specs.clone(),
        }
    }
}
