//! What would happen, said before the booking is made: the place, the time, the warnings.

use super::claim::{first_in_way, fits};
use super::order::{Order, Slot};
use super::rules::{Ground, bookable, kind, may_call_in, may_overbook};
use super::tools::tools_named;
use crate::desk::job::{Covered, PutOffSum, still_covered};
use crate::desk::{Actor, Desk, Fit, Result};
use crate::domain::permission::Permission;
use crate::domain::{BayId, BookingId, Msg, Span, StaffId, Ts, msg};
use crate::store::Db;
use crate::store::bookings::{self, Kind};
use crate::store::estimate::deferred;

/// What a person has to hold, with a reason, for this booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It lies in the past.
    Backdate,
    /// The day would be fuller than the target.
    Overbook,
    /// Whoever is to do it is away then.
    Away,
}

/// An order, looked at and not yet booked.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC), over as many working days as it takes.
    pub ends_at: Ts,
    /// Minutes of working time.
    pub minutes: i64,
    /// The bay it would stand in.
    pub bay: Option<BayId>,
    /// Its name.
    pub place: String,
    /// Who has the time, and the next free places; `None` if it is free.
    pub taken: Option<(Msg, Vec<Fit>)>,
    /// What to say to the customer before booking.
    pub warnings: Vec<Msg>,
    /// What it takes beyond `booking.edit`.
    pub needs: Vec<Need>,
}

impl Desk {
    /// Looks at an order without booking it.
    ///
    /// # Errors
    /// Those of [`Desk::book`], except that a taken time is part of the answer.
    pub async fn quote(&self, by: &Actor, order: &Order) -> Result<Quote> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        bookable(&mut db, &ground, order.customer, order.vehicle).await?;
        self.look_over(&mut db, &ground, order).await
    }

    /// The same for somebody who is not on record yet: only time and place are looked at.
    ///
    /// # Errors
    /// As [`Desk::quote`].
    pub async fn quote_unknown(&self, by: &Actor, order: &Order) -> Result<Quote> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        self.look_over(&mut db, &ground, order).await
    }

    /// What to know about customer and vehicle before anything is agreed; the time of the order is
    /// only what an inspection is measured by.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn worth_knowing(&self, by: &Actor, order: &Order) -> Result<Vec<Msg>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        warnings(&mut db, &ground, order, None).await
    }

    async fn look_over(&self, db: &mut impl Db, ground: &Ground, order: &Order) -> Result<Quote> {
        let kind = kind(db, order.kind).await?;
        let slot = self.slot_of(db, ground, &kind, order).await?;
        let mut laid = ground.lay(kind, order.vehicle, slot, order.arrival)?;
        let open = laid.wanted.bay.is_none();
        if open {
            let whole = Span {
                start: laid.starts_at(),
                end: laid.ends_at(),
            };
            let taken = bookings::taken(db, ground.site, whole, ground.now).await?;
            let first = ground.bays_for(&laid.kind).first().map(|b| b.id);
            laid.wanted.bay = ground.free_bay(&laid, &taken).or(first);
        }
        laid.tools = tools_named(db, order).await?;
        let in_way = match first_in_way(db, ground, &laid, None).await? {
            Some(who) => Some((who, fits(db, ground, &laid, open, None).await?)),
            None => None,
        };
        let needs = self.needs(db, ground, &laid, None).await?;
        let mut told = warnings(db, ground, order, None).await?;
        let skills = bookings::skills_of_work(db, &order.canned).await?;
        told.extend(self.skills_over(db, ground, &laid, &skills, None).await?);
        Ok(Quote {
            starts_at: laid.starts_at(),
            ends_at: laid.ends_at(),
            minutes: laid.minutes,
            bay: laid.wanted.bay,
            place: place(ground, laid.wanted.bay),
            taken: in_way,
            warnings: told,
            needs,
        })
    }

    /// The slot of an order, with its length: what was said, else the planned labour on the grid, else the
    /// preset.
    pub(super) async fn slot_of(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        kind: &Kind,
        order: &Order,
    ) -> Result<Slot> {
        let minutes = match order.minutes {
            Some(minutes) => minutes,
            None => {
                let mut planned = 0;
                for job in &order.canned {
                    planned += bookings::planned_minutes(db, *job).await?;
                }
                if planned > 0 {
                    ground.on_grid(planned + kind.buffer_min)
                } else {
                    kind.duration_min
                }
            }
        };
        Ok(Slot {
            starts_at: order.starts_at,
            minutes: Some(minutes),
            bay: order.bay,
            staff: order.staff,
        })
    }

    /// Whether a booking is beyond what the house has hours for, or takes somebody who is away; only who may, and says
    /// why, goes on.
    pub(super) async fn may_strain(
        &self,
        db: &mut impl Db,
        by: &Actor,
        ground: &Ground,
        laid: &super::rules::Laid,
        but: Option<BookingId>,
        reason: &str,
    ) -> Result<bool> {
        if ground.is_away(laid) {
            may_call_in(by, reason)?;
            return Ok(true);
        }
        let is_over = self.is_over(db, ground, laid, but).await?;
        if is_over {
            may_overbook(by, reason)?;
        }
        Ok(is_over)
    }
}

