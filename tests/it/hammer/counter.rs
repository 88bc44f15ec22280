//! The hammer through the desk: four counters of one workshop book the same hours and edit the same customer.

use std::io::Write;
use std::process::Child;

use forecourt::desk::booking::Order;
use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::staff::Person;
use forecourt::desk::{Actor, Clock, Desk, Error};
use forecourt::domain::booking::{Arrival, Source};
use forecourt::domain::session::Via;
use forecourt::domain::{BayId, BookingTypeId, CustomerId, StaffId, Ts, VehicleId};
use forecourt::store::{Db, Options, Store, sql};

use super::{Dice, OVERLAPS, Orders, hear, none_of};
use crate::rig::shop::{PASSWORD, Shop};

const PROCESSES: i64 = 4;
const TASKS: i64 = 2;
const ROUNDS: i64 = 8;

/// What the counters fight for.
struct Prey {
    vehicles: Vec<i64>,
    bays: Vec<i64>,
    staff: Vec<i64>,
    customer: CustomerId,
    kind: BookingTypeId,
}

impl Prey {
    async fn of(store: &Store) -> Prey {
        let mut db = store;
        let mut ids = async |question| -> Vec<i64> {
            let rows: Vec<(i64,)> = db.all(sql(question)).await.unwrap();
            rows.into_iter().map(|(id,)| id).collect()
        };
        Prey {
            vehicles: ids("SELECT id FROM vehicle ORDER BY id").await,
            bays: ids("SELECT id FROM bay ORDER BY id").await,
            staff: ids("SELECT id FROM staff WHERE is_mechanic ORDER BY id").await,
            customer: CustomerId(ids("SELECT id FROM customer ORDER BY id").await[0]),
            kind: BookingTypeId(ids("SELECT id FROM booking_type WHERE code = 'SERVICE'").await[0]),
        }
    }
}

/// Not a test by itself: does nothing unless it is told to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serve_when_told_to() {
    let Some(orders) = Orders::heard() else {
        return;
    };
    let store = Store::open(&orders.url, &Options::default()).await.unwrap();
    let prey = std::sync::Arc::new(Prey::of(&store).await);
    let mut db = &store;
    let (now,): (Ts,) = db.one(sql("SELECT MAX(at) FROM audit")).await.unwrap();
    let desk = Desk::on(store, Clock::held(now)).await.unwrap();
    let mut tasks = Vec::new();
    for task in 0..orders.tasks {
        let terminal = format!("counter-{}-{task}", orders.process);
        let owner = desk
            .log_in("owner", PASSWORD, &terminal, Via::Local)
            .await
            .unwrap();
        let clerk = Clerk {
            desk: desk.clone(),
            actor: owner.actor,
            prey: prey.clone(),
            dice: Dice::of(orders.process, task),
        };
        tasks.push(tokio::spawn(clerk.serve(orders.rounds)));
    }
    for task in tasks {
        task.await.unwrap();
    }
    desk.close().await;
}

/// One person at one terminal.
struct Clerk {
    desk: Desk,
    actor: Actor,
    prey: std::sync::Arc<Prey>,
    dice: Dice,
}

impl Clerk {
    async fn serve(mut self, rounds: i64) {
        for _ in 0..rounds {
            self.book().await;
            self.edit().await;
        }
    }

    fn pick(&mut self, from: fn(&Prey) -> &[i64]) -> i64 {
        let prey = self.prey.clone();
        let all = from(&prey);
        let at = usize::try_from(self.dice.throw(all.len() as u64)).unwrap();
        all[at]
    }

