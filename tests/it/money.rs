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
    to_the_tab(&mut robot).await;
    robot
}

async fn to_the_tab(robot: &mut Robot) {
    for n in 1..=9 {
        robot.press(&format!("Alt-{n}")).await;
        if robot.row(2).contains("Owed") {
            return;
        }
    }
    panic!("no Invoices tab:\n{}", robot.screen());
}

/// The page without the bars, which are not ours.
fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    let lines: Vec<&str> = screen.lines().collect();
    lines[1..lines.len() - 1].join("\n")
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
        insta::assert_snapshot!("draft_120x40", page(&robot));
        robot.press("F8").await;
        robot.sees("To pay").sees("Left after this");
        robot.write("00417731").await;
        insta::assert_snapshot!("payment_120x40", page(&robot));
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
        insta::assert_snapshot!("draft_80x24", page(&robot));
        robot.press("Ctrl-S").await;
        robot.sees("p.devries@example.nl").sees("cannot be changed");
        robot.press("Enter").await;
        robot.sees("Posted as INV-2026-0001");
        assert!(robot.keys() <= 6, "the budget of product/keyboard.md");
        robot.press("Ins").await;
        robot.sees("stays as it is");
    }
);

/// The text of the bar's own row, for tests that look for a mark beside a row.
fn row_with(robot: &Robot, text: &str) -> String {
    let screen = robot.screen();
    let found = screen.lines().find(|l| l.contains(text));
    found
        .unwrap_or_else(|| panic!("no {text:?}:\n{screen}"))
        .to_owned()
}

