//! The finder drawn: the line over everything, the fields at the left, the places at the right.

use super::Finder;
use crate::desk::booking::Offer;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

const LINE: [&str; 1] = ["line"];
const FIELDS: [&str; 10] = [
    "work", "length", "where", "skill", "person", "only", "tool", "from", "until", "type",
];

pub(super) fn draw(page: &Finder, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let wide = area.width.saturating_sub(2);
    let focus = !page.chooses;
    let top = Rect {
        x: area.x + 1,
        y: area.y,
        width: wide,
        height: 2,
    };
    page.form.draw_some(c, top, &LINE, Role::Surface, w, focus);
    let (under, ink) = if page.unknown.is_empty() {
        (w.word("finder-example"), Role::Dim)
    } else {
        let said = msg!("finder-unknown", words = page.unknown.join(" "));
        let text = format!("{} {}", cx.marks.alert, w.say(&said));
        (text, Role::Warn)
    };
    if !page.unknown.is_empty() || page.form.raw("line").is_empty() {
        c.text(area.x + 1, area.y + 1, wide, &under, (Role::Surface, ink));
    }
    let below = area.y + 2;
    let height = area.bottom().saturating_sub(below);
    // Two rows for a field where there are that many, one otherwise.
    let left = Rect {
        x: area.x + 1,
        y: below,
        width: (wide * 2 / 5).clamp(30, 44),
        height,
    };
    page.form
        .draw_some(c, left, &FIELDS, Role::Surface, w, focus);
    let right = Rect {
        x: left.right() + 2,
        y: below,
        width: area.right().saturating_sub(left.right() + 3),
        height,
    };
    places(page, c, right, cx);
    page.form.draw_open(c, w);
}

fn places(page: &Finder, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let head = w.word("finder-places");
    c.text(
        area.x + 1,
        area.y,
        area.width,
        &head,
        (Role::Surface, Role::Dim),
    );
    let say = |c: &mut Canvas<'_>, text: &str, ink: Role| {
        c.text(
            area.x + 1,
            area.y + 1,
            area.width,
            text,
            (Role::Surface, ink),
        );
    };
    let Some(offers) = &page.offers else {
        return say(c, &w.word("finder-looking"), Role::Dim);
    };
    if let Some(wrong) = &page.wrong {
        return say(c, &w.say(wrong), Role::Bad);
    }
    if offers.is_empty() {
        return say(c, &w.word("finder-none"), Role::Warn);
    }
    for (row, offer) in (0u16..).zip(offers) {
        let y = area.y + 1 + row * 2;
        if y + 1 >= area.bottom() {
            break;
        }
        let chosen = usize::from(row) == page.at;
        place(
            offer,
            chosen,
            page.chooses,
            c,
            Rect {
                y,
                height: 2,
                ..area
            },
            cx,
        );
    }
}

/// When and where in the first row, who and why in the second.
fn place(offer: &Offer, chosen: bool, focus: bool, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let ground = if chosen { Role::Select } else { Role::Surface };
    if chosen {
        c.fill(area, ground);
        let ink = if focus { Role::Accent } else { Role::Dim };
        c.text(area.x, area.y, 1, cx.marks.cursor, (ground, ink));
    }
    let when = w.when(offer.fit.starts_at, cx.now);
    let until = w.time(offer.fit.ends_at);
    let zone = w.zone();
    let until = if zone.day_of(offer.fit.starts_at) == zone.day_of(offer.fit.ends_at) {
        until
    } else {
        w.when(offer.fit.ends_at, cx.now)
    };
    let dot = format!(" {} ", cx.marks.dot);
    let mut rest: Vec<&str> = vec![&offer.fit.place, &offer.tool];
    rest.retain(|part| !part.is_empty());
    let rest = rest.join(&dot);
    let parts = [
        (format!("{when} – {until}"), Role::Title),
        ("  ".to_owned(), Role::Dim),
        (rest, Role::Text),
    ];
    let parts: Vec<(&str, Role)> = parts.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    let room = area.width.saturating_sub(1);
    c.inks(area.x + 1, area.y, room, ground, &parts);
    let mut why: Vec<String> = offer.why.iter().map(|m| w.say(m)).collect();
    if !offer.who.is_empty() {
        why.insert(0, offer.who.clone());
    }
    c.text(
        area.x + 3,
        area.y + 1,
        room.saturating_sub(2),
        &why.join(&dot),
        (ground, Role::Dim),
    );
}
