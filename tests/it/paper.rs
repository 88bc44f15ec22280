//! Invoices as the customer gets them: text of eighty columns that nobody's name can break.

use forecourt::desk::billing::{DraftLine, Goods, Head, Tendered};
use forecourt::desk::customers::CustomerForm;
use forecourt::domain::payment::Tender;
use forecourt::domain::{Bp, InvoiceId, Money, Qty, line};
use forecourt::paper;
use forecourt::words::Words;

use crate::rig::shop::Shop;

fn words(shop: &Shop) -> Words {
    let site = shop.desk.site(shop.founded.site).unwrap();
    Words::new("en", shop.desk.settings().currency(), site.zone)
}

async fn draft(shop: &Shop, name: &str) -> InvoiceId {
    let form = CustomerForm {
        name: name.to_owned(),
        address: "Dorpsstraat 1".to_owned(),
        postcode: "3500 AA".to_owned(),
        ..CustomerForm::default()
    };
    let customer = shop
        .desk
        .add_customer(&shop.owner, &form)
        .await
        .unwrap()
        .value;
    let id = shop
        .desk
        .draft_for_customer(&shop.owner, customer)
        .await
        .unwrap();
    let codes = shop.desk.tax_codes(&shop.owner).await.unwrap();
    let tax = codes
        .iter()
        .find(|c| c.rates.iter().any(|r| r.rate.0 == 210_000))
        .unwrap()
        .id;
    let fee = |kind, what: &str, qty, unit: &str, price, rate| DraftLine {
        part: None,
        kind,
        sku: String::new(),
        description: what.to_owned(),
        qty: Qty(qty),
        unit: unit.to_owned(),
        price: Money(price),
        discount_rate: Bp(rate),
        discount: Money::ZERO,
        free_reason: String::new(),
        tax,
    };
    for l in [
        fee(
            line::Kind::Labour,
            "Major service Volvo V60 with everything that belongs to it and more",
            1800,
            "h",
            7900,
            0,
        ),
        fee(
            line::Kind::Fee,
            "Storage of winter tyres",
            1000,
            "",
            450,
            1000,
        ),
        fee(
            line::Kind::Note,
            "Next service at 165 000 km",
            1000,
            "",
            0,
            0,
        ),
    ] {
        shop.desk.add_draft_line(&shop.owner, id, &l).await.unwrap();
    }
    id
}

dual_test!(
    async fn an_invoice_says_who_owes_whom_what_and_why(shop: Shop) {
        let id = draft(&shop, "Peter de Vries").await;
        let card = shop.desk.invoice_card(&shop.owner, id).await.unwrap();
        let text = paper::invoice::text(&card, &words(&shop));
        assert!(text.contains("A draft: not an invoice yet"), "{text}");
        assert!(text.contains("Dorpsstraat 1"), "{text}");
        let head = Head {
            discount_rate: Bp(500),
            discount: Money::ZERO,
            note: "Thank you.".to_owned(),
        };
        shop.desk
            .edit_draft(&shop.owner, id, card.invoice.version, &head)
            .await
            .unwrap();
        let part = Tendered {
            tender: Tender::Card,
            amount: Money(10000),
            handed: None,
            reference: "00417731".to_owned(),
        };
        shop.desk.pay(&shop.owner, id, &[part], "k").await.unwrap();
        let card = shop.desk.invoice_card(&shop.owner, id).await.unwrap();
        let text = paper::invoice::text(&card, &words(&shop));
        insta::assert_snapshot!("an_invoice_part_paid", text);
    }
);

dual_test!(
    async fn a_credit_note_names_the_invoice_and_the_reason(shop: Shop) {
        let id = draft(&shop, "Peter de Vries").await;
        shop.desk.post_invoice(&shop.owner, id).await.unwrap();
        let (note, _) = shop
            .desk
            .credit(&shop.owner, id, "wrong car", Goods::Stay)
            .await
            .unwrap();
        let card = shop.desk.invoice_card(&shop.owner, note).await.unwrap();
        let text = paper::invoice::text(&card, &words(&shop));
        insta::assert_snapshot!("a_credit_note", text);
    }
);

dual_test!(
    async fn no_name_is_too_long_for_the_paper(shop: Shop) {
        let id = draft(&shop, &"Jansen-van-der-Meer ".repeat(9)).await;
        let card = shop.desk.invoice_card(&shop.owner, id).await.unwrap();
        let text = paper::invoice::pages(&card, &words(&shop));
        let widest = text.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(widest <= 80, "{widest} columns:\n{text}");
    }
);
