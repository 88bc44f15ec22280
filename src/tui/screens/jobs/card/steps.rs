//! The steps of a visit from its card: what the keys call, and what a step says back.

use super::rows::Key;
use super::{Asked, Heard, Intent, JobCard};
use crate::desk::job::{Assigned, Unissued};
use crate::desk::{self, Done};
use crate::domain::job::Forward;
use crate::domain::{JobId, Msg, StaffId, TaskId, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::Place;
use crate::tui::shell::{Out, Toast};

impl JobCard {
    /// Enter on a row: what one most likely wants with it.
    pub(super) fn accept(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some((_, order)) = self.carried.take() {
            let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
            out.tell(
                "job card write",
                async move { desk.reorder_tasks(&actor, id, &order).await },
                |r| Heard::Wrote(msg!("tasks-ordered"), r),
            );
            return;
        }
        match self.key() {
            Some(Key::Task(_)) => self.toggle_task(cx, out),
            Some(Key::Line(_)) => self.open_line(cx, out),
            Some(Key::Item(_)) => self.open_item(cx, out),
            None => {}
        }
    }

    /// Starts the task under the cursor, or says what it waits for.
    pub(super) fn toggle_task(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(t) = self.task() else { return };
        let (id, title, running) = (t.task.id, t.task.title.clone(), t.task.status);
        if running == task::Status::Running {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            out.tell(
                "job card write",
                async move { desk.pause(&actor, id, "").await },
                move |r| Heard::Wrote(msg!("task-paused", task = title), r),
            );
        } else {
            self.start(id, title, String::new(), cx, out);
        }
    }

    pub(super) fn start(
        &self,
        id: TaskId,
        title: String,
        reason: String,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "job card write",
            async move { Ok(desk.start(&actor, id, &reason).await?.map(drop)) },
            move |r| Heard::Started(id, msg!("task-started", task = title), r),
        );
    }

    /// The verb of `+`.
    pub(super) fn forward(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        match card.job.status.forward() {
            Some(Forward::CheckIn) => match card.job.booking_id {
                Some(booking) => out.visit(Place::Booking(booking)),
                None => out.toast(Toast::warn(msg!("board-no-way-on"))),
            },
            Some(Forward::Authorise) => {
                let lines = card.undecided();
                if lines.is_empty() {
                    out.toast(Toast::warn(msg!("card-nothing-to-ask")));
                } else {
                    self.open_form(Asked::Decide(lines), cx, out);
                }
            }
            Some(Forward::Start) => {
                let own = self.task().filter(|t| !t.task.status.is_over());
                let next = card.tasks.iter().find(|t| !t.task.status.is_over());
                if let Some(t) = own.or(next) {
                    self.start(t.task.id, t.task.title.clone(), String::new(), cx, out);
                }
            }
            Some(Forward::Resume) => self.write(
                msg!("job-resumed", plate = &card.visit.plate),
                cx,
                out,
                |desk, actor, id| async move { desk.resume_job(&actor, id).await },
            ),
            Some(Forward::Complete) => self.complete(Unissued::Ask, cx, out),
            Some(Forward::HandOver) => self.open_form(Asked::HandOver, cx, out),
            None => {}
        }
    }

    pub(super) fn complete(&self, parts: Unissued, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.tell(
            "job card write",
            async move { desk.complete(&actor, id, parts, "").await },
            Heard::Completed,
        );
    }

    /// What keeps it from being ready: parts nobody took are asked about, the rest is listed.
    pub(super) fn show_blockers(&self, found: &[Msg], cx: &Cx, out: &mut Out<Heard>) {
        if found.iter().all(|b| b.id == "blocker-part") {
            let items = vec![
                Item::new(cx.words.word("job-parts-issue-all"), "", Unissued::Issue),
                Item::new(
                    cx.words.word("job-parts-release-all"),
                    "",
                    Unissued::Release,
                ),
            ];
            let title = msg!("job-parts-unissued", count = found.len());
            out.open(Pick::new(title, items), Heard::Unissued);
        } else {
            out.open(crate::tui::screens::jobs::blockers(found, cx), |()| {
                Heard::Read
            });
        }
    }

    /// A write on this job whose answer is a toast and a fresh card.
    pub(super) fn write<F>(
        &self,
        said: Msg,
        cx: &Cx,
        out: &mut Out<Heard>,
        work: impl FnOnce(desk::Desk, desk::Actor, JobId) -> F,
    ) where
        F: Future<Output = desk::Result<Done<()>>> + Send + 'static,
    {
        let run = work(cx.desk.clone(), cx.actor.clone(), self.id);
        out.tell("job card write", run, move |r| Heard::Wrote(said, r));
    }

    /// Gives tasks to a person: the one under the cursor, else all that are nobody's.
    pub(super) fn ask_mechanics(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let tasks: Vec<TaskId> = match self.task() {
            Some(t) => vec![t.task.id],
            None => card
                .tasks
                .iter()
                .filter(|t| !t.task.status.is_over() && t.task.staff_id.is_none())
                .map(|t| t.task.id)
                .collect(),
        };
        if tasks.is_empty() {
            out.toast(Toast::warn(msg!("card-all-assigned")));
            return;
        }
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job card mechanics",
            async move { desk.mechanics_at_work(&actor).await },
            move |r| Heard::Mechanics(tasks, r),
        );
    }

    pub(super) fn assign(
        &self,
        tasks: Vec<TaskId>,
        who: Option<StaffId>,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "job card write",
            async move {
                let mut done = Vec::with_capacity(tasks.len());
                for task in tasks {
                    done.push(desk.assign(&actor, task, who).await?);
                }
                Ok(done)
            },
            Heard::Assigned,
        );
    }

    pub(super) fn intend(&mut self, intent: Intent, cx: &Cx, out: &mut Out<Heard>) {
        let undecided = self
            .card
            .as_ref()
            .map(|c| c.undecided())
            .unwrap_or_default();
        match intent {
            Intent::Authorise if undecided.is_empty() => {
                out.toast(Toast::warn(msg!("card-nothing-to-ask")));
            }
            Intent::Authorise => self.open_form(Asked::Decide(undecided), cx, out),
            Intent::Unauthorise => self.open_form(Asked::Unauthorise, cx, out),
            Intent::Rework => self.open_form(Asked::Rework, cx, out),
            Intent::HandOver => self.open_form(Asked::HandOver, cx, out),
        }
    }

    /// Somebody in the way is said at once; assigning stands all the same.
    pub(super) fn assigned(&self, done: Vec<Done<Assigned>>, cx: &Cx, out: &mut Out<Heard>) {
        let busy = done
            .iter()
            .flat_map(|d| &d.value.in_the_way)
            .next()
            .cloned();
        let last = done.into_iter().last();
        match (busy, last) {
            (Some(busy), _) => {
                let what = busy.plate.or(busy.customer).unwrap_or(busy.reason);
                let time = cx.words.time(busy.starts_at);
                out.toast(Toast::warn(msg!(
                    "assigned-in-the-way",
                    what = what,
                    time = time
                )));
            }
            (None, Some(done)) => {
                out.done(msg!("task-assigned"), done);
            }
            (None, None) => {}
        }
    }
}
