//! The pages of the lists, by a robot: filter and what completes it, views, sorting, marks, and what is done to many
//! rows at once (S3-50).

use forecourt::domain::JobId;
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::jobs::Floor;
use crate::jobs::screens::body;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn floor() -> (Floor, Vec<JobId>) {
    let floor = Floor::from_place(Place::sqlite().await).await;
    let mut jobs = Vec::new();
    for codes in [&["OIL"][..], &["SMALL"], &["BRKF"]] {
        jobs.push(floor.job(codes).await);
    }
    (floor, jobs)
}

/// The list by the key of its tab; where letters book, by the first filter that is typed.
async fn list(robot: &mut Robot, tab: &str) {
    robot
        .press("F10")
        .await
        .write(tab)
        .await
        .press("Enter")
        .await;
    if tab == "bookings" {
        robot.write("status:").await.press("Esc Esc").await;
    } else {
        robot.press("Ctrl-R").await;
    }
}

#[tokio::test]
async fn the_list_of_jobs_is_filtered_completed_sorted_and_kept_as_a_view() {
    let (floor, _) = floor().await;
    floor.agreed(&["AIRCO"]).await;
    for size in [(80, 24), (120, 40)] {
        let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), size).await;
        list(&mut robot, "jobs").await;
        insta::assert_snapshot!(format!("list_jobs_{}x{}", size.0, size.1), body(&robot));
        robot.write("acti").await.sees("action:");
        robot.press("Tab").await.write("a").await.sees("action:ask");
        insta::assert_snapshot!(
            format!("list_jobs_ways_{}x{}", size.0, size.1),
            body(&robot)
        );
    }
    let mut robot = Robot::open(floor.desk(), floor.ana.clone()).await;
    list(&mut robot, "jobs").await;
    robot
        .write("action:ask")
        .await
        .sees("3 rows")
        .sees_no("JOB-2026-0004");
    robot.press("Esc Esc").await;
    robot.write("sort:-number").await.sees("4 rows");
    let at = |robot: &Robot, text: &str| robot.screen().find(text).unwrap();
    assert!(at(&robot, "JOB-2026-0004") < at(&robot, "JOB-2026-0001"));
    robot
        .press("Ctrl-O")
        .await
        .write("keep")
        .await
        .press("Enter")
        .await;
    robot
        .write("Newest")
        .await
        .press("Enter")
        .await
        .sees("Newest");
    robot.press("Esc").await.sees_no("sort:-number");
    robot.press("Ctrl-O").await.sees("Newest");
    robot.press("Enter").await;
    robot.sees("sort:-number");
}

#[tokio::test]
async fn marked_jobs_are_given_to_somebody_and_one_undo_takes_it_back() {
    let (floor, jobs) = floor().await;
    let mut robot = Robot::open(floor.desk(), floor.ana.clone()).await;
    list(&mut robot, "jobs").await;
    robot.press("Down Up Space Space").await.sees("2 marked");
    robot
        .press("Ctrl-E")
        .await
        .write("give")
        .await
        .press("Enter")
        .await;
    robot.sees("Who does their open tasks?");
    robot.press("Enter").await;
    robot.sees("2 are done").sees_no("marked");
    let given = async || {
        let mut n = 0;
        for job in &jobs {
            let card = floor.card(*job).await;
            n += usize::from(
                card.tasks
                    .iter()
                    .all(|t| t.task.staff_id == floor.jo.staff()),
            );
        }
        n
    };
    assert_eq!(given().await, 2);
    robot.press("Ctrl-Z").await;
    assert_eq!(given().await, 0);
}

#[tokio::test]
async fn what_is_refused_says_why_and_stays_marked() {
    let (floor, jobs) = floor().await;
    floor.yes(jobs[0]).await;
    let task = floor.tasks(jobs[0]).await[0];
    let desk = floor.desk();
    desk.assign(&floor.max, task, floor.max.staff())
        .await
        .unwrap();
    let mut robot = Robot::open(desk, floor.max.clone()).await;
    list(&mut robot, "jobs").await;
    robot
        .press("Down Up Space Space Space")
        .await
        .sees("3 marked");
    robot
        .press("Ctrl-E")
        .await
        .write("one step")
        .await
        .press("Enter")
        .await;
    robot.sees("1 done, 2 refused").sees("open the card");
    robot.press("Enter").await.sees("2 marked");
    assert_eq!(floor.status(jobs[0]).await, "in_progress");
}

