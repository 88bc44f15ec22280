//! The board of a site: every job in the house and those due today, in two statements (indexes `ix_job_open`,
//! `uq_job_line_job_id_position`, `uq_task_job_id_position`, `ix_outbox_entity_entity_id`).

use crate::domain::booking::Arrival;
use crate::domain::job::{HoldReason, Stage, Status};
use crate::domain::{
    BookingId, JobId, Money, SiteId, StaffId, TaskId, Ts, VehicleId, booking, line, outbox, sublet,
    task,
};
use crate::store::{Db, Result, sql, sql2};
use chrono::NaiveDate;

/// A job as its card on the board shows it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Card {
    pub id: JobId,
    pub number: String,
    pub status: Status,
    pub resume_status: Option<Status>,
    pub hold_reason: Option<HoldReason>,
    pub hold_until: Option<Ts>,
    pub supplement: bool,
    pub state_since: Ts,
    pub promised_at: Option<Ts>,
    pub ready_at: Option<Ts>,
    pub priority: i64,
    pub vehicle_id: VehicleId,
    pub booking_id: Option<BookingId>,
    pub customer: String,
    pub plate: String,
    pub make: String,
    pub model: String,
    /// How the customer comes, and when they are due.
    pub arrival: Option<Arrival>,
    pub due_at: Option<Ts>,
    pub booking_status: Option<booking::Status>,
    /// The first work item, else what the customer wished.
    pub work: String,
    pub items: i64,
    /// Authorised lines whose part is not on the shelf, and one of them.
    pub short: i64,
    pub short_part: Option<String>,
    /// Lines the customer was never asked about.
    pub drafts: i64,
    pub check_required: bool,
    /// Why it stands still, in words.
    pub reason: String,
    /// Of what is proposed, what nobody has asked the customer about yet.
    pub unasked_minor: Money,
    /// What waits for the customer's yes.
    pub proposed_minor: Money,
    /// What was agreed, lines only.
    pub agreed_minor: Money,
    /// The newest message that it is ready, if one was made since.
    pub told: Option<outbox::Status>,
    pub told_at: Option<Ts>,
    /// What is left to pay of the posted invoice, if there is one.
    pub owed_minor: Option<Money>,
}

impl Card {
    /// The columns that move together.
    #[must_use]
    pub fn stage(&self) -> Stage {
        Stage {
            status: self.status,
            resume: self.resume_status,
            supplement: self.supplement,
        }
    }
}

