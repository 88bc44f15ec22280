//! Courtesy cars: no car twice, out and back with what was seen, told of once when late.

use forecourt::desk::job::{HandOver, Unissued};
use forecourt::desk::logistics::{Borrower, CarSheet, LoanForm, Of};
use forecourt::desk::upkeep::{Outcome, Shelf};
use forecourt::desk::{Actor, Error};
use forecourt::domain::Span;
use forecourt::domain::alert::Kind;
use forecourt::domain::logistics::Loan as Status;
use forecourt::domain::schedule::Duty;

use super::{Yard, courtesy, field, no};
use crate::jobs::{Floor, in_the_way};

fn sheet(odometer: i64) -> CarSheet {
    CarSheet {
        odometer: Some(odometer),
        fuel: "full".to_owned(),
        damage: String::new(),
        licence: true,
    }
}

dual_test! {
    async fn r11_a_courtesy_car_is_promised_once_and_the_refusal_names_who_and_what_is_free(y: Yard) {
        let (desk, ana) = (y.desk(), &y.d.ana);
        let first = y.d.book(&y.d.order(y.who, 1, 660)).await;
        let of = Borrower::Visit(Of::Booking(first.id));
        let id = desk.reserve_loan(ana, of, &y.loan(1, 4)).await.unwrap().value;
        let second = y.d.caller("Bakker", "GH-55-X").await;
        let who = Borrower::Customer(second.0);
        let refused = desk.reserve_loan(ana, who, &y.loan(3, 3)).await.unwrap_err();
        assert_eq!(field(&refused), ("vehicle", "loan-taken"));
        let words = format!("{refused:?}");
        assert!(words.contains("Jansen") && words.contains("TR-20-MM"), "{words}");
        let free = desk.free_cars(ana, y.window(2, 600, 700), None).await.unwrap();
        let free: Vec<_> = free.iter().map(|f| (f.car.plate.as_str(), f.taken.is_none())).collect();
        assert_eq!(free, [("TR-20-MM", true), ("KV-88-XD", false)]);
        let other = LoanForm { vehicle: y.cars[1], ..y.loan(3, 3) };
        desk.reserve_loan(ana, who, &other).await.unwrap();
        desk.reserve_loan(ana, who, &y.loan(5, 5)).await.unwrap();
        let twice = desk.reserve_loan(ana, of, &LoanForm { vehicle: y.cars[1], ..y.loan(4, 4) }).await.unwrap_err();
        assert_eq!(no(&twice), "loan-there");
        // The car's own visit to the workshop waits for it, too.
        let service = y.d.order((second.0, y.cars[0]), 2, 600);
        let refused = y.d.refused(&service).await;
        let Error::Taken { by, .. } = &refused else { panic!("{refused:?}") };
        assert!(format!("{by:?}").contains("Jansen"), "{by:?}");
        let done = desk.cancel_loan(ana, id).await.unwrap();
        y.d.book(&service).await;
        let again = desk.undo(ana, done.undo.unwrap()).await.unwrap_err();
        assert_eq!(field(&again), ("vehicle", "loan-taken"), "the time is gone");
    }
}

