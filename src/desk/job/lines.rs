//! Lines and work items edited by hand.

use super::canned::hour;
use super::decide::{next, total};
use super::{Job, Line, Undo, Words};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::line::{self, Auth, AuthEvent, Discount, Kind};
use crate::domain::permission::Permission;
use crate::domain::{
    JobId, LineId, Money, OperationId, PartId, Qty, StaffId, TaxCodeId, WorkItemId, msg, task, text,
};
use crate::store::Tx;
use crate::store::jobs::{canned, items, lines, tasks};

/// A line to be added. What is left out comes from the catalogue.
#[derive(Clone, Debug)]
pub struct NewLine {
    /// The work item; `None` is the last, or a new one named like the line.
    pub item: Option<WorkItemId>,
    /// What it sells.
    pub kind: Kind,
    /// The part, for a part or a tyre.
    pub part: Option<PartId>,
    /// The operation, for coded labour.
    pub operation: Option<OperationId>,
    /// What it says; empty takes the catalogue's words.
    pub description: String,
    /// Pieces, litres, or hours sold.
    pub qty: Qty,
    /// The price of one; `None` is the list price.
    pub price: Option<Money>,
    /// What is taken off.
    pub discount: Discount,
    /// Why it costs nothing.
    pub free_reason: String,
    /// `None` is the catalogue's.
    pub tax_code: Option<TaxCodeId>,
}

impl NewLine {
    /// So much of a part, at its list price.
    #[must_use]
    pub fn of_part(part: PartId, qty: Qty) -> NewLine {
        NewLine {
            item: None,
            kind: Kind::Part,
            part: Some(part),
            operation: None,
            description: String::new(),
            qty,
            price: None,
            discount: Discount::NONE,
            free_reason: String::new(),
            tax_code: None,
        }
    }

    /// So many hours of work, at the usual rate.
    #[must_use]
    pub fn of_labour(description: &str, hours: Qty) -> NewLine {
        NewLine {
            kind: Kind::Labour,
            part: None,
            description: description.to_owned(),
            qty: hours,
            ..NewLine::of_part(PartId(0), hours)
        }
    }
}

/// What a person may change on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineForm {
    /// What it says.
    pub description: String,
    /// Pieces, litres, or hours sold.
    pub qty: Qty,
    /// The price of one.
    pub price: Money,
    /// What is taken off.
    pub discount: Discount,
    /// Why it costs nothing.
    pub free_reason: String,
}

impl From<&Line> for LineForm {
    fn from(l: &Line) -> LineForm {
        LineForm {
            description: l.description.clone(),
            qty: l.qty_milli,
            price: l.unit_price_minor,
            discount: Discount {
                rate: l.discount_bp,
                amount: l.discount_minor,
            },
            free_reason: l.free_reason.clone(),
        }
    }
}

