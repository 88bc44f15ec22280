//! The hammer through the desk: four counters of one workshop want the same hours, the same shelf, the next
//! number and the same customer.

use std::process::Child;

use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::staff::Person;
use forecourt::domain::CustomerId;
use forecourt::store::{Db, sql};

use super::{OVERLAPS, Orders, hear, none_of};
use crate::rig::shop::Shop;

const PROCESSES: i64 = 4;
const TASKS: i64 = 2;
const ROUNDS: i64 = 8;
/// Not enough for everybody who takes three.
const ON_THE_SHELF: i64 = 100;

/// Ada with her cars, three mechanics, and a shelf with filters.
async fn stage(shop: &Shop) -> CustomerId {
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
    let store = shop.place.open().await;
    for statement in [
        sql("INSERT INTO part (sku, description, unit, kind, price_minor, tax_code_id, search_key, sort_key, created_at)
             SELECT 'OF-1', 'Oil filter', 'pc', 'part', 1200, MIN(id), 'of-1', 'oil filter', $1 FROM tax_code")
        .bind(shop.desk.now()),
        sql("INSERT INTO stock (site_id, part_id, on_hand_milli, value_minor) SELECT $1, id, $2 * 1000, $2 * 700 FROM part")
            .bind(shop.founded.site)
            .bind(ON_THE_SHELF),
        sql("INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, value_minor, at)
             SELECT site_id, part_id, 'opening', on_hand_milli, value_minor, $1 FROM stock")
        .bind(shop.desk.now()),
    ] {
        let mut db = &store;
        assert_eq!(db.exec(statement).await.unwrap(), 1);
    }
    ada
}

dual_test!(
    async fn four_counters_never_promise_the_same_hour_part_or_number_twice(shop: Shop) {
        let ada = stage(&shop).await;
        let children: Vec<Child> = (0..PROCESSES)
            .map(|process| {
                let orders = Orders {
                    url: shop.place.url.clone(),
                    process,
                    tasks: TASKS,
                    rounds: ROUNDS,
                };
                orders.start("hammer::clerk::serve_when_told_to")
            })
            .collect();
        let said = hear(children);
        let count = |what: &str| said.iter().filter(|l| l.starts_with(what)).count() as i64;
        let (booked, took, posted) = (count("booked "), count("took "), count("posted "));
        assert!(booked >= 10, "only {booked} bookings were made");
        let store = shop.place.open().await;
        let mut db = &store;
        none_of(&store, &OVERLAPS).await;
        let written: (i64, i64, i64) = db
            .one(sql(
                "SELECT (SELECT COUNT(*) FROM booking WHERE status = 'confirmed'),
                    (SELECT COUNT(*) FROM stock_movement WHERE kind = 'issue'),
                    (SELECT COUNT(*) FROM invoice WHERE status = 'posted')",
            ))
            .await
            .unwrap();
        assert_eq!(
            written,
            (booked, took, posted),
            "what was answered is what is written"
        );
        let swings = PROCESSES * TASKS * ROUNDS;
        assert_eq!(took, (ON_THE_SHELF / 3).min(swings), "until none was left");
        assert_eq!(
            posted,
            swings - PROCESSES * TASKS * (ROUNDS / 5),
            "one in five had no line"
        );
        none_of(&store, &SOUND).await;
        let note = shop
            .desk
            .customer_card(&shop.owner, ada)
            .await
            .unwrap()
            .customer
            .note;
        assert_eq!(note, swings.to_string(), "a lost update");
    }
);

/// What must not be found afterwards.
const SOUND: [(&str, &str); 6] = [
    (
        "SELECT COUNT(*) FROM booking b WHERE (SELECT COUNT(*) FROM occupancy o WHERE o.booking_id = b.id) <> 3
            OR NOT EXISTS (SELECT 1 FROM job j WHERE j.booking_id = b.id AND j.status = 'planned')",
        "half a booking",
    ),
    (
        "SELECT COUNT(*) FROM booking b WHERE b.status = 'confirmed' AND NOT EXISTS
            (SELECT 1 FROM audit a WHERE a.entity = 'booking' AND a.verb = 'book' AND a.entity_id = b.id)",
        "a booking nobody made",
    ),
    (
        "SELECT COUNT(*) FROM stock s WHERE s.on_hand_milli < 0 OR s.reserved_milli < 0 OR s.value_minor < 0",
        "less than nothing on the shelf",
    ),
    (
        "SELECT COUNT(*) FROM stock s JOIN (SELECT part_id, SUM(on_hand_milli) AS on_hand, SUM(reserved_milli) AS reserved,
                SUM(value_minor) AS worth FROM stock_movement GROUP BY part_id) m ON m.part_id = s.part_id
         WHERE s.on_hand_milli <> m.on_hand OR s.reserved_milli <> m.reserved OR s.value_minor <> m.worth",
        "stock that is not the sum of its movements",
    ),
    (
        "SELECT COUNT(*) - COUNT(DISTINCT seq) FROM invoice WHERE status = 'posted'",
        "a number given twice",
    ),
    (
        "SELECT COALESCE(MAX(seq), 0) - COUNT(*) FROM invoice WHERE status = 'posted'",
        "a gap in the numbers",
    ),
];
