//! A booking on its way to another day: what is said before it is put down, and what is kept of the move (R-16,
//! R-11), on both stores.

use forecourt::desk::booking::{Booked, Edit, Need, Order, Slot};
use forecourt::desk::job::Arrival;
use forecourt::desk::{Desk, Error};
use forecourt::domain::booking::Status;
use forecourt::domain::{BookingId, CustomerId, VehicleId};
use forecourt::store::{Db, sql};
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::robot::Robot;

async fn at(d: &Diary, size: (u16, u16)) -> Robot {
    Robot::with(&d.shop.desk, Options::new(d.ana.clone()), size).await
}

async fn open(d: &Diary) -> Robot {
    at(d, (80, 24)).await
}

fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    screen.lines().skip(1).collect::<Vec<_>>().join("\n")
}

async fn jansen(d: &Diary) -> (CustomerId, VehicleId) {
    d.caller("Jansen", "KL-310-P").await
}

/// Jansen on Monday from 13:00 in the first bay.
async fn booked(d: &Diary) -> Booked {
    let who = jansen(d).await;
    d.book(&Order {
        bay: Some(d.bays[0]),
        ..d.order(who, 0, 13 * 60)
    })
    .await
}

async fn slot(d: &Diary, id: BookingId) -> Slot {
    d.shop.desk.booking_card(&d.ana, id).await.unwrap().slot
}

async fn edit_of(desk: &Desk, d: &Diary, id: BookingId) -> (Edit, i64) {
    let card = desk.booking_card(&d.ana, id).await.unwrap();
    let edit = Edit {
        vehicle: card.booking.vehicle_id,
        starts_at: card.slot.starts_at,
        bay: card.slot.bay,
        staff: card.slot.staff,
        minutes: card.slot.minutes.unwrap(),
        wish: card.booking.wish.clone(),
        notes: card.booking.notes.clone(),
        more: Vec::new(),
        reason: String::new(),
    };
    (edit, card.booking.version)
}

dual_test! {
    async fn r16_another_day_is_put_in_by_the_form_kept_with_its_reason_told_and_taken_back(d: Diary) {
        let booked = booked(&d).await;
        let desk = &d.shop.desk;
        let (edit, version) = edit_of(desk, &d, booked.id).await;
        let told = "SELECT COUNT(*) FROM outbox WHERE event = 'booking_moved'";
        let before = d.count(told).await;
        let to = Edit {
            starts_at: d.shop.at(3, 9 * 60),
            bay: Some(d.bays[1]),
            reason: "The part is late".to_owned(),
            ..edit
        };
        let done = desk.edit_booking(&d.ana, booked.id, version, &to).await.unwrap();
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!((card.slot.starts_at, card.slot.bay), (d.shop.at(3, 9 * 60), Some(d.bays[1])));
        assert_eq!((card.history.len(), card.history[0].reason.as_str()), (1, "The part is late"));
        assert_eq!(card.around.promised_at, Some(d.shop.at(3, 10 * 60)), "the promise of the planned job follows");
        assert_eq!((card.booking.moves, d.count(told).await), (1, before + 1));
        desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(0, 13 * 60));
        // Without a word it moves as well.
        let (edit, version) = edit_of(desk, &d, booked.id).await;
        let to = Edit { starts_at: d.shop.at(1, 9 * 60), ..edit };
        desk.edit_booking(&d.ana, booked.id, version, &to).await.unwrap();
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(1, 9 * 60));
    }
}

dual_test! {
    async fn the_form_moves_nothing_onto_somebody_nor_what_is_here(d: Diary) {
        let booked = booked(&d).await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { bay: Some(d.bays[0]), ..d.order(smit, 1, 9 * 60) }).await;
        let desk = &d.shop.desk;
        let (edit, version) = edit_of(desk, &d, booked.id).await;
        let onto = Edit { starts_at: d.shop.at(1, 9 * 60 + 30), ..edit.clone() };
        let taken = desk.edit_booking(&d.ana, booked.id, version, &onto).await.unwrap_err();
        assert!(matches!(taken, Error::Taken { .. }), "{taken:?}");
        desk.check_in(&d.ana, booked.id, &Arrival::default()).await.unwrap();
        let (edit, version) = edit_of(desk, &d, booked.id).await;
        let to = Edit { starts_at: d.shop.at(2, 9 * 60), ..edit };
        let here = desk.edit_booking(&d.ana, booked.id, version, &to).await.unwrap_err();
        assert!(matches!(here, Error::Refused(_)), "{here:?}");
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(0, 13 * 60));
    }
}

