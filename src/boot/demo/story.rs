//! What has happened in the demo: a fortnight of visits, a morning under way, and a week to come.
//!
//! It is told with the desk's own verbs on a clock that is moved along, so every rule holds and every figure can
//! be explained. The same day always makes the same story.

use chrono::{Days, NaiveDate};

use super::cast::{AT_BAY, CUSTOMERS, PARTS, VEHICLES};
use crate::desk::auth::DEMO_PASSWORD;
use crate::desk::billing::Tendered;
use crate::desk::booking::{Blocking, Order};
use crate::desk::customers::{CustomerForm, VehicleForm};
use crate::desk::job::{Arrival, Authority, HandOver, More, NewLine, Unissued};
use crate::desk::stock::{PartForm, Receipt};
use crate::desk::{Actor, Desk, Result};
use crate::domain::booking::{Arrival as Comes, Source};
use crate::domain::customer::{Channel, Kind};
use crate::domain::job::HoldReason;
use crate::domain::line::Method;
use crate::domain::payment::Tender;
use crate::domain::session::Via;
use crate::domain::stock::CodeKind;
use crate::domain::{
    BayId, BookingTypeId, CannedJobId, CustomerId, JobId, Money, PartId, Qty, Span, StaffId, Ts,
    VehicleId, Zone,
};

/// The terminal the story was told at.
const TERMINAL: &str = "counter-1";

/// The visits of the past: days before today, bay, minute of the start, vehicle, what was done, how it was paid.
const PAST: &[(u64, usize, i64, usize, &str, Paid)] = &[
    (13, 0, 480, 25, "MAJOR", Paid::OnAccount),
    (13, 2, 540, 10, "MOT", Paid::Card),
    (12, 1, 510, 2, "BRKF", Paid::Card),
    (12, 3, 600, 28, "SEAS", Paid::OnAccount),
    (11, 0, 480, 32, "SMALL", Paid::OnAccount),
    (11, 4, 570, 20, "DIAG", Paid::Card),
    (10, 1, 480, 7, "SMALL", Paid::Cash),
    (10, 2, 600, 19, "MOT", Paid::Cash),
    (9, 0, 540, 29, "OIL", Paid::OnAccount),
    (9, 3, 480, 12, "TYRE4", Paid::Card),
    (8, 1, 510, 35, "BRKFD", Paid::Part),
    (8, 2, 480, 22, "MOT", Paid::Card),
    (7, 0, 600, 36, "SMALL", Paid::Card),
    (7, 4, 480, 13, "DIAG", Paid::Card),
    (6, 1, 480, 33, "MAJOR", Paid::OnAccount),
    (6, 3, 540, 8, "SEAS", Paid::Cash),
    (5, 0, 510, 24, "OIL", Paid::Cash),
    (5, 2, 570, 16, "MOT", Paid::Card),
    (4, 1, 480, 30, "SMALL", Paid::OnAccount),
    (4, 3, 600, 18, "TYRE4", Paid::Transfer),
    (3, 0, 480, 37, "BRKF", Paid::Card),
    (3, 4, 540, 5, "DIAG", Paid::Card),
    (2, 1, 510, 38, "SMALL", Paid::Card),
    (2, 2, 480, 21, "MOT", Paid::Cash),
    (1, 0, 480, 26, "MAJOR", Paid::OnAccount),
    (1, 3, 570, 39, "SEAS", Paid::Card),
];

/// How a bill was settled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paid {
    Card,
    Cash,
    Transfer,
    /// Half of it so far.
    Part,
    /// Posted, to be paid later.
    OnAccount,
}

/// How far a visit of today has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Now {
    /// Agreed, not here yet.
    Booked,
    /// Here and agreed, nothing begun.
    Waiting,
    /// In the bay, so many tasks done, one running.
    InBay(usize),
    /// In the bay and past its promise.
    Late,
    /// More work was found than the customer agreed to.
    NeedsYes,
    /// On hold for a part.
    Parts,
    /// The work is done, somebody has to look.
    Check,
    /// Ready, not paid.
    Ready,
    /// Paid and gone.
    Collected,
    /// They did not come.
    NoShow,
}

