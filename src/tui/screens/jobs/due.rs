//! Work customers put off that is due: whom to call, what they said, and what is not brought up again (R-31).
//!
//! ```text
//! Work put off, due
//!   Vehicle   Customer            Work                Until      Then    Called
//! ▶ KL-310-P  Jansen, M.          Front brake pads    22 Feb   310.00    Mon 23 Nov
//! ```

use super::prompt::Prompt;
use crate::desk;
use crate::desk::job::DueWork;
use crate::domain::change::Topic;
use crate::domain::deferred::Event;
use crate::domain::permission::Permission;
use crate::domain::{DeferredId, Msg, WorkItemId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Field, Form, Kind, Row, Step, WindowTable};
use ratatui::layout::Rect;

/// What a form on this page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A call to the customer.
    Call,
    /// It was done elsewhere.
    Elsewhere,
    /// It makes no sense any more.
    Expire,
}

/// The page.
pub struct DuePage {
    all: Vec<DueWork>,
    table: WindowTable<WorkItemId>,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Vec<DeferredId>, Form)>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    All(desk::Result<Vec<DueWork>>),
    Form(Asked, Vec<DeferredId>, Box<Form>),
    Wrote(Msg, desk::Result<()>),
}

impl DuePage {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("job-col-plate"), 9, 10),
            Column::new(w.word("job-col-customer"), 11, 22),
            Column::new(w.word("due-col-phone"), 14, 18).drops(1),
            Column::new(w.word("job-col-work"), 10, 36).grows(),
            Column::new(w.word("deferred-col-due"), 20, 22),
            Column::number(w.word("deferred-col-amount"), 8, 11),
            Column::new(w.word("due-col-called"), 10, 12).ink(Role::Dim),
        ]);
        table.empty = w.word("due-none");
        Self {
            all: Vec::new(),
            table,
            sent: None,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "work put off, due",
            async move { desk.put_off_due(&actor).await },
            Heard::All,
        );
    }

    fn chosen(&self) -> Option<&DueWork> {
        let item = self.table.key()?;
        self.all.iter().find(|d| d.item == *item)
    }

    fn row(d: &DueWork, cx: &Cx) -> Row<WorkItemId> {
        let w = &cx.words;
        let over = d.due_on.is_some_and(|day| day <= cx.today());
        let due: Vec<String> = d
            .due_on
            .map(|day| w.day_near(day, cx.today()))
            .into_iter()
            .chain(d.due_odometer.map(|o| w.count(o)))
            .collect();
        let ink = if over && d.called.is_none() {
            Role::Warn
        } else {
            Role::Text
        };
        let called = d.called.as_ref().map_or(String::new(), |(at, _)| {
            w.day_near(w.zone().day_of(*at), cx.today())
        });
        let cells: [Cell; 7] = [
            d.plate.as_str().into(),
            d.name.as_str().into(),
            d.phone.clone().unwrap_or_default().into(),
            d.title.as_str().into(),
            Cell::inked(due.join(" · "), ink),
            w.amount(d.amount).into(),
            called.into(),
        ];
        Row::new(d.item, cells)
    }

    fn ask_form(&self, asked: Asked, cx: &Cx, out: &mut Out<Heard>) {
        let Some(d) = self.chosen() else { return };
        let (title, word) = match asked {
            Asked::Call => (
                msg!(
                    "due-ask-call",
                    name = &d.name,
                    phone = d.phone.clone().unwrap_or_default(),
                    work = &d.title
                ),
                "due-field-said",
            ),
            Asked::Elsewhere => (
                msg!("deferred-ask-elsewhere", work = &d.title),
                "job-field-note",
            ),
            Asked::Expire => (
                msg!("deferred-ask-expire", work = &d.title),
                "job-field-note",
            ),
        };
        let field = Field::new("note", cx.words.word(word), Kind::Text).width(46);
        let field = if asked == Asked::Call {
            field.required()
        } else {
            field
        };
        let ids = d.ids.clone();
        out.open(Prompt::new(cx, title, vec![field]), move |form| {
            Heard::Form(asked, ids.clone(), Box::new(form))
        });
    }

    fn submit(
        &mut self,
        asked: Asked,
        ids: Vec<DeferredId>,
        form: Form,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let (desk, actor, note) = (cx.desk.clone(), cx.actor.clone(), form.text("note"));
        self.sent = Some((asked, ids.clone(), form));
        let said = match asked {
            Asked::Call => msg!("due-called"),
            _ => msg!("deferred-closed"),
        };
        out.tell(
            "work put off, due write",
            async move {
                match asked {
                    Asked::Call => desk.remind_put_off(&actor, &ids, &note).await,
                    Asked::Elsewhere => {
                        desk.close_deferred(&actor, &ids, Event::Elsewhere, &note)
                            .await
                    }
                    Asked::Expire => {
                        desk.close_deferred(&actor, &ids, Event::Expire, &note)
                            .await
                    }
                }
            },
            |r| Heard::Wrote(said, r),
        );
    }

    /// Back to the form with what is wrong under its field, else one sentence.
    fn refuse(&mut self, error: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        if let (desk::Error::Invalid { field, why }, Some((asked, ids, mut form))) =
            (error, self.sent.take())
            && form.refuse(field, why.clone())
        {
            let prompt = Prompt::again(cx, msg!("due-title"), form, 1);
            out.open(prompt, move |form| {
                Heard::Form(asked, ids.clone(), Box::new(form))
            });
            return;
        }
        out.refused(error);
        self.ask(cx, out);
    }
}

impl Screen for DuePage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("due-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-due"))
    }

    fn subject(&self) -> Option<Subject> {
        self.chosen().map(|d| Subject {
            entity: "vehicle",
            id: d.vehicle.0,
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
            run(Action::Accept, msg!("due-cmd-call"), 1),
            Command::new(Action::Extra, msg!("due-cmd-vehicle"), 2)
                .unless(none, msg!("off-no-row")),
            run(Action::Remove, msg!("deferred-cmd-elsewhere"), 3),
            run(Action::Less, msg!("deferred-cmd-expire"), 4),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Jobs | Topic::Customers) {
            self.ask(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => self.ask_form(Asked::Call, cx, out),
            Action::Remove => self.ask_form(Asked::Elsewhere, cx, out),
            Action::Less => self.ask_form(Asked::Expire, cx, out),
            Action::Extra => {
                if let Some(d) = self.chosen() {
                    out.visit(Place::Vehicle(d.vehicle));
                }
            }
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
                let rows = self.all.iter().map(|d| Self::row(d, cx)).collect();
                self.table.show(rows, false);
            }
            Heard::Form(asked, ids, form) => self.submit(asked, ids, *form, cx, out),
            Heard::Wrote(said, Ok(())) => {
                self.sent = None;
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Wrote(_, Err(e)) => self.refuse(&e, cx, out),
            Heard::All(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let room = area.width.saturating_sub(4);
        let title = w.word("due-title");
        c.text(
            area.x + 1,
            area.y,
            room,
            &title,
            (Role::Surface, Role::Title),
        );
        let table = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        self.table.draw(c, table, true);
        let called = self.chosen().and_then(|d| d.called.as_ref());
        let said = match called {
            Some((at, note)) => w.say(&msg!("due-said", at = *at, note = note)),
            None => w.word("due-how"),
        };
        let y = area.bottom().saturating_sub(1);
        c.text(area.x + 3, y, room, &said, (Role::Surface, Role::Dim));
    }
}
