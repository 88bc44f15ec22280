//! A courtesy car and its keys: out, back, looked at; and who is told when it stays away.

use serde_json::json;

use super::loans::{next, raced};
use crate::desk::messages::program_only;
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::alert::Kind;
use crate::domain::logistics::{Loan as Status, LoanEvent};
use crate::domain::permission::Permission;
use crate::domain::{LoanId, Msg, Span, msg, text};
use crate::store::jobs::visit;
use crate::store::legs;
use crate::store::loans::{self as rows, Loan, Seen};
use crate::store::{Lock, Tx, alerts};

/// What is noted when a courtesy car leaves or comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarSheet {
    /// What its odometer shows, in its own unit.
    pub odometer: Option<i64>,
    /// How full the tank is, in words.
    pub fuel: String,
    /// Damage seen.
    pub damage: String,
    /// Whether the customer's driving licence was looked at; asked when it leaves.
    pub licence: bool,
}

impl CarSheet {
    fn read(&self) -> Result<(i64, String, String)> {
        let odometer = self
            .odometer
            .ok_or_else(|| Error::invalid("odometer", msg!("loan-odometer-missing")))?;
        let fuel = text::name(&self.fuel).map_err(|why| Error::invalid("fuel", why))?;
        let damage = text::note(&self.damage).map_err(|why| Error::invalid("damage", why))?;
        Ok((odometer, fuel, damage))
    }
}

impl Desk {
    /// Gives the keys of a reserved car to its customer (permission `booking.edit`).
    ///
    /// # Errors
    /// `Invalid` beside the field: no licence seen, an odometer that runs backwards; `Refused` while the car is
    /// not here or was not looked at since it came back.
    pub async fn lend(&self, by: &Actor, id: LoanId, sheet: &CarSheet) -> Result<()> {
        by.may(Permission::BookingEdit)?;
        let (odometer, fuel, damage) = sheet.read()?;
        if !sheet.licence {
            return Err(Error::invalid("licence", msg!("loan-licence")));
        }
        in_tx!(self, |tx| {
            let loan = rows::get(tx, by.site(), id).await?;
            tx.lock(vec![(Lock::Vehicle, loan.vehicle_id.0)]).await?;
            let to = next(&loan, LoanEvent::HandOut)?;
            let others = rows::open_of(tx, loan.vehicle_id).await?;
            for other in others.iter().filter(|o| o.id != id) {
                let (plate, who) = (&other.plate, &other.customer);
                match other.status {
                    Status::Out => {
                        return Err(Error::Refused(msg!(
                            "loan-not-here",
                            plate = plate,
                            who = who
                        )));
                    }
                    Status::Returned => {
                        return Err(Error::Refused(msg!(
                            "loan-not-looked-at",
                            plate = plate,
                            who = who
                        )));
                    }
                    _ => {}
                }
            }
            let now = self.now();
            if loan.due_at <= now {
                return Err(Error::Refused(msg!("loan-due-past", due = loan.due_at)));
            }
            forward(odometer, loan.odometer)?;
            if now < loan.starts_at {
                // Out before its time: that time is taken, too.
                let early = Span {
                    start: now,
                    end: loan.starts_at,
                };
                rows::hold(tx, by.site(), id, loan.vehicle_id, early)
                    .await
                    .map_err(raced)?;
            }
            let seen = Seen {
                at: now,
                odometer,
                fuel: &fuel,
                damage: &damage,
            };
            if !rows::hand_out(tx, id, seen).await? {
                return Err(Error::Busy(format!("loan {} changed state", id.0)));
            }
            visit::raise_odometer(tx, loan.vehicle_id, odometer).await?;
            let told = (
                json!({ "status": loan.status }),
                json!({ "status": to, "odometer": odometer, "fuel": fuel, "damage": damage,
                    "licence_seen": true }),
            );
            self.loan_line(tx, by, "lend", id, told).await
        })
    }

