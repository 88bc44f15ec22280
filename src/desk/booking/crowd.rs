//! How full the days of a booking would be with it: the house as a whole, and each skill its work asks for.

use super::load::{share, skill_loads};
use super::quote::Need;
use super::rules::{Ground, Laid};
use crate::desk::{Desk, Result};
use crate::domain::booking::rules::is_over_target;
use crate::domain::{BookingId, Msg, msg};
use crate::store::Db;
use crate::store::bookings::{self, SkillWork};

/// Minutes a day has, those booked by others, and those the booking itself would take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crowd {
    pub hours: i64,
    pub others: i64,
    pub own: i64,
}

impl Desk {
    /// How full each of its days would be.
    pub(super) async fn crowd(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        laid: &Laid,
        but: Option<BookingId>,
    ) -> Result<Vec<Crowd>> {
        let mut days = Vec::new();
        for span in &laid.spans {
            let day = ground.zone.day_of(span.start);
            let whole = ground.zone.day_span(day);
            let taken = bookings::taken(db, ground.site, whole, ground.now).await?;
            let others = taken
                .iter()
                .filter(|t| t.bay_id.is_some() && t.booking_id.is_some())
                .filter(|t| but.is_none() || t.booking_id != but)
                .map(|t| t.starts_at.minutes_until(t.ends_at))
                .sum();
            days.push(Crowd {
                hours: ground.capacity(day),
                others,
                own: span.minutes(),
            });
        }
        Ok(days)
    }

    /// Whether one of its days would hold more work than the target load allows.
    pub(super) async fn is_over(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        laid: &Laid,
        but: Option<BookingId>,
    ) -> Result<bool> {
        if laid.wanted.bay.is_none() {
            return Ok(false);
        }
        let target = self.settings().target_load();
        let days = self.crowd(db, ground, laid, but).await?;
        Ok(days
            .iter()
            .any(|d| d.hours > 0 && is_over_target(d.others + d.own, d.hours, target)))
    }

    /// What it takes beyond the right to book.
    pub(super) async fn needs(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        laid: &Laid,
        but: Option<BookingId>,
    ) -> Result<Vec<Need>> {
        let mut needs = Vec::new();
        if ground.is_past(laid.starts_at()) {
            needs.push(Need::Backdate);
        }
        if self.is_over(db, ground, laid, but).await? {
            needs.push(Need::Overbook);
        }
        if ground.is_away(laid) {
            needs.push(Need::Away);
        }
        Ok(needs)
    }

    /// The skills of its work of which its first day would have less than is asked for, each in a sentence. Work
    /// of the booking `but` is not counted twice.
    pub(super) async fn skills_over(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        laid: &Laid,
        skills: &[(String, i64)],
        but: Option<BookingId>,
    ) -> Result<Vec<Msg>> {
        if skills.is_empty() {
            return Ok(Vec::new());
        }
        let day = ground.zone.day_of(laid.starts_at());
        let whole = ground.zone.day_span(day);
        let mut work = bookings::skill_work(db, ground.site, whole, but).await?;
        work.extend(skills.iter().map(|(skill, minutes)| SkillWork {
            starts_at: laid.starts_at(),
            skill: skill.clone(),
            minutes: *minutes,
        }));
        let all = self.availability(db, ground.site, day, day).await?;
        let target = self.settings().target_load();
        let loads = skill_loads(&all, &[day], &work);
        let mine = loads
            .iter()
            .filter(|l| skills.iter().any(|(skill, _)| *skill == l.skill));
        Ok(mine
            .filter_map(|load| {
                let (asked, hours) = load.days.first().copied()?;
                if hours == 0 {
                    let skill = load.skill.clone();
                    return Some(msg!("booking-warn-no-skill", skill = skill, day = day));
                }
                is_over_target(asked, hours, target).then(|| {
                    msg!(
                        "booking-warn-skill",
                        skill = load.skill.clone(),
                        percent = share(asked, hours),
                        day = day
                    )
                })
            })
            .collect())
    }

    /// The same of a booking that stands, were it to begin then.
    pub(super) async fn its_skills_over(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        laid: &Laid,
        id: BookingId,
    ) -> Result<Vec<Msg>> {
        let skills = bookings::skills_of_booking(db, id).await?;
        self.skills_over(db, ground, laid, &skills, Some(id)).await
    }
}

impl Crowd {
    /// In percent, without the booking and with it.
    pub(super) fn percent(self) -> (i64, i64) {
        (
            share(self.others, self.hours),
            share(self.others + self.own, self.hours),
        )
    }
}
