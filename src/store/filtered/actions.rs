//! What is to be done next about a job or a booking ([`Action`]), from their rows: in the lists, on the board, on a
//! card, and counted for the tabs. Only rows that are open are looked at.

use super::{Ground, piece};
use crate::domain::JobId;
use crate::domain::action::{Action, Due};
use crate::domain::filter::List;
use crate::store::driver::Build;
use crate::store::{Db, Result};

/// Of the job `r`; the first that holds.
macro_rules! job_action {
    () => {
        "CASE WHEN r.status IN ('collected', 'closed', 'cancelled') THEN 'none'
            WHEN r.status = 'planned' THEN CASE WHEN EXISTS (SELECT 1 FROM booking b WHERE b.id = r.booking_id
                AND b.status = 'confirmed' AND b.starts_at < {now}) THEN 'check_in' ELSE 'none' END
            WHEN EXISTS (SELECT 1 FROM estimate e WHERE e.job_id = r.id AND e.status = 'review')
                OR EXISTS (SELECT 1 FROM job_note n WHERE n.job_id = r.id AND n.review = 'pending') THEN 'validate'
            WHEN r.status IN ('ready', 'declined_all') THEN CASE WHEN NOT EXISTS (SELECT 1 FROM invoice i
                WHERE i.job_id = r.id AND i.kind = 'invoice' AND i.status = 'posted')
                AND EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = r.id AND l.auth = 'authorised'
                    AND l.void_at IS NULL AND l.kind <> 'note') THEN 'invoice' ELSE 'hand_over' END
            WHEN r.status = 'qc' THEN 'check'
            WHEN {reviews} AND EXISTS (SELECT 1 FROM inspection p WHERE p.job_id = r.id AND p.status = 'finished'
                AND NOT EXISTS (SELECT 1 FROM estimate e WHERE e.job_id = r.id AND e.created_at >= p.finished_at))
                THEN 'validate'
            WHEN r.status = 'on_hold' THEN CASE WHEN COALESCE(r.hold_until < {now}, FALSE) THEN 'resume'
                WHEN r.hold_reason = 'customer' THEN 'waiting'
                WHEN r.hold_reason = 'parts' THEN CASE WHEN EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = r.id
                    AND l.auth = 'authorised' AND l.part_status = 'to_order' AND l.void_at IS NULL)
                    THEN 'order' ELSE 'parts' END
                ELSE 'none' END
            WHEN EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = r.id AND l.auth = 'proposed'
                AND l.void_at IS NULL AND l.kind <> 'note') THEN CASE WHEN EXISTS (SELECT 1 FROM estimate e
                    WHERE e.job_id = r.id AND e.status = 'sent') THEN 'waiting' ELSE 'ask' END
            WHEN EXISTS (SELECT 1 FROM estimate e WHERE e.job_id = r.id AND e.status = 'returned') THEN 'estimate'
            WHEN EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = r.id AND l.auth = 'draft'
                AND l.void_at IS NULL AND l.kind <> 'note')
                AND NOT EXISTS (SELECT 1 FROM task t WHERE t.job_id = r.id AND t.status = 'running') THEN 'ask'
            WHEN r.status IN ('arrived', 'estimated') AND NOT EXISTS (SELECT 1 FROM job_line l
                WHERE l.job_id = r.id AND l.void_at IS NULL AND l.kind <> 'note')
                AND NOT EXISTS (SELECT 1 FROM task t WHERE t.job_id = r.id AND t.status <> 'cancelled') THEN 'estimate'
            WHEN EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = r.id AND l.auth = 'authorised'
                AND l.part_status = 'to_order' AND l.void_at IS NULL) THEN 'order'
            WHEN EXISTS (SELECT 1 FROM task t LEFT JOIN job_line l ON l.id = t.job_line_id
                WHERE t.job_id = r.id AND t.staff_id IS NULL AND t.status IN ('todo', 'paused', 'blocked')
                AND (t.job_line_id IS NULL OR (l.auth = 'authorised' AND l.void_at IS NULL))) THEN 'assign'
            WHEN r.status = 'authorised' AND EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = r.id
                AND l.auth = 'authorised' AND l.part_status IN ('ordered', 'back_ordered') AND l.void_at IS NULL)
                THEN 'parts'
            ELSE 'none' END"
    };
}

