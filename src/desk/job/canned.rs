//! Canned jobs put on a job: copied, never referred to (model.md 7).

use super::Undo;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::line::{self, Discount, Kind};
use crate::domain::permission::Permission;
use crate::domain::{
    Bp, CannedJobId, JobId, LineId, Money, Qty, SiteId, StaffId, TaxCodeId, WorkItemId, msg,
};
use crate::store::Tx;
use crate::store::jobs::{canned, items, lines, tasks};

pub use crate::store::jobs::canned::Head as CannedJob;

impl Desk {
    /// Puts the bundle with this code on the job: its lines as drafts, its steps as tasks (permission `job.edit`).
    pub async fn put_canned_job(
        &self,
        by: &Actor,
        job: JobId,
        code: &str,
    ) -> Result<Done<WorkItemId>> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            let head = canned::by_code(tx, code.trim())
                .await
                .map_err(|e| match e {
                    crate::store::Error::NotFound => {
                        Error::invalid("code", msg!("canned-code-unknown", code = code.trim()))
                    }
                    e => e.into(),
                })?;
            let item = self
                .put_canned(tx, by.site(), job.id, head.id, None)
                .await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "add_canned_job",
                    entity: "job",
                    id: job.id.0,
                    new: serde_json::json!({ "code": head.code, "work_item": item }),
                    ..Entry::default()
                },
            )
            .await?;
            self.settle(tx, by, &mut job).await?;
            let own = lines::list(tx, job.id).await?;
            let own = own.iter().filter(|l| l.work_item_id == item);
            let undo = own
                .map(|l| Inverse::Job(Undo::AddLine { line: l.id }))
                .collect();
            Ok(Done {
                value: item,
                undo: Inverse::several(undo),
            })
        })
    }

    /// Copies a bundle onto a job. With a fixed price part lines keep theirs and the first labour line takes the
    /// rest, so that the work item sums to it (model.md 2.6).
    pub(super) async fn put_canned(
        &self,
        tx: &mut Tx,
        site: SiteId,
        job: JobId,
        id: CannedJobId,
        staff: Option<StaffId>,
    ) -> Result<WorkItemId> {
        let head = canned::head(tx, id).await?;
        let item = items::insert(tx, job, &head.title, "", Some(id)).await?;
        if head.warranty_months > 0 || head.warranty_distance > 0 {
            items::set_warranty(tx, item, head.warranty_months, head.warranty_distance).await?;
        }
        let drafts = self.canned_lines(tx, (site, job, item), &head).await?;
        let mut made: Vec<(Kind, LineId)> = Vec::with_capacity(drafts.len());
        for l in &drafts {
            made.push((l.kind, lines::insert(tx, l).await?));
        }
        self.put_steps(tx, (site, job, item), id, &made, &drafts, staff)
            .await?;
        Ok(item)
    }

    /// The lines of a bundle as they would be put on a job today, at the price for the class of its vehicle, else
    /// its fixed price, else the list's.
    pub(super) async fn canned_lines(
        &self,
        tx: &mut Tx,
        (site, job, item): (SiteId, JobId, WorkItemId),
        head: &canned::Head,
    ) -> Result<Vec<lines::New>> {
        let day = self.site(site)?.zone.day_of(self.now());
        let listed = canned::list_lines(tx, head.id, site, day).await?;
        let class = canned::class_price(tx, head.id, job).await?;
        let tax = match listed.iter().find_map(|l| l.tax_code_id) {
            Some(tax) => tax,
            None => self.usual_tax(tx).await?,
        };
        let mut drafts: Vec<lines::New> = Vec::with_capacity(listed.len());
        for l in listed {
            drafts.push(lines::New {
                site_id: site,
                job_id: job,
                work_item_id: item,
                kind: l.kind,
                operation_id: l.operation_id,
                part_id: l.part_id,
                description: l.description,
                qty_milli: l.qty_milli,
                unit: l.unit,
                unit_price_minor: l.unit_price_minor,
                discount_bp: Bp::ZERO,
                discount_minor: Money::ZERO,
                free_reason: String::new(),
                tax_code_id: l.tax_code_id.unwrap_or(tax),
            });
        }
        if let Some(price) = class.or(head.fixed_price_minor) {
            fix(&mut drafts, price, &head.title, (site, job, item, tax))?;
        }
        for l in &mut drafts {
            if l.unit_price_minor.is_zero() && l.kind.needs_free_reason() {
                l.free_reason.clone_from(&head.title);
            }
        }
        Ok(drafts)
    }

    /// Steps become tasks: one after another on the labour lines, the last of which takes what is left. A labour
    /// line no step is for has a task of its own. Groups are the bundle's, beside those already on the job.
    async fn put_steps(
        &self,
        tx: &mut Tx,
        (site, job, item): (SiteId, JobId, WorkItemId),
        id: CannedJobId,
        made: &[(Kind, LineId)],
        drafts: &[lines::New],
        staff: Option<StaffId>,
    ) -> Result<()> {
        let steps = canned::steps(tx, id).await?;
        let first_group = tasks::last_group(tx, job).await?;
        let labour: Vec<usize> = (0..made.len())
            .filter(|i| made[*i].0 == Kind::Labour)
            .collect();
        let anchor = || made.iter().find(|(kind, _)| *kind != Kind::Note);
        let mut new = tasks::New {
            site_id: site,
            job_id: job,
            work_item_id: item,
            job_line_id: None,
            sequence_group: 0,
            title: "",
            planned_min: 0,
            staff_id: staff,
            internal: false,
        };
        for (i, step) in steps.iter().enumerate() {
            let on = labour.get(i.min(labour.len().saturating_sub(1)));
            new.job_line_id = match on {
                Some(l) => Some(made[*l].1),
                None => anchor().map(|(_, line)| *line),
            };
            new.sequence_group = first_group + step.sequence_group;
            new.title = &step.title;
            new.planned_min = step.planned_min;
            let task = tasks::insert(tx, &new).await?;
            if let Some(piece) = step.equipment_id {
                tasks::needs_equipment(tx, task, piece).await?;
            }
        }
        for l in labour.iter().skip(steps.len()) {
            new.job_line_id = Some(made[*l].1);
            new.sequence_group = first_group + 1;
            new.title = &drafts[*l].description;
            new.planned_min = drafts[*l].qty_milli.hours_to_minutes();
            tasks::insert(tx, &new).await?;
        }
        Ok(())
    }

    /// The tax code of a line that brings none of its own.
    pub(super) async fn usual_tax(&self, tx: &mut Tx) -> Result<TaxCodeId> {
        canned::usual_tax(tx)
            .await?
            .ok_or_else(|| Error::Refused(msg!("job-no-tax-code")))
    }
}

