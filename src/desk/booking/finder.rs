//! The finder: where work fits first, by whom and in which bay, ranked and explained.

use chrono::{Days, NaiveDate};

use super::availability::Availability;
use super::rules::{Ground, away, kind, starts};
use crate::desk::{Actor, Desk, Error, Fit, Result};
use crate::domain::finder::{self, Ask, Found, Hand, Needs, Why};
use crate::domain::permission::Permission;
use crate::domain::{
    BayId, BookingTypeId, CannedJobId, EquipmentId, Msg, SiteId, Span, StaffId, Ts, VehicleId, bay,
    msg,
};
use crate::store::Db;
use crate::store::bookings::{self, Kind};

/// How far ahead is looked where no last day was said.
const AHEAD: u64 = 28;

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The preset: its bays and its starts.
    pub kind: BookingTypeId,
    /// How long; `None` is what the work plans, else the preset's.
    pub minutes: Option<i64>,
    /// The work.
    pub canned: Vec<CannedJobId>,
    /// Where.
    pub place: Where,
    /// What whoever does it must be able to do.
    pub skill: Option<String>,
    /// Who is wished for.
    pub staff: Option<StaffId>,
    /// Nobody else will do.
    pub only: bool,
    /// The equipment that must be free.
    pub tool: Option<EquipmentId>,
    /// The vehicle that must be free.
    pub vehicle: Option<VehicleId>,
    /// From when on (UTC).
    pub from: Ts,
    /// The last day that will do.
    pub until: Option<NaiveDate>,
}

/// Which bays will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Where {
    /// Those of the preset.
    #[default]
    Any,
    /// This one first, the others of the preset as well.
    Bay(BayId),
    /// Those of a kind.
    Kind(bay::Kind),
    /// Those that can do something.
    Ability(String),
}

/// A place that fits, with the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// When and where.
    pub fit: Fit,
    /// Minutes of working time.
    pub minutes: i64,
    /// Who.
    pub staff: Option<StaffId>,
    /// Their name, or empty.
    pub who: String,
    /// With which equipment, or empty.
    pub tool: String,
    /// Why this one, the weightiest first.
    pub why: Vec<Msg>,
}

/// What can be said of a place looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sayable {
    /// The bays.
    pub bays: Vec<(BayId, String)>,
    /// Their kinds.
    pub kinds: Vec<bay::Kind>,
    /// What they can do.
    pub abilities: Vec<String>,
    /// What the mechanics can do.
    pub skills: Vec<String>,
    /// The mechanics.
    pub people: Vec<(StaffId, String)>,
    /// The equipment.
    pub tools: Vec<(EquipmentId, String)>,
}

impl Desk {
    /// The best places for some work, the best first; none when nothing fits.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`; `Invalid` for a length that is none.
    pub async fn find_places(&self, by: &Actor, query: &Query, limit: usize) -> Result<Vec<Offer>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        self.places_for(&mut db, by.site(), query, limit).await
    }

    /// The same for who has been let in already.
    pub(super) async fn places_for(
        &self,
        db: &mut impl Db,
        site: SiteId,
        query: &Query,
        limit: usize,
    ) -> Result<Vec<Offer>> {
        let ground = Ground::read(self, db, site).await?;
        let kind = kind(db, query.kind).await?;
        let mut planned = 0;
        for job in &query.canned {
            planned += bookings::planned_minutes(db, *job).await?;
        }
        let minutes = match query.minutes {
            Some(minutes) => ground.on_grid(minutes),
            None if planned > 0 => ground.on_grid(planned + kind.buffer_min),
            None => kind.duration_min,
        };
        if minutes <= 0 {
            return Err(Error::invalid(
                "minutes",
                msg!("booking-bad-length", grid = ground.grid),
            ));
        }
        let from = query.from.max(ground.now);
        let first = ground.zone.day_of(from);
        let last = first.checked_add_days(Days::new(AHEAD)).unwrap_or(first);
        let last = query.until.map_or(last, |day| day.min(last)).max(first);
        // Work over several days reaches beyond the last start.
        let reach = last.checked_add_days(Days::new(14)).unwrap_or(last);
        let all = self.availability(db, site, first, reach).await?;
        let until = ground
            .zone
            .at(last.checked_add_days(Days::new(1)).unwrap_or(last), 0);
        let whole = Span {
            start: from,
            end: ground.zone.at(reach, 24 * 60 - 1),
        };
        let vehicle = match query.vehicle {
            None => Vec::new(),
            Some(car) => bookings::taken(db, ground.site, whole, ground.now)
                .await?
                .iter()
                .filter(|t| t.vehicle_id == Some(car))
                .map(super::rules::span)
                .collect(),
        };
        let ask = Ask {
            week: &all.week,
            zone: all.zone,
            minutes,
            starts: starts(&kind),
            from,
            until,
            vehicle,
            places: places(&all, &kind, &query.place),
            place: if ground.bays_for(&kind).is_empty() && query.place == Where::Any {
                Needs::Not
            } else {
                Needs::Must
            },
            hands: hands(&all, query),
            hand: if query.skill.is_some() || query.only {
                Needs::Must
            } else {
                Needs::May
            },
            tools: all
                .equipment
                .iter()
                .filter(|t| query.tool == Some(t.id))
                .map(|t| finder::Tool {
                    id: t.id,
                    taken: t.taken.iter().map(|t| t.span).collect(),
                })
                .collect(),
            tool: if query.tool.is_some() {
                Needs::Must
            } else {
                Needs::Not
            },
        };
        Ok(finder::find(&ask, limit)
            .into_iter()
            .map(|found| offer(&all, found, minutes))
            .collect())
    }

    /// The names that can be said when a place is looked for.
    ///
    /// # Errors
    /// `Forbidden` without `booking.see`.
    pub async fn sayable(&self, by: &Actor) -> Result<Sayable> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let today = self.site(by.site())?.zone.day_of(self.now());
        let all = self.availability(&mut db, by.site(), today, today).await?;
        let mut kinds: Vec<bay::Kind> = all.bays.iter().map(|b| b.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Ok(Sayable {
            kinds,
            abilities: once(all.bays.iter().flat_map(|b| b.abilities.iter())),
            skills: once(all.staff.iter().flat_map(|p| p.skills.iter().map(|s| &s.0))),
            bays: all.bays.into_iter().map(|b| (b.id, b.name)).collect(),
            people: all.staff.into_iter().map(|p| (p.id, p.name)).collect(),
            tools: all.equipment.into_iter().map(|t| (t.id, t.name)).collect(),
        })
    }
}

