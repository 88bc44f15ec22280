//! What is to be done next about each booking and each job (S1-48): in the lists, on the board and card, and counted
//! on the tabs.

use forecourt::desk::job::{NewLine, Unissued, Way};
use forecourt::desk::lists::{Edge, Line};
use forecourt::domain::action::Action;
use forecourt::domain::filter::List;
use forecourt::domain::job::HoldReason;
use forecourt::domain::line::Method;
use forecourt::domain::{JobId, Qty};
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::jobs::Floor;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

/// It is the same on the card, on the board, in the list and behind its filter.
async fn next(floor: &Floor, job: JobId) -> &'static str {
    let (desk, by) = (floor.desk(), &floor.ana);
    let action = floor.card(job).await.action;
    let board = desk.columns(by).await.unwrap();
    let placed = board.iter().find(|p| p.card.id == job).unwrap();
    assert_eq!(placed.action, action);
    let line = format!("action:{action}");
    let rows = desk.list_page(by, List::Jobs, &line, Edge::First, 50);
    let rows = rows.await.unwrap();
    let row = rows.iter().find(|r| r.id() == job.0);
    let Some(Line::Job(row)) = row else {
        panic!("{action} is not found by its own filter: {rows:?}")
    };
    assert_eq!(row.action, action);
    let asks = desk.todo(by).await.unwrap().jobs.asks;
    assert_eq!(asks, i64::from(action.is_ours()), "{action}");
    let yes = desk.list_count(by, List::Jobs, "action:yes").await.unwrap();
    let no = desk.list_count(by, List::Jobs, "action:no").await.unwrap();
    assert_eq!((yes, no), (asks, 1 - asks), "{action}");
    action.as_str()
}

dual_test! {
    async fn s1_48_a_job_says_at_each_step_what_is_to_be_done_next(floor: Floor) {
        let (desk, ana, jo) = (floor.desk(), &floor.ana, &floor.jo);
        let job = floor.job(&[]).await;
        assert_eq!(next(&floor, job).await, "estimate");
        desk.put_canned_job(ana, job, "OIL").await.unwrap();
        assert_eq!(next(&floor, job).await, "ask");
        let task = floor.tasks(job).await[0];
        desk.assign(ana, task, jo.staff()).await.unwrap();
        let first = desk.write_estimate(jo, job).await.unwrap();
        assert_eq!(next(&floor, job).await, "validate");
        desk.return_estimate(ana, first, "too dear").await.unwrap();
        assert_eq!(next(&floor, job).await, "estimate");
        let second = desk.write_estimate(jo, job).await.unwrap();
        desk.approve_estimate(ana, second).await.unwrap();
        desk.assign(ana, task, None).await.unwrap();
        assert_eq!(next(&floor, job).await, "ask");
        desk.send_estimate(ana, second, Way::Told(Method::Phone), "").await.unwrap();
        assert_eq!(next(&floor, job).await, "waiting");
        floor.yes(job).await;
        assert_eq!(next(&floor, job).await, "assign");
        desk.assign(ana, task, jo.staff()).await.unwrap();
        assert_eq!(next(&floor, job).await, "none");
        let part = floor.part("BOS-0986", 0).await;
        desk.add_line(ana, job, &NewLine::of_part(part, Qty::whole(1))).await.unwrap();
        floor.yes(job).await;
        assert_eq!(next(&floor, job).await, "order");
        let line = floor.card(job).await.lines.last().unwrap().line.clone();
        desk.void_line(ana, line.id).await.unwrap();
        let until = desk.now().plus_minutes(60);
        desk.put_on_hold(ana, job, HoldReason::Customer, Some(until), "").await.unwrap();
        assert_eq!(next(&floor, job).await, "waiting");
        floor.shop.wait(61);
        assert_eq!(next(&floor, job).await, "resume");
        desk.resume_job(ana, job).await.unwrap();
        floor.work_off(task).await;
        assert_eq!(next(&floor, job).await, "check");
        desk.complete(ana, job, Unissued::Ask, "").await.unwrap();
        assert_eq!(next(&floor, job).await, "invoice");
        let owner = &floor.shop.owner;
        let bill = desk.draft_for_job(owner, job).await.unwrap();
        desk.post_invoice(owner, bill).await.unwrap();
        assert_eq!(next(&floor, job).await, "hand_over");
    }
}

