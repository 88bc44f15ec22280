//! The month drawn: a day a cell, with how many come and how full the day is; and the heat of a day by itself.

use super::{Diary, View, view};
use crate::desk::booking::{DayLoad, Month};
use crate::domain::permission::Permission;
use crate::domain::time::weekday;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use chrono::Datelike;
use ratatui::layout::Rect;

pub(super) fn commands(cx: &Cx) -> Vec<Command> {
    vec![
        Command::new(Action::Accept, msg!("bookings-cmd-open-day"), 1),
        Command::new(Action::Insert, msg!("bookings-cmd-book-here"), 2)
            .needs(cx, Permission::BookingEdit),
        Command::new(Action::Book, msg!("bookings-cmd-new"), 0).needs(cx, Permission::BookingEdit),
        Command::new(Action::Tell, msg!("finder-cmd-open"), 6),
        Command::new(Action::Assign, msg!("waiting-cmd-open"), 7),
        Command::new(Action::Next, View::Month.turned(1).command(), 3),
        Command::new(Action::PageUp, msg!("bookings-cmd-month-before"), 4),
        Command::new(Action::PageDown, msg!("bookings-cmd-month-after"), 5),
        Command::new(Action::First, msg!("bookings-cmd-this-month"), 0),
    ]
}

/// Work against the hours there are for it: a bar as warm as it is full.
pub(super) struct Heat {
    booked: i64,
    hours: i64,
    over: bool,
}

impl Heat {
    /// Of minutes; `over` when it is too much.
    pub(super) fn new(booked: i64, hours: i64, over: bool) -> Self {
        Self {
            booked,
            hours,
            over,
        }
    }

    /// Of a day.
    pub(super) fn of(day: &DayLoad) -> Self {
        Self::new(day.booked_min, day.hours_min, day.over)
    }

    fn percent(&self) -> i64 {
        if self.hours > 0 {
            self.booked * 100 / self.hours
        } else {
            0
        }
    }

    /// The bar, the share, and the hours where there is room; a mark as well as a colour where it is too much.
    pub(super) fn draw(&self, c: &mut Canvas<'_>, area: Rect, ground: Role, cx: &Cx) {
        if self.hours == 0 && self.booked == 0 {
            return;
        }
        let w = &cx.words;
        let ink = match self.percent() {
            _ if self.over => Role::Bad,
            70.. => Role::Warn,
            _ => Role::Good,
        };
        let mark = if self.over { cx.marks.alert } else { "" };
        // Work and nobody there for it has no share.
        let share = if self.hours > 0 {
            format!("{mark}{}", w.percent(self.percent()))
        } else {
            format!("{mark}{}", w.minutes(self.booked))
        };
        let hours = w.say(&msg!(
            "bookings-load-hours",
            booked = w.minutes(self.booked),
            hours = w.minutes(self.hours)
        ));
        let whole = format!("{share}  {hours}");
        let room = usize::from(area.width.saturating_sub(1));
        let text = if width::cells(&whole) <= room {
            whole
        } else {
            share
        };
        let rest = room.saturating_sub(width::cells(&text) + 1);
        let full = (i64::try_from(rest).unwrap_or(0) * self.percent().min(100) + 99) / 100;
        let bar = cx.marks.thick.repeat(usize::try_from(full).unwrap_or(0));
        let x = c.text(area.x + 1, area.y, area.width - 1, &text, (ground, ink)) + 1;
        c.text(
            x,
            area.y,
            area.right().saturating_sub(x),
            &bar,
            (ground, ink),
        );
    }
}

pub(super) fn draw(diary: &Diary, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(month) = &diary.month else {
        view::heading(diary, c, Rect { height: 1, ..area }, cx);
        return;
    };
    heading(diary, month, c, Rect { height: 1, ..area }, cx);
    let weeks = u16::try_from(month.days.len().div_ceil(7))
        .unwrap_or(6)
        .max(1);
    let wide = (area.width - 1) / 7;
    let top = area.y + 2;
    for (at, load) in (0u16..).zip(month.days.iter().take(7)) {
        let name = cx.words.weekday(load.day);
        let x = area.x + 2 + at * wide;
        c.text(x, top - 1, wide - 1, &name, (Role::Surface, Role::Dim));
    }
    let each = (area.bottom().saturating_sub(top) / weeks).clamp(2, 5);
    for (at, load) in (0u16..).zip(&month.days) {
        let column = u16::try_from(weekday(load.day) - 1).unwrap_or(0);
        let cell = Rect {
            x: area.x + 1 + column * wide,
            y: top + at / 7 * each,
            width: wide - 1,
            height: if each > 2 { each - 1 } else { each },
        };
        if cell.bottom() > area.bottom() {
            break;
        }
        day(diary, month, load, c, cell, cx);
    }
}

fn day(diary: &Diary, month: &Month, load: &DayLoad, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let chosen = load.day == diary.day;
    let inside = load.day.month() == month.first.month();
    let ground = match (chosen, inside) {
        (true, _) => Role::Select,
        (_, true) => Role::Raised,
        _ => Role::Surface,
    };
    c.fill(area, ground);
    if chosen {
        c.text(area.x, area.y, 1, cx.marks.cursor, (ground, Role::Accent));
    }
    let ink = match (load.day == cx.today(), inside) {
        (true, _) => Role::Accent,
        (_, true) => Role::Title,
        _ => Role::Dim,
    };
    let number = load.day.day().to_string();
    let x = c.text(area.x + 1, area.y, 3, &number, (ground, ink)) + 1;
    let room = area.right().saturating_sub(x);
    let said = match &load.exception {
        Some(title) => title.clone(),
        None if !load.is_open => w.word("bookings-closed"),
        None if load.bookings > 0 => {
            let count = i64::try_from(load.bookings).unwrap_or(0);
            let long = w.say(&msg!("bookings-month-booked", count = count));
            if width::cells(&long) <= usize::from(room) {
                long
            } else {
                w.count(count)
            }
        }
        None => String::new(),
    };
    c.text(x, area.y, room, &said, (ground, Role::Dim));
    if load.is_open {
        let row = Rect {
            y: area.y + 1,
            height: 1,
            ..area
        };
        Heat::of(load).draw(c, row, ground, cx);
    }
}

fn heading(diary: &Diary, month: &Month, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    if diary.jumps(cx) {
        return view::heading(diary, c, row, cx);
    }
    c.fill(row, Role::Surface);
    let w = &cx.words;
    let (left, right) = (
        format!(" {} ", cx.marks.left),
        format!(" {}", cx.marks.right),
    );
    let name = format!("{} {}", w.month(month.first), month.first.year());
    let parts = [
        (w.word("bookings-month"), Role::Dim),
        (left, Role::Accent),
        (name, Role::Title),
        (right, Role::Accent),
    ];
    let parts: Vec<(&str, Role)> = parts.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks(row.x + 1, row.y, row.width - 2, Role::Surface, &parts);
    let Some(load) = month.days.iter().find(|d| d.day == diary.day) else {
        return;
    };
    let hours = w.say(&msg!(
        "bookings-load-hours",
        booked = w.minutes(load.booked_min),
        hours = w.minutes(load.hours_min)
    ));
    let said = format!(
        "{}  {}  {}",
        w.day_near(load.day, cx.today()),
        w.percent(load.percent()),
        hours
    );
    c.right(
        row.right() - 1,
        row.y,
        row.width / 2,
        &said,
        (Role::Surface, Role::Dim),
    );
}
