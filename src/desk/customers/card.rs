//! The card of a customer and of a vehicle: all that is asked about them at the counter, in one read.

use super::{
    BookingHit, Contact, Customer, DeferredHit, InspectionHit, InvoiceHit, JobHit, Owner, Parked,
    Reading, Vehicle, VehicleLine,
};
use crate::desk::job::PutOffSum;
use crate::desk::{Actor, Desk, Result};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Money, VehicleId};
use crate::store::{customers, find, vehicles};

/// How much of a history a card shows.
const LATEST: i64 = 30;

/// A customer with vehicles, history and what they owe.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerCard {
    /// The row, with the version a form must give back.
    pub customer: Customer,
    /// Phones and addresses.
    pub contacts: Vec<Contact>,
    /// The vehicles they have today.
    pub vehicles: Vec<VehicleLine>,
    /// The latest bookings that did not become a visit (yet).
    pub bookings: Vec<BookingHit>,
    /// The latest visits.
    pub jobs: Vec<JobHit>,
    /// The latest posted documents; empty for those who may not see invoices.
    pub invoices: Vec<InvoiceHit>,
    /// What is left to pay; `None` for those who may not see invoices.
    pub balance: Option<Money>,
}

/// A vehicle with its people and its history, which stays with it.
#[derive(Clone, Debug, PartialEq)]
pub struct VehicleCard {
    /// The row, with the version a form must give back.
    pub vehicle: Vehicle,
    /// Who has and had it.
    pub owners: Vec<Owner>,
    /// The latest bookings that did not become a visit (yet).
    pub bookings: Vec<BookingHit>,
    /// The latest visits.
    pub jobs: Vec<JobHit>,
    /// What its owners put off.
    pub put_off: PutOffSum,
    /// Where its key and itself are, while it is here.
    pub parked: Option<Parked>,
    /// Work that was put off.
    pub deferred: Vec<DeferredHit>,
    /// The latest inspections.
    pub inspections: Vec<InspectionHit>,
    /// What the odometer said, the oldest first.
    pub readings: Vec<Reading>,
    /// The latest posted documents, whoever paid; empty for those who may not see invoices.
    pub invoices: Vec<InvoiceHit>,
}

impl Desk {
    /// Everything about a customer.
    pub async fn customer_card(&self, by: &Actor, id: CustomerId) -> Result<CustomerCard> {
        by.may(Permission::CustomerSee)?;
        let mut db = self.store();
        let money = by.can(Permission::InvoiceSee);
        Ok(CustomerCard {
            customer: customers::get(&mut db, id).await?,
            contacts: customers::contacts(&mut db, id).await?,
            vehicles: vehicles::of_customer(&mut db, id).await?,
            bookings: find::bookings_of_customer(&mut db, id, LATEST).await?,
            jobs: find::jobs_of_customer(&mut db, id, LATEST).await?,
            invoices: if money {
                find::invoices_of_customer(&mut db, id, LATEST).await?
            } else {
                Vec::new()
            },
            balance: if money {
                Some(self.open_balance(&mut db, id).await?)
            } else {
                None
            },
        })
    }

    /// Everything about a vehicle.
    pub async fn vehicle_card(&self, by: &Actor, id: VehicleId) -> Result<VehicleCard> {
        by.may(Permission::CustomerSee)?;
        let mut db = self.store();
        Ok(VehicleCard {
            vehicle: vehicles::get(&mut db, id).await?,
            owners: vehicles::owners(&mut db, id).await?,
            bookings: find::bookings_of_vehicle(&mut db, id, LATEST).await?,
            jobs: find::jobs_of_vehicle(&mut db, id, LATEST).await?,
            put_off: self.put_off_sum(&mut db, id).await?,
            parked: find::parked(&mut db, id).await?,
            deferred: find::deferred_of_vehicle(&mut db, id, LATEST).await?,
            inspections: find::inspections_of_vehicle(&mut db, id, LATEST).await?,
            readings: find::readings(&mut db, id, LATEST).await?,
            invoices: if by.can(Permission::InvoiceSee) {
                find::invoices_of_vehicle(&mut db, id, LATEST).await?
            } else {
                Vec::new()
            },
        })
    }
}
