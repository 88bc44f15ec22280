//! The week drawn: bay by day, the free hours first to be seen.

use super::month::Heat;
use super::{Diary, View, view};
use crate::desk::booking::{Cell, Week};
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use chrono::Datelike;
use ratatui::layout::Rect;

/// Columns of the names of the bays.
const NAMES: u16 = 11;

pub(super) fn commands(cx: &Cx) -> Vec<Command> {
    vec![
        Command::new(Action::Accept, msg!("bookings-cmd-open-day"), 1),
        Command::new(Action::Insert, msg!("bookings-cmd-book-here"), 2)
            .needs(cx, Permission::BookingEdit),
        Command::new(Action::Book, msg!("bookings-cmd-new"), 0).needs(cx, Permission::BookingEdit),
        Command::new(Action::Tell, msg!("finder-cmd-open"), 6),
        Command::new(Action::Assign, msg!("waiting-cmd-open"), 7),
        Command::new(Action::Next, View::Week.turned(1).command(), 3),
        Command::new(Action::PageUp, msg!("bookings-cmd-week-before"), 4),
        Command::new(Action::PageDown, msg!("bookings-cmd-week-after"), 5),
        Command::new(Action::First, msg!("bookings-cmd-this-week"), 0),
    ]
}

pub(super) fn draw(diary: &Diary, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(week) = &diary.week else {
        view::heading(diary, c, Rect { height: 1, ..area }, cx);
        return;
    };
    heading(diary, week, c, Rect { height: 1, ..area }, cx);
    if week.days.is_empty() {
        let none = cx.words.word("bookings-week-closed");
        c.text(
            area.x + 1,
            area.y + 2,
            area.width - 2,
            &none,
            (Role::Surface, Role::Dim),
        );
        return;
    }
    let days = u16::try_from(week.days.len()).unwrap_or(7).max(1);
    let wide = (area.width - NAMES - 1) / days;
    let top = area.y + 2;
    for (at, day) in (0u16..).zip(&week.days) {
        let x = area.x + NAMES + at * wide;
        let ink = if *day == cx.today() {
            Role::Accent
        } else {
            Role::Title
        };
        let title = format!("{} {}", cx.words.weekday(*day), day.day());
        c.text(x + 1, top, wide - 1, &title, (Role::Surface, ink));
    }
    let rest = area.bottom().saturating_sub(top + 1);
    let bays = u16::try_from(week.bays.len()).unwrap_or(1).max(1);
    // One row for the people's heading, one for each three of them; one for the load and each skill.
    let people = if week.people.is_empty() { 0 } else { 2 };
    let loads = 1 + u16::try_from(week.skills.len()).unwrap_or(0);
    let each = (rest.saturating_sub(people + loads) / bays).clamp(2, 4);
    for (row, bay) in (0u16..).zip(&week.bays) {
        let y = top + 1 + row * each;
        if y + 1 >= area.bottom() {
            break;
        }
        c.text(
            area.x + 1,
            y,
            NAMES - 2,
            &bay.name,
            (Role::Surface, Role::Title),
        );
        for (at, free) in (0u16..).zip(&bay.cells) {
            let cell = Rect {
                x: area.x + NAMES + at * wide,
                y,
                width: wide - 1,
                height: 2,
            };
            let chosen = diary.at == (usize::from(row), usize::from(at));
            let closed = week
                .days
                .get(usize::from(at))
                .and_then(|day| week.closed.iter().find(|(on, _)| on == day));
            draw_cell(*free, closed.map(|(_, why)| why), chosen, c, cell, cx);
        }
    }
    let mut y = top + 1 + bays * each;
    let label = cx.words.word("bookings-load");
    let house: Vec<Heat> = week.load.iter().map(Heat::of).collect();
    let mut rows = vec![(label.as_str(), house)];
    for skill in &week.skills {
        let days = skill
            .days
            .iter()
            .map(|(asked, hours)| Heat::new(*asked, *hours, *asked > *hours));
        rows.push((skill.skill.as_str(), days.collect()));
    }
    // The mechanics keep their rows where there is not room for every skill.
    let last = area.bottom().saturating_sub(people);
    for (name, heats) in rows {
        if y >= last {
            break;
        }
        c.text(area.x + 1, y, NAMES - 2, name, (Role::Surface, Role::Dim));
        for (at, heat) in (0u16..).zip(&heats) {
            let x = area.x + NAMES + at * wide;
            heat.draw(
                c,
                Rect {
                    x,
                    y,
                    width: wide - 1,
                    height: 1,
                },
                Role::Surface,
                cx,
            );
        }
        y += 1;
    }
    if people > 0 && y < area.bottom() {
        draw_people(
            week,
            c,
            Rect {
                y,
                height: area.bottom() - y,
                ..area
            },
            cx,
        );
    }
}

