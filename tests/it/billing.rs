//! Drafts, posting, payments and credit notes, on both stores.

use forecourt::desk::Actor;
use forecourt::desk::Error;
use forecourt::desk::billing::{DraftLine, Filter, Goods, Head, Tendered};
use forecourt::desk::customers::CustomerForm;
use forecourt::domain::invoice::Standing;
use forecourt::domain::payment::Tender;
use forecourt::domain::role::Preset;
use forecourt::domain::{Bp, CustomerId, InvoiceId, Money, Qty, TaxCodeId, line};

use crate::rig::shop::Shop;

async fn customer(shop: &Shop) -> CustomerId {
    let form = CustomerForm {
        name: "P. de Vries".to_owned(),
        emails: vec!["p.devries@example.nl".to_owned()],
        address: "Dorpsstraat 1".to_owned(),
        ..CustomerForm::default()
    };
    shop.desk
        .add_customer(&shop.owner, &form)
        .await
        .unwrap()
        .value
}

async fn standard_rate(shop: &Shop) -> TaxCodeId {
    let codes = shop.desk.tax_codes(&shop.owner).await.unwrap();
    codes
        .iter()
        .find(|c| c.rates.iter().any(|r| r.rate.0 == 210_000))
        .expect("21 % in NL")
        .id
}

fn fee(what: &str, qty: i64, price: i64, tax: TaxCodeId) -> DraftLine {
    DraftLine {
        part: None,
        kind: line::Kind::Fee,
        sku: String::new(),
        description: what.to_owned(),
        qty: Qty(qty),
        unit: String::new(),
        price: Money(price),
        discount_rate: Bp::ZERO,
        discount: Money::ZERO,
        free_reason: String::new(),
        tax,
    }
}

/// A draft of 1.8 × 79.00 and one of 4.50: 146.70 net, 30.81 tax at 21 %.
async fn draft(shop: &Shop, by: &Actor) -> InvoiceId {
    let id = shop
        .desk
        .draft_for_customer(by, customer(shop).await)
        .await
        .unwrap();
    let tax = standard_rate(shop).await;
    for line in [
        fee("Storage of winter tyres", 1800, 7900, tax),
        fee("Environment charge", 1000, 450, tax),
    ] {
        shop.desk.add_draft_line(by, id, &line).await.unwrap();
    }
    id
}

fn cash(amount: i64, handed: i64) -> Tendered {
    Tendered {
        tender: Tender::Cash,
        amount: Money(amount),
        handed: Some(Money(handed)),
        reference: String::new(),
    }
}

fn card(amount: i64) -> Tendered {
    Tendered {
        tender: Tender::Card,
        amount: Money(amount),
        handed: None,
        reference: "00417731".to_owned(),
    }
}

dual_test!(
    async fn r_50_posting_gives_the_next_number_and_freezes_the_words(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let id = draft(&shop, &ana).await;
        let before = shop.desk.invoice_card(&ana, id).await.unwrap();
        assert_eq!(
            (
                before.invoice.net_minor,
                before.invoice.tax_minor,
                before.invoice.total_minor
            ),
            (Money(14670), Money(3081), Money(17751)),
            "a draft shows what it would be posted with"
        );
        assert_eq!(before.standing, Standing::Draft);
        assert_eq!(
            shop.desk.post_invoice(&ana, id).await.unwrap(),
            "INV-2026-0001"
        );
        let second = draft(&shop, &ana).await;
        assert_eq!(
            shop.desk.post_invoice(&ana, second).await.unwrap(),
            "INV-2026-0002"
        );

        let card = shop
            .desk
            .customer_card(&ana, before.invoice.customer_id.unwrap())
            .await
            .unwrap();
        let moved = CustomerForm {
            name: "P. Other".to_owned(),
            emails: vec!["p.devries@example.nl".to_owned()],
            ..CustomerForm::default()
        };
        shop.desk
            .edit_customer(&ana, card.customer.id, card.customer.version, &moved)
            .await
            .unwrap();
        let after = shop.desk.invoice_card(&ana, id).await.unwrap();
        assert_eq!(
            after.customer, "P. de Vries",
            "the document keeps the name it was posted with"
        );
        assert_eq!(after.invoice.total_minor, Money(17751));
        assert_eq!(after.standing, Standing::Open);
    }
);

