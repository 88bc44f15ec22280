//! Who and what can be had: the days of a site with its bays, people and equipment, and what takes them.
//!
//! Capacity, the finder and suggestions of who should do it all ask here, so that they agree.

use chrono::{Days, NaiveDate};

use super::rules::{away, exception, hours, shift};
use crate::desk::{Desk, Result};
use crate::domain::calendar::{Shift, Week, gaps, presence};
use crate::domain::{
    BayId, BookingId, EquipmentId, SiteId, Span, StaffId, Ts, Zone, bay, equipment,
};
use crate::store::Db;
use crate::store::bookings;
use crate::store::resources::{self, Away};

/// A stretch of time that something or somebody is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The booking; `None` for lunch and other blocked time.
    pub booking: Option<BookingId>,
    /// From when until when.
    pub span: Span,
}

/// A bay.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which.
    pub id: BayId,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub kind: bay::Kind,
    /// What it can do beyond that.
    pub abilities: Vec<String>,
    /// In order of time.
    pub taken: Vec<Taken>,
}

/// A mechanic.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// What they can do, with the level from 1 learning to 3 master, the best first.
    pub skills: Vec<(String, i64)>,
    /// Their own hours; none: while the house is open.
    pub shifts: Vec<Shift>,
    /// When they are away, and why.
    pub absences: Vec<Away>,
    /// In order of time.
    pub taken: Vec<Taken>,
}

impl Person {
    /// How well they can do something; 0 when they cannot.
    #[must_use]
    pub fn level(&self, skill: &str) -> i64 {
        let known = self.skills.iter().find(|(s, _)| s == skill);
        known.map_or(0, |(_, level)| *level)
    }
}

/// A piece of equipment.
#[derive(Clone, Debug, PartialEq)]
pub struct Tool {
    /// Which.
    pub id: EquipmentId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: equipment::Kind,
    /// When it must be serviced.
    pub service_due_on: Option<NaiveDate>,
    /// In order of time.
    pub taken: Vec<Taken>,
}

/// Some days of a site, and all that can be taken on them.
#[derive(Clone, Debug, PartialEq)]
pub struct Availability {
    /// The site's zone.
    pub zone: Zone,
    /// When this was read.
    pub now: Ts,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// When the house is open, with its holidays.
    pub week: Week,
    /// The bays in use, in their order.
    pub bays: Vec<Place>,
    /// The mechanics, by name.
    pub staff: Vec<Person>,
    /// The equipment in use, by name.
    pub equipment: Vec<Tool>,
}

impl Availability {
    /// The days, in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(|day| *day <= self.to)
    }

    /// When somebody is there on a day: the house's hours within their own, less what they are away for.
    #[must_use]
    pub fn there(&self, who: &Person, day: NaiveDate) -> Vec<Span> {
        let away: Vec<Span> = who.absences.iter().map(away).collect();
        presence(&self.week, self.zone, &who.shifts, &away, day)
    }

    /// When somebody is there on a day and has nothing to do yet.
    #[must_use]
    pub fn free(&self, who: &Person, day: NaiveDate) -> Vec<Span> {
        let taken = spans(&who.taken);
        let there = self.there(who, day);
        there.into_iter().flat_map(|s| gaps(s, &taken)).collect()
    }

    /// When a bay (or equipment) is free on a day, given what takes it.
    #[must_use]
    pub fn free_of(&self, taken: &[Taken], day: NaiveDate) -> Vec<Span> {
        let open = self.week.open_span(self.zone, day);
        open.map_or_else(Vec::new, |open| gaps(open, &spans(taken)))
    }
}

impl Desk {
    /// What a site has from one day to another, both included.
    pub(crate) async fn availability(
        &self,
        db: &mut impl Db,
        site: SiteId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Availability> {
        let zone = self.site(site)?.zone;
        let now = self.now();
        let after = to.checked_add_days(Days::new(1)).unwrap_or(to);
        let whole = Span {
            start: zone.at(from, 0),
            end: zone.at(after, 0),
        };
        let week = Week::of(bookings::opening(db, site).await?.into_iter().map(hours));
        let closures = resources::closures_from(db, site, from).await?;
        let taken = bookings::taken(db, site, whole, now).await?;
        let absences = resources::absences_between(db, site, whole.start, whole.end).await?;
        let shifts = bookings::shifts(db, site).await?;
        let skills = resources::skills_at(db, site).await?;
        let abilities = resources::abilities_at(db, site).await?;
        let of = |mine: &dyn Fn(&bookings::Taken) -> bool| -> Vec<Taken> {
            let mine = taken.iter().filter(|t| mine(t));
            mine.map(|t| Taken {
                booking: t.booking_id,
                span: super::rules::span(t),
            })
            .collect()
        };
        let bays = bookings::bays(db, site).await?.into_iter().map(|b| Place {
            taken: of(&|t| t.bay_id == Some(b.id)),
            abilities: abilities
                .iter()
                .filter(|a| a.bay_id == b.id)
                .map(|a| a.ability.clone())
                .collect(),
            id: b.id,
            name: b.name,
            kind: b.kind,
        });
        let staff = bookings::mechanics(db, site).await?;
        let staff = staff.into_iter().map(|m| Person {
            skills: skills
                .iter()
                .filter(|k| k.staff_id == m.id)
                .map(|k| (k.skill.clone(), k.level))
                .collect(),
            shifts: shifts
                .iter()
                .filter(|s| s.staff_id == Some(m.id))
                .map(shift)
                .collect(),
            absences: absences
                .iter()
                .filter(|a| a.staff_id == m.id)
                .cloned()
                .collect(),
            taken: of(&|t| t.staff_id == Some(m.id)),
            id: m.id,
            name: m.name,
        });
        let tools = resources::tools_at(db, site).await?;
        let equipment = tools.into_iter().map(|e| Tool {
            taken: of(&|t| t.equipment_id == Some(e.id)),
            id: e.id,
            name: e.name,
            kind: e.kind,
            service_due_on: e.service_due_on,
        });
        Ok(Availability {
            zone,
            now,
            from,
            to,
            week: week.with(closures.into_iter().map(exception)),
            bays: bays.collect(),
            staff: staff.collect(),
            equipment: equipment.collect(),
        })
    }
}

fn spans(taken: &[Taken]) -> Vec<Span> {
    taken.iter().map(|t| t.span).collect()
}
