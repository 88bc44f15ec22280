//! Clocked time put right, on record.

use forecourt::desk::Error;
use forecourt::desk::job::{Doing, Stopped, Whose};
use forecourt::domain::segment::{Indirect, Kind, Source};

use super::Floor;

/// The field a refusal names, and the id of its sentence.
fn refused(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Invalid { field, why } => (*field, why.id),
        other => panic!("not refused beside a field: {other:?}"),
    }
}

dual_test!(
    async fn a_clock_that_ran_over_lunch_is_put_right_on_record_and_back(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let desk = floor.desk();
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(90);
        desk.pause(&floor.jo, task, "").await.unwrap();
        let [was] = &desk.clocked_time(&floor.jo, job).await.unwrap()[..] else {
            panic!("one stretch of work");
        };
        let end = was.started_at.plus_minutes(60);
        let fixed = desk
            .correct_time(
                &floor.max,
                was.id,
                was.version,
                (was.started_at, Some(end)),
                "lunch",
            )
            .await
            .unwrap();
        let now = desk.clocked_time(&floor.jo, job).await.unwrap().remove(0);
        assert_eq!(now.stopped_at, Some(end));
        assert_eq!(now.source, Source::Live, "it was the clock all the same");
        assert_eq!(now.corrected_by.as_deref(), Some("Max"));
        assert_eq!(floor.card(job).await.tasks[0].seconds, 60 * 60);
        let stale = desk
            .correct_time(
                &floor.max,
                was.id,
                was.version,
                (was.started_at, Some(end)),
                "again",
            )
            .await
            .unwrap_err();
        assert!(matches!(stale, Error::Stale { by, .. } if by == "Max"));
        desk.undo(&floor.max, fixed.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(job).await.tasks[0].seconds, 90 * 60);
    }
);

dual_test!(
    async fn a_clock_forgotten_in_the_evening_is_stopped_and_its_task_is_paused(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let desk = floor.desk();
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(120);
        let run = desk.clocked_time(&floor.max, job).await.unwrap().remove(0);
        let (from, end) = (run.started_at, run.started_at.plus_minutes(45));
        desk.correct_time(
            &floor.max,
            run.id,
            run.version,
            (from, Some(end)),
            "forgotten",
        )
        .await
        .unwrap();
        assert_eq!(
            floor.card(job).await.tasks[0].task.status.as_str(),
            "paused"
        );
        let reopened = desk
            .correct_time(&floor.max, run.id, run.version + 1, (from, None), "no")
            .await
            .unwrap_err();
        assert_eq!(refused(&reopened), ("to", "time-end-missing"));
    }
);

dual_test!(
    async fn work_no_clock_saw_is_written_down_but_never_upon_other_work(floor: Floor) {
        let job = floor.agreed(&["OIL", "SMALL"]).await;
        let tasks = floor.tasks(job).await;
        let (desk, jo) = (floor.desk(), floor.id(&floor.jo));
        desk.start(&floor.jo, tasks[0], "").await.unwrap();
        floor.shop.wait(30);
        desk.pause(&floor.jo, tasks[0], "").await.unwrap();
        let now = desk.now();
        let upon = (now.plus_minutes(-40), now.plus_minutes(-20));
        let both = desk
            .add_time(&floor.max, Doing::Task(tasks[1]), jo, upon, "forgot")
            .await
            .unwrap_err();
        assert_eq!(refused(&both), ("from", "time-upon-other"));
        let to_come = (now.plus_minutes(-10), now.plus_minutes(10));
        let both = desk
            .add_time(&floor.max, Doing::Task(tasks[1]), jo, to_come, "forgot")
            .await
            .unwrap_err();
        assert_eq!(refused(&both), ("to", "time-to-come"));
        let before = (now.plus_minutes(-60), now.plus_minutes(-30));
        let unsaid = desk
            .add_time(&floor.max, Doing::Task(tasks[1]), jo, before, " ")
            .await
            .unwrap_err();
        assert_eq!(refused(&unsaid).0, "reason");
        desk.add_time(&floor.max, Doing::Task(tasks[1]), jo, before, "forgot")
            .await
            .unwrap();
        let all = desk.clocked_time(&floor.max, job).await.unwrap();
        assert_eq!(all[0].source, Source::Manual);
        assert_eq!(all[0].corrected_by.as_deref(), Some("Max"));
        assert_eq!(floor.card(job).await.tasks[1].seconds, 30 * 60);
    }
);

dual_test!(
    async fn the_desk_corrects_no_time_and_neither_does_the_bay(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let (desk, jo) = (floor.desk(), floor.id(&floor.jo));
        let now = desk.now();
        let when = (now.plus_minutes(-30), now);
        for by in [&floor.ana, &floor.jo] {
            let refused = desk
                .add_time(by, Doing::Task(task), jo, when, "forgot")
                .await
                .unwrap_err();
            assert!(matches!(refused, Error::Forbidden { .. }));
        }
    }
);

