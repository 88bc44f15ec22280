//! Utilisation, efficiency and productivity per person and period, and what somebody did on a day.

use chrono::NaiveDate;

use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::figures::{Times, period};
use crate::domain::permission::Permission;
use crate::domain::{Span, StaffId};
use crate::store::Db;
use crate::store::jobs::figures::{self, Sold};
use crate::store::jobs::visit;

pub use crate::store::jobs::figures::Stretch;

/// A person's period.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their minutes.
    pub times: Times,
}

/// Whose figures are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One's own (permission `job.work`).
    Own,
    /// Every mechanic's (permission `report.see`).
    All,
}

impl Desk {
    /// The figures of a period, both days included, by name.
    pub async fn figures(
        &self,
        by: &Actor,
        whose: Whose,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<Figures>> {
        by.may(match whose {
            Whose::Own => Permission::JobWork,
            Whose::All => Permission::ReportSee,
        })?;
        let zone = self.site(by.site())?.zone;
        let span = period(zone, from, to);
        let mut db = self.store();
        let people = match whose {
            Whose::Own => vec![(me(by)?, by.name().to_owned())],
            Whose::All => visit::mechanics(&mut db)
                .await?
                .into_iter()
                .map(|m| (m.id, m.name))
                .collect(),
        };
        let mut all = Vec::with_capacity(people.len());
        for (id, name) in people {
            let times = self.times(&mut db, by, id, span).await?;
            all.push(Figures { id, name, times });
        }
        Ok(all)
    }

    async fn times(&self, db: &mut impl Db, by: &Actor, who: StaffId, span: Span) -> Result<Times> {
        let (site, now) = (by.site(), self.now());
        let within = (span.start, span.end);
        let all = figures::stretches(db, site, who, within).await?;
        let clocked = all.iter().map(|s| (s.kind, s.started_at, s.stopped_at));
        let sold = figures::sold(db, site, who, within).await?;
        Ok(Times {
            sold: sold.iter().map(sold_min).sum(),
            ..Times::clocked(clocked, span, now)
        })
    }

    /// What the actor did on a day: every stretch on their clock, in order (permission `job.work`).
    pub async fn my_day(&self, by: &Actor, day: NaiveDate) -> Result<Vec<Stretch>> {
        by.may(Permission::JobWork)?;
        self.day(by, me(by)?, day).await
    }

    /// What anybody did on a day, the same way (permission `report.see`).
    pub async fn day_of(&self, by: &Actor, who: StaffId, day: NaiveDate) -> Result<Vec<Stretch>> {
        by.may(Permission::ReportSee)?;
        self.day(by, who, day).await
    }

    async fn day(&self, by: &Actor, who: StaffId, day: NaiveDate) -> Result<Vec<Stretch>> {
        let Span { start, end } = self.site(by.site())?.zone.day_span(day);
        Ok(figures::stretches(&mut self.store(), by.site(), who, (start, end)).await?)
    }
}

/// A task's share of the hours its line sold, by what was planned.
fn sold_min(s: &Sold) -> i64 {
    let Some(qty) = s.qty_milli else { return 0 };
    let whole = qty.hours_to_minutes();
    match (s.line_min, s.line_tasks) {
        (0, 0) => 0,
        (0, tasks) => whole / tasks,
        (planned, _) => whole * s.planned_min / planned,
    }
}

fn me(by: &Actor) -> Result<StaffId> {
    by.staff().ok_or(Error::Forbidden {
        permission: Permission::JobWork,
    })
}
