//! ```text
//! KL-310-P  VW Golf VII 2016   Jansen, M.                                in the bay
//! JOB-2026-0042   promised 11:30   bay 2   key 14   € 120.00 left of the limit
//!
//!   Clutch
//! ▶ █ Remove gearbox              Jo      1.0 h    0:37  running
//!     Clutch kit LUK 622          1       312.00   yes   reserved
//!                                              agreed  € 382.78   asked € 61.50
//! ▸ type: canned job, part, barcode
//! ```

use super::rows::{Key, keys};
use super::{JobCard, Suggested};
use crate::desk::job::{Card, CardLine, CardTask};
use crate::domain::line::{Auth, Kind, PartStatus};
use crate::domain::{Qty, invoice, job, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::chip::{State, chip};
use ratatui::layout::Rect;

/// Columns of the side card, from which width on it is shown.
const SIDE: u16 = 40;
const WIDE: u16 = 110;

pub(super) fn draw(page: &JobCard, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(card) = page.card.as_deref() else {
        let words = cx.words.word("job-list-loading");
        c.text(
            area.x + 2,
            area.y + 1,
            area.width,
            &words,
            (Role::Surface, Role::Dim),
        );
        return;
    };
    heading(card, c, area, cx);
    let wide = area.width >= WIDE;
    let list_width = if wide {
        area.width - SIDE - 2
    } else {
        area.width
    };
    let foot = if wide { 3 } else { 5 };
    let list = Rect {
        y: area.y + 3,
        width: list_width,
        height: area.height.saturating_sub(3 + foot),
        ..area
    };
    rows(page, card, c, list, cx);
    let mut y = list.bottom();
    if !wide {
        notes(
            card,
            c,
            Rect {
                y,
                height: 2,
                ..list
            },
            cx,
        );
        y += 2;
    }
    totals(
        card,
        c,
        Rect {
            y,
            height: 1,
            ..list
        },
        cx,
    );
    entry(
        page,
        c,
        Rect {
            y: y + 1,
            height: 1,
            ..list
        },
        cx,
    );
    if wide {
        let side = Rect {
            x: list.right() + 1,
            y: area.y + 3,
            width: SIDE,
            height: area.height.saturating_sub(4),
        };
        beside(card, c, side, cx);
    }
    suggestions(page, c, Rect { y: y + 1, ..list }, cx);
}

fn state(status: job::Status) -> State {
    match status {
        job::Status::InProgress | job::Status::Qc | job::Status::Diagnosing => State::InBay,
        job::Status::Ready
        | job::Status::Collected
        | job::Status::Closed
        | job::Status::Cancelled
        | job::Status::DeclinedAll => State::Done,
        _ => State::Booked,
    }
}

fn heading(card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let (w, v, j) = (&cx.words, &card.visit, &card.job);
    let late = job::is_late(j.status, j.promised_at, cx.now);
    let word = w.say(&j.status.label());
    let left = chip(
        c,
        area.right() - 1,
        area.y,
        24,
        if late { State::Late } else { state(j.status) },
        &word,
    );
    let on = |ink| (Role::Surface, ink);
    let room = left.saturating_sub(area.x + 2);
    let plate = if v.plate.is_empty() {
        &j.number
    } else {
        &v.plate
    };
    let x = c.text(area.x + 1, area.y, 14.min(room), plate, on(Role::Title));
    let mut car = format!("{} {}", v.make, v.model);
    if let Some(year) = v.year {
        car = format!("{car} {year}");
    }
    let room = left.saturating_sub(x + 3);
    let x = c.text(x + 2, area.y, room.min(28), car.trim(), on(Role::Text));
    let room = left.saturating_sub(x + 4);
    c.text(x + 3, area.y, room, &v.customer, on(Role::Title));
    let mut words: Vec<(String, Role)> = vec![(j.number.clone(), Role::Text)];
    let mut label = |label: String, value: String, ink: Role| {
        words.push((format!("   {label} "), Role::Dim));
        words.push((value, ink));
    };
    if let Some(at) = j.promised_at {
        let (mark, ink) = if late {
            (format!("{} ", c.marks.alert), Role::Late)
        } else {
            (String::new(), Role::Title)
        };
        label(
            w.word("my-promised"),
            format!("{mark}{}", w.when(at, cx.now)),
            ink,
        );
    }
    if let Some(bay) = &v.bay {
        label(w.word("card-bay"), bay.clone(), Role::Text);
    }
    if !j.key_tag.is_empty() {
        label(w.word("card-key-short"), j.key_tag.clone(), Role::Text);
    }
    if let Some(odometer) = j.odometer_in.or(v.odometer) {
        let unit = w.say(&v.odometer_unit.label());
        label(
            String::new(),
            format!("{} {unit}", w.count(odometer)),
            Role::Text,
        );
    }
    if let Some(left) = card.limit_left() {
        label(w.word("card-limit-short"), w.money(left), Role::Text);
    }
    if let Some(reason) = j.hold_reason {
        label(
            w.word("card-held-short"),
            w.say(&reason.label()),
            Role::Warn,
        );
    }
    let said: Vec<(&str, Role)> = words.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        Role::Surface,
        &said,
    );
}

