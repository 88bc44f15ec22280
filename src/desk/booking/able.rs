//! Who can do some work on a day: what skill they have for it, and whether they are there.

use chrono::NaiveDate;

use crate::desk::{Actor, Desk, Result};
use crate::domain::permission::Permission;
use crate::domain::{CannedJobId, Msg, StaffId, msg};
use crate::store::bookings;

/// A mechanic, looked at for some work on some day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Able {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// The least of their levels in the skills the work asks for, from 1 learning to 3 master; 0 when they lack
    /// one. `None` when it asks for none.
    pub level: Option<i64>,
    /// Why they cannot be had that day.
    pub absent: Option<Msg>,
}

impl Desk {
    /// The mechanics for some work on a day: who is there and can do it best first.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn who_can(
        &self,
        by: &Actor,
        day: NaiveDate,
        work: &[CannedJobId],
    ) -> Result<Vec<Able>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let skills = bookings::skills_of_work(&mut db, work).await?;
        let all = self.availability(&mut db, by.site(), day, day).await?;
        let is_open = all.week.on(day).is_some();
        let mut able: Vec<Able> = all
            .staff
            .iter()
            .map(|who| {
                let there = !is_open || !all.there(who, day).is_empty();
                let away = !who.absences.is_empty();
                Able {
                    id: who.id,
                    name: who.name.clone(),
                    level: skills.iter().map(|(skill, _)| who.level(skill)).min(),
                    absent: match (there, away) {
                        (true, _) => None,
                        (false, true) => Some(msg!("booking-who-away")),
                        (false, false) => Some(msg!("booking-who-off")),
                    },
                }
            })
            .collect();
        able.sort_by_key(|who| (who.absent.is_some(), -who.level.unwrap_or(0)));
        Ok(able)
    }
}

impl Able {
    /// What to know before they are chosen: that they are not there, how well they can do it.
    #[must_use]
    pub fn note(&self) -> Option<Msg> {
        self.absent.clone().or(match self.level {
            None => None,
            Some(0) => Some(msg!("booking-who-cannot")),
            Some(1) => Some(msg!("booking-who-learns")),
            Some(_) => Some(msg!("booking-who-can")),
        })
    }
}
