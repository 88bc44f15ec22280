//! Learned times: what an operation took on a model before, beside what the book says.

use crate::desk::{Actor, Desk, Result};
use crate::domain::figures::median;
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, OperationId};
use crate::store::Db;
use crate::store::jobs::learned::{self, Worked};

/// How far back the workshop looks, in days.
const DAYS: i64 = 3 * 365;

/// What an operation takes on a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// Which operation.
    pub operation: OperationId,
    /// What it is called.
    pub title: String,
    /// The vehicle: make and model.
    pub model: String,
    /// Minutes the catalogue says.
    pub standard_min: i64,
    /// The median of the minutes clocked.
    pub median_min: i64,
    /// How often it was done.
    pub times: usize,
}

impl Desk {
    /// What every operation took on every model it was done on, by operation and model (permission `job.see`).
    pub async fn learned_times(&self, by: &Actor) -> Result<Vec<Learned>> {
        by.may(Permission::JobSee)?;
        let since = self.now().plus_days(-DAYS);
        let all = learned::of_site(&mut self.store(), by.site(), since).await?;
        Ok(sum_up(all))
    }

    /// The same for the operations of a job on its vehicle's model, this job left out.
    pub(super) async fn learned_of(&self, db: &mut impl Db, job: JobId) -> Result<Vec<Learned>> {
        Ok(sum_up(learned::of_job(db, job).await?))
    }
}

/// The stretches of each line together, then the median of the lines of each operation and model.
fn sum_up(all: Vec<Worked>) -> Vec<Learned> {
    let mut lines: Vec<(LineId, Worked, i64)> = Vec::new();
    for w in all {
        let seconds = w.started_at.seconds_until(w.stopped_at);
        match lines.iter_mut().rev().find(|(id, ..)| *id == w.line_id) {
            Some((.., sum)) => *sum += seconds,
            None => lines.push((w.line_id, w, seconds)),
        }
    }
    lines.sort_by(|(_, a, _), (_, b, _)| key(a).cmp(&key(b)));
    lines
        .chunk_by(|(_, a, _), (_, b, _)| key(a) == key(b))
        .filter_map(|same| {
            let minutes = same.iter().map(|(.., seconds)| (seconds + 30) / 60);
            let (_, w, _) = same.first()?;
            Some(Learned {
                operation: w.operation_id,
                title: w.title.clone(),
                model: format!("{} {}", w.make, w.model).trim().to_owned(),
                standard_min: w.standard_min,
                median_min: median(minutes.collect())?,
                times: same.len(),
            })
        })
        .collect()
}

fn key(w: &Worked) -> (&str, OperationId, &str, &str) {
    (&w.title, w.operation_id, &w.make, &w.model)
}
