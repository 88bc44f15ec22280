//! Parts and extra work, as the bay asks for them.

use super::own::against;
use super::{Job, Line, NewLine, Undo};
use crate::desk::{Actor, Desk, Done, Error, Inverse, Result, in_tx};
use crate::domain::job::Review;
use crate::domain::line::{Auth, Discount, Kind};
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, PartId, Qty, WorkItemId, msg, text};
use crate::store::Tx;
use crate::store::jobs::{clock, items, lines, notes, tasks};

/// What taking a part led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The line it is on.
    pub line: LineId,
    /// What it says.
    pub description: String,
    /// Whether it was handed out; else the customer has to say yes first.
    pub issued: bool,
}

pub use crate::store::jobs::lines::Pickable;

/// Extra work found in the bay.
#[derive(Clone, Debug)]
pub struct More {
    /// What has to be done.
    pub title: String,
    /// How many hours it takes; nothing for parts alone.
    pub hours: Qty,
    /// A part it needs.
    pub part: Option<(PartId, Qty)>,
    /// What was seen, for the desk.
    pub note: String,
}

impl Desk {
    /// Parts that can be put on a job, by what is typed: an exact barcode or number first, else numbers that begin
    /// so, else words that hold it (permission `stock.see`).
    pub async fn pick_parts(&self, by: &Actor, typed: &str) -> Result<Vec<Pickable>> {
        by.may(Permission::StockSee)?;
        let (mut db, site, typed) = (self.store(), by.site(), typed.trim());
        if let Some(exact) = lines::part_by_code(&mut db, site, typed).await? {
            return Ok(vec![exact]);
        }
        let found = lines::parts_from(&mut db, site, &typed.to_uppercase()).await?;
        let key = text::search_key(typed);
        if !found.is_empty() || key.chars().count() < 3 {
            return Ok(found);
        }
        Ok(lines::parts_like(&mut db, site, &key).await?)
    }

    /// The part with exactly this barcode or number: what a scanner read (permission `stock.see`).
    pub async fn part_of_code(&self, by: &Actor, code: &str) -> Result<Option<Pickable>> {
        by.may(Permission::StockSee)?;
        Ok(lines::part_by_code(&mut self.store(), by.site(), code.trim()).await?)
    }

