//! What reaches somebody (S0-07, S1-44, S4-20): what is given to them, and what is for everybody of their kind.

use forecourt::desk::Error;
use forecourt::desk::job::NewTask;
use forecourt::domain::alert::Kind;
use forecourt::domain::role::Preset;
use forecourt::tui::app::Options;

use crate::jobs::Floor;
use crate::jobs::screens::body;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

dual_test! {
    async fn s0_07_whoever_is_given_a_task_is_told_once_and_nobody_else(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let (jo, sam) = (floor.jo.staff(), floor.sam.staff());
        desk.assign(&floor.ana, task, jo).await.unwrap();
        desk.assign(&floor.ana, task, jo).await.unwrap();
        let [alert] = &desk.alerts(&floor.jo).await.unwrap()[..] else {
            panic!("one alert");
        };
        assert_eq!((alert.kind, alert.for_staff_id), (Kind::Assigned, jo));
        assert!(alert.facts["what"].as_str().unwrap().starts_with("KL-310-P"), "{}", alert.facts);
        assert_eq!(alert.facts["who"], "Ana");
        assert_eq!(desk.unread_alerts(&floor.jo).await.unwrap(), 1);
        for other in [&floor.sam, &floor.ana, &floor.max, &floor.shop.owner] {
            assert_eq!(desk.alerts(other).await.unwrap(), []);
            assert_eq!(desk.see_alert(other, alert.id).await, Err(Error::NotFound));
            assert_eq!(desk.dismiss_alert(other, alert.id).await, Err(Error::NotFound));
        }
        // Given to another, it is no news for the first any more.
        desk.assign(&floor.ana, task, sam).await.unwrap();
        assert_eq!(desk.alerts(&floor.jo).await.unwrap(), []);
        assert_eq!(desk.alerts(&floor.sam).await.unwrap().len(), 1);
        desk.assign(&floor.ana, task, None).await.unwrap();
        assert_eq!(desk.alerts(&floor.sam).await.unwrap(), []);
        // Who gives it to themselves knows.
        desk.assign(&floor.max, task, floor.max.staff()).await.unwrap();
        assert_eq!(desk.alerts(&floor.max).await.unwrap(), []);
        let new = NewTask {
            item: None,
            title: "Fetch the car".to_owned(),
            planned_min: 10,
            staff: jo,
        };
        desk.add_task(&floor.ana, job, &new).await.unwrap();
        assert_eq!(desk.unread_alerts(&floor.jo).await.unwrap(), 1);
    }
}

dual_test! {
    async fn s1_44_an_answer_or_a_start_ends_the_news_and_what_was_put_away_is_kept(floor: Floor) {
        let desk = floor.desk();
        let job = floor.agreed(&["SMALL", "BRKF"]).await;
        let tasks = floor.tasks(job).await;
        let left = async || desk.alerts(&floor.jo).await.unwrap().len();
        let all = left().await;
        assert_eq!(all, tasks.len());
        desk.accept_task(&floor.jo, tasks[0]).await.unwrap();
        assert_eq!(left().await, all - 1);
        desk.decline_task(&floor.jo, tasks[1], "no lift").await.unwrap();
        assert_eq!(left().await, all - 2);
        desk.start(&floor.jo, tasks[2], "").await.unwrap();
        assert_eq!(left().await, all - 3);
        // Whoever gave the declined one hears why, and only they.
        let told = desk.alerts(&floor.ana).await.unwrap();
        assert_eq!(told.iter().map(|a| a.kind).collect::<Vec<_>>(), [Kind::Declined]);
        assert_eq!(desk.alerts(&floor.max).await.unwrap(), []);
        desk.see_alert(&floor.ana, told[0].id).await.unwrap();
        assert_eq!(desk.unread_alerts(&floor.ana).await.unwrap(), 0);
        desk.dismiss_alert(&floor.ana, told[0].id).await.unwrap();
        assert_eq!(desk.alerts(&floor.ana).await.unwrap(), []);
        let past = desk.past_alerts(&floor.ana).await.unwrap();
        assert_eq!(past.iter().map(|a| a.id).collect::<Vec<_>>(), [told[0].id]);
    }
}

