//! Receiving, counting and correcting one part: a short form, the part's card beside it. A count is blind: what the
//! ledger says is not shown.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::desk;
use crate::desk::stock::{Counted, PartCard, Receipt};
use crate::domain::{Msg, PartId, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Env, Field, Form, Kind, Reply};

/// What is done to the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Goods came.
    Receive,
    /// It was counted.
    Count,
    /// Something is missing, broken or turned up.
    Adjust,
}

/// The page; it answers the part.
pub struct ShelfEdit {
    part: PartId,
    how: How,
    card: Option<Box<PartCard>>,
    form: Option<Form>,
}

/// What the desk answers.
pub enum Heard {
    /// The part.
    Card(desk::Result<Box<PartCard>>),
    /// Received or corrected: so many are there now.
    Moved(desk::Result<Qty>),
    /// Counted.
    Counted(desk::Result<Counted>),
}

impl ShelfEdit {
    /// The page for this part.
    #[must_use]
    pub fn new(part: PartId, how: How) -> Self {
        Self {
            part,
            how,
            card: None,
            form: None,
        }
    }

    fn fields(&self, card: &PartCard, cx: &Cx) -> Form {
        let w = &cx.words;
        let unit = card.part.unit.clone();
        let qty = |id| {
            Field::new("qty", w.word(id), Kind::Qty)
                .required()
                .hint(unit.clone())
        };
        let reason = |field: Field| field.width(40);
        match self.how {
            How::Receive => {
                let mut cost = Field::new("unit_cost", w.word("inventory-unit-cost"), Kind::Money);
                if let Some(one) = card.costs.and_then(|k| k.one) {
                    let usual = msg!("inventory-cost-usual", cost = one);
                    cost = cost.hint(w.say(&usual));
                }
                Form::new(vec![
                    qty("inventory-received"),
                    cost,
                    Field::new("document", w.word("inventory-document"), Kind::Text),
                ])
            }
            How::Count => Form::new(vec![qty("inventory-found")]),
            How::Adjust => Form::new(vec![
                qty("inventory-change")
                    .hint(w.say(&msg!("inventory-change-hint", unit = unit.clone()))),
                reason(Field::new("reason", w.word("inventory-reason"), Kind::Text).required()),
            ]),
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(form) = &mut self.form else { return };
        if !form.finish(&env(cx)) {
            return;
        }
        let (desk, by, part) = (cx.desk.clone(), cx.actor.clone(), self.part);
        let qty = form.qty("qty").unwrap_or_default();
        match self.how {
            How::Receive => {
                let goods = Receipt {
                    qty,
                    unit_cost: form.money("unit_cost"),
                    document: form.text("document"),
                };
                out.tell(
                    "receive",
                    async move { desk.receive(&by, part, &goods).await },
                    Heard::Moved,
                );
            }
            How::Count => out.tell(
                "count",
                async move { desk.count(&by, part, qty).await },
                Heard::Counted,
            ),
            How::Adjust => {
                let reason = form.text("reason");
                out.tell(
                    "adjust",
                    async move { desk.adjust(&by, part, qty, &reason).await },
                    Heard::Moved,
                );
            }
        }
    }

    fn replied(&mut self, reply: &Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            _ => {}
        }
        Handled::Yes
    }

    fn failed(&mut self, e: &desk::Error, out: &mut Out<Heard>) {
        if let (desk::Error::Invalid { field, why }, Some(form)) = (e, &mut self.form)
            && form.refuse(field, why.clone())
        {
            return;
        }
        out.refused(e);
    }

    fn sku(&self) -> String {
        self.card
            .as_ref()
            .map(|c| c.part.sku.clone())
            .unwrap_or_default()
    }
}

pub(super) fn env(cx: &Cx) -> Env<'_> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country: "",
    }
}

impl Screen for ShelfEdit {
    type Msg = Heard;

    fn title(&self) -> Msg {
        match self.how {
            How::Receive => msg!("inventory-receive-title", sku = self.sku()),
            How::Count => msg!("inventory-count-title", sku = self.sku()),
            How::Adjust => msg!("inventory-adjust-title", sku = self.sku()),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(match self.how {
            How::Receive => msg!("inventory-receive-help"),
            How::Count => msg!("inventory-count-help"),
            How::Adjust => msg!("inventory-adjust-help"),
        })
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_dirty)
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "part",
            id: self.part.0,
        })
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("form-cmd-next"), 1),
            Command::new(Action::Save, msg!("form-cmd-save"), 2),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, part) = (cx.desk.clone(), cx.actor.clone(), self.part);
        out.ask(
            "part",
            async move { desk.part_card(&by, part).await.map(Box::new) },
            Heard::Card,
        );
    }

    // Letters typed before the part is here wait for it, so that none is lost.
    fn holds(&self, _action: Action) -> bool {
        self.form.is_none()
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(form) = &mut self.form {
            let reply = form.press(key, &env(cx));
            let _ = self.replied(&reply, cx, out);
        }
    }

    fn on_paste(&mut self, text: &str, _cx: &Cx, _out: &mut Out<Heard>) {
        if let Some(form) = &mut self.form {
            form.paste(text);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let Some(form) = &mut self.form else {
            return Handled::No;
        };
        let reply = form.on_action(action, &env(cx));
        self.replied(&reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Card(Ok(card)) => {
                if self.form.is_none() {
                    self.form = Some(self.fields(&card, cx));
                }
                self.card = Some(card);
            }
            Heard::Moved(Ok(now)) => {
                let said = match self.how {
                    How::Receive => msg!("inventory-received-done", sku = self.sku(), qty = now),
                    _ => msg!("inventory-adjusted-done", sku = self.sku(), qty = now),
                };
                out.toast(Toast::good(said));
                out.finish(self.part);
            }
            Heard::Counted(Ok(counted)) => {
                let off = counted.now - counted.was;
                let said = if off.is_zero() {
                    msg!(
                        "inventory-counted-right",
                        sku = self.sku(),
                        qty = counted.now
                    )
                } else if off.is_positive() {
                    msg!(
                        "inventory-counted-more",
                        sku = self.sku(),
                        qty = counted.now,
                        off = off
                    )
                } else {
                    msg!(
                        "inventory-counted-less",
                        sku = self.sku(),
                        qty = counted.now,
                        off = -off
                    )
                };
                out.toast(Toast::good(said));
                out.finish(self.part);
            }
            Heard::Card(Err(e)) => out.refused(&e),
            Heard::Moved(Err(e)) | Heard::Counted(Err(e)) => self.failed(&e, out),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = &self.card else { return };
        let w = &cx.words;
        let (x, room) = (area.x + 1, area.width - 2);
        c.text(
            x,
            area.y + 1,
            room,
            &w.say(&self.title()),
            (Role::Surface, Role::Title),
        );
        let mut what = card.part.description.clone();
        if let Some(stock) = card.stock.as_ref().filter(|s| !s.bin.is_empty()) {
            what = format!("{what}   {}", stock.bin);
        }
        c.text(x, area.y + 2, room, &what, (Role::Surface, Role::Dim));
        if let (Some(stock), true) = (&card.stock, self.how != How::Count) {
            let there = msg!(
                "inventory-there",
                qty = stock.on_hand_milli,
                unit = card.part.unit.clone()
            );
            c.right(
                area.right() - 1,
                area.y + 1,
                30,
                &w.say(&there),
                (Role::Surface, Role::Text),
            );
        }
        if let Some(form) = &self.form {
            let inner = Rect::new(x, area.y + 4, room, area.height.saturating_sub(5));
            form.draw(c, inner, Role::Surface, w, true);
        }
    }
}
