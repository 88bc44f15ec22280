//! Stock: the catalogue of parts and the ledger behind every shelf, on both stores.

mod catalogue;
mod screen;
mod shelf;
mod sums;

use forecourt::desk::Error;
use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::job::{Ask, NewLine, NewTask, OpenJob};
use forecourt::desk::stock::{PartForm, Receipt};
use forecourt::domain::line::{Decision, Method, PartStatus};
use forecourt::domain::{JobId, LineId, Money, Msg, PartId, Qty};

use crate::rig::shop::Shop;

/// So many pieces.
pub fn pc(n: i64) -> Qty {
    Qty::whole(n)
}

/// A blank form of a part taxed as most things are.
pub async fn blank(shop: &Shop) -> PartForm {
    let codes = shop.desk.tax_codes(&shop.owner).await.unwrap();
    let code = codes
        .iter()
        .find(|c| c.rates.iter().any(|r| r.rate.0 == 210_000))
        .expect("21 % in NL");
    PartForm::blank(code.id, pc(4))
}

/// A part of the catalogue at 39.95.
pub async fn part(shop: &Shop, sku: &str, description: &str) -> PartId {
    let form = PartForm {
        sku: sku.to_owned(),
        description: description.to_owned(),
        price: Money(39_95),
        bin: "A-03-1".to_owned(),
        ..blank(shop).await
    };
    shop.desk.add_part(&shop.owner, &form).await.unwrap().value
}

/// Puts so many on the shelf at that cost a piece.
pub async fn receive(shop: &Shop, part: PartId, qty: Qty, cost: i64) -> Qty {
    let goods = Receipt {
        qty,
        unit_cost: Some(Money(cost)),
        document: "delivery 88120".to_owned(),
    };
    shop.desk.receive(&shop.owner, part, &goods).await.unwrap()
}

/// A job of the house whose only task is the owner's, so that the owner may take parts without a word.
pub async fn job(shop: &Shop) -> JobId {
    let customer = CustomerForm {
        name: "M. Jansen".to_owned(),
        ..CustomerForm::default()
    };
    let (desk, by) = (&shop.desk, &shop.owner);
    let customer = desk.add_customer(by, &customer).await.unwrap().value;
    let vehicle = VehicleForm {
        make: "Volvo".to_owned(),
        model: "V60".to_owned(),
        ..VehicleForm::default()
    };
    let vehicle = desk
        .add_vehicle(by, &vehicle, Some(customer))
        .await
        .unwrap();
    let open = OpenJob {
        customer,
        vehicle: vehicle.value,
        wish: String::new(),
        canned: Vec::new(),
    };
    let job = desk.open_job(by, &open).await.unwrap().id;
    let task = NewTask {
        item: None,
        title: "Look at it".to_owned(),
        planned_min: 30,
        staff: Some(shop.founded.owner),
    };
    desk.add_task(by, job, &task).await.unwrap();
    job
}

/// A line on the job, agreed with the customer: the part is wanted from now on.
pub async fn agreed(shop: &Shop, job: JobId, part: PartId, qty: Qty) -> LineId {
    let (desk, by) = (&shop.desk, &shop.owner);
    let line = desk
        .add_line(by, job, &NewLine::of_part(part, qty))
        .await
        .unwrap()
        .value;
    let ask = Ask {
        lines: vec![line],
        decision: Decision::Authorised,
        decided_by: "M. Jansen".to_owned(),
        method: Method::Phone,
        reason: String::new(),
        note: String::new(),
        due: forecourt::desk::job::Due::default(),
    };
    desk.decide(by, job, &ask).await.unwrap();
    line
}

/// Where the part of a line is.
pub async fn where_is(shop: &Shop, job: JobId, line: LineId) -> PartStatus {
    let card = shop.desk.job_card(&shop.owner, job).await.unwrap();
    let line = card.lines.iter().find(|l| l.line.id == line).unwrap();
    line.line.part_status.unwrap()
}

/// On hand, reserved and worth of a part.
pub async fn level(shop: &Shop, part: PartId) -> (Qty, Qty, Money) {
    let card = shop.desk.part_card(&shop.owner, part).await.unwrap();
    let stock = card.stock.unwrap();
    (stock.on_hand_milli, stock.reserved_milli, stock.value_minor)
}

/// The sentence under a field, or of a refusal.
pub fn why(outcome: Result<impl Sized, Error>) -> Msg {
    match outcome.err().expect("a refusal") {
        Error::Invalid { why, .. } | Error::Refused(why) => why,
        Error::Blocked { blockers } => blockers.into_iter().next().unwrap(),
        e => panic!("refused otherwise: {e:?}"),
    }
}

/// Another site of the same workshop, with the id 2.
pub async fn second_site(store: &forecourt::store::Store) {
    use forecourt::store::{Db, sql};
    let mut db = store;
    db.exec(sql(
        "INSERT INTO site (id, code, name, zone) VALUES (2, 'B', 'Second', 'Europe/Amsterdam')",
    ))
    .await
    .unwrap();
}
