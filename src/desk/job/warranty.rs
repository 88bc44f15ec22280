//! Work under warranty, and a vehicle that comes back for it.

use chrono::NaiveDate;

use super::{Item, Job, Undo};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::warranty::Terms;
use crate::domain::{CannedJobId, JobId, Msg, VehicleId, WorkItemId, Zone, msg, text};
use crate::store::Db;
use crate::store::jobs::{header, warranty};

/// Work on the vehicle that is still under warranty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Which piece of work.
    pub item: WorkItemId,
    /// What it is called.
    pub title: String,
    /// The bundle it was made from.
    pub canned: Option<CannedJobId>,
    /// The job it was done on.
    pub job: JobId,
    /// Its number.
    pub number: String,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// The last figure of the odometer.
    pub ends_at: Option<i64>,
    /// Whether the same work stands on the job at hand: it looks like a comeback.
    pub again: bool,
}

impl Covered {
    /// Until when, or how far.
    #[must_use]
    pub fn until(&self) -> Msg {
        match (self.ends_on, self.ends_at) {
            (Some(day), Some(at)) => msg!("warranty-until-both", day = day, at = at),
            (Some(day), None) => msg!("warranty-until-day", day = day),
            (None, Some(at)) => msg!("warranty-until-odometer", at = at),
            (None, None) => msg!("warranty-no-end"),
        }
    }
}

/// What is under warranty on a vehicle that comes on a day with so much on its odometer, the newest first.
pub(crate) async fn still_covered(
    db: &mut impl Db,
    zone: Zone,
    vehicle: VehicleId,
    (day, odometer): (NaiveDate, Option<i64>),
) -> Result<Vec<Covered>> {
    let all = warranty::of_vehicle(db, vehicle).await?;
    Ok(all
        .into_iter()
        .filter_map(|w| {
            let terms = Terms {
                months: w.warranty_months,
                distance: w.warranty_distance,
                from: zone.day_of(w.collected_at),
                odometer: w.odometer,
            };
            terms.covers(day, odometer).then(|| Covered {
                item: w.id,
                title: w.title,
                canned: w.canned_job_id,
                job: w.job_id,
                number: w.number,
                ends_on: terms.ends_on(),
                ends_at: terms.ends_at(),
                again: false,
            })
        })
        .collect())
}

impl Desk {
    /// What is under warranty on the vehicle of a job, by the day and the odometer it came with.
    pub(super) async fn covered_on(
        &self,
        db: &mut impl Db,
        by: &Actor,
        job: &Job,
        items: &[Item],
    ) -> Result<Vec<Covered>> {
        let zone = self.site(by.site())?.zone;
        let came = zone.day_of(job.arrived_at.unwrap_or(self.now()));
        let mut all = still_covered(db, zone, job.vehicle_id, (came, job.odometer_in)).await?;
        all.retain(|c| c.job != job.id);
        for c in &mut all {
            c.again = items.iter().any(|i| {
                (i.canned_job_id.is_some() && i.canned_job_id == c.canned)
                    || text::search_key(&i.title) == text::search_key(&c.title)
            });
        }
        Ok(all)
    }

    /// The job is there because work of an earlier one on this vehicle did not hold; `None` says it is not
    /// (permission `job.edit`).
    pub async fn mark_comeback(
        &self,
        by: &Actor,
        job: JobId,
        of: Option<JobId>,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let job = self.job_open(tx, by, job).await?;
            if let Some(of) = of {
                let before = header::get(tx, by.site(), of).await?;
                if before.vehicle_id != job.vehicle_id || before.id == job.id {
                    return Err(Error::Refused(msg!(
                        "comeback-another-vehicle",
                        number = before.number
                    )));
                }
            }
            warranty::set_comeback(tx, job.id, of).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "mark_comeback",
                    entity: "job",
                    id: job.id.0,
                    old: serde_json::json!({ "of": job.comeback_of_id }),
                    new: serde_json::json!({ "of": of }),
                    ..Entry::default()
                },
            )
            .await?;
            let undo = Undo::Comeback {
                job: job.id,
                of: job.comeback_of_id,
            };
            Ok(Done::with((), Inverse::Job(undo)))
        })
    }
}
