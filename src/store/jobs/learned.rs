//! What operations took before, stretch by stretch: the material of learned times.

use crate::domain::{JobId, LineId, OperationId, SiteId, Ts};
use crate::store::{Db, Result, sql};

/// A stretch of work on a finished line.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Worked {
    pub line_id: LineId,
    pub operation_id: OperationId,
    pub title: String,
    pub standard_min: i64,
    pub make: String,
    pub model: String,
    pub started_at: Ts,
    pub stopped_at: Ts,
}

/// What the operations of a job took on other vehicles of its model, the newest lines first (index
/// `ix_job_line_operation_id`). Lines with a task that is still open say nothing yet.
pub async fn of_job(db: &mut impl Db, job: JobId) -> Result<Vec<Worked>> {
    db.all(
        sql("SELECT l.id AS line_id, l.operation_id, o.title, o.standard_min, v.make, v.model, g.started_at,
                g.stopped_at
             FROM (SELECT DISTINCT x.operation_id, y.make, y.model FROM job_line x JOIN job k ON k.id = x.job_id
                    JOIN vehicle y ON y.id = k.vehicle_id
                    WHERE x.job_id = $1 AND x.operation_id IS NOT NULL AND x.void_at IS NULL) w
                JOIN operation o ON o.id = w.operation_id
                JOIN job_line l ON l.operation_id = w.operation_id AND l.operation_id IS NOT NULL
                    AND l.void_at IS NULL AND l.job_id <> $1
                JOIN job j ON j.id = l.job_id
                JOIN vehicle v ON v.id = j.vehicle_id AND v.make = w.make AND v.model = w.model
                JOIN task t ON t.job_line_id = l.id AND t.status IN ('done', 'verified')
                JOIN time_segment g ON g.task_id = t.id AND g.stopped_at IS NOT NULL
             WHERE NOT EXISTS (SELECT 1 FROM task u WHERE u.job_line_id = l.id
                    AND u.status IN ('todo', 'running', 'paused', 'blocked'))
             ORDER BY l.id DESC LIMIT 1000")
        .bind(job),
    )
    .await
}

/// The same of everything a site did since an instant, by operation.
pub async fn of_site(db: &mut impl Db, site: SiteId, since: Ts) -> Result<Vec<Worked>> {
    db.all(
        sql("SELECT l.id AS line_id, l.operation_id, o.title, o.standard_min, v.make, v.model, g.started_at,
                g.stopped_at
             FROM operation o
                JOIN job_line l ON l.operation_id = o.id AND l.operation_id IS NOT NULL AND l.void_at IS NULL
                JOIN job j ON j.id = l.job_id AND j.site_id = $1 AND j.created_at >= $2
                JOIN vehicle v ON v.id = j.vehicle_id
                JOIN task t ON t.job_line_id = l.id AND t.status IN ('done', 'verified')
                JOIN time_segment g ON g.task_id = t.id AND g.stopped_at IS NOT NULL
             WHERE NOT EXISTS (SELECT 1 FROM task u WHERE u.job_line_id = l.id
                    AND u.status IN ('todo', 'running', 'paused', 'blocked'))
             ORDER BY l.id DESC LIMIT 20000")
        .bind(site)
        .bind(since),
    )
    .await
}
