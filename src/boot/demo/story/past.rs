//! The visits of the fortnight before: done, billed, and mostly paid.

use super::{Crew, Story};
use crate::boot::demo::cast::VEHICLES;
use crate::desk::billing::{DraftLine, Goods, Tendered};
use crate::desk::job::{HandOver, Opinion, Unissued};
use crate::desk::{Actor, Result};
use crate::domain::payment::Tender;
use crate::domain::rating::Source;
use crate::domain::segment::Indirect;
use crate::domain::{Bp, JobId, Money, Qty, Ts, line};

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

/// What was left for the next shift: days before today, bay, the words.
const WORDS: &[(u64, usize, &str)] = &[
    (
        2,
        1,
        "The torque wrench is away for calibration until Friday; the old one hangs in bay 4.",
    ),
    (
        1,
        0,
        "Lift 2 squeaks when it comes down. The fitter comes at 14:00; nothing above 2 t until then.",
    ),
    (
        1,
        3,
        "The winter wheels of the first two cars stand mounted beside the balancer.",
    ),
];

/// What customers said when they had their keys back: days before today, bay, the score, in their words.
const SAID: &[(u64, usize, i64, &str)] = &[
    (13, 2, 4, ""),
    (12, 1, 5, "Explained what was worn before doing it"),
    (11, 0, 4, ""),
    (11, 4, 3, "Found it at the second try"),
    (10, 1, 5, "Ready an hour early"),
    (9, 3, 3, "Good work, but nobody called"),
    (8, 1, 5, ""),
    (7, 0, 4, ""),
    (6, 1, 4, "Clean seat, thank you"),
    (5, 0, 5, ""),
    (3, 0, 2, "The brakes still squeak a little"),
    (2, 1, 5, "In and out before lunch"),
    (1, 3, 5, ""),
];

/// Whoever collects then says so.
fn opinion(days: u64, bay: usize) -> Option<Opinion> {
    let said = SAID.iter().find(|s| (s.0, s.1) == (days, bay))?;
    Some(Opinion {
        score: said.2,
        comment: said.3.to_owned(),
        source: Source::Counter,
    })
}

/// How a bill was settled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paid {
    Card,
    Cash,
    Transfer,
    /// Half of it so far.
    Part,
    /// Posted, to be paid later.
    OnAccount,
}

impl Story {
    pub(super) async fn past(&self) -> Result<()> {
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
            let who = &crew.mechanics[*bay];
            self.set(self.before(*days, 7 * 60 + 50));
            self.desk.clock_in(who).await?;
            self.set(starts_at.plus_minutes(10));
            self.work(&crew, *bay, job, None).await?;
            self.tidy(who, starts_at.plus_minutes(215)).await?;
            self.desk
                .complete(&crew.ana, job, Unissued::Issue, "")
                .await?;
            self.set(starts_at.plus_minutes(200));
            self.settle(&crew.ana, job, *paid).await?;
            let left = HandOver {
                odometer: Some(VEHICLES[*vehicle].5 + 41),
                reason: "agreed with the customer".to_owned(),
                opinion: opinion(*days, *bay),
            };
            self.desk.hand_over(&crew.mia, job, &left).await?;
            self.leave(&crew, *days, *bay, starts_at.plus_minutes(245))
                .await?;
        }
        self.credit_one().await
    }

    /// Half an hour of cleaning after the work: nobody pays for it, and the figures show it.
    async fn tidy(&self, who: &Actor, at: Ts) -> Result<()> {
        let done = self.desk.now();
        self.set(at.max(done));
        self.desk.indirect(who, Indirect::Cleaning).await?;
        self.set(done);
        Ok(())
    }

    /// The shift ends; whoever knows something leaves a word for the next.
    async fn leave(&self, crew: &Crew, days: u64, bay: usize, at: Ts) -> Result<()> {
        let who = &crew.mechanics[bay];
        self.set(at);
        for (day, at, words) in WORDS {
            if (*day, *at) == (days, bay) {
                self.desk.leave_handover(who, words).await?;
            }
        }
        self.desk.clock_out(who).await?;
        Ok(())
    }

    /// Makes the bill of a job and takes the money for it.
    pub(super) async fn settle(&self, by: &Actor, job: JobId, paid: Paid) -> Result<()> {
        let draft = self.desk.draft_for_job(by, job).await?;
        let owed = self.desk.invoice_card(by, draft).await?.invoice.total_minor;
        let (tender, amount) = match paid {
            Paid::OnAccount => {
                self.desk.post_invoice(by, draft).await?;
                return Ok(());
            }
            Paid::Card => (Tender::Card, owed),
            Paid::Cash => (Tender::Cash, owed),
            Paid::Transfer => (Tender::Transfer, owed),
            Paid::Part => (Tender::Card, Money(owed.0 / 2)),
        };
        let cash = tender == Tender::Cash;
        let tendered = Tendered {
            tender,
            amount,
            handed: cash.then(|| Money(amount.0.div_euclid(1000) * 1000 + 1000)),
            reference: if cash {
                String::new()
            } else {
                format!("{:08}", 417_700 + draft.0)
            },
        };
        self.desk
            .pay(by, draft, &[tendered], &format!("demo-{draft}"))
            .await?;
        Ok(())
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
        let line = DraftLine {
            part: None,
            kind: line::Kind::Fee,
            sku: String::new(),
            description: "Storage of summer tyres".to_owned(),
            qty: Qty::ONE,
            unit: String::new(),
            price: Money(4500),
            discount_rate: Bp::ZERO,
            discount: Money::ZERO,
            free_reason: String::new(),
            tax,
        };
        self.desk.add_draft_line(&mia, draft, &line).await?;
        self.desk.post_invoice(&mia, draft).await?;
        self.desk
            .credit(&mia, draft, "tyres are not stored here", Goods::Stay)
            .await?;
        Ok(())
    }
}
