//! The house rules: what a key does when neither a layer nor the page wants it.

use super::also::also;
use super::{Answer, ScreenId, Task, Toast};
use crate::desk::auth::{Other, Parked, Recheck};
use crate::desk::lists::Todo;
use crate::desk::messages::Health;
use crate::desk::{self, Done};
use crate::domain::permission::Permission;
use crate::domain::{Msg, ParkedId};
use crate::msg;
use crate::tui::app::{App, Contact};
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Choice, Entry, Help, HelpLine, Layer, Menu, Notice, Parting, Way, laid};
use crate::tui::screens::Subject;
use crate::tui::screens::roster::Found;
use serde_json::Value;

/// What the house's own questions and layers answer with.
pub(in crate::tui) enum Said {
    Undone {
        what: Msg,
        again: bool,
        result: desk::Result<Done<()>>,
    },
    Settings,
    Found(desk::Result<Vec<Found>>),
    Chosen(Choice),
    Run(Action),
    Go(Way),
    Rechecked(desk::Result<Recheck>),
    Others(Subject, desk::Result<Vec<Other>>),
    Health(desk::Result<Health>),
    Todo(desk::Result<Todo>),
    Kept(ScreenId, Value, desk::Result<ParkedId>),
    Scrap(String, desk::Result<ParkedId>),
    Shelved(desk::Result<Vec<Parked>>),
    Recalled(desk::Result<Parked>),
    Nothing,
}

impl Command {
    /// Off, with the permission named, unless the person here holds it.
    #[must_use]
    pub fn needs(self, cx: &crate::tui::Cx, permission: Permission) -> Self {
        let why = msg!("off-permission", permission = permission.label());
        self.unless(!cx.can(permission), why)
    }
}

/// What a key of the bar is called there.
pub(super) fn bar_label(action: Action, short: bool) -> Msg {
    match (action, short) {
        (Action::Help, _) => msg!("key-help"),
        (Action::Find, _) => msg!("key-find"),
        (Action::Book, _) => msg!("key-book"),
        (Action::NewJob, false) => msg!("key-new-job"),
        (Action::NewJob, true) => msg!("key-new-job-short"),
        (Action::Sale, _) => msg!("key-sale"),
        (Action::Customer, false) => msg!("key-customer"),
        (Action::Customer, true) => msg!("key-customer-short"),
        (Action::Parts, _) => msg!("key-parts"),
        (Action::Pay, _) => msg!("key-pay"),
        (Action::Print, _) => msg!("key-print"),
        _ => msg!("key-menu"),
    }
}

impl App {
    fn lay(&mut self, layer: Box<dyn Layer>) {
        self.lay_for(ScreenId::default(), layer);
    }

    pub(in crate::tui) fn house_rule(&mut self, action: Action) {
        if action == Action::Leave {
            self.ask_leave();
        } else if action == Action::Redraw {
            self.full_redraw = true;
            self.refresh();
        } else if self.gate.is_none() {
            self.inner_rule(action);
        } else if action == Action::Help {
            self.open_help();
        }
    }

    fn inner_rule(&mut self, action: Action) {
        match action {
            Action::Help => self.open_help(),
            Action::Menu => self.open_menu(),
            Action::Back => self.step_back(),
            Action::Undo => self.take_back(false),
            Action::Again => self.take_back(true),
            action => {
                if let Some(tab) = action.tab() {
                    if tab == self.at {
                        self.step_home();
                    }
                    self.show_tab(tab);
                } else if Action::BAR.contains(&action) || matches!(action, Action::Verb(_)) {
                    match (self.roster.shortcut)(action, &self.cx) {
                        Some(page) => self.push(page),
                        None => self.say(Toast::warn(self.not_here(action))),
                    }
                }
            }
        }
    }

    /// Why a key of the bar does nothing here.
    fn not_here(&self, action: Action) -> Msg {
        let needed = match action {
            Action::Book => Some(Permission::BookingEdit),
            Action::NewJob => Some(Permission::JobCheckin),
            Action::Sale => Some(Permission::InvoicePost),
            _ => None,
        };
        if let Some(needed) = needed.filter(|needed| !self.cx.can(*needed)) {
            return msg!("off-permission", permission = needed.label());
        }
        match action {
            Action::Pay => msg!("toast-not-here-pay"),
            Action::Print => msg!("toast-not-here-print"),
            _ => {
                let key = self.cx.keymap.key(action).to_owned();
                msg!("toast-not-here", key = key, what = bar_label(action, false))
            }
        }
    }

