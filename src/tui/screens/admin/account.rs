//! One's own password and PIN. Everybody reaches it by the menu.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::sheet::{env, paper};
use crate::desk;
use crate::desk::Error;
use crate::domain::Msg;
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Form, Kind, Reply};

/// The form of one's own secrets.
pub struct Account {
    form: Form,
}

/// What the desk answered: whether both, or what was asked for, is changed.
pub enum Heard {
    /// Changed, or not.
    Changed(desk::Result<()>),
}

impl Account {
    /// An empty form: what is left empty stays as it is.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        Self {
            form: Form::new(vec![
                Field::new("old_password", w.word("account-old"), Kind::Secret).required(),
                Field::new("password", w.word("account-new"), Kind::Secret)
                    .hint(w.word("wizard-password-hint")),
                Field::new("again", w.word("account-again"), Kind::Secret),
                Field::new("pin", w.word("account-pin"), Kind::Secret)
                    .hint(w.word("account-pin-hint")),
            ]),
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx, "")) {
            return;
        }
        let old = self.form.raw("old_password");
        let (new, again, pin) = (
            self.form.raw("password"),
            self.form.raw("again"),
            self.form.raw("pin"),
        );
        if new != again {
            self.form.refuse("again", msg!("wizard-not-the-same"));
            return;
        }
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "account",
            async move {
                // The PIN first: it still asks for the password that stands.
                if !pin.is_empty() {
                    desk.set_pin(&by, &old, &pin).await.map_err(|e| match e {
                        Error::Invalid {
                            field: "password",
                            why,
                        } => Error::Invalid {
                            field: "old_password",
                            why,
                        },
                        e => e,
                    })?;
                }
                if new.is_empty() {
                    Ok(())
                } else {
                    desk.change_password(&by, &old, &new).await
                }
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

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Save, msg!("admin-save"), 1),
            Command::new(Action::Accept, msg!("admin-next"), 2),
            Command::new(Action::Back, msg!("admin-back"), 3),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let reply = self.form.press(key, &env(cx, ""));
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let reply = self.form.on_action(action, &env(cx, ""));
        self.reply(reply, cx, out)
    }

    fn on_msg(&mut self, Heard::Changed(answer): Heard, _cx: &Cx, out: &mut Out<Heard>) {
        match answer {
            Ok(()) => {
                out.toast(Toast::good(msg!("account-changed")));
                out.pop();
            }
            Err(Error::Invalid { field, why }) => {
                if !self.form.refuse(field, why.clone()) {
                    out.toast(Toast::bad(why));
                }
            }
            Err(e) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        paper(&self.form, &cx.words.word("account-title"), c, area, cx);
    }
}
