//! The job card: one visit with its tasks in order, its lines and what the customer said, and every step of it.
//!
//! Typing adds: a canned job by its code, a part by its words or its barcode. What a step has to ask is asked on a
//! layer; the desk decides.

mod ask;
mod print;
mod rows;
mod submit;
mod view;

use crate::desk::board::Mechanic;
use crate::desk::catalogue::CannedJob;
use crate::desk::job::{Assigned, Card, Pickable, Unissued};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::job::{Forward, Status};
use crate::domain::line::Auth;
use crate::domain::permission::Permission;
use crate::domain::{CannedJobId, InvoiceId, JobId, Msg, StaffId, TaskId, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Pick};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Form, LineEdit};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

pub use ask::Asked;
use rows::Key;

/// What the board wants asked as soon as the card is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// The customer's word.
    Authorise,
    /// The yes is taken back.
    Unauthorise,
    /// Back to the bay.
    Rework,
    /// The keys.
    HandOver,
}

/// The card.
pub struct JobCard {
    id: JobId,
    intent: Option<Intent>,
    card: Option<Box<Card>>,
    at: usize,
    entry: LineEdit,
    canned: Vec<(CannedJobId, CannedJob)>,
    parts: Vec<Pickable>,
    pick: usize,
    /// A task that is carried, and the order the tasks would have.
    carried: Option<(TaskId, Vec<TaskId>)>,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Form)>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
#[expect(clippy::large_enum_variant, reason = "one is on its way at a time")]
pub enum Heard {
    Card(desk::Result<Card>),
    Canned(desk::Result<Vec<(CannedJobId, CannedJob)>>),
    Parts(String, desk::Result<Vec<Pickable>>),
    Scanned(desk::Result<Option<Pickable>>),
    Form(Asked, Box<Form>),
    Kind(ask::NewRow),
    Wrote(Msg, desk::Result<Done<()>>),
    Started(TaskId, Msg, desk::Result<Done<()>>),
    Mechanics(Vec<TaskId>, desk::Result<Vec<Mechanic>>),
    Gave(Vec<TaskId>, Option<StaffId>),
    Assigned(desk::Result<Vec<Done<Assigned>>>),
    Completed(desk::Result<Done<Status>>),
    Unissued(Unissued),
    Invoice(desk::Result<InvoiceId>),
    Close,
    Paper(print::Way),
    Printed(desk::Result<Result<Msg, Msg>>),
    Read,
}

