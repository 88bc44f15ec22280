//! Making two records of the same person or vehicle one, and taking that back.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Undo;
use super::vehicles::PLATE_RULE;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::duplicate::Entity;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, MergeId, Ts, VehicleId, msg};
use crate::store::merges::{self, Merge, Moved};
use crate::store::{Error as StoreError, customers, vehicles};

/// How long a merge can be taken back, in days.
pub const DAYS_TO_UNMERGE: i64 = 30;
const DAY_MIN: i64 = 24 * 60;
/// The rule of the schema that a vehicle is in one place at a time.
const BOOKED_RULE: &str = "ex_occupancy_vehicle";

/// What a merge did, so that it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Did {
    moved: Moved,
    contacts: Vec<(i64, bool)>,
    ended: Vec<i64>,
    no_shows: i64,
    /// When the one that went had been put away before, if it had.
    away: Option<i64>,
}

impl Desk {
    /// Makes two customers one: everything of `gone` becomes `kept`'s, and `gone` leaves the lists.
    ///
    /// # Errors
    /// `Refused` for the same customer twice, or one who went into another before.
    pub async fn merge_customers(
        &self,
        by: &Actor,
        kept: CustomerId,
        gone: CustomerId,
    ) -> Result<Done<MergeId>> {
        by.may(Permission::CustomerMerge)?;
        if kept == gone {
            return Err(Error::Refused(msg!("merge-same")));
        }
        let id = in_tx!(self, |tx| {
            let (to, from) = (
                customers::get(tx, kept).await?,
                customers::get(tx, gone).await?,
            );
            let (to_into, _) = merges::standing(tx, kept).await?;
            let (from_into, no_shows) = merges::standing(tx, gone).await?;
            if to_into.is_some() || from_into.is_some() {
                return Err(Error::Refused(msg!("merge-before")));
            }
            // Posted documents change hands between merged customers only, so the link comes first.
            merges::set_into(tx, gone, Some(kept), Some(self.now())).await?;
            let did = Did {
                moved: merges::move_all(tx, Entity::Customer, kept.0, gone.0).await?,
                contacts: merges::move_contacts(tx, kept, gone).await?,
                no_shows,
                away: from.archived_at.map(|at| at.0),
                ..Did::default()
            };
            merges::add_no_shows(tx, kept, no_shows).await?;
            let names = (to.name, from.name);
            self.written(tx, by, Entity::Customer, (kept.0, gone.0), did, names)
                .await
        })?;
        Ok(Done::with(id, Inverse::Customer(Undo::Merge { id })))
    }

    /// Makes two vehicles one: the history of `gone` becomes `kept`'s.
    ///
    /// # Errors
    /// `Refused` for the same vehicle twice, one that is put away, or two that are booked at the same time.
    pub async fn merge_vehicles(
        &self,
        by: &Actor,
        kept: VehicleId,
        gone: VehicleId,
    ) -> Result<Done<MergeId>> {
        by.may(Permission::CustomerMerge)?;
        if kept == gone {
            return Err(Error::Refused(msg!("merge-same")));
        }
        let today = self.site(by.site())?.zone.day_of(self.now());
        let id = in_tx!(self, |tx| {
            let (to, from) = (
                vehicles::get(tx, kept).await?,
                vehicles::get(tx, gone).await?,
            );
            if from.archived_at.is_some() || to.archived_at.is_some() {
                return Err(Error::Refused(msg!("merge-before")));
            }
            let ended = merges::end_owner(tx, gone, kept, today).await?;
            let moved = match merges::move_all(tx, Entity::Vehicle, kept.0, gone.0).await {
                Err(StoreError::Rule(rule)) if rule == BOOKED_RULE => {
                    return Err(Error::Refused(msg!("merge-both-booked")));
                }
                moved => moved?,
            };
            let did = Did {
                moved,
                ended,
                ..Did::default()
            };
            vehicles::archive(tx, gone, from.version, Some(self.now())).await?;
            let names = (to.plate, from.plate);
            self.written(tx, by, Entity::Vehicle, (kept.0, gone.0), did, names)
                .await
        })?;
        Ok(Done::with(id, Inverse::Customer(Undo::Merge { id })))
    }

    async fn written(
        &self,
        tx: &mut crate::store::Tx,
        by: &Actor,
        entity: Entity,
        (kept, gone): (i64, i64),
        did: Did,
        names: (String, String),
    ) -> Result<MergeId> {
        let moved = serde_json::to_value(&did).unwrap_or_default();
        let both = (kept, gone);
        let id = merges::insert(tx, entity, both, moved, by.staff(), self.now()).await?;
        let line = Entry {
            verb: "merge",
            entity: entity.as_str(),
            id: kept,
            old: json!({ "gone": gone, "name": names.1 }),
            new: json!({ "kept": kept, "name": names.0, "moved": did.moved }),
            reason: "",
        };
        self.record(tx, by, line).await?;
        Ok(id)
    }

    /// Takes a merge back within [`DAYS_TO_UNMERGE`] days: what moved and is still there goes back; what came since
    /// stays.
    ///
    /// # Errors
    /// `Refused` when it is too long ago, was taken back, or the plate is another vehicle's by now.
    pub async fn unmerge(&self, by: &Actor, id: MergeId) -> Result<()> {
        by.may(Permission::CustomerMerge)?;
        in_tx!(self, |tx| {
            let merge = merges::get(tx, id).await?;
            if merge.undone_at.is_some() {
                return Err(Error::Refused(msg!("merge-taken-back")));
            }
            if merge.at.minutes_until(self.now()) > DAYS_TO_UNMERGE * DAY_MIN {
                return Err(Error::Refused(msg!(
                    "merge-too-old",
                    days = DAYS_TO_UNMERGE
                )));
            }
            let did: Did = serde_json::from_value(merge.moved_json.clone())
                .map_err(|e| Error::Internal(e.to_string()))?;
            let (kept, gone) = (merge.kept_id, merge.gone_id);
            merges::move_back(tx, merge.entity, kept, gone, &did.moved).await?;
            match merge.entity {
                Entity::Customer => {
                    let (kept, gone) = (CustomerId(kept), CustomerId(gone));
                    merges::contacts_back(tx, kept, gone, &did.contacts).await?;
                    merges::add_no_shows(tx, kept, -did.no_shows).await?;
                    merges::set_into(tx, gone, None, did.away.map(Ts)).await?;
                }
                Entity::Vehicle => {
                    let gone = VehicleId(gone);
                    for row in &did.ended {
                        merges::reopen_owner(tx, *row).await?;
                    }
                    let now = vehicles::get(tx, gone).await?;
                    match vehicles::archive(tx, gone, now.version, None).await {
                        Err(StoreError::Rule(rule)) if rule == PLATE_RULE => {
                            return Err(Error::Refused(msg!("merge-plate-taken")));
                        }
                        back => back?,
                    }
                }
            }
            merges::undone(tx, id, self.now()).await?;
            let line = Entry {
                verb: "unmerge",
                entity: merge.entity.as_str(),
                id: kept,
                old: json!({ "merge": id.0 }),
                new: json!({ "kept": kept, "back": gone }),
                reason: "",
            };
            self.record(tx, by, line).await?;
            Ok(())
        })
    }

    /// Merges that can still be taken back, the latest first.
    pub async fn merges(&self, by: &Actor) -> Result<Vec<Merge>> {
        by.may(Permission::CustomerMerge)?;
        let from = self.now().plus_minutes(-DAYS_TO_UNMERGE * DAY_MIN);
        Ok(merges::since(&mut self.store(), from).await?)
    }
}
