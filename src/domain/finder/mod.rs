//! Where work fits first: the day, the bay, the person and the tool, ranked, with the reasons.
//!
//! Pure: whoever asks says what is open, who is there and what is taken. Nothing is booked here, and what is found
//! may be gone a moment later.

use chrono::Days;

use super::calendar::{Shift, Starts, Week};
use super::time::weekday;
use super::{BayId, EquipmentId, Span, StaffId, Ts, Zone};

/// Somebody else than the one wished for counts as so many minutes later: a day.
const OTHER_HAND: i64 = 24 * 60;
/// Another bay than the one wished for counts as so many minutes later.
const OTHER_PLACE: i64 = 2 * 60;

/// A bay that can take the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub id: BayId,
    /// What is taken of it.
    pub taken: Vec<Span>,
    /// Whether it was wished for.
    pub wished: bool,
}

/// Somebody who can do the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who.
    pub id: StaffId,
    /// Their own hours; none: while the house is open.
    pub shifts: Vec<Shift>,
    /// When they are away.
    pub away: Vec<Span>,
    /// When they have work.
    pub taken: Vec<Span>,
    /// How well they can do it: 1 learning, 2 able, 3 master; 0 where no skill was asked for.
    pub level: i64,
    /// Whether they were wished for.
    pub wished: bool,
}

/// A piece of equipment that will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// Which.
    pub id: EquipmentId,
    /// What is taken of it.
    pub taken: Vec<Span>,
}

/// Whether something is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// It must be there.
    Must,
    /// It is named where it is there.
    May,
    /// It is not looked for.
    Not,
}

/// What is looked for, and what there is.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// When the house is open.
    pub week: &'a Week,
    /// Its zone.
    pub zone: Zone,
    /// How long the work is, in minutes.
    pub minutes: i64,
    /// What its type asks of the start.
    pub starts: Starts,
    /// From when on (UTC).
    pub from: Ts,
    /// No start at this instant or later (UTC).
    pub until: Ts,
    /// When the vehicle is elsewhere.
    pub vehicle: Vec<Span>,
    /// The bays that will do, in the order of the workshop.
    pub places: Vec<Place>,
    /// Whether a bay is needed.
    pub place: Needs,
    /// The people who can do it.
    pub hands: Vec<Hand>,
    /// Whether somebody must be named.
    pub hand: Needs,
    /// The equipment that will do.
    pub tools: Vec<Tool>,
    /// Whether equipment is needed.
    pub tool: Needs,
}

/// Why this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing fits sooner.
    Soonest,
    /// The person wished for has the time.
    Wished(StaffId),
    /// The person wished for has other work then.
    Busy(StaffId),
    /// The person wished for is not there then.
    Away(StaffId),
    /// They can do it as well as anybody: a master.
    Master(StaffId),
    /// They are still learning it.
    Learning(StaffId),
    /// The bay wished for is free.
    Place(BayId),
    /// The bay wished for is taken then.
    PlaceTaken(BayId),
    /// Nobody has the time yet: somebody is named later.
    Nobody,
    /// It goes on over so many days.
    Days(i64),
}

/// A place that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// In order, one a day; never empty.
    pub spans: Vec<Span>,
    /// Where.
    pub place: Option<BayId>,
    /// Who.
    pub hand: Option<StaffId>,
    /// With what.
    pub tool: Option<EquipmentId>,
    /// Why this one, the weightiest first.
    pub why: Vec<Why>,
    /// What it is ranked by: minutes from [`Ask::from`], with what is not as wished counted as later.
    pub rank: i64,
}

impl Found {
    /// When it begins.
    #[must_use]
    pub fn starts_at(&self) -> Ts {
        self.spans.first().map_or(Ts(0), |s| s.start)
    }

    /// When it ends.
    #[must_use]
    pub fn ends_at(&self) -> Ts {
        self.spans.last().map_or(Ts(0), |s| s.end)
    }
}

/// The best `n` places that fit, the best first. Each start is there once, with who and what suits it best.
#[must_use]
pub fn find(ask: &Ask<'_>, n: usize) -> Vec<Found> {
    let mut found: Vec<Found> = starts(ask).filter_map(|start| at(ask, start)).collect();
    let first = found.iter().map(Found::starts_at).min();
    for one in &mut found {
        if Some(one.starts_at()) == first {
            one.why.insert(0, Why::Soonest);
        }
    }
    found.sort_by_key(|f| (f.rank, f.starts_at()));
    found.truncate(n);
    found
}

/// All starts there could be, in order.
fn starts<'a>(ask: &'a Ask<'_>) -> impl Iterator<Item = Ts> + 'a {
    let first = ask.zone.day_of(ask.from);
    let last = ask.zone.day_of(ask.until);
    (0..)
        .map_while(move |n| first.checked_add_days(Days::new(n)))
        .take_while(move |day| *day <= last)
        .filter_map(move |day| ask.week.on(day).map(|hours| (day, hours)))
        .flat_map(move |(day, hours)| {
            ask.starts
                .of_day(hours)
                .map(move |minute| ask.zone.at(day, minute))
        })
        .filter(move |start| *start >= ask.from && *start < ask.until)
}

