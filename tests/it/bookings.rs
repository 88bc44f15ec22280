//! Bookings and the diary, R-10 to R-18, on both stores.

use forecourt::desk::booking::{Blocking, Booked, Edit, Lanes, Look, Need, Order, Search, Slot};
use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::job::Arrival as CarComes;
use forecourt::desk::{Actor, Error};
use forecourt::domain::booking::{Arrival, Event, Source, Status};
use forecourt::domain::role::Preset;
use forecourt::domain::{BayId, BookingTypeId, CustomerId, Span, StaffId, VehicleId};
use forecourt::store::{Db, sql};

use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};

/// A workshop with a receptionist and a mechanic, and a few people with cars.
pub struct Diary {
    pub shop: Shop,
    pub ana: Actor,
    pub jo: StaffId,
    pub service: BookingTypeId,
    pub drive: BookingTypeId,
    pub bays: Vec<BayId>,
}

impl FromPlace for Diary {
    async fn from_place(place: Place) -> Self {
        let shop = Shop::from_place(place).await;
        shop.hire("ana", Preset::Reception).await;
        let jo = shop.hire("jo", Preset::Mechanic).await;
        let ana = shop.log_in("ana").await;
        let kinds = shop.desk.booking_types(&ana).await.unwrap();
        let of = |code: &str| kinds.iter().find(|k| k.code == code).unwrap().id;
        let (bays, _) = shop.desk.places(&ana).await.unwrap();
        Diary {
            service: of("SERVICE"),
            drive: of("DRIVE"),
            bays: bays.iter().map(|b| b.id).collect(),
            shop,
            ana,
            jo,
        }
    }
}

impl Diary {
    /// Somebody with a car.
    pub async fn caller(&self, name: &str, plate: &str) -> (CustomerId, VehicleId) {
        let form = CustomerForm {
            name: name.to_owned(),
            phones: vec!["030 123 45 67".to_owned()],
            emails: vec![format!("{}@example.nl", plate.to_lowercase())],
            ..CustomerForm::default()
        };
        let customer = self
            .shop
            .desk
            .add_customer(&self.shop.owner, &form)
            .await
            .unwrap()
            .value;
        let form = VehicleForm {
            plate: plate.to_owned(),
            make: "VW".to_owned(),
            model: "Golf".to_owned(),
            ..VehicleForm::default()
        };
        let car = self
            .shop
            .desk
            .add_vehicle(&self.shop.owner, &form, Some(customer))
            .await
            .unwrap();
        (customer, car.value)
    }

    /// An order for that minute of that many days from Monday.
    pub fn order(
        &self,
        (customer, vehicle): (CustomerId, VehicleId),
        days: u64,
        minute: i64,
    ) -> Order {
        Order {
            customer,
            vehicle: Some(vehicle),
            kind: self.service,
            starts_at: self.shop.at(days, minute),
            minutes: Some(60),
            bay: None,
            staff: None,
            tools: Vec::new(),
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: "Brakes squeal".to_owned(),
            notes: String::new(),
            canned: Vec::new(),
            reason: String::new(),
        }
    }

    pub async fn book(&self, order: &Order) -> Booked {
        self.shop.desk.book(&self.ana, order).await.unwrap().value
    }

    pub async fn refused(&self, order: &Order) -> Error {
        self.shop.desk.book(&self.ana, order).await.unwrap_err()
    }

    pub async fn count(&self, text: &'static str) -> i64 {
        let store = self.shop.place.open().await;
        let (n,): (i64,) = (&store).one(sql(text)).await.unwrap();
        n
    }
}

fn field_of(refused: &Error) -> &'static str {
    match refused {
        Error::Invalid { field, .. } => field,
        other => panic!("refused otherwise: {other:?}"),
    }
}

