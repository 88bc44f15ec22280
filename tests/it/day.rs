//! One working day by keys alone, from the phone call to the paid invoice: a receptionist and a mechanic at two
//! terminals of one store, each seeing what the other does, on both stores.

use forecourt::desk::auth::Landing;
use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::stock::{PartForm, Receipt};
use forecourt::desk::{Actor, Desk};
use forecourt::domain::role::Preset;
use forecourt::domain::stock::{CodeKind, PartKind};
use forecourt::domain::{Money, Qty};
use forecourt::store::{Db, Store, sql};
use forecourt::tui::app::Options;

use crate::rig::shop::Shop;
use crate::robot::Robot;

/// A shop with somebody to call and something on the shelf.
async fn ready(shop: &Shop) -> (Actor, Actor) {
    shop.hire("ana", Preset::Reception).await;
    shop.hire("jo", Preset::Mechanic).await;
    let form = CustomerForm {
        name: "Jansen, M.".to_owned(),
        phones: vec!["06 1234 5678".to_owned()],
        emails: vec!["m.jansen@example.nl".to_owned()],
        ..CustomerForm::default()
    };
    let customer = shop
        .desk
        .add_customer(&shop.owner, &form)
        .await
        .unwrap()
        .value;
    let form = VehicleForm {
        plate: "KL-310-P".to_owned(),
        make: "VW".to_owned(),
        model: "Golf VII".to_owned(),
        ..VehicleForm::default()
    };
    shop.desk
        .add_vehicle(&shop.owner, &form, Some(customer))
        .await
        .unwrap();
    let tax_code = shop.desk.tax_codes(&shop.owner).await.unwrap()[0].id;
    let form = PartForm {
        sku: "MAN-W712".to_owned(),
        description: "Oil filter".to_owned(),
        unit: String::new(),
        kind: PartKind::Part,
        stocked: true,
        price: Money(1460),
        tax_code,
        category: String::new(),
        superseded_by: None,
        codes: vec![(CodeKind::Barcode, "4011558712952".to_owned())],
        bin: "C-03-1".to_owned(),
        reorder: Qty::whole(1),
        reorder_qty: Qty::whole(4),
    };
    let part = shop.desk.add_part(&shop.owner, &form).await.unwrap().value;
    let goods = Receipt {
        qty: Qty::whole(5),
        unit_cost: Some(Money(560)),
        document: "DN 1".to_owned(),
    };
    shop.desk.receive(&shop.owner, part, &goods).await.unwrap();
    (
        shop.log_in("ana").await,
        shop.log_in_at("jo", "bay 2").await,
    )
}

async fn number(store: &Store, what: &'static str) -> i64 {
    let mut db = store;
    db.one::<(i64,)>(sql(what)).await.unwrap().0
}

