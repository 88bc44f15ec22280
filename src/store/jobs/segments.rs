//! Clocked time looked at afterwards: who worked on what, and what was put right by hand.

use crate::domain::segment::{Kind, Lane, Source};
use crate::domain::{JobId, SegmentId, SiteId, StaffId, TaskId, Ts};
use crate::store::{Db, Error, Result, Tx, sql};

/// A stretch of work on a task, with the names of who worked and who corrected it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Segment {
    pub id: SegmentId,
    pub task_id: TaskId,
    pub staff_id: StaffId,
    pub staff: String,
    pub started_at: Ts,
    pub stopped_at: Option<Ts>,
    pub source: Source,
    pub corrected_by: Option<String>,
    pub corrected_at: Option<Ts>,
    pub version: i64,
}

/// All time clocked on a job, in the order it was worked.
pub async fn list(db: &mut impl Db, job: JobId) -> Result<Vec<Segment>> {
    db.all(
        sql(
            "SELECT g.id, g.task_id, g.staff_id, s.name AS staff, g.started_at, g.stopped_at, g.source,
                c.name AS corrected_by, g.corrected_at, g.version
             FROM time_segment g JOIN task t ON t.id = g.task_id JOIN staff s ON s.id = g.staff_id
                LEFT JOIN staff c ON c.id = g.corrected_by_id
             WHERE t.job_id = $1 ORDER BY g.started_at, g.id",
        )
        .bind(job),
    )
    .await
}

/// A stretch on somebody's clock, of whichever kind.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Clocked {
    pub id: SegmentId,
    pub staff_id: StaffId,
    pub lane: Lane,
    pub task_id: Option<TaskId>,
    pub started_at: Ts,
    pub stopped_at: Option<Ts>,
}

/// One segment at this site.
pub async fn get(db: &mut impl Db, site: SiteId, id: SegmentId) -> Result<Clocked> {
    db.one(
        sql(
            "SELECT id, staff_id, lane, task_id, started_at, stopped_at FROM time_segment
             WHERE id = $1 AND site_id = $2",
        )
        .bind(id)
        .bind(site),
    )
    .await
}

/// A stretch on somebody's clock that another would lie upon; `title` is its task's.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "named as read")]
pub struct Other {
    pub title: Option<String>,
    pub indirect_code: Option<String>,
    pub started_at: Ts,
    pub stopped_at: Option<Ts>,
}

/// What else a person's clock in a lane ran on between two instants, the first of it.
pub async fn other(
    db: &mut impl Db,
    (staff, lane): (StaffId, Lane),
    except: Option<SegmentId>,
    (from, to): (Ts, Ts),
) -> Result<Option<Other>> {
    db.opt(
        sql(
            "SELECT t.title, g.indirect_code, g.started_at, g.stopped_at
             FROM time_segment g LEFT JOIN task t ON t.id = g.task_id
             WHERE g.staff_id = $1 AND g.lane = $2 AND g.id <> $3 AND g.started_at < $5
                AND (g.stopped_at IS NULL OR g.stopped_at > $4) AND (g.stopped_at IS NULL OR g.stopped_at > g.started_at)
             ORDER BY g.started_at LIMIT 1",
        )
        .bind(staff)
        .bind(lane)
        .bind(except.unwrap_or(SegmentId(0)))
        .bind(from)
        .bind(to),
    )
    .await
}

/// Puts the times of a segment right, on record, if nobody did since `version`.
///
/// # Errors
/// [`Error::Stale`]
pub async fn correct(
    tx: &mut Tx,
    id: SegmentId,
    version: i64,
    (from, to): (Ts, Option<Ts>),
    by: Option<StaffId>,
    at: Ts,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE time_segment SET started_at = $3, stopped_at = $4, corrected_by_id = $5, corrected_at = $6,
                    version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(from)
            .bind(to)
            .bind(by)
            .bind(at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Runs a clock again as if it had not been stopped at `stopped`, if nobody corrected it since.
///
/// # Errors
/// [`Error::Stale`]
pub async fn run_on(tx: &mut Tx, id: SegmentId, staff: StaffId, stopped: Ts) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE time_segment SET stopped_at = NULL, version = version + 1
                 WHERE id = $1 AND staff_id = $2 AND stopped_at = $3",
            )
            .bind(id)
            .bind(staff)
            .bind(stopped),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Time that no clock saw.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New {
    pub site_id: SiteId,
    pub staff_id: StaffId,
    pub kind: Kind,
    pub task_id: Option<TaskId>,
    pub indirect_code: Option<&'static str>,
    pub started_at: Ts,
    pub stopped_at: Ts,
}

/// Writes it down by hand, and who did.
pub async fn insert(tx: &mut Tx, new: &New, by: Option<StaffId>, at: Ts) -> Result<SegmentId> {
    let (id,): (SegmentId,) = tx
        .one(
            sql("INSERT INTO time_segment (site_id, staff_id, lane, kind, task_id, indirect_code, started_at,
                    stopped_at, source, corrected_by_id, corrected_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id")
            .bind(new.site_id)
            .bind(new.staff_id)
            .bind(new.kind.lane())
            .bind(new.kind)
            .bind(new.task_id)
            .bind(new.indirect_code)
            .bind(new.started_at)
            .bind(new.stopped_at)
            .bind(Source::Manual)
            .bind(by)
            .bind(at),
        )
        .await?;
    Ok(id)
}