/// The jobs in the house, and those planned to come between two instants, the promised first.
pub async fn cards(
    db: &mut impl Db,
    site: SiteId,
    day_start: Ts,
    day_end: Ts,
) -> Result<Vec<Card>> {
    db.all(
        sql("SELECT j.id, j.number, j.status, j.resume_status, j.hold_reason, j.hold_until, j.supplement,
                j.state_since, j.check_required, j.reason, j.promised_at, j.ready_at, j.priority, j.vehicle_id, j.booking_id, c.name AS customer, v.plate,
                v.make, v.model, b.arrival, b.starts_at AS due_at, b.status AS booking_status,
                COALESCE((SELECT w.title FROM work_item w WHERE w.job_id = j.id ORDER BY w.position LIMIT 1),
                    b.wish, '') AS work,
                (SELECT COUNT(*) FROM work_item w WHERE w.job_id = j.id) AS items,
                COALESCE(l.short, 0) AS short, l.short_part, COALESCE(l.drafts, 0) AS drafts, COALESCE(l.proposed_minor, 0) AS proposed_minor,
                COALESCE(l.unasked_minor, 0) AS unasked_minor,
                COALESCE(l.agreed_minor, 0) AS agreed_minor,
                CASE WHEN j.status = 'ready' THEN (SELECT o.status FROM outbox o WHERE o.entity = 'job'
                    AND o.entity_id = j.id AND o.event = 'job_ready' AND o.created_at >= j.ready_at
                    ORDER BY o.id DESC LIMIT 1) END AS told,
                CASE WHEN j.status = 'ready' THEN (SELECT o.sent_at FROM outbox o WHERE o.entity = 'job'
                    AND o.entity_id = j.id AND o.event = 'job_ready' AND o.created_at >= j.ready_at
                    ORDER BY o.id DESC LIMIT 1) END AS told_at,
                CASE WHEN j.status = 'ready' THEN (SELECT i.owed_minor FROM invoice i WHERE i.job_id = j.id
                    AND i.kind = 'invoice' AND i.status = 'posted' ORDER BY i.id DESC LIMIT 1) END AS owed_minor
             FROM job j JOIN customer c ON c.id = j.customer_id JOIN vehicle v ON v.id = j.vehicle_id
                LEFT JOIN booking b ON b.id = j.booking_id
                LEFT JOIN (
                    SELECT x.job_id,
                        CAST(SUM(CASE WHEN x.auth = 'authorised' AND x.part_status IN ('to_order', 'ordered',
                            'back_ordered') THEN 1 ELSE 0 END) AS BIGINT) AS short,
                        MIN(CASE WHEN x.auth = 'authorised' AND x.part_status IN ('to_order', 'ordered',
                            'back_ordered') THEN x.description END) AS short_part,
                        CAST(SUM(CASE WHEN x.auth = 'draft' THEN 1 ELSE 0 END) AS BIGINT) AS drafts,
                        CAST(SUM(CASE WHEN x.auth = 'proposed' THEN x.net ELSE 0 END) AS BIGINT) AS proposed_minor,
                        CAST(SUM(CASE WHEN x.auth = 'proposed' AND x.asked_at IS NULL THEN x.net ELSE 0 END) AS BIGINT)
                            AS unasked_minor,
                        CAST(SUM(CASE WHEN x.auth = 'authorised' THEN x.net ELSE 0 END) AS BIGINT) AS agreed_minor
                    FROM (
                        SELECT jl.job_id, jl.auth, jl.asked_at, jl.part_status, jl.description, CASE WHEN jl.kind = 'discount' THEN -1 ELSE 1 END *
                            ((jl.qty_milli * jl.unit_price_minor + 500) / 1000
                            - (((jl.qty_milli * jl.unit_price_minor + 500) / 1000) * jl.discount_bp + 5000) / 10000
                            - jl.discount_minor) AS net
                        FROM job o JOIN job_line jl ON jl.job_id = o.id
                        WHERE o.site_id = $1 AND o.status NOT IN ('collected', 'closed', 'cancelled')
                            AND jl.void_at IS NULL AND jl.kind <> 'note'
                    ) x GROUP BY x.job_id
                ) l ON l.job_id = j.id
             WHERE j.site_id = $1 AND j.status NOT IN ('collected', 'closed', 'cancelled')
                AND (j.status <> 'planned' OR (b.status = 'confirmed' AND b.starts_at >= $2 AND b.starts_at < $3))
             ORDER BY CASE WHEN j.priority = 0 THEN 2 ELSE j.priority END DESC,
                CASE WHEN j.promised_at IS NULL THEN 1 ELSE 0 END, j.promised_at,
                CASE WHEN b.starts_at IS NULL THEN 1 ELSE 0 END, b.starts_at, j.id")
        .bind(site)
        .bind(day_start)
        .bind(day_end),
    )
    .await
}

/// A task of a job on the board.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BoardTask {
    pub id: TaskId,
    pub job_id: JobId,
    pub title: String,
    pub planned_min: i64,
    pub status: task::Status,
    pub staff_id: Option<StaffId>,
    pub staff: Option<String>,
    pub block_reason: String,
    /// What the customer said to its line; `None` for a task without one.
    pub auth: Option<line::Auth>,
    /// Seconds on the clock, without what runs now; only for a task that has begun.
    pub seconds: i64,
    pub running_since: Option<Ts>,
}

