//! A job before its vehicle is here, and jobs of the house.

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::job::{Event, Status};
use crate::domain::number::Series;
use crate::domain::permission::Permission;
use crate::domain::{
    BookingId, CannedJobId, CustomerId, JobId, SiteId, StaffId, Ts, VehicleId, alert, text,
};
use crate::store::jobs::{header, items, tasks};
use crate::store::{Tx, alerts};

/// What is known when a booking is confirmed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where.
    pub site: SiteId,
    /// The booking it belongs to; `None` for a job of the house.
    pub booking: Option<BookingId>,
    /// Who pays.
    pub customer: CustomerId,
    /// Which vehicle.
    pub vehicle: VehicleId,
    /// What the customer wants, in their words. May be empty.
    pub wish: String,
    /// The bundles agreed.
    pub canned: Vec<CannedJobId>,
    /// When the customer was promised the vehicle.
    pub promised_at: Option<Ts>,
    /// Who is to do it.
    pub staff: Option<StaffId>,
}

/// The job a plan became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedJob {
    /// Its row.
    pub id: JobId,
    /// Its number.
    pub number: String,
}

/// A job nobody booked: on a vehicle of the house.
#[derive(Clone, Debug)]
pub struct OpenJob {
    /// Who pays: the house.
    pub customer: CustomerId,
    /// Which vehicle.
    pub vehicle: VehicleId,
    /// What is to be done.
    pub wish: String,
    /// Bundles.
    pub canned: Vec<CannedJobId>,
}

impl Desk {
    /// The job of a confirmed booking, with the lines of its canned jobs, so that parts and hours can be planned.
    /// A wish no bundle covers becomes a work item with a task to look at it, which needs no authorised line.
    pub(crate) async fn plan_job(
        &self,
        tx: &mut Tx,
        by: &Actor,
        plan: &Plan,
    ) -> Result<PlannedJob> {
        self.make_job(tx, by, plan, Status::Planned).await
    }

    /// Opens a job of the house: the vehicle is here, nobody booked it (permission `job.edit`).
    pub async fn open_job(&self, by: &Actor, open: &OpenJob) -> Result<PlannedJob> {
        by.may(Permission::JobEdit)?;
        let plan = Plan {
            site: by.site(),
            booking: None,
            customer: open.customer,
            vehicle: open.vehicle,
            wish: open.wish.clone(),
            canned: open.canned.clone(),
            promised_at: None,
            staff: None,
        };
        in_tx!(self, |tx| {
            let made = self.make_job(tx, by, &plan, Status::Planned).await?;
            let mut job = self.job_held(tx, by, made.id).await?;
            self.step(tx, by, &mut job, Event::CheckIn, "").await?;
            Ok(made)
        })
    }

    async fn make_job(
        &self,
        tx: &mut Tx,
        by: &Actor,
        plan: &Plan,
        status: Status,
    ) -> Result<PlannedJob> {
        let wish = text::note(&plan.wish).map_err(|why| Error::invalid("wish", why))?;
        let at = self.now();
        let day = self.site(plan.site)?.zone.day_of(at);
        let number = self.give_number(tx, plan.site, Series::Job, day).await?;
        let id = header::insert(
            tx,
            &header::New {
                site_id: plan.site,
                number: &number,
                booking_id: plan.booking,
                customer_id: plan.customer,
                vehicle_id: plan.vehicle,
                status,
                promised_at: plan.promised_at,
                check_required: self.settings().check_required(),
                at,
            },
            by.staff(),
        )
        .await?;
        for canned in &plan.canned {
            self.put_canned(tx, plan.site, id, *canned, plan.staff)
                .await?;
        }
        if !wish.is_empty() {
            let title = short(&wish);
            let item = items::insert(tx, id, &title, &wish, None).await?;
            if plan.canned.is_empty() {
                let task = tasks::New {
                    site_id: plan.site,
                    job_id: id,
                    work_item_id: item,
                    job_line_id: None,
                    sequence_group: 1,
                    title: &title,
                    planned_min: 30,
                    staff_id: plan.staff,
                    internal: true,
                };
                tasks::insert(tx, &task).await?;
            }
        }
        if !plan.canned.is_empty() {
            let made = header::locked(tx, plan.site, id).await?;
            self.keep_promise_possible(tx, &made).await?;
        }
        self.record(
            tx,
            by,
            Entry {
                verb: "plan_job",
                entity: "job",
                id: id.0,
                new: serde_json::json!({ "number": number, "customer": plan.customer, "vehicle": plan.vehicle,
                    "booking": plan.booking, "canned": plan.canned, "promised_at": plan.promised_at }),
                ..Entry::default()
            },
        )
        .await?;
        Ok(PlannedJob { id, number })
    }

    /// Plans more work on the job of a booking, with the lines of those canned jobs.
    ///
    /// # Errors
    /// `Refused` where the booking has no job that is still only planned.
    pub(crate) async fn plan_more(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: BookingId,
        more: &[CannedJobId],
        staff: Option<StaffId>,
    ) -> Result<()> {
        let job = crate::store::bookings::job_of(tx, booking).await?;
        let Some(job) = job else {
            return Err(Error::Refused(crate::domain::msg!("booking-no-job-yet")));
        };
        let job = self.job_held(tx, by, job).await?;
        if job.status != Status::Planned {
            return Err(Error::Refused(crate::domain::msg!(
                "job-has-arrived",
                number = &job.number
            )));
        }
        for canned in more {
            self.put_canned(tx, by.site(), job.id, *canned, staff)
                .await?;
        }
        Ok(())
    }

    /// Ends a planned job together with its booking.
    pub(crate) async fn cancel_planned(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
        reason: &str,
    ) -> Result<()> {
        let mut job = self.job_held(tx, by, job).await?;
        if job.status != Status::Planned {
            return Err(Error::Refused(crate::domain::msg!(
                "job-has-arrived",
                number = &job.number
            )));
        }
        self.step(tx, by, &mut job, Event::Cancel, reason).await?;
        Ok(header::set_reason(tx, job.id, reason).await?)
    }

    /// Ends the planned job of a booking nobody came for; nobody is told any more that it is late. A job that was
    /// ended before stays as it is.
    pub(crate) async fn end_missed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
        reason: &str,
    ) -> Result<()> {
        let mut job = self.job_held(tx, by, job).await?;
        if job.status == Status::Planned {
            self.step(tx, by, &mut job, Event::Cancel, reason).await?;
            header::set_reason(tx, job.id, reason).await?;
        }
        alerts::clear(tx, alert::Kind::Overdue, "job", job.id.0, self.now()).await?;
        Ok(())
    }

    /// Plans the job of a booking again whose customer came after all, with all that was planned on it.
    pub(crate) async fn plan_again(&self, tx: &mut Tx, by: &Actor, job: JobId) -> Result<()> {
        let mut job = self.job_held(tx, by, job).await?;
        if job.status == Status::Cancelled {
            self.step(tx, by, &mut job, Event::Reinstate, "").await?;
            header::set_reason(tx, job.id, "").await?;
        }
        Ok(())
    }
}

/// The first line of a wish, as a title.
fn short(wish: &str) -> String {
    let line = wish.lines().next().unwrap_or_default();
    if line.chars().count() <= 80 {
        line.to_owned()
    } else {
        line.chars().take(79).chain(['…']).collect()
    }
}
