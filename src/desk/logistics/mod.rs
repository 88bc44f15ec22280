//! Vehicles on the road without their owners, and ours with our customers: collection and delivery legs, courtesy
//! cars (product/states.md 8).
//!
//! A leg belongs to a visit and follows it: a car handed over at the counter needs no delivery any more. A loan holds
//! its car in the diary like a booking does. Nothing here tells the customer anything: no message of the
//! workshop's speaks of legs or loans.

mod follow;
mod keys;
mod legs;
mod loans;
mod steps;
mod trip;
mod undo;

pub use keys::CarSheet;
pub use legs::{LegForm, Round};
pub use loans::{Borrower, Courtesy, FreeCar, LoanForm};
pub use steps::Arrived;
pub use trip::{Road, Trip};
pub use undo::Undo;

pub use crate::store::legs::{Driver, Leg};
pub use crate::store::loans::{Car, Loan};

use super::{Actor, Desk, Error, Result};
use crate::domain::{BookingId, CustomerId, JobId, VehicleId, msg};
use crate::store::jobs::header;
use crate::store::{Db, bookings};

/// The visit a leg or a loan belongs to: by its booking or by its job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A booking, whether or not its job is made.
    Booking(BookingId),
    /// A job, whether or not it was booked.
    Job(JobId),
}

/// Who and what a visit is about.
#[derive(Clone, Copy, Debug)]
struct Visit {
    booking: Option<BookingId>,
    job: Option<JobId>,
    customer: CustomerId,
    vehicle: Option<VehicleId>,
    is_over: bool,
}

impl Desk {
    /// The visit, at the actor's site.
    async fn visit_of(&self, db: &mut impl Db, by: &Actor, of: Of) -> Result<Visit> {
        match of {
            Of::Booking(id) => {
                let b = bookings::by_id(db, by.site(), id)
                    .await?
                    .ok_or(Error::NotFound)?;
                Ok(Visit {
                    booking: Some(id),
                    job: bookings::job_of(db, id).await?,
                    customer: b.customer_id,
                    vehicle: b.vehicle_id,
                    is_over: !b.status.blocks(),
                })
            }
            Of::Job(id) => {
                let j = header::get(db, by.site(), id).await?;
                Ok(Visit {
                    booking: j.booking_id,
                    job: Some(id),
                    customer: j.customer_id,
                    vehicle: Some(j.vehicle_id),
                    is_over: !j.status.is_open(),
                })
            }
        }
    }
}

/// A visit that is over needs nothing brought any more.
fn still_on(visit: &Visit) -> Result<()> {
    if visit.is_over {
        return Err(Error::Refused(msg!("leg-visit-over")));
    }
    Ok(())
}
