//! Adding and editing a customer.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::desk;
use crate::desk::customers::{CustomerCard, CustomerForm, CustomerLine};
use crate::domain::customer::{Channel, ContactKind, Kind as CustomerKind};
use crate::domain::{CustomerId, Money, Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Conflict, Differs, Keep};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, Reply, Value};

/// The form; answers the customer it saved.
pub struct CustomerEdit {
    form: Form,
    /// Whom it edits, and the version they had.
    editing: Option<(CustomerId, i64)>,
    /// Who looks like the one being typed.
    alike: Vec<CustomerLine>,
}

/// What the desk answers.
pub enum Heard {
    /// Who looks like this one.
    Alike(desk::Result<Vec<CustomerLine>>),
    /// A new customer.
    Added(desk::Result<desk::Done<CustomerId>>),
    /// Saved.
    Edited(desk::Result<()>),
    /// What the other terminal saved.
    Theirs(desk::Result<Box<CustomerCard>>, String),
    /// What to keep of both.
    Keep(Box<CustomerCard>, Keep),
}

impl CustomerEdit {
    /// An empty form; what was typed to find somebody begins the name.
    pub fn add(cx: &Cx, typed: &str) -> Self {
        let mut form = fields(cx);
        let digits = typed.chars().any(|c| c.is_ascii_digit());
        if !typed.is_empty() {
            let field = if typed.contains('@') {
                "email"
            } else if digits {
                "phone"
            } else {
                "name"
            };
            form.set(field, Value::Text(typed.to_owned()), &cx.words);
        }
        form.set(
            "channel",
            Value::Key(Channel::Email.as_str().to_owned()),
            &cx.words,
        );
        form.keep();
        Self {
            form,
            editing: None,
            alike: Vec::new(),
        }
    }

    /// The form of somebody there is.
    pub fn edit(cx: &Cx, card: &CustomerCard) -> Self {
        let mut form = fields(cx);
        for (name, value) in values(card) {
            form.set(name, value, &cx.words);
        }
        form.keep();
        let editing = Some((card.customer.id, card.customer.version));
        Self {
            form,
            editing,
            alike: Vec::new(),
        }
    }

    fn env<'a>(&self, cx: &'a Cx, country: &'a str) -> Env<'a> {
        Env {
            words: &cx.words,
            today: cx.today(),
            country,
        }
    }

    fn typed(&self) -> CustomerForm {
        let several = |text: String| {
            text.split([',', ';'])
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let chosen = |name| self.form.key(name).unwrap_or_default();
        CustomerForm {
            kind: chosen("kind").parse().unwrap_or(CustomerKind::Person),
            name: self.form.raw("name"),
            phones: several(self.form.raw("phone")),
            emails: several(self.form.raw("email")),
            address: self.form.raw("address"),
            postcode: self.form.raw("postcode"),
            tax_no: self.form.raw("tax_no"),
            locale: String::new(),
            channel: chosen("channel").parse().unwrap_or(Channel::Email),
            on_account: self.form.is_on("on_account"),
            terms_days: self.form.qty("terms_days").map_or(0, |q| q.0 / 1000),
            credit_limit: self.form.money("credit_limit").unwrap_or(Money::ZERO),
            note: self.form.raw("note"),
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let country = country(cx);
        if !self.form.finish(&self.env(cx, &country)) {
            return;
        }
        let (desk, by, typed) = (cx.desk.clone(), cx.actor.clone(), self.typed());
        match self.editing {
            None => out.tell(
                "save",
                async move { desk.add_customer(&by, &typed).await },
                Heard::Added,
            ),
            Some((id, version)) => out.tell(
                "save",
                async move { desk.edit_customer(&by, id, version, &typed).await },
                Heard::Edited,
            ),
        }
    }

    fn replied(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            Reply::Changed("name" | "phone" | "email" | "postcode") if self.editing.is_none() => {
                let (desk, by, typed) = (cx.desk.clone(), cx.actor.clone(), self.typed());
                out.ask(
                    "alike",
                    async move { desk.alike(&by, &typed).await },
                    Heard::Alike,
                );
            }
            _ => {}
        }
        Handled::Yes
    }

    fn failed(&mut self, e: desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        match (e, self.editing) {
            (desk::Error::Invalid { field, why }, _) if self.form.refuse(field, why.clone()) => {}
            (desk::Error::Stale { by, .. }, Some((id, _))) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                out.ask(
                    "theirs",
                    async move { desk.customer_card(&actor, id).await.map(Box::new) },
                    move |card| Heard::Theirs(card, by.clone()),
                );
            }
            (e, _) => out.refused(&e),
        }
    }
}

pub(super) fn country(cx: &Cx) -> String {
    cx.desk
        .site(cx.actor.site())
        .map(|s| s.country)
        .unwrap_or_default()
}

/// Label ids of the fields, in order, for the form and for the conflict layer.
const LABELS: [(&str, &str); 12] = [
    ("name", "customers-name"),
    ("kind", "customers-kind"),
    ("phone", "customers-phone"),
    ("email", "customers-email"),
    ("channel", "customers-tell"),
    ("address", "customers-address"),
    ("postcode", "customers-postcode"),
    ("tax_no", "customers-tax-no"),
    ("on_account", "customers-terms"),
    ("terms_days", "customers-terms-days"),
    ("credit_limit", "customers-limit"),
    ("note", "customers-note"),
];

fn label(name: &str) -> &'static str {
    LABELS
        .iter()
        .find(|(n, _)| *n == name)
        .map_or("customers-name", |(_, id)| id)
}

