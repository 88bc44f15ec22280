//! Adding and editing a customer.

use crate::desk::customers::{CustomerCard, CustomerForm, CustomerLine};
use crate::desk::{Actor, Desk, Done};
use crate::domain::customer::{Channel, Kind as CustomerKind};
use crate::domain::{CustomerId, Money, Msg, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::screens::record::{Pending, Record, Remark, Saving, Sheet, pending};
use crate::tui::screens::{Place, Subject, draft};
use crate::tui::widgets::{Field, Form, Kind, Value};

/// The form; it answers the customer it saved.
pub struct CustomerEdit {
    editing: Option<CustomerId>,
    /// What was typed to find somebody who is not there.
    typed: String,
}

impl CustomerEdit {
    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let record = Self {
            editing: draft::of(payload)?,
            typed: String::new(),
        };
        Some(Sheet::recalled(record, payload))
    }

    /// An empty form; what was typed to find somebody begins the name, the phone or the e-mail.
    pub fn add(typed: &str) -> Sheet<Self> {
        Sheet::of(Self {
            editing: None,
            typed: typed.trim().to_owned(),
        })
    }

    /// The form of somebody there is.
    pub fn edit(id: CustomerId) -> Sheet<Self> {
        Sheet::of(Self {
            editing: Some(id),
            typed: String::new(),
        })
    }
}

/// Several numbers or addresses, as they are typed into one field.
fn several(text: &str) -> Vec<String> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

fn typed(form: &Form) -> CustomerForm {
    let chosen = |name| form.key(name).unwrap_or_default();
    CustomerForm {
        kind: chosen("kind").parse().unwrap_or(CustomerKind::Person),
        name: form.raw("name"),
        phones: several(&form.raw("phone")),
        emails: several(&form.raw("email")),
        address: form.raw("address"),
        postcode: form.raw("postcode"),
        tax_no: form.raw("tax_no"),
        locale: String::new(),
        channel: chosen("channel").parse().unwrap_or(Channel::Email),
        on_account: form.is_on("on_account"),
        terms_days: form.qty("terms_days").map_or(0, |q| q.0 / 1000),
        credit_limit: form.money("credit_limit").unwrap_or(Money::ZERO),
        note: form.raw("note"),
    }
}

fn fields(cx: &Cx) -> Form {
    let w = &cx.words;
    let choice = |all: Vec<(&str, Msg)>| {
        let words = all.iter().map(|(key, m)| ((*key).to_owned(), w.say(m)));
        Kind::Choice(words.collect())
    };
    let kinds = CustomerKind::ALL.iter().map(|k| (k.as_str(), k.label()));
    let channels = Channel::ALL.iter().map(|k| (k.as_str(), k.label()));
    let field = |name, label, kind| Field::new(name, w.word(label), kind);
    let several = || w.word("customers-several");
    Form::new(vec![
        field("name", "customers-name", Kind::Text)
            .required()
            .width(42),
        field("phone", "customers-phone", Kind::Text)
            .width(42)
            .hint(several()),
        field("email", "customers-email", Kind::Text)
            .width(42)
            .hint(several()),
        field("kind", "customers-kind", choice(kinds.collect())),
        field("channel", "customers-tell", choice(channels.collect())),
        field("address", "customers-address", Kind::Notes(2)),
        field("postcode", "customers-postcode", Kind::Text).width(14),
        field("tax_no", "customers-tax-no", Kind::Text),
        Field::new(
            "on_account",
            w.word("customers-terms"),
            Kind::Toggle(w.word("customers-pays-later")),
        ),
        field("terms_days", "customers-terms-days", Kind::Qty),
        field("credit_limit", "customers-limit", Kind::Money),
        field("note", "customers-note", Kind::Notes(2)),
    ])
}

