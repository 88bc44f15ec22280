//! The pages, by a robot.

use forecourt::desk::Actor;
use forecourt::desk::booking::Order;
use forecourt::tui::app::Options;

use forecourt::desk::job::Unissued;
use forecourt::desk::logistics::{Borrower, CarSheet, LegForm, Of};
use forecourt::domain::Currency;
use forecourt::domain::logistics::LegKind;
use forecourt::paper::run_sheet::{self, Run};
use forecourt::words::Words;

use super::Yard;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn yard() -> Yard {
    Yard::from_place(Place::sqlite().await).await
}

async fn sits(y: &Yard, who: &Actor, size: (u16, u16)) -> Robot {
    Robot::with(y.desk(), Options::new(who.clone()), size).await
}

fn body(robot: &Robot) -> String {
    let screen = robot.screen();
    let rows: Vec<&str> = screen.lines().collect();
    rows[1..rows.len() - 2].join("\n")
}

#[tokio::test]
async fn s1_11_a_collection_goes_from_the_booking_to_the_run_sheet_in_a_few_keys() {
    let y = yard().await;
    y.d.book(&y.d.order(y.who, 1, 660)).await;
    let mut robot = sits(&y, &y.d.ana, (80, 24)).await;
    robot.press("F2").await.write("BK-2026-0001").await;
    robot.press("Enter").await.sees("BK-2026-0001");
    robot.press("Right").await.sees("Collect the car");
    robot.press("Enter").await.sees("Oudegracht 12, Utrecht");
    robot.write("9-8").await.press("Ctrl-S").await;
    robot.sees("The second time comes after the first");
    insta::assert_snapshot!("leg_form_80x24", body(&robot));
    robot
        .press("Ctrl-U")
        .await
        .write("9-10")
        .await
        .press("Enter")
        .await;
    robot
        .write("dirk")
        .await
        .press("Enter")
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("Tue 24 Nov 09:00").sees("Dirk drives");
    robot.sees("Collection").sees("driver set");
    insta::assert_snapshot!("booking_with_collection_80x24", body(&robot));
    robot
        .press("F10")
        .await
        .write("collections")
        .await
        .press("Enter")
        .await;
    robot.sees("Nothing is fetched or brought that day");
    robot.press("PageDown").await.sees("KL-310-P").sees("Dirk");
    insta::assert_snapshot!("rounds_80x24", body(&robot));
}

/// What the workshop does meanwhile: the job of that number is worked on and ready.
async fn worked_on(y: &Yard, number: &str) {
    let (desk, owner) = (y.desk(), &y.d.shop.owner);
    let job = desk.job_by_number(owner, number).await.unwrap().unwrap();
    for t in desk.job_card(owner, job).await.unwrap().tasks {
        desk.assign(owner, t.task.id, Some(y.d.jo)).await.unwrap();
        desk.start(owner, t.task.id, "Jo is at lunch")
            .await
            .unwrap();
        desk.done(owner, t.task.id, "Jo is at lunch").await.unwrap();
    }
    desk.complete(owner, job, Unissued::Ask, "").await.unwrap();
}

