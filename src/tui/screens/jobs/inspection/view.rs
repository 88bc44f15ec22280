//! ```text
//! KL-310-P   Visual check   Jo, 09:12                       9 good   2 soon   1 now   4 to see
//!
//!   Tyres
//! ▶ ! Tread                      front left       2.9 mm  soon          inner edge
//!   ✓ Tread                      front right      5.1 mm  good
//! ```

use super::{Inspecting, Key};
use crate::desk::job::{Inspection, Point};
use crate::domain::Qty;
use crate::domain::inspection::{Grade, Status};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

pub(super) fn draw(page: &Inspecting, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    if page.seen.is_some() {
        page.draw_photo(c, area, cx);
    } else if let Some(look) = &page.look {
        heading(page, look, c, area, cx);
        points(page, look, c, area, cx);
        foot(page, look, c, area, cx);
    } else if page.taken.is_some() {
        forms(page, c, area, cx);
    }
}

/// Nothing was looked at yet: what one can go through.
fn forms(page: &Inspecting, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let on = |ink| (Role::Surface, ink);
    let x = c.text(area.x + 1, area.y, 14, &page.plate, on(Role::Title));
    let room = area.right().saturating_sub(x + 3);
    let none = cx.words.word("inspection-none");
    c.text(x + 3, area.y, room, &none, on(Role::Dim));
    let rows = page.living();
    if rows.is_empty() {
        let words = cx.words.word("inspection-no-form");
        c.text(area.x + 3, area.y + 2, room, &words, on(Role::Dim));
    }
    for (y, (n, form)) in (area.y + 2..area.bottom()).zip(rows.iter().enumerate()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let here = n == page.at;
        let ground = if here { Role::Select } else { Role::Surface };
        c.fill(row, ground);
        if here {
            c.text(row.x, y, 1, c.marks.cursor, (ground, Role::Accent));
        }
        let room = row.width.saturating_sub(4);
        c.text(row.x + 3, y, room, &form.name, (ground, Role::Text));
    }
}

fn heading(page: &Inspecting, look: &Inspection, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let mut words: Vec<(String, Role)> = Vec::new();
    for (grade, ink) in [
        (Some(Grade::Green), Role::Good),
        (Some(Grade::Amber), Role::Warn),
        (Some(Grade::Red), Role::Bad),
        (None, Role::Dim),
    ] {
        let count = look.count(grade);
        if count > 0 {
            let word = grade.map_or_else(|| w.word("inspection-to-see"), |g| w.say(&g.label()));
            let gap = if words.is_empty() { "" } else { "   " };
            words.push((format!("{gap}{count} "), Role::Title));
            words.push((word, ink));
        }
    }
    let said: Vec<(&str, Role)> = words.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    let room = area.width.saturating_sub(2);
    c.inks(area.x + 1, area.y + 1, room, Role::Surface, &said);
    let who = look.head.staff.clone().unwrap_or_default();
    let when = w.when(look.head.started_at, cx.now);
    let status = match look.head.status {
        Status::Open => String::new(),
        status => format!("   {}", w.say(&status.label())),
    };
    c.inks(
        area.x + 1,
        area.y,
        room,
        Role::Surface,
        &[
            (&page.plate, Role::Title),
            (&format!("   {}", look.head.form), Role::Text),
            (&status, Role::Good),
            (&format!("   {who} {when}"), Role::Dim),
        ],
    );
}

fn points(page: &Inspecting, look: &Inspection, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let list = Rect {
        y: area.y + 3,
        height: area.height.saturating_sub(5),
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
        let here = n == page.at;
        let ground = if here { Role::Select } else { Role::Surface };
        c.fill(row, ground);
        if here {
            c.text(row.x, y, 1, c.marks.cursor, (ground, Role::Accent));
        }
        match key {
            Key::Section(first) => {
                let room = row.width.saturating_sub(4);
                let section = &look.points[*first].section;
                c.text(row.x + 3, y, room, section, (ground, Role::Title));
            }
            Key::Point(at) => {
                let typed = here.then(|| page.reading.text()).filter(|t| !t.is_empty());
                point(look, &look.points[*at], typed, c, (row, ground), cx);
            }
        }
    }
}