fn heading(diary: &Diary, week: &Week, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    if diary.jumps(cx) {
        view::heading(diary, c, row, cx);
        return;
    }
    c.fill(row, Role::Surface);
    let w = &cx.words;
    let span = match (week.days.first(), week.days.last()) {
        (Some(first), Some(last)) => format!(
            "{} · {} – {} {}",
            first.iso_week().week(),
            w.day(*first),
            w.day(*last),
            last.year()
        ),
        _ => w.day_long(diary.day),
    };
    let (left, right) = (
        format!(" {} ", cx.marks.left),
        format!(" {}", cx.marks.right),
    );
    let parts = [
        (w.word("bookings-week"), Role::Dim),
        (left, Role::Accent),
        (span, Role::Title),
        (right, Role::Accent),
    ];
    let parts: Vec<(&str, Role)> = parts.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks(row.x + 1, row.y, row.width - 2, Role::Surface, &parts);
    if let Some(fit) = &week.first_fit {
        let text = w.say(&msg!(
            "bookings-first-fit",
            when = w.when(fit.starts_at, cx.now),
            place = fit.place.clone()
        ));
        c.right(
            row.right() - 1,
            row.y,
            row.width / 2,
            &text,
            (Role::Surface, Role::Dim),
        );
    }
}

fn draw_cell(
    cell: Cell,
    why: Option<&String>,
    chosen: bool,
    c: &mut Canvas<'_>,
    area: Rect,
    cx: &Cx,
) {
    let ground = if chosen { Role::Select } else { Role::Raised };
    c.fill(area, ground);
    let mark = if chosen { cx.marks.cursor } else { " " };
    c.text(area.x, area.y, 1, mark, (ground, Role::Accent));
    let room = area.width.saturating_sub(2);
    if cell.open_min == 0 {
        c.text(
            area.x + 1,
            area.y,
            room,
            why.unwrap_or(&cx.words.word("bookings-closed")),
            (ground, Role::Dim),
        );
        return;
    }
    let taken = cell.open_min - cell.free_min;
    let share = i64::from(room) * taken / cell.open_min;
    let full: String = cx.marks.thick.repeat(usize::try_from(share).unwrap_or(0));
    let empty: String = cx
        .marks
        .rule
        .repeat(usize::from(room).saturating_sub(full.chars().count()));
    c.inks(
        area.x + 1,
        area.y,
        room,
        ground,
        &[(&full, Role::Data), (&empty, Role::Closed)],
    );
    let (text, ink) = if cell.free_min == 0 {
        (cx.words.word("bookings-full-cell"), Role::Dim)
    } else {
        (free_words(cell.free_min, room, cx), Role::Text)
    };
    c.text(area.x + 1, area.y + 1, room, &text, (ground, ink));
}

/// The free time as long as there is room for it: "5 h 45 free", "5 h 45", in whole hours "5 h".
fn free_words(minutes: i64, room: u16, cx: &Cx) -> String {
    let free = cx.words.minutes(minutes);
    let long = cx
        .words
        .say(&msg!("bookings-free-cell", free = free.clone()));
    let fits = |text: &str| crate::tui::look::width::cells(text) <= usize::from(room);
    if fits(&long) {
        long
    } else if fits(&free) {
        free
    } else {
        // Never more than there is.
        cx.words.minutes(minutes.div_euclid(60) * 60)
    }
}

fn draw_people(week: &Week, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let label = w.word("bookings-mechanics");
    let mut x = c.text(
        area.x + 1,
        area.y,
        NAMES,
        &label,
        (Role::Surface, Role::Dim),
    ) + 2;
    let mut y = area.y;
    for who in &week.people {
        let mut text = format!("{} {}", who.name, w.percent(who.percent));
        if !who.off.is_empty() {
            let days: Vec<String> = week
                .days
                .iter()
                .filter(|d| who.off.contains(&crate::domain::time::weekday(**d)))
                .map(|d| w.weekday(*d))
                .collect();
            text = format!(
                "{text} {}",
                w.say(&msg!("bookings-off", days = days.join(", ")))
            );
        }
        let wide = u16::try_from(crate::tui::look::width::cells(&text)).unwrap_or(u16::MAX);
        if x + wide >= area.right() {
            x = area.x + NAMES + 1;
            y += 1;
        }
        if y >= area.bottom() {
            break;
        }
        x = c.text(
            x,
            y,
            area.right().saturating_sub(x),
            &text,
            (Role::Surface, Role::Text),
        ) + 3;
    }
}
