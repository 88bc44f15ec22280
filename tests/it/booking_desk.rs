//! Booking at the counter by keys, on both stores: several works, holds and requests, duplicates, what is warned
//! of and refused, and two terminals at once.

use forecourt::desk::booking::{Order, Query, Where};
use forecourt::desk::customers::CustomerForm;
use forecourt::desk::{Actor, Desk};
use forecourt::domain::booking::{Source, Status};
use forecourt::domain::{BookingId, CustomerId, VehicleId};
use forecourt::store::{Db, sql};
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::robot::Robot;

const SIZE: (u16, u16) = (80, 24);

async fn sits_down(desk: &Desk, who: &Actor) -> Robot {
    Robot::with(desk, Options::new(who.clone()), SIZE).await
}

async fn open(d: &Diary) -> Robot {
    sits_down(&d.shop.desk, &d.ana).await
}

/// A second terminal with a desk of its own on the same books, as another process would have.
async fn elsewhere(d: &Diary, who: &Actor) -> Robot {
    let desk = Desk::on(d.shop.place.open().await, d.shop.desk.clock().clone())
        .await
        .unwrap();
    sits_down(&desk, who).await
}

async fn jansen(d: &Diary) -> (CustomerId, VehicleId) {
    d.caller("Jansen", "KL-310-P").await
}

async fn status(d: &Diary, id: i64) -> Status {
    let card = d.shop.desk.booking_card(&d.ana, BookingId(id)).await;
    card.unwrap().booking.status
}

fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    screen.lines().skip(1).collect::<Vec<_>>().join("\n")
}

async fn runs(robot: &mut Robot, command: &str) {
    robot.press("F10").await.write(command).await;
    robot.press("Enter").await;
}

dual_test! {
    async fn several_works_are_picked_one_after_the_other_and_the_length_is_their_sum(d: Diary) {
        jansen(&d).await;
        let works = d.shop.desk.bookable_work(&d.ana).await.unwrap();
        let of = |code: &str| works.iter().find(|w| w.code == code).unwrap();
        let planned = of("BRKF").minutes + of("OIL").minutes;
        let mut robot = open(&d).await;
        robot.keys();
        robot.press("F3").await.write("kl31").await.press("Enter Tab").await;
        robot.write("brkf").await.press("Enter").await;
        robot.write("oil").await.press("Enter").await;
        robot.sees("BRKF · OIL").sees("1 h 30");
        robot.press("Enter").await.write("fri").await.press("Enter").await.write("930").await;
        robot.press("Ctrl-S").await.sees("booked: 1 Lift, Fri 27 Nov 09:30");
        let keys = robot.keys();
        assert!(keys <= 25, "{keys} keys with two works");
        let card = d.shop.desk.booking_card(&d.ana, BookingId(1)).await.unwrap();
        assert_eq!(card.slot.minutes, Some(planned));
        assert_eq!(d.count("SELECT COUNT(*) FROM work_item WHERE canned_job_id IS NOT NULL").await, 2);
    }
}

dual_test! {
    async fn s1_81_what_squeals_is_enough_to_find_the_work(d: Diary) {
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter Tab").await;
        robot.write("squealing front").await.sees("BRKF Brake pads front").sees_no("AIRCO Air");
        robot.press("Enter").await.sees("BRKF · 1 h");
        let works = d.shop.desk.bookable_work(&d.ana).await.unwrap();
        let pads = works.iter().find(|w| w.code == "BRKF").unwrap();
        assert!(pads.symptoms.contains("squeals"), "{pads:?}");
    }
}

dual_test! {
    async fn backspace_in_the_empty_field_takes_the_last_work_out_again(d: Diary) {
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter Tab").await;
        robot.write("brkf").await.press("Enter").await.write("airco").await.press("Enter").await;
        robot.sees("BRKF · AIRCO");
        robot.press("Backspace").await.sees("✓ BRKF").sees_no("AIRCO");
        robot.press("Backspace").await.sees_no("BRKF");
    }
}

