//! Who is here: log in, lock, hand over. And what comes by itself: minutes, toasts going, the lock.

use super::{Parked, ScreenId, Stack, Toast};
use crate::desk::auth::LoggedIn;
use crate::desk::{Actor, Desk};
use crate::domain::{StaffId, Ts, Zone};
use crate::msg;
use crate::tui::app::{App, Contact, Taste};
use crate::tui::screens::Tab;
use crate::words::Words;

/// Microseconds until a question that takes long is shown as one.
pub(in crate::tui) const SPINNER_AFTER: i64 = 200_000;
/// Microseconds between two pictures of the spinner.
const SPINNER_STEP: i64 = 250_000;
/// Seconds of warning before the terminal locks.
const LOCK_WARNING: i64 = 60;
/// Seconds without a key until the change feed may take its time.
const REST: i64 = 30;
/// Microseconds after a key until the hand rests: longer than a key repeats, shorter than an eye moves over.
const AT_REST: i64 = 120_000;
/// Seconds between two tries to reach the books.
const PROBE: i64 = 2;

/// The words of whoever is here: their own language, else the workshop's.
pub(in crate::tui) fn words_of(desk: &Desk, actor: &Actor, locale: Option<&str>) -> Words {
    let settings = desk.settings();
    let zone = desk.site(actor.site()).map_or(Zone::UTC, |site| site.zone);
    Words::new(
        locale.unwrap_or(settings.locale()),
        settings.currency(),
        zone,
    )
}

impl App {
    /// Stands the program up: for whoever is here, else at the log-in page.
    pub(in crate::tui) fn begin(&mut self) {
        if self.cx.actor.is_nobody() {
            self.close_gate();
        } else {
            let actor = self.cx.actor.clone();
            self.enter(actor);
        }
    }

    /// Somebody logged in with name and secret: in their own language, where their day begins.
    pub(in crate::tui) fn logged_in(&mut self, entry: LoggedIn) {
        self.landing = Some(entry.landing);
        self.taste = Taste::from(&entry);
        self.enter(entry.actor);
    }

    /// Somebody is here. The one who locked finds everything as it was left; another finds their own.
    pub(in crate::tui) fn enter(&mut self, actor: Actor) {
        if let Some(gate) = self.gate.take() {
            self.rt.forget(gate.id);
        }
        let same = actor.staff().is_some() && actor.staff() == self.last_here;
        self.cx.actor = actor;
        self.cx.locked = None;
        self.dress();
        self.last_key = self.cx.now;
        self.dirty = true;
        self.ask_health();
        self.ask_todo();
        self.ask_shelved();
        if same && !self.tabs.is_empty() {
            self.enter_front();
            return;
        }
        self.hand_over();
    }

    /// The words and the colours of whoever is here: their own, else this terminal's.
    pub(in crate::tui) fn dress(&mut self) {
        let own = Some(self.taste.locale.as_str()).filter(|locale| !locale.is_empty());
        let locale = own.or(self.locale.as_deref());
        self.cx.words = words_of(&self.cx.desk, &self.cx.actor, locale);
        let theme = self.taste.theme.parse();
        self.cx.theme = theme.map_or(self.colours, |name| self.colours.of_name(name));
        self.dirty = true;
    }

    /// Puts the last one's pages aside and lays out this one's.
    fn hand_over(&mut self) {
        self.layers.clear();
        self.undo.clear();
        self.again.clear();
        let left = (
            std::mem::take(&mut self.tabs),
            std::mem::take(&mut self.parked),
            self.at,
        );
        if let Some(before) = self.last_here {
            self.away.insert(before, left);
        }
        self.last_here = self.cx.actor.staff();
        let kept = self
            .last_here
            .and_then(|who: StaffId| self.away.remove(&who));
        if let Some((tabs, parked, at)) = kept {
            (self.tabs, self.parked) = (tabs, parked);
            self.show_tab(at);
            return;
        }
        let landing = (self.roster.landing)(self.landing, &self.cx);
        let may = |tab: &&Tab| tab.is_for(&self.cx.actor);
        self.tabs = self
            .roster
            .tabs
            .iter()
            .filter(may)
            .map(|tab| Stack::new(*tab))
            .collect();
        let at = self.tabs.iter().position(|stack| stack.tab.id == landing);
        self.show_tab(at.unwrap_or(0));
    }

