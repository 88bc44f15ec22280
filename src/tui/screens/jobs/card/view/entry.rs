//! The entry line, and what its letters may mean.

use super::super::entry::Suggested;
use super::JobCard;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::jobs::work_pick::{last_time, star};
use ratatui::layout::Rect;

/// Columns of a suggestion: its code, what is free of it, its price.
const CODE: u16 = 18;
const FREE: u16 = 9;
const PRICE: u16 = 10;

pub(super) fn entry(page: &JobCard, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let field = Rect {
        x: row.x + 1,
        width: row.width.saturating_sub(2),
        ..row
    };
    c.fill(field, Role::Well);
    let right = c.marks.right;
    c.text(field.x, field.y, 1, right, (Role::Well, Role::Accent));
    let typed = Rect {
        x: field.x + 2,
        width: field.width.saturating_sub(2),
        ..field
    };
    if page.entry.is_empty() {
        let hint = cx.words.word("card-entry-hint");
        c.text(
            typed.x,
            typed.y,
            typed.width,
            &hint,
            (Role::Well, Role::Dim),
        );
    } else {
        page.entry
            .draw(c, typed, (Role::Well, Role::Title), true, false);
    }
}

/// What the letters may mean, over the rows above the entry line.
pub(super) fn suggestions(page: &JobCard, c: &mut Canvas<'_>, at: Rect, cx: &Cx) {
    let found = page.suggestions();
    if page.entry.is_empty() {
        return;
    }
    let rows = u16::try_from(found.len()).unwrap_or(6).clamp(1, 6);
    let whole = Rect {
        x: at.x,
        y: at.y.saturating_sub(rows + 1),
        width: at.width,
        height: rows + 1,
    };
    c.fill(whole, Role::Raised);
    let on = (Role::Raised, Role::Dim);
    let head = |id| cx.words.word(id);
    c.text(whole.x + 2, whole.y, CODE, &head("job-col-code"), on);
    let right = whole.right().saturating_sub(2);
    let left = c.right(right, whole.y, PRICE, &head("job-col-price"), on);
    c.right(
        left.min(right - PRICE),
        whole.y,
        FREE,
        &head("job-col-free"),
        on,
    );
    let area = Rect {
        y: whole.y + 1,
        height: rows,
        ..whole
    };
    if found.is_empty() {
        let words = cx.words.word("list-nothing-matches");
        c.text(
            area.x + 2,
            area.y,
            area.width.saturating_sub(2),
            &words,
            (Role::Raised, Role::Dim),
        );
        return;
    }
    let top = (page.pick + 1).saturating_sub(usize::from(rows));
    for (y, (n, s)) in (area.y..area.bottom()).zip(found.iter().enumerate().skip(top)) {
        let ground = if n == page.pick {
            Role::Select
        } else {
            Role::Raised
        };
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        c.fill(row, ground);
        if n == page.pick {
            let cursor = c.marks.cursor;
            c.text(row.x, y, 1, cursor, (ground, Role::Accent));
        }
        let mut last = String::new();
        let (code, title, free, price) = match s {
            Suggested::Canned(canned) => {
                let price = canned
                    .fixed_price
                    .map_or(String::new(), |p| cx.words.amount(p));
                let none = String::new();
                last = page
                    .last_time(canned)
                    .map_or(none.clone(), |b| last_time(b, cx));
                let kept = page.canned.iter().find(|(_, c)| c.code == canned.code);
                if kept.is_some_and(|(id, _)| page.at_hand.contains(id)) {
                    c.text(row.x + CODE + 2, y, 1, star(c), (ground, Role::Accent));
                }
                (canned.code.as_str(), canned.title.as_str(), none, price)
            }
            Suggested::Part(part) => {
                let free = cx.words.qty(part.available_milli);
                let price = cx.words.amount(part.price_minor);
                (part.sku.as_str(), part.description.as_str(), free, price)
            }
        };
        let right = row.right().saturating_sub(2);
        c.right(right, y, PRICE, &price, (ground, Role::Text));
        c.right(right - PRICE, y, FREE, &free, (ground, Role::Text));
        c.text(row.x + 2, y, CODE, code, (ground, Role::Title));
        let x = row.x + CODE + 4;
        let ink = if n == page.pick {
            Role::Text
        } else {
            Role::Dim
        };
        let free_at = right - PRICE - if last.is_empty() { FREE } else { 1 };
        let left = c.right(free_at, y, 30, &last, (ground, ink));
        let room = left.saturating_sub(x + 1);
        c.text(x, y, room, title, (ground, Role::Text));
    }
}
