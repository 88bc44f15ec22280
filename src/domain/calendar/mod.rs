//! Opening hours and free time. Everything is computed from hours and what is taken; nothing is booked here.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::time::weekday;
use super::{Span, Ts, Zone};

mod presence;

pub use presence::{Shift, presence};

/// How far ahead free time is looked for, in days.
const HORIZON: u64 = 120;

/// The hours of one day, in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct DayHours {
    /// The doors open.
    pub opens: i64,
    /// The doors close.
    pub closes: i64,
    /// The latest a booking may start.
    pub last_start: i64,
}

impl DayHours {
    /// Its length in minutes.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        if self.closes > self.opens {
            self.closes - self.opens
        } else {
            0
        }
    }
}

/// A day that is not as its weekday: a holiday, or a day with other hours.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exception {
    /// Why, as people call the day ("Christmas").
    pub title: String,
    /// The hours there are instead; `None`: closed all day.
    pub hours: Option<(i64, i64)>,
}

/// The hours of a week, Monday first, with the days that are otherwise; `None` is a closed day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Week {
    days: [Option<DayHours>; 7],
    exceptions: BTreeMap<NaiveDate, Exception>,
}

impl Week {
    /// Built from rows of `site_hours`; weekday 1 is Monday. Rows of other weekdays are left out.
    pub fn of(rows: impl IntoIterator<Item = (i64, DayHours)>) -> Week {
        let mut week = Week::default();
        for (weekday, hours) in rows {
            if let Some(slot) = slot(&mut week.days, weekday) {
                *slot = Some(hours).filter(|h| h.minutes() > 0);
            }
        }
        week
    }

    /// The same week, with those days otherwise.
    #[must_use]
    pub fn with(mut self, days: impl IntoIterator<Item = (NaiveDate, Exception)>) -> Week {
        self.exceptions.extend(days);
        self
    }

    /// Why a day is not as its weekday.
    #[must_use]
    pub fn exception(&self, day: NaiveDate) -> Option<&Exception> {
        self.exceptions.get(&day)
    }

    /// The hours of a day; `None` if closed.
    ///
    /// On a day with other hours the last start keeps its distance from the closing of its weekday.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<DayHours> {
        let usual = self
            .days
            .get(usize::try_from(weekday(day) - 1).ok()?)
            .copied()
            .flatten();
        match self.exceptions.get(&day) {
            None => usual,
            Some(otherwise) => otherwise.hours.map(|(opens, closes)| DayHours {
                opens,
                closes,
                last_start: (closes - usual.map_or(0, |h| h.closes - h.last_start)).max(opens),
            }),
        }
    }

    /// From opening to closing of that day.
    #[must_use]
    pub fn open_span(&self, zone: Zone, day: NaiveDate) -> Option<Span> {
        self.on(day).map(|h| Span {
            start: zone.at(day, h.opens),
            end: zone.at(day, h.closes),
        })
    }

    /// Whether all of the span lies within the hours of one day.
    #[must_use]
    pub fn covers(&self, zone: Zone, span: Span) -> bool {
        self.open_span(zone, zone.day_of(span.start))
            .is_some_and(|open| open.start <= span.start && span.end <= open.end)
    }

    /// The longest day of the week, in minutes.
    #[must_use]
    pub fn longest(&self) -> i64 {
        self.days
            .iter()
            .flatten()
            .map(|h| h.minutes())
            .max()
            .unwrap_or(0)
    }

    /// Lays so many minutes of work over the open hours from `start` on: one span for each day.
    ///
    /// Work that fits into the day it starts on, or whose start lies outside the hours, is one span as
    /// it stands. Empty if the work does not end within the horizon.
    #[must_use]
    pub fn spread(&self, zone: Zone, start: Ts, minutes: i64) -> Vec<Span> {
        let whole = Span::of_minutes(start, minutes);
        let first = zone.day_of(start);
        match self.open_span(zone, first) {
            Some(open) if open.contains(start) && open.end < whole.end => {}
            _ => return vec![whole],
        }
        let mut spans = Vec::new();
        let mut left = minutes;
        for day in (0..HORIZON).filter_map(|n| first.checked_add_days(Days::new(n))) {
            let Some(open) = self.open_span(zone, day) else {
                continue;
            };
            let from = open.start.max(start);
            let took = left.min(from.minutes_until(open.end));
            if took > 0 {
                spans.push(Span::of_minutes(from, took));
                left -= took;
            }
            if left == 0 {
                return spans;
            }
        }
        Vec::new()
    }
}

