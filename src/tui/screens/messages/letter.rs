//! One message, read: to whom, how it stands, the words as they left, and every try.
//!
//! It shows what was written when the message was tried, never a rendering of today.

use ratatui::layout::Rect;

use super::view::{fault, heading};
use super::{decided, may_be_dropped, may_go_again, state, sure};
use crate::desk;
use crate::desk::messages::{Attempt, Card};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, InvoiceId, JobId, Msg, OutboxId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crate::tui::screens::{Handled, Place, Screen};
use crate::tui::shell::{Out, Toast};

/// Cells of a line: what is read at ease, and fits the smallest terminal.
const LINE: usize = 72;

/// Lines that are on the screen whatever its size: the end of a message is never scrolled beyond them.
const LEAST: usize = 10;

/// A message on a page of its own.
pub struct Letter {
    id: OutboxId,
    card: Option<Card>,
    lines: Vec<(String, Role)>,
    /// The first line that is shown.
    top: usize,
}

/// What the desk and the dialogs answer.
pub enum Heard {
    /// The message.
    Card(desk::Result<Card>),
    /// Yes, throw it away.
    Drop,
    /// It was done.
    Done(Msg, desk::Result<()>),
}

impl Letter {
    /// The page, empty until the desk has answered.
    pub fn new(id: OutboxId) -> Self {
        Self {
            id,
            card: None,
            lines: Vec::new(),
            top: 0,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        let work = async move { desk.message_card(&by, id).await };
        out.ask("letter", work, Heard::Card);
    }

    fn decide(&self, again: bool, cx: &Cx, out: &mut Out<Heard>) {
        let (said, work) = decided(self.id, again, cx);
        out.tell("message", work, move |r| Heard::Done(said, r));
    }

    /// The record it is about, where there is a page for it.
    fn about(&self) -> Option<Place> {
        let (entity, id) = &self.card.as_ref()?.about;
        match entity.as_str() {
            "booking" => Some(Place::Booking(BookingId(*id))),
            "job" => Some(Place::Job(JobId(*id))),
            "invoice" => Some(Place::Invoice(InvoiceId(*id))),
            _ => None,
        }
    }
}

/// Everything there is to read, line by line.
fn told(card: &Card, cx: &Cx) -> Vec<(String, Role)> {
    let w = &cx.words;
    let line = &card.line;
    let mut lines = Vec::new();
    let mut say = |text: &str, ink: Role| {
        let wrapped = width::wrap(text, LINE);
        lines.extend(wrapped.into_iter().map(|text| (text, ink)));
    };
    let to = match &line.customer {
        Some(name) if !line.to_address.is_empty() => format!("{name}, {}", line.to_address),
        Some(name) => name.clone(),
        None => line.to_address.clone(),
    };
    say(&w.say(&msg!("messages-address", address = to)), Role::Text);
    let ordered = w.when(line.created_at, cx.now);
    say(&w.say(&msg!("letter-ordered", at = ordered)), Role::Dim);
    if let Some(at) = line.sent_at {
        let at = w.when(at, cx.now);
        say(&w.say(&msg!("letter-left", at = at)), Role::Dim);
    } else if line.status.is_waiting() {
        let at = w.when(line.next_at, cx.now);
        say(&w.say(&msg!("letter-next", at = at)), Role::Dim);
    }
    say("", Role::Text);
    match card.attempts.iter().rev().find(|a| !a.body.is_empty()) {
        Some(written) => {
            say(&written.subject, Role::Title);
            say("", Role::Text);
            for text in written.body.lines() {
                say(text, Role::Text);
            }
        }
        None => say(&w.word("letter-unwritten"), Role::Dim),
    }
    if !card.attempts.is_empty() {
        say("", Role::Text);
        say(&w.word("letter-tries"), Role::Title);
        for attempt in &card.attempts {
            let ink = if attempt.code.is_empty() {
                Role::Dim
            } else {
                Role::Warn
            };
            say(&tried(attempt, cx), ink);
        }
    }
    lines
}

/// One try in a line: which, when, how it ended, and what the other side said.
fn tried(attempt: &Attempt, cx: &Cx) -> String {
    let w = &cx.words;
    let at = w.when(attempt.at, cx.now);
    let how = w.say(&attempt.outcome.label());
    if attempt.code.is_empty() {
        w.say(&msg!(
            "letter-try",
            count = attempt.attempt,
            at = at,
            how = how
        ))
    } else {
        w.say(&msg!(
            "letter-try-failed",
            count = attempt.attempt,
            at = at,
            how = how,
            why = fault(&attempt.code)
        ))
    }
}

impl Screen for Letter {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("letter-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("letter-help"))
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let status = self.card.as_ref().map(|card| card.line.status);
        let may = cx.can(Permission::MessageSend);
        vec![
            Command::new(Action::Accept, msg!("letter-about"), 1)
                .unless(self.about().is_none(), msg!("letter-no-record")),
            Command::new(Action::Tell, msg!("messages-again"), 2)
                .unless(!may, msg!("messages-may-not"))
                .unless(!may_go_again(status), msg!("messages-not-stuck")),
            Command::new(Action::Remove, msg!("messages-drop"), 3)
                .unless(!may, msg!("messages-may-not"))
                .unless(!may_be_dropped(status), msg!("messages-has-left")),
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
        let last = self.lines.len().saturating_sub(LEAST);
        match action {
            Action::Accept => {
                if let Some(place) = self.about() {
                    out.visit(place);
                }
            }
            Action::Tell => self.decide(true, cx, out),
            Action::Remove => out.open(sure(), |()| Heard::Drop),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(10),
            Action::PageDown => self.top = (self.top + 10).min(last),
            Action::First => self.top = 0,
            Action::Last => self.top = last,
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Card(Ok(card)) => {
                self.lines = told(&card, cx);
                self.top = self.top.min(self.lines.len().saturating_sub(LEAST));
                self.card = Some(card);
            }
            Heard::Drop => self.decide(false, cx, out),
            Heard::Done(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Card(Err(e)) | Heard::Done(_, Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = &self.card else { return };
        let w = &cx.words;
        let stands = state(card.line.status, card.line.reason, w);
        let rest = heading(c, area, &w.capital(&card.line.event.label()), &stands);
        let room = rest.width.saturating_sub(4);
        for (y, (text, ink)) in (rest.y..rest.bottom()).zip(&self.lines[self.top..]) {
            c.text(rest.x + 3, y, room, text, (Role::Surface, *ink));
        }
        let below = self.lines.len().saturating_sub(self.top);
        if below > usize::from(rest.height) && rest.height > 0 {
            let left = i64::try_from(below - usize::from(rest.height) + 1).unwrap_or(i64::MAX);
            let more = w.say(&msg!("letter-more", count = left));
            let (right, foot) = (rest.right().saturating_sub(1), rest.bottom() - 1);
            c.right(right, foot, room, &more, (Role::Surface, Role::Dim));
        }
    }
}
