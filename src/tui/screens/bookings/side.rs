//! The cards beside the day: the chosen booking, what waits for a yes, the day in short.

use super::{Diary, grid};
use crate::desk::booking::{Block, Card as Booking, Look, Sheet};
use crate::domain::job;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::{Card, card};
use ratatui::layout::Rect;

pub(super) fn draw(diary: &Diary, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(sheet) = &diary.sheet else { return };
    let mut cards = Vec::new();
    if let Some(block) = diary.chosen() {
        let known = diary
            .card
            .as_ref()
            .filter(|k| Some(k.booking.id) == block.booking);
        cards.push(chosen(block, known, cx));
    }
    if !sheet.requests.is_empty() {
        cards.push(requests(sheet, cx));
    }
    cards.push(today(sheet, cx));
    card::column(c, area, &cards, false);
}

/// Everything a clerk is asked on the phone about one booking.
pub(super) fn chosen(block: &Block, known: Option<&Booking>, cx: &Cx) -> Card {
    let w = &cx.words;
    let title = super::act::name_of(block);
    let mut card = Card::new(&title).state(grid::state(block.look), &state_word(block, cx));
    card = card.line(vec![(block.customer.clone(), Role::Title)], vec![]);
    if let Some(k) = known {
        if !k.around.phone.is_empty() {
            card = card.text(&k.around.phone, Role::Text);
        }
        let car = [k.around.make.as_str(), k.around.model.as_str()].join(" ");
        let car = match k.around.year {
            Some(year) => format!("{car} {year}"),
            None => car,
        };
        if !car.trim().is_empty() {
            card = card.text(car.trim(), Role::Text);
        }
        if let Some(odometer) = k.around.odometer {
            card = card.text(
                &format!("{} {}", w.count(odometer), k.around.odometer_unit),
                Role::Dim,
            );
        }
    } else if !block.car.is_empty() {
        card = card.text(&block.car, Role::Text);
    }
    card = card
        .gap()
        .pair(&w.word("bookings-label-time"), &w.span(block.span))
        .pair(&w.word("bookings-label-work"), &block.work);
    if !block.mechanic.is_empty() {
        card = card.pair(&w.word("bookings-label-who"), &block.mechanic);
    }
    if let Some(promised) = block.promised_at {
        card = card.pair(&w.word("bookings-label-promise"), &w.when(promised, cx.now));
    }
    if let Some(k) = known {
        card = card.pair(&w.word("bookings-label-number"), &k.booking.number);
        if !k.booking.notes.is_empty() {
            card = card.pair(&w.word("bookings-label-note"), &k.booking.notes);
        }
        for warning in &k.warnings {
            let text = format!("{} {}", cx.marks.alert, w.say(warning));
            card = card.text(&text, Role::Warn);
        }
    }
    if let Some(note) = &block.note {
        let ink = if block.warns { Role::Warn } else { Role::Dim };
        let mark = if block.warns {
            format!("{} ", cx.marks.alert)
        } else {
            String::new()
        };
        card = card.text(&format!("{mark}{}", w.say(note)), ink);
    }
    card
}

/// The word on the chip: how far the job is once the vehicle is here, else the booking.
pub(super) fn state_word(block: &Block, cx: &Cx) -> String {
    let job = block
        .job_status
        .filter(|s| *s != job::Status::Planned && *s != job::Status::Cancelled);
    match (block.look, job, block.status) {
        (Look::Late, ..) => cx.words.word("bookings-late"),
        // The chip shares its row with the plate: one short word.
        (Look::InBay, ..) => cx.words.word("bookings-in-bay"),
        (_, Some(job), _) => cx.words.say(&job.label()),
        (_, None, Some(status)) => cx.words.say(&status.label()),
        (_, None, None) => String::new(),
    }
}

fn requests(sheet: &Sheet, cx: &Cx) -> Card {
    let count = i64::try_from(sheet.requests.len()).unwrap_or(0);
    let mut card =
        Card::new(&cx.words.word("bookings-requests")).aside(&cx.words.count(count), Role::Dim);
    for asked in sheet.requests.iter().take(4) {
        let when = cx
            .words
            .day_near(cx.words.zone().day_of(asked.at), cx.today());
        card = card.line(
            vec![(asked.who.clone(), Role::Text)],
            vec![(when, Role::Dim)],
        );
    }
    card
}

/// What is late, what waits for a yes, what is ready to be collected.
fn today(sheet: &Sheet, cx: &Cx) -> Card {
    let w = &cx.words;
    let title = if sheet.day == cx.today() {
        w.word("bookings-today")
    } else {
        w.day_near(sheet.day, cx.today())
    };
    let full = w.say(&crate::msg!(
        "bookings-full",
        percent = w.percent(sheet.percent)
    ));
    let mut card = Card::new(&title).aside(&full, Role::Dim);
    let blocks = || {
        sheet
            .lanes
            .iter()
            .flat_map(|l| &l.blocks)
            .filter(|b| b.booking.is_some())
    };
    let mut calm = true;
    for late in blocks().filter(|b| b.look == Look::Late).take(3) {
        let label = format!("{} {} ", cx.marks.alert, w.word("bookings-late-short"));
        let over = late.over_min.map(|m| w.minutes(m)).unwrap_or_default();
        card = card.line(
            vec![(label, Role::Late), (super::act::name_of(late), Role::Text)],
            vec![(over, Role::Late)],
        );
        calm = false;
    }
    for missing in blocks().filter(|b| b.warns).take(4) {
        let note = missing.note.as_ref().map(|n| w.say(n)).unwrap_or_default();
        card = card.line(
            vec![
                (format!("{} ", cx.marks.alert), Role::Warn),
                (super::act::name_of(missing), Role::Text),
            ],
            vec![(note, Role::Warn)],
        );
        calm = false;
    }
    let ready = blocks()
        .filter(|b| b.job_status == Some(job::Status::Ready))
        .count();
    if ready > 0 {
        let text = w.say(&crate::msg!("bookings-ready", count = ready));
        card = card.text(&text, Role::Text);
        calm = false;
    }
    if calm {
        card = card.text(&w.word("bookings-nothing-waits"), Role::Dim);
    }
    card
}
