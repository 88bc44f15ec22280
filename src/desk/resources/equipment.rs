//! Equipment, its use, and what bays can do beyond their kind.

use serde_json::{Value, json};

use super::{Ability, Equipment, EquipmentFields};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{BayId, EquipmentId, Ts, msg, text};
use crate::store::{Tx, resources as rows, sites};

/// How much a piece of equipment was used.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// What it is.
    pub equipment: Equipment,
    /// Bookings that took it.
    pub uses: i64,
    /// Minutes they took it for.
    pub minutes: i64,
}

impl Desk {
    /// The equipment of the actor's site, archived pieces last.
    pub async fn equipment(&self, by: &Actor) -> Result<Vec<Equipment>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        Ok(rows::equipment_at(&mut db, by.site()).await?)
    }

    /// Adds a piece of equipment.
    pub async fn add_equipment(&self, by: &Actor, fields: &EquipmentFields) -> Result<EquipmentId> {
        by.may(P::SettingsEdit)?;
        let f = clean(fields)?;
        in_tx!(self, |tx| {
            let id = rows::insert_equipment(tx, by.site(), &f).await?;
            let entity = ("equipment", id.0);
            self.changed(tx, by, "add_equipment", entity, Value::Null, shown(&f))
                .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a piece of equipment.
    pub async fn edit_equipment(
        &self,
        by: &Actor,
        id: EquipmentId,
        version: i64,
        fields: &EquipmentFields,
    ) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let f = clean(fields)?;
        let done = in_tx!(self, |tx| {
            let old = own(tx, by, id).await?;
            rows::update_equipment(tx, id, version, &f).await?;
            let old = EquipmentFields {
                name: old.name,
                kind: old.kind,
                serial: old.serial,
                service_due_on: old.service_due_on,
                note: old.note,
            };
            let (old, new) = (shown(&old), shown(&f));
            self.changed(tx, by, "edit_equipment", ("equipment", id.0), old, new)
                .await
        });
        self.name_the_quicker(done, "equipment", id.0).await
    }

    /// Takes a piece of equipment off the lists, unless somebody has it booked, or puts it back.
    pub async fn archive_equipment(
        &self,
        by: &Actor,
        id: EquipmentId,
        archived: bool,
    ) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let now = self.now();
        in_tx!(self, |tx| {
            let old = own(tx, by, id).await?;
            if archived && rows::equipment_is_taken_after(tx, id, now).await? {
                return Err(Error::Blocked {
                    blockers: vec![msg!("equipment-still-taken", name = old.name)],
                });
            }
            rows::set_equipment_archived(tx, id, archived.then_some(now)).await?;
            let new = json!({ "archived": archived });
            let entity = ("equipment", id.0);
            self.changed(tx, by, "archive_equipment", entity, Value::Null, new)
                .await
        })
    }

    /// How much each piece of the actor's site was used between two instants, the most used first.
    pub async fn equipment_use(&self, by: &Actor, from: Ts, to: Ts) -> Result<Vec<Use>> {
        by.may(P::ReportSee)?;
        let mut db = self.store();
        let used = rows::usage(&mut db, by.site(), from, to).await?;
        let all = rows::equipment_at(&mut db, by.site()).await?;
        let mut all: Vec<Use> = all
            .into_iter()
            .map(|equipment| {
                let mine = used.iter().find(|u| u.id == equipment.id);
                Use {
                    uses: mine.map_or(0, |u| u.uses),
                    minutes: mine.map_or(0, |u| u.minutes),
                    equipment,
                }
            })
            .filter(|u| u.uses > 0 || u.equipment.archived_at.is_none())
            .collect();
        all.sort_by_key(|u| std::cmp::Reverse((u.minutes, u.uses)));
        Ok(all)
    }

    /// What the bays of the actor's site can do beyond their kind.
    pub async fn bay_abilities(&self, by: &Actor) -> Result<Vec<Ability>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        Ok(rows::abilities_at(&mut db, by.site()).await?)
    }

    /// Makes a bay able to do exactly this beyond its kind, in a word each.
    pub async fn set_bay_abilities(
        &self,
        by: &Actor,
        id: BayId,
        abilities: &[String],
    ) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let mut all: Vec<String> = Vec::new();
        for ability in abilities {
            let word = text::name(ability).map_err(|why| Error::invalid("abilities", why))?;
            let word = word.to_lowercase();
            if !word.is_empty() && !all.contains(&word) {
                all.push(word);
            }
        }
        in_tx!(self, |tx| {
            if sites::bay(tx, id).await?.site_id != by.site() {
                return Err(Error::NotFound);
            }
            rows::set_abilities(tx, id, &all).await?;
            let new = json!({ "abilities": all });
            self.changed(tx, by, "set_bay_abilities", ("bay", id.0), Value::Null, new)
                .await
        })
    }
}

/// A piece of another site is not there.
async fn own(tx: &mut Tx, by: &Actor, id: EquipmentId) -> Result<Equipment> {
    let row = rows::equipment(tx, id).await?;
    if row.site_id == by.site() {
        Ok(row)
    } else {
        Err(Error::NotFound)
    }
}

fn clean(f: &EquipmentFields) -> Result<EquipmentFields> {
    Ok(EquipmentFields {
        name: text::required(&f.name).map_err(|why| Error::invalid("name", why))?,
        serial: text::name(&f.serial).map_err(|why| Error::invalid("serial", why))?,
        note: text::note(&f.note).map_err(|why| Error::invalid("note", why))?,
        ..f.clone()
    })
}

fn shown(f: &EquipmentFields) -> Value {
    json!({ "name": f.name, "kind": f.kind, "serial": f.serial, "service_due_on": f.service_due_on,
        "note": f.note })
}
