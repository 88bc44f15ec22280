//! Clocked and sold time per person and period.

use crate::domain::segment::{Kind, Source};
use crate::domain::{LineId, Qty, SegmentId, SiteId, StaffId, TaskId, Ts};
use crate::store::{Db, Result, sql};

/// A stretch on somebody's clock.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Stretch {
    pub id: SegmentId,
    pub staff_id: StaffId,
    pub kind: Kind,
    pub indirect_code: Option<String>,
    pub task_id: Option<TaskId>,
    pub title: Option<String>,
    pub plate: Option<String>,
    pub started_at: Ts,
    pub stopped_at: Option<Ts>,
    pub source: Source,
    pub corrected_by: Option<String>,
    pub version: i64,
}

/// What the clocks of a person at a site saw between two instants (index `ix_time_segment_staff_id_started_at`).
/// No stretch is longer than a day and a half.
pub async fn stretches(
    db: &mut impl Db,
    site: SiteId,
    staff: StaffId,
    (from, to): (Ts, Ts),
) -> Result<Vec<Stretch>> {
    db.all(
        sql("SELECT g.id, g.staff_id, g.kind, g.indirect_code, g.task_id, t.title, v.plate, g.started_at, g.stopped_at,
                g.source, c.name AS corrected_by, g.version
             FROM time_segment g LEFT JOIN task t ON t.id = g.task_id LEFT JOIN job j ON j.id = t.job_id
                LEFT JOIN vehicle v ON v.id = j.vehicle_id LEFT JOIN staff c ON c.id = g.corrected_by_id
             WHERE g.staff_id = $2 AND g.site_id = $1 AND g.started_at > $5 AND g.started_at < $4
                AND (g.stopped_at IS NULL OR g.stopped_at > $3)
             ORDER BY g.started_at, g.id")
        .bind(site)
        .bind(staff)
        .bind(from)
        .bind(to)
        .bind(from.plus_minutes(-36 * 60)),
    )
    .await
}

/// A finished task, with the hours its line sold and what all tasks of the line were planned for.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Sold {
    pub id: TaskId,
    pub job_line_id: Option<LineId>,
    pub planned_min: i64,
    pub qty_milli: Option<Qty>,
    pub line_min: i64,
    pub line_tasks: i64,
}

/// What a person finished at a site between two instants (by their clock: index
/// `ix_time_segment_staff_id_started_at`).
pub async fn sold(
    db: &mut impl Db,
    site: SiteId,
    staff: StaffId,
    (from, to): (Ts, Ts),
) -> Result<Vec<Sold>> {
    db.all(
        sql("SELECT t.id, t.job_line_id, t.planned_min, l.qty_milli,
                CAST(COALESCE((SELECT SUM(o.planned_min) FROM task o WHERE o.job_line_id = l.id
                    AND o.status <> 'cancelled'), 0) AS BIGINT) AS line_min,
                CAST(COALESCE((SELECT COUNT(*) FROM task o WHERE o.job_line_id = l.id
                    AND o.status <> 'cancelled'), 0) AS BIGINT) AS line_tasks
             FROM (SELECT DISTINCT g.task_id FROM time_segment g WHERE g.staff_id = $2 AND g.started_at < $4
                    AND g.started_at > $5 AND g.task_id IS NOT NULL) w
                JOIN task t ON t.id = w.task_id
                LEFT JOIN job_line l ON l.id = t.job_line_id AND l.kind = 'labour' AND l.void_at IS NULL
             WHERE t.site_id = $1 AND t.staff_id = $2 AND t.status IN ('done', 'verified')
                AND t.done_at >= $3 AND t.done_at < $4")
        .bind(site)
        .bind(staff)
        .bind(from)
        .bind(to)
        .bind(from.plus_days(-60)),
    )
    .await
}

/// The skills the lines of a task ask for.
pub async fn skill_of(db: &mut impl Db, task: TaskId) -> Result<Option<String>> {
    Ok(db
        .opt::<(String,)>(
            sql(
                "SELECT o.skill FROM task t JOIN job_line l ON l.id = t.job_line_id
                    JOIN operation o ON o.id = l.operation_id
                 WHERE t.id = $1 AND o.skill <> ''",
            )
            .bind(task),
        )
        .await?
        .map(|row| row.0))
}

/// Planned minutes of the open tasks of everybody who has some (index `ix_task_open`).
pub async fn loads(db: &mut impl Db) -> Result<Vec<(StaffId, i64)>> {
    db.all(sql(
        "SELECT s.id, CAST(COALESCE((SELECT SUM(t.planned_min) FROM task t WHERE t.staff_id = s.id
                AND t.status IN ('todo', 'running', 'paused', 'blocked')), 0) AS BIGINT)
         FROM staff s WHERE s.is_mechanic AND s.disabled_at IS NULL",
    ))
    .await
}
