//! The finder and the waiting list, on both stores: what is offered can be booked, what can be booked is offered,
//! and whoever waits is told when a place falls free.

use std::collections::BTreeSet;

use forecourt::desk::Error;
use forecourt::desk::booking::{Order, Query, Where, Wish};
use forecourt::desk::upkeep::Shelf;
use forecourt::domain::waiting::Status;
use forecourt::domain::{Ts, WaitingId};
use forecourt::notify::{Pace, Scheduler};
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::robot::Robot;

fn query(d: &Diary) -> Query {
    Query {
        kind: d.service,
        minutes: Some(120),
        canned: Vec::new(),
        place: Where::Any,
        skill: None,
        staff: None,
        only: false,
        tool: None,
        vehicle: None,
        from: d.shop.at(1, 0),
        until: Some(chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()),
    }
}

fn wish(d: &Diary, who: (forecourt::domain::CustomerId, forecourt::domain::VehicleId)) -> Wish {
    Wish {
        customer: who.0,
        vehicle: Some(who.1),
        kind: d.service,
        staff: None,
        wish: "Brakes".to_owned(),
        minutes: Some(120),
        bay_kind: None,
        skill: String::new(),
        from: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        until: Some(chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()),
    }
}

/// Tuesday and Wednesday with holes of all sizes in every bay, the same each time.
async fn holes(d: &Diary) {
    let mut seed: u64 = 7;
    let mut next = move |n: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    let mut at = 0;
    for day in 1..3 {
        for bay in &d.bays {
            let mut minute = 8 * 60 + 15 * i64::try_from(next(6)).unwrap();
            while minute < 16 * 60 {
                let length = 60 + 15 * i64::try_from(next(8)).unwrap();
                let who = d
                    .caller(&format!("Caller {at}"), &format!("AB-{at:03}-C"))
                    .await;
                at += 1;
                let order = Order {
                    bay: Some(*bay),
                    minutes: Some(length),
                    staff: (next(3) == 0).then_some(d.jo),
                    reason: "full".to_owned(),
                    ..d.order(who, day, minute)
                };
                // Where Jo has work already, or the day ends, there is no booking.
                let _ = d.shop.desk.book(&d.shop.owner, &order).await;
                minute += length + 15 * i64::try_from(next(14)).unwrap();
            }
        }
    }
}

dual_test! {
    async fn the_finder_offers_all_that_the_store_takes_and_nothing_else(d: Diary) {
        holes(&d).await;
        let who = d.caller("Jansen", "KL-310-P").await;
        for (only, place) in [(false, Where::Any), (true, Where::Any), (false, Where::Bay(d.bays[1]))] {
            let asked = Query { only, staff: only.then_some(d.jo), place, vehicle: Some(who.1), ..query(&d) };
            let offers = d.shop.desk.find_places(&d.ana, &asked, 10_000).await.unwrap();
            let offered: BTreeSet<Ts> = offers.iter().map(|o| o.fit.starts_at).collect();
            assert!(!offers.is_empty() && offered.len() == offers.len());
            let mut taken = BTreeSet::new();
            for day in 1..3 {
                for quarter in 0..96 {
                    let at = offers.iter().find(|o| o.fit.starts_at == d.shop.at(day, quarter * 15));
                    let order = Order {
                        minutes: Some(120),
                        bay: at.and_then(|o| o.fit.bay),
                        staff: at.and_then(|o| o.staff).or(asked.staff),
                        reason: "full".to_owned(),
                        ..d.order(who, day, quarter * 15)
                    };
                    if let Ok(done) = d.shop.desk.book(&d.shop.owner, &order).await {
                        // What one day holds is not offered torn over two.
                        if done.value.ends_at == order.starts_at.plus_minutes(120) {
                            taken.insert(order.starts_at);
                        }
                        d.shop.desk.cancel(&d.shop.owner, done.value.id, "tried").await.unwrap();
                    }
                }
            }
            assert_eq!(offered, taken, "only {only}");
        }
    }
}

