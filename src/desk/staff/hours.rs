//! Who works when at the actor's site. Somebody without hours works while the house is open.

use serde_json::{Value, json};

use crate::desk::upkeep::WEEKDAYS;
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{StaffId, msg};
use crate::store::staff::{self, Shift};

impl Desk {
    /// The working hours of everybody at the actor's site, by person and weekday.
    pub async fn staff_hours(&self, by: &Actor) -> Result<Vec<Shift>> {
        by.may(P::UsersManage)?;
        let mut db = self.store();
        Ok(staff::hours_at(&mut db, by.site()).await?)
    }

    /// Sets when somebody works at the actor's site; nothing at all is whenever the house is open.
    pub async fn set_staff_hours(&self, by: &Actor, id: StaffId, week: &[Shift]) -> Result<()> {
        by.may(P::UsersManage)?;
        let mut sorted: Vec<Shift> = week.iter().map(|s| Shift { staff_id: id, ..*s }).collect();
        sorted.sort_unstable();
        for shift in &sorted {
            let day = usize::try_from(shift.weekday - 1).unwrap_or(WEEKDAYS.len());
            let Some(field) = WEEKDAYS.get(day) else {
                return Err(Error::invalid("weekday", msg!("hours-weekday")));
            };
            if shift.from_mod < 0 || shift.to_mod <= shift.from_mod || shift.to_mod > 24 * 60 {
                return Err(Error::invalid(field, msg!("shift-form")));
            }
            let clashes = |other: &Shift| {
                other.weekday == shift.weekday
                    && other.from_mod < shift.from_mod
                    && other.to_mod > shift.from_mod
            };
            let twice = sorted.iter().filter(|other| *other == shift).count() > 1;
            if twice || sorted.iter().any(clashes) {
                return Err(Error::invalid(field, msg!("shift-overlap")));
            }
        }
        let shown = |week: &[Shift]| -> Value {
            week.iter()
                .filter(|s| s.staff_id == id)
                .map(|s| json!([s.weekday, s.from_mod, s.to_mod]))
                .collect()
        };
        in_tx!(self, |tx| {
            staff::by_id(tx, id).await?;
            let old = staff::hours_at(tx, by.site()).await?;
            staff::set_hours(tx, id, by.site(), &sorted).await?;
            let (old, new) = (shown(&old), shown(&sorted));
            self.changed(tx, by, "set_staff_hours", ("staff", id.0), old, new)
                .await
        })
    }
}
