//! The job card: one visit with everything on it, in one read.

use super::check::facts;
use super::decide::total;
use super::settle::is_authorised;
use super::work::places;
use super::{
    Clocked, Covered, DecisionRow, Item as WorkItem, Job, Learned, Line, Need, Note, PutOffSum,
    Rating, Shelf, StageRow, Sublet, Task,
};
use crate::desk::board::still::of_job;
use crate::desk::logistics::Road;
use crate::desk::{Actor, Desk, Result};
use crate::domain::action::Action;
use crate::domain::invoice::{self, Item};
use crate::domain::job::{Blocker, Known, Still, blockers, still};
use crate::domain::line::{Auth, Kind};
use crate::domain::permission::Permission;
use crate::domain::task::waits_for;
use crate::domain::{JobId, LineId, Money, StaffId, Ts};
use crate::store::filtered::actions;
use crate::store::jobs::{self as rows, board, clock, header, items, notes, ratings, visit};
use crate::store::sublets;

pub use crate::store::jobs::visit::{InvoiceRow as InvoiceOf, Visit};

/// A line with what it comes to and where its part lies.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLine {
    /// The row.
    pub line: Line,
    /// What it comes to.
    pub total: Money,
    /// Its part on the shelf.
    pub shelf: Option<Shelf>,
}

/// A task with its clock.
#[derive(Clone, Debug, PartialEq)]
pub struct CardTask {
    /// The row.
    pub task: Task,
    /// Seconds on the clock, without what runs now.
    pub seconds: i64,
    /// Since when the clock runs.
    pub running_since: Option<Ts>,
    /// Whether it may be worked on.
    pub authorised: bool,
    /// No or not now, where the customer said so of its line.
    pub refused: Option<Auth>,
    /// Whether one before it has to be done first.
    pub waits: bool,
}

impl CardTask {
    /// Minutes on the clock by now.
    #[must_use]
    pub fn minutes(&self, now: Ts) -> i64 {
        let running = self
            .running_since
            .map_or(0, |since| since.seconds_until(now).max(0));
        (self.seconds + running) / 60
    }
}

/// One visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The header.
    pub job: Job,
    /// Customer, vehicle, booking.
    pub visit: Visit,
    /// Work items in their order.
    pub items: Vec<WorkItem>,
    /// Lines in their order.
    pub lines: Vec<CardLine>,
    /// Tasks in their order.
    pub tasks: Vec<CardTask>,
    /// Notes, newest first.
    pub notes: Vec<Note>,
    /// What the customer said, oldest first.
    pub decisions: Vec<DecisionRow>,
    /// The steps the job took, oldest first.
    pub stages: Vec<StageRow>,
    /// Its invoices, newest first.
    pub invoices: Vec<InvoiceOf>,
    /// The equipment its tasks need.
    pub needs: Vec<Need>,
    /// Who worked on it: the check is another's, where one is wanted.
    pub doers: Vec<(StaffId, String)>,
    /// What customers put off on this vehicle before.
    pub put_off: PutOffSum,
    /// Its lines that another firm works on.
    pub sublets: Vec<Sublet>,
    /// Who fetches and brings the vehicle, and which of ours is lent.
    pub road: Road,
    /// What keeps it from being ready.
    pub blockers: Vec<Blocker>,
    /// What was agreed, with the taxes of today; `None` where prices have them in, or nothing is agreed.
    pub with_tax: Option<Money>,
    /// What says why it is not moving (S1-90).
    pub known: Known,
    /// What the customer left here that no invoice has got: deposits and credit. Nothing for those who may
    /// not see money.
    pub held: Money,
    /// What its operations took on vehicles of this model before.
    pub learned: Vec<Learned>,
    /// Work on the vehicle that is under warranty.
    pub covered: Vec<Covered>,
    /// The number of the job it comes back for.
    pub comeback: Option<String>,
    /// What the customer thought of it.
    pub rating: Option<Rating>,
    /// What is to be done next.
    pub action: Action,
}

impl Card {
    /// What the lines in this state come to.
    #[must_use]
    pub fn sum(&self, auth: Auth) -> Money {
        self.lines
            .iter()
            .filter(|l| l.line.auth == auth)
            .map(|l| l.total)
            .sum()
    }

    /// What the customer was asked about and has not decided on.
    #[must_use]
    pub fn asked(&self) -> Money {
        let asked = self.lines.iter().filter(|l| is_asked(&l.line));
        asked.map(|l| l.total).sum()
    }

    /// What is to be asked: drafts, and what was found in the bay.
    #[must_use]
    pub fn not_asked(&self) -> Money {
        self.sum(Auth::Draft) + self.sum(Auth::Proposed) - self.asked()
    }

    /// The lines the customer has not decided on.
    #[must_use]
    pub fn undecided(&self) -> Vec<LineId> {
        self.lines
            .iter()
            .filter(|l| {
                l.line.kind != Kind::Note && matches!(l.line.auth, Auth::Draft | Auth::Proposed)
            })
            .map(|l| l.line.id)
            .collect()
    }

    /// What is left of the limit agreed at check-in, if one was.
    #[must_use]
    pub fn limit_left(&self) -> Option<Money> {
        self.job
            .limit_minor
            .map(|limit| (limit - self.sum(Auth::Authorised)).max(Money::ZERO))
    }