dual_test!(
    async fn a_forgotten_shift_is_ended_on_record_once_its_person_is_at_rest(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let (desk, jo) = (floor.desk(), floor.id(&floor.jo));
        desk.clock_in(&floor.jo).await.unwrap();
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(600);
        let day = desk.day_of(&floor.max, jo, floor.today()).await.unwrap();
        let shift = day.iter().find(|s| s.kind == Kind::Shift).unwrap();
        let work = day.iter().find(|s| s.kind == Kind::Task).unwrap();
        let span = (shift.started_at, Some(shift.started_at.plus_minutes(480)));
        let end = |id, version| desk.correct_time(&floor.max, id, version, span, "went home");
        let early = end(shift.id, shift.version).await.unwrap_err();
        assert_eq!(refused(&early), ("to", "time-still-at-work"));
        end(work.id, work.version).await.unwrap();
        end(shift.id, shift.version).await.unwrap();
        assert!(desk.my_clocks(&floor.jo).await.unwrap().is_empty());
        let day = desk.my_day(&floor.jo, floor.today()).await.unwrap();
        assert!(day.iter().all(|s| s.stopped_at == span.1));
        assert!(day.iter().all(|s| s.corrected_by.as_deref() == Some("Max")));
        let own = desk.figures(&floor.jo, Whose::Own, (floor.today(), floor.today()));
        assert_eq!(own.await.unwrap()[0].times.attended, 480);
        let hidden = desk.day_of(&floor.jo, floor.id(&floor.sam), floor.today());
        assert!(matches!(hidden.await, Err(Error::Forbidden { .. })));
    }
);

dual_test!(
    async fn a_shift_and_indirect_time_are_written_down_each_in_its_own_lane(floor: Floor) {
        let (desk, jo) = (floor.desk(), floor.id(&floor.jo));
        let now = desk.now();
        let ago = |from: i64, to: i64| (now.plus_minutes(-from), now.plus_minutes(-to));
        let add = |what, span| desk.add_time(&floor.max, what, jo, span, "forgot");
        add(Doing::Shift, ago(120, 10)).await.unwrap();
        // Being here and working are two lanes: one lies upon the other.
        let cleaning = add(Doing::Indirect(Indirect::Cleaning), ago(60, 30)).await;
        let cleaning = cleaning.unwrap();
        let twice = add(Doing::Shift, ago(30, 5)).await.unwrap_err();
        assert_eq!(refused(&twice), ("from", "time-upon-shift"));
        let twice = add(Doing::Indirect(Indirect::Training), ago(50, 40)).await;
        assert_eq!(refused(&twice.unwrap_err()), ("from", "time-upon-other"));
        let day = desk.my_day(&floor.jo, floor.today()).await.unwrap();
        assert!(day.iter().all(|s| s.source == Source::Manual));
        let row = day.iter().find(|s| s.id == cleaning).unwrap();
        assert_eq!(row.indirect_code.as_deref(), Some("cleaning"));
        let (from, to) = ago(60, 45);
        let done = desk
            .correct_time(&floor.max, cleaning, row.version, (from, Some(to)), "less")
            .await
            .unwrap();
        let span = (floor.today(), floor.today());
        let times = async || {
            let own = desk.figures(&floor.jo, Whose::Own, span).await.unwrap();
            (own[0].times.attended, own[0].times.indirect)
        };
        assert_eq!(times().await, (110, 15));
        desk.undo(&floor.max, done.undo.unwrap()).await.unwrap();
        assert_eq!(times().await, (110, 30));
    }
);

dual_test!(
    async fn a_night_shift_over_the_end_of_summer_time_is_an_hour_longer_than_the_clock_says(
        floor: Floor,
    ) {
        let (desk, jo) = (floor.desk(), floor.id(&floor.jo));
        let zone = desk.site(floor.ana.site()).unwrap().zone;
        let eve = chrono::NaiveDate::from_ymd_opt(2026, 10, 24).unwrap();
        let night = (zone.at(eve, 22 * 60), zone.at(eve, 30 * 60));
        desk.add_time(&floor.max, Doing::Shift, jo, night, "no terminal")
            .await
            .unwrap();
        let attended = async |from, to| {
            let own = desk.figures(&floor.jo, Whose::Own, (from, to)).await;
            own.unwrap()[0].times.attended
        };
        let sunday = eve.succ_opt().unwrap();
        assert_eq!(attended(eve, sunday).await, 9 * 60);
        assert_eq!(attended(eve, eve).await, 2 * 60);
        assert_eq!(attended(sunday, sunday).await, 7 * 60);
        let seen = desk.day_of(&floor.max, jo, sunday).await.unwrap();
        assert_eq!(seen[0].started_at, night.0, "it began the evening before");
        // In spring the night is an hour short.
        let eve = chrono::NaiveDate::from_ymd_opt(2026, 3, 28).unwrap();
        let night = (zone.at(eve, 22 * 60), zone.at(eve, 30 * 60));
        desk.add_time(&floor.max, Doing::Shift, jo, night, "no terminal")
            .await
            .unwrap();
        assert_eq!(attended(eve, eve.succ_opt().unwrap()).await, 7 * 60);
    }
);

