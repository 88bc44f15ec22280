//! How full days are, and the views that show it: the week's heat, the month, the equipment, on both stores.

use forecourt::desk::booking::{Lanes, Order};
use forecourt::desk::job::Arrival;
use forecourt::store::{Db, sql};
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::robot::Robot;

fn monday() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Jo works Monday to Wednesday from 8 to 16 and can do brakes; Monday is over the target, Tuesday half full.
async fn filled(d: &Diary) {
    let store = d.shop.place.open().await;
    let site = d.shop.founded.site;
    for weekday in 1..4_i64 {
        (&store)
            .exec(
                sql(
                    "INSERT INTO staff_hours (staff_id, site_id, weekday, from_mod, to_mod)
                     VALUES ($1, $2, $3, 480, 960)",
                )
                .bind(d.jo)
                .bind(site)
                .bind(weekday),
            )
            .await
            .unwrap();
    }
    let skill = "INSERT INTO staff_skill (staff_id, skill, level) VALUES ($1, 'brakes', 3)";
    (&store).exec(sql(skill).bind(d.jo)).await.unwrap();
    let asks = "UPDATE operation SET skill = 'brakes' WHERE id IN
        (SELECT operation_id FROM canned_job_line l JOIN canned_job c ON c.id = l.canned_job_id
         WHERE c.code = 'BRKF')";
    (&store).exec(sql(asks)).await.unwrap();
    for (at, (day, minutes)) in [(0, 300), (0, 150), (1, 240)].into_iter().enumerate() {
        let who = d
            .caller(&format!("Caller {at}"), &format!("AB-{at:03}-C"))
            .await;
        let order = Order {
            bay: Some(d.bays[at % 2]),
            minutes: Some(minutes),
            reason: "promised".to_owned(),
            ..d.order(who, day, 660)
        };
        d.shop.desk.book(&d.shop.owner, &order).await.unwrap();
    }
}

dual_test! {
    async fn r11_a_day_is_as_full_as_its_bookings_against_the_hours_of_its_people(d: Diary) {
        filled(&d).await;
        let month = d.shop.desk.month_load(&d.ana, monday()).await.unwrap();
        assert_eq!(month.days.len() % 7, 0);
        assert_eq!(month.days[0].day.to_string(), "2026-10-26");
        assert_eq!(month.days.last().unwrap().day.to_string(), "2026-12-06");
        let of = |day: u64| {
            let day = monday() + chrono::Days::new(day);
            month.days.iter().find(|l| l.day == day).unwrap()
        };
        assert_eq!((of(0).booked_min, of(0).hours_min, of(0).bookings), (450, 480, 2));
        assert!(of(0).over && !of(1).over);
        assert_eq!((of(1).percent(), of(2).percent()), (50, 0));
        // Jo is not there on Thursday: no hours, though the house is open.
        assert_eq!((of(3).hours_min, of(3).is_open), (0, true));
        assert!(!of(6).is_open);
    }
}

dual_test! {
    async fn what_a_skill_is_asked_for_stands_against_the_hours_of_those_who_can(d: Diary) {
        filled(&d).await;
        let works = d.shop.desk.bookable_work(&d.ana).await.unwrap();
        let brakes = works.iter().find(|w| w.code == "BRKF").unwrap();
        let who = d.caller("Jansen", "KL-310-P").await;
        let order = Order { canned: vec![brakes.id], ..d.order(who, 2, 600) };
        d.book(&order).await;
        let week = d.shop.desk.week_load(&d.ana, monday()).await.unwrap();
        assert_eq!(week.load.len(), week.days.len());
        let [skill] = week.skills.as_slice() else { panic!("{:?}", week.skills) };
        assert_eq!(skill.skill, "brakes");
        assert_eq!(skill.days[0], (0, 480));
        assert!(skill.days[2].0 > 0 && skill.days[2].1 == 480, "{:?}", skill.days);
    }
}

