//! ```text
//! KL-310-P  VW Golf VII 2016   Jansen, M.                                in the bay
//! JOB-2026-0042   promised 11:30   bay 2   key 14   limit left € 120.00
//! Jo works on it: Remove gearbox                      2 h of work, 45 min to its promise
//!   Clutch
//! ▶ █ Remove gearbox              Jo      1.0 h    0:37  running
//!     Clutch kit LUK 622          1       312.00   yes   reserved
//!                                              agreed  € 382.78   asked € 61.50
//! ▸ type: canned job, part, barcode
//! ```

mod beside;
mod entry;
mod rows;

use super::JobCard;
use crate::desk::job::Card;
use crate::domain::action::Action;
use crate::domain::line::Auth;
use crate::domain::{invoice, job};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::jobs::learned::hours;
use crate::tui::screens::jobs::priority_mark;
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
    let head = heading(card, c, area, cx);
    let wide = area.width >= WIDE;
    let list_width = if wide {
        area.width - SIDE - 2
    } else {
        area.width
    };
    let foot = if wide { 3 } else { 5 };
    let list = Rect {
        y: area.y + head,
        width: list_width,
        height: area.height.saturating_sub(head + foot),
        ..area
    };
    rows::rows(page, card, c, list, cx);
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
        page,
        card,
        c,
        Rect {
            y,
            height: 1,
            ..list
        },
        cx,
    );
    entry::entry(
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
            y: area.y + head,
            width: SIDE,
            height: area.height.saturating_sub(head + 1),
        };
        beside::beside(card, c, side, cx);
    }
    entry::suggestions(page, c, Rect { y: y + 1, ..list }, cx);
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