/// The tasks of the jobs in the house, in their order.
pub async fn tasks(db: &mut impl Db, site: SiteId) -> Result<Vec<BoardTask>> {
    db.all(
        sql2(
            "SELECT t.id, t.job_id, t.title, t.planned_min, t.status, t.staff_id, s.name AS staff, t.block_reason, l.auth,
                CASE WHEN t.status IN ('running', 'paused') THEN (SELECT COALESCE(SUM(g.stopped_at - g.started_at), 0)
                    / 1000000 FROM time_segment g WHERE g.task_id = t.id) ELSE 0 END AS seconds,
                CASE WHEN t.status = 'running' THEN (SELECT MIN(g.started_at) FROM time_segment g
                    WHERE g.task_id = t.id AND g.stopped_at IS NULL) END AS running_since
             FROM job j JOIN task t ON t.job_id = j.id LEFT JOIN staff s ON s.id = t.staff_id
                LEFT JOIN job_line l ON l.id = t.job_line_id
             WHERE j.site_id = $1 AND j.status NOT IN ('collected', 'closed', 'cancelled')
                AND t.status <> 'cancelled' AND l.void_at IS NULL
             ORDER BY t.job_id, t.position",
            "SELECT t.id, t.job_id, t.title, t.planned_min, t.status, t.staff_id, s.name AS staff, t.block_reason, l.auth,
                CASE WHEN t.status IN ('running', 'paused') THEN (SELECT CAST(COALESCE(EXTRACT(EPOCH FROM
                    SUM(g.stopped_at - g.started_at)), 0) AS BIGINT) FROM time_segment g WHERE g.task_id = t.id)
                    ELSE 0 END AS seconds,
                CASE WHEN t.status = 'running' THEN (SELECT MIN(g.started_at) FROM time_segment g
                    WHERE g.task_id = t.id AND g.stopped_at IS NULL) END AS running_since
             FROM job j JOIN task t ON t.job_id = j.id LEFT JOIN staff s ON s.id = t.staff_id
                LEFT JOIN job_line l ON l.id = t.job_line_id
             WHERE j.site_id = $1 AND j.status NOT IN ('collected', 'closed', 'cancelled')
                AND t.status <> 'cancelled' AND l.void_at IS NULL
             ORDER BY t.job_id, t.position",
        )
        .bind(site),
    )
    .await
}

/// What the clock of somebody at work runs on.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct AtWork {
    pub staff_id: StaffId,
    pub job_id: Option<JobId>,
    pub plate: String,
    pub indirect_code: Option<String>,
    pub planned_min: i64,
    pub started_at: Ts,
    /// Seconds the task had before.
    pub seconds: i64,
}

/// Who works on what at a site now (index `uq_time_segment_staff_id_lane`).
pub async fn at_work(db: &mut impl Db, site: SiteId) -> Result<Vec<AtWork>> {
    db.all(
        sql2(
            "SELECT g.staff_id, t.job_id, COALESCE(v.plate, '') AS plate, g.indirect_code,
                COALESCE(t.planned_min, 0) AS planned_min, g.started_at,
                (SELECT COALESCE(SUM(o.stopped_at - o.started_at), 0) / 1000000 FROM time_segment o
                    WHERE o.task_id = t.id) AS seconds
             FROM staff s JOIN time_segment g ON g.staff_id = s.id AND g.lane = 'work' AND g.stopped_at IS NULL
                LEFT JOIN task t ON t.id = g.task_id LEFT JOIN job j ON j.id = t.job_id
                LEFT JOIN vehicle v ON v.id = j.vehicle_id
             WHERE g.site_id = $1",
            "SELECT g.staff_id, t.job_id, COALESCE(v.plate, '') AS plate, g.indirect_code,
                COALESCE(t.planned_min, 0) AS planned_min, g.started_at,
                (SELECT CAST(COALESCE(EXTRACT(EPOCH FROM SUM(o.stopped_at - o.started_at)), 0) AS BIGINT)
                    FROM time_segment o WHERE o.task_id = t.id) AS seconds
             FROM staff s JOIN time_segment g ON g.staff_id = s.id AND g.lane = 'work' AND g.stopped_at IS NULL
                LEFT JOIN task t ON t.id = g.task_id LEFT JOIN job j ON j.id = t.job_id
                LEFT JOIN vehicle v ON v.id = j.vehicle_id
             WHERE g.site_id = $1",
        )
        .bind(site),
    )
    .await
}

/// Agreed work of another firm that is not back.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct SentOut {
    pub job_id: JobId,
    pub description: String,
    /// `None` while no firm is named.
    pub supplier: Option<String>,
    pub status: Option<sublet::Status>,
    pub due_on: Option<NaiveDate>,
}

/// What other firms have, or are to get, of the jobs in the house, by job and line (indexes `ix_job_open`,
/// `uq_sublet_job_line_id`).
pub async fn sent_out(db: &mut impl Db, site: SiteId) -> Result<Vec<SentOut>> {
    db.all(
        sql(
            "SELECT j.id AS job_id, l.description, s.supplier, s.status, s.due_on
             FROM job j JOIN job_line l ON l.job_id = j.id LEFT JOIN sublet s ON s.job_line_id = l.id
             WHERE j.site_id = $1 AND j.status NOT IN ('collected', 'closed', 'cancelled')
                AND l.kind = 'sublet' AND l.auth = 'authorised' AND l.void_at IS NULL
                AND (s.status IS NULL OR s.status IN ('needed', 'sent_out'))
             ORDER BY j.id, l.position",
        )
        .bind(site),
    )
    .await
}