dual_test! {
    async fn what_a_move_would_come_to_is_said_and_nothing_is_written(d: Diary) {
        let booked = booked(&d).await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { bay: Some(d.bays[1]), minutes: Some(120), ..d.order(smit, 1, 9 * 60) }).await;
        let desk = &d.shop.desk;
        let version = desk.booking_card(&d.ana, booked.id).await.unwrap().booking.version;
        let from = slot(&d, booked.id).await;
        let audit = "SELECT COUNT(*) FROM audit";
        let before = d.count(audit).await;
        let try_at = |day, minute, bay: usize| {
            let to = Slot { starts_at: d.shop.at(day, minute), bay: Some(d.bays[bay]), ..from };
            desk.what_if(&d.ana, booked.id, to)
        };
        // Onto Smit: named, and the day would be fuller by an hour of the bays' hours all the same.
        let onto = try_at(1, 10 * 60, 1).await.unwrap();
        let who = onto.in_way.unwrap().to_string();
        assert!(who.contains("JK-444-L"), "{who}");
        // Beside it: free. Tuesday ends after the promise of Monday 14:00.
        let free = try_at(1, 10 * 60, 0).await.unwrap();
        assert_eq!((free.in_way, free.place.as_str()), (None, "1 Lift"));
        let (before_it, with_it) = free.load.unwrap();
        assert!(before_it > 0 && with_it > before_it, "{before_it} {with_it}");
        assert_eq!(free.promise, Some((d.shop.at(0, 14 * 60), false)));
        // Earlier that day the promise holds.
        let early = try_at(0, 11 * 60, 0).await.unwrap();
        assert_eq!(early.promise, Some((d.shop.at(0, 14 * 60), true)));
        assert_eq!(early.needs, Vec::<Need>::new());
        // Before now it takes a right and a reason; at a time nobody starts, the sentence of the desk.
        assert_eq!(try_at(0, 9 * 60, 0).await.unwrap().needs, vec![Need::Backdate]);
        assert!(try_at(6, 9 * 60, 0).await.unwrap().in_way.is_some(), "closed on Sunday");
        assert_eq!(slot(&d, booked.id).await, from);
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!((card.booking.version, card.history.len()), (version, 0));
        assert_eq!(d.count(audit).await, before);
    }
}

dual_test! {
    async fn a_carried_booking_goes_to_another_day_by_pgdn_and_comes_back_by_ctrl_z(d: Diary) {
        let booked = booked(&d).await;
        let mut robot = open(&d).await;
        robot.write("13:00").await.press("Enter Space").await;
        robot.sees("KL-310-P → Mon 23 Nov 13:00");
        robot.press("PageDown").await.sees("Tue 24 Nov 2026").sees("KL-310-P → ");
        robot.press("Right Down").await.sees("13:30").sees("2 Lift").sees("Free");
        robot.press("Space").await.sees("KL-310-P moved to 2 Lift, Tue 24 Nov 13:30");
        let now = slot(&d, booked.id).await;
        assert_eq!((now.starts_at, now.bay), (d.shop.at(1, 13 * 60 + 30), Some(d.bays[1])));
        robot.press("Ctrl-Z").await;
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(0, 13 * 60));
        // Esc goes back to the day it came from, and nothing has moved.
        robot.press("Home").await.write("13:00").await.press("Enter Left Space PageDown PageDown Esc").await;
        robot.sees("Mon 23 Nov 2026").sees_no("→");
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(0, 13 * 60));
    }
}

