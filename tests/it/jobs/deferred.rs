//! What the customer puts off and what becomes of it, and the call that asks.

use forecourt::desk::catalogue::CannedJob;
use forecourt::desk::job::{Ask, Due, LineForm, OpenJob};
use forecourt::desk::{Actor, Error};
use forecourt::domain::deferred::Event;
use forecourt::domain::line::{Auth, Decision, DeclineReason, Method};
use forecourt::domain::{CannedJobId, JobId, LineId, Money};
use forecourt::store::{Db, sql};
use forecourt::tui::app::Options;

use super::{Floor, answer};
use crate::robot::Robot;

fn later(lines: Vec<LineId>) -> Ask {
    Ask {
        reason: DeclineReason::WillReturn.as_str().to_owned(),
        note: "after the holidays".to_owned(),
        due: Due {
            on: chrono::NaiveDate::from_ymd_opt(2027, 1, 11),
            odometer: Some(155_000),
        },
        ..answer(Decision::Deferred, lines)
    }
}

impl Floor {
    async fn lines_of(&self, job: JobId, title: &str) -> Vec<LineId> {
        let card = self.card(job).await;
        let item = card.items.iter().find(|i| i.title == title).unwrap().id;
        let lines = card.lines.iter().filter(|l| l.line.work_item_id == item);
        lines.map(|l| l.line.id).collect()
    }

    async fn title(&self, job: JobId, at: usize) -> String {
        self.card(job).await.items[at].title.clone()
    }

    /// The next visit of the same vehicle.
    async fn comes_again(&self) -> JobId {
        let open = OpenJob {
            customer: self.customer,
            vehicle: self.vehicle,
            wish: String::new(),
            canned: Vec::new(),
        };
        self.desk().open_job(&self.ana, &open).await.unwrap().id
    }
}

dual_test! {
    async fn r31_work_put_off_belongs_to_the_vehicle_and_is_revived_at_the_price_of_today(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL", "BRKF"]).await;
        let brakes = floor.title(job, 1).await;
        let (oil, lines) = (floor.lines_of(job, &floor.title(job, 0).await).await, floor.lines_of(job, &brakes).await);
        let yes = answer(Decision::Authorised, oil);
        desk.decide_all(&floor.ana, job, &[yes, later(lines.clone())]).await.unwrap();
        assert_eq!(floor.status(job).await, "authorised");

        let off = desk.put_off_of(&floor.jo, floor.vehicle).await.unwrap();
        let [bundle] = &off[..] else { panic!("{off:?}") };
        assert_eq!((bundle.title.as_str(), bundle.reason), (brakes.as_str(), DeclineReason::WillReturn));
        assert_eq!(bundle.due_odometer, Some(155_000));
        let was = floor.card(job).await.lines.iter().filter(|l| lines.contains(&l.line.id)).map(|l| l.total).sum::<Money>();
        assert_eq!(bundle.amount, was);
        let car = desk.find_vehicles(&floor.ana, "kl310").await.unwrap();
        assert_eq!((car[0].deferred, car[0].deferred_minor), (1, was), "its plate says so wherever it is typed");

        let again = floor.comes_again().await;
        assert_eq!(floor.card(again).await.put_off.count, 1);
        let done = desk.revive(&floor.ana, again, &bundle.ids).await.unwrap();
        let card = floor.card(again).await;
        assert!(card.lines.iter().all(|l| l.line.auth == Auth::Draft), "it is asked about anew");
        assert_eq!(card.put_off.count, 0);
        assert_eq!(done.value.len(), lines.len());
        assert!(matches!(desk.revive(&floor.ana, again, &bundle.ids).await, Err(Error::Refused(_))), "once");

        desk.undo(&floor.ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(again).await.put_off.count, 1, "taken off the job, it is put off again");
    }
}

impl Floor {
    /// From now on the bundle costs this, or this for small cars.
    async fn costs(&self, code: &str, fixed: i64, small: Option<i64>) -> CannedJobId {
        let (desk, owner) = (self.desk(), &self.shop.owner);
        let all = desk.canned_jobs(owner).await.unwrap();
        let id = all.into_iter().find(|(_, c)| c.code == code).unwrap().0;
        let was = desk.canned_job(owner, id).await.unwrap();
        let prices = small
            .map(|p| ("small".to_owned(), Money(p)))
            .into_iter()
            .collect();
        let canned = CannedJob {
            fixed_price: Some(Money(fixed)),
            prices,
            ..was
        };
        desk.edit_canned_job(owner, id, &canned).await.unwrap();
        id
    }

