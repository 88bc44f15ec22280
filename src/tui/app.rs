//! The whole program as one value: who is here, where they are, what lies on top.
//!
//! `App` draws and decides; it opens no terminal and starts no thread, so it runs the same under a
//! real terminal, a test and a connection from afar. `App: Send`.

pub use super::cx::{Contact, Cx, Seen};
use super::keys::{Action, Heard, Keymap};
use super::layers::{Flow, Layer};
use super::look::{Marks, Theme};
pub use super::scraps::Scraps;
use super::screens::{Handled, Hosted, Page, Roster, Subject};
use super::shell::{
    Answer, Burst, Envelope, Input, Parked, Runtime, Scanner, ScreenId, Stack, Steps, Toast,
    Toasts, Wish,
};
use crate::desk::auth::{self, Landing, LoggedIn};
use crate::desk::lists::Todo;
use crate::desk::{Actor, Desk, News};
use crate::domain::change::Topic;
use crate::domain::{Msg, StaffId, Ts, text};
use crate::msg;
use crate::paper::Tray;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::{HashMap, VecDeque};
use tokio::sync::mpsc::UnboundedReceiver;

/// What a person has chosen for themselves; it goes with them from terminal to terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taste {
    /// Their language; empty is the workshop's.
    pub locale: String,
    /// Their theme; empty is the terminal's.
    pub theme: String,
}

impl From<&LoggedIn> for Taste {
    fn from(entry: &LoggedIn) -> Self {
        Self {
            locale: entry.locale.clone(),
            theme: entry.theme.clone(),
        }
    }
}

/// How a terminal wants its program.
pub struct Options {
    /// Who is here already; [`Actor::nobody`] for the log-in page first.
    pub actor: Actor,
    /// The colours of this terminal.
    pub theme: Theme,
    /// The signs of this terminal.
    pub marks: Marks,
    /// Where their day begins, if somebody is here already.
    pub landing: Option<Landing>,
    /// The screens.
    pub roster: Roster,
    /// Locale, or `None` for the settings' own.
    pub locale: Option<String>,
    /// What the person who is here already has chosen for themselves.
    pub taste: Taste,
    /// Where paper goes from here.
    pub tray: Tray,
}

impl Options {
    /// The house as it is, for this actor, in the default colours.
    pub fn new(actor: Actor) -> Self {
        Self {
            actor,
            theme: Theme::default(),
            marks: Marks::default(),
            landing: None,
            roster: Roster::HOUSE,
            locale: None,
            taste: Taste::default(),
            tray: Tray::default(),
        }
    }
}

/// The program at one terminal.
pub struct App {
    pub(super) cx: Cx,
    pub(super) rt: Runtime,
    pub(super) roster: Roster,
    /// The language and the colours of this terminal, whoever is at it.
    pub(super) locale: Option<String>,
    pub(super) colours: Theme,
    pub(super) taste: Taste,
    pub(super) tabs: Vec<Stack>,
    pub(super) at: usize,
    /// The log-in page, over everything, while nobody is here.
    pub(super) gate: Option<Page>,
    /// Pages of those who locked or handed over this terminal.
    pub(super) away: HashMap<StaffId, (Vec<Stack>, Vec<Parked>, usize)>,
    pub(super) last_here: Option<StaffId>,
    pub(super) layers: Vec<(ScreenId, Box<dyn Layer>)>,
    pub(super) toasts: Toasts,
    pub(super) undo: Steps,
    pub(super) again: Steps,
    pub(super) parked: Vec<Parked>,
    /// Work of this person that is kept and not open here.
    pub(super) shelved: Vec<auth::Parked>,
    /// When what is typed is to be kept.
    pub(super) drafts_due: Option<Ts>,
    pub(super) landing: Option<Landing>,
    /// The record open here, as the others were told, and by whom.
    pub(super) open: Option<Subject>,
    pub(super) open_by: Actor,
    pub(super) checked_at: Ts,
    pub(super) others: Option<String>,
    pub(super) health: Option<Msg>,
    pub(super) todo: Todo,
    /// Keys that wait, and when they came in.
    pub(super) ahead: VecDeque<(Ts, Input)>,
    pub(super) scanner: Scanner,
    pub(super) last_key: Ts,
    pub(super) lock_warned: bool,
    pub(super) busy_since: Option<Ts>,
    pub(super) next_id: u64,
    pub(super) dirty: bool,
    pub(super) full_redraw: bool,
    pub(super) leaving: bool,
}