dual_test!(
    async fn r_50_a_posted_invoice_is_not_edited(shop: Shop) {
        let id = draft(&shop, &shop.owner).await;
        shop.desk.post_invoice(&shop.owner, id).await.unwrap();
        let tax = standard_rate(&shop).await;
        let refused = shop
            .desk
            .add_draft_line(&shop.owner, id, &fee("More", 1000, 100, tax))
            .await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        let head = Head {
            discount_rate: Bp(1000),
            discount: Money::ZERO,
            note: String::new(),
        };
        let refused = shop.desk.edit_draft(&shop.owner, id, 1, &head).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        let refused = shop.desk.post_invoice(&shop.owner, id).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    }
);

dual_test!(
    async fn r_53_cash_gives_change_and_a_split_pays_the_rest(shop: Shop) {
        let id = draft(&shop, &shop.owner).await;
        let part = shop
            .desk
            .pay(&shop.owner, id, &[cash(10000, 12000)], "form-1")
            .await
            .unwrap();
        assert_eq!((part.change, part.owed), (Money(2000), Money(7751)));
        let standing = shop
            .desk
            .invoice_card(&shop.owner, id)
            .await
            .unwrap()
            .standing;
        assert_eq!(standing, Standing::PartPaid);
        let rest = shop
            .desk
            .pay(&shop.owner, id, &[card(7000), cash(751, 751)], "form-2")
            .await
            .unwrap();
        assert_eq!((rest.owed, rest.receipts.len()), (Money::ZERO, 2));
        let whole = shop.desk.invoice_card(&shop.owner, id).await.unwrap();
        assert_eq!(whole.standing, Standing::Paid);
        assert_eq!(
            whole.paid.iter().map(|p| p.allocated_minor.0).sum::<i64>(),
            17751
        );
        let again = shop.desk.pay(&shop.owner, id, &[card(100)], "form-3").await;
        assert!(matches!(again, Err(Error::Refused(_))), "{again:?}");
    }
);

dual_test!(
    async fn a_form_sent_twice_pays_once(shop: Shop) {
        let id = draft(&shop, &shop.owner).await;
        shop.desk
            .pay(&shop.owner, id, &[card(10000)], "the-form")
            .await
            .unwrap();
        let again = shop
            .desk
            .pay(&shop.owner, id, &[card(10000)], "the-form")
            .await
            .unwrap();
        assert_eq!(again.owed, Money(7751));
        assert_eq!(
            shop.desk
                .invoice_card(&shop.owner, id)
                .await
                .unwrap()
                .paid
                .len(),
            1
        );
    }
);

dual_test!(
    async fn r_53_what_is_paid_too_much_is_the_customers_credit(shop: Shop) {
        let first = draft(&shop, &shop.owner).await;
        let receipt = shop
            .desk
            .pay(&shop.owner, first, &[card(20000)], "k1")
            .await
            .unwrap();
        assert_eq!((receipt.owed, receipt.credit), (Money::ZERO, Money(2249)));
        let id = shop
            .desk
            .invoice_card(&shop.owner, first)
            .await
            .unwrap()
            .invoice
            .customer_id
            .unwrap();
        let next = shop.desk.draft_for_customer(&shop.owner, id).await.unwrap();
        let tax = standard_rate(&shop).await;
        shop.desk
            .add_draft_line(&shop.owner, next, &fee("Wiper", 1000, 3000, tax))
            .await
            .unwrap();
        shop.desk.post_invoice(&shop.owner, next).await.unwrap();
        // What was left over is applied at posting; there is no more.
        let none = shop.desk.use_credit(&shop.owner, next).await;
        assert!(matches!(none, Err(Error::Refused(_))), "{none:?}");
        let card = shop.desk.invoice_card(&shop.owner, next).await.unwrap();
        assert_eq!(
            (card.invoice.owed(), card.credit),
            (Money(3630 - 2249), Money::ZERO)
        );
    }
);

