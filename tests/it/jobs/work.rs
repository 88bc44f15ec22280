//! Whose work it is, in which order, and the clock.

use forecourt::desk::Error;
use forecourt::desk::job::{More, NewTask};
use forecourt::domain::Qty;
use forecourt::domain::permission::Permission;
use forecourt::domain::segment::{Indirect, Lane};

use super::{Floor, in_the_way};

dual_test!(
    async fn r_03_a_task_is_worked_on_by_its_mechanic_or_by_job_any_with_a_reason(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let task = floor.tasks(job).await[0];
        let refused = floor
            .desk()
            .start(&floor.sam, task, "he is ill")
            .await
            .unwrap_err();
        assert_eq!(
            refused,
            Error::Forbidden {
                permission: Permission::JobAny
            }
        );
        let refused = floor.desk().start(&floor.max, task, "").await.unwrap_err();
        assert!(
            matches!(
                refused,
                Error::Invalid {
                    field: "reason",
                    ..
                }
            ),
            "{refused:?}"
        );
        floor
            .desk()
            .start(&floor.max, task, "Jo asked me to")
            .await
            .unwrap();
        let clocks = floor.desk().my_clocks(&floor.jo).await.unwrap();
        assert_eq!(
            clocks[0].task_id,
            Some(task),
            "the clock of the task's mechanic runs"
        );
        let refused = floor.desk().start(&floor.ana, task, "").await.unwrap_err();
        assert_eq!(
            refused,
            Error::Forbidden {
                permission: Permission::JobWork
            }
        );
    }
);

dual_test!(
    async fn r_21_a_task_waits_for_those_before_it_unless_a_manager_overrides(floor: Floor) {
        let job = floor.agreed(&["SMALL", "BRKF"]).await;
        let tasks = floor.tasks(job).await;
        let refused = floor
            .desk()
            .start(&floor.jo, tasks[1], "")
            .await
            .unwrap_err();
        assert_eq!(in_the_way(&refused), ["task-waits"]);
        // Another bundle goes on beside it.
        floor.desk().start(&floor.jo, tasks[2], "").await.unwrap();
        let refused = floor
            .desk()
            .start(&floor.max, tasks[1], "")
            .await
            .unwrap_err();
        assert!(
            matches!(
                refused,
                Error::Invalid {
                    field: "reason",
                    ..
                }
            ),
            "{refused:?}"
        );
        floor
            .desk()
            .start(&floor.max, tasks[1], "the filter comes at noon")
            .await
            .unwrap();
    }
);

dual_test!(
    async fn one_task_runs_at_a_time_and_the_clock_counts_each(floor: Floor) {
        let job = floor.agreed(&["SMALL", "BRKF"]).await;
        let tasks = floor.tasks(job).await;
        floor.desk().start(&floor.jo, tasks[0], "").await.unwrap();
        floor.shop.wait(10);
        let started = floor
            .desk()
            .start(&floor.jo, tasks[2], "")
            .await
            .unwrap()
            .value;
        assert_eq!(started.paused.as_deref(), Some("Oil and filter"));
        floor.shop.wait(7);
        let card = floor.card(job).await;
        let now = floor.desk().now();
        assert_eq!(card.tasks[0].task.status.as_str(), "paused");
        assert_eq!(
            (card.tasks[0].minutes(now), card.tasks[2].minutes(now)),
            (10, 7)
        );
        let my = floor.desk().my_work(&floor.jo, None).await.unwrap();
        assert_eq!(my.running().unwrap().id, tasks[2]);
        assert_eq!((my.minutes(now), my.clocked_min), (7, 17));
        floor
            .desk()
            .indirect(&floor.jo, Indirect::Cleaning)
            .await
            .unwrap();
        assert_eq!(
            floor.card(job).await.tasks[2].task.status.as_str(),
            "paused"
        );
    }
);

