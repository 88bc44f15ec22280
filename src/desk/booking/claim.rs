//! Taking time for oneself: contenders queue, holds that ran out give way, whoever is there has a name.

use super::rules::{Ground, Laid, starts};
use super::tools::tools_busy;
use crate::desk::{Actor, Desk, Entry, Error, Fit, Result};
use crate::domain::booking::{Event, Status};
use crate::domain::{Arg, BookingId, Msg, Span, WaitingId, Zone, msg};
use crate::store::bookings::{self, Blocker, Wanted};
use crate::store::{self, Db, Lock, Tx};

impl Desk {
    /// Chooses the bay where that was left open, and makes sure that nobody has what is wanted. After this the
    /// rows can be written: until the transaction ends nobody else gets here for the same resources.
    pub(super) async fn claim(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        laid: &mut Laid,
        but: Option<BookingId>,
    ) -> Result<()> {
        let open = laid.wanted.bay.is_none();
        let candidates = if open {
            ground.bays_for(&laid.kind)
        } else {
            Vec::new()
        };
        let mut turns: Vec<(Lock, i64)> = candidates.iter().map(|b| (Lock::Bay, b.id.0)).collect();
        turns.extend(laid.wanted.bay.map(|b| (Lock::Bay, b.0)));
        turns.extend(laid.wanted.staff.map(|s| (Lock::Staff, s.0)));
        turns.extend(laid.wanted.vehicle.map(|v| (Lock::Vehicle, v.0)));
        let all_tools = self.tools_for(tx, ground, laid).await?;
        turns.extend(all_tools.iter().map(|t| (Lock::Equipment, t.id.0)));
        tx.lock(turns).await?;
        let whole = Span {
            start: laid.starts_at(),
            end: laid.ends_at(),
        };
        let mut taken = bookings::taken(tx, ground.site, whole, ground.now).await?;
        taken.retain(|t| but.is_none() || t.booking_id != but);
        if !candidates.is_empty() {
            laid.wanted.bay = ground
                .free_bay(laid, &taken)
                .or(candidates.first().map(|b| b.id).filter(|_| !laid.may_wait));
        }
        for span in laid.spans.clone() {
            for gone in bookings::expired_in(tx, laid.wanted, span, ground.now).await? {
                self.expire(tx, by, gone).await?;
            }
            let there = bookings::blockers(tx, laid.wanted, span, but).await?;
            if let Some(first) = there.first() {
                let by = in_the_way(ground.zone, first, span);
                let free = fits(tx, ground, laid, open, but).await?;
                return Err(Error::Taken { by, free });
            }
        }
        self.claim_tools(tx, by, ground, laid, &all_tools, &taken, but)
            .await
    }

