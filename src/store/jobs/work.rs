//! A mechanic's own work (index `ix_task_open`).

use crate::domain::{JobId, SiteId, StaffId, TaskId, Ts, job, line, task};
use crate::store::{Db, Result, sql};

/// An open task of a person, with what they need to know about its job.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OwnTask {
    pub id: TaskId,
    pub job_id: JobId,
    pub number: String,
    pub job_status: job::Status,
    pub title: String,
    pub planned_min: i64,
    pub status: task::Status,
    pub block_reason: String,
    pub internal: bool,
    pub position: i64,
    /// What the customer said to its line; `None` for a task without one.
    pub auth: Option<line::Auth>,
    /// When its line was put to the customer.
    pub asked_at: Option<Ts>,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub year: Option<i64>,
    pub promised_at: Option<Ts>,
    pub priority: i64,
    pub accepted_at: Option<Ts>,
    /// When it stands in the diary for this person, else when the customer is due.
    pub starts_at: Option<Ts>,
    pub bay: Option<String>,
    /// The newest note of the job.
    pub note: Option<String>,
}

/// The open tasks of a person at a site on jobs that are here or due before `until`: running first, then as the
/// diary has them.
pub async fn own_tasks(
    db: &mut impl Db,
    site: SiteId,
    staff: StaffId,
    until: Ts,
) -> Result<Vec<OwnTask>> {
    db.all(
        sql("SELECT t.id, t.job_id, j.number, j.status AS job_status, t.title, t.planned_min, t.status,
                t.block_reason, t.internal, t.position, l.auth, l.asked_at, v.plate, v.make, v.model, v.year, j.promised_at, j.priority, t.accepted_at,
                COALESCE((SELECT MIN(o.starts_at) FROM occupancy o WHERE o.booking_id = j.booking_id
                    AND o.staff_id = t.staff_id), b.starts_at) AS starts_at,
                (SELECT y.name FROM occupancy o JOIN bay y ON y.id = o.bay_id WHERE o.booking_id = j.booking_id
                    ORDER BY o.starts_at LIMIT 1) AS bay,
                (SELECT n.body FROM job_note n WHERE n.job_id = j.id ORDER BY n.at DESC, n.id DESC LIMIT 1) AS note
             FROM task t JOIN job j ON j.id = t.job_id JOIN vehicle v ON v.id = j.vehicle_id
                LEFT JOIN booking b ON b.id = j.booking_id LEFT JOIN job_line l ON l.id = t.job_line_id
             WHERE t.staff_id = $2 AND t.site_id = $1 AND t.status IN ('todo', 'running', 'paused', 'blocked')
                AND j.status NOT IN ('collected', 'closed', 'cancelled')
                AND l.void_at IS NULL AND (l.auth IS NULL OR l.auth NOT IN ('declined', 'deferred'))
                AND (j.status <> 'planned' OR (b.starts_at < $3 AND b.status IN ('requested', 'held', 'confirmed')))
             ORDER BY CASE WHEN t.status = 'running' THEN 0 ELSE 1 END,
                CASE WHEN b.starts_at IS NULL THEN 1 ELSE 0 END, starts_at,
                CASE WHEN j.promised_at IS NULL THEN 1 ELSE 0 END, j.promised_at, t.job_id, t.position
             LIMIT 200")
        .bind(site)
        .bind(staff)
        .bind(until),
    )
    .await
}

/// Tasks a person finished between two instants.
pub async fn finished(
    db: &mut impl Db,
    job_site: SiteId,
    staff: StaffId,
    from: Ts,
    to: Ts,
) -> Result<(i64, i64)> {
    db.one(
        sql("SELECT COUNT(*), CAST(COALESCE(SUM(t.planned_min), 0) AS BIGINT) FROM (
                SELECT DISTINCT g.task_id FROM time_segment g
                WHERE g.staff_id = $2 AND g.started_at >= $3 AND g.started_at < $4 AND g.task_id IS NOT NULL
             ) w JOIN task t ON t.id = w.task_id
             WHERE t.site_id = $1 AND t.status IN ('done', 'verified')")
            .bind(job_site)
            .bind(staff)
            .bind(from)
            .bind(to),
    )
    .await
}
