//! Steps by a robot: what is in the way is solved from its list, conflicts, undo, telling again.

use forecourt::desk::job::{JobForm, NewLine, Unissued};
use forecourt::domain::Qty;

use super::Floor;
use super::screens::floor;
use crate::robot::Robot;

impl Floor {
    /// The job card of the only job, at the counter.
    pub async fn card_of(&self, who: &forecourt::desk::Actor) -> Robot {
        let mut robot = self.at(who, "jobs", (80, 24)).await;
        robot.press("Enter").await;
        robot
    }
}

#[tokio::test]
async fn what_is_in_the_way_is_gone_to_or_solved_from_the_list() {
    let floor = floor().await;
    let job = floor.agreed(&["SMALL", "OIL"]).await;
    let tasks = floor.tasks(job).await;
    floor.work_off(tasks[0]).await;
    let part = floor.part("BULB", 5).await;
    floor
        .desk()
        .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::ONE))
        .await
        .unwrap();
    let mut robot = floor.card_of(&floor.ana).await;
    floor
        .desk()
        .decide(
            &floor.ana,
            job,
            &super::answer(
                forecourt::domain::line::Decision::Authorised,
                floor.card(job).await.undecided(),
            ),
        )
        .await
        .unwrap();
    robot.press("+").await;
    robot
        .sees("Not ready yet")
        .sees("go to it")
        .sees("not to be done");
    robot
        .write("not to be done")
        .await
        .press("Enter")
        .await
        .sees("not to be done");
    robot
        .write("customer sells the car")
        .await
        .press("Enter")
        .await;
    robot.sees("not taken").sees("They were fitted");
    robot.press("Enter").await.sees("is ready");
    assert_eq!(floor.status(job).await, "ready");
    assert_eq!(floor.shelf(part).await.0, Qty::whole(4));
}