impl Desk {
    /// Adds a work item: a concern in the customer's words (permission `job.edit`).
    pub async fn add_work_item(
        &self,
        by: &Actor,
        job: JobId,
        title: &str,
        concern: &str,
    ) -> Result<WorkItemId> {
        by.may(Permission::JobEdit)?;
        let title = text::required(title).map_err(|why| Error::invalid("title", why))?;
        let concern = text::note(concern).map_err(|why| Error::invalid("concern", why))?;
        in_tx!(self, |tx| {
            self.job_open(tx, by, job).await?;
            let id = items::insert(tx, job, &title, &concern, None).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "add_work_item",
                    entity: "work_item",
                    id: id.0,
                    new: serde_json::json!({ "job": job, "title": title }),
                    ..Entry::default()
                },
            )
            .await?;
            Ok(id)
        })
    }

    /// Saves title, concern, cause and correction, if nobody saved since `version` (permission `job.edit`).
    pub async fn edit_work_item(
        &self,
        by: &Actor,
        job: JobId,
        id: WorkItemId,
        version: i64,
        words: &Words,
    ) -> Result<()> {
        by.may(Permission::JobEdit)?;
        let note = |field, raw: &str| text::note(raw).map_err(|why| Error::invalid(field, why));
        let words = Words {
            title: text::required(&words.title).map_err(|why| Error::invalid("title", why))?,
            concern: note("concern", &words.concern)?,
            cause: note("cause", &words.cause)?,
            correction: note("correction", &words.correction)?,
        };
        in_tx!(self, |tx| {
            self.job_open(tx, by, job).await?;
            let was = items::get(tx, job, id).await?;
            items::set_words(tx, id, version, &words).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "edit_work_item",
                    entity: "work_item",
                    id: id.0,
                    old: serde_json::json!({ "title": was.title, "concern": was.concern, "cause": was.cause,
                        "correction": was.correction }),
                    new: serde_json::json!({ "title": words.title, "concern": words.concern,
                        "cause": words.cause, "correction": words.correction }),
                    ..Entry::default()
                },
            )
            .await
        })
    }

    /// Adds a line as a draft; labour brings its task (permission `job.edit`, a price away from the list
    /// `line.price`, a discount `line.discount`).
    pub async fn add_line(&self, by: &Actor, job: JobId, new: &NewLine) -> Result<Done<LineId>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            let id = self.put_line(tx, by, &job, new, None).await?;
            self.settle(tx, by, &mut job).await?;
            Ok(Done::with(id, Inverse::Job(Undo::AddLine { line: id })))
        })
    }

    /// The row, its task and its audit line; permissions on price and discount are asked here.
    pub(super) async fn put_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        new: &NewLine,
        staff: Option<StaffId>,
    ) -> Result<LineId> {
        let l = self.listed(tx, by, job, new).await?;
        self.check_terms(tx, by, &l).await?;
        let id = lines::insert(tx, &l).await?;
        if l.kind == Kind::Labour {
            let group = tasks::last_group(tx, job.id).await? + 1;
            tasks::insert(
                tx,
                &tasks::New {
                    site_id: by.site(),
                    job_id: job.id,
                    work_item_id: l.work_item_id,
                    job_line_id: Some(id),
                    sequence_group: group,
                    title: &l.description,
                    planned_min: l.qty_milli.hours_to_minutes(),
                    staff_id: staff,
                    internal: false,
                },
            )
            .await?;
        }
        self.record(
            tx,
            by,
            Entry {
                verb: "add_line",
                entity: "job_line",
                id: id.0,
                new: serde_json::json!({ "job": job.id, "kind": l.kind, "part": l.part_id,
                    "description": l.description, "qty_milli": l.qty_milli,
                    "unit_price_minor": l.unit_price_minor, "discount_bp": l.discount_bp,
                    "discount_minor": l.discount_minor }),
                ..Entry::default()
            },
        )
        .await?;
        Ok(id)
    }

    /// The row, with what the catalogue says where nothing was said.
    async fn listed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        new: &NewLine,
    ) -> Result<lines::New> {
        let mut said =
            text::name(&new.description).map_err(|why| Error::invalid("description", why))?;
        let mut kind = new.kind;
        let (mut unit, mut list, mut tax) = (String::new(), None, new.tax_code);
        if let Some(part) = new.part.filter(|_| kind.is_stocked()) {
            let facts = lines::part_facts(tx, part).await?;
            kind = match facts.kind {
                crate::domain::stock::PartKind::Tyre => Kind::Tyre,
                _ => Kind::Part,
            };
            if said.is_empty() {
                said = facts.description;
            }
            (unit, list, tax) = (
                facts.unit,
                Some(facts.price_minor),
                tax.or(Some(facts.tax_code_id)),
            );
        } else if kind == Kind::Labour {
            let mut code = String::new();
            if let Some(operation) = new.operation {
                let facts = canned::operation(tx, operation).await?;
                if said.is_empty() {
                    said = facts.title;
                }
                (code, tax) = (facts.rate_code, tax.or(Some(facts.tax_code_id)));
            }
            "h".clone_into(&mut unit);
            list = Some(hour(tx, self, by.site(), &code).await?);
        }
        if said.is_empty() {
            return Err(Error::invalid("description", msg!("text-empty")));
        }
        if !new.qty.is_positive() && kind != Kind::Note {
            return Err(Error::invalid("qty", msg!("qty-not-positive")));
        }
        if new.price.is_some() && list.is_some() && new.price != list {
            by.may(Permission::LinePrice)?;
        }
        let item = match new.item {
            Some(item) => items::get(tx, job.id, item).await?.id,
            None => match items::list(tx, job.id).await?.last() {
                Some(item) => item.id,
                None => items::insert(tx, job.id, &said, "", None).await?,
            },
        };
        Ok(lines::New {
            site_id: by.site(),
            job_id: job.id,
            work_item_id: item,
            kind,
            operation_id: new.operation.filter(|_| kind == Kind::Labour),
            part_id: new.part.filter(|_| kind.is_stocked()),
            description: said,
            qty_milli: new.qty,
            unit,
            unit_price_minor: new.price.or(list).unwrap_or_default(),
            discount_bp: new.discount.rate,
            discount_minor: if new.discount.rate.is_zero() {
                new.discount.amount
            } else {
                Money::ZERO
            },
            free_reason: text::name(&new.free_reason)
                .map_err(|why| Error::invalid("free_reason", why))?,
            tax_code_id: match tax {
                Some(tax) => tax,
                None => self.usual_tax(tx).await?,
            },
        })
    }

    /// quantity and price; R-52: the discount's cap; and that the amounts stay in range.
    async fn check_terms(&self, tx: &mut Tx, by: &Actor, l: &lines::New) -> Result<()> {
        if l.unit_price_minor.is_negative() {
            return Err(Error::invalid("price", msg!("job-price-negative")));
        }
        if l.unit_price_minor.is_zero() && l.kind.needs_free_reason() && l.free_reason.is_empty() {
            return Err(Error::invalid(
                "free_reason",
                msg!("job-free-reason-missing"),
            ));
        }
        if l.discount_bp.is_negative() || l.discount_bp.0 > 10_000 || l.discount_minor.is_negative()
        {
            return Err(Error::invalid(
                "discount",
                msg!("job-discount-out-of-range"),
            ));
        }
        let discount = Discount {
            rate: l.discount_bp,
            amount: l.discount_minor,
        };
        let amounts = line::amounts(l.kind, l.qty_milli, l.unit_price_minor, discount)
            .map_err(|e| Error::invalid("price", e.msg()))?;
        // The board adds lines up in the store: no product may leave the range there.
        if amounts.base.abs() > Money::LIMIT {
            return Err(Error::invalid("price", msg!("amount-too-large")));
        }
        if amounts.discount.is_positive() {
            by.may(Permission::LineDiscount)?;
            if let Some(staff) = by.staff() {
                let cap = canned::discount_cap(tx, staff).await?;
                let most = amounts
                    .base
                    .share(cap)
                    .map_err(|e| Error::invalid("discount", e.msg()))?;
                if amounts.discount > most {
                    return Err(Error::invalid(
                        "discount",
                        msg!("job-discount-above-cap", most = most),
                    ));
                }
            }
        }
        Ok(())
    }

    /// Changes a line, if nobody saved since `version`. An authorised line that now costs more than the customer
    /// agreed to has to be asked about again; an invoiced one is locked. Permission `job.edit`, a
    /// price away from what it was `line.price`, a discount `line.discount`.
    pub async fn edit_line(
        &self,
        by: &Actor,
        id: LineId,
        version: i64,
        form: &LineForm,
    ) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        let description =
            text::required(&form.description).map_err(|why| Error::invalid("description", why))?;
        let free_reason =
            text::name(&form.free_reason).map_err(|why| Error::invalid("free_reason", why))?;
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            let was = lines::get(tx, by.site(), id).await?;
            if matches!(was.auth, Auth::Declined | Auth::Deferred) {
                return Err(Error::Refused(msg!(
                    "line-decided",
                    line = &was.description
                )));
            }
            if form.price != was.unit_price_minor {
                by.may(Permission::LinePrice)?;
            }
            if !form.qty.is_positive() && was.kind != Kind::Note {
                return Err(Error::invalid("qty", msg!("qty-not-positive")));
            }
            if form.qty < was.issued_milli - was.returned_milli {
                return Err(Error::invalid(
                    "qty",
                    msg!("job-qty-below-issued", issued = was.issued_milli),
                ));
            }
            let new = lines::New {
                site_id: by.site(),
                job_id: job.id,
                work_item_id: was.work_item_id,
                kind: was.kind,
                operation_id: was.operation_id,
                part_id: was.part_id,
                description: description.clone(),
                qty_milli: form.qty,
                unit: was.unit.clone(),
                unit_price_minor: form.price,
                discount_bp: form.discount.rate,
                discount_minor: if form.discount.rate.is_zero() {
                    form.discount.amount
                } else {
                    Money::ZERO
                },
                free_reason: free_reason.clone(),
                tax_code_id: was.tax_code_id,
            };
            self.check_terms(tx, by, &new).await?;
            let kept = was.part_status.is_some()
                && was.auth == Auth::Authorised
                && form.qty != was.qty_milli;
            if kept {
                self.release_line(tx, by, id).await?;
            }
            let terms = lines::Terms {
                description: new.description,
                qty_milli: new.qty_milli,
                unit_price_minor: new.unit_price_minor,
                discount_bp: new.discount_bp,
                discount_minor: new.discount_minor,
                free_reason: new.free_reason,
            };
            lines::set_terms(tx, id, version, &terms).await?;
            let now = lines::get(tx, by.site(), id).await?;
            let again = self.asks_again(&now)?;
            if again {
                let to = next(&now, AuthEvent::Reprice)?;
                lines::set_auth(tx, id, now.auth, to, None).await?;
                if now.part_status.is_some() && !kept {
                    self.release_line(tx, by, id).await?;
                }
            } else if kept {
                self.reserve_line(tx, by, id).await?;
            }
            self.record(
                tx,
                by,
                Entry {
                    verb: "edit_line",
                    entity: "job_line",
                    id: id.0,
                    old: terms_of(&was),
                    new: terms_of(&now),
                    reason: if again { "R-32" } else { "" },
                },
            )
            .await?;
            self.settle(tx, by, &mut job).await?;
            let undo = Undo::EditLine {
                line: id,
                version: version + 1,
                form: LineForm::from(&was),
            };
            Ok(Done::with((), Inverse::Job(undo)))
        })
    }

    /// whether an authorised line now costs more than was agreed.
    fn asks_again(&self, l: &Line) -> Result<bool> {
        let (Auth::Authorised, Some(agreed)) = (l.auth, l.authorised_minor) else {
            return Ok(false);
        };
        line::asks_again(agreed, total(l)?, self.settings().tolerance())
            .map_err(|e| Error::invalid("price", e.msg()))
    }

    /// Takes a line off the job: nothing of it issued, no work on it begun (permission `job.edit`).
    pub async fn void_line(&self, by: &Actor, id: LineId) -> Result<Done<()>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            let l = lines::get(tx, by.site(), id).await?;
            let begun = tasks::list(tx, job.id).await?.iter().any(|t| {
                t.job_line_id == Some(id)
                    && !matches!(t.status, task::Status::Todo | task::Status::Cancelled)
            });
            if begun || l.issued_milli > l.returned_milli {
                return Err(Error::Refused(msg!("line-begun", line = &l.description)));
            }
            if l.auth == Auth::Authorised && l.part_status.is_some() {
                self.release_line(tx, by, id).await?;
            }
            lines::set_void(tx, id, Some(self.now())).await?;
            self.record_void(tx, by, "void_line", &l).await?;
            self.settle(tx, by, &mut job).await?;
            Ok(Done::with((), Inverse::Job(Undo::VoidLine { line: id })))
        })
    }

    /// Puts a void line back as it was (permission `job.edit`).
    pub(super) async fn restore_line(&self, by: &Actor, id: LineId) -> Result<()> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), id).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            lines::set_void(tx, id, None).await?;
            let l = lines::get(tx, by.site(), id).await?;
            if l.auth == Auth::Authorised && l.part_status.is_some() {
                self.reserve_line(tx, by, id).await?;
            }
            self.record_void(tx, by, "restore_line", &l).await?;
            self.settle(tx, by, &mut job).await
        })
    }

    async fn record_void(&self, tx: &mut Tx, by: &Actor, verb: &str, l: &Line) -> Result<()> {
        self.record(
            tx,
            by,
            Entry {
                verb,
                entity: "job_line",
                id: l.id.0,
                old: terms_of(l),
                ..Entry::default()
            },
        )
        .await
    }

    /// Puts the lines of a job into this order (permission `job.edit`).
    pub async fn reorder_lines(&self, by: &Actor, job: JobId, order: &[LineId]) -> Result<()> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            self.job_billable(tx, by, job).await?;
            let mut all: Vec<LineId> = lines::list(tx, job).await?.iter().map(|l| l.id).collect();
            same(&mut all, order)?;
            lines::reorder(tx, job, order).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "reorder",
                    entity: "job",
                    id: job.0,
                    new: serde_json::json!({ "lines": order }),
                    ..Entry::default()
                },
            )
            .await
        })
    }
}

/// The order names each row once; else somebody has added or removed one since.
pub(super) fn same<T: Ord + Copy>(all: &mut [T], order: &[T]) -> Result<()> {
    let mut wanted = order.to_vec();
    wanted.sort_unstable();
    all.sort_unstable();
    if wanted == all {
        Ok(())
    } else {
        Err(crate::store::Error::Stale.into())
    }
}

fn terms_of(l: &Line) -> serde_json::Value {
    serde_json::json!({ "description": l.description, "qty_milli": l.qty_milli,
        "unit_price_minor": l.unit_price_minor, "discount_bp": l.discount_bp,
        "discount_minor": l.discount_minor, "auth": l.auth })
}