/// The name of a bay, or nothing.
pub(super) fn place(ground: &Ground, bay: Option<BayId>) -> String {
    bay.and_then(|id| ground.bay(id))
        .map(|b| b.name.clone())
        .unwrap_or_default()
}

/// What to know before booking: visits missed, money owed, a job or a booking that is open, an inspection that
/// runs out before the day, a mechanic who does not work then.
pub(super) async fn warnings(
    db: &mut impl Db,
    ground: &Ground,
    order: &Order,
    but: Option<BookingId>,
) -> Result<Vec<Msg>> {
    let mut all = Vec::new();
    let today = ground.zone.day_of(ground.now);
    let day = ground.zone.day_of(order.starts_at);
    if let Some(who) = bookings::customer_facts(db, order.customer, today).await? {
        if who.no_shows > 0 {
            all.push(msg!(
                "booking-warn-no-shows",
                name = who.name.clone(),
                count = who.no_shows
            ));
        }
        if who.overdue.is_positive() {
            all.push(msg!(
                "booking-warn-overdue",
                name = who.name,
                amount = who.overdue
            ));
        }
    }
    if let Some(vehicle) = order.vehicle {
        for (_, number) in bookings::open_jobs(db, vehicle).await? {
            all.push(msg!("booking-warn-open-job", number = number));
        }
        for (_, number, at) in bookings::open_bookings(db, vehicle, ground.now, but).await? {
            all.push(msg!("booking-warn-open-booking", number = number, at = at));
        }
        let (count, amount) = deferred::sum_of(db, vehicle).await?;
        all.extend(PutOffSum { count, amount }.msg());
        let covered = still_covered(db, ground.zone, vehicle, (day, None)).await?;
        let again = |c: &&Covered| c.canned.is_some_and(|id| order.canned.contains(&id));
        if let Some(c) = covered.iter().find(again) {
            all.push(msg!(
                "booking-warn-warranty",
                work = &c.title,
                number = &c.number,
                until = c.until()
            ));
        }
        let car = bookings::vehicle_facts(db, vehicle).await?;
        let recall = car.as_ref().map(|c| c.recall.as_str());
        if let Some(recall) = recall.filter(|r| !r.is_empty()) {
            all.push(msg!("booking-warn-recall", recall = recall));
        }
        if let Some(due) = car
            .and_then(|c| c.inspection_due_on)
            .filter(|due| *due <= day)
        {
            all.push(msg!("booking-warn-inspection", due = due));
        }
    }
    all.extend(absent(ground, order.staff, order.starts_at));
    Ok(all)
}

/// That the mechanic does not work that day, or is away at that time.
pub(super) fn absent(ground: &Ground, staff: Option<StaffId>, at: Ts) -> Option<Msg> {
    let who = staff?;
    let name = ground.mechanics.iter().find(|m| m.id == who);
    let name = name.map(|m| m.name.clone()).unwrap_or_default();
    let day = ground.zone.day_of(at);
    if ground.week_of(staff).on(day).is_none() {
        return Some(msg!("booking-warn-off", name = name, day = day));
    }
    let away = ground.away(who);
    let gone = away.iter().find(|a| a.contains(at))?;
    Some(msg!("booking-warn-away", name = name, until = gone.end))
}
