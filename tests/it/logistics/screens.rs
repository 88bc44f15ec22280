//! The pages, by a robot.

use forecourt::desk::Actor;
use forecourt::tui::app::Options;

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