    /// Whether a key of the bar does something now.
    pub(super) fn offers(&self, action: Action, commands: &[Command]) -> bool {
        match commands.iter().find(|c| c.action == action) {
            Some(command) => command.off.is_none(),
            None => {
                matches!(action, Action::Help | Action::Menu)
                    || (self.roster.shortcut)(action, &self.cx).is_some()
            }
        }
    }

    fn take_back(&mut self, again: bool) {
        let now = self.cx.now;
        let steps = if again {
            &mut self.again
        } else {
            &mut self.undo
        };
        let Some((what, inverse)) = steps.pop(now) else {
            let nothing = if again {
                msg!("toast-nothing-to-redo")
            } else {
                msg!("toast-nothing-to-undo")
            };
            self.say(Toast::warn(nothing));
            return;
        };
        let (desk, actor) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.undo(&actor, inverse).await };
        let task = Task::new("undo", true, work, move |result| Said::Undone {
            what,
            again,
            result,
        });
        self.rt.start(ScreenId::default(), task);
    }

    pub(in crate::tui) fn house_answer(&mut self, body: Answer) {
        let Ok(said) = body.downcast::<Said>() else {
            unreachable!("the house asks with its own messages only");
        };
        match *said {
            Said::Undone {
                what,
                again,
                result,
            } => self.undone(what, again, result),
            Said::Settings => {
                self.dress();
                if matches!(self.cx.contact, Contact::Alone(_)) {
                    self.contact_again();
                }
            }
            Said::Found(Ok(found)) => {
                if let Some((_, layer)) = self
                    .layers
                    .iter_mut()
                    .rfind(|(owner, _)| *owner == ScreenId::default())
                {
                    layer.feed(Box::new(found));
                }
            }
            Said::Found(Err(error)) => self.say(Toast::bad(error.msg())),
            Said::Chosen(choice) => self.chosen(choice),
            Said::Run(action) => self.run(action),
            Said::Go(Way::Leave) => self.leave(),
            Said::Go(Way::Lock) => self.lock(),
            Said::Rechecked(result) => self.rechecked(result),
            Said::Others(subject, others) => self.others_are(subject, others),
            Said::Health(health) => self.health_heard(health),
            Said::Todo(todo) => self.todo_heard(todo),
            Said::Kept(page, draft, row) => self.kept(page, draft, row),
            Said::Scrap(about, row) => self.scrap_kept(&about, row),
            Said::Shelved(list) => self.shelved_are(list),
            Said::Recalled(draft) => self.recalled(draft),
            Said::Nothing => {}
        }
    }

    fn undone(&mut self, what: Msg, again: bool, result: desk::Result<Done<()>>) {
        let now = self.cx.now;
        match result {
            Ok(done) => {
                if let Some(inverse) = done.undo {
                    let steps = if again {
                        &mut self.undo
                    } else {
                        &mut self.again
                    };
                    steps.push(what.clone(), inverse, now);
                }
                let text = if again {
                    msg!("toast-redone", what = what)
                } else {
                    msg!("toast-undone", what = what)
                };
                self.say(Toast::good(text));
                self.refresh();
            }
            Err(error) => self.say(Toast::bad(error.msg())),
        }
    }

    fn chosen(&mut self, choice: Choice) {
        match choice {
            Choice::Run(action) => self.run(action),
            Choice::Tab(tab) => self.show_tab(tab),
            Choice::Unpark(at) => self.unpark(at),
            Choice::Recall(id) => self.recall(id),
            Choice::Page(open) => {
                let page = open(&self.cx);
                self.push(page);
            }
            Choice::Open(place) => self.go(place),
            Choice::Toasts => self.show_toasts(),
            Choice::Lock => self.lock(),
            Choice::Quit => self.ask_leave(),
            Choice::Look(text) => {
                if let Some(finding) = (self.roster.records)(&text, &self.cx) {
                    let task = Task::new("menu", false, finding, Said::Found);
                    self.rt.start(ScreenId::default(), task);
                }
            }
        }
    }

    fn ask_leave(&mut self) {
        if self.leaving {
            return;
        }
        let (kept, lost) = self.half_filled();
        let text = match (kept, lost) {
            (0, 0) => msg!("leave-text"),
            (_, 0) => msg!("leave-text-parked", count = kept),
            (_, _) => msg!("leave-text-lost", count = lost),
        };
        self.lay(laid(Parting::new(text), Said::Go));
    }

    fn show_toasts(&mut self) {
        let words = &self.cx.words;
        let lines: Vec<String> = self
            .toasts
            .past()
            .map(|(at, toast)| format!("{}  {}", words.time(*at), toast.says(words)))
            .collect();
        self.lay(laid(Notice::new(msg!("toasts-title"), lines), |()| {
            Said::Settings
        }));
    }

    fn open_menu(&mut self) {
        let words = &self.cx.words;
        let key = |action| self.cx.keymap.key(action).to_owned();
        let entry = |label: Msg, detail: String, choice: Choice| Entry {
            label: words.capital(&label),
            also: also(&choice).map_or_else(String::new, |more| words.say(&more)),
            detail,
            off: false,
            choice,
        };
        let mut entries = Vec::new();
        let commands = self
            .front()
            .map_or_else(Vec::new, |p| p.hosted.commands(&self.cx));
        for command in &commands {
            let off = command.off.as_ref().map(|why| words.say(why));
            let run = Choice::Run(command.action);
            entries.push(Entry {
                off: off.is_some(),
                ..entry(
                    command.label.clone(),
                    off.unwrap_or_else(|| key(command.action)),
                    run,
                )
            });
        }
        for (at, parked) in self.parked().iter().enumerate() {
            let label = msg!("menu-parked", what = parked.title.clone());
            entries.push(entry(label, String::new(), Choice::Unpark(at)));
        }
        for draft in self.shelved() {
            let label = msg!("menu-parked", what = draft.title.as_str());
            let when = words.when(draft.at, self.cx.now);
            entries.push(entry(label, when, Choice::Recall(draft.id)));
        }
        for action in Action::BAR {
            let taken = commands.iter().any(|c| c.action == action);
            if action != Action::Menu && !taken && self.offers(action, &commands) {
                let label = bar_label(action, false);
                entries.push(entry(label, key(action), Choice::Run(action)));
            }
        }
        for (at, stack) in self.tabs.iter().enumerate() {
            let label = msg!("menu-go", tab = (stack.tab.label)());
            entries.push(entry(label, format!("Alt-{}", at + 1), Choice::Tab(at)));
        }
        for (label, action) in crate::tui::screens::lists::commands(&self.cx) {
            entries.push(entry(label, String::new(), Choice::Run(action)));
        }
        let elsewhere = Action::Verb("site");
        let account = Action::Verb("account");
        let inbox = Action::Verb("inbox");
        let sites = (self.cx.elsewhere().next().is_some())
            .then(|| (msg!("menu-site"), elsewhere, Choice::Run(elsewhere)));
        let house = [
            (msg!("menu-undo"), Action::Undo, Choice::Run(Action::Undo)),
            (msg!("menu-redo"), Action::Again, Choice::Run(Action::Again)),
            (msg!("menu-toasts"), Action::Verb("toasts"), Choice::Toasts),
            (msg!("menu-inbox"), inbox, Choice::Run(inbox)),
            (msg!("menu-account"), account, Choice::Run(account)),
            (msg!("menu-lock"), Action::Verb("lock"), Choice::Lock),
            (
                msg!("menu-redraw"),
                Action::Redraw,
                Choice::Run(Action::Redraw),
            ),
            (msg!("menu-leave"), Action::Leave, Choice::Quit),
        ];
        for (label, action, choice) in sites.into_iter().chain(house) {
            entries.push(entry(label, key(action), choice));
        }
        for way in (self.roster.ways)(&self.cx) {
            entries.push(Entry {
                also: words.say(&way.also),
                ..entry(way.label, String::new(), Choice::Page(way.open))
            });
        }
        let finds = (self.roster.records)("", &self.cx).is_some();
        self.lay(laid(Menu::new(entries, finds), Said::Chosen));
    }

    /// Opens the help of the dialog on top, if it has any.
    pub(in crate::tui) fn help_on_layer(&mut self) -> bool {
        let Some((_, layer)) = self.layers.last() else {
            return false;
        };
        let Some(prose) = layer.help() else {
            return false;
        };
        let here = self.help_lines(layer.commands(), false);
        let words = &self.cx.words;
        let help = Help::new(
            words.word("key-help"),
            words.say(&prose),
            vec![(words.word("help-here"), here)],
        );
        self.lay(laid(help, Said::Run));
        true
    }

    fn help_line(&self, action: Action, label: &Msg, off: Option<&Msg>, runs: bool) -> HelpLine {
        let words = &self.cx.words;
        HelpLine {
            keys: both(self.cx.keymap.keys(action)),
            label: words.capital(label),
            off: off.map(|why| words.say(why)),
            action: runs.then_some(action),
        }
    }

    fn help_lines(&self, mut commands: Vec<Command>, runs: bool) -> Vec<HelpLine> {
        commands.sort_by_key(|c| if c.rank == 0 { u8::MAX } else { c.rank });
        commands
            .iter()
            .map(|c| self.help_line(c.action, &c.label, c.off.as_ref(), runs))
            .collect()
    }

    fn open_help(&mut self) {
        let words = &self.cx.words;
        let Some(page) = self.front() else { return };
        let here = self.help_lines(page.hosted.commands(&self.cx), true);
        let everywhere = [
            (Action::Help, msg!("help-help")),
            (Action::Find, msg!("help-find")),
            (Action::Book, msg!("help-book")),
            (Action::NewJob, msg!("help-new-job")),
            (Action::Sale, msg!("help-key-sale")),
            (Action::Customer, msg!("help-key-customer")),
            (Action::Parts, msg!("help-key-parts")),
            (Action::Pay, msg!("help-key-pay")),
            (Action::Print, msg!("help-key-print")),
            (Action::Menu, msg!("help-menu")),
            (Action::Tab1, msg!("help-tabs")),
            (Action::Back, msg!("help-back")),
            (Action::Undo, msg!("help-undo")),
            (Action::Again, msg!("help-key-again")),
            (Action::Redraw, msg!("help-redraw")),
            (Action::Leave, msg!("help-leave")),
        ];
        let form = [
            (Action::Accept, msg!("help-form-next")),
            (Action::Previous, msg!("help-form-before")),
            (Action::Down, msg!("help-form-pick")),
            (Action::Save, msg!("help-form-save")),
        ];
        let typed = [
            (msg!("help-type-dates"), msg!("help-form-dates")),
            (msg!("help-type-times"), msg!("help-form-times")),
            (msg!("help-type-sums"), msg!("help-form-sums")),
        ];
        let told = |list: &[(Action, Msg)], runs: bool| {
            list.iter()
                .map(|(a, m)| self.help_line(*a, m, None, runs))
                .collect::<Vec<_>>()
        };
        // Before the log-in there is nowhere else to go.
        let everywhere: Vec<(Action, Msg)> = match self.gate {
            None => everywhere.to_vec(),
            Some(_) => everywhere
                .into_iter()
                .filter(|(a, _)| matches!(a, Action::Help | Action::Redraw | Action::Leave))
                .collect(),
        };
        let mut form = told(&form, false);
        form.extend(typed.into_iter().map(|(keys, label)| HelpLine {
            keys: words.say(&keys),
            label: words.say(&label),
            off: None,
            action: None,
        }));
        let columns = vec![
            (words.word("help-here"), here),
            (words.word("help-everywhere"), told(&everywhere, true)),
            (words.word("help-in-a-form"), form),
        ];
        let title = words.say(&msg!("help-title", page = page.hosted.title()));
        let prose = page
            .hosted
            .help()
            .map(|text| words.say(&text))
            .unwrap_or_default();
        self.lay(laid(Help::new(title, prose, columns), Said::Run));
    }
}

/// A key and its twin, if both fit the column.
fn both(keys: &[String]) -> String {
    match keys {
        [one, two, ..] if one.chars().count() + two.chars().count() < 11 => format!("{one} {two}"),
        [one, ..] => one.clone(),
        [] => String::new(),
    }
}