fn rows(page: &JobCard, card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let order = page.carried.as_ref().map(|o| o.1.as_slice());
    let all = keys(card, order);
    if all.is_empty() {
        let words = cx.words.word("card-empty");
        c.text(
            area.x + 3,
            area.y,
            area.width.saturating_sub(4),
            &words,
            (Role::Surface, Role::Dim),
        );
        return;
    }
    let fits = usize::from(area.height).max(1);
    let top = (page.at + 1).saturating_sub(fits);
    for (y, (n, key)) in (area.y..area.bottom()).zip(all.iter().enumerate().skip(top)) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let here = n == page.at;
        let ground = if here { Role::Select } else { Role::Surface };
        c.fill(row, ground);
        if here {
            let cursor = c.marks.cursor;
            c.text(row.x, y, 1, cursor, (ground, Role::Accent));
        }
        match key {
            Key::Item(id) => {
                if let Some(item) = card.items.iter().find(|i| i.id == *id) {
                    let x = c.text(
                        row.x + 3,
                        y,
                        row.width.saturating_sub(4),
                        &item.title,
                        (ground, Role::Title),
                    );
                    if !item.concern.is_empty() && item.concern != item.title {
                        let room = row.right().saturating_sub(x + 3);
                        let ink = if here { Role::Text } else { Role::Dim };
                        c.text(
                            x + 2,
                            y,
                            room,
                            &item.concern.replace('\n', " "),
                            (ground, ink),
                        );
                    }
                }
            }
            Key::Task(id) => {
                if let Some(t) = card.tasks.iter().find(|t| t.task.id == *id) {
                    let carried = page.carried.as_ref().is_some_and(|c| c.0 == *id);
                    task_row(t, c, row, (ground, carried), cx);
                }
            }
            Key::Line(id) => {
                if let Some(l) = card.lines.iter().find(|l| l.line.id == *id) {
                    line_row(l, c, row, ground, cx);
                }
            }
        }
    }
}

