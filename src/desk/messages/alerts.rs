//! The desk's inbox: one alert per dip, open until what it tells of is over.

use serde_json::{Value, json};

use super::{Alert, program_only};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::alert::Kind;
use crate::domain::permission::Permission as P;
use crate::domain::{AlertId, SiteId};
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

    /// The open alerts of the actor's site, newest first.
    pub async fn alerts(&self, by: &Actor) -> Result<Vec<Alert>> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        Ok(alerts::open(&mut db, by.site()).await?)
    }

    /// The alerts of the actor's site that are over, newest first.
    pub async fn past_alerts(&self, by: &Actor) -> Result<Vec<Alert>> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        Ok(alerts::past(&mut db, by.site()).await?)
    }

    /// Marks an alert as read by the actor. It stays open until what it tells of is over.
    pub async fn see_alert(&self, by: &Actor, id: AlertId) -> Result<()> {
        by.may(P::MessageSee)?;
        let staff = by.staff().ok_or(Error::NoSession)?;
        in_tx!(self, |tx| {
            alerts::see(tx, by.site(), id, staff).await?;
            Ok(())
        })
    }
}