    /// Books on one of two days; that somebody else has the time is an answer, nothing else is.
    async fn book(&mut self) {
        let zone = self.desk.site(self.actor.site()).unwrap().zone;
        let day = zone.day_of(self.desk.now())
            + chrono::Days::new(1 + self.dice.throw(2).cast_unsigned());
        let order = Order {
            customer: self.prey.customer,
            vehicle: Some(VehicleId(self.pick(|p| &p.vehicles))),
            kind: self.prey.kind,
            starts_at: zone.at(day, 9 * 60 + 30 * self.dice.throw(10)),
            minutes: Some(90),
            bay: Some(BayId(self.pick(|p| &p.bays))),
            staff: Some(StaffId(self.pick(|p| &p.staff))),
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: String::new(),
            notes: String::new(),
            canned: Vec::new(),
            reason: String::from("they all came at once"),
        };
        match self.desk.book(&self.actor, &order).await {
            Ok(done) => {
                let _ = writeln!(std::io::stdout(), "booked {}", done.value.number);
            }
            Err(Error::Taken { .. }) => {}
            Err(e) => panic!("{e:?}"),
        }
    }

    /// Adds one to the number in the customer's note, upon what is there.
    async fn edit(&self) {
        loop {
            let card = self
                .desk
                .customer_card(&self.actor, self.prey.customer)
                .await
                .unwrap();
            let count: i64 = card.customer.note.parse().unwrap();
            let form = CustomerForm {
                name: card.customer.name,
                note: (count + 1).to_string(),
                ..CustomerForm::default()
            };
            let saved = self
                .desk
                .edit_customer(
                    &self.actor,
                    self.prey.customer,
                    card.customer.version,
                    &form,
                )
                .await;
            match saved {
                Ok(()) => return,
                Err(Error::Stale { .. }) => {}
                Err(e) => panic!("{e:?}"),
            }
        }
    }
}

dual_test!(
    async fn four_counters_never_promise_the_same_hour_twice(shop: Shop) {
        let form = CustomerForm {
            name: String::from("Ada Kowalski"),
            note: String::from("0"),
            ..CustomerForm::default()
        };
        let ada = shop
            .desk
            .add_customer(&shop.owner, &form)
            .await
            .unwrap()
            .value;
        for plate in ["BAB12", "CCD34", "DEF56", "GHI78"] {
            let car = VehicleForm {
                plate: plate.to_owned(),
                ..VehicleForm::default()
            };
            shop.desk
                .add_vehicle(&shop.owner, &car, Some(ada))
                .await
                .unwrap();
        }
        for name in ["Ben", "Cem", "Dora"] {
            let mechanic = Person {
                name: name.to_owned(),
                is_mechanic: true,
                home_site: Some(shop.founded.site),
                ..Person::default()
            };
            shop.desk
                .add_staff(&shop.owner, &mechanic, None)
                .await
                .unwrap();
        }
        let children: Vec<Child> = (0..PROCESSES)
            .map(|process| {
                let orders = Orders {
                    url: shop.place.url.clone(),
                    process,
                    tasks: TASKS,
                    rounds: ROUNDS,
                };
                orders.start("hammer::counter::serve_when_told_to")
            })
            .collect();
        let booked = hear(children)
            .iter()
            .filter(|l| l.starts_with("booked "))
            .count();
        assert!(booked >= 10, "only {booked} bookings were made");
        let store = shop.place.open().await;
        let mut db = &store;
        none_of(&store, &OVERLAPS).await;
        let (rows, audited): (i64, i64) = db
            .one(sql(
                "SELECT (SELECT COUNT(*) FROM booking WHERE status = 'confirmed'),
                    (SELECT COUNT(*) FROM audit WHERE entity = 'booking' AND verb = 'book')",
            ))
            .await
            .unwrap();
        assert_eq!(
            (rows, audited),
            (booked as i64, booked as i64),
            "what was answered is what is written"
        );
        let half = "SELECT COUNT(*) FROM booking b WHERE (SELECT COUNT(*) FROM occupancy o WHERE o.booking_id = b.id) <> 3";
        none_of(&store, &[(half, "half a booking")]).await;
        let note = shop
            .desk
            .customer_card(&shop.owner, ada)
            .await
            .unwrap()
            .customer
            .note;
        assert_eq!(
            note,
            (PROCESSES * TASKS * ROUNDS).to_string(),
            "a lost update"
        );
    }
);