dual_test! {
    async fn who_is_wished_for_comes_first_and_the_reasons_say_why(d: Diary) {
        let kees = d.shop.hire("kees", forecourt::domain::role::Preset::Mechanic).await;
        let who = d.caller("Jansen", "KL-310-P").await;
        let order = Order { staff: Some(kees), minutes: Some(240), ..d.order(who, 1, 8 * 60) };
        d.book(&order).await;
        let asked = Query { staff: Some(kees), ..query(&d) };
        let offers = d.shop.desk.find_places(&d.ana, &asked, 40).await.unwrap();
        assert_eq!(offers[0].fit.starts_at, d.shop.at(1, 12 * 60));
        assert_eq!((offers[0].staff, offers[0].who.as_str()), (Some(kees), "Kees"));
        let words = |at: usize| offers[at].why.iter().map(|m| m.id).collect::<Vec<_>>();
        assert_eq!(words(0), ["finder-why-wished"]);
        let first = offers.iter().position(|o| o.fit.starts_at == d.shop.at(1, 8 * 60)).unwrap();
        assert_eq!(words(first), ["finder-why-soonest", "finder-why-busy"]);
        assert_eq!(offers[first].who, "Jo");
    }
}

dual_test! {
    async fn a_place_that_falls_free_is_offered_to_who_has_waited_longest(d: Diary) {
        // Every bay is taken all Tuesday.
        let mut booked = Vec::new();
        for (at, bay) in d.bays.iter().enumerate() {
            let who = d.caller(&format!("Caller {at}"), &format!("AB-{at:03}-C")).await;
            let minutes = Some(9 * 60);
            let order = Order { bay: Some(*bay), minutes, reason: "full".to_owned(), ..d.order(who, 1, 8 * 60) };
            booked.push(d.shop.desk.book(&d.shop.owner, &order).await.unwrap().value);
        }
        let smit = d.caller("Smit", "JK-444-L").await;
        let bakker = d.caller("Bakker", "GH-552-T").await;
        let long = Wish { skill: "hybrid".to_owned(), ..wish(&d, smit) };
        d.shop.desk.wait_for(&d.ana, &long).await.unwrap();
        d.shop.desk.wait_for(&d.ana, &wish(&d, bakker)).await.unwrap();
        d.shop.wait(1);
        d.shop.desk.wait_for(&d.ana, &wish(&d, smit)).await.unwrap();
        d.shop.desk.cancel(&d.ana, booked[0].id, "no money").await.unwrap();
        let list = d.shop.desk.waiting_list(&d.ana).await.unwrap();
        let offered: Vec<_> = list.iter().filter(|w| w.status == Status::Offered).collect();
        assert_eq!(offered.len(), 1);
        assert_eq!((offered[0].customer.as_str(), offered[0].offered_starts_at), ("Bakker", Some(d.shop.at(1, 8 * 60))));
        assert_eq!(d.count("SELECT COUNT(*) FROM alert WHERE kind = 'slot_free' AND cleared_at IS NULL").await, 1);
        // Passed on, the next is asked; booked, the alert is gone.
        d.shop.desk.pass_waiting(&d.ana, offered[0].id).await.unwrap();
        let done = d.shop.desk.book_waiting(&d.ana, offered[0].id).await.unwrap();
        assert_eq!(done.value.starts_at, d.shop.at(1, 8 * 60));
        assert_eq!(d.count("SELECT COUNT(*) FROM waiting WHERE status = 'booked'").await, 1);
        let gone = d.shop.desk.book_waiting(&d.ana, offered[0].id).await;
        assert!(matches!(gone, Err(Error::Refused(_))));
    }
}

