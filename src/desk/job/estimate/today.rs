//! What lines would cost if they were put on a job today: a bundle by its price for the class of the
//! vehicle, its fixed price or the list, all else by the list.

use super::super::canned::{amount, to_come_to};
use super::super::{Job, Line, NewLine};
use crate::desk::{Actor, Desk, Result};
use crate::domain::line::{Discount, Kind};
use crate::domain::{Money, WorkItemId};
use crate::store::Tx;
use crate::store::jobs::{canned, items, lines};

/// A bundle at the price of today, and which of its lines are not spoken for yet.
pub(super) struct Bundle {
    title: String,
    left: Vec<lines::New>,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Today {
    /// It is priced by the list.
    Listed,
    /// It costs this.
    Costs(Money, Discount),
    /// The price of its bundle needs it no more: it evened out an older one.
    Gone,
}

impl Bundle {
    /// What a line of the bundle costs today; each line of the bundle answers for one line of the job.
    pub(super) fn of(&mut self, l: &Line) -> Result<Today> {
        let evens = |kind| matches!(kind, Kind::Fee | Kind::Discount);
        let same = |n: &lines::New| {
            n.kind == l.kind
                && n.operation_id == l.operation_id
                && n.part_id == l.part_id
                && (n.part_id.is_some()
                    || n.operation_id.is_some()
                    || n.description == l.description)
        };
        let Some(at) = self.left.iter().position(same) else {
            let own = evens(l.kind) && l.description == self.title;
            return Ok(if own { Today::Gone } else { Today::Listed });
        };
        let new = self.left.remove(at);
        if l.qty_milli == new.qty_milli || l.kind != Kind::Labour {
            let off = Discount {
                rate: new.discount_bp,
                amount: new.discount_minor,
            };
            return Ok(Today::Costs(new.unit_price_minor, off));
        }
        // Other hours than the bundle's: what the work comes to stays.
        let (unit, off) = to_come_to(l.qty_milli, amount(&new)?);
        let off = Discount {
            amount: off,
            ..Discount::NONE
        };
        Ok(Today::Costs(unit, off))
    }

    /// The line that evens out the price of today, if there is none on the job: only once all others are there.
    pub(super) fn evening_out(self) -> Option<lines::New> {
        let mut left = self.left.into_iter();
        let evens = |l: &lines::New| {
            matches!(l.kind, Kind::Fee | Kind::Discount) && l.description == self.title
        };
        match (left.next(), left.next()) {
            (Some(l), None) if evens(&l) => Some(l),
            _ => None,
        }
    }
}

impl Desk {
    /// The bundle a work item was made from, as it would be put on the job today; `None` when it was made from
    /// none, or from one that is not offered any more.
    pub(super) async fn bundle_today(
        &self,
        tx: &mut Tx,
        job: &Job,
        from: WorkItemId,
        item: WorkItemId,
    ) -> Result<Option<Bundle>> {
        let Some(id) = items::canned_of(tx, from).await? else {
            return Ok(None);
        };
        let head = match canned::head(tx, id).await {
            Err(crate::store::Error::NotFound) => return Ok(None),
            head => head?,
        };
        let place = (job.site_id, job.id, item);
        let left = self.canned_lines(tx, place, &head).await?;
        Ok(Some(Bundle {
            title: head.title,
            left,
        }))
    }

    /// A line as it would be sold today, not written yet. What stands in no list keeps its price. The price is the
    /// house's, so nobody's leave to price or to discount is asked.
    pub(super) async fn sold_today(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: &Job,
        (l, item): (&Line, WorkItemId),
        today: Today,
    ) -> Result<lines::New> {
        let listed = match l.kind {
            Kind::Part | Kind::Tyre => l.part_id.is_some(),
            Kind::Labour => true,
            _ => false,
        };
        let new = NewLine {
            item: Some(item),
            kind: l.kind,
            part: l.part_id,
            operation: l.operation_id,
            description: l.description.clone(),
            qty: l.qty_milli,
            price: (!listed).then_some(l.unit_price_minor),
            discount: Discount::NONE,
            free_reason: l.free_reason.clone(),
            tax_code: Some(l.tax_code_id),
        };
        let mut line = self.listed(tx, by, job, &new).await?;
        if let Today::Costs(price, off) = today {
            line.unit_price_minor = price;
            line.discount_bp = off.rate;
            line.discount_minor = off.amount;
        }
        let free = line.unit_price_minor.is_zero() && l.kind.needs_free_reason();
        if free && line.free_reason.is_empty() {
            line.free_reason.clone_from(&l.description);
        }
        Ok(line)
    }
}