dual_test! {
    async fn a_typed_day_takes_what_is_carried_along(d: Diary) {
        let booked = booked(&d).await;
        let mut robot = open(&d).await;
        robot.write("13:00").await.press("Enter Space").await;
        robot.write("fri").await.press("Enter").await.sees("Fri 27 Nov 2026");
        robot.press("Enter").await.sees("KL-310-P moved to 1 Lift, Fri 27 Nov 13:00");
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(4, 13 * 60));
        robot.press("Space").await.write("mon 9:30").await.press("Enter Enter").await;
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(7, 9 * 60 + 30));
    }
}

dual_test! {
    async fn week_and_month_put_a_carried_booking_down_on_the_day_chosen(d: Diary) {
        let booked = booked(&d).await;
        let mut robot = open(&d).await;
        robot.write("13:00").await.press("Enter Space Tab").await;
        robot.sees("Week").sees("KL-310-P → ");
        robot.press("Right Right Down").await.sees("Wed 25 Nov 13:00").sees("2 Lift");
        insta::assert_snapshot!("moves_week_80x24", page(&robot));
        robot.press("Space").await.sees("KL-310-P moved to 2 Lift, Wed 25 Nov 13:00");
        let now = slot(&d, booked.id).await;
        assert_eq!((now.starts_at, now.bay), (d.shop.at(2, 13 * 60), Some(d.bays[1])));
        // The day opens with it in hand, too.
        robot.press("Enter").await.write("13:00").await.press("Enter Right Space").await;
        robot.press("Tab Tab Tab").await.sees("Month ◂ Nov 2026");
        robot.press("Down Left").await.sees("1 Dec 13:00");
        insta::assert_snapshot!("moves_month_80x24", page(&robot));
        robot.press("Enter").await.sees("Tue 1 Dec 2026").sees("KL-310-P → ");
        robot.press("Space").await.sees("1 Dec 13:00");
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(8, 13 * 60));
        robot.press("Ctrl-Z").await;
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(2, 13 * 60));
    }
}

dual_test! {
    async fn over_somebody_it_says_so_before_it_is_put_down(d: Diary) {
        let booked = booked(&d).await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { bay: Some(d.bays[1]), minutes: Some(120), ..d.order(smit, 0, 12 * 60) }).await;
        let mut robot = open(&d).await;
        robot.write("13:00").await.press("Enter Space").await.sees("promise 14:00 holds");
        robot.press("Right").await.sees("JK-444-L, 2 Lift, 12:00 – 14:00").sees_no("✓ Free");
        insta::assert_snapshot!("moves_taken_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("moves_taken_120x40", page(&robot));
        robot.press("Down Down Down Down").await.sees("Free").sees("late: promised 14:00");
        robot.press("Esc").await;
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(0, 13 * 60));
    }
}

dual_test! {
    async fn why_it_is_moved_is_asked_only_of_who_wants_to_say_it(d: Diary) {
        let booked = booked(&d).await;
        let mut robot = open(&d).await;
        robot.write("13:00").await.press("Enter Space PageDown Ctrl-E").await;
        robot.sees("Why is KL-310-P moved?");
        robot.press("Esc").await.sees("KL-310-P → ");
        robot.press("Ctrl-E").await.write("Customer is ill").await.press("Enter").await;
        robot.sees("KL-310-P moved to 1 Lift, Tue 24 Nov 13:00");
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(card.history[0].reason, "Customer is ill");
    }
}

dual_test! {
    async fn s3_29_what_is_here_or_over_is_refused_when_it_is_picked_up(d: Diary) {
        let booked = booked(&d).await;
        let mut robot = open(&d).await;
        d.shop.desk.check_in(&d.ana, booked.id, &Arrival::default()).await.unwrap();
        robot.press("Ctrl-L").await.write("13:00").await.press("Enter Space").await;
        robot.sees("The vehicle is here: it is not moved any more").sees_no("KL-310-P →");
        // Its bay can change by the form; day and time are off and say why.
        robot.press("Ctrl-E").await.sees("the vehicle is here");
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(card.booking.status, Status::CheckedIn);
    }
}

