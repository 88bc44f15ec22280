//! One line of a draft's own: what, how many, for how much, with which tax.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

use crate::desk::billing::{DraftLine, InvoiceLine};
use crate::desk::catalogue::TaxCode;
use crate::desk::{self, Done};
use crate::domain::line::Kind as Sells;
use crate::domain::{
    Bp, Currency, InvoiceId, InvoiceLineId, Money, Msg, PartId, Qty, TaxCodeId, msg, parse,
};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Draft, Handled, Screen, Subject, draft};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};

/// What a line of its own may be; parts and tyres come by their number.
const KINDS: [Sells; 5] = [
    Sells::Fee,
    Sells::Labour,
    Sells::Sublet,
    Sells::Discount,
    Sells::Note,
];

/// What a line was before, as far as the form does not ask for it.
#[derive(Serialize, Deserialize)]
struct Before {
    id: InvoiceLineId,
    kind: Sells,
    part: Option<PartId>,
    sku: String,
}

/// The form; answers the draft and the line it saved.
pub struct LineForm {
    /// The draft; a sale begins with its first line.
    invoice: Option<InvoiceId>,
    line: Option<Before>,
    form: Form,
    taxes_asked: bool,
}

/// What the desk answers.
pub enum Heard {
    /// The tax codes there are.
    Taxes(desk::Result<Vec<TaxCode>>),
    /// Saved.
    Saved(desk::Result<(InvoiceId, Done<InvoiceLineId>)>),
}

impl LineForm {
    /// A new line that says this.
    pub fn new(cx: &Cx, invoice: Option<InvoiceId>, said: &str) -> Self {
        let mut form = fields(cx, true);
        form.set(
            "kind",
            Value::Key(Sells::Fee.as_str().to_owned()),
            &cx.words,
        );
        form.set("description", Value::Text(said.to_owned()), &cx.words);
        form.set("qty", Value::Qty(Qty::ONE), &cx.words);
        form.go(if said.is_empty() {
            "description"
        } else {
            "price"
        });
        Self {
            invoice,
            line: None,
            form,
            taxes_asked: false,
        }
    }

    /// A line that is there.
    pub fn edit(cx: &Cx, invoice: InvoiceId, line: &InvoiceLine) -> Self {
        let w = &cx.words;
        let mut form = fields(cx, KINDS.contains(&line.kind));
        form.set("kind", Value::Key(line.kind.as_str().to_owned()), w);
        form.set("description", Value::Text(line.description.clone()), w);
        form.set("qty", Value::Qty(line.qty_milli), w);
        form.set("unit", Value::Text(line.unit.clone()), w);
        form.set("price", Value::Money(line.unit_price_minor), w);
        let discount = discount_text(line.discount_bp, line.discount_minor, w.currency());
        form.set("discount", Value::Text(discount), w);
        form.set("free_reason", Value::Text(line.free_reason.clone()), w);
        form.set_picked(
            "tax",
            &PickItem::new(line.tax_code_id, line.tax_name.clone()),
        );
        form.keep();
        form.go("qty");
        Self {
            invoice: Some(invoice),
            line: Some(Before {
                id: line.id,
                kind: line.kind,
                part: line.part_id,
                sku: line.sku.clone(),
            }),
            form,
            taxes_asked: false,
        }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value, cx: &Cx) -> Option<Self> {
        let (invoice, line): (Option<InvoiceId>, Option<Before>) = draft::of(payload)?;
        let mut form = fields(cx, line.as_ref().is_none_or(|l| KINDS.contains(&l.kind)));
        form.restore(&draft::typed(payload));
        Some(Self {
            invoice,
            line,
            form,
            taxes_asked: false,
        })
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx)) {
            return;
        }
        let (rate, amount) = match discount(&self.form.text("discount"), cx.words.currency()) {
            Ok(discount) => discount,
            Err(why) => {
                self.form.refuse("discount", why);
                return;
            }
        };
        let Some(tax) = self.form.id("tax").map(TaxCodeId) else {
            return;
        };
        let kind = self.form.key("kind").and_then(|k| k.parse().ok());
        let old = self.line.as_ref();
        let new = DraftLine {
            part: old.and_then(|l| l.part),
            kind: kind.or(old.map(|l| l.kind)).unwrap_or(Sells::Fee),
            sku: old.map(|l| l.sku.clone()).unwrap_or_default(),
            description: self.form.text("description"),
            qty: self.form.qty("qty").unwrap_or(Qty::ONE),
            unit: self.form.text("unit"),
            price: self.form.money("price").unwrap_or_default(),
            discount_rate: rate,
            discount: amount,
            free_reason: self.form.text("free_reason"),
            tax,
        };
        let (desk, by, invoice) = (cx.desk.clone(), cx.actor.clone(), self.invoice);
        let line = old.map(|l| l.id);
        out.tell(
            "save line",
            async move {
                let invoice = match invoice {
                    Some(id) => id,
                    None => desk.draft_for_sale(&by).await?,
                };
                let done = match line {
                    Some(line) => desk
                        .edit_draft_line(&by, invoice, line, &new)
                        .await?
                        .map(|()| line),
                    None => desk.add_draft_line(&by, invoice, &new).await?,
                };
                Ok((invoice, done))
            },
            Heard::Saved,
        );
    }

    fn replied(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            _ => {}
        }
        Handled::Yes
    }
}

