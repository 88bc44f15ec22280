//! The vehicle comes in, and the fast path of the working day: who said yes, how, and up to which limit.

use super::decide::{Ask, Due};
use super::{Job, Line};
use crate::desk::{Actor, Desk, Entry, Error, Result};
use crate::domain::job::{Event, Status};
use crate::domain::line::{Auth, Decision, Kind, Method};
use crate::domain::{JobId, LineId, Money, Ts, msg, task, text};
use crate::store::Tx;
use crate::store::jobs::{canned, header, lines, tasks, visit};

/// What is noted when the vehicle comes in.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// What the odometer shows, in the vehicle's own unit.
    pub odometer: Option<i64>,
    /// How full the tank is, in words.
    pub fuel: String,
    /// Where the keys hang.
    pub key_tag: String,
    /// Where the vehicle stands.
    pub parking: String,
    /// Damage seen.
    pub damage: String,
    /// Whom to call.
    pub contact_name: String,
    /// Where.
    pub contact_phone: String,
    /// Up to what total work may go on without another question.
    pub limit: Money,
    /// When the customer was promised the vehicle; `None` leaves what was said before.
    pub promised_at: Option<Ts>,
    /// Why it is promised against R-10, if it is.
    pub promise_reason: String,
    /// Who said yes to what is on the job now, and how; `None` if nobody was asked.
    pub authority: Option<Authority>,
}

/// A yes at the counter.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Who said it.
    pub decided_by: String,
    /// How.
    pub method: Method,
}

impl Desk {
    /// The vehicle is here. With an authority all drafts are proposed and authorised and the parts reserved, in
    /// the same transaction; without one only the canned jobs that need no question are (method `preset`).
    /// There is no way past R-30: it is the same verbs, called together.
    pub(crate) async fn arrive(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
        arrival: &Arrival,
    ) -> Result<()> {
        let name = |field: &'static str, raw: &str| {
            text::name(raw).map_err(|why| Error::invalid(field, why))
        };
        let fuel = name("fuel", &arrival.fuel)?;
        let key_tag = name("key_tag", &arrival.key_tag)?;
        let parking = name("parking", &arrival.parking)?;
        let damage = text::note(&arrival.damage).map_err(|why| Error::invalid("damage", why))?;
        let contact_name = name("contact_name", &arrival.contact_name)?;
        let contact_phone = name("contact_phone", &arrival.contact_phone)?;
        if arrival.limit.is_negative() {
            return Err(Error::invalid("limit", msg!("job-limit-negative")));
        }
        let mut job = self.job_held(tx, by, job).await?;
        self.step(tx, by, &mut job, Event::CheckIn, "").await?;
        if let Some(at) = arrival
            .promised_at
            .filter(|at| job.promised_at != Some(*at))
        {
            let reason = &arrival.promise_reason;
            self.may_promise(tx, by, &job, at, reason).await?;
        }
        header::set_reception(
            tx,
            job.id,
            &header::Reception {
                odometer_in: arrival.odometer,
                fuel_in: &fuel,
                key_tag: &key_tag,
                parking: &parking,
                damage: &damage,
                contact_name: &contact_name,
                contact_phone: &contact_phone,
                limit_minor: arrival.limit,
                promised_at: arrival.promised_at,
            },
        )
        .await?;
        if let Some(odometer) = arrival.odometer {
            visit::raise_odometer(tx, job.vehicle_id, odometer).await?;
        }
        self.record(
            tx,
            by,
            Entry {
                verb: "check_in",
                entity: "job",
                id: job.id.0,
                new: serde_json::json!({ "odometer": arrival.odometer, "fuel": fuel, "key_tag": key_tag,
                    "parking": parking, "damage": damage, "limit_minor": arrival.limit,
                    "promised_at": arrival.promised_at }),
                reason: &arrival.promise_reason,
                ..Entry::default()
            },
        )
        .await?;
        self.fast_path(tx, by, &mut job, arrival.authority.as_ref())
            .await
    }

    async fn fast_path(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &mut Job,
        authority: Option<&Authority>,
    ) -> Result<()> {
        let all = lines::list(tx, job.id).await?;
        let ask = match authority {
            Some(yes) => Ask {
                lines: sold(&all),
                decision: Decision::Authorised,
                decided_by: yes.decided_by.clone(),
                method: yes.method,
                reason: String::new(),
                note: String::new(),
                due: Due::default(),
            },
            None => Ask {
                lines: canned::pre_authorised(tx, job.id).await?,
                decision: Decision::Authorised,
                decided_by: by.name().to_owned(),
                method: Method::Preset,
                reason: String::new(),
                note: String::new(),
                due: Due::default(),
            },
        };
        for id in &ask.lines {
            self.put_to_customer(tx, by, *id).await?;
            self.decide_line(tx, by, *id, &ask).await?;
        }
        let now = lines::list(tx, job.id).await?;
        let decided = now
            .iter()
            .filter(|l| l.kind != Kind::Note)
            .all(|l| l.auth == Auth::Authorised);
        if !now.is_empty() && decided && !ask.lines.is_empty() {
            self.step(tx, by, job, Event::Authorise, "").await?;
        }
        Ok(())
    }

    /// The vehicle was not here after all: nothing may have begun, been issued or been decided against the
    /// customer. Yeses of the fast path are taken back.
    pub(crate) async fn unarrive(&self, tx: &mut Tx, by: &Actor, job: JobId) -> Result<()> {
        let mut job = self.job_held(tx, by, job).await?;
        if job.status == Status::Authorised {
            self.take_back(tx, by, &mut job, "check-in undone").await?;
        }
        self.step(tx, by, &mut job, Event::UndoCheckIn, "").await
    }

    /// Back from AUTHORISED to ARRIVED: every yes is withdrawn, if nothing was started or issued.
    pub(super) async fn take_back(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &mut Job,
        reason: &str,
    ) -> Result<()> {
        let begun = tasks::list(tx, job.id)
            .await?
            .iter()
            .any(|t| !matches!(t.status, task::Status::Todo | task::Status::Cancelled));
        let all = lines::list(tx, job.id).await?;
        if begun || all.iter().any(|l| l.issued_milli > l.returned_milli) {
            return Err(Error::Refused(msg!("job-begun", number = &job.number)));
        }
        for line in all.iter().filter(|l| l.auth == Auth::Authorised) {
            self.withdraw_line(tx, by, line, reason).await?;
        }
        self.step(tx, by, job, Event::Unauthorise, reason).await
    }
}

/// The lines that are put to the customer.
pub(super) fn sold(all: &[Line]) -> Vec<LineId> {
    all.iter()
        .filter(|l| l.kind != Kind::Note && matches!(l.auth, Auth::Draft | Auth::Proposed))
        .map(|l| l.id)
        .collect()
}
