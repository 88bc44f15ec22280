//! The list of the card: work items, their tasks, their lines.

use super::super::rows::{Key, keys};
use super::JobCard;
use crate::desk::job::{Card, CardLine, CardTask, Need, Sublet, is_asked};
use crate::domain::line::{Auth, Kind, PartStatus};
use crate::domain::permission::Permission;
use crate::domain::{Qty, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::chip::State;
use ratatui::layout::Rect;

pub(super) fn rows(page: &JobCard, card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
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
                    let dot = format!(" {} ", c.marks.dot);
                    let words = [&item.concern, &item.cause, &item.correction];
                    let said: Vec<String> = words
                        .into_iter()
                        .filter(|t| !t.is_empty() && **t != item.title)
                        .map(|t| t.replace('\n', " "))
                        .collect();
                    let room = row.right().saturating_sub(x + 3);
                    let ink = if here { Role::Text } else { Role::Dim };
                    c.text(x + 2, y, room, &said.join(&dot), (ground, ink));
                }
            }
            Key::Task(id) => {
                if let Some(t) = card.tasks.iter().find(|t| t.task.id == *id) {
                    let carried = page.carried.as_ref().is_some_and(|c| c.0 == *id);
                    task_row(t, &card.needs, c, row, (ground, carried), cx);
                }
            }
            Key::Line(id) => {
                if let Some(l) = card.lines.iter().find(|l| l.line.id == *id) {
                    let out = card.sublets.iter().find(|s| s.job_line_id == l.line.id);
                    line_row(l, out, c, (row, ground), cx);
                }
            }
        }
    }
}

fn task_row(
    t: &CardTask,
    needs: &[Need],
    c: &mut Canvas<'_>,
    row: Rect,
    (ground, carried): (Role, bool),
    cx: &Cx,
) {
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
        _ if t.task.declined_at.is_some() => (
            cx.words
                .say(&msg!("task-declined-why", reason = &t.task.decline_reason)),
            Role::Warn,
        ),
        task::Status::Todo if t.authorised && t.waits => (w.word("task-waits-turn"), Role::Dim),
        status if !status.is_over() && t.refused.is_some() => {
            let word = t.refused.map(|auth| w.say(&auth.label()));
            (word.unwrap_or_default(), Role::Dim)
        }
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
    // Another's task: seen, but not theirs to work on.
    let foreign = t.task.staff_id != cx.actor.staff()
        && cx.can(Permission::JobWork)
        && !cx.can(Permission::JobAny);
    let over = t.task.status.is_over() || foreign;
    let ink = if over && ground != Role::Select {
        Role::Dim
    } else {
        Role::Text
    };
    let x = c.text(
        row.x + 5,
        row.y,
        who_at.saturating_sub(row.x + 6),
        &t.task.title,
        (ground, ink),
    );
    let tools: Vec<&str> = needs
        .iter()
        .filter(|n| n.task_id == t.task.id)
        .map(|n| n.name.as_str())
        .collect();
    let said = w.say(&msg!("task-needs", tools = tools.join(", ")));
    let room = who_at.saturating_sub(x + 3);
    if !tools.is_empty() {
        let ink = if ground == Role::Select {
            Role::Text
        } else {
            Role::Dim
        };
        c.text(x + 2, row.y, room, &said, (ground, ink));
    }
}

fn line_row(
    l: &CardLine,
    out: Option<&Sublet>,
    c: &mut Canvas<'_>,
    (row, ground): (Rect, Role),
    cx: &Cx,
) {
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
        (Auth::Authorised, None) if out.is_some() => {
            let status = out.map(|s| w.say(&s.status.label()));
            (status.unwrap_or_default(), Role::Text)
        }
        (Auth::Proposed, _) => {
            let word = if is_asked(&l.line) {
                "card-needs-yes"
            } else {
                "card-not-asked"
            };
            (format!("{} {}", c.marks.alert, w.word(word)), Role::Warn)
        }
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
