//! The vehicle leaves: the release rule, the keys, and later the file is closed.

use super::decide::total;
use super::{Job, Opinion, Undo};
use crate::desk::{Actor, Desk, Done, Error, Inverse, Result, in_tx};
use crate::domain::job::{Event, Status};
use crate::domain::line::Auth;
use crate::domain::logistics::LegKind;
use crate::domain::outbox::About;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, JobId, Money, Msg, invoice, msg};
use crate::store::Tx;
use crate::store::jobs::{header, lines, ratings, visit};

/// How the vehicle leaves.
#[derive(Clone, Debug, Default)]
pub struct HandOver {
    /// What the odometer shows, in the vehicle's own unit.
    pub odometer: Option<i64>,
    /// Why it leaves against the release rule; needs `job.release_unpaid`.
    pub reason: String,
    /// What the customer thinks of the work, if they were asked.
    pub opinion: Option<Opinion>,
}

impl Desk {
    /// Gives the keys back: READY to COLLECTED, the booking FULFILLED, the odometer kept (permission
    /// `job.release`). Refused with what is owed and while our courtesy car is out with the
    /// customer, unless `job.release_unpaid` gives a reason.
    pub async fn hand_over(&self, by: &Actor, job: JobId, how: &HandOver) -> Result<Done<Status>> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            let held = self.job_held(tx, by, job).await?;
            self.delivers(tx, by, (held.booking_id, job)).await?;
            let status = self.hand_over_in(tx, by, job, how).await?;
            Ok(Done::with(status, Inverse::Job(Undo::HandOver { job })))
        })
    }

    /// The same inside a transaction, for whoever may do it.
    pub(in crate::desk) async fn hand_over_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
        how: &HandOver,
    ) -> Result<Status> {
        let mut job = self.job_held(tx, by, job).await?;
        if let (Some(out), Some(seen)) = (how.odometer, job.odometer_in)
            && out < seen
        {
            return Err(Error::invalid(
                "odometer",
                msg!("job-odometer-back", seen = seen),
            ));
        }
        let mut owed = self.release_blockers(tx, by, job.id).await?;
        owed.extend(self.car_still_out(tx, &job).await?);
        if !owed.is_empty() {
            if !by.can(Permission::JobReleaseUnpaid) {
                return Err(Error::Blocked { blockers: owed });
            }
            if how.reason.trim().is_empty() {
                let why = owed
                    .into_iter()
                    .next()
                    .unwrap_or_else(|| msg!("job-reason-missing"));
                return Err(Error::invalid(
                    "reason",
                    msg!("job-override-reason", why = why),
                ));
            }
        }
        self.step(tx, by, &mut job, Event::HandOver, how.reason.trim())
            .await?;
        if let Some(odometer) = how.odometer {
            header::set_odometer_out(tx, job.id, odometer).await?;
            visit::raise_odometer(tx, job.vehicle_id, odometer).await?;
        }
        self.end_booking(tx, by, &job).await?;
        self.unpost(tx, About::JobReady, "job", job.id.0).await?;
        let visit = (job.booking_id, Some(job.id));
        self.legs_over(tx, by, visit, LegKind::Delivery).await?;
        if let Some(said) = &how.opinion {
            self.put_rating(tx, by, job.id, said).await?;
        }
        Ok(job.status)
    }

    /// What stands between the customer and the keys, before anybody fills in a form; empty when the vehicle
    /// may leave (permission `job.release`).
    pub async fn keys_held_for(&self, by: &Actor, job: JobId) -> Result<Vec<Msg>> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            header::get(tx, by.site(), job).await?;
            self.release_blockers(tx, by, job).await
        })
    }

    /// The vehicle is still here: COLLECTED back to READY, on the same day (permission `job.release`). Its
    /// booking stays fulfilled: the time it had is over.
    pub async fn undo_hand_over(&self, by: &Actor, job: JobId) -> Result<()> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            let mut job = self.job_held(tx, by, job).await?;
            let zone = self.site(job.site_id)?.zone;
            let today = zone.day_of(self.now());
            if job.collected_at.is_none_or(|at| zone.day_of(at) != today) {
                return Err(Error::Refused(msg!(
                    "hand-over-another-day",
                    number = &job.number
                )));
            }
            ratings::remove(tx, job.id).await?;
            self.step(tx, by, &mut job, Event::UndoHandOver, "undo")
                .await
        })
    }

    /// Closes a collected job whose work is invoiced, and paid or on account (permission `job.release`).
    pub async fn close_job(&self, by: &Actor, job: JobId) -> Result<()> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            let mut job = self.job_held(tx, by, job).await?;
            let open = self.bill_of(tx, by, job.id).await?.open();
            if !open.is_empty() {
                return Err(Error::Blocked { blockers: open });
            }
            self.step(tx, by, &mut job, Event::Close, "").await
        })
    }

    /// Closes a collected job with nothing open any more; one still here, or owing, is left as it is. Whoever
    /// takes its money calls it in the same transaction.
    pub(crate) async fn close_if_settled(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
    ) -> Result<bool> {
        let mut job = self.job_held(tx, by, job).await?;
        if job.status != Status::Collected || !self.bill_of(tx, by, job.id).await?.open().is_empty()
        {
            return Ok(false);
        }
        self.step(tx, by, &mut job, Event::Close, "").await?;
        Ok(true)
    }

    /// Closes what left before today and has nothing open; how many. A part of the program runs it once a day.
    pub async fn close_settled(&self, by: &Actor) -> Result<usize> {
        by.may(Permission::TasksRun)?;
        let zone = self.site(by.site())?.zone;
        let today = zone.at(zone.day_of(self.now()), 0);
        let due = header::settled(&mut self.store(), by.site(), today, 500).await?;
        let mut closed = 0;
        for id in due {
            closed += usize::from(in_tx!(self, |tx| {
                self.close_if_settled(tx, by, id).await
            })?);
        }
        Ok(closed)
    }

    /// The booking of a job that is over is fulfilled; one whose vehicle never came is left to its own verbs.
    pub(super) async fn end_booking(&self, tx: &mut Tx, by: &Actor, job: &Job) -> Result<()> {
        let Some(id) = job.booking_id else {
            return Ok(());
        };
        if visit::is_checked_in(tx, id).await? {
            self.fulfil_booking(tx, by, id).await?;
        }
        Ok(())
    }

    /// What stands between a customer and the keys: the work is invoiced and paid; for a customer on account
    /// it is enough that what they owe is within their limit. Empty when the vehicle may leave.
    pub(crate) async fn release_blockers(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
    ) -> Result<Vec<Msg>> {
        if !self.settings().release_needs_payment() {
            return Ok(Vec::new());
        }
        let bill = self.bill_of(tx, by, job).await?;
        if !bill.on_account {
            return Ok(bill.open());
        }
        let balance = self.open_balance(tx, bill.payer).await?;
        // A limit of nothing is no limit.
        if bill.limit.is_positive() && balance > bill.limit {
            return Ok(vec![msg!(
                "job-release-above-limit",
                owed = balance,
                limit = bill.limit
            )]);
        }
        Ok(Vec::new())
    }

    /// How a job stands with its money.
    async fn bill_of(&self, tx: &mut Tx, by: &Actor, job: JobId) -> Result<Bill> {
        let job = header::get(tx, by.site(), job).await?;
        let mut agreed = Money::ZERO;
        for l in lines::list(tx, job.id).await? {
            if l.auth == Auth::Authorised {
                agreed += total(&l)?;
            }
        }
        let bills = visit::invoices(tx, job.id).await?;
        let posted = || {
            bills
                .iter()
                .filter(|i| i.kind == invoice::Kind::Invoice && i.status == invoice::Status::Posted)
        };
        let payer = visit::payer(tx, job.customer_id).await?;
        Ok(Bill {
            payer: job.customer_id,
            on_account: payer.on_account,
            limit: payer.credit_limit_minor,
            agreed,
            invoiced: posted().next().is_some(),
            owed: posted()
                .map(|i| i.total_minor - i.paid_minor - i.credited_minor)
                .sum(),
        })
    }
}

/// How a job stands with its money.
struct Bill {
    payer: CustomerId,
    on_account: bool,
    /// How much the payer may owe; nothing is no limit (minor units).
    limit: Money,
    /// What was agreed (minor units, before tax).
    agreed: Money,
    /// Whether there is a posted invoice.
    invoiced: bool,
    /// What its invoices still ask for (minor units).
    owed: Money,
}

impl Bill {
    /// What keeps the file open: work without an invoice, whoever pays; an invoice that is not paid, unless it is
    /// on account.
    fn open(&self) -> Vec<Msg> {
        let mut found = Vec::new();
        if self.agreed.is_positive() && !self.invoiced {
            found.push(msg!("job-release-not-invoiced", amount = self.agreed));
        }
        if self.owed.is_positive() && !self.on_account {
            found.push(msg!("job-release-unpaid", owed = self.owed));
        }
        found
    }
}