/// Today: bay, minutes from the hour the morning began, minutes, vehicle, canned job, words, how far.
const TODAY: &[(usize, i64, i64, usize, &str, &str, Now)] = &[
    (
        0,
        0,
        120,
        0,
        "MAJOR",
        "Major service, noise from the rear",
        Now::Late,
    ),
    (0, 165, 75, 2, "BRKF", "Brakes squeak", Now::Booked),
    (0, 300, 105, 4, "SMALL", "Gearbox oil", Now::Booked),
    (1, 0, 60, 3, "OIL", "Oil and filter", Now::Ready),
    (
        1,
        105,
        105,
        1,
        "BRKFD",
        "Brakes, then a road test",
        Now::InBay(1),
    ),
    (1, 330, 90, 6, "BRKFD", "Discs and pads", Now::Booked),
    (2, 0, 45, 10, "MOT", "Inspection", Now::Collected),
    (2, 60, 60, 11, "MOT", "Inspection, lights", Now::Check),
    (
        2,
        135,
        60,
        9,
        "MOT",
        "Inspection, customer waits",
        Now::InBay(0),
    ),
    (2, 300, 45, 19, "MOT", "Inspection", Now::Booked),
    (3, 15, 45, 12, "SEAS", "Winter wheels", Now::Ready),
    (3, 75, 45, 21, "SEAS", "Winter wheels", Now::NoShow),
    (
        3,
        180,
        45,
        8,
        "SEAS",
        "Puncture and winter wheels",
        Now::Booked,
    ),
    (3, 345, 60, 7, "TYRE4", "Four winter tyres", Now::Booked),
    (4, 0, 60, 13, "DIAG", "Engine light", Now::NeedsYes),
    (4, 75, 45, 14, "DIAG", "Exhaust is loud", Now::Parts),
    (4, 120, 60, 5, "DIAG", "Flat battery", Now::Waiting),
    (4, 300, 60, 20, "AIRCO", "Air conditioning", Now::Booked),
];

/// The days to come: days from today, bay, minute, minutes, vehicle, canned job.
const AHEAD: &[(u64, usize, i64, i64, usize, &str)] = &[
    (1, 0, 480, 120, 15, "MAJOR"),
    (1, 0, 660, 60, 16, "BRKF"),
    (1, 1, 510, 90, 17, "SMALL"),
    (1, 2, 480, 45, 18, "MOT"),
    (1, 2, 570, 45, 22, "MOT"),
    (1, 3, 480, 60, 23, "TYRE4"),
    (1, 4, 600, 60, 24, "DIAG"),
    (2, 0, 480, 120, 25, "MAJOR"),
    (2, 1, 480, 60, 31, "SMALL"),
    (2, 3, 540, 45, 34, "SEAS"),
    (3, 0, 540, 90, 27, "BRKFD"),
    (3, 2, 600, 45, 29, "MOT"),
    (4, 1, 480, 180, 28, "MAJOR"),
    (4, 3, 480, 60, 32, "TYRE4"),
    (5, 0, 480, 60, 33, "OIL"),
    (6, 2, 570, 45, 35, "MOT"),
];

/// A desk whose clock the story moves, and everybody it needs.
pub(super) struct Story {
    desk: Desk,
    zone: Zone,
    today: NaiveDate,
    now: Ts,
    bays: Vec<BayId>,
    staff: Vec<StaffId>,
    customers: Vec<CustomerId>,
    vehicles: Vec<VehicleId>,
    parts: Vec<PartId>,
    service: BookingTypeId,
    canned: Vec<(String, CannedJobId)>,
}

/// Whoever acts on a day; log-ins end after a week, so each day has its own.
struct Crew {
    ana: Actor,
    mia: Actor,
    mechanics: Vec<Actor>,
}

impl Story {
    /// Tells the whole of it on a founded, staffed desk with a held clock; `now` is where it ends.
    pub(super) async fn tell(
        desk: &Desk,
        zone: Zone,
        now: Ts,
        bays: Vec<BayId>,
        staff: Vec<StaffId>,
    ) -> Result<()> {
        let today = zone.day_of(now);
        let mut story = Story {
            desk: desk.clone(),
            zone,
            today,
            now,
            bays,
            staff,
            customers: Vec::new(),
            vehicles: Vec::new(),
            parts: Vec::new(),
            service: BookingTypeId(0),
            canned: Vec::new(),
        };
        story.set(story.before(15, 9 * 60));
        story.people().await?;
        story.shelves().await?;
        story.catalogue().await?;
        story.past().await?;
        story.ahead().await?;
        story.today().await?;
        story.set(now);
        Ok(())
    }

