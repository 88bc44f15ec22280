//! Opening hours and free time. Everything is computed from hours and what is taken; nothing is booked here.

use chrono::{Days, NaiveDate};

use super::time::weekday;
use super::{Span, Ts, Zone};

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

/// The hours of a week, Monday first; `None` is a closed day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Week(pub [Option<DayHours>; 7]);

impl Week {
    /// Built from rows of `site_hours`; weekday 1 is Monday. Rows of other weekdays are left out.
    pub fn of(rows: impl IntoIterator<Item = (i64, DayHours)>) -> Week {
        let mut week = Week::default();
        for (weekday, hours) in rows {
            if let Some(slot) = usize::try_from(weekday - 1)
                .ok()
                .and_then(|i| week.0.get_mut(i))
            {
                *slot = Some(hours).filter(|h| h.minutes() > 0);
            }
        }
        week
    }

    /// The hours of a day; `None` if closed.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<DayHours> {
        self.0
            .get(usize::try_from(weekday(day) - 1).ok()?)
            .copied()
            .flatten()
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
        self.0
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const DAY: DayHours = DayHours {
        opens: 8 * 60,
        closes: 17 * 60,
        last_start: 16 * 60,
    };

    fn week() -> Week {
        Week::of((1..=5).map(|d| (d, DAY)))
    }

    fn zone() -> Zone {
        Zone::parse("Europe/Dublin").unwrap()
    }

    /// Monday 23 November 2026.
    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn at(day: u64, minute: i64) -> Ts {
        zone().at(monday() + Days::new(day), minute)
    }

    fn starts(slots: &[Slot]) -> Vec<String> {
        slots
            .iter()
            .map(|s| zone().local(s.span().start).format("%a %H:%M").to_string())
            .collect()
    }

    #[test]
    fn r_10_the_test_drive_starts_on_the_hour_from_nine_to_four() {
        let hours = DayHours {
            last_start: 17 * 60,
            closes: 18 * 60,
            ..DAY
        };
        let all: Vec<i64> = Starts::TEST_DRIVE.of_day(hours).map(|m| m / 60).collect();
        assert_eq!(all, [9, 10, 11, 12, 13, 14, 15, 16]);
        assert!(Starts::TEST_DRIVE.allows(&week(), zone(), at(0, 9 * 60)));
        assert!(!Starts::TEST_DRIVE.allows(&week(), zone(), at(0, 9 * 60 + 15)));
        assert!(!Starts::TEST_DRIVE.allows(&week(), zone(), at(0, 8 * 60)));
        assert!(!Starts::TEST_DRIVE.allows(&week(), zone(), at(5, 9 * 60)));
    }

    #[test]
    fn the_next_three_free_places_go_round_what_is_taken() {
        let busy = [
            Span::of_minutes(at(0, 9 * 60), 60),
            Span::of_minutes(at(0, 10 * 60 + 30), 30),
        ];
        let slots = free_slots(
            &week(),
            zone(),
            &busy,
            60,
            Starts::on_grid(15),
            at(0, 8 * 60 + 10),
            3,
        );
        assert_eq!(starts(&slots), ["Mon 11:00", "Mon 11:15", "Mon 11:30"]);
    }

    #[test]
    fn r_11_a_place_that_begins_when_another_ends_is_free() {
        let busy = [Span::of_minutes(at(0, 8 * 60), 60)];
        let slots = free_slots(&week(), zone(), &busy, 60, Starts::on_grid(60), at(0, 0), 1);
        assert_eq!(starts(&slots), ["Mon 09:00"]);
    }

    #[test]
    fn r_13_a_closed_day_has_no_free_place() {
        let slots = free_slots(
            &week(),
            zone(),
            &[],
            8 * 60,
            Starts::on_grid(60),
            at(4, 10 * 60),
            1,
        );
        assert_eq!(starts(&slots), ["Mon 08:00"]);
    }

    #[test]
    fn a_short_booking_is_not_torn_over_the_night() {
        let slots = free_slots(
            &week(),
            zone(),
            &[],
            120,
            Starts::on_grid(15),
            at(0, 15 * 60),
            2,
        );
        assert_eq!(starts(&slots), ["Mon 15:00", "Tue 08:00"]);
    }