dual_test! {
    async fn ctrl_e_moves_a_booking_to_another_day_and_ctrl_z_brings_it_back(d: Diary) {
        let booked = booked(&d).await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { bay: Some(d.bays[0]), ..d.order(smit, 3, 9 * 60) }).await;
        let mut robot = open(&d).await;
        robot.write("13:00").await.press("Enter Ctrl-E").await.sees("Edit BK-2026-0001");
        insta::assert_snapshot!("moves_form_80x24", page(&robot));
        robot.press("Ctrl-U").await.write("thu").await.press("Tab Ctrl-U").await;
        robot.write("9:30").await.press("Tab").await.sees("JK-444-L, 1 Lift");
        robot.press("Ctrl-S").await.sees("Taken").sees("JK-444-L, 1 Lift");
        insta::assert_snapshot!("moves_form_taken_80x24", page(&robot));
        robot.press("Ctrl-U").await.write("11:00").await.press("Tab Tab Tab").await;
        robot.write("Waits for a part").await.press("Ctrl-S").await.sees("BK-2026-0001 saved");
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(card.slot.starts_at, d.shop.at(3, 11 * 60));
        assert_eq!(card.history[0].reason, "Waits for a part");
        robot.press("Ctrl-Z").await;
        assert_eq!(slot(&d, booked.id).await.starts_at, d.shop.at(0, 13 * 60));
    }
}

/// Jo works Monday to Friday from 8 to 16 and alone can do brakes, which the front pads ask for.
async fn jo_does_brakes(d: &Diary) {
    let store = d.shop.place.open().await;
    for weekday in 1..6_i64 {
        let hours = "INSERT INTO staff_hours (staff_id, site_id, weekday, from_mod, to_mod) VALUES ($1, $2, $3, 480, 960)";
        let hours = sql(hours)
            .bind(d.jo)
            .bind(d.shop.founded.site)
            .bind(weekday);
        (&store).exec(hours).await.unwrap();
    }
    let skill = "INSERT INTO staff_skill (staff_id, skill, level) VALUES ($1, 'brakes', 3)";
    (&store).exec(sql(skill).bind(d.jo)).await.unwrap();
    let asks = "UPDATE operation SET skill = 'brakes' WHERE id IN
        (SELECT operation_id FROM canned_job_line l JOIN canned_job c ON c.id = l.canned_job_id
         WHERE c.code = 'BRKF')";
    (&store).exec(sql(asks)).await.unwrap();
}

dual_test! {
    async fn r11_a_skill_that_is_asked_for_too_much_is_warned_of_though_the_day_has_room(d: Diary) {
        jo_does_brakes(&d).await;
        d.shop.hire("bo", forecourt::domain::role::Preset::Mechanic).await;
        let pads = d.shop.desk.bookable_work(&d.ana).await.unwrap().into_iter().find(|w| w.code == "BRKF").unwrap();
        let store = d.shop.place.open().await;
        let half = "UPDATE staff_hours SET to_mod = 600 WHERE weekday = 3";
        (&store).exec(sql(half)).await.unwrap();
        let first = jansen(&d).await;
        let order = Order { canned: vec![pads.id], minutes: None, bay: Some(d.bays[0]), ..d.order(first, 2, 8 * 60 + 30) };
        let quote = d.shop.desk.quote(&d.ana, &order).await.unwrap();
        assert!(quote.warnings.iter().all(|w| w.id != "booking-warn-skill"), "{:?}", quote.warnings);
        let booked = d.shop.desk.book(&d.shop.owner, &order).await.unwrap().value;
        let second = d.caller("Smit", "JK-444-L").await;
        let again = Order { bay: Some(d.bays[1]), reason: "short".to_owned(), ..Order { customer: second.0, vehicle: Some(second.1), ..order } };
        let quote = d.shop.desk.quote(&d.ana, &again).await.unwrap();
        let warned = quote.warnings.iter().find(|w| w.id == "booking-warn-skill").unwrap();
        assert!(warned.to_string().contains("brakes"), "{warned}");
        // What the first takes is not counted twice when it is only moved within the day.
        let from = slot(&d, booked.id).await;
        let to = Slot { starts_at: d.shop.at(2, 9 * 60), ..from };
        let tried = d.shop.desk.what_if(&d.ana, booked.id, to).await.unwrap();
        assert!(tried.warnings.is_empty(), "{:?}", tried.warnings);
        // On Saturday nobody who can is there.
        let off = Slot { starts_at: d.shop.at(5, 9 * 60), ..from };
        let tried = d.shop.desk.what_if(&d.ana, booked.id, off).await.unwrap();
        let ids: Vec<_> = tried.warnings.iter().map(|w| w.id).collect();
        assert!(tried.in_way.is_some() || ids.contains(&"booking-warn-no-skill"), "{tried:?}");
    }
}

