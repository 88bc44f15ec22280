//! What has happened in the demo: a fortnight of visits, a morning under way, and a week to come.
//!
//! It is told with the desk's own verbs on a clock that is moved along, so every rule holds and every figure can
//! be explained. The same day always makes the same story.

mod ahead;
mod ground;
mod looked;
mod past;
mod road;
mod today;

use chrono::{Days, NaiveDate};

use super::cast::{AT_BAY, CUSTOMERS, PARTS, VEHICLES};
use crate::desk::auth::DEMO_PASSWORD;
use crate::desk::booking::Order;
use crate::desk::job::{Arrival, Authority, NewLine, Task};
use crate::desk::{Actor, Desk, Result};
use crate::domain::booking::{Arrival as Comes, Source};
use crate::domain::line::Method;
use crate::domain::session::Via;
use crate::domain::{
    BayId, BookingId, BookingTypeId, CannedJobId, CustomerId, JobId, Money, PartId, Qty, StaffId,
    TaskId, Ts, VehicleId, Zone,
};

/// The terminal the story was told at.
const TERMINAL: &str = "counter-1";

/// What the bay finds and does, by a word of the work's title.
const FOUND: &[(&str, &str, &str)] = &[
    (
        "Brake",
        "Pads down to 2 mm, lip on the discs",
        "Renewed, run in, 68 % on the bench",
    ),
    ("Diagnos", "Found, see the print of the fault memory", ""),
    (
        "service",
        "Belt cover loose on two clips",
        "Clips renewed, noise gone",
    ),
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
    courtesy: Vec<VehicleId>,
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
            courtesy: Vec::new(),
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
        story.courtesy_cars().await?;
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
            tools: Vec::new(),
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
            parking: ["yard 1", "yard 2", "street", "hall"][vehicle % 4].to_owned(),
            damage: if vehicle.is_multiple_of(6) {
                "scratch on the rear bumper".to_owned()
            } else {
                String::new()
            },
            contact_name: name.to_owned(),
            contact_phone: phone.to_owned(),
            limit: Money(10_000),
            promised_at: Some(promised_at),
            promise_reason: String::new(),
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
    ) -> Result<Option<(BookingId, JobId)>> {
        let booked = self.desk.book(by, order).await?.value;
        let Some(job) = booked.job else {
            return Ok(None);
        };
        if let Some((part, qty)) = self.part_for(code) {
            // Under the work it is for, not under the words the customer called with.
            let card = self.desk.job_card(by, job).await?;
            let item = card.items.iter().find(|i| i.canned_job_id.is_some());
            let line = NewLine {
                item: item.map(|i| i.id),
                ..NewLine::of_part(part, qty)
            };
            self.desk.add_line(by, job, &line).await?;
        }
        Ok(Some((booked.id, job)))
    }

    /// The words of the bay, where the work is of a kind that finds something.
    async fn report(&self, who: &Actor, task: TaskId) -> Result<()> {
        let item = self.desk.work_words(who, task).await?;
        let found = FOUND.iter().find(|f| item.title.contains(f.0));
        if let Some((_, cause, correction)) = found {
            self.desk
                .report_work(who, task, item.version, (cause, correction))
                .await?;
        }
        Ok(())
    }

    /// How long a task took: today as planned, before that a little less or more, as work goes.
    fn took(&self, task: &Task) -> i64 {
        let planned = task.planned_min.max(5);
        if self.zone.day_of(self.desk.now()) == self.today {
            planned
        } else {
            planned * (85 + task.id.0 * 17 % 50) / 100
        }
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
            let end = self.desk.now().plus_minutes(self.took(&task.task));
            self.set(if end > self.now { self.now } else { end });
            self.desk.done(who, task.task.id, "").await?;
        }
        if let Some(first) = card.tasks.first().filter(|_| count > 0) {
            self.report(who, first.task.id).await?;
        }
        if let Some(next) = tasks.and_then(|n| card.tasks.get(n)) {
            self.desk.start(who, next.task.id, "").await?;
        }
        Ok(())
    }
}
