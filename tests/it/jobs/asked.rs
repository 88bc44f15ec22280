//! What was found is not asked until somebody asks, and a check wanted of another person is another's.

use forecourt::desk::Error;
use forecourt::desk::job::{JobForm, More};
use forecourt::domain::{JobId, Qty};

use super::{Floor, in_the_way};

impl Floor {
    /// Jo has found more than the customer's limit lets through.
    async fn found(&self) -> JobId {
        let job = self.agreed(&["SMALL"]).await;
        self.desk()
            .start(&self.jo, self.tasks(job).await[0], "")
            .await
            .unwrap();
        let more = More {
            title: "Ball joint worn".to_owned(),
            hours: Qty(500),
            part: None,
            note: String::new(),
        };
        let may = self.desk().ask_for_more(&self.jo, job, &more, "").await;
        assert!(!may.unwrap(), "beyond the limit");
        job
    }

    async fn wants_a_check(&self, job: JobId) {
        let form = JobForm {
            key_tag: String::new(),
            parking: String::new(),
            contact_name: String::new(),
            contact_phone: String::new(),
            limit: None,
            priority: 0,
            check_required: true,
        };
        let version = self.card(job).await.job.version;
        self.desk()
            .edit_job(&self.ana, job, version, &form)
            .await
            .unwrap();
    }
}

dual_test!(
    async fn r_30_what_was_found_is_not_asked_until_somebody_asks_the_customer(floor: Floor) {
        let desk = floor.desk();
        let job = floor.found().await;
        desk.pause(&floor.jo, floor.tasks(job).await[0], "")
            .await
            .unwrap();
        let card = floor.card(job).await;
        assert!(card.not_asked().is_positive() && card.asked().is_zero());
        let why = async || desk.why_still(&floor.ana, job).await.unwrap().why.id;
        assert_eq!(why().await, "still-found");
        let placed = async || {
            let all = desk.columns(&floor.ana).await.unwrap();
            let card = all.into_iter().find(|p| p.card.id == job).unwrap().card;
            (card.unasked_minor, card.proposed_minor)
        };
        let (unasked, proposed) = placed().await;
        assert!(unasked.is_positive() && unasked == proposed);
        desk.propose(&floor.ana, job, &[]).await.unwrap();
        let card = floor.card(job).await;
        assert_eq!((card.not_asked().0, card.asked()), (0, proposed));
        assert_eq!(why().await, "still-yes");
        assert!(placed().await.0.is_zero());
        floor.yes(job).await;
        assert!(floor.card(job).await.asked().is_zero());
    }
);

dual_test!(
    async fn a_check_by_another_person_is_not_for_whoever_s_clock_ran_on_the_work(floor: Floor) {
        let desk = floor.desk();
        let job = floor.agreed(&["OIL"]).await;
        floor.wants_a_check(job).await;
        let task = floor.tasks(job).await[0];
        // Jo's task, on which Max helped out for a while; then it is given to Sam, who finishes it.
        desk.start(&floor.jo, task, "").await.unwrap();
        floor.shop.wait(10);
        desk.pause(&floor.jo, task, "").await.unwrap();
        let sam = floor.id(&floor.sam);
        desk.assign(&floor.ana, task, Some(sam)).await.unwrap();
        desk.start(&floor.sam, task, "").await.unwrap();
        floor.shop.wait(10);
        desk.done(&floor.sam, task, "").await.unwrap();
        let names: Vec<String> = floor
            .card(job)
            .await
            .doers
            .into_iter()
            .map(|d| d.1)
            .collect();
        assert_eq!(names, ["Jo", "Sam"]);
        for by in [&floor.jo, &floor.sam] {
            let own = desk.pass_check(by, job, "all is well").await.unwrap_err();
            assert_eq!(in_the_way(&own), ["check-own-work"]);
        }
        let still = desk.why_still(&floor.ana, job).await.unwrap().why;
        assert_eq!(still.id, "still-check-not");
        desk.pass_check(&floor.ana, job, "").await.unwrap();
        assert_eq!(floor.card(job).await.blockers, []);
    }
);

