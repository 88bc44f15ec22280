//! What a booking must keep to and what it is laid over: the site's hours, bays, people.

use chrono::NaiveDate;

use super::order::Slot;
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::booking::Arrival;
use crate::domain::booking::rules::{House, Plan, Problem, check, check_vehicle};
use crate::domain::calendar::{DayHours, Exception, Shift, Starts, Week, presence};
use crate::domain::permission::Permission;
use crate::domain::{
    BayId, BookingTypeId, CustomerId, EquipmentId, SiteId, Span, StaffId, Ts, VehicleId, Zone, msg,
};
use crate::store::Db;
use crate::store::bookings::{self, Bay, Kind, Mechanic, Opening, Taken, Wanted};
use crate::store::resources::{self, Away, Closure};

/// The site as bookings see it: when it is open, where and who works.
pub(super) struct Ground {
    pub site: SiteId,
    pub zone: Zone,
    pub week: Week,
    pub bays: Vec<Bay>,
    pub mechanics: Vec<Mechanic>,
    pub shifts: Vec<Opening>,
    /// Who is away when, from what was asked for on.
    pub absences: Vec<Away>,
    /// Minutes between possible starts.
    pub grid: i64,
    pub now: Ts,
}

/// A slot laid over the open hours.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    pub kind: Kind,
    pub minutes: i64,
    pub spans: Vec<Span>,
    pub wanted: Wanted,
    /// The equipment it takes.
    pub tools: Vec<EquipmentId>,
    /// Whether it may go without a bay when none is free: the vehicle is here and waits.
    pub may_wait: bool,
}

impl Laid {
    pub fn starts_at(&self) -> Ts {
        self.spans.first().map_or(Ts(0), |s| s.start)
    }

    pub fn ends_at(&self) -> Ts {
        self.spans.last().map_or(Ts(0), |s| s.end)
    }
}

impl Ground {
    pub async fn read(desk: &Desk, db: &mut impl Db, site: SiteId) -> Result<Ground> {
        Ground::read_from(desk, db, site, desk.now()).await
    }

    /// The same with what is out of the ordinary from an earlier instant on.
    pub async fn read_from(
        desk: &Desk,
        db: &mut impl Db,
        site: SiteId,
        from: Ts,
    ) -> Result<Ground> {
        let zone = desk.site(site)?.zone;
        let from = from.min(desk.now());
        Ok(Ground {
            site,
            zone,
            week: week_from(db, site, zone.day_of(from)).await?,
            absences: resources::absences_from(db, site, from).await?,
            bays: bookings::bays(db, site).await?,
            mechanics: bookings::mechanics(db, site).await?,
            shifts: bookings::shifts(db, site).await?,
            grid: desk.settings().grid_min(),
            now: desk.now(),
        })
    }

    /// The name of a bay in use.
    pub fn bay(&self, id: BayId) -> Option<&Bay> {
        self.bays.iter().find(|b| b.id == id)
    }

    /// So many minutes of work, rounded up to the steps bookings are made in.
    pub fn on_grid(&self, minutes: i64) -> i64 {
        let steps = minutes.div_euclid(self.grid) + i64::from(minutes.rem_euclid(self.grid) != 0);
        steps * self.grid
    }

    /// The bays a booking of this type may stand in; none when it needs none.
    pub fn bays_for(&self, kind: &Kind) -> Vec<&Bay> {
        match kind.bay_kind {
            Some(wanted) => self.bays.iter().filter(|b| b.kind == wanted).collect(),
            None if kind.makes_job => self.bays.iter().collect(),
            None => Vec::new(),
        }
    }

    /// The hours bookings of a person can lie in: the site's, cut to the person's own where they have any.
    pub fn week_of(&self, staff: Option<StaffId>) -> Week {
        staff.map_or_else(
            || self.week.clone(),
            |who| self.week.within(&self.shifts_of(who)),
        )
    }

    /// When somebody works in a week; nothing: while the house is open.
    pub fn shifts_of(&self, staff: StaffId) -> Vec<Shift> {
        self.shifts
            .iter()
            .filter(|s| s.staff_id == Some(staff))
            .map(shift)
            .collect()
    }