fn point(
    look: &Inspection,
    p: &Point,
    typed: Option<&str>,
    c: &mut Canvas<'_>,
    (row, ground): (Rect, Role),
    cx: &Cx,
) {
    let w = &cx.words;
    let (mark, ink) = match p.grade {
        Some(Grade::Green) => (c.marks.ok, Role::Good),
        Some(Grade::Amber | Grade::Red) => (c.marks.alert, Role::Warn),
        Some(Grade::Na) => (c.marks.minus, Role::Dim),
        None => ("", Role::Dim),
    };
    c.text(row.x + 3, row.y, 1, mark, (ground, ink));
    c.text(row.x + 5, row.y, 25, &p.title, (ground, Role::Text));
    let corner = w.say(&p.corner.label());
    c.text(row.x + 31, row.y, 12, &corner, (ground, Role::Text));
    let reading = match (typed, p.reading()) {
        (Some(typed), _) => Some((format!("{typed}_"), Role::Accent)),
        (None, Some(reading)) => Some((w.qty(reading), Role::Title)),
        (None, None) => None,
    };
    if let Some((reading, ink)) = reading {
        c.right(row.x + 50, row.y, 7, &reading, (ground, ink));
        c.text(row.x + 51, row.y, 4, &p.unit, (ground, Role::Dim));
    }
    let word = p.grade.map_or_else(String::new, |g| w.say(&g.label()));
    let ink = if p.grade == Some(Grade::Red) {
        Role::Title
    } else {
        ink
    };
    c.text(row.x + 56, row.y, 11, &word, (ground, ink));
    let mut x = row.x + 68;
    let room = |x: u16| row.right().saturating_sub(x + 1);
    let photos = look.photos_at(p.id).count();
    if photos > 0 {
        let said = format!("{} {photos}", c.marks.picture);
        x = c.text(x, row.y, room(x), &said, (ground, Role::Booked)) + 1;
    }
    if look.is_on_job(p) {
        let words = format!("{} {}", c.marks.right, w.word("inspection-on-job"));
        x = c.text(x, row.y, room(x), &words, (ground, Role::Booked)) + 2;
    }
    c.text(x, row.y, room(x), &p.note, (ground, Role::Text));
}

/// What is to be known about the row under the cursor: its limits, its bundle, its note; else the last word.
fn foot(page: &Inspecting, look: &Inspection, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let mut words: Vec<(String, Role)> = Vec::new();
    if let Some(p) = page.point() {
        for (limit, grade) in [(p.amber_milli, Grade::Amber), (p.red_milli, Grade::Red)] {
            if let Some(limit) = limit {
                let limit = format!("{} {}", w.qty(Qty(limit)), p.unit);
                let said = if p.high_is_bad {
                    msg!("inspection-above", grade = grade.label(), limit = limit)
                } else {
                    msg!("inspection-below", grade = grade.label(), limit = limit)
                };
                words.push((format!("{}   ", w.say(&said)), Role::Dim));
            }
        }
        let bundle = page
            .canned
            .iter()
            .find(|(id, _)| Some(*id) == p.canned_job_id);
        if let Some((_, bundle)) = bundle {
            words.push((format!("w {} ", c.marks.right), Role::Dim));
            words.push((format!("{}   ", bundle.title), Role::Text));
        }
        let photos = page.photos().len();
        if photos > 0 {
            let said = w.say(&msg!("inspection-photos", count = photos));
            words.push((format!("{said}   "), Role::Booked));
        }
        words.push((p.note.clone(), Role::Text));
    }
    if !look.head.summary.is_empty() && !words.iter().any(|(t, _)| !t.is_empty()) {
        words.push((look.head.summary.replace('\n', " "), Role::Text));
    }
    if words.is_empty() && look.head.status == Status::Open {
        words.push((w.word("inspection-section-how"), Role::Dim));
    }
    let said: Vec<(&str, Role)> = words.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    let room = area.width.saturating_sub(4);
    c.inks(area.x + 3, area.bottom() - 1, room, Role::Surface, &said);
}
