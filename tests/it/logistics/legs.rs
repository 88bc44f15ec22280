//! Legs: agreed, driven, failed, followed by the visit they belong to (states.md 8).

use forecourt::desk::Error;
use forecourt::desk::job::{Arrival, HandOver, Unissued};
use forecourt::desk::logistics::{Arrived, LegForm, Of};
use forecourt::domain::logistics::{Leg as Status, LegKind};
use forecourt::domain::permission::Permission;

use super::{Yard, field, no};
use crate::jobs::{Floor, in_the_way};

use forecourt::domain::role::Preset;
use forecourt::domain::{JobId, Span};

dual_test! {
    async fn s1_11_a_leg_has_the_customers_address_a_window_and_a_driver_and_shows_on_its_day(y: Yard) {
        let booked = y.d.book(&y.d.order(y.who, 1, 660)).await;
        let of = Of::Booking(booked.id);
        let id = y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &y.agreed()).await.unwrap().value;
        let leg = y.desk().leg(&y.d.ana, id).await.unwrap();
        assert_eq!(leg.address, "Oudegracht 12, Utrecht, 3511 AB");
        assert_eq!((leg.status, leg.driver.as_deref(), leg.job_id), (Status::DriverAssigned, Some("Dirk"), booked.job));
        let zone = y.desk().site(y.d.ana.site()).unwrap().zone;
        let day = zone.day_of(y.d.shop.at(1, 0));
        let round = y.desk().round(&y.dirk, day).await.unwrap();
        assert_eq!(round.legs.iter().map(|l| l.id).collect::<Vec<_>>(), [id]);
        assert!(y.desk().round(&y.dirk, day.succ_opt().unwrap()).await.unwrap().legs.is_empty());
        let trip = y.desk().trip(&y.d.ana, of).await.unwrap();
        assert_eq!(trip.road.leg(LegKind::Collection).map(|l| l.id), Some(id));
        assert_eq!(y.desk().booking_card(&y.d.ana, booked.id).await.unwrap().road.legs.len(), 1);
        let again = y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &y.agreed()).await.unwrap_err();
        assert_eq!(no(&again), "leg-there");
        let day_after = y.d.shop.at(2, 480);
        y.desk().clock().set(day_after);
        let round = y.desk().round(&y.d.ana, zone.day_of(day_after)).await.unwrap();
        assert_eq!(round.left.iter().map(|l| l.id).collect::<Vec<_>>(), [id], "nobody drove it");
    }
}

dual_test! {
    async fn a_leg_without_a_window_waits_and_what_cannot_stand_is_refused_beside_its_field(y: Yard) {
        let booked = y.d.book(&y.d.order(y.who, 1, 660)).await;
        let (of, ana) = (Of::Booking(booked.id), &y.d.ana);
        let wrong = async |form: LegForm| {
            y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &form).await.unwrap_err()
        };
        let past = LegForm { window: Some(y.window(0, 480, 540)), ..LegForm::default() };
        assert_eq!(field(&wrong(past).await), ("window", "leg-window-past"));
        let backwards = y.window(1, 540, 600);
        let backwards = Span { start: backwards.end, end: backwards.start };
        let backwards = LegForm { window: Some(backwards), ..LegForm::default() };
        assert_eq!(field(&wrong(backwards).await), ("window", "window-backwards"));
        let nowhere = y.d.caller("Bakker", "GH-55-X").await;
        let homeless = y.d.book(&y.d.order(nowhere, 2, 660)).await;
        let homeless = y.desk()
            .request_leg(ana, Of::Booking(homeless.id), LegKind::Collection, &LegForm::default())
            .await
            .unwrap_err();
        assert_eq!(field(&homeless), ("address", "leg-no-address"));
        let id = y.desk().request_leg(ana, of, LegKind::Collection, &LegForm::default()).await.unwrap().value;
        let zone = y.desk().site(ana.site()).unwrap().zone;
        let round = y.desk().round(ana, zone.day_of(y.desk().now())).await.unwrap();
        assert_eq!(round.open.iter().map(|l| l.id).collect::<Vec<_>>(), [id]);
        let timed = LegForm { window: Some(y.window(1, 540, 600)), ..LegForm::default() };
        y.desk().edit_leg(ana, id, 1, &timed).await.unwrap();
        assert_eq!(y.desk().leg(ana, id).await.unwrap().status, Status::Scheduled);
        let done = y.desk().assign_driver(ana, id, Some(y.id(&y.lena))).await.unwrap();
        assert_eq!(y.desk().leg(ana, id).await.unwrap().status, Status::DriverAssigned);
        let again = y.desk().undo(ana, done.undo.unwrap()).await.unwrap();
        let leg = y.desk().leg(ana, id).await.unwrap();
        assert_eq!((leg.status, leg.driver_id), (Status::Scheduled, None));
        y.desk().undo(ana, again.undo.unwrap()).await.unwrap();
        assert_eq!(y.desk().leg(ana, id).await.unwrap().driver.as_deref(), Some("Lena"));
        let stale = y.desk().edit_leg(ana, id, 1, &y.agreed()).await.unwrap_err();
        assert!(matches!(stale, Error::Stale { .. }), "{stale:?}");
        let gone = y.desk().cancel_leg(ana, id, "").await.unwrap();
        assert_eq!(y.desk().leg(ana, id).await.unwrap().status, Status::Cancelled);
        y.desk().undo(ana, gone.undo.unwrap()).await.unwrap();
        let trip = y.desk().trip(ana, of).await.unwrap();
        let back = trip.road.leg(LegKind::Collection).unwrap();
        assert_eq!((back.status, back.driver.as_deref()), (Status::DriverAssigned, Some("Lena")));
    }
}

