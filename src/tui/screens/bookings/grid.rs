//! The desk's sheet in words, as the lane grid wants it.

use crate::desk::booking::{Block, Lane, Look, Sheet};
use crate::domain::booking::Status;
use crate::domain::{BookingId, Span};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::Role;
use crate::tui::widgets::State;
use crate::tui::widgets::lane_grid as widget;

/// The day for the grid.
pub(super) fn sheet(sheet: &Sheet, cx: &Cx) -> widget::Sheet<BookingId> {
    let zone = cx.words.zone();
    let minutes = |span: Span| {
        let from = if zone.day_of(span.start) < sheet.day {
            0
        } else {
            zone.minute_of_day(span.start)
        };
        let to = if zone.day_of(span.end) > sheet.day {
            24 * 60
        } else {
            zone.minute_of_day(span.end)
        };
        (from, to)
    };
    let (mut open, mut close) = sheet
        .hours
        .map_or((8 * 60, 17 * 60), |h| (h.opens, h.closes));
    // What stands outside the hours is seen too: a walk-in after closing, work booked before opening.
    for block in sheet.lanes.iter().flat_map(|l| &l.blocks) {
        let (from, to) = minutes(block.span);
        open = open.min(from.div_euclid(30) * 30);
        close = close.max(((to + 29) / 30 * 30).min(24 * 60));
    }
    let mut blocks = Vec::new();
    let mut closed = Vec::new();
    for (at, lane) in sheet.lanes.iter().enumerate() {
        for block in &lane.blocks {
            let (from, to) = minutes(block.span);
            match block.booking {
                Some(key) => blocks.push(words(block, key, at, (from, to), cx)),
                None => closed.push((at, from, to, reason(block, cx))),
            }
        }
    }
    if sheet.hours.is_none() {
        let reason = sheet
            .exception
            .clone()
            .unwrap_or_else(|| cx.words.word("bookings-closed-day"));
        closed = (0..sheet.lanes.len())
            .map(|at| (at, open, close, reason.clone()))
            .collect();
    }
    let real = sheet
        .lanes
        .iter()
        .filter(|l| l.bay.is_some() || l.staff.is_some())
        .count();
    let today = cx.today();
    widget::Sheet {
        lanes: sheet.lanes.iter().map(|lane| title(lane, cx)).collect(),
        blocks,
        closed: bands(closed, real),
        open,
        close,
        now: match sheet.day.cmp(&today) {
            std::cmp::Ordering::Less => Some(i64::MAX),
            std::cmp::Ordering::Equal => Some(zone.minute_of_day(cx.now)),
            std::cmp::Ordering::Greater => None,
        },
    }
}

fn title(lane: &Lane, cx: &Cx) -> widget::Lane {
    if lane.bay.is_none() && lane.staff.is_none() {
        return widget::Lane {
            title: cx.words.word("bookings-no-place"),
            load: String::new(),
        };
    }
    widget::Lane {
        title: lane.name.clone(),
        load: cx.words.percent(lane.percent),
    }
}

/// What blocks every lane alike is one band over all of them.
fn bands(mut closed: Vec<(usize, i64, i64, String)>, lanes: usize) -> Vec<widget::Closed> {
    let mut all = Vec::new();
    while let Some((lane, from, to, reason)) = closed.first().cloned() {
        let same = |c: &(usize, i64, i64, String)| (c.1, c.2, &c.3) == (from, to, &reason);
        let whole = lanes > 1 && closed.iter().filter(|c| same(c)).count() == lanes;
        if whole {
            closed.retain(|c| !same(c));
        } else {
            closed.remove(0);
        }
        let lane = (!whole).then_some(lane);
        all.push(widget::Closed {
            lane,
            from,
            to,
            reason,
        });
    }
    all
}

fn reason(block: &Block, cx: &Cx) -> String {
    block
        .note
        .as_ref()
        .map(|n| cx.words.say(n))
        .unwrap_or_default()
}

fn words(
    block: &Block,
    key: BookingId,
    lane: usize,
    (from, to): (i64, i64),
    cx: &Cx,
) -> widget::Block<BookingId> {
    let mut lines = Vec::new();
    if !block.plate.is_empty() {
        lines.push((block.customer.clone(), Role::Text));
    }
    lines.push((block.work.clone(), Role::Text));
    if let Some(over) = block.over_min {
        let text = cx
            .words
            .say(&msg!("bookings-over", over = cx.words.minutes(over)));
        lines.push((text, Role::Late));
    }
    if let Some(note) = &block.note {
        let mark = if block.warns {
            format!("{} ", cx.marks.alert)
        } else {
            String::new()
        };
        let ink = if block.warns { Role::Warn } else { Role::Dim };
        let line = (format!("{mark}{}", cx.words.say(note)), ink);
        // What has to be moved is seen in a short block, too.
        if block.moves {
            lines.insert(0, line);
        } else {
            lines.push(line);
        }
    }
    let title = if block.plate.is_empty() {
        &block.customer
    } else {
        &block.plate
    };
    widget::Block {
        key,
        lane,
        from,
        to,
        state: state(block.look),
        agreed: !matches!(block.status, Some(Status::Requested | Status::Held)),
        title: if block.moves {
            format!("{} {title}", cx.marks.alert)
        } else {
            title.clone()
        },
        who: block
            .mechanic
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned(),
        initials: initials(&block.mechanic),
        lines,
    }
}

/// A booking's look is the chip's state.
pub(super) fn state(look: Look) -> State {
    match look {
        Look::Booked => State::Booked,
        Look::InBay => State::InBay,
        Look::Done => State::Done,
        Look::Late => State::Late,
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().next());
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => [first, last].iter().collect(),
        (Some(_), None) => name.chars().take(2).collect(),
        _ => String::new(),
    }
}