    /// So many days later, everybody logged in again.
    async fn later(&mut self, days: i64) {
        self.shop.wait(days * 24 * 60);
        self.shop.owner = self.shop.log_in("owner").await;
        (self.ana, self.max) = (self.shop.log_in("ana").await, self.shop.log_in("max").await);
    }

    /// What is to be called about.
    async fn due(&self) -> Vec<String> {
        let due = self.desk().put_off_due(&self.ana).await.unwrap();
        due.into_iter().map(|d| d.title).collect()
    }

    /// What the open lines of a job come to.
    async fn asked_for(&self, job: JobId) -> Money {
        let card = self.card(job).await;
        let open = card
            .lines
            .iter()
            .filter(|l| matches!(l.line.auth, Auth::Draft | Auth::Proposed));
        open.map(|l| l.total).sum()
    }
}

dual_test! {
    async fn r31_r33_a_bundle_costs_what_its_class_or_its_fixed_price_says_today_when_it_is_asked_about_again(floor: Floor) {
        let mut floor = floor;
        let desk = &floor.desk().clone();
        let id = floor.costs("OIL", 12_000, None).await;
        let job = floor.job(&["OIL"]).await;
        assert_eq!(floor.asked_for(job).await, Money(12_000));
        desk.write_estimate(&floor.ana, job).await.unwrap();
        floor.costs("OIL", 15_000, None).await;
        desk.write_estimate(&floor.ana, job).await.unwrap();
        assert_eq!(floor.asked_for(job).await, Money(12_000), "while it is good the price stands");
        floor.later(31).await;
        desk.write_estimate(&floor.ana, job).await.unwrap();
        assert_eq!(floor.asked_for(job).await, Money(15_000), "R-33");

        let lines = floor.card(job).await.undecided();
        desk.decide(&floor.ana, job, &later(lines)).await.unwrap();
        let off = desk.put_off_of(&floor.ana, floor.vehicle).await.unwrap();
        let store = floor.shop.place.open().await;
        let small = sql("UPDATE vehicle SET class = 'small' WHERE id = $1").bind(floor.vehicle);
        let mut tx = store.begin().await.unwrap();
        tx.exec(small).await.unwrap();
        tx.commit().await.unwrap();
        for (fixed, class, now) in [(18_000, None, 18_000), (90, None, 90), (18_000, Some(7_700), 7_700)] {
            floor.costs("OIL", fixed, class).await;
            let again = floor.comes_again().await;
            let done = desk.revive(&floor.ana, again, &off[0].ids).await.unwrap();
            assert_eq!(floor.asked_for(again).await, Money(now), "R-31");
            assert_eq!(floor.card(again).await.items[0].canned_job_id, Some(id), "it is the bundle again");
            desk.undo(&floor.ana, done.undo.unwrap()).await.unwrap();
        }
    }
}

dual_test! {
    async fn r31_a_no_without_more_keeps_nothing_and_forgotten_work_is_not_brought_up_again(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL", "BRKF"]).await;
        let (oil, brakes) = (floor.title(job, 0).await, floor.title(job, 1).await);
        let no = answer(Decision::Declined, floor.lines_of(job, &oil).await);
        let not_now = later(floor.lines_of(job, &brakes).await);
        desk.decide_all(&floor.ana, job, &[no, not_now]).await.unwrap();
        assert_eq!(floor.status(job).await, "declined_all");
        let off = desk.put_off_of(&floor.ana, floor.vehicle).await.unwrap();
        assert_eq!(off.len(), 1, "what was declined is gone");
        desk.close_deferred(&floor.ana, &off[0].ids, Event::Elsewhere, "at the tyre shop").await.unwrap();
        assert!(desk.put_off_of(&floor.ana, floor.vehicle).await.unwrap().is_empty());
        let again = floor.comes_again().await;
        assert!(matches!(desk.revive(&floor.ana, again, &off[0].ids).await, Err(Error::Refused(_))));
    }
}

