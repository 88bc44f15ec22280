//! Tasks: what is done on a job.

use crate::domain::task::Status;
use crate::domain::{
    BookingId, EquipmentId, JobId, LineId, SiteId, StaffId, TaskId, Ts, WorkItemId,
};
use crate::store::{Db, Error, Result, Tx, sql};

/// A task as stored, with the name of whose it is.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Task {
    pub id: TaskId,
    pub job_id: JobId,
    pub work_item_id: WorkItemId,
    pub job_line_id: Option<LineId>,
    pub position: i64,
    pub sequence_group: i64,
    pub title: String,
    pub planned_min: i64,
    pub staff_id: Option<StaffId>,
    pub staff: Option<String>,
    pub status: Status,
    pub block_reason: String,
    pub internal: bool,
    pub done_at: Option<Ts>,
    pub verified_by_id: Option<StaffId>,
    pub accepted_at: Option<Ts>,
    pub declined_at: Option<Ts>,
    pub decline_reason: String,
    pub version: i64,
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT t.id, t.job_id, t.work_item_id, t.job_line_id, t.position, t.sequence_group, t.title,
                t.planned_min, t.staff_id, s.name AS staff, t.status, t.block_reason, t.internal, t.done_at,
                t.verified_by_id, t.accepted_at, t.declined_at, t.decline_reason, t.version
             FROM task t LEFT JOIN staff s ON s.id = t.staff_id LEFT JOIN job_line l ON l.id = t.job_line_id ",
            $tail
        )
    };
}

/// The tasks of a job in their order. One whose line is void is as if it were not there.
pub async fn list(db: &mut impl Db, job: JobId) -> Result<Vec<Task>> {
    db.all(
        sql(columns!(
            "WHERE t.job_id = $1 AND l.void_at IS NULL ORDER BY t.position"
        ))
        .bind(job),
    )
    .await
}

/// One task.
pub async fn get(db: &mut impl Db, id: TaskId) -> Result<Task> {
    db.one(sql(columns!("WHERE t.id = $1")).bind(id)).await
}

/// The job of a task at this site.
pub async fn job_of(db: &mut impl Db, site: SiteId, id: TaskId) -> Result<JobId> {
    let (job,) = db
        .one::<(JobId,)>(
            sql("SELECT job_id FROM task WHERE id = $1 AND site_id = $2")
                .bind(id)
                .bind(site),
        )
        .await?;
    Ok(job)
}

/// What a new task is made of.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New<'a> {
    pub site_id: SiteId,
    pub job_id: JobId,
    pub work_item_id: WorkItemId,
    pub job_line_id: Option<LineId>,
    pub sequence_group: i64,
    pub title: &'a str,
    pub planned_min: i64,
    pub staff_id: Option<StaffId>,
    pub internal: bool,
}

/// A new task, last on the job.
pub async fn insert(tx: &mut Tx, t: &New<'_>) -> Result<TaskId> {
    let (id,): (TaskId,) = tx
        .one(
            sql("INSERT INTO task (site_id, job_id, work_item_id, job_line_id, position, sequence_group, title,
                    planned_min, staff_id, internal)
                 VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(position), 0) + 1 FROM task WHERE job_id = $2),
                    $5, $6, $7, $8, $9)
                 RETURNING id")
            .bind(t.site_id)
            .bind(t.job_id)
            .bind(t.work_item_id)
            .bind(t.job_line_id)
            .bind(t.sequence_group)
            .bind(t.title)
            .bind(t.planned_min)
            .bind(t.staff_id)
            .bind(t.internal),
        )
        .await?;
    Ok(id)
}

/// The last sequence group in use on the job; 0 when there is no task.
pub async fn last_group(db: &mut impl Db, job: JobId) -> Result<i64> {
    let (group,) = db
        .one::<(i64,)>(
            sql("SELECT CAST(COALESCE(MAX(sequence_group), 0) AS BIGINT) FROM task WHERE job_id = $1")
                .bind(job),
        )
        .await?;
    Ok(group)
}

