//! What goes from one shift to the next, the order of tasks, and what the clock has taught.

use forecourt::desk::Error;

use super::Floor;

dual_test!(
    async fn a_word_for_the_next_shift_is_new_to_everybody_else_until_they_read_it(floor: Floor) {
        let desk = floor.desk();
        desk.leave_handover(&floor.jo, "Lift 2 squeaks")
            .await
            .unwrap();
        assert!(
            desk.my_work(&floor.jo, None)
                .await
                .unwrap()
                .fresh
                .is_empty()
        );
        let sam = desk.my_work(&floor.sam, None).await.unwrap().fresh;
        assert_eq!((sam[0].who.as_str(), sam[0].readers), ("Jo", 0));
        assert_eq!(desk.read_handovers(&floor.sam).await.unwrap(), 1);
        assert_eq!(desk.read_handovers(&floor.sam).await.unwrap(), 0);
        let all = desk.handovers(&floor.ana).await.unwrap();
        assert!(all[0].fresh && all[0].readers == 1);
        let empty = desk.leave_handover(&floor.jo, " ").await;
        assert!(matches!(empty, Err(Error::Invalid { field: "body", .. })));
    }
);

dual_test!(
    async fn r_21_a_task_put_beside_the_others_waits_for_nobody_and_goes_back(floor: Floor) {
        let job = floor.agreed(&["BRKFD"]).await;
        let desk = floor.desk();
        let second = floor.tasks(job).await[1];
        assert!(floor.card(job).await.tasks[1].waits);
        let early = desk.start(&floor.jo, second, "").await;
        assert!(matches!(early, Err(Error::Blocked { .. })));
        let done = desk.group_task(&floor.ana, second, None).await.unwrap();
        assert!(!floor.card(job).await.tasks[1].waits);
        desk.undo(&floor.ana, done.undo.unwrap()).await.unwrap();
        assert!(floor.card(job).await.tasks[1].waits);
        desk.group_task(&floor.ana, second, None).await.unwrap();
        desk.start(&floor.jo, second, "").await.unwrap();
        let unknown = desk.group_task(&floor.ana, second, Some(99)).await;
        assert!(unknown.is_err());
    }
);

dual_test!(
    async fn whoever_has_the_task_writes_what_it_was_and_what_was_done(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let desk = floor.desk();
        let task = floor.tasks(job).await[0];
        let item = desk.work_words(&floor.jo, task).await.unwrap();
        let words = ("loose filter", "filter renewed");
        let foreign = desk
            .report_work(&floor.sam, task, item.version, words)
            .await;
        assert!(matches!(foreign, Err(Error::Refused(_))));
        desk.report_work(&floor.jo, task, item.version, words)
            .await
            .unwrap();
        let stale = desk.report_work(&floor.jo, task, item.version, words).await;
        assert!(matches!(stale, Err(Error::Stale { .. })));
        let item = floor.card(job).await.items[0].clone();
        assert_eq!((item.cause.as_str(), item.correction.as_str()), words);
    }
);

dual_test!(
    async fn the_median_of_what_an_operation_took_stands_beside_its_standard_time(floor: Floor) {
        let desk = floor.desk();
        for long in [20, 30, 300] {
            let job = floor.agreed(&["OIL"]).await;
            for task in floor.tasks(job).await {
                desk.start(&floor.jo, task, "").await.unwrap();
                floor.shop.wait(long);
                desk.done(&floor.jo, task, "").await.unwrap();
            }
        }
        let job = floor.job(&["OIL"]).await;
        let learned = floor.card(job).await.learned;
        assert_eq!(learned.len(), 1);
        let tasks = i64::try_from(floor.tasks(job).await.len()).unwrap();
        assert_eq!((learned[0].median_min, learned[0].times), (30 * tasks, 3));
        assert_eq!(learned[0].model, "VW Golf VII");
        assert!(learned[0].standard_min > 0);
        assert_eq!(desk.learned_times(&floor.ana).await.unwrap(), learned);
    }
);

#[tokio::test]
async fn my_work_shows_the_word_that_was_left_and_takes_the_mechanic_s_own() {
    let floor = super::screens::floor().await;
    floor
        .desk()
        .leave_handover(&floor.sam, "Lift 2 squeaks, mind the arm on the left")
        .await
        .unwrap();
    floor.agreed(&["BRKFD"]).await;
    let mut jo = floor.at(&floor.jo, "my-work", (80, 24)).await;
    jo.sees("Sam left a word").sees("Lift 2 squeaks");
    jo.write("r").await.sees("What was it");
    jo.write("worn to the metal").await.press("Tab").await;
    jo.write("discs and pads renewed")
        .await
        .press("Ctrl-S")
        .await;
    jo.sees("Written on the job card");
    jo.write("h").await.sees("For the next shift");
    // Having it on the screen is having read it; that comes back as news of the books.
    jo.until("one has read it").await;
    insta::assert_snapshot!("handover_80x24", super::screens::body(&jo));
    jo.resize(120, 40).await;
    insta::assert_snapshot!("handover_120x40", super::screens::body(&jo));
    jo.resize(80, 24).await;
    jo.press("Ins").await.write("Key 14 is in my drawer").await;
    jo.press("Ctrl-S").await.sees("Key 14");
    jo.press("Esc").await;
    jo.sees_no("left a word");
}

#[tokio::test]
async fn the_card_says_what_waits_its_turn_and_what_it_mostly_takes() {
    let floor = super::screens::floor().await;
    let desk = floor.desk();
    let before = floor.agreed(&["BRKFD"]).await;
    for task in floor.tasks(before).await {
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(50);
        desk.done(&floor.jo, task, "").await.unwrap();
    }
    let job = floor.agreed(&["BRKFD"]).await;
    let mut max = floor.card_of(&floor.max).await;
    assert_eq!(floor.status(job).await, "authorised");
    max.press("Down Down").await.sees("waits its turn");
    max.sees("took ");
    insta::assert_snapshot!("card_turns_80x24", super::screens::body(&max));
    max.press("F10").await.write("beside the others").await;
    max.press("Enter").await.sees("goes on beside the others");
    max.sees_no("waits its turn");
    max.press("F10").await.write("time in each").await;
    max.press("Enter").await.sees("Time in each state");
}

#[tokio::test]
async fn the_learned_times_of_the_house_are_a_page_of_the_board() {
    let floor = super::screens::floor().await;
    let desk = floor.desk();
    let before = floor.agreed(&["OIL"]).await;
    for task in floor.tasks(before).await {
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(50);
        desk.done(&floor.jo, task, "").await.unwrap();
    }
    let mut max = floor.at(&floor.max, "jobs", (80, 24)).await;
    max.press("F10")
        .await
        .write("learned")
        .await
        .press("Enter")
        .await;
    insta::assert_snapshot!("learned_80x24", super::screens::body(&max));
    max.resize(120, 40).await;
    insta::assert_snapshot!("learned_120x40", super::screens::body(&max));
}