dual_test! {
    async fn r10_a_booking_starts_on_the_grid_and_a_test_drive_on_the_hour_from_nine_to_four(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        let off = Order { starts_at: d.shop.at(1, 9 * 60 + 7), ..d.order(who, 1, 0) };
        assert_eq!(field_of(&d.refused(&off).await), "starts_at");
        let drive = |minute| Order { kind: d.drive, minutes: None, ..d.order(who, 1, minute) };
        for minute in [8 * 60, 9 * 60 + 15, 17 * 60] {
            assert_eq!(field_of(&d.refused(&drive(minute)).await), "starts_at", "{minute}");
        }
        let booked = d.book(&drive(9 * 60)).await;
        assert_eq!(booked.starts_at.minutes_until(booked.ends_at), 60);
        assert_eq!((booked.job, booked.place.as_str()), (None, ""));
        assert_eq!(booked.number, "BK-2026-0001");
    }
}

dual_test! {
    async fn r10_the_length_is_what_was_said_or_the_preset_and_long_work_takes_the_next_working_days(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        let preset = d.book(&Order { minutes: None, ..d.order(who, 1, 9 * 60) }).await;
        assert_eq!(preset.starts_at.minutes_until(preset.ends_at), 90);
        let odd = Order { minutes: Some(50), ..d.order(who, 2, 9 * 60) };
        assert_eq!(field_of(&d.refused(&odd).await), "minutes");
        let sheet = d.shop.desk.day_sheet(&d.ana, day(&d, 2), Lanes::Bays).await.unwrap();
        let hours = sheet.hours.unwrap();
        let long = Order { minutes: Some(hours.minutes() + 120), bay: Some(d.bays[0]), ..d.order(who, 2, hours.opens) };
        let booked = d.book(&long).await;
        let next = d.shop.desk.day_sheet(&d.ana, day(&d, 3), Lanes::Bays).await.unwrap();
        assert_eq!(next.lanes[0].blocks[0].span, Span::of_minutes(d.shop.at(3, next.hours.unwrap().opens), 120));
        assert_eq!(booked.ends_at, next.lanes[0].blocks[0].span.end);
        // The second day is taken as firmly as the first.
        let other = d.caller("Smit", "JK-444-L").await;
        let there = Order { bay: Some(d.bays[0]), ..d.order(other, 3, next.hours.unwrap().opens) };
        assert!(matches!(d.refused(&there).await, Error::Taken { .. }));
    }
}

fn day(d: &Diary, days: u64) -> chrono::NaiveDate {
    d.shop
        .desk
        .site(d.ana.site())
        .unwrap()
        .zone
        .day_of(d.shop.at(days, 600))
}

dual_test! {
    async fn r11_a_taken_bay_says_who_has_it_and_the_next_three_free_places(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { bay: Some(d.bays[0]), ..d.order(jansen, 1, 10 * 60) }).await;
        let wanted = Order { bay: Some(d.bays[0]), ..d.order(smit, 1, 10 * 60 + 30) };
        let Error::Taken { by, free } = d.refused(&wanted).await else { panic!("not taken") };
        assert_eq!(by.arg("who"), Some(&"KL-310-P".into()));
        assert_eq!(by.arg("place"), Some(&"1 Lift".into()));
        let said: Vec<_> = free.iter().map(|f| (f.starts_at, f.place.as_str())).collect();
        assert_eq!(said, [
            (d.shop.at(1, 10 * 60 + 30), "2 Lift"),
            (d.shop.at(1, 10 * 60 + 45), "2 Lift"),
            (d.shop.at(1, 11 * 60), "1 Lift"),
        ]);
        // The refusal left nothing behind, and what it proposed is free.
        assert_eq!(d.count("SELECT COUNT(*) FROM booking").await, 1);
        d.book(&Order { starts_at: free[0].starts_at, bay: free[0].bay, ..wanted }).await;
    }
}