dual_test! {
    async fn s1_11_a_car_is_collected_its_customer_drives_ours_gives_it_back_and_has_their_own_delivered(y: Yard) {
        let known = y.desk().canned_jobs(&y.d.ana).await.unwrap();
        let oil = known.iter().find(|(_, c)| c.code == "OIL").unwrap().0;
        let order = y.d.order(y.who, 0, 690);
        y.d.book(&Order { canned: vec![oil], ..order }).await;
        let mut counter = sits(&y, &y.d.ana, (80, 24)).await;
        counter.press("F2").await.write("BK-2026-0001").await.press("Enter").await;

        // Agreed on the phone: Dirk fetches it, and they get a car of ours.
        counter.press("Right Enter").await.sees("Collect KL-310-P");
        counter.write("11-11:30").await.press("Enter").await.write("dirk").await.press("Enter Ctrl-S").await;
        counter.sees("Dirk drives");
        counter.press("Right Down Down Enter").await.sees("Lend a courtesy car").sees("KV-88-XD");
        counter.press("Ctrl-S").await.sees("KV-88-XD is kept for Jansen, M.");
        counter.sees("promised");

        // Dirk at his own terminal: off, and here.
        let mut driver = sits(&y, &y.dirk, (80, 24)).await;
        driver.press("F10").await.write("collections").await.press("Enter").await.sees("Oudegracht");
        driver.press("+").await.sees("on the road");
        driver.press("+").await.sees("KL-310-P is here");
        driver.press("Ctrl-S").await.sees("Enter opens its booking").sees("done");
        counter.until("done").await;

        // The car is checked in, and the keys of ours are given out with it.
        counter.press("Enter").await.press("Ctrl-S").await.sees("Hand out KV-88-XD");
        counter.press("Tab").await.write("full").await.press("Ctrl-S").await.sees("Look at the driving licence first");
        counter.press("Space Ctrl-S").await.sees("Jansen, M. has KV-88-XD until");

        // Done in the workshop; the delivery is agreed on the job.
        worked_on(&y, "JOB-2026-0001").await;
        counter.press("F2").await.write("JOB-2026-0001").await.press("Enter").await;
        counter.press("Right Down Enter").await.sees("Deliver KL-310-P");
        counter.write("t 16-17").await.press("Enter").await.write("dirk").await.press("Enter Ctrl-S").await;
        counter.sees("Dirk drives");

        // At the door ours is still with them: the keys stay until it is taken back.
        driver.until("Delivery").await.press("Down +").await.sees("on the road");
        driver.press("+ Ctrl-S").await.sees("KV-88-XD is still out");
        counter.press("F10").await.write("courtesy").await.press("Enter").await.sees("out until");
        counter.press("+").await.sees("Take back KV-88-XD").sees("it left with 41");
        counter.write("41260").await.press("Enter").await.write("3/4").await.press("Ctrl-S").await;
        counter.sees("is back after 60 km").sees("not checked");
        counter.press("+ Ctrl-S").await.sees("KV-88-XD is ready again");
        driver.press("+ Ctrl-S").await.sees("KL-310-P is with its customer");
        let job = y.desk().job_by_number(&y.d.ana, "JOB-2026-0001").await.unwrap().unwrap();
        let job = y.desk().job_card(&y.d.ana, job).await.unwrap().job;
        assert_eq!(job.status.as_str(), "collected");
    }
}

/// A day with everything on it: four legs, and a car that is out, late and promised.
async fn busy(y: &Yard) {
    let (desk, ana) = (y.desk(), &y.d.ana);
    for (at, (name, plate), from, driver, address) in [
        (
            690,
            ("Bakker", "GH-55-X"),
            660,
            Some(&y.dirk),
            "Kanaalstraat 3, Utrecht",
        ),
        (
            780,
            ("Dekker", "LN-07-B"),
            690,
            Some(&y.lena),
            "Amsterdamsestraatweg 411 bis, 3551 CL Utrecht",
        ),
        (840, ("Visser", "X-903-RR"), 720, None, "Biltstraat 80"),
    ] {
        let who = y.d.caller(name, plate).await;
        let booked = y.d.book(&y.d.order(who, 0, at)).await;
        let form = LegForm {
            address: address.to_owned(),
            window: Some(y.window(0, from, from + 30)),
            driver: driver.and_then(Actor::staff),
            note: if driver.is_some() {
                "Ring at the gate".to_owned()
            } else {
                String::new()
            },
        };
        let of = Of::Booking(booked.id);
        let leg = desk
            .request_leg(ana, of, LegKind::Collection, &form)
            .await
            .unwrap()
            .value;
        if name == "Bakker" {
            desk.start_leg(&y.dirk, leg).await.unwrap();
        }
        if name == "Dekker" {
            desk.start_leg(&y.lena, leg).await.unwrap();
            desk.fail_leg(&y.lena, leg, "nobody there").await.unwrap();
        }
    }
    let booked = y.d.book(&y.d.order(y.who, 1, 690)).await;
    desk.request_leg(
        ana,
        Of::Booking(booked.id),
        LegKind::Collection,
        &LegForm::default(),
    )
    .await
    .unwrap();
    let loan = desk
        .reserve_loan(ana, Borrower::Customer(y.who.0), &y.loan(0, 0))
        .await
        .unwrap()
        .value;
    let sheet = CarSheet {
        odometer: Some(41_210),
        fuel: "full".to_owned(),
        damage: String::new(),
        licence: true,
    };
    desk.lend(ana, loan, &sheet).await.unwrap();
    let next = Borrower::Visit(Of::Booking(booked.id));
    desk.reserve_loan(ana, next, &y.loan(1, 2)).await.unwrap();
}