dual_test!(
    async fn a_shift_ended_by_mistake_runs_on_with_its_task_as_if_nothing_had_been(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let desk = floor.desk();
        desk.clock_in(&floor.jo).await.unwrap();
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(30);
        let before = desk.my_clocks(&floor.jo).await.unwrap();
        let out = desk.clock_out(&floor.jo).await.unwrap();
        assert!(matches!(&out.value, Stopped::Task(title) if title.contains("Oil")));
        floor.shop.wait(4);
        let back = desk.undo(&floor.jo, out.undo.unwrap()).await.unwrap();
        assert_eq!(desk.my_clocks(&floor.jo).await.unwrap(), before);
        let status = async || floor.card(job).await.tasks[0].task.status.as_str();
        assert_eq!(status().await, "running");
        // And once more.
        let again = desk.undo(&floor.jo, back.undo.unwrap()).await.unwrap();
        assert_eq!(status().await, "paused");
        // What was begun since is not thrown away.
        desk.indirect(&floor.jo, Indirect::Waiting).await.unwrap();
        let late = desk.undo(&floor.jo, again.undo.unwrap()).await;
        assert!(matches!(late, Err(Error::Stale { .. })), "{late:?}");
        assert_eq!(status().await, "paused");
        let other = desk.clock_out(&floor.jo).await;
        assert!(matches!(other, Err(Error::Refused(_))), "not clocked in");
    }
);

#[tokio::test]
async fn i_ends_the_shift_says_what_it_paused_and_ctrl_z_takes_it_back() {
    let floor = super::screens::floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let mut jo = floor.at(&floor.jo, "my-work", (80, 24)).await;
    jo.write("i").await.sees("Your shift has begun");
    jo.press("Enter").await.sees("runs");
    jo.write("i")
        .await
        .sees("Your shift is over, “Oil and filter” is paused");
    jo.sees("Ctrl-Z").sees("not clocked in");
    jo.press("Ctrl-Z").await.sees("in since 10:42");
    assert_eq!(
        floor.card(job).await.tasks[0].task.status.as_str(),
        "running"
    );
}

#[tokio::test]
async fn the_manager_puts_the_day_of_a_person_right_from_the_figures() {
    let floor = super::screens::floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let desk = floor.desk();
    desk.clock_in(&floor.jo).await.unwrap();
    desk.start(&floor.jo, floor.tasks(job).await[0], "")
        .await
        .unwrap();
    floor.shop.wait(40);
    desk.indirect(&floor.jo, Indirect::Cleaning).await.unwrap();
    floor.shop.wait(20);
    desk.clock_out(&floor.jo).await.unwrap();
    for size in [(80, 24), (120, 40)] {
        let mut max = floor.at(&floor.max, "jobs", size).await;
        max.press("F10")
            .await
            .write("figures of")
            .await
            .press("Enter")
            .await;
        max.sees("Utilisation");
        max.press("Enter").await;
        max.sees("1:00 at work")
            .sees("0:40 on jobs")
            .sees("0:20 other");
        let name = format!("person_day_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, super::screens::body(&max));
    }
    let mut max = floor.at(&floor.max, "jobs", (80, 24)).await;
    max.press("F10")
        .await
        .write("figures of")
        .await
        .press("Enter Enter")
        .await;
    max.press("Enter")
        .await
        .sees("Put the time right")
        .sees("Shift, Jo");
    max.press("Tab")
        .await
        .write("10:12")
        .await
        .press("Tab Tab")
        .await;
    max.write("came earlier").await.press("Ctrl-S").await;
    max.sees("put right")
        .sees("1:30 at work")
        .sees("corrected, Max");
    max.press("Ctrl-Z").await.sees("1:00 at work");
    max.press("Ins").await.sees("Time no clock saw");
    max.write("fetch")
        .await
        .press("Enter Tab")
        .await
        .write("11:00")
        .await;
    max.press("Tab")
        .await
        .write("11:10")
        .await
        .press("Tab")
        .await;
    max.write("to the dealer").await.press("Ctrl-S").await;
    max.sees("went to “Oil and filter”");
    // The form is there again with all that was typed.
    max.write("09:00").await;
    max.press("Tab")
        .await
        .write("09:30")
        .await
        .press("Ctrl-S")
        .await;
    max.sees("Fetching parts")
        .sees("0:50 other")
        .sees("by hand, Max");
    max.press("Left").await.sees("saw nothing on this day");
}
