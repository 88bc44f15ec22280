//! The card of a part: how it stands, what it was used for, who waits for it.

use chrono::{Datelike, Days, NaiveDate};

use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::money::{round_div, scaled};
use crate::domain::permission::Permission;
use crate::domain::stock::Level;
use crate::domain::{Bp, Money, MovementId, PartId, Qty, Ts};
use crate::store::parts::{self, Code, Part};
use crate::store::stock::ledger::{self, Moved, Stock, Wanted};

/// How many weeks of use the card tells.
pub const WEEKS: usize = 12;
/// How many movements the card tells.
const MOVES: i64 = 50;

/// What only those who may see costs are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// What one on the shelf is worth on the average; what it last cost when none is there; `None` if never known.
    pub one: Option<Money>,
    /// What the shelf is worth.
    pub value: Money,
    /// Share of the price without tax that is left over the cost; `None` without cost or price.
    pub margin: Option<Bp>,
}

/// All about one part at the actor's site.
#[derive(Clone, Debug, PartialEq)]
pub struct PartCard {
    /// The part.
    pub part: Part,
    /// Its codes.
    pub codes: Vec<Code>,
    /// What the site has of it; `None` where it never had any.
    pub stock: Option<Stock>,
    /// Used (taken less put back) in each of the last [`WEEKS`] weeks, this week last.
    pub weeks: [Qty; WEEKS],
    /// Whether there are older movements.
    pub more: bool,
    /// The latest movements; their worth is nothing for who may not see costs.
    pub moved: Vec<Moved>,
    /// Who keeps or waits for some of it, the promised first.
    pub wanted: Vec<Wanted>,
    /// The part that took its place: its id and number.
    pub superseded_by: Option<(PartId, String)>,
    /// `None` without `cost.see`.
    pub costs: Option<Costs>,
}

impl PartCard {
    /// Use in a week on the average of all [`WEEKS`], to a tenth: nobody orders finer than that.
    #[must_use]
    pub fn use_a_week(&self) -> Qty {
        let sum: Qty = self.weeks.iter().copied().sum();
        let tenths = round_div(i128::from(sum.0), WEEKS as i128 * 100);
        Qty(i64::try_from(tenths).unwrap_or(i64::MAX / 100) * 100)
    }
}

impl Desk {
    /// The card of a part, put away or not.
    pub async fn part_card(&self, by: &Actor, id: PartId) -> Result<PartCard> {
        by.may(Permission::StockSee)?;
        let site = self.site(by.site())?;
        let mut db = self.store();
        let part = parts::get(&mut db, id).await?;
        let codes = parts::codes(&mut db, id).await?;
        let stock = ledger::stock(&mut db, site.id, id).await?;
        let today = site.zone.day_of(self.now());
        let since = site.zone.at(first_day(today), 0);
        let mut weeks = [Qty::ZERO; WEEKS];
        for (at, qty) in ledger::uses(&mut db, site.id, id, since).await? {
            let days = (site.zone.day_of(at) - first_day(today)).num_days();
            if let Ok(week) = usize::try_from(days / 7)
                && let Some(sum) = weeks.get_mut(week)
            {
                *sum += qty;
            }
        }
        let (mut moved, more) = latest(ledger::movements(&mut db, site.id, id, MOVES + 1).await?);
        let wanted = ledger::wanted(&mut db, site.id, id).await?;
        let superseded_by = match part.superseded_by_id {
            Some(next) => Some((next, parts::get(&mut db, next).await?.sku)),
            None => None,
        };
        let costs = if by.can(Permission::CostSee) {
            let last = ledger::last_cost(&mut db, site.id, id).await?;
            let net = self.net_price(by, &part, today).await?;
            Some(costs(net, stock.as_ref(), last))
        } else {
            for m in &mut moved {
                m.value_minor = Money::ZERO;
            }
            None
        };
        let stock = stock.map(|s| Stock {
            value_minor: costs.map_or(Money::ZERO, |c| c.value),
            ..s
        });
        Ok(PartCard {
            part,
            codes,
            stock,
            weeks,
            more,
            moved,
            wanted,
            superseded_by,
            costs,
        })
    }

    /// Movements older than that one, and whether there are still older ones.
    pub async fn movements(
        &self,
        by: &Actor,
        id: PartId,
        before: (Ts, MovementId),
    ) -> Result<(Vec<Moved>, bool)> {
        by.may(Permission::StockSee)?;
        let mut db = self.store();
        let rows = ledger::movements_before(&mut db, by.site(), id, before, MOVES + 1).await?;
        let (mut moved, more) = latest(rows);
        if !by.can(Permission::CostSee) {
            for m in &mut moved {
                m.value_minor = Money::ZERO;
            }
        }
        Ok((moved, more))
    }

    /// The list price without tax on that day.
    async fn net_price(&self, by: &Actor, part: &Part, today: NaiveDate) -> Result<Money> {
        if !self.settings().prices_include_tax() {
            return Ok(part.price_minor);
        }
        let codes = self.tax_codes(by).await?;
        let code = codes.iter().find(|c| c.id == part.tax_code_id);
        let ppm = code.map_or(0, |c| c.rate_on(today).0);
        scaled(part.price_minor.0, WHOLE_PPM, WHOLE_PPM + ppm)
            .map(Money)
            .map_err(|e| Error::Refused(e.msg()))
    }
}

/// A page of movements, and whether there is more: one more than a page was asked for.
fn latest(mut rows: Vec<Moved>) -> (Vec<Moved>, bool) {
    let page = usize::try_from(MOVES).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    (rows, more)
}

/// A hundred percent, in millionths and in hundredths of a percent.
const WHOLE_PPM: i64 = 1_000_000;
const WHOLE_BP: i64 = 10_000;

fn costs(net: Money, stock: Option<&Stock>, last: Option<(Qty, Money)>) -> Costs {
    let level = stock.map(Stock::level).unwrap_or_default();
    let came = last.map(|(on_hand, value)| Level {
        on_hand,
        value,
        ..Level::default()
    });
    let average = |level: Level| {
        level
            .average()
            .ok()
            .flatten()
            .filter(|one| one.is_positive())
    };
    let one = average(level).or_else(|| came.and_then(average));
    let margin = one.filter(|_| net.is_positive()).and_then(|one| {
        let left = net - one;
        scaled(left.0, WHOLE_BP, net.0).ok().map(Bp)
    });
    Costs {
        one,
        value: level.value,
        margin,
    }
}

/// Monday eleven weeks before this week's.
fn first_day(today: NaiveDate) -> NaiveDate {
    let back = u64::from(today.weekday().num_days_from_monday()) + 7 * (WEEKS as u64 - 1);
    today.checked_sub_days(Days::new(back)).unwrap_or(today)
}
