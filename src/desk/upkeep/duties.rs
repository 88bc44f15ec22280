//! What each task does when its time comes.

use super::{Outcome, Shelf};
use crate::desk::messages::program_only;
use crate::desk::{Actor, Desk, Result, in_tx};
use crate::domain::schedule::Duty;
use crate::store::{bookings, periodic, sessions};

impl Desk {
    /// Does a duty at the actor's site. Doing it twice does it once: an alert is open already, a message has
    /// its key, a hold is expired.
    pub async fn do_duty(&self, by: &Actor, duty: Duty, shelf: &Shelf) -> Result<Outcome> {
        program_only(by)?;
        let first = self.settings().sites.first().map(|s| s.id);
        Ok(match duty {
            Duty::LowStock => Outcome::Done(self.raise_low_stock(by).await?),
            Duty::Overdue => {
                let jobs = self.tell_late_jobs(by).await?;
                let loans = self.tell_late_loans(by).await?;
                Outcome::Done(jobs + loans + self.tell_services_due(by).await?)
            }
            Duty::ExpireHolds => Outcome::Done(self.expire_holds(by).await?),
            Duty::Reminders => Outcome::Done(self.remind_tomorrow(by).await?),
            Duty::PutOff => Outcome::Done(self.forget_put_off(by).await?),
            Duty::CloseJobs => Outcome::Done(self.close_settled(by).await?),
            // One copy holds all sites.
            Duty::Backup if first == Some(by.site()) => self.back_up_nightly(by, shelf).await?,
            Duty::Tidy if first == Some(by.site()) => self.tidy().await?,
            // Calendars are written by the scheduler, who has paper.
            Duty::Backup | Duty::Tidy | Duty::Calendars => Outcome::Idle,
        })
    }

    /// Writes to those whose booking is tomorrow, by the clock of the site; each once. How many bookings
    /// there are.
    async fn remind_tomorrow(&self, by: &Actor) -> Result<usize> {
        let zone = self.site(by.site())?.zone;
        let today = zone.day_of(self.now());
        let (from, to) = (zone.at(today, 24 * 60), zone.at(today, 2 * 24 * 60));
        in_tx!(self, |tx| {
            let ids = periodic::confirmed_between(tx, by.site(), from, to).await?;
            for id in &ids {
                if let Some(booking) = bookings::by_id(tx, by.site(), *id).await? {
                    self.tell_reminder(tx, by, &booking).await?;
                }
            }
            Ok(ids.len())
        })
    }

    /// Forgets failed log-ins older than 30 days.
    async fn tidy(&self) -> Result<Outcome> {
        let before = self.now().plus_days(-30);
        in_tx!(self, |tx| {
            let gone = sessions::forget_failures(tx, before).await?;
            Ok(Outcome::Done(usize::try_from(gone).unwrap_or(usize::MAX)))
        })
    }
}
