//! The desk's inbox: what runs low, what is late, what did not leave.

use chrono::NaiveDate;
use ratatui::layout::Rect;
use serde_json::Value;

use super::view;
use crate::desk;
use crate::desk::messages::Alert;
use crate::domain::alert::Kind;
use crate::domain::change::Topic;
use crate::domain::{
    AlertId, BookingId, CustomerId, JobId, Msg, OutboxId, PartId, Qty, TaskId, Ts,
};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Reason;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::Mark;
use crate::tui::widgets::{Column, Row, Step, WindowTable};

/// The open alerts of the site, newest first.
pub struct Alerts {
    table: WindowTable<AlertId>,
    all: Vec<Alert>,
    past: bool,
}

/// What the desk answers.
pub enum Heard {
    /// The alerts.
    All(desk::Result<Vec<Alert>>),
    /// One was marked as read.
    Seen(desk::Result<()>),
    /// Why a task is declined.
    Decline(TaskId, String),
    /// A task was answered, or an alert put away.
    Answered(Msg, desk::Result<()>),
}

impl Alerts {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("alerts-since"), 12, 12).ink(Role::Dim),
            Column::new(w.word("alerts-kind"), 14, 14),
            Column::new(w.word("alerts-what"), 20, 70).grows(),
            Column::new(w.word("alerts-seen"), 8, 8)
                .ink(Role::Dim)
                .drops(1),
        ]);
        table.empty = w.word("alerts-none");
        Self {
            table,
            all: Vec::new(),
            past: false,
        }
    }

    fn chosen(&self) -> Option<&Alert> {
        let id = self.table.key()?;
        self.all.iter().find(|alert| alert.id == *id)
    }

    /// The task the chosen alert gives to whoever reads it.
    fn task(&self) -> Option<TaskId> {
        let chosen = self.chosen()?;
        let given = chosen.kind == Kind::Assigned && chosen.cleared_at.is_none();
        given.then_some(TaskId(chosen.entity_id))
    }

    /// The chosen alert was read.
    fn see(&self, cx: &Cx, out: &mut Out<Heard>) {
        let unread = self.chosen().filter(|a| a.seen_by.is_none());
        if let Some(id) = unread.map(|a| a.id) {
            let (desk, by) = (cx.desk.clone(), cx.actor.clone());
            let work = async move { desk.see_alert(&by, id).await };
            out.tell("see alert", work, Heard::Seen);
        }
    }

    fn row(alert: &Alert, cx: &Cx) -> Row<AlertId> {
        let w = &cx.words;
        let mark = match alert.kind {
            Kind::Overdue | Kind::DeadMessage | Kind::LoanOverdue => Mark::Late,
            Kind::LowStock
            | Kind::Assigned
            | Kind::SlotFree
            | Kind::Declined
            | Kind::ServiceDue
            | Kind::NoShow => Mark::Warn,
        };
        let seen = alert.seen_by.clone().unwrap_or_default();
        let is_over = alert.cleared_at.is_some();
        Row::new(
            alert.id,
            [
                w.when(alert.raised_at, cx.now),
                w.say(&alert.kind.label()),
                w.say(&told(alert)),
                seen.clone(),
            ],
        )
        .mark((!is_over).then_some(mark))
        .faint(is_over || !seen.is_empty())
    }
}

/// What an alert tells, from the facts it was raised with.
fn told(alert: &Alert) -> Msg {
    let text = |name: &str| {
        let value = alert.facts.get(name);
        value.and_then(Value::as_str).unwrap_or_default()
    };
    let number = |name: &str| alert.facts.get(name).and_then(Value::as_i64).unwrap_or(0);
    match alert.kind {
        Kind::LowStock => msg!(
            "alert-low",
            sku = text("sku"),
            part = text("description"),
            free = Qty(number("available_milli")),
            level = Qty(number("reorder_milli"))
        ),
        Kind::Overdue => msg!(
            "alert-late",
            number = text("number"),
            plate = text("plate"),
            promised = Ts(number("promised_at"))
        ),
        Kind::DeadMessage => msg!("alert-dead", to = text("to"), tries = number("attempts")),
        Kind::Assigned => msg!("alert-assigned", who = text("who"), what = text("what")),
        Kind::SlotFree => msg!(
            "alert-slot-free",
            customer = text("customer"),
            plate = text("plate"),
            starts = Ts(number("starts_at"))
        ),
        Kind::LoanOverdue => msg!(
            "alert-loan-overdue",
            plate = text("plate"),
            customer = text("customer"),
            due = Ts(number("due_at"))
        ),
        Kind::ServiceDue => msg!(
            "alert-service-due",
            name = text("name"),
            due = text("due_on").parse::<NaiveDate>().unwrap_or_default()
        ),
        Kind::Declined => msg!(
            "alert-declined",
            who = text("who"),
            what = text("what"),
            reason = text("reason")
        ),
        Kind::NoShow => msg!(
            "alert-no-show",
            customer = text("customer"),
            plate = text("plate"),
            phone = text("phone"),
            starts = Ts(number("starts_at"))
        ),
    }
}

