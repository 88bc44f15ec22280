//! For when a vehicle may be promised, whose work is whose, where it stands, what a job waits for.

use forecourt::desk::Error;
use forecourt::desk::job::{JobForm, NewLine, NewTask, SubletForm, Unissued};
use forecourt::desk::staff::Person;
use forecourt::domain::job::{Known, still};
use forecourt::domain::line::Kind;
use forecourt::domain::permission::Permission as P;
use forecourt::domain::{JobId, LineId, Money, Qty};
use forecourt::tui::app::Options;

use super::{Floor, in_the_way};
use crate::rig::shop::PASSWORD;
use crate::robot::Robot;

fn refused(answer: Result<(), Error>) -> (&'static str, &'static str) {
    match answer {
        Err(Error::Invalid { field, why }) => (field, why.id),
        other => panic!("not refused beside a field: {other:?}"),
    }
}

fn said(floor: &Floor, known: &Known) -> &'static str {
    let zone = floor.desk().site(floor.ana.site()).unwrap().zone;
    still(known, zone, floor.desk().now()).why.id
}

impl Floor {
    /// A job with so many hours of a task that needs no yes.
    async fn hours(&self, hours: i64) -> JobId {
        let job = self.job(&[]).await;
        let task = NewTask {
            item: None,
            title: "Engine out".to_owned(),
            planned_min: hours * 60,
            staff: None,
        };
        self.desk().add_task(&self.ana, job, &task).await.unwrap();
        job
    }

    async fn sublet(&self, job: JobId) -> LineId {
        let line = NewLine {
            kind: Kind::Sublet,
            price: Some(Money(18_000)),
            ..NewLine::of_labour("Skim the head", Qty::ONE)
        };
        let done = self.desk().add_line(&self.max, job, &line).await.unwrap();
        done.value
    }

    async fn step(&self, line: LineId) {
        let form = SubletForm {
            supplier: "Motorenbouw".to_owned(),
            ..SubletForm::default()
        };
        self.desk()
            .step_sublet(&self.ana, line, &form)
            .await
            .unwrap();
    }
}

dual_test! {
    async fn r10_a_promise_is_neither_past_nor_before_the_work_can_be_done_unless_somebody_says_why(floor: Floor) {
        let (desk, ana, max) = (floor.desk(), &floor.ana, &floor.max);
        let job = floor.hours(20).await;
        let at = |days, hour: i64| Some(floor.shop.at(days, hour * 60));
        let past = desk.promise(ana, job, at(0, 9), "in a hurry").await.map(drop);
        assert_eq!(refused(past), ("day", "promise-past"), "a reason is not enough for who may not override");
        let early = desk.promise(ana, job, at(1, 17), "").await;
        let Err(Error::Invalid { field: "day", why }) = early else { panic!("{early:?}") };
        assert_eq!(why.arg("day").unwrap().to_string(), "2026-11-25", "three working days, today the first");
        desk.promise(ana, job, at(2, 12), "").await.unwrap();
        let early = desk.promise(max, job, at(1, 17), " ").await.map(drop);
        assert_eq!(refused(early), ("reason", "promise-reason"));
        let done = desk.promise(max, job, at(1, 17), "Sam helps tonight").await.unwrap();
        assert_eq!(floor.card(job).await.job.promised_at, at(1, 17));
        floor.shop.wait(3 * 24 * 60);
        desk.undo(max, done.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(job).await.job.promised_at, at(2, 12), "what was agreed before comes back as it was");
        desk.promise(ana, job, at(2, 12), "").await.unwrap();
        desk.promise(ana, job, None, "").await.unwrap();
    }
}

dual_test! {
    async fn r10_after_closing_the_next_working_day_is_the_first(floor: Floor) {
        let job = floor.hours(1).await;
        floor.shop.desk.clock().set(floor.shop.at(4, 20 * 60));
        let tonight = floor.desk().promise(&floor.ana, job, Some(floor.shop.at(4, 22 * 60)), "").await;
        let Err(Error::Invalid { field: "day", why }) = tonight else { panic!("{tonight:?}") };
        let day: chrono::NaiveDate = why.arg("day").unwrap().to_string().parse().unwrap();
        assert!(day > floor.today(), "{day}");
    }
}

