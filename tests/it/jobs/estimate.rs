//! The estimate: versions, review, how long it holds, how it reaches the customer; and the whole way of
//! a visit from the first look to the last task (S1).

use forecourt::desk::Error;
use forecourt::desk::job::{NewLine, Way};
use forecourt::domain::estimate::Status;
use forecourt::domain::line::{Auth, Decision, Method};
use forecourt::domain::{JobId, Money, Qty};
use forecourt::paper::estimate::text;
use forecourt::tui::app::Options;
use forecourt::words::Words;

use super::{Floor, answer};
use crate::robot::Robot;

impl Floor {
    async fn estimate(&self, job: JobId) -> forecourt::desk::job::EstimateCard {
        self.desk()
            .estimate_of(&self.max, job)
            .await
            .unwrap()
            .unwrap()
    }
}

dual_test! {
    async fn r27_an_estimate_a_mechanic_wrote_is_read_by_an_advisor_before_the_customer_has_it(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["BRKF"]).await;
        desk.assign(&floor.ana, floor.tasks(job).await[0], floor.jo.staff()).await.unwrap();
        let first = desk.write_estimate(&floor.jo, job).await.unwrap();
        assert_eq!(floor.estimate(job).await.estimate.status, Status::Review);
        let early = desk.send_estimate(&floor.ana, first, Way::Told(Method::Phone), "").await;
        assert!(matches!(early, Err(Error::Refused(_))), "{early:?}");
        let mute = desk.return_estimate(&floor.ana, first, " ").await;
        assert!(matches!(mute, Err(Error::Invalid { .. })));
        desk.return_estimate(&floor.ana, first, "discs as well").await.unwrap();
        assert_eq!(floor.estimate(job).await.estimate.review_note, "discs as well");
        let second = desk.write_estimate(&floor.jo, job).await.unwrap();
        desk.approve_estimate(&floor.ana, second).await.unwrap();
        let told = floor.estimate(job).await;
        assert_eq!((told.estimate.revision, told.versions.len()), (2, 2));
        assert_eq!(told.versions[1].status, Status::Replaced);
        assert_eq!(told.estimate.number, told.versions[1].number, "one number, several versions");
        assert!(told.card.lines.iter().all(|l| l.line.auth == Auth::Draft), "nobody was asked yet");

        desk.send_estimate(&floor.ana, second, Way::Message, "the words").await.unwrap();
        let told = floor.estimate(job).await;
        assert_eq!((told.estimate.status, told.estimate.body.as_str()), (Status::Sent, "the words"));
        assert!(told.card.lines.iter().all(|l| l.line.auth == Auth::Proposed));
        assert_eq!(floor.status(job).await, "awaiting_auth");
        assert_eq!(floor.outbox("estimate_sent").await, 1);
        assert!(desk.send_estimate(&floor.ana, second, Way::Message, "").await.is_err(), "once");

        desk.put_setting(&floor.shop.owner, "review.estimate", &serde_json::json!("auto")).await.unwrap();
        desk.write_estimate(&floor.jo, job).await.unwrap();
        assert_eq!(floor.estimate(job).await.estimate.status, Status::Draft, "nobody has to read it");
    }
}

dual_test! {
    async fn r33_an_estimate_whose_days_are_over_is_priced_anew_before_a_yes(floor: Floor) {
        let desk = floor.desk();
        desk.put_setting(&floor.shop.owner, "estimate.valid", &serde_json::json!(1)).await.unwrap();
        let job = floor.job(&["BRKF"]).await;
        let id = desk.write_estimate(&floor.ana, job).await.unwrap();
        desk.send_estimate(&floor.ana, id, Way::Told(Method::Phone), "").await.unwrap();
        let was = floor.estimate(job).await.estimate.total_minor;
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        desk.set_labour_rate(&floor.shop.owner, "STD", "Standard", Money(20_000), today).await.unwrap();
        floor.shop.wait(2 * 24 * 60);
        let yes = answer(Decision::Authorised, floor.card(job).await.undecided());
        let late = desk.decide(&floor.ana, job, &yes).await;
        assert!(matches!(&late, Err(Error::Refused(why)) if why.id == "estimate-expired"), "{late:?}");
        assert!(floor.estimate(job).await.expired);
        desk.write_estimate(&floor.ana, job).await.unwrap();
        let now = floor.estimate(job).await;
        assert!(now.estimate.total_minor > was, "{:?} at the price of today", now.estimate.total_minor);
        assert!(!now.expired && !now.outdated);
        desk.decide(&floor.ana, job, &yes).await.unwrap();
        assert_eq!(floor.status(job).await, "authorised");
    }
}

dual_test! {
    async fn r27_what_has_changed_since_it_was_written_is_not_sent(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&[]).await;
        let empty = desk.write_estimate(&floor.ana, job).await;
        assert!(matches!(empty, Err(Error::Refused(_))), "{empty:?}");
        desk.put_canned_job(&floor.ana, job, "OIL").await.unwrap();
        let id = desk.write_estimate(&floor.ana, job).await.unwrap();
        assert_eq!(floor.estimate(job).await.estimate.status, Status::Approved, "its writer is an advisor");
        desk.add_line(&floor.ana, job, &NewLine::of_labour("Wash", Qty(200))).await.unwrap();
        assert!(floor.estimate(job).await.outdated);
        let old = desk.send_estimate(&floor.ana, id, Way::Told(Method::InPerson), "").await;
        assert!(matches!(&old, Err(Error::Refused(why)) if why.id == "estimate-outdated"), "{old:?}");
    }
}