dual_test! {
    async fn r11_a_mechanic_and_a_vehicle_are_in_one_place_at_a_time(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let with_jo = |who, bay| Order { staff: Some(d.jo), bay: Some(bay), ..d.order(who, 1, 600) };
        d.book(&with_jo(jansen, d.bays[0])).await;
        let Error::Taken { by, .. } = d.refused(&with_jo(smit, d.bays[1])).await else { panic!("not taken") };
        assert_eq!(by.arg("place"), Some(&"Jo".into()));
        let twice = Order { bay: Some(d.bays[1]), ..d.order(jansen, 1, 630) };
        let Error::Taken { by, .. } = d.refused(&twice).await else { panic!("not taken") };
        assert_eq!(by.arg("who"), Some(&"KL-310-P".into()));
        // Touching ends are no overlap.
        d.book(&Order { starts_at: d.shop.at(1, 660), ..with_jo(smit, d.bays[0]) }).await;
    }
}

dual_test! {
    async fn r11_without_a_bay_said_the_first_free_one_is_taken(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let bakker = d.caller("Bakker", "GH-552-T").await;
        assert_eq!(d.book(&d.order(jansen, 1, 600)).await.place, "1 Lift");
        assert_eq!(d.book(&d.order(smit, 1, 600)).await.place, "2 Lift");
        assert!(matches!(d.refused(&d.order(bakker, 1, 600)).await, Error::Taken { .. }));
    }
}

dual_test! {
    async fn r11_a_day_fuller_than_the_target_needs_the_permission_and_a_reason(d: Diary) {
        let hours = d.shop.desk.day_sheet(&d.ana, day(&d, 1), Lanes::Bays).await.unwrap().hours.unwrap();
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let whole = |who, bay| Order { minutes: Some(hours.minutes()), bay: Some(bay), ..d.order(who, 1, hours.opens) };
        // Nobody's hours are known, so two bays are the measure: one full bay is half of it.
        d.book(&whole(jansen, d.bays[0])).await;
        let over = whole(smit, d.bays[1]);
        assert_eq!(d.shop.desk.quote(&d.ana, &over).await.unwrap().needs, [Need::Overbook]);
        assert!(matches!(d.refused(&over).await, Error::Forbidden { .. }));
        let silent = d.shop.desk.book(&d.shop.owner, &over).await.unwrap_err();
        assert_eq!(field_of(&silent), "reason");
        let said = Order { reason: "Regular customer, brakes".to_owned(), ..over };
        d.shop.desk.book(&d.shop.owner, &said).await.unwrap();
        let audited = "SELECT COUNT(*) FROM audit WHERE verb = 'book' AND reason LIKE 'Regular%'";
        assert_eq!(d.count(audited).await, 1);
    }
}

dual_test! {
    async fn r11_a_hold_gives_way_when_its_time_is_over(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let at = |who| Order { bay: Some(d.bays[0]), ..d.order(who, 1, 600) };
        let held = d.shop.desk.hold(&d.ana, &at(jansen)).await.unwrap().value;
        assert!(matches!(d.refused(&at(smit)).await, Error::Taken { .. }));
        d.shop.wait(16);
        let quote = d.shop.desk.quote(&d.ana, &at(smit)).await.unwrap();
        assert_eq!(quote.starts_at, d.shop.at(1, 600));
        d.book(&at(smit)).await;
        let card = d.shop.desk.booking_card(&d.ana, held.id).await.unwrap();
        assert_eq!(card.booking.status, Status::Expired);
        let late = d.shop.desk.confirm(&d.ana, held.id, &[], "").await.unwrap_err();
        assert!(matches!(late, Error::Refused(_)));
    }
}

dual_test! {
    async fn r12_the_past_needs_the_permission_and_a_reason(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        let past = d.order(who, 0, 9 * 60);
        assert_eq!(d.shop.desk.quote(&d.ana, &past).await.unwrap().needs, [Need::Backdate]);
        assert!(matches!(d.refused(&past).await, Error::Forbidden { .. }));
        let silent = d.shop.desk.book(&d.shop.owner, &past).await.unwrap_err();
        assert_eq!(field_of(&silent), "reason");
        let said = Order { reason: "Written down on paper".to_owned(), ..past };
        d.shop.desk.book(&d.shop.owner, &said).await.unwrap();
    }
}

