//! Canned jobs found again (S1-40): what a person has at hand, what was done on the vehicle before, then all others.

use forecourt::desk::job::{HandOver, Unissued};
use forecourt::domain::{JobId, Money};

use super::Floor;

impl Floor {
    /// A visit with this bundle, worked off and handed over; what was agreed for it.
    async fn earlier(&self, code: &str) -> (JobId, Money) {
        let desk = self.desk();
        let job = self.agreed(&[code]).await;
        for task in self.tasks(job).await {
            self.work_off(task).await;
        }
        desk.complete(&self.ana, job, Unissued::Issue, "")
            .await
            .unwrap();
        let how = HandOver {
            reason: "will pay tomorrow".to_owned(),
            ..HandOver::default()
        };
        desk.hand_over(&self.max, job, &how).await.unwrap();
        let lines = self.card(job).await.lines;
        (job, lines.iter().map(|l| l.total).sum())
    }
}

dual_test!(
    async fn what_was_done_before_stands_with_its_day_and_its_price(floor: Floor) {
        let desk = floor.desk();
        let (before, paid) = floor.earlier("OIL").await;
        let at = floor.card(before).await.job.collected_at.unwrap();
        floor.shop.wait(60);
        let job = floor.job(&[]).await;
        let seen = desk.done_before(&floor.ana, job).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].code.as_deref(), seen[0].at), (Some("OIL"), at));
        assert!(paid.is_positive());
        assert_eq!(seen[0].amount, paid);
        let all = desk.canned_jobs(&floor.ana).await.unwrap();
        let oil = all.iter().find(|(_, c)| c.code == "OIL").map(|c| c.0);
        assert_eq!(seen[0].canned, oil);
        // Another vehicle has another past.
        let other = floor.visit("Bos, K.", "XY-987-Z", "Clio", &[]).await;
        assert!(
            desk.done_before(&floor.ana, other)
                .await
                .unwrap()
                .is_empty()
        );
    }
);

#[tokio::test]
async fn s1_40_the_list_shows_what_is_at_hand_then_what_was_done_here_then_all_others() {
    let floor = super::screens::floor().await;
    floor.earlier("OIL").await;
    floor.shop.wait(24 * 60);
    let job = floor.job(&[]).await;
    let mut ana = floor.card_of(&floor.ana).await;
    ana.press("Ins").await.sees("Canned job");
    ana.press("Enter").await;
    ana.sees("Done on this vehicle before").sees("All others");
    ana.sees_no("At hand");
    ana.write("brkf").await.press("Ctrl-O").await.sees("★");
    ana.press("Esc").await.sees("At hand");
    for size in [(80, 24), (120, 40)] {
        let mut robot = floor.at(&floor.ana, "jobs", size).await;
        robot.press("Enter Ins Enter").await;
        let name = format!("work_pick_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, super::screens::body(&robot));
    }
    // What is at hand comes first by itself: three keys.
    let mut robot = floor.card_of(&floor.ana).await;
    robot.keys();
    robot.press("Ins Enter Enter").await.sees("added");
    assert!(robot.keys() <= 5);
    let has = floor.card(job).await.items[0].title.clone();
    assert!(has.contains("Brake pads front"), "{has}");
    robot.press("Ctrl-Z").await;
    // Typed on the card, the same order, and the day and price of the last time.
    robot.write("oil").await.sees("Oil and filter change");
    insta::assert_snapshot!("card_suggests_80x24", super::screens::body(&robot));
    robot.press("Ctrl-O").await.sees("stands first from now on");
    let at_hand = floor.desk().favourites(&floor.ana).await.unwrap();
    assert_eq!(at_hand.len(), 2);
    robot.press("Ctrl-O").await.sees("stands where it did");
}

#[tokio::test]
async fn the_same_list_opens_from_the_estimate() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["OIL"]).await;
    let mut ana = floor.card_of(&floor.ana).await;
    ana.press("BackTab").await.press("Ctrl-O").await;
    ana.sees("Add a canned job");
    ana.write("brkf").await;
    ana.press("Enter").await.sees("Added to the job");
    assert_eq!(floor.card(job).await.items.len(), 2);
    ana.press("Ctrl-Z").await;
    assert_eq!(floor.card(job).await.lines.len(), 1);
}
