//! Verbs on vehicles and on who has them.

use chrono::NaiveDate;
use serde_json::json;

use super::{Undo, VehicleForm};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::logistics::Loan;
use crate::domain::permission::Permission;
use crate::domain::vehicle::{Role, Use};
use crate::domain::{CustomerId, VehicleId, msg};
use crate::store::{Error as StoreError, Tx, loans, vehicles};

impl Desk {
    /// Adds a vehicle, and gives it to its owner.
    ///
    /// # Errors
    /// `Invalid` on field `plate` naming the vehicle that has the plate: archive that one, or change its owner.
    pub async fn add_vehicle(
        &self,
        by: &Actor,
        form: &VehicleForm,
        owner: Option<CustomerId>,
    ) -> Result<Done<VehicleId>> {
        by.may(Permission::CustomerEdit)?;
        let id = in_tx!(self, |tx| {
            self.add_vehicle_in(tx, by, form, owner).await
        })?;
        Ok(Done::final_(id))
    }

    /// The same inside a transaction.
    pub(in crate::desk) async fn add_vehicle_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        form: &VehicleForm,
        owner: Option<CustomerId>,
    ) -> Result<VehicleId> {
        let site = self.site(by.site())?;
        let today = site.zone.day_of(self.now());
        let fields = form.check(&site.country, today)?;
        self.plate_is_free(tx, &fields, None).await?;
        let id = match vehicles::insert(tx, &fields, self.now()).await {
            Err(StoreError::Rule(rule)) if rule == PLATE_RULE => return Err(plate_raced()),
            made => made?,
        };
        if let Some(owner) = owner {
            vehicles::set_owner(tx, id, Role::Owner, owner, today).await?;
        }
        let new = json!({ "plate": fields.plate, "make": fields.make, "model": fields.model,
            "owner": owner.map(|o| o.0) });
        self.record(tx, by, entry("add_vehicle", id, json!(null), new))
            .await?;
        Ok(id)
    }

    /// Writes a vehicle over, if nobody else has since `version`.
    pub async fn edit_vehicle(
        &self,
        by: &Actor,
        id: VehicleId,
        version: i64,
        form: &VehicleForm,
    ) -> Result<Done<()>> {
        by.may(Permission::CustomerEdit)?;
        let site = self.site(by.site())?;
        let fields = form.check(&site.country, site.zone.day_of(self.now()))?;
        let done = in_tx!(self, |tx| {
            let old = vehicles::get(tx, id).await?;
            let was = VehicleForm::of(&old);
            if was.used_as == Use::Courtesy && fields.used_as != Use::Courtesy {
                self.not_lent(tx, id, Some("used_as")).await?;
            }
            self.plate_is_free(tx, &fields, Some(id)).await?;
            match vehicles::update(tx, id, version, &fields).await {
                Ok(()) => {}
                Err(StoreError::Rule(rule)) if rule == PLATE_RULE => return Err(plate_raced()),
                Err(e) => return Err(e.into()),
            }
            let old = json!({ "plate": old.plate, "vin": old.vin, "make": old.make, "model": old.model,
                "odometer": old.odometer, "inspection_due_on": old.inspection_due_on });
            let new = json!({ "plate": fields.plate, "vin": fields.vin, "make": fields.make,
                "model": fields.model, "odometer": fields.odometer, "inspection_due_on": fields.inspection_due_on });
            self.record(tx, by, entry("edit_vehicle", id, old, new))
                .await?;
            Ok(was)
        });
        let was = self.name_the_quicker(done, "vehicle", id.0).await?;
        let undo = Undo::Vehicle {
            id,
            version: version + 1,
            was: Box::new(was),
        };
        Ok(Done::with((), Inverse::Customer(undo)))
    }

    /// Puts a vehicle away (scrapped, sold abroad), or takes one back; its plate becomes free meanwhile.
    pub async fn archive_vehicle(
        &self,
        by: &Actor,
        id: VehicleId,
        version: i64,
        away: bool,
    ) -> Result<Done<()>> {
        by.may(Permission::CustomerEdit)?;
        let at = away.then(|| self.now());
        let done = in_tx!(self, |tx| {
            if away {
                self.not_lent(tx, id, None).await?;
            }
            match vehicles::archive(tx, id, version, at).await {
                Ok(()) => {}
                Err(StoreError::Rule(rule)) if rule == PLATE_RULE => return Err(plate_raced()),
                Err(e) => return Err(e.into()),
            }
            let verb = if away {
                "archive_vehicle"
            } else {
                "restore_vehicle"
            };
            self.record(
                tx,
                by,
                entry(verb, id, json!(null), json!({ "archived": away })),
            )
            .await?;
            Ok(())
        });
        self.name_the_quicker(done, "vehicle", id.0).await?;
        let undo = Undo::VehicleAway {
            id,
            version: version + 1,
            away: !away,
        };
        Ok(Done::with((), Inverse::Customer(undo)))
    }

    /// Gives the vehicle to another owner, keeper or driver from that day on; who had it before stays on record.
    pub async fn change_owner(
        &self,
        by: &Actor,
        id: VehicleId,
        role: Role,
        to: CustomerId,
        from: NaiveDate,
    ) -> Result<()> {
        by.may(Permission::CustomerEdit)?;
        in_tx!(self, |tx| {
            let owners = vehicles::owners(tx, id).await?;
            let now = owners.iter().find(|o| o.role == role && o.to_on.is_none());
            if let Some(now) = now {
                if now.customer_id == to {
                    return Err(Error::invalid(
                        "customer",
                        msg!("vehicle-has-that-owner", name = now.name.clone()),
                    ));
                }
                if from < now.from_on {
                    return Err(Error::invalid(
                        "from",
                        msg!("vehicle-owner-before", day = now.from_on),
                    ));
                }
            }
            let old = json!({ "role": role.as_str(), "customer": now.map(|n| n.customer_id.0) });
            vehicles::set_owner(tx, id, role, to, from).await?;
            let new = json!({ "role": role.as_str(), "customer": to.0, "from": from });
            self.record(tx, by, entry("change_owner", id, old, new))
                .await?;
            Ok(())
        })
    }

    /// Refuses while a customer has the car or is to have it: beside a field, if one is said.
    async fn not_lent(
        &self,
        tx: &mut Tx,
        id: VehicleId,
        field: Option<&'static str>,
    ) -> Result<()> {
        let open = loans::open_of(tx, id).await?;
        let Some(loan) = open.iter().find(|l| l.status != Loan::Returned) else {
            return Ok(());
        };
        let why = msg!(
            "vehicle-is-lent",
            plate = &loan.plate,
            status = loan.status.label(),
            who = &loan.customer,
            due = loan.due_at
        );
        Err(match field {
            Some(field) => Error::invalid(field, why),
            None => Error::Refused(why),
        })
    }

    /// Refuses a plate another living vehicle has, naming it.
    async fn plate_is_free(
        &self,
        tx: &mut Tx,
        f: &vehicles::Fields,
        own: Option<VehicleId>,
    ) -> Result<()> {
        if f.plate_key.is_empty() {
            return Ok(());
        }
        let Some(other) = vehicles::by_plate(tx, &f.plate_country, &f.plate_key).await? else {
            return Ok(());
        };
        if Some(other) == own {
            return Ok(());
        }
        let vehicle = vehicles::get(tx, other).await?;
        let owner = vehicles::owners(tx, other)
            .await?
            .into_iter()
            .find(|o| o.to_on.is_none());
        let why = msg!(
            "vehicle-plate-taken",
            plate = vehicle.plate.clone(),
            vehicle = vehicle.title(),
            owner = owner.map_or_else(String::new, |o| o.name)
        );
        Err(Error::invalid("plate", why))
    }
}

/// The rule of the schema behind [`Desk::plate_is_free`], for two terminals at the same instant.
pub(super) const PLATE_RULE: &str = "uq_vehicle_plate_country_plate_key";

fn plate_raced() -> Error {
    Error::invalid("plate", msg!("vehicle-plate-raced"))
}

fn entry(
    verb: &'static str,
    id: VehicleId,
    old: serde_json::Value,
    new: serde_json::Value,
) -> Entry<'static> {
    Entry {
        verb,
        entity: "vehicle",
        id: id.0,
        old,
        new,
        reason: "",
    }
}
