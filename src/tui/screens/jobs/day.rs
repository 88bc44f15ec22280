//! What a person's clock saw on a day: the shift, the tasks, the time no customer pays for, and the sums of it.
//!
//! Everybody sees their own. Who may correct time puts it right and adds what no clock saw; every change stays on
//! record.
//!
//! ```text
//! Jo Hendriks   Mon 23 Nov                 7:58 at work   6:10 on jobs   0:45 other
//!   What                                       From     To   Time  On record
//!   Shift                                     07:58  16:30   8:32
//! ▶ KL-310-P  Fit clutch kit                  08:05  10:40   2:35  corrected, Max
//! ```

use super::prompt::Prompt;
use crate::desk::job::{Doing, Stretch};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::figures::Times;
use crate::domain::permission::Permission;
use crate::domain::segment::{Indirect, Kind as Clock, Source};
use crate::domain::{Msg, SegmentId, StaffId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Field, Form, Kind, PickItem, Row, Step, Value, WindowTable};
use chrono::NaiveDate;
use ratatui::layout::Rect;

/// The page.
pub struct DayPage {
    who: StaffId,
    name: String,
    day: NaiveDate,
    all: Vec<Stretch>,
    table: WindowTable<SegmentId>,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Form)>,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// This stretch, as it was read with this version.
    Correct(SegmentId, i64),
    /// Time no clock saw.
    Add,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Day(NaiveDate, desk::Result<Vec<Stretch>>),
    Form(Asked, Box<Form>),
    Wrote(Msg, desk::Result<Done<()>>),
}