#[tokio::test]
async fn papers_of_marked_jobs_lie_in_their_folder_each_under_its_number() {
    let (floor, _) = floor().await;
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::new(floor.ana.clone());
    options.tray = forecourt::paper::Tray::new(folder.path().to_path_buf(), "");
    let mut robot = Robot::with(floor.desk(), options, (120, 40)).await;
    list(&mut robot, "jobs").await;
    robot
        .press("Down Up Space Space Ctrl-E")
        .await
        .write("papers")
        .await;
    robot.press("Enter").await.sees("2 are done");
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["JOB-2026-0002.txt", "JOB-2026-0003.txt"]);
}

#[tokio::test]
async fn marked_requests_are_confirmed_and_others_cancelled_for_one_reason() {
    let diary = Diary::from_place(Place::sqlite().await).await;
    let (desk, ana) = (&diary.shop.desk, &diary.ana);
    for (n, plate) in ["GH-552-T", "AB-123-C", "TT-229-H"].into_iter().enumerate() {
        let caller = diary.caller(plate, plate).await;
        let order = diary.order(caller, 1, 9 * 60 + 60 * i64::try_from(n).unwrap());
        desk.request(ana, &order).await.unwrap();
    }
    for size in [(80, 24), (120, 40)] {
        let mut robot = Robot::with(desk, Options::new(ana.clone()), size).await;
        list(&mut robot, "bookings").await;
        robot.press("Down Up Space").await;
        insta::assert_snapshot!(format!("list_bookings_{}x{}", size.0, size.1), body(&robot));
        robot.press("Ctrl-E").await.sees("Decline, with a reason");
        insta::assert_snapshot!(
            format!("list_bookings_many_{}x{}", size.0, size.1),
            body(&robot)
        );
    }
    let mut robot = Robot::open(desk, ana.clone()).await;
    list(&mut robot, "bookings").await;
    robot
        .press("Down Up Space Space Ctrl-E")
        .await
        .write("confirm")
        .await;
    robot.press("Enter").await.sees("2 are done");
    robot.write("status:confirmed").await.sees("2 rows");
    robot.press("Esc Esc").await;
    robot
        .write("status:requested")
        .await
        .press("Down Space Ctrl-E")
        .await;
    robot
        .write("cancel")
        .await
        .press("Enter")
        .await
        .sees("Why is it cancelled?");
    robot
        .write("called off")
        .await
        .press("Enter")
        .await
        .sees("One is done");
    robot.press("Esc").await;
    robot.write("status:cancelled").await.sees("1 row");
}

#[tokio::test]
async fn a_list_is_written_to_a_file_of_the_rows_that_fit() {
    let (floor, jobs) = floor().await;
    floor.yes(jobs[1]).await;
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::new(floor.max.clone());
    options.tray = forecourt::paper::Tray::new(folder.path().to_path_buf(), "");
    let mut robot = Robot::with(floor.desk(), options, (120, 40)).await;
    list(&mut robot, "jobs").await;
    robot
        .write("action:ask")
        .await
        .press("Ctrl-E")
        .await
        .write("csv")
        .await;
    robot.press("Enter").await.sees(".csv");
    let file = std::fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert!(
        text.contains("JOB-2026-0001") && text.contains("JOB-2026-0003"),
        "{text}"
    );
    assert!(!text.contains("JOB-2026-0002"), "{text}");
}

#[tokio::test]
async fn a_table_whose_rows_are_all_here_is_sorted_by_each_of_its_columns() {
    let (floor, _) = floor().await;
    let desk = floor.desk();
    desk.clock_in(&floor.jo).await.unwrap();
    floor.shop.wait(60);
    desk.clock_in(&floor.sam).await.unwrap();
    floor.shop.wait(30);
    let mut robot = Robot::open(desk, floor.max.clone()).await;
    robot
        .press("F10")
        .await
        .write("jobs")
        .await
        .press("Enter F10")
        .await;
    robot
        .write("figures")
        .await
        .press("Enter")
        .await
        .sees("Sam");
    let jo_first = |robot: &Robot| {
        let screen = robot.screen();
        screen.find("Jo  ").unwrap() < screen.find("Sam  ").unwrap()
    };
    // By name up, down; by attendance up, down.
    for wanted in [true, false, false, true] {
        robot.press("Ctrl-O").await;
        assert_eq!(jo_first(&robot), wanted, "{}", robot.screen());
    }
}