dual_test!(
    async fn cash_gives_change_and_a_split_pays_the_rest(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        draft(&shop, &ana, "de Vries, P.").await;
        let mut robot = at_the_draft(&shop, &ana, NARROW).await;
        robot.press("F8 Left").await;
        robot.write("300").await;
        robot.press("Enter").await;
        robot.sees("Less than the amount");
        insta::assert_snapshot!("payment_refused_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("payment_refused_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Up").await;
        robot.write("100").await;
        robot.press("Down").await;
        robot.write("120").await;
        robot.sees("Change");
        robot.press("Ins").await;
        robot.sees("So far Cash 100.00");
        insta::assert_snapshot!("payment_split_80x24", page(&robot));
        robot.press("Right Enter").await;
        robot.sees("Slip no").sees_no("is paid");
        robot.press("Enter").await;
        robot.sees("INV-2026-0001 is paid. Give € 20.00 change");
        robot.sees("Cash").sees("Card");
    }
);

dual_test!(
    async fn no_payment_is_taken_by_accident(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        draft(&shop, &ana, "de Vries, P.").await;
        let mut robot = at_the_draft(&shop, &ana, NARROW).await;
        robot.press("F8 Left Up Up").await;
        robot.press("Enter F8").await.sees_no("is paid");
        // A number is money wherever the cursor stands; a part of it is kept by Ins.
        robot.press("Up").await.write("50").await;
        robot.press("Ins").await.sees("So far Cash 50.00");
        robot.write("400").await;
        robot.sees("Beyond: kept as credit");
        robot.press("Enter Enter").await;
        robot.sees("more than is owed").sees_no("is paid");
        robot
            .press("F1")
            .await
            .sees("takes the payment from the last one");
        robot.press("Esc Esc").await;
        robot.sees_no("So far").sees("Description");
    }
);

dual_test!(
    async fn the_entry_row_takes_labour_codes_and_words(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let id = draft(&shop, &ana, "de Vries, P.").await;
        let operation = shop.desk.operations(&ana).await.unwrap().into_iter().next();
        let mut robot = at_the_draft(&shop, &ana, NARROW).await;
        if let Some(operation) = operation {
            robot.press("Ins").await;
            robot.write(&operation.code.to_lowercase()).await;
            robot.sees(&operation.title);
            robot.press("Enter").await;
            let card = shop.desk.invoice_card(&ana, id).await.unwrap();
            assert_eq!(card.lines.last().unwrap().description, operation.title);
        }
        robot.write("Parking fine").await;
        robot.press("Enter").await;
        robot.sees("New line").sees("Parking fine");
        robot.write("12.50").await;
        robot.press("Ctrl-S").await;
        let line = row_with(&robot, "Parking fine");
        assert!(line.contains("12.50"), "{line}");
        robot.press("Up").await;
        robot.press("Down Up").await;
        robot.press("Del").await;
        let card = shop.desk.invoice_card(&ana, id).await.unwrap();
        assert!(
            card.lines.len() >= 6,
            "one line is gone, the others are not"
        );
    }
);

dual_test!(
    async fn the_list_shows_what_is_owed_and_finds_by_name_and_number(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        for name in [
            "de Vries, P.",
            "Jansen-van-der-Meer-Oosterhuis-Brandsma en Zonen Transport en Logistiek BV",
        ] {
            let id = draft(&shop, &ana, name).await;
            shop.desk.post_invoice(&ana, id).await.unwrap();
        }
        draft(&shop, &ana, "Bakker, T.").await;
        shop.wait(3 * 24 * 60);
        let ana = shop.log_in("reception").await;
        let mut robot = at_the_tab(&shop, &ana, WIDE).await;
        insta::assert_snapshot!("list_120x40", page(&robot));
        robot.resize(80, 24).await;
        insta::assert_snapshot!("list_80x24", page(&robot));
        robot.write("jansen").await;
        robot.sees("INV-2026-0002").sees_no("INV-2026-0001");
        robot.press("Esc").await;
        robot.write("1").await;
        robot.sees("INV-2026-0001").sees_no("INV-2026-0002");
        robot.press("Esc Tab").await;
        robot.sees("Bakker").sees_no("Vries");
        robot.press("Tab Tab F8").await;
        robot.sees("To pay").sees("Slip no");
    }
);

dual_test!(
    async fn an_empty_list_says_so(shop: Shop) {
        let mut robot = at_the_tab(&shop, &shop.owner, NARROW).await;
        insta::assert_snapshot!("list_empty_80x24", page(&robot));
        robot.resize(120, 40).await;
        insta::assert_snapshot!("list_empty_120x40", page(&robot));
        robot.resize(80, 24).await;
        robot.press("Tab").await;
        robot.sees("No drafts");
    }
);

dual_test!(
    async fn a_wrong_invoice_is_credited_with_a_reason(shop: Shop) {
        let id = draft(&shop, &shop.owner, "de Vries, P.").await;
        shop.desk.post_invoice(&shop.owner, id).await.unwrap();
        let mut robot = at_the_tab(&shop, &shop.owner, NARROW).await;
        robot.press("Enter Ctrl-P").await;
        robot.write("credit the whole").await;
        robot.press("Enter").await;
        robot.sees("takes back INV-2026-0001");
        robot.press("Enter").await;
        robot.sees("A word or two");
        robot.write("wrong car").await;
        robot.press("Enter").await;
        robot.sees("Credited by CN-2026-0001");
        robot.sees("To pay").sees("0.00");
    }
);

dual_test!(
    async fn another_terminal_posts_and_this_one_sees_it(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let id = draft(&shop, &ana, "de Vries, P.").await;
        let mut robot = at_the_draft(&shop, &ana, NARROW).await;
        shop.desk.post_invoice(&shop.owner, id).await.unwrap();
        robot.until("INV-2026-0001").await;
        robot.press("Ctrl-S").await;
        robot.sees("stays as it is");
    }
);

dual_test!(
    async fn a_note_typed_twice_asks_whose_to_keep(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let id = draft(&shop, &ana, "de Vries, P.").await;
        let mut robot = at_the_draft(&shop, &ana, NARROW).await;
        robot.press("Ctrl-O").await;
        robot.write("10 %").await;
        let head = forecourt::desk::billing::Head {
            discount_rate: Bp(500),
            discount: Money::ZERO,
            note: String::new(),
        };
        shop.desk
            .edit_draft(&shop.owner, id, 1, &head)
            .await
            .unwrap();
        robot.press("Ctrl-S").await;
        robot.sees("Olga Owner").sees("5 %").sees("10 %");
        robot.press("Enter").await;
        robot.sees("Discount").sees("−31.64");
    }
);

dual_test!(
    async fn it_prints_to_a_file(shop: Shop) {
        let folder = tempfile::tempdir().unwrap();
        let id = draft(&shop, &shop.owner, "de Vries, P.").await;
        shop.desk.post_invoice(&shop.owner, id).await.unwrap();
        let mut options = Options::new(shop.owner.clone());
        options.tray = forecourt::paper::Tray::new(folder.path().to_owned(), "");
        let mut robot = Robot::with(&shop.desk, options, NARROW).await;
        to_the_tab(&mut robot).await;
        robot.press("Enter F9").await;
        robot.sees("To a file").sees("No printer");
        robot.press("Enter").await;
        robot.sees("written to");
        let text = std::fs::read_to_string(folder.path().join("INV-2026-0001.txt")).unwrap();
        assert!(
            text.contains("de Vries, P.") && text.contains("382.78"),
            "{text}"
        );
    }
);
