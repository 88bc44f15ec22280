//! Customers, their vehicles, and finding anything by what the caller says.
//!
//! It never erases a person, and never tells how much somebody owes to those who may not see money.

mod answer;
mod balance;
mod card;
mod find;
mod forms;
mod merge;
mod people;
mod undo;
mod vehicles;

pub use card::{CustomerCard, VehicleCard};
pub use find::{Hit, Target};
pub use forms::{CustomerForm, VehicleForm};
pub use merge::DAYS_TO_UNMERGE;
pub use people::CustomersFilter;
pub use undo::Undo;

pub use crate::store::customers::{Contact, Customer, Listed as CustomerLine};
pub use crate::store::find::{
    BookingHit, DeferredHit, InspectionHit, InvoiceHit, JobHit, Parked, Reading,
};
pub use crate::store::merges::Merge;
pub use crate::store::vehicles::{Listed as VehicleLine, Owner, Specs, Vehicle};
