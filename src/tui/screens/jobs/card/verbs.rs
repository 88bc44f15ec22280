//! What Del, `−`, F8 and the commands without a key do.

use super::rows::Key;
use super::steps::Work;
use super::{Asked, Heard, JobCard};
use crate::desk::Done;
use crate::desk::billing::{Fee, Quoted};
use crate::desk::job::{Before, Card, CardLine};
use crate::domain::job::{Event, Status, spent};
use crate::domain::line::Auth;
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{CallOff, Confirm, Item, Notice, Pick, Reason};
use crate::tui::screens::invoices::Deposits;
use crate::tui::screens::jobs::deferred::DeferredWork;
use crate::tui::screens::jobs::notes::JobNotes;
use crate::tui::screens::jobs::time::JobTime;
use crate::tui::screens::{Handled, Place};
use crate::tui::shell::{Out, Toast};

impl JobCard {
    /// Calling off asks why and says what it costs.
    pub(super) fn ask_call_off(&self, quoted: Quoted, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let number = card.job.number.clone();
        let question = Reason::new(msg!("job-call-off-title", number = number.clone()));
        let words = cx.words.say(&msg!("fee-line-broken-off", number = number));
        out.open(CallOff::new(question, quoted, words), |(why, fee)| {
            Heard::CallOff(why, fee)
        });
    }

    pub(super) fn call_off(&self, why: String, fee: Fee, cx: &Cx, out: &mut Out<Heard>) {
        let said = match &fee {
            Fee::Charge { amount, .. } => msg!("job-cancelled-fee", amount = *amount),
            _ => msg!("job-cancelled"),
        };
        self.write(said, cx, out, |desk, actor, id| async move {
            desk.break_off(&actor, id, &why, &fee).await?;
            Ok(Done::final_(()))
        });
    }

