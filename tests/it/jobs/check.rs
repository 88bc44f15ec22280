//! Ready, late, handed over, closed.

use forecourt::desk::Error;
use forecourt::desk::job::{HandOver, JobForm, NewLine, Unissued};
use forecourt::domain::job::{Column, HoldReason};
use forecourt::domain::permission::Permission;
use forecourt::domain::{JobId, Qty};
use forecourt::store::{Db, sql};

use super::{Floor, in_the_way};

impl Floor {
    async fn complete(&self, job: JobId, parts: Unissued) -> Result<(), Error> {
        self.desk()
            .complete(&self.ana, job, parts, "")
            .await
            .map(drop)
    }
}

dual_test!(
    async fn r_20_ready_needs_work_done_tasks_over_lines_decided_and_parts_settled(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let part = floor.part("OF-9", 5).await;
        floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::ONE))
            .await
            .unwrap();
        floor.yes(job).await;
        floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_labour("Wash", Qty(200)))
            .await
            .unwrap();
        let tasks = floor.tasks(job).await;
        floor.desk().start(&floor.jo, tasks[0], "").await.unwrap();
        let refused = floor.complete(job, Unissued::Ask).await.unwrap_err();
        assert_eq!(
            in_the_way(&refused),
            [
                "blocker-nothing-done",
                "blocker-running",
                "blocker-open",
                "blocker-open",
                "blocker-part",
                "blocker-undecided"
            ]
        );
        let wash = floor.card(job).await.lines.pop().unwrap().line.id;
        floor.desk().void_line(&floor.ana, wash).await.unwrap();
        floor.desk().done(&floor.jo, tasks[0], "").await.unwrap();
        floor
            .desk()
            .cancel_task(&floor.ana, tasks[1], "done with the first")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "qc");
        let refused = floor.complete(job, Unissued::Ask).await.unwrap_err();
        assert_eq!(in_the_way(&refused), ["blocker-part"]);
        floor.complete(job, Unissued::Issue).await.unwrap();
        assert_eq!(floor.shelf(part).await, (Qty::whole(4), Qty::ZERO, 2400));
        assert_eq!(floor.status(job).await, "ready");
        let refused = floor
            .desk()
            .complete(&floor.jo, job, Unissued::Ask, "")
            .await
            .unwrap_err();
        assert_eq!(
            refused,
            Error::Forbidden {
                permission: Permission::JobComplete
            }
        );
    }
);

dual_test!(
    async fn a_part_nobody_needed_goes_back_when_the_job_is_completed(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let part = floor.part("OF-8", 5).await;
        floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::ONE))
            .await
            .unwrap();
        floor.yes(job).await;
        let task = floor.tasks(job).await[0];
        floor.work_off(task).await;
        floor.complete(job, Unissued::Release).await.unwrap();
        assert_eq!(floor.shelf(part).await, (Qty::whole(5), Qty::ZERO, 3000));
        assert_eq!(floor.card(job).await.lines.len(), 1);
    }
);

dual_test!(
    async fn ready_tells_the_customer_once_and_going_back_takes_the_message_back(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        floor.work_off(task).await;
        floor.complete(job, Unissued::Ask).await.unwrap();
        let store = floor.shop.place.open().await;
        let told = async || {
            let rows: Vec<(String,)> = (&store)
                .all(sql(
                    "SELECT status FROM outbox WHERE entity = 'job' ORDER BY id",
                ))
                .await
                .unwrap();
            rows.into_iter().map(|r| r.0).collect::<Vec<_>>()
        };
        assert_eq!(told().await, ["queued"]);
        floor
            .desk()
            .reopen_job(&floor.ana, job, "the light is on again")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "in_progress");
        assert_eq!(told().await, ["cancelled"]);
    }
);

dual_test!(
    async fn a_required_check_is_passed_by_another_person_or_sends_the_work_back(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let card = floor.card(job).await;
        let form = JobForm {
            key_tag: String::new(),
            parking: String::new(),
            contact_name: String::new(),
            contact_phone: String::new(),
            limit: None,
            priority: 0,
            check_required: true,
        };
        floor
            .desk()
            .edit_job(&floor.ana, job, card.job.version, &form)
            .await
            .unwrap();
        floor.work_off(card.tasks[0].task.id).await;
        let refused = floor.complete(job, Unissued::Ask).await.unwrap_err();
        assert_eq!(in_the_way(&refused), ["blocker-check"]);
        let own = floor
            .desk()
            .pass_check(&floor.jo, job, "")
            .await
            .unwrap_err();
        assert_eq!(in_the_way(&own), ["check-own-work"]);
        floor
            .desk()
            .fail_check(&floor.sam, job, "drain plug drips")
            .await
            .unwrap();
        let card = floor.card(job).await;
        assert_eq!(card.job.status.as_str(), "in_progress");
        let again = &card.tasks.last().unwrap().task;
        assert_eq!(
            (again.title.as_str(), again.staff_id),
            ("drain plug drips", floor.jo.staff())
        );
        floor.work_off(again.id).await;
        floor.desk().pass_check(&floor.sam, job, "").await.unwrap();
        floor.complete(job, Unissued::Ask).await.unwrap();
        assert_eq!(floor.status(job).await, "ready");
    }
);

