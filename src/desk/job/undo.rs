//! What takes a verb on a job back (model.md 10): ordinary verbs, refused when someone has been there since.

use super::{JobForm, LineForm};
use crate::desk::{Actor, Desk, Done, Inverse, Result};
use crate::domain::job::HoldReason;
use crate::domain::{EquipmentId, JobId, LineId, Qty, SegmentId, StaffId, TaskId, Ts};
use crate::store::jobs::header;

/// A verb that was done, and what is needed to take it back.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields name the arguments of the verbs")]
pub enum Undo {
    /// `edit_job`: the old form.
    Form {
        job: JobId,
        version: i64,
        form: JobForm,
    },
    /// `promise`: the time before.
    Promise {
        job: JobId,
        now: Option<Ts>,
        was: Option<Ts>,
    },
    /// `put_on_hold`: resume.
    Hold { job: JobId },
    /// `resume`: the hold as it was.
    Resume {
        job: JobId,
        reason: HoldReason,
        until: Option<Ts>,
        note: String,
    },
    /// `add_line`: void it.
    AddLine { line: LineId },
    /// `void_line`: put it back.
    VoidLine { line: LineId },
    /// `decide` for a yes: it is taken back.
    Yes { lines: Vec<LineId> },
    /// `edit_line`: the old terms.
    EditLine {
        line: LineId,
        version: i64,
        form: LineForm,
    },
    /// `edit_task`: the old words.
    EditTask {
        task: TaskId,
        version: i64,
        title: String,
        planned_min: i64,
    },
    /// `reorder_tasks`: the old order.
    Reorder { job: JobId, order: Vec<TaskId> },
    /// `group_task`: the group it was in; `None` when it was alone.
    Group { task: TaskId, group: Option<i64> },
    /// `equip_task`: the other way.
    Equip {
        task: TaskId,
        piece: EquipmentId,
        needed: bool,
    },
    /// `mark_comeback`: what it was before.
    Comeback { job: JobId, of: Option<JobId> },
    /// `assign`: whose it was.
    Assign {
        task: TaskId,
        now: Option<StaffId>,
        was: Option<StaffId>,
    },
    /// `start`: pause.
    Start { task: TaskId },
    /// `pause`: start.
    Pause { task: TaskId },
    /// `done`: reopen.
    Finish { task: TaskId },
    /// `block`: unblock.
    Block { task: TaskId },
    /// `take_part`: put it back.
    TakePart { line: LineId, qty: Qty },
    /// `correct_time`: the times before.
    Time {
        segment: SegmentId,
        version: i64,
        from: Ts,
        to: Option<Ts>,
    },
    /// `clock_out`: the clocks run on; each with when it was stopped.
    ClockOut {
        shift: (SegmentId, Ts),
        work: Option<(SegmentId, Ts)>,
    },
    /// The clocks ran on after all: `clock_out`.
    RunOn,
    /// `complete`: back to the bay.
    Complete { job: JobId },
    /// `hand_over`: the vehicle is still here.
    HandOver { job: JobId },
}

/// The reason that stands in the record of an undone step.
const UNDO: &str = "undo";

impl Desk {
    /// Runs the inverse. What it answers with does it again, where that is a verb of its own.
    pub(crate) async fn undo_job(&self, by: &Actor, undo: Undo) -> Result<Done<()>> {
        match undo {
            Undo::Form { job, version, form } => self.edit_job(by, job, version, &form).await,
            Undo::Promise { job, now, was } => {
                let current = header::get(&mut self.store(), by.site(), job)
                    .await?
                    .promised_at;
                if current == now {
                    self.promise_again(by, job, was, UNDO).await
                } else {
                    Err(crate::store::Error::Stale.into())
                }
            }
            Undo::Hold { job } => self.resume_job(by, job).await,
            Undo::Resume {
                job,
                reason,
                until,
                note,
            } => self.put_on_hold(by, job, reason, until, &note).await,
            Undo::AddLine { line } => self.void_line(by, line).await,
            Undo::VoidLine { line } => {
                self.restore_line(by, line).await?;
                Ok(Done::with((), Inverse::Job(Undo::AddLine { line })))
            }
            Undo::Yes { lines } => {
                for line in lines {
                    self.withdraw(by, line, UNDO).await?;
                }
                Ok(Done::final_(()))
            }
            Undo::EditLine {
                line,
                version,
                form,
            } => self.edit_line(by, line, version, &form).await,
            Undo::EditTask {
                task,
                version,
                title,
                planned_min,
            } => self.edit_task(by, task, version, &title, planned_min).await,
            Undo::Reorder { job, order } => self.reorder_tasks(by, job, &order).await,
            Undo::Group { task, group } => self.group_task(by, task, group).await,
            Undo::Equip {
                task,
                piece,
                needed,
            } => self.equip_task(by, task, piece, needed).await,
            Undo::Comeback { job, of } => self.mark_comeback(by, job, of).await,
            Undo::Assign { task, now, was } => {
                let (mut db, site) = (self.store(), by.site());
                crate::store::jobs::tasks::job_of(&mut db, site, task).await?;
                let current = crate::store::jobs::tasks::get(&mut db, task)
                    .await?
                    .staff_id;
                if current != now {
                    return Err(crate::store::Error::Stale.into());
                }
                Ok(self.assign(by, task, was).await?.map(drop))
            }
            Undo::Start { task } => self.pause(by, task, UNDO).await,
            Undo::Pause { task } => Ok(self.start(by, task, UNDO).await?.map(drop)),
            Undo::Finish { task } => {
                self.reopen_task(by, task, UNDO).await?;
                Ok(Done::final_(()))
            }
            Undo::Block { task } => {
                self.unblock(by, task, UNDO).await?;
                Ok(Done::final_(()))
            }
            Undo::TakePart { line, qty } => {
                self.untake_part(by, line, qty).await?;
                Ok(Done::final_(()))
            }
            Undo::Time {
                segment,
                version,
                from,
                to,
            } => {
                self.correct_time(by, segment, version, (from, to), UNDO)
                    .await
            }
            Undo::ClockOut { shift, work } => self.run_on(by, shift, work).await,
            Undo::RunOn => Ok(self.clock_out(by).await?.map(drop)),
            Undo::Complete { job } => {
                self.reopen_job(by, job, UNDO).await?;
                Ok(Done::final_(()))
            }
            Undo::HandOver { job } => {
                self.undo_hand_over(by, job).await?;
                Ok(Done::final_(()))
            }
        }
    }
}