dual_test! {
    async fn r30_who_said_what_to_which_line_and_how_is_on_record(floor: Floor) {
        let job = floor.job(&["OIL", "BRKF"]).await;
        let (oil, brakes) = (floor.title(job, 0).await, floor.title(job, 1).await);
        let yes = Ask { method: Method::Sms, ..answer(Decision::Authorised, floor.lines_of(job, &oil).await) };
        let not_now = later(floor.lines_of(job, &brakes).await);
        floor.desk().decide_all(&floor.ana, job, &[yes, not_now]).await.unwrap();
        let card = floor.card(job).await;
        for l in &card.lines {
            let d = card.decisions.iter().find(|d| d.job_line_id == l.line.id).unwrap();
            assert_eq!((d.decided_by.as_str(), d.taken_by.as_deref()), ("Mrs Jansen", Some("Ana")));
            assert_eq!(d.amount_minor, l.total);
            let wanted = if d.decision == Decision::Authorised { Method::Sms } else { Method::Phone };
            assert_eq!(d.method, wanted);
        }
        let empty = floor.desk().decide_all(&floor.ana, job, &[]).await;
        assert!(matches!(empty, Err(Error::Invalid { field: "lines", .. })));
    }
}

dual_test! {
    async fn r32_a_line_that_grows_beyond_the_tolerance_is_asked_about_again_and_a_smaller_one_is_not(floor: Floor) {
        let desk = floor.desk();
        desk.put_setting(&floor.shop.owner, "line.tolerance_bp", &serde_json::json!(1000)).await.unwrap();
        let job = floor.job(&["BRKF"]).await;
        floor.yes(job).await;
        let line = floor.card(job).await.lines[0].line.clone();
        let at = |factor: i64| LineForm {
            price: Money(line.unit_price_minor.0 * factor / 100),
            ..LineForm::from(&line)
        };
        desk.edit_line(&floor.max, line.id, line.version, &at(109)).await.unwrap();
        assert_eq!(floor.card(job).await.lines[0].line.auth, Auth::Authorised, "a tenth more is agreed");
        desk.edit_line(&floor.max, line.id, line.version + 1, &at(111)).await.unwrap();
        let card = floor.card(job).await;
        assert_eq!(card.lines[0].line.auth, Auth::Proposed);
        assert_eq!(card.job.status.as_str(), "awaiting_auth");
    }
}

dual_test! {
    async fn r31_later_needs_a_day_or_a_mileage_and_a_no_needs_its_reason(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let lines = floor.card(job).await.undecided();
        let wrong = async |ask: Ask| match desk.decide(&floor.ana, job, &ask).await {
            Err(Error::Invalid { field, why }) => (field, why.id),
            other => panic!("{other:?}"),
        };
        let whenever = Ask { due: Due::default(), ..later(lines.clone()) };
        assert_eq!(wrong(whenever).await, ("due_on", "decide-until-when"));
        for decision in [Decision::Declined, Decision::Deferred] {
            for reason in ["", "because"] {
                let mute = Ask { reason: reason.to_owned(), ..Ask { decision, ..later(lines.clone()) } };
                assert_eq!(wrong(mute).await, ("reason", "decide-why-not"));
            }
        }
        let by_mileage = Ask { due: Due { on: None, odometer: Some(160_000) }, ..later(lines) };
        desk.decide(&floor.ana, job, &by_mileage).await.unwrap();
    }
}

