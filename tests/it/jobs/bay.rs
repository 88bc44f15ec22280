//! What the bay says to its work, and what its clock says about the bay.

use forecourt::desk::Error;
use forecourt::desk::job::{Whose, Words};
use forecourt::domain::alert::Kind;
use forecourt::domain::segment::Indirect;

use super::Floor;

dual_test!(
    async fn s1_44_a_declined_task_is_nobodys_and_whoever_gave_it_hears_why(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let desk = floor.desk();
        let other = desk.decline_task(&floor.sam, task, "not mine").await;
        assert!(matches!(other, Err(Error::Refused(_))));
        desk.decline_task(&floor.jo, task, "no lift").await.unwrap();
        let row = floor.card(job).await.tasks[0].task.clone();
        assert_eq!(
            (row.staff_id, row.decline_reason.as_str()),
            (None, "no lift")
        );
        let [alert] = &desk.alerts(&floor.ana).await.unwrap()[..] else {
            panic!("one alert");
        };
        assert_eq!(alert.kind, Kind::Declined);
        assert_eq!(alert.facts["reason"], "no lift");
        let sam = floor.id(&floor.sam);
        desk.assign(&floor.ana, task, Some(sam)).await.unwrap();
        assert_eq!(desk.alerts(&floor.ana).await.unwrap(), []);
        let row = floor.card(job).await.tasks[0].task.clone();
        assert_eq!((row.declined_at, row.decline_reason.as_str()), (None, ""));
        desk.accept_task(&floor.sam, task).await.unwrap();
        assert!(floor.card(job).await.tasks[0].task.accepted_at.is_some());
    }
);

dual_test!(
    async fn a_task_that_has_begun_is_accepted_and_not_declined(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        floor.desk().start(&floor.jo, task, "").await.unwrap();
        assert!(floor.card(job).await.tasks[0].task.accepted_at.is_some());
        let late = floor.desk().decline_task(&floor.jo, task, "no").await;
        assert!(matches!(late, Err(Error::Refused(why)) if why.id == "task-begun"));
    }
);

dual_test!(
    async fn s1_90_the_line_follows_the_work(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&["OIL"]).await;
        let why = async || desk.why_still(&floor.ana, job).await.unwrap().why.id;
        assert_eq!(why().await, "still-unasked");
        floor.yes(job).await;
        assert_eq!(why().await, "still-nobody");
        let (task, jo) = (floor.tasks(job).await[0], floor.id(&floor.jo));
        desk.assign(&floor.ana, task, Some(jo)).await.unwrap();
        assert_eq!(why().await, "still-can-start");
        desk.indirect(&floor.jo, Indirect::Cleaning).await.unwrap();
        assert_eq!(why().await, "still-busy");
        desk.start(&floor.jo, task, "").await.unwrap();
        assert_eq!(why().await, "still-runs");
        desk.block(&floor.jo, task, "bolt is stuck").await.unwrap();
        assert_eq!(why().await, "still-blocked");
    }
);

dual_test!(
    async fn figures_come_from_the_clock_and_the_hours_sold(floor: Floor) {
        let job = floor.agreed(&["OIL"]).await;
        let desk = floor.desk();
        desk.clock_in(&floor.jo).await.unwrap();
        for task in floor.tasks(job).await {
            desk.start(&floor.jo, task, "").await.unwrap();
            floor.shop.wait(15);
            desk.done(&floor.jo, task, "").await.unwrap();
        }
        desk.indirect(&floor.jo, Indirect::Cleaning).await.unwrap();
        floor.shop.wait(30);
        desk.clock_out(&floor.jo).await.unwrap();
        let day = desk.my_day(&floor.jo, floor.today()).await.unwrap();
        assert_eq!(day.len(), 2 + floor.tasks(job).await.len());
        let span = (floor.today(), floor.today());
        let own = desk.figures(&floor.jo, Whose::Own, span).await.unwrap();
        let times = own[0].times;
        let tasks = i64::try_from(floor.tasks(job).await.len()).unwrap();
        assert_eq!(times.on_jobs, 15 * tasks);
        assert_eq!(times.indirect, 30);
        assert_eq!(times.attended, 15 * tasks + 30);
        assert_eq!(times.sold, 30, "half an hour of labour is sold");
        let all = desk.figures(&floor.max, Whose::All, span).await.unwrap();
        assert!(all.iter().any(|f| f.times == times));
        let denied = desk.figures(&floor.jo, Whose::All, span).await;
        assert!(matches!(denied, Err(Error::Forbidden { .. })));
    }
);

dual_test!(
    async fn r_24_who_has_less_to_do_is_suggested_first(floor: Floor) {
        let busy = floor.agreed(&["BRKFD"]).await;
        assert!(!floor.tasks(busy).await.is_empty());
        let job = floor.job(&["OIL"]).await;
        let tasks = floor.tasks(job).await;
        let ranked = floor.desk().suggest(&floor.ana, &tasks).await.unwrap();
        let place = |actor| {
            let id = floor.id(actor);
            ranked.iter().position(|s| s.who.id == id).unwrap()
        };
        assert!(place(&floor.sam) < place(&floor.jo));
    }
);

dual_test!(
    async fn the_cause_and_the_correction_stand_beside_the_concern(floor: Floor) {
        let job = floor.job(&["OIL"]).await;
        let item = floor.card(job).await.items[0].clone();
        let words = Words {
            title: item.title.clone(),
            concern: "squeaks".to_owned(),
            cause: "worn pads".to_owned(),
            correction: "new pads".to_owned(),
        };
        let desk = floor.desk();
        desk.edit_work_item(&floor.ana, job, item.id, item.version, &words)
            .await
            .unwrap();
        let item = floor.card(job).await.items[0].clone();
        assert_eq!(
            (item.cause.as_str(), item.correction.as_str()),
            ("worn pads", "new pads")
        );
    }
);
