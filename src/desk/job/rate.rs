//! What customers think of a job: asked when they collect, or answered later; only for work really done here.

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::job::Status;
use crate::domain::permission::Permission;
use crate::domain::rating::{self, Source};
use crate::domain::{JobId, StaffId, msg, text};
use crate::store::Tx;
use crate::store::jobs::ratings;
use crate::store::jobs::warranty;

pub use crate::store::jobs::ratings::{Rated, Rating};

/// How far back means look, in days.
const DAYS: i64 = 365;

/// What a customer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// 1 to 5.
    pub score: i64,
    /// In their words; may be empty.
    pub comment: String,
    /// How it reached the workshop.
    pub source: Source,
}

/// The ratings of a year.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ratings {
    /// Each, the newest first.
    pub all: Vec<Rating>,
    /// By canned job.
    pub by_canned: Vec<Rated>,
    /// By mechanic.
    pub by_staff: Vec<Rated>,
    /// Jobs that came back for a mechanic's work.
    pub comebacks: Vec<(StaffId, i64)>,
}

impl Desk {
    /// Writes down what the customer thinks of a job whose vehicle has left (permission `job.release`). Once; and
    /// only when something was done here.
    pub async fn rate(&self, by: &Actor, job: JobId, said: &Opinion) -> Result<()> {
        by.may(Permission::JobRelease)?;
        in_tx!(self, |tx| {
            let job = self.job_held(tx, by, job).await?;
            if !matches!(job.status, Status::Collected | Status::Closed) {
                return Err(Error::Refused(msg!(
                    "rating-too-early",
                    number = &job.number
                )));
            }
            self.put_rating(tx, by, job.id, said).await
        })
    }

    /// The same in a transaction that knows the vehicle has left.
    pub(super) async fn put_rating(
        &self,
        tx: &mut Tx,
        by: &Actor,
        job: JobId,
        said: &Opinion,
    ) -> Result<()> {
        let score = rating::score(said.score).map_err(|why| Error::invalid("score", why))?;
        let comment = text::note(&said.comment).map_err(|why| Error::invalid("comment", why))?;
        if let Some(was) = ratings::of_job(tx, job).await? {
            return Err(Error::Refused(msg!("rating-there", score = was.score)));
        }
        if !ratings::was_worked_on(tx, job).await? {
            return Err(Error::Refused(msg!("rating-nothing-done")));
        }
        let whose = (by.site(), job, by.staff());
        ratings::insert(tx, whose, (score, &comment, said.source), self.now()).await?;
        self.record(
            tx,
            by,
            Entry {
                verb: "rate",
                entity: "job",
                id: job.0,
                new: serde_json::json!({ "score": score, "comment": comment, "source": said.source }),
                ..Entry::default()
            },
        )
        .await
    }

    /// What customers said in the last year: each, by canned job, and by mechanic (permission `report.see`).
    pub async fn ratings(&self, by: &Actor) -> Result<Ratings> {
        by.may(Permission::ReportSee)?;
        let (mut db, site) = (self.store(), by.site());
        let from = self.now().plus_days(-DAYS);
        Ok(Ratings {
            all: ratings::since(&mut db, site, from).await?,
            by_canned: ratings::by_canned(&mut db, site, from).await?,
            by_staff: ratings::by_staff(&mut db, site, from).await?,
            comebacks: warranty::comebacks(&mut db, site, from).await?,
        })
    }
}