    /// The times somebody is away.
    pub fn away(&self, staff: StaffId) -> Vec<Span> {
        let mine = self.absences.iter().filter(|a| a.staff_id == staff);
        mine.map(away).collect()
    }

    /// Whether it would take somebody while they are away.
    pub fn is_away(&self, laid: &Laid) -> bool {
        let away = laid.wanted.staff.map_or(Vec::new(), |who| self.away(who));
        let mut spans = laid.spans.iter();
        spans.any(|span| away.iter().any(|gone| gone.overlaps(*span)))
    }

    /// Minutes of work a day has: those the mechanics are there, or the bays' while nobody's hours are known.
    pub fn capacity(&self, day: NaiveDate) -> i64 {
        if self.shifts.is_empty() {
            let open = self.week.on(day).map_or(0, DayHours::minutes);
            return open * self.bays.len() as i64;
        }
        let there = |who: StaffId| {
            let (shifts, away) = (self.shifts_of(who), self.away(who));
            presence(&self.week, self.zone, &shifts, &away, day)
        };
        self.mechanics
            .iter()
            .flat_map(|m| there(m.id))
            .map(Span::minutes)
            .sum()
    }

    /// Lays a slot over the hours, or says what is wrong with it.
    pub fn lay(
        &self,
        kind: Kind,
        vehicle: Option<VehicleId>,
        slot: Slot,
        arrival: Arrival,
    ) -> Result<Laid> {
        let minutes = slot.minutes.unwrap_or(kind.duration_min);
        let plan = Plan {
            span: Span::of_minutes(slot.starts_at, minutes),
            arrival,
            starts: starts(&kind),
        };
        // Who may book in the past is asked apart, since it takes a reason too.
        let house = House {
            week: &self.week,
            zone: self.zone,
            now: self.now,
            may_backdate: true,
        };
        // Who walks in is here: the doors are open to them, whatever the hours say.
        if arrival != Arrival::WalkIn {
            check(plan, house).map_err(|p| Error::invalid(field_of(&p), p.msg()))?;
        }
        if minutes <= 0 || minutes % self.grid != 0 {
            return Err(Error::invalid(
                "minutes",
                msg!("booking-bad-length", grid = self.grid),
            ));
        }
        self.known(slot)?;
        let spans = self.week.spread(self.zone, slot.starts_at, minutes);
        if spans.is_empty() {
            return Err(Error::invalid("minutes", msg!("booking-too-long")));
        }
        let wanted = Wanted {
            vehicle,
            staff: slot.staff,
            bay: slot.bay,
            equipment: None,
        };
        Ok(Laid {
            kind,
            minutes,
            spans,
            wanted,
            tools: Vec::new(),
            may_wait: arrival == Arrival::WalkIn,
        })
    }

    /// An archived bay or a person who is gone cannot be booked.
    pub fn known(&self, slot: Slot) -> Result<()> {
        if slot.bay.is_some_and(|id| self.bay(id).is_none()) {
            return Err(Error::invalid("bay", Problem::Resource.msg()));
        }
        if slot
            .staff
            .is_some_and(|id| !self.mechanics.iter().any(|m| m.id == id))
        {
            return Err(Error::invalid("staff", Problem::Resource.msg()));
        }
        Ok(())
    }

    /// The first bay of the type that is free for all the spans.
    pub fn free_bay(&self, laid: &Laid, taken: &[Taken]) -> Option<BayId> {
        self.bays_for(&laid.kind)
            .into_iter()
            .find(|bay| {
                !taken.iter().any(|t| {
                    t.bay_id == Some(bay.id) && laid.spans.iter().any(|s| s.overlaps(span(t)))
                })
            })
            .map(|bay| bay.id)
    }

    /// Whether the slot lies in the past; the minute that is running does not.
    pub fn is_past(&self, at: Ts) -> bool {
        at.minutes_until(self.now) >= 1
    }
}