/// The vehicle, the facts, why it is not moving; how many rows they take. Facts that do not fit into a row go on in
/// the next: none is cut.
fn heading(card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> u16 {
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
    let priority = job::Priority::of(j.priority);
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
    let mut x = c.text(x + 2, area.y, room.min(28), car.trim(), on(Role::Text));
    if priority != job::Priority::Normal {
        let ink = if priority.presses() {
            Role::Warn
        } else {
            Role::Dim
        };
        let mark = priority_mark(priority, c.marks);
        let said = format!("{mark} {}", w.say(&priority.label()));
        x = c.text(x + 2, area.y, 10, &said, on(ink));
    }
    let room = left.saturating_sub(x + 4);
    c.text(x + 3, area.y, room, &v.customer, on(Role::Title));
    let facts = facts(card, late, c, cx);
    let mut y = area.y + 1;
    let (left, right) = (area.x + 1, area.right().saturating_sub(1));
    // The first row ends where it is said what is to be done next.
    let first = next_step(card.action, c, area, cx).saturating_sub(2);
    let end = |y: u16| {
        if y == area.y + 1 {
            first.min(right)
        } else {
            right
        }
    };
    let mut x = left;
    for fact in &facts {
        let parts: Vec<(&str, Role)> = fact.iter().map(|(t, r)| (t.as_str(), *r)).collect();
        let wide: u16 = parts.iter().map(|(t, _)| len(t)).sum();
        if x > left && x + wide > end(y) {
            y += 1;
            x = left;
        }
        let room = end(y).saturating_sub(x);
        x = c.inks(x, y, room, Role::Surface, &parts) + 3;
    }
    // What is looked up least gives way where there is no room.
    if let Some(odometer) = j.odometer_in.or(v.odometer) {
        let unit = w.say(&v.odometer_unit.label());
        let said = format!("{} {unit}", w.count(odometer));
        if x + len(&said) <= end(y) {
            c.text(x, y, end(y) - x, &said, on(Role::Text));
        }
    }
    let row = Rect {
        x: area.x + 1,
        y: y + 1,
        width: area.width.saturating_sub(2),
        height: 1,
    };
    why_row(&card.known, c, row, Role::Surface, cx);
    row.y + 1 - area.y
}

/// What is to be known at a glance, what presses first.
fn facts(card: &Card, late: bool, c: &Canvas<'_>, cx: &Cx) -> Vec<Vec<(String, Role)>> {
    let (w, v, j) = (&cx.words, &card.visit, &card.job);
    let mut facts: Vec<Vec<(String, Role)>> = Vec::new();
    if let Some(said) = card.put_off.msg() {
        let said = format!("{} {}", c.marks.alert, w.say(&said));
        facts.push(vec![(said, Role::Warn)]);
    }
    facts.push(vec![(j.number.clone(), Role::Text)]);
    let mut label = |label: String, value: String, ink: Role| {
        facts.push(vec![(format!("{label} "), Role::Dim), (value, ink)]);
    };
    if let Some(at) = j.promised_at {
        let (mark, ink) = if late {
            (format!("{} ", c.marks.alert), Role::Late)
        } else {
            (String::new(), Role::Title)
        };
        let time = format!("{mark}{}", w.when(at, cx.now));
        label(w.word("my-promised"), time, ink);
    }
    if let Some(bay) = &v.bay {
        label(w.word("card-bay"), bay.clone(), Role::Text);
    }
    if !j.key_tag.is_empty() {
        label(w.word("card-key-short"), j.key_tag.clone(), Role::Text);
    }
    if let Some(left) = card.limit_left() {
        label(w.word("card-limit-short"), w.money(left), Role::Text);
    }
    let again = card.covered.iter().find(|c| c.again);
    let back = match (&card.comeback, again) {
        (Some(number), _) => Some(msg!("card-comeback", number = number)),
        (None, Some(c)) => Some(msg!("card-warranty", number = &c.number)),
        _ => None,
    };
    if let Some(said) = back {
        let said = format!("{} {}", c.marks.alert, w.say(&said));
        facts.push(vec![(said, Role::Warn)]);
    }
    facts
}

/// What is to be done next (S1-48), under the chip; where it begins.
fn next_step(action: Action, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> u16 {
    let right = area.right() - 1;
    if action == Action::None {
        return right + 2;
    }
    let said = cx.words.say(&action.label());
    let (mark, ink) = if action.is_ours() {
        (c.marks.right, Role::Title)
    } else {
        (c.marks.dot, Role::Dim)
    };
    let parts = [(mark, Role::Accent), (" ", ink), (said.as_str(), ink)];
    c.inks_right(right, area.y + 1, 16, Role::Surface, &parts)
}

/// Why the car is not moving, and what endangers its promise (S1-90).
pub(in crate::tui::screens::jobs) fn why_row(
    known: &job::Known,
    c: &mut Canvas<'_>,
    row: Rect,
    ground: Role,
    cx: &Cx,
) {
    let still = job::still(known, cx.words.zone(), cx.now);
    let mut right = row.right();
    if let Some(danger) = &still.danger {
        let late = danger.id == "danger-late";
        let said = format!("{} {}", c.marks.alert, cx.words.say(danger));
        let on = if late && ground == Role::Surface {
            Role::LateGround
        } else {
            ground
        };
        let ink = if late && ground == Role::Surface {
            Role::Late
        } else {
            Role::Warn
        };
        right = c
            .right(right, row.y, row.width / 2, &said, (on, ink))
            .saturating_sub(2);
    }
    let ink = if still.stuck { Role::Warn } else { Role::Text };
    let room = right.saturating_sub(row.x);
    c.text(row.x, row.y, room, &cx.words.say(&still.why), (ground, ink));
}

/// What the operation of the task or line under the cursor took on this model before.
fn learned(page: &JobCard, card: &Card, cx: &Cx) -> Option<String> {
    let line = page
        .task()
        .map_or_else(|| page.line().map(|l| l.line.id), |t| t.task.job_line_id)?;
    let line = card.lines.iter().find(|l| l.line.id == line)?;
    let found = card
        .learned
        .iter()
        .find(|l| Some(l.operation) == line.line.operation_id)?;
    Some(cx.words.say(&msg!(
        "card-learned",
        median = hours(found.median_min, cx),
        standard = hours(found.standard_min, cx),
        times = found.times
    )))
}

fn totals(page: &JobCard, card: &Card, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let w = &cx.words;
    let mut words: Vec<(String, Role)> = Vec::new();
    for (sum, id) in [
        (card.not_asked(), "job-total-draft"),
        (card.asked(), "job-total-proposed"),
        (card.sum(Auth::Authorised), "job-total-agreed"),
    ] {
        if !sum.is_zero() {
            words.push((format!("   {} ", w.word(id)), Role::Dim));
            words.push((w.money(sum), Role::Title));
        }
    }
    if let Some(gross) = card.with_tax {
        words.push((format!("   {} ", w.word("job-total-with-tax")), Role::Dim));
        words.push((w.money(gross), Role::Title));
    }
    if card.held.is_positive() {
        words.push((format!("   {} ", w.word("job-total-held")), Role::Dim));
        words.push((w.money(card.held), Role::Good));
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
    let left = c.inks_right(
        row.right() - 1,
        row.y,
        row.width.saturating_sub(2),
        Role::Surface,
        &said,
    );
    if let Some(learned) = learned(page, card, cx) {
        let room = left.saturating_sub(row.x + 5);
        c.text(row.x + 3, row.y, room, &learned, (Role::Surface, Role::Dim));
    }
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
