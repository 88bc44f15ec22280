//! The log-in page: who, and with what. Before anybody is here, and over everything while a terminal is locked.
//!
//! It shows nothing of the workshop but its name. Who locked finds everything as it was left; another finds
//! their own pages.

mod view;

use crossterm::event::KeyEvent;

use crate::desk;
use crate::desk::Error;
use crate::desk::auth::{LoggedIn, Name};
use crate::domain::change::Topic;
use crate::domain::session::Via;
use crate::domain::{Msg, StaffId, secret};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};
use ratatui::layout::Rect;

/// The log-in page.
pub struct Login {
    form: Form,
    names: Vec<Name>,
    /// Whether they have come: only then it is known which field is typed into.
    has_names: bool,
    by_pin: bool,
    /// Why not, until something else is typed.
    error: Option<Msg>,
}

/// What the desk answers.
pub enum Heard {
    /// Who may log in.
    Names(desk::Result<Vec<Name>>),
    /// Somebody is in.
    In(desk::Result<LoggedIn>),
    /// The one who locked is back.
    Back(desk::Result<Return>),
}

/// How the one who locked came back.
pub enum Return {
    /// Into the same session.
    Unlocked(desk::Actor),
    /// It had ended meanwhile, so into a new one.
    Anew(LoggedIn),
}

impl Login {
    /// An empty page; the names come when the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        Self {
            form: form(cx, &[], false),
            names: Vec::new(),
            has_names: false,
            by_pin: false,
            error: None,
        }
    }

    /// Whose name stands in the field: picked, or typed as name or log-in.
    fn who(&self) -> Option<&Name> {
        let by_id = self.form.id("name").map(StaffId);
        let typed = self.form.raw("name").trim().to_lowercase();
        self.names
            .iter()
            .find(|n| by_id == Some(n.staff) || n.login == typed || n.name.to_lowercase() == typed)
    }

    /// The second field asks for a PIN where one will do, else for the password.
    fn fit_secret(&mut self, cx: &Cx) {
        let by_pin = self.who().is_some_and(|n| n.by_pin);
        if by_pin == self.by_pin {
            return;
        }
        self.by_pin = by_pin;
        let (typed, focus) = (self.form.raw("name"), self.form.focus());
        let who = self.who().cloned();
        self.form = form(cx, &self.names, by_pin);
        match who {
            Some(name) => self.form.set_picked("name", &item(&name)),
            None => self.form.set("name", Value::Text(typed), &cx.words),
        }
        self.form.go(focus);
    }

    fn submit(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let secret = self.form.raw("secret");
        let typed = self.form.raw("name").trim().to_owned();
        let (desk, terminal) = (cx.desk.clone(), cx.actor.terminal().to_owned());
        let locked = cx.locked.clone();
        let who = self.who().cloned();
        if let (Some(locked), Some(who)) = (&locked, &who)
            && locked.staff() == Some(who.staff)
        {
            let (locked, who) = (locked.clone(), who.clone());
            out.tell(
                "in",
                async move {
                    match desk.unlock(&locked, &secret).await {
                        Ok(actor) => Ok(Return::Unlocked(actor)),
                        Err(Error::NoSession) => anew(&desk, &who, &secret, &terminal, None)
                            .await
                            .map(Return::Anew),
                        Err(e) => Err(e),
                    }
                },
                Heard::Back,
            );
            return;
        }
        out.tell(
            "in",
            async move {
                match who {
                    Some(who) => anew(&desk, &who, &secret, &terminal, locked.as_ref()).await,
                    None => desk.log_in(&typed, &secret, &terminal, Via::Local).await,
                }
            },
            Heard::In,
        );
    }

    fn refused(&mut self, error: &Error, cx: &Cx, out: &mut Out<Heard>) {
        self.form.set("secret", Value::Empty, &cx.words);
        match error {
            Error::Invalid { why, .. } => {
                self.error = Some(why.clone());
                self.form.go("secret");
                // The tries may be used up: the list says whether a PIN will still do.
                self.on_enter(cx, out);
            }
            e => out.refused(e),
        }
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Changed("name") => self.fit_secret(cx),
            Reply::Done => self.submit(cx, out),
            Reply::Taken | Reply::Changed(_) | Reply::Options(..) => {}
        }
        Handled::Yes
    }
}