    fn set(&self, at: Ts) {
        self.desk.clock().set(at);
    }

    fn before(&self, days: u64, minute: i64) -> Ts {
        self.zone.at(self.today - Days::new(days), minute)
    }

    fn after(&self, days: u64, minute: i64) -> Ts {
        self.zone.at(self.today + Days::new(days), minute)
    }

    async fn log_in(&self, login: &str) -> Result<Actor> {
        Ok(self
            .desk
            .log_in(login, DEMO_PASSWORD, TERMINAL, Via::Local)
            .await?
            .actor)
    }

    async fn crew(&self) -> Result<Crew> {
        let mut mechanics = Vec::new();
        for login in AT_BAY {
            mechanics.push(self.log_in(login).await?);
        }
        Ok(Crew {
            ana: self.log_in("ana").await?,
            mia: self.log_in("mia").await?,
            mechanics,
        })
    }

    async fn people(&mut self) -> Result<()> {
        let by = self.log_in("ana").await?;
        for (i, (name, phone, company)) in CUSTOMERS.iter().enumerate() {
            let plain: String = name
                .to_lowercase()
                .chars()
                .filter(char::is_ascii_alphabetic)
                .take(16)
                .collect();
            let form = CustomerForm {
                kind: if *company {
                    Kind::Company
                } else {
                    Kind::Person
                },
                name: (*name).to_owned(),
                phones: vec![(*phone).to_owned()],
                emails: if i % 7 == 6 {
                    Vec::new()
                } else {
                    vec![format!("{plain}@example.nl")]
                },
                address: format!("Kanaalstraat {}\nUtrecht", 3 + i * 4),
                postcode: format!("{} AB", 3500 + i * 3),
                channel: if i % 7 == 6 {
                    Channel::Phone
                } else {
                    Channel::Email
                },
                on_account: *company,
                terms_days: if *company { 14 } else { 0 },
                credit_limit: if *company {
                    Money(250_000)
                } else {
                    Money::ZERO
                },
                note: if i == 1 {
                    "Key in box 14. Call before any extra work.".to_owned()
                } else {
                    String::new()
                },
                ..CustomerForm::default()
            };
            self.customers
                .push(self.desk.add_customer(&by, &form).await?.value);
        }
        for (i, (plate, make, model, variant, year, odometer, whose)) in VEHICLES.iter().enumerate()
        {
            let due = self
                .today
                .checked_add_days(Days::new(20 + (i as u64 * 37) % 300));
            let overdue = self.today.checked_sub_days(Days::new(9));
            let form = VehicleForm {
                plate: (*plate).to_owned(),
                make: (*make).to_owned(),
                model: (*model).to_owned(),
                variant: (*variant).to_owned(),
                year: Some(*year),
                odometer: Some(*odometer),
                inspection_due_on: if i % 9 == 4 { overdue } else { due },
                ..VehicleForm::default()
            };
            let owner = self.customers.get(*whose).copied();
            self.vehicles
                .push(self.desk.add_vehicle(&by, &form, owner).await?.value);
        }
        Ok(())
    }

    async fn shelves(&mut self) -> Result<()> {
        let by = self.log_in("mia").await?;
        let tax = self.desk.tax_codes(&by).await?;
        let tax = tax
            .iter()
            .max_by_key(|c| c.rates.first().map_or(0, |r| r.rate.0))
            .map(|c| c.id);
        let Some(tax_code) = tax else { return Ok(()) };
        for (i, p) in PARTS.iter().enumerate() {
            let form = PartForm {
                sku: p.0.to_owned(),
                description: p.1.to_owned(),
                unit: p.2.to_owned(),
                kind: p.3,
                stocked: true,
                price: Money(p.4),
                tax_code,
                category: String::new(),
                superseded_by: None,
                codes: vec![(CodeKind::Barcode, p.9.to_owned())],
                bin: p.6.to_owned(),
                reorder: Qty(p.8),
                reorder_qty: Qty(p.8),
            };
            let id = self.desk.add_part(&by, &form).await?.value;
            if p.7 > 0 {
                let goods = Receipt {
                    qty: Qty(p.7),
                    unit_cost: Some(Money(p.5)),
                    document: format!("DN {}", 88_100 + i),
                };
                self.desk.receive(&by, id, &goods).await?;
            }
            self.parts.push(id);
        }
        Ok(())
    }