dual_test!(
    async fn from_the_phone_call_to_the_paid_invoice(shop: Shop) {
        let (ana, jo) = ready(&shop).await;
        // The bay has a desk of its own on the same books, as another process would.
        let bay = Desk::on(shop.place.open().await, shop.desk.clock().clone())
            .await
            .unwrap();
        let mut counter = Robot::open(&shop.desk, ana).await;
        let mut options = Options::new(jo);
        options.landing = Some(Landing::MyWork);
        let mut mechanic = Robot::with(&bay, options, (80, 24)).await;

        // The phone rings: a known plate, what they want, the first free time, with Jo.
        counter.keys();
        counter
            .press("F3")
            .await
            .write("kl31")
            .await
            .press("Enter")
            .await;
        counter
            .press("Tab")
            .await
            .write("oil")
            .await
            .press("Enter")
            .await;
        counter
            .press("Ctrl-S")
            .await
            .press("Ctrl-S")
            .await
            .sees("booked:");
        let keys = counter.keys();
        assert!(keys <= 25, "{keys} keys for a phone booking");

        // The car arrives: the booking under the cursor, three keys.
        counter.press("Enter").await.sees("BK-2026-0001");
        counter.press("Enter").await.sees("Vehicle");
        counter.press("Ctrl-S").await.sees("is checked in");
        counter.press("Esc Esc").await;

        // The job is given to Jo, who sees it without touching a key.
        counter.press("Alt-2").await.until("KL-310-P").await;
        counter
            .press("Enter Down Ctrl-K")
            .await
            .sees("Who does this task?");
        counter.write("jo").await.press("Enter").await.sees("Given");
        mechanic.until("KL-310-P").await;

        // Start, a part off the shelf by its barcode, done: a key each.
        mechanic.keys();
        mechanic.press("Enter").await.sees("runs");
        assert_eq!(mechanic.keys(), 1);
        mechanic
            .scan("4011558712952")
            .await
            .sees("until the customer says yes");
        mechanic.minutes(9).await;

        // At the counter the extra part waits for a yes; it is given, and Jo takes it and is done.
        counter.until("not asked yet").await;
        counter.press("+").await.sees("What did the customer say");
        counter.press("Ctrl-S").await.sees("Written down");
        mechanic.press("Tab").await;
        mechanic.press("Enter").await.sees("taken");
        mechanic.press("Tab").await;
        mechanic.press("+").await.sees("goes to the check");

        // The counter looks, says it is ready, posts and takes the money, and gives the keys back.
        counter.until("Check").await;
        counter.press("+").await.sees("is ready");
        counter.press("F8").await.sees("Invoice draft");
        counter.keys();
        counter.press("F8").await.sees("To pay");
        counter.press("Enter").await.sees("INV-2026-0001 is paid");
        assert!(counter.keys() <= 6, "post and pay");

        let store = shop.place.open().await;
        for (what, wanted) in [
            ("SELECT COUNT(*) FROM job WHERE status = 'ready'", 1),
            (
                "SELECT total_minor - paid_minor FROM invoice WHERE number = 'INV-2026-0001'",
                0,
            ),
            (
                "SELECT total_minor FROM invoice WHERE number = 'INV-2026-0001'",
                6546,
            ),
            ("SELECT on_hand_milli FROM stock", 4000),
            ("SELECT reserved_milli FROM stock", 0),
            (
                "SELECT CAST(SUM(on_hand_milli) AS BIGINT) FROM stock_movement",
                4000,
            ),
            (
                "SELECT COUNT(*) FROM outbox WHERE event = 'booking_confirmed'",
                1,
            ),
            ("SELECT COUNT(*) FROM outbox WHERE event = 'job_ready'", 1),
            (
                "SELECT COUNT(*) FROM outbox WHERE event = 'invoice_posted'",
                1,
            ),
            (
                "SELECT COUNT(*) FROM time_segment WHERE stopped_at IS NULL AND lane = 'work'",
                0,
            ),
        ] {
            assert_eq!(number(&store, what).await, wanted, "{what}");
        }
    }
);

dual_test!(
    async fn the_books_say_what_the_day_was(shop: Shop) {
        let (ana, _) = ready(&shop).await;
        let mut counter = Robot::open(&shop.desk, ana).await;
        counter
            .press("F3")
            .await
            .write("kl31")
            .await
            .press("Enter")
            .await;
        counter
            .press("Ctrl-S")
            .await
            .press("Ctrl-S")
            .await
            .sees("booked:");
        let store = shop.place.open().await;
        assert_eq!(
            number(
                &store,
                "SELECT COUNT(*) FROM booking WHERE status = 'confirmed'"
            )
            .await,
            1
        );
        assert_eq!(
            number(
                &store,
                "SELECT COUNT(*) FROM outbox WHERE event = 'booking_confirmed'"
            )
            .await,
            1
        );
        assert_eq!(
            number(&store, "SELECT COUNT(*) FROM job WHERE status = 'planned'").await,
            1
        );
    }
);
