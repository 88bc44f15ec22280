//! Ctrl-Z on jobs (model.md 10): each verb with what takes it back.

use forecourt::desk::job::{LineForm, NewLine, Unissued};
use forecourt::domain::line::Decision;
use forecourt::domain::{Qty, job::HoldReason};

use super::{Floor, answer};

dual_test!(
    async fn a_canned_job_goes_off_again_with_all_its_rows(floor: Floor) {
        let job = floor.job(&[]).await;
        let desk = floor.desk();
        let put = desk.put_canned_job(&floor.ana, job, "BRKF").await.unwrap();
        assert!(!floor.card(job).await.lines.is_empty());
        let again = desk.undo(&floor.ana, put.undo.unwrap()).await.unwrap();
        let card = floor.card(job).await;
        assert!(card.lines.is_empty() && card.tasks.is_empty() && card.items.is_empty());
        desk.undo(&floor.ana, again.undo.unwrap()).await.unwrap();
        assert!(!floor.card(job).await.lines.is_empty());
    }
);

dual_test!(
    async fn a_yes_written_down_by_mistake_is_asked_about_again(floor: Floor) {
        let job = floor.job(&["OIL"]).await;
        let lines = floor.card(job).await.undecided();
        let desk = floor.desk();
        let yes = answer(Decision::Authorised, lines);
        let said = desk.decide(&floor.ana, job, &yes).await.unwrap();
        assert_eq!(floor.status(job).await, "authorised");
        desk.undo(&floor.ana, said.undo.unwrap()).await.unwrap();
        assert_eq!(floor.status(job).await, "awaiting_auth");
        let no = answer(Decision::Declined, floor.card(job).await.undecided());
        let said = desk.decide(&floor.ana, job, &no).await.unwrap();
        assert!(said.undo.is_none(), "a no ends the line");
    }
);

dual_test!(
    async fn promise_hold_edits_and_the_clock_go_back_to_what_they_were(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let (desk, ana) = (floor.desk(), &floor.ana);
        let task = floor.tasks(job).await[0];

        let done = desk
            .promise(ana, job, Some(desk.now().plus_minutes(60)), "")
            .await
            .unwrap();
        let again = desk.undo(ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(job).await.job.promised_at, None);
        desk.undo(ana, again.undo.unwrap()).await.unwrap();
        assert!(floor.card(job).await.job.promised_at.is_some());

        let held = desk
            .put_on_hold(ana, job, HoldReason::Customer, None, "")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "on_hold");
        desk.undo(ana, held.undo.unwrap()).await.unwrap();
        assert_eq!(floor.status(job).await, "authorised");

        let line = floor.card(job).await.lines[0].line.clone();
        let terms = LineForm {
            description: "Oil, the good one".to_owned(),
            ..LineForm::from(&line)
        };
        let saved = desk
            .edit_line(ana, line.id, line.version, &terms)
            .await
            .unwrap();
        desk.undo(ana, saved.undo.unwrap()).await.unwrap();
        assert_eq!(
            floor.card(job).await.lines[0].line.description,
            line.description
        );

        let started = desk.start(&floor.jo, task, "").await.unwrap();
        desk.undo(&floor.jo, started.undo.unwrap()).await.unwrap();
        assert_eq!(
            floor.card(job).await.tasks[0].task.status.as_str(),
            "paused"
        );
        desk.start(&floor.jo, task, "").await.unwrap();
        let paused = desk.pause(&floor.jo, task, "").await.unwrap();
        desk.undo(&floor.jo, paused.undo.unwrap()).await.unwrap();
        assert_eq!(
            floor.card(job).await.tasks[0].task.status.as_str(),
            "running"
        );
        let done = desk.done(&floor.jo, task, "").await.unwrap();
        desk.undo(&floor.jo, done.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(job).await.tasks[0].task.status.as_str(), "todo");
    }
);

dual_test!(
    async fn a_job_said_to_be_ready_by_mistake_is_back_in_the_bay_and_its_message_is_stopped(
        floor: Floor,
    ) {
        let job = floor.agreed(&["OIL"]).await;
        for task in floor.tasks(job).await {
            floor.work_off(task).await;
        }
        let desk = floor.desk();
        let ready = desk
            .complete(&floor.ana, job, Unissued::Release, "")
            .await
            .unwrap();
        assert_eq!(floor.status(job).await, "ready");
        desk.undo(&floor.ana, ready.undo.unwrap()).await.unwrap();
        assert_ne!(floor.status(job).await, "ready");
        let line = NewLine::of_labour("Wash", Qty::ONE);
        desk.add_line(&floor.ana, job, &line).await.unwrap();
    }
);
