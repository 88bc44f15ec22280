//! The estimate: written version by version, read by the advisor where the workshop wants that, told to the
//! customer, and good for so many days.

use crate::desk::job::{Card, Point};
use crate::desk::post::Letter;
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::estimate::{Event, Status};
use crate::domain::inspection::{Event as Look, Grade, Status as LookStatus};
use crate::domain::invoice::Item;
use crate::domain::line::{Auth, Kind, Method};
use crate::domain::number::Series;
use crate::domain::outbox::About;
use crate::domain::permission::Permission;
use crate::domain::{EstimateId, JobId, Money, WorkItemId, msg};
use crate::store::estimate::told as rows;
use crate::store::jobs::{lines, tasks, visit};
use crate::store::{Tx, inspection, outbox};
use chrono::{Days, NaiveDate};

use super::super::decide::total;
use super::super::{Job, Line, reason_of};
use super::today::{Bundle, Today};

pub use crate::store::estimate::told::{Before, Estimate};

/// A version with everything that stands on it.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimateCard {
    /// The version that counts: the newest.
    pub estimate: Estimate,
    /// All versions, the newest first.
    pub versions: Vec<Estimate>,
    /// The job as it is now.
    pub card: Card,
    /// What was found that wants doing, soon or now.
    pub findings: Vec<Point>,
    /// What is asked and agreed together, with the taxes of today; `None` where prices have them in.
    pub with_tax: Option<Money>,
    /// Whether lines have changed since it was written.
    pub outdated: bool,
    /// Whether its days are over.
    pub expired: bool,
}

/// How an estimate reaches the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a message, with the estimate attached.
    Message,
    /// A person tells it: on the phone, on paper over the counter.
    Told(Method),
}

/// The lines that are not declined: asked, agreed or still drafts.
fn items(all: &[lines::Line]) -> Result<Vec<Item>> {
    let standing = all.iter().filter(|l| stands(l));
    standing
        .map(|l| {
            Ok(Item {
                total: total(l)?,
                tax: l.tax_code_id,
            })
        })
        .collect()
}

/// What they come to.
fn worth(all: &[lines::Line]) -> Result<Money> {
    Ok(items(all)?.iter().map(|i| i.total).sum())
}

fn stands(l: &lines::Line) -> bool {
    l.kind != Kind::Note && !matches!(l.auth, Auth::Declined | Auth::Deferred)
}

impl Desk {
    /// The estimate of a job with all its versions, if one was written (permission `job.see`).
    pub async fn estimate_of(&self, by: &Actor, job: JobId) -> Result<Option<EstimateCard>> {
        by.may(Permission::JobSee)?;
        let versions = rows::of_job(&mut self.store(), job).await?;
        let Some(estimate) = versions.first().cloned() else {
            return Ok(None);
        };
        let card = self.job_card(by, job).await?;
        let mut db = self.store();
        let mut findings = Vec::new();
        if let Some(look) = inspection::of_job(&mut db, job).await?.first() {
            findings = inspection::points(&mut db, look.id).await?;
            findings.retain(|p| matches!(p.grade, Some(Grade::Amber | Grade::Red)));
        }
        let today = self.site(by.site())?.zone.day_of(self.now());
        let items: Vec<Item> = card
            .lines
            .iter()
            .filter(|l| stands(&l.line))
            .map(|l| Item {
                total: l.total,
                tax: l.line.tax_code_id,
            })
            .collect();
        let with_tax = if items.is_empty() || self.settings().prices_include_tax() {
            None
        } else {
            self.with_tax(&mut db, &items, today).await?
        };
        let now: Money = items.iter().map(|i| i.total).sum();
        Ok(Some(EstimateCard {
            outdated: now != estimate.total_minor,
            expired: estimate.valid_on < today,
            estimate,
            versions,
            card,
            findings,
            with_tax,
        }))
    }

    /// One version as it went to the customer: its words (permission `job.see`).
    pub async fn estimate(&self, by: &Actor, id: EstimateId) -> Result<Estimate> {
        by.may(Permission::JobSee)?;
        Ok(rows::get(&mut self.store(), by.site(), id).await?)
    }

    /// What was done on this vehicle before, the newest first (permission `job.see`).
    pub async fn done_before(&self, by: &Actor, job: JobId) -> Result<Vec<Before>> {
        by.may(Permission::JobSee)?;
        Ok(rows::done_before(&mut self.store(), job, 50).await?)
    }

