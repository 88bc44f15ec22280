//! ```text
//! KL-310-P   Jansen, M.      EST-2026-0003 version 2   to review   holds until Mon 21 Dec
//!
//!   Brake pads                                                              245.00
//! ▶   Pads front                               1 set            120.00      asked
//!     Labour                                   1.5 h            125.00      yes
//!
//!   yes: Mrs Jansen, phone, by Ana, 09:14, € 125.00
//!                                           asked € 120.00   agreed € 125.00   with tax € 296.45
//! ```

use super::{EstimatePage, Key, Read};
use crate::desk::job::{CardLine, EstimateCard, Line, is_asked};
use crate::domain::Money;
use crate::domain::estimate::Status;
use crate::domain::line::Auth;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

pub(super) fn draw(page: &EstimatePage, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(read) = page.read.as_deref() else {
        return;
    };
    heading(page, read, c, area, cx);
    let list = Rect {
        y: area.y + 3,
        height: area.height.saturating_sub(6),
        ..area
    };
    let keys = page.keys();
    let top = (page.at + 1).saturating_sub(usize::from(list.height).max(1));
    for (y, (n, key)) in (list.y..list.bottom()).zip(keys.iter().enumerate().skip(top)) {
        let row = Rect {
            y,
            height: 1,
            ..list
        };
        self::row(*key, read, c, (row, n == page.at), cx);
    }
    record(page, read, c, area, cx);
    totals(read, c, area, cx);
}

fn heading(page: &EstimatePage, read: &Read, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let on = |ink| (Role::Surface, ink);
    let x = c.text(area.x + 1, area.y, 14, &page.plate, on(Role::Title));
    let x = c.text(
        x + 3,
        area.y,
        24,
        &read.card.visit.customer,
        on(Role::Title),
    );
    let room = area.right().saturating_sub(x + 4);
    let Some(told) = &read.told else {
        let none = w.word("estimate-none");
        c.text(x + 3, area.y, room, &none, on(Role::Dim));
        return;
    };
    let e = &told.estimate;
    let version = w.say(&msg!(
        "estimate-version",
        number = &e.number,
        version = e.revision
    ));
    let ink = match e.status {
        Status::Sent | Status::Approved => Role::Good,
        Status::Review | Status::Returned => Role::Warn,
        _ => Role::Text,
    };
    let status = w.say(&e.status.label());
    let (said, state_ink) = state(told, c, cx);
    let room = area.width.saturating_sub(2);
    c.inks(
        area.x + 1,
        area.y + 1,
        room,
        Role::Surface,
        &[
            (&version, Role::Text),
            ("   ", Role::Text),
            (&status, ink),
            ("   ", Role::Text),
            (&said, state_ink),
        ],
    );
}

/// What has to be known about the version, most pressing first.
fn state(told: &EstimateCard, c: &Canvas<'_>, cx: &Cx) -> (String, Role) {
    let (w, e) = (&cx.words, &told.estimate);
    let undecided = !told.card.undecided().is_empty();
    let warn = |said: String| (format!("{} {said}", c.marks.alert), Role::Warn);
    if told.expired && undecided {
        return warn(w.say(&msg!("estimate-expired", number = &e.number)));
    }
    if told.outdated && undecided {
        return warn(w.word("estimate-outdated"));
    }
    if e.status == Status::Returned {
        let who = e.reviewed_by.clone().unwrap_or_default();
        let said = msg!("estimate-returned-by", who = who, note = &e.review_note);
        return warn(w.say(&said));
    }
    let until = w.day_near(e.valid_on, cx.today());
    let mut said = w.say(&msg!("estimate-valid", until = until));
    if let Some(at) = e.sent_at {
        let how = match e.sent_by.as_str() {
            "message" => w.word("estimate-by-message"),
            "phone" => w.word("estimate-by-phone"),
            _ => w.word("estimate-in-person"),
        };
        said = format!("{said}   {} {how}", w.when(at, cx.now));
    } else if let Some(who) = &e.reviewed_by {
        said = format!("{said}   {}", w.say(&msg!("estimate-read-by", who = who)));
    }
    (said, Role::Dim)
}

