//! How a list looks: the filter line with the ways it may go on, what is wrong with it, the count, the rows.

use ratatui::layout::Rect;

use super::Register;
use crate::desk::COUNT_CAP;
use crate::domain::msg;
use crate::tui::cx::Cx;
use crate::tui::look::{Canvas, Role};

/// How many ways are shown at a time.
const WAYS: usize = 8;

pub(super) fn draw(s: &Register, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let title = w.say(&s.list.label());
    let end = c.text(area.x + 1, area.y, 24, &title, (Role::Surface, Role::Title));
    let marked = s.marked.len();
    let mut words = Vec::new();
    if marked > 0 {
        words.push((w.say(&msg!("lists-marked", count = marked)), Role::Accent));
        words.push(("   ".to_owned(), Role::Dim));
    }
    if let Some(n) = s.count {
        words.push((w.count_to(n, COUNT_CAP), Role::Title));
        words.push((" ".to_owned(), Role::Dim));
        words.push((w.say(&msg!("lists-count", n = n)), Role::Dim));
    }
    let inks: Vec<(&str, Role)> = words.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
    let room = area.right().saturating_sub(end + 3);
    c.inks_right(area.right() - 1, area.y, room, Role::Surface, &inks);

    let well = Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), 1);
    c.fill(well, Role::Well);
    let right = c.marks.right;
    c.text(well.x, well.y, 1, right, (Role::Well, Role::Accent));
    let line = Rect::new(well.x + 2, well.y, well.width.saturating_sub(3), 1);
    s.line.draw(c, line, (Role::Well, Role::Text), true, false);
    if s.line.is_empty() {
        let hint = w.word(hint(s));
        c.text(line.x, line.y, line.width, &hint, (Role::Well, Role::Dim));
    }
    if let Some(why) = &s.why {
        let said = format!("{} {}", c.marks.alert, w.say(why));
        c.text(
            line.x,
            area.y + 2,
            line.width,
            &said,
            (Role::Surface, Role::Warn),
        );
    }
    let top = area.y + 3;
    let body = Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top));
    s.table.draw(c, body, !s.in_line);
    ways(s, c, line);
}

fn hint(s: &Register) -> &'static str {
    use crate::domain::filter::List;
    match s.list {
        List::Jobs => "lists-hint-jobs",
        List::Bookings => "lists-hint-bookings",
        List::Customers => "lists-hint-customers",
        List::Vehicles => "lists-hint-vehicles",
        List::Parts => "lists-hint-parts",
        List::Invoices => "lists-hint-invoices",
    }
}

/// The ways on, under the end of the line.
fn ways(s: &Register, c: &mut Canvas<'_>, line: Rect) {
    let ways = s.ways();
    if ways.is_empty() {
        return;
    }
    let pick = s.pick.min(ways.len() - 1);
    let first = (pick + 1).saturating_sub(WAYS);
    let longest = ways.iter().map(|w| w.token.chars().count()).max();
    let width = u16::try_from(longest.unwrap_or(0) + 4).unwrap_or(u16::MAX);
    let width = width.clamp(16, line.width);
    let typed = u16::try_from(s.line.text().chars().count()).unwrap_or(u16::MAX);
    let x = (line.x + typed.saturating_sub(2)).min(line.right().saturating_sub(width));
    for (y, (n, way)) in (line.y + 1..).zip(ways.iter().enumerate().skip(first).take(WAYS)) {
        let ground = if n == pick {
            Role::Select
        } else {
            Role::Raised
        };
        c.fill(Rect::new(x, y, width, 1), ground);
        if n == pick {
            let cursor = c.marks.cursor;
            c.text(x, y, 1, cursor, (ground, Role::Accent));
        }
        let ink = if n == pick { Role::Title } else { Role::Text };
        c.text(x + 2, y, width.saturating_sub(3), &way.token, (ground, ink));
    }
}
