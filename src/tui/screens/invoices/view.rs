//! How the Invoices tab looks: the views and what is owed, the find line, the table.

use ratatui::layout::Rect;

use super::{Invoices, VIEWS};
use crate::desk::billing::Filter;
use crate::domain::msg;
use crate::tui::cx::Cx;
use crate::tui::look::{Canvas, Role};

pub(super) fn draw(s: &Invoices, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let (left, right) = (area.x + 1, area.right().saturating_sub(1));
    // The views, the chosen one bold.
    let mut x = left;
    for view in VIEWS {
        let chosen = view == s.filter && s.find.is_empty();
        let (label, count) = match view {
            Filter::Owed => ("invoices-view-owed", s.sum.map(|r| r.open)),
            Filter::Drafts => ("invoices-view-drafts", s.sum.map(|r| r.drafts)),
            Filter::Posted => ("invoices-view-posted", None),
        };
        let label = w.word(label);
        let count = count
            .filter(|n| *n > 0)
            .map_or_else(String::new, |n| format!(" {}", w.count(n)));
        let ink = if chosen { Role::Title } else { Role::Dim };
        let mark = if chosen { c.marks.right } else { " " };
        let words = [
            (mark, Role::Accent),
            (" ", Role::Dim),
            (label.as_str(), ink),
            (count.as_str(), Role::Text),
        ];
        x = c.inks(
            x,
            area.y + 1,
            right.saturating_sub(x),
            Role::Surface,
            &words,
        ) + 2;
    }
    // What is owed, and how much of it too long.
    if let Some(sum) = s.sum.filter(|sum| sum.open > 0) {
        let owed = w.money(sum.owed_minor);
        let owed_word = format!(" {}", w.word("invoices-owed"));
        let late = w.money(sum.overdue_minor);
        let late_word = w.say(&msg!("invoices-overdue-sum", n = sum.overdue));
        let alert = format!("   {} ", c.marks.alert);
        let mut words = vec![
            (owed.as_str(), Role::Title),
            (owed_word.as_str(), Role::Dim),
        ];
        if sum.overdue > 0 {
            words.extend([
                (alert.as_str(), Role::Late),
                (late.as_str(), Role::Late),
                (" ", Role::Dim),
                (late_word.as_str(), Role::Dim),
            ]);
        }
        c.inks_right(
            right,
            area.y + 1,
            right.saturating_sub(x),
            Role::Surface,
            &words,
        );
    }
    let find = Rect::new(left, area.y + 2, (area.width / 2).min(48), 1);
    c.fill(find, Role::Well);
    let inside = Rect {
        x: find.x + 1,
        width: find.width.saturating_sub(2),
        ..find
    };
    s.find
        .draw(c, inside, (Role::Well, Role::Text), true, false);
    if s.find.is_empty() {
        let hint = w.word("invoices-find");
        c.text(
            inside.x + 1,
            inside.y,
            inside.width.saturating_sub(1),
            &hint,
            (Role::Well, Role::Dim),
        );
    }
    let top = area.y + 4;
    let table = Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top));
    s.table.draw(c, table, !s.in_find);
    cx.seen
        .note_rows(usize::from(table.height.saturating_sub(1)));
}
