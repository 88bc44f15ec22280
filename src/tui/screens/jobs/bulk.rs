//! One step for all marked jobs: each by its own verb, so each is refused or taken back for itself.

use super::card::{Asked, Held, prompt, read_hold, read_promise};
use super::{Heard, Jobs};
use crate::desk::board::Placed;
use crate::desk::job::{Card, Unissued};
use crate::desk::{self, Actor, Desk, Done, Inverse};
use crate::domain::job::Forward;
use crate::domain::{JobId, Msg, StaffId, TaskId, Ts, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Notice, Pick};
use crate::tui::shell::Out;
use crate::tui::widgets::Form;

/// The step.
#[derive(Clone, Debug)]
pub enum Bulk {
    /// Each to the next stage of its own.
    Forward,
    /// Their open tasks are this person's.
    Assign(Option<StaffId>),
    /// They stand still.
    Hold(Held),
    /// Promised for this time, for a reason where R-10 is against it.
    Promise(Option<Ts>, String),
    /// Their customers hear once more that they are ready.
    Tell,
}

/// What a job needs to take part.
#[derive(Clone, Debug)]
pub(in crate::tui::screens) struct Row {
    id: JobId,
    name: String,
    forward: Option<Forward>,
    next: Option<TaskId>,
    open: Vec<TaskId>,
}

impl From<&Placed> for Row {
    fn from(p: &Placed) -> Row {
        let open = p.tasks.iter().filter(|t| !t.status.is_over());
        Row {
            id: p.card.id,
            name: if p.card.plate.is_empty() {
                p.card.number.clone()
            } else {
                p.card.plate.clone()
            },
            forward: p.card.status.forward(),
            next: p.next_task().map(|t| t.id),
            open: open.map(|t| t.id).collect(),
        }
    }
}

impl From<&Card> for Row {
    fn from(card: &Card) -> Row {
        let open = card.tasks.iter().map(|t| &t.task);
        let open = open.filter(|t| !t.status.is_over());
        let startable = |s: task::Status| matches!(s, task::Status::Paused | task::Status::Todo);
        Row {
            id: card.job.id,
            name: card.job.number.clone(),
            forward: card.job.status.forward(),
            next: open.clone().find(|t| startable(t.status)).map(|t| t.id),
            open: open.map(|t| t.id).collect(),
        }
    }
}

/// How it went.
pub struct Outcome {
    done: Vec<JobId>,
    undo: Vec<Inverse>,
    refused: Vec<(String, Msg)>,
}

impl Jobs {
    /// The marked jobs, else the one under the cursor.
    fn meant(&self) -> Vec<Row> {
        let marked = self
            .placed
            .iter()
            .filter(|p| self.marked.contains(&p.card.id));
        let rows: Vec<Row> = marked.map(Row::from).collect();
        if rows.is_empty() {
            self.chosen().map(Row::from).into_iter().collect()
        } else {
            rows
        }
    }

    pub(super) fn run(&self, what: Bulk, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, rows) = (cx.desk.clone(), cx.actor.clone(), self.meant());
        out.tell(
            "board bulk",
            async move {
                let mut outcome = Outcome {
                    done: Vec::new(),
                    undo: Vec::new(),
                    refused: Vec::new(),
                };
                for row in rows {
                    match step(&desk, &actor, &row, &what).await {
                        Ok(done) => {
                            outcome.done.push(row.id);
                            outcome.undo.extend(done.undo);
                        }
                        // Without contact the rest would only wait for the same.
                        Err(e @ desk::Error::Unavailable { .. }) => return Err(e),
                        Err(e) => outcome.refused.push((row.name, e.msg())),
                    }
                }
                Ok(outcome)
            },
            Heard::Bulk,
        );
    }

    /// What was done in one toast with one way back; what was refused as a list, and it stays marked.
    pub(super) fn told(&mut self, outcome: Outcome, cx: &Cx, out: &mut Out<Heard>) {
        for id in &outcome.done {
            self.marked.remove(id);
        }
        if !outcome.done.is_empty() {
            let done = Done {
                value: (),
                undo: Inverse::several(outcome.undo),
            };
            out.done(msg!("bulk-done", count = outcome.done.len()), done);
        }
        if !outcome.refused.is_empty() {
            let title = msg!("bulk-refused", count = outcome.refused.len());
            let lines = outcome.refused.iter();
            let lines = lines.map(|(name, why)| format!("{name}  {}", cx.words.say(why)));
            out.open(Notice::error(title, lines.collect()), |()| Heard::Read);
        }
        self.ask(cx, out);
    }

    /// Whose the marked jobs shall be.
    pub(super) fn ask_who(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "board who",
            async move { desk.mechanics_at_work(&actor).await },
            Heard::Who,
        );
    }

    pub(super) fn pick_who(
        &self,
        all: Vec<crate::desk::board::Mechanic>,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let nobody = Item::new(cx.words.word("assign-nobody"), "", None);
        let people = all.into_iter().map(|m| {
            let open = cx.words.say(&msg!("mechanic-open-tasks", count = m.open));
            Item::new(m.name, open, Some(m.id))
        });
        let items = people.chain(std::iter::once(nobody)).collect();
        let title = msg!("bulk-assign", count = self.meant().len());
        out.open(Pick::new(title, items), |who| Heard::Do(Bulk::Assign(who)));
    }

    /// The form of a step that has to ask something.
    pub(super) fn ask_first(&self, asked: Asked, cx: &Cx, out: &mut Out<Heard>) {
        out.open(prompt(&asked, cx), move |form| {
            Heard::Answered(asked.clone(), Box::new(form))
        });
    }

    pub(super) fn answered(&self, asked: &Asked, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        match asked {
            Asked::Promise => {
                let what = Bulk::Promise(read_promise(form, cx), form.text("reason"));
                self.run(what, cx, out);
            }
            Asked::Hold => self.run(Bulk::Hold(read_hold(form, cx)), cx, out),
            _ => {}
        }
    }
}

/// The step of one job.
pub(in crate::tui::screens) async fn step(
    desk: &Desk,
    by: &Actor,
    row: &Row,
    what: &Bulk,
) -> desk::Result<Done<()>> {
    match what {
        Bulk::Forward => forward(desk, by, row).await,
        Bulk::Assign(who) => {
            let mut undo = Vec::with_capacity(row.open.len());
            for task in &row.open {
                undo.extend(desk.assign(by, *task, *who).await?.undo);
            }
            Ok(Done {
                value: (),
                undo: Inverse::several(undo),
            })
        }
        Bulk::Hold(h) => {
            desk.put_on_hold(by, row.id, h.reason, h.until, &h.note)
                .await
        }
        Bulk::Promise(at, why) => desk.promise(by, row.id, *at, why).await,
        Bulk::Tell => {
            desk.tell_ready_again(by, row.id).await?;
            Ok(Done::final_(()))
        }
    }
}

/// The verb of `+`, where it has nothing to ask.
async fn forward(desk: &Desk, by: &Actor, row: &Row) -> desk::Result<Done<()>> {
    match (row.forward, row.next) {
        (Some(Forward::Resume), _) => desk.resume_job(by, row.id).await,
        (Some(Forward::Complete), _) => {
            let done = desk.complete(by, row.id, Unissued::Ask, "").await?;
            Ok(done.map(drop))
        }
        (Some(Forward::Start), Some(task)) => Ok(desk.start(by, task, "").await?.map(drop)),
        (None, _) => Err(desk::Error::Refused(msg!("board-no-way-on"))),
        _ => Err(desk::Error::Refused(msg!("bulk-one-by-one"))),
    }
}