async fn lets(d: &Diary, line: &str) -> Robot {
    let mut robot = open(d).await;
    robot.write(line).await;
    robot
}

dual_test! {
    async fn a_typed_line_shows_all_it_means_while_it_is_typed(d: Diary) {
        jansen(&d).await;
        let mut robot = lets(&d, "fri 9:30 2h bay2 jo kl310p brakes squeal").await;
        robot.sees("Enter books Fri 27 Nov · 09:30 · 2 h · 2 Lift · Jo");
        robot.sees("KL310P · Jansen · VW Golf").sees("brakes squeal");
        insta::assert_snapshot!("moves_line_80x24", page(&robot));
        robot.press("Enter").await.sees("booked: 2 Lift, Fri 27 Nov 09:30");
        let now = slot(&d, BookingId(1)).await;
        assert_eq!((now.starts_at, now.minutes), (d.shop.at(4, 9 * 60 + 30), Some(120)));
        assert_eq!((now.bay, now.staff), (Some(d.bays[1]), Some(d.jo)));
        // The cursor stands on it: the next key is about it.
        robot.press("Enter").await.sees("BK-2026-0001").sees("Jansen");
    }
}

dual_test! {
    async fn a_plate_nobody_has_says_so_before_enter_and_opens_the_form(d: Diary) {
        let mut robot = lets(&d, "fri 9:30 zz001b winter tyres").await;
        robot.sees("Nobody is on record with ZZ001B").sees("Enter opens the form").sees("Enter fill in the rest");
        insta::assert_snapshot!("moves_line_unknown_80x24", page(&robot));
        robot.press("Enter").await.sees("zz001b").sees("winter tyres").sees("Tyres");
    }
}

dual_test! {
    async fn what_is_in_the_way_and_what_to_know_is_said_before_enter(d: Diary) {
        let who = jansen(&d).await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { bay: Some(d.bays[1]), ..d.order(smit, 4, 9 * 60) }).await;
        d.book(&Order { bay: Some(d.bays[0]), ..d.order(who, 8, 9 * 60) }).await;
        let robot = lets(&d, "fri 9:30 bay2 kl310p brakes").await;
        robot.sees("Taken: JK-444-L, 2 Lift").sees("It is booked already: BK-2026-0002");
        insta::assert_snapshot!("moves_line_taken_80x24", page(&robot));
    }
}

dual_test! {
    async fn a_code_a_symptom_and_the_name_of_a_type_are_taken_with_their_length(d: Diary) {
        jansen(&d).await;
        let works = d.shop.desk.bookable_work(&d.ana).await.unwrap();
        let minutes = |code: &str| works.iter().find(|w| w.code == code).unwrap().minutes;
        let id = |code: &str| works.iter().find(|w| w.code == code).unwrap().id;
        let mut robot = lets(&d, "tue 9:00 kl310p oil please hurry").await;
        robot.sees("OIL ").sees("please hurry");
        robot.press("Enter").await.sees("booked:");
        let card = d.shop.desk.booking_card(&d.ana, BookingId(1)).await.unwrap();
        assert_eq!((card.canned, card.slot.minutes), (vec![id("OIL")], Some(minutes("OIL"))));
        assert_eq!(card.booking.wish, "please hurry");
        // A symptom only one work has.
        robot.write("wed 9:00 kl310p squealing front").await.sees("BRKF ");
        robot.press("Enter").await.sees("booked:");
        let card = d.shop.desk.booking_card(&d.ana, BookingId(2)).await.unwrap();
        assert_eq!((card.canned, card.slot.minutes), (vec![id("BRKF")], Some(minutes("BRKF"))));
        assert_eq!(card.booking.wish, "squealing front");
        // A test drive is an hour, makes no job, and takes no bay.
        robot.write("thu 10:00 kl310p test drive").await.sees("Test drive");
        robot.press("Enter").await.sees("booked:");
        let card = d.shop.desk.booking_card(&d.ana, BookingId(3)).await.unwrap();
        assert_eq!((card.around.kind.as_str(), card.around.job_id), ("Test drive", None));
        assert_eq!(card.slot.minutes, Some(60));
    }
}

