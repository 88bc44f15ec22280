//! ```text
//! All mechanics ▾                     16 open   ! 1 late   2 wait for parts   3 to collect
//!
//! ▌ Waiting      6   █ In bay     4/5   ▌ Parts       2   █ Check      1   ░ Ready     3
//! ────────────────   ────────────────   ───────────────   ──────────────   ─────────────
//! ▌ GH-552-T 12:00   ! AB-123-C 10:00   …
//!
//!   KL-310-P  Jansen, M.   VW Golf VII 2016   148 220 km       promised 11:30   bay 2
//!     Task                Hours   Part                 Stock   State      Note
//! ```

use super::Jobs;
use super::card::view::why_row;
use crate::desk::job::{Card, CardTask};
use crate::domain::job::Column;
use crate::domain::line::PartStatus;
use crate::domain::{Qty, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::canvas::inset;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::chip::State;
use ratatui::layout::Rect;

/// Rows of the chosen job under the board, and from which height on it is shown.
const BELOW: u16 = 9;
const ROOM: u16 = 32;

pub(super) fn draw(page: &Jobs, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let wide = area.width >= 100;
    heading(
        page,
        c,
        Rect {
            y: area.y + u16::from(area.height >= ROOM),
            height: 1,
            ..area
        },
        cx,
    );
    let below = area.height >= ROOM;
    let top = area.y + if below { 3 } else { 1 };
    let foot = if below { BELOW + 1 } else { 1 };
    let margin = u16::from(wide);
    let board = Rect {
        x: area.x + margin,
        y: top,
        width: area.width.saturating_sub(margin * 2),
        height: area.bottom().saturating_sub(top + foot),
    };
    if !page.loaded {
        let words = cx.words.word("job-list-loading");
        c.text(
            area.x + 2,
            top + 1,
            area.width,
            &words,
            (Role::Surface, Role::Dim),
        );
        return;
    }
    if page.as_list {
        if let Some(table) = &page.table {
            table.draw(c, board, true);
        }
    } else {
        page.board.draw(c, board, true);
    }
    if !page.as_list && page.board.key().is_none() {
        let words = if page.find.is_empty() {
            cx.words.word("board-empty")
        } else {
            cx.words
                .say(&msg!("board-nothing-fits", typed = page.find.text()))
        };
        c.text(
            board.x + 2,
            board.y + 3,
            board.width,
            &words,
            (Role::Surface, Role::Dim),
        );
    }
    if let (false, Some(p)) = (below, page.chosen()) {
        let row = Rect {
            x: area.x + 1,
            y: area.bottom().saturating_sub(1),
            width: area.width.saturating_sub(2),
            height: 1,
        };
        why_row(&p.known, c, row, Role::Surface, cx);
    }
    if below {
        let card = Rect {
            x: area.x + 1,
            y: area.bottom() - BELOW,
            width: area.width.saturating_sub(2),
            height: BELOW,
        };
        // It names its job: the last one stays until the next is here.
        if let Some(job) = page.key().and(page.below.as_deref()) {
            chosen(job, c, card, cx);
        }
    }
}

fn heading(page: &Jobs, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let w = &cx.words;
    let who = page
        .mechanic
        .as_ref()
        .map_or_else(|| w.word("board-all-mechanics"), |(_, name)| name.clone());
    let x = c.text(row.x + 1, row.y, 24, &who, (Role::Surface, Role::Title));
    let open = c.marks.open;
    let mut x = c.text(x + 1, row.y, 2, open, (Role::Surface, Role::Accent)) + 2;
    if !page.find.is_empty() {
        let field = Rect {
            x,
            y: row.y,
            width: 18,
            height: 1,
        };
        page.find
            .draw(c, field, (Role::Well, Role::Title), true, false);
        x += 20;
    }
    let count = |wanted: &dyn Fn(&crate::desk::board::Placed) -> bool| {
        page.placed.iter().filter(|p| wanted(p)).count()
    };
    let late = count(&|p| p.late);
    let parts = count(&|p| p.column == Column::Parts);
    let ready = count(&|p| p.column == Column::Ready);
    let mut words: Vec<(String, Role)> = Vec::new();
    if !page.marked.is_empty() {
        words.push((page.marked.len().to_string(), Role::Accent));
        words.push((format!(" {}   ", w.word("board-marked")), Role::Dim));
    }
    words.extend([
        (page.placed.len().to_string(), Role::Title),
        (format!(" {}", w.word("board-open")), Role::Dim),
    ]);
    if late > 0 {
        words.push((format!("   {} {late}", c.marks.alert), Role::Late));
        words.push((format!(" {}", w.word("board-late")), Role::Dim));
    }
    // Narrow terminals show what is late, and leave the rest to the columns.
    if row.width >= 100 {
        for (n, id) in [(parts, "board-wait-parts"), (ready, "board-to-collect")] {
            if n > 0 {
                words.push((format!("   {n}"), Role::Title));
                words.push((format!(" {}", w.word(id)), Role::Dim));
            }
        }
    } else if page.find.is_empty() {
        words.push((format!("   {}", w.word("board-type-to-find")), Role::Dim));
    }
    let said: Vec<(&str, Role)> = words.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    let room = row.right().saturating_sub(x + 1);
    c.inks_right(row.right() - 1, row.y, room, Role::Surface, &said);
}

/// The chosen job, unfolded.
fn chosen(job: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let inner = inset(c.raised(area), 0, 0);
    let (w, v) = (&cx.words, &job.visit);
    let on = |ink| (Role::Raised, ink);
    let x = c.text(inner.x, inner.y, 12, &v.plate, on(Role::Title));
    let x = c.text(x + 2, inner.y, 28, &v.customer, on(Role::Title));
    let mut car = format!("{} {}", v.make, v.model);
    if let Some(year) = v.year {
        car = format!("{car} {year}");
    }
    let x = c.text(x + 3, inner.y, 30, &car, on(Role::Text));
    let mut right: Vec<(String, Role)> = Vec::new();
    if let Some(at) = job.job.promised_at {
        right.push((format!("{} ", w.word("my-promised")), Role::Dim));
        right.push((w.when(at, cx.now), Role::Title));
    }
    if let Some(bay) = &v.bay {
        right.push(("    ".to_owned(), Role::Dim));
        right.push((w.say(&msg!("my-bay", bay = bay)), Role::Text));
    }
    if let Some(t) = job.tasks.iter().find(|t| t.running_since.is_some()) {
        let who = t.task.staff.clone().unwrap_or_default();
        let since = t.running_since.map_or(String::new(), |at| w.time(at));
        right.push(("    ".to_owned(), Role::Dim));
        right.push((
            w.say(&msg!("card-since", who = who, time = since)),
            Role::Dim,
        ));
    }
    let said: Vec<(&str, Role)> = right.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    let room = inner.right().saturating_sub(x + 2);
    c.inks_right(inner.right(), inner.y, room, Role::Raised, &said);
    why_row(
        &job.known,
        c,
        Rect {
            y: inner.y + 1,
            height: 1,
            ..inner
        },
        Role::Raised,
        cx,
    );
    let table = Rect {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    unfolded(job, c, table, cx);
}

/// Tasks, parts and notes side by side; each column holds what fits.
fn unfolded(job: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let on = |ink| (Role::Raised, ink);
    let width = area.width;
    let (hours, part, state, note) = (
        width * 28 / 100,
        width * 31 / 100,
        width * 57 / 100,
        width * 78 / 100,
    );
    let head = on(Role::Dim);
    c.text(area.x + 2, area.y, hours, &w.word("job-col-task"), head);
    c.right(area.x + hours, area.y, 8, &w.word("job-col-hours"), head);
    c.text(area.x + part, area.y, 20, &w.word("job-col-part"), head);
    c.text(area.x + state, area.y, 20, &w.word("job-col-state"), head);
    c.text(area.x + note, area.y, 20, &w.word("job-col-note"), head);
    let rows = usize::from(area.height.saturating_sub(1));
    for (y, t) in (area.y + 1..).zip(job.tasks.iter().take(rows)) {
        task_cell(
            t,
            c,
            Rect {
                x: area.x,
                y,
                width: hours,
                height: 1,
            },
            cx,
        );
    }
    let parts = job.lines.iter().filter(|l| l.line.part_id.is_some());
    for (y, l) in (area.y + 1..).zip(parts.take(rows)) {
        let room = (state - part).saturating_sub(8);
        let sku = l.shelf.as_ref().map_or("", |s| s.sku.as_str());
        c.text(area.x + part, y, room, sku, on(Role::Text));
        let have = l.shelf.as_ref().map_or(Qty::ZERO, |s| s.on_hand_milli);
        c.right(area.x + state - 2, y, 6, &w.qty(have), on(Role::Text));
        let status = l.line.part_status.unwrap_or(PartStatus::Needed);
        let (said, ink) = if status.is_short() {
            (
                format!("{} {}", c.marks.alert, w.say(&status.label())),
                Role::Warn,
            )
        } else {
            (w.say(&status.label()), Role::Text)
        };
        c.text(
            area.x + state,
            y,
            (note - state).saturating_sub(2),
            &said,
            on(ink),
        );
    }
    let mut said: Vec<String> = Vec::new();
    if !job.job.key_tag.is_empty() {
        said.push(w.say(&msg!("card-key", tag = &job.job.key_tag)));
    }
    if !job.job.parking.is_empty() {
        said.push(w.say(&msg!("card-parking", place = &job.job.parking)));
    }
    if let Some(left) = job.limit_left() {
        said.push(w.say(&msg!("card-limit-left", left = left)));
    }
    said.extend(job.notes.iter().map(|n| n.body.replace('\n', " ")));
    for (y, words) in (area.y + 1..).zip(said.iter().take(rows)) {
        c.text(
            area.x + note,
            y,
            width.saturating_sub(note),
            words,
            on(Role::Text),
        );
    }
}

fn task_cell(t: &CardTask, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let (mark, mark_ink, ink) = match t.task.status {
        task::Status::Running => (State::InBay.bar(&c.marks), Role::InBay, Role::Title),
        task::Status::Done | task::Status::Verified => (c.marks.ok, Role::Good, Role::Dim),
        task::Status::Blocked => (c.marks.alert, Role::Warn, Role::Text),
        _ => (c.marks.dot, Role::Dim, Role::Text),
    };
    c.text(row.x, row.y, 1, mark, (Role::Raised, mark_ink));
    let said = if t.running_since.is_some() {
        cx.words.clock(t.minutes(cx.now))
    } else {
        cx.words
            .measured(Qty::hours_of_minutes(t.task.planned_min), "h")
    };
    let ink_right = if t.running_since.is_some() {
        Role::InBay
    } else {
        Role::Text
    };
    let left = c.right(row.right(), row.y, 8, &said, (Role::Raised, ink_right));
    let room = left.saturating_sub(row.x + 3);
    c.text(row.x + 2, row.y, room, &t.task.title, (Role::Raised, ink));
}