dual_test! {
    async fn s1_40_what_was_done_on_the_vehicle_before_is_known(floor: Floor) {
        let desk = floor.desk();
        let job = floor.agreed(&["OIL"]).await;
        floor.work_off(floor.tasks(job).await[0]).await;
        desk.complete(&floor.ana, job, forecourt::desk::job::Unissued::Issue, "").await.unwrap();
        let bill = desk.draft_for_job(&floor.ana, job).await.unwrap();
        desk.post_invoice(&floor.ana, bill).await.unwrap();
        let out = forecourt::desk::job::HandOver { reason: "pays on Friday".to_owned(), ..Default::default() };
        desk.hand_over(&floor.max, job, &out).await.unwrap();
        let again = floor.job(&[]).await;
        let before = desk.done_before(&floor.ana, again).await.unwrap();
        assert_eq!((before.len(), before[0].code.as_deref()), (1, Some("OIL")));
        assert!(desk.done_before(&floor.ana, job).await.unwrap().is_empty(), "a visit is not before itself");
    }
}

#[tokio::test]
async fn the_estimate_prints_with_what_was_found_and_what_is_agreed() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["BRKF", "OIL"]).await;
    floor.desk().write_estimate(&floor.ana, job).await.unwrap();
    let site = floor.desk().site(floor.shop.founded.site).unwrap();
    let words = Words::new("en", floor.desk().settings().currency(), site.zone);
    let paper = text(&floor.estimate(job).await, &site, &words);
    insta::assert_snapshot!("estimate_paper", paper);
    assert!(paper.lines().all(|l| l.chars().count() <= 80));
}

#[tokio::test]
async fn s1_from_the_first_look_to_the_last_task_with_a_supplement_on_the_way() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["DIAG"]).await;
    for task in floor.tasks(job).await {
        floor
            .desk()
            .assign(&floor.ana, task, floor.jo.staff())
            .await
            .unwrap();
    }
    // The mechanic looks it over, finds two things, and writes the estimate.
    let mut jo = Robot::with(floor.desk(), Options::new(floor.jo.clone()), (80, 24)).await;
    jo.press("Alt-2 Ctrl-R Enter").await.sees("16 to see");
    jo.press("Up")
        .await
        .write("g")
        .await
        .write("1.5")
        .await
        .press("Enter Up")
        .await;
    jo.write("w").await.sees("on job");
    jo.press("Down").await;
    jo.write("gggg")
        .await
        .write("g")
        .await
        .write("ga")
        .await
        .press("Up")
        .await;
    jo.write("w").await.press("Down").await.write("ggggg").await;
    jo.press("Ctrl-S").await.sees("Finish the inspection");
    jo.press("Ctrl-S").await.sees("finished");
    jo.press("Tab Enter").await.sees("to review");
    assert_eq!(floor.status(job).await, "estimated");

    // The advisor reads it, tells it on the phone, and takes the answers.
    let mut ana = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (80, 24)).await;
    ana.press("Alt-2 Enter")
        .await
        .press("BackTab")
        .await
        .sees("to review");
    insta::assert_snapshot!("estimate_page", super::screens::body(&ana));
    ana.press("Enter").await.sees("approved");
    ana.press("Enter").await.sees("How does");
    ana.press("Down Enter").await;
    ana.sees("Read each line aloud");
    ana.write("y").await.write("y").await.write("d").await;
    ana.press("Enter Ctrl-S").await;
    assert_eq!(floor.status(job).await, "authorised");
    let off = floor
        .desk()
        .put_off_of(&floor.ana, floor.vehicle)
        .await
        .unwrap();
    assert_eq!(off.len(), 1, "the third is kept for the vehicle");
    ana.press("Down").await.sees("Jansen").sees("by Ana");
    insta::assert_snapshot!("estimate_answered", super::screens::body(&ana));

    // Work begins; more is needed, asked for and agreed.
    for task in floor.tasks(job).await {
        floor
            .desk()
            .assign(&floor.ana, task, floor.jo.staff())
            .await
            .unwrap();
    }
    jo.press("Esc Esc Alt-2 Enter").await;
    assert_eq!(floor.status(job).await, "in_progress");
    jo.press("Ctrl-E")
        .await
        .write("Brake hose")
        .await
        .press("Enter")
        .await
        .write("0.5")
        .await;
    jo.press("Ctrl-S").await;
    assert_eq!(
        floor.status(job).await,
        "awaiting_auth",
        "a supplement waits for the customer"
    );
    ana.press("Esc Ctrl-R").await.sees("Brake hose");
    ana.write("y").await.press("Enter Ctrl-S").await;
    assert_eq!(floor.status(job).await, "in_progress");

    // All is done and looked at.
    let tasks = floor.card(job).await.tasks;
    for t in tasks.iter().filter(|t| t.authorised) {
        floor
            .desk()
            .assign(&floor.ana, t.task.id, floor.jo.staff())
            .await
            .unwrap();
    }
    for _ in 0..12 {
        if floor.status(job).await == "in_progress" {
            jo.press("+").await.press("Enter").await;
        }
    }
    assert_eq!(floor.status(job).await, "qc", "{}", jo.screen());
    ana.press("+").await;
    assert_eq!(floor.status(job).await, "ready", "{}", ana.screen());
}