dual_test! {
    async fn a_place_held_for_who_waits_is_theirs_when_confirmed_and_puts_them_back_when_it_runs_out(d: Diary) {
        let bakker = d.caller("Bakker", "GH-552-T").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let desk = &d.shop.desk;
        let first = desk.wait_for(&d.ana, &wish(&d, bakker)).await.unwrap();
        let held = desk.hold_waiting(&d.ana, first).await.unwrap().value;
        assert_eq!(held.status, forecourt::domain::booking::Status::Held);
        let row = desk.waiting_list(&d.ana).await.unwrap().remove(0);
        assert_eq!((row.status, row.booking_id, row.held_to), (Status::Offered, Some(held.id), held.expires_at));
        let twice = desk.hold_waiting(&d.ana, first).await;
        assert!(matches!(twice, Err(Error::Refused(_))), "{twice:?}");
        // It runs out: they wait on, and the next in the list is offered it.
        desk.wait_for(&d.ana, &wish(&d, smit)).await.unwrap();
        let (_stop, ear) = tokio::sync::watch::channel(false);
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf {
            folder: folder.path().join("copies"),
            calendars: folder.path().join("calendar"),
        };
        let clock = Scheduler::new(desk.clone(), shelf, Pace::default(), "a", ear);
        clock.pass().await.unwrap();
        d.shop.wait(20);
        clock.pass().await.unwrap();
        let list = desk.waiting_list(&d.ana).await.unwrap();
        let of = |name: &str| list.iter().find(|w| w.customer == name).unwrap();
        assert_eq!((of("Bakker").status, of("Bakker").booking_id), (Status::Waiting, None));
        assert_eq!(of("Smit").status, Status::Offered);
        // Held again and confirmed on the booking's own page, it is theirs.
        let again = desk.hold_waiting(&d.ana, first).await.unwrap().value;
        desk.confirm(&d.ana, again.id, &[], "").await.unwrap();
        assert_eq!(d.count("SELECT COUNT(*) FROM waiting WHERE status = 'booked' AND booking_id IS NOT NULL").await, 1);
    }
}

dual_test! {
    async fn a_place_that_is_held_and_not_taken_is_free_again_and_one_key_books_what_is_held(d: Diary) {
        let bakker = d.caller("Bakker", "GH-552-T").await;
        let desk = &d.shop.desk;
        let first = desk.wait_for(&d.ana, &wish(&d, bakker)).await.unwrap();
        desk.hold_waiting(&d.ana, first).await.unwrap();
        desk.pass_waiting(&d.ana, first).await.unwrap();
        assert_eq!(d.count("SELECT COUNT(*) FROM booking WHERE status = 'cancelled'").await, 1);
        let undone = desk.hold_waiting(&d.ana, first).await.unwrap().undo.unwrap();
        desk.undo(&d.ana, undone).await.unwrap();
        // What fell free is offered anew, held for nobody.
        let row = desk.waiting_list(&d.ana).await.unwrap().remove(0);
        assert_eq!((row.status, row.booking_id), (Status::Offered, None));
        let held = desk.hold_waiting(&d.ana, first).await.unwrap().value;
        let booked = desk.book_waiting(&d.ana, first).await.unwrap().value;
        assert_eq!((booked.id, booked.starts_at), (held.id, held.starts_at));
        assert_eq!(d.count("SELECT COUNT(*) FROM booking WHERE status = 'confirmed'").await, 1);
    }
}

dual_test! {
    async fn nobody_waits_for_days_in_the_wrong_order_or_for_nothing_or_for_what_never_fits(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        let until = chrono::NaiveDate::from_ymd_opt(2026, 11, 23);
        let wrong = d.shop.desk.wait_for(&d.ana, &Wish { until, ..wish(&d, who) }).await;
        assert!(matches!(wrong, Err(Error::Invalid { field: "until", .. })));
        let wrong = d.shop.desk.wait_for(&d.ana, &Wish { minutes: Some(0), ..wish(&d, who) }).await;
        assert!(matches!(wrong, Err(Error::Invalid { field: "minutes", .. })));
        let long = Wish { skill: "hybrid".to_owned(), ..wish(&d, who) };
        let id: WaitingId = d.shop.desk.wait_for(&d.ana, &long).await.unwrap();
        let none = d.shop.desk.book_waiting(&d.ana, id).await;
        assert!(matches!(none, Err(Error::Refused(_))), "{none:?}");
        d.shop.desk.drop_waiting(&d.ana, id, "went elsewhere").await.unwrap();
        assert!(d.shop.desk.waiting_list(&d.ana).await.unwrap().is_empty());
        assert!(matches!(d.shop.desk.drop_waiting(&d.ana, id, "").await, Err(Error::Refused(_))));
    }
}

fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    screen.lines().skip(1).collect::<Vec<_>>().join("\n")
}

async fn open(d: &Diary) -> Robot {
    Robot::with(&d.shop.desk, Options::new(d.ana.clone()), (80, 24)).await
}

dual_test! {
    async fn one_line_finds_a_time_and_enter_books_it(d: Diary) {
        d.caller("Jansen", "KL-310-P").await;
        let mut robot = open(&d).await;
        robot.keys();
        robot.press("Ctrl-T").await.sees("for instance:");
        robot.write("2 h, lift, jo, tomorrow").await;
        insta::assert_snapshot!("finder_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("finder_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Enter Down").await.sees("Ctrl-E hold");
        robot.resize(120, 40).await;
        insta::assert_snapshot!("finder_places_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Enter").await.sees("New booking").sees("08:15");
        robot.write("kl31").await.press("Enter Ctrl-S").await;
        robot.sees("booked: 1 Lift, Tue 24 Nov 08:15");
        let keys = robot.keys();
        assert!(keys <= 40, "{keys} keys");
    }
}

dual_test! {
    async fn a_line_that_is_not_understood_says_which_word_and_a_place_can_be_held(d: Diary) {
        d.caller("Jansen", "KL-310-P").await;
        let mut robot = open(&d).await;
        robot.press("Ctrl-T").await.write("1h quickly").await;
        robot.sees("Not understood: quickly");
        robot.press("Ctrl-E").await.sees("Held");
        robot.write("kl31").await.press("Enter Ctrl-S").await;
        robot.sees("held to 10:57");
    }
}

dual_test! {
    async fn who_finds_no_place_waits_and_is_booked_with_one_key_when_there_is_one(d: Diary) {
        d.caller("Jansen", "KL-310-P").await;
        let mut robot = open(&d).await;
        robot.press("Ctrl-K").await.sees("Nobody waits.");
        robot.press("Esc F3").await.write("kl31").await.press("Enter").await.write("Brakes").await;
        robot.press("Tab Tab").await.write("tue").await.press("Tab Ctrl-K").await;
        robot.sees("On the waiting list");
        robot.press("Ctrl-K").await.sees("Jansen").sees("from");
        insta::assert_snapshot!("waiting_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("waiting_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Ctrl-E").await.sees("Tue 24 Nov 08:00, to 10:57");
        robot.press("Enter").await.sees("booked: 1 Lift, Tue 24 Nov 08:00").sees("KL-310-P");
        assert_eq!(d.count("SELECT COUNT(*) FROM waiting WHERE status = 'booked'").await, 1);
    }
}

dual_test! {
    async fn the_finder_of_a_half_filled_form_begins_with_it_and_fills_the_same_form(d: Diary) {
        d.caller("Jansen", "KL-310-P").await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter").await.write("Squeals").await.press("Tab").await;
        robot.write("brkf").await.press("Enter").await.press("Enter").await.write("tue").await;
        robot.press("Ctrl-T").await.sees("BRKF Brake pads").sees("Tue 24 Nov 2026");
        // With nothing typed in its line the places are those of the form.
        robot.press("Enter Down").await.sees("Enter take it").sees_no("waiting list");
        robot.press("Enter").await.sees("New booking").sees("Squeals").sees("BRKF").sees("08:15");
        robot.press("Ctrl-S").await.sees("booked: 1 Lift, Tue 24 Nov 08:15");
        assert_eq!(d.count("SELECT COUNT(*) FROM booking WHERE wish LIKE 'Squeals%'").await, 1);
        // One form, one step back: no second one is left behind.
        robot.sees("Tue 24 Nov").sees_no("New booking");
    }
}
