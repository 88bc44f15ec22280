//! After the keys: what the customer thinks, and what comes back under warranty.

use forecourt::desk::Error;
use forecourt::desk::job::{HandOver, OpenJob, Opinion, Unissued};
use forecourt::domain::JobId;
use forecourt::domain::rating::Source;
use forecourt::store::{Db, sql};

use super::Floor;

fn says(score: i64) -> Opinion {
    Opinion {
        score,
        comment: "Quick and clean".to_owned(),
        source: Source::Counter,
    }
}

impl Floor {
    /// A job done by Jo, ready to be collected.
    async fn ready_by_jo(&self, code: &str) -> JobId {
        let job = self.agreed(&[code]).await;
        for task in self.tasks(job).await {
            self.work_off(task).await;
        }
        self.desk()
            .complete(&self.max, job, Unissued::Issue, "")
            .await
            .unwrap();
        job
    }

    async fn leaves(&self, job: JobId, opinion: Option<Opinion>) -> Result<(), Error> {
        let how = HandOver {
            odometer: Some(148_020),
            reason: "pays on Friday".to_owned(),
            opinion,
        };
        self.desk().hand_over(&self.max, job, &how).await.map(drop)
    }

    /// What was done on a job is warranted for a year or so far.
    async fn warrant(&self, job: JobId, distance: i64) {
        let store = self.shop.place.open().await;
        let mut db = store.begin().await.unwrap();
        db.exec(
            sql("UPDATE work_item SET warranty_months = 12, warranty_distance = $2 WHERE job_id = $1")
                .bind(job)
                .bind(distance),
        )
        .await
        .unwrap();
        db.commit().await.unwrap();
    }
}

dual_test!(
    async fn s1_41_a_rating_is_taken_with_the_keys_once_and_counts_for_work_and_mechanic(
        floor: Floor,
    ) {
        let desk = floor.desk();
        let job = floor.ready_by_jo("OIL").await;
        let early = desk.rate(&floor.ana, job, &says(5)).await;
        assert!(matches!(early, Err(Error::Refused(m)) if m.id == "rating-too-early"));
        let wrong = floor.leaves(job, Some(says(6))).await;
        assert!(matches!(wrong, Err(Error::Invalid { field: "score", .. })));
        assert_eq!(floor.status(job).await, "ready", "the keys stay with it");
        floor.leaves(job, Some(says(4))).await.unwrap();
        let again = desk.rate(&floor.ana, job, &says(5)).await;
        assert!(matches!(again, Err(Error::Refused(m)) if m.id == "rating-there"));
        assert_eq!(floor.card(job).await.rating.unwrap().score, 4);
        let other = floor.ready_by_jo("OIL").await;
        floor.leaves(other, None).await.unwrap();
        desk.rate(&floor.ana, other, &says(5)).await.unwrap();
        let all = desk.ratings(&floor.max).await.unwrap();
        assert_eq!((all.by_canned[0].times, all.by_canned[0].sum), (2, 9));
        assert_eq!(all.by_staff[0].name, "Jo");
        assert_eq!((all.by_staff[0].times, all.by_staff[0].sum), (2, 9));
        assert_eq!(all.all[0].job_id, other);
    }
);

dual_test!(
    async fn a_rating_goes_when_the_vehicle_had_not_left_after_all(floor: Floor) {
        let job = floor.ready_by_jo("OIL").await;
        floor.leaves(job, Some(says(2))).await.unwrap();
        floor.desk().undo_hand_over(&floor.max, job).await.unwrap();
        assert_eq!(floor.card(job).await.rating, None);
    }
);

dual_test!(
    async fn s1_41_nothing_done_is_nothing_to_rate(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let no = crate::jobs::answer(
            forecourt::domain::line::Decision::Declined,
            floor.card(job).await.undecided(),
        );
        desk.propose(&floor.ana, job, &[]).await.unwrap();
        desk.decide(&floor.ana, job, &no).await.unwrap();
        assert_eq!(floor.status(job).await, "declined_all");
        desk.complete(&floor.max, job, Unissued::Ask, "")
            .await
            .unwrap();
        let refused = floor.leaves(job, Some(says(1))).await;
        assert!(matches!(refused, Err(Error::Refused(m)) if m.id == "rating-nothing-done"));
    }
);