#[tokio::test]
async fn the_pages_of_the_road_say_what_waits_and_what_is_late_at_both_sizes() {
    let y = yard().await;
    busy(&y).await;
    y.desk().clock().set(y.d.shop.at(0, 1050));
    for (size, name) in [((80, 24), "80x24"), ((120, 40), "120x40")] {
        let mut robot = sits(&y, &y.d.ana, size).await;
        robot
            .press("Ctrl-R")
            .await
            .sees("Collections and deliveries")
            .sees("GH-55-X");
        insta::assert_snapshot!(format!("rounds_busy_{name}"), body(&robot));
        robot.press("Tab").await.sees("should be back since");
        insta::assert_snapshot!(format!("cars_{name}"), body(&robot));
        robot.press("+").await.sees("Take back KV-88-XD");
        insta::assert_snapshot!(format!("car_back_{name}"), body(&robot));
        robot
            .press("Esc")
            .await
            .press("Down Down +")
            .await
            .sees("Lend a courtesy car");
        insta::assert_snapshot!(format!("loan_form_{name}"), body(&robot));
    }
}

#[tokio::test]
async fn a_leg_that_failed_is_given_another_time_and_one_that_is_not_needed_comes_back_by_undo() {
    let y = yard().await;
    busy(&y).await;
    let mut robot = sits(&y, &y.d.ana, (120, 40)).await;
    robot
        .press("Ctrl-R")
        .await
        .press("Down")
        .await
        .sees("failed");
    robot
        .press("Ctrl-E")
        .await
        .press("Ctrl-U")
        .await
        .write("t 15-16")
        .await
        .press("Ctrl-S")
        .await
        .sees("15:00")
        .sees("Lena drives");
    robot.press("Ctrl-K").await.sees("Who drives?");
    robot.write("dirk").await.press("Enter").await;
    robot.sees("is given to a driver");
    robot
        .press("Delete")
        .await
        .sees("is not needed any more")
        .sees("cancelled");
    robot.press("Ctrl-Z").await.sees("15:00 – 16:00");
}

#[tokio::test]
async fn the_run_sheet_says_where_to_go_in_order_with_room_to_sign() {
    let y = yard().await;
    busy(&y).await;
    let (desk, ana) = (y.desk(), &y.d.ana);
    let site = desk.site(ana.site()).unwrap();
    let day = site.zone.day_of(desk.now());
    let round = desk.round(ana, day).await.unwrap();
    let legs: Vec<_> = round.legs.iter().collect();
    let words = Words::new("en", Currency::EUR, site.zone);
    let run = Run {
        day,
        driver: None,
        legs: &legs,
        site: &site,
    };
    insta::assert_snapshot!("run_sheet", run_sheet::text(&run, &words));
    let mine: Vec<_> = round
        .legs
        .iter()
        .filter(|l| l.driver_id == y.dirk.staff())
        .collect();
    let run = Run {
        driver: Some("Dirk"),
        legs: &mine,
        ..run
    };
    let text = run_sheet::text(&run, &words);
    assert!(
        text.contains("Kanaalstraat 3") && !text.contains("Biltstraat"),
        "{text}"
    );
    let mut robot = sits(&y, ana, (80, 24)).await;
    robot
        .press("Ctrl-R F9")
        .await
        .sees("Everybody, to a file")
        .sees("Dirk, to a file");
    robot.press("Esc").await;
}