dual_test! {
    async fn r13_a_closed_day_and_a_vehicle_that_is_gone_cannot_be_booked(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        assert_eq!(field_of(&d.refused(&d.order(who, 6, 600)).await), "starts_at");
        assert_eq!(field_of(&d.refused(&d.order(who, 1, 5 * 60)).await), "starts_at");
        let gone = Order { bay: Some(BayId(999)), ..d.order(who, 1, 600) };
        assert_eq!(field_of(&d.refused(&gone).await), "bay");
        d.shop.desk.archive_vehicle(&d.shop.owner, who.1, 1, true).await.unwrap();
        assert_eq!(field_of(&d.refused(&d.order(who, 1, 600)).await), "vehicle");
    }
}

dual_test! {
    async fn r14_a_request_is_confirmed_or_declined_and_nothing_else(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let asked = d.shop.desk.request(&d.ana, &d.order(jansen, 1, 600)).await.unwrap().value;
        assert_eq!(d.count("SELECT COUNT(*) FROM outbox").await, 0);
        assert_eq!(asked.job, None);
        let sheet = d.shop.desk.day_sheet(&d.ana, day(&d, 1), Lanes::Bays).await.unwrap();
        assert_eq!(sheet.requests[0].id, asked.id);
        d.shop.desk.confirm(&d.ana, asked.id, &[], "").await.unwrap();
        assert!(matches!(d.shop.desk.decline(&d.ana, asked.id, "No lift").await, Err(Error::Refused(_))));
        let other = d.shop.desk.request(&d.ana, &d.order(smit, 1, 600)).await.unwrap().value;
        let silent = d.shop.desk.decline(&d.ana, other.id, " ").await.unwrap_err();
        assert_eq!(field_of(&silent), "reason");
        d.shop.desk.decline(&d.ana, other.id, "No lift that week").await.unwrap();
        // Its time is free again.
        d.book(&Order { bay: Some(d.bays[1]), ..d.order(smit, 1, 600) }).await;
    }
}

dual_test! {
    async fn r15_a_cancelled_booking_costs_nothing_frees_its_time_and_can_be_undone(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let order = Order { bay: Some(d.bays[0]), ..d.order(jansen, 1, 600) };
        let booked = d.book(&order).await;
        let silent = d.shop.desk.cancel(&d.ana, booked.id, "").await.unwrap_err();
        assert_eq!(field_of(&silent), "reason");
        let done = d.shop.desk.cancel(&d.ana, booked.id, "Sold the car").await.unwrap();
        assert_eq!(d.count("SELECT COUNT(*) FROM invoice").await, 0);
        let again = d.shop.desk.cancel(&d.ana, booked.id, "Twice").await;
        assert!(matches!(again, Err(Error::Refused(_))));
        let back = d.shop.desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        let sheet = d.shop.desk.day_sheet(&d.ana, day(&d, 1), Lanes::Bays).await.unwrap();
        assert_eq!(sheet.lanes[0].blocks.len(), 1);
        assert_ne!(sheet.lanes[0].blocks[0].booking, Some(booked.id));
        d.shop.desk.undo(&d.ana, back.undo.unwrap()).await.unwrap();
        let sheet = d.shop.desk.day_sheet(&d.ana, day(&d, 1), Lanes::Bays).await.unwrap();
        assert!(sheet.lanes[0].blocks.is_empty());
    }
}

dual_test! {
    async fn r15_nobody_hears_of_the_end_of_a_booking_they_have_not_heard_of(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&d.order(jansen, 1, 600)).await;
        assert_eq!(d.count("SELECT COUNT(*) FROM outbox WHERE status = 'queued'").await, 1);
        d.shop.desk.cancel(&d.ana, booked.id, "Mistyped").await.unwrap();
        assert_eq!(d.count("SELECT COUNT(*) FROM outbox WHERE status = 'queued'").await, 0);
        assert_eq!(d.count("SELECT COUNT(*) FROM outbox WHERE status = 'cancelled'").await, 1);
    }
}