/// What fits at one start, if anything does.
fn at(ask: &Ask<'_>, start: Ts) -> Option<Found> {
    let spans = laid(ask, start)?;
    if taken(&ask.vehicle, &spans) {
        return None;
    }
    let mut why = Vec::new();
    let mut rank = ask.from.minutes_until(start);
    let place = free_place(ask, &spans);
    if place.is_none() && ask.place == Needs::Must {
        return None;
    }
    let hand = free_hand(ask, &spans);
    if hand.is_none() && ask.hand == Needs::Must {
        return None;
    }
    let tool = ask.tools.iter().find(|t| !taken(&t.taken, &spans));
    if tool.is_none() && ask.tool == Needs::Must {
        return None;
    }
    if let Some(wished) = ask.hands.iter().find(|h| h.wished) {
        if hand.is_some_and(|h| h.wished) {
            why.push(Why::Wished(wished.id));
        } else {
            rank += OTHER_HAND;
            why.push(if is_there(ask, wished, &spans) {
                Why::Busy(wished.id)
            } else {
                Why::Away(wished.id)
            });
        }
    }
    if let Some(wished) = ask.places.iter().find(|p| p.wished) {
        if place.is_some_and(|p| p.wished) {
            why.push(Why::Place(wished.id));
        } else {
            rank += OTHER_PLACE;
            why.push(Why::PlaceTaken(wished.id));
        }
    }
    match hand {
        Some(h) if h.level >= 3 => why.push(Why::Master(h.id)),
        Some(h) if h.level == 1 => why.push(Why::Learning(h.id)),
        None if ask.hand == Needs::May => why.push(Why::Nobody),
        _ => {}
    }
    if spans.len() > 1 {
        why.push(Why::Days(i64::try_from(spans.len()).unwrap_or(i64::MAX)));
    }
    Some(Found {
        place: place.map(|p| p.id),
        hand: hand.map(|h| h.id),
        tool: tool.map(|t| t.id),
        spans,
        why,
        rank,
    })
}

/// The work from that start on. What a day holds is not torn over two of them.
fn laid(ask: &Ask<'_>, start: Ts) -> Option<Vec<Span>> {
    if ask.minutes <= 0 {
        return None;
    }
    let spans = ask.week.spread(ask.zone, start, ask.minutes);
    let torn = ask.minutes > ask.week.longest();
    let whole = if torn {
        !spans.is_empty()
    } else {
        spans.len() == 1 && spans.iter().all(|s| ask.week.covers(ask.zone, *s))
    };
    whole.then_some(spans)
}

/// The bay wished for, else the first that is free.
fn free_place<'a>(ask: &'a Ask<'_>, spans: &[Span]) -> Option<&'a Place> {
    if ask.place == Needs::Not {
        return None;
    }
    let mut free = ask.places.iter().filter(|p| !taken(&p.taken, spans));
    let first = free.next()?;
    Some(if first.wished {
        first
    } else {
        free.find(|p| p.wished).unwrap_or(first)
    })
}

/// Whoever was wished for; else who can do it best, and of those who has least to do that day.
fn free_hand<'a>(ask: &'a Ask<'_>, spans: &[Span]) -> Option<&'a Hand> {
    if ask.hand == Needs::Not {
        return None;
    }
    let day = spans
        .first()
        .map(|s| ask.zone.day_span(ask.zone.day_of(s.start)));
    let busy = |hand: &Hand| -> i64 {
        let that_day = hand
            .taken
            .iter()
            .filter(|t| day.is_some_and(|d| d.overlaps(**t)));
        that_day.map(|t| t.minutes()).sum()
    };
    ask.hands
        .iter()
        .filter(|h| is_there(ask, h, spans) && !taken(&h.taken, spans))
        .min_by_key(|h| (!h.wished, -h.level, busy(h)))
}

/// Whether somebody works then: within the first and the last of their hours of the day, and not away. Work over
/// several days needs them on each of those, from when they come.
fn is_there(ask: &Ask<'_>, hand: &Hand, spans: &[Span]) -> bool {
    if taken(&hand.away, spans) {
        return false;
    }
    if hand.shifts.is_empty() {
        return true;
    }
    spans.iter().all(|span| {
        let day = ask.zone.day_of(span.start);
        let mine = || hand.shifts.iter().filter(|s| s.weekday == weekday(day));
        let from = mine().map(|s| s.from).min();
        let to = mine().map(|s| s.to).max();
        let Some((from, to)) = from.zip(to) else {
            return false;
        };
        let hours = Span {
            start: ask.zone.at(day, from),
            end: ask.zone.at(day, to),
        };
        if spans.len() > 1 {
            hours.overlaps(*span)
        } else {
            hours.start <= span.start && span.end <= hours.end
        }
    })
}

fn taken(busy: &[Span], spans: &[Span]) -> bool {
    busy.iter().any(|b| spans.iter().any(|s| s.overlaps(*b)))
}

#[cfg(test)]
mod tests;
