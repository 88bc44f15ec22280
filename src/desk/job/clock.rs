//! Attendance and the work no customer pays for.

use super::Running;
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::segment::{Indirect, Kind, Lane};
use crate::domain::{StaffId, msg};
use crate::store::jobs::clock;

impl Desk {
    /// The person's shift begins; once is enough (permission `job.work`).
    pub async fn clock_in(&self, by: &Actor) -> Result<()> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            let running = clock::running(tx, who).await?;
            if running.iter().any(|r| r.lane == Lane::Shift) {
                return Ok(());
            }
            clock::start(tx, by.site(), who, Kind::Shift, None, None, self.now()).await?;
            self.record(tx, by, on_staff("clock_in", who, "")).await
        })
    }

    /// The shift ends; what the clock runs on is paused (permission `job.work`).
    pub async fn clock_out(&self, by: &Actor) -> Result<()> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            self.stop_work(tx, by, who).await?;
            if !clock::stop(tx, who, Lane::Shift, self.now()).await? {
                return Err(Error::Refused(msg!("not-clocked-in")));
            }
            self.record(tx, by, on_staff("clock_out", who, "")).await
        })
    }

    /// Work no customer pays for; the running task is paused (permission `job.work`).
    pub async fn indirect(&self, by: &Actor, what: Indirect) -> Result<()> {
        let who = me(by)?;
        in_tx!(self, |tx| {
            self.stop_work(tx, by, who).await?;
            let code = Some(what.as_str());
            clock::start(tx, by.site(), who, Kind::Indirect, None, code, self.now()).await?;
            self.record(tx, by, on_staff("indirect", who, what.as_str()))
                .await
        })
    }

    /// What the person's clocks run on.
    pub async fn my_clocks(&self, by: &Actor) -> Result<Vec<Running>> {
        let who = me(by)?;
        Ok(clock::running(&mut self.store(), who).await?)
    }
}

fn me(by: &Actor) -> Result<StaffId> {
    by.may(Permission::JobWork)?;
    by.staff().ok_or(Error::Forbidden {
        permission: Permission::JobWork,
    })
}

fn on_staff<'a>(verb: &'a str, who: StaffId, code: &str) -> Entry<'a> {
    Entry {
        verb,
        entity: "staff",
        id: who.0,
        new: serde_json::json!({ "code": code }),
        ..Entry::default()
    }
}