/// The record an alert tells of.
fn place(alert: &Alert) -> Option<Place> {
    let id = alert.entity_id;
    match alert.entity.as_str() {
        "stock" => {
            let part = alert.facts.get("part").and_then(Value::as_i64)?;
            Some(Place::Part(PartId(part)))
        }
        "job" => Some(Place::Job(JobId(id))),
        "task" => {
            let job = alert.facts.get("job").and_then(Value::as_i64)?;
            Some(Place::Job(JobId(job)))
        }
        "outbox" => Some(Place::Message(OutboxId(id))),
        "booking" => Some(Place::Booking(BookingId(id))),
        "customer" => Some(Place::Customer(CustomerId(id))),
        _ => None,
    }
}

impl Screen for Alerts {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("alerts-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("alerts-help"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let chosen = self.chosen();
        let leads = chosen.is_some_and(|a| place(a).is_some());
        let unread = chosen.is_some_and(|a| a.seen_by.is_none());
        let own = chosen.is_some_and(|a| a.for_staff_id.is_some() && a.cleared_at.is_none());
        let given = self.task().is_some();
        vec![
            Command::new(Action::Accept, msg!("alerts-open"), 1)
                .unless(!leads, msg!("alerts-no-record")),
            Command::new(Action::PickUp, msg!("alerts-see"), 2)
                .unless(!unread, msg!("alerts-read-already")),
            Command::new(
                Action::Next,
                if self.past {
                    msg!("alerts-show-open")
                } else {
                    msg!("alerts-show-past")
                },
                3,
            ),
            Command::new(Action::More, msg!("alerts-accept"), 4)
                .unless(!given, msg!("alerts-no-task")),
            Command::new(Action::Less, msg!("alerts-decline"), 5)
                .unless(!given, msg!("alerts-no-task")),
            Command::new(Action::Remove, msg!("alerts-dismiss"), 6)
                .unless(!own, msg!("alert-everybodys")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, past) = (cx.desk.clone(), cx.actor.clone(), self.past);
        let work = async move {
            if past {
                desk.past_alerts(&by).await
            } else {
                desk.alerts(&by).await
            }
        };
        out.ask("alerts", work, Heard::All);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Messages {
            self.on_enter(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => {
                if let Some(place) = self.chosen().and_then(place) {
                    self.see(cx, out);
                    out.visit(place);
                }
            }
            Action::More => {
                if let Some(task) = self.task() {
                    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                    let work = async move { desk.accept_task(&by, task).await };
                    out.tell("answer task", work, |r| {
                        Heard::Answered(msg!("alerts-accepted"), r)
                    });
                }
            }
            Action::Less => {
                if let Some(task) = self.task() {
                    let ask = Reason::new(msg!("alerts-decline-title"));
                    out.open(ask, move |why| Heard::Decline(task, why));
                }
            }
            Action::Remove => {
                if let Some(id) = self.table.key().copied() {
                    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                    let work = async move { desk.dismiss_alert(&by, id).await };
                    out.tell("answer task", work, |r| {
                        Heard::Answered(msg!("alerts-dismissed"), r)
                    });
                }
            }
            Action::Next => {
                self.past = !self.past;
                self.on_enter(cx, out);
            }
            Action::PickUp => self.see(cx, out),
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    let _ = self.table.step(step);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::All(Ok(all)) => {
                let rows = all.iter().map(|alert| Self::row(alert, cx)).collect();
                self.all = all;
                self.table.show(rows, false);
            }
            Heard::Seen(Ok(())) => self.on_enter(cx, out),
            Heard::Decline(task, why) => {
                let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                let work = async move { desk.decline_task(&by, task, &why).await };
                out.tell("answer task", work, |r| {
                    Heard::Answered(msg!("alerts-declined"), r)
                });
            }
            Heard::Answered(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.on_enter(cx, out);
            }
            Heard::All(Err(e)) | Heard::Seen(Err(e)) | Heard::Answered(_, Err(e)) => {
                out.refused(&e);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let n = i64::try_from(self.all.len()).unwrap_or(i64::MAX);
        let title = cx.words.word(if self.past {
            "alerts-past-title"
        } else {
            "alerts-title"
        });
        let rest = view::heading(c, area, &title, &cx.words.count(n));
        self.table.draw(c, rest, true);
    }
}
