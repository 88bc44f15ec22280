//! A month to pick a day from.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::pick::below;
use crate::tui::look::{Canvas, Role};

/// Columns and rows it takes, frame included.
const SIZE: (u16, u16) = (26, 10);

/// One month with a day chosen.
#[derive(Clone, Debug)]
pub struct Month {
    day: NaiveDate,
    today: NaiveDate,
    /// Days that cannot be taken, and why.
    pub off: BTreeMap<NaiveDate, String>,
}

/// The words a month needs, in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct MonthWords {
    /// Month and year: `November 2026`.
    pub heading: String,
    /// The days of the week from Monday, two letters each.
    pub weekdays: [String; 7],
}

impl Month {
    /// The month of a day.
    pub fn new(day: NaiveDate, today: NaiveDate) -> Self {
        Self {
            day,
            today,
            off: BTreeMap::new(),
        }
    }

    /// The day under the cursor.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Why that day cannot be taken, if so.
    pub fn why_off(&self) -> Option<&str> {
        self.off.get(&self.day).map(String::as_str)
    }

    /// Moves by days (arrows), weeks (up, down), months (PgUp, PgDn) or to today (Home); answers
    /// whether it was a key for a month.
    pub fn key(&mut self, code: KeyCode) -> bool {
        let day = self.day;
        let to = match code {
            KeyCode::Left | KeyCode::Char('-') => day.checked_sub_days(Days::new(1)),
            KeyCode::Right | KeyCode::Char('+') => day.checked_add_days(Days::new(1)),
            KeyCode::Up => day.checked_sub_days(Days::new(7)),
            KeyCode::Down => day.checked_add_days(Days::new(7)),
            KeyCode::PageUp => day.checked_sub_months(Months::new(1)),
            KeyCode::PageDown => day.checked_add_months(Months::new(1)),
            KeyCode::Home => Some(self.today),
            _ => return false,
        };
        self.day = to.unwrap_or(day);
        true
    }

    /// Where it opens: under the field, or over it where there is no room below.
    pub fn area(field: Rect, page: Rect) -> Rect {
        let x = field
            .x
            .saturating_sub(1)
            .min(page.right().saturating_sub(SIZE.0 + 1))
            .max(page.x);
        below(
            Rect {
                x,
                y: field.y,
                width: SIZE.0.min(page.width),
                height: SIZE.1,
            },
            page,
        )
    }

    /// Paints the month as a layer over the page.
    pub fn draw(&self, c: &mut Canvas, area: Rect, words: &MonthWords) {
        c.layer(area, &words.heading);
        let inner = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: 21,
            height: area.height.saturating_sub(2),
        };
        for (x, name) in (inner.x..).step_by(3).zip(&words.weekdays) {
            c.text(x, inner.y, 2, name, (Role::Raised, Role::Dim));
        }
        let first = self.day.with_day(1).unwrap_or(self.day);
        let lead = u16::try_from(first.weekday().num_days_from_monday()).unwrap_or(0);
        for (n, day) in (lead..).zip(first.iter_days().take_while(|d| d.month() == first.month())) {
            let (x, y) = (inner.x + n % 7 * 3, inner.y + 1 + n / 7);
            if y < inner.bottom() {
                c.text(x, y, 2, &format!("{:>2}", day.day()), self.inks(day));
                if day == self.day {
                    c.text(x - 1, y, 1, c.marks.cursor, (Role::Select, Role::Accent));
                }
            }
        }
        if let Some(why) = self.why_off() {
            c.text(
                inner.x,
                area.bottom() - 1,
                21,
                &format!(" {why} "),
                (Role::Raised, Role::Dim),
            );
        }
    }

    fn inks(&self, day: NaiveDate) -> (Role, Role) {
        let ink = if self.off.contains_key(&day) {
            Role::Closed
        } else if day == self.today {
            Role::Accent
        } else {
            Role::Text
        };
        if day == self.day {
            (Role::Select, Role::Title)
        } else {
            (Role::Raised, ink)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).expect("a day")
    }

    #[test]
    fn a_month_begins_on_monday_and_the_cursor_stands_on_a_day() {
        let month = Month::new(day(23), day(21));
        let words = MonthWords {
            heading: "November 2026".into(),
            weekdays: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map(Into::into),
        };
        let page = drawn(40, 12, |c, page| {
            month.draw(c, Month::area(Rect::new(8, 1, 12, 1), page), &words);
        });
        insta::assert_snapshot!(page, @r"


               ┌─ November 2026 ────────┐
               │ Mo Tu We Th Fr Sa Su   │
               │                    1   │
               │  2  3  4  5  6  7  8   │
               │  9 10 11 12 13 14 15   │
               │ 16 17 18 19 20 21 22   │
               │▶23 24 25 26 27 28 29   │
               │ 30                     │
               │                        │
               └────────────────────────┘
        ");
    }

    #[test]
    fn keys_move_by_day_week_and_month() {
        let mut month = Month::new(day(30), day(21));
        month.key(KeyCode::PageDown);
        month.key(KeyCode::PageDown);
        month.key(KeyCode::PageDown);
        assert_eq!(
            month.day(),
            NaiveDate::from_ymd_opt(2027, 2, 28).expect("a day")
        );
        month.key(KeyCode::Home);
        month.key(KeyCode::Down);
        month.key(KeyCode::Left);
        assert_eq!(month.day(), day(27));
    }
}