impl App {
    /// The program on this desk, and the end answers come out of. Call inside a tokio runtime.
    pub fn new(desk: Desk, options: Options) -> (Self, UnboundedReceiver<Envelope>) {
        let (rt, answers) = Runtime::new();
        let now = desk.now();
        let words = super::shell::words_of(&desk, &options.actor, options.locale.as_deref());
        let open_by = options.actor.clone();
        let cx = Cx {
            desk,
            actor: options.actor,
            words,
            now,
            theme: options.theme,
            marks: options.marks,
            keymap: Keymap::house(),
            seen: Seen::default(),
            scraps: Scraps::default(),
            contact: Contact::default(),
            tray: options.tray,
            locked: None,
        };
        let mut app = Self {
            cx,
            rt,
            roster: options.roster,
            locale: options.locale,
            colours: options.theme,
            taste: options.taste,
            tabs: Vec::new(),
            at: 0,
            gate: None,
            away: HashMap::new(),
            last_here: None,
            layers: Vec::new(),
            toasts: Toasts::default(),
            undo: Steps::default(),
            again: Steps::default(),
            parked: Vec::new(),
            shelved: Vec::new(),
            drafts_due: None,
            landing: options.landing,
            open: None,
            open_by,
            checked_at: now,
            others: None,
            health: None,
            todo: Todo::default(),
            ahead: VecDeque::new(),
            scanner: Scanner::default(),
            last_key: now,
            lock_warned: false,
            busy_since: None,
            next_id: 0,
            dirty: true,
            full_redraw: false,
            leaving: false,
        };
        app.begin();
        (app, answers)
    }

    /// Read-only surroundings.
    pub fn cx(&self) -> &Cx {
        &self.cx
    }

    /// Something is asked or written and not yet answered, or keys wait for that.
    pub fn busy(&self) -> bool {
        self.rt.busy()
    }

    /// Whether a question waits for the hand to rest.
    pub fn puts_off(&self) -> bool {
        self.rt.puts_off()
    }

    /// The hand rests: what waited for that is asked.
    pub fn rest(&mut self) {
        self.rt.ask_put_off();
    }

    /// Leaving was asked for and no write is under way.
    pub fn left(&self) -> bool {
        self.leaving && !self.rt.writing()
    }

    /// Leave as soon as the writes in hand are answered (SIGTERM, SIGHUP).
    pub fn finish(&mut self) {
        self.leaving = true;
        self.keep_drafts();
    }

    /// Whether something has changed since the last frame; asking forgets it.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Whether every cell is to be sent again; asking forgets it.
    pub fn take_full_redraw(&mut self) -> bool {
        std::mem::take(&mut self.full_redraw)
    }

    /// A key, a paste, a click, another size.
    pub fn input(&mut self, input: Input) {
        self.tick();
        self.dirty = true;
        match input {
            Input::Resize => return,
            Input::HangUp => {
                self.finish();
                return;
            }
            _ => self.cx.desk.attention(true),
        }
        // It was read, or is in the way: the keys of the page are to be seen again.
        self.toasts.dismiss();
        self.last_key = self.cx.now;
        self.lock_warned = false;
        if self.ahead.is_empty() && !self.must_wait(&input) {
            self.act(self.cx.now, input);
        } else if let Some(action) = self.at_once(&input) {
            self.run(action);
        } else {
            self.ahead.push_back((self.cx.now, input));
        }
        self.keep_drafts_soon();
        self.note_busy();
    }

    /// An answer of the desk.
    pub fn answer(&mut self, envelope: Envelope) {
        self.tick();
        let Some(delivery) = self.rt.open(envelope) else {
            return;
        };
        self.dirty = true;
        if delivery.lost {
            self.alone();
        }
        // A question nobody could answer is asked again when the books are back; what was shown stays.
        if !delivery.lost || delivery.write {
            if delivery.to == ScreenId::default() {
                self.house_answer(delivery.body);
            } else {
                self.deliver(delivery.to, delivery.body);
            }
        }
        self.work_ahead();
        self.note_busy();
    }

    /// Somebody wrote something, or contact came and went.
    pub fn news(&mut self, news: News) {
        self.tick();
        match news {
            News::Topic(topic) => self.change(topic),
            News::Everything => {
                // Anything may have been missed, a role taken away as well as a row.
                self.reread_settings();
                self.recheck();
                self.ask_health();
                self.ask_todo();
                self.refresh();
                self.ask_others_again();
            }
            News::Lost => self.alone(),
            News::Back => self.contact_again(),
        }
        self.note_busy();
    }