dual_test! {
    async fn s1_90_a_draft_does_not_hide_that_agreed_work_can_go_on(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        assert_eq!(said(&floor, &floor.card(job).await.known), "still-can-start");
        floor.desk().put_canned_job(&floor.ana, job, "SMALL").await.unwrap();
        assert_eq!(said(&floor, &floor.card(job).await.known), "still-can-start");
        let board = floor.desk().columns(&floor.ana).await.unwrap();
        assert_eq!(said(&floor, &board[0].known), "still-can-start", "the board says the same");
        floor.desk().start(&floor.jo, floor.tasks(job).await[0], "").await.unwrap();
        floor.desk().block(&floor.jo, floor.tasks(job).await[0], "no lift").await.unwrap();
        assert_eq!(said(&floor, &floor.card(job).await.known), "still-unasked");
    }
}

dual_test! {
    async fn r20_a_job_is_not_ready_while_agreed_work_is_at_another_firm_and_card_and_board_say_where(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let line = floor.sublet(job).await;
        floor.yes(job).await;
        let jo = floor.id(&floor.jo);
        desk.assign(&floor.ana, floor.tasks(job).await[0], Some(jo)).await.unwrap();
        floor.work_off(floor.tasks(job).await[0]).await;
        let ready = async || desk.complete(&floor.ana, job, Unissued::Ask, "").await;
        let both = async || {
            let board = desk.columns(&floor.ana).await.unwrap();
            (floor.card(job).await.known.sublets, board[0].known.sublets.clone())
        };
        assert_eq!(in_the_way(&ready().await.unwrap_err()), ["blocker-sublet"], "nobody has it yet");
        for out in [false, true] {
            floor.step(line).await;
            assert_eq!(in_the_way(&ready().await.unwrap_err()), ["blocker-sublet"]);
            let (card, board) = both().await;
            assert_eq!(card, board);
            assert_eq!((card[0].out, card[0].firm.as_deref()), (out, Some("Motorenbouw")));
        }
        floor.step(line).await;
        assert!(both().await.0.is_empty(), "it is back");
        ready().await.unwrap();
    }
}

dual_test! {
    async fn r03_a_mechanic_looks_over_writes_and_prices_only_where_they_have_a_task(floor: Floor) {
        let (desk, jo, sam) = (floor.desk(), &floor.jo, &floor.sam);
        let job = floor.agreed(&["OIL"]).await;
        let form = desk.inspection_forms(jo).await.unwrap()[0].id;
        let forbidden = |e: Error| matches!(e, Error::Forbidden { .. } | Error::Refused(_));
        assert!(forbidden(desk.inspect(sam, job, form, "I had time").await.unwrap_err()));
        let look = desk.inspect(jo, job, form, "").await.unwrap();
        let points = desk.inspection(sam, look).await.unwrap().points;
        let p = &points[0];
        assert!(forbidden(desk.grade_points(sam, &[(p.id, p.version)], None).await.unwrap_err()));
        assert!(forbidden(desk.grade_point(sam, p.id, p.version, &Default::default()).await.unwrap_err()));
        let pads = points.iter().find(|p| p.title == "Pads").unwrap();
        let remedy = forecourt::desk::job::Remedy::OfPoint;
        assert!(forbidden(desk.remedy(sam, pads.id, &remedy).await.unwrap_err()));
        assert!(forbidden(desk.finish_inspection(sam, look, "").await.unwrap_err()));
        assert!(forbidden(desk.take_inspection(sam, look, "Jo is ill").await.unwrap_err()));
        assert!(forbidden(desk.note(sam, job, "Nice car", false).await.unwrap_err()));
        assert!(forbidden(desk.write_estimate(sam, job).await.unwrap_err()));
        let note = desk.note(jo, job, "Sump leaks", false).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        desk.keep_photos_in(folder.path().to_owned());
        let path = folder.path().join("a.png");
        image::RgbImage::new(4, 4).save(&path).unwrap();
        let path = path.display().to_string();
        assert!(forbidden(desk.add_photo(sam, note, &path, "").await.unwrap_err()));
        desk.add_photo(jo, note, &path, "").await.unwrap();
        desk.grade_points(&floor.ana, &[(p.id, p.version)], None).await.unwrap();
    }
}

