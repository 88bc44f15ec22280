//! The rules, on both stores.

use chrono::{Days, NaiveDate};
use forecourt::desk::Error;
use forecourt::desk::booking::{Lanes, Search};
use forecourt::desk::resources::{ClosureFields, EquipmentFields, LeaveFields};
use forecourt::domain::{Msg, absence, equipment};

use crate::bookings::Diary;

pub fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn day(n: u64) -> NaiveDate {
    monday() + Days::new(n)
}

fn christmas(from: u64, to: Option<u64>, hours: Option<(i64, i64)>) -> ClosureFields {
    ClosureFields {
        title: "Christmas".to_owned(),
        from: day(from),
        to: to.map(day),
        hours,
        despite: false,
    }
}

pub fn away(from: u64, to: Option<u64>) -> LeaveFields {
    LeaveFields {
        kind: absence::Kind::Holiday,
        from: day(from),
        to: to.map(day),
        leaves: None,
        returns: None,
        despite: false,
        note: String::new(),
    }
}

pub fn tool(name: &str, kind: equipment::Kind) -> EquipmentFields {
    EquipmentFields {
        name: name.to_owned(),
        kind,
        serial: String::new(),
        service_due_on: None,
        note: String::new(),
    }
}

fn why(e: Error) -> (&'static str, Msg) {
    match e {
        Error::Invalid { field, why } => (field, why),
        e => panic!("{e:?}"),
    }
}

dual_test! {
    async fn r13_a_holiday_refuses_bookings_by_its_name_and_free_places_go_round_it(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let caller = d.caller("Jansen", "KL-310-P").await;
        let before = d.order(caller, 1, 9 * 60);
        d.book(&before).await;
        let known = ClosureFields { despite: true, ..christmas(1, Some(2), None) };
        desk.add_closure(owner, &known).await.unwrap();
        let (field, words) = why(d.refused(&d.order(d.caller("Bakker", "GH-55-X").await, 1, 600)).await);
        assert_eq!((field, words.id), ("starts_at", "booking-closed-for"));
        assert!(format!("{words:?}").contains("Christmas"), "{words:?}");
        let search = Search {
            kind: d.service,
            minutes: Some(60),
            bay: None,
            staff: None,
            vehicle: None,
            from: d.shop.at(1, 8 * 60),
            but: None,
        };
        let free = desk.free_slots(&d.ana, &search).await.unwrap();
        let zone = desk.site(d.shop.founded.site).unwrap().zone;
        assert!(free.iter().all(|f| zone.day_of(f.starts_at) == day(3)), "{free:?}");
        let sheet = desk.day_sheet(&d.ana, day(1), Lanes::Bays).await.unwrap();
        assert_eq!((sheet.hours, sheet.exception.as_deref()), (None, Some("Christmas")));
        assert_eq!(sheet.booked, 1, "what was booked before stays where it is");
        let week = desk.week_load(&d.ana, monday()).await.unwrap();
        assert_eq!(week.closed.len(), 2);
        let all = desk.closures(owner).await.unwrap();
        assert_eq!(all.iter().map(|c| c.booked).collect::<Vec<_>>(), [1, 0]);
    }
}

dual_test! {
    async fn r13_a_day_can_have_other_hours_and_be_as_its_weekday_again(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let id = desk.add_closure(owner, &christmas(1, None, Some((600, 780)))).await.unwrap();
        let twice = desk.add_closure(owner, &christmas(1, None, None)).await.unwrap_err();
        assert_eq!(why(twice).1.id, "closure-twice");
        let caller = d.caller("Jansen", "KL-310-P").await;
        let early = d.order(caller, 1, 9 * 60);
        assert_eq!(why(d.refused(&early).await).1.id, "booking-outside-hours");
        let backwards = christmas(1, None, Some((780, 600)));
        let backwards = desk.edit_closure(owner, id, 1, &backwards).await.unwrap_err();
        assert_eq!(why(backwards).0, "closes");
        desk.edit_closure(owner, id, 1, &christmas(1, None, Some((480, 1020)))).await.unwrap();
        let stale = desk.edit_closure(owner, id, 1, &christmas(1, None, None)).await.unwrap_err();
        assert!(matches!(stale, Error::Stale { .. }), "{stale:?}");
        d.book(&early).await;
        desk.remove_closure(owner, id).await.unwrap();
        assert!(desk.closures(owner).await.unwrap().is_empty());
    }
}