/// Of the booking `r` of the kind `k`; the first that holds.
macro_rules! booking_action {
    () => {
        "CASE WHEN r.status IN ('requested', 'held') THEN 'confirm'
            WHEN r.status <> 'confirmed' THEN 'none'
            WHEN r.starts_at < {now} THEN 'check_in'
            WHEN k.makes_job AND r.starts_at < {soon}
                AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.booking_id = r.id AND o.staff_id IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM job j JOIN task t ON t.job_id = j.id
                    WHERE j.booking_id = r.id AND t.staff_id IS NOT NULL) THEN 'assign'
            ELSE 'none' END"
    };
}

/// Whether the job `r` is late.
macro_rules! job_late {
    () => {
        "(r.status NOT IN ('ready', 'declined_all', 'collected', 'closed', 'cancelled')
            AND COALESCE(r.promised_at < {now}, FALSE))"
    };
}

/// Whether the booking `r` is late.
macro_rules! booking_late {
    () => {
        "(r.status IN ('held', 'confirmed') AND r.starts_at < {now})"
    };
}

/// The rows of the index of the few, in its words.
macro_rules! job_open {
    () => {
        "r.status NOT IN ('collected', 'closed', 'cancelled')"
    };
}
macro_rules! booking_open {
    () => {
        "r.status IN ('requested', 'held', 'confirmed')"
    };
}

pub(super) use {booking_action, booking_late, booking_open, job_action, job_late, job_open};

/// What is to be done about the open jobs of the site (index `ix_job_open`).
pub async fn of_jobs(db: &mut impl Db, ground: &Ground) -> Result<Vec<(JobId, Action)>> {
    let mut b = Build::default();
    piece(
        &mut b,
        concat!(
            "SELECT r.id, ",
            job_action!(),
            " FROM job r WHERE r.site_id = {site} AND ",
            job_open!()
        ),
        ground,
    );
    db.all(b.done()).await
}

/// What is to be done about one job.
pub async fn of_job(db: &mut impl Db, id: JobId, ground: &Ground) -> Result<Action> {
    let mut b = Build::default();
    piece(
        &mut b,
        concat!("SELECT ", job_action!(), " FROM job r WHERE r.id = "),
        ground,
    );
    b.value(id);
    let (action,): (Action,) = db.one(b.done()).await?;
    Ok(action)
}

/// How many jobs or bookings of the site need somebody, and how many of them are late; other lists have none
/// (indexes `ix_job_open`, `ix_booking_open`).
pub async fn due(db: &mut impl Db, list: List, ground: &Ground) -> Result<Due> {
    let text = match list {
        List::Jobs => concat!(
            "SELECT ",
            job_action!(),
            " AS action, ",
            job_late!(),
            " AS late FROM job r WHERE r.site_id = {site} AND ",
            job_open!()
        ),
        List::Bookings => concat!(
            "SELECT ",
            booking_action!(),
            " AS action, ",
            booking_late!(),
            " AS late FROM booking r JOIN booking_type k ON k.id = r.booking_type_id
             WHERE r.site_id = {site} AND ",
            booking_open!()
        ),
        _ => return Ok(Due::default()),
    };
    let mut b = Build::default();
    b.push(
        "SELECT CAST(COALESCE(SUM(CASE WHEN late OR action NOT IN ('waiting', 'parts', 'none') THEN 1 ELSE 0 END), 0)
            AS BIGINT), CAST(COALESCE(SUM(CASE WHEN late THEN 1 ELSE 0 END), 0) AS BIGINT) FROM (",
    );
    piece(&mut b, text, ground);
    b.push(") q");
    let (asks, late): (i64, i64) = db.one(b.done()).await?;
    Ok(Due { asks, late })
}
