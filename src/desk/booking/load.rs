//! How full days are: booked against available hours, for the house and for each skill.

use chrono::{Datelike, Days, NaiveDate};

use super::availability::{Availability, Taken};
use crate::desk::{Actor, Desk, Result};
use crate::domain::booking::rules::is_over_target;
use crate::domain::permission::Permission;
use crate::domain::time::weekday;
use crate::domain::{Bp, Span};
use crate::store::bookings::SkillWork;

/// How full a day is.
#[derive(Clone, Debug, PartialEq)]
pub struct DayLoad {
    /// Which.
    pub day: NaiveDate,
    /// Whether the house is open.
    pub is_open: bool,
    /// Why the day is not as its weekday, if it is not.
    pub exception: Option<String>,
    /// Minutes of work the day has people for; the bays' hours while nobody's own are known.
    pub hours_min: i64,
    /// Minutes that are booked.
    pub booked_min: i64,
    /// Bookings.
    pub bookings: usize,
    /// More is booked than the target load allows.
    pub over: bool,
}

impl DayLoad {
    /// In percent of the hours there are; 0 where there are none.
    #[must_use]
    pub fn percent(&self) -> i64 {
        share(self.booked_min, self.hours_min)
    }
}

/// How far one skill is asked for, day by day.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillLoad {
    /// The skill.
    pub skill: String,
    /// Minutes asked for and minutes of people who can do it, for each day.
    pub days: Vec<(i64, i64)>,
}

/// The days of the weeks a month touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// From the Monday before it to the Sunday after it.
    pub days: Vec<DayLoad>,
}

/// A share in percent; 0 of nothing.
pub(super) fn share(part: i64, whole: i64) -> i64 {
    if whole > 0 { part * 100 / whole } else { 0 }
}

impl Desk {
    /// How full the days of a month are, with those of the weeks it begins and ends in.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn month_load(&self, by: &Actor, day: NaiveDate) -> Result<Month> {
        by.may(Permission::BookingSee)?;
        let first = day.with_day(1).unwrap_or(day);
        let back = u64::try_from(weekday(first) - 1).unwrap_or_default();
        let from = first.checked_sub_days(Days::new(back)).unwrap_or(first);
        let mut to = from;
        while to.month() == first.month() || to < first || weekday(to) != 7 {
            let Some(next) = to.succ_opt() else { break };
            to = next;
        }
        let mut db = self.store();
        let all = self.availability(&mut db, by.site(), from, to).await?;
        let target = self.settings().target_load();
        let days = all.days().map(|day| day_load(&all, day, target)).collect();
        Ok(Month { first, days })
    }
}

/// How full one of the days is.
pub(super) fn day_load(all: &Availability, day: NaiveDate, target: Bp) -> DayLoad {
    let whole = all.zone.day_span(day);
    let mut seen = Vec::new();
    let mut booked_min = 0;
    for taken in all.bays.iter().flat_map(|b| &b.taken) {
        let Some(id) = taken.booking.filter(|_| whole.overlaps(taken.span)) else {
            continue;
        };
        booked_min += within(taken, whole);
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    let hours_min = if all.staff.iter().all(|p| p.shifts.is_empty()) {
        let open = all.week.open_span(all.zone, day).map_or(0, Span::minutes);
        open * i64::try_from(all.bays.len()).unwrap_or_default()
    } else {
        all.staff
            .iter()
            .flat_map(|p| all.there(p, day))
            .map(Span::minutes)
            .sum()
    };
    DayLoad {
        day,
        is_open: all.week.on(day).is_some(),
        exception: all.week.exception(day).map(|e| e.title.clone()),
        hours_min,
        booked_min,
        bookings: seen.len(),
        over: hours_min > 0 && is_over_target(booked_min, hours_min, target),
    }
}

/// What the work of each skill takes of the hours of those who can do it, day by day; those nobody asks for
/// or nobody has are left out.
pub(super) fn skill_loads(
    all: &Availability,
    days: &[NaiveDate],
    work: &[SkillWork],
) -> Vec<SkillLoad> {
    let mut skills: Vec<&str> = work.iter().map(|w| w.skill.as_str()).collect();
    skills.sort_unstable();
    skills.dedup();
    // Where nobody is said to have a skill, nothing can be said of its hours.
    skills.retain(|skill| all.staff.iter().any(|p| p.level(skill) > 0));
    let loads = skills.into_iter().map(|skill| {
        let of_day = |day: &NaiveDate| {
            let asked = work
                .iter()
                .filter(|w| w.skill == skill && all.zone.day_of(w.starts_at) == *day)
                .map(|w| w.minutes)
                .sum();
            let there = all.staff.iter().filter(|p| p.level(skill) > 0);
            let hours = there
                .flat_map(|p| all.there(p, *day))
                .map(Span::minutes)
                .sum();
            (asked, hours)
        };
        SkillLoad {
            skill: skill.to_owned(),
            days: days.iter().map(of_day).collect(),
        }
    });
    loads.collect()
}

fn within(taken: &Taken, whole: Span) -> i64 {
    Span {
        start: taken.span.start.max(whole.start),
        end: taken.span.end.min(whole.end),
    }
    .minutes()
}
