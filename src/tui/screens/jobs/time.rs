//! Who worked on a job from when to when, and the correction of it: a clock forgotten at noon, work no clock saw.
//!
//! Everybody may look; only who may correct time changes it, and every change stays on record.

use super::prompt::Prompt;
use crate::desk::board::Mechanic;
use crate::desk::job::{Card, Doing, Segment};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::segment::Source;
use crate::domain::{JobId, Msg, SegmentId, StaffId, TaskId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Field, Form, Kind, PickItem, Row, Step, Value, WindowTable};
use ratatui::layout::Rect;

/// The page.
pub struct JobTime {
    job: JobId,
    card: Option<Box<Card>>,
    all: Vec<Segment>,
    people: Vec<Mechanic>,
    table: WindowTable<SegmentId>,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Form)>,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// This stretch, as it was read with this version.
    Correct(SegmentId, i64),
    /// Work no clock saw.
    Add,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Time(desk::Result<Vec<Segment>>),
    Card(Box<desk::Result<Card>>),
    People(desk::Result<Vec<Mechanic>>),
    Form(Asked, Box<Form>),
    Wrote(Msg, desk::Result<Done<()>>),
}

impl JobTime {
    /// The time of a job; the card is shown until it is read afresh.
    pub fn new(card: &Card, cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("job-col-task"), 14, 40).grows(),
            Column::new(w.word("job-col-who"), 6, 14),
            Column::new(w.word("job-field-day"), 6, 12),
            Column::number(w.word("time-col-from"), 5, 6),
            Column::number(w.word("time-col-to"), 5, 6),
            Column::number(w.word("time-col-time"), 5, 6),
            Column::new(w.word("time-col-how"), 14, 24).ink(Role::Dim),
        ]);
        table.empty = w.word("time-none");
        Self {
            job: card.job.id,
            card: Some(Box::new(card.clone())),
            all: Vec::new(),
            people: Vec::new(),
            table,
            sent: None,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.ask(
            "job time",
            async move { desk.clocked_time(&actor, job).await },
            Heard::Time,
        );
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job time card",
            async move { desk.job_card(&actor, job).await },
            |r| Heard::Card(Box::new(r)),
        );
    }

    fn chosen(&self) -> Option<&Segment> {
        let id = self.table.key()?;
        self.all.iter().find(|s| s.id == *id)
    }

    fn title_of(&self, task: TaskId) -> String {
        let card = self.card.as_deref();
        card.and_then(|c| c.tasks.iter().find(|t| t.task.id == task))
            .map_or_else(String::new, |t| t.task.title.clone())
    }

    fn show(&mut self, cx: &Cx) {
        let rows = self.all.iter().map(|s| self.row(s, cx)).collect();
        self.table.show(rows, false);
    }

    fn row(&self, s: &Segment, cx: &Cx) -> Row<SegmentId> {
        let w = &cx.words;
        let until = s.stopped_at.unwrap_or(cx.now);
        let runs = s.stopped_at.is_none();
        let how = match (&s.corrected_by, s.source) {
            (Some(who), Source::Manual) => w.say(&msg!("time-by-hand", who = who)),
            (Some(who), Source::Live) => w.say(&msg!("time-corrected", who = who)),
            (None, _) if runs => w.word("time-runs"),
            (None, _) => String::new(),
        };
        let cells: [Cell; 7] = [
            self.title_of(s.task_id).into(),
            s.staff.as_str().into(),
            w.day_near(w.zone().day_of(s.started_at), cx.today()).into(),
            w.time(s.started_at).into(),
            s.stopped_at
                .map_or_else(|| "…".to_owned(), |at| w.time(at))
                .into(),
            w.clock(s.started_at.minutes_until(until).max(0)).into(),
            Cell::inked(how, if runs { Role::InBay } else { Role::Dim }),
        ];
        Row::new(s.id, cells)
    }

    fn fields(&self, asked: Asked, cx: &Cx) -> Vec<Field> {
        let w = |id: &'static str| cx.words.word(id);
        let end = Field::new("to", w("time-field-to"), Kind::Time);
        let mut fields = match asked {
            Asked::Correct(..) => Vec::new(),
            Asked::Add => {
                let tasks = self.card.iter().flat_map(|c| &c.tasks);
                let tasks = tasks.map(|t| PickItem::new(t.task.id, t.task.title.clone()));
                let people = self
                    .people
                    .iter()
                    .map(|m| PickItem::new(m.id, m.name.clone()));
                vec![
                    Field::new("task", w("job-col-task"), Kind::PICK)
                        .required()
                        .options(tasks.collect()),
                    Field::new("staff", w("job-col-who"), Kind::PICK)
                        .required()
                        .options(people.collect()),
                ]
            }
        };
        let runs = self.chosen().is_some_and(|s| s.stopped_at.is_none());
        let end = if runs && asked != Asked::Add {
            end.hint(w("time-still-runs"))
        } else {
            end.required()
        };
        fields.extend([
            Field::new("day", w("job-field-day"), Kind::Date).required(),
            Field::new("from", w("time-field-from"), Kind::Time).required(),
            end,
            Field::new("reason", w("job-field-reason"), Kind::Text)
                .required()
                .width(44),
        ]);
        fields
    }

    fn title_for(asked: Asked) -> Msg {
        match asked {
            Asked::Correct(..) => msg!("time-correct"),
            Asked::Add => msg!("time-add"),
        }
    }

    fn open(&self, asked: Asked, cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let chosen = self.chosen();
        let mut prompt = Prompt::new(cx, Self::title_for(asked), self.fields(asked, cx));
        if let (Asked::Correct(..), Some(s)) = (asked, chosen) {
            let said = format!("{}, {}", self.title_of(s.task_id), s.staff);
            prompt = prompt.saying(said);
        }
        let prompt = prompt.with(|form| match (asked, chosen) {
            (Asked::Correct(..), Some(s)) => {
                form.set("day", Value::Date(w.zone().day_of(s.started_at)), w);
                let minute = |at: Ts| Value::Time(w.zone().minute_of_day(at));
                form.set("from", minute(s.started_at), w);
                if let Some(at) = s.stopped_at {
                    form.set("to", minute(at), w);
                }
            }
            _ => form.set("day", Value::Date(cx.today()), w),
        });
        out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
    }

    fn submit(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let Some(day) = form.date("day") else { return };
        let at = |name: &str| Some(cx.words.zone().at(day, form.minutes(name)?));
        let (Some(from), to) = (at("from"), at("to")) else {
            return;
        };
        let why = form.text("reason");
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match asked {
            Asked::Correct(id, version) => out.tell(
                "job time write",
                async move {
                    desk.correct_time(&actor, id, version, (from, to), &why)
                        .await
                },
                |r| Heard::Wrote(msg!("time-is-corrected"), r),
            ),
            Asked::Add => {
                let (Some(task), Some(staff), Some(to)) = (form.id("task"), form.id("staff"), to)
                else {
                    return;
                };
                let (task, staff) = (Doing::Task(TaskId(task)), StaffId(staff));
                out.tell(
                    "job time write",
                    async move {
                        desk.add_time(&actor, task, staff, (from, to), &why).await?;
                        Ok(Done::final_(()))
                    },
                    |r| Heard::Wrote(msg!("time-is-added"), r),
                );
            }
        }
        self.sent = Some((asked, form));
    }

    /// What is wrong stands under its field, with everything typed still there.
    fn refuse(&mut self, error: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        if let (desk::Error::Invalid { field, why }, Some((asked, mut form))) =
            (error, self.sent.take())
            && form.refuse(field, why.clone())
        {
            let rows = self.fields(asked, cx).len();
            let prompt = Prompt::again(cx, Self::title_for(asked), form, rows);
            out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
            return;
        }
        out.refused(error);
        self.ask(cx, out);
    }
}

