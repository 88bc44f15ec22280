//! The diary and the check-in by keys: what a receptionist does all day, read off the screen.

use forecourt::desk::booking::{Blocking, Order};
use forecourt::domain::Span;
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn diary() -> Diary {
    Diary::from_place(Place::sqlite().await).await
}

async fn busy() -> Diary {
    let d = diary().await;
    let people = [
        ("de Vries", "AB-123-C", 0, 11 * 60, 90),
        ("Jansen", "KL-310-P", 1, 10 * 60, 90),
        ("Smit", "JK-444-L", 1, 12 * 60, 60),
        ("Bakker", "GH-552-T", 0, 13 * 60, 120),
    ];
    for (at, (name, plate, bay, minute, minutes)) in people.into_iter().enumerate() {
        let who = d.caller(name, plate).await;
        let order = Order {
            bay: Some(d.bays[bay]),
            minutes: Some(minutes),
            staff: (at == 1).then_some(d.jo),
            reason: "before".to_owned(),
            wish: ["Major service", "Clutch", "Brakes", "Timing belt"][at].to_owned(),
            ..d.order(who, 0, minute)
        };
        d.shop.desk.book(&d.shop.owner, &order).await.unwrap();
    }
    let lunch = Span::of_minutes(d.shop.at(0, 15 * 60 + 30), 30);
    let block = Blocking {
        bays: d.bays.clone(),
        staff: Vec::new(),
        span: lunch,
        reason: "lunch".to_owned(),
    };
    d.shop.desk.block_time(&d.ana, &block).await.unwrap();
    d
}

/// The screen without the bar of tabs, which grows with the house.
fn page(robot: &Robot) -> String {
    robot
        .screen()
        .lines()
        .skip(1)
        .collect::<Vec<_>>()
        .join("\n")
}

async fn at(d: &Diary, size: (u16, u16)) -> Robot {
    Robot::with(&d.shop.desk, Options::new(d.ana.clone()), size).await
}

async fn open(d: &Diary) -> Robot {
    at(d, (80, 24)).await
}

#[tokio::test]
async fn the_day_shows_who_comes_when_and_what_is_free() {
    let d = busy().await;
    let mut robot = open(&d).await;
    insta::assert_snapshot!("diary_day_80x24", page(&robot));
    robot.press("Right").await;
    robot.resize(120, 40).await;
    insta::assert_snapshot!("diary_day_120x40", page(&robot));
    robot.press("PageDown").await;
    insta::assert_snapshot!("diary_empty_120x40", page(&robot));
}

#[tokio::test]
async fn tab_goes_from_bays_to_the_week_to_the_mechanics() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("Tab").await;
    insta::assert_snapshot!("diary_week_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("diary_week_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Right Down Enter").await;
    robot.sees("Tue 24 Nov 2026").sees("2 Lift");
    robot.press("Tab Tab").await;
    insta::assert_snapshot!("diary_mechanics_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("diary_mechanics_120x40", page(&robot));
}

#[tokio::test]
async fn a_booking_is_picked_up_carried_and_put_down_and_ctrl_z_brings_it_back() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot
        .press("Right Space Down Down Down Down Down Down Down Enter")
        .await;
    robot.sees("KL-310-P moved to 2 Lift, 13:30");
    robot.press("Ctrl-Z").await;
    let sheet = d
        .shop
        .desk
        .booking_card(&d.ana, forecourt::domain::BookingId(2))
        .await
        .unwrap();
    assert_eq!(sheet.slot.starts_at, d.shop.at(0, 600));
    // Esc puts back what is carried.
    robot.write("10:00").await;
    robot.press("Enter Space Up Esc").await;
    robot.press("Enter").await;
    robot.sees("BK-2026-0002");
}

#[tokio::test]
async fn a_move_onto_somebody_names_them_and_offers_three_free_places() {
    let d = busy().await;
    let mut robot = open(&d).await;
    // From 13:00 in bay 1 onto 12:00 in bay 2.
    robot.press("Down Down Down Space Right Up Up Enter").await;
    robot.sees("JK-444-L, 2 Lift, 12:00").sees("1 Lift");
    insta::assert_snapshot!("diary_taken_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("diary_taken_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("2 Enter").await;
    robot.sees("GH-552-T moved to");
}

#[tokio::test]
async fn plus_and_minus_make_it_longer_and_shorter() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("Right +").await;
    robot.sees("KL-310-P until 11:45");
    robot.press("- -").await;
    robot.sees("KL-310-P until 11:15");
}