    async fn catalogue(&mut self) -> Result<()> {
        let by = self.log_in("mia").await?;
        for (id, canned) in self.desk.canned_jobs(&by).await? {
            self.canned.push((canned.code, id));
        }
        let types = self.desk.booking_types(&by).await?;
        if let Some(first) = types.first() {
            self.service = first.id;
        }
        Ok(())
    }

    fn order(
        &self,
        bay: usize,
        starts_at: Ts,
        minutes: i64,
        vehicle: usize,
        code: &str,
        wish: &str,
    ) -> Order {
        let whose = VEHICLES[vehicle].6;
        Order {
            customer: self.customers[whose],
            vehicle: Some(self.vehicles[vehicle]),
            kind: self.service,
            starts_at,
            minutes: Some(minutes),
            bay: Some(self.bays[bay]),
            staff: Some(self.staff[bay]),
            arrival: if bay == 2 { Comes::Wait } else { Comes::Drop },
            source: if vehicle.is_multiple_of(3) {
                Source::Counter
            } else {
                Source::Phone
            },
            wish: wish.to_owned(),
            notes: String::new(),
            canned: self
                .canned
                .iter()
                .filter(|(c, _)| c == code)
                .map(|(_, id)| *id)
                .collect(),
            reason: "demonstration".to_owned(),
        }
    }

    fn arrival(&self, vehicle: usize, promised_at: Ts) -> Arrival {
        let (_, _, _, _, _, odometer, whose) = VEHICLES[vehicle];
        let (name, phone, _) = CUSTOMERS[whose];
        Arrival {
            odometer: Some(odometer + 40),
            fuel: ["1/4", "1/2", "3/4", "full"][vehicle % 4].to_owned(),
            key_tag: (11 + vehicle).to_string(),
            damage: if vehicle.is_multiple_of(6) {
                "scratch on the rear bumper".to_owned()
            } else {
                String::new()
            },
            contact_name: name.to_owned(),
            contact_phone: phone.to_owned(),
            limit: Money(10_000),
            promised_at: Some(promised_at),
            authority: Some(Authority {
                decided_by: name.to_owned(),
                method: Method::InPerson,
            }),
        }
    }

    /// The part a canned job needs, and how much of it.
    fn part_for(&self, code: &str) -> Option<(PartId, Qty)> {
        let (sku, qty) = match code {
            "MAJOR" => ("CAS-5W30-A5", 5200),
            "SMALL" | "OIL" => ("MAN-W71295", 1000),
            "BRKF" => ("ATE-1304602", 1000),
            "BRKFD" => ("BOS-0986479", 2000),
            "TYRE4" => ("MIC-2055516W", 4000),
            "DIAG" => ("NGK-4912", 1000),
            _ => return None,
        };
        PARTS
            .iter()
            .position(|p| p.0 == sku)
            .map(|i| (self.parts[i], Qty(qty)))
    }

    /// Books, with the part the work needs on the job.
    async fn book(
        &self,
        by: &Actor,
        order: &Order,
        code: &str,
    ) -> Result<Option<(crate::domain::BookingId, JobId)>> {
        let booked = self.desk.book(by, order).await?.value;
        let Some(job) = booked.job else {
            return Ok(None);
        };
        if let Some((part, qty)) = self.part_for(code) {
            self.desk
                .add_line(by, job, &NewLine::of_part(part, qty))
                .await?;
        }
        Ok(Some((booked.id, job)))
    }

    /// Works on the job: `tasks` of them done, each for its planned time, parts taken with the first.
    async fn work(&self, crew: &Crew, bay: usize, job: JobId, tasks: Option<usize>) -> Result<()> {
        let who = &crew.mechanics[bay];
        let card = self.desk.job_card(&crew.mia, job).await?;
        for task in card.tasks.iter().filter(|t| t.task.staff_id.is_none()) {
            self.desk
                .assign(&crew.ana, task.task.id, Some(self.staff[bay]))
                .await?;
        }
        for line in card.lines.iter().filter(|l| l.line.part_id.is_some()) {
            self.desk.take_part(who, line.line.id, None, "").await?;
        }
        let count = tasks.unwrap_or(card.tasks.len());
        for task in card.tasks.iter().take(count) {
            self.desk.start(who, task.task.id, "").await?;
            let end = self.desk.now().plus_minutes(task.task.planned_min.max(5));
            self.set(if end > self.now { self.now } else { end });
            self.desk.done(who, task.task.id, "").await?;
        }
        if let Some(next) = tasks.and_then(|n| card.tasks.get(n)) {
            self.desk.start(who, next.task.id, "").await?;
        }
        Ok(())
    }

