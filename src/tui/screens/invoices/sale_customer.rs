//! Whose sale it is: a customer found by a few letters, or nobody, which is a walk-in.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::line_form::env;
use crate::desk::customers::CustomerLine;
use crate::desk::{self, Done};
use crate::domain::{CustomerId, InvoiceId, Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, PickItem, Reply};

/// The form; answers the draft, begun if it had not, once somebody is named on it.
pub struct SaleCustomer {
    sale: Option<InvoiceId>,
    version: i64,
    form: Form,
}

/// What the desk answers.
pub enum Heard {
    /// Who fits what was typed.
    Options(String, desk::Result<Vec<CustomerLine>>),
    /// Named.
    Named(desk::Result<(InvoiceId, Done<()>)>),
}

impl SaleCustomer {
    /// For this draft as it was read; `None` is a sale that has not begun.
    pub fn new(cx: &Cx, sale: Option<InvoiceId>, version: i64) -> Self {
        let w = &cx.words;
        let mut form = Form::new(vec![
            Field::new("customer", w.word("sale-customer"), Kind::ASK)
                .hint(w.word("sale-customer-hint")),
        ]);
        form.nothing = w.word("customers-none");
        form.keep();
        Self {
            sale,
            version,
            form,
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx)) {
            return;
        }
        let customer = self.form.id("customer").map(CustomerId);
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        let (sale, version) = (self.sale, self.version);
        out.tell(
            "name customer",
            async move {
                let (id, version) = match sale {
                    Some(id) => (id, version),
                    None => (desk.draft_for_sale(&by).await?, 1),
                };
                let done = desk.set_draft_customer(&by, id, version, customer).await?;
                Ok((id, done))
            },
            Heard::Named,
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
                    move |found| Heard::Options(text, found),
                );
            }
            _ => {}
        }
        Handled::Yes
    }
}

impl Screen for SaleCustomer {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("sale-customer-title")
    }

    fn typing(&self) -> bool {
        true
    }

    fn holds(&self, action: Action) -> bool {
        self.form.waits() && matches!(action, Action::Accept | Action::Next | Action::Save)
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("form-cmd-save"), 1),
            Command::new(Action::Back, msg!("form-cmd-leave"), 2),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let reply = self.form.press(key, &env(cx));
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
        let reply = self.form.on_action(action, &env(cx));
        self.replied(reply, cx, out)
    }

    fn on_msg(&mut self, heard: Heard, _cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Options(text, Ok(found)) => {
                let items = found
                    .into_iter()
                    .map(|c| PickItem::new(c.id, c.name).note(c.phone.unwrap_or_default()))
                    .collect();
                self.form.options("customer", &text, items);
            }
            Heard::Named(Ok(named)) => {
                self.form.keep();
                out.finish(named);
            }
            Heard::Options(_, Err(e)) | Heard::Named(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.say(&self.title());
        let room = area.width.saturating_sub(2);
        let ink = (Role::Surface, Role::Title);
        c.text(area.x + 1, area.y + 1, room, &title, ink);
        let inner = Rect::new(area.x + 1, area.y + 3, room, area.height.saturating_sub(3));
        self.form.draw(c, inner, Role::Surface, &cx.words, true);
    }
}