    /// Writes the lines down as a new version, good for `estimate.valid` days; what is not sent yet is replaced, and
    /// where the days of the one before are over the open lines are priced anew. It waits for the advisor
    /// where `review.estimate` asks for one and its writer is none. Permission
    /// `line.authorise`, or `job.work` with a task on the job.
    pub async fn write_estimate(&self, by: &Actor, job: JobId) -> Result<EstimateId> {
        if !by.can(Permission::LineAuthorise) {
            by.may(Permission::JobWork)?;
        }
        let today = self.site(by.site())?.zone.day_of(self.now());
        in_tx!(self, |tx| {
            let job = self.job_billable(tx, by, job).await?;
            if !by.can(Permission::LineAuthorise) {
                let own = tasks::list(tx, job.id).await?;
                if !own
                    .iter()
                    .any(|t| t.staff_id.is_some() && t.staff_id == by.staff())
                {
                    return Err(Error::Refused(msg!("estimate-not-yours")));
                }
            }
            let before = rows::of_job(tx, job.id).await?;
            let last = before.first();
            if last.is_some_and(|e| e.valid_on < today) {
                self.price_anew(tx, by, &job).await?;
            }
            let all = lines::list(tx, job.id).await?;
            if !all.iter().any(stands) {
                return Err(Error::Refused(msg!("estimate-empty")));
            }
            let (number, revision) = match last {
                Some(e) => (e.number.clone(), e.revision + 1),
                None => {
                    let series = Series::Estimate;
                    (self.give_number(tx, job.site_id, series, today).await?, 1)
                }
            };
            if let Some(e) = last.filter(|e| e.status.can(Event::Replace)) {
                self.move_estimate(tx, by, e, Event::Replace, "").await?;
            }
            let new = rows::New {
                site_id: job.site_id,
                job_id: job.id,
                number: &number,
                revision,
                status: Status::Draft,
                valid_on: self.valid_until(today),
                total_minor: worth(&all)?,
                staff_id: by.staff(),
                at: self.now(),
            };
            let id = rows::insert(tx, &new).await?;
            let mut e = rows::get(tx, by.site(), id).await?;
            if self.settings().reviews_estimates() {
                if by.can(Permission::EstimateReview) {
                    self.move_estimate(tx, by, &e, Event::Approve, "").await?;
                    rows::set_review(tx, id, by.staff(), "", self.now()).await?;
                    e.status = Status::Approved;
                } else {
                    self.move_estimate(tx, by, &e, Event::Submit, "").await?;
                    e.status = Status::Review;
                }
            }
            let entry = Entry {
                verb: "write_estimate",
                entity: "estimate",
                id: id.0,
                new: serde_json::json!({ "number": number, "revision": revision, "status": e.status,
                    "total": new.total_minor }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            Ok(id)
        })
    }

    /// The advisor agrees (R-27; permission `estimate.review`).
    pub async fn approve_estimate(&self, by: &Actor, id: EstimateId) -> Result<()> {
        by.may(Permission::EstimateReview)?;
        in_tx!(self, |tx| {
            let e = rows::get(tx, by.site(), id).await?;
            self.move_estimate(tx, by, &e, Event::Approve, "").await?;
            rows::set_review(tx, id, by.staff(), "", self.now()).await?;
            Ok(())
        })
    }

    /// The advisor wants something changed, and says what (R-27; permission `estimate.review`).
    pub async fn return_estimate(&self, by: &Actor, id: EstimateId, note: &str) -> Result<()> {
        by.may(Permission::EstimateReview)?;
        let note = reason_of(note)?;
        in_tx!(self, |tx| {
            let e = rows::get(tx, by.site(), id).await?;
            self.move_estimate(tx, by, &e, Event::Return, &note).await?;
            rows::set_review(tx, id, by.staff(), &note, self.now()).await?;
            Ok(())
        })
    }

    /// The customer gets it: its lines are proposed, the job waits for their word, and a message goes out with the
    /// words attached, or a person has told it (permission `line.authorise`). Refused while the advisor has not
    /// agreed, when lines have changed since, and when its days are over.
    pub async fn send_estimate(
        &self,
        by: &Actor,
        id: EstimateId,
        way: Way,
        body: &str,
    ) -> Result<()> {
        by.may(Permission::LineAuthorise)?;
        let today = self.site(by.site())?.zone.day_of(self.now());
        in_tx!(self, |tx| {
            let e = rows::get(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, e.job_id).await?;
            if e.valid_on < today {
                return Err(Error::Refused(msg!("estimate-expired", number = &e.number)));
            }
            if e.status == Status::Draft && self.settings().reviews_estimates() {
                return Err(Error::Refused(msg!("estimate-unread")));
            }
            let all = lines::list(tx, job.id).await?;
            if worth(&all)? != e.total_minor {
                return Err(Error::Refused(msg!("estimate-outdated")));
            }
            self.move_estimate(tx, by, &e, Event::Send, "").await?;
            let how = match way {
                Way::Message => {
                    let items = items(&all)?;
                    let gross = if self.settings().prices_include_tax() {
                        None
                    } else {
                        self.with_tax(tx, &items, today).await?
                    };
                    self.send_letter(tx, by, &job, &e, gross.unwrap_or(e.total_minor))
                        .await?;
                    "message".to_owned()
                }
                Way::Told(method) => method.as_str().to_owned(),
            };
            rows::set_sent(tx, id, &how, body, self.now()).await?;
            for l in &all {
                self.ask_customer(tx, by, l).await?;
            }
            if let Some(look) = inspection::of_job(tx, job.id).await?.first()
                && matches!(look.status, LookStatus::Finished | LookStatus::Reviewed)
            {
                self.move_inspection(tx, by, look, Look::Send, "").await?;
            }
            self.settle(tx, by, &mut job).await
        })
    }

    async fn send_letter(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        e: &Estimate,
        total: Money,
    ) -> Result<()> {
        let v = visit::visit(tx, job.id).await?;
        if outbox::recipient(tx, job.customer_id).await?.is_none() {
            return Err(Error::Refused(msg!(
                "job-nowhere-to-tell",
                customer = v.customer
            )));
        }
        let site = self.site(job.site_id)?;
        let facts = serde_json::json!({
            "customer": v.customer,
            "vehicle": format!("{} {} {}", v.make, v.model, v.plate).trim(),
            "workshop": self.settings().workshop(),
            "phone": site.phone,
            "number": e.number,
            "total": total,
            "due_day": e.valid_on.to_string(),
        });
        let letter = Letter {
            event: About::EstimateSent,
            customer: job.customer_id,
            entity: "estimate",
            entity_id: e.id.0,
            occurrence: e.revision.to_string(),
            facts,
            attach: Some(format!("estimate:{}", e.id)),
            not_before: self.now(),
        };
        self.post(tx, by, letter).await
    }

    /// what was told too long ago is priced anew before anybody says yes to it.
    pub(in crate::desk::job) async fn refuse_expired(&self, tx: &mut Tx, job: &Job) -> Result<()> {
        let today = self.site(job.site_id)?.zone.day_of(self.now());
        let last = rows::of_job(tx, job.id).await?.into_iter().next();
        match last.filter(|e| e.status == Status::Sent && e.valid_on < today) {
            Some(e) => Err(Error::Refused(msg!("estimate-expired", number = e.number))),
            None => Ok(()),
        }
    }

    /// The open lines at the prices of today; a line that was decided keeps its own, and its place in its bundle.
    async fn price_anew(&self, tx: &mut Tx, by: &Actor, job: &Job) -> Result<()> {
        let open = |l: &Line| matches!(l.auth, Auth::Draft | Auth::Proposed);
        let all = lines::list(tx, job.id).await?;
        let mut bundles: Vec<(WorkItemId, Option<Bundle>)> = Vec::new();
        for l in &all {
            let item = l.work_item_id;
            let at = match bundles.iter().position(|b| b.0 == item) {
                Some(at) => at,
                None => {
                    bundles.push((item, self.bundle_today(tx, job, item, item).await?));
                    bundles.len() - 1
                }
            };
            let today = match &mut bundles[at].1 {
                Some(bundle) => bundle.of(l)?,
                None => Today::Listed,
            };
            if open(l) {
                self.price_line_anew(tx, by, job, l, today).await?;
            }
        }
        for (item, bundle) in bundles {
            let asked = all.iter().any(|l| l.work_item_id == item && open(l));
            if let Some(evens) = bundle.and_then(Bundle::evening_out).filter(|_| asked) {
                self.put_listed(tx, by, job, &evens, None).await?;
            }
        }
        Ok(())
    }

    async fn price_line_anew(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        l: &Line,
        today: Today,
    ) -> Result<()> {
        if today == Today::Gone {
            lines::set_void(tx, l.id, Some(self.now())).await?;
        } else {
            let new = self
                .sold_today(tx, by, job, (l, l.work_item_id), today)
                .await?;
            // What a person took off stays off.
            let off = match today {
                Today::Costs(..) if l.discount_bp.is_zero() => new.discount_minor,
                _ => l.discount_minor,
            };
            if (new.unit_price_minor, off) == (l.unit_price_minor, l.discount_minor) {
                return Ok(());
            }
            let terms = lines::Terms {
                description: l.description.clone(),
                qty_milli: l.qty_milli,
                unit_price_minor: new.unit_price_minor,
                discount_bp: l.discount_bp,
                discount_minor: off,
                free_reason: new.free_reason,
            };
            lines::set_terms(tx, l.id, l.version, &terms).await?;
        }
        let now = lines::any(tx, l.id).await?;
        let entry = Entry {
            verb: "price_anew",
            entity: "job_line",
            id: l.id.0,
            old: serde_json::json!({ "price": l.unit_price_minor, "off": l.discount_minor }),
            new: serde_json::json!({ "price": now.unit_price_minor, "off": now.discount_minor,
                "gone": today == Today::Gone }),
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }

    fn valid_until(&self, today: NaiveDate) -> NaiveDate {
        let days = u64::try_from(self.settings().estimate_days()).unwrap_or(30);
        today.checked_add_days(Days::new(days)).unwrap_or(today)
    }

    async fn move_estimate(
        &self,
        tx: &mut Tx,
        by: &Actor,
        e: &Estimate,
        event: Event,
        reason: &str,
    ) -> Result<()> {
        let to = e
            .status
            .next(event)
            .map_err(|refused| Error::Refused(refused.msg()))?;
        rows::set_status(tx, e.id, e.status, to).await?;
        let entry = Entry {
            verb: "estimate",
            entity: "estimate",
            id: e.id.0,
            old: serde_json::json!({ "status": e.status }),
            new: serde_json::json!({ "status": to }),
            reason,
        };
        self.record(tx, by, entry).await
    }
}