    /// A car is back (permission `job.release`; a driver takes back from whom they deliver to). Its time is free
    /// again.
    ///
    /// # Errors
    /// `Invalid` for an odometer that runs backwards; `Refused` unless it is out.
    pub async fn take_car_back(&self, by: &Actor, id: LoanId, sheet: &CarSheet) -> Result<()> {
        by.may(Permission::JobRelease)?;
        let (odometer, fuel, damage) = sheet.read()?;
        in_tx!(self, |tx| {
            let loan = rows::get(tx, by.site(), id).await?;
            self.may_take_back(tx, by, &loan).await?;
            let to = next(&loan, LoanEvent::TakeBack)?;
            forward(odometer, loan.out_odometer)?;
            let seen = Seen {
                at: self.now(),
                odometer,
                fuel: &fuel,
                damage: &damage,
            };
            if !rows::take_back(tx, id, seen).await? {
                return Err(Error::Busy(format!("loan {} changed state", id.0)));
            }
            rows::let_go(tx, id).await?;
            visit::raise_odometer(tx, loan.vehicle_id, odometer).await?;
            alerts::clear(tx, Kind::LoanOverdue, "courtesy_loan", id.0, self.now()).await?;
            let told = (
                json!({ "status": loan.status }),
                json!({ "status": to, "odometer": odometer, "fuel": fuel, "damage": damage }),
            );
            self.loan_line(tx, by, "take_car_back", id, told).await
        })
    }

    /// A car that came back was looked at and is ready again; `note` says what was found (permission
    /// `booking.edit`).
    ///
    /// # Errors
    /// `Refused` unless it is back.
    pub async fn inspect_loan(&self, by: &Actor, id: LoanId, note: &str) -> Result<()> {
        by.may(Permission::BookingEdit)?;
        let found = text::note(note).map_err(|why| Error::invalid("note", why))?;
        in_tx!(self, |tx| {
            let loan = rows::get(tx, by.site(), id).await?;
            let both = [loan.note.as_str(), found.as_str()].join("\n");
            self.loan_step(tx, by, &loan, LoanEvent::Inspect, both.trim())
                .await
        })
    }

    /// Tells of cars of the actor's site that are not back in time, once each; one that is given more time is
    /// told of again when that is over. How many were told.
    pub async fn tell_late_loans(&self, by: &Actor) -> Result<usize> {
        program_only(by)?;
        let now = self.now();
        in_tx!(self, |tx| {
            for id in rows::no_longer_late(tx, by.site(), now).await? {
                alerts::clear(tx, Kind::LoanOverdue, "courtesy_loan", id.0, now).await?;
            }
            let mut told = 0;
            for late in rows::newly_late(tx, by.site(), now).await? {
                let facts = json!({ "plate": late.plate, "customer": late.customer, "due_at": late.due_at });
                let about = ("courtesy_loan", late.id.0);
                let raised = self
                    .raise_alert_at(tx, by.site(), Kind::LoanOverdue, about, facts)
                    .await?;
                told += usize::from(raised);
            }
            Ok(told)
        })
    }

    /// Our car that a customer still has although they are to get their own: it stands in the way of the keys
    /// (states.md 2).
    pub(in crate::desk) async fn car_still_out(
        &self,
        tx: &mut Tx,
        job: &crate::desk::job::Job,
    ) -> Result<Vec<Msg>> {
        let mut all = rows::of_visit(tx, job.booking_id, Some(job.id)).await?;
        all.retain(|l| l.status == Status::Out);
        all.extend(rows::loose(tx, job.customer_id).await?);
        Ok(all
            .iter()
            .map(|l| msg!("job-release-courtesy-car", plate = &l.plate))
            .collect())
    }

    /// Whoever sees no invoices takes back only from whom they deliver to.
    async fn may_take_back(&self, tx: &mut Tx, by: &Actor, loan: &Loan) -> Result<()> {
        if by.can(Permission::InvoiceSee) {
            return Ok(());
        }
        let all = legs::of_visit(tx, loan.booking_id, loan.job_id).await?;
        let own = |l: &legs::Leg| l.driver_id.is_some() && l.driver_id == by.staff();
        if all.iter().any(own) {
            return Ok(());
        }
        Err(Error::Forbidden {
            permission: Permission::InvoiceSee,
        })
    }
}

/// An odometer never runs backwards.
fn forward(odometer: i64, seen: Option<i64>) -> Result<()> {
    match seen {
        Some(seen) if odometer < seen => Err(Error::invalid(
            "odometer",
            msg!("job-odometer-back", seen = seen),
        )),
        _ => Ok(()),
    }
}
