//! Who did not come: the job that was planned ends, nobody is told it is late, the counter is told to call, and
//! who comes after all finds everything as it was, on both stores.

use forecourt::desk::Actor;
use forecourt::desk::booking::{Booked, Order};
use forecourt::domain::alert::Kind;
use forecourt::domain::job;
use forecourt::tui::app::Options;

use crate::bookings::Diary;
use crate::robot::Robot;

/// Jansen was expected at eleven for half an hour, and it is past one.
async fn missed(d: &Diary) -> Booked {
    let who = d.caller("Jansen", "KL-310-P").await;
    let order = Order {
        bay: Some(d.bays[0]),
        minutes: Some(30),
        ..d.order(who, 0, 11 * 60)
    };
    let booked = d.book(&order).await;
    d.shop.wait(150);
    booked
}

async fn open_alerts(d: &Diary) -> Vec<Kind> {
    let all = d.shop.desk.alerts(&d.shop.owner).await.unwrap();
    all.into_iter().map(|a| a.kind).collect()
}

async fn job_of(d: &Diary, booked: &Booked) -> forecourt::desk::job::Card {
    d.shop
        .desk
        .job_card(&d.ana, booked.job.unwrap())
        .await
        .unwrap()
}

dual_test! {
    async fn r17_a_missed_booking_ends_its_job_and_nobody_is_told_it_is_late(d: Diary) {
        let booked = missed(&d).await;
        let desk = &d.shop.desk;
        let clockwork = Actor::console("root", "server", d.shop.founded.site);
        assert_eq!(desk.tell_late_jobs(&clockwork).await.unwrap(), 1);
        assert_eq!(open_alerts(&d).await, [Kind::Overdue]);
        let done = desk.no_show(&d.ana, booked.id).await.unwrap();
        let card = job_of(&d, &booked).await;
        assert_eq!((card.job.status, card.job.reason.as_str()), (job::Status::Cancelled, "did not come"));
        assert_eq!(open_alerts(&d).await, [Kind::NoShow], "call them");
        assert_eq!(desk.tell_late_jobs(&clockwork).await.unwrap(), 0);
        // They come after all: the same job is planned again, and nobody has to call.
        desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        let card = job_of(&d, &booked).await;
        assert_eq!((card.job.status, card.job.reason.as_str()), (job::Status::Planned, ""));
        assert!(!open_alerts(&d).await.contains(&Kind::NoShow));
    }
}

dual_test! {
    async fn a_job_that_was_called_off_by_hand_before_keeps_its_own_reason(d: Diary) {
        let booked = missed(&d).await;
        let desk = &d.shop.desk;
        desk.cancel_job(&d.shop.owner, booked.job.unwrap(), "Sold the car").await.unwrap();
        desk.no_show(&d.ana, booked.id).await.unwrap();
        assert_eq!(job_of(&d, &booked).await.job.reason, "Sold the car");
    }
}

dual_test! {
    async fn another_visit_that_is_agreed_ends_the_call(d: Diary) {
        let booked = missed(&d).await;
        let desk = &d.shop.desk;
        desk.no_show(&d.ana, booked.id).await.unwrap();
        assert_eq!(open_alerts(&d).await, [Kind::NoShow]);
        let card = desk.booking_card(&d.ana, booked.id).await.unwrap();
        let who = (card.booking.customer_id, card.booking.vehicle_id.unwrap());
        d.book(&d.order(who, 1, 9 * 60)).await;
        assert_eq!(open_alerts(&d).await, []);
    }
}

dual_test! {
    async fn the_alert_says_whom_to_call_and_opens_their_card(d: Diary) {
        let booked = missed(&d).await;
        d.shop.desk.no_show(&d.ana, booked.id).await.unwrap();
        let mut robot = Robot::with(&d.shop.desk, Options::new(d.shop.owner.clone()), (80, 24)).await;
        robot.press("F10").await.write("alerts").await.press("Enter").await;
        robot.sees("Did not come").sees("Call Jansen");
        robot.press("Enter").await.sees("Jansen").sees("KL-310-P");
    }
}