dual_test!(
    async fn a_wrong_invoice_is_credited_whole_and_its_money_is_free_again(shop: Shop) {
        let id = draft(&shop, &shop.owner).await;
        shop.desk
            .pay(&shop.owner, id, &[card(17751)], "k")
            .await
            .unwrap();
        let (note, number) = shop
            .desk
            .credit(&shop.owner, id, "wrong customer", Goods::Stay)
            .await
            .unwrap();
        assert_eq!(number, "CN-2026-0001");
        let wrong = shop.desk.invoice_card(&shop.owner, id).await.unwrap();
        assert_eq!(wrong.standing, Standing::Credited);
        assert_eq!(
            wrong.credit,
            Money(17751),
            "what was paid is the customer's"
        );
        let credit = shop.desk.invoice_card(&shop.owner, note).await.unwrap();
        assert_eq!(credit.invoice.total_minor, Money(17751));
        assert_eq!(credit.taxes, wrong.taxes);
        let twice = shop
            .desk
            .credit(&shop.owner, id, "again", Goods::Stay)
            .await;
        assert!(matches!(twice, Err(Error::Refused(_))), "{twice:?}");
    }
);

dual_test!(
    async fn a_draft_thrown_away_uses_no_number(shop: Shop) {
        let gone = draft(&shop, &shop.owner).await;
        shop.desk.void_draft(&shop.owner, gone).await.unwrap();
        let kept = draft(&shop, &shop.owner).await;
        assert_eq!(
            shop.desk.post_invoice(&shop.owner, kept).await.unwrap(),
            "INV-2026-0001"
        );
        let drafts = shop
            .desk
            .invoices_page(&shop.owner, Filter::Drafts, None, 10)
            .await
            .unwrap();
        assert_eq!(drafts, []);
    }
);

dual_test!(
    async fn a_stale_head_says_who_was_quicker(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let id = draft(&shop, &ana).await;
        let head = Head {
            discount_rate: Bp(1000),
            discount: Money::ZERO,
            note: "ten off".to_owned(),
        };
        shop.desk.edit_draft(&ana, id, 1, &head).await.unwrap();
        let late = shop.desk.edit_draft(&shop.owner, id, 1, &head).await;
        assert!(
            matches!(&late, Err(Error::Stale { by, .. }) if by == "Reception"),
            "{late:?}"
        );
        let card = shop.desk.invoice_card(&ana, id).await.unwrap();
        assert_eq!(
            (card.invoice.net_minor, card.discount),
            (Money(13203), Money(1467))
        );
    }
);

dual_test!(
    async fn the_lists_know_what_is_owed_and_how_old_it_is(shop: Shop) {
        let id = draft(&shop, &shop.owner).await;
        shop.desk.post_invoice(&shop.owner, id).await.unwrap();
        shop.wait(3 * 24 * 60);
        let sum = shop.desk.receivable(&shop.owner).await.unwrap();
        assert_eq!(
            (sum.open, sum.owed_minor, sum.overdue),
            (1, Money(17751), 1)
        );
        let owed = shop
            .desk
            .invoices_page(&shop.owner, Filter::Owed, None, 10)
            .await
            .unwrap();
        assert_eq!(owed.len(), 1);
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        assert_eq!(
            owed[0].age(today),
            forecourt::desk::billing::Age::Overdue(3)
        );
        let next = forecourt::desk::billing::Place {
            day: owed[0].due_on.unwrap(),
            id,
        };
        assert_eq!(
            shop.desk
                .invoices_page(&shop.owner, Filter::Owed, Some(next), 10)
                .await
                .unwrap(),
            []
        );
    }
);

dual_test!(
    async fn a_mechanic_sees_no_money(shop: Shop) {
        let jo = shop.as_preset(Preset::Mechanic).await;
        let id = draft(&shop, &shop.owner).await;
        assert!(matches!(
            shop.desk.invoice_card(&jo, id).await,
            Err(Error::Forbidden { .. })
        ));
        assert!(matches!(
            shop.desk.pay(&jo, id, &[card(1)], "k").await,
            Err(Error::Forbidden { .. })
        ));
    }
);