fn filled(stored: &CustomerForm, cx: &Cx) -> Form {
    let mut form = fields(cx);
    let text = |text: &str| Value::Text(text.to_owned());
    for (name, value) in [
        ("name", text(&stored.name)),
        ("kind", Value::Key(stored.kind.as_str().to_owned())),
        ("phone", Value::Text(stored.phones.join(", "))),
        ("email", Value::Text(stored.emails.join(", "))),
        ("channel", Value::Key(stored.channel.as_str().to_owned())),
        ("address", text(&stored.address)),
        ("postcode", text(&stored.postcode)),
        ("tax_no", text(&stored.tax_no)),
        ("on_account", Value::On(stored.on_account)),
        ("terms_days", Value::Qty(Qty::whole(stored.terms_days))),
        ("credit_limit", Value::Money(stored.credit_limit)),
        ("note", text(&stored.note)),
    ] {
        form.set(name, value, &cx.words);
    }
    form
}

/// Who looks like the one being typed: never a refusal, families share phones.
fn looks_like(alike: &[CustomerLine]) -> Option<Remark> {
    let first = alike.first()?;
    Some(Remark {
        said: msg!(
            "customers-alike",
            name = first.name.clone(),
            phone = first.phone.clone().unwrap_or_default(),
            more = alike.len() - 1
        ),
        place: Some(Place::Customer(first.id)),
    })
}

impl Record for CustomerEdit {
    type Ground = Option<Box<CustomerCard>>;
    type Saved = CustomerId;

    fn title(&self, _ground: Option<&Self::Ground>) -> Msg {
        match self.editing {
            Some(_) => msg!("customers-edit-title"),
            None => msg!("customers-new-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("customers-form-help"))
    }

    fn subject(&self) -> Option<Subject> {
        self.editing.map(|id| Subject {
            entity: "customer",
            id: id.0,
        })
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        Some(("customer", serde_json::json!(self.editing)))
    }

    fn version<'a>(&self, ground: &'a mut Self::Ground) -> Option<&'a mut i64> {
        ground.as_mut().map(|card| &mut card.customer.version)
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Self::Ground> {
        let editing = self.editing;
        pending(async move {
            Ok(match editing {
                Some(id) => Some(Box::new(desk.customer_card(&by, id).await?)),
                None => None,
            })
        })
    }

    fn form(&self, ground: &Self::Ground, cx: &Cx) -> Form {
        let stored = ground.as_ref().map_or_else(CustomerForm::default, |card| {
            CustomerForm::of(&card.customer, &card.contacts)
        });
        filled(&stored, cx)
    }

    fn begin(&self, form: &mut Form, cx: &Cx) {
        if self.typed.is_empty() {
            return;
        }
        let field = if self.typed.contains('@') {
            "email"
        } else if self.typed.chars().any(|c| c.is_ascii_digit()) {
            "phone"
        } else {
            "name"
        };
        form.set(field, Value::Text(self.typed.clone()), &cx.words);
    }

    fn save(
        &self,
        ground: &Self::Ground,
        form: &Form,
        desk: Desk,
        by: Actor,
    ) -> Saving<CustomerId> {
        let mut typed = typed(form);
        let Some(card) = ground else {
            return Ok(pending(async move { desk.add_customer(&by, &typed).await }));
        };
        // What the form does not show stays as it is.
        typed.locale.clone_from(&card.customer.locale);
        let (id, version) = (card.customer.id, card.customer.version);
        Ok(pending(async move {
            let done: Done<()> = desk.edit_customer(&by, id, version, &typed).await?;
            Ok(done.map(|()| id))
        }))
    }

    fn saved(&self, ground: &Self::Ground, form: &Form, _saved: &CustomerId) -> Msg {
        let name = form.raw("name");
        match ground {
            Some(_) => msg!("customers-saved", name = name),
            None => msg!("customers-added", name = name),
        }
    }

    fn remark(
        &self,
        field: &str,
        form: &Form,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<Option<Remark>>> {
        let tells = matches!(field, "name" | "phone" | "email" | "postcode");
        if self.editing.is_some() || !tells {
            return None;
        }
        let typed = typed(form);
        Some(pending(async move {
            Ok(looks_like(&desk.alike(&by, &typed).await?))
        }))
    }
}