fn fields(cx: &Cx) -> Form {
    let w = &cx.words;
    let choice = |all: &[(&str, Msg)]| {
        Kind::Choice(
            all.iter()
                .map(|(key, m)| ((*key).to_owned(), w.say(m)))
                .collect(),
        )
    };
    let kinds: Vec<_> = CustomerKind::ALL
        .iter()
        .map(|k| (k.as_str(), k.label()))
        .collect();
    let channels: Vec<_> = Channel::ALL
        .iter()
        .map(|k| (k.as_str(), k.label()))
        .collect();
    let field = |name, kind| Field::new(name, w.word(label(name)), kind);
    Form::new(vec![
        field("name", Kind::Text).required(),
        field("kind", choice(&kinds)),
        field("phone", Kind::Text).hint(w.word("customers-several")),
        field("email", Kind::Text).hint(w.word("customers-several")),
        field("channel", choice(&channels)),
        field("address", Kind::Notes(2)),
        field("postcode", Kind::Text),
        field("tax_no", Kind::Text),
        Field::new(
            "on_account",
            "",
            Kind::Toggle(w.word("customers-pays-later")),
        ),
        field("terms_days", Kind::Qty),
        field("credit_limit", Kind::Money),
        field("note", Kind::Notes(2)),
    ])
}

fn values(card: &CustomerCard) -> Vec<(&'static str, Value)> {
    let c = &card.customer;
    let contacts = |kind: ContactKind| {
        let all = card
            .contacts
            .iter()
            .filter(|p| p.kind == kind)
            .map(|p| p.value.as_str());
        Value::Text(all.collect::<Vec<_>>().join(", "))
    };
    vec![
        ("name", Value::Text(c.name.clone())),
        ("kind", Value::Key(c.kind.as_str().to_owned())),
        ("phone", contacts(ContactKind::Phone)),
        ("email", contacts(ContactKind::Email)),
        ("channel", Value::Key(c.channel.as_str().to_owned())),
        ("address", Value::Text(c.address.clone())),
        ("postcode", Value::Text(c.postcode.clone())),
        ("tax_no", Value::Text(c.tax_no.clone())),
        ("on_account", Value::On(c.on_account)),
        (
            "terms_days",
            Value::Qty(crate::domain::Qty::whole(c.terms_days)),
        ),
        ("credit_limit", Value::Money(c.credit_limit)),
        ("note", Value::Text(c.note.clone())),
    ]
}

impl Screen for CustomerEdit {
    type Msg = Heard;

    fn title(&self) -> Msg {
        if self.editing.is_some() {
            msg!("customers-edit-title")
        } else {
            msg!("customers-new-title")
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn subject(&self) -> Option<Subject> {
        self.editing.map(|(id, _)| Subject {
            entity: "customer",
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

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Alike(Ok(alike)) => self.alike = alike,
            // What is typed may not stand yet; the form says so when it is saved.
            Heard::Alike(Err(_)) => self.alike.clear(),
            Heard::Added(Ok(done)) => {
                let id = out.done(msg!("customers-added", name = self.form.raw("name")), done);
                out.finish(id);
            }
            Heard::Edited(Ok(())) => {
                let (id, _) = self.editing.unwrap_or((CustomerId(0), 0));
                out.done(
                    msg!("customers-saved", name = self.form.raw("name")),
                    desk::Done::final_(()),
                );
                out.finish(id);
            }
            Heard::Added(Err(e)) | Heard::Edited(Err(e)) => self.failed(e, cx, out),
            Heard::Theirs(Ok(card), by) => {
                let mut theirs = fields(cx);
                for (name, value) in values(&card) {
                    theirs.set(name, value, &cx.words);
                }
                let differs = self.differing(&theirs);
                let shown = differs
                    .iter()
                    .map(|name| Differs {
                        label: Msg::new(label(name)),
                        theirs: theirs.raw(name),
                        mine: self.form.raw(name),
                    })
                    .collect();
                out.open(Conflict::new(by, cx.now, shown), move |keep| {
                    Heard::Keep(card.clone(), keep)
                });
            }
            Heard::Theirs(Err(e), _) => out.refused(&e),
            Heard::Keep(card, keep) => {
                let mut theirs = fields(cx);
                for (name, value) in values(&card) {
                    theirs.set(name, value, &cx.words);
                }
                for (name, mine) in self.differing(&theirs).into_iter().zip(keep.mine) {
                    if !mine {
                        self.form.set(name, theirs.value(name), &cx.words);
                    }
                }
                self.editing = Some((card.customer.id, card.customer.version));
                self.save(cx, out);
            }
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
            area.height.saturating_sub(3),
        );
        self.form.draw(c, inner, Role::Surface, &cx.words, true);
        if let Some(first) = self.alike.first() {
            let phone = first.phone.clone().unwrap_or_default();
            let said = msg!(
                "customers-alike",
                name = first.name.clone(),
                phone = phone,
                more = self.alike.len() - 1
            );
            let y = area.bottom() - 1;
            c.text(
                area.x + 1,
                y,
                area.width - 2,
                &format!("! {}", cx.words.say(&said)),
                (Role::Surface, Role::Warn),
            );
        }
    }
}

impl CustomerEdit {
    /// The fields in which the other's form differs from this one.
    fn differing(&self, theirs: &Form) -> Vec<&'static str> {
        LABELS
            .iter()
            .map(|(name, _)| *name)
            .filter(|n| theirs.raw(n) != self.form.raw(n))
            .collect()
    }
}