dual_test! {
    async fn a_driver_drives_own_legs_only_and_one_that_failed_is_planned_anew(y: Yard) {
        let booked = y.d.book(&y.d.order(y.who, 1, 660)).await;
        let of = Of::Booking(booked.id);
        let id = y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &y.agreed()).await.unwrap().value;
        assert_eq!(no(&y.desk().start_leg(&y.lena, id).await.unwrap_err()), "leg-not-yours");
        let arrived = Arrived::default();
        assert!(y.desk().arrive_leg(&y.dirk, id, &arrived).await.is_err(), "it has not left");
        y.desk().start_leg(&y.dirk, id).await.unwrap();
        assert_eq!(field(&y.desk().fail_leg(&y.dirk, id, " ").await.unwrap_err()), ("reason", "leg-reason-missing"));
        y.desk().fail_leg(&y.dirk, id, "nobody there").await.unwrap();
        let leg = y.desk().leg(&y.d.ana, id).await.unwrap();
        assert_eq!((leg.status, leg.reason.as_str()), (Status::Failed, "nobody there"));
        let edit = y.desk().edit_leg(&y.dirk, id, leg.version, &y.agreed()).await.unwrap_err();
        assert!(matches!(edit, Error::Forbidden { permission: Permission::BookingEdit }));
        let later = LegForm { window: Some(y.window(1, 720, 780)), ..y.agreed() };
        y.desk().edit_leg(&y.d.ana, id, leg.version, &later).await.unwrap();
        y.desk().start_leg(&y.dirk, id).await.unwrap();
        let cancel = y.desk().cancel_leg(&y.d.ana, id, "").await.unwrap_err();
        assert!(matches!(cancel, Error::Refused(_)), "it is on the road: {cancel:?}");
        y.desk().arrive_leg(&y.dirk, id, &Arrived { odometer: Some(90_000), ..arrived }).await.unwrap();
        let leg = y.desk().leg(&y.d.ana, id).await.unwrap();
        assert_eq!((leg.status, leg.odometer, leg.reason.as_str()), (Status::Done, Some(90_000), ""));
        assert!(leg.done_at.is_some());
        assert_eq!(y.d.count("SELECT COUNT(*) FROM audit WHERE entity = 'leg'").await, 6);
    }
}