dual_test!(
    async fn who_may_override_checks_own_work_and_says_why(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        floor.wants_a_check(job).await;
        floor.give(job, &floor.max).await;
        let task = floor.tasks(job).await[0];
        desk.start(&floor.max, task, "").await.unwrap();
        desk.done(&floor.max, task, "").await.unwrap();
        let unsaid = desk.pass_check(&floor.max, job, " ").await.unwrap_err();
        assert!(matches!(
            unsaid,
            Error::Invalid {
                field: "reason",
                ..
            }
        ));
        desk.pass_check(&floor.max, job, "nobody else is here")
            .await
            .unwrap();
        assert_eq!(floor.card(job).await.blockers, []);
    }
);

#[tokio::test]
async fn the_card_and_the_board_say_that_nobody_has_asked_yet() {
    let floor = super::screens::floor().await;
    let job = floor.found().await;
    let jo = floor.at(&floor.jo, "my-work", (80, 24)).await;
    jo.sees("Ball joint worn").sees("not asked");
    let mut ana = floor.at(&floor.ana, "jobs", (80, 24)).await;
    ana.sees("! not asked");
    ana.press("Enter").await.sees("! not asked yet");
    ana.sees("not asked €");
    insta::assert_snapshot!("card_found_80x24", super::screens::body(&ana));
    ana.press("BackTab").await.sees("to ask");
    ana.press("Esc").await;
    ana.press("F10")
        .await
        .write("put all lines")
        .await
        .press("Enter")
        .await;
    ana.sees("! needs a yes").sees_no("! not asked yet");
    let jo = floor.at(&floor.jo, "my-work", (80, 24)).await;
    jo.sees("needs a yes").sees_no("not asked");
    assert!(floor.card(job).await.asked().is_positive());
}

#[tokio::test]
async fn the_card_says_who_may_not_check_and_asks_who_may_override_why() {
    let floor = super::screens::floor().await;
    let job = floor.job(&["OIL"]).await;
    floor.wants_a_check(job).await;
    floor.give(job, &floor.max).await;
    let task = floor.tasks(job).await[0];
    floor.desk().start(&floor.max, task, "").await.unwrap();
    floor.desk().done(&floor.max, task, "").await.unwrap();
    let ana = floor.card_of(&floor.ana).await;
    ana.sees("Somebody other than Max has to check it");
    insta::assert_snapshot!("card_check_80x24", super::screens::body(&ana));
    let mut max = floor.card_of(&floor.max).await;
    max.press("F10")
        .await
        .write("check is passed")
        .await
        .press("Enter")
        .await;
    max.sees("You worked on it yourself");
    max.write("nobody else is here").await.press("Ctrl-S").await;
    assert_eq!(floor.card(job).await.blockers, []);
}

#[tokio::test]
async fn no_fact_of_the_card_is_cut_and_who_else_is_there_covers_none() {
    let floor = super::screens::floor().await;
    floor.found().await;
    let desk = floor.desk();
    let job = floor.agreed(&["OIL"]).await;
    let card = floor.card(job).await;
    let form = JobForm {
        key_tag: "K-1408-B".to_owned(),
        parking: String::new(),
        contact_name: String::new(),
        contact_phone: String::new(),
        limit: Some(forecourt::domain::Money(1_250_000)),
        priority: 4,
        check_required: false,
    };
    desk.edit_job(&floor.ana, job, card.job.version, &form)
        .await
        .unwrap();
    desk.promise(&floor.ana, job, Some(desk.now().plus_days(3)), "")
        .await
        .unwrap();
    let _jo = floor.card_of(&floor.jo).await;
    for size in [(80, 24), (120, 40)] {
        let mut ana = floor.at(&floor.ana, "jobs", size).await;
        ana.write("kl310").await.press("Enter").await;
        let name = format!("card_head_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, super::screens::body(&ana));
    }
}
