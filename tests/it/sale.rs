//! Sales over the counter, deposits, goods that come back and payments that did not last, on
//! both stores.

use forecourt::desk::Error;
use forecourt::desk::billing::{Goods, Offered, Tendered};
use forecourt::desk::customers::CustomerForm;
use forecourt::desk::stock::PartForm;
use forecourt::domain::payment::Tender;
use forecourt::domain::permission::Permission;
use forecourt::domain::role::Preset;
use forecourt::domain::stock::CodeKind;
use forecourt::domain::{Bp, CustomerId, InvoiceId, Money, PartId, Qty};
use forecourt::paper::Tray;
use forecourt::tui::app::Options;

use crate::rig::shop::Shop;
use crate::robot::Robot;
use crate::stock::{agreed, blank, job, pc, receive};

const WIPER: &str = "4006381333931";
const BULB: &str = "5901234123457";

/// A part at that price with a barcode, five on the shelf at half of it.
async fn on_shelf(shop: &Shop, sku: &str, name: &str, price: i64, barcode: &str) -> PartId {
    let form = PartForm {
        sku: sku.to_owned(),
        description: name.to_owned(),
        price: Money(price),
        codes: vec![(CodeKind::Barcode, barcode.to_owned())],
        ..blank(shop).await
    };
    let part = shop.desk.add_part(&shop.owner, &form).await.unwrap().value;
    receive(shop, part, pc(5), price / 2).await;
    part
}

async fn on_hand(shop: &Shop, part: PartId) -> Qty {
    let card = shop.desk.part_card(&shop.owner, part).await.unwrap();
    card.stock.unwrap().on_hand_milli
}

async fn somebody(shop: &Shop) -> CustomerId {
    let form = CustomerForm {
        name: "de Vries, P.".to_owned(),
        ..CustomerForm::default()
    };
    let desk = &shop.desk;
    desk.add_customer(&shop.owner, &form).await.unwrap().value
}

fn by(tender: Tender, amount: i64) -> Tendered {
    Tendered {
        tender,
        amount: Money(amount),
        handed: None,
        reference: String::new(),
    }
}

/// A posted sale of two wipers, paid by card: 2 × 20.00 and 21 %.
async fn sold(shop: &Shop, part: PartId) -> InvoiceId {
    let (desk, who) = (&shop.desk, &shop.owner);
    let id = desk.draft_for_sale(who).await.unwrap();
    desk.add_offer(who, id, Offered::Part(part), pc(2))
        .await
        .unwrap();
    let total = desk
        .invoice_card(who, id)
        .await
        .unwrap()
        .invoice
        .total_minor;
    desk.pay(who, id, &[by(Tender::Card, total.0)], "sold")
        .await
        .unwrap();
    id
}

dual_test!(
    async fn a_walk_in_pays_two_parts_in_cash_with_a_receipt_in_eight_keys_and_two_scans(
        shop: Shop,
    ) {
        let wiper = on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        let bulb = on_shelf(&shop, "H7-55", "Bulb H7", 899, BULB).await;
        let folder = tempfile::tempdir().unwrap();
        let ana = shop.as_preset(Preset::Reception).await;
        let mut options = Options::new(ana.clone());
        options.tray = Tray::new(folder.path().to_owned(), "");
        let mut robot = Robot::with(&shop.desk, options, (80, 24)).await;
        robot.keys();
        robot.press("F5").await;
        robot.sees("Sale").sees("Walk-in");
        robot.scan(WIPER).await.sees("Wiper blade");
        robot.scan(BULB).await.sees("Bulb H7");
        robot.press("F8 Enter").await;
        robot.sees("INV-2026-0001 is paid");
        robot.press("F9 Enter").await;
        robot.sees("written to");
        assert!(robot.keys() <= 8, "the budget of product/keyboard.md");
        assert_eq!(
            (on_hand(&shop, wiper).await, on_hand(&shop, bulb).await),
            (pc(4), pc(4)),
            "the counter takes them off the shelf at posting (R-40)"
        );
        let receipt = std::fs::read_to_string(folder.path().join("INV-2026-0001.txt")).unwrap();
        assert!(
            receipt.contains("Bulb H7") && receipt.contains("Cash"),
            "{receipt}"
        );
    }
);

