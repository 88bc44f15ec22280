//! Days and times: `Mon 23 Nov 2026`, `23 Nov`, `10:42`.

use super::Words;
use crate::domain::{Span, Ts};
use chrono::{Datelike, NaiveDate};

const WEEKDAYS: [&str; 7] = [
    "weekday-mon",
    "weekday-tue",
    "weekday-wed",
    "weekday-thu",
    "weekday-fri",
    "weekday-sat",
    "weekday-sun",
];

const MONTHS: [&str; 12] = [
    "month-jan",
    "month-feb",
    "month-mar",
    "month-apr",
    "month-may",
    "month-jun",
    "month-jul",
    "month-aug",
    "month-sep",
    "month-oct",
    "month-nov",
    "month-dec",
];

impl Words {
    /// The weekday, short: `Mon`.
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.word(WEEKDAYS[day.weekday().num_days_from_monday() as usize])
    }

    /// The month, short: `Nov`.
    pub fn month(&self, day: NaiveDate) -> String {
        self.word(MONTHS[day.month0() as usize])
    }

    /// For lists: `23 Nov`.
    pub fn day(&self, day: NaiveDate) -> String {
        format!("{} {}", day.day(), self.month(day))
    }

    /// For headings: `Mon 23 Nov 2026`.
    pub fn day_long(&self, day: NaiveDate) -> String {
        format!("{} {} {}", self.weekday(day), self.day(day), day.year())
    }

    /// With the weekday when less than a week away, with the year when it is another one:
    /// `Tue 24 Nov`, `7 Dec`, `2 Feb 2027`.
    pub fn day_near(&self, day: NaiveDate, today: NaiveDate) -> String {
        if (day - today).num_days().abs() <= 7 {
            format!("{} {}", self.weekday(day), self.day(day))
        } else if day.year() == today.year() {
            self.day(day)
        } else {
            format!("{} {}", self.day(day), day.year())
        }
    }

    /// A time of day, out of minutes since midnight: `10:42`.
    pub fn minute(&self, minute_of_day: i64) -> String {
        let minute = minute_of_day.rem_euclid(24 * 60);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// The time of day of an instant, at the site.
    pub fn time(&self, at: Ts) -> String {
        self.minute(self.zone().minute_of_day(at))
    }

    /// Day and time: `Mon 23 Nov 10:42`.
    pub fn moment(&self, at: Ts) -> String {
        let day = self.zone().day_of(at);
        format!("{} {} {}", self.weekday(day), self.day(day), self.time(at))
    }

    /// The time alone when it is today, else the day before it.
    pub fn when(&self, at: Ts, now: Ts) -> String {
        let (day, today) = (self.zone().day_of(at), self.zone().day_of(now));
        if day == today {
            self.time(at)
        } else {
            format!("{} {}", self.day_near(day, today), self.time(at))
        }
    }

    /// From and to: `10:00 – 11:30`.
    pub fn span(&self, span: Span) -> String {
        format!("{} – {}", self.time(span.start), self.time(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Zone};

    #[test]
    fn a_near_day_has_its_weekday_and_a_far_one_its_year() {
        let w = Words::new("en", Currency::EUR, Zone::UTC);
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let today = day(2026, 11, 23);
        assert_eq!(w.day_near(day(2026, 11, 24), today), "Tue 24 Nov");
        assert_eq!(w.day_near(day(2026, 12, 7), today), "7 Dec");
        assert_eq!(w.day_near(day(2027, 2, 2), today), "2 Feb 2027");
    }
}
