//! Who has the vehicle from now on: owner, keeper or driver, and since when.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::customer_form::country;
use crate::desk;
use crate::desk::customers::CustomerLine;
use crate::domain::vehicle::Role as Holds;
use crate::domain::{CustomerId, Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};

/// The form.
pub struct OwnerForm {
    vehicle: VehicleId,
    form: Form,
}

/// What the desk answers.
pub enum Heard {
    /// Who fits what was typed.
    Options(String, desk::Result<Vec<CustomerLine>>),
    /// Changed.
    Changed(desk::Result<()>),
}

impl OwnerForm {
    /// For this vehicle, from today on.
    pub fn new(cx: &Cx, vehicle: VehicleId) -> Self {
        let w = &cx.words;
        let roles = Holds::ALL
            .iter()
            .map(|r| (r.as_str().to_owned(), w.say(&r.label())))
            .collect();
        let mut form = Form::new(vec![
            Field::new("customer", w.word("vehicle-owner-customer"), Kind::ASK).required(),
            Field::new("role", w.word("vehicle-owner-role"), Kind::Choice(roles)),
            Field::new("from", w.word("vehicle-owner-from"), Kind::Date).required(),
        ]);
        form.nothing = w.word("customers-none");
        form.set("role", Value::Key(Holds::Owner.as_str().to_owned()), w);
        form.set("from", Value::Date(cx.today()), w);
        form.keep();
        Self { vehicle, form }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let country = country(cx);
        if !self.form.finish(&Env {
            words: &cx.words,
            today: cx.today(),
            country: &country,
        }) {
            return;
        }
        let (Some(to), Some(from)) = (self.form.id("customer"), self.form.date("from")) else {
            return;
        };
        let role = self
            .form
            .key("role")
            .and_then(|r| r.parse().ok())
            .unwrap_or(Holds::Owner);
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.vehicle);
        out.tell(
            "owner",
            async move { desk.change_owner(&by, id, role, CustomerId(to), from).await },
            Heard::Changed,
        );
    }

    fn replied(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            Reply::Options("customer", text) => {
                let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                let typed = text.clone();
                out.ask(
                    "options",
                    async move { desk.find_customers(&by, &typed).await },
                    move |r| Heard::Options(text.clone(), r),
                );
            }
            _ => {}
        }
        Handled::Yes
    }
}

impl Screen for OwnerForm {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("vehicle-owner-title")
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn holds(&self, action: Action) -> bool {
        self.form.waits() && matches!(action, Action::Accept | Action::Next)
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "vehicle",
            id: self.vehicle.0,
        })
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("form-cmd-next"), 1),
            Command::new(Action::Save, msg!("form-cmd-save"), 2),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let country = country(cx);
        let reply = self.form.press(
            key,
            &Env {
                words: &cx.words,
                today: cx.today(),
                country: &country,
            },
        );
        let _ = self.replied(reply, cx, out);
    }

    fn on_paste(&mut self, text: &str, _cx: &Cx, _out: &mut Out<Heard>) {
        self.form.paste(text);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let country = country(cx);
        let reply = self.form.on_action(
            action,
            &Env {
                words: &cx.words,
                today: cx.today(),
                country: &country,
            },
        );
        self.replied(reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, _cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Options(text, Ok(found)) => {
                let items = found
                    .into_iter()
                    .map(|c| PickItem::new(c.id, c.name).note(c.phone.unwrap_or_default()))
                    .collect();
                self.form.options("customer", &text, items);
            }
            Heard::Changed(Ok(())) => {
                out.done(
                    msg!("vehicle-owner-changed", name = self.form.raw("customer")),
                    desk::Done::final_(()),
                );
                out.finish(());
            }
            Heard::Changed(Err(desk::Error::Invalid { field, why }))
                if self.form.refuse(field, why.clone()) => {}
            Heard::Options(_, Err(e)) | Heard::Changed(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        c.text(
            area.x + 1,
            area.y,
            area.width - 2,
            &cx.words.say(&self.title()),
            (Role::Surface, Role::Title),
        );
        let inner = Rect::new(
            area.x + 1,
            area.y + 2,
            area.width - 2,
            area.height.saturating_sub(2),
        );
        self.form.draw(c, inner, Role::Surface, &cx.words, true);
    }
}