dual_test!(
    async fn r_22_the_last_task_done_sends_the_job_to_the_check_and_a_person_says_ready(
        floor: Floor,
    ) {
        let job = floor.agreed(&["SMALL"]).await;
        let tasks = floor.tasks(job).await;
        floor.work_off(tasks[0]).await;
        assert_eq!(floor.status(job).await, "in_progress");
        floor.desk().start(&floor.jo, tasks[1], "").await.unwrap();
        let done = floor.desk().done(&floor.jo, tasks[1], "").await.unwrap();
        assert_eq!(done.value.job.as_str(), "qc");
        let undone = floor.desk().undo(&floor.jo, done.undo.unwrap()).await;
        undone.unwrap();
        assert_eq!(floor.status(job).await, "in_progress");
        floor.work_off(tasks[1]).await;
        assert_eq!(floor.status(job).await, "qc");
    }
);

dual_test!(
    async fn a_start_is_undone_by_a_pause_and_a_block_says_why(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let task = floor.tasks(job).await[0];
        let started = floor.desk().start(&floor.jo, task, "").await.unwrap();
        floor
            .desk()
            .undo(&floor.jo, started.undo.unwrap())
            .await
            .unwrap();
        assert_eq!(
            floor.card(job).await.tasks[0].task.status.as_str(),
            "paused"
        );
        floor
            .desk()
            .block(&floor.jo, task, "bolt sheared")
            .await
            .unwrap();
        let card = floor.card(job).await;
        assert_eq!(card.tasks[0].task.block_reason, "bolt sheared");
        floor.desk().unblock(&floor.jo, task, "").await.unwrap();
        assert_eq!(floor.card(job).await.tasks[0].task.status.as_str(), "todo");
    }
);

dual_test!(
    async fn a_shift_begins_once_and_ends_with_the_work_paused(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let task = floor.tasks(job).await[0];
        floor.desk().clock_in(&floor.jo).await.unwrap();
        floor.desk().clock_in(&floor.jo).await.unwrap();
        floor.desk().start(&floor.jo, task, "").await.unwrap();
        let lanes: Vec<Lane> = floor
            .desk()
            .my_clocks(&floor.jo)
            .await
            .unwrap()
            .iter()
            .map(|c| c.lane)
            .collect();
        assert_eq!(lanes, [Lane::Shift, Lane::Work]);
        floor.desk().clock_out(&floor.jo).await.unwrap();
        assert!(floor.desk().my_clocks(&floor.jo).await.unwrap().is_empty());
        assert_eq!(
            floor.card(job).await.tasks[0].task.status.as_str(),
            "paused"
        );
    }
);

dual_test!(
    async fn work_found_in_the_bay_beyond_the_limit_waits_while_the_rest_goes_on(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let tasks = floor.tasks(job).await;
        floor.desk().start(&floor.jo, tasks[0], "").await.unwrap();
        let more = More {
            title: "Ball joint worn".to_owned(),
            hours: Qty(500),
            part: None,
            note: "left front".to_owned(),
        };
        assert!(
            !floor
                .desk()
                .ask_for_more(&floor.jo, job, &more, "")
                .await
                .unwrap()
        );
        let card = floor.card(job).await;
        assert_eq!(card.job.status.as_str(), "awaiting_auth");
        assert!(card.job.supplement);
        floor.desk().done(&floor.jo, tasks[0], "").await.unwrap();
        floor.desk().start(&floor.jo, tasks[1], "").await.unwrap();
        let extra = card.tasks.last().unwrap().task.id;
        let refused = floor.desk().start(&floor.jo, extra, "").await.unwrap_err();
        assert_eq!(in_the_way(&refused), ["task-unauthorised"], "R-30");
        floor.yes(job).await;
        assert_eq!(floor.status(job).await, "in_progress");
        floor.desk().start(&floor.jo, extra, "").await.unwrap();
    }
);

dual_test!(
    async fn a_planned_task_of_the_house_needs_no_yes(floor: Floor) {
        let job = floor.job(&[]).await;
        let new = NewTask {
            item: None,
            title: "Look for the noise".to_owned(),
            planned_min: 30,
            staff: Some(floor.id(&floor.jo)),
        };
        let task = floor.desk().add_task(&floor.ana, job, &new).await.unwrap();
        floor.desk().start(&floor.jo, task, "").await.unwrap();
        assert_eq!(floor.status(job).await, "diagnosing");
    }
);