/// Makes the lines sum to the price.
fn fix(
    drafts: &mut Vec<lines::New>,
    price: Money,
    title: &str,
    (site, job, item, tax): (SiteId, JobId, WorkItemId, TaxCodeId),
) -> Result<()> {
    let first = drafts.iter().position(|l| l.kind == Kind::Labour);
    let mut rest = price;
    for (i, l) in drafts.iter().enumerate() {
        if Some(i) != first {
            rest -= amount(l)?;
        }
    }
    if let Some(labour) = first.map(|i| &mut drafts[i]) {
        let (unit, off) = to_come_to(labour.qty_milli, rest.max(Money::ZERO));
        labour.unit_price_minor = unit;
        labour.discount_minor = off;
        rest -= rest.max(Money::ZERO);
    }
    if !rest.is_zero() {
        drafts.push(lines::New {
            site_id: site,
            job_id: job,
            work_item_id: item,
            kind: if rest.is_negative() {
                Kind::Discount
            } else {
                Kind::Fee
            },
            operation_id: None,
            part_id: None,
            description: title.to_owned(),
            qty_milli: Qty::ONE,
            unit: String::new(),
            unit_price_minor: rest.abs(),
            discount_bp: Bp::ZERO,
            discount_minor: Money::ZERO,
            free_reason: String::new(),
            tax_code_id: tax,
        });
    }
    Ok(())
}