dual_test! {
    async fn the_counter_is_quicker_a_car_that_comes_by_itself_needs_no_collection(y: Yard) {
        let booked = y.d.book(&y.d.order(y.who, 0, 690)).await;
        let of = Of::Booking(booked.id);
        let form = LegForm { window: Some(y.window(0, 660, 690)), ..y.agreed() };
        let id = y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &form).await.unwrap().value;
        y.desk().check_in(&y.d.ana, booked.id, &Arrival::default()).await.unwrap();
        assert_eq!(y.desk().leg(&y.d.ana, id).await.unwrap().status, Status::Cancelled);
        let other = y.d.book(&y.d.order(y.who, 2, 690)).await;
        let of = Of::Booking(other.id);
        let id = y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &y.agreed()).await.unwrap().value;
        let lent = forecourt::desk::logistics::Borrower::Visit(of);
        let loan = y.desk().reserve_loan(&y.d.ana, lent, &y.loan(2, 2)).await.unwrap().value;
        y.desk().cancel(&y.d.ana, other.id, "ill").await.unwrap();
        assert_eq!(y.desk().leg(&y.d.ana, id).await.unwrap().status, Status::Cancelled, "called off with its booking");
        assert_eq!(y.desk().loan(&y.d.ana, loan).await.unwrap().status.as_str(), "cancelled");
        let late = y.desk().request_leg(&y.d.ana, of, LegKind::Collection, &y.agreed()).await.unwrap_err();
        assert_eq!(no(&late), "leg-visit-over");
    }
}

/// A job that is ready, with nothing to pay for, and its delivery given to Dirk.
async fn to_deliver(floor: &Floor) -> (JobId, forecourt::domain::LegId, forecourt::desk::Actor) {
    let desk = floor.desk();
    floor.shop.hire("dirk", Preset::Driver).await;
    let dirk = floor.shop.log_in("dirk").await;
    let job = floor.agreed(&["OIL"]).await;
    let form = LegForm {
        address: "Oudegracht 12".to_owned(),
        driver: dirk.staff(),
        ..LegForm::default()
    };
    let leg = desk
        .request_leg(&floor.ana, Of::Job(job), LegKind::Delivery, &form)
        .await
        .unwrap();
    (job, leg.value, dirk)
}

dual_test! {
    async fn r_55_what_is_delivered_is_ready_and_handed_over_by_the_rule_of_the_counter(floor: Floor) {
        let desk = floor.desk();
        let (job, leg, dirk) = to_deliver(&floor).await;
        assert_eq!(no(&desk.start_leg(&dirk, leg).await.unwrap_err()), "leg-not-ready");
        floor.work_off(floor.tasks(job).await[0]).await;
        desk.complete(&floor.ana, job, Unissued::Ask, "").await.unwrap();
        let early = desk.hand_over(&dirk, job, &HandOver::default()).await.unwrap_err();
        assert!(matches!(early, Error::Forbidden { .. }), "a driver hands over on the road only: {early:?}");
        desk.start_leg(&dirk, leg).await.unwrap();
        let unpaid = desk.arrive_leg(&dirk, leg, &Arrived::default()).await.unwrap_err();
        assert_eq!(in_the_way(&unpaid), ["job-release-not-invoiced"]);
        assert_eq!(desk.leg(&dirk, leg).await.unwrap().status, Status::EnRoute, "nothing of it was written");
        let bill = desk.draft_for_job(&floor.ana, job).await.unwrap();
        let posted = desk.post_invoice(&floor.ana, bill).await;
        assert!(posted.is_ok(), "{posted:?}");
        let unpaid = desk.arrive_leg(&dirk, leg, &Arrived::default()).await.unwrap_err();
        assert_eq!(in_the_way(&unpaid), ["job-release-unpaid"]);
        let trusted = Arrived { odometer: Some(148_020), reason: "pays on Friday".to_owned() };
        desk.arrive_leg(&floor.max, leg, &trusted).await.unwrap();
        assert_eq!(floor.status(job).await, "collected");
        assert_eq!(floor.card(job).await.job.odometer_out, Some(148_020));
        assert_eq!(desk.leg(&dirk, leg).await.unwrap().status, Status::Done);
    }
}

dual_test! {
    async fn who_fetches_the_car_at_the_counter_needs_no_delivery(floor: Floor) {
        let desk = floor.desk();
        let (job, leg, _) = to_deliver(&floor).await;
        floor.work_off(floor.tasks(job).await[0]).await;
        desk.complete(&floor.ana, job, Unissued::Ask, "").await.unwrap();
        let how = HandOver { reason: "pays on Friday".to_owned(), ..HandOver::default() };
        desk.hand_over(&floor.max, job, &how).await.unwrap();
        assert_eq!(desk.leg(&floor.ana, leg).await.unwrap().status, Status::Cancelled);
    }
}
