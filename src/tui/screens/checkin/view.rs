//! The check-in drawn: where one is in the pages, the fields of this one, and all said so far.

use super::CheckIn;
use super::page::Page;
use crate::domain::{Span, line::Method, msg};
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::Card;
use ratatui::layout::Rect;

/// From this width on what was said so far stands beside the fields.
const WIDE: u16 = 110;

pub(super) fn draw(page: &CheckIn, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    steps(page, c, Rect { height: 1, ..area }, cx);
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    if let Some(failed) = &page.failed {
        c.text(
            body.x + 1,
            body.y,
            body.width - 2,
            &cx.words.say(failed),
            (Role::Surface, Role::Bad),
        );
        return;
    }
    if !page.ready() {
        return;
    }
    let at = page.page();
    let wide = area.width >= WIDE;
    let fields = u16::try_from(at.fields().iter().filter(|f| page.has(f)).count()).unwrap_or(8) * 2;
    let form = Rect {
        x: body.x + 1,
        width: (body.width - 2).min(70),
        height: fields.min(body.height),
        ..body
    };
    let card = so_far(page, cx);
    if wide {
        let side = Rect {
            x: area.right() - 42,
            width: 41,
            height: card.height(41).min(body.height),
            ..body
        };
        card.draw(c, side);
    } else {
        let y = if at == Page::Confirm {
            body.y
        } else {
            form.bottom()
        };
        let height = body
            .bottom()
            .saturating_sub(y)
            .min(card.height(body.width - 2));
        if height > 3 {
            card.draw(
                c,
                Rect {
                    x: body.x + 1,
                    y,
                    width: body.width - 2,
                    height,
                },
            );
        }
    }
    if at == Page::Confirm {
        if wide {
            let text = cx.words.word("checkin-confirm");
            c.text(
                form.x,
                body.y,
                form.width,
                &text,
                (Role::Surface, Role::Text),
            );
        }
        return;
    }
    page.form
        .draw_some(c, form, at.fields(), Role::Surface, &cx.words, true);
    if page.booking.is_none() {
        let below = Rect {
            y: form.bottom(),
            height: body.bottom().saturating_sub(form.bottom()).min(3),
            ..body
        };
        to_know(page, c, below, wide, cx);
    }
    page.form.draw_open(c, &cx.words);
}

/// Who it may be and, where no card beside the fields says it, what to know about them.
fn to_know(page: &CheckIn, c: &mut Canvas<'_>, area: Rect, wide: bool, cx: &Cx) {
    let twin = page.caller.twin_said();
    let due = page.due.as_ref().map(|b| {
        let at = cx.words.time(b.starts_at);
        msg!("checkin-due", number = b.number.clone(), at = at)
    });
    let warnings = page.warnings.iter().filter(|_| !wide);
    let all = due.iter().chain(&twin).chain(warnings);
    for (y, said) in (area.y..area.bottom()).zip(all) {
        let text = format!("{} {}", cx.marks.alert, cx.words.say(said));
        let room = area.width.saturating_sub(2);
        c.text(area.x + 1, y, room, &text, (Role::Surface, Role::Warn));
    }
}

/// `Check in   1 Vehicle ✓   2 Customer   …`: the page one is on stands out, those before it are done.
fn steps(page: &CheckIn, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let w = &cx.words;
    let at = page.page();
    let here = Page::ALL.iter().position(|p| *p == at).unwrap_or(0);
    let mut parts = vec![(format!("{}  ", w.word("checkin-title")), Role::Title)];
    for (n, step) in Page::ALL.iter().enumerate() {
        let word = w.word(match step {
            Page::Vehicle => "checkin-page-vehicle",
            Page::Customer => "checkin-page-customer",
            Page::Work => "checkin-page-work",
            Page::Promise => "checkin-page-promise",
            Page::Confirm => "checkin-page-confirm",
        });
        let mark = if n < here { cx.marks.ok } else { " " };
        let (open, close) = if n == here { ("[", "]") } else { (" ", " ") };
        let ink = if n == here { Role::Accent } else { Role::Dim };
        parts.push((format!("{open}{} {word}{close}{mark}", n + 1), ink));
    }
    let parts: Vec<(&str, Role)> = parts.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks(row.x + 1, row.y, row.width - 2, Role::Surface, &parts);
}

/// What is known and what was said, to be read back to the customer.
fn so_far(page: &CheckIn, cx: &Cx) -> Card {
    let w = &cx.words;
    let f = &page.form;
    let mut rows: Vec<(&'static str, String)> = Vec::new();
    match &page.card {
        Some(card) => {
            let car = [
                card.around.plate.as_str(),
                card.around.make.as_str(),
                card.around.model.as_str(),
            ];
            rows.push(("bookings-label-vehicle", car.join(" ")));
            rows.push((
                "bookings-label-customer",
                format!("{}  {}", card.around.customer, card.around.phone),
            ));
            rows.push(("bookings-label-work", card.booking.wish.clone()));
            rows.push(("bookings-label-job", card.around.job_number.clone()));
            rows.push(("bookings-label-place", card.place.clone()));
            let span = Span {
                start: card.booking.starts_at,
                end: card.booking.ends_at,
            };
            rows.push(("bookings-label-when", w.span(span)));
        }
        None => {
            rows.push(("bookings-label-customer", f.raw("who")));
            rows.push((
                "bookings-label-vehicle",
                format!("{} {}", f.raw("car"), f.raw("model")),
            ));
            rows.push((
                "bookings-label-work",
                [f.raw("wish"), page.works.titles()].join(" "),
            ));
        }
    }
    rows.push(("bookings-label-odometer", f.raw("odometer")));
    let keys = [f.raw("key_tag"), f.raw("parking"), f.raw("fuel")].join("  ");
    rows.push(("checkin-label-keys", keys));
    rows.push(("checkin-damage", f.raw("damage")));
    rows.push((
        "bookings-label-promise",
        format!("{} {}", f.raw("day"), f.raw("at")),
    ));
    let said = match f.key("yes").and_then(|k| k.parse::<Method>().ok()) {
        Some(method) => {
            let limit = f
                .money("limit")
                .map(|m| format!("  ≤ {}", w.money(m)))
                .unwrap_or_default();
            format!("{}{limit}", w.say(&method.label()))
        }
        None => w.word("checkin-yes-none"),
    };
    rows.push(("checkin-label-yes", said));
    let mut card = Card::new(&w.word("checkin-so-far"));
    for (label, value) in rows {
        let value = value.trim().to_owned();
        if !value.is_empty() {
            card = card.pair(&w.word(label), &value);
        }
    }
    let booked = page.card.iter().flat_map(|b| &b.warnings);
    for warning in booked.chain(&page.warnings) {
        let text = format!("{} {}", cx.marks.alert, w.say(warning));
        card = card.text(&text, Role::Warn);
    }
    card
}