dual_test! {
    async fn r16_a_move_keeps_the_booking_counts_tells_the_customer_and_can_be_undone(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&Order { bay: Some(d.bays[0]), ..d.order(jansen, 1, 600) }).await;
        let to = Slot { starts_at: d.shop.at(2, 660), minutes: Some(60), bay: Some(d.bays[1]), staff: Some(d.jo) };
        let done = d.shop.desk.move_booking(&d.ana, booked.id, 1, to, "Parts are late").await.unwrap();
        assert_eq!((done.value.id, &done.value.number), (booked.id, &booked.number));
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!((card.slot, card.booking.moves, card.booking.version), (to, 1, 2));
        assert_eq!(card.booking.reason, "Parts are late");
        let moved = "SELECT COUNT(*) FROM outbox WHERE event = 'booking_moved' AND status = 'queued'";
        assert_eq!(d.count(moved).await, 1);
        let stale = d.shop.desk.move_booking(&d.ana, booked.id, 1, to, "").await.unwrap_err();
        assert!(matches!(stale, Error::Stale { ref by, .. } if by == "Ana"), "{stale:?}");
        d.shop.desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!((card.slot.starts_at, card.slot.bay, card.slot.staff), (d.shop.at(1, 600), Some(d.bays[0]), None));
        // The mechanic it no longer needs is free again.
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { staff: Some(d.jo), ..d.order(smit, 2, 660) }).await;
    }
}

dual_test! {
    async fn r16_a_move_onto_somebody_is_refused_and_changes_nothing(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let first = d.book(&Order { bay: Some(d.bays[0]), ..d.order(jansen, 1, 600) }).await;
        d.book(&Order { bay: Some(d.bays[1]), ..d.order(smit, 1, 600) }).await;
        let onto = Slot { starts_at: d.shop.at(1, 630), minutes: Some(60), bay: Some(d.bays[1]), staff: None };
        let refused = d.shop.desk.move_booking(&d.ana, first.id, 1, onto, "").await.unwrap_err();
        let Error::Taken { by, free } = refused else { panic!("not taken: {refused:?}") };
        assert_eq!(by.arg("who"), Some(&"JK-444-L".into()));
        assert_eq!(free.len(), 3);
        // Over its own old time it may go: half an hour later in the same bay.
        let later = Slot { bay: Some(d.bays[0]), ..onto };
        d.shop.desk.move_booking(&d.ana, first.id, 1, later, "").await.unwrap();
    }
}

dual_test! {
    async fn a_booking_is_made_longer_until_the_next_one_begins(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let first = d.book(&Order { bay: Some(d.bays[0]), ..d.order(jansen, 1, 600) }).await;
        d.book(&Order { bay: Some(d.bays[0]), ..d.order(smit, 1, 690) }).await;
        d.shop.desk.resize(&d.ana, first.id, 1, 30).await.unwrap();
        let more = d.shop.desk.resize(&d.ana, first.id, 2, 15).await.unwrap_err();
        assert!(matches!(more, Error::Taken { .. }));
        let odd = d.shop.desk.resize(&d.ana, first.id, 2, -90).await.unwrap_err();
        assert_eq!(field_of(&odd), "minutes");
        let card = d.shop.desk.booking_card(&d.ana, first.id).await.unwrap();
        assert_eq!((card.slot.minutes, card.booking.moves), (Some(90), 0));
    }
}

