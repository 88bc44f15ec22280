//! Clocked time put right, on record.

use forecourt::desk::Error;
use forecourt::domain::segment::Source;

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
            .add_time(&floor.max, tasks[1], jo, upon, "forgot")
            .await
            .unwrap_err();
        assert_eq!(refused(&both), ("from", "time-upon-other"));
        let to_come = (now.plus_minutes(-10), now.plus_minutes(10));
        let both = desk
            .add_time(&floor.max, tasks[1], jo, to_come, "forgot")
            .await
            .unwrap_err();
        assert_eq!(refused(&both), ("to", "time-to-come"));
        let before = (now.plus_minutes(-60), now.plus_minutes(-30));
        let unsaid = desk
            .add_time(&floor.max, tasks[1], jo, before, " ")
            .await
            .unwrap_err();
        assert_eq!(refused(&unsaid).0, "reason");
        desk.add_time(&floor.max, tasks[1], jo, before, "forgot")
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
                .add_time(by, task, jo, when, "forgot")
                .await
                .unwrap_err();
            assert!(matches!(refused, Error::Forbidden { .. }));
        }
    }
);