dual_test! {
    async fn who_is_away_is_offered_no_time_and_booking_them_warns(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        desk.add_absence(owner, d.jo, &away(1, Some(2))).await.unwrap();
        let twice = desk.add_absence(owner, d.jo, &away(2, None)).await.unwrap_err();
        assert_eq!(why(twice).1.id, "absence-twice");
        let search = Search {
            kind: d.service,
            minutes: Some(60),
            bay: None,
            staff: Some(d.jo),
            vehicle: None,
            from: d.shop.at(1, 0),
            but: None,
        };
        let zone = desk.site(d.shop.founded.site).unwrap().zone;
        let first = desk.free_slots(&d.ana, &search).await.unwrap()[0].starts_at;
        assert_eq!(zone.day_of(first), day(3));
        let mut order = d.order(d.caller("Jansen", "KL-310-P").await, 2, 9 * 60);
        order.staff = Some(d.jo);
        let quote = desk.quote(&d.ana, &order).await.unwrap();
        assert!(quote.warnings.iter().any(|w| w.id == "booking-warn-away"), "{quote:?}");
        let all = desk.absences(owner).await.unwrap();
        assert_eq!((all.len(), all[0].name.as_str()), (1, "Jo"));
        desk.edit_absence(owner, all[0].away.id, 1, &away(1, None)).await.unwrap();
        let quote = desk.quote(&d.ana, &order).await.unwrap();
        assert!(quote.warnings.is_empty(), "{quote:?}");
        desk.remove_absence(owner, all[0].away.id).await.unwrap();
        assert!(desk.absences(owner).await.unwrap().is_empty());
    }
}

dual_test! {
    async fn r13_whoever_is_away_is_booked_only_by_who_may_overbook_and_says_why(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        desk.add_absence(owner, d.jo, &away(1, None)).await.unwrap();
        let mut order = d.order(d.caller("Jansen", "KL-310-P").await, 1, 9 * 60);
        order.staff = Some(d.jo);
        let needs = desk.quote(&d.ana, &order).await.unwrap().needs;
        assert_eq!(needs, [forecourt::desk::booking::Need::Away]);
        assert!(matches!(d.refused(&order).await, Error::Forbidden { .. }));
        let silent = desk.book(owner, &order).await.unwrap_err();
        assert_eq!(why(silent).1.id, "booking-away-reason");
        order.reason = "Comes in for it".to_owned();
        let booked = desk.book(owner, &order).await.unwrap().value;
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert!(card.booking.overbooked);
        // Moved onto somebody who is away is refused alike.
        let free = d.order(d.caller("Smit", "JK-444-L").await, 1, 13 * 60);
        let free = d.book(&free).await;
        let slot = desk.booking_card(&d.ana, free.id).await.unwrap().slot;
        let onto = forecourt::desk::booking::Slot { staff: Some(d.jo), ..slot };
        let refused = desk.move_booking(&d.ana, free.id, 1, onto, "").await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    }
}