dual_test! {
    async fn r17_a_no_show_waits_for_the_grace_is_counted_and_warns_next_time(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&d.order(jansen, 0, 11 * 60)).await;
        d.shop.wait(30);
        assert!(matches!(d.shop.desk.no_show(&d.ana, booked.id).await, Err(Error::Refused(_))));
        d.shop.wait(30);
        assert!(d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap().overdue);
        let done = d.shop.desk.no_show(&d.ana, booked.id).await.unwrap();
        let next = d.order(jansen, 2, 600);
        let ids = |warnings: Vec<forecourt::domain::Msg>| warnings.iter().map(|w| w.id).collect::<Vec<_>>();
        let quote = d.shop.desk.quote(&d.ana, &next).await.unwrap();
        assert_eq!(ids(quote.warnings), ["booking-warn-no-shows"]);
        d.shop.desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        let quote = d.shop.desk.quote(&d.ana, &Order { starts_at: d.shop.at(3, 600), ..next }).await.unwrap();
        assert_eq!(ids(quote.warnings), Vec::<&str>::new());
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert!(card.can(Event::CheckIn));
    }
}

dual_test! {
    async fn r17_who_comes_after_all_finds_the_time_taken_if_it_is(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        let booked = d.book(&Order { bay: Some(d.bays[0]), minutes: Some(120), ..d.order(jansen, 0, 660) }).await;
        d.shop.wait(60);
        d.shop.desk.no_show(&d.ana, booked.id).await.unwrap();
        d.book(&Order { bay: Some(d.bays[0]), minutes: Some(30), ..d.order(smit, 0, 735) }).await;
        assert!(matches!(d.shop.desk.reopen(&d.ana, booked.id).await, Err(Error::Taken { .. })));
    }
}

dual_test! {
    async fn r18_an_open_booking_and_an_inspection_are_said_before_booking(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        d.book(&d.order(jansen, 1, 600)).await;
        let store = d.shop.place.open().await;
        (&store).exec(sql("UPDATE vehicle SET inspection_due_on = $1").bind(day(&d, 2))).await.unwrap();
        let quote = d.shop.desk.quote(&d.ana, &d.order(jansen, 3, 600)).await.unwrap();
        let ids: Vec<_> = quote.warnings.iter().map(|w| w.id).collect();
        assert_eq!(ids, ["booking-warn-open-booking", "booking-warn-inspection"]);
        assert_eq!((quote.taken, quote.needs), (None, Vec::new()));
    }
}

dual_test! {
    async fn the_day_sheet_says_what_stands_where_and_what_is_free(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        d.book(&Order { staff: Some(d.jo), bay: Some(d.bays[1]), ..d.order(jansen, 1, 600) }).await;
        let lunch = Span::of_minutes(d.shop.at(1, 720), 30);
        let block = Blocking { bays: d.bays.clone(), staff: Vec::new(), span: lunch, reason: "lunch".to_owned() };
        let done = d.shop.desk.block_time(&d.ana, &block).await.unwrap();
        let sheet = d.shop.desk.day_sheet(&d.ana, day(&d, 1), Lanes::Bays).await.unwrap();
        let block = &sheet.lanes[1].blocks[0];
        assert_eq!((block.plate.as_str(), block.customer.as_str(), block.mechanic.as_str()), ("KL-310-P", "Jansen", "Jo"));
        assert_eq!((block.work.as_str(), block.look), ("Brakes squeal", Look::Booked));
        let open = sheet.hours.unwrap().minutes();
        assert_eq!((sheet.booked, sheet.free_min), (1, open * 2 - 60 - 60));
        let by_people = d.shop.desk.day_sheet(&d.ana, day(&d, 1), Lanes::Mechanics).await.unwrap();
        assert_eq!(by_people.lanes[0].name, "Jo");
        assert_eq!(by_people.lanes[0].blocks.len(), 1);
        // Lunch is nobody's to book, until it is given back.
        let at_noon = Order { minutes: Some(30), ..d.order(jansen, 1, 720) };
        let Error::Taken { by, .. } = d.refused(&at_noon).await else { panic!("not taken") };
        assert_eq!(by.arg("place"), Some(&"1 Lift".into()));
        d.shop.desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        d.book(&at_noon).await;
    }
}