fn fields(cx: &Cx, free_kind: bool) -> Form {
    let w = &cx.words;
    let kinds = KINDS
        .iter()
        .map(|k| (k.as_str().to_owned(), w.say(&k.label())))
        .collect();
    let mut form = Form::new(vec![
        Field::new("kind", w.word("line-kind"), Kind::Choice(kinds)),
        Field::new("description", w.word("line-description"), Kind::Text).required(),
        Field::new("qty", w.word("line-qty"), Kind::Qty),
        Field::new("unit", w.word("line-unit"), Kind::Text).hint(w.word("line-unit-hint")),
        Field::new("price", w.word("line-price"), Kind::Money),
        Field::new("discount", w.word("line-discount"), Kind::Text)
            .hint(w.word("line-discount-hint")),
        Field::new("tax", w.word("line-tax"), Kind::PICK).required(),
        Field::new("free_reason", w.word("line-free"), Kind::Text).hint(w.word("line-free-hint")),
    ]);
    if !free_kind {
        form.turn_off("kind", Some(w.word("line-kind-fixed")));
    }
    form.nothing = w.word("list-nothing-matches");
    form
}

/// What forms of this screen read by.
pub(super) fn env(cx: &Cx) -> Env<'_> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country: "",
    }
}

/// "10 %" is a rate, "5" an amount, nothing is none.
pub(super) fn discount(said: &str, currency: Currency) -> Result<(Bp, Money), Msg> {
    let said = said.trim();
    if said.is_empty() {
        return Ok((Bp::ZERO, Money::ZERO));
    }
    let Some(rate) = said.strip_suffix('%') else {
        return Ok((Bp::ZERO, parse::money(said, currency)?));
    };
    // Hundredths of a percent are read as quantities in thousandths, and must come out even.
    let rate = parse::qty(rate.trim())?;
    if rate.0 % 10 == 0 {
        Ok((Bp(rate.0 / 10), Money::ZERO))
    } else {
        Err(msg!("billing-discount-range"))
    }
}

/// The same as it is typed.
pub(super) fn discount_text(rate: Bp, amount: Money, currency: Currency) -> String {
    if !rate.is_zero() {
        let percent = crate::domain::money::decimal(rate.0, 2);
        let percent = percent.trim_end_matches('0').trim_end_matches('.');
        format!("{percent} %")
    } else if amount.is_zero() {
        String::new()
    } else {
        currency.plain(amount)
    }
}

impl Screen for LineForm {
    type Msg = Heard;

    fn title(&self) -> Msg {
        if self.line.is_some() {
            msg!("line-edit-title")
        } else {
            msg!("line-new-title")
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn draft(&self) -> Option<Draft> {
        Draft::new("invoice-line", &self.form, (self.invoice, &self.line))
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Save)
    }

    fn subject(&self) -> Option<Subject> {
        self.invoice.map(|id| Subject {
            entity: "invoice",
            id: id.0,
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
        if !std::mem::replace(&mut self.taxes_asked, true) {
            let (desk, by) = (cx.desk.clone(), cx.actor.clone());
            out.ask(
                "tax codes",
                async move { desk.tax_codes(&by).await },
                Heard::Taxes,
            );
        }
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
            Heard::Taxes(Ok(codes)) => {
                let living: Vec<PickItem> = codes
                    .iter()
                    .filter(|c| c.archived_at.is_none())
                    .map(|c| PickItem::new(c.id, c.name.clone()).note(c.code.clone()))
                    .collect();
                // The standard rate comes first in the catalogue, and most lines bear it.
                if self.form.id("tax").is_none()
                    && let Some(first) = living.first()
                {
                    self.form.set_picked("tax", first);
                }
                self.form.set_options("tax", living);
            }
            Heard::Saved(Ok(saved)) => {
                self.form.keep();
                out.finish(saved);
            }
            Heard::Saved(Err(desk::Error::Invalid { field, why }))
                if self.form.refuse(field, why.clone()) => {}
            Heard::Taxes(Err(e)) | Heard::Saved(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.say(&self.title());
        let room = area.width.saturating_sub(2);
        c.text(
            area.x + 1,
            area.y + 1,
            room,
            &title,
            (Role::Surface, Role::Title),
        );
        let inner = Rect::new(area.x + 1, area.y + 3, room, area.height.saturating_sub(3));
        self.form.draw(c, inner, Role::Surface, &cx.words, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_a_rate_with_a_percent_sign_else_an_amount() {
        let eur = Currency::EUR;
        assert_eq!(discount("10 %", eur), Ok((Bp(1000), Money::ZERO)));
        assert_eq!(discount("2.5%", eur), Ok((Bp(250), Money::ZERO)));
        assert_eq!(discount("5", eur), Ok((Bp::ZERO, Money(500))));
        assert_eq!(discount("", eur), Ok((Bp::ZERO, Money::ZERO)));
        assert!(discount("much", eur).is_err());
        assert_eq!(discount_text(Bp(250), Money::ZERO, eur), "2.5 %");
        assert_eq!(discount_text(Bp::ZERO, Money(500), eur), "5.00");
    }
}