dual_test! {
    async fn an_absence_or_a_holiday_over_bookings_names_them_and_marks_them_in_the_diary(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let mut order = d.order(d.caller("Jansen", "KL-310-P").await, 1, 9 * 60);
        order.staff = Some(d.jo);
        d.book(&order).await;
        d.book(&d.order(d.caller("Smit", "JK-444-L").await, 2, 9 * 60)).await;
        let Error::Blocked { blockers } = desk.add_absence(owner, d.jo, &away(1, Some(3))).await.unwrap_err() else {
            panic!("not told");
        };
        assert_eq!(blockers.len(), 1);
        assert_eq!(blockers[0].arg("who"), Some(&"KL-310-P".into()));
        let known = LeaveFields { despite: true, ..away(1, Some(3)) };
        desk.add_absence(owner, d.jo, &known).await.unwrap();
        let Error::Blocked { blockers } = desk.add_closure(owner, &christmas(2, None, None)).await.unwrap_err() else {
            panic!("not told");
        };
        assert_eq!(blockers[0].arg("who"), Some(&"JK-444-L".into()));
        let open = christmas(2, None, Some((8 * 60, 12 * 60)));
        desk.add_closure(owner, &open).await.unwrap();
        let id = desk.closures(owner).await.unwrap()[0].closure.id;
        let short = ClosureFields { despite: true, ..christmas(2, None, Some((8 * 60, 9 * 60 + 30))) };
        desk.edit_closure(owner, id, 1, &short).await.unwrap();
        for at in [1, 2] {
            let sheet = desk.day_sheet(&d.ana, day(at), forecourt::desk::booking::Lanes::Bays).await.unwrap();
            let notes: Vec<_> = sheet.lanes.iter().flat_map(|l| &l.blocks).filter_map(|b| b.note.as_ref()).collect();
            assert_eq!(notes.iter().map(|n| n.id).collect::<Vec<_>>(), ["booking-note-move"], "day {at}");
        }
    }
}

dual_test! {
    async fn half_a_day_away_leaves_the_other_half(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let leave = LeaveFields { leaves: Some(13 * 60), ..away(1, None) };
        desk.add_absence(owner, d.jo, &leave).await.unwrap();
        let backwards = LeaveFields { returns: Some(12 * 60), ..leave };
        let backwards = desk.add_absence(owner, d.jo, &backwards).await.unwrap_err();
        assert_eq!(why(backwards).1.id, "absence-span");
        let mut order = d.order(d.caller("Jansen", "KL-310-P").await, 1, 9 * 60);
        order.staff = Some(d.jo);
        assert!(desk.quote(&d.ana, &order).await.unwrap().warnings.is_empty());
        order.starts_at = d.shop.at(1, 14 * 60);
        assert_eq!(desk.quote(&d.ana, &order).await.unwrap().warnings[0].id, "booking-warn-away");
    }
}

dual_test! {
    async fn s0_03_skills_have_levels_and_are_set_as_a_whole(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let skills = [("Brakes".to_owned(), 3), ("diagnosis".to_owned(), 1)];
        desk.set_skills(owner, d.jo, &skills).await.unwrap();
        let known: Vec<_> = desk.skills(owner).await.unwrap().into_iter().map(|k| (k.skill, k.level)).collect();
        assert_eq!(known, [("brakes".to_owned(), 3), ("diagnosis".to_owned(), 1)]);
        let wrong = desk.set_skills(owner, d.jo, &[("brakes".to_owned(), 4)]).await.unwrap_err();
        assert_eq!(why(wrong).0, "skills");
        desk.set_skills(owner, d.jo, &[]).await.unwrap();
        assert!(desk.skills(owner).await.unwrap().is_empty());
    }
}

dual_test! {
    async fn s2_11_equipment_is_added_edited_and_archived_never_deleted(d: Diary) {
        let (desk, owner) = (&d.shop.desk, &d.shop.owner);
        let id = desk.add_equipment(owner, &tool("Jack 2 t", equipment::Kind::Tool)).await.unwrap();
        let mut edited = tool("Jack 3 t", equipment::Kind::Lift);
        edited.service_due_on = Some(day(10));
        desk.edit_equipment(owner, id, 1, &edited).await.unwrap();
        let stale = desk.edit_equipment(owner, id, 1, &edited).await.unwrap_err();
        assert!(matches!(stale, Error::Stale { .. }), "{stale:?}");
        desk.archive_equipment(owner, id, true).await.unwrap();
        let all = desk.equipment(&d.ana).await.unwrap();
        assert_eq!((all.len(), all[0].name.as_str()), (1, "Jack 3 t"));
        assert!(all[0].archived_at.is_some());
        desk.archive_equipment(owner, id, false).await.unwrap();
        let abilities = ["Vans".to_owned(), "vans".to_owned(), "electric".to_owned()];
        desk.set_bay_abilities(owner, d.bays[0], &abilities).await.unwrap();
        let known: Vec<_> = desk.bay_abilities(owner).await.unwrap().into_iter().map(|a| a.ability).collect();
        assert_eq!(known, ["electric", "vans"]);
    }
}
