//! The pages, by a robot.

use forecourt::desk::Actor;
use forecourt::tui::app::Options;

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
