//! A move that is only tried: what would be in the way there, how full the day would be, whether the promise would
//! hold. Nothing is written.

use super::claim::first_in_way;
use super::crowd::Crowd;
use super::order::Slot;
use super::quote::{Need, absent, place};
use super::rules::{Ground, kind};
use super::shift::laid_at;
use super::tools::tools_of;
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::booking::{Event, Status};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, Msg, Span, Ts};
use crate::store::bookings;

/// What would come of a move.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC), over as many working days as it takes.
    pub ends_at: Ts,
    /// The bay it would stand in, or empty.
    pub place: String,
    /// Who has the time, or why it cannot be then; `None` where it can.
    pub in_way: Option<Msg>,
    /// How full its first day is without it and would be with it, in percent of the hours there are.
    pub load: Option<(i64, i64)>,
    /// What was promised to the customer (UTC), and whether it would be done by then.
    pub promise: Option<(Ts, bool)>,
    /// What to know: a mechanic who is away, a skill that is asked for too much.
    pub warnings: Vec<Msg>,
    /// What it takes beyond `booking.edit`.
    pub needs: Vec<Need>,
}

impl Desk {
    /// What a move would come to, without moving anything.
    ///
    /// # Errors
    /// `Refused` when the booking is here or over; that it cannot be there is part of the answer.
    pub async fn what_if(&self, by: &Actor, id: BookingId, to: Slot) -> Result<WhatIf> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let booking = self.booking_of(&mut db, by, id).await?;
        let (from, _) = self.slot_now(&mut db, &booking).await?;
        let to = Slot {
            minutes: to.minutes.or(from.minutes),
            ..to
        };
        let here = booking.status == Status::CheckedIn && to.starts_at == from.starts_at;
        if !here {
            booking
                .status
                .next(Event::Move)
                .map_err(|e| Error::Refused(e.msg()))?;
        }
        let promised = bookings::around(&mut db, id)
            .await?
            .and_then(|a| a.promised_at);
        let kind = kind(&mut db, booking.booking_type_id).await?;
        let mut laid = match laid_at(&ground, &booking, kind, (from, to)) {
            Ok(laid) => laid,
            Err(Error::Invalid { why, .. }) => {
                let minutes = to.minutes.unwrap_or_default();
                return Ok(WhatIf {
                    starts_at: to.starts_at,
                    ends_at: to.starts_at.plus_minutes(minutes),
                    place: place(&ground, to.bay),
                    in_way: Some(why),
                    load: None,
                    promise: None,
                    warnings: Vec::new(),
                    needs: Vec::new(),
                });
            }
            Err(e) => return Err(e),
        };
        laid.tools = tools_of(&mut db, id).await?;
        if laid.wanted.bay.is_none() {
            let whole = Span {
                start: laid.starts_at(),
                end: laid.ends_at(),
            };
            let mut taken = bookings::taken(&mut db, ground.site, whole, ground.now).await?;
            taken.retain(|t| t.booking_id != Some(id));
            let first = ground.bays_for(&laid.kind).first().map(|b| b.id);
            laid.wanted.bay = ground.free_bay(&laid, &taken).or(first);
        }
        let crowd = self.crowd(&mut db, &ground, &laid, Some(id)).await?;
        let mut warnings: Vec<Msg> = absent(&ground, laid.wanted.staff, laid.starts_at())
            .into_iter()
            .collect();
        warnings.extend(self.its_skills_over(&mut db, &ground, &laid, id).await?);
        let mut needs = self.needs(&mut db, &ground, &laid, Some(id)).await?;
        if to.starts_at == from.starts_at {
            // Nobody is asked again for what was agreed.
            needs.clear();
        }
        Ok(WhatIf {
            starts_at: laid.starts_at(),
            ends_at: laid.ends_at(),
            place: place(&ground, laid.wanted.bay),
            in_way: first_in_way(&mut db, &ground, &laid, Some(id)).await?,
            load: crowd
                .first()
                .filter(|c| c.hours > 0)
                .copied()
                .map(Crowd::percent),
            promise: promised.map(|at| (at, laid.ends_at() <= at)),
            warnings,
            needs,
        })
    }
}