dual_test! {
    async fn s4_20_what_is_for_everybody_is_seen_by_those_whose_business_it_is(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        desk.promise(&floor.ana, job, Some(desk.now().plus_minutes(5)), "as agreed").await.unwrap();
        floor.shop.wait(6);
        let program = forecourt::desk::Actor::console("root", "tests", floor.shop.founded.site);
        assert_eq!(desk.tell_late_jobs(&program).await.unwrap(), 1);
        let driver = floor.shop.as_preset(Preset::Driver).await;
        for (who, sees) in [(&floor.ana, 1), (&floor.max, 1), (&floor.jo, 0), (&driver, 0)] {
            assert_eq!(desk.alerts(who).await.unwrap().len(), sees, "{}", who.name());
        }
        let id = desk.alerts(&floor.ana).await.unwrap()[0].id;
        assert_eq!(desk.see_alert(&driver, id).await, Err(Error::NotFound));
        let refused = desk.dismiss_alert(&floor.ana, id).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused:?}");
        desk.see_alert(&floor.ana, id).await.unwrap();
        assert_eq!(desk.unread_alerts(&floor.max).await.unwrap(), 0);
        assert_eq!(desk.alerts(&floor.max).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_mechanic_sees_that_something_is_new_and_answers_it_from_the_inbox() {
    let floor = Floor::from_place(Place::sqlite().await).await;
    let job = floor.agreed(&["SMALL"]).await;
    let tasks = floor.tasks(job).await;
    for size in [(80, 24), (120, 40)] {
        let mut options = Options::new(floor.jo.clone());
        options.landing = Some(forecourt::desk::auth::Landing::MyWork);
        let mut robot = Robot::with(floor.desk(), options, size).await;
        let wanted = if size.0 < 100 {
            "!2 Jo"
        } else {
            "! 2 new alerts"
        };
        assert!(robot.row(0).contains(wanted), "{}", robot.row(0));
        robot.write("n").await.sees("Ana gave you KL-310-P");
        insta::assert_snapshot!(format!("inbox_{}x{}", size.0, size.1), body(&robot));
    }
    let mut robot = Robot::open(floor.desk(), floor.jo.clone()).await;
    robot
        .press("F10")
        .await
        .write("inbox")
        .await
        .press("Enter")
        .await;
    robot.press("-").await.sees("Decline the task");
    robot.write("no lift").await;
    robot.press("Enter").await.sees("whoever gave it is told");
    robot.until("!1 Jo").await;
    robot.press("+").await.sees("You have taken the task");
    robot
        .until_gone("!1 Jo")
        .await
        .sees("Nothing is new for you");
    let card = floor.card(job).await;
    let answers: Vec<_> = card
        .tasks
        .iter()
        .map(|t| (t.task.staff_id, t.task.accepted_at.is_some()))
        .collect();
    assert!(
        answers.contains(&(None, false)) && answers.contains(&(floor.jo.staff(), true)),
        "{answers:?}"
    );
    // Enter goes to the job, and the news is read by that.
    floor
        .desk()
        .assign(&floor.ana, tasks[0], floor.sam.staff())
        .await
        .unwrap();
    floor
        .desk()
        .assign(&floor.ana, tasks[0], floor.jo.staff())
        .await
        .unwrap();
    robot
        .until("Ana gave you")
        .await
        .press("Enter")
        .await
        .sees("JOB-2026-0001");
    robot.until_gone("!1 Jo").await;
    // Put away it is over, and Tab shows it still.
    robot.press("Esc Del").await.sees("Put away");
    robot.press("Tab").await.sees("Ana gave you");
}
