//! The job card: one visit with its tasks in order, its lines and what the customer said, and every step of it.
//!
//! Typing adds: a canned job by its code, a part by its words or its barcode. What a step has to ask is asked on a
//! layer; the desk decides.

mod ask;
mod blockers;
mod commands;
mod conflict;
mod cursor;
mod entry;
mod new_row;
mod print;
mod rows;
mod steps;
mod submit;
mod tools;
mod verbs;
pub(super) mod view;

use crate::desk::billing::{Fee, Quoted};
use crate::desk::catalogue::CannedJob;
use crate::desk::job::{Assigned, Card, Pickable, Unissued};
use crate::desk::logistics::{Of, Trip};
use crate::desk::resources::Equipment;
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::job::{Blocker, Status};
use crate::domain::permission::Permission;
use crate::domain::suggest::Suggested;
use crate::domain::{CannedJobId, EquipmentId, InvoiceId, JobId, Msg, TaskId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Keep;
use crate::tui::look::Canvas;
use crate::tui::screens::invoices::Deposits;
use crate::tui::screens::jobs::estimate::EstimatePage;
use crate::tui::screens::jobs::inspection::Inspecting;
use crate::tui::screens::jobs::readaloud::ReadAloud;
use crate::tui::screens::jobs::work_pick::{AtHand, WorkSaid};
use crate::tui::screens::road;
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Form, LineEdit};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

pub use ask::{Asked, prompt};
use steps::Gives;
pub use submit::{Held, read_hold, read_promise};