impl Desk {
    /// The open hours of a site, with the days from today on that are otherwise.
    pub(in crate::desk) async fn open_week(&self, db: &mut impl Db, site: SiteId) -> Result<Week> {
        let today = self.site(site)?.zone.day_of(self.now());
        week_from(db, site, today).await
    }
}

async fn week_from(db: &mut impl Db, site: SiteId, from: NaiveDate) -> Result<Week> {
    let week = Week::of(bookings::opening(db, site).await?.into_iter().map(hours));
    let closures = resources::closures_from(db, site, from).await?;
    Ok(week.with(closures.into_iter().map(exception)))
}

fn field_of(problem: &Problem) -> &'static str {
    match problem {
        Problem::Length => "minutes",
        Problem::Vehicle => "vehicle",
        Problem::Resource => "bay",
        _ => "starts_at",
    }
}

/// From the past only with its permission and a reason.
pub(super) fn may_backdate(by: &Actor, reason: &str) -> Result<()> {
    by.may(Permission::BookingBackdate)?;
    reasoned(reason, "booking-past-reason")
}

/// Beyond the target load only with its permission and a reason.
pub(super) fn may_overbook(by: &Actor, reason: &str) -> Result<()> {
    by.may(Permission::BookingOverbook)?;
    reasoned(reason, "booking-full-reason")
}

/// With somebody who is away only with the same permission and a reason: they may come in for it.
pub(super) fn may_call_in(by: &Actor, reason: &str) -> Result<()> {
    by.may(Permission::BookingOverbook)?;
    reasoned(reason, "booking-away-reason")
}

/// Refuses an empty reason beside its field.
pub(super) fn reasoned(reason: &str, words: &'static str) -> Result<()> {
    if reason.trim().is_empty() {
        Err(Error::invalid("reason", crate::domain::Msg::new(words)))
    } else {
        Ok(())
    }
}

/// The vehicle and the customer can be booked, with what to say about them first.
pub(super) async fn bookable(
    db: &mut impl Db,
    ground: &Ground,
    customer: CustomerId,
    vehicle: Option<VehicleId>,
) -> Result<()> {
    let today = ground.zone.day_of(ground.now);
    let Some(who) = bookings::customer_facts(db, customer, today).await? else {
        return Err(Error::NotFound);
    };
    if who.archived {
        return Err(Error::invalid(
            "customer",
            msg!("booking-customer-gone", name = who.name),
        ));
    }
    let Some(vehicle) = vehicle else {
        return Ok(());
    };
    let Some(car) = bookings::vehicle_facts(db, vehicle).await? else {
        return Err(Error::NotFound);
    };
    check_vehicle(car.archived, car.sale_status).map_err(|p| Error::invalid(field_of(&p), p.msg()))
}

/// The booking type, if it is in use.
pub(super) async fn kind(db: &mut impl Db, id: BookingTypeId) -> Result<Kind> {
    bookings::kind(db, id).await?.ok_or(Error::NotFound)
}

pub(super) fn starts(kind: &Kind) -> Starts {
    Starts {
        step: kind.start_step_min.max(1),
        first: kind.first_start_mod,
        last: kind.last_start_mod,
    }
}

pub(super) fn span(taken: &Taken) -> Span {
    Span {
        start: taken.starts_at,
        end: taken.ends_at,
    }
}

pub(super) fn away(row: &Away) -> Span {
    Span {
        start: row.starts_at,
        end: row.ends_at,
    }
}

pub(super) fn shift(row: &Opening) -> Shift {
    Shift {
        weekday: row.weekday,
        from: row.opens_mod,
        to: row.closes_mod,
    }
}

pub(super) fn exception(row: Closure) -> (NaiveDate, Exception) {
    let exception = Exception {
        title: row.title,
        hours: row.opens_mod.zip(row.closes_mod),
    };
    (row.day_on, exception)
}

pub(super) fn hours(row: Opening) -> (i64, DayHours) {
    let hours = DayHours {
        opens: row.opens_mod,
        closes: row.closes_mod,
        last_start: row.last_start_mod,
    };
    (row.weekday, hours)
}