fn word_of(line: &Line) -> (&'static str, Role) {
    match line.auth {
        Auth::Proposed if !is_asked(line) => ("estimate-line-draft", Role::Warn),
        Auth::Draft => ("estimate-line-draft", Role::Dim),
        Auth::Proposed => ("estimate-line-asked", Role::Warn),
        Auth::Authorised => ("readaloud-yes", Role::Good),
        Auth::Declined => ("readaloud-no", Role::Dim),
        Auth::Deferred => ("readaloud-later", Role::Dim),
    }
}

fn row(key: Key, read: &Read, c: &mut Canvas<'_>, (row, here): (Rect, bool), cx: &Cx) {
    let w = &cx.words;
    let ground = if here { Role::Select } else { Role::Surface };
    c.fill(row, ground);
    if here {
        c.text(row.x, row.y, 1, c.marks.cursor, (ground, Role::Accent));
    }
    let right = row.right().saturating_sub(1);
    let amounts = right.saturating_sub(10);
    match key {
        Key::Item(id) => {
            let title = read.card.items.iter().find(|i| i.id == id);
            let title = title.map_or("", |i| i.title.as_str());
            let own = read.card.lines.iter().filter(|l| l.line.work_item_id == id);
            let gone = |l: &&CardLine| !matches!(l.line.auth, Auth::Declined | Auth::Deferred);
            let sum: Money = own.filter(gone).map(|l| l.total).sum();
            let left = c.right(amounts, row.y, 12, &w.amount(sum), (ground, Role::Title));
            let room = left.saturating_sub(row.x + 4);
            c.text(row.x + 3, row.y, room, title, (ground, Role::Title));
        }
        Key::Line(id) => {
            let Some(l) = read.card.lines.iter().find(|l| l.line.id == id) else {
                return;
            };
            let (word, ink) = word_of(&l.line);
            c.text(amounts + 2, row.y, 8, &w.word(word), (ground, ink));
            let gone = matches!(l.line.auth, Auth::Declined | Auth::Deferred);
            let text = if gone { Role::Dim } else { Role::Text };
            let left = c.right(amounts, row.y, 12, &w.amount(l.total), (ground, text));
            let qty = format!("{} {}", w.qty(l.line.qty_milli), l.line.unit);
            let left = c.right(
                left.min(amounts - 12) - 1,
                row.y,
                10,
                qty.trim(),
                (ground, text),
            );
            let room = left.saturating_sub(row.x + 6);
            c.text(row.x + 5, row.y, room, &l.line.description, (ground, text));
        }
    }
}

/// What is on record about the line under the cursor: who said what, how, when, to whom.
fn record(page: &EstimatePage, read: &Read, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let Some(line) = page.line() else { return };
    let said = read.card.decisions.iter().rev();
    let Some(d) = said.into_iter().find(|d| d.job_line_id == line.line.id) else {
        return;
    };
    let taken = d.taken_by.clone().unwrap_or_default();
    let said = msg!(
        "estimate-record",
        decision = d.decision.label(),
        who = &d.decided_by,
        how = d.method.label(),
        taken = taken,
        when = w.when(d.at, cx.now),
        amount = d.amount_minor
    );
    let reason = w
        .named(&format!("decline-reason-{}", d.reason))
        .unwrap_or_else(|| d.reason.clone());
    let text = format!("{}   {reason}", w.say(&said));
    let room = area.width.saturating_sub(4);
    c.text(
        area.x + 3,
        area.bottom().saturating_sub(3),
        room,
        text.trim(),
        (Role::Surface, Role::Dim),
    );
}

fn totals(read: &Read, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let mut words: Vec<(String, Role)> = Vec::new();
    for (sum, id) in [
        (read.card.not_asked(), "job-total-draft"),
        (read.card.asked(), "job-total-proposed"),
        (read.card.sum(Auth::Authorised), "job-total-agreed"),
    ] {
        if !sum.is_zero() {
            words.push((format!("   {} ", w.word(id)), Role::Dim));
            words.push((w.money(sum), Role::Title));
        }
    }
    if let Some(gross) = read.told.as_ref().and_then(|t| t.with_tax) {
        words.push((format!("   {} ", w.word("job-total-with-tax")), Role::Dim));
        words.push((w.money(gross), Role::Title));
    }
    let said: Vec<(&str, Role)> = words.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    let room = area.width.saturating_sub(2);
    c.inks_right(
        area.right() - 1,
        area.bottom() - 1,
        room,
        Role::Surface,
        &said,
    );
}