dual_test!(
    async fn a_sale_is_laid_aside_for_another_and_taken_up_again(shop: Shop) {
        on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        on_shelf(&shop, "H7-55", "Bulb H7", 899, BULB).await;
        let ana = shop.as_preset(Preset::Reception).await;
        let mut robot = Robot::with(&shop.desk, Options::new(ana), (80, 24)).await;
        robot.press("F5").await.scan(WIPER).await;
        robot.sees("Wiper blade");
        robot.press("Esc").await.sees("Sale, 1 line");
        robot.press("F5").await.sees_no("Wiper blade");
        robot.scan(BULB).await.sees("Bulb H7");
        robot.press("F8").await.write("20").await;
        robot.press("Enter").await.sees("Give €");
        robot.press("Esc F10").await.write("sale, 1").await;
        robot.press("Enter").await;
        robot.sees("Wiper blade").sees_no("Bulb H7");
    }
);

dual_test!(
    async fn what_was_done_to_a_sale_is_taken_back(shop: Shop) {
        on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        let ana = shop.as_preset(Preset::Reception).await;
        let mut robot = Robot::with(&shop.desk, Options::new(ana), (80, 24)).await;
        robot.press("F5").await.scan(WIPER).await;
        robot.press("Up +").await.sees("48.40");
        robot.press("Ctrl-Z").await.sees("24.20");
        robot.press("Del").await.sees("No lines yet");
        robot.press("Ctrl-Z").await.sees("Wiper blade");
        robot.press("Ctrl-Z").await.sees("No lines yet");
    }
);

dual_test!(
    async fn a_discount_stays_within_the_cap_and_a_price_on_the_list(shop: Shop) {
        let part = on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        let cashier = shop.as_preset(Preset::Cashier).await;
        let ana = shop.as_preset(Preset::Reception).await;
        let desk = &shop.desk;
        let id = desk.draft_for_sale(&cashier).await.unwrap();
        let line = desk
            .add_offer(&cashier, id, Offered::Part(part), pc(1))
            .await
            .unwrap()
            .value;
        let card = desk.invoice_card(&cashier, id).await.unwrap();
        let mut cheaper = forecourt::desk::billing::DraftLine::of(&card.lines[0]);
        cheaper.price = Money(1500);
        let refused = desk.edit_draft_line(&cashier, id, line, &cheaper).await;
        assert!(
            matches!(
                refused,
                Err(Error::Forbidden {
                    permission: Permission::LinePrice
                })
            ),
            "{refused:?}"
        );
        desk.edit_draft_line(&ana, id, line, &cheaper)
            .await
            .unwrap();
        cheaper.discount_rate = Bp(2500);
        let refused = desk.edit_draft_line(&ana, id, line, &cheaper).await;
        assert!(
            matches!(
                refused,
                Err(Error::Invalid {
                    field: "discount",
                    ..
                })
            ),
            "Ana may take off a fifth: {refused:?}"
        );
        desk.edit_draft_line(&shop.owner, id, line, &cheaper)
            .await
            .unwrap();
    }
);

dual_test!(
    async fn r57_a_deposit_is_held_applied_at_posting_and_paid_back(shop: Shop) {
        let part = on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        let (desk, who) = (&shop.desk, &shop.owner);
        let customer = somebody(&shop).await;
        desk.take_deposit(who, customer, &by(Tender::Cash, 1000), "d1")
            .await
            .unwrap();
        desk.take_deposit(who, customer, &by(Tender::Card, 5000), "d2")
            .await
            .unwrap();
        assert_eq!(desk.held_of(who, customer).await.unwrap().sum, Money(6000));
        let id = desk.draft_for_customer(who, customer).await.unwrap();
        desk.add_offer(who, id, Offered::Part(part), pc(1))
            .await
            .unwrap();
        desk.post_invoice(who, id).await.unwrap();
        let card = desk.invoice_card(who, id).await.unwrap();
        assert_eq!(card.invoice.owed(), Money::ZERO, "24.20 of the deposits");
        let held = desk.held_of(who, customer).await.unwrap();
        assert_eq!(held.sum, Money(6000 - 2420));
        // The card payment bounces: 14.20 of it paid the invoice.
        let bounced = held.rows[0].id;
        let number = desk.reverse_payment(who, bounced, "bounced").await.unwrap();
        assert!(number.starts_with("RCPT-"), "{number}");
        let card = desk.invoice_card(who, id).await.unwrap();
        assert_eq!(card.invoice.owed(), Money(1420));
        assert_eq!(desk.held_of(who, customer).await.unwrap().sum, Money::ZERO);
        let twice = desk.reverse_payment(who, bounced, "again").await;
        assert!(matches!(twice, Err(Error::Refused(_))), "{twice:?}");
    }
);

