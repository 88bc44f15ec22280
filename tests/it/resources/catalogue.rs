//! Canned jobs with prices by class, warranty, equipment; categories; what is at hand.

use forecourt::desk::catalogue::CannedJob;
use forecourt::desk::customers::VehicleForm;
use forecourt::desk::job::OpenJob;
use forecourt::domain::{CannedJobId, Money, equipment};

use crate::bookings::Diary;
use crate::resources::desk::tool;

/// The small service, with prices for two classes and a step that needs the tester.
async fn priced(d: &Diary) -> (CannedJobId, CannedJob) {
    let (desk, owner) = (&d.shop.desk, &d.shop.owner);
    let tester = desk
        .add_equipment(owner, &tool("Tester", equipment::Kind::Diagnostic))
        .await
        .unwrap();
    let all = desk.canned_jobs(owner).await.unwrap();
    let id = all.iter().find(|(_, c)| c.code == "SMALL").unwrap().0;
    let mut canned = desk.canned_job(owner, id).await.unwrap();
    canned.prices = vec![
        ("Small".to_owned(), Money(8900)),
        ("suv".to_owned(), Money(12900)),
    ];
    canned.warranty_months = 12;
    canned.warranty_distance = 20_000;
    canned.symptoms = "oil light".to_owned();
    canned.steps[0].equipment_id = Some(tester);
    desk.edit_canned_job(owner, id, &canned).await.unwrap();
    (id, desk.canned_job(owner, id).await.unwrap())
}

dual_test! {
    async fn s1_51_a_canned_job_costs_what_is_laid_down_for_the_class_of_the_vehicle(d: Diary) {
        let (id, canned) = priced(&d).await;
        assert_eq!(canned.prices[0], ("small".to_owned(), Money(8900)));
        let (customer, _) = d.caller("Jansen", "KL-310-P").await;
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let mut totals = Vec::new();
        for (plate, class) in [("GH-55-X", "Small"), ("GH-56-X", "SUV"), ("GH-57-X", "")] {
            let form = VehicleForm { plate: plate.to_owned(), class: class.to_owned(), ..VehicleForm::default() };
            let vehicle = desk.add_vehicle(owner, &form, Some(customer)).await.unwrap().value;
            let open = OpenJob { customer, vehicle, wish: "Service".to_owned(), canned: vec![id] };
            let job = desk.open_job(owner, &open).await.unwrap().id;
            let card = desk.job_card(owner, job).await.unwrap();
            totals.push(card.lines.iter().map(|l| l.total).sum::<Money>());
        }
        assert_eq!(totals[..2], [Money(8900), Money(12900)]);
        assert!(!totals.contains(&Money::ZERO), "{totals:?}");
        let n = d.count("SELECT COUNT(*) AS n FROM task_equipment").await;
        assert_eq!(n, 3, "a task of each job needs the tester");
        let n = d.count("SELECT COUNT(*) AS n FROM work_item WHERE warranty_months = 12 AND warranty_distance = 20000").await;
        assert_eq!(n, 3, "the warranty is copied");
    }
}

dual_test! {
    async fn s1_50_categories_are_named_once_and_ordered(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let brakes = desk.add_job_category(owner, "Brakes").await.unwrap();
        let tyres = desk.add_job_category(owner, "Tyres").await.unwrap();
        assert!(desk.add_job_category(owner, "Tyres").await.is_err());
        desk.edit_job_category(owner, tyres, 1, "Wheels", 0).await.unwrap();
        desk.archive_job_category(owner, brakes, true).await.unwrap();
        let all = desk.job_categories(owner).await.unwrap();
        assert_eq!(all.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Wheels", "Brakes"]);
        let (id, mut canned) = priced(&d).await;
        canned.category = Some(tyres);
        desk.edit_canned_job(owner, id, &canned).await.unwrap();
        assert_eq!(desk.canned_job(owner, id).await.unwrap().category, Some(tyres));
    }
}

dual_test! {
    async fn s1_40_what_somebody_has_at_hand_stands_first_for_them_alone(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let all = desk.bookable_work(&d.ana).await.unwrap();
        let last = all.last().unwrap().id;
        desk.set_favourite(&d.ana, last, true).await.unwrap();
        desk.set_favourite(&d.ana, last, true).await.unwrap();
        assert_eq!(desk.bookable_work(&d.ana).await.unwrap()[0].id, last);
        assert_eq!(desk.bookable_work(owner).await.unwrap()[0].id, all[0].id);
        assert_eq!(desk.favourites(&d.ana).await.unwrap(), [last]);
        desk.set_favourite(&d.ana, last, false).await.unwrap();
        assert!(desk.favourites(&d.ana).await.unwrap().is_empty());
    }
}