/// By PIN where that will do and a PIN was typed, else by password.
async fn anew(
    desk: &desk::Desk,
    who: &Name,
    typed: &str,
    terminal: &str,
    instead: Option<&desk::Actor>,
) -> desk::Result<LoggedIn> {
    if who.by_pin && secret::is_like_a_pin(typed) {
        desk.switch_user(instead, who.staff, typed, terminal, Via::Local)
            .await
    } else {
        desk.log_in(&who.login, typed, terminal, Via::Local).await
    }
}

fn item(name: &Name) -> PickItem {
    PickItem::new(name.staff, name.name.as_str()).note(name.roles.as_str())
}

fn form(cx: &Cx, names: &[Name], by_pin: bool) -> Form {
    let w = &cx.words;
    let label = if by_pin {
        "login-pin"
    } else {
        "login-password"
    };
    let free = Kind::Pick {
        free: true,
        asks: false,
    };
    let mut form = Form::new(vec![
        Field::new("name", w.word("login-name"), free)
            .width(28)
            .options(names.iter().map(item).collect()),
        Field::new("secret", w.word(label), Kind::Secret).width(28),
    ]);
    form.nothing = w.word("login-nobody-of-this-name");
    form
}

/// What a form needs to read what is typed into it.
fn env(cx: &Cx) -> Env<'_> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country: "",
    }
}

impl Screen for Login {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("login-title")
    }

    fn typing(&self) -> bool {
        true
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("login-in"), 0),
            Command::new(Action::Down, msg!("login-names"), 0),
            Command::new(Action::Leave, msg!("login-leave"), 0),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, terminal) = (cx.desk.clone(), cx.actor.terminal().to_owned());
        out.ask(
            "names",
            async move { desk.names(&terminal).await },
            Heard::Names,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::People {
            self.on_enter(cx, out);
        }
    }

    fn holds(&self, action: Action) -> bool {
        action == Action::Accept
    }

    // A password typed at once would else stand in the field of the name, for everybody to read.
    fn holds_text(&self) -> bool {
        !self.has_names
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        self.error = None;
        let reply = self.form.press(key, &env(cx));
        self.reply(reply, cx, out);
    }

    fn on_paste(&mut self, text: &str, cx: &Cx, out: &mut Out<Heard>) {
        let reply = self.form.paste(text);
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        // Enter on the name goes on; with both filled in it goes in, wherever the cursor stands.
        let reply = self.form.on_action(action, &env(cx));
        if action == Action::Accept && !matches!(reply, Reply::Done) && !self.form.is_open() {
            let moved = self.reply(reply, cx, out);
            self.fit_secret(cx);
            return moved;
        }
        self.reply(reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        self.has_names |= matches!(msg, Heard::Names(_));
        match msg {
            Heard::Names(Ok(names)) => {
                let items = names.iter().map(item).collect();
                self.names = names;
                self.form.set_options("name", items);
                // Whoever locked the terminal, or the only one there is, need not say the name.
                if self.form.raw("name").is_empty() {
                    let locked = cx.locked.as_ref().and_then(desk::Actor::staff);
                    let one = match self.names.as_slice() {
                        [one] => Some(one),
                        all => all.iter().find(|n| Some(n.staff) == locked),
                    };
                    if let Some(name) = one.cloned() {
                        self.form.set_picked("name", &item(&name));
                        self.form.go("secret");
                    }
                }
                self.fit_secret(cx);
            }
            Heard::In(Ok(entry)) => out.logged_in(entry),
            Heard::Back(Ok(Return::Unlocked(actor))) => out.enter(actor),
            Heard::Back(Ok(Return::Anew(entry))) => out.logged_in(entry),
            Heard::In(Err(e)) => self.refused(&e, cx, out),
            Heard::Back(Err(e)) => self.refused(&e, cx, out),
            Heard::Names(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
