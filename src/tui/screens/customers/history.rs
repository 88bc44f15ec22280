//! Rows of what happened: bookings to come or fallen through, visits, documents. The same on a customer's page and
//! on a vehicle's.

use crate::desk::customers::{BookingHit, DeferredHit, InspectionHit, InvoiceHit, JobHit};
use crate::domain::{invoice, msg};
use crate::tui::cx::Cx;
use crate::tui::look::Role;
use crate::tui::screens::Place;
use crate::tui::screens::record::Entry;
use crate::tui::widgets::Row;
use crate::tui::widgets::window_table::Cell;

/// A booking; one that fell through stands one step back.
pub(super) fn booking(b: &BookingHit, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let status = w.say(&b.status.label());
    Row::new(
        Entry::of("booking", b.id.0, Place::Booking(b.id)),
        [
            w.word("find-booking"),
            b.number.clone(),
            sentence(&[&b.plate, &b.wish, &status]),
            w.day_near(w.zone().day_of(b.starts_at), cx.today()),
        ],
    )
    .faint(!b.status.blocks())
}

/// A visit.
pub(super) fn job(j: &JobHit, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let title = j.title.clone().unwrap_or_default();
    let status = w.say(&j.status.label());
    Row::new(
        Entry::of("job", j.id.0, Place::Job(j.id)),
        [
            w.word("customers-job"),
            j.number.clone(),
            sentence(&[&j.plate, &title, &status]),
            w.day_near(w.zone().day_of(j.created_at), cx.today()),
        ],
    )
}

/// An invoice or a credit note, with what is left to pay.
pub(super) fn document(i: &InvoiceHit, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let owed = i.kind == invoice::Kind::Invoice && i.open.is_positive();
    let open = if owed {
        Cell::inked(w.say(&msg!("customers-open", amount = i.open)), Role::Warn)
    } else {
        Cell::default()
    };
    let issued = i.issued_on.map(|d| w.day_near(d, cx.today()));
    Row::new(
        Entry::of("invoice", i.id.0, Place::Invoice(i.id)),
        [
            Cell::from(w.say(&i.kind.label())),
            Cell::from(i.number.clone()),
            open,
            Cell::from(issued.unwrap_or_default()),
            Cell::from(w.amount(i.total)),
        ],
    )
}

/// Work that was put off; what is settled stands one step back.
pub(super) fn deferred(d: &DeferredHit, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let status = w.say(&d.status.label());
    Row::new(
        Entry::of("deferred", d.id.0, Place::Job(d.job_id)),
        [
            w.word("vehicle-row-deferred"),
            w.amount(d.amount_minor),
            sentence(&[&d.title, &status]),
            w.day_near(w.zone().day_of(d.at), cx.today()),
        ],
    )
    .faint(!d.status.is_open())
}

/// An inspection; it opens its visit.
pub(super) fn inspection(i: &InspectionHit, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let status = w.say(&i.status.label());
    Row::new(
        Entry::of("inspection", i.id.0, Place::Job(i.job_id)),
        [
            w.word("vehicle-row-inspection"),
            i.title.clone(),
            sentence(&[&status, &i.summary]),
            w.day_near(w.zone().day_of(i.started_at), cx.today()),
        ],
    )
}

/// The words there are, parted by dots.
pub(super) fn sentence(words: &[&str]) -> String {
    let said = words.iter().filter(|w| !w.trim().is_empty());
    said.copied().collect::<Vec<_>>().join(" · ")
}
