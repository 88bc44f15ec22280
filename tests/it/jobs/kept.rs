//! Nothing typed is lost: what is owed is said before the keys are asked for, and a dialog that was left or refused
//! has its words when it is opened again.

use forecourt::desk::Error;
use forecourt::desk::job::Unissued;
use forecourt::domain::JobId;

use super::Floor;

impl Floor {
    /// A job that is ready and has no invoice.
    async fn unbilled(&self) -> JobId {
        let job = self.agreed(&["OIL"]).await;
        for task in self.tasks(job).await {
            self.work_off(task).await;
        }
        self.desk()
            .complete(&self.ana, job, Unissued::Issue, "")
            .await
            .unwrap();
        job
    }
}

dual_test!(
    async fn r_55_what_keeps_the_keys_is_known_before_anybody_fills_in_a_form(floor: Floor) {
        let desk = floor.desk();
        let job = floor.unbilled().await;
        let ids = async |by| {
            let held = desk.keys_held_for(by, job).await.unwrap();
            held.iter().map(|m| m.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&floor.ana).await, ["job-release-not-invoiced"]);
        let invoice = desk.draft_for_job(&floor.ana, job).await.unwrap();
        desk.post_invoice(&floor.ana, invoice).await.unwrap();
        assert_eq!(ids(&floor.ana).await, ["job-release-unpaid"]);
        assert!(matches!(
            desk.keys_held_for(&floor.jo, job).await,
            Err(Error::Forbidden { .. })
        ));
    }
);

#[tokio::test]
async fn the_keys_are_not_asked_for_before_the_bill_and_the_way_to_it_is_one_key() {
    let floor = super::screens::floor().await;
    let job = floor.unbilled().await;
    let mut ana = floor.card_of(&floor.ana).await;
    ana.press("+").await.sees("The keys stay here for now");
    ana.sees("is not invoiced yet").sees("F8");
    insta::assert_snapshot!("keys_held_80x24", super::screens::body(&ana));
    // Against the rule is not hers to choose.
    ana.press("Down Enter").await.sees("The keys stay here");
    ana.press("Up Enter").await.sees_no("The keys stay here");
    let bill = floor.desk().invoice_of_job(&floor.ana, job).await.unwrap();
    assert!(bill.is_some(), "its draft is there");
    let mut max = floor.card_of(&floor.max).await;
    max.press("+").await.press("Down Enter").await;
    max.sees("Hand the keys over");
    max.press("Tab")
        .await
        .write("pays tomorrow, known for years")
        .await;
    max.press("Esc").await.sees("What you typed is kept");
    max.press("+ Down Enter")
        .await
        .sees("pays tomorrow, known for years");
    max.press("Ctrl-S").await.sees("is handed over");
    assert_eq!(floor.status(job).await, "collected");
}

#[tokio::test]
async fn a_note_left_by_esc_is_there_again_until_it_is_written() {
    let floor = super::screens::floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let mut jo = floor.at(&floor.jo, "my-work", (80, 24)).await;
    jo.press("Ctrl-O").await.write("Leak at the sump").await;
    jo.press("Esc").await.sees("What you typed is kept");
    jo.press("Ctrl-O").await.sees("Leak at the sump");
    jo.press("Ctrl-S").await.sees("Note written");
    jo.press("Ctrl-O").await.sees_no("Leak at the sump");
    jo.press("Esc").await;
    // The store has it: another terminal, or this one after a crash, finds it too.
    jo.press("Enter").await.sees("runs");
    jo.write("b").await.write("bolt is stuck").await;
    jo.press("Esc").await;
    let parked = async || floor.desk().parked(&floor.jo).await.unwrap().len();
    assert_eq!(parked().await, 1);
    drop(jo);
    let elsewhere = floor.shop.log_in_at("jo", "bay-2").await;
    let mut jo = floor.at(&elsewhere, "my-work", (80, 24)).await;
    jo.sees_no("half-filled");
    jo.write("b").await.sees("bolt is stuck");
    jo.press("Ctrl-S").await.sees_no("cannot go on");
    assert_eq!(parked().await, 0, "done, so nothing is kept");
    let mut ana = floor.card_of(&floor.ana).await;
    ana.press("Ctrl-O").await;
    ana.write("Call before noon").await.press("Esc").await;
    ana.press("Ctrl-O").await.sees("Call before noon");
    // Erased, it is not kept.
    ana.press("Ctrl-U Esc").await.press("Ctrl-O").await;
    ana.sees_no("Call before noon");
    assert_eq!(floor.card(job).await.notes.len(), 1);
}
