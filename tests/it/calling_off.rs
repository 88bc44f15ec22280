//! What it costs that a booking or a job comes to nothing, on both stores.

use forecourt::desk::Error;
use forecourt::desk::billing::{Fee, Quoted};
use forecourt::domain::booking::Event;
use forecourt::domain::{InvoiceId, JobId, Money};
use serde_json::json;

use crate::bookings::Diary;
use crate::jobs::Floor;
use crate::rig::shop::Shop;
use crate::robot::Robot;

async fn fees(shop: &Shop, late: i64, no_show: i64, minimum: i64) {
    for (key, amount) in [
        ("booking.fee_late", late),
        ("booking.fee_no_show", no_show),
        ("booking.fee_minimum", minimum),
    ] {
        let amount = json!(amount);
        let set = shop.desk.put_setting(&shop.owner, key, &amount);
        set.await.unwrap();
    }
}

/// What the person says yes to.
fn yes(quoted: &Quoted) -> Fee {
    Fee::Charge {
        amount: quoted.amount,
        words: "Late cancellation, KL-310-P".to_owned(),
    }
}

async fn drafts(d: &Diary) -> i64 {
    d.count("SELECT COUNT(*) FROM invoice WHERE status = 'draft'")
        .await
}

dual_test! {
    async fn r15_calling_off_is_free_until_a_day_before_and_later_costs_a_taxed_line_on_a_draft(d: Diary) {
        fees(&d.shop, 2_500, 0, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let desk = &d.shop.desk;
        let far = d.book(&d.order(jansen, 3, 600)).await;
        let quoted = desk.booking_fee(&d.ana, far.id, Event::Cancel).await.unwrap();
        assert_eq!((quoted.amount, quoted.why.id), (Money::ZERO, "fee-why-in-time"));
        let near = d.book(&d.order(jansen, 1, 600)).await;
        let quoted = desk.booking_fee(&d.ana, near.id, Event::Cancel).await.unwrap();
        assert_eq!((quoted.amount, quoted.why.id), (Money(2_500), "fee-why-late"));

        let done = desk.call_off(&d.ana, near.id, "Changed their mind", &yes(&quoted)).await.unwrap();
        let card = desk.booking_card(&d.ana, near.id).await.unwrap();
        assert_eq!(card.booking.fee_minor, Money(2_500));
        let draft = card.booking.fee_invoice_id.unwrap();
        let paper = desk.invoice_card(&d.ana, draft).await.unwrap();
        assert_eq!(paper.invoice.customer_id, Some(jansen.0));
        let [line] = paper.lines.as_slice() else { panic!("{:?}", paper.lines) };
        assert_eq!(line.description, "Late cancellation, KL-310-P");
        assert_eq!((paper.invoice.net_minor, paper.invoice.tax_minor), (Money(2_500), Money(525)));
        assert_eq!(d.count("SELECT COUNT(*) FROM audit WHERE verb = 'charge_fee' AND entity = 'booking'").await, 1);

        desk.undo(&d.ana, done.undo.unwrap()).await.unwrap();
        assert_eq!(drafts(&d).await, 0);
        assert_eq!(d.count("SELECT COUNT(*) FROM booking WHERE status = 'confirmed'").await, 2);
    }
}

dual_test! {
    async fn r15_a_posted_fee_is_not_taken_back_by_undo_and_another_fee_than_was_said_is_refused(d: Diary) {
        fees(&d.shop, 2_500, 0, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let desk = &d.shop.desk;
        let near = d.book(&d.order(jansen, 1, 600)).await;
        let quoted = desk.booking_fee(&d.ana, near.id, Event::Cancel).await.unwrap();
        fees(&d.shop, 3_000, 0, 0).await;
        let other = desk.call_off(&d.ana, near.id, "Ill", &yes(&quoted)).await.unwrap_err();
        assert!(matches!(&other, Error::Refused(why) if why.id == "fee-is-another"), "{other:?}");
        let quoted = desk.booking_fee(&d.ana, near.id, Event::Cancel).await.unwrap();
        let done = desk.call_off(&d.ana, near.id, "Ill", &yes(&quoted)).await.unwrap();
        let draft = desk.booking_card(&d.ana, near.id).await.unwrap().booking.fee_invoice_id.unwrap();
        desk.post_invoice(&d.ana, draft).await.unwrap();
        let kept = desk.undo(&d.ana, done.undo.unwrap()).await.unwrap_err();
        assert!(matches!(&kept, Error::Refused(why) if why.id == "fee-is-posted"), "{kept:?}");
        assert_eq!(d.count("SELECT COUNT(*) FROM booking WHERE status = 'confirmed'").await, 0);
    }
}

dual_test! {
    async fn r15_a_fee_can_be_forgone_and_that_is_on_record_with_the_reason(d: Diary) {
        fees(&d.shop, 2_500, 0, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let near = d.book(&d.order(jansen, 1, 600)).await;
        let fee = Fee::Waive { amount: Money(2_500) };
        d.shop.desk.call_off(&d.ana, near.id, "Their child is ill", &fee).await.unwrap();
        assert_eq!(drafts(&d).await, 0);
        let on_record = "SELECT COUNT(*) FROM audit WHERE verb = 'waive_fee' AND reason = 'Their child is ill'";
        assert_eq!(d.count(on_record).await, 1);
    }
}

dual_test! {
    async fn r15_not_coming_costs_its_own_fee_and_coming_after_all_takes_the_draft_back(d: Diary) {
        fees(&d.shop, 0, 4_000, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let desk = &d.shop.desk;
        let booked = d.book(&d.order(jansen, 0, 11 * 60)).await;
        d.shop.wait(60);
        let quoted = desk.booking_fee(&d.ana, booked.id, Event::NoShow).await.unwrap();
        assert_eq!((quoted.amount, quoted.why.id), (Money(4_000), "fee-why-not-come"));
        desk.missed(&d.ana, booked.id, "Did not call", &yes(&quoted)).await.unwrap();
        assert_eq!(drafts(&d).await, 1);
        desk.reopen(&d.ana, booked.id).await.unwrap();
        assert_eq!(drafts(&d).await, 0);
        let booking = desk.booking_card(&d.ana, booked.id).await.unwrap().booking;
        assert_eq!((booking.fee_minor, booking.fee_invoice_id), (Money::ZERO, None));
    }
}

dual_test! {
    async fn r15_what_nobody_agreed_to_costs_nothing(d: Diary) {
        fees(&d.shop, 2_500, 0, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let asked = d.shop.desk.request(&d.ana, &d.order(jansen, 1, 600)).await.unwrap().value;
        let quoted = d.shop.desk.booking_fee(&d.ana, asked.id, Event::Cancel).await.unwrap();
        assert_eq!((quoted.amount, quoted.why.id), (Money::ZERO, "fee-why-not-agreed"));
    }
}

/// What the draft of a job says and comes to.
async fn bill(floor: &Floor, job: JobId) -> (InvoiceId, Vec<String>, Money) {
    let id = floor.desk().invoice_of_job(&floor.ana, job).await.unwrap();
    let id = id.expect("a draft of the job");
    let card = floor.desk().invoice_card(&floor.ana, id).await.unwrap();
    let said = card.lines.iter().map(|l| l.description.clone()).collect();
    (id, said, card.invoice.net_minor)
}

dual_test! {
    async fn r15_work_that_is_broken_off_costs_what_is_done_and_nothing_else(floor: Floor) {
        let job = floor.agreed(&["SMALL", "OIL"]).await;
        let card = floor.card(job).await;
        let first = &card.tasks[0].task;
        let line = card.lines.iter().find(|l| Some(l.line.id) == first.job_line_id).unwrap();
        let (name, worth) = (line.line.description.clone(), line.line.authorised_minor.unwrap());
        for task in card.tasks.iter().filter(|t| t.task.job_line_id == first.job_line_id) {
            floor.work_off(task.task.id).await;
        }
        let quoted = floor.desk().job_fee(&floor.ana, job).await.unwrap();
        assert_eq!((quoted.amount, quoted.why.id), (worth, "fee-why-work"));
        floor.desk().break_off(&floor.ana, job, "Sold the car", &yes(&quoted)).await.unwrap();
        assert_eq!(floor.status(job).await, "cancelled");
        let (id, said, net) = bill(&floor, job).await;
        assert_eq!((said, net), (vec![name], worth));
        floor.desk().post_invoice(&floor.ana, id).await.unwrap();
    }
}

dual_test! {
    async fn r15_broken_off_work_costs_at_least_the_minimum(floor: Floor) {
        fees(&floor.shop, 0, 0, 5_000).await;
        let job = floor.agreed(&["SMALL"]).await;
        let quoted = floor.desk().job_fee(&floor.ana, job).await.unwrap();
        assert_eq!((quoted.amount, quoted.why.id), (Money(5_000), "fee-why-no-work"));
        let fee = Fee::Charge { amount: quoted.amount, words: "Work broken off".to_owned() };
        floor.desk().break_off(&floor.ana, job, "Sold the car", &fee).await.unwrap();
        let (_, said, net) = bill(&floor, job).await;
        assert_eq!((said, net), (vec!["Work broken off".to_owned()], Money(5_000)));
    }
}

dual_test! {
    async fn the_cancel_dialog_says_the_fee_and_why_before_enter_and_a_key_does_without_it(d: Diary) {
        fees(&d.shop, 2_500, 0, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let smit = d.caller("Smit", "JK-444-L").await;
        d.book(&d.order(jansen, 1, 600)).await;
        d.book(&d.order(smit, 1, 480)).await;
        let mut robot = Robot::open(&d.shop.desk, d.ana.clone()).await;
        robot.press("Alt-1").await.write("tue 10").await.press("Enter Del").await;
        robot.sees("Late: calling off was free until").sees("25.00 (and tax)").sees("Ctrl-O no fee");
        insta::assert_snapshot!("cancel_fee_80x24", robot.screen().lines().skip(1).collect::<Vec<_>>().join("\n"));
        robot.press("Down Enter").await.sees("25.00 on a draft");
        assert_eq!(drafts(&d).await, 1);
        robot.write("tue 8:00").await.press("Enter Del Ctrl-O").await.sees("is not asked for");
        robot.press("Down Enter").await.sees("JK-444-L cancelled");
        assert_eq!(drafts(&d).await, 1);
        assert_eq!(d.count("SELECT COUNT(*) FROM audit WHERE verb = 'waive_fee'").await, 1);
    }
}

dual_test! {
    async fn a_missed_visit_asks_only_where_it_costs_something_and_work_broken_off_says_its_price(floor: Floor) {
        fees(&floor.shop, 0, 0, 5_000).await;
        let job = floor.agreed(&["SMALL"]).await;
        let mut robot = Robot::open(floor.desk(), floor.ana.clone()).await;
        robot.press("F2").await.write("KL310").await.press("Enter").await;
        robot.press("Alt-2").await.press("Enter").await.sees("KL-310-P");
        robot.press("F10").await.write("call the job off").await.press("Enter").await;
        robot.sees("No work is done yet").sees("50.00 (and tax)");
        robot.write("Sold the car").await.press("Enter").await.sees("50.00 on a draft");
        assert_eq!(floor.status(job).await, "cancelled");
    }
}

dual_test! {
    async fn the_invoice_of_a_fee_opens_from_the_booking_it_was_charged_for(d: Diary) {
        fees(&d.shop, 2_500, 0, 0).await;
        let jansen = d.caller("Jansen", "KL-310-P").await;
        let near = d.book(&d.order(jansen, 1, 600)).await;
        let quoted = d.shop.desk.booking_fee(&d.ana, near.id, Event::Cancel).await.unwrap();
        d.shop.desk.call_off(&d.ana, near.id, "Ill", &yes(&quoted)).await.unwrap();
        let mut robot = Robot::open(&d.shop.desk, d.ana.clone()).await;
        robot.press("Alt-1").await.write("tue").await.press("Enter").await;
        robot.press("F10").await.write("called off and missed").await.press("Enter Enter").await;
        robot.sees("Fee").sees("25.00");
        robot.press("F10").await.write("invoice of the fee").await.press("Enter").await;
        robot.sees("Late cancellation").sees("30.25");
    }
}