dual_test!(
    async fn goods_on_a_credited_sale_go_back_only_when_they_are_there(shop: Shop) {
        let part = on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        let (desk, who) = (&shop.desk, &shop.owner);
        let first = sold(&shop, part).await;
        desk.credit(who, first, "never mind", Goods::Stay)
            .await
            .unwrap();
        assert_eq!(on_hand(&shop, part).await, pc(3));
        let id = desk.draft_for_sale(who).await.unwrap();
        desk.add_offer(who, id, Offered::Part(part), pc(1))
            .await
            .unwrap();
        let number = desk.post_invoice(who, id).await.unwrap();
        desk.credit(who, id, "wrong size", Goods::Back)
            .await
            .unwrap();
        let card = desk.part_card(who, part).await.unwrap();
        assert_eq!(card.stock.as_ref().unwrap().on_hand_milli, pc(3));
        assert_eq!(
            card.stock.as_ref().unwrap().value_minor,
            Money(3000),
            "at what they cost"
        );
        let back = &card.moved[0];
        assert_eq!(
            (back.document.as_str(), back.reason.as_str()),
            (number.as_str(), "wrong size")
        );
    }
);

dual_test!(
    async fn parts_of_a_credited_job_go_back_too(shop: Shop) {
        let part = on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        let (desk, who) = (&shop.desk, &shop.owner);
        let job = job(&shop).await;
        let line = agreed(&shop, job, part, pc(2)).await;
        desk.take_part(who, line, Some(pc(2)), "").await.unwrap();
        let id = desk.draft_for_job(who, job).await.unwrap();
        let number = desk.post_invoice(who, id).await.unwrap();
        assert_eq!(on_hand(&shop, part).await, pc(3));
        desk.credit(who, id, "wrong car", Goods::Back)
            .await
            .unwrap();
        let card = desk.part_card(who, part).await.unwrap();
        assert_eq!(card.stock.as_ref().unwrap().on_hand_milli, pc(5));
        assert_eq!(card.moved[0].document, number);
    }
);

dual_test!(
    async fn a_credit_asks_for_the_goods_and_a_payment_is_taken_back_on_screen(shop: Shop) {
        let part = on_shelf(&shop, "WB-600", "Wiper blade 600 mm", 2000, WIPER).await;
        sold(&shop, part).await;
        let mut robot = Robot::with(&shop.desk, Options::new(shop.owner.clone()), (80, 24)).await;
        robot.press("F2").await.write("INV-2026-0001").await;
        robot.press("Enter").await.sees("Wiper blade");
        robot.press("F10").await.write("take a payment back").await;
        robot.press("Enter").await.sees("48.40");
        robot.write("bounced").await;
        robot.press("Enter").await.sees("taken back");
        robot.press("F10").await.write("credit the whole").await;
        robot.press("Enter").await.write("wrong").await;
        robot.press("Enter").await.sees("Are the goods back?");
        robot
            .press("Down Enter")
            .await
            .sees("Credited by CN-2026-0001");
        assert_eq!(on_hand(&shop, part).await, pc(5));
    }
);

dual_test!(
    async fn r57_a_deposit_is_taken_from_the_customers_card_and_paid_back(shop: Shop) {
        somebody(&shop).await;
        let mut robot = Robot::with(&shop.desk, Options::new(shop.owner.clone()), (80, 24)).await;
        robot.press("F2").await.write("vries").await;
        robot.press("Enter F8").await;
        robot.sees("Deposit").sees("Kept for the customer");
        robot.write("50").await;
        robot.press("Enter").await.sees("Slip no");
        robot.press("Enter").await;
        robot.sees("Deposit taken").sees("50.00");
        robot.press("Del").await.write("changed their mind").await;
        robot.press("Enter").await;
        robot.sees("taken back").sees("Nothing is held");
    }
);
