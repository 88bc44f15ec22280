//! The form drawn: two columns, and below them what the booking would come to.

use super::BookingForm;
use super::caller::FIELDS;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role, width};
use ratatui::layout::Rect;

const WHAT: [&str; 8] = [
    FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3], "wish", "work", "notes", "state",
];
const WHEN: [&str; 8] = [
    "day", "at", "length", "bay", "staff", "type", "arrival", "source",
];
/// Rows of the fields, but for the one under the last.
const ROWS: u16 = 15;
/// Rows of the fields that are never given away: four of each column.
const FEWEST: u16 = 8;

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
    let room = area.width.saturating_sub(2);
    let told = outcome(page, room, cx);
    let free = area.bottom().saturating_sub(top);
    // What there is to say stands whole; the fields scroll where both do not fit.
    let needed = u16::try_from(told.len()).unwrap_or(free);
    let rows = (ROWS + 1)
        .min(free.saturating_sub(needed).max(FEWEST))
        .min(free);
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
    for (y, (text, ink)) in (top + rows..area.bottom()).zip(&told) {
        c.text(area.x + 1, y, room, text, (Role::Surface, *ink));
    }
    page.form.draw_open(c, words);
}

/// What it comes to, what to say to the customer, and the next free places.
fn outcome(page: &BookingForm, room: u16, cx: &Cx) -> Vec<(String, Role)> {
    let w = &cx.words;
    let mut all: Vec<(String, Role)> = Vec::new();
    let mut say = |text: &str, ink: Role| all.push((text.to_owned(), ink));
    // A narrow column cuts the sentence under its field: here it stands whole.
    let focus = page.form.focus();
    let wrong = std::iter::once(focus)
        .chain(WHEN)
        .find_map(|n| page.form.error(n));
    if let Some(why) = wrong {
        say(&format!("{} {}", cx.marks.alert, w.say(why)), Role::Bad);
    }
    if let Some(twin) = page.caller.twin_said() {
        say(&format!("{} {}", cx.marks.alert, w.say(&twin)), Role::Warn);
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
                say(&text, Role::Bad);
            }
            None => {
                let text = w.say(&msg!(
                    "booking-form-quote",
                    from = from,
                    to = to,
                    place = quote.place.clone()
                ));
                say(&format!("{} {text}", cx.marks.ok), Role::Good);
            }
        }
        let zone = w.zone();
        if zone.day_of(quote.starts_at) != zone.day_of(quote.ends_at) {
            let text = w.say(&msg!(
                "booking-form-days",
                work = w.minutes(quote.minutes),
                until = w.when(quote.ends_at, cx.now)
            ));
            say(&format!("{} {text}", cx.marks.alert), Role::Warn);
        }
    }
    // Short ones share a line: there may be many, and few rows.
    let mut line = String::new();
    for said in page.needs(cx).iter().chain(&page.warnings) {
        let text = format!("{} {}", cx.marks.alert, w.say(said));
        let both = width::cells(&line) + width::cells(&text) + 3;
        if !line.is_empty() && both <= usize::from(room) {
            line = format!("{line}   {text}");
        } else {
            if !line.is_empty() {
                say(&line, Role::Warn);
            }
            line = text;
        }
    }
    if !line.is_empty() {
        say(&line, Role::Warn);
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
        say(&text, Role::Dim);
    }
    all
}
