//! When somebody is there: the hours of the house, cut to their own, less the time they are away.

use chrono::NaiveDate;

use super::{DayHours, Exception, Week, gaps, slot};
use crate::domain::time::weekday;
use crate::domain::{Span, Zone};

/// When somebody works on one weekday, in minutes since midnight; several a day have breaks between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shift {
    /// 1 is Monday.
    pub weekday: i64,
    /// The first minute.
    pub from: i64,
    /// The first minute after.
    pub to: i64,
}

/// When a person is available on a day, in order: the open hours of the house (with its holidays), within
/// their own shifts, less what they are away for.
///
/// Somebody without any shifts works while the house is open. Minutes are of the wall clock, so that a day of
/// 23 or 25 hours begins and ends when its clock says.
#[must_use]
pub fn presence(
    house: &Week,
    zone: Zone,
    shifts: &[Shift],
    away: &[Span],
    day: NaiveDate,
) -> Vec<Span> {
    let Some(open) = house.on(day) else {
        return Vec::new();
    };
    let whole = [Shift {
        weekday: weekday(day),
        from: open.opens,
        to: open.closes,
    }];
    let mut mine: Vec<Shift> = if shifts.is_empty() { &whole } else { shifts }
        .iter()
        .copied()
        .filter(|s| s.weekday == weekday(day))
        .collect();
    mine.sort_unstable();
    mine.iter()
        .map(|s| Span {
            start: zone.at(day, s.from.max(open.opens)),
            end: zone.at(day, s.to.min(open.closes)),
        })
        .filter(|span| span.is_forward())
        .flat_map(|span| gaps(span, away))
        .collect()
}

impl Week {
    /// The hours bookings of a person can lie in: the house's, from the start of their first shift of the day
    /// to the end of the last. Without shifts, the house's.
    #[must_use]
    pub fn within(&self, shifts: &[Shift]) -> Week {
        if shifts.is_empty() {
            return self.clone();
        }
        let mut ends: [Option<(i64, i64)>; 7] = [None; 7];
        for shift in shifts {
            if let Some(day) = slot(&mut ends, shift.weekday) {
                let (from, to) = day.unwrap_or((shift.from, shift.to));
                *day = Some((from.min(shift.from), to.max(shift.to)));
            }
        }
        let mut week = Week::default();
        for (day, (open, mine)) in week.days.iter_mut().zip(self.days.iter().zip(ends)) {
            if let (Some(open), Some((from, to))) = (open, mine) {
                let (opens, closes) = (open.opens.max(from), open.closes.min(to));
                *day = (opens < closes).then_some(DayHours {
                    opens,
                    closes,
                    last_start: open.last_start.min(closes),
                });
            }
        }
        for (day, exception) in &self.exceptions {
            let mine = slot(&mut ends, weekday(*day)).and_then(|ends| *ends);
            let hours = exception
                .hours
                .zip(mine)
                .map(|((opens, closes), (from, to))| (opens.max(from), closes.min(to)))
                .filter(|(opens, closes)| opens < closes);
            let exception = Exception {
                title: exception.title.clone(),
                hours,
            };
            week.exceptions.insert(*day, exception);
        }
        week
    }
}
