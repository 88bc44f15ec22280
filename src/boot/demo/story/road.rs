//! On the road: three cars of the house's own, and what Dirk fetches and brings today.

use super::{Crew, Story};
use crate::desk::customers::VehicleForm;
use crate::desk::logistics::{Borrower, CarSheet, LegForm, LoanForm, Of};
use crate::desk::{Actor, Result};
use crate::domain::logistics::LegKind;
use crate::domain::vehicle::Use;
use crate::domain::{BookingId, JobId, LegId, Span, Ts, VehicleId};

/// The courtesy cars: plate, make, model, year, odometer.
const CARS: [(&str, &str, &str, i64, i64); 3] = [
    ("KV-88-XD", "VW", "Polo", 2021, 41_218),
    ("TR-20-MM", "Toyota", "Yaris", 2022, 28_940),
    ("H-417-JB", "Kia", "Picanto", 2020, 63_305),
];

impl Story {
    /// The cars, and the loan of one that should have been back yesterday.
    pub(super) async fn courtesy_cars(&mut self) -> Result<()> {
        self.set(self.before(4, 9 * 60));
        let ana = self.log_in("ana").await?;
        for (plate, make, model, year, odometer) in CARS {
            let form = VehicleForm {
                plate: plate.to_owned(),
                make: make.to_owned(),
                model: model.to_owned(),
                year: Some(year),
                odometer: Some(odometer),
                used_as: Use::Courtesy,
                ..VehicleForm::default()
            };
            self.courtesy
                .push(self.desk.add_vehicle(&ana, &form, None).await?.value);
        }
        let until = self.before(1, 17 * 60);
        let who = Borrower::Customer(self.customers[17]);
        self.lent(&ana, who, 2, until).await
    }

    /// What a visit of today has on the road, by its vehicle.
    pub(super) async fn on_the_road(
        &self,
        crew: &Crew,
        vehicle: usize,
        (booking, job): (BookingId, JobId),
    ) -> Result<()> {
        let ana = &crew.ana;
        // On the quarter hour, as people agree on times.
        let quarter = Ts((self.now.0 / 900_000_000) * 900_000_000);
        let window = |from: i64, to: i64| Span {
            start: quarter.plus_minutes(from),
            end: quarter.plus_minutes(to),
        };
        let (of, on) = (Of::Booking(booking), LegKind::Collection);
        match vehicle {
            // Under way to fetch it.
            19 => {
                let note = "Ring at the gate; the car stands in the yard.";
                let leg = self.leg(ana, of, on, window(-15, 45), true, note).await?;
                let dirk = self.log_in("dirk").await?;
                self.desk.start_leg(&dirk, leg).await
            }
            // Agreed, nobody drives yet.
            20 => {
                let leg = self.leg(ana, of, on, window(60, 120), false, "").await;
                leg.map(drop)
            }
            // Ready, and Dirk brings it back after that.
            12 => {
                let (of, back) = (Of::Job(job), LegKind::Delivery);
                let note = "Paid by bank. Key into the letter box if nobody opens.";
                let leg = self.leg(ana, of, back, window(75, 135), true, note).await;
                leg.map(drop)
            }
            // Its customer drives one of ours until tomorrow.
            13 => {
                let until = self.after(1, 17 * 60);
                self.lent(ana, Borrower::Visit(Of::Job(job)), 0, until)
                    .await
            }
            // Its customer is to get one when they come.
            6 => {
                let form = LoanForm {
                    vehicle: self.courtesy[1],
                    starts_at: quarter.plus_minutes(180),
                    due_at: self.after(1, 17 * 60),
                    note: String::new(),
                };
                let done = self.desk.reserve_loan(ana, Borrower::Visit(of), &form);
                done.await.map(drop)
            }
            _ => Ok(()),
        }
    }

    async fn leg(
        &self,
        by: &Actor,
        of: Of,
        kind: LegKind,
        window: Span,
        driven: bool,
        note: &str,
    ) -> Result<LegId> {
        let drivers = self.desk.drivers(by).await?;
        let form = LegForm {
            address: String::new(),
            window: Some(window),
            driver: drivers.first().filter(|_| driven).map(|d| d.id),
            note: note.to_owned(),
        };
        Ok(self.desk.request_leg(by, of, kind, &form).await?.value)
    }

    /// One of the cars goes out now.
    async fn lent(&self, by: &Actor, who: Borrower, car: usize, until: Ts) -> Result<()> {
        let vehicle: VehicleId = self.courtesy[car];
        let form = LoanForm {
            vehicle,
            starts_at: self.desk.now(),
            due_at: until,
            note: String::new(),
        };
        let loan = self.desk.reserve_loan(by, who, &form).await?.value;
        let sheet = CarSheet {
            odometer: Some(CARS[car].4),
            fuel: "full".to_owned(),
            damage: "none".to_owned(),
            licence: true,
        };
        self.desk.lend(by, loan, &sheet).await
    }
}
