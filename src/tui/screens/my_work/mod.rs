//! My work: a mechanic's own tasks. Three keys do the day: Enter starts the chosen, − pauses, + is done.
//!
//! It shows nobody else's work and no prices.

pub mod handover;
mod hear;
mod verbs;
mod view;

use crate::desk::board::MyWork;
use crate::desk::job::{Finished, Item as WorkItem, Pickable, Started, Stopped, Taken};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::segment::{Indirect, Lane};
use crate::domain::{JobId, LineId, Msg, PartId, Qty, TaskId, task};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::jobs::inspection::Inspecting;
use crate::tui::screens::jobs::part_pick::{PartPick, PartSaid};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The page.
#[derive(Default)]
pub struct MyWorkPage {
    work: Option<MyWork>,
    at: usize,
    in_parts: bool,
    part_at: usize,
    /// The task the cursor goes to when the list comes: the one just paused, so that Enter goes on with it.
    wanted: Option<TaskId>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Work(desk::Result<MyWork>),
    Started(TaskId, desk::Result<Done<Started>>),
    Why(TaskId, Box<Form>),
    Paused(TaskId, String, desk::Result<Done<()>>),
    Finished(desk::Result<Done<Finished>>),
    Took(desk::Result<Done<Taken>>),
    Returned(String, desk::Result<()>),
    Part(JobId, PartSaid),
    Parts(String, desk::Result<Vec<Pickable>>),
    Scanned(JobId, desk::Result<Option<Pickable>>),
    More(JobId, Box<Form>),
    Asked(desk::Result<bool>),
    Note(JobId, Box<Form>),
    Noted(desk::Result<()>),
    Block(TaskId, Box<Form>),
    Blocked(desk::Result<Done<()>>),
    Decline(TaskId, Box<Form>),
    Words(TaskId, desk::Result<WorkItem>),
    Report(TaskId, i64, Box<Form>),
    Reported(desk::Result<()>),
    Indirect(Indirect),
    Clocked(Msg, desk::Result<()>),
    ClockedOut(desk::Result<Done<Stopped>>),
}

impl MyWorkPage {
    /// The page, empty until the desk has answered.
    pub fn new(_cx: &Cx) -> Self {
        Self::default()
    }

    /// The tasks that are not running: the list one chooses from.
    fn next(&self) -> &[desk::board::MyTask] {
        let Some(work) = &self.work else { return &[] };
        let running = usize::from(work.running().is_some());
        work.tasks.get(running..).unwrap_or_default()
    }

    fn chosen(&self) -> Option<&desk::board::MyTask> {
        self.next().get(self.at)
    }

    fn running(&self) -> Option<&desk::board::MyTask> {
        self.work.as_ref()?.running()
    }

    /// The job whose parts are shown: the one at hand.
    fn job(&self) -> Option<JobId> {
        Some(self.running().or_else(|| self.next().first())?.job_id)
    }

    fn part(&self) -> Option<&desk::board::MyPart> {
        self.work.as_ref()?.parts.get(self.part_at)
    }

    fn is_in(&self, lane: Lane) -> bool {
        let clocks = self.work.as_ref().map_or(&[][..], |w| &w.clocks);
        clocks.iter().any(|c| c.lane == lane)
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "my work",
            async move { desk.my_work(&actor, None).await },
            Heard::Work,
        );
    }

    fn start(&self, task: TaskId, reason: String, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "my work start",
            async move { desk.start(&actor, task, &reason).await },
            move |r| Heard::Started(task, r),
        );
    }

    fn take(&self, line: LineId, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "my work part",
            async move { desk.take_part(&actor, line, None, "").await },
            Heard::Took,
        );
    }

    fn take_new(&self, job: JobId, part: PartId, qty: Qty, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "my work part",
            async move { desk.take_new_part(&actor, job, part, qty, "").await },
            Heard::Took,
        );
    }

    fn keep_in_range(&mut self) {
        self.at = self.at.min(self.next().len().saturating_sub(1));
        let parts = self.work.as_ref().map_or(0, |w| w.parts.len());
        self.part_at = self.part_at.min(parts.saturating_sub(1));
        self.in_parts &= parts > 0;
    }

    fn step(&mut self, by: isize) {
        if self.in_parts {
            self.part_at = self.part_at.saturating_add_signed(by);
        } else {
            self.at = self.at.saturating_add_signed(by);
        }
        self.keep_in_range();
    }
}

