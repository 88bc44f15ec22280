//! ```text
//! Mon 23 Nov                      5 tasks today   4.9 h planned   1.6 h clocked
//!
//! █ Remove gearbox                                        ▄▄▄   ▄▄▄ ▄▄▄
//! █ KL-310-P  VW Golf VII 2016   bay 2                    █ █ ▪   █   █
//! █ Call before any extra over € 100                      █ █     █   █
//! █ ━━━━━━━━─────── of 1:00   promised 11:30              ▀▀▀ ▪ ▀▀▀   ▀
//!
//!   Parts for this job
//! ✓ LUK 622 3094 00   Clutch kit                          1   bin B-04-2
//!   Next
//! ▶ 11:05  KL-310-P  Golf VII     Fit clutch kit      1.2 h   bay 2
//!   Enter  Start the chosen    −  Pause    +  Done
//! ```

use super::{MyWorkPage, is_here, waits};
use crate::desk::board::{Due, MyPart, MyTask, MyWork};
use crate::domain::job::Priority;
use crate::domain::line::{Auth, PartStatus};
use crate::domain::segment::{Indirect, Lane};
use crate::domain::{Qty, Ts, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::bars::progress;
use crate::tui::widgets::chip::State;
use crate::tui::widgets::digits;
use ratatui::layout::Rect;

/// Rows of the block of the running task.
const BLOCK: u16 = 7;
/// The same while none runs: the list has the room.
const IDLE: u16 = 3;

pub(super) fn draw(page: &MyWorkPage, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(work) = &page.work else {
        let words = cx.words.word("job-list-loading");
        c.text(
            area.x + 2,
            area.y + 2,
            area.width,
            &words,
            (Role::Surface, Role::Dim),
        );
        return;
    };
    heading(work, c, area, cx);
    fresh(work, c, area, cx);
    let high = if work.running().is_some() {
        BLOCK
    } else {
        IDLE
    };
    let block = Rect {
        y: area.y + 2,
        height: high.min(area.height.saturating_sub(2)),
        ..area
    };
    match work.running() {
        Some(t) => running(work, t, c, block, cx),
        None => idle(work, c, block, cx),
    }
    let keys_at = area.bottom().saturating_sub(1);
    let mut y = block.bottom() + 1;
    y = parts(
        page,
        work,
        c,
        Rect {
            y,
            height: keys_at.saturating_sub(y),
            ..area
        },
        cx,
    );
    next(
        page,
        c,
        Rect {
            y,
            height: keys_at.saturating_sub(y + 1),
            ..area
        },
        cx,
    );
    if area.height > BLOCK + 4 {
        keys(
            page,
            c,
            Rect {
                y: keys_at,
                height: 1,
                ..area
            },
            cx,
        );
    }
}

fn heading(work: &MyWork, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let day = w.day_near(cx.today(), cx.today());
    let x = c.text(area.x + 1, area.y, 20, &day, (Role::Surface, Role::Title));
    let x = shift(work, c, (x + 2, area.y), cx);
    // What the diary has for another day is listed, but not counted.
    let today = |t: &&MyTask| t.due(w.zone(), cx.today()) == Due::Today;
    let open: i64 = work.tasks.iter().filter(today).map(|t| t.planned_min).sum();
    let count = i64::try_from(work.tasks.iter().filter(today).count()).unwrap_or(i64::MAX);
    let count = count.saturating_add(work.finished.0);
    let (count, planned, clocked) = (
        w.count(count),
        w.qty(tenths(open + work.finished.1)),
        w.qty(tenths(work.clocked_min)),
    );
    let (tasks, plan, clock) = (
        format!(" {}   ", w.word("my-tasks-today")),
        format!(" h {}   ", w.word("my-planned")),
        format!(" h {}", w.word("my-clocked")),
    );
    let words: [(&str, Role); 6] = [
        (&count, Role::Title),
        (&tasks, Role::Dim),
        (&planned, Role::Title),
        (&plan, Role::Dim),
        (&clocked, Role::Title),
        (&clock, Role::Dim),
    ];
    let room = area.right().saturating_sub(x + 2);
    c.inks_right(area.right() - 1, area.y, room, Role::Surface, &words);
}

/// What was left for this shift and is not read yet.
fn fresh(work: &MyWork, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(word) = work.fresh.first() else {
        return;
    };
    let w = &cx.words;
    let (row, on) = (area.y + 1, |ink| (Role::Surface, ink));
    let said = w.say(&msg!(
        "my-handover",
        who = &word.who,
        count = work.fresh.len()
    ));
    let x = c.text(area.x + 1, row, 1, c.marks.alert, on(Role::Warn));
    let x = c.text(x + 1, row, area.width / 2, &said, on(Role::Warn));
    let room = area.right().saturating_sub(x + 2);
    let body = word.body.replace('\n', " ");
    c.text(x + 1, row, room, &body, on(Role::Text));
}

/// Hours to one place.
fn tenths(minutes: i64) -> Qty {
    Qty((minutes * 10 + 30).div_euclid(60) * 100)
}

/// Since when one is here, or that the clock does not know.
fn shift(work: &MyWork, c: &mut Canvas<'_>, (x, y): (u16, u16), cx: &Cx) -> u16 {
    let clocked = work.clocks.iter().find(|k| k.lane == Lane::Shift);
    let (said, ink) = match clocked {
        Some(k) => {
            let since = cx.words.time(k.started_at);
            (cx.words.say(&msg!("my-in-since", time = since)), Role::Dim)
        }
        None => (cx.words.word("my-not-in"), Role::Warn),
    };
    c.text(x, y, 20, &said, (Role::Surface, ink))
}

fn idle(work: &MyWork, c: &mut Canvas<'_>, block: Rect, cx: &Cx) {
    let w = &cx.words;
    let indirect = work.clocks.iter().find(|k| k.indirect_code.is_some());
    let y = block.y + block.height / 2;
    if let Some(k) = indirect {
        let state = State::InBay;
        c.fill(block, state.ground());
        let code = k.indirect_code.as_deref().unwrap_or_default();
        let what = code
            .parse::<Indirect>()
            .map_or_else(|_| code.to_owned(), |i| w.say(&i.label()));
        let on = |ink| (state.ground(), ink);
        let x = c.text(block.x + 3, y, 30, &what, on(Role::Title));
        let since = k.started_at.minutes_until(cx.now).max(0);
        let x = c.text(x + 3, y, 8, &w.clock(since), on(state.ink()));
        let room = block.right().saturating_sub(x + 4);
        c.text(x + 3, y, room, &w.word("my-indirect-hint"), on(Role::Text));
        return;
    }
    c.fill(block, Role::Raised);
    let x = c.text(
        block.x + 3,
        y,
        block.width,
        &w.word("my-idle"),
        (Role::Raised, Role::Title),
    );
    let room = block.right().saturating_sub(x + 3);
    c.text(
        x + 2,
        y,
        room,
        &w.word("my-idle-hint"),
        (Role::Raised, Role::Dim),
    );
}

fn running(work: &MyWork, t: &MyTask, c: &mut Canvas<'_>, block: Rect, cx: &Cx) {
    let w = &cx.words;
    let state = State::InBay;
    let ground = state.ground();
    c.fill(block, ground);
    let bar = state.bar(&c.marks);
    for y in block.y..block.bottom() {
        c.text(block.x, y, 1, bar, (ground, state.ink()));
    }
    let minutes = work.minutes(cx.now);
    let clock = w.clock(minutes);
    let wide = digits::width5(&clock);
    let at = block.right().saturating_sub(wide + 3);
    digits::five(
        c,
        (at, block.y + 1),
        wide + 2,
        &clock,
        (ground, state.ink()),
    );
    let x = block.x + 3;
    let room = at.saturating_sub(x + 2);
    c.text(x, block.y + 1, room, &t.title, (ground, Role::Title));
    let from = c.text(x, block.y + 2, room, &t.plate, (ground, Role::Title));
    let mut car = car(t);
    if let Some(bay) = &t.bay {
        car = format!("{car}   {}", w.say(&msg!("my-bay", bay = bay)));
    }
    let left = room.saturating_sub(from - x + 2);
    c.text(from + 2, block.y + 2, left, &car, (ground, Role::Text));
    if let Some(note) = &t.note {
        c.text(x, block.y + 3, room, note, (ground, Role::Text));
    }
    let y = block.y + 5;
    let long = 18.min(room / 2);
    progress(
        c,
        (x, y),
        long,
        (minutes, t.planned_min.max(1)),
        (ground, state.ink()),
    );
    let of = w.say(&msg!("my-of-planned", planned = w.clock(t.planned_min)));
    let from = c.text(
        x + long + 2,
        y,
        room.saturating_sub(long + 2),
        &of,
        (ground, Role::Text),
    );
    if let Some(promised) = t.promised_at {
        let late = promised < cx.now;
        let said = w.word("my-promised");
        let left = room.saturating_sub(from - x + 3);
        let from = c.text(from + 3, y, left, &said, (ground, Role::Text));
        let left = room.saturating_sub(from - x + 1);
        let ink = if late { Role::Late } else { Role::Title };
        let mut time = w.when(promised, cx.now);
        if late {
            time = format!("{} {time}", c.marks.alert);
        }
        // The ink of what is late stands on its own ground only.
        let on = if late { Role::LateGround } else { ground };
        c.text(from + 1, y, left, &time, (on, ink));
    }
}

fn car(t: &MyTask) -> String {
    let year = t.year.map(|y| y.to_string()).unwrap_or_default();
    format!("{} {} {year}", t.make, t.model).trim().to_owned()
}

fn parts(page: &MyWorkPage, work: &MyWork, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> u16 {
    if work.parts.is_empty() || area.height < 4 {
        return area.y;
    }
    let room = area.width.saturating_sub(4);
    let head = cx.words.word("my-parts");
    c.text(area.x + 3, area.y, room, &head, (Role::Surface, Role::Dim));
    let most = usize::from((area.height / 3).max(2));
    let top = if page.in_parts {
        (page.part_at + 1).saturating_sub(most)
    } else {
        0
    };
    let mut y = area.y + 1;
    for (n, part) in work.parts.iter().enumerate().skip(top).take(most) {
        let here = page.in_parts && n == page.part_at;
        part_row(
            part,
            c,
            Rect {
                y,
                height: 1,
                ..area
            },
            here,
            cx,
        );
        y += 1;
    }
    let left = work.parts.len().saturating_sub(top + most);
    if left > 0 {
        let more = cx.words.say(&msg!("job-list-more", count = left));
        c.text(area.x + 3, y, room, &more, (Role::Surface, Role::Dim));
        y += 1;
    }
    y + 1
}

fn part_row(part: &MyPart, c: &mut Canvas<'_>, row: Rect, here: bool, cx: &Cx) {
    let w = &cx.words;
    let ground = if here { Role::Select } else { Role::Surface };
    c.fill(row, ground);
    let out = part.line.issued_milli - part.line.returned_milli;
    let taken = part.line.part_status == Some(PartStatus::Issued);
    let short = part.line.part_status.is_some_and(PartStatus::is_short);
    let (mark, ink) = match () {
        () if here => (c.marks.cursor, Role::Accent),
        () if taken => (c.marks.ok, Role::Good),
        () if short => (c.marks.alert, Role::Warn),
        () => (" ", Role::Text),
    };
    c.text(row.x, row.y, 1, mark, (ground, ink));
    let sku = part.shelf.as_ref().map_or("", |s| s.sku.as_str());
    c.text(row.x + 3, row.y, 17, sku, (ground, Role::Text));
    let right = row.right().saturating_sub(1);
    let place = right.saturating_sub(15);
    let said = match (&part.shelf, taken, short) {
        (_, true, _) => w.say(&msg!("job-part-is-taken", qty = out)),
        (_, _, true) => w.say(
            &part
                .line
                .part_status
                .map_or(msg!("part-status-needed"), PartStatus::label),
        ),
        (Some(shelf), ..) if !shelf.bin.is_empty() => {
            w.say(&msg!("job-part-bin", bin = &shelf.bin))
        }
        _ => String::new(),
    };
    let ink = if short && !taken {
        Role::Warn
    } else {
        Role::Text
    };
    c.text(place, row.y, 15, &said, (ground, ink));
    let qty = w.qty(part.line.qty_milli);
    let left = c.right(
        place.saturating_sub(3),
        row.y,
        8,
        &qty,
        (ground, Role::Text),
    );
    let room = left.saturating_sub(row.x + 22);
    c.text(
        row.x + 21,
        row.y,
        room,
        &part.line.description,
        (ground, Role::Text),
    );
}

fn next(page: &MyWorkPage, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    if area.height < 2 {
        return;
    }
    let tasks = page.next();
    if tasks.is_empty() {
        let said = cx.words.word("my-nothing-next");
        let room = area.width.saturating_sub(4);
        c.text(area.x + 3, area.y, room, &said, (Role::Surface, Role::Dim));
        return;
    }
    // Each group under its word; the cursor only stands on tasks.
    let mut rows: Vec<Result<usize, Due>> = Vec::new();
    let mut group = None;
    for (n, t) in tasks.iter().enumerate() {
        let due = t.due(cx.words.zone(), cx.today());
        if group.replace(due) != Some(due) {
            rows.push(Err(due));
        }
        rows.push(Ok(n));
    }
    let here = rows.iter().position(|r| *r == Ok(page.at)).unwrap_or(0);
    let mut fits = usize::from(area.height);
    let mut top = (here + 1).saturating_sub(fits);
    if rows.len() > top + fits {
        fits = fits.saturating_sub(1);
        top = (here + 1).saturating_sub(fits);
    }
    for (y, row) in (area.y..).zip(rows.iter().skip(top).take(fits)) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        match row {
            Err(due) => {
                let word = cx.words.word(match due {
                    Due::Today => "my-due-today",
                    Due::Tomorrow => "my-due-tomorrow",
                    Due::Later => "my-due-later",
                });
                let room = area.width.saturating_sub(4);
                c.text(at.x + 3, y, room, &word, (Role::Surface, Role::Dim));
            }
            Ok(n) => task_row(&tasks[*n], c, at, !page.in_parts && *n == page.at, cx),
        }
    }
    let left = rows.iter().skip(top + fits).filter(|r| r.is_ok()).count();
    if left > 0 {
        let more = cx.words.say(&msg!("job-list-more", count = left));
        let y = area.y + u16::try_from(fits).unwrap_or(0);
        c.text(area.x + 3, y, 30, &more, (Role::Surface, Role::Dim));
    }
}

fn task_row(t: &MyTask, c: &mut Canvas<'_>, row: Rect, here: bool, cx: &Cx) {
    let w = &cx.words;
    let ground = if here { Role::Select } else { Role::Surface };
    c.fill(row, ground);
    let warns = waits(t);
    let (mark, ink) = match () {
        () if here => (c.marks.cursor, Role::Accent),
        () if warns => (c.marks.alert, Role::Warn),
        () => (" ", Role::Text),
    };
    c.text(row.x, row.y, 1, mark, (ground, ink));
    let when = t
        .starts_at
        .map_or(String::new(), |at: Ts| w.when(at, cx.now));
    // A time, or a weekday and its number: the month is known.
    let when: Vec<&str> = when.split(' ').take(2).collect();
    let when = when.join(" ");
    let ink = if here { Role::Text } else { Role::Dim };
    c.text(row.x + 3, row.y, 6, &when, (ground, ink));
    let bold = match (here, is_here(t)) {
        (true, _) => Role::Title,
        (false, true) => Role::Text,
        (false, false) => Role::Dim,
    };
    c.text(row.x + 10, row.y, 10, &t.plate, (ground, bold));
    let right = row.right().saturating_sub(1);
    let place = right.saturating_sub(12);
    let said = match t.status {
        _ if !is_here(t) => w.word("my-not-here"),
        _ if warns && t.status != task::Status::Blocked => {
            let found = t.auth == Some(Auth::Proposed) && t.asked_at.is_none();
            w.word(if found {
                "board-not-asked"
            } else {
                "task-needs-yes"
            })
        }
        _ if t.is_new() => w.word("my-new"),
        task::Status::Paused => w.word("task-status-paused"),
        task::Status::Blocked if !t.block_reason.is_empty() => t.block_reason.clone(),
        task::Status::Blocked => w.word("task-status-blocked"),
        _ => t
            .bay
            .as_ref()
            .map_or(String::new(), |bay| w.say(&msg!("my-bay", bay = bay))),
    };
    let ink = if warns { Role::Warn } else { Role::Text };
    c.text(place, row.y, 12, &said, (ground, ink));
    let hours = w.measured(Qty::hours_of_minutes(t.planned_min), "h");
    let left = c.right(
        place.saturating_sub(3),
        row.y,
        8,
        &hours,
        (ground, Role::Text),
    );
    // Wide terminals show the whole car, narrow ones its model.
    let model = if row.width >= 100 {
        car(t)
    } else {
        t.model.clone()
    };
    let middle = if row.width >= 100 { 26 } else { 12 };
    let plain = if bold == Role::Dim { bold } else { Role::Text };
    c.text(row.x + 21, row.y, middle, &model, (ground, plain));
    let mut from = row.x + 22 + middle;
    let priority = Priority::of(t.priority);
    if priority.presses() {
        let mark = if priority == Priority::Urgent {
            c.marks.rise
        } else {
            c.marks.up
        };
        from = c.text(from, row.y, 1, mark, (ground, Role::Warn)) + 1;
    }
    c.text(
        from,
        row.y,
        left.saturating_sub(from + 1),
        &t.title,
        (ground, bold),
    );
}

fn keys(page: &MyWorkPage, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let w = &cx.words;
    let cells = [
        (
            "Enter",
            "my-key-start",
            page.chosen().is_some() && !page.in_parts,
        ),
        ("−", "my-key-pause", page.running().is_some()),
        ("+", "my-key-done", page.running().is_some()),
    ];
    let third = (row.width.saturating_sub(4)) / 3;
    let mut x = row.x + 1;
    for (n, (key, label, on)) in cells.into_iter().enumerate() {
        // The first says the most.
        let wide = if n == 0 {
            third + 4
        } else {
            third.saturating_sub(2)
        };
        let cell = Rect {
            x,
            width: wide,
            ..row
        };
        c.fill(cell, Role::Well);
        let key = if c.marks.is_ascii() {
            key.replace('−', "-")
        } else {
            key.to_owned()
        };
        let (ink, words) = if on {
            (Role::Accent, Role::Title)
        } else {
            (Role::Closed, Role::Closed)
        };
        let from = c.text(
            x + 2,
            row.y,
            wide.saturating_sub(3),
            &key,
            (Role::Well, ink),
        );
        let room = cell.right().saturating_sub(from + 3);
        c.text(from + 2, row.y, room, &w.word(label), (Role::Well, words));
        x += wide + 1;
    }
}
