//! The pages, by a robot.

use forecourt::desk::Desk;
use forecourt::domain::equipment;
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::resources::desk::{away, monday, tool};
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn diary() -> Diary {
    Diary::from_place(Place::sqlite().await).await
}

/// The page of that name, as the owner sees it.
async fn page(d: &Diary, name: &str, size: (u16, u16)) -> Robot {
    let mut robot = Robot::with(&d.shop.desk, Options::new(d.shop.owner.clone()), size).await;
    robot
        .press("F10")
        .await
        .write("admin")
        .await
        .press("Enter")
        .await;
    robot.write(name).await.press("Enter").await;
    robot
}

async fn furnish(desk: &Desk, d: &Diary) {
    let owner = &d.shop.owner;
    for (name, kind, due) in [
        ("Tester", equipment::Kind::Diagnostic, 9),
        ("Jack 3 t", equipment::Kind::Lift, -4),
        ("Tyre press", equipment::Kind::Tyre, 200),
    ] {
        let mut piece = tool(name, kind);
        piece.serial = format!("SN-{due}");
        piece.service_due_on = Some(monday() + chrono::TimeDelta::days(due));
        desk.add_equipment(owner, &piece).await.unwrap();
    }
    desk.add_absence(owner, d.jo, &away(1, Some(4)))
        .await
        .unwrap();
}

fn body(robot: &Robot) -> String {
    let screen = robot.screen();
    let rows: Vec<&str> = screen.lines().collect();
    rows[1..rows.len() - 1].join("\n")
}

/// Without its last row, which is the message just shown or the keys, whichever is due.
fn grid(robot: &Robot) -> String {
    let body = body(robot);
    body.rsplit_once('\n').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_holiday_is_entered_in_a_few_keys_and_the_diary_says_it() {
    let d = diary().await;
    let mut robot = page(&d, "holidays", (80, 24)).await;
    robot
        .press("Insert")
        .await
        .write("Christmas")
        .await
        .press("Enter")
        .await;
    robot
        .write("tue")
        .await
        .press("Enter")
        .await
        .write("wed")
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("Day saved.").sees("Christmas").sees("closed");
    insta::assert_snapshot!("holidays_80x24", body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("holidays_120x40", body(&robot));
    robot.resize(80, 24).await;
    robot
        .press("Alt-1")
        .await
        .press("PageDown")
        .await
        .sees("closed: Christmas");
    insta::assert_snapshot!("closed_day_80x24", grid(&robot));
    robot.press("Tab").await.sees("Christmas");
    insta::assert_snapshot!("closed_week_80x24", grid(&robot));
    let mut robot = page(&d, "holidays", (80, 24)).await;
    robot.press("Delete").await.sees("Remove it");
    robot.press("Right Enter").await;
    robot.sees("Day removed.");
    assert_eq!(d.shop.desk.closures(&d.shop.owner).await.unwrap().len(), 1);
}

#[tokio::test]
async fn equipment_and_absences_have_their_pages() {
    let d = diary().await;
    furnish(&d.shop.desk, &d).await;
    for (name, row, shot) in [
        ("equipment", "Tester", "equipment"),
        ("absences", "Jo", "absences"),
        ("most used", "Tyre press", "equipment_use"),
    ] {
        let robot = page(&d, name, (80, 24)).await;
        robot.sees(row);
        insta::assert_snapshot!(format!("{shot}_80x24"), body(&robot));
        let mut robot = page(&d, name, (120, 40)).await;
        insta::assert_snapshot!(format!("{shot}_120x40"), body(&robot));
        robot.press("Enter").await.sees("save");
    }
}

#[tokio::test]
async fn skills_are_written_in_one_line_on_the_page_of_a_person() {
    let d = diary().await;
    let mut robot = page(&d, "staff", (80, 24)).await;
    robot
        .write("jo")
        .await
        .press("F10")
        .await
        .write("skills")
        .await
        .press("Enter")
        .await;
    robot
        .write("brakes 5")
        .await
        .press("Enter")
        .await
        .sees("is not a skill");
    robot
        .press("Ctrl-U")
        .await
        .write("brakes 3, diagnosis")
        .await
        .press("Enter")
        .await;
    robot.sees("Done: Skills.");
    let known = d.shop.desk.skills(&d.shop.owner).await.unwrap();
    assert_eq!(known.len(), 2);
}

dual_test! {
    async fn an_absence_over_a_booking_lists_it_and_is_entered_once_that_is_ticked(d: Diary) {
        let mut order = d.order(d.caller("Jansen", "KL-310-P").await, 1, 9 * 60);
        order.staff = Some(d.jo);
        d.book(&order).await;
        let mut robot = page(&d, "absences", (80, 24)).await;
        robot.press("Insert").await.write("jo").await.press("Enter Enter").await.write("tue").await;
        robot.press("Ctrl-S").await.sees("1 booking lies in it").sees("KL-310-P, Tue 24 Nov 09:00");
        robot.press("Enter").await.sees("Tick it to enter it all the same.");
        robot.press("Space Ctrl-S").await.sees("Jo");
        assert_eq!(d.count("SELECT COUNT(*) FROM absence").await, 1);
        robot.press("Alt-1").await.write("tue").await.press("Enter").await.sees("needs moving");
    }
}
