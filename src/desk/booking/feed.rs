//! The diary as calendars outside show it: one for each bay and each mechanic.

use std::collections::HashMap;

use super::rules::Ground;
use crate::desk::messages::program_only;
use crate::desk::{Actor, Desk, Result};
use crate::domain::{Msg, Span, Ts, msg};
use crate::store::bookings::{self, BlockRow};

/// How many days back a calendar goes.
const BACK: i64 = 7;
/// How many days ahead it goes.
const AHEAD: i64 = 90;

/// The time of one bay or one mechanic.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// What it is called by programs, always the same: `bay-2`, `mechanic-5`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// When this was read.
    pub at: Ts,
    /// What is in it, by time.
    pub entries: Vec<Entry>,
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The same as long as it is the same entry.
    pub key: String,
    /// Grows with each change.
    pub version: i64,
    /// From when until when.
    pub span: Span,
    /// Plate and work, or why the time is blocked.
    pub title: Msg,
    /// Number or vehicle and who comes; may be empty.
    pub detail: String,
    /// Where; may be empty.
    pub place: String,
}

impl Desk {
    /// The calendars of the actor's site, from a week ago to three months ahead. Only the program reads them: it
    /// lays them where other programs find them.
    pub async fn calendars(&self, by: &Actor) -> Result<Vec<Feed>> {
        program_only(by)?;
        let mut db = self.store();
        let ground = Ground::read(self, &mut db, by.site()).await?;
        let now = self.now();
        let today = ground.zone.day_span(ground.zone.day_of(now));
        let span = Span {
            start: today.start.plus_days(-BACK),
            end: today.end.plus_days(AHEAD),
        };
        let rows = bookings::day(&mut db, by.site(), span).await?;
        let bay_of: HashMap<_, _> = rows
            .iter()
            .filter_map(|r| Some((r.booking_id?, r.bay_id?)))
            .filter_map(|(booking, bay)| Some((booking, ground.bay(bay)?.name.clone())))
            .collect();
        let place = |r: &BlockRow| r.booking_id.and_then(|id| bay_of.get(&id)).cloned();
        let feed = |key: String, name: &str, own: &dyn Fn(&&BlockRow) -> bool| Feed {
            entries: rows
                .iter()
                .filter(own)
                .map(|r| entry(&key, r, place(r).unwrap_or_default()))
                .collect(),
            key,
            name: name.to_owned(),
            at: now,
        };
        let bays = bookings::bays(&mut db, by.site()).await?;
        let people = bookings::mechanics(&mut db, by.site()).await?;
        let mut all = Vec::new();
        for b in &bays {
            all.push(feed(format!("bay-{}", b.id), &b.name, &|r| {
                r.bay_id == Some(b.id)
            }));
        }
        for m in &people {
            all.push(feed(format!("mechanic-{}", m.id), &m.name, &|r| {
                r.staff_id == Some(m.id)
            }));
        }
        Ok(all)
    }
}

fn entry(lane: &str, r: &BlockRow, place: String) -> Entry {
    let work = match (&r.work, r.wish.is_empty()) {
        (Some(work), _) => work,
        (None, false) => &r.wish,
        (None, true) => &r.kind,
    };
    let title = match r.booking_id {
        Some(_) => {
            let who = if r.plate.is_empty() {
                &r.customer
            } else {
                &r.plate
            };
            msg!("calendar-entry", who = who.clone(), work = work.clone())
        }
        None => msg!("calendar-blocked", reason = super::block::reason(&r.reason)),
    };
    let said = [r.customer.trim(), r.car.trim()];
    let said: Vec<&str> = said.into_iter().filter(|s| !s.is_empty()).collect();
    Entry {
        key: format!("{lane}-{}", r.occupancy_id),
        version: r.version.unwrap_or_default(),
        span: Span {
            start: r.starts_at,
            end: r.ends_at,
        },
        title,
        detail: said.join(", "),
        place,
    }
}
