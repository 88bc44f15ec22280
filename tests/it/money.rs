//! The Invoices tab and the page of a document at a terminal, on both stores.

use forecourt::desk::Actor;
use forecourt::desk::billing::DraftLine;
use forecourt::desk::customers::CustomerForm;
use forecourt::domain::role::Preset;
use forecourt::domain::{Bp, InvoiceId, Money, Qty, TaxCodeId, line};
use forecourt::tui::app::Options;

use crate::rig::shop::Shop;
use crate::robot::Robot;

const NARROW: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

async fn standard(shop: &Shop) -> TaxCodeId {
    let codes = shop.desk.tax_codes(&shop.owner).await.unwrap();
    codes
        .iter()
        .find(|c| c.rates.iter().any(|r| r.rate.0 == 210_000))
        .unwrap()
        .id
}

fn own(
    kind: line::Kind,
    what: &str,
    qty: i64,
    unit: &str,
    price: i64,
    tax: TaxCodeId,
) -> DraftLine {
    DraftLine {
        part: None,
        kind,
        sku: String::new(),
        description: what.to_owned(),
        qty: Qty(qty),
        unit: unit.to_owned(),
        price: Money(price),
        discount_rate: Bp::ZERO,
        discount: Money::ZERO,
        free_reason: String::new(),
        tax,
    }
}

/// A draft of € 382.78 (316.35 net) for somebody of that name.
async fn draft(shop: &Shop, by: &Actor, name: &str) -> InvoiceId {
    let form = CustomerForm {
        name: name.to_owned(),
        emails: vec!["p.devries@example.nl".to_owned()],
        ..CustomerForm::default()
    };
    let customer = shop.desk.add_customer(by, &form).await.unwrap().value;
    let id = shop.desk.draft_for_customer(by, customer).await.unwrap();
    let tax = standard(shop).await;
    for l in [
        own(
            line::Kind::Labour,
            "Major service Volvo V60",
            1800,
            "h",
            7900,
            tax,
        ),
        own(line::Kind::Labour, "Fit brake pads", 700, "h", 7900, tax),
        own(line::Kind::Fee, "Oil 5W30", 5200, "l", 1150, tax),
        own(line::Kind::Fee, "Brake pads rear", 1000, "", 3995, tax),
        own(line::Kind::Fee, "Filters", 1000, "", 1460, tax),
        own(line::Kind::Fee, "Environment charge", 1000, "", 450, tax),
    ] {
        shop.desk.add_draft_line(by, id, &l).await.unwrap();
    }
    id
}

async fn at_the_tab(shop: &Shop, by: &Actor, size: (u16, u16)) -> Robot {
    let mut robot = Robot::with(&shop.desk, Options::new(by.clone()), size).await;
    let tab = robot.row(0);
    let number = tab
        .chars()
        .zip(tab.chars().skip(1))
        .zip(tab.chars().skip(2));
    let _ = number;
    for n in 1..=9 {
        robot.press(&format!("Alt-{n}")).await;
        if robot.row(1).contains("Owed") || robot.row(2).contains("Owed") {
            return robot;
        }
    }
    panic!("no Invoices tab:\n{}", robot.screen());
}

/// The page of the only draft there is.
async fn at_the_draft(shop: &Shop, by: &Actor, size: (u16, u16)) -> Robot {
    let mut robot = at_the_tab(shop, by, size).await;
    robot.press("Tab Enter").await;
    robot.sees("Description");
    robot.keys();
    robot
}

dual_test!(
    async fn a_draft_is_posted_and_paid_in_two_keys(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        draft(&shop, &ana, "de Vries, P.").await;
        let mut robot = at_the_draft(&shop, &ana, WIDE).await;
        insta::assert_snapshot!("draft_120x40", robot.screen());
        robot.press("F8").await;
        robot.sees("To pay").sees("Left after this");
        robot.write("00417731").await;
        insta::assert_snapshot!("payment_120x40", robot.screen());
        robot.press("Enter").await;
        robot.sees("INV-2026-0001 is paid").sees("00417731");
        assert!(
            robot.keys() <= 2 + "00417731".len(),
            "a slip number and two keys"
        );
    }
);

dual_test!(
    async fn posting_says_the_consequence_and_takes_two_keys(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        draft(&shop, &ana, "de Vries, P.").await;
        let mut robot = at_the_draft(&shop, &ana, NARROW).await;
        insta::assert_snapshot!("draft_80x24", robot.screen());
        robot.press("Ctrl-S").await;
        robot.sees("p.devries@example.nl").sees("cannot be changed");
        robot.press("Enter").await;
        robot.sees("Posted as INV-2026-0001");
        assert!(robot.keys() <= 6, "the budget of product/keyboard.md");
        robot.press("Ins").await;
        robot.sees("stays as it is");
    }
);
