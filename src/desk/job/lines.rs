//! Lines edited by hand.

use super::decide::{next, total};
use super::{Line, NewLine, Undo};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::line::{self, Auth, AuthEvent, Discount, Kind};
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, Money, Qty, msg, task, text};
use crate::store::Tx;
use crate::store::jobs::{lines, tasks};

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
        let done = in_tx!(self, |tx| {
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
        });
        self.name_the_quicker(done, "job_line", id.0).await
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
            self.follow_revived(tx, by, id, None).await?;
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
            self.follow_revived(tx, by, id, Some(job.id)).await?;
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
