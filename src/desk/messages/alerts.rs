//! The desk's inbox: one alert per dip, open until what it tells of is over.

use serde_json::{Value, json};

use super::{Alert, program_only};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::alert::Kind;
use crate::domain::permission::Permission as P;
use crate::domain::{AlertId, JobId, SiteId, StaffId, TaskId, msg};
use crate::store::jobs::visit;
use crate::store::{Tx, alerts};

impl Desk {
    /// Raises an alert, unless one is open about the row; whether it did.
    pub(in crate::desk) async fn raise_alert_at(
        &self,
        tx: &mut Tx,
        site: SiteId,
        kind: Kind,
        about: (&str, i64),
        facts: Value,
    ) -> Result<bool> {
        let (entity, id) = about;
        Ok(alerts::raise(tx, site, kind, entity, id, facts, self.now()).await?)
    }

    /// Tells of jobs of the actor's site that are late, once each; a job that is done, or promised anew, is
    /// told of again when it is late again. How many were told.
    pub async fn tell_late_jobs(&self, by: &Actor) -> Result<usize> {
        program_only(by)?;
        let now = self.now();
        in_tx!(self, |tx| {
            for job in alerts::no_longer_late(tx, by.site(), now).await? {
                alerts::clear(tx, Kind::Overdue, "job", job.0, now).await?;
            }
            let mut told = 0;
            for late in alerts::newly_late(tx, by.site(), now).await? {
                let facts = json!({
                    "number": late.number,
                    "plate": late.plate,
                    "promised_at": late.promised_at,
                });
                let about = ("job", late.id.0);
                let raised = self
                    .raise_alert_at(tx, by.site(), Kind::Overdue, about, facts)
                    .await?;
                told += usize::from(raised);
            }
            Ok(told)
        })
    }

    /// Tells of equipment of the actor's site whose service is due, once for each time it falls due; what was
    /// serviced or put away is told of no more (S2-16). How many were told.
    pub async fn tell_services_due(&self, by: &Actor) -> Result<usize> {
        program_only(by)?;
        let now = self.now();
        let zone = self.site(by.site())?.zone;
        let today = zone.day_of(now);
        in_tx!(self, |tx| {
            for piece in alerts::no_longer_due(tx, by.site(), today).await? {
                alerts::clear(tx, Kind::ServiceDue, "equipment", piece.0, now).await?;
            }
            let mut told = 0;
            for piece in alerts::newly_due(tx, by.site(), today).await? {
                let facts = json!({
                    "name": piece.name,
                    "due_on": piece.service_due_on,
                });
                let about = ("equipment", piece.id.0);
                let raised = self
                    .raise_alert_at(tx, by.site(), Kind::ServiceDue, about, facts)
                    .await?;
                told += usize::from(raised);
            }
            Ok(told)
        })
    }

    /// The open alerts of the actor's site, newest first: their own, and those for everybody of the kinds they may
    /// see.
    pub async fn alerts(&self, by: &Actor) -> Result<Vec<Alert>> {
        let reader = reader(by)?;
        let mut db = self.store();
        Ok(alerts::open(&mut db, by.site(), &reader).await?)
    }

    /// The same alerts that are over, newest first.
    pub async fn past_alerts(&self, by: &Actor) -> Result<Vec<Alert>> {
        let reader = reader(by)?;
        let mut db = self.store();
        Ok(alerts::past(&mut db, by.site(), &reader).await?)
    }

    /// How many of the open ones nobody has read.
    pub async fn unread_alerts(&self, by: &Actor) -> Result<i64> {
        let reader = reader(by)?;
        let mut db = self.store();
        Ok(alerts::unread(&mut db, by.site(), &reader).await?)
    }

    /// Marks an alert as read by the actor. It stays open until what it tells of is over.
    pub async fn see_alert(&self, by: &Actor, id: AlertId) -> Result<()> {
        let reader = reader(by)?;
        let staff = by.staff().ok_or(Error::NoSession)?;
        in_tx!(self, |tx| {
            let found = alerts::of_reader(tx, by.site(), id, &reader).await?;
            found.ok_or(Error::NotFound)?;
            alerts::see(tx, by.site(), id, staff).await?;
            Ok(())
        })
    }

    /// Puts one of one's own alerts away: it is over, and stays among those that are. Refused for one that is for
    /// everybody, which goes when what it tells of is over.
    pub async fn dismiss_alert(&self, by: &Actor, id: AlertId) -> Result<()> {
        let reader = reader(by)?;
        let staff = by.staff().ok_or(Error::NoSession)?;
        in_tx!(self, |tx| {
            let found = alerts::of_reader(tx, by.site(), id, &reader).await?;
            let alert = found.ok_or(Error::NotFound)?;
            if alert.for_staff_id.is_none() {
                return Err(Error::Refused(msg!("alert-everybodys")));
            }
            alerts::dismiss(tx, id, staff, self.now()).await?;
            Ok(())
        })
    }

    /// Tells somebody that a task is theirs now (S0-07, S1-44), once for each time it is given to them, and not
    /// whoever takes it themselves; whoever had it before is told no more.
    pub(in crate::desk) async fn tell_assigned(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (job, task, title): (JobId, TaskId, &str),
        whom: Option<StaffId>,
    ) -> Result<()> {
        self.answered_assigned(tx, task).await?;
        let Some(whom) = whom.filter(|whom| by.staff() != Some(*whom)) else {
            return Ok(());
        };
        let seen = visit::visit(tx, job).await?;
        let facts = json!({
            "what": format!("{} {title}", seen.plate).trim(),
            "who": by.name(),
            "job": job,
        });
        let about = ("task", task.0);
        let whom = Some(whom);
        alerts::raise_for(
            tx,
            by.site(),
            Kind::Assigned,
            about,
            facts,
            whom,
            self.now(),
        )
        .await?;
        Ok(())
    }

    /// Whoever a task was given to has said what becomes of it, or has begun.
    pub(in crate::desk) async fn answered_assigned(&self, tx: &mut Tx, task: TaskId) -> Result<()> {
        alerts::clear(tx, Kind::Assigned, "task", task.0, self.now()).await?;
        Ok(())
    }
}

/// Whose inbox it is. Whoever reads messages reads all that is for everybody.
fn reader(by: &Actor) -> Result<alerts::Reader> {
    if by.is_nobody() {
        return Err(Error::Forbidden {
            permission: P::MessageSee,
        });
    }
    let mut kinds = [""; Kind::ALL.len()];
    for (slot, kind) in kinds.iter_mut().zip(Kind::ALL) {
        if by.can(P::MessageSee) || by.can(wanted(*kind)) {
            *slot = kind.as_str();
        }
    }
    Ok(alerts::Reader {
        staff: by.staff(),
        kinds,
    })
}

/// What it takes to see an alert that is for everybody.
const fn wanted(kind: Kind) -> P {
    match kind {
        Kind::LowStock => P::StockMove,
        Kind::Overdue | Kind::Assigned | Kind::Declined | Kind::ServiceDue => P::JobEdit,
        Kind::DeadMessage => P::MessageSee,
        Kind::SlotFree | Kind::LoanOverdue | Kind::NoShow => P::BookingEdit,
    }
}