dual_test! {
    async fn equipment_has_lanes_of_its_own_and_shows_only_what_needs_it(d: Diary) {
        filled(&d).await;
        let store = d.shop.place.open().await;
        let tool = "INSERT INTO equipment (site_id, name, kind) VALUES ($1, 'Alignment rig', 'tool')";
        (&store).exec(sql(tool).bind(d.shop.founded.site)).await.unwrap();
        let takes = "INSERT INTO occupancy (site_id, booking_id, equipment_id, starts_at, ends_at, blocks)
            SELECT o.site_id, o.booking_id, e.id, o.starts_at, o.ends_at, o.blocks
            FROM occupancy o, equipment e WHERE o.booking_id = 1 AND o.bay_id IS NOT NULL";
        (&store).exec(sql(takes)).await.unwrap();
        let sheet = d.shop.desk.day_sheet(&d.ana, monday(), Lanes::Equipment).await.unwrap();
        let [lane] = sheet.lanes.as_slice() else { panic!("{:?}", sheet.lanes) };
        assert_eq!((lane.name.as_str(), lane.blocks.len()), ("Alignment rig", 1));
        assert_eq!(lane.blocks[0].plate, "AB-000-C");
    }
}

dual_test! {
    async fn what_the_day_leaves_over_goes_on_the_next_day_and_comes_back_by_ctrl_z(d: Diary) {
        let late = d.caller("Jansen", "KL-310-P").await;
        let here = d.caller("Smit", "JK-444-L").await;
        let order = Order { bay: Some(d.bays[0]), ..d.order(late, 0, 660) };
        d.book(&order).await;
        let order = Order { bay: Some(d.bays[1]), minutes: Some(120), ..d.order(here, 0, 720) };
        let smit = d.book(&order).await;
        // Nothing is late yet, and Smit is not here.
        assert!(d.shop.desk.left_over(&d.ana).await.unwrap().is_empty());
        d.shop.desk.check_in(&d.ana, smit.id, &Arrival::default()).await.unwrap();
        d.shop.wait(5 * 60);
        let left = d.shop.desk.left_over(&d.ana).await.unwrap();
        let plates: Vec<&str> = left.iter().map(|l| l.plate.as_str()).collect();
        assert_eq!(plates, ["KL-310-P", "JK-444-L"]);
        let mut robot = Robot::with(&d.shop.desk, Options::new(d.ana.clone()), (80, 24)).await;
        robot.press("F10").await.write("left over").await.press("Enter").await;
        insta::assert_snapshot!("left_over_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("left_over_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Ctrl-S").await.sees("goes on: Tue 24 Nov").sees_no("KL-310-P");
        robot.press("Ctrl-S").await.sees("until Tue 24 Nov 09:00").sees("Nothing is left over.");
        robot.press("Ctrl-Z").await.sees("JK-444-L");
    }
}

fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    screen.lines().skip(1).collect::<Vec<_>>().join("\n")
}

dual_test! {
    async fn the_week_has_a_row_of_heat_and_the_month_a_cell_for_each_day(d: Diary) {
        filled(&d).await;
        let mut robot = Robot::with(&d.shop.desk, Options::new(d.ana.clone()), (80, 24)).await;
        robot.press("Tab").await.sees("Load").sees("!93 %").sees("50 %");
        robot.press("Tab Tab").await.sees("Nov 2026");
        insta::assert_snapshot!("month_80x24", page(&robot));
        robot.press("Right").await.sees("Tue 24 Nov  50 %  4 h of 8 h");
        robot.resize(120, 40).await;
        insta::assert_snapshot!("month_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Down Down").await.sees("Dec 2026");
        robot.press("PageUp").await.sees("Nov 2026");
        robot.press("Home Right Enter").await.sees("Tue 24 Nov 2026").sees("AB-002-C");
        robot.press("Tab Tab Tab Tab").await.sees("Equipment");
        robot.press("Tab").await.sees("1 Lift");
    }
}