dual_test! {
    async fn s3_15_a_car_goes_out_and_comes_back_with_what_was_seen_and_is_looked_at_before_the_next(y: Yard) {
        let (desk, ana) = (y.desk(), &y.d.ana);
        let who = Borrower::Customer(y.who.0);
        let id = desk.reserve_loan(ana, who, &y.loan(0, 1)).await.unwrap().value;
        let next = desk.reserve_loan(ana, who, &y.loan(2, 2)).await.unwrap().value;
        let blind = CarSheet { licence: false, ..sheet(41_200) };
        assert_eq!(field(&desk.lend(ana, id, &blind).await.unwrap_err()), ("licence", "loan-licence"));
        assert_eq!(field(&desk.lend(ana, id, &sheet(41_199)).await.unwrap_err()).0, "odometer");
        let nothing = CarSheet { odometer: None, ..sheet(0) };
        assert_eq!(field(&desk.lend(ana, id, &nothing).await.unwrap_err()).0, "odometer");
        desk.lend(ana, id, &sheet(41_210)).await.unwrap();
        let loan = desk.loan(ana, id).await.unwrap();
        assert_eq!((loan.status, loan.out_odometer, loan.licence_seen), (Status::Out, Some(41_210), true));
        assert_eq!(no(&desk.lend(ana, next, &sheet(41_210)).await.unwrap_err()), "loan-not-here");
        let card = desk.vehicle_card(ana, y.cars[0]).await.unwrap();
        let version = card.vehicle.version;
        assert_eq!(card.vehicle.odometer, Some(41_210));
        let away = desk.archive_vehicle(&y.d.shop.owner, y.cars[0], version, true).await.unwrap_err();
        assert_eq!(no(&away), "vehicle-is-lent");
        assert_eq!(field(&desk.take_car_back(ana, id, &sheet(41_209)).await.unwrap_err()).0, "odometer");
        let strange = desk.take_car_back(&y.dirk, id, &sheet(41_300)).await.unwrap_err();
        assert!(matches!(strange, Error::Forbidden { .. }), "no car of Dirk's: {strange:?}");
        let scratched = CarSheet { damage: "scratch, left door".to_owned(), ..sheet(41_300) };
        desk.take_car_back(ana, id, &scratched).await.unwrap();
        let loan = desk.loan(ana, id).await.unwrap();
        assert_eq!((loan.status, loan.back_odometer, loan.back_damage.as_str()), (Status::Returned, Some(41_300), "scratch, left door"));
        let free = desk.free_cars(ana, y.window(1, 600, 660), None).await.unwrap();
        assert!(free.iter().all(|f| f.taken.is_none()), "its time is free again: {free:?}");
        assert_eq!(no(&desk.lend(ana, next, &sheet(41_300)).await.unwrap_err()), "loan-not-looked-at");
        desk.inspect_loan(ana, id, "door to be painted").await.unwrap();
        assert_eq!(desk.loan(ana, id).await.unwrap().note, "door to be painted");
        // Out a day before it was promised: that day is taken, too.
        y.desk().clock().set(y.d.shop.at(1, 600));
        desk.lend(ana, next, &sheet(41_300)).await.unwrap();
        let free = desk.free_cars(ana, y.window(1, 660, 720), None).await.unwrap();
        assert_eq!(free.iter().filter(|f| f.taken.is_none()).count(), 1);
        assert_eq!(y.d.count("SELECT COUNT(*) FROM audit WHERE entity = 'courtesy_loan'").await, 6);
    }
}