/// What a booking of a type asks of its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Starts {
    /// Starts lie this many minutes apart, counted from midnight.
    pub step: i64,
    /// The earliest start of a day; `None`: when the doors open.
    pub first: Option<i64>,
    /// The latest start of a day; `None`: as the hours of the day say.
    pub last: Option<i64>,
}

impl Starts {
    /// Any start on the grid.
    #[must_use]
    pub const fn on_grid(step: i64) -> Self {
        Self {
            step,
            first: None,
            last: None,
        }
    }

    /// The test drive: on the hour, from 9 to 16.
    pub const TEST_DRIVE: Starts = Starts {
        step: 60,
        first: Some(9 * 60),
        last: Some(16 * 60),
    };

    /// The starts of a day with those hours, in minutes since midnight.
    pub fn of_day(self, hours: DayHours) -> impl Iterator<Item = i64> {
        let step = self.step.max(1);
        let first = self.first.unwrap_or(hours.opens).max(hours.opens);
        let last = self.last.unwrap_or(hours.last_start).min(hours.last_start);
        let start =
            first.div_euclid(step) * step + if first.rem_euclid(step) == 0 { 0 } else { step };
        (0..)
            .map(move |n| start + n * step)
            .take_while(move |m| *m <= last)
    }

    /// Whether a booking may start then.
    #[must_use]
    pub fn allows(self, week: &Week, zone: Zone, at: Ts) -> bool {
        let day = zone.day_of(at);
        week.on(day)
            .is_some_and(|hours| self.of_day(hours).any(|m| zone.at(day, m) == at))
    }
}

/// A free place for a booking: one span for each day it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// In order; never empty.
    pub spans: Vec<Span>,
}

impl Slot {
    /// From the start of the first span to the end of the last.
    #[must_use]
    pub fn span(&self) -> Span {
        let start = self.spans.first().map_or(Ts(0), |s| s.start);
        Span {
            start,
            end: self.spans.last().map_or(start, |s| s.end),
        }
    }
}

/// The next `n` free places of one resource, from an instant on.
///
/// What is shorter than the longest day is not torn over two days. `busy` needs no order.
#[must_use]
pub fn free_slots(
    week: &Week,
    zone: Zone,
    busy: &[Span],
    minutes: i64,
    starts: Starts,
    from: Ts,
    n: usize,
) -> Vec<Slot> {
    slots(week, zone, busy, minutes, starts, from)
        .take(n)
        .collect()
}

/// The next `n` free places in any of several lanes, earliest first, each start once: the first lane in
/// the order given that is free then.
#[must_use]
pub fn free_slots_any<K: Clone>(
    week: &Week,
    zone: Zone,
    lanes: &[(K, Vec<Span>)],
    minutes: i64,
    starts: Starts,
    from: Ts,
    n: usize,
) -> Vec<(K, Slot)> {
    let mut found: Vec<(usize, Slot)> = lanes
        .iter()
        .enumerate()
        .flat_map(|(i, (_, busy))| {
            slots(week, zone, busy, minutes, starts, from)
                .take(n)
                .map(move |slot| (i, slot))
        })
        .collect();
    found.sort_by_key(|(i, slot)| (slot.span().start, *i));
    found.dedup_by_key(|(_, slot)| slot.span().start);
    found
        .into_iter()
        .take(n)
        .filter_map(|(i, slot)| lanes.get(i).map(|(key, _)| (key.clone(), slot)))
        .collect()
}