dual_test!(
    async fn the_same_work_under_warranty_is_recognised_and_marked_as_a_comeback(floor: Floor) {
        let desk = floor.desk();
        let job = floor.ready_by_jo("BRKF").await;
        floor.warrant(job, 20_000).await;
        assert!(floor.card(job).await.covered.is_empty(), "it is still here");
        floor.leaves(job, None).await.unwrap();
        let other = floor.job(&["OIL"]).await;
        let covered = floor.card(other).await.covered;
        assert_eq!((covered.len(), covered[0].again), (1, false));
        assert_eq!(covered[0].ends_at, Some(168_020));
        let back = floor.job(&["BRKF"]).await;
        assert!(floor.card(back).await.covered[0].again);
        let done = desk
            .mark_comeback(&floor.ana, back, Some(job))
            .await
            .unwrap();
        let number = floor.card(job).await.job.number;
        assert_eq!(floor.card(back).await.comeback, Some(number));
        let all = desk.ratings(&floor.max).await.unwrap();
        assert_eq!(all.comebacks, [(floor.id(&floor.jo), 1)]);
        desk.undo(&floor.ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(floor.card(back).await.comeback, None);
        assert!(
            desk.mark_comeback(&floor.ana, back, Some(back))
                .await
                .is_err()
        );
        floor.shop.wait(366 * 24 * 60);
        let late = floor.shop.log_in("ana").await;
        let open = OpenJob {
            customer: floor.customer,
            vehicle: floor.vehicle,
            wish: String::new(),
            canned: Vec::new(),
        };
        let new = desk.open_job(&late, &open).await.unwrap().id;
        let card = desk.job_card(&late, new).await.unwrap();
        assert!(card.covered.is_empty(), "a year has passed");
    }
);

#[tokio::test]
async fn the_keys_ask_what_the_customer_thinks_and_the_ratings_are_a_page() {
    let floor = super::screens::floor().await;
    let job = floor.ready_by_jo("BRKF").await;
    floor.warrant(job, 20_000).await;
    let mut max = floor.card_of(&floor.max).await;
    max.press("+").await.sees("The keys stay here for now");
    max.press("Down Enter").await.sees("Hand the keys over");
    max.sees("Rating, if they say");
    max.press("Tab").await.write("pays on Friday").await;
    max.press("Tab")
        .await
        .write("7")
        .await
        .press("Ctrl-S")
        .await;
    max.sees("A rating is 1 to 5");
    max.press("Backspace")
        .await
        .write("4")
        .await
        .press("Tab")
        .await;
    max.write("Quick and clean").await.press("Ctrl-S").await;
    assert_eq!(floor.status(job).await, "collected");
    let back = floor.job(&["BRKF"]).await;
    let mut max = floor.at(&floor.max, "jobs", (120, 40)).await;
    max.press("Enter").await.sees("under warranty: JOB");
    insta::assert_snapshot!("card_warranty_120x40", super::screens::body(&max));
    max.press("F10").await.write("earlier work").await;
    max.press("Enter").await.sees("Which work did not hold?");
    max.press("Enter").await.sees("comes back for");
    assert!(floor.card(back).await.comeback.is_some());
    let mut max = floor.at(&floor.max, "jobs", (80, 24)).await;
    max.press("F10")
        .await
        .write("ratings")
        .await
        .press("Enter")
        .await;
    max.sees("Ratings by work").sees("4");
    max.press("Tab").await.sees("Ratings by mechanic");
    insta::assert_snapshot!("ratings_80x24", super::screens::body(&max));
    max.resize(120, 40).await;
    insta::assert_snapshot!("ratings_120x40", super::screens::body(&max));
    max.resize(80, 24).await;
    max.press("Tab").await.sees("Quick and clean");
}