/// Moves a task on. `done_at` stands while it is done; a reason while it is blocked.
///
/// # Errors
/// [`Error::Stale`] when the task is not in `from` any more.
pub async fn set_status(
    tx: &mut Tx,
    id: TaskId,
    from: Status,
    to: Status,
    reason: &str,
    at: Ts,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE task SET status = $3,
                    block_reason = CASE WHEN $3 IN ('blocked', 'cancelled') THEN $4 ELSE '' END,
                    done_at = CASE WHEN $3 = 'done' THEN $5 WHEN $3 = 'verified' THEN done_at ELSE NULL END,
                    verified_by_id = CASE WHEN $3 = 'verified' THEN verified_by_id ELSE NULL END
                 WHERE id = $1 AND status = $2")
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(reason)
            .bind(at),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Another person looked at all that is done on the job.
pub async fn verify_done(tx: &mut Tx, job: JobId, by: Option<StaffId>) -> Result<u64> {
    tx.exec(
        sql("UPDATE task SET status = 'verified', verified_by_id = $2 WHERE job_id = $1 AND status = 'done'")
            .bind(job)
            .bind(by),
    )
    .await
}

/// Whose task it is. What the last person said to it is over.
pub async fn set_staff(tx: &mut Tx, id: TaskId, staff: Option<StaffId>) -> Result<()> {
    tx.exec(
        sql("UPDATE task SET staff_id = $2, accepted_at = NULL, declined_at = NULL, decline_reason = ''
             WHERE id = $1")
        .bind(id)
        .bind(staff),
    )
    .await?;
    Ok(())
}

/// Whoever has it will do it; once is enough.
pub async fn accept(tx: &mut Tx, id: TaskId, at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE task SET accepted_at = COALESCE(accepted_at, $2) WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Whoever had it will not do it: it is nobody's.
pub async fn decline(tx: &mut Tx, id: TaskId, at: Ts, reason: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE task SET staff_id = NULL, accepted_at = NULL, declined_at = $2, decline_reason = $3
             WHERE id = $1")
        .bind(id)
        .bind(at)
        .bind(reason),
    )
    .await?;
    Ok(())
}

/// Which tasks it goes one after another with.
pub async fn set_group(tx: &mut Tx, id: TaskId, group: i64) -> Result<()> {
    tx.exec(
        sql("UPDATE task SET sequence_group = $2 WHERE id = $1")
            .bind(id)
            .bind(group),
    )
    .await?;
    Ok(())
}

/// Saves title and planned minutes, if nobody saved since `version`.
///
/// # Errors
/// [`Error::Stale`]
pub async fn set_words(
    tx: &mut Tx,
    id: TaskId,
    version: i64,
    title: &str,
    planned_min: i64,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE task SET title = $3, planned_min = $4, version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .bind(title)
                .bind(planned_min),
        )
        .await?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Puts the tasks into this order: `ids` are all of the job; those of void lines stand behind them.
pub async fn reorder(tx: &mut Tx, job: JobId, ids: &[TaskId]) -> Result<()> {
    // Neither engine checks the unique position late: out of the way first, then into place.
    tx.exec(sql("UPDATE task SET position = -position WHERE job_id = $1").bind(job))
        .await?;
    for (position, id) in (1i64..).zip(ids) {
        tx.exec(
            sql("UPDATE task SET position = $3 WHERE id = $1 AND job_id = $2")
                .bind(*id)
                .bind(job)
                .bind(position),
        )
        .await?;
    }
    let behind = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    tx.exec(
        sql("UPDATE task SET position = $2 - position WHERE job_id = $1 AND position < 0")
            .bind(job)
            .bind(behind),
    )
    .await?;
    Ok(())
}

/// A task needs a piece of equipment.
pub async fn needs_equipment(tx: &mut Tx, task: TaskId, equipment: EquipmentId) -> Result<()> {
    tx.exec(
        sql("INSERT INTO task_equipment (task_id, equipment_id) VALUES ($1, $2)")
            .bind(task)
            .bind(equipment),
    )
    .await?;
    Ok(())
}

/// A piece of equipment a task needs.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "named as read")]
pub struct Need {
    pub task_id: TaskId,
    pub equipment_id: EquipmentId,
    pub name: String,
}

/// What the tasks of a job need.
pub async fn equipment_of(db: &mut impl Db, job: JobId) -> Result<Vec<Need>> {
    db.all(
        sql(
            "SELECT n.task_id, n.equipment_id, e.name FROM task t JOIN task_equipment n ON n.task_id = t.id
                JOIN equipment e ON e.id = n.equipment_id
             WHERE t.job_id = $1 ORDER BY n.id",
        )
        .bind(job),
    )
    .await
}

/// A task needs a piece of equipment no more.
pub async fn frees_equipment(tx: &mut Tx, task: TaskId, equipment: EquipmentId) -> Result<()> {
    tx.exec(
        sql("DELETE FROM task_equipment WHERE task_id = $1 AND equipment_id = $2")
            .bind(task)
            .bind(equipment),
    )
    .await?;
    Ok(())
}

/// Who has a piece of equipment that a task needs, for which vehicle, and when it is free again by plan.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "named as read")]
pub struct InUse {
    pub name: String,
    pub who: Option<String>,
    pub plate: Option<String>,
    pub since: Ts,
    pub planned_min: i64,
}

/// Another task at the site that somebody other than `who` is working on with what this one needs: their own is
/// paused when they begin it.
pub async fn worked_with(
    db: &mut impl Db,
    site: SiteId,
    task: TaskId,
    who: StaffId,
) -> Result<Option<InUse>> {
    db.opt(
        sql(
            "SELECT e.name, s.name AS who, v.plate, g.started_at AS since, o.planned_min
             FROM time_segment g JOIN task o ON o.id = g.task_id
                JOIN task_equipment m ON m.task_id = o.id
                JOIN task_equipment n ON n.equipment_id = m.equipment_id AND n.task_id = $2
                JOIN equipment e ON e.id = n.equipment_id JOIN staff s ON s.id = g.staff_id
                JOIN job j ON j.id = o.job_id JOIN vehicle v ON v.id = j.vehicle_id
             WHERE g.site_id = $1 AND g.stopped_at IS NULL AND o.id <> $2 AND g.staff_id <> $3
             ORDER BY g.started_at LIMIT 1",
        )
        .bind(site)
        .bind(task)
        .bind(who),
    )
    .await
}

/// Another booking, or a block of time, that has what this task needs now: the piece, the plate, and until when.
pub async fn booked_away(
    db: &mut impl Db,
    task: TaskId,
    own: Option<BookingId>,
    now: Ts,
) -> Result<Option<(String, Option<String>, Ts)>> {
    db.opt(
        sql("SELECT e.name, v.plate, o.ends_at FROM task_equipment n JOIN equipment e ON e.id = n.equipment_id
                JOIN occupancy o ON o.equipment_id = n.equipment_id
                LEFT JOIN booking b ON b.id = o.booking_id LEFT JOIN vehicle v ON v.id = b.vehicle_id
             WHERE n.task_id = $1 AND o.blocks AND o.starts_at <= $3 AND o.starts_at > $4 AND o.ends_at > $3
                AND (o.booking_id IS NULL OR o.booking_id <> $2) ORDER BY o.ends_at DESC LIMIT 1")
        .bind(task)
        .bind(own.unwrap_or(BookingId(0)))
        .bind(now)
        // ck_occupancy_span: nothing lasts longer than a day.
        .bind(now.plus_minutes(-24 * 60)),
    )
    .await
}

/// Who worked on a job: whose clock ran on its tasks, and whose its finished tasks are.
pub async fn doers(db: &mut impl Db, job: JobId) -> Result<Vec<(StaffId, String)>> {
    db.all(
        sql("SELECT s.id, s.name FROM (
                SELECT g.staff_id AS id FROM task t JOIN time_segment g ON g.task_id = t.id WHERE t.job_id = $1
                UNION SELECT t.staff_id FROM task t WHERE t.job_id = $1 AND t.status IN ('done', 'verified')
             ) d JOIN staff s ON s.id = d.id ORDER BY s.name, s.id")
        .bind(job),
    )
    .await
}
