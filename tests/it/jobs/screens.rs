//! The board, the job card and My work by a robot: what they show, and how many keys a step takes.

use forecourt::desk::Actor;
use forecourt::desk::auth::Landing;
use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::job::{NewLine, OpenJob};
use forecourt::domain::job::HoldReason;
use forecourt::domain::{JobId, Qty};
use forecourt::tui::app::Options;

use super::Floor;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

pub async fn floor() -> Floor {
    Floor::from_place(Place::sqlite().await).await
}

impl Floor {
    /// Another car with its own customer, and these bundles on its job.
    pub async fn visit(&self, name: &str, plate: &str, model: &str, codes: &[&str]) -> JobId {
        let form = CustomerForm {
            name: name.to_owned(),
            ..CustomerForm::default()
        };
        let customer = self
            .desk()
            .add_customer(&self.ana, &form)
            .await
            .unwrap()
            .value;
        let form = VehicleForm {
            plate: plate.to_owned(),
            make: "Opel".to_owned(),
            model: model.to_owned(),
            ..VehicleForm::default()
        };
        let vehicle = self
            .desk()
            .add_vehicle(&self.ana, &form, Some(customer))
            .await
            .unwrap()
            .value;
        let open = OpenJob {
            customer,
            vehicle,
            wish: String::new(),
            canned: Vec::new(),
        };
        let job = self.desk().open_job(&self.ana, &open).await.unwrap().id;
        for code in codes {
            self.desk()
                .put_canned_job(&self.ana, job, code)
                .await
                .unwrap();
        }
        job
    }

    /// A morning: one job in each column, one of them late.
    async fn morning(&self) -> JobId {
        let desk = self.desk();
        let now = desk.now();
        self.visit("Bakker, P.", "GH-552-T", "Astra", &["BRKF"])
            .await;
        let asked = self
            .visit("Mol, T.", "TT-229-H", "308", &["DIAG", "SMALL"])
            .await;
        desk.propose(&self.ana, asked, &[]).await.unwrap();
        desk.promise(&self.ana, asked, Some(now.plus_minutes(138)), "")
            .await
            .unwrap();
        let late = self
            .visit("de Vries, A.", "AB-123-C", "V60", &["MAJOR"])
            .await;
        self.give(late, &self.sam).await;
        desk.start(&self.sam, self.tasks(late).await[0], "")
            .await
            .unwrap();
        desk.promise(&self.ana, late, Some(now.plus_minutes(20)), "")
            .await
            .unwrap();
        let held = self
            .visit("de Wit, R.", "MN-212-S", "Focus", &["AIRCO"])
            .await;
        self.yes(held).await;
        desk.put_on_hold(
            &self.ana,
            held,
            HoldReason::Parts,
            Some(now.plus_minutes(1440)),
            "",
        )
        .await
        .unwrap();
        let job = self.agreed(&["BRKFD"]).await;
        desk.promise(&self.ana, job, Some(now.plus_minutes(90)), "")
            .await
            .unwrap();
        desk.note(&self.ana, job, "Call before any extra over 100", false)
            .await
            .unwrap();
        let part = self.part("BOS-0986", 3).await;
        let line = NewLine::of_part(part, Qty::whole(2));
        desk.add_line(&self.ana, job, &line).await.unwrap();
        self.yes(job).await;
        desk.start(&self.jo, self.tasks(job).await[0], "")
            .await
            .unwrap();
        let check = self.visit("Bos, K.", "XY-987-Z", "Clio", &["OIL"]).await;
        self.give(check, &self.max).await;
        desk.start(&self.max, self.tasks(check).await[0], "")
            .await
            .unwrap();
        desk.done(&self.max, self.tasks(check).await[0], "")
            .await
            .unwrap();
        self.shop.wait(37);
        job
    }

    pub async fn give(&self, job: JobId, who: &Actor) {
        self.yes(job).await;
        for task in self.tasks(job).await {
            self.desk()
                .assign(&self.ana, task, who.staff())
                .await
                .unwrap();
        }
    }

