//! What a visit has on the road, and what a form of it begins with.

use super::Of;
use crate::desk::{Actor, Desk, Result};
use crate::domain::logistics::{Leg as LegStatus, LegKind, Loan as LoanStatus};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, CustomerId, JobId, Ts};
use crate::store::jobs::header;
use crate::store::legs::{self, Leg};
use crate::store::loans::{self, Loan};
use crate::store::{Db, bookings, customers, vehicles};

/// The legs and loans of a visit, each the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Road {
    /// Collections and deliveries.
    pub legs: Vec<Leg>,
    /// Courtesy cars.
    pub loans: Vec<Loan>,
}

impl Road {
    /// The leg of that kind that counts: the last that was not called off.
    #[must_use]
    pub fn leg(&self, kind: LegKind) -> Option<&Leg> {
        let counts = |l: &&Leg| l.kind == kind && l.status != LegStatus::Cancelled;
        self.legs.iter().rev().find(counts)
    }

    /// The loan that counts: the last that was not called off.
    #[must_use]
    pub fn loan(&self) -> Option<&Loan> {
        let counts = |l: &&Loan| l.status != LoanStatus::Cancelled;
        self.loans.iter().rev().find(counts)
    }
}

/// A visit as its legs and loans see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip {
    /// Which visit.
    pub of: Of,
    /// Its vehicle's plate, or empty.
    pub plate: String,
    /// Its customer.
    pub customer: String,
    /// Who that is.
    pub customer_id: CustomerId,
    /// The customer's address in one line, or empty.
    pub address: String,
    /// When the vehicle is expected (UTC).
    pub comes_at: Option<Ts>,
    /// When it is promised back (UTC).
    pub leaves_at: Option<Ts>,
    /// What is agreed so far.
    pub road: Road,
}

impl Desk {
    /// What a visit has on the road, and what a new leg or loan of it begins with (permission `booking.see`).
    pub async fn trip(&self, by: &Actor, of: Of) -> Result<Trip> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let visit = self.visit_of(&mut db, by, of).await?;
        let booking = match visit.booking {
            Some(id) => bookings::by_id(&mut db, by.site(), id).await?,
            None => None,
        };
        let job = match visit.job {
            Some(id) => Some(header::get(&mut db, by.site(), id).await?),
            None => None,
        };
        let plate = match visit.vehicle {
            Some(id) => vehicles::get(&mut db, id).await?.plate,
            None => String::new(),
        };
        let customer = customers::get(&mut db, visit.customer).await?;
        Ok(Trip {
            of,
            plate,
            customer_id: visit.customer,
            address: super::legs::address_of(&customer),
            customer: customer.name,
            comes_at: booking.as_ref().map(|b| b.starts_at),
            leaves_at: job
                .and_then(|j| j.promised_at)
                .or(booking.map(|b| b.ends_at)),
            road: self.road(&mut db, visit.booking, visit.job).await?,
        })
    }

    /// What a visit has on the road.
    pub(in crate::desk) async fn road(
        &self,
        db: &mut impl Db,
        booking: Option<BookingId>,
        job: Option<JobId>,
    ) -> Result<Road> {
        Ok(Road {
            legs: legs::of_visit(db, booking, job).await?,
            loans: loans::of_visit(db, booking, job).await?,
        })
    }
}
