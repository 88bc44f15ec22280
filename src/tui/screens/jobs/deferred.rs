//! What customers put off on a vehicle: to be brought up again, put on a job in one key, or forgotten.

use super::prompt::Prompt;
use crate::desk::job::PutOff;
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::deferred::Event;
use crate::domain::permission::Permission;
use crate::domain::{DeferredId, JobId, LineId, Money, Msg, VehicleId, WorkItemId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Field, Form, Kind, Row, Step, WindowTable};
use ratatui::layout::Rect;

/// The page.
pub struct DeferredWork {
    vehicle: VehicleId,
    plate: String,
    /// The job that work is revived on; without one it is only looked at.
    job: Option<JobId>,
    all: Vec<PutOff>,
    table: WindowTable<WorkItemId>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    All(desk::Result<Vec<PutOff>>),
    Revived(Msg, desk::Result<Done<Vec<LineId>>>),
    Form(Vec<DeferredId>, Event, Box<Form>),
    Closed(desk::Result<()>),
}

/// When work put off today is brought up again, unless somebody says otherwise.
pub fn put_off_until(cx: &Cx) -> chrono::NaiveDate {
    let days = u64::try_from(cx.desk.settings().deferred_days()).unwrap_or_default();
    let today = cx.today();
    today
        .checked_add_days(chrono::Days::new(days))
        .unwrap_or(today)
}

impl DeferredWork {
    /// What is put off on a vehicle; `job` is where it can be put on again.
    pub fn new(vehicle: VehicleId, plate: String, job: Option<JobId>, cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("job-col-work"), 16, 40).grows(),
            Column::new(w.word("deferred-col-why"), 10, 22),
            Column::new(w.word("deferred-col-due"), 12, 20),
            Column::new(w.word("deferred-col-since"), 10, 14)
                .ink(Role::Dim)
                .drops(1),
            Column::number(w.word("deferred-col-amount"), 9, 11),
        ]);
        table.empty = w.word("deferred-none");
        Self {
            vehicle,
            plate,
            job,
            all: Vec::new(),
            table,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, vehicle) = (cx.desk.clone(), cx.actor.clone(), self.vehicle);
        out.ask(
            "deferred work",
            async move { desk.put_off_of(&actor, vehicle).await },
            Heard::All,
        );
    }

    fn chosen(&self) -> Option<&PutOff> {
        let item = self.table.key()?;
        self.all.iter().find(|p| p.item == *item)
    }

    fn row(p: &PutOff, cx: &Cx) -> Row<WorkItemId> {
        let w = &cx.words;
        let over = p.due_on.is_some_and(|day| day <= cx.today());
        let mut due: Vec<String> = Vec::new();
        due.extend(p.due_on.map(|day| w.day_near(day, cx.today())));
        due.extend(p.due_odometer.map(|o| w.count(o)));
        let ink = if over { Role::Warn } else { Role::Text };
        let mark = if over {
            format!("{} ", cx.marks.alert)
        } else {
            String::new()
        };
        let cells: [Cell; 5] = [
            p.title.as_str().into(),
            w.say(&p.reason.label()).into(),
            Cell::inked(format!("{mark}{}", due.join(" · ")), ink),
            w.day_near(w.zone().day_of(p.at), cx.today()).into(),
            w.amount(p.amount).into(),
        ];
        Row::new(p.item, cells)
    }

    fn revive(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (Some(chosen), Some(job)) = (self.chosen(), self.job) else {
            return;
        };
        let (desk, actor, ids) = (cx.desk.clone(), cx.actor.clone(), chosen.ids.clone());
        let said = msg!("deferred-revived", work = &chosen.title);
        out.tell(
            "revive",
            async move { desk.revive(&actor, job, &ids).await },
            move |r| Heard::Revived(said, r),
        );
    }

    fn ask_why(&self, how: Event, cx: &Cx, out: &mut Out<Heard>) {
        let Some(chosen) = self.chosen() else { return };
        let note = Field::new("note", cx.words.word("job-field-note"), Kind::Text).width(46);
        let title = match how {
            Event::Elsewhere => msg!("deferred-ask-elsewhere", work = &chosen.title),
            _ => msg!("deferred-ask-expire", work = &chosen.title),
        };
        let ids = chosen.ids.clone();
        out.open(Prompt::new(cx, title, vec![note]), move |form| {
            Heard::Form(ids.clone(), how, Box::new(form))
        });
    }
}

impl Screen for DeferredWork {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("deferred-title", plate = &self.plate)
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-deferred"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "vehicle",
            id: self.vehicle.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        let run = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::LineAuthorise)
                .unless(none, msg!("off-no-row"))
        };
        vec![
            run(Action::Accept, msg!("deferred-cmd-revive"), 1)
                .unless(self.job.is_none(), msg!("deferred-off-no-job")),
            run(Action::Remove, msg!("deferred-cmd-elsewhere"), 2),
            run(Action::Less, msg!("deferred-cmd-expire"), 3),
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

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => self.revive(cx, out),
            Action::Remove => self.ask_why(Event::Elsewhere, cx, out),
            Action::Less => self.ask_why(Event::Expire, cx, out),
            other => match other.code().and_then(Step::of) {
                Some(step) => drop(self.table.step(step)),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::All(Ok(all)) => {
                self.all = all;
                let rows = self.all.iter().map(|p| Self::row(p, cx)).collect();
                self.table.show(rows, false);
            }
            Heard::Revived(said, Ok(done)) => {
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Form(ids, how, form) => {
                let (desk, actor, note) = (cx.desk.clone(), cx.actor.clone(), form.text("note"));
                out.tell(
                    "close deferred",
                    async move { desk.close_deferred(&actor, &ids, how, &note).await },
                    Heard::Closed,
                );
            }
            Heard::Closed(Ok(())) => {
                out.toast(Toast::good(msg!("deferred-closed")));
                self.ask(cx, out);
            }
            Heard::All(Err(e)) | Heard::Revived(_, Err(e)) | Heard::Closed(Err(e)) => {
                out.refused(&e);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let on = |ink| (Role::Surface, ink);
        let x = c.text(area.x + 1, area.y, 14, &self.plate, on(Role::Title));
        let room = area.right().saturating_sub(x + 3);
        c.text(
            x + 2,
            area.y,
            room,
            &w.word("deferred-heading"),
            on(Role::Text),
        );
        let sum: Money = self.all.iter().map(|p| p.amount).sum();
        c.inks_right(
            area.right() - 1,
            area.y,
            room,
            Role::Surface,
            &[
                (&format!("{}  ", w.word("deferred-in-sum")), Role::Dim),
                (&w.money(sum), Role::Title),
            ],
        );
        let table = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        self.table.draw(c, table, true);
        if let Some(chosen) = self.chosen() {
            let from = w.say(&msg!("deferred-from", number = &chosen.number));
            let called = chosen.called.as_ref();
            let called = called.map(|(at, note)| w.say(&msg!("due-said", at = *at, note = note)));
            let called = called.unwrap_or_default();
            let said = [from.as_str(), chosen.note.as_str(), called.as_str()].join("   ");
            let room = area.width.saturating_sub(4);
            c.text(
                area.x + 3,
                area.bottom() - 1,
                room,
                said.trim(),
                on(Role::Dim),
            );
        }
    }
}