    fn change(&mut self, topic: Topic) {
        match topic {
            Topic::Settings => self.reread_settings(),
            Topic::People => {
                self.recheck();
                self.ask_others_again();
            }
            Topic::Messages => {
                self.ask_health();
                self.ask_todo();
            }
            Topic::Bookings | Topic::Jobs | Topic::Invoices => self.ask_todo(),
            _ => {}
        }
        let cx = &self.cx;
        let pages = self
            .tabs
            .iter_mut()
            .flat_map(|s| s.pages.iter_mut())
            .chain(&mut self.gate);
        let wishes: Vec<_> = pages
            .map(|page| (page.id, page.hosted.change(topic, cx)))
            .collect();
        for (id, wishes) in wishes {
            self.perform(id, wishes);
        }
        // Drawn when the answers come: the writing itself shows nothing.
    }

    pub(super) fn tick(&mut self) {
        self.cx.now = self.cx.desk.now();
    }

    pub(super) fn note_busy(&mut self) {
        self.follow_subject();
        if self.cx.contact == Contact::CatchingUp && !self.rt.busy() {
            self.cx.contact = Contact::Live;
            self.dirty = true;
        }
        match (self.rt.busy(), self.busy_since) {
            (true, None) => self.busy_since = Some(self.cx.now),
            (false, Some(since)) => {
                self.busy_since = None;
                self.dirty |= self.cx.now.0 - since.0 >= super::shell::SPINNER_AFTER;
            }
            _ => {}
        }
    }

    /// Leave, redraw and help never wait behind a write.
    fn at_once(&self, input: &Input) -> Option<Action> {
        let Input::Key(key) = input else { return None };
        match self.cx.keymap.hear(*key, self.typing()) {
            Heard::Action(action) if !action.waits() => Some(action),
            _ => None,
        }
    }

    fn must_wait(&self, input: &Input) -> bool {
        let Some(front) = self.front() else {
            return false;
        };
        if self.rt.writes_for(front.id) || self.rt.house_writes() {
            return true;
        }
        let Input::Key(key) = input else { return false };
        if !self.rt.asks_for(front.id) || !self.layers.is_empty() {
            return false;
        }
        match self.cx.keymap.hear(*key, self.typing()) {
            Heard::Action(action) => front.hosted.holds(action),
            Heard::Text(_) => front.hosted.holds_text(),
            Heard::Nothing => false,
        }
    }

    fn work_ahead(&mut self) {
        while let Some((_, next)) = self.ahead.front() {
            if self.must_wait(next) {
                return;
            }
            if let Some((at, next)) = self.ahead.pop_front() {
                self.act(at, next);
            }
        }
        self.keep_drafts_soon();
    }

    fn act(&mut self, at: Ts, input: Input) {
        match input {
            Input::Key(key) => self.key(at, key),
            Input::Paste(text) => self.paste(&text),
            Input::Click(x, y) => self.click(x, y),
            Input::Wheel { down } => {
                for _ in 0..3 {
                    self.run(if down { Action::Down } else { Action::Up });
                }
            }
            Input::Resize | Input::HangUp => {}
        }
    }

    pub(super) fn typing(&self) -> bool {
        match self.layers.last() {
            Some((_, layer)) => layer.typing(),
            None => self.front().is_some_and(|page| page.hosted.typing()),
        }
    }

    fn key(&mut self, at: Ts, key: KeyEvent) {
        let held = self.scanner.let_go(key, at);
        self.let_go(held);
        let typing = self.typing();
        let heard = self.cx.keymap.hear(key, typing);
        let acts = matches!(key.code, KeyCode::Char(_)) && matches!(heard, Heard::Action(_));
        match self.scanner.hear(key, at, acts) {
            Burst::Held => return,
            Burst::Code(code) => {
                let held = self.scanner.held();
                if !typing && self.layers.is_empty() && self.gate.is_none() {
                    self.scan(&code);
                    return;
                }
                self.let_go(held);
            }
            Burst::No => {}
        }
        self.heard(heard);
    }

    fn heard(&mut self, heard: Heard) {
        match heard {
            Heard::Action(action) => self.run(action),
            Heard::Text(key) => self.text(key),
            Heard::Nothing => {}
        }
    }

    /// Keys held as letters of a code, which turned out to be a hand's.
    pub(super) fn let_go(&mut self, held: Vec<KeyEvent>) {
        for key in held {
            self.dirty = true;
            let heard = self.cx.keymap.hear(key, self.typing());
            self.heard(heard);
        }
    }

    fn text(&mut self, key: KeyEvent) {
        if let Some((owner, layer)) = self.layers.last_mut() {
            let owner = *owner;
            let flow = layer.text(key, &self.cx);
            self.flow(owner, flow);
        } else {
            self.turn(|hosted, cx| ((), hosted.text(key, cx)));
        }
    }