/// A suggestion under the entry line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Suggested<'a> {
    Canned(&'a CannedJob),
    Part(&'a Pickable),
}

impl JobCard {
    /// The card of a job.
    pub fn new(id: JobId) -> Self {
        Self {
            id,
            intent: None,
            card: None,
            at: 0,
            entry: LineEdit::default(),
            canned: Vec::new(),
            parts: Vec::new(),
            pick: 0,
            carried: None,
            sent: None,
        }
    }

    /// The same, asking at once.
    pub fn with(id: JobId, intent: Intent) -> Self {
        Self {
            intent: Some(intent),
            ..Self::new(id)
        }
    }

    fn key(&self) -> Option<Key> {
        rows::keys(
            self.card.as_deref()?,
            self.carried.as_ref().map(|c| c.1.as_slice()),
        )
        .get(self.at)
        .copied()
    }

    fn status(&self) -> Option<Status> {
        self.card.as_ref().map(|c| c.job.status)
    }

    /// The task under the cursor.
    fn task(&self) -> Option<&desk::job::CardTask> {
        let Some(Key::Task(id)) = self.key() else {
            return None;
        };
        self.card.as_ref()?.tasks.iter().find(|t| t.task.id == id)
    }

    /// The line under the cursor.
    fn line(&self) -> Option<&desk::job::CardLine> {
        let Some(Key::Line(id)) = self.key() else {
            return None;
        };
        self.card.as_ref()?.lines.iter().find(|l| l.line.id == id)
    }

    fn suggestions(&self) -> Vec<Suggested<'_>> {
        let typed = self.entry.text().trim().to_lowercase();
        if typed.is_empty() {
            return Vec::new();
        }
        let living = self.canned.iter().filter(|c| c.1.archived_at.is_none());
        let mut found: Vec<(u8, &CannedJob)> = living
            .filter_map(|(_, c)| {
                let (code, title) = (c.code.to_lowercase(), c.title.to_lowercase());
                let rank = match () {
                    () if code == typed => 0,
                    () if code.starts_with(&typed) => 1,
                    () if title.contains(&typed) => 2,
                    () => return None,
                };
                Some((rank, c))
            })
            .collect();
        found.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
        let canned = found.into_iter().map(|(_, c)| Suggested::Canned(c));
        canned
            .chain(self.parts.iter().map(Suggested::Part))
            .collect()
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "job card",
            async move { desk.job_card(&actor, id).await },
            Heard::Card,
        );
    }

    fn step_cursor(&mut self, by: isize) {
        let rows = self
            .card
            .as_deref()
            .map_or(0, |c| rows::keys(c, None).len());
        self.at = self
            .at
            .saturating_add_signed(by)
            .min(rows.saturating_sub(1));
    }

    /// A carried task moves among the tasks of the job.
    fn carry(&mut self, by: isize) {
        let Some((id, order)) = &mut self.carried else {
            return;
        };
        let Some(from) = order.iter().position(|t| t == id) else {
            return;
        };
        let to = from
            .saturating_add_signed(by)
            .min(order.len().saturating_sub(1));
        let moved = order.remove(from);
        order.insert(to, moved);
        let id = *id;
        if let Some(card) = self.card.as_deref() {
            let keys = rows::keys(card, self.carried.as_ref().map(|c| c.1.as_slice()));
            if let Some(at) = keys.iter().position(|k| *k == Key::Task(id)) {
                self.at = at;
            }
        }
    }

    /// Enter on a row: what one most likely wants with it.
    fn accept(&mut self, cx: &Cx, out: &mut Out<Heard>) {
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
    fn toggle_task(&mut self, cx: &Cx, out: &mut Out<Heard>) {
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

    fn start(&self, id: TaskId, title: String, reason: String, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "job card write",
            async move { Ok(desk.start(&actor, id, &reason).await?.map(drop)) },
            move |r| Heard::Started(id, msg!("task-started", task = title), r),
        );
    }

    /// The verb of `+`.
    fn forward(&mut self, cx: &Cx, out: &mut Out<Heard>) {
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

    fn complete(&self, parts: Unissued, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.tell(
            "job card write",
            async move { desk.complete(&actor, id, parts, "").await },
            Heard::Completed,
        );
    }

    /// What keeps it from being ready: parts nobody took are asked about, the rest is listed.
    fn show_blockers(&self, found: &[Msg], cx: &Cx, out: &mut Out<Heard>) {
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
            out.open(super::blockers(found, cx), |()| Heard::Read);
        }
    }

    /// A write on this job whose answer is a toast and a fresh card.
    fn write<F>(
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

    /// Enter on a suggestion: the bundle or one of the part goes on the job.
    fn take_suggestion(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let found = self.suggestions();
        let Some(chosen) = found.get(self.pick.min(found.len().saturating_sub(1))) else {
            out.toast(Toast::warn(msg!("list-nothing-matches")));
            return;
        };
        match chosen {
            Suggested::Canned(c) => {
                let (code, title) = (c.code.clone(), c.title.clone());
                self.write(
                    msg!("canned-added", title = title),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.put_canned_job(&actor, id, &code).await?;
                        Ok(Done::final_(()))
                    },
                );
            }
            Suggested::Part(part) => self.add_part((*part).clone(), cx, out),
        }
        self.entry.clear();
        self.parts.clear();
        self.pick = 0;
    }

    fn add_part(&self, part: Pickable, cx: &Cx, out: &mut Out<Heard>) {
        let said = msg!("job-part-added", part = &part.description);
        self.write(said, cx, out, |desk, actor, id| async move {
            let line = desk::job::NewLine::of_part(part.id, crate::domain::Qty::ONE);
            Ok(desk.add_line(&actor, id, &line).await?.map(drop))
        });
    }

    /// Gives tasks to a person: the one under the cursor, else all that are nobody's.
    fn ask_mechanics(&self, cx: &Cx, out: &mut Out<Heard>) {
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

    fn assign(&self, tasks: Vec<TaskId>, who: Option<StaffId>, cx: &Cx, out: &mut Out<Heard>) {
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
}

impl Screen for JobCard {
    type Msg = Heard;

    fn title(&self) -> Msg {
        match self.card.as_deref() {
            Some(card) => msg!("job-card-title", number = &card.job.number),
            None => msg!("jobs-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-job-card"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "job",
            id: self.id.0,
        })
    }

    fn typing(&self) -> bool {
        !self.entry.is_empty()
    }

    fn holds(&self, action: Action) -> bool {
        let asking = action == Action::Accept && !self.entry.is_empty();
        self.card.is_none() || asking
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        ask::commands(self, cx)
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job card canned",
            async move { desk.canned_jobs(&actor).await },
            Heard::Canned,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(
            topic,
            Topic::Jobs | Topic::Stock | Topic::Invoices | Topic::Bookings
        ) {
            self.ask(cx, out);
        }
    }

    fn on_minute(&mut self, _cx: &Cx, _out: &mut Out<Heard>) -> bool {
        true
    }

    fn on_scan(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if !cx.can(Permission::JobEdit) {
            return Handled::No;
        }
        let (desk, actor, code) = (cx.desk.clone(), cx.actor.clone(), code.to_owned());
        out.ask(
            "job card scan",
            async move { desk.part_of_code(&actor, &code).await },
            Heard::Scanned,
        );
        Handled::Yes
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if !cx.can(Permission::JobEdit) || !self.entry.key(key) {
            return;
        }
        self.pick = 0;
        let typed = self.entry.text().trim().to_owned();
        if typed.is_empty() {
            self.parts.clear();
            return;
        }
        let (desk, actor, asked) = (cx.desk.clone(), cx.actor.clone(), typed.clone());
        out.ask(
            "job card parts",
            async move { desk.pick_parts(&actor, &asked).await },
            move |r| Heard::Parts(typed, r),
        );
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let typing = !self.entry.is_empty();
        match action {
            Action::Accept if typing => self.take_suggestion(cx, out),
            Action::Up if typing => self.pick = self.pick.saturating_sub(1),
            Action::Down if typing => {
                let last = self.suggestions().len().saturating_sub(1);
                self.pick = (self.pick + 1).min(last);
            }
            Action::Back if typing => {
                self.entry.clear();
                self.parts.clear();
            }
            Action::Undo if typing => {
                self.entry.undo();
            }
            Action::Back if self.carried.is_some() => self.carried = None,
            Action::Up if self.carried.is_some() => self.carry(-1),
            Action::Down if self.carried.is_some() => self.carry(1),
            Action::Accept => self.accept(cx, out),
            Action::Up => self.step_cursor(-1),
            Action::Down => self.step_cursor(1),
            Action::PageUp => self.step_cursor(-10),
            Action::PageDown => self.step_cursor(10),
            Action::First => self.step_cursor(isize::MIN),
            Action::Last => self.step_cursor(isize::MAX),
            Action::PickUp => {
                if let (Some(Key::Task(id)), Some(card)) = (self.key(), self.card.as_deref()) {
                    let order = card.tasks.iter().map(|t| t.task.id).collect();
                    self.carried = Some((id, order));
                }
            }
            Action::More => self.forward(cx, out),
            Action::Less => self.step_back(cx, out),
            Action::Insert => self.ask_new_row(cx, out),
            Action::Remove => self.remove(cx, out),
            Action::Assign => self.ask_mechanics(cx, out),
            Action::Extra => self.open_form(Asked::Facts, cx, out),
            Action::Options => self.open_form(Asked::Note, cx, out),
            Action::Pay => self.invoice(cx, out),
            Action::Print => self.ask_paper(cx, out),
            Action::Verb(name) => return self.verb(name, cx, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Card(Ok(card)) => {
                let old = self.key();
                self.card = Some(Box::new(card));
                self.keep_cursor(old);
                if let Some(intent) = self.intent.take() {
                    self.intend(intent, cx, out);
                }
            }
            Heard::Card(Err(desk::Error::NotFound)) => {
                out.toast(Toast::warn(msg!("desk-not-found")));
                out.pop();
            }
            Heard::Canned(Ok(canned)) => self.canned = canned,
            Heard::Parts(letters, Ok(found)) => {
                if self.entry.text().trim() == letters {
                    self.parts = found;
                }
            }
            Heard::Scanned(Ok(Some(part))) => self.add_part(part, cx, out),
            Heard::Scanned(Ok(None)) => out.toast(Toast::warn(msg!("job-part-unknown"))),
            Heard::Form(asked, form) => self.submit(asked, *form, cx, out),
            Heard::Kind(kind) => self.new_row(kind, cx, out),
            Heard::Wrote(said, Ok(done)) | Heard::Started(_, said, Ok(done)) => {
                self.sent = None;
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Started(
                id,
                _,
                Err(desk::Error::Invalid {
                    field: "reason",
                    why,
                }),
            ) => {
                self.open_saying(Asked::Override(id), cx.words.say(&why), cx, out);
            }
            Heard::Mechanics(tasks, Ok(all)) => {
                let nobody = Item::new(cx.words.word("assign-nobody"), "", None);
                let people = all.into_iter().map(|m| {
                    let open = cx.words.say(&msg!("mechanic-open-tasks", count = m.open));
                    Item::new(m.name, open, Some(m.id))
                });
                let items = people.chain(std::iter::once(nobody)).collect();
                let pick = Pick::new(msg!("assign-title", count = tasks.len()), items);
                out.open(pick, move |who| Heard::Gave(tasks.clone(), who));
            }
            Heard::Gave(tasks, who) => self.assign(tasks, who, cx, out),
            Heard::Assigned(Ok(done)) => {
                self.assigned(done, cx, out);
                self.ask(cx, out);
            }
            Heard::Completed(Ok(done)) => {
                let plate = self
                    .card
                    .as_ref()
                    .map_or(String::new(), |c| c.visit.plate.clone());
                out.done(msg!("job-is-ready", plate = plate), done);
                self.ask(cx, out);
            }
            Heard::Completed(Err(desk::Error::Blocked { blockers })) => {
                self.show_blockers(&blockers, cx, out);
            }
            Heard::Unissued(what) => self.complete(what, cx, out),
            Heard::Invoice(Ok(id)) => out.visit(Place::Invoice(id)),
            Heard::Close => self.write(msg!("job-closed"), cx, out, |desk, actor, id| async move {
                desk.close_job(&actor, id).await?;
                Ok(Done::final_(()))
            }),
            Heard::Paper(way) => self.print(way, cx, out),
            Heard::Printed(Ok(Ok(said))) => out.toast(Toast::good(said)),
            Heard::Printed(Ok(Err(why))) => out.toast(Toast::bad(why)),
            Heard::Read => {}
            Heard::Wrote(_, Err(e)) => self.refuse(e, cx, out),
            Heard::Card(Err(e))
            | Heard::Canned(Err(e))
            | Heard::Parts(_, Err(e))
            | Heard::Scanned(Err(e))
            | Heard::Started(_, _, Err(e))
            | Heard::Mechanics(_, Err(e))
            | Heard::Assigned(Err(e))
            | Heard::Completed(Err(e))
            | Heard::Invoice(Err(e))
            | Heard::Printed(Err(e)) => {
                out.refused(&e);
                self.ask(cx, out);
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}

impl JobCard {
    fn keep_cursor(&mut self, old: Option<Key>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let keys = rows::keys(card, None);
        if let Some(at) = old.and_then(|key| keys.iter().position(|k| *k == key)) {
            self.at = at;
        }
        self.at = self.at.min(keys.len().saturating_sub(1));
    }

    fn intend(&mut self, intent: Intent, cx: &Cx, out: &mut Out<Heard>) {
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
    fn assigned(&self, done: Vec<Done<Assigned>>, cx: &Cx, out: &mut Out<Heard>) {
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

    /// What the last form said wrong stands under its field, in the form again; else a toast.
    fn refuse(&mut self, error: desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        match (&error, self.sent.take()) {
            (desk::Error::Invalid { field, why }, Some((asked, mut form))) => {
                if form.refuse(field, why.clone()) {
                    self.reopen(asked, form, cx, out);
                } else {
                    out.refused(&error);
                }
            }
            (desk::Error::Blocked { blockers }, _) if blockers.len() > 1 => {
                self.show_blockers(blockers, cx, out);
            }
            _ => out.refused(&error),
        }
        self.ask(cx, out);
    }
}

/// Lines that can be decided on: those of the row under the cursor, else all undecided.
fn undecided_here(page: &JobCard) -> Vec<crate::domain::LineId> {
    let Some(card) = page.card.as_deref() else {
        return Vec::new();
    };
    let open = |l: &&desk::job::CardLine| matches!(l.line.auth, Auth::Draft | Auth::Proposed);
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