#[tokio::test]
async fn a_row_saved_elsewhere_meanwhile_is_shown_beside_mine_and_nothing_is_lost() {
    let floor = floor().await;
    let job = floor.job(&["OIL"]).await;
    let mut robot = floor.card_of(&floor.ana).await;
    robot.press("Ctrl-E").await.sees("Key, contact and limit");
    robot.write("14").await;
    let card = floor.card(job).await;
    let theirs = JobForm {
        key_tag: "K7".to_owned(),
        parking: String::new(),
        contact_name: "Mrs Jansen".to_owned(),
        contact_phone: String::new(),
        limit: None,
        priority: 0,
        check_required: false,
    };
    floor
        .desk()
        .edit_job(&floor.max, job, card.job.version, &theirs)
        .await
        .unwrap();
    robot.press("Ctrl-S").await;
    robot.sees("Max").sees("K7").sees("14").sees("Mrs Jansen");
    insta::assert_snapshot!("job_conflict_80x24", super::screens::body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("job_conflict_120x40", super::screens::body(&robot));
    robot.resize(80, 24).await;
    robot
        .press("Esc")
        .await
        .sees("Key, contact and limit")
        .sees("14");
    robot.press("Ctrl-S").await.sees("Somebody else saved");
    robot.press("Enter").await.sees("Saved");
    let kept = floor.card(job).await.job;
    assert_eq!(
        (kept.key_tag.as_str(), kept.contact_name.as_str()),
        ("14", "Mrs Jansen")
    );
}

#[tokio::test]
async fn s1_81_a_symptom_typed_on_the_card_offers_the_work_that_cures_it() {
    let floor = floor().await;
    let job = floor.job(&["OIL"]).await;
    let mut robot = floor.card_of(&floor.ana).await;
    robot.write("squeal front").await.sees("Brake pads front");
    robot.press("Enter").await.sees("Brake pads front added");
    let card = floor.card(job).await;
    assert!(
        card.lines
            .iter()
            .any(|l| l.line.description.contains("Brake pads"))
    );
}

#[tokio::test]
async fn ctrl_z_takes_back_what_was_done_on_the_card() {
    let floor = floor().await;
    let job = floor.job(&["SMALL", "OIL"]).await;
    let mut robot = floor.card_of(&floor.ana).await;
    robot.write("brkf").await.press("Enter").await.sees("added");
    let lines = floor.card(job).await.lines.len();
    robot.press("Ctrl-Z").await;
    assert!(floor.card(job).await.lines.len() < lines);
    robot
        .press("Home Ctrl-K")
        .await
        .write("jo")
        .await
        .press("Enter")
        .await;
    assert!(
        floor
            .card(job)
            .await
            .tasks
            .iter()
            .all(|t| t.task.staff.is_some())
    );
    robot.press("Ctrl-Z").await;
    assert!(
        floor
            .card(job)
            .await
            .tasks
            .iter()
            .all(|t| t.task.staff.is_none()),
        "all of them"
    );
    robot.press("+").await.press("Ctrl-S").await;
    assert_eq!(floor.status(job).await, "authorised");
    robot.press("Ctrl-Z").await;
    assert_eq!(floor.status(job).await, "awaiting_auth");
}

#[tokio::test]
async fn a_customer_who_has_not_come_is_told_once_more() {
    let floor = floor().await;
    let job = floor.agreed(&["OIL"]).await;
    for task in floor.tasks(job).await {
        floor.work_off(task).await;
    }
    let mut robot = floor.card_of(&floor.ana).await;
    robot.press("Ctrl-T").await.sees("not ready");
    floor
        .desk()
        .complete(&floor.ana, job, Unissued::Release, "")
        .await
        .unwrap();
    floor.shop.wait(30);
    robot.press("Ctrl-L Ctrl-T").await.sees("told once more");
}

#[tokio::test]
async fn twenty_jobs_are_stepped_on_in_twenty_five_keys_and_one_takes_them_back() {
    let floor = floor().await;
    let mut jobs = Vec::new();
    for n in 0..20 {
        let (name, plate) = (format!("Customer {n:02}"), format!("AB-{n:03}-C"));
        let job = floor.visit(&name, &plate, "Corsa", &["OIL"]).await;
        floor.give(job, &floor.max).await;
        let task = floor.tasks(job).await[0];
        floor.desk().start(&floor.max, task, "").await.unwrap();
        floor.desk().done(&floor.max, task, "").await.unwrap();
        assert_eq!(floor.status(job).await, "qc");
        jobs.push(job);
    }
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot.keys();
    robot.press("Tab").await.sees("Plate").sees("Customer 00");
    robot
        .press(&["Space"; 20].join(" "))
        .await
        .sees("20 marked");
    insta::assert_snapshot!("job_list_80x24", super::screens::body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("job_list_120x40", super::screens::body(&robot));
    robot.resize(80, 24).await;
    robot.press("+").await.sees("20 jobs are moved on");
    assert!(robot.keys() <= 25);
    for job in &jobs {
        assert_eq!(floor.status(*job).await, "ready");
    }
    robot.press("Ctrl-Z").await;
    for job in &jobs {
        assert_ne!(floor.status(*job).await, "ready");
    }
}

#[tokio::test]
async fn what_cannot_take_the_step_stays_marked_and_says_why() {
    let floor = floor().await;
    floor
        .visit("Bakker, P.", "GH-552-T", "Astra", &["BRKF"])
        .await;
    let held = floor.visit("Mol, T.", "TT-229-H", "308", &["OIL"]).await;
    floor.give(held, &floor.jo).await;
    let mut robot = floor.at(&floor.ana, "jobs", (80, 24)).await;
    robot.press("Tab Space Space").await.sees("2 marked");
    robot
        .press("Ctrl-P")
        .await
        .write("put on hold")
        .await
        .press("Enter")
        .await;
    robot.sees("Put on hold");
    robot.press("Ctrl-S").await;
    robot.sees("stays as it is").sees("GH-552-T");
    assert_eq!(floor.status(held).await, "on_hold");
    robot.press("Esc").await.sees("1 marked");
}

#[tokio::test]
async fn the_manager_puts_clocked_time_right_and_adds_what_no_clock_saw() {
    let floor = floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let task = floor.tasks(job).await[0];
    floor.desk().start(&floor.jo, task, "").await.unwrap();
    floor.shop.wait(90);
    floor.desk().pause(&floor.jo, task, "").await.unwrap();
    let mut robot = floor.card_of(&floor.max).await;
    robot
        .press("Ctrl-P")
        .await
        .write("clocked time")
        .await
        .press("Enter")
        .await;
    robot.sees("1:30").sees("10:42").sees("12:12");
    robot.press("Enter").await.sees("Put the time right");
    robot
        .press("Tab Tab")
        .await
        .write("11:42")
        .await
        .press("Tab")
        .await
        .write("lunch")
        .await;
    robot
        .press("Ctrl-S")
        .await
        .sees("put right")
        .sees("1:00")
        .sees("corrected, Max");
    assert_eq!(floor.card(job).await.tasks[0].seconds, 60 * 60);
    robot.press("Ctrl-Z").await.sees("1:30");
    robot.press("Ins").await.sees("Work no clock saw");
    robot
        .write("oil")
        .await
        .press("Enter")
        .await
        .write("jo")
        .await
        .press("Enter Tab")
        .await;
    robot
        .write("11:00")
        .await
        .press("Tab")
        .await
        .write("11:30")
        .await
        .press("Tab")
        .await;
    robot.write("forgot").await.press("Ctrl-S").await;
    robot.sees("went to “Oil and filter”");
    insta::assert_snapshot!("job_time_80x24", super::screens::body(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("job_time_120x40", super::screens::body(&robot));
}

#[tokio::test]
async fn another_s_task_is_not_the_mechanic_s_and_the_manager_says_why() {
    let floor = floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let mut sam = floor.at(&floor.sam, "jobs", (80, 24)).await;
    sam.press("Enter Down Enter").await.sees("This is Jo");
    assert_eq!(floor.card(job).await.tasks[0].task.status.as_str(), "todo");
    let mut max = floor.card_of(&floor.max).await;
    max.press("Down Enter").await.sees("Against the rule");
    max.write("Jo is ill")
        .await
        .press("Enter")
        .await
        .sees("runs");
}
