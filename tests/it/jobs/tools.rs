//! Equipment: what a task needs is free before it is begun (S2-13, S2-30), and a service that falls due is told of
//! once (S2-16).

use forecourt::desk::job::Started;
use forecourt::desk::resources::EquipmentFields;
use forecourt::desk::{Actor, Done, Error, Result};
use forecourt::domain::alert::Kind;
use forecourt::domain::{Arg, EquipmentId, TaskId, equipment};

use super::{Floor, in_the_way};

fn tool(name: &str) -> EquipmentFields {
    EquipmentFields {
        name: name.to_owned(),
        kind: equipment::Kind::Tool,
        serial: String::new(),
        service_due_on: None,
        note: String::new(),
    }
}

impl Floor {
    async fn piece(&self, name: &str) -> EquipmentId {
        let owner = &self.shop.owner;
        self.desk().add_equipment(owner, &tool(name)).await.unwrap()
    }

    /// A task of Jo's and one of Sam's on another car, both in need of this piece.
    async fn both_need(&self, piece: EquipmentId) -> (TaskId, TaskId) {
        let job = self.agreed(&["OIL"]).await;
        let other = self.visit("Bos, K.", "XY-987-Z", "Clio", &["OIL"]).await;
        self.give(other, &self.sam).await;
        let (jo, sam) = (self.tasks(job).await[0], self.tasks(other).await[0]);
        for task in [jo, sam] {
            self.desk()
                .equip_task(&self.ana, task, piece, true)
                .await
                .unwrap();
        }
        (jo, sam)
    }
}

dual_test!(
    async fn s2_30_a_task_is_not_begun_while_another_has_what_it_needs(floor: Floor) {
        let desk = floor.desk();
        let piece = floor.piece("Press").await;
        let (jo, sam) = floor.both_need(piece).await;
        desk.start(&floor.jo, jo, "").await.unwrap();
        floor.shop.wait(5);
        let planned = floor.card(desk_job(&floor, jo).await).await.tasks[0]
            .task
            .planned_min;
        let taken = desk.start(&floor.sam, sam, "").await;
        let Err(Error::Blocked { blockers }) = &taken else {
            panic!("{taken:?}");
        };
        assert_eq!(blockers[0].id, "task-tool-used");
        let free = Arg::Time(10 * 60 + 42 + planned);
        assert_eq!(
            blockers[0].arg("until"),
            Some(&free),
            "when it is free again"
        );
        // A foreman may have both use it, and says why.
        let unsaid = desk.start(&floor.max, sam, "Sam is slow").await;
        assert!(unsaid.is_ok(), "{unsaid:?}");
        desk.pause(&floor.max, sam, "after all").await.unwrap();
        floor.shop.wait(planned);
        let longer = desk.start(&floor.sam, sam, "").await.unwrap_err();
        assert_eq!(in_the_way(&longer), ["task-tool-used-longer"]);
        // Jo's own next task with it is no conflict: the one that runs is paused for it.
        let next = floor.visit("Mol, T.", "TT-229-H", "308", &["OIL"]).await;
        floor.give(next, &floor.jo).await;
        let next = floor.tasks(next).await[0];
        desk.equip_task(&floor.ana, next, piece, true)
            .await
            .unwrap();
        desk.start(&floor.jo, next, "").await.unwrap();
        desk.pause(&floor.jo, next, "").await.unwrap();
        let free: Result<Done<Started>> = desk.start(&floor.sam, sam, "").await;
        free.unwrap();
    }
);

async fn desk_job(floor: &Floor, task: TaskId) -> forecourt::domain::JobId {
    let mine = floor.desk().my_work(&floor.jo, None).await.unwrap();
    mine.tasks.iter().find(|t| t.id == task).unwrap().job_id
}

dual_test!(
    async fn what_a_task_needs_is_said_and_taken_back(floor: Floor) {
        let desk = floor.desk();
        let piece = floor.piece("Press").await;
        let job = floor.agreed(&["OIL"]).await;
        let task = floor.tasks(job).await[0];
        let done = desk
            .equip_task(&floor.ana, task, piece, true)
            .await
            .unwrap();
        let needs = floor.card(job).await.needs;
        assert_eq!((needs[0].task_id, needs[0].name.as_str()), (task, "Press"));
        let twice = desk
            .equip_task(&floor.ana, task, piece, true)
            .await
            .unwrap();
        assert!(twice.undo.is_none(), "it did already");
        desk.undo(&floor.ana, done.undo.unwrap()).await.unwrap();
        assert!(floor.card(job).await.needs.is_empty());
        desk.archive_equipment(&floor.shop.owner, piece, true)
            .await
            .unwrap();
        let gone = desk.equip_task(&floor.ana, task, piece, true).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    }
);