impl Screen for JobTime {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("time-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-job-time"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "job",
            id: self.job.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        let no_task = self.card.as_ref().is_none_or(|c| c.tasks.is_empty());
        vec![
            Command::new(Action::Accept, msg!("time-cmd-correct"), 1)
                .needs(cx, Permission::TimeCorrect)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Insert, msg!("time-cmd-add"), 2)
                .needs(cx, Permission::TimeCorrect)
                .unless(no_task, msg!("job-off-no-task")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job time people",
            async move { desk.mechanics_at_work(&actor).await },
            Heard::People,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Jobs {
            self.ask(cx, out);
        }
    }

    fn on_minute(&mut self, cx: &Cx, _out: &mut Out<Heard>) -> bool {
        self.show(cx);
        self.all.iter().any(|s| s.stopped_at.is_none())
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => {
                if let Some((id, version)) = self.chosen().map(|s| (s.id, s.version)) {
                    self.open(Asked::Correct(id, version), cx, out);
                }
            }
            Action::Insert => self.open(Asked::Add, cx, out),
            other => match other.code().and_then(Step::of) {
                // Every row is here: none has to be fetched.
                Some(step) => drop(self.table.step(step)),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Time(Ok(all)) => {
                self.all = all;
                self.show(cx);
            }
            Heard::Card(card) => match *card {
                Ok(card) => {
                    self.card = Some(Box::new(card));
                    self.show(cx);
                }
                Err(e) => out.refused(&e),
            },
            Heard::People(Ok(people)) => self.people = people,
            Heard::Form(asked, form) => self.submit(asked, *form, cx, out),
            Heard::Wrote(said, Ok(done)) => {
                self.sent = None;
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Wrote(_, Err(e)) => self.refuse(&e, cx, out),
            Heard::Time(Err(e)) | Heard::People(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let on = |ink| (Role::Surface, ink);
        if let Some(card) = self.card.as_deref() {
            let x = c.text(area.x + 1, area.y, 14, &card.visit.plate, on(Role::Title));
            let x = c.text(x + 2, area.y, 18, &card.job.number, on(Role::Text));
            let clocked: i64 = card.tasks.iter().map(|t| t.minutes(cx.now)).sum();
            let planned: i64 = card.tasks.iter().map(|t| t.task.planned_min).sum();
            let (clocked, planned) = (w.clock(clocked), w.clock(planned));
            let of = w.say(&msg!("my-of-planned", planned = planned));
            let room = area.right().saturating_sub(x + 3);
            c.inks_right(
                area.right() - 1,
                area.y,
                room,
                Role::Surface,
                &[
                    (&clocked, Role::Title),
                    (&format!(" {}  ", w.word("my-clocked")), Role::Dim),
                    (&of, Role::Dim),
                ],
            );
        }
        let table = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        self.table.draw(c, table, true);
    }
}