dual_test! {
    async fn a_note_and_where_the_booking_comes_from_are_kept(d: Diary) {
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter").await;
        robot.press("Tab Tab Tab Tab Tab Tab Tab Tab").await.press("Tab").await;
        robot.write("e").await.sees("E-mail");
        robot.press("Tab").await;
        robot.write("Wants the old parts back").await;
        insta::assert_snapshot!("booking_form_filled_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("booking_form_filled_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Ctrl-S").await.sees("Ctrl-S books it");
        robot.press("Ctrl-S").await.sees("booked:");
        robot.press("Enter").await;
        robot.sees("E-mail").sees("Wants the old parts back");
        let card = d.shop.desk.booking_card(&d.ana, BookingId(1)).await.unwrap();
        assert_eq!((card.booking.source, card.booking.notes.as_str()), (Source::Email, "Wants the old parts back"));
    }
}

dual_test! {
    async fn a_time_is_held_looks_held_runs_out_and_is_confirmed_while_it_lasts(d: Diary) {
        jansen(&d).await;
        d.caller("Smit", "JK-444-L").await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter Tab").await;
        robot.write("oil").await.press("Enter").await;
        runs(&mut robot, "hold the time").await;
        // The time is put in and read out first; the same again holds it.
        robot.sees("Ctrl-S books it");
        robot.press("Ctrl-S").await;
        robot.sees("BK-2026-0001 held to 10:57");
        robot.press("Right").await.sees("? KL-310-P");
        robot.resize(120, 40).await;
        insta::assert_snapshot!("diary_held_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Left Ctrl-S").await.sees("KL-310-P confirmed");
        robot.press("Right").await.sees_no("? KL-310-P");
        assert_eq!(status(&d, 1).await, Status::Confirmed);
        // The work that was said while it was held is the job's now.
        assert_eq!(d.count("SELECT COUNT(*) FROM work_item WHERE canned_job_id IS NOT NULL").await, 1);
        robot.press("F3").await.write("jk44").await.press("Enter").await;
        runs(&mut robot, "hold the time").await;
        robot.sees("Ctrl-S books it");
        robot.press("Ctrl-S").await.sees("BK-2026-0002 held to");
        d.shop.wait(16);
        robot.write("10:45").await.press("Enter Ctrl-S").await.sees("was kept too long");
    }
}

dual_test! {
    async fn a_request_waits_for_a_yes_and_a_no_has_its_reason(d: Diary) {
        jansen(&d).await;
        d.caller("Smit", "JK-444-L").await;
        let mut robot = open(&d).await;
        for (plate, day) in [("kl31", "tue"), ("jk44", "wed")] {
            robot.press("F3").await.write(plate).await.press("Enter").await;
            robot.write("Brakes").await.press("Tab Tab").await.write(day).await.press("Tab").await;
            robot.write("1000").await;
            runs(&mut robot, "as a request").await;
            robot.sees("waits for a yes: 1 Lift");
        }
        robot.sees("2 to confirm");
        robot.press("Home PageDown Right").await.sees("? KL-310-P");
        // From anywhere in the diary: all that waits, the first of them opened, and a no with a reason.
        robot.press("Ctrl-O").await.sees("KL-310-P  Brakes");
        robot.press("Enter").await.sees("BK-2026-0001").sees("Requested");
        runs(&mut robot, "decline").await;
        robot.sees("Decline KL-310-P: why?");
        robot.press("Down Enter").await;
        robot.sees("KL-310-P declined").sees("There is no room that week");
        assert_eq!(status(&d, 1).await, Status::Declined);
        robot.press("Esc").await;
        robot.write("wed 10:00").await.press("Enter").await;
        robot.press("Left Ctrl-S").await.sees("JK-444-L confirmed");
        assert_eq!(status(&d, 2).await, Status::Confirmed);
    }
}

dual_test! {
    async fn r17_who_did_not_come_is_marked_after_the_grace_and_brought_back(d: Diary) {
        let who = jansen(&d).await;
        d.book(&Order { bay: Some(d.bays[0]), minutes: Some(120), ..d.order(who, 0, 11 * 60) }).await;
        let mut robot = open(&d).await;
        robot.write("11:00").await.press("Enter").await;
        runs(&mut robot, "did not come").await;
        robot.sees("The customer may still come");
        robot.press("Esc Esc").await;
        d.shop.wait(60);
        let mut robot = open(&d).await;
        robot.sees("not here");
        robot.write("11:00").await.press("Enter").await;
        runs(&mut robot, "did not come").await;
        robot.sees("KL-310-P did not come");
        assert_eq!(status(&d, 1).await, Status::NoShow);
        // Next time it is said before anything is agreed.
        robot.press("F3").await.write("kl31").await.press("Enter").await;
        robot.sees("Jansen did not come once before");
        robot.press("Esc").await;
        robot.press("Right").await;
        runs(&mut robot, "called off").await;
        robot.sees("KL-310-P").sees("No-show");
        robot.press("Enter").await;
        robot.press("Ctrl-S").await.sees("KL-310-P is expected again");
        assert_eq!(status(&d, 1).await, Status::Confirmed);
    }
}

dual_test! {
    async fn r75_somebody_typed_as_new_who_is_on_record_is_taken_with_one_key(d: Diary) {
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("Janssen, Mies").await.press("Tab").await;
        robot.write("030-1234567").await.press("Tab").await;
        robot.sees("! Jansen? Ctrl-E").sees("On record already: Jansen");
        insta::assert_snapshot!("booking_form_twin_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("booking_form_twin_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Ctrl-E").await.sees("KL-310-P").sees_no("On record already");
        robot.press("Ctrl-S").await.sees("Ctrl-S books it");
        robot.press("Ctrl-S").await.sees("booked:");
        assert_eq!(d.count("SELECT COUNT(*) FROM customer").await, 1);
        let card = d.shop.desk.booking_card(&d.ana, BookingId(1)).await.unwrap();
        assert_eq!(card.around.plate, "KL-310-P");
    }
}

dual_test! {
    async fn r75_an_e_mail_address_or_a_plate_gives_them_away_too_and_nothing_is_put_on_record_twice(d: Diary) {
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F4").await.write("Somebody").await.press("Tab").await;
        robot.write("kl-310-p@example.nl").await.press("Tab").await;
        robot.sees("On record already: Jansen");
        robot.press("Up Ctrl-U").await.press("Tab").await.sees_no("On record");
        robot.write("kl310p").await.press("Tab").await;
        robot.sees("! Jansen? Ctrl-E");
        // Going on all the same is refused beside the plate, before anybody is on record twice.
        robot.press("Ctrl-S").await.sees("That plate is on record with Jansen");
        assert_eq!(d.count("SELECT COUNT(*) FROM customer").await, 1);
        robot.press("Ctrl-E").await.press("Ctrl-S").await.sees("KL-310-P is checked in");
        assert_eq!(d.count("SELECT COUNT(*) FROM vehicle").await, 1);
    }
}

dual_test! {
    async fn somebody_new_may_give_an_e_mail_address(d: Diary) {
        let mut robot = open(&d).await;
        robot.press("F3").await.write("Ines de Groot").await.press("Tab").await;
        robot.write("Ines@Example.nl").await.press("Tab").await.write("zz001b").await;
        robot.press("Ctrl-S").await.sees("Ctrl-S books it");
        robot.press("Ctrl-S").await.sees("booked:");
        let form = CustomerForm { emails: vec!["ines@example.nl".to_owned()], ..named("X") };
        let found = d.shop.desk.alike(&d.ana, &form).await.unwrap();
        assert_eq!(found[0].name, "Ines de Groot");
    }
}

fn named(name: &str) -> CustomerForm {
    CustomerForm {
        name: name.to_owned(),
        ..CustomerForm::default()
    }
}

dual_test! {
    async fn r18_what_is_open_or_owed_stands_in_the_form_as_soon_as_the_vehicle_is_known(d: Diary) {
        let who = jansen(&d).await;
        d.book(&d.order(who, 1, 600)).await;
        let store = d.shop.place.open().await;
        let past = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        (&store).exec(sql("UPDATE vehicle SET inspection_due_on = $1").bind(past)).await.unwrap();
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter").await;
        robot.sees("It is booked already: BK-2026-0001").sees("The inspection runs out on");
        robot.press("Ctrl-U Esc").await;
        robot.press("Esc").await;
        let mut robot = open(&d).await;
        robot.press("F4").await.write("kl31").await.press("Enter").await;
        robot.sees("It is booked already: BK-2026-0001");
    }
}

dual_test! {
    async fn f4_on_a_vehicle_that_is_booked_today_offers_to_check_that_booking_in(d: Diary) {
        let who = jansen(&d).await;
        d.book(&d.order(who, 0, 15 * 60)).await;
        let mut robot = open(&d).await;
        robot.press("F4").await.write("kl31").await.press("Enter").await;
        robot.sees("Booked today at 15:00, BK-2026-0001: Ctrl-E checks that in.").sees("check in BK-2026-0001");
        insta::assert_snapshot!("checkin_due_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("checkin_due_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.write("148220").await.press("Tab").await.write("half").await;
        robot.press("Ctrl-E").await.sees_no("Booked today").sees("148 220").sees("half");
        robot.press("Ctrl-S").await.sees("KL-310-P is checked in");
        let jobs = "SELECT COUNT(*) FROM job";
        assert_eq!(d.count(jobs).await, 1);
        let card = d.shop.desk.booking_card(&d.ana, BookingId(1)).await.unwrap();
        assert_eq!(card.around.odometer, Some(148_220));
    }
}

dual_test! {
    async fn half_a_phone_number_is_refused_and_an_odd_one_is_told(d: Diary) {
        let mut robot = open(&d).await;
        robot.press("F3").await.write("Somebody").await.press("Tab").await;
        robot.write("0612345").await.press("Tab").await.sees("is too short");
        robot.press("Up Ctrl-U").await.write("0112345678").await.press("Tab").await;
        robot.sees("look for a slip");
    }
}

dual_test! {
    async fn r12_and_r13_the_past_and_a_closed_day_are_said_while_the_form_is_filled_in(d: Diary) {
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter Tab Tab").await;
        robot.write("sun").await.press("Tab").await.write("10").await.press("Tab").await;
        robot.sees("The workshop is closed that day");
        robot.press("Up Up").await.write("t").await.press("Tab").await.write("9").await.press("Tab").await;
        robot.sees_no("closed that day").sees("only a manager books it afterwards");
        robot.press("Ctrl-S").await.sees("Your role does not allow this");
        // Whoever may is asked why, and it is booked.
        let mut owner = sits_down(&d.shop.desk, &d.shop.owner).await;
        owner.press("F3").await.write("kl31").await.press("Enter Tab Tab Tab").await;
        owner.write("9").await.press("Tab").await.sees("you will be asked why");
        owner.press("Ctrl-S").await.sees("Why is it booked afterwards?");
        owner.write("Stood on paper").await.press("Enter").await.sees("booked: 1 Lift, 09:00");
    }
}

dual_test! {
    async fn a_typed_line_onto_somebody_names_them_and_three_free_places_to_pick_from(d: Diary) {
        let smit = d.caller("Smit", "JK-444-L").await;
        jansen(&d).await;
        d.book(&Order { bay: Some(d.bays[1]), minutes: Some(120), ..d.order(smit, 4, 9 * 60) }).await;
        let mut robot = open(&d).await;
        robot.write("fri 9:30 1h bay2 kl310p brakes").await.press("Enter").await;
        robot.sees("JK-444-L, 2 Lift").sees("09:00 – 11:00").sees("1 Lift");
        insta::assert_snapshot!("diary_typed_taken_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("diary_typed_taken_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("2 Enter").await.sees("booked: 1 Lift, Fri 27 Nov 09:45");
        // A day that is closed says so and what is free after it.
        robot.write("sun 10:00 1h kl310p oil").await.press("Enter").await;
        robot.sees("The workshop is closed that day").sees("Mon 30 Nov");
        robot.press("Enter").await.sees("booked:").sees("Mon 30 Nov");
    }
}

dual_test! {
    async fn another_terminal_shows_a_new_booking_without_a_key(d: Diary) {
        jansen(&d).await;
        d.shop.hire("bo", forecourt::domain::role::Preset::Reception).await;
        let bo = d.shop.log_in_at("bo", "counter-2").await;
        let mut here = open(&d).await;
        let mut there = elsewhere(&d, &bo).await;
        there.sees_no("KL-310-P");
        here.press("F3").await.write("kl31").await.press("Enter").await;
        here.press("Ctrl-S").await.press("Ctrl-S").await.sees("booked:");
        there.keys();
        there.until("KL-310-P").await;
        assert_eq!(there.keys(), 0);
        here.press("Del").await.press("Down Enter").await.sees("cancelled");
        here.sees_no("Jansen");
        there.until_gone("KL-310-P").await;
    }
}

dual_test! {
    async fn of_two_who_move_one_booking_the_later_hears_who_and_when(d: Diary) {
        let who = jansen(&d).await;
        d.book(&Order { bay: Some(d.bays[0]), ..d.order(who, 0, 11 * 60) }).await;
        d.shop.hire("bo", forecourt::domain::role::Preset::Reception).await;
        let bo = d.shop.log_in_at("bo", "counter-2").await;
        let mut here = open(&d).await;
        let mut there = elsewhere(&d, &bo).await;
        for robot in [&mut here, &mut there] {
            robot.write("11:00").await.press("Enter Space").await;
        }
        here.press("Down Down Down Down Enter").await.sees("KL-310-P moved to 1 Lift, 13:00");
        // The other still carries it, and knows nothing of that until it is put down.
        there.press("Right Down Enter").await;
        there.until("Ana changed KL-310-P at 10:42").await;
        let card = d.shop.desk.booking_card(&d.ana, BookingId(1)).await.unwrap();
        assert_eq!((card.slot.starts_at, card.slot.bay), (d.shop.at(0, 13 * 60), Some(d.bays[0])));
    }
}

dual_test! {
    async fn alt_and_the_digit_of_the_tab_one_is_on_leads_to_its_first_page(d: Diary) {
        let who = jansen(&d).await;
        d.book(&d.order(who, 0, 660)).await;
        let mut robot = open(&d).await;
        robot.write("11").await.press("Enter Enter").await.sees("BK-2026-0001");
        robot.press("F3").await.write("kl").await;
        robot.press("Alt-1").await.sees("Mon 23 Nov 2026").sees("New booking is laid aside").sees_no("BK-2026-0001");
        // What was half typed is kept.
        robot.press("F10").await.write("new booking").await.sees("New booking");
    }
}

dual_test! {
    async fn esc_closes_an_empty_menu_at_once_and_empties_a_typed_one_first(d: Diary) {
        let mut robot = open(&d).await;
        robot.press("F10").await.sees("Esc close");
        robot.press("Esc").await.sees_no("Esc close");
        robot.press("F10").await.write("wee").await.sees("Esc empty the line");
        robot.press("Esc").await.sees("Esc close");
        robot.press("Esc").await.sees_no("Esc close");
    }
}

dual_test! {
    async fn the_buffer_of_a_type_is_counted_once_whoever_asks(d: Diary) {
        let who = jansen(&d).await;
        let store = d.shop.place.open().await;
        (&store).exec(sql("UPDATE booking_type SET buffer_min = 30 WHERE code = 'SERVICE'")).await.unwrap();
        let works = d.shop.desk.bookable_work(&d.ana).await.unwrap();
        let work = works.iter().find(|w| w.code == "BRKF").unwrap();
        let whole = work.minutes + 30;
        let order = Order { canned: vec![work.id], minutes: None, ..d.order(who, 1, 600) };
        assert_eq!(d.shop.desk.quote(&d.ana, &order).await.unwrap().minutes, whole);
        let query = Query {
            kind: d.service, minutes: None, canned: vec![work.id], place: Where::Any, skill: None, staff: None,
            only: false, tool: None, vehicle: None, from: d.shop.at(1, 0), until: None,
        };
        let offer = d.shop.desk.find_places(&d.ana, &query, 1).await.unwrap().remove(0);
        assert_eq!(offer.minutes, whole);
        // What the finder offers is booked as long as it was offered, with the work and its buffer in it.
        let found = Order { minutes: Some(offer.minutes), starts_at: offer.fit.starts_at, ..order };
        let booked = d.book(&found).await;
        assert_eq!(booked.starts_at.minutes_until(booked.ends_at), whole);
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter Tab").await.write("brkf").await.press("Enter").await;
        robot.press("Enter").await.write("wed").await.press("Enter").await.write("1000").await.press("Ctrl-S").await;
        let card = d.shop.desk.booking_card(&d.ana, BookingId(2)).await.unwrap();
        assert_eq!(card.slot.minutes, Some(whole));
    }
}