fn task_row(t: &CardTask, c: &mut Canvas<'_>, row: Rect, (ground, carried): (Role, bool), cx: &Cx) {
    let w = &cx.words;
    let (mark, ink) = match t.task.status {
        task::Status::Running => (State::InBay.bar(&c.marks), Role::InBay),
        task::Status::Done | task::Status::Verified => (c.marks.ok, Role::Good),
        task::Status::Blocked => (c.marks.alert, Role::Warn),
        _ if carried => (c.marks.down, Role::Accent),
        _ => (c.marks.dot, Role::Dim),
    };
    c.text(row.x + 3, row.y, 1, mark, (ground, ink));
    let right = row.right().saturating_sub(1);
    let says = right.saturating_sub(15);
    let (word, ink) = match t.task.status {
        task::Status::Blocked => (t.task.block_reason.clone(), Role::Warn),
        _ if !t.authorised && !t.task.status.is_over() => (w.word("task-needs-yes"), Role::Warn),
        status => (w.say(&status.label()), Role::Text),
    };
    c.text(says, row.y, 15, &word, (ground, ink));
    let minutes = t.minutes(cx.now);
    let clock = if minutes > 0 || t.running_since.is_some() {
        w.clock(minutes)
    } else {
        String::new()
    };
    let ink = if t.running_since.is_some() {
        Role::Title
    } else {
        Role::Text
    };
    c.right(says.saturating_sub(2), row.y, 6, &clock, (ground, ink));
    let planned = w.measured(Qty::hours_of_minutes(t.task.planned_min), "h");
    let left = c.right(
        says.saturating_sub(9),
        row.y,
        8,
        &planned,
        (ground, Role::Text),
    );
    let who = t.task.staff.clone().unwrap_or_else(|| "—".to_owned());
    let who_at = left.saturating_sub(12).min(says.saturating_sub(27));
    let ink = if ground == Role::Select {
        Role::Text
    } else {
        Role::Dim
    };
    c.text(who_at, row.y, 10, &who, (ground, ink));
    let over = t.task.status.is_over();
    let ink = if over && ground != Role::Select {
        Role::Dim
    } else {
        Role::Text
    };
    c.text(
        row.x + 5,
        row.y,
        who_at.saturating_sub(row.x + 6),
        &t.task.title,
        (ground, ink),
    );
}

fn line_row(l: &CardLine, c: &mut Canvas<'_>, row: Rect, ground: Role, cx: &Cx) {
    let w = &cx.words;
    let right = row.right().saturating_sub(1);
    let says = right.saturating_sub(15);
    let short = l.line.part_status.is_some_and(PartStatus::is_short);
    let (word, ink) = match (l.line.auth, l.line.part_status) {
        (Auth::Authorised, Some(_)) if short => {
            let status = l
                .line
                .part_status
                .map_or(msg!("part-status-needed"), PartStatus::label);
            (format!("{} {}", c.marks.alert, w.say(&status)), Role::Warn)
        }
        (Auth::Authorised, Some(status)) => (w.say(&status.label()), Role::Text),
        (Auth::Proposed, _) => (
            format!("{} {}", c.marks.alert, w.word("card-needs-yes")),
            Role::Warn,
        ),
        (auth, _) => (w.say(&auth.label()), Role::Text),
    };
    c.text(says, row.y, 15, &word, (ground, ink));
    let total = if l.line.kind == Kind::Note {
        String::new()
    } else {
        w.amount(l.total)
    };
    c.right(
        says.saturating_sub(2),
        row.y,
        10,
        &total,
        (ground, Role::Text),
    );
    let qty = if l.line.kind == Kind::Note {
        String::new()
    } else {
        format!("{} {}", w.qty(l.line.qty_milli), l.line.unit)
    };
    let ink = if ground == Role::Select {
        Role::Text
    } else {
        Role::Dim
    };
    let left = c.right(
        says.saturating_sub(13),
        row.y,
        10,
        qty.trim(),
        (ground, ink),
    );
    let room = left.saturating_sub(row.x + 6);
    let sku = l.shelf.as_ref().map_or("", |s| s.sku.as_str());
    let gone = matches!(l.line.auth, Auth::Declined | Auth::Deferred);
    let bold = if gone && ground != Role::Select {
        Role::Dim
    } else {
        Role::Text
    };
    let x = c.text(row.x + 5, row.y, room, &l.line.description, (ground, bold));
    let room = left.saturating_sub(x + 3);
    c.text(x + 2, row.y, room, sku, (ground, ink));
}

