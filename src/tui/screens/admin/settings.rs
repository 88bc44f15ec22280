//! What the workshop has decided, one line each.

use serde_json::{Value as Json, json};

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::upkeep::{Decided, Kind as Of};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{Money, Msg, Qty};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The settings.
#[derive(Clone, Copy)]
pub struct Settings;

/// The unit of what is an amount, in minor units.
const MONEY: &str = "unit-money";

/// A list has ids; a setting is known by its place in the desk's own list.
fn at(data: &[Decided], id: Option<i64>) -> Option<&Decided> {
    data.get(usize::try_from(id?).ok()?)
}

/// As a person reads it: yes and no, percent, the unit behind the number.
fn shown(d: &Decided, w: &Words) -> String {
    match (d.setting.kind, &d.value) {
        (Of::Number { unit, .. }, value) => {
            let n = value.as_i64().unwrap_or_default();
            if unit == "unit-bp" {
                format!("{} %", w.qty(Qty(n * 10)))
            } else if unit == MONEY {
                w.money(Money(n))
            } else {
                format!("{} {}", w.count(n), w.word(unit))
                    .trim_end()
                    .to_owned()
            }
        }
        (Of::Flag(_), value) => w.word(if value.as_bool() == Some(true) {
            "admin-yes"
        } else {
            "admin-no"
        }),
        (Of::Choice(_), value) => choice(d.setting.key, value.as_str().unwrap_or_default(), w),
        (_, value) => value.as_str().unwrap_or_default().to_owned(),
    }
}

/// The word of a choice, if there is one, else its code.
fn choice(key: &str, code: &str, w: &Words) -> String {
    let id = format!("setting-{}-{code}", key.replace(['.', '_'], "-"));
    w.named(&id).unwrap_or_else(|| code.to_owned())
}

impl Section for Settings {
    type Data = Vec<Decided>;

    fn title(self) -> Msg {
        msg!("settings-title")
    }
    fn one(self) -> Msg {
        msg!("settings-one")
    }
    fn help(self) -> Msg {
        msg!("settings-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }
    fn adds(self) -> bool {
        false
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("settings-name"), 34, 56).grows(),
            Column::new(w.word("settings-value"), 18, 30),
            Column::new(w.word("settings-key"), 20, 26)
                .ink(Ink::Dim)
                .drops(1),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Decided>> {
        pending(async move { desk.settings_page(&by).await })
    }

    fn lines(self, data: &Vec<Decided>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        (0..)
            .zip(data)
            .map(|(id, d)| {
                let label = w.word(d.setting.label);
                Line::new(id, &[&label, &shown(d, w), d.setting.key])
            })
            .collect()
    }

    fn form(self, data: &Vec<Decided>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let Some(d) = at(data, id) else {
            return Form::new(Vec::new());
        };
        let label = w.word(d.setting.label);
        let field = match d.setting.kind {
            Of::Number {
                unit: "unit-bp", ..
            } => Field::new("value", label, Kind::Qty).hint("%"),
            Of::Number { unit: MONEY, .. } => Field::new("value", label, Kind::Money),
            Of::Number { unit, .. } => Field::new("value", label, Kind::Qty).hint(w.word(unit)),
            Of::Flag(_) => Field::new("value", "", Kind::Toggle(label)),
            Of::Choice(all) => Field::new("value", label, Kind::PICK).options(
                all.iter()
                    .map(|c| PickItem::new(c, choice(d.setting.key, c, w)))
                    .collect(),
            ),
            Of::Words | Of::Hours(_) => Field::new("value", label, Kind::Text),
        };
        let mut form = Form::new(vec![field.required()]);
        form.nothing = w.word("wizard-nothing");
        let number = d.value.as_i64().unwrap_or_default();
        match d.setting.kind {
            Of::Number {
                unit: "unit-bp", ..
            } => {
                form.set("value", Value::Qty(Qty(number * 10)), w);
            }
            Of::Number { unit: MONEY, .. } => form.set("value", Value::Money(Money(number)), w),
            Of::Number { .. } => form.set("value", Value::Qty(Qty::whole(number)), w),
            Of::Flag(_) => form.set("value", Value::On(d.value.as_bool() == Some(true)), w),
            Of::Choice(_) => {
                let code = d.value.as_str().unwrap_or_default();
                let item = PickItem::new(code, choice(d.setting.key, code, w));
                form.set_picked("value", &item);
            }
            Of::Words | Of::Hours(_) => {
                let text = d.value.as_str().unwrap_or_default().to_owned();
                form.set("value", Value::Text(text), w);
            }
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<Decided>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let d = at(data, id).ok_or(("value", msg!("desk-not-found")))?;
        let value: Json = match d.setting.kind {
            Of::Number { unit: MONEY, .. } => json!(form.money("value").map(|m| m.0)),
            Of::Number { unit, .. } => {
                let per = if unit == "unit-bp" { 10 } else { 1000 };
                json!(form.qty("value").map(|q| q.0 / per))
            }
            Of::Flag(_) => json!(form.is_on("value")),
            Of::Choice(_) => json!(form.key("value")),
            Of::Words | Of::Hours(_) => json!(form.text("value")),
        };
        let key = d.setting.key;
        let id = id.unwrap_or_default();
        Ok(pending(async move {
            desk.put_setting(&by, key, &value).await?;
            Ok(id)
        }))
    }
}