#[tokio::test]
async fn del_asks_why_calls_off_and_ctrl_z_books_again() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("Right Del").await;
    robot.sees("Cancel KL-310-P: why?");
    robot.press("Down Enter").await;
    robot.sees("KL-310-P cancelled").sees_no("Clutch");
    robot.press("Ctrl-Z").await;
    robot.sees("KL-310-P").sees("Clutch");
}

#[tokio::test]
async fn a_phone_booking_of_a_known_customer_takes_at_most_25_keys() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.keys();
    robot.press("F3").await;
    robot.write("kl31").await;
    robot.press("Enter").await;
    robot.write("MOT").await;
    robot.press("Tab Tab").await;
    robot.write("fri").await;
    robot.press("Enter").await;
    robot.write("930").await;
    robot.press("Ctrl-S").await;
    robot.sees("booked: 1 Lift, Fri 27 Nov 09:30");
    let keys = robot.keys();
    assert!(keys <= 25, "{keys} keys");
}

#[tokio::test]
async fn without_a_time_the_next_free_one_is_taken() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.keys();
    robot.press("F3").await;
    robot.write("jk44").await;
    robot.press("Enter").await;
    robot.sees("Next free: 13:00 2 Lift");
    robot.press("Ctrl-S").await;
    robot.sees("First free: 13:00 2 Lift");
    robot.press("Ctrl-S").await;
    robot.sees("booked: 2 Lift, 13:00");
    assert!(robot.keys() <= 8);
}

#[tokio::test]
async fn a_typed_line_is_said_back_and_enter_books_it() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.keys();
    robot.write("fri 9:30 2h bay2 kl310p").await;
    robot.sees("Enter books Fri 27 Nov");
    insta::assert_snapshot!("diary_typed_80x24", page(&robot));
    robot.press("Enter").await;
    robot
        .sees("booked: 2 Lift, Fri 27 Nov 09:30")
        .sees("Fri 27 Nov 2026");
    assert!(robot.keys() <= 25);
    robot.press("Ctrl-Z").await;
    robot.sees_no("KL-310-P");
    // A time alone only goes there.
    robot.write("wed 14:00").await;
    robot.press("Enter").await;
    robot.sees("Wed 25 Nov 2026");
}

#[tokio::test]
async fn somebody_new_with_a_new_car_is_put_on_record_while_booking() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("F3").await;
    robot.write("Ines de Groot").await;
    robot.press("Tab").await;
    robot.write("0612345678").await;
    robot.press("Tab").await;
    robot.write("zz001b").await;
    robot.press("Tab").await;
    robot.write("Fiat Panda").await;
    robot.press("Tab").await;
    robot.write("Winter tyres").await;
    insta::assert_snapshot!("booking_form_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("booking_form_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Ctrl-S").await;
    robot.sees("First free: 13:00 2 Lift");
    robot.press("Ctrl-S").await;
    robot.sees("booked: 2 Lift, 13:00");
    let found = d.shop.desk.find_vehicles(&d.ana, "zz001b").await.unwrap();
    assert_eq!(found[0].customer.as_deref(), Some("Ines de Groot"));
    assert_eq!(
        (found[0].make.as_str(), found[0].model.as_str()),
        ("Fiat", "Panda")
    );
}

#[tokio::test]
async fn what_cannot_be_stands_under_its_field_and_nothing_typed_is_lost() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("F3").await;
    robot.write("kl31").await;
    robot.press("Enter").await;
    robot.write("Brakes").await;
    robot.press("Tab Tab").await;
    robot.write("fri").await;
    robot.press("Tab").await;
    robot.write("9:07").await;
    robot.press("Ctrl-S").await;
    robot.sees("Bookings start every 15 minutes").sees("Brakes");
    insta::assert_snapshot!("booking_form_error_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("booking_form_error_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Ctrl-U").await;
    robot.write("915").await;
    robot.press("Ctrl-S").await;
    robot.sees("Fri 27 Nov 09:15");
}

#[tokio::test]
async fn a_taken_time_says_who_has_it_and_a_number_takes_a_free_one() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("F3").await;
    robot.write("gh55").await;
    robot.press("Enter").await;
    robot.press("Tab Tab Tab").await;
    robot.write("1100").await;
    robot.press("Tab Tab").await;
    robot.write("1").await;
    robot.press("Ctrl-S").await;
    robot.sees("AB-123-C, 1 Lift, 11:00 – 12:30");
    robot.press("3 Enter").await;
    robot.sees("booked:");
}