dual_test!(
    async fn s2_16_a_service_that_falls_due_is_told_of_once_until_it_is_done(floor: Floor) {
        let (desk, owner) = (floor.desk(), &floor.shop.owner);
        let clock = Actor::console("root", "tests", floor.ana.site());
        let today = floor.today();
        let due = |day| EquipmentFields {
            service_due_on: Some(day),
            ..tool("Two-post lift")
        };
        let tomorrow = today.succ_opt().unwrap();
        let piece = desk.add_equipment(owner, &due(tomorrow)).await.unwrap();
        let tell = async || desk.tell_services_due(&clock).await.unwrap();
        assert_eq!(tell().await, 0, "not before its day");
        floor.shop.wait(24 * 60);
        assert_eq!((tell().await, tell().await), (1, 0), "once");
        let open = async || desk.alerts(&floor.ana).await.unwrap();
        let [alert] = &open().await[..] else {
            panic!("one alert");
        };
        assert_eq!((alert.kind, alert.entity_id), (Kind::ServiceDue, piece.0));
        assert_eq!(alert.facts["name"], "Two-post lift");
        desk.see_alert(&floor.ana, alert.id).await.unwrap();
        assert_eq!(tell().await, 0, "read is not told again");
        assert_eq!(open().await[0].seen_by.as_deref(), Some("Ana"));
        let version = desk.equipment(owner).await.unwrap()[0].version;
        let next = tomorrow + chrono::Days::new(365);
        desk.edit_equipment(owner, piece, version, &due(next))
            .await
            .unwrap();
        assert_eq!(tell().await, 0);
        assert!(open().await.is_empty(), "it was serviced");
        desk.edit_equipment(owner, piece, version + 1, &due(tomorrow))
            .await
            .unwrap();
        assert_eq!(tell().await, 1, "the next time it is told again");
    }
);

#[tokio::test]
async fn a_task_is_told_what_it_needs_from_the_card_and_who_has_it_when_it_is_taken() {
    let floor = super::screens::floor().await;
    let piece = floor.piece("Press").await;
    floor.piece("Wheel balancer").await;
    let job = floor.agreed(&["OIL"]).await;
    let mut ana = floor.card_of(&floor.ana).await;
    ana.press("Down F10").await.write("equipment it").await;
    ana.press("Enter").await.sees("What Oil and filter needs");
    ana.write("press").await.press("Enter").await;
    ana.sees("needs it from now on").sees("needs Press");
    insta::assert_snapshot!("card_needs_80x24", super::screens::body(&ana));
    ana.press("Ctrl-Z").await.sees_no("needs Press");
    let task = floor.tasks(job).await[0];
    let desk = floor.desk();
    desk.equip_task(&floor.ana, task, piece, true)
        .await
        .unwrap();
    let other = floor.visit("Bos, K.", "XY-987-Z", "Clio", &["OIL"]).await;
    floor.give(other, &floor.sam).await;
    let theirs = floor.tasks(other).await[0];
    desk.equip_task(&floor.ana, theirs, piece, true)
        .await
        .unwrap();
    desk.start(&floor.sam, theirs, "").await.unwrap();
    let mut jo = floor.at(&floor.jo, "my-work", (80, 24)).await;
    jo.press("Enter")
        .await
        .sees("Press is in use: Sam, XY-987-Z. Free at");
}

#[tokio::test]
async fn a_service_due_stands_among_the_alerts_and_on_the_page_of_equipment() {
    let floor = super::screens::floor().await;
    let desk = floor.desk();
    let due = EquipmentFields {
        service_due_on: Some(floor.today()),
        ..tool("Two-post lift")
    };
    desk.add_equipment(&floor.shop.owner, &due).await.unwrap();
    let clock = Actor::console("root", "tests", floor.ana.site());
    desk.tell_services_due(&clock).await.unwrap();
    let mut max = floor.at(&floor.max, "jobs", (80, 24)).await;
    max.press("F10")
        .await
        .write("alerts")
        .await
        .press("Enter")
        .await;
    max.sees("Service due").sees("Two-post lift, since");
    insta::assert_snapshot!("alert_service_80x24", super::screens::body(&max));
    max.press("F10")
        .await
        .write("equipment")
        .await
        .press("Enter")
        .await;
    max.sees("Two-post lift").sees("! ");
}