    /// Locks the terminal. Nothing on it is lost; what is on its way goes on.
    pub(in crate::tui) fn lock(&mut self) {
        if self.gate.is_none() {
            self.keep_drafts();
            let (desk, by) = (self.cx.desk.clone(), self.cx.actor.clone());
            if by.session().is_some() {
                let work = async move { desk.lock(&by).await };
                let task = super::Task::new("lock", true, work, |_| super::house::Said::Nothing);
                self.rt.start(ScreenId::default(), task);
            }
            let terminal = self.cx.actor.terminal().to_owned();
            let nobody = Actor::nobody(&terminal, self.cx.actor.site());
            self.cx.locked = Some(std::mem::replace(&mut self.cx.actor, nobody));
            self.close_gate();
        }
    }

    fn close_gate(&mut self) {
        let Some(mut page) = (self.roster.gate)(&self.cx) else {
            // No log-in page in this house: nobody may see anything, so the program ends.
            self.leaving = true;
            return;
        };
        self.next_id += 1;
        page.id = ScreenId(self.next_id);
        self.gate = Some(page);
        self.toasts = super::Toasts::default();
        self.ask_health();
        self.ask_todo();
        self.enter_front();
    }

    pub(in crate::tui) fn reread_settings(&mut self) {
        let desk = self.cx.desk.clone();
        self.rt.start(
            ScreenId::default(),
            super::Task::new(
                "settings",
                false,
                async move { desk.refresh_settings().await },
                |_| super::house::Said::Settings,
            ),
        );
    }

    /// When `deadline` is to be called if nothing else happens before.
    pub fn next_deadline(&self) -> Ts {
        let now = self.cx.now;
        let minute = 60_000_000;
        let mut next = Ts((now.0.div_euclid(minute) + 1) * minute);
        let mut sooner = |at: Ts| next = next.min(at);
        if let Some(until) = self.toasts.until() {
            sooner(until);
        }
        if let Some(until) = self.scanner.until().filter(|_| self.ahead.is_empty()) {
            sooner(until);
        }
        if let Some(due) = self.drafts_due {
            sooner(due);
        }
        if self.rt.puts_off() {
            sooner(self.last_key.plus_micros(AT_REST));
        }
        if let Some(lock) = self.locks_at() {
            sooner(if self.lock_warned {
                lock
            } else {
                lock.plus_seconds(-LOCK_WARNING)
            });
        }
        if let Some(since) = self.busy_since {
            let waited = now.0 - since.0;
            sooner(if waited < SPINNER_AFTER {
                since.plus_micros(SPINNER_AFTER)
            } else {
                now.plus_micros(SPINNER_STEP)
            });
        }
        if matches!(self.cx.contact, Contact::Alone(_)) {
            sooner(now.plus_seconds(PROBE));
        }
        next
    }

    /// Its time has come: the clock, a toast, the spinner, the lock. Draws only if something changes.
    pub fn deadline(&mut self) {
        let before = self.cx.now;
        self.tick();
        self.recheck_when_due();
        let now = self.cx.now;
        if self.last_key.plus_seconds(REST) < now {
            self.cx.desk.attention(false);
        }
        if self.toasts.expire(now) {
            self.dirty = true;
        }
        if self.last_key.plus_micros(AT_REST) <= now {
            self.rest();
        }
        if self.drafts_due.is_some_and(|due| due <= now) {
            self.keep_drafts();
        }
        if let Some(since) = self.busy_since {
            self.dirty |= now.0 - since.0 >= SPINNER_AFTER;
        }
        if before.0.div_euclid(60_000_000) != now.0.div_euclid(60_000_000) {
            // The clock in the tab bar.
            self.dirty = true;
            self.turn(|hosted, cx| hosted.minute(cx));
            self.ask_health();
            self.ask_todo();
        }
        if self.ahead.is_empty() && self.scanner.is_over(now) {
            let held = self.scanner.held();
            self.let_go(held);
        }
        if let Some(lock) = self.locks_at() {
            if lock <= now {
                self.lock();
            } else if lock.plus_seconds(-LOCK_WARNING) <= now && !self.lock_warned {
                self.lock_warned = true;
                self.say(Toast::warn(msg!("toast-locks-soon")));
            }
        }
        if matches!(self.cx.contact, Contact::Alone(_)) && !self.rt.asks_for(ScreenId::default()) {
            self.reread_settings();
        }
        self.note_busy();
    }

    fn locks_at(&self) -> Option<Ts> {
        let minutes = self.cx.desk.settings().idle_lock_min();
        let somebody = self.gate.is_none() && self.cx.actor.staff().is_some();
        (somebody && minutes > 0).then(|| self.last_key.plus_minutes(minutes))
    }

    /// Work laid aside, for the menu.
    pub(in crate::tui) fn parked(&self) -> &[Parked] {
        &self.parked
    }
}
