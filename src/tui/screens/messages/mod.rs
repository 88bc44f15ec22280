//! What is on its way out and what did not leave, the desk's alerts, and the tasks that run by the clock.
//!
//! It shows and asks; sending is the dispatcher's, and no page waits for it.

mod alerts;
mod letter;
mod tasks;
mod view;

pub use alerts::Alerts;
pub use letter::Letter;
pub use tasks::Tasks;
pub(super) use view::heading;

use ratatui::layout::Rect;

use crate::desk;
use crate::desk::messages::{Card, Filter, Line};
use crate::domain::change::Topic;
use crate::domain::outbox::{Reason, Status};
use crate::domain::permission::Permission;
use crate::domain::{Msg, OutboxId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast, When};
use crate::tui::widgets::window_table::Want;
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Row, Step, WindowTable};
use crate::words::Words;

/// The messages of the site, newest first.
pub struct Messages {
    table: WindowTable<OutboxId>,
    lines: Vec<Line>,
    filter: Filter,
    card: Option<Card>,
    want: Option<OutboxId>,
}

/// What the desk and the dialogs answer.
pub enum Heard {
    /// The first lines.
    Lines(desk::Result<Vec<Line>>),
    /// The lines after those shown.
    More(desk::Result<Vec<Line>>),
    /// The message under the cursor.
    Card(desk::Result<Card>),
    /// The message the page was opened for, which is older than the first lines.
    Sought(desk::Result<Card>),
    /// Yes, throw it away.
    Drop(OutboxId),
    /// It was done.
    Done(Msg, desk::Result<()>),
}

impl Messages {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("messages-when"), 13, 14).ink(Role::Dim),
            Column::new(w.word("messages-what"), 16, 20),
            Column::new(w.word("messages-to"), 12, 30).grows(),
            Column::new(w.word("messages-state"), 21, 28),
            Column::number(w.word("messages-tries"), 5, 5).drops(2),
            Column::new(w.word("messages-next"), 9, 14)
                .ink(Role::Dim)
                .drops(1),
        ]);
        table.empty = w.word("messages-none");
        Self {
            table,
            lines: Vec::new(),
            filter: Filter::All,
            card: None,
            want: None,
        }
    }

    /// The page with that message chosen, however old it is.
    pub fn at(id: OutboxId, cx: &Cx) -> Self {
        Self {
            want: Some(id),
            ..Self::new(cx)
        }
    }

    fn chosen(&self) -> Option<&Line> {
        let id = self.table.key()?;
        self.lines.iter().find(|line| line.id == *id)
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, filter) = (cx.desk.clone(), cx.actor.clone(), self.filter);
        let limit = i64::try_from(self.table.batch()).unwrap_or(100);
        let work = async move { desk.outbox_window(&by, filter, None, limit).await };
        out.ask("messages", work, Heard::Lines);
    }

    fn ask_more(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(last) = self.lines.last() else {
            return;
        };
        let (desk, by, filter) = (cx.desk.clone(), cx.actor.clone(), self.filter);
        let (after, limit) = ((last.created_at, last.id), self.table.batch());
        let limit = i64::try_from(limit).unwrap_or(100);
        let work = async move { desk.outbox_window(&by, filter, Some(after), limit).await };
        out.ask("more messages", work, Heard::More);
    }

    fn ask_card(&mut self, when: When, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.table.key().copied() else {
            self.card = None;
            return;
        };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.message_card(&by, id).await };
        out.ask_when(when, "message", work, Heard::Card);
    }

    fn row(line: &Line, cx: &Cx) -> Row<OutboxId> {
        let w = &cx.words;
        let state = state(line.status, line.reason, w);
        let (ink, mark) = match line.status {
            Status::Dead | Status::Undelivered => (Role::Late, Some(Mark::Late)),
            Status::Held => (Role::Warn, Some(Mark::Warn)),
            Status::Sent | Status::Delivered => (Role::Dim, None),
            _ => (Role::Text, None),
        };
        let next = match line.status {
            Status::Queued | Status::Held => w.when(line.next_at, cx.now),
            _ => String::new(),
        };
        let to = line.customer.as_deref().unwrap_or(&line.to_address);
        Row::new(
            line.id,
            [
                Cell::from(w.when(line.created_at, cx.now)),
                Cell::from(w.say(&line.event.label())),
                Cell::from(to),
                Cell::inked(state, ink),
                Cell::from(w.count(line.attempts)),
                Cell::from(next),
            ],
        )
        .mark(mark)
    }

    fn decide(&self, id: OutboxId, again: bool, cx: &Cx, out: &mut Out<Heard>) {
        let (said, work) = decided(id, again, cx);
        out.tell("message", work, move |r| Heard::Done(said, r));
    }
}