    /// The posted invoice that bills it, else the draft.
    #[must_use]
    pub fn invoice(&self) -> Option<&InvoiceOf> {
        let bill = |i: &&InvoiceOf| i.kind == invoice::Kind::Invoice;
        self.invoices
            .iter()
            .filter(bill)
            .find(|i| i.status == invoice::Status::Posted)
            .or_else(|| self.invoices.iter().find(bill))
    }
}

/// Whether the customer was asked about a line and has not decided.
#[must_use]
pub fn is_asked(line: &Line) -> bool {
    line.auth == Auth::Proposed && line.asked_at.is_some()
}

impl Desk {
    /// One visit with everything on it (permission `job.see`).
    pub async fn job_card(&self, by: &Actor, id: JobId) -> Result<Card> {
        by.may(Permission::JobSee)?;
        let mut db = self.store();
        let job = header::get(&mut db, by.site(), id).await?;
        let all = rows::lines::list(&mut db, id).await?;
        let done = rows::tasks::list(&mut db, id).await?;
        let clocked: Vec<Clocked> = clock::of_job(&mut db, id).await?;
        let shelf = rows::lines::shelf(&mut db, id).await?;
        let sublets = sublets::of_job(&mut db, id).await?;
        let found = blockers(&facts(&job, &all, &done, &sublets));
        let places = places(&done);
        let tasks: Vec<CardTask> = done
            .into_iter()
            .map(|task| {
                let time = clocked.iter().find(|c| c.task_id == task.id);
                CardTask {
                    seconds: time.map_or(0, |c| c.seconds),
                    running_since: time.and_then(|c| c.running_since),
                    authorised: is_authorised(&task, &all),
                    refused: all
                        .iter()
                        .find(|l| Some(l.id) == task.job_line_id)
                        .map(|l| l.auth)
                        .filter(|auth| matches!(auth, Auth::Declined | Auth::Deferred)),
                    waits: waits_for(&places, task.id).is_some(),
                    task,
                }
            })
            .collect();
        let mut lines = Vec::with_capacity(all.len());
        for line in all {
            lines.push(CardLine {
                total: total(&line)?,
                shelf: shelf.iter().find(|s| s.line_id == line.id).cloned(),
                line,
            });
        }
        let mut items = items::list(&mut db, id).await?;
        // A bundle whose every row was taken back is as if it had never been put here.
        items.retain(|i| {
            i.canned_job_id.is_none()
                || lines.iter().any(|l| l.line.work_item_id == i.id)
                || tasks.iter().any(|t| t.task.work_item_id == i.id)
        });
        let agreed: Vec<Item> = lines
            .iter()
            .filter(|l| l.line.auth == Auth::Authorised)
            .map(|l| Item {
                total: l.total,
                tax: l.line.tax_code_id,
            })
            .collect();
        let with_tax = if agreed.is_empty() || self.settings().prices_include_tax() {
            None
        } else {
            let today = self.site(by.site())?.zone.day_of(self.now());
            self.with_tax(&mut db, &agreed, today).await?
        };
        let seen = visit::visit(&mut db, id).await?;
        let at_work = board::at_work(&mut db, by.site()).await?;
        let told = match job.ready_at {
            Some(at) => visit::was_told(&mut db, id, at).await?,
            None => false,
        };
        let now = (told, self.now());
        let known = of_job(
            &job,
            seen.starts_at,
            (&lines, &sublets),
            &tasks,
            &at_work,
            now,
        );
        let held = if by.can(Permission::InvoiceSee) {
            self.credit_of(&mut db, job.customer_id).await?
        } else {
            Money::ZERO
        };
        Ok(Card {
            known,
            visit: seen,
            notes: notes::list(&mut db, id).await?,
            decisions: rows::lines::decisions(&mut db, id).await?,
            stages: header::stages(&mut db, id).await?,
            invoices: visit::invoices(&mut db, id).await?,
            covered: self.covered_on(&mut db, by, &job, &items).await?,
            comeback: match job.comeback_of_id {
                Some(of) => Some(header::get(&mut db, by.site(), of).await?.number),
                None => None,
            },
            rating: ratings::of_job(&mut db, id).await?,
            learned: self.learned_of(&mut db, id).await?,
            needs: rows::tasks::equipment_of(&mut db, id).await?,
            doers: rows::tasks::doers(&mut db, id).await?,
            action: actions::of_job(&mut db, id, &self.ground(by)?).await?,
            put_off: self.put_off_sum(&mut db, job.vehicle_id).await?,
            items,
            sublets,
            road: self.road(&mut db, job.booking_id, Some(id)).await?,
            blockers: found,
            with_tax,
            held,
            job,
            lines,
            tasks,
        })
    }

    /// Why a car is not moving, in one line, for whoever asks about it (S1-90; permission `job.see`).
    pub async fn why_still(&self, by: &Actor, id: JobId) -> Result<Still> {
        let known = self.job_card(by, id).await?.known;
        Ok(still(&known, self.site(by.site())?.zone, self.now()))
    }

    /// The job with this number at the actor's site (permission `job.see`).
    pub async fn job_by_number(&self, by: &Actor, number: &str) -> Result<Option<JobId>> {
        by.may(Permission::JobSee)?;
        Ok(header::by_number(&mut self.store(), by.site(), number.trim()).await?)
    }
}
