//! The steps of a visit from its card: what the keys call, and what a step says back.

use super::rows::Key;
use super::{Asked, Heard, Intent, JobCard};
use crate::desk::job::{Assigned, Unissued};
use crate::desk::{self, Done, Inverse};
use crate::domain::job::Forward;
use crate::domain::permission::Permission;
use crate::domain::suggest::Suggested;
use crate::domain::time::duration;
use crate::domain::{JobId, LineId, Msg, StaffId, TaskId, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::Place;
use crate::tui::shell::{Out, Toast};

/// What the bay does, by its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The clock starts.
    Start(TaskId),
    /// It stops.
    Pause(TaskId),
    /// The task is finished.
    Finish(TaskId),
    /// The part of a line comes off the shelf.
    Take(LineId),
}

/// What picking a row of the list of people does.
#[derive(Clone, Debug, PartialEq)]
pub enum Gives {
    /// The tasks are theirs; `None`: nobody's.
    To(Option<StaffId>),
    /// Those who lack the skill are shown.
    Unable(Vec<Suggested>),
}

/// Somebody, and why they stand where they do.
fn person(s: &Suggested, cx: &Cx) -> Item<Gives> {
    let free = duration(s.who.free_min);
    let load = duration(s.who.load_min);
    let why = match s.who.level {
        Some(level) => msg!("assign-why-skill", free = free, load = load, level = level),
        None => msg!("assign-why", free = free, load = load),
    };
    let detail = format!("{}   {:>3}", cx.words.say(&why), s.score);
    Item::new(s.who.name.clone(), detail, Gives::To(Some(s.who.id)))
}

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

    /// Starts the task under the cursor, or pauses it.
    pub(super) fn toggle_task(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(t) = self.task() else { return };
        let what = if t.task.status == task::Status::Running {
            Work::Pause(t.task.id)
        } else {
            Work::Start(t.task.id)
        };
        self.work(what, String::new(), cx, out);
    }

    /// A step of the bay; where a rule or another's hands stand against it, it comes back and asks why.
    pub(super) fn work(&self, what: Work, why: String, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let said = self.said(what);
        out.tell(
            "job card write",
            async move {
                Ok(match what {
                    Work::Start(id) => desk.start(&actor, id, &why).await?.map(drop),
                    Work::Pause(id) => desk.pause(&actor, id, &why).await?,
                    Work::Finish(id) => desk.done(&actor, id, &why).await?.map(drop),
                    Work::Take(id) => desk.take_part(&actor, id, None, &why).await?.map(drop),
                })
            },
            move |r| Heard::Worked(what, said, r),
        );
    }

    fn said(&self, what: Work) -> Msg {
        let title = |id| self.task_title(id);
        match what {
            Work::Start(id) => msg!("task-started", task = title(id)),
            Work::Pause(id) => msg!("task-paused", task = title(id)),
            Work::Finish(id) => msg!("task-done", task = title(id)),
            Work::Take(id) => {
                let lines = self.card.iter().flat_map(|c| &c.lines);
                let part = lines.map(|l| &l.line).find(|l| l.id == id);
                msg!(
                    "job-part-taken",
                    part = part.map_or("", |l| l.description.as_str())
                )
            }
        }
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
                    self.work(Work::Start(t.task.id), String::new(), cx, out);
                }
            }
            Some(Forward::Resume) => self.write(
                msg!("job-resumed", plate = &card.visit.plate),
                cx,
                out,
                |desk, actor, id| async move { desk.resume_job(&actor, id).await },
            ),
            Some(Forward::Complete) => self.complete(Unissued::Ask, "", cx, out),
            Some(Forward::HandOver) => self.ask_keys(cx, out),
            None => {}
        }
    }

    /// Says that it is ready; a reason waives that nothing was done.
    pub(super) fn complete(&self, parts: Unissued, why: &str, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        let why = why.to_owned();
        out.tell(
            "job card write",
            async move { desk.complete(&actor, id, parts, &why).await },
            Heard::Completed,
        );
    }

    /// What is owed is asked before anything is typed.
    pub(super) fn ask_keys(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "job card keys",
            async move { desk.keys_held_for(&actor, id).await },
            Heard::Keys,
        );
    }

    /// Nothing is owed: the form. Something is: the bill first, or for who may the form with why it leaves all the
    /// same.
    pub(super) fn hand_over_or_bill(&mut self, owed: &[Msg], cx: &Cx, out: &mut Out<Heard>) {
        let Some(first) = owed.first() else {
            self.open_form(Asked::HandOver, cx, out);
            return;
        };
        let w = &cx.words;
        let mut items = vec![Item::new(w.word("keys-bill"), "F8", true)];
        let mut anyway = Item::new(w.word("keys-anyway"), "", false);
        if !cx.can(Permission::JobReleaseUnpaid) {
            let needs = Permission::JobReleaseUnpaid.label();
            anyway.off = Some(msg!("off-permission", permission = needs));
        }
        items.push(anyway);
        let pick = Pick::new(msg!("keys-title"), items).because(first.clone());
        out.open(pick.wide(), Heard::Owed);
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
        let asked = tasks.clone();
        out.ask(
            "job card mechanics",
            async move { desk.suggest(&actor, &asked).await },
            move |r| Heard::Mechanics(tasks, r),
        );
    }

    /// Everybody with what speaks for them, the best first; who lacks the skill only behind a row of its own.
    pub(super) fn show_mechanics(
        &self,
        tasks: Vec<TaskId>,
        all: Vec<Suggested>,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let (unable, able): (Vec<_>, Vec<_>) = all.into_iter().partition(|s| s.unable);
        let forced = able.is_empty();
        let shown = if forced { &unable } else { &able };
        let mut items: Vec<Item<Gives>> = shown.iter().map(|s| person(s, cx)).collect();
        if !forced && !unable.is_empty() {
            let more = cx.words.say(&msg!("assign-unable", count = unable.len()));
            items.push(Item::new(more, "", Gives::Unable(unable)));
        }
        let nobody = cx.words.word("assign-nobody");
        items.push(Item::new(nobody, "", Gives::To(None)));
        let pick = Pick::new(msg!("assign-title", count = tasks.len()), items).wide();
        let pick = if forced {
            pick.because(msg!("assign-nobody-able"))
        } else {
            pick.because(msg!("assign-how"))
        };
        out.open(pick, move |who| Heard::Gave(tasks.clone(), who));
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
            Intent::HandOver => self.ask_keys(cx, out),
            Intent::Complete => self.complete(Unissued::Ask, "", cx, out),
        }
    }

    /// Somebody in the way is said at once; assigning stands all the same.
    pub(super) fn assigned(&self, done: Vec<Done<Assigned>>, cx: &Cx, out: &mut Out<Heard>) {
        let busy = done
            .iter()
            .flat_map(|d| &d.value.in_the_way)
            .next()
            .cloned();
        let undo = done.into_iter().filter_map(|d| d.undo).collect();
        let done = Done {
            value: (),
            undo: Inverse::several(undo),
        };
        match busy {
            Some(busy) => {
                let what = busy.plate.or(busy.customer).unwrap_or(busy.reason);
                let time = cx.words.time(busy.starts_at);
                let said = msg!("assigned-in-the-way", what = what, time = time);
                out.done(said.clone(), done);
                out.toast(Toast::warn(said));
            }
            None => {
                out.done(msg!("task-assigned"), done);
            }
        }
    }
}