fn totals(card: &Card, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let w = &cx.words;
    let mut words: Vec<(String, Role)> = Vec::new();
    for (auth, id) in [
        (Auth::Draft, "job-total-draft"),
        (Auth::Proposed, "job-total-proposed"),
        (Auth::Authorised, "job-total-agreed"),
    ] {
        let sum = card.sum(auth);
        if !sum.is_zero() {
            words.push((format!("   {} ", w.word(id)), Role::Dim));
            words.push((w.money(sum), Role::Title));
        }
    }
    if let Some(bill) = card.invoice() {
        let number = bill
            .number
            .clone()
            .unwrap_or_else(|| w.word("invoice-status-draft"));
        words.push((format!("   {number} "), Role::Dim));
        words.push((w.money(bill.total_minor), Role::Title));
        if bill.status == invoice::Status::Posted
            && bill.paid_minor + bill.credited_minor >= bill.total_minor
        {
            words.push((format!(" {}", c.marks.ok), Role::Good));
        }
    }
    let said: Vec<(&str, Role)> = words.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks_right(
        row.right() - 1,
        row.y,
        row.width.saturating_sub(2),
        Role::Surface,
        &said,
    );
}

/// The newest notes, where there is no side card.
fn notes(card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    for (y, note) in (area.y..area.bottom()).zip(&card.notes) {
        let who = note.staff.clone().unwrap_or_default();
        let head = format!("{} {who}", cx.words.when(note.at, cx.now));
        let x = c.text(area.x + 3, y, 20, head.trim(), (Role::Surface, Role::Dim));
        let room = area.right().saturating_sub(x + 3);
        c.text(
            x + 2,
            y,
            room,
            &note.body.replace('\n', " "),
            (Role::Surface, Role::Text),
        );
    }
}

fn entry(page: &JobCard, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
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
fn suggestions(page: &JobCard, c: &mut Canvas<'_>, at: Rect, cx: &Cx) {
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

/// The side card: whom to call, what keeps it, what was said, notes.
fn beside(card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let inner = c.raised(area);
    let (w, v, j) = (&cx.words, &card.visit, &card.job);
    let mut y = inner.y;
    let mut line = |c: &mut Canvas<'_>, text: &str, ink: Role| {
        if y < inner.bottom() {
            c.text(inner.x, y, inner.width, text, (Role::Raised, ink));
            y += 1;
        }
    };
    let contact = if j.contact_name.is_empty() {
        &v.customer
    } else {
        &j.contact_name
    };
    line(c, contact, Role::Title);
    let phone = if j.contact_phone.is_empty() {
        v.phone.clone()
    } else {
        Some(j.contact_phone.clone())
    };
    if let Some(phone) = phone {
        line(c, &phone, Role::Text);
    }
    if let Some(wish) = v.wish.as_ref().filter(|t| !t.is_empty()) {
        line(c, "", Role::Text);
        line(c, &w.word("card-wish"), Role::Dim);
        for part in crate::tui::look::width::wrap(wish, usize::from(inner.width))
            .iter()
            .take(3)
        {
            line(c, part, Role::Text);
        }
    }
    if !j.damage.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-damage"), Role::Dim);
        line(c, &j.damage.replace('\n', " "), Role::Text);
    }
    if j.status.is_here() && !card.blockers.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-before-ready"), Role::Dim);
        for blocker in card.blockers.iter().take(6) {
            let said = format!("{} {}", c.marks.alert, w.say(&blocker.msg()));
            for part in crate::tui::look::width::wrap(&said, usize::from(inner.width))
                .iter()
                .take(2)
            {
                line(c, part, Role::Warn);
            }
        }
    }
    if !card.decisions.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-decisions"), Role::Dim);
        for d in card.decisions.iter().rev().take(4) {
            let said = format!(
                "{} {} {}",
                w.when(d.at, cx.now),
                w.say(&d.decision.label()),
                d.line_text
            );
            line(c, &said, Role::Text);
            let by = format!("      {}, {}", d.decided_by, w.say(&d.method.label()));
            line(c, &by, Role::Dim);
        }
    }
    if !card.notes.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-notes"), Role::Dim);
        for note in &card.notes {
            let who = note.staff.clone().unwrap_or_default();
            line(
                c,
                format!("{} {who}", w.when(note.at, cx.now)).trim(),
                Role::Dim,
            );
            for part in crate::tui::look::width::wrap(&note.body, usize::from(inner.width))
                .iter()
                .take(3)
            {
                line(c, part, Role::Text);
            }
        }
    }
}