    async fn past(&self) -> Result<()> {
        for (days, bay, minute, vehicle, code, paid) in PAST {
            self.set(self.before(days + 1, 15 * 60));
            let crew = self.crew().await?;
            let starts_at = self.before(*days, *minute);
            let order = self.order(*bay, starts_at, 120, *vehicle, code, "");
            let Some((booking, job)) = self.book(&crew.ana, &order, code).await? else {
                continue;
            };
            self.set(starts_at);
            let promised = starts_at.plus_minutes(240);
            self.desk
                .check_in(&crew.ana, booking, &self.arrival(*vehicle, promised))
                .await?;
            self.set(starts_at.plus_minutes(10));
            self.work(&crew, *bay, job, None).await?;
            self.desk
                .complete(&crew.ana, job, Unissued::Issue, "")
                .await?;
            self.set(starts_at.plus_minutes(200));
            let draft = self.desk.draft_for_job(&crew.ana, job).await?;
            let owed = self
                .desk
                .invoice_card(&crew.ana, draft)
                .await?
                .invoice
                .total_minor;
            let tender = |tender, amount: Money| Tendered {
                tender,
                amount,
                handed: (tender == Tender::Cash)
                    .then(|| Money(amount.0.div_euclid(1000) * 1000 + 1000)),
                reference: if tender == Tender::Cash {
                    String::new()
                } else {
                    format!("{:08}", 417_700 + draft.0)
                },
            };
            let key = format!("demo-{draft}");
            match paid {
                Paid::OnAccount => {
                    self.desk.post_invoice(&crew.ana, draft).await?;
                }
                Paid::Card => {
                    self.desk
                        .pay(&crew.ana, draft, &[tender(Tender::Card, owed)], &key)
                        .await?;
                }
                Paid::Cash => {
                    self.desk
                        .pay(&crew.ana, draft, &[tender(Tender::Cash, owed)], &key)
                        .await?;
                }
                Paid::Transfer => {
                    self.desk
                        .pay(&crew.ana, draft, &[tender(Tender::Transfer, owed)], &key)
                        .await?;
                }
                Paid::Part => {
                    let half = Money(owed.0 / 2);
                    self.desk
                        .pay(&crew.ana, draft, &[tender(Tender::Card, half)], &key)
                        .await?;
                }
            }
            let left = HandOver {
                odometer: Some(VEHICLES[*vehicle].5 + 41),
                reason: "agreed with the customer".to_owned(),
            };
            self.desk.hand_over(&crew.mia, job, &left).await?;
        }
        self.credit_one().await
    }

    /// One invoice was wrong: credited whole, so that a credit note is there to be seen.
    async fn credit_one(&self) -> Result<()> {
        let mia = self.log_in("mia").await?;
        let tax = self.desk.tax_codes(&mia).await?;
        let Some(tax) = tax.first().map(|c| c.id) else {
            return Ok(());
        };
        let draft = self
            .desk
            .draft_for_customer(&mia, self.customers[9])
            .await?;
        let line = crate::desk::billing::DraftLine {
            part: None,
            kind: crate::domain::line::Kind::Fee,
            sku: String::new(),
            description: "Storage of summer tyres".to_owned(),
            qty: Qty::ONE,
            unit: String::new(),
            price: Money(4500),
            discount_rate: crate::domain::Bp::ZERO,
            discount: Money::ZERO,
            free_reason: String::new(),
            tax,
        };
        self.desk.add_draft_line(&mia, draft, &line).await?;
        self.desk.post_invoice(&mia, draft).await?;
        self.desk
            .credit(&mia, draft, "tyres are not stored here")
            .await?;
        Ok(())
    }

    async fn ahead(&self) -> Result<()> {
        self.set(self.before(1, 16 * 60));
        let ana = self.log_in("ana").await?;
        for (days, bay, minute, minutes, vehicle, code) in AHEAD {
            let order = self.order(
                *bay,
                self.after(*days, *minute),
                *minutes,
                *vehicle,
                code,
                "",
            );
            self.book(&ana, &order, code).await?;
        }
        let asked = Order {
            source: Source::Web,
            bay: None,
            staff: None,
            ..self.order(
                1,
                self.after(2, 660),
                60,
                36,
                "SMALL",
                "Small service, if possible in the morning",
            )
        };
        self.desk.request(&ana, &asked).await?;
        let off = self
            .desk
            .book(&ana, &self.order(0, self.after(2, 720), 60, 38, "OIL", ""))
            .await?
            .value;
        self.desk.cancel(&ana, off.id, "sold the car").await?;
        Ok(())
    }

