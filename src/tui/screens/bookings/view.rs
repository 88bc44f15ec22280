//! The day drawn: heading, grid, and beside it the cards where there is room.

use super::{Diary, View, lift, side, typed};
use crate::desk::booking::{Lanes, Sheet};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::canvas::inset;
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

/// From this width on the cards stand beside the grid.
const WIDE: u16 = 110;
/// How wide they are.
const SIDE: u16 = 26;

/// What is said over a view of what is typed or carried; what is left of the page for the view.
pub(super) fn above(diary: &Diary, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> Rect {
    let wish = (!diary.line.is_empty()).then(|| diary.wish(cx));
    let rows = match (wish.filter(|w| !w.said.is_jump()), &diary.lifted) {
        (Some(wish), _) => typed::draw(diary, &wish, c, area, cx),
        (None, Some(lifted)) => {
            let height = lift::ROWS.min(area.height);
            lift::draw(diary, lifted, c, Rect { height, ..area }, cx);
            height
        }
        (None, None) => 0,
    };
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

pub(super) fn day(diary: &Diary, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let wide = area.width >= WIDE;
    heading(diary, c, Rect { height: 1, ..area }, cx);
    let gap = 1 + u16::from(wide && area.height > 30);
    let below = Rect {
        y: area.y + gap,
        height: area.height.saturating_sub(gap),
        ..area
    };
    if let Some(failed) = &diary.failed {
        let room = area.width.saturating_sub(2);
        c.text(
            area.x + 1,
            below.y + 1,
            room,
            &cx.words.say(failed),
            (Role::Surface, Role::Bad),
        );
        return;
    }
    if diary.sheet.as_ref().is_some_and(|s| s.lanes.is_empty()) {
        let none = match diary.view {
            View::Day(Lanes::Equipment) => "bookings-no-equipment",
            _ => "bookings-no-lanes",
        };
        let none = cx.words.word(none);
        c.text(
            area.x + 1,
            below.y + 1,
            area.width - 2,
            &none,
            (Role::Surface, Role::Dim),
        );
        return;
    }
    let focus = diary.line.is_empty();
    if wide {
        let side_at = area.right() - SIDE - 1;
        let grid = Rect {
            x: below.x + 1,
            width: side_at - below.x - 3,
            ..below
        };
        diary.grid.draw(c, grid, focus);
        let cards = Rect {
            x: side_at,
            width: SIDE,
            ..below
        };
        side::draw(diary, c, cards, cx);
    } else {
        diary.grid.draw(c, below, focus);
    }
}

/// What and when at the left, counts at the right; while something is typed, the line and what it means.
pub(super) fn heading(diary: &Diary, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    c.fill(row, Role::Surface);
    let inner = inset(row, 1, 0);
    let wish = (!diary.line.is_empty()).then(|| diary.wish(cx));
    if let Some(wish) = wish.filter(|w| w.said.is_jump()) {
        let half = inner.width * 2 / 5;
        diary.line.draw(
            c,
            Rect {
                width: half,
                ..inner
            },
            (Role::Well, Role::Text),
            true,
            false,
        );
        let echo = typed::jump(&wish, diary.day, cx);
        let x = inner.x + half + 2;
        c.text(
            x,
            row.y,
            inner.right().saturating_sub(x),
            &echo,
            (Role::Surface, Role::Accent),
        );
        return;
    }
    let day = cx.words.day_long(diary.day);
    let what = match diary.view {
        View::Day(Lanes::Bays) => cx.words.word("bookings-day"),
        View::Day(Lanes::Mechanics) => cx.words.word("bookings-mechanics"),
        View::Day(Lanes::Equipment) => cx.words.word("bookings-equipment"),
        View::Week => cx.words.word("bookings-week"),
        View::Month => cx.words.word("bookings-month"),
    };
    let (left, right) = (
        format!(" {} ", cx.marks.left),
        format!(" {}", cx.marks.right),
    );
    let parts = [
        (what.as_str(), Role::Dim),
        (left.as_str(), Role::Accent),
        (day.as_str(), Role::Title),
        (right.as_str(), Role::Accent),
    ];
    c.inks(inner.x, row.y, inner.width, Role::Surface, &parts);
    if let Some(sheet) = &diary.sheet {
        counts(sheet, c, inner, cx);
    }
}

fn counts(sheet: &Sheet, c: &mut Canvas<'_>, inner: Rect, cx: &Cx) {
    let mut parts: Vec<(String, Role)> = Vec::new();
    let mut add = |number: String, word: &'static str| {
        if !parts.is_empty() {
            parts.push(("   ".to_owned(), Role::Dim));
        }
        parts.push((number, Role::Title));
        parts.push((format!(" {}", cx.words.word(word)), Role::Dim));
    };
    if sheet.booked > 0 {
        add(
            cx.words.count(i64::try_from(sheet.booked).unwrap_or(0)),
            "bookings-booked-count",
        );
    }
    if !sheet.requests.is_empty() {
        let asked = i64::try_from(sheet.requests.len()).unwrap_or(0);
        add(cx.words.count(asked), "bookings-asked-count");
    }
    if sheet.offered > 0 {
        add(cx.words.count(sheet.offered), "bookings-offered-count");
    } else if sheet.waiting > 0 {
        add(cx.words.count(sheet.waiting), "bookings-waiting-count");
    }
    if sheet.hours.is_none() {
        let why = match &sheet.exception {
            Some(title) => msg!("bookings-closed-for", title = title.clone()),
            None => msg!("bookings-closed-day"),
        };
        parts.push((cx.words.say(&why), Role::Dim));
    } else if sheet.free_min > 0 {
        add(cx.words.minutes(sheet.free_min), "bookings-free-count");
    }
    let parts: Vec<(&str, Role)> = parts.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks_right(
        inner.right(),
        inner.y,
        inner.width / 2,
        Role::Surface,
        &parts,
    );
}
