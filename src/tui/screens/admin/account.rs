//! One's own page: name, colours, password and PIN. Everybody reaches it by the menu.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::sheet::{env, paper};
use crate::desk;
use crate::desk::staff::Profile;
use crate::desk::{Actor, Desk, Error};
use crate::domain::{Msg, theme};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::record::country;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Reply, Value};

/// The form of one's own page.
pub struct Account {
    form: Form,
    /// What is stored, once it is here.
    stored: Option<Profile>,
    country: String,
}

/// What the desk answered.
pub enum Heard {
    /// What is stored.
    Stored(desk::Result<Profile>),
    /// Whether all that was asked for is changed.
    Changed(desk::Result<()>),
}

/// What is to become of one's secrets; empty is nothing.
struct Secrets {
    old: String,
    new: String,
    pin: String,
}

impl Secrets {
    async fn change(self, desk: &Desk, by: &Actor) -> desk::Result<()> {
        // The PIN first: it still asks for the password that stands.
        if !self.pin.is_empty() {
            let done = desk.set_pin(by, &self.old, &self.pin).await;
            done.map_err(|e| match e {
                Error::Invalid {
                    field: "password",
                    why,
                } => Error::invalid("old_password", why),
                e => e,
            })?;
        }
        if self.new.is_empty() {
            return Ok(());
        }
        desk.change_password(by, &self.old, &self.new).await
    }
}

impl Account {
    /// The form, empty until what is stored comes. A secret left empty stays as it is.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        Self {
            form: Form::new(vec![
                Field::new("name", w.word("account-name"), Kind::Text).required(),
                Field::new("phone", w.word("account-phone"), Kind::Text).width(22),
                Field::new("theme", w.word("account-theme"), Kind::PICK).options(themes(cx)),
                Field::new("old_password", w.word("account-old"), Kind::Secret)
                    .hint(w.word("account-old-when")),
                Field::new("password", w.word("account-new"), Kind::Secret)
                    .hint(w.word("wizard-password-hint")),
                Field::new("again", w.word("account-again"), Kind::Secret),
                Field::new("pin", w.word("account-pin"), Kind::Secret)
                    .hint(w.word("account-pin-hint")),
            ]),
            stored: None,
            country: country(cx),
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "profile",
            async move { desk.profile(&by).await },
            Heard::Stored,
        );
    }

    fn stored(&mut self, profile: Profile, cx: &Cx) {
        if self.stored.is_none() {
            let w = &cx.words;
            for (name, text) in [("name", &profile.name), ("phone", &profile.phone)] {
                self.form.set(name, Value::Text(text.clone()), w);
            }
            self.form
                .set_picked("theme", &theme_item(profile.theme, cx));
            self.form.keep();
        }
        self.stored = Some(profile);
    }

    /// What the form says, if that is not what is stored.
    fn changed(&self) -> Option<Profile> {
        let stored = self.stored.as_ref()?;
        let said = Profile {
            name: self.form.text("name"),
            phone: self.form.text("phone"),
            theme: self.theme(),
            version: stored.version,
        };
        (said != *stored).then_some(said)
    }

    fn theme(&self) -> Option<theme::Name> {
        self.form.key("theme")?.parse().ok()
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx, &self.country)) {
            return;
        }
        let secrets = Secrets {
            old: self.form.raw("old_password"),
            new: self.form.raw("password"),
            pin: self.form.raw("pin"),
        };
        if secrets.new != self.form.raw("again") {
            self.form.refuse("again", msg!("wizard-not-the-same"));
            return;
        }
        if secrets.old.is_empty() && !(secrets.new.is_empty() && secrets.pin.is_empty()) {
            self.form.refuse("old_password", msg!("account-old-needed"));
            return;
        }
        let profile = self.changed();
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "account",
            async move {
                if let Some(profile) = profile {
                    desk.set_profile(&by, &profile).await?;
                }
                secrets.change(&desk, &by).await
            },
            Heard::Changed,
        );
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            Reply::Taken | Reply::Changed(_) | Reply::Options(..) => {}
        }
        Handled::Yes
    }
}

impl Screen for Account {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("account-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("account-help"))
    }

    fn typing(&self) -> bool {
        true
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Save, msg!("admin-save"), 1),
            Command::new(Action::Accept, msg!("admin-next"), 2),
            Command::new(Action::Back, msg!("admin-back"), 3),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let reply = self.form.press(key, &env(cx, &self.country));
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let reply = self.form.on_action(action, &env(cx, &self.country));
        self.reply(reply, cx, out)
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Stored(Ok(profile)) => self.stored(profile, cx),
            Heard::Changed(Ok(())) => {
                let secret = !self.form.raw("password").is_empty();
                out.dress(self.theme());
                out.toast(Toast::good(if secret {
                    msg!("account-changed")
                } else {
                    msg!("account-kept")
                }));
                out.pop();
            }
            Heard::Changed(Err(e)) => {
                // A part of it may be saved: the rest is asked for on what stands now.
                self.ask(cx, out);
                match e {
                    Error::Invalid { field, why } => {
                        if !self.form.refuse(field, why.clone()) {
                            out.toast(Toast::bad(why));
                        }
                    }
                    e => out.refused(&e),
                }
            }
            Heard::Stored(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        paper(&self.form, &cx.words.word("account-title"), c, area, cx);
    }
}

fn themes(cx: &Cx) -> Vec<PickItem> {
    let own = theme::Name::ALL.iter().copied().map(Some);
    std::iter::once(None)
        .chain(own)
        .map(|name| theme_item(name, cx))
        .collect()
}

fn theme_item(name: Option<theme::Name>, cx: &Cx) -> PickItem {
    let label = name.map_or_else(|| msg!("account-theme-terminal"), theme::Name::label);
    let key = name.map_or("terminal", theme::Name::as_str);
    PickItem::new(key, cx.words.capital(&label))
}
