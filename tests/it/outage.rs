//! The books give out under an open form: a clear sentence, nothing typed lost, and on it goes.

use forecourt::desk::booking::Order;
use forecourt::desk::{self, Actor, Desk};
use forecourt::domain::role::Preset;
use forecourt::domain::{CustomerId, VehicleId};
use forecourt::store::{Db, Options, Store, sql};

use crate::bookings::Diary;
use crate::rig::server::Server;
use crate::rig::shop::{PASSWORD, Shop, TERMINAL};
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

#[tokio::test]
async fn postgres_stopped_and_started_again_under_an_open_form_costs_nothing_typed() {
    let Some(server) = Server::start().await else {
        return;
    };
    let url = server.database().await;
    let shop = Shop::from_place(Place::at(&url)).await;
    let ana = shop.as_preset(Preset::Reception).await;
    let mut robot = Robot::open(&shop.desk, ana).await;
    robot.press("F6 Insert").await.write("Ines de").await;
    server.stop();
    robot.until("No contact with the books").await;
    robot.write(" Groot").await;
    robot.press("Ctrl-S").await.sees("Ines de Groot");
    robot.sees("No contact with the books");
    server.go_on();
    robot.until("live").await;
    robot.sees("Ines de Groot");
    robot.press("Ctrl-S").await;
    let ana = shop.log_in("reception").await;
    assert_eq!(
        shop.desk.find_customers(&ana, "ines").await.unwrap().len(),
        1
    );
    shop.desk.close().await;
}

const NOTE: &str = "Wants the old parts back. ";

/// Books one day after the other until a booking finds no room any more; how many did.
async fn book_until_full(d: &Diary, desk: &Desk, who: (CustomerId, VehicleId)) -> i64 {
    for booked in 0..200 {
        let order = Order {
            notes: NOTE.repeat(7),
            ..d.order(who, 7 * (1 + booked), 9 * 60)
        };
        match desk.book(&d.ana, &order).await {
            Ok(_) => {}
            Err(desk::Error::CannotWrite(_)) => return i64::try_from(booked).unwrap(),
            Err(other) => panic!("{other:?}"),
        }
    }
    panic!("the books never fill up");
}

#[tokio::test]
async fn a_full_disk_costs_nothing_typed_and_the_booking_is_saved_once_there_is_room() {
    let d = Diary::from_place(Place::sqlite().await).await;
    let who = d.caller("Jansen", "KL-310-P").await;
    // What somebody will take away later.
    let rock = sql("INSERT INTO setting (scope, key, value) VALUES ('all', 'rock', $1)")
        .bind(serde_json::json!("x".repeat(500_000)));
    (&d.shop.place.open().await).exec(rock).await.unwrap();
    let tight = Options {
        max_pages: 1,
        ..Options::default()
    };
    let store = Store::open(&d.shop.place.url, &tight).await.unwrap();
    let desk = Desk::on(store.clone(), d.shop.desk.clock().clone());
    let desk = desk.await.unwrap();
    let before = book_until_full(&d, &desk, who).await;
    let mut robot = Robot::open(&desk, d.ana.clone()).await;
    robot.press("F3").await.write("kl31").await;
    robot.press("Enter Tab Tab").await.write("fri").await;
    robot.press("Tab").await.write("930").await;
    robot.press("Tab Tab Tab Tab Tab Tab Tab").await;
    robot.paste(&NOTE.repeat(7)).await;
    // What is kept of it every ten seconds cannot be kept, and that is no reason to stop.
    robot.seconds(30).await;
    for _ in 0..2 {
        robot.press("Ctrl-S").await.sees("! The disk is full");
        robot.sees("Make room, then save").sees("Jansen");
        robot.sees("old parts back").sees("09:30");
    }
    let booked = "SELECT COUNT(*) FROM booking";
    assert_eq!(d.count(booked).await, before);
    // Somebody makes room.
    let mut db = &store;
    let cleared = db.exec(sql("DELETE FROM setting WHERE key = 'rock'"));
    assert_eq!(cleared.await.unwrap(), 1);
    robot
        .press("Ctrl-S")
        .await
        .sees("booked: 1 Lift, Fri 27 Nov 09:30");
    assert_eq!(d.count(booked).await, before + 1);
    let kept = "SELECT LENGTH(notes) FROM booking ORDER BY id DESC LIMIT 1";
    assert_eq!(d.count(kept).await, 26 * 7 - 1);
    assert_eq!(d.count("SELECT COUNT(*) FROM parked").await, 0);
}

/// The same books, opened so that nothing can be written to them.
async fn only_to_be_read(shop: &Shop) -> Desk {
    let options = Options {
        read_only: true,
        ..Options::default()
    };
    let url = match shop.place.is_sqlite() {
        true => shop.place.url.clone(),
        false => format!(
            "{}&options=-c%20default_transaction_read_only%3Don",
            shop.place.url
        ),
    };
    let store = Store::open(&url, &options).await.unwrap();
    let desk = Desk::on(store, shop.desk.clock().clone());
    desk.await.unwrap()
}

dual_test! {
    async fn books_that_can_only_be_read_open_every_tab_and_refuse_a_save_in_a_sentence(d: Diary) {
        d.caller("Jansen", "KL-310-P").await;
        let desk = only_to_be_read(&d.shop).await;
        let mut robot = Robot::open(&desk, d.shop.owner.clone()).await;
        let says = [
            "1 Lift",
            "No task is running",
            "No car is here",
            "No parts yet",
            "Nobody owes anything",
            "Jansen",
            "people, log-ins",
        ];
        for (at, says) in says.iter().enumerate() {
            robot.press(&format!("Alt-{}", at + 1)).await;
            robot.sees("● live").sees_no("! ").sees(says);
        }
        const WHY: &str = "! The books can be read but not written here. Check the file's";
        robot.press("F6 Insert").await.write("Ines de Groot").await;
        robot.press("Ctrl-S").await.sees(WHY).sees("what you typed is kept").sees("Ines de Groot");
        robot.press("Esc").await.sees("laid aside");
        robot.press("F3").await.write("kl31").await.press("Enter").await.write("rattles").await;
        // What is kept of it every ten seconds cannot be kept, and that is no reason to stop.
        robot.seconds(30).await.sees("● live");
        robot.press("Ctrl-S").await.sees("Ctrl-S books it");
        robot.press("Ctrl-S").await.sees(WHY).sees("Jansen").sees("rattles");
        // The page laid aside is still there as well.
        robot.press("Esc F10").await.write("take up").await.sees("New customer");
    }
}

dual_test! {
    async fn books_that_can_only_be_read_let_nobody_in_and_say_why(shop: Shop) {
        let desk = only_to_be_read(&shop).await;
        let nobody = Actor::nobody(TERMINAL, shop.founded.site);
        let mut robot = Robot::open(&desk, nobody).await;
        robot.write("owner").await.press("Enter").await.write(PASSWORD).await.press("Enter").await;
        robot.sees("! The books can be read but not written here").sees("Password ▶");
    }
}
