//! The load of a week: bay by day, and how full each mechanic is.

use chrono::{Days, NaiveDate};

use super::availability::{Availability, Place};
use super::claim::fits;
use super::load::{DayLoad, SkillLoad, day_load, share, skill_loads};
use super::rules::{Ground, Laid};
use crate::desk::{Actor, Desk, Fit, Result};
use crate::domain::permission::Permission;
use crate::domain::time::weekday;
use crate::domain::{BayId, Span, StaffId, Ts};
use crate::store::bookings::{self, Kind, Wanted};

/// One bay on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Minutes it is open; 0 when closed.
    pub open_min: i64,
    /// Minutes nobody has taken.
    pub free_min: i64,
}

/// One bay through the week.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// The bay.
    pub bay: BayId,
    /// Its name.
    pub name: String,
    /// A cell for each day of [`Week::days`].
    pub cells: Vec<Cell>,
}

/// One mechanic through the week.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// How full, in percent of their hours.
    pub percent: i64,
    /// Weekdays (1 is Monday) the site is open and they do not work.
    pub off: Vec<i64>,
}

/// A week of the diary.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// The days that are open or closed for a reason with a name, from Monday.
    pub days: Vec<NaiveDate>,
    /// Those of them that are closed, and why.
    pub closed: Vec<(NaiveDate, String)>,
    /// The bays.
    pub bays: Vec<Load>,
    /// How full each of the days is.
    pub load: Vec<DayLoad>,
    /// What is asked of each skill.
    pub skills: Vec<SkillLoad>,
    /// The mechanics.
    pub people: Vec<Person>,
    /// The first place free for two hours, in this week or later.
    pub first_fit: Option<Fit>,
}

impl Desk {
    /// The load of the week a day lies in.
    pub async fn week_load(&self, by: &Actor, day: NaiveDate) -> Result<Week> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let back = u64::try_from(weekday(day) - 1).unwrap_or_default();
        let monday = day.checked_sub_days(Days::new(back)).unwrap_or(day);
        let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(monday);
        let all = self
            .availability(&mut db, by.site(), monday, sunday)
            .await?;
        // A holiday keeps its column, so that it can be seen why nobody can be booked.
        let days: Vec<NaiveDate> = all
            .days()
            .filter(|d| all.week.on(*d).is_some() || all.week.exception(*d).is_some())
            .collect();
        let closed = days
            .iter()
            .filter(|d| all.week.on(**d).is_none())
            .filter_map(|d| Some((*d, all.week.exception(*d)?.title.clone())));
        let closed = closed.collect();
        let bays = all
            .bays
            .iter()
            .map(|bay| Load {
                bay: bay.id,
                name: bay.name.clone(),
                cells: days.iter().map(|day| cell(&all, bay, *day)).collect(),
            })
            .collect();
        let people = all
            .staff
            .iter()
            .map(|who| {
                let busy: i64 = who
                    .taken
                    .iter()
                    .filter(|t| t.booking.is_some())
                    .map(|t| t.span.minutes())
                    .sum();
                let there: Vec<i64> = days.iter().map(|d| minutes(&all.there(who, *d))).collect();
                let hours: i64 = there.iter().sum();
                let open = |day: &NaiveDate| all.week.on(*day).is_some();
                let off = days
                    .iter()
                    .zip(&there)
                    .filter(|(day, there)| **there == 0 && open(day))
                    .map(|(day, _)| weekday(*day));
                Person {
                    staff: who.id,
                    name: who.name.clone(),
                    percent: share(busy, hours),
                    off: off.collect(),
                }
            })
            .collect();
        let target = self.settings().target_load();
        let load = days.iter().map(|d| day_load(&all, *d, target)).collect();
        let whole = Span {
            start: all.zone.at(monday, 0),
            end: all.zone.day_span(sunday).end,
        };
        let work = bookings::skill_work(&mut db, by.site(), whole, None).await?;
        let skills = skill_loads(&all, &days, &work);
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let first_fit = self
            .first_two_hours(&mut db, &ground, all.zone.at(monday, 0))
            .await?;
        Ok(Week {
            days,
            closed,
            bays,
            load,
            skills,
            people,
            first_fit,
        })
    }

    async fn first_two_hours(
        &self,
        db: &mut &crate::store::Store,
        ground: &Ground,
        from: Ts,
    ) -> Result<Option<Fit>> {
        let from = from.max(ground.now);
        let kind = Kind {
            id: crate::domain::BookingTypeId(0),
            code: String::new(),
            title: String::new(),
            duration_min: 120,
            first_start_mod: None,
            last_start_mod: None,
            start_step_min: ground.grid,
            bay_kind: None,
            makes_job: true,
            buffer_min: 0,
            equipment_kind: None,
        };
        let laid = Laid {
            kind,
            minutes: 120,
            spans: vec![Span::of_minutes(from, 120)],
            wanted: Wanted::default(),
            tools: Vec::new(),
            may_wait: false,
        };
        Ok(fits(db, ground, &laid, true, None)
            .await?
            .into_iter()
            .next())
    }
}

fn cell(all: &Availability, bay: &Place, day: NaiveDate) -> Cell {
    let open = all.week.open_span(all.zone, day);
    Cell {
        open_min: open.map_or(0, Span::minutes),
        free_min: minutes(&all.free_of(&bay.taken, day)),
    }
}

fn minutes(spans: &[Span]) -> i64 {
    spans.iter().map(|s| s.minutes()).sum()
}
