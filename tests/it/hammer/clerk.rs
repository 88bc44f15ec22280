//! What one counter of the workshop does through the desk: books, takes parts, posts invoices, edits a customer.

use std::io::Write;
use std::sync::Arc;

use forecourt::desk::billing::DraftLine;
use forecourt::desk::booking::Order;
use forecourt::desk::customers::CustomerForm;
use forecourt::desk::job::{Ask, NewLine, OpenJob};
use forecourt::desk::{Actor, Clock, Desk, Error};
use forecourt::domain::booking::{Arrival, Source};
use forecourt::domain::line::{Decision, Kind, Method};
use forecourt::domain::session::Via;
use forecourt::domain::{
    BayId, BookingTypeId, Bp, CustomerId, Money, PartId, Qty, StaffId, TaxCodeId, Ts, VehicleId,
};
use forecourt::store::{Db, Options, Store, sql};

use super::{Dice, Orders};
use crate::rig::shop::PASSWORD;

/// What the counters fight for.
struct Prey {
    vehicles: Vec<i64>,
    bays: Vec<i64>,
    staff: Vec<i64>,
    customer: CustomerId,
    kind: BookingTypeId,
    part: PartId,
    tax: TaxCodeId,
}

impl Prey {
    async fn of(store: &Store) -> Prey {
        let mut db = store;
        let mut ids = async |question| -> Vec<i64> {
            let rows: Vec<(i64,)> = db.all(sql(question)).await.unwrap();
            rows.into_iter().map(|(id,)| id).collect()
        };
        Prey {
            vehicles: ids("SELECT id FROM vehicle ORDER BY id").await,
            bays: ids("SELECT id FROM bay ORDER BY id").await,
            staff: ids("SELECT id FROM staff WHERE is_mechanic ORDER BY id").await,
            customer: CustomerId(ids("SELECT id FROM customer ORDER BY id").await[0]),
            part: PartId(ids("SELECT id FROM part ORDER BY id").await[0]),
            tax: TaxCodeId(ids("SELECT id FROM tax_code ORDER BY id").await[0]),
            kind: BookingTypeId(ids("SELECT id FROM booking_type WHERE code = 'SERVICE'").await[0]),
        }
    }
}

/// Not a test by itself: does nothing unless it is told to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serve_when_told_to() {
    let Some(orders) = Orders::heard() else {
        return;
    };
    let store = Store::open(&orders.url, &Options::default()).await.unwrap();
    let prey = Arc::new(Prey::of(&store).await);
    let mut db = &store;
    let (now,): (Ts,) = db.one(sql("SELECT MAX(at) FROM audit")).await.unwrap();
    let desk = Desk::on(store, Clock::held(now)).await.unwrap();
    let mut tasks = Vec::new();
    for task in 0..orders.tasks {
        let terminal = format!("counter-{}-{task}", orders.process);
        let owner = desk
            .log_in("owner", PASSWORD, &terminal, Via::Local)
            .await
            .unwrap();
        let clerk = Clerk {
            desk: desk.clone(),
            actor: owner.actor,
            prey: prey.clone(),
            dice: Dice::of(orders.process, task),
        };
        tasks.push(tokio::spawn(clerk.serve(orders.rounds)));
    }
    for task in tasks {
        task.await.unwrap();
    }
    desk.close().await;
}

/// One person at one terminal.
struct Clerk {
    desk: Desk,
    actor: Actor,
    prey: Arc<Prey>,
    dice: Dice,
}

impl Clerk {
    async fn serve(mut self, rounds: i64) {
        for round in 0..rounds {
            self.book().await;
            self.take().await;
            self.sell(round % 5 == 4).await;
            self.edit().await;
        }
    }

    fn pick(&mut self, from: fn(&Prey) -> &[i64]) -> i64 {
        let prey = self.prey.clone();
        let all = from(&prey);
        let at = usize::try_from(self.dice.throw(all.len() as u64)).unwrap();
        all[at]
    }