#[tokio::test]
async fn free_time_is_blocked_and_given_back() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.write("tue 12:00").await;
    robot.press("Enter").await;
    robot.press("F10").await;
    robot.write("block this").await;
    robot.press("Enter").await;
    robot.sees("Block time on");
    robot.press("Tab Tab").await;
    robot.write("The whole").await;
    robot.press("Enter").await;
    robot.write("Compressor").await;
    robot.press("Ctrl-S").await;
    robot.sees("Blocked");
    robot.press("Right").await;
    robot.sees("Compressor");
    robot.press("Del").await;
    robot.sees("The time is free again");
}

#[tokio::test]
async fn a_booked_car_is_checked_in_from_the_diary_with_three_keys() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("Right").await;
    robot.keys();
    robot.press("Enter Enter").await;
    robot.sees("[1 Vehicle]");
    insta::assert_snapshot!("checkin_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("checkin_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Ctrl-S").await;
    robot.sees("KL-310-P is checked in").sees("Checked in");
    assert!(robot.keys() <= 3);
    robot.press("Ctrl-Z").await;
    robot.sees("Confirmed");
}

#[tokio::test]
async fn the_check_in_asks_page_by_page_and_says_it_back() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("Right Enter Enter").await;
    robot.write("148220").await;
    robot.press("Enter").await;
    robot.write("half").await;
    robot.press("Enter").await;
    robot.write("14").await;
    robot.press("Enter Enter").await;
    robot.sees("[2 Customer]");
    robot.press("Enter Enter").await;
    robot.write("yard 3").await;
    robot.press("Enter").await;
    robot.sees("[4 Promise]");
    robot.press("Enter Enter Enter Enter").await;
    robot.write("250").await;
    insta::assert_snapshot!("checkin_promise_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("checkin_promise_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Enter").await;
    robot.sees("[5 Confirm]").sees("250.00");
    insta::assert_snapshot!("checkin_confirm_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("checkin_confirm_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Enter").await;
    robot.sees("KL-310-P is checked in");
    let card = d
        .shop
        .desk
        .booking_card(&d.ana, forecourt::domain::BookingId(2))
        .await
        .unwrap();
    assert_eq!(card.around.odometer, Some(148_220));
}

#[tokio::test]
async fn f4_checks_in_who_just_came() {
    let d = busy().await;
    let mut robot = open(&d).await;
    robot.press("F4").await;
    robot.write("Ines de Groot").await;
    robot.press("Tab").await;
    robot.write("0612345678").await;
    robot.press("Tab").await;
    robot.write("zz001b").await;
    robot.press("Tab").await;
    robot.write("Fiat Panda").await;
    insta::assert_snapshot!("checkin_walk_in_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("checkin_walk_in_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Ctrl-S").await;
    let jobs = "SELECT COUNT(*) FROM job WHERE status <> 'planned'";
    assert_eq!(d.count(jobs).await, 1);
}

#[tokio::test]
async fn another_terminal_sees_the_move_as_it_happens() {
    let d = busy().await;
    let mut here = open(&d).await;
    let mut there = open(&d).await;
    here.press("Right Space Down Down Down Down Down Down Down Enter")
        .await;
    here.sees("moved to 2 Lift, 13:30");
    there.press("PageDown").await;
    there.press("PageUp").await;
    let card = d
        .shop
        .desk
        .booking_card(&d.ana, forecourt::domain::BookingId(2))
        .await
        .unwrap();
    assert_eq!(card.slot.starts_at, d.shop.at(0, 13 * 60 + 30));
    there.sees("KL-310-P");
}

#[tokio::test]
async fn long_names_are_cut_and_nothing_else_moves() {
    let d = diary().await;
    for (bay, name) in [
        "Maximilian-Alexander von und zu Hohenlohe-Langenburg",
        "株式会社トヨタ自動車販売サービス",
    ]
    .into_iter()
    .enumerate()
    {
        let who = d.caller(name, ["LONG-1234-X", "JP-99-TT"][bay]).await;
        let order = Order {
            bay: Some(d.bays[bay]),
            wish: "Replace the timing belt, the water pump and the thermostat, then call"
                .to_owned(),
            ..d.order(who, 0, 11 * 60)
        };
        d.book(&order).await;
    }
    let mut robot = open(&d).await;
    insta::assert_snapshot!("diary_long_names_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("diary_long_names_120x40", page(&robot));
}