dual_test! {
    async fn a_loan_is_kept_longer_while_the_car_is_free_and_only_the_house_lends(y: Yard) {
        let (desk, ana) = (y.desk(), &y.d.ana);
        let who = Borrower::Customer(y.who.0);
        let id = desk.reserve_loan(ana, who, &y.loan(0, 1)).await.unwrap().value;
        desk.reserve_loan(ana, who, &y.loan(3, 3)).await.unwrap();
        let long = desk.edit_loan(ana, id, 1, &y.loan(0, 3)).await.unwrap_err();
        assert_eq!(field(&long), ("vehicle", "loan-taken"));
        let done = desk.edit_loan(ana, id, 1, &y.loan(0, 2)).await.unwrap();
        assert_eq!(desk.loan(ana, id).await.unwrap().due_at, y.d.shop.at(2, 1020));
        desk.undo(ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(desk.loan(ana, id).await.unwrap().due_at, y.d.shop.at(1, 1020));
        desk.lend(ana, id, &sheet(41_200)).await.unwrap();
        let swap = LoanForm { vehicle: y.cars[1], ..y.loan(0, 1) };
        assert_eq!(field(&desk.edit_loan(ana, id, 3, &swap).await.unwrap_err()), ("vehicle", "loan-is-out"));
        desk.edit_loan(ana, id, 3, &y.loan(0, 2)).await.unwrap();
        let theirs = LoanForm { vehicle: y.who.1, ..y.loan(0, 1) };
        assert_eq!(field(&desk.reserve_loan(ana, who, &theirs).await.unwrap_err()), ("vehicle", "loan-no-courtesy-car"));
        let backwards = LoanForm { due_at: y.d.shop.at(4, 480), ..y.loan(4, 4) };
        assert_eq!(field(&desk.reserve_loan(ana, who, &backwards).await.unwrap_err()).0, "until");
    }
}

dual_test! {
    async fn a_car_that_is_not_back_is_told_once_and_counts_as_taken_for_today(y: Yard) {
        let (desk, ana) = (y.desk(), &y.d.ana);
        let id = desk.reserve_loan(ana, Borrower::Customer(y.who.0), &y.loan(0, 0)).await.unwrap().value;
        desk.lend(ana, id, &sheet(41_200)).await.unwrap();
        let by = Actor::console("root", "tests", ana.site());
        let shelf = Shelf { folder: std::env::temp_dir(), calendars: std::env::temp_dir() };
        let told = async || desk.do_duty(&by, Duty::Overdue, &shelf).await.unwrap();
        assert_eq!(told().await, Outcome::Done(0));
        desk.clock().set(y.d.shop.at(0, 1021));
        assert_eq!(told().await, Outcome::Done(1));
        assert_eq!(told().await, Outcome::Done(0), "once");
        let open = desk.alerts(ana).await.unwrap();
        assert_eq!(open.iter().map(|a| a.kind).collect::<Vec<_>>(), [Kind::LoanOverdue]);
        let tonight = Span { start: desk.now(), end: y.d.shop.at(0, 1200) };
        let free = desk.free_cars(ana, tonight, None).await.unwrap();
        assert_eq!(free[1].taken.as_ref().map(|m| m.id), Some("loan-has-late"));
        let cars = desk.courtesy_cars(ana).await.unwrap();
        assert!(cars[0].first().unwrap().is_late(desk.now()));
        // More time: the alert is over, and comes again when that is over.
        desk.edit_loan(ana, id, 1, &LoanForm { due_at: y.d.shop.at(1, 600), ..y.loan(0, 0) }).await.unwrap();
        assert_eq!(told().await, Outcome::Done(0));
        assert!(desk.alerts(ana).await.unwrap().is_empty());
        desk.clock().set(y.d.shop.at(1, 601));
        assert_eq!(told().await, Outcome::Done(1));
        desk.take_car_back(ana, id, &sheet(41_200)).await.unwrap();
        assert!(desk.alerts(ana).await.unwrap().is_empty(), "it is back");
    }
}

dual_test! {
    async fn nobody_gets_their_car_while_ours_is_out_unless_a_manager_says_why(floor: Floor) {
        let desk = floor.desk();
        let car = courtesy(desk, &floor.shop.owner, "KV-88-XD", "Polo").await;
        let job = floor.agreed(&["OIL"]).await;
        let form = LoanForm {
            vehicle: car,
            starts_at: floor.shop.at(0, 660),
            due_at: floor.shop.at(1, 1020),
            note: String::new(),
        };
        let of = Borrower::Visit(Of::Job(job));
        let loan = desk.reserve_loan(&floor.ana, of, &form).await.unwrap().value;
        desk.lend(&floor.ana, loan, &sheet(41_200)).await.unwrap();
        floor.work_off(floor.tasks(job).await[0]).await;
        desk.complete(&floor.ana, job, Unissued::Ask, "").await.unwrap();
        let refused = desk.hand_over(&floor.ana, job, &HandOver::default()).await.unwrap_err();
        assert_eq!(in_the_way(&refused), ["job-release-not-invoiced", "job-release-courtesy-car"]);
        let refused = desk.hand_over(&floor.max, job, &HandOver::default()).await.unwrap_err();
        assert_eq!(field(&refused).0, "reason");
        let how = HandOver { reason: "brings it tonight".to_owned(), ..HandOver::default() };
        desk.hand_over(&floor.max, job, &how).await.unwrap();
        assert_eq!(floor.status(job).await, "collected");
        let why = "SELECT COUNT(*) FROM audit WHERE reason = 'brings it tonight'";
        let store = floor.shop.place.open().await;
        let (n,): (i64,) = forecourt::store::Db::one(&mut &store, forecourt::store::sql(why)).await.unwrap();
        assert_eq!(n, 1, "on record");
    }
}
