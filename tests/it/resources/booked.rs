//! A booking takes its equipment with it, and the buffer of its type, S2-13, S2-30.

use chrono::{NaiveDate, Timelike};
use forecourt::desk::Error;
use forecourt::desk::booking::{Lanes, Order, Slot};
use forecourt::desk::catalogue::BookingTypeFields;
use forecourt::desk::resources::ClosureFields;
use forecourt::domain::{CustomerId, EquipmentId, VehicleId, equipment};
use forecourt::store::{Db, sql};

use crate::bookings::Diary;
use crate::resources::desk::tool;

/// Writes what services ask for.
async fn services_ask(d: &Diary, buffer_min: i64, kind: Option<equipment::Kind>) {
    let (desk, owner) = (&d.shop.desk, &d.shop.owner);
    let all = desk.all_booking_types(owner).await.unwrap();
    let service = all.iter().find(|t| t.id == d.service).unwrap();
    let fields = BookingTypeFields {
        code: service.code.clone(),
        title: service.title.clone(),
        duration_min: service.duration_min,
        start_step_min: service.start_step_min,
        makes_job: service.makes_job,
        buffer_min,
        equipment_kind: kind,
        ..BookingTypeFields::default()
    };
    desk.edit_booking_type(owner, service.id, service.version, &fields)
        .await
        .unwrap();
}

async fn testers<const N: usize>(d: &Diary, names: [&str; N]) -> Vec<EquipmentId> {
    let mut all = Vec::new();
    for name in names {
        let piece = tool(name, equipment::Kind::Diagnostic);
        let added = d.shop.desk.add_equipment(&d.shop.owner, &piece).await;
        all.push(added.unwrap());
    }
    all
}

/// Who has a piece at work, as the store says.
async fn taken(d: &Diary, piece: EquipmentId) -> Vec<i64> {
    let store = d.shop.place.open().await;
    let rows: Vec<(i64,)> = (&store)
        .all(
            sql("SELECT booking_id FROM occupancy WHERE equipment_id = $1 AND blocks ORDER BY starts_at")
                .bind(piece),
        )
        .await
        .unwrap();
    rows.into_iter().map(|r| r.0).collect()
}

async fn two(d: &Diary) -> [(CustomerId, VehicleId); 2] {
    [
        d.caller("Jansen", "KL-310-P").await,
        d.caller("Smit", "JK-444-L").await,
    ]
}

dual_test! {
    async fn r11_the_only_tester_is_not_booked_twice_though_a_bay_is_free(d: Diary) {
        let tester = testers(&d, ["Tester"]).await[0];
        services_ask(&d, 0, Some(equipment::Kind::Diagnostic)).await;
        let [jansen, smit] = two(&d).await;
        let first = d.book(&d.order(jansen, 1, 600)).await;
        assert_eq!(taken(&d, tester).await, [first.id.0]);
        let Error::Taken { by, free } = d.refused(&d.order(smit, 1, 630)).await else { panic!("not taken") };
        assert_eq!(by.arg("place"), Some(&"Tester".into()));
        assert_eq!(by.arg("who"), Some(&"KL-310-P".into()));
        assert_eq!(free[0].starts_at, d.shop.at(1, 660), "the tester is free again at eleven");
        let order = Order { starts_at: free[0].starts_at, bay: free[0].bay, ..d.order(smit, 1, 0) };
        d.book(&order).await;
        assert_eq!(taken(&d, tester).await.len(), 2);
    }
}

dual_test! {
    async fn s2_30_of_several_pieces_of_a_kind_a_free_one_is_taken(d: Diary) {
        let all = testers(&d, ["Tester A", "Tester B"]).await;
        services_ask(&d, 0, Some(equipment::Kind::Diagnostic)).await;
        let [jansen, smit] = two(&d).await;
        let first = d.book(&d.order(jansen, 1, 600)).await;
        let second = d.book(&d.order(smit, 1, 630)).await;
        assert_eq!((taken(&d, all[0]).await, taken(&d, all[1]).await), (vec![first.id.0], vec![second.id.0]));
        d.shop.desk.archive_equipment(&d.shop.owner, all[1], true).await.unwrap_err();
        let [bakker, visser] = [d.caller("Bakker", "GH-552-T").await, d.caller("Visser", "PD-311-S").await];
        d.book(&d.order(bakker, 2, 600)).await;
        d.shop.desk.cancel(&d.ana, second.id, "Sold the car").await.unwrap();
        d.shop.desk.archive_equipment(&d.shop.owner, all[1], true).await.unwrap();
        let gone = d.refused(&d.order(visser, 2, 630)).await;
        assert!(matches!(gone, Error::Taken { .. }), "a piece out of use is none to have: {gone:?}");
    }
}