    #[test]
    fn r_10_a_job_of_several_days_takes_the_hours_of_each_working_day() {
        let spans = week().spread(zone(), at(4, 13 * 60), 10 * 60);
        assert_eq!(
            spans,
            [
                Span::of_minutes(at(4, 13 * 60), 240),
                Span::of_minutes(at(7, 8 * 60), 360)
            ]
        );
        let busy = [Span::of_minutes(at(7, 9 * 60), 30)];
        let slots = free_slots(
            &week(),
            zone(),
            &busy,
            10 * 60,
            Starts::on_grid(60),
            at(4, 13 * 60),
            1,
        );
        assert_eq!(starts(&slots), ["Mon 10:00"]);
    }

    #[test]
    fn with_several_bays_the_first_free_one_is_offered_once_for_each_time() {
        let lanes = [
            ("one", vec![Span::of_minutes(at(0, 8 * 60), 60)]),
            ("two", vec![Span::of_minutes(at(0, 9 * 60), 600)]),
        ];
        let found = free_slots_any(
            &week(),
            zone(),
            &lanes,
            60,
            Starts::on_grid(60),
            at(0, 0),
            3,
        );
        let said: Vec<_> = found
            .iter()
            .map(|(bay, slot)| (*bay, starts(std::slice::from_ref(slot)).remove(0)))
            .collect();
        assert_eq!(
            said,
            [
                ("two", "Mon 08:00".into()),
                ("one", "Mon 09:00".into()),
                ("one", "Mon 10:00".into())
            ]
        );
    }

    #[rstest]
    #[case(60, 0)]
    #[case(540, 0)]
    #[case(541, 1)]
    #[case(540 * 6, 7)]
    fn r_10_a_promise_is_not_before_the_hours_are_worked(#[case] minutes: i64, #[case] days: u64) {
        assert_eq!(
            earliest_promise(&week(), monday(), minutes, 540),
            Some(monday() + Days::new(days))
        );
    }

    #[test]
    fn a_week_without_hours_has_nothing_free_and_ends() {
        assert!(
            free_slots(
                &Week::default(),
                zone(),
                &[],
                60,
                Starts::on_grid(15),
                at(0, 0),
                3
            )
            .is_empty()
        );
        assert_eq!(earliest_promise(&Week::default(), monday(), 60, 540), None);
    }

    proptest! {
        #[test]
        fn a_free_place_overlaps_nothing_lies_in_the_hours_and_has_its_length(
            taken in proptest::collection::vec((0u64..5, 0i64..1440, 1i64..300), 0..20), minutes in 15i64..1500, step in prop::sample::select(vec![5i64, 15, 30, 60]),
        ) {
            let busy: Vec<Span> = taken.iter().map(|(d, m, n)| Span::of_minutes(at(*d, *m), *n)).collect();
            for slot in free_slots(&week(), zone(), &busy, minutes, Starts::on_grid(step), at(0, 0), 5) {
                prop_assert_eq!(slot.spans.iter().map(|s| s.minutes()).sum::<i64>(), minutes);
                for span in &slot.spans {
                    prop_assert!(week().covers(zone(), *span));
                    prop_assert!(!busy.iter().any(|b| b.overlaps(*span)));
                }
                prop_assert_eq!(zone().minute_of_day(slot.span().start) % step, 0);
            }
        }

        #[test]
        fn gaps_and_what_is_taken_fill_the_day_without_overlap(taken in proptest::collection::vec((0i64..600, 1i64..120), 0..12)) {
            let within = Span::of_minutes(at(0, 480), 540);
            let busy: Vec<Span> = taken.iter().map(|(m, n)| Span::of_minutes(at(0, 400 + *m), *n)).collect();
            let gaps = gaps(within, &busy);
            for minute in 0..540 {
                let now = within.start.plus_minutes(minute);
                let free = gaps.iter().any(|g| g.contains(now));
                prop_assert_eq!(free, !busy.iter().any(|b| b.contains(now)));
            }
        }
    }
}