dual_test! {
    async fn the_week_shows_the_load_and_the_first_two_hours_that_are_free(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        d.book(&Order { minutes: Some(120), bay: Some(d.bays[0]), ..d.order(jansen, 1, 600) }).await;
        let week = d.shop.desk.week_load(&d.ana, day(&d, 3)).await.unwrap();
        assert_eq!(week.days[0], day(&d, 0));
        let tuesday = week.bays[0].cells[1];
        assert_eq!(tuesday.open_min - tuesday.free_min, 120);
        assert_eq!(week.first_fit.unwrap().starts_at, d.shop.at(0, 10 * 60 + 45));
        let search = Search {
            kind: d.service, minutes: Some(60), bay: Some(d.bays[0]), staff: None, vehicle: None,
            from: d.shop.at(1, 600), but: None,
        };
        let free = d.shop.desk.free_slots(&d.ana, &search).await.unwrap();
        assert_eq!(free[0].place, "2 Lift");
        assert_eq!(free.len(), 3);
    }
}

dual_test! {
    async fn a_confirmed_booking_has_its_job_and_the_job_follows_it(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&d.order(jansen, 1, 600)).await;
        assert!(booked.job.is_some());
        let planned = "SELECT COUNT(*) FROM job WHERE status = 'planned'";
        assert_eq!(d.count(planned).await, 1);
        let to = Slot { starts_at: d.shop.at(2, 660), minutes: Some(60), bay: None, staff: None };
        d.shop.desk.move_booking(&d.ana, booked.id, 1, to, "").await.unwrap();
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(card.around.promised_at, Some(d.shop.at(2, 720)));
        d.shop.desk.cancel(&d.ana, booked.id, "Sold the car").await.unwrap();
        assert_eq!(d.count(planned).await, 0);
        assert_eq!(d.count("SELECT COUNT(*) FROM job WHERE status = 'cancelled'").await, 1);
    }
}

dual_test! {
    async fn checking_in_brings_the_job_in_and_can_be_undone(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&d.order(jansen, 0, 11 * 60)).await;
        let arrival = CarComes { odometer: Some(148_220), key_tag: "14".to_owned(), ..CarComes::default() };
        let done = d.shop.desk.check_in(&d.ana, booked.id, &arrival).await.unwrap();
        assert_eq!(done.value, booked.job);
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(card.booking.status, Status::CheckedIn);
        assert_eq!(card.around.odometer, Some(148_220));
        let called_off = d.shop.desk.cancel(&d.ana, booked.id, "Late").await;
        assert!(matches!(called_off, Err(Error::Refused(_))));
        // Who is here may be given more time.
        d.shop.desk.resize(&d.ana, booked.id, 1, 30).await.unwrap();
        d.shop.desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        let card = d.shop.desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(card.booking.status, Status::Confirmed);
        assert_eq!(card.around.job_status, Some(forecourt::domain::job::Status::Planned));
    }
}

dual_test! {
    async fn who_walks_in_gets_a_booking_from_this_minute_and_a_bay_if_one_is_free(d: Diary) {
        let people = [("Jansen", "KL-310-P"), ("Smit", "JK-444-L"), ("Bakker", "GH-552-T")];
        let mut places = Vec::new();
        for (name, plate) in people {
            let who = d.caller(name, plate).await;
            let order = d.order(who, 0, 0);
            let come = d.shop.desk.check_in_now(&d.ana, &order, &CarComes::default()).await.unwrap().value;
            assert_eq!(come.starts_at, d.shop.at(0, 10 * 60 + 42));
            assert!(come.job.is_some());
            places.push(come.place);
        }
        assert_eq!(places, ["1 Lift", "2 Lift", ""]);
        let sheet = d.shop.desk.day_sheet(&d.ana, day(&d, 0), Lanes::Bays).await.unwrap();
        assert_eq!((sheet.booked, sheet.lanes.len()), (3, 3));
        assert_eq!(d.count("SELECT COUNT(*) FROM outbox").await, 0);
    }
}

