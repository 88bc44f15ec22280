//! The entry line, and what its letters may mean.

use super::super::entry::Suggested;
use super::JobCard;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

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
    let area = Rect {
        x: at.x + 3,
        y: at.y.saturating_sub(rows),
        width: at.width.saturating_sub(6).min(76),
        height: rows,
    };
    c.fill(area, Role::Raised);
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
        let (code, title, aside) = match s {
            Suggested::Canned(canned) => {
                let price = canned
                    .fixed_price
                    .map_or(String::new(), |p| cx.words.amount(p));
                (canned.code.as_str(), canned.title.as_str(), price)
            }
            Suggested::Part(part) => {
                let free = cx.words.qty(part.available_milli);
                let price = cx.words.amount(part.price_minor);
                (
                    part.sku.as_str(),
                    part.description.as_str(),
                    format!("{free}   {price}"),
                )
            }
        };
        let left = c.right(row.right() - 1, y, 24, &aside, (ground, Role::Text));
        let x = c
            .text(row.x + 2, y, 18, code, (ground, Role::Title))
            .max(row.x + 12);
        let room = left.saturating_sub(x + 3);
        c.text(x + 2, y, room, title, (ground, Role::Text));
    }
}
