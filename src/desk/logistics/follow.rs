//! What a visit makes of its legs: the counter may be quicker than the driver.

use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::logistics::{Leg as Status, LegEvent, LegKind, LoanEvent};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, JobId};
use crate::store::{Tx, legs as rows, loans};

impl Desk {
    /// The vehicle is here, or with its customer: a leg on the road for that has arrived, one that was only planned
    /// is not needed.
    pub(in crate::desk) async fn legs_over(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (booking, job): (Option<BookingId>, Option<JobId>),
        kind: LegKind,
    ) -> Result<()> {
        for leg in rows::of_visit(tx, booking, job).await? {
            if leg.kind != kind {
                continue;
            }
            let event = match leg.status {
                Status::EnRoute => LegEvent::Arrive,
                status if status.can(LegEvent::Cancel) => LegEvent::Cancel,
                _ => continue,
            };
            self.leg_step(tx, by, &leg, event, "", None).await?;
        }
        Ok(())
    }

    /// The visit is called off: nothing is fetched, brought or lent for it.
    pub(in crate::desk) async fn road_off(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (booking, job): (Option<BookingId>, Option<JobId>),
    ) -> Result<()> {
        for leg in rows::of_visit(tx, booking, job).await? {
            if leg.status.can(LegEvent::Cancel) {
                self.leg_step(tx, by, &leg, LegEvent::Cancel, "", None)
                    .await?;
            }
        }
        for loan in loans::of_visit(tx, booking, job).await? {
            if loan.status.can(LoanEvent::Cancel) {
                self.loan_off(tx, by, &loan).await?;
            }
        }
        Ok(())
    }

    /// Whoever sees no invoices hands over what they deliver themselves, and nothing else (model.md 9).
    pub(in crate::desk) async fn delivers(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (booking, job): (Option<BookingId>, JobId),
    ) -> Result<()> {
        if by.can(Permission::InvoiceSee) {
            return Ok(());
        }
        let legs = rows::of_visit(tx, booking, Some(job)).await?;
        let own = |l: &rows::Leg| {
            l.kind == LegKind::Delivery
                && l.status == Status::EnRoute
                && l.driver_id.is_some()
                && l.driver_id == by.staff()
        };
        if legs.iter().any(own) {
            return Ok(());
        }
        Err(Error::Forbidden {
            permission: Permission::InvoiceSee,
        })
    }
}