    /// Ends a hold that ran out; whoever of the waiting list it was for waits on.
    pub(super) async fn expire(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: BookingId,
    ) -> Result<Option<WaitingId>> {
        if bookings::set_status(tx, id, Status::Held, Status::Expired, "").await? {
            let entry = Entry {
                verb: Event::Expire.as_str(),
                entity: "booking",
                id: id.0,
                old: serde_json::json!({ "status": Status::Held }),
                new: serde_json::json!({ "status": Status::Expired }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            return self.hold_ended(tx, by, id, Status::Expired).await;
        }
        Ok(None)
    }
}

/// The next three places for what was laid, from its start on: in its own bay if that was chosen by a person
/// and soon enough, else in any bay of the kind.
pub(super) async fn fits(
    db: &mut impl Db,
    ground: &Ground,
    laid: &Laid,
    any_bay: bool,
    but: Option<BookingId>,
) -> Result<Vec<Fit>> {
    /// How far ahead is looked, in days: further off nobody wants to hear a proposal on the phone.
    const AHEAD: i64 = 28;
    let from = laid.starts_at().max(ground.now);
    let whole = Span {
        start: from,
        end: from.plus_days(AHEAD),
    };
    let mut taken = bookings::taken(db, ground.site, whole, ground.now).await?;
    taken.retain(|t| but.is_none() || t.booking_id != but);
    let busy = |mine: &dyn Fn(&bookings::Taken) -> bool| -> Vec<Span> {
        taken
            .iter()
            .filter(|t| mine(t))
            .map(super::rules::span)
            .collect()
    };
    let mut shared = Vec::new();
    if let Some(staff) = laid.wanted.staff {
        shared.extend(ground.away(staff));
        shared.extend(busy(&|t| t.staff_id == laid.wanted.staff));
    }
    if laid.wanted.vehicle.is_some() {
        shared.extend(busy(&|t| t.vehicle_id == laid.wanted.vehicle));
    }
    shared.extend(tools_busy(db, ground, laid, &taken).await?);
    let mut bays = ground.bays_for(&laid.kind);
    if !any_bay && let Some(own) = laid.wanted.bay.and_then(|id| ground.bay(id)) {
        // The chosen bay first; another of the kind at the same time is as good an answer.
        bays.retain(|b| b.id != own.id);
        bays.insert(0, own);
    }
    let lanes: Vec<_> = if bays.is_empty() {
        vec![(None, shared)]
    } else {
        bays.iter()
            .map(|bay| {
                let mut spans = busy(&|t| t.bay_id == Some(bay.id));
                spans.extend_from_slice(&shared);
                (Some(*bay), spans)
            })
            .collect()
    };
    let week = ground.week_of(laid.wanted.staff);
    let found = crate::domain::calendar::free_slots_any(
        &week,
        ground.zone,
        &lanes,
        laid.minutes,
        starts(&laid.kind),
        from,
        3,
    );
    Ok(found
        .into_iter()
        .filter(|(_, slot)| slot.span().end <= whole.end)
        .map(|(bay, slot)| Fit {
            starts_at: slot.span().start,
            ends_at: slot.span().end,
            place: bay.map(|b| b.name.clone()).unwrap_or_default(),
            bay: bay.map(|b| b.id),
        })
        .collect())
}

/// The first who has the vehicle, the bay, the mechanic or the equipment in one of the spans, in words.
pub(super) async fn first_in_way(
    db: &mut impl Db,
    ground: &Ground,
    laid: &Laid,
    but: Option<BookingId>,
) -> Result<Option<Msg>> {
    let pieces = laid.tools.iter().map(|piece| Wanted {
        equipment: Some(*piece),
        ..Wanted::default()
    });
    let all: Vec<Wanted> = std::iter::once(laid.wanted).chain(pieces).collect();
    for span in &laid.spans {
        for wanted in &all {
            let there = bookings::blockers(db, *wanted, *span, but).await?;
            if let Some(first) = there.first() {
                return Ok(Some(in_the_way(ground.zone, first, *span)));
            }
        }
    }
    Ok(None)
}

/// Who has it, in words: plate or customer or reason, the place, the time.
pub(super) fn in_the_way(zone: Zone, blocker: &Blocker, wanted: Span) -> Msg {
    let who: Arg = if !blocker.plate.is_empty() {
        blocker.plate.as_str().into()
    } else if !blocker.customer.is_empty() {
        blocker.customer.as_str().into()
    } else {
        super::block::reason(&blocker.reason)
    };
    let place: Arg = match (&blocker.bay, &blocker.staff) {
        (Some(name), _) | (None, Some(name)) => name.as_str().into(),
        (None, None) => msg!("booking-its-own-time").into(),
    };
    let (from, to) = (
        Arg::Time(zone.minute_of_day(blocker.starts_at)),
        Arg::Time(zone.minute_of_day(blocker.ends_at)),
    );
    let day = zone.day_of(blocker.starts_at);
    let mut words = if day == zone.day_of(wanted.start) {
        Msg::new("booking-blocker")
    } else {
        Msg::new("booking-blocker-on").with("day", day)
    };
    words
        .args
        .extend([("who", who), ("place", place), ("from", from), ("to", to)]);
    words
}

/// A refusal of the schema that slipped past [`Desk::claim`] (another program wrote), in words.
pub(super) fn refused(e: store::Error) -> Error {
    match &e {
        store::Error::Rule(rule) if rule.starts_with("ex_occupancy_") => Error::Taken {
            by: msg!("booking-somebody"),
            free: Vec::new(),
        },
        _ => e.into(),
    }
}

/// Writes what a booking takes.
pub(super) async fn occupy(
    tx: &mut Tx,
    ground: &Ground,
    booking: BookingId,
    wanted: Wanted,
    spans: &[Span],
) -> Result<()> {
    bookings::occupy(tx, ground.site, booking, wanted, spans)
        .await
        .map_err(refused)
}
