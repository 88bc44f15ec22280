//! The load of a week: bay by day, and how full each mechanic is.

use chrono::{Days, NaiveDate};

use super::claim::fits;
use super::rules::{Ground, Laid, span};
use crate::desk::{Actor, Desk, Fit, Result};
use crate::domain::calendar::{DayHours, gaps};
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
    /// The days that are open, from Monday.
    pub days: Vec<NaiveDate>,
    /// The bays.
    pub bays: Vec<Load>,
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
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let back = u64::try_from(weekday(day) - 1).unwrap_or_default();
        let monday = day.checked_sub_days(Days::new(back)).unwrap_or(day);
        let all = (0..7).filter_map(|n| monday.checked_add_days(Days::new(n)));
        let days: Vec<NaiveDate> = all.filter(|d| ground.week.on(*d).is_some()).collect();
        let whole = Span {
            start: ground.zone.at(monday, 0),
            end: ground.zone.at(monday, 7 * 24 * 60),
        };
        let taken = bookings::taken(&mut db, ground.site, whole, ground.now).await?;
        let bays = ground
            .bays
            .iter()
            .map(|bay| {
                let busy: Vec<Span> = taken
                    .iter()
                    .filter(|t| t.bay_id == Some(bay.id))
                    .map(span)
                    .collect();
                let cells = days.iter().map(|day| cell(&ground, *day, &busy)).collect();
                Load {
                    bay: bay.id,
                    name: bay.name.clone(),
                    cells,
                }
            })
            .collect();
        let people = ground
            .mechanics
            .iter()
            .map(|who| {
                let busy: i64 = taken
                    .iter()
                    .filter(|t| t.staff_id == Some(who.id) && t.booking_id.is_some())
                    .map(|t| t.starts_at.minutes_until(t.ends_at))
                    .sum();
                let week = ground.week_of(Some(who.id));
                let hours: i64 = days
                    .iter()
                    .filter_map(|d| week.on(*d))
                    .map(DayHours::minutes)
                    .sum();
                let off = days
                    .iter()
                    .filter(|d| week.on(**d).is_none())
                    .map(|d| weekday(*d));
                Person {
                    staff: who.id,
                    name: who.name.clone(),
                    percent: if hours > 0 { busy * 100 / hours } else { 0 },
                    off: off.collect(),
                }
            })
            .collect();
        let first_fit = self.first_two_hours(&mut db, &ground, whole.start).await?;
        Ok(Week {
            days,
            bays,
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
        };
        let laid = Laid {
            kind,
            minutes: 120,
            spans: vec![Span::of_minutes(from, 120)],
            wanted: Wanted::default(),
            may_wait: false,
        };
        Ok(fits(db, ground, &laid, true, None)
            .await?
            .into_iter()
            .next())
    }
}

fn cell(ground: &Ground, day: NaiveDate, busy: &[Span]) -> Cell {
    let Some(open) = ground.week.open_span(ground.zone, day) else {
        return Cell {
            open_min: 0,
            free_min: 0,
        };
    };
    Cell {
        open_min: open.minutes(),
        free_min: gaps(open, busy).iter().map(|g| g.minutes()).sum(),
    }
}