    /// Books on one of two days; that somebody else has the time is an answer, nothing else is.
    async fn book(&mut self) {
        let zone = self.desk.site(self.actor.site()).unwrap().zone;
        let day = zone.day_of(self.desk.now())
            + chrono::Days::new(1 + self.dice.throw(2).cast_unsigned());
        let order = Order {
            customer: self.prey.customer,
            vehicle: Some(VehicleId(self.pick(|p| &p.vehicles))),
            kind: self.prey.kind,
            starts_at: zone.at(day, 9 * 60 + 30 * self.dice.throw(10)),
            minutes: Some(90),
            bay: Some(BayId(self.pick(|p| &p.bays))),
            staff: Some(StaffId(self.pick(|p| &p.staff))),
            tools: Vec::new(),
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: String::new(),
            notes: String::new(),
            canned: Vec::new(),
            reason: String::from("they all came at once"),
        };
        match self.desk.book(&self.actor, &order).await {
            Ok(done) => {
                say("booked", &done.value.number);
            }
            Err(Error::Taken { .. }) => {}
            Err(e) => panic!("{e:?}"),
        }
    }

    /// Takes three of the part onto a job of its own; that there are not enough is an answer, nothing else is.
    async fn take(&mut self) {
        let (desk, by) = (&self.desk, &self.actor);
        let open = OpenJob {
            customer: self.prey.customer,
            vehicle: VehicleId(self.prey.vehicles[0]),
            wish: String::from("filters"),
            canned: Vec::new(),
        };
        let job = desk.open_job(by, &open).await.unwrap().id;
        let three = NewLine::of_part(self.prey.part, Qty(3000));
        let line = desk.add_line(by, job, &three).await.unwrap().value;
        let yes = Ask {
            lines: vec![line],
            decision: Decision::Authorised,
            decided_by: String::from("Ada"),
            method: Method::InPerson,
            reason: String::new(),
            note: String::new(),
            due: forecourt::desk::job::Due::default(),
        };
        desk.decide(by, job, &yes).await.unwrap();
        // Whoever has a task on the job may take its parts and need not say why.
        let card = desk.job_card(by, job).await.unwrap();
        desk.assign(by, card.tasks[0].task.id, by.staff())
            .await
            .unwrap();
        match desk.take_part(by, line, None, "").await {
            Ok(_) => say("took", &line.to_string()),
            Err(Error::Blocked { .. }) => {}
            Err(e) => panic!("{e:?}"),
        }
    }

    /// Sells over the counter; or posts what has no line yet, which is refused after all was prepared.
    async fn sell(&self, empty: bool) {
        let (desk, by) = (&self.desk, &self.actor);
        let draft = desk
            .draft_for_customer(by, self.prey.customer)
            .await
            .unwrap();
        if empty {
            let refused = desk.post_invoice(by, draft).await;
            assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
            return;
        }
        let wash = DraftLine {
            part: None,
            kind: Kind::Fee,
            sku: String::new(),
            description: String::from("Wash"),
            qty: Qty(1000),
            unit: String::new(),
            price: Money(1190),
            discount_rate: Bp(0),
            discount: Money(0),
            free_reason: String::new(),
            tax: self.prey.tax,
        };
        desk.add_draft_line(by, draft, &wash).await.unwrap();
        say("posted", &desk.post_invoice(by, draft).await.unwrap());
    }

    /// Adds one to the number in the customer's note, upon what is there.
    async fn edit(&self) {
        loop {
            let card = self
                .desk
                .customer_card(&self.actor, self.prey.customer)
                .await
                .unwrap();
            let count: i64 = card.customer.note.parse().unwrap();
            let form = CustomerForm {
                name: card.customer.name,
                note: (count + 1).to_string(),
                ..CustomerForm::default()
            };
            let saved = self
                .desk
                .edit_customer(
                    &self.actor,
                    self.prey.customer,
                    card.customer.version,
                    &form,
                )
                .await;
            match saved {
                Ok(_) => return,
                Err(Error::Stale { .. }) => {}
                Err(e) => panic!("{e:?}"),
            }
        }
    }
}

/// What the parent hears.
fn say(what: &str, which: &str) {
    let _ = writeln!(std::io::stdout(), "{what} {which}");
}
