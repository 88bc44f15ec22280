//! What is known about a visit that may be waiting, from the rows of the board and of the card.

use super::{BoardTask, Card};
use crate::desk::job::{self, CardTask};
use crate::domain::job::{Busy, HoldReason, Known, Sent, Status, Step};
use crate::domain::line::{Auth, Kind, PartStatus};
use crate::domain::segment::Indirect;
use crate::domain::{Arg, JobId, StaffId, Ts, sublet};
use crate::store::jobs::board::{AtWork, SentOut};

/// What somebody does now, unless it is this job.
fn busy(all: &[AtWork], staff: Option<StaffId>, job: JobId, now: Ts) -> Option<Busy> {
    let at = all.iter().find(|w| Some(w.staff_id) == staff)?;
    if at.job_id == Some(job) {
        return None;
    }
    Some(match (&at.indirect_code, at.job_id) {
        (Some(code), _) => Busy {
            what: code.parse::<Indirect>().map_or_else(
                |_| Arg::Text(code.clone()),
                |what| Arg::Msg(Box::new(what.label())),
            ),
            until: None,
        },
        (None, _) => {
            let end = at.started_at.plus_seconds(at.planned_min * 60 - at.seconds);
            Busy {
                what: Arg::Text(at.plate.clone()),
                until: (end > now).then_some(end),
            }
        }
    })
}

/// Of a card on the board.
pub(super) fn of_board(
    c: &Card,
    tasks: &[BoardTask],
    sublets: &[SentOut],
    at: &[AtWork],
    now: Ts,
) -> Known {
    Known {
        status: c.status,
        since: c.state_since,
        due_at: c.due_at,
        hold: hold(c.status, c.hold_reason, c.hold_until, &c.reason),
        proposed: c.proposed_minor - c.unasked_minor,
        found: c.unasked_minor,
        unasked: c.drafts > 0,
        short: match (&c.short_part, usize::try_from(c.short)) {
            (Some(part), Ok(n)) => vec![part.clone(); n],
            _ => Vec::new(),
        },
        sublets: sublets
            .iter()
            .filter(|s| s.job_id == c.id)
            .map(|s| Sent {
                what: s.description.clone(),
                firm: s.supplier.clone(),
                out: s.status == Some(sublet::Status::SentOut),
                due_on: s.due_on,
            })
            .collect(),
        tasks: tasks
            .iter()
            .map(|t| Step {
                title: t.title.clone(),
                status: t.status,
                auth: t.auth,
                reason: t.block_reason.clone(),
                staff: t.staff.clone(),
                left_min: (t.planned_min - super::minutes(t, now)).max(0),
                busy: busy(at, t.staff_id, c.id, now),
            })
            .collect(),
        check_required: c.check_required,
        told: c.told_at.is_some(),
        promised_at: c.promised_at,
    }
}

fn hold(
    status: Status,
    reason: Option<HoldReason>,
    until: Option<Ts>,
    note: &str,
) -> Option<(HoldReason, Option<Ts>, String)> {
    let reason = reason.filter(|_| status == Status::OnHold)?;
    Some((reason, until, note.to_owned()))
}

/// Of a job card.
pub(crate) fn of_job(
    j: &job::Job,
    due_at: Option<Ts>,
    (lines, sublets): (&[job::CardLine], &[job::Sublet]),
    tasks: &[CardTask],
    at: &[AtWork],
    (told, now): (bool, Ts),
) -> Known {
    let sold = || lines.iter().filter(|l| l.line.kind != Kind::Note);
    Known {
        status: j.status,
        since: j.state_since,
        due_at,
        hold: hold(j.status, j.hold_reason, j.hold_until, &j.reason),
        proposed: sold()
            .filter(|l| job::is_asked(&l.line))
            .map(|l| l.total)
            .sum(),
        found: sold()
            .filter(|l| l.line.auth == Auth::Proposed && !job::is_asked(&l.line))
            .map(|l| l.total)
            .sum(),
        unasked: sold().any(|l| l.line.auth == Auth::Draft),
        short: sold()
            .filter(|l| l.line.auth == Auth::Authorised)
            .filter(|l| l.line.part_status.is_some_and(PartStatus::is_short))
            .map(|l| l.line.description.clone())
            .collect(),
        sublets: sold()
            .filter(|l| l.line.kind == Kind::Sublet && l.line.auth == Auth::Authorised)
            .map(|l| (l, sublets.iter().find(|s| s.job_line_id == l.line.id)))
            .filter(|(_, s)| s.is_none_or(|s| !s.status.is_back()))
            .map(|(l, s)| Sent {
                what: l.line.description.clone(),
                firm: s.map(|s| s.supplier.clone()),
                out: s.is_some_and(|s| s.status == sublet::Status::SentOut),
                due_on: s.and_then(|s| s.due_on),
            })
            .collect(),
        tasks: tasks
            .iter()
            .map(|t| Step {
                title: t.task.title.clone(),
                status: t.task.status,
                auth: t
                    .task
                    .job_line_id
                    .and_then(|id| lines.iter().find(|l| l.line.id == id))
                    .map(|l| l.line.auth),
                reason: t.task.block_reason.clone(),
                staff: t.task.staff.clone(),
                left_min: (t.task.planned_min - t.minutes(now)).max(0),
                busy: busy(at, t.task.staff_id, j.id, now),
            })
            .collect(),
        check_required: j.check_required,
        told,
        promised_at: j.promised_at,
    }
}
