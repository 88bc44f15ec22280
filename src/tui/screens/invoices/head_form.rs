//! The discount on a whole draft, and the note printed below its lines.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::line_form::{discount, discount_text, env};
use crate::desk::billing::{Head, InvoiceCard};
use crate::desk::{self, Done};
use crate::domain::{Currency, InvoiceId, Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Conflict, Differs, Keep};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Draft, Handled, Screen, Subject, draft};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, Reply, Value};

const FIELDS: [&str; 2] = ["discount", "note"];

/// The form; answers when it is saved.
pub struct HeadForm {
    invoice: InvoiceId,
    version: i64,
    form: Form,
}

/// What the desk answers.
pub enum Heard {
    /// Saved.
    Saved(desk::Result<Done<()>>),
    /// What the other terminal saved, and who.
    Theirs(desk::Result<Box<InvoiceCard>>, String, crate::domain::Ts),
    /// What to keep of both.
    Keep(Box<InvoiceCard>, Vec<&'static str>, Keep),
}

impl HeadForm {
    /// For this draft as it was read.
    pub fn new(cx: &Cx, card: &InvoiceCard) -> Self {
        let w = &cx.words;
        let mut form = fields(cx);
        for (name, text) in FIELDS.iter().zip(stored(card, w.currency())) {
            form.set(name, Value::Text(text), w);
        }
        form.keep();
        Self {
            invoice: card.invoice.id,
            version: card.invoice.version,
            form,
        }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value, cx: &Cx) -> Option<Self> {
        let (invoice, version) = draft::of(payload)?;
        let mut form = fields(cx);
        form.restore(&draft::typed(payload));
        Some(Self {
            invoice,
            version,
            form,
        })
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx)) {
            return;
        }
        let (discount_rate, discount) =
            match discount(&self.form.text("discount"), cx.words.currency()) {
                Ok(said) => said,
                Err(why) => {
                    self.form.refuse("discount", why);
                    return;
                }
            };
        let head = Head {
            discount_rate,
            discount,
            note: self.form.text("note"),
        };
        let (desk, by, id, version) = (
            cx.desk.clone(),
            cx.actor.clone(),
            self.invoice,
            self.version,
        );
        out.tell(
            "save head",
            async move { desk.edit_draft(&by, id, version, &head).await },
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

fn fields(cx: &Cx) -> Form {
    let w = &cx.words;
    Form::new(vec![
        Field::new("discount", w.word("line-discount"), Kind::Text)
            .hint(w.word("line-discount-hint")),
        Field::new("note", w.word("invoice-note"), Kind::Notes(4)),
    ])
}

/// The fields as they are typed.
fn stored(card: &InvoiceCard, currency: Currency) -> [String; 2] {
    let doc = &card.invoice;
    [
        discount_text(doc.discount_bp, doc.discount_minor, currency),
        doc.note.clone(),
    ]
}

impl Screen for HeadForm {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("invoice-head-title")
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn draft(&self) -> Option<Draft> {
        Draft::new("invoice-head", &self.form, (self.invoice, self.version))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "invoice",
            id: self.invoice.0,
        })
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Save, msg!("form-cmd-save"), 1),
            Command::new(Action::Next, msg!("form-cmd-next"), 2),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
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

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Saved(Ok(done)) => {
                self.form.keep();
                out.finish(done);
            }
            Heard::Saved(Err(desk::Error::Invalid { field, why }))
                if self.form.refuse(field, why.clone()) => {}
            Heard::Saved(Err(desk::Error::Stale { by: who, at })) => {
                let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.invoice);
                out.ask(
                    "theirs",
                    async move { desk.invoice_card(&by, id).await.map(Box::new) },
                    move |card| Heard::Theirs(card, who, at),
                );
            }
            Heard::Theirs(Ok(card), who, at) => {
                let theirs = stored(&card, cx.words.currency());
                let differ: Vec<(&'static str, String)> = FIELDS
                    .into_iter()
                    .zip(theirs)
                    .filter(|(name, theirs)| self.form.raw(name) != *theirs)
                    .collect();
                let names: Vec<&'static str> = differ.iter().map(|(name, _)| *name).collect();
                let shown = differ
                    .into_iter()
                    .map(|(name, theirs)| Differs {
                        label: if name == "note" {
                            msg!("invoice-note")
                        } else {
                            msg!("line-discount")
                        },
                        theirs,
                        mine: self.form.raw(name),
                    })
                    .collect();
                out.open(Conflict::new(who, at, shown), move |keep| {
                    Heard::Keep(card.clone(), names.clone(), keep)
                });
            }
            Heard::Keep(card, names, keep) => {
                let theirs = stored(&card, cx.words.currency());
                for (name, mine) in names.into_iter().zip(keep.mine) {
                    let at = FIELDS.iter().position(|f| *f == name);
                    if let Some(text) = at.and_then(|at| theirs.get(at)).filter(|_| !mine) {
                        self.form.set(name, Value::Text(text.clone()), &cx.words);
                    }
                }
                self.version = card.invoice.version;
                self.save(cx, out);
            }
            Heard::Saved(Err(e)) | Heard::Theirs(Err(e), ..) => out.refused(&e),
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