    /// Takes the part of a line off the shelf. Refused on an unauthorised line unless `job.override`
    /// gives a reason, on another's job unless `job.any` does, beyond what is there unless
    /// `stock.negative` does. Nothing for `qty` takes what is still to take.
    pub async fn take_part(
        &self,
        by: &Actor,
        id: LineId,
        qty: Option<Qty>,
        reason: &str,
    ) -> Result<Done<Taken>> {
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            self.may_take(tx, by, &job, reason).await?;
            let l = lines::get(tx, by.site(), id).await?;
            if l.auth != Auth::Authorised {
                against(by, msg!("line-unauthorised", line = &l.description), reason)?;
            }
            let left = l.qty_milli - (l.issued_milli - l.returned_milli);
            let qty = qty.unwrap_or(left);
            self.hand_out(tx, by, &l, qty, reason).await?;
            self.settle(tx, by, &mut job).await?;
            let taken = Taken {
                line: id,
                description: l.description,
                issued: true,
            };
            Ok(Done::with(
                taken,
                Inverse::Job(Undo::TakePart { line: id, qty }),
            ))
        })
    }

    /// Takes a part that is not on the job yet: it goes on the work item of the running task, is authorised
    /// within what is left of the customer's limit and handed out; beyond the limit it waits for the customer.
    pub async fn take_new_part(
        &self,
        by: &Actor,
        job: JobId,
        part: PartId,
        qty: Qty,
        reason: &str,
    ) -> Result<Done<Taken>> {
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            self.may_take(tx, by, &job, reason).await?;
            let item = self.current_item(tx, by, &job).await?;
            let new = NewLine {
                item,
                ..NewLine::of_part(part, qty)
            };
            let id = self.put_line(tx, by, &job, &new, None).await?;
            let mut issued = self.within_limit(tx, by, id).await?;
            let l = lines::get(tx, by.site(), id).await?;
            if !issued && by.can(Permission::JobOverride) && !reason.trim().is_empty() {
                issued = true;
            }
            if issued {
                self.hand_out(tx, by, &l, qty, reason).await?;
            }
            job = self.job_held(tx, by, job.id).await?;
            self.settle(tx, by, &mut job).await?;
            let taken = Taken {
                line: id,
                description: l.description,
                issued,
            };
            let undo = if issued {
                Undo::TakePart { line: id, qty }
            } else {
                Undo::AddLine { line: id }
            };
            Ok(Done::with(taken, Inverse::Job(undo)))
        })
    }

    /// Puts a taken part back on the shelf; nothing for `qty` puts all of it back.
    pub async fn return_part(
        &self,
        by: &Actor,
        id: LineId,
        qty: Option<Qty>,
        reason: &str,
    ) -> Result<()> {
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            self.may_take(tx, by, &job, reason).await?;
            let l = lines::get(tx, by.site(), id).await?;
            let out = l.issued_milli - l.returned_milli;
            let qty = qty.unwrap_or(out);
            if !qty.is_positive() || qty > out {
                return Err(Error::invalid(
                    "qty",
                    msg!("qty-above-issued", issued = out),
                ));
            }
            self.return_line(tx, by, id, qty).await?;
            self.settle(tx, by, &mut job).await?;
            Ok(())
        })
    }

    /// Takes back that a part was taken: it is on the shelf and kept for the line as before.
    pub(super) async fn untake_part(&self, by: &Actor, id: LineId, qty: Qty) -> Result<()> {
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            self.may_take(tx, by, &job, "undo").await?;
            self.untake_line(tx, by, id, qty).await?;
            self.settle(tx, by, &mut job).await
        })
    }

    /// Extra work found in the bay: a work item with its labour and part. Within what is left of the limit it is
    /// authorised; beyond it the job waits for the customer, and authorised tasks go on. Whether it may begin.
    pub async fn ask_for_more(
        &self,
        by: &Actor,
        job: JobId,
        more: &More,
        reason: &str,
    ) -> Result<bool> {
        let title = text::required(&more.title).map_err(|why| Error::invalid("title", why))?;
        let note = text::note(&more.note).map_err(|why| Error::invalid("note", why))?;
        if more.hours.is_negative() || (more.hours.is_zero() && more.part.is_none()) {
            return Err(Error::invalid("hours", msg!("job-more-needs-work")));
        }
        in_tx!(self, |tx| {
            let job = self.job_billable(tx, by, job).await?;
            self.may_take(tx, by, &job, reason).await?;
            let item = items::insert(tx, job.id, &title, &note, None).await?;
            let mut all = true;
            let mut made = Vec::new();
            if more.hours.is_positive() {
                let labour = NewLine {
                    item: Some(item),
                    kind: Kind::Labour,
                    part: None,
                    operation: None,
                    description: title.clone(),
                    qty: more.hours,
                    price: None,
                    discount: Discount::NONE,
                    free_reason: String::new(),
                    tax_code: None,
                };
                made.push(self.put_line(tx, by, &job, &labour, by.staff()).await?);
            }
            if let Some((part, qty)) = more.part {
                let line = NewLine {
                    item: Some(item),
                    ..NewLine::of_part(part, qty)
                };
                made.push(self.put_line(tx, by, &job, &line, None).await?);
            }
            for id in made {
                all &= self.within_limit(tx, by, id).await?;
            }
            if !note.is_empty() {
                let kept = (false, Review::None);
                notes::insert(tx, by.site(), job.id, &note, kept, by.staff(), self.now()).await?;
            }
            Ok(all)
        })
    }

    /// R-03 for parts, and the job has to be here and not on hold.
    async fn may_take(&self, tx: &mut Tx, by: &Actor, job: &Job, reason: &str) -> Result<()> {
        let tasks = tasks::list(tx, job.id).await?;
        self.may_work_on(by, &tasks, reason)?;
        if job.status.is_here() {
            Ok(())
        } else {
            Err(Error::Refused(msg!(
                "job-not-to-work-on",
                number = &job.number,
                status = job.status.label()
            )))
        }
    }

    async fn hand_out(
        &self,
        tx: &mut Tx,
        by: &Actor,
        l: &Line,
        qty: Qty,
        reason: &str,
    ) -> Result<()> {
        let left = l.qty_milli - (l.issued_milli - l.returned_milli);
        if !qty.is_positive() || qty > left {
            return Err(Error::invalid(
                "qty",
                msg!("job-qty-above-line", left = left),
            ));
        }
        let beyond =
            (by.can(Permission::StockNegative) && !reason.trim().is_empty()).then_some(reason);
        self.issue_line(tx, by, l.id, qty, beyond).await
    }

    /// The work item of the task this person's clock runs on, if it is one of the job's.
    async fn current_item(&self, tx: &mut Tx, by: &Actor, job: &Job) -> Result<Option<WorkItemId>> {
        let Some(staff) = by.staff() else {
            return Ok(None);
        };
        let running = clock::running(tx, staff).await?;
        let tasks = tasks::list(tx, job.id).await?;
        Ok(tasks
            .iter()
            .find(|t| running.iter().any(|r| r.task_id == Some(t.id)))
            .map(|t| t.work_item_id))
    }

    /// Everything a cancelled job kept on the shelf is free again; what was taken has to be put back first.
    pub(super) async fn let_go(&self, tx: &mut Tx, by: &Actor, job: &Job) -> Result<()> {
        let all = lines::list(tx, job.id).await?;
        if let Some(out) = all.iter().find(|l| l.issued_milli > l.returned_milli) {
            return Err(Error::Blocked {
                blockers: vec![msg!("job-part-still-out", line = &out.description)],
            });
        }
        for l in all
            .iter()
            .filter(|l| l.auth == Auth::Authorised && l.part_status.is_some())
        {
            self.release_line(tx, by, l.id).await?;
        }
        for t in tasks::list(tx, job.id).await? {
            if t.status == crate::domain::task::Status::Running {
                clock::stop_task(tx, t.id, self.now()).await?;
            }
            if !t.status.is_over() {
                let on = crate::domain::task::Event::Cancel;
                let to = super::work::next(&t, on)?;
                tasks::set_status(tx, t.id, t.status, to, "", self.now()).await?;
            }
        }
        Ok(())
    }
}