/// What the board wants asked as soon as the card is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// The customer's word.
    Authorise,
    /// The yes is taken back.
    Unauthorise,
    /// Back to the bay.
    Rework,
    /// Ready, or what keeps it.
    Complete,
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
    at_hand: Vec<CannedJobId>,
    /// What was done on the vehicle on other visits, the newest first.
    before: Vec<desk::job::Before>,
    parts: Vec<Pickable>,
    pick: usize,
    /// A task that is carried, and the order the tasks would have.
    carried: Option<(TaskId, Vec<TaskId>)>,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Form)>,
    /// The form as it was opened, to tell what was changed here from what was changed elsewhere.
    opened: Option<Form>,
    /// A step of the list of blockers is under way: when it is done, the job is tried again.
    completing: bool,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Card(desk::Result<Card>),
    Canned(desk::Result<Vec<(CannedJobId, CannedJob)>>),
    Parts(String, desk::Result<Vec<Pickable>>),
    Scanned(desk::Result<Option<Pickable>>),
    /// The bundles of whoever is here, and what to say about it.
    AtHand(Option<Msg>, desk::Result<Vec<CannedJobId>>),
    Form(Asked, Box<Form>),
    Kind(new_row::NewRow),
    Wrote(Msg, desk::Result<Done<()>>),
    Worked(steps::Work, Msg, desk::Result<Done<()>>),
    Mechanics(Vec<TaskId>, desk::Result<Vec<Suggested>>),
    Gave(Vec<TaskId>, Gives),
    Assigned(desk::Result<Vec<Done<Assigned>>>),
    Completed(desk::Result<Done<Status>>),
    Unissued(Unissued),
    Blockers(desk::Result<Vec<Blocker>>),
    Solve(blockers::Solve),
    Theirs(Box<conflict::Quicker>, desk::Result<Card>),
    Keep(Box<conflict::Both>, Keep),
    Told(desk::Result<()>),
    /// What stands between the customer and the keys.
    Keys(desk::Result<Vec<Msg>>),
    /// Whether the bill is made first.
    Owed(bool),
    Invoice(desk::Result<InvoiceId>),
    Tools(TaskId, desk::Result<Vec<Equipment>>),
    Equip(TaskId, EquipmentId),
    Close,
    Fee(desk::Result<Quoted>),
    CallOff(String, Fee),
    Comeback(Option<JobId>),
    Paper(print::Way),
    Printed(desk::Result<Result<Msg, Msg>>),
    Before(desk::Result<Vec<desk::job::Before>>),
    Earlier(desk::Result<Vec<desk::job::Before>>),
    Work(WorkSaid),
    Again(Option<String>),
    Read,
    Trip(desk::Result<Trip>),
    Road(road::Go),
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
            at_hand: Vec::new(),
            before: Vec::new(),
            parts: Vec::new(),
            pick: 0,
            carried: None,
            sent: None,
            opened: None,
            completing: false,
        }
    }

    /// The same, asking at once.
    pub fn with(id: JobId, intent: Intent) -> Self {
        Self {
            intent: Some(intent),
            ..Self::new(id)
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "job card",
            async move { desk.job_card(&actor, id).await },
            Heard::Card,
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
        commands::commands(self, cx)
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job card canned",
            async move { desk.canned_jobs(&actor).await },
            Heard::Canned,
        );
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job card at hand",
            async move { desk.favourites(&actor).await },
            |r| Heard::AtHand(None, r),
        );
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "job card earlier",
            async move { desk.done_before(&actor, id).await },
            Heard::Earlier,
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
        self.completing = false;
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
                if let (Some(rows::Key::Task(id)), Some(card)) = (self.key(), self.card.as_deref())
                {
                    let order = card.tasks.iter().map(|t| t.task.id).collect();
                    self.carried = Some((id, order));
                }
            }
            Action::More => self.forward(cx, out),
            Action::Less => self.step_back(cx, out),
            Action::Insert => self.ask_new_row(cx, out),
            Action::Remove => self.remove(cx, out),
            Action::Assign => self.ask_mechanics(cx, out),
            Action::Extra => self.open_facts(cx, out),
            Action::Reorder => out.push(ReadAloud::new(self.id)),
            Action::Previous => {
                let plate = self.card.as_ref().map(|c| c.visit.plate.clone());
                out.push(EstimatePage::new(self.id, plate.unwrap_or_default()));
            }
            Action::Next => {
                let plate = self.card.as_ref().map(|c| c.visit.plate.clone());
                out.push(Inspecting::new(self.id, plate.unwrap_or_default()));
            }
            Action::Right => {
                let (desk, actor, of) = (cx.desk.clone(), cx.actor.clone(), Of::Job(self.id));
                out.ask(
                    "trip",
                    async move { desk.trip(&actor, of).await },
                    Heard::Trip,
                );
            }
            Action::Tell => self.tell_again(cx, out),
            Action::Options if typing => self.keep_at_hand(cx, out),
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
            Heard::Earlier(Ok(before)) => self.before = before,
            Heard::Work(WorkSaid::Took(code)) => self.put_again(code, cx, out),
            Heard::Work(WorkSaid::Keep(id, at_hand)) => self.put_at_hand(id, at_hand, cx, out),
            Heard::AtHand(said, Ok(at_hand)) => {
                out.feed(AtHand(at_hand.clone()));
                self.at_hand = at_hand;
                if let Some(said) = said {
                    out.toast(Toast::good(said));
                }
            }
            Heard::Parts(letters, Ok(found)) => {
                if self.entry.text().trim() == letters {
                    self.parts = found;
                }
            }
            Heard::Scanned(Ok(Some(part))) => self.add_part(part, cx, out),
            Heard::Scanned(Ok(None)) => out.toast(Toast::warn(msg!("job-part-unknown"))),
            Heard::Form(asked, form) => self.submit(asked, *form, cx, out),
            Heard::Kind(kind) => self.new_row(kind, cx, out),
            Heard::Wrote(said, Ok(done)) | Heard::Worked(_, said, Ok(done)) => {
                self.sent = None;
                cx.scraps.done();
                out.done(said, done);
                self.ask(cx, out);
                if std::mem::take(&mut self.completing) {
                    self.complete(Unissued::Ask, "", cx, out);
                }
            }
            Heard::Worked(
                what,
                _,
                Err(desk::Error::Invalid {
                    field: "reason",
                    why,
                }),
            ) => {
                self.open_saying(Asked::Override(what), cx.words.say(&why), cx, out);
            }
            Heard::Mechanics(tasks, Ok(all)) => self.show_mechanics(tasks, all, cx, out),
            Heard::Gave(tasks, Gives::To(who)) => self.assign(tasks, who, cx, out),
            Heard::Gave(tasks, Gives::Unable(all)) => self.show_mechanics(tasks, all, cx, out),
            Heard::Assigned(Ok(done)) => {
                self.assigned(done, cx, out);
                self.ask(cx, out);
            }
            Heard::Completed(Ok(done)) => {
                let plate = self
                    .card
                    .as_ref()
                    .map_or(String::new(), |c| c.visit.plate.clone());
                cx.scraps.done();
                out.done(msg!("job-is-ready", plate = plate), done);
                self.ask(cx, out);
            }
            Heard::Completed(Err(desk::Error::Blocked { .. })) => {
                cx.scraps.refused();
                self.ask_blockers(cx, out);
            }
            Heard::Unissued(what) => self.complete(what, "", cx, out),
            Heard::Blockers(Ok(found)) => self.show_blockers(&found, cx, out),
            Heard::Solve(what) => self.solve(what, cx, out),
            Heard::Theirs(quicker, Ok(card)) => self.conflict(*quicker, card, cx, out),
            Heard::Keep(both, keep) => self.keep(*both, &keep, cx, out),
            Heard::Keys(Ok(owed)) => self.hand_over_or_bill(&owed, cx, out),
            Heard::Owed(true) => self.invoice(cx, out),
            Heard::Owed(false) => self.open_form(Asked::HandOver, cx, out),
            Heard::Told(Ok(())) => {
                out.toast(Toast::good(msg!("job-told-again")));
                self.ask(cx, out);
            }
            Heard::Invoice(Ok(id)) => out.visit(Place::Invoice(id)),
            // Nothing to invoice yet: what there may be is a deposit.
            Heard::Invoice(Err(e @ desk::Error::Refused(_))) => {
                out.refused(&e);
                if let Some(card) = &self.card {
                    out.push(Deposits::new(cx, card.job.customer_id));
                }
            }
            Heard::Close => self.write(msg!("job-closed"), cx, out, |desk, actor, id| async move {
                desk.close_job(&actor, id).await?;
                Ok(Done::final_(()))
            }),
            Heard::Tools(task, Ok(all)) => self.show_tools(task, &all, cx, out),
            Heard::Equip(task, piece) => self.equip(task, piece, cx, out),
            Heard::Fee(Ok(quoted)) => self.ask_call_off(quoted, cx, out),
            Heard::CallOff(why, fee) => self.call_off(why, fee, cx, out),
            Heard::Comeback(of) => self.comeback(of, cx, out),
            Heard::Paper(way) => self.print(way, cx, out),
            Heard::Printed(Ok(Ok(said))) => out.toast(Toast::good(said)),
            Heard::Printed(Ok(Err(why))) => out.toast(Toast::bad(why)),
            Heard::Before(Ok(before)) => self.show_before(&before, cx, out),
            Heard::Again(Some(code)) => self.put_again(code, cx, out),
            Heard::Again(None) | Heard::Read => {}
            Heard::Trip(Ok(trip)) => road::choose(&trip, cx, out, Heard::Road),
            Heard::Road(to) => road::go(to, cx, out),
            Heard::Wrote(_, Err(e)) => self.refuse(e, cx, out),
            // Asked again it would be refused again.
            Heard::Card(Err(e))
            | Heard::Canned(Err(e))
            | Heard::AtHand(_, Err(e))
            | Heard::Parts(_, Err(e))
            | Heard::Mechanics(_, Err(e))
            | Heard::Before(Err(e))
            | Heard::Trip(Err(e))
            | Heard::Earlier(Err(e))
            | Heard::Keys(Err(e))
            | Heard::Tools(_, Err(e))
            | Heard::Fee(Err(e))
            | Heard::Blockers(Err(e)) => out.refused(&e),
            Heard::Scanned(Err(e))
            | Heard::Worked(_, _, Err(e))
            | Heard::Assigned(Err(e))
            | Heard::Theirs(_, Err(e))
            | Heard::Told(Err(e))
            | Heard::Completed(Err(e))
            | Heard::Invoice(Err(e))
            | Heard::Printed(Err(e)) => {
                cx.scraps.refused();
                out.refused(&e);
                self.ask(cx, out);
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
