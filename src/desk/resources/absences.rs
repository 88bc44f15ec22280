//! Who is away when, and what people can do.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::{Away, InTheWay, Skill};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{AbsenceId, Span, StaffId, absence, msg, parse, text};
use crate::store::{Tx, resources as rows, staff};

/// How far back the list goes, in days.
const BACK: i64 = 31;

/// What a form says about a time somebody is away: days, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveFields {
    /// Why.
    pub kind: absence::Kind,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, if there are several.
    pub to: Option<NaiveDate>,
    /// From that minute of the first day; `None`: all of it.
    pub leaves: Option<i64>,
    /// Until that minute of the last day; `None`: all of it.
    pub returns: Option<i64>,
    /// In words.
    pub note: String,
    /// Whoever enters it knows of the bookings that lie in it.
    pub despite: bool,
}

/// A time somebody is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// What is stored.
    pub away: Away,
    /// Who.
    pub name: String,
}

impl Desk {
    /// Who of the actor's site is away, from last month on, by time.
    pub async fn absences(&self, by: &Actor) -> Result<Vec<Leave>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        let from = self.now().plus_days(-BACK);
        let names = staff::all(&mut db).await?;
        let mut all: Vec<Leave> = rows::absences_from(&mut db, by.site(), from)
            .await?
            .into_iter()
            .map(|away| Leave {
                name: names
                    .iter()
                    .find(|s| s.id == away.staff_id)
                    .map(|s| s.name.clone())
                    .unwrap_or_default(),
                away,
            })
            .collect();
        all.sort_by_key(|l| (l.away.starts_at, l.away.id));
        Ok(all)
    }

    /// Writes down that somebody is away. Bookings made before stay; the diary says that they need moving.
    ///
    /// # Errors
    /// `Invalid`: it ends before it begins, or they are away then already. `Blocked` naming the bookings that lie in
    /// it, unless that is known.
    pub async fn add_absence(
        &self,
        by: &Actor,
        staff: StaffId,
        fields: &LeaveFields,
    ) -> Result<AbsenceId> {
        by.may(P::SettingsEdit)?;
        let (span, note) = self.leave(by, fields)?;
        in_tx!(self, |tx| {
            staff::by_id(tx, staff).await?;
            free_then(tx, staff, span, None).await?;
            self.known(&booked(tx, staff, span).await?, fields.despite)?;
            let id = rows::insert_absence(tx, staff, fields.kind, span, &note).await?;
            let new = shown(staff, fields.kind, span, &note);
            self.changed(tx, by, "add_absence", ("absence", id.0), Value::Null, new)
                .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a time away.
    ///
    /// # Errors
    /// As [`Desk::add_absence`]; `Stale` when somebody was quicker.
    pub async fn edit_absence(
        &self,
        by: &Actor,
        id: AbsenceId,
        version: i64,
        fields: &LeaveFields,
    ) -> Result<()> {
        by.may(P::SettingsEdit)?;
        let (span, note) = self.leave(by, fields)?;
        let done = in_tx!(self, |tx| {
            let old = rows::absence(tx, id).await?;
            free_then(tx, old.staff_id, span, Some(id)).await?;
            self.known(&booked(tx, old.staff_id, span).await?, fields.despite)?;
            rows::update_absence(tx, id, version, fields.kind, span, &note).await?;
            let new = shown(old.staff_id, fields.kind, span, &note);
            self.changed(tx, by, "edit_absence", ("absence", id.0), stored(&old), new)
                .await
        });
        self.name_the_quicker(done, "absence", id.0).await
    }

    /// Somebody is there after all.
    pub async fn remove_absence(&self, by: &Actor, id: AbsenceId) -> Result<()> {
        by.may(P::SettingsEdit)?;
        in_tx!(self, |tx| {
            let old = stored(&rows::absence(tx, id).await?);
            rows::delete_absence(tx, id).await?;
            let entity = ("absence", id.0);
            self.changed(tx, by, "remove_absence", entity, old, Value::Null)
                .await
        })
    }

    /// What the people of the actor's site can do.
    pub async fn skills(&self, by: &Actor) -> Result<Vec<Skill>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        Ok(rows::skills_at(&mut db, by.site()).await?)
    }

    /// Makes somebody have exactly these skills, with levels from 1 learning to 3 master.
    pub async fn set_skills(
        &self,
        by: &Actor,
        id: StaffId,
        skills: &[(String, i64)],
    ) -> Result<()> {
        by.may(P::UsersManage)?;
        let skills = parse::skills(&parse::skills_text(skills))
            .map_err(|why| Error::invalid("skills", why))?;
        in_tx!(self, |tx| {
            staff::by_id(tx, id).await?;
            let old = rows::skills_of(tx, id).await?;
            let old: Vec<(String, i64)> = old.into_iter().map(|k| (k.skill, k.level)).collect();
            rows::set_skills(tx, id, &skills).await?;
            let (old, new) = (json!({ "skills": old }), json!({ "skills": skills }));
            self.changed(tx, by, "set_skills", ("staff", id.0), old, new)
                .await
        })
    }

    /// Bookings that have to move are told before anything makes them so; who knows of them goes on.
    pub(super) fn known(&self, booked: &[InTheWay], despite: bool) -> Result<()> {
        let ahead = booked.iter().filter(|b| b.ends_at > self.now());
        let said: Vec<_> = ahead
            .map(|b| msg!("absence-booked", who = b.who.as_str(), at = b.starts_at))
            .collect();
        if said.is_empty() || despite {
            Ok(())
        } else {
            Err(Error::Blocked { blockers: said })
        }
    }

    fn leave(&self, by: &Actor, f: &LeaveFields) -> Result<(Span, String)> {
        let zone = self.site(by.site())?.zone;
        let last = f.to.unwrap_or(f.from);
        let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        let span = Span {
            start: zone.at(f.from, f.leaves.unwrap_or(0)),
            end: match f.returns {
                Some(minute) => zone.at(last, minute),
                None => zone.at(after, 0),
            },
        };
        if !span.is_forward() {
            return Err(Error::invalid("to", msg!("absence-span")));
        }
        let note = text::note(&f.note).map_err(|why| Error::invalid("note", why))?;
        Ok((span, note))
    }
}

async fn booked(tx: &mut Tx, staff: StaffId, span: Span) -> Result<Vec<InTheWay>> {
    Ok(rows::booked_with(tx, staff, span).await?)
}

async fn free_then(tx: &mut Tx, staff: StaffId, span: Span, but: Option<AbsenceId>) -> Result<()> {
    if rows::is_away(tx, staff, span, but).await? {
        return Err(Error::invalid("from", msg!("absence-twice")));
    }
    Ok(())
}

fn shown(staff: StaffId, kind: absence::Kind, span: Span, note: &str) -> Value {
    json!({ "staff": staff, "kind": kind, "starts_at": span.start, "ends_at": span.end, "note": note })
}

fn stored(row: &Away) -> Value {
    let span = Span {
        start: row.starts_at,
        end: row.ends_at,
    };
    shown(row.staff_id, row.kind, span, &row.note)
}
