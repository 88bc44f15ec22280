//! The morning under way: somebody in every stage, so that every state is to be seen.

use super::past::Paid;
use super::{Crew, Story};
use crate::desk::Result;
use crate::desk::booking::Blocking;
use crate::desk::job::{HandOver, JobForm, More, Unissued};
use crate::domain::job::{HoldReason, Priority};
use crate::domain::{JobId, Qty, Span, Ts};

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
    (3, 120, 45, 37, "SEAS", "Winter wheels", Now::Waiting),
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

impl Story {
    pub(super) async fn today(&self) -> Result<()> {
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
        self.set(began.plus_minutes(-10));
        for who in &crew.mechanics {
            self.desk.clock_in(who).await?;
        }
        for (made, bay, from, minutes, vehicle, how) in booked {
            let Some((booking, job)) = made else { continue };
            let starts_at = began.plus_minutes(from);
            if how == Now::Booked {
                self.set(began.plus_minutes(-5));
                self.on_the_road(&crew, vehicle, (booking, job)).await?;
                self.refuse(&crew, bay, vehicle, job).await?;
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
            self.facts(&crew, vehicle, job, how).await?;
            self.bring(&crew, bay, job, how).await?;
            self.on_the_road(&crew, vehicle, (booking, job)).await?;
        }
        Ok(())
    }

    /// What is told about a visit when it comes: who waits presses, and some work is looked at by another.
    async fn facts(&self, crew: &Crew, vehicle: usize, job: JobId, how: Now) -> Result<()> {
        let priority = match vehicle {
            9 => Priority::High,
            1 => Priority::Urgent,
            _ => Priority::Normal,
        };
        let check_required = how == Now::Check;
        if priority == Priority::Normal && !check_required {
            return Ok(());
        }
        let j = self.desk.job_card(&crew.ana, job).await?.job;
        let form = JobForm {
            key_tag: j.key_tag,
            parking: j.parking,
            contact_name: j.contact_name,
            contact_phone: j.contact_phone,
            limit: j.limit_minor,
            priority: priority.number(),
            check_required,
        };
        self.desk.edit_job(&crew.ana, job, j.version, &form).await?;
        Ok(())
    }

    /// One mechanic says no to what they were given this morning.
    async fn refuse(&self, crew: &Crew, bay: usize, vehicle: usize, job: JobId) -> Result<()> {
        if vehicle != 7 {
            return Ok(());
        }
        self.set(self.now.plus_minutes(-20));
        let who = &crew.mechanics[bay];
        for t in self.desk.job_card(&crew.ana, job).await?.tasks {
            if t.task.staff_id == who.staff() {
                self.desk
                    .decline_task(who, t.task.id, "Shoulder: no wheels to lift today")
                    .await?;
            }
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
                self.look_over(crew, bay, job).await?;
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
                    self.settle(&crew.ana, job, Paid::Card).await?;
                    self.desk
                        .hand_over(&crew.ana, job, &HandOver::default())
                        .await?;
                }
            }
        }
        Ok(())
    }
}
