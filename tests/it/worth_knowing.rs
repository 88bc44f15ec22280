//! What to know before booking: every warning is said in the booking form, on both stores.

use forecourt::desk::billing::DraftLine;
use forecourt::desk::booking::Order;
use forecourt::domain::booking::{Arrival, Source};
use forecourt::domain::line::{Decision, Kind};
use forecourt::domain::{Bp, Money, Qty};
use forecourt::store::{Db, sql};
use forecourt::tui::app::Options;

use crate::jobs::{Floor, answer};
use crate::robot::Robot;

/// Everything there is to warn of, on one customer and one vehicle.
async fn trouble(floor: &Floor) {
    let desk = floor.desk();
    let draft = desk
        .draft_for_customer(&floor.ana, floor.customer)
        .await
        .unwrap();
    let line = DraftLine {
        part: None,
        kind: Kind::Fee,
        sku: String::new(),
        description: "Storage".to_owned(),
        qty: Qty::ONE,
        unit: String::new(),
        price: Money(10_000),
        discount_rate: Bp::ZERO,
        discount: Money::ZERO,
        free_reason: String::new(),
        tax: desk.tax_codes(&floor.ana).await.unwrap()[0].id,
    };
    desk.add_draft_line(&floor.max, draft, &line).await.unwrap();
    desk.post_invoice(&floor.ana, draft).await.unwrap();
    floor.shop.wait(2 * 24 * 60);
    let job = floor.job(&["SMALL"]).await;
    let ask = answer(Decision::Deferred, floor.card(job).await.undecided());
    desk.decide(&floor.ana, job, &ask).await.unwrap();
    let kinds = desk.booking_types(&floor.ana).await.unwrap();
    let order = Order {
        customer: floor.customer,
        vehicle: Some(floor.vehicle),
        kind: kinds[0].id,
        starts_at: floor.shop.at(4, 600),
        minutes: Some(60),
        bay: None,
        staff: None,
        tools: Vec::new(),
        arrival: Arrival::Drop,
        source: Source::Phone,
        wish: "Oil".to_owned(),
        notes: String::new(),
        canned: Vec::new(),
        reason: String::new(),
    };
    desk.book(&floor.ana, &order).await.unwrap();
    let store = floor.shop.place.open().await;
    let car = "UPDATE vehicle SET recall = 'airbag 97DM', inspection_due_on = $1";
    (&store).exec(sql(car).bind(floor.today())).await.unwrap();
    (&store)
        .exec(sql("UPDATE customer SET no_shows = 2"))
        .await
        .unwrap();
}

dual_test! {
    async fn r18_all_there_is_to_know_stands_in_the_booking_form(floor: Floor) {
        trouble(&floor).await;
        let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (80, 24)).await;
        robot.press("F2").await.write("KL310").await.press("Enter").await.sees("calls it back: airbag 97DM");
        robot.press("Alt-1 F3").await.write("kl31").await.press("Enter").await;
        robot.sees("did not come 2 times before").sees("that was due already").sees("is still open");
        robot.sees("It is booked already").sees("airbag 97DM").sees("The inspection runs out on").sees("1 deferred");
    }
}

dual_test! {
    async fn r18_a_recall_that_was_seen_to_is_not_said_any_more_and_its_day_stands_on_the_vehicle(floor: Floor) {
        trouble(&floor).await;
        let store = floor.shop.place.open().await;
        (&store).exec(sql("UPDATE vehicle SET recall_done_on = $1").bind(floor.today())).await.unwrap();
        let mut robot = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (120, 40)).await;
        robot.press("F3").await.write("kl31").await.press("Enter").await;
        robot.sees("did not come 2 times before").sees_no("airbag 97DM");
        robot.press("Esc").await;
        robot.press("F2").await.write("KL310").await.press("Enter").await.sees("airbag 97DM, seen to");
    }
}