    pub async fn at(&self, who: &Actor, tab: &str, size: (u16, u16)) -> Robot {
        let mut options = Options::new(who.clone());
        options.landing = (tab == "my-work").then_some(Landing::MyWork);
        let mut robot = Robot::with(self.desk(), options, size).await;
        if tab == "jobs" {
            robot
                .press("F10")
                .await
                .write("jobs")
                .await
                .press("Enter")
                .await;
        }
        robot
    }
}

/// The screen without the bar of tabs and the bar of keys, which other tabs change.
pub fn body(robot: &Robot) -> String {
    let screen = robot.screen();
    let rows: Vec<&str> = screen.lines().collect();
    rows[1..rows.len() - 1].join("\n")
}

#[tokio::test]
async fn the_board_shows_each_job_in_its_column_and_what_is_late() {
    let floor = floor().await;
    floor.morning().await;
    for size in [(80, 24), (120, 40)] {
        let robot = floor.at(&floor.ana, "jobs", size).await;
        insta::assert_snapshot!(format!("board_{}x{}", size.0, size.1), body(&robot));
    }
}

#[tokio::test]
async fn an_empty_board_says_so() {
    let floor = floor().await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    insta::assert_snapshot!("board_empty_80x24", body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("board_empty_120x40", body(&robot));
}

#[tokio::test]
async fn the_card_shows_tasks_in_order_lines_and_what_keeps_it() {
    let floor = floor().await;
    floor.morning().await;
    for size in [(80, 24), (120, 40)] {
        let mut robot = floor.at(&floor.ana, "jobs", size).await;
        robot.write("kl310").await.press("Enter").await;
        insta::assert_snapshot!(format!("job_card_{}x{}", size.0, size.1), body(&robot));
    }
}

#[tokio::test]
async fn long_names_are_cut_and_nothing_overlaps() {
    let floor = floor().await;
    let name = "Wolfeschlegelsteinhausenbergerdorff Internationale Fahrzeugvermietung und Söhne";
    floor
        .visit(
            name,
            "WW-999-WW",
            "Transporter langer Radstand Hochdach",
            &["SMALL", "BRKFD"],
        )
        .await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    insta::assert_snapshot!("board_long_80x24", body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("board_long_120x40", body(&robot));
    robot.resize(80, 24).await;
    robot.press("Enter").await;
    insta::assert_snapshot!("job_card_long_80x24", body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("job_card_long_120x40", body(&robot));
}

#[tokio::test]
async fn a_canned_job_goes_on_the_card_in_five_keys() {
    let floor = floor().await;
    floor.job(&[]).await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot.press("Enter").await.keys();
    robot.write("oil").await.sees("Oil and filter change");
    robot
        .press("Enter")
        .await
        .sees("added")
        .sees("Oil and filter");
    assert!(robot.keys() <= 5);
}

#[tokio::test]
async fn a_yes_is_recorded_and_the_job_goes_on_from_the_card() {
    let floor = floor().await;
    let job = floor.job(&["OIL"]).await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot.press("+").await.sees("What did the customer say");
    robot.press("Ctrl-S").await.sees("Written down");
    assert_eq!(floor.status(job).await, "authorised");
    robot.press("-").await.sees("Every yes is taken back");
    robot.write("wrong car").await.press("Ctrl-S").await;
    assert_eq!(floor.status(job).await, "arrived");
}

#[tokio::test]
async fn ready_lists_what_is_in_the_way() {
    let floor = floor().await;
    floor.morning().await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot
        .write("kl310")
        .await
        .press("Enter")
        .await
        .press("+")
        .await;
    robot.sees("Not ready yet").sees("The clock still runs");
    insta::assert_snapshot!("job_blockers_80x24", body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("job_blockers_120x40", body(&robot));
}

#[tokio::test]
async fn tasks_are_given_and_put_into_another_order() {
    let floor = floor().await;
    let job = floor.job(&["SMALL"]).await;
    let before = floor.tasks(job).await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot
        .press("Enter Down Ctrl-K")
        .await
        .sees("Who does this task?");
    robot.write("jo").await.press("Enter").await.sees("Given");
    assert_eq!(
        floor.card(job).await.tasks[0].task.staff.as_deref(),
        Some("Jo")
    );
    robot.press("Space Down Enter").await.sees("new order");
    assert_eq!(floor.tasks(job).await, [before[1], before[0]]);
    robot.press("Ctrl-Z").await;
    assert_eq!(floor.tasks(job).await, before);
}

#[tokio::test]
async fn a_refused_form_comes_back_as_it_was_typed() {
    let floor = floor().await;
    floor.agreed(&["OIL"]).await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot.press("Enter Down Down Enter").await.sees("Line");
    // Ana may not give discounts beyond her cap, which is a fifth.
    robot
        .press("Enter Enter Enter")
        .await
        .write("30")
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("You may take off up to").sees("30");
}

#[tokio::test]
async fn my_work_looks_like_its_picture() {
    let floor = floor().await;
    floor.morning().await;
    for size in [(80, 24), (120, 40)] {
        let robot = floor.at(&floor.jo, "my-work", size).await;
        insta::assert_snapshot!(format!("my_work_{}x{}", size.0, size.1), body(&robot));
    }
    let mut idle = floor.at(&floor.max, "my-work", (80, 24)).await;
    insta::assert_snapshot!("my_work_idle_80x24", body(&idle));
    idle.resize(120, 40).await;
    insta::assert_snapshot!("my_work_idle_120x40", body(&idle));
}

#[tokio::test]
async fn start_pause_and_done_take_one_key_each() {
    let floor = floor().await;
    let job = floor.agreed(&["SMALL"]).await;
    let mut robot = floor.at(&floor.jo, "my-work", (80, 24)).await;
    robot.keys();
    robot.press("Enter").await.sees("Oil and filter runs");
    assert_eq!(robot.keys(), 1);
    robot.minutes(9).await.sees("of 0:30");
    robot.keys();
    robot.press("-").await.sees("is paused");
    assert_eq!(robot.keys(), 1);
    robot.press("Enter").await.keys();
    robot.press("+").await.sees("is done");
    assert_eq!(robot.keys(), 1);
    robot
        .press("Enter")
        .await
        .press("+")
        .await
        .sees("goes to the check");
    assert_eq!(floor.status(job).await, "qc");
}

#[tokio::test]
async fn a_part_is_taken_from_the_bay_in_two_keys_and_a_scan_takes_another() {
    let floor = floor().await;
    let job = floor.morning().await;
    let mut robot = floor.at(&floor.jo, "my-work", (80, 24)).await;
    robot.keys();
    robot.press("Tab Enter").await.sees("taken");
    assert_eq!(robot.keys(), 2);
    let line = floor.card(job).await.lines.pop().unwrap().line;
    assert_eq!(line.issued_milli, Qty::whole(2));
    floor.part("40123455", 4).await;
    robot
        .scan("40123455")
        .await
        .sees("until the customer says yes");
}

#[tokio::test]
async fn another_terminal_sees_the_card_move() {
    let floor = floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let mut counter = floor.at(&floor.ana, "jobs", (120, 40)).await;
    counter.sees("0/2");
    floor
        .desk()
        .start(&floor.jo, floor.tasks(job).await[0], "")
        .await
        .unwrap();
    counter.until("1/2").await;
}

#[tokio::test]
async fn the_card_prints_to_a_file_that_says_where_it_lies() {
    let floor = floor().await;
    floor.agreed(&["OIL"]).await;
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::new(floor.ana.clone());
    options.tray = forecourt::paper::Tray::new(folder.path().to_path_buf(), "");
    let mut robot = Robot::with(floor.desk(), options, (80, 24)).await;
    robot
        .press("F10")
        .await
        .write("jobs")
        .await
        .press("Enter Enter F9")
        .await;
    robot.sees("What is to be printed?");
    robot.press("Enter").await.sees("It lies in");
    let kept = std::fs::read_to_string(folder.path().join("JOB-2026-0001.txt")).unwrap();
    assert!(kept.contains("Oil and filter"));
}
