//! Clocked time: who worked on what, from when to when.

use crate::domain::segment::{Kind, Lane, Source};
use crate::domain::{JobId, SegmentId, SiteId, StaffId, TaskId, Ts};
use crate::store::{Db, Result, Tx, sql, sql2};

/// What the clock of a person runs on.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Running {
    pub id: SegmentId,
    pub lane: Lane,
    pub kind: Kind,
    pub task_id: Option<TaskId>,
    pub indirect_code: Option<String>,
    pub started_at: Ts,
}

/// The open segments of a person, at most one in each lane.
pub async fn running(db: &mut impl Db, staff: StaffId) -> Result<Vec<Running>> {
    db.all(
        sql(
            "SELECT id, lane, kind, task_id, indirect_code, started_at FROM time_segment
             WHERE staff_id = $1 AND stopped_at IS NULL ORDER BY lane",
        )
        .bind(staff),
    )
    .await
}

/// Starts a clock.
pub async fn start(
    tx: &mut Tx,
    site: SiteId,
    staff: StaffId,
    kind: Kind,
    task: Option<TaskId>,
    indirect: Option<&str>,
    at: Ts,
) -> Result<SegmentId> {
    let (id,): (SegmentId,) = tx
        .one(
            sql("INSERT INTO time_segment (site_id, staff_id, lane, kind, task_id, indirect_code, started_at, source)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id")
            .bind(site)
            .bind(staff)
            .bind(kind.lane())
            .bind(kind)
            .bind(task)
            .bind(indirect)
            .bind(at)
            .bind(Source::Live),
        )
        .await?;
    Ok(id)
}

/// Stops a person's clock in a lane; whether one ran. A clock set ahead elsewhere gives an empty segment.
pub async fn stop(tx: &mut Tx, staff: StaffId, lane: Lane, at: Ts) -> Result<bool> {
    let touched = tx
        .exec(
            sql("UPDATE time_segment SET stopped_at = CASE WHEN started_at > $3 THEN started_at ELSE $3 END
                 WHERE staff_id = $1 AND lane = $2 AND stopped_at IS NULL")
            .bind(staff)
            .bind(lane)
            .bind(at),
        )
        .await?;
    Ok(touched > 0)
}

/// Stops every clock that runs on a task.
pub async fn stop_task(tx: &mut Tx, task: TaskId, at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE time_segment SET stopped_at = CASE WHEN started_at > $2 THEN started_at ELSE $2 END
             WHERE task_id = $1 AND stopped_at IS NULL")
        .bind(task)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// How long a task was worked on, in seconds, without what runs now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "named as read")]
pub struct Clocked {
    pub task_id: TaskId,
    pub seconds: i64,
    pub running_since: Option<Ts>,
}

/// The clocked time of every task of a job.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Vec<Clocked>> {
    db.all(
        sql2(
            "SELECT g.task_id, CAST(COALESCE(SUM(g.stopped_at - g.started_at), 0) / 1000000 AS BIGINT) AS seconds,
                MIN(CASE WHEN g.stopped_at IS NULL THEN g.started_at END) AS running_since
             FROM task t JOIN time_segment g ON g.task_id = t.id
             WHERE t.job_id = $1 GROUP BY g.task_id",
            "SELECT g.task_id, CAST(COALESCE(EXTRACT(EPOCH FROM SUM(g.stopped_at - g.started_at)), 0) AS BIGINT) AS seconds,
                MIN(CASE WHEN g.stopped_at IS NULL THEN g.started_at END) AS running_since
             FROM task t JOIN time_segment g ON g.task_id = t.id
             WHERE t.job_id = $1 GROUP BY g.task_id",
        )
        .bind(job),
    )
    .await
}

/// Seconds a person worked on tasks between two instants, stopped segments only.
pub async fn worked(db: &mut impl Db, staff: StaffId, from: Ts, to: Ts) -> Result<i64> {
    let (seconds,) = db
        .one::<(i64,)>(
            sql2(
                "SELECT CAST(COALESCE(SUM(stopped_at - started_at), 0) / 1000000 AS BIGINT) FROM time_segment
                 WHERE staff_id = $1 AND lane = 'work' AND kind = 'task' AND started_at >= $2 AND started_at < $3
                    AND stopped_at IS NOT NULL",
                "SELECT CAST(COALESCE(EXTRACT(EPOCH FROM SUM(stopped_at - started_at)), 0) AS BIGINT) FROM time_segment
                 WHERE staff_id = $1 AND lane = 'work' AND kind = 'task' AND started_at >= $2 AND started_at < $3
                    AND stopped_at IS NOT NULL",
            )
            .bind(staff)
            .bind(from)
            .bind(to),
        )
        .await?;
    Ok(seconds)
}