/// How a message stands, with why.
fn state(status: Status, reason: Option<Reason>, w: &Words) -> String {
    let state = w.say(&status.label());
    match reason {
        Some(reason) => w.say(&msg!(
            "messages-reason",
            state = state,
            reason = reason.label()
        )),
        None => state,
    }
}

/// Whether it may be sent again: it was held, given up, came back, or waits.
fn may_go_again(status: Option<Status>) -> bool {
    matches!(
        status,
        Some(Status::Held | Status::Dead | Status::Undelivered | Status::Queued)
    )
}

/// Whether it can still be thrown away.
fn may_be_dropped(status: Option<Status>) -> bool {
    status.is_some_and(|s| s.is_waiting() || s == Status::Dead)
}

/// The question before it is thrown away.
fn sure() -> Confirm {
    Confirm::new(
        msg!("messages-drop-title"),
        msg!("messages-drop-text"),
        msg!("messages-drop"),
    )
}

/// Sending again or throwing away, with what is said when it is done.
fn decided(
    id: OutboxId,
    again: bool,
    cx: &Cx,
) -> (Msg, impl Future<Output = desk::Result<()>> + Send + use<>) {
    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
    let said = if again {
        msg!("messages-queued")
    } else {
        msg!("messages-dropped")
    };
    let work = async move {
        if again {
            desk.retry_message(&by, id).await
        } else {
            desk.drop_message(&by, id).await
        }
    };
    (said, work)
}

impl Screen for Messages {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("messages-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("messages-help"))
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let status = self.chosen().map(|line| line.status);
        let may = cx.can(Permission::MessageSend);
        vec![
            Command::new(Action::Accept, msg!("messages-read"), 1)
                .unless(status.is_none(), msg!("messages-none")),
            Command::new(Action::Tell, msg!("messages-again"), 2)
                .unless(!may, msg!("messages-may-not"))
                .unless(!may_go_again(status), msg!("messages-not-stuck")),
            Command::new(Action::Remove, msg!("messages-drop"), 3)
                .unless(!may, msg!("messages-may-not"))
                .unless(!may_be_dropped(status), msg!("messages-has-left")),
            Command::new(Action::Next, msg!("messages-filter"), 4),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Messages {
            self.ask(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => {
                if let Some(id) = self.table.key().copied() {
                    out.push(Letter::new(id));
                }
            }
            Action::Tell => {
                if let Some(id) = self.table.key().copied() {
                    self.decide(id, true, cx, out);
                }
            }
            Action::Remove => {
                if let Some(id) = self.table.key().copied() {
                    out.open(sure(), move |()| Heard::Drop(id));
                }
            }
            Action::Next => {
                self.filter = match self.filter {
                    Filter::All => Filter::Stuck,
                    Filter::Stuck => Filter::Waiting,
                    Filter::Waiting => Filter::All,
                };
                self.ask(cx, out);
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    if let Some(Want::After(_)) = self.table.step(step) {
                        self.ask_more(cx, out);
                    }
                    self.ask_card(When::AtRest, cx, out);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Lines(Ok(lines)) => {
                let more = lines.len() >= self.table.batch();
                let rows = lines.iter().map(|line| Self::row(line, cx)).collect();
                self.lines = lines;
                self.table.show(rows, more);
                if let Some(id) = self.want.take()
                    && !self.table.select(&id)
                {
                    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                    let work = async move { desk.message_card(&by, id).await };
                    out.ask("sought", work, Heard::Sought);
                }
                self.ask_card(When::Now, cx, out);
            }
            Heard::More(Ok(lines)) => {
                let more = lines.len() >= self.table.batch();
                let rows = lines.iter().map(|line| Self::row(line, cx)).collect();
                self.lines.extend(lines);
                self.table.append(rows, more);
            }
            Heard::Card(card) => self.card = card.ok(),
            Heard::Sought(Ok(card)) => {
                self.lines.insert(0, card.line.clone());
                let rows = self.lines.iter().map(|line| Self::row(line, cx)).collect();
                let more = self.lines.len() > self.table.batch();
                self.table.show(rows, more);
                self.table.select(&card.line.id);
                self.card = Some(card);
            }
            Heard::Drop(id) => self.decide(id, false, cx, out),
            Heard::Done(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Lines(Err(e))
            | Heard::More(Err(e))
            | Heard::Sought(Err(e))
            | Heard::Done(_, Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, c, area, cx);
    }
}