dual_test! {
    async fn r31_put_off_work_is_called_about_when_it_is_due_and_forgotten_when_nobody_wants_it(floor: Floor) {
        let mut floor = floor;
        let desk = &floor.desk().clone();
        let job = floor.job(&["OIL", "BRKF"]).await;
        let (oil, brakes) = (floor.title(job, 0).await, floor.title(job, 1).await);
        let by_day = Ask { due: Due { on: Some(floor.today() + chrono::Days::new(60)), odometer: None },
            ..later(floor.lines_of(job, &brakes).await) };
        let by_mileage = Ask { due: Due { on: None, odometer: Some(155_000) }, ..later(floor.lines_of(job, &oil).await) };
        desk.decide_all(&floor.ana, job, &[by_day, by_mileage]).await.unwrap();
        assert!(floor.due().await.is_empty(), "not yet");
        let store = floor.shop.place.open().await;
        let mut tx = store.begin().await.unwrap();
        tx.exec(sql("UPDATE vehicle SET odometer = 155100 WHERE id = $1").bind(floor.vehicle)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(floor.due().await, std::slice::from_ref(&oil), "it has run so far");
        floor.later(47).await;
        assert_eq!(floor.due().await, [brakes.clone(), oil.clone()], "two weeks before its day");

        let due = desk.put_off_due(&floor.ana).await.unwrap();
        assert_eq!((due[0].plate.as_str(), due[0].name.as_str()), ("KL-310-P", "Jansen, M."));
        assert!(due[0].amount.is_positive());
        assert!(matches!(desk.remind_put_off(&floor.ana, &due[0].ids, " ").await, Err(Error::Invalid { field: "note", .. })));
        desk.remind_put_off(&floor.ana, &due[0].ids, "will think").await.unwrap();
        assert_eq!(floor.due().await, [oil, brakes.clone()], "who was called comes last");
        let off = desk.put_off_of(&floor.ana, floor.vehicle).await.unwrap();
        let called = off.iter().find(|p| p.title == brakes).unwrap().called.clone().unwrap();
        assert_eq!(called, (desk.now(), "will think".to_owned()));
        let again = floor.comes_again().await;
        desk.revive(&floor.ana, again, &due[1].ids).await.unwrap();

        let program = Actor::console("root", "tests", floor.ana.site());
        assert_eq!(desk.forget_put_off(&program).await.unwrap(), 0);
        floor.later(13 + 366).await;
        let lines = due[0].ids.len();
        assert_eq!(desk.forget_put_off(&program).await.unwrap(), lines);
        assert!(desk.put_off_of(&floor.ana, floor.vehicle).await.unwrap().is_empty());
        assert_eq!(desk.forget_put_off(&program).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn what_is_due_is_called_about_from_its_own_page() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["BRKF"]).await;
    let lines = floor.card(job).await.undecided();
    floor
        .desk()
        .decide(&floor.ana, job, &later(lines))
        .await
        .unwrap();
    let mut floor = floor;
    floor.later(45).await;
    for size in [(80, 24), (120, 40)] {
        let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), size).await;
        robot
            .press("Alt-2 F10")
            .await
            .write("put off, due")
            .await
            .press("Enter")
            .await;
        robot.sees("Work put off, due").sees("Jansen");
        insta::assert_snapshot!(
            format!("put_off_due_{}x{}", size.0, size.1),
            super::screens::body(&robot)
        );
        if size.0 == 120 {
            robot
                .press("Enter")
                .await
                .write("wants it in March")
                .await
                .press("Ctrl-S")
                .await;
            robot
                .sees("The call is written down")
                .sees("wants it in March");
            robot.press("Ctrl-E").await.sees("KL-310-P");
        }
    }
}

#[tokio::test]
async fn the_call_is_answered_with_one_letter_a_bundle_and_put_off_work_comes_back_with_one_key() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["OIL", "BRKF"]).await;
    let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (80, 24)).await;
    robot
        .press("Alt-2")
        .await
        .press("Enter")
        .await
        .sees("KL-310-P");
    robot.press("Ctrl-R").await;
    insta::assert_snapshot!("read_aloud", super::screens::body(&robot));
    robot.keys();
    robot.write("yd").await;
    robot.press("Enter").await.sees("What the customer said");
    robot.press("Ctrl-S").await;
    assert!(robot.keys() <= 4, "two bundles, answered and written down");
    assert_eq!(floor.status(job).await, "authorised");

    let again = floor.comes_again().await;
    let number = floor.card(again).await.job.number;
    robot
        .press("F2")
        .await
        .write("kl310")
        .await
        .sees("1 deferred: €");
    robot
        .press("Esc Esc F2")
        .await
        .write(&number)
        .await
        .press("Enter")
        .await
        .sees("1 deferred: €");
    robot
        .press("F10")
        .await
        .write("put off")
        .await
        .press("Enter")
        .await;
    insta::assert_snapshot!("deferred_work", super::screens::body(&robot));
    robot
        .press("Enter")
        .await
        .sees("is on the job")
        .sees("Nothing is put off");
    assert_eq!(floor.card(again).await.items.len(), 1);
}