dual_test! {
    async fn s2_13_the_equipment_a_canned_job_names_is_taken_moves_along_and_is_given_back(d: Diary) {
        let tester = testers(&d, ["Tester"]).await[0];
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let all = desk.canned_jobs(owner).await.unwrap();
        let small = all.iter().find(|(_, c)| c.code == "SMALL").unwrap().0;
        let mut canned = desk.canned_job(owner, small).await.unwrap();
        canned.steps[0].equipment_id = Some(tester);
        desk.edit_canned_job(owner, small, &canned).await.unwrap();
        let [jansen, smit] = two(&d).await;
        let with = |who, minute| Order { canned: vec![small], ..d.order(who, 1, minute) };
        let first = d.book(&with(jansen, 600)).await;
        let Error::Taken { by, .. } = d.refused(&with(smit, 600)).await else { panic!("not taken") };
        assert_eq!(by.arg("place"), Some(&"Tester".into()));
        d.book(&d.order(smit, 1, 600)).await;
        let to = Slot { starts_at: d.shop.at(2, 600), minutes: Some(120), bay: None, staff: None };
        let moved = desk.move_booking(&d.ana, first.id, 1, to, "").await.unwrap();
        assert_eq!(taken(&d, tester).await, [first.id.0]);
        let bakker = d.caller("Bakker", "GH-552-T").await;
        let later = Order { starts_at: d.shop.at(2, 690), ..with(bakker, 0) };
        let Error::Taken { by, .. } = d.refused(&later).await else { panic!("the tester did not move along") };
        assert_eq!(by.arg("place"), Some(&"Tester".into()));
        desk.undo(&d.ana, moved.undo.unwrap()).await.unwrap();
        d.book(&later).await;
        desk.cancel(&d.ana, first.id, "Sold the car").await.unwrap();
        assert_eq!(taken(&d, tester).await.len(), 1);
    }
}

dual_test! {
    async fn r11_of_two_who_want_the_last_tester_at_once_one_gets_it(d: Diary) {
        let tester = testers(&d, ["Tester"]).await[0];
        services_ask(&d, 0, Some(equipment::Kind::Diagnostic)).await;
        let [jansen, smit] = two(&d).await;
        let (one, other) = (
            Order { bay: Some(d.bays[0]), ..d.order(jansen, 1, 600) },
            Order { bay: Some(d.bays[1]), ..d.order(smit, 1, 600) },
        );
        let desk = &d.shop.desk;
        let (a, b) = tokio::join!(desk.book(&d.ana, &one), desk.book(&d.shop.owner, &other));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(Error::Taken { .. })));
        assert_eq!(taken(&d, tester).await.len(), 1);
    }
}

dual_test! {
    async fn r10_the_buffer_of_the_type_is_added_to_the_time_the_work_takes(d: Diary) {
        services_ask(&d, 30, None).await;
        let small = d.shop.desk.bookable_work(&d.ana).await.unwrap();
        let small = small.iter().find(|w| w.code == "SMALL").unwrap();
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let order = Order { canned: vec![small.id], minutes: None, ..d.order(jansen, 1, 600) };
        let booked = d.book(&order).await;
        assert_eq!(booked.starts_at.minutes_until(booked.ends_at), small.minutes + 30);
    }
}

dual_test! {
    async fn r10_test_drives_keep_to_the_clock_on_the_wall_on_both_days_it_is_changed(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let zone = desk.site(d.shop.founded.site).unwrap().zone;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        for (year, month, day, nine_utc) in [(2027, 3, 28, 7), (2027, 10, 31, 8)] {
            let sunday = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let open = ClosureFields {
                title: "Open Sunday".to_owned(),
                from: sunday,
                to: None,
                hours: Some((8 * 60, 18 * 60)),
                despite: false,
            };
            desk.add_closure(owner, &open).await.unwrap();
            let drive = |minute| Order {
                kind: d.drive,
                minutes: None,
                starts_at: zone.at(sunday, minute),
                ..d.order(jansen, 1, 0)
            };
            for minute in [8 * 60, 9 * 60 + 15, 17 * 60] {
                assert!(matches!(d.refused(&drive(minute)).await, Error::Invalid { .. }), "{minute}");
            }
            let first = d.book(&drive(9 * 60)).await;
            assert_eq!(first.starts_at.utc().hour(), nine_utc);
            let last = d.book(&drive(16 * 60)).await;
            for booked in [first, last] {
                assert_eq!(booked.starts_at.minutes_until(booked.ends_at), 60);
            }
            let sheet = desk.day_sheet(&d.ana, sunday, Lanes::Bays).await.unwrap();
            assert_eq!((sheet.booked, sheet.hours.map(forecourt::domain::calendar::DayHours::minutes)), (2, Some(600)));
        }
    }
}
