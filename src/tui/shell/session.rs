//! The log-in behind the screen: what it may do now, whether it still lives, what record it has open.

use super::house::Said;
use super::{ScreenId, Stack, Task, Toast};
use crate::desk::auth::Other;
use crate::desk::auth::Recheck;
use crate::desk::{self, Error};
use crate::msg;
use crate::tui::app::App;
use crate::tui::screens::Subject;

/// Minutes after which grants and session are read again.
const RECHECK_MIN: i64 = 30;

impl App {
    /// Reads session and grants again: somebody changed people, or half an hour has gone.
    pub(in crate::tui) fn recheck(&mut self) {
        if self.gate.is_some() || self.cx.actor.session().is_none() {
            return;
        }
        self.checked_at = self.cx.now;
        let (desk, actor) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.recheck(&actor).await };
        self.rt.start(
            ScreenId::default(),
            Task::new("recheck", false, work, Said::Rechecked),
        );
    }

    pub(super) fn recheck_when_due(&mut self) {
        if self.checked_at.plus_minutes(RECHECK_MIN) <= self.cx.now {
            self.recheck();
        }
    }

    pub(super) fn rechecked(&mut self, result: desk::Result<Recheck>) {
        match result {
            Ok(checked) if self.gate.is_none() => {
                let over = checked.locked || checked.expires_at <= self.cx.now;
                self.cx.actor = checked.actor;
                if over {
                    self.lock();
                } else {
                    self.lay_out_tabs();
                }
            }
            Err(Error::NoSession) if self.gate.is_none() => {
                self.lock();
                self.say(Toast::warn(msg!("toast-session-over")));
            }
            Ok(_) | Err(_) => {}
        }
    }

    /// The tabs this person may open now; those that stay keep their pages.
    pub(super) fn lay_out_tabs(&mut self) {
        let here = self.tabs.get(self.at).map(|stack| stack.tab.id);
        let mut before = std::mem::take(&mut self.tabs);
        for tab in self.roster.tabs {
            if tab.is_for(&self.cx.actor) {
                let kept = before.iter().position(|stack| stack.tab.id == tab.id);
                self.tabs
                    .push(kept.map_or_else(|| Stack::new(*tab), |at| before.remove(at)));
            }
        }
        let at = here.and_then(|id| self.tabs.iter().position(|stack| stack.tab.id == id));
        match at {
            Some(at) => self.at = at,
            None => self.show_tab(0),
        }
    }

    /// Tells the others which record is open here, and asks who else has it, when that has changed.
    pub(in crate::tui) fn follow_subject(&mut self) {
        let open = match self.gate {
            Some(_) => None,
            None => self.front().and_then(|page| page.hosted.subject()),
        };
        if open == self.open {
            return;
        }
        let before = std::mem::replace(&mut self.open, open);
        self.others = None;
        if let Some(subject) = before {
            let (desk, actor) = (self.cx.desk.clone(), self.open_by.clone());
            let work = async move { desk.absence(&actor, subject.entity, subject.id).await };
            self.rt.start(
                ScreenId::default(),
                Task::new("absence", true, work, |_| Said::Nothing),
            );
        }
        self.open_by = self.cx.actor.clone();
        if let Some(subject) = open {
            self.ask_others(subject);
        }
    }

    pub(in crate::tui) fn ask_others_again(&mut self) {
        if let Some(subject) = self.open {
            self.ask_others(subject);
        }
    }

    fn ask_others(&mut self, subject: Subject) {
        let (desk, actor) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.presence(&actor, subject.entity, subject.id).await };
        let then = move |others| Said::Others(subject, others);
        self.rt.start(
            ScreenId::default(),
            Task::new("presence", false, work, then),
        );
    }

    pub(super) fn others_are(&mut self, subject: Subject, others: desk::Result<Vec<Other>>) {
        if let (true, Ok(others)) = (self.open == Some(subject), others) {
            let words = &self.cx.words;
            let who = |o: &Other| {
                words.say(&msg!(
                    "also-open-one",
                    name = &o.name,
                    terminal = &o.terminal
                ))
            };
            let list: Vec<String> = others.iter().map(who).collect();
            self.others = (!list.is_empty()).then(|| list.join(", "));
        }
    }

    /// The person leaves: the session ends with the program.
    pub(super) fn leave(&mut self) {
        self.finish();
        let actor = self.person();
        if actor.session().is_some() {
            let desk = self.cx.desk.clone();
            let work = async move { desk.log_out(&actor).await };
            self.rt.start(
                ScreenId::default(),
                Task::new("log out", true, work, |_| Said::Nothing),
            );
        }
    }
}
