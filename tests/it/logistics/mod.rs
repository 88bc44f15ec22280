//! Collections, deliveries and courtesy cars: the rules on both stores, the pages by a robot.

mod legs;
mod loans;
mod screens;

use forecourt::desk::logistics::{LegForm, LoanForm};
use forecourt::desk::{Actor, Desk, Error};
use forecourt::domain::customer::Channel;
use forecourt::domain::role::Preset;
use forecourt::domain::vehicle::Use;
use forecourt::domain::{CustomerId, Span, StaffId, VehicleId};

use forecourt::desk::customers::{CustomerForm, VehicleForm};

use crate::bookings::Diary;
use crate::rig::{FromPlace, Place};

/// A diary with two drivers, two courtesy cars, and somebody who lives somewhere.
pub struct Yard {
    pub d: Diary,
    pub dirk: Actor,
    pub lena: Actor,
    pub who: (CustomerId, VehicleId),
    pub cars: [VehicleId; 2],
}

impl FromPlace for Yard {
    async fn from_place(place: Place) -> Self {
        let d = Diary::from_place(place).await;
        d.shop.hire("dirk", Preset::Driver).await;
        d.shop.hire("lena", Preset::Driver).await;
        let form = CustomerForm {
            name: "Jansen, M.".to_owned(),
            phones: vec!["030 123 45 67".to_owned()],
            address: "Oudegracht 12\nUtrecht".to_owned(),
            postcode: "3511 AB".to_owned(),
            channel: Channel::None,
            on_account: true,
            ..CustomerForm::default()
        };
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let customer = desk.add_customer(owner, &form).await.unwrap().value;
        let car = VehicleForm {
            plate: "KL-310-P".to_owned(),
            make: "VW".to_owned(),
            model: "Golf".to_owned(),
            ..VehicleForm::default()
        };
        let vehicle = desk
            .add_vehicle(owner, &car, Some(customer))
            .await
            .unwrap()
            .value;
        let cars = [
            courtesy(desk, owner, "KV-88-XD", "Polo").await,
            courtesy(desk, owner, "TR-20-MM", "Up").await,
        ];
        Yard {
            dirk: d.shop.log_in("dirk").await,
            lena: d.shop.log_in("lena").await,
            who: (customer, vehicle),
            cars,
            d,
        }
    }
}

/// A car of the house's own.
async fn courtesy(desk: &Desk, owner: &Actor, plate: &str, model: &str) -> VehicleId {
    let form = VehicleForm {
        plate: plate.to_owned(),
        make: "VW".to_owned(),
        model: model.to_owned(),
        odometer: Some(41_200),
        used_as: Use::Courtesy,
        ..VehicleForm::default()
    };
    desk.add_vehicle(owner, &form, None).await.unwrap().value
}

impl Yard {
    pub fn desk(&self) -> &Desk {
        &self.d.shop.desk
    }

    pub fn id(&self, actor: &Actor) -> StaffId {
        actor.staff().unwrap()
    }

    /// From that minute to that of a day.
    pub fn window(&self, days: u64, from: i64, to: i64) -> Span {
        Span {
            start: self.d.shop.at(days, from),
            end: self.d.shop.at(days, to),
        }
    }

    /// A leg that is agreed: tomorrow from nine to ten, by Dirk.
    pub fn agreed(&self) -> LegForm {
        LegForm {
            window: Some(self.window(1, 540, 600)),
            driver: Some(self.id(&self.dirk)),
            ..LegForm::default()
        }
    }

    /// A loan of the first car from that day's morning to that one's evening.
    pub fn loan(&self, from: u64, until: u64) -> LoanForm {
        LoanForm {
            vehicle: self.cars[0],
            starts_at: self.d.shop.at(from, 540),
            due_at: self.d.shop.at(until, 1020),
            note: String::new(),
        }
    }
}

/// The field that is refused, and the id of the words why.
fn field(refused: &Error) -> (&'static str, &'static str) {
    match refused {
        Error::Invalid { field, why } => (field, why.id),
        other => panic!("refused otherwise: {other:?}"),
    }
}

/// The id of the words of a refusal.
fn no(refused: &Error) -> &'static str {
    match refused {
        Error::Refused(why) => why.id,
        other => panic!("refused otherwise: {other:?}"),
    }
}