    /// Pasted text never acts: its line breaks stay in notes and are blanks elsewhere.
    fn paste(&mut self, text: &str) {
        let (text, left_out) = text::typed(text);
        if self.layers.is_empty() {
            self.turn(|hosted, cx| ((), hosted.paste(&text, cx)));
        } else {
            for letter in text.replace(['\n', '\t'], " ").chars() {
                self.text(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
            }
        }
        if left_out > 0 {
            let said = msg!("toast-left-out", count = left_out as i64);
            self.toasts.show(Toast::warn(said), self.cx.now);
        }
    }

    fn scan(&mut self, code: &str) {
        let handled = self.turn(|hosted, cx| hosted.scan(code, cx));
        if handled == Some(Handled::Yes) {
            return;
        }
        if let Some(page) = (self.roster.find)(code, &self.cx) {
            self.push(page);
        }
    }

    /// An action: the layer on top, else the page, else the house rules.
    pub(super) fn run(&mut self, action: Action) {
        let everywhere = matches!(action, Action::Redraw | Action::Leave);
        if action == Action::Help && self.help_on_layer() {
            return;
        }
        if let Some((owner, layer)) = self.layers.last_mut().filter(|_| !everywhere) {
            let owner = *owner;
            let flow = layer.action(action, &self.cx);
            self.flow(owner, flow);
            return;
        }
        if let Some(why) = self.why_not(action) {
            // A reason stands after its key in F1; alone it is a sentence.
            let why = self.cx.words.sentence(&why);
            self.toasts
                .show(Toast::warn(msg!("toast-off", why = why)), self.cx.now);
            return;
        }
        let handled = self.turn(|hosted, cx| hosted.action(action, cx));
        if handled != Some(Handled::Yes) {
            self.house_rule(action);
        }
    }

    /// The reason the page gives for not doing this now.
    fn why_not(&self, action: Action) -> Option<Msg> {
        let commands = self.front()?.hosted.commands(&self.cx);
        commands.into_iter().find(|c| c.action == action)?.off
    }

    fn flow(&mut self, owner: ScreenId, flow: Flow<Answer>) {
        let answer = match flow {
            Flow::Stay => return,
            Flow::Aside(answer) => answer,
            Flow::Cancel => {
                self.layers.pop();
                if self.cx.scraps.was_left() {
                    self.say(Toast::good(msg!("toast-dialog-left")));
                }
                self.keep_scraps();
                return;
            }
            Flow::Answer(answer) => {
                self.layers.pop();
                answer
            }
        };
        if owner == ScreenId::default() {
            self.house_answer(answer);
        } else {
            self.deliver(owner, answer);
        }
    }

    pub(super) fn deliver(&mut self, to: ScreenId, body: Answer) {
        let cx = &self.cx;
        let mut pages = self
            .tabs
            .iter_mut()
            .flat_map(|s| s.pages.iter_mut())
            .chain(&mut self.gate)
            .chain(self.parked.iter_mut().map(|p| &mut p.page));
        let Some(page) = pages.find(|page| page.id == to) else {
            return;
        };
        let wishes = page.hosted.deliver(body, cx);
        self.perform(to, wishes);
        self.keep_scraps();
    }

    /// The page that has the keys.
    pub(super) fn front(&self) -> Option<&Page> {
        match &self.gate {
            Some(gate) => Some(gate),
            None => self.tabs.get(self.at)?.pages.last(),
        }
    }

    pub(super) fn front_mut(&mut self) -> Option<(&mut Page, &Cx)> {
        let page = match &mut self.gate {
            Some(gate) => gate,
            None => self.tabs.get_mut(self.at)?.pages.last_mut()?,
        };
        Some((page, &self.cx))
    }

    /// One turn of the front page, and its wishes done. `None` when there is no page.
    pub(super) fn turn<T>(
        &mut self,
        act: impl FnOnce(&mut dyn Hosted, &Cx) -> (T, Vec<Wish>),
    ) -> Option<T> {
        let (page, cx) = self.front_mut()?;
        let id = page.id;
        let (answer, wishes) = act(page.hosted.as_mut(), cx);
        self.perform(id, wishes);
        Some(answer)
    }

    pub(super) fn say(&mut self, toast: Toast) {
        self.toasts.show(toast, self.cx.now);
        self.dirty = true;
    }

    pub(super) fn alone(&mut self) {
        if !matches!(self.cx.contact, Contact::Alone(_)) {
            self.cx.contact = Contact::Alone(self.cx.now);
            self.dirty = true;
        }
    }

    pub(super) fn contact_again(&mut self) {
        if matches!(self.cx.contact, Contact::Alone(_)) {
            self.cx.contact = Contact::CatchingUp;
            self.say(Toast::good(msg!("toast-contact-again")));
            self.refresh();
        }
    }
}