    /// `−`: the back edge of the state.
    pub(super) fn step_back(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        match self.status().and_then(Status::back) {
            Some(Event::Unauthorise) => self.open_form(Asked::Unauthorise, cx, out),
            Some(Event::Rework) => self.open_form(Asked::Rework, cx, out),
            Some(Event::UndoHandOver) => {
                self.write(
                    msg!("job-hand-over-undone"),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.undo_hand_over(&actor, id).await?;
                        Ok(Done::final_(()))
                    },
                );
            }
            Some(Event::UndoCheckIn) => {
                if let Some(booking) = self.card.as_ref().and_then(|c| c.job.booking_id) {
                    self.write(
                        msg!("job-check-in-undone-here"),
                        cx,
                        out,
                        |desk, actor, _| async move {
                            desk.undo_check_in(&actor, booking).await?;
                            Ok(Done::final_(()))
                        },
                    );
                }
            }
            _ => out.toast(Toast::warn(msg!("card-no-way-back"))),
        }
    }

    /// Del: the line goes off the job, the task is not to be done.
    pub(super) fn remove(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        match self.key() {
            Some(Key::Line(id)) => {
                let what = self
                    .line()
                    .map_or(String::new(), |l| l.line.description.clone());
                self.write(
                    msg!("line-removed", line = what),
                    cx,
                    out,
                    |desk, actor, _| async move { desk.void_line(&actor, id).await },
                );
            }
            Some(Key::Task(id)) => self.open_form(Asked::CancelTask(id), cx, out),
            _ => {}
        }
    }

    /// The draft, or the posted invoice, on top of this page.
    pub(super) fn invoice(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        match self.card.as_ref().and_then(|c| c.invoice()).map(|i| i.id) {
            Some(invoice) => out.visit(Place::Invoice(invoice)),
            None => out.tell(
                "job card write",
                async move { desk.draft_for_job(&actor, id).await },
                Heard::Invoice,
            ),
        }
    }

    /// Ctrl-T: the customer hears once more that the vehicle can be collected.
    pub(super) fn tell_again(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.tell(
            "job card write",
            async move { desk.tell_ready_again(&actor, id).await },
            Heard::Told,
        );
    }

    /// The group the task under the cursor would go into: one of its own when it goes after the task before it,
    /// else that task's. `None` when there is none before.
    pub(super) fn group_to_be(&self) -> Option<Option<i64>> {
        let card = self.card.as_deref()?;
        let at = card
            .tasks
            .iter()
            .position(|t| Some(t.task.id) == self.task().map(|t| t.task.id))?;
        let (before, this) = (&card.tasks[..at], &card.tasks[at].task);
        let before = before.iter().rev().map(|t| &t.task);
        let before = before.filter(|t| t.status != task::Status::Cancelled);
        let last = before.clone().next()?;
        let follows = before
            .clone()
            .any(|t| t.sequence_group == this.sequence_group);
        Some((!follows).then_some(last.sequence_group))
    }

    fn group(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(t) = self.task().map(|t| (t.task.id, t.task.title.clone())) else {
            return;
        };
        let Some(group) = self.group_to_be() else {
            out.toast(Toast::warn(msg!("task-is-first", task = t.1)));
            return;
        };
        let said = match group {
            Some(_) => msg!("task-goes-after", task = t.1),
            None => msg!("task-goes-beside", task = t.1),
        };
        self.write(said, cx, out, |desk, actor, _| async move {
            desk.group_task(&actor, t.0, group).await
        });
    }

    /// What was done on the vehicle before; a bundle of it is put on again by Enter.
    pub(super) fn show_before(&self, before: &[Before], cx: &Cx, out: &mut Out<Heard>) {
        if before.is_empty() {
            out.toast(Toast::warn(msg!("job-nothing-before")));
            return;
        }
        let w = &cx.words;
        let row = |b: &Before| {
            let day = w.day_near(w.zone().day_of(b.at), cx.today());
            let odometer = b.odometer.map_or_else(String::new, |o| w.count(o));
            let detail = format!("{odometer}   {day}   {}", w.amount(b.amount));
            let mut item = Item::new(b.title.clone(), detail.trim().to_owned(), b.code.clone());
            if b.code.is_none() || !cx.can(Permission::JobEdit) {
                item.off = Some(msg!("job-before-no-code"));
            }
            item
        };
        let items = before.iter().map(row).collect();
        out.open(
            Pick::new(msg!("job-before-title"), items).wide(),
            Heard::Again,
        );
    }

    /// The work under warranty on this vehicle: which of it did not hold.
    fn ask_comeback(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let w = &cx.words;
        let mut items: Vec<Item<Option<JobId>>> = card
            .covered
            .iter()
            .map(|c| {
                let work = format!("{}  {}", c.title, c.number);
                Item::new(work, w.say(&c.until()), Some(c.job))
            })
            .collect();
        if card.comeback.is_some() {
            items.push(Item::new(w.word("comeback-none"), "", None));
        }
        out.open(
            Pick::new(msg!("comeback-title"), items).wide(),
            Heard::Comeback,
        );
    }

    pub(super) fn comeback(&mut self, of: Option<JobId>, cx: &Cx, out: &mut Out<Heard>) {
        let said = match of {
            Some(_) => msg!("comeback-marked"),
            None => msg!("comeback-unmarked"),
        };
        self.write(said, cx, out, |desk, actor, id| async move {
            desk.mark_comeback(&actor, id, of).await
        });
    }

    /// Whether another person has to check what the person here worked on.
    pub(super) fn is_own_check(&self, cx: &Cx) -> bool {
        let card = self.card.as_deref().filter(|c| c.job.check_required);
        let me = cx.actor.staff();
        card.is_some_and(|c| c.doers.iter().any(|(id, _)| Some(*id) == me))
    }

    pub(super) fn pass_check(&self, why: String, cx: &Cx, out: &mut Out<Heard>) {
        let said = msg!("check-passed");
        self.write(said, cx, out, |desk, actor, id| async move {
            desk.pass_check(&actor, id, &why).await?;
            Ok(Done::final_(()))
        });
    }

    /// Commands without a key.
    pub(super) fn verb(&mut self, name: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match name {
            "promise" => self.open_form(Asked::Promise, cx, out),
            "put-on-hold" => self.open_form(Asked::Hold, cx, out),
            "decide-lines" => {
                let lines = undecided_here(self);
                if lines.is_empty() {
                    out.toast(Toast::warn(msg!("card-nothing-to-ask")));
                } else {
                    self.open_form(Asked::Decide(lines), cx, out);
                }
            }
            "withdraw-line" => {
                if let Some(id) = self.line().map(|l| l.line.id) {
                    self.open_form(Asked::Withdraw(id), cx, out);
                }
            }
            "cancel-job" => {
                let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
                let work = async move { desk.job_fee(&actor, id).await };
                out.ask("fee", work, Heard::Fee);
            }
            "fail-check" => self.open_form(Asked::FailCheck, cx, out),
            "pass-check" if self.is_own_check(cx) => self.open_form(Asked::OwnCheck, cx, out),
            "pass-check" => self.pass_check(String::new(), cx, out),
            "edit-task" => {
                if let Some((id, version)) = self.task().map(|t| (t.task.id, t.task.version)) {
                    self.open_form(Asked::Task(id, version), cx, out);
                }
            }
            "equip-task" => self.ask_tools(cx, out),
            "group-task" => self.group(cx, out),
            "rate" => self.open_form(Asked::Rate, cx, out),
            "comeback" => self.ask_comeback(cx, out),
            "reopen-task" => {
                if let Some(id) = self.task().map(|t| t.task.id) {
                    self.open_form(Asked::ReopenTask(id), cx, out);
                }
            }
            "finish-task" => {
                if let Some(id) = self.task().map(|t| t.task.id) {
                    self.work(Work::Finish(id), String::new(), cx, out);
                }
            }
            "take-part" => {
                if let Some(id) = self.line().map(|l| l.line.id) {
                    self.work(Work::Take(id), String::new(), cx, out);
                }
            }
            "deposit" => {
                if let Some(card) = self.card.as_deref() {
                    out.push(Deposits::new(cx, card.job.customer_id));
                }
            }
            "clocked-time" => {
                if let Some(card) = self.card.as_deref() {
                    out.push(JobTime::new(card, cx));
                }
            }
            "deferred" => {
                if let Some(card) = self.card.as_deref() {
                    let (vehicle, plate) = (card.job.vehicle_id, card.visit.plate.clone());
                    out.push(DeferredWork::new(vehicle, plate, Some(self.id), cx));
                }
            }
            "stages" => {
                if let Some(card) = self.card.as_deref() {
                    let lines = stages(card, cx);
                    out.open(Notice::new(msg!("stages-title"), lines), |()| Heard::Read);
                }
            }
            "notes" => {
                let plate = self.card.as_ref().map(|c| c.visit.plate.clone());
                out.push(JobNotes::new(self.id, plate.unwrap_or_default()));
            }
            "sublet" => {
                if let Some((card, id)) = self.card.as_deref().zip(self.line().map(|l| l.line.id)) {
                    let known = card.sublets.iter().find(|s| s.job_line_id == id);
                    self.open_form(Asked::Sublet(id, known.map(|s| s.status)), cx, out);
                }
            }
            "done-before" => {
                let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
                out.ask(
                    "job card before",
                    async move { desk.done_before(&actor, id).await },
                    Heard::Before,
                );
            }
            "propose-all" => {
                self.write(
                    msg!("lines-proposed"),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.propose(&actor, id, &[]).await?;
                        Ok(Done::final_(()))
                    },
                );
            }
            "close-job" => {
                let close = Confirm::new(
                    msg!("job-close-title"),
                    msg!("job-close-text"),
                    msg!("job-cmd-close-job"),
                );
                out.open(close.safe(), |()| Heard::Close);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
}

/// Lines that can be decided on: those of the row under the cursor, else all undecided.
fn undecided_here(page: &JobCard) -> Vec<LineId> {
    let Some(card) = page.card.as_deref() else {
        return Vec::new();
    };
    let open = |l: &&CardLine| matches!(l.line.auth, Auth::Draft | Auth::Proposed);
    match page.key() {
        Some(Key::Line(id)) => card
            .lines
            .iter()
            .filter(|l| l.line.id == id)
            .filter(open)
            .map(|l| l.line.id)
            .collect(),
        Some(Key::Item(item)) => card
            .lines
            .iter()
            .filter(|l| l.line.work_item_id == item)
            .filter(open)
            .map(|l| l.line.id)
            .collect(),
        _ => card.undecided(),
    }
}

/// Each state, how long the visit was in it, and its steps with who took them.
fn stages(card: &Card, cx: &Cx) -> Vec<String> {
    let w = &cx.words;
    let steps: Vec<_> = card.stages.iter().map(|s| (s.to_status, s.at)).collect();
    let mut lines: Vec<String> = spent(&steps, cx.now)
        .into_iter()
        .map(|(status, minutes)| {
            format!("{:<24} {:>10}", w.say(&status.label()), w.minutes(minutes))
        })
        .collect();
    lines.push(String::new());
    lines.extend(card.stages.iter().map(|s| {
        let who = s.staff.clone().unwrap_or_default();
        let at = w.when(s.at, cx.now);
        let step = w.say(&s.to_status.label());
        format!("{at}  {step}  {who}  {}", s.reason)
            .trim_end()
            .to_owned()
    }));
    lines
}