impl DayPage {
    /// A day of somebody.
    pub fn new(who: StaffId, name: String, day: NaiveDate, cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("day-col-what"), 14, 50).grows(),
            Column::number(w.word("time-col-from"), 5, 6),
            Column::number(w.word("time-col-to"), 5, 6),
            Column::number(w.word("time-col-time"), 5, 6),
            Column::new(w.word("time-col-how"), 16, 26).ink(Role::Dim),
        ]);
        table.empty = w.word("day-none");
        Self {
            who,
            name,
            day,
            all: Vec::new(),
            table,
            sent: None,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let (who, day) = (self.who, self.day);
        let own = cx.actor.staff() == Some(who);
        out.ask(
            "day",
            async move {
                if own {
                    desk.my_day(&actor, day).await
                } else {
                    desk.day_of(&actor, who, day).await
                }
            },
            move |r| Heard::Day(day, r),
        );
    }

    fn turn(&mut self, forward: bool, cx: &Cx, out: &mut Out<Heard>) {
        let to = if forward {
            self.day.succ_opt()
        } else {
            self.day.pred_opt()
        };
        self.day = to.unwrap_or(self.day);
        self.ask(cx, out);
    }

    fn chosen(&self) -> Option<&Stretch> {
        let id = self.table.key()?;
        self.all.iter().find(|s| s.id == *id)
    }

    fn show(&mut self, cx: &Cx) {
        let rows = self.all.iter().map(|s| row(s, self.day, cx)).collect();
        self.table.show(rows, false);
    }

    fn fields(&self, asked: Asked, cx: &Cx) -> Vec<Field> {
        let w = |id: &'static str| cx.words.word(id);
        let mut fields = Vec::new();
        if asked == Asked::Add {
            let shift = PickItem::new(Clock::Shift.as_str(), cx.words.say(&Clock::Shift.label()));
            let other = Indirect::ALL
                .iter()
                .map(|i| PickItem::new(i.as_str(), cx.words.say(&i.label())));
            fields.push(
                Field::new("what", w("day-col-what"), Kind::PICK)
                    .required()
                    .options(std::iter::once(shift).chain(other).collect()),
            );
        }
        let end = Field::new("to", w("time-field-to"), Kind::Time);
        let runs = self.chosen().is_some_and(|s| s.stopped_at.is_none());
        let end = if runs && asked != Asked::Add {
            end.hint(w("time-still-runs"))
        } else {
            end.required().hint(w("day-next"))
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
            Asked::Add => msg!("day-add"),
        }
    }

    fn open(&self, asked: Asked, cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let chosen = match asked {
            Asked::Correct(..) => self.chosen(),
            Asked::Add => None,
        };
        let said = match chosen {
            Some(s) => format!("{}, {}", what(s, cx), self.name),
            None => self.name.clone(),
        };
        let prompt = Prompt::new(cx, Self::title_for(asked), self.fields(asked, cx))
            .saying(said)
            .with(|form| match chosen {
                Some(s) => {
                    form.set("day", Value::Date(w.zone().day_of(s.started_at)), w);
                    let minute = |at: Ts| Value::Time(w.zone().minute_of_day(at));
                    form.set("from", minute(s.started_at), w);
                    if let Some(at) = s.stopped_at {
                        form.set("to", minute(at), w);
                    }
                }
                None => form.set("day", Value::Date(self.day), w),
            });
        out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
    }

    fn submit(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let zone = cx.words.zone();
        let (Some(day), Some(first)) = (form.date("day"), form.minutes("from")) else {
            return;
        };
        // An end before the start is the next morning's.
        let last = form
            .minutes("to")
            .map(|m| if m < first { m + 24 * 60 } else { m });
        // A time that was not touched keeps its seconds, and its place where clocks show it twice.
        let kept = |at: Option<Ts>, minute: i64| {
            at.filter(|at| zone.minute_of_day(*at) == minute.rem_euclid(24 * 60))
        };
        let was = self
            .chosen()
            .filter(|s| asked == Asked::Correct(s.id, s.version));
        let was = was.filter(|s| zone.day_of(s.started_at) == day);
        let start = kept(was.map(|s| s.started_at), first);
        let from = start.unwrap_or_else(|| zone.at(day, first));
        let end = |m| {
            let same = start.and_then(|_| kept(was.and_then(|s| s.stopped_at), m));
            same.unwrap_or_else(|| zone.at(day, m))
        };
        let to = last.map(end);
        let why = form.text("reason");
        let (desk, actor, who) = (cx.desk.clone(), cx.actor.clone(), self.who);
        match asked {
            Asked::Correct(id, version) => out.tell(
                "day write",
                async move {
                    desk.correct_time(&actor, id, version, (from, to), &why)
                        .await
                },
                |r| Heard::Wrote(msg!("time-is-corrected"), r),
            ),
            Asked::Add => {
                let (Some(code), Some(to)) = (form.key("what"), to) else {
                    return;
                };
                let doing = code
                    .parse::<Indirect>()
                    .map_or(Doing::Shift, Doing::Indirect);
                out.tell(
                    "day write",
                    async move {
                        desk.add_time(&actor, doing, who, (from, to), &why).await?;
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

impl Screen for DayPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("day-title", who = &self.name)
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-day"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "staff",
            id: self.who.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        vec![
            Command::new(Action::Accept, msg!("time-cmd-correct"), 1)
                .needs(cx, Permission::TimeCorrect)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Insert, msg!("day-cmd-add"), 2).needs(cx, Permission::TimeCorrect),
            Command::new(Action::Left, msg!("day-cmd-before"), 3),
            Command::new(Action::Right, msg!("day-cmd-after"), 4),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
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
            Action::Left => self.turn(false, cx, out),
            Action::Right => self.turn(true, cx, out),
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
            Heard::Day(day, Ok(all)) => {
                if day == self.day {
                    self.all = all;
                    self.show(cx);
                }
            }
            Heard::Day(_, Err(e)) => out.refused(&e),
            Heard::Form(asked, form) => self.submit(asked, *form, cx, out),
            Heard::Wrote(said, Ok(done)) => {
                self.sent = None;
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Wrote(_, Err(e)) => self.refuse(&e, cx, out),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let on = |ink| (Role::Surface, ink);
        let x = c.text(area.x + 1, area.y, 22, &self.name, on(Role::Title));
        let day = w.day_long(self.day);
        let x = c.text(x + 2, area.y, 18, &day, on(Role::Text));
        let all = self.all.iter();
        let all = all.map(|s| (s.kind, s.started_at, s.stopped_at));
        let sums = Times::clocked(all, w.zone().day_span(self.day), cx.now);
        let part = |id: &'static str| format!(" {}   ", w.word(id));
        let (attended, jobs) = (w.clock(sums.attended), w.clock(sums.on_jobs));
        let other = w.clock(sums.indirect);
        c.inks_right(
            area.right() - 1,
            area.y,
            area.right().saturating_sub(x + 2),
            Role::Surface,
            &[
                (&attended, Role::Title),
                (&part("day-attended"), Role::Dim),
                (&jobs, Role::Title),
                (&part("day-on-jobs"), Role::Dim),
                (&other, Role::Title),
                (&format!(" {}", w.word("day-other")), Role::Dim),
            ],
        );
        let table = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        self.table.draw(c, table, true);
    }
}

/// What the clock ran on.
fn what(s: &Stretch, cx: &Cx) -> String {
    let w = &cx.words;
    match (s.kind, &s.indirect_code) {
        (Clock::Shift, _) => w.say(&Clock::Shift.label()),
        (Clock::Indirect, Some(code)) => code
            .parse::<Indirect>()
            .map_or_else(|_| code.clone(), |i| w.say(&i.label())),
        _ => format!(
            "{}  {}",
            s.plate.as_deref().unwrap_or_default(),
            s.title.as_deref().unwrap_or_default()
        ),
    }
}

fn row(s: &Stretch, day: NaiveDate, cx: &Cx) -> Row<SegmentId> {
    let w = &cx.words;
    let runs = s.stopped_at.is_none();
    let how = match (&s.corrected_by, s.source) {
        (Some(who), Source::Manual) => w.say(&msg!("time-by-hand", who = who)),
        (Some(who), Source::Live) => w.say(&msg!("time-corrected", who = who)),
        (None, _) if runs => w.word("time-runs"),
        (None, _) => String::new(),
    };
    // A night shift began the evening before, or ends the morning after.
    let at = |at: Ts| {
        if w.zone().day_of(at) == day {
            w.time(at)
        } else {
            format!(
                "{}{}",
                w.time(at),
                if w.zone().day_of(at) < day {
                    "−"
                } else {
                    "+"
                }
            )
        }
    };
    let long = s.started_at.minutes_until(s.stopped_at.unwrap_or(cx.now));
    let cells: [Cell; 5] = [
        what(s, cx).into(),
        at(s.started_at).into(),
        s.stopped_at.map_or_else(|| "…".to_owned(), at).into(),
        w.clock(long.max(0)).into(),
        Cell::inked(how, if runs { Role::InBay } else { Role::Dim }),
    ];
    Row::new(s.id, cells)
}
