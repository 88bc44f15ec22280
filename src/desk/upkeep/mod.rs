//! The house itself: sites, hours, bays, and what the workshop has decided.
//!
//! What is deliberately absent: how this machine reaches things (the configuration file), and removing a bay:
//! it is archived, since bookings point at it.

mod backup;
mod duties;
mod keys;
mod periodic;
mod sites;

pub use crate::store::periodic::Task;
pub use crate::store::sites::{BayRow as Bay, Hours};
pub use backup::{Backup, Shelf};
pub use keys::{Kind, Setting};
pub use periodic::Outcome;

use serde_json::{Value, json};

use super::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{BayId, Zone, bay, msg, text};
use crate::store::sites as rows;
use crate::store::{Tx, settings};

/// A setting as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Which.
    pub setting: Setting,
    /// What was decided; the default when nothing was.
    pub value: Value,
    /// Whether it was decided, and is not only the default.
    pub is_own: bool,
}

impl Desk {
    /// When the actor's site is open, by weekday; a day that is missing is closed.
    pub async fn hours(&self, by: &Actor) -> Result<Vec<Hours>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        Ok(rows::hours(&mut db, by.site()).await?)
    }

    /// Sets when the actor's site is open. Bookings already made stay where they are.
    pub async fn set_hours(&self, by: &Actor, week: &[Hours]) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let mut seen = [false; 8];
        for h in week {
            let day = usize::try_from(h.weekday).unwrap_or_default();
            if !(1..=7).contains(&day) || std::mem::replace(&mut seen[day], true) {
                return Err(Error::invalid("weekday", msg!("hours-weekday")));
            }
            let fits = 0 <= h.opens_mod
                && h.opens_mod < h.closes_mod
                && h.closes_mod <= 24 * 60
                && (h.opens_mod..=h.closes_mod).contains(&h.last_start_mod);
            if !fits {
                return Err(Error::invalid(WEEKDAYS[day - 1], msg!("hours-span")));
            }
        }
        let id = by.site();
        let shown = |week: &[Hours]| -> Value {
            week.iter()
                .map(|h| json!([h.weekday, h.opens_mod, h.closes_mod, h.last_start_mod]))
                .collect()
        };
        in_tx!(self, |tx| {
            let old = rows::hours(tx, id).await?;
            rows::set_hours(tx, id, week).await?;
            self.changed(
                tx,
                by,
                "set_hours",
                ("site", id.0),
                shown(&old),
                shown(week),
            )
            .await
        })
    }

    /// The bays of the actor's site in the order of the grid, archived ones last.
    pub async fn bays(&self, by: &Actor) -> Result<Vec<Bay>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        Ok(rows::bays(&mut db, by.site()).await?)
    }

    /// Adds a bay, at the end of the grid.
    pub async fn add_bay(&self, by: &Actor, name: &str, kind: bay::Kind) -> Result<BayId> {
        by.may(P::SettingsEdit)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        in_tx!(self, |tx| {
            let all = rows::bays(tx, by.site()).await?;
            let position = all.iter().map(|b| b.position).max().unwrap_or_default() + 1;
            let id = rows::insert_bay(tx, by.site(), &name, kind, position).await?;
            let new = json!({ "name": name, "kind": kind, "position": position });
            self.changed(tx, by, "add_bay", ("bay", id.0), Value::Null, new)
                .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a bay.
    pub async fn edit_bay(
        &self,
        by: &Actor,
        id: BayId,
        version: i64,
        name: &str,
        kind: bay::Kind,
        position: i64,
    ) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        let done = in_tx!(self, |tx| {
            let old = own_bay(tx, by, id).await?;
            rows::update_bay(tx, id, version, &name, kind, position).await?;
            let old = json!({ "name": old.name, "kind": old.kind, "position": old.position });
            let new = json!({ "name": name, "kind": kind, "position": position });
            self.changed(tx, by, "edit_bay", ("bay", id.0), old, new)
                .await
        });
        self.name_the_quicker(done, "bay", id.0).await
    }

    /// Takes a bay off the grid, or puts it back. Refused while something is still to happen in it.
    pub async fn archive_bay(&self, by: &Actor, id: BayId, archived: bool) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let now = self.now();
        in_tx!(self, |tx| {
            let bay = own_bay(tx, by, id).await?;
            if archived && rows::bay_is_taken_after(tx, id, now).await? {
                return Err(Error::Blocked {
                    blockers: vec![msg!("bay-still-taken", bay = bay.name)],
                });
            }
            rows::set_bay_archived(tx, id, archived.then_some(now)).await?;
            let new = json!({ "archived": archived });
            self.changed(tx, by, "archive_bay", ("bay", id.0), Value::Null, new)
                .await
        })
    }

    /// Every setting with what was decided.
    pub async fn settings_page(&self, by: &Actor) -> Result<Vec<Decided>> {
        by.may(P::SettingsEdit)?;
        let settings = self.settings();
        Ok(keys::ALL
            .iter()
            .map(|setting| {
                let own = settings.value(None, setting.key).cloned();
                Decided {
                    setting: *setting,
                    is_own: own.is_some(),
                    value: own.unwrap_or_else(|| setting.default()),
                }
            })
            .collect())
    }

    /// Decides a setting for all sites; the value must be of its kind and within its bounds.
    pub async fn put_setting(&self, by: &Actor, key: &str, value: &Value) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let setting = keys::ALL
            .iter()
            .find(|s| s.key == key)
            .ok_or(Error::NotFound)?;
        let value = setting
            .check(value)
            .map_err(|why| Error::invalid("value", why))?;
        in_tx!(self, |tx| {
            let old = settings::put(tx, "all", key, value.clone()).await?;
            let entry = Entry {
                verb: "put_setting",
                entity: "setting",
                id: 0,
                old: json!({ key: old }),
                new: json!({ key: value }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })?;
        self.refresh_settings().await
    }
}

/// Fields of the form of hours, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A bay of another site is not there.
async fn own_bay(tx: &mut Tx, by: &Actor, id: BayId) -> Result<Bay> {
    let bay = rows::bay(tx, id).await?;
    if bay.site_id == by.site() {
        Ok(bay)
    } else {
        Err(Error::NotFound)
    }
}

/// Reads a zone's name for a form.
pub fn zone(name: &str) -> Result<Zone> {
    Zone::parse(name).map_err(|why| Error::invalid("zone", why))
}