dual_test! {
    async fn s1_31_a_note_that_waits_for_its_reader_is_to_be_validated(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let owner = &floor.shop.owner;
        floor.desk().put_setting(owner, "review.progress", &serde_json::json!("required")).await.unwrap();
        floor.desk().note(&floor.jo, job, "The hose is torn", true).await.unwrap();
        assert_eq!(next(&floor, job).await, "validate");
        let note = floor.card(job).await.notes[0].id;
        floor.desk().review_note(&floor.ana, note, true).await.unwrap();
        assert_eq!(next(&floor, job).await, "none");
    }
}

dual_test! {
    async fn s2_23_a_late_job_counts_as_one_to_do_something_about_whatever_it_waits_for(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let desk = floor.desk();
        desk.promise(&floor.ana, job, Some(desk.now().plus_minutes(10)), "as agreed").await.unwrap();
        let before = desk.todo(&floor.ana).await.unwrap().jobs;
        assert_eq!((before.asks, before.late), (0, 0));
        floor.shop.wait(11);
        let after = desk.todo(&floor.ana).await.unwrap().jobs;
        assert_eq!((after.asks, after.late), (1, 1));
        let found = desk.list_count(&floor.ana, List::Jobs, "action:yes").await.unwrap();
        assert_eq!(found, 1);
    }
}

dual_test! {
    async fn s1_48_a_booking_is_answered_given_to_somebody_and_checked_in(diary: Diary) {
        let (desk, ana) = (&diary.shop.desk, &diary.ana);
        let action = async |line: &str| -> Vec<Action> {
            let rows = desk.list_page(ana, List::Bookings, line, Edge::First, 9).await.unwrap();
            rows.into_iter().map(|row| match row {
                Line::Booking(b) => b.action,
                other => panic!("{other:?}"),
            }).collect()
        };
        let caller = diary.caller("Bakker", "GH-552-T").await;
        let order = diary.order(caller, 0, 13 * 60);
        let id = desk.request(ana, &order).await.unwrap().value.id;
        assert_eq!(action("action:confirm").await, [Action::Confirm]);
        desk.confirm(ana, id, &[], "").await.unwrap();
        assert_eq!(action("action:assign").await, [Action::Assign]);
        assert_eq!(desk.todo(ana).await.unwrap().bookings.asks, 1);
        diary.shop.wait(3 * 60);
        assert_eq!(action("action:check_in").await, [Action::CheckIn]);
        let todo = desk.todo(ana).await.unwrap().bookings;
        assert_eq!((todo.asks, todo.late), (1, 1));
        desk.cancel(ana, id, "sold").await.unwrap();
        assert_eq!(action("action:no").await, [Action::None]);
        assert_eq!(desk.todo(ana).await.unwrap().bookings.asks, 0);
    }
}

#[tokio::test]
async fn the_tabs_count_what_is_to_be_done_and_say_what_is_late() {
    let floor = Floor::from_place(Place::sqlite().await).await;
    let job = floor.job(&["OIL"]).await;
    let mut robot = Robot::open(floor.desk(), floor.ana.clone()).await;
    assert!(robot.row(0).contains("2Jobs 1"), "{}", robot.row(0));
    floor.yes(job).await;
    let desk = floor.desk();
    let task = floor.tasks(job).await[0];
    desk.assign(&floor.ana, task, floor.jo.staff())
        .await
        .unwrap();
    robot.until_gone("Jobs 1").await;
    desk.promise(
        &floor.ana,
        job,
        Some(desk.now().plus_minutes(2)),
        "as agreed",
    )
    .await
    .unwrap();
    robot.minutes(3).await;
    assert!(robot.row(0).contains("2Jobs 1 !1"), "{}", robot.row(0));
    // No key asks for it: the count is as it was when the books were last heard of.
    let options = Options::new(floor.jo.clone());
    let jos = Robot::with(desk, options, (120, 40)).await;
    assert!(jos.row(0).contains("Jobs 1 !1"), "{}", jos.row(0));
}
