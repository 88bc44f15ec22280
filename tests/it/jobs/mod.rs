//! Jobs under their rules' numbers, on both stores.

mod after;
mod any_order;
mod asked;
mod bay;
mod check;
mod close;
mod deferred;
mod estimate;
mod inspection;
mod kept;
mod lines;
mod paper;
mod photos;
mod picker;
mod promise;
pub mod screens;
mod shift;
mod steps;
mod sublets;
mod time;
mod tools;
mod undo;
mod work;

use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::job::{Ask, Card, OpenJob};
use forecourt::desk::{Actor, Desk, Error};
use forecourt::domain::line::{Decision, Method};
use forecourt::domain::role::Preset;
use forecourt::domain::{CustomerId, JobId, LineId, Msg, PartId, Qty, StaffId, TaskId, VehicleId};
use forecourt::store::{Db, sql};

use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};

/// A workshop with a vehicle in it, Ana at the counter, Jo and Sam in the bays, Max who manages.
pub struct Floor {
    pub shop: Shop,
    pub ana: Actor,
    pub jo: Actor,
    pub sam: Actor,
    pub max: Actor,
    pub customer: CustomerId,
    pub vehicle: VehicleId,
}

impl FromPlace for Floor {
    async fn from_place(place: Place) -> Self {
        let shop = Shop::from_place(place).await;
        shop.hire("ana", Preset::Reception).await;
        shop.hire("jo", Preset::Mechanic).await;
        shop.hire("sam", Preset::Mechanic).await;
        shop.hire("max", Preset::Manager).await;
        let ana = shop.log_in("ana").await;
        let (jo, sam) = (shop.log_in("jo").await, shop.log_in("sam").await);
        let max = shop.log_in("max").await;
        let form = CustomerForm {
            name: "Jansen, M.".to_owned(),
            emails: vec!["jansen@example.com".to_owned()],
            ..CustomerForm::default()
        };
        let customer = shop.desk.add_customer(&ana, &form).await.unwrap().value;
        let form = VehicleForm {
            plate: "KL-310-P".to_owned(),
            make: "VW".to_owned(),
            model: "Golf VII".to_owned(),
            year: Some(2016),
            odometer: Some(148_000),
            ..VehicleForm::default()
        };
        let vehicle = shop
            .desk
            .add_vehicle(&ana, &form, Some(customer))
            .await
            .unwrap()
            .value;
        Floor {
            shop,
            ana,
            jo,
            sam,
            max,
            customer,
            vehicle,
        }
    }
}

impl Floor {
    pub fn desk(&self) -> &Desk {
        &self.shop.desk
    }

    pub fn today(&self) -> chrono::NaiveDate {
        let site = self.desk().site(self.ana.site()).unwrap();
        site.zone.day_of(self.desk().now())
    }

    pub fn id(&self, actor: &Actor) -> StaffId {
        actor.staff().unwrap()
    }

    /// A job with these bundles, the vehicle here, nobody asked.
    pub async fn job(&self, codes: &[&str]) -> JobId {
        let open = OpenJob {
            customer: self.customer,
            vehicle: self.vehicle,
            wish: String::new(),
            canned: Vec::new(),
        };
        let job = self.desk().open_job(&self.ana, &open).await.unwrap().id;
        for code in codes {
            self.desk()
                .put_canned_job(&self.ana, job, code)
                .await
                .unwrap();
        }
        job
    }

    /// The same, agreed, and given to Jo.
    pub async fn agreed(&self, codes: &[&str]) -> JobId {
        let job = self.job(codes).await;
        self.yes(job).await;
        for task in self.tasks(job).await {
            let jo = self.id(&self.jo);
            self.desk().assign(&self.ana, task, Some(jo)).await.unwrap();
        }
        job
    }

    /// The customer says yes to everything undecided, by phone.
    pub async fn yes(&self, job: JobId) {
        let ask = answer(Decision::Authorised, self.card(job).await.undecided());
        self.desk().decide(&self.ana, job, &ask).await.unwrap();
    }

    pub async fn card(&self, job: JobId) -> Card {
        self.desk().job_card(&self.max, job).await.unwrap()
    }

    /// How many messages tell of this event.
    pub async fn outbox(&self, event: &str) -> i64 {
        let store = self.shop.place.open().await;
        let counted = sql("SELECT COUNT(*) FROM outbox WHERE event = $1").bind(event);
        let (count,): (i64,) = (&store).one(counted).await.unwrap();
        count
    }

    pub async fn tasks(&self, job: JobId) -> Vec<TaskId> {
        self.card(job)
            .await
            .tasks
            .iter()
            .map(|t| t.task.id)
            .collect()
    }

    pub async fn status(&self, job: JobId) -> &'static str {
        self.card(job).await.job.status.as_str()
    }

    /// Starts and finishes a task as Jo.
    pub async fn work_off(&self, task: TaskId) {
        self.desk().start(&self.jo, task, "").await.unwrap();
        self.shop.wait(20);
        self.desk().done(&self.jo, task, "").await.unwrap();
    }

    /// A part with so much on the shelf, at 10.00 and worth 6.00 each.
    pub async fn part(&self, sku: &str, on_hand: i64) -> PartId {
        let store = self.shop.place.open().await;
        let mut db = store.begin().await.unwrap();
        let (tax,): (i64,) = db
            .one(sql("SELECT id FROM tax_code ORDER BY id LIMIT 1"))
            .await
            .unwrap();
        let (id,): (i64,) = db
            .one(
                sql("INSERT INTO part (sku, description, unit, kind, price_minor, tax_code_id, search_key, sort_key,
                        created_at)
                     VALUES ($1, $2, 'pc', 'part', 1000, $3, '', '', $4) RETURNING id")
                .bind(sku)
                .bind(format!("Part {sku}"))
                .bind(tax)
                .bind(self.desk().now()),
            )
            .await
            .unwrap();
        db.exec(
            sql("INSERT INTO stock (site_id, part_id, on_hand_milli, value_minor) VALUES ($1, $2, $3, $4)")
                .bind(self.shop.founded.site)
                .bind(id)
                .bind(on_hand * 1000)
                .bind(on_hand * 600),
        )
        .await
        .unwrap();
        db.commit().await.unwrap();
        PartId(id)
    }

    /// On hand, reserved and value of a part.
    pub async fn shelf(&self, part: PartId) -> (Qty, Qty, i64) {
        let store = self.shop.place.open().await;
        let (on_hand, reserved, value): (i64, i64, i64) = (&store)
            .one(
                sql("SELECT on_hand_milli, reserved_milli, value_minor FROM stock WHERE part_id = $1")
                    .bind(part),
            )
            .await
            .unwrap();
        (Qty(on_hand), Qty(reserved), value)
    }
}

pub fn answer(decision: Decision, lines: Vec<LineId>) -> Ask {
    Ask {
        lines,
        decision,
        decided_by: "Mrs Jansen".to_owned(),
        method: Method::Phone,
        reason: match decision {
            Decision::Declined | Decision::Deferred => "price".to_owned(),
            _ => String::new(),
        },
        note: String::new(),
        due: forecourt::desk::job::Due {
            on: None,
            odometer: (decision == Decision::Deferred).then_some(200_000),
        },
    }
}

/// The ids of the words of what is in the way.
pub fn in_the_way(error: &Error) -> Vec<&'static str> {
    match error {
        Error::Blocked { blockers } => blockers.iter().map(|m: &Msg| m.id).collect(),
        other => panic!("not blocked: {other:?}"),
    }
}