dual_test! {
    async fn a_mechanic_reads_the_diary_and_does_not_write_in_it(d: Diary) {
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let jo = d.shop.log_in_at("jo", "bay-1").await;
        d.shop.desk.day_sheet(&jo, day(&d, 1), Lanes::Bays).await.unwrap();
        let refused = d.shop.desk.book(&jo, &d.order(jansen, 1, 600)).await.unwrap_err();
        assert!(matches!(refused, Error::Forbidden { .. }));
    }
}

dual_test! {
    async fn r16_a_move_is_on_the_card_with_who_from_where_and_why(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&Order { bay: Some(d.bays[0]), ..d.order(who, 1, 9 * 60) }).await;
        let desk = &d.shop.desk;
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert!(card.history.is_empty());
        let to = Slot { starts_at: d.shop.at(2, 10 * 60), bay: Some(d.bays[1]), ..card.slot };
        desk.move_booking(&d.ana, booked.id, card.booking.version, to, "The part is late").await.unwrap();
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        let moved = &card.history[0];
        assert_eq!((moved.from_starts_at, moved.to_starts_at), (d.shop.at(1, 9 * 60), d.shop.at(2, 10 * 60)));
        assert_eq!((moved.by.as_str(), moved.reason.as_str()), ("Ana", "The part is late"));
        assert_ne!(moved.from_place, moved.to_place);
    }
}

dual_test! {
    async fn a_booking_is_put_right_and_back_again_and_the_slower_of_two_is_told(d: Diary) {
        let who = d.caller("Jansen", "KL-310-P").await;
        let booked = d.book(&d.order(who, 1, 9 * 60)).await;
        let desk = &d.shop.desk;
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        let oil = desk.bookable_work(&d.ana).await.unwrap().into_iter().find(|w| w.code == "OIL").unwrap();
        let edit = Edit {
            vehicle: Some(who.1),
            starts_at: card.slot.starts_at,
            bay: card.slot.bay,
            staff: Some(d.jo),
            minutes: 120,
            wish: "Brakes squeal and pull left".to_owned(),
            notes: "Wants the old parts".to_owned(),
            more: Vec::new(),
            reason: String::new(),
        };
        let done = desk.edit_booking(&d.ana, booked.id, card.booking.version, &edit).await.unwrap();
        let now = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!((now.slot.minutes, now.slot.staff), (Some(120), Some(d.jo)));
        assert_eq!(now.booking.wish, edit.wish);
        assert_eq!(now.booking.notes, edit.notes);
        assert_eq!(d.count("SELECT COUNT(*) FROM work_item WHERE concern = 'Brakes squeal and pull left'").await, 1);
        let late = desk.edit_booking(&d.ana, booked.id, card.booking.version, &edit).await.unwrap_err();
        assert!(matches!(late, Error::Stale { .. }), "{late:?}");
        desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        let back = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!((back.slot.minutes, back.slot.staff, back.booking.wish.as_str()), (Some(60), None, "Brakes squeal"));
        let more = Edit { more: vec![oil.id], minutes: 60, staff: None, ..edit };
        desk.edit_booking(&d.ana, booked.id, back.booking.version, &more).await.unwrap();
        let now = desk.booking_card(&d.ana, booked.id).await.unwrap();
        assert_eq!(now.canned, vec![oil.id]);
        // Who has the mechanic is named.
        let other = d.caller("Smit", "JK-444-L").await;
        d.book(&Order { staff: Some(d.jo), bay: Some(d.bays[1]), ..d.order(other, 1, 9 * 60) }).await;
        let clash = Edit { more: Vec::new(), staff: Some(d.jo), ..more };
        let taken = desk.edit_booking(&d.ana, booked.id, now.booking.version, &clash).await.unwrap_err();
        assert!(matches!(taken, Error::Taken { .. }), "{taken:?}");
    }
}