impl Screen for MyWorkPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("my-work-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-my-work"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let idle = self.running().is_none();
        let none = self.chosen().is_none();
        let no_job = self.job().is_none();
        let here = self.is_in(Lane::Shift);
        let parts = self.work.as_ref().is_none_or(|w| w.parts.is_empty());
        let enter = if self.in_parts {
            Command::new(Action::Accept, msg!("job-cmd-take-part"), 1)
        } else {
            Command::new(Action::Accept, msg!("job-cmd-start"), 0)
                .unless(none, msg!("job-off-no-task"))
        };
        vec![
            enter,
            Command::new(Action::Less, msg!("job-cmd-pause"), 0)
                .unless(idle, msg!("job-off-nothing-runs")),
            Command::new(Action::More, msg!("job-cmd-done"), 0)
                .unless(idle, msg!("job-off-nothing-runs")),
            Command::new(Action::Next, msg!("job-cmd-parts-pane"), 2)
                .unless(parts, msg!("job-off-no-parts")),
            Command::new(Action::Insert, msg!("job-cmd-take-a-part"), 3)
                .unless(no_job, msg!("job-off-no-task")),
            Command::new(Action::Extra, msg!("job-cmd-extra-work"), 4)
                .unless(no_job, msg!("job-off-no-task")),
            Command::new(Action::Options, msg!("job-cmd-note"), 5)
                .unless(no_job, msg!("job-off-no-task")),
            Command::new(Action::Remove, msg!("job-cmd-put-back"), 0)
                .unless(!self.in_parts, msg!("job-off-parts-pane")),
            Command::new(Action::Verb("open-job-card"), msg!("job-cmd-job-card"), 0)
                .unless(no_job, msg!("job-off-no-task")),
            Command::new(Action::Reorder, msg!("job-cmd-inspection"), 0)
                .unless(no_job, msg!("job-off-no-task")),
            Command::new(Action::Verb("block-task"), msg!("job-cmd-block"), 0)
                .unless(idle && none, msg!("job-off-no-task")),
            Command::new(Action::Verb("clock-in"), msg!("job-cmd-clock-in"), 0)
                .unless(here, msg!("job-off-clocked-in")),
            Command::new(Action::Verb("clock-out"), msg!("job-cmd-clock-out"), 0)
                .unless(!here, msg!("not-clocked-in")),
            Command::new(Action::Verb("indirect"), msg!("job-cmd-indirect"), 0),
            Command::new(Action::Verb("figures"), msg!("job-cmd-own-figures"), 0),
            Command::new(Action::Verb("inbox"), msg!("job-cmd-inbox"), 0),
            Command::new(Action::Verb("my-day"), msg!("job-cmd-my-day"), 0),
            Command::new(Action::Verb("handovers"), msg!("job-cmd-own-handovers"), 0),
            Command::new(Action::Verb("report-work"), msg!("job-cmd-report"), 0)
                .unless(idle && none, msg!("job-off-no-task")),
            Command::new(Action::Verb("accept-task"), msg!("job-cmd-accept-task"), 0)
                .unless(none, msg!("job-off-no-task")),
            Command::new(
                Action::Verb("decline-task"),
                msg!("job-cmd-decline-task"),
                0,
            )
            .unless(none, msg!("job-off-no-task")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(
            topic,
            Topic::Jobs | Topic::Bookings | Topic::Stock | Topic::People
        ) {
            self.ask(cx, out);
        }
    }

    fn on_minute(&mut self, _cx: &Cx, _out: &mut Out<Heard>) -> bool {
        self.running().is_some()
    }

    fn holds(&self, action: Action) -> bool {
        self.work.is_none() && matches!(action, Action::Accept | Action::More | Action::Less)
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if let KeyCode::Char(letter) = key.code {
            self.letter(letter, cx, out);
        }
    }

    fn on_scan(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let Some(job) = self.job() else {
            return Handled::No;
        };
        let (desk, actor, code) = (cx.desk.clone(), cx.actor.clone(), code.to_owned());
        out.ask(
            "my work scan",
            async move { desk.part_of_code(&actor, &code).await },
            move |r| Heard::Scanned(job, r),
        );
        Handled::Yes
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match action {
            Action::Accept if self.in_parts => {
                if let Some(line) = self.part().map(|p| p.line.id) {
                    self.take(line, cx, out);
                }
            }
            Action::Accept => {
                if let Some(task) = self.chosen().map(|t| t.id) {
                    self.start(task, String::new(), cx, out);
                }
            }
            Action::Less => {
                if let Some((task, title)) = self.running().map(|t| (t.id, t.title.clone())) {
                    out.tell(
                        "my work pause",
                        async move { desk.pause(&actor, task, "").await },
                        move |r| Heard::Paused(task, title, r),
                    );
                }
            }
            Action::More => {
                if let Some(task) = self.running().map(|t| t.id) {
                    out.tell(
                        "my work done",
                        async move { desk.done(&actor, task, "").await },
                        Heard::Finished,
                    );
                }
            }
            Action::Next | Action::Previous => {
                self.in_parts = !self.in_parts;
                self.keep_in_range();
            }
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::First => self.step(isize::MIN),
            Action::Last => self.step(isize::MAX),
            Action::Insert => {
                if let Some(job) = self.job() {
                    out.open(PartPick::new(msg!("job-part-pick-title")), move |said| {
                        Heard::Part(job, said)
                    });
                }
            }
            Action::Remove => {
                if let Some((line, name)) =
                    self.part().map(|p| (p.line.id, p.line.description.clone()))
                {
                    out.tell(
                        "my work part",
                        async move { desk.return_part(&actor, line, None, "").await },
                        move |r| Heard::Returned(name, r),
                    );
                }
            }
            Action::Extra => {
                if let Some(job) = self.job() {
                    let w = &cx.words;
                    let fields = vec![
                        Field::new("title", w.word("job-field-what"), Kind::Text)
                            .required()
                            .width(44),
                        Field::new("hours", w.word("job-field-hours"), Kind::Qty).required(),
                        Field::new("note", w.word("job-field-note"), Kind::Text).width(44),
                    ];
                    let ask = Prompt::new(cx, msg!("extra-title"), fields)
                        .kept(format!("my work extra {}", job.0), cx);
                    out.open(ask, move |form| Heard::More(job, Box::new(form)));
                }
            }
            Action::Options => {
                if let Some(job) = self.job() {
                    let field = Field::new("body", cx.words.word("job-field-note"), Kind::Notes(3));
                    let ask = Prompt::new(cx, msg!("job-note-title"), vec![field.required()])
                        .higher(2)
                        .kept(format!("my work note {}", job.0), cx);
                    out.open(ask, move |form| Heard::Note(job, Box::new(form)));
                }
            }
            Action::Reorder => {
                let task = self.running().or_else(|| self.next().first());
                if let Some(task) = task {
                    out.push(Inspecting::new(task.job_id, task.plate.clone()));
                }
            }
            Action::Verb(name) => return self.verb(name, cx, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        self.hear(heard, cx, out);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}

/// Whether a task cannot be worked on now, to be marked.
fn waits(t: &desk::board::MyTask) -> bool {
    if !is_here(t) {
        return false;
    }
    t.status == task::Status::Blocked
        || t.auth
            .is_some_and(|a| a != crate::domain::line::Auth::Authorised)
}

/// Whether the vehicle has come.
fn is_here(t: &desk::board::MyTask) -> bool {
    t.job_status != crate::domain::job::Status::Planned
}

/// Who may see the tab.
pub const PERMISSION: Permission = Permission::JobWork;
