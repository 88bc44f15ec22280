//! Holidays, and days with other hours.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::{Closure, InTheWay};
use crate::desk::{Actor, Desk, Error, Result, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::{ClosureId, Span, msg, text};
use crate::store::{Tx, resources as rows};

/// How far back the list goes, in days: what was is seldom asked for.
const BACK: u64 = 31;
/// The longest holiday, in days: more is a slip of the pen.
const LONGEST: i64 = 62;

/// What a form says about a day, or a row of days, that is not as its weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosureFields {
    /// What it is called.
    pub title: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, if there are several.
    pub to: Option<NaiveDate>,
    /// Open all the same, from and until that minute of the day; `None`: closed.
    pub hours: Option<(i64, i64)>,
    /// Whoever enters it knows of the bookings that lie in it.
    pub despite: bool,
}

/// A day that is not as its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// What is stored.
    pub closure: Closure,
    /// Bookings that begin that day all the same.
    pub booked: i64,
}

impl Desk {
    /// The days of the actor's site that are not as their weekday, from last month on.
    pub async fn closures(&self, by: &Actor) -> Result<Vec<ClosedDay>> {
        by.may(P::BookingSee)?;
        let zone = self.site(by.site())?.zone;
        let today = zone.day_of(self.now());
        let from = today.checked_sub_days(Days::new(BACK)).unwrap_or(today);
        let mut db = self.store();
        let mut all = Vec::new();
        for closure in rows::closures_from(&mut db, by.site(), from).await? {
            let day = zone.day_span(closure.day_on);
            let booked = if closure.day_on < today {
                0
            } else {
                rows::booked_between(&mut db, by.site(), day.start, day.end).await?
            };
            all.push(ClosedDay { closure, booked });
        }
        Ok(all)
    }

    /// Closes the actor's site for a day or several, or gives them other hours. Bookings made before stay.
    ///
    /// # Errors
    /// `Invalid`: no name, hours that end before they begin, a day that is an exception already. `Blocked` naming the
    /// bookings that lie outside the hours that are left, unless that is known.
    pub async fn add_closure(&self, by: &Actor, fields: &ClosureFields) -> Result<ClosureId> {
        by.may(P::SettingsEdit)?;
        let f = clean(fields)?;
        let last = f.to.unwrap_or(f.from);
        if last < f.from || (last - f.from).num_days() >= LONGEST {
            return Err(Error::invalid("to", msg!("closure-span", days = LONGEST)));
        }
        in_tx!(self, |tx| {
            let mut first = None;
            let booked = self.shut_out(tx, by, &f, last).await?;
            self.known(&booked, f.despite)?;
            for day in f.from.iter_days().take_while(|day| *day <= last) {
                let id = rows::insert_closure(tx, by.site(), day, &f.title, f.hours)
                    .await
                    .map_err(twice)?;
                let entity = ("site_closure", id.0);
                let new = shown(day, &f);
                self.changed(tx, by, "add_closure", entity, Value::Null, new)
                    .await?;
                first = first.or(Some(id));
            }
            first.ok_or(Error::NotFound)
        })
    }

    /// Writes what the form says about one day; its `to` is not asked.
    ///
    /// # Errors
    /// As [`Desk::add_closure`]; `Stale` when somebody was quicker.
    pub async fn edit_closure(
        &self,
        by: &Actor,
        id: ClosureId,
        version: i64,
        fields: &ClosureFields,
    ) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let f = clean(fields)?;
        let done = in_tx!(self, |tx| {
            let old = rows::closure(tx, by.site(), id).await?;
            let booked = self.shut_out(tx, by, &f, f.from).await?;
            self.known(&booked, f.despite)?;
            rows::update_closure(tx, id, version, f.from, &f.title, f.hours)
                .await
                .map_err(twice)?;
            let old = stored(&old);
            let new = shown(f.from, &f);
            self.changed(tx, by, "edit_closure", ("site_closure", id.0), old, new)
                .await
        });
        self.name_the_quicker(done, "site_closure", id.0).await
    }

    /// The bookings that do not lie within the hours those days would have.
    async fn shut_out(
        &self,
        tx: &mut Tx,
        by: &Actor,
        f: &ClosureFields,
        last: NaiveDate,
    ) -> Result<Vec<InTheWay>> {
        let zone = self.site(by.site())?.zone;
        let span = Span {
            start: zone.day_span(f.from).start,
            end: zone.day_span(last).end,
        };
        let mut all = rows::booked_at(tx, by.site(), span).await?;
        if let Some((from, to)) = f.hours {
            let ends = |b: &InTheWay| zone.minute_of_day(b.ends_at.plus_minutes(-1));
            all.retain(|b| zone.minute_of_day(b.starts_at) < from || ends(b) >= to);
        }
        Ok(all)
    }

    /// Makes a day as its weekday again.
    pub async fn remove_closure(&self, by: &Actor, id: ClosureId) -> Result<()> {
        by.may(P::SettingsEdit)?;
        in_tx!(self, |tx| {
            let old = rows::closure(tx, by.site(), id).await?;
            rows::delete_closure(tx, id).await?;
            let entity = ("site_closure", id.0);
            self.changed(tx, by, "remove_closure", entity, stored(&old), Value::Null)
                .await
        })
    }
}

fn clean(f: &ClosureFields) -> Result<ClosureFields> {
    let right = |(from, to): (i64, i64)| (0..to).contains(&from) && to <= 24 * 60;
    if !f.hours.is_none_or(right) {
        return Err(Error::invalid("closes", msg!("closure-hours")));
    }
    Ok(ClosureFields {
        title: text::required(&f.title).map_err(|why| Error::invalid("title", why))?,
        ..f.clone()
    })
}

fn twice(e: crate::store::Error) -> Error {
    match taken(e, "uq_site_closure_site_id_day_on", "from") {
        Error::Invalid { field, .. } => Error::invalid(field, msg!("closure-twice")),
        e => e,
    }
}

fn shown(day: NaiveDate, f: &ClosureFields) -> Value {
    json!({ "day": day, "title": f.title, "hours": f.hours })
}

fn stored(row: &Closure) -> Value {
    json!({ "day": row.day_on, "title": row.title, "hours": row.opens_mod.zip(row.closes_mod) })
}
