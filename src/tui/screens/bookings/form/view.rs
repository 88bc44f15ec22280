//! The form drawn: two columns, and below them what the booking would come to.

use super::BookingForm;
use super::caller::FIELDS;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use ratatui::layout::Rect;

const WHAT: [&str; 8] = [
    FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3], "wish", "work", "notes", "state",
];
const WHEN: [&str; 8] = [
    "day", "at", "length", "bay", "staff", "type", "arrival", "source",
];
/// Rows of the fields, but for the one under the last.
const ROWS: u16 = 15;

pub(super) fn draw(page: &BookingForm, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let title = cx.words.word("booking-form-heading");
    c.text(
        area.x + 1,
        area.y,
        area.width - 2,
        &title,
        (Role::Surface, Role::Title),
    );
    let top = area.y + 2;
    let rows = (ROWS + 1).min(area.bottom().saturating_sub(top));
    let half = (area.width.saturating_sub(4)) / 2;
    let left = Rect {
        x: area.x + 1,
        y: top,
        width: half.min(56),
        height: rows,
    };
    let right = Rect {
        x: left.right() + 2,
        width: (area.right() - left.right() - 3).min(56),
        ..left
    };
    let words = &cx.words;
    page.form
        .draw_some(c, left, &WHAT, Role::Surface, words, true);
    page.form
        .draw_some(c, right, &WHEN, Role::Surface, words, true);
    let below = Rect {
        y: top + rows,
        height: area.bottom().saturating_sub(top + rows),
        ..area
    };
    outcome(page, c, below, cx);
    page.form.draw_open(c, words);
}

/// What it comes to, what to say to the customer, and the next free places.
fn outcome(page: &BookingForm, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let room = area.width.saturating_sub(2);
    let mut y = area.y;
    let mut say = |c: &mut Canvas<'_>, text: &str, ink: Role| {
        if y < area.bottom() {
            c.text(area.x + 1, y, room, text, (Role::Surface, ink));
            y += 1;
        }
    };
    // A narrow column cuts the sentence under its field: here it stands whole.
    let focus = page.form.focus();
    let wrong = std::iter::once(focus)
        .chain(WHEN)
        .find_map(|n| page.form.error(n));
    if let Some(why) = wrong {
        say(c, &format!("{} {}", cx.marks.alert, w.say(why)), Role::Bad);
    }
    if let Some(twin) = page.caller.twin_said() {
        say(
            c,
            &format!("{} {}", cx.marks.alert, w.say(&twin)),
            Role::Warn,
        );
    }
    if let Some(quote) = &page.quote {
        let from = w.when(quote.starts_at, cx.now);
        let to = w.when(quote.ends_at, quote.starts_at);
        match &quote.taken {
            Some((by, _)) => {
                let text = format!(
                    "{} {}",
                    cx.marks.alert,
                    w.say(&msg!("desk-taken", by = by.clone()))
                );
                say(c, &text, Role::Bad);
            }
            None => {
                let text = w.say(&msg!(
                    "booking-form-quote",
                    from = from,
                    to = to,
                    place = quote.place.clone()
                ));
                say(c, &format!("{} {text}", cx.marks.ok), Role::Good);
            }
        }
        let zone = w.zone();
        if zone.day_of(quote.starts_at) != zone.day_of(quote.ends_at) {
            let text = w.say(&msg!(
                "booking-form-days",
                work = w.minutes(quote.minutes),
                until = w.when(quote.ends_at, cx.now)
            ));
            say(c, &format!("{} {text}", cx.marks.alert), Role::Warn);
        }
    }
    for said in page.needs(cx).iter().chain(&page.warnings) {
        let text = format!("{} {}", cx.marks.alert, w.say(said));
        say(c, &text, Role::Warn);
    }
    // Where the wanted time is free, others are only asked for by key.
    let is_free = page.quote.as_ref().is_some_and(|q| q.taken.is_none());
    if !page.fits.is_empty() && !is_free {
        // The day is said once.
        let mut day = None;
        let mut all = Vec::new();
        for fit in &page.fits {
            let of = w.zone().day_of(fit.starts_at);
            let when = if day == Some(of) {
                w.time(fit.starts_at)
            } else {
                w.when(fit.starts_at, cx.now)
            };
            day = Some(of);
            all.push(format!("{when} {}", fit.place).trim().to_owned());
        }
        let text = w.say(&msg!("booking-form-free", free = all.join("  ·  ")));
        say(c, &text, Role::Dim);
    }
}