dual_test! {
    async fn r11_the_picker_of_mechanics_says_who_can_do_the_work_and_who_is_not_there(d: Diary) {
        jo_does_brakes(&d).await;
        d.shop.hire("bo", forecourt::domain::role::Preset::Mechanic).await;
        jansen(&d).await;
        let pads = d.shop.desk.bookable_work(&d.ana).await.unwrap().into_iter().find(|w| w.code == "BRKF").unwrap();
        let day = |n: u64| chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + chrono::Days::new(n);
        let able = d.shop.desk.who_can(&d.ana, day(1), &[pads.id]).await.unwrap();
        let told: Vec<_> = able.iter().map(|a| (a.name.as_str(), a.level, a.absent.is_none())).collect();
        assert_eq!(told, [("Jo", Some(3), true), ("Bo", Some(0), true)]);
        // Who has no hours that day goes last, whatever they can.
        let store = d.shop.place.open().await;
        (&store).exec(sql("DELETE FROM staff_hours WHERE weekday = 3")).await.unwrap();
        let able = d.shop.desk.who_can(&d.ana, day(2), &[pads.id]).await.unwrap();
        let told: Vec<_> = able.iter().map(|a| (a.name.as_str(), a.absent.is_none())).collect();
        assert_eq!(told, [("Bo", true), ("Jo", false)]);
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter Tab").await;
        robot.write("brkf").await.press("Enter Tab").await.write("tue").await;
        robot.press("Tab Tab Tab Tab Down").await.sees("can do it").sees("not trained for it");
        insta::assert_snapshot!("moves_picker_80x24", page(&robot));
    }
}

dual_test! {
    async fn equipment_is_taken_with_a_booking_by_the_form_and_who_has_it_is_said_before(d: Diary) {
        use forecourt::desk::resources::EquipmentFields;
        let rig = EquipmentFields {
            name: "Alignment rig".to_owned(),
            kind: forecourt::domain::equipment::Kind::Tool,
            serial: String::new(),
            service_due_on: None,
            note: String::new(),
        };
        let rig = d.shop.desk.add_equipment(&d.shop.owner, &rig).await.unwrap();
        jansen(&d).await;
        let mut robot = open(&d).await;
        robot.press("F3").await.write("kl31").await.press("Enter").await.write("Pulls left").await;
        robot.press("Ctrl-R").await.sees("With which equipment").sees("Alignment rig");
        robot.press("Enter").await.sees("✓ Alignment rig");
        // The same again lets go of it.
        robot.press("Ctrl-R Enter").await.sees_no("✓ Alignment rig");
        robot.press("Ctrl-R Enter").await.sees("✓ Alignment rig");
        insta::assert_snapshot!("moves_equipment_80x24", page(&robot));
        robot.press("Tab Tab").await.write("tue").await.press("Tab").await.write("9:00").await;
        robot.press("Ctrl-S").await.sees("booked: 1 Lift, Tue 24 Nov 09:00");
        assert_eq!(d.count("SELECT COUNT(*) FROM occupancy WHERE equipment_id IS NOT NULL").await, 1);
        let smit = d.caller("Smit", "JK-444-L").await;
        let other = Order { bay: Some(d.bays[1]), tools: vec![rig], ..d.order(smit, 1, 9 * 60 + 30) };
        let quote = d.shop.desk.quote(&d.ana, &other).await.unwrap();
        let (who, free) = quote.taken.unwrap();
        assert!(who.to_string().contains("Alignment rig"), "{who}");
        assert!(free[0].starts_at >= d.shop.at(1, 10 * 60 + 30), "{free:?}");
        let refused = d.shop.desk.book(&d.ana, &other).await.unwrap_err();
        assert!(matches!(refused, Error::Taken { .. }), "{refused:?}");
    }
}