fn once<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut words: Vec<String> = words.cloned().collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn places(all: &Availability, kind: &Kind, wanted: &Where) -> Vec<finder::Place> {
    let of_kind = |b: &super::availability::Place| match kind.bay_kind {
        Some(kind) => b.kind == kind,
        None => kind.makes_job,
    };
    all.bays
        .iter()
        .filter(|b| match wanted {
            Where::Any => of_kind(b),
            Where::Bay(id) => b.id == *id || of_kind(b),
            Where::Kind(kind) => b.kind == *kind,
            Where::Ability(what) => b.abilities.contains(what),
        })
        .map(|b| finder::Place {
            id: b.id,
            taken: b.taken.iter().map(|t| t.span).collect(),
            wished: *wanted == Where::Bay(b.id),
        })
        .collect()
}

fn hands(all: &Availability, query: &Query) -> Vec<Hand> {
    let can = |p: &super::availability::Person| query.skill.as_ref().map_or(0, |s| p.level(s));
    all.staff
        .iter()
        .filter(|p| query.skill.is_none() || can(p) > 0)
        .filter(|p| !query.only || query.staff == Some(p.id))
        .map(|p| Hand {
            id: p.id,
            shifts: p.shifts.clone(),
            away: p.absences.iter().map(away).collect(),
            taken: p.taken.iter().map(|t| t.span).collect(),
            level: can(p),
            wished: query.staff == Some(p.id),
        })
        .collect()
}

fn offer(all: &Availability, found: Found, minutes: i64) -> Offer {
    let place = all.bays.iter().find(|b| Some(b.id) == found.place);
    let tool = all.equipment.iter().find(|t| Some(t.id) == found.tool);
    let who = |id: StaffId| {
        let person = all.staff.iter().find(|p| p.id == id);
        person.map(|p| p.name.clone()).unwrap_or_default()
    };
    let bay = |id: BayId| {
        let place = all.bays.iter().find(|b| b.id == id);
        place.map(|b| b.name.clone()).unwrap_or_default()
    };
    let why = found.why.iter().map(|why| match *why {
        Why::Soonest => msg!("finder-why-soonest"),
        Why::Wished(_) => msg!("finder-why-wished"),
        Why::Busy(id) => msg!("finder-why-busy", name = who(id)),
        Why::Away(id) => msg!("finder-why-away", name = who(id)),
        Why::Master(_) => msg!("finder-why-master"),
        Why::Learning(_) => msg!("finder-why-learning"),
        Why::Place(_) => msg!("finder-why-place"),
        Why::PlaceTaken(id) => msg!("finder-why-place-taken", name = bay(id)),
        Why::Nobody => msg!("finder-why-nobody"),
        Why::Days(days) => msg!("finder-why-days", count = days),
    });
    Offer {
        why: why.collect(),
        fit: Fit {
            starts_at: found.starts_at(),
            ends_at: found.ends_at(),
            place: place.map(|b| b.name.clone()).unwrap_or_default(),
            bay: found.place,
        },
        minutes,
        staff: found.hand,
        who: found.hand.map(who).unwrap_or_default(),
        tool: tool.map(|t| t.name.clone()).unwrap_or_default(),
    }
}
