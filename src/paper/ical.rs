//! Entries for other people's calendars (RFC 5545): the diary as files to subscribe to, and the one a customer
//! takes over from a letter. Times are UTC, so every reader shows its own.

use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::desk::Site;
use crate::desk::booking::{Card, Entry, Feed};
use crate::domain::{Span, Ts, msg};
use crate::words::{Words, clean};

/// Who writes these files.
const MAKER: &str = "-//forecourt//diary//EN";
/// Behind the keys of entries, so that those of other programs differ.
const HOUSE: &str = "forecourt";

/// The calendar of a bay or a mechanic.
#[must_use]
pub fn feed(feed: &Feed, site: &Site, words: &Words) -> String {
    let mut calendar = empty();
    calendar.name(&clean(&format!("{} ({})", feed.name, site.name)));
    // A reader looks again as often as it is written.
    calendar.append_property(Property::new("X-PUBLISHED-TTL", "PT1H"));
    for e in &feed.entries {
        calendar.push(event(e, feed.at, words));
    }
    calendar.to_string()
}

/// A booking for the customer's own calendar.
#[must_use]
pub fn booking(card: &Card, workshop: &str, site: &Site, at: Ts, words: &Words) -> String {
    let (b, around) = (&card.booking, &card.around);
    let car = [&around.plate, &around.make, &around.model];
    let car: Vec<&str> = car.into_iter().map(|s| s.trim()).collect();
    let entry = Entry {
        key: format!("booking-{}", b.id),
        version: b.moves,
        span: Span {
            start: b.starts_at,
            end: b.ends_at,
        },
        title: msg!("calendar-booking", workshop = workshop, car = car.join(" ")),
        detail: format!("{} {}\n{}", b.number, b.wish, site.phone),
        place: site.address.replace('\n', ", "),
    };
    let mut calendar = empty();
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.push(event(&entry, at, words));
    calendar.to_string()
}

fn empty() -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", MAKER),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar
}

fn event(e: &Entry, at: Ts, words: &Words) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@{HOUSE}", e.key))
        .sequence(u32::try_from(e.version).unwrap_or(0))
        .timestamp(at.utc())
        .summary(&clean(&words.say(&e.title)))
        .starts(e.span.start.utc())
        .ends(e.span.end.utc());
    let lines: Vec<_> = e.detail.lines().map(clean).collect();
    if !e.detail.trim().is_empty() {
        event.description(lines.join("\n").trim());
    }
    if !e.place.is_empty() {
        event.location(&clean(&e.place));
    }
    event.done()
}