    async fn today(&self) -> Result<()> {
        // The morning began two and a half hours ago, on the quarter hour.
        let began = Ts((self.now.0 / 900_000_000) * 900_000_000).plus_minutes(-150);
        self.set(self.before(1, 16 * 60 + 30));
        let crew = self.crew().await?;
        let mut booked = Vec::new();
        for (bay, from, minutes, vehicle, code, wish, how) in TODAY {
            let order = self.order(
                *bay,
                began.plus_minutes(*from),
                *minutes,
                *vehicle,
                code,
                wish,
            );
            booked.push((
                self.book(&crew.ana, &order, code).await?,
                *bay,
                *from,
                *minutes,
                *vehicle,
                *how,
            ));
        }
        for day in 0..6 {
            let lunch = self.after(day, 12 * 60 + 30);
            for bay in &self.bays {
                let free = Blocking {
                    bays: vec![*bay],
                    staff: Vec::new(),
                    span: Span::of_minutes(lunch, 30),
                    reason: "lunch".to_owned(),
                };
                // A bay with somebody in it over lunch has none.
                let _ = self.desk.block_time(&crew.ana, &free).await;
            }
        }
        for (made, bay, from, minutes, vehicle, how) in booked {
            let Some((booking, job)) = made else { continue };
            let starts_at = began.plus_minutes(from);
            if how == Now::Booked {
                continue;
            }
            if how == Now::NoShow {
                self.set(self.now);
                self.desk.no_show(&crew.ana, booking).await?;
                continue;
            }
            self.set(starts_at);
            let slack = if how == Now::Late { -15 } else { 45 };
            let promised = starts_at.plus_minutes(minutes + slack);
            self.desk
                .check_in(&crew.ana, booking, &self.arrival(vehicle, promised))
                .await?;
            self.set(starts_at.plus_minutes(5));
            self.bring(&crew, bay, job, how).await?;
        }
        Ok(())
    }

    /// Brings a visit of today as far as it is.
    async fn bring(&self, crew: &Crew, bay: usize, job: JobId, how: Now) -> Result<()> {
        match how {
            Now::Booked | Now::NoShow | Now::Waiting => {}
            Now::InBay(done) => self.work(crew, bay, job, Some(done)).await?,
            Now::Late => self.work(crew, bay, job, Some(1)).await?,
            Now::NeedsYes => {
                self.work(crew, bay, job, Some(1)).await?;
                let more = More {
                    title: "Renew the ignition coil".to_owned(),
                    hours: Qty(2400),
                    part: None,
                    note: "Cylinder 3 misfires; the coil is cracked.".to_owned(),
                };
                self.desk
                    .ask_for_more(&crew.mechanics[bay], job, &more, "")
                    .await?;
            }
            Now::Parts => {
                self.work(crew, bay, job, Some(1)).await?;
                let until = Some(self.after(1, 9 * 60));
                self.desk
                    .put_on_hold(
                        &crew.ana,
                        job,
                        HoldReason::Parts,
                        until,
                        "Exhaust rear, on order",
                    )
                    .await?;
            }
            Now::Check => self.work(crew, bay, job, None).await?,
            Now::Ready | Now::Collected => {
                self.work(crew, bay, job, None).await?;
                self.desk
                    .complete(&crew.ana, job, Unissued::Issue, "")
                    .await?;
                if how == Now::Collected {
                    let draft = self.desk.draft_for_job(&crew.ana, job).await?;
                    let owed = self
                        .desk
                        .invoice_card(&crew.ana, draft)
                        .await?
                        .invoice
                        .total_minor;
                    let card = Tendered {
                        tender: Tender::Card,
                        amount: owed,
                        handed: None,
                        reference: "00417731".to_owned(),
                    };
                    self.desk
                        .pay(&crew.ana, draft, &[card], &format!("demo-{draft}"))
                        .await?;
                    self.desk
                        .hand_over(&crew.ana, job, &HandOver::default())
                        .await?;
                }
            }
        }
        Ok(())
    }
}