dual_test!(
    async fn r_23_late_is_computed_and_ends_when_the_job_is_ready(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let due = floor.desk().now().plus_minutes(30);
        floor
            .desk()
            .promise(&floor.ana, job, Some(due), "")
            .await
            .unwrap();
        let board = async || {
            floor
                .desk()
                .columns(&floor.ana)
                .await
                .unwrap()
                .pop()
                .unwrap()
        };
        let placed = board().await;
        assert_eq!((placed.column, placed.late), (Column::Waiting, false));
        let task = floor.tasks(job).await[0];
        floor.desk().start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(31);
        let placed = board().await;
        assert_eq!((placed.column, placed.late), (Column::InBay, true));
        assert_eq!(placed.mechanic(), Some("Jo"));
        assert_eq!(placed.progress(floor.desk().now()), 100);
        floor.desk().done(&floor.jo, task, "").await.unwrap();
        floor.complete(job, Unissued::Ask).await.unwrap();
        let placed = board().await;
        assert_eq!((placed.column, placed.late), (Column::Ready, false));
    }
);

dual_test!(
    async fn a_held_job_stops_its_clocks_and_goes_on_where_it_stood(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let task = floor.tasks(job).await[0];
        floor.desk().start(&floor.jo, task, "").await.unwrap();
        let held = floor
            .desk()
            .put_on_hold(&floor.ana, job, HoldReason::Parts, None, "filter")
            .await
            .unwrap();
        let card = floor.card(job).await;
        assert_eq!(
            (card.job.status.as_str(), card.tasks[0].task.status.as_str()),
            ("on_hold", "paused")
        );
        let placed = floor
            .desk()
            .columns(&floor.ana)
            .await
            .unwrap()
            .pop()
            .unwrap();
        assert_eq!(placed.column, Column::Parts);
        let refused = floor.desk().start(&floor.jo, task, "").await.unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused:?}");
        floor
            .desk()
            .undo(&floor.ana, held.undo.unwrap())
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "in_progress");
    }
);

dual_test!(
    async fn r_55_an_unpaid_vehicle_stays_unless_a_manager_says_why(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        floor.work_off(task).await;
        floor.complete(job, Unissued::Ask).await.unwrap();
        let out = HandOver {
            odometer: Some(148_020),
            ..HandOver::default()
        };
        let refused = floor
            .desk()
            .hand_over(&floor.ana, job, &out)
            .await
            .unwrap_err();
        assert_eq!(in_the_way(&refused), ["job-release-not-invoiced"]);
        let refused = floor
            .desk()
            .hand_over(&floor.max, job, &out)
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
        let why = HandOver {
            reason: "pays on Friday".to_owned(),
            ..out
        };
        let done = floor.desk().hand_over(&floor.max, job, &why).await.unwrap();
        assert_eq!(floor.status(job).await, "collected");
        let card = floor
            .desk()
            .vehicle_card(&floor.ana, floor.vehicle)
            .await
            .unwrap();
        assert_eq!(card.vehicle.odometer, Some(148_020));
        floor
            .desk()
            .undo(&floor.max, done.undo.unwrap())
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "ready");
        assert!(floor.desk().columns(&floor.ana).await.unwrap().len() == 1);
    }
);

dual_test!(
    async fn a_cancelled_job_gives_everything_back_but_not_while_a_part_is_out(floor: Floor) {
        let job = floor.agreed(&["SMALL"]).await;
        let part = floor.part("OF-7", 2).await;
        let line = floor
            .desk()
            .add_line(&floor.ana, job, &NewLine::of_part(part, Qty::ONE))
            .await
            .unwrap()
            .value;
        floor.yes(job).await;
        floor
            .desk()
            .take_part(&floor.jo, line, None, "")
            .await
            .unwrap();
        let refused = floor
            .desk()
            .cancel_job(&floor.ana, job, "sold the car")
            .await
            .unwrap_err();
        assert_eq!(in_the_way(&refused), ["job-part-still-out"]);
        floor
            .desk()
            .return_part(&floor.jo, line, None, "")
            .await
            .unwrap();
        floor
            .desk()
            .cancel_job(&floor.ana, job, "sold the car")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "cancelled");
        assert_eq!(floor.shelf(part).await, (Qty::whole(2), Qty::ZERO, 1200));
        assert!(floor.desk().columns(&floor.ana).await.unwrap().is_empty());
    }
);