dual_test! {
    async fn r03_who_may_work_on_anyones_task_looks_another_vehicle_over_and_says_why(floor: Floor) {
        let (desk, owner) = (floor.desk(), &floor.shop.owner);
        let role = desk.add_role(owner, "foreman", "Foreman", &[P::JobSee, P::JobWork, P::JobAny]).await.unwrap();
        let person = Person { name: "Kim".to_owned(), login: Some("kim".to_owned()), ..Person::default() };
        let kim = desk.add_staff(owner, &person, Some(PASSWORD)).await.unwrap();
        desk.grant(owner, kim, role, None).await.unwrap();
        let kim = floor.shop.log_in("kim").await;
        let job = floor.agreed(&["OIL"]).await;
        let form = desk.inspection_forms(&kim).await.unwrap()[0].id;
        let silent = desk.inspect(&kim, job, form, "").await.map(drop);
        assert_eq!(refused(silent).0, "reason");
        let look = desk.inspect(&kim, job, form, "Jo is at the dentist").await.unwrap();
        let p = desk.inspection(&kim, look).await.unwrap().points.remove(0);
        desk.grade_points(&kim, &[(p.id, p.version)], None).await.unwrap();
        desk.take_inspection(&floor.jo, look, "").await.unwrap();
        let other = desk.grade_points(&kim, &[(p.id, p.version + 1)], None).await;
        assert_eq!(refused(other).0, "reason", "it is Jo's now");
    }
}

dual_test! {
    async fn s1_16_where_a_vehicle_stands_is_written_down_and_taken_back(floor: Floor) {
        let job = floor.job(&["OIL"]).await;
        let was = floor.card(job).await.job;
        let form = JobForm { key_tag: "14".to_owned(), parking: "yard 3".to_owned(), contact_name: String::new(),
            contact_phone: String::new(), limit: None, priority: 0, check_required: false };
        let done = floor.desk().edit_job(&floor.ana, job, was.version, &form).await.unwrap();
        assert_eq!(floor.card(job).await.job.parking, "yard 3");
        floor.desk().undo(&floor.ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(job).await.job.parking, "");
    }
}

#[tokio::test]
async fn a_promise_that_cannot_hold_is_said_beside_its_day_and_the_parking_place_is_typed_on_the_card()
 {
    let floor = super::screens::floor().await;
    let job = floor.hours(20).await;
    let mut robot = Robot::with(floor.desk(), Options::new(floor.max.clone()), (80, 24)).await;
    robot
        .press("Alt-3 Enter F10")
        .await
        .write("promise a time")
        .await;
    robot.press("Enter").await.sees("Promised for");
    robot
        .write("24 nov")
        .await
        .press("Tab")
        .await
        .write("1700")
        .await
        .press("Ctrl-S")
        .await;
    insta::assert_snapshot!("promise_too_early", super::screens::body(&robot));
    robot
        .write("Sam helps tonight")
        .await
        .press("Ctrl-S")
        .await
        .sees("Promised for");
    assert_eq!(
        floor.card(job).await.job.promised_at,
        Some(floor.shop.at(1, 17 * 60))
    );
    robot
        .press("Ctrl-E Tab")
        .await
        .write("yard 3")
        .await
        .press("Ctrl-S")
        .await
        .sees("Saved");
    assert_eq!(floor.card(job).await.job.parking, "yard 3");
}
