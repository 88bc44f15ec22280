//! Who should do it (R-24, S1-47): everybody with what speaks for them. A person decides.

use crate::desk::{Actor, Desk, Result};
use crate::domain::permission::Permission;
use crate::domain::suggest::{Candidate, Suggested, rank};
use crate::domain::{TaskId, Ts};
use crate::store::jobs::{figures, header, tasks, visit};

impl Desk {
    /// The mechanics for these tasks of a job, the best first: free time on the day of the booking (today when it
    /// has begun), skill, and low load, weighed as the settings say (permission `job.edit`). Who lacks a skill the
    /// tasks ask for comes last, marked.
    pub async fn suggest(&self, by: &Actor, wanted: &[TaskId]) -> Result<Vec<Suggested>> {
        by.may(Permission::JobEdit)?;
        let mut db = self.store();
        let (site, now) = (by.site(), self.now());
        let zone = self.site(site)?.zone;
        let (mut need, mut skills, mut due) = (0, Vec::new(), now);
        for id in wanted {
            let job = tasks::job_of(&mut db, site, *id).await?;
            let t = tasks::get(&mut db, *id).await?;
            need += t.planned_min;
            skills.extend(figures::skill_of(&mut db, *id).await?);
            let job = header::get(&mut db, site, job).await?;
            let starts = visit::visit(&mut db, job.id).await?.starts_at;
            due = due.max(starts.unwrap_or(now));
        }
        let day = zone.day_of(due);
        let had = self.availability(&mut db, site, day, day).await?;
        let loads = figures::loads(&mut db).await?;
        let candidates = had
            .staff
            .iter()
            .map(|p| Candidate {
                id: p.id,
                name: p.name.clone(),
                free_min: had
                    .free(p, day)
                    .into_iter()
                    .map(|span| left(span.start, span.end, now))
                    .sum(),
                level: skills.iter().map(|skill| p.level(skill)).min(),
                load_min: loads.iter().find(|l| l.0 == p.id).map_or(0, |l| l.1),
            })
            .collect();
        Ok(rank(candidates, need, self.settings().assign_weights()))
    }
}

/// Minutes of a stretch that are not over yet.
fn left(start: Ts, end: Ts, now: Ts) -> i64 {
    start.max(now).minutes_until(end).max(0)
}
