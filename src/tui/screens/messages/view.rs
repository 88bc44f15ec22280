//! The list over the message under the cursor: where it goes, and what the last try said.

use ratatui::layout::Rect;

use super::Messages;
use crate::desk::messages::Filter;
use crate::domain::Msg;
use crate::domain::outbox::Fault;
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::{Canvas, Role, width};

/// Rows for the message under the cursor.
const FOOT: u16 = 5;

/// The heading of a page: its name left, a word right; what is left for the table.
pub fn heading(c: &mut Canvas<'_>, area: Rect, title: &str, right: &str) -> Rect {
    let row = area.y + u16::from(area.height > 20);
    let half = area.width / 2;
    c.text(area.x + 1, row, half, title, (Role::Surface, Role::Title));
    c.right(
        area.right().saturating_sub(1),
        row,
        half,
        right,
        (Role::Surface, Role::Dim),
    );
    let top = (row + 2).min(area.bottom());
    Rect {
        y: top,
        height: area.bottom() - top,
        ..area
    }
}

pub fn draw(page: &Messages, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let shown = match page.filter {
        Filter::All => msg!("messages-all"),
        Filter::Stuck => msg!("messages-stuck"),
        Filter::Waiting => msg!("messages-waiting"),
    };
    let rest = heading(c, area, &w.word("messages-title"), &w.say(&shown));
    let foot = FOOT.min(rest.height / 2);
    let table = Rect {
        height: rest.height - foot,
        ..rest
    };
    page.table.draw(c, table, true);
    let foot = Rect {
        y: table.bottom(),
        height: foot,
        ..rest
    };
    below(page, c, foot, cx);
}

fn below(page: &Messages, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(card) = &page.card else { return };
    let w = &cx.words;
    let room = area.width.saturating_sub(4);
    let mut lines: Vec<(String, Role)> = Vec::new();
    lines.push((
        w.say(&msg!("messages-address", address = &card.line.to_address)),
        Role::Dim,
    ));
    if let Some(last) = card.attempts.last() {
        if !last.subject.is_empty() {
            lines.push((last.subject.clone(), Role::Text));
        }
        if !last.code.is_empty() {
            let said = fault(&last.code);
            let told = w.say(&msg!(
                "messages-last-try",
                at = w.when(last.at, cx.now),
                what = said
            ));
            let wrapped = width::wrap(&told, usize::from(room));
            lines.extend(wrapped.into_iter().map(|line| (line, Role::Warn)));
        }
    }
    // One row stays empty between the list and what is below it.
    for (y, (text, ink)) in (area.y + 1..area.bottom()).zip(&lines) {
        c.text(area.x + 3, y, room, text, (Role::Surface, *ink));
    }
}

/// What a try's code says, in words, with what the other side said.
pub(super) fn fault(code: &str) -> Msg {
    match Fault::read(code) {
        Some((fault, said)) => msg!("messages-fault", what = fault.label(), said = said),
        None => msg!("messages-other-fault", said = code),
    }
}