pub(super) fn amount(l: &lines::New) -> Result<Money> {
    let discount = Discount {
        rate: l.discount_bp,
        amount: l.discount_minor,
    };
    line::amounts(l.kind, l.qty_milli, l.unit_price_minor, discount)
        .map(|a| a.total)
        .map_err(|e| Error::invalid("price", e.msg()))
}

/// The price of an hour, and the cents off, with which so many hours come to an amount. Not every amount can be
/// had without: steps of a cent in the price are steps of 1.8 cents in the total of 1.8 hours.
pub(super) fn to_come_to(hours: Qty, wanted: Money) -> (Money, Money) {
    let Some(exact) = i128::from(wanted.0)
        .checked_mul(1000)
        .filter(|_| hours.is_positive())
    else {
        return (wanted, Money::ZERO);
    };
    let down = i64::try_from(exact / i128::from(hours.0)).unwrap_or(i64::MAX);
    for unit in [
        Money(down),
        Money(down.saturating_add(1)),
        Money(down.saturating_add(2)),
    ] {
        match unit.times(hours) {
            Ok(base) if base == wanted => return (unit, Money::ZERO),
            Ok(base) if base > wanted => return (unit, base - wanted),
            _ => {}
        }
    }
    (wanted, Money::ZERO)
}

/// The list price of an hour on this day.
pub(super) async fn hour(tx: &mut Tx, desk: &Desk, site: SiteId, code: &str) -> Result<Money> {
    let day = desk.site(site)?.zone.day_of(desk.now());
    canned::rate_on(tx, site, code, day)
        .await?
        .ok_or_else(|| Error::Refused(msg!("job-no-labour-rate")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(kind: Kind, qty: i64, price: i64) -> lines::New {
        lines::New {
            site_id: SiteId(1),
            job_id: JobId(1),
            work_item_id: WorkItemId(1),
            kind,
            operation_id: None,
            part_id: None,
            description: String::new(),
            qty_milli: Qty(qty),
            unit: String::new(),
            unit_price_minor: Money(price),
            discount_bp: Bp::ZERO,
            discount_minor: Money::ZERO,
            free_reason: String::new(),
            tax_code_id: TaxCodeId(1),
        }
    }

    fn sum(drafts: &[lines::New]) -> Money {
        drafts.iter().map(|l| amount(l).unwrap()).sum()
    }

    const PLACE: (SiteId, JobId, WorkItemId, TaxCodeId) =
        (SiteId(1), JobId(1), WorkItemId(1), TaxCodeId(1));

    #[test]
    fn a_price_below_the_parts_is_met_by_a_discount() {
        let mut drafts = vec![
            draft(Kind::Part, 1000, 9000),
            draft(Kind::Labour, 1000, 8000),
        ];
        fix(&mut drafts, Money(7000), "Offer", PLACE).unwrap();
        assert_eq!(sum(&drafts), Money(7000));
        assert_eq!(drafts[0].unit_price_minor, Money(9000));
        assert_eq!(drafts[1].unit_price_minor, Money::ZERO);
    }

    proptest! {
        #[test]
        fn a_canned_job_sums_to_its_fixed_price_to_the_cent(
            price in 0i64..2_000_000,
            hours in 1i64..12_000,
            parts in proptest::collection::vec((1i64..20_000, 0i64..80_000), 0..5),
        ) {
            let mut drafts: Vec<lines::New> =
                parts.iter().map(|(qty, price)| draft(Kind::Part, *qty, *price)).collect();
            drafts.push(draft(Kind::Labour, hours, 9500));
            fix(&mut drafts, Money(price), "Offer", PLACE).unwrap();
            prop_assert_eq!(sum(&drafts), Money(price));
        }
    }
}