fn slots<'a>(
    week: &'a Week,
    zone: Zone,
    busy: &'a [Span],
    minutes: i64,
    starts: Starts,
    from: Ts,
) -> impl Iterator<Item = Slot> + 'a {
    let first = zone.day_of(from);
    let torn = minutes > week.longest();
    (0..HORIZON)
        .filter_map(move |n| first.checked_add_days(Days::new(n)))
        .filter_map(move |day| week.on(day).map(|hours| (day, hours)))
        .flat_map(move |(day, hours)| starts.of_day(hours).map(move |m| zone.at(day, m)))
        .filter(move |start| *start >= from && minutes > 0)
        .filter_map(move |start| {
            let spans = week.spread(zone, start, minutes);
            let whole = if torn {
                !spans.is_empty()
            } else {
                spans.len() == 1 && spans.iter().all(|s| week.covers(zone, *s))
            };
            let free = spans.iter().all(|s| !busy.iter().any(|b| b.overlaps(*s)));
            (whole && free).then_some(Slot { spans })
        })
}

/// The gaps between what is taken inside a span, in order. Overlapping and unordered spans are welcome.
#[must_use]
pub fn gaps(within: Span, busy: &[Span]) -> Vec<Span> {
    let mut taken: Vec<Span> = busy
        .iter()
        .copied()
        .filter(|b| b.overlaps(within))
        .collect();
    taken.sort_unstable();
    let mut gaps = Vec::new();
    let mut at = within.start;
    for span in taken {
        if at < span.start {
            gaps.push(Span {
                start: at,
                end: span.start,
            });
        }
        at = at.max(span.end);
    }
    if at < within.end {
        gaps.push(Span {
            start: at,
            end: within.end,
        });
    }
    gaps
}

/// The first day work of so many minutes can be promised for, at so many minutes a working day;
/// `None` if the week is closed.
#[must_use]
pub fn earliest_promise(
    week: &Week,
    start: NaiveDate,
    minutes: i64,
    minutes_a_day: i64,
) -> Option<NaiveDate> {
    let days = minutes.max(1).div_euclid(minutes_a_day.max(1))
        + i64::from(minutes.max(1).rem_euclid(minutes_a_day.max(1)) != 0);
    let mut open = (0..3650)
        .filter_map(|n| start.checked_add_days(Days::new(n)))
        .filter(|day| week.on(*day).is_some());
    open.nth(usize::try_from(days - 1).ok()?)
}

/// Why a promise does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hasty {
    /// The time is over.
    Past,
    /// More work is left than the working days until then have room for: not before this day.
    Early(NaiveDate),
}

/// What keeps a promise from holding, for so many minutes of work that begins at `from` (`now`, or when the
/// vehicle comes): a working day holds as much as the longest of the week. Hours that are closed for good
/// bind nobody.
#[must_use]
pub fn hasty(
    week: &Week,
    zone: Zone,
    (now, from): (Ts, Ts),
    minutes: i64,
    at: Ts,
) -> Option<Hasty> {
    if at < now {
        return Some(Hasty::Past);
    }
    let day = zone.day_of(from);
    let open = week.open_span(zone, day).is_some_and(|o| from < o.end);
    let start = if open { day } else { day.succ_opt()? };
    let earliest = earliest_promise(week, start, minutes, week.longest())?;
    // With nothing left to do it may be any time from now on.
    (minutes > 0 && zone.day_of(at) < earliest).then_some(Hasty::Early(earliest))
}

/// The place of a weekday, 1 being Monday; `None` for a number that is none.
fn slot<T>(days: &mut [T; 7], weekday: i64) -> Option<&mut T> {
    usize::try_from(weekday - 1)
        .ok()
        .and_then(|i| days.get_mut(i))
}

#[cfg(test)]
mod tests;
