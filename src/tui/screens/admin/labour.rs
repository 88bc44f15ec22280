//! Coded labour and what an hour of it costs.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::catalogue::{LabourRate, Operation, OperationFields, TaxCode};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{Msg, OperationId, TaxCodeId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// Coded labour with standard times.
#[derive(Clone, Copy)]
pub struct Operations;

/// The operations and what their forms pick from.
pub struct Labour {
    operations: Vec<Operation>,
    rates: Vec<LabourRate>,
    taxes: Vec<TaxCode>,
}

impl Section for Operations {
    type Data = Labour;

    fn title(self) -> Msg {
        msg!("operations-title")
    }
    fn one(self) -> Msg {
        msg!("operations-one")
    }
    fn help(self) -> Msg {
        msg!("operations-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-code"), 9, 14),
            Column::new(w.word("admin-name"), 16, 44).grows(),
            Column::number(w.word("operations-time"), 8, 10),
            Column::new(w.word("operations-rate"), 6, 10).ink(Ink::Dim),
            Column::new(w.word("operations-tax"), 6, 10)
                .ink(Ink::Dim)
                .drops(1),
            Column::new(w.word("operations-skill"), 8, 14)
                .ink(Ink::Dim)
                .drops(2),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Labour> {
        pending(async move {
            Ok(Labour {
                operations: desk.operations(&by).await?,
                rates: desk.labour_rates(&by).await?,
                taxes: desk.tax_codes(&by).await?,
            })
        })
    }

    fn lines(self, data: &Labour, cx: &Cx) -> Vec<Line> {
        data.operations
            .iter()
            .map(|o| {
                let tax = data.taxes.iter().find(|t| t.id == o.tax_code_id);
                let cells = [
                    o.code.as_str(),
                    &o.title,
                    &cx.words.minutes(o.standard_min),
                    &o.rate_code,
                    tax.map_or("", |t| t.code.as_str()),
                    &o.skill,
                ];
                Line::new(o.id.0, &cells).off(o.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Labour, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let mut codes: Vec<&LabourRate> = data.rates.iter().collect();
        codes.dedup_by(|a, b| a.code == b.code);
        let rates = codes
            .iter()
            .map(|r| PickItem::new(&r.code, r.code.as_str()).note(r.name.as_str()))
            .collect();
        let taxes = data
            .taxes
            .iter()
            .filter(|t| t.archived_at.is_none())
            .map(|t| PickItem::new(t.id, t.code.as_str()).note(t.name.as_str()))
            .collect();
        let mut form = Form::new(vec![
            Field::new("code", w.word("admin-code"), Kind::Text)
                .required()
                .width(16),
            Field::new("title", w.word("admin-name"), Kind::Text).required(),
            Field::new("standard", w.word("operations-time"), Kind::Duration).required(),
            Field::new("rate_code", w.word("operations-rate"), Kind::PICK)
                .required()
                .width(16)
                .options(rates),
            Field::new("tax", w.word("operations-tax"), Kind::PICK)
                .required()
                .width(16)
                .options(taxes),
            Field::new("skill", w.word("operations-skill"), Kind::Text).width(22),
        ]);
        form.nothing = w.word("wizard-nothing");
        let old = id.and_then(|id| data.operations.iter().find(|o| o.id.0 == id));
        let tax = match old {
            Some(o) => data.taxes.iter().find(|t| t.id == o.tax_code_id),
            None => data.taxes.first(),
        };
        if let Some(t) = tax {
            form.set_picked("tax", &PickItem::new(t.id, t.code.as_str()));
        }
        let rate = old.map(|o| o.rate_code.clone());
        let rate = rate.or_else(|| codes.first().map(|r| r.code.clone()));
        if let Some(code) = rate {
            form.set_picked("rate_code", &PickItem::new(&code, code.as_str()));
        }
        if let Some(o) = old {
            form.set("code", Value::Text(o.code.clone()), w);
            form.set("title", Value::Text(o.title.clone()), w);
            form.set("standard", Value::Duration(o.standard_min), w);
            form.set("skill", Value::Text(o.skill.clone()), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Labour,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let fields = OperationFields {
            code: form.text("code"),
            title: form.text("title"),
            standard_min: form.minutes("standard").unwrap_or_default(),
            skill: form.text("skill"),
            rate_code: form.key("rate_code").unwrap_or_default(),
            tax_code_id: TaxCodeId(form.id("tax").ok_or(("tax", msg!("text-empty")))?),
        };
        let old = id.and_then(|id| data.operations.iter().find(|o| o.id.0 == id));
        let old = old.map(|o| (o.id, o.version));
        Ok(pending(async move {
            match old {
                Some((id, version)) => {
                    desk.edit_operation(&by, id, version, &fields).await?;
                    Ok(id.0)
                }
                None => Ok(desk.add_operation(&by, &fields).await?.0),
            }
        }))
    }

    fn set_off(
        self,
        _data: &Labour,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = OperationId(id);
        Some(pending(async move {
            desk.archive_operation(&by, id, is_off).await
        }))
    }
}

/// What an hour costs, from a day on.
#[derive(Clone, Copy)]
pub struct LabourRates;

impl Section for LabourRates {
    type Data = Vec<LabourRate>;

    fn title(self) -> Msg {
        msg!("labour-title")
    }
    fn one(self) -> Msg {
        msg!("labour-one")
    }
    fn help(self) -> Msg {
        msg!("labour-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-code"), 9, 14),
            Column::new(w.word("admin-name"), 16, 40).grows(),
            Column::number(w.word("labour-hour"), 10, 14),
            Column::new(w.word("admin-from"), 15, 16).ink(Ink::Dim),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<LabourRate>> {
        pending(async move { desk.labour_rates(&by).await })
    }

    fn lines(self, data: &Vec<LabourRate>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        let today = cx.today();
        let mut seen: Vec<&str> = Vec::new();
        data.iter()
            .map(|r| {
                // Newest first: the first that has begun is in force, those after it are history.
                let is_past = seen.contains(&r.code.as_str());
                if r.valid_from <= today {
                    seen.push(&r.code);
                }
                let cells = [
                    r.code.as_str(),
                    &r.name,
                    &w.amount(r.per_hour_minor),
                    &w.day_long(r.valid_from),
                ];
                Line::new(r.id.0, &cells).off(is_past)
            })
            .collect()
    }

    fn form(self, data: &Vec<LabourRate>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let mut form = Form::new(vec![
            Field::new("code", w.word("admin-code"), Kind::Text)
                .required()
                .width(16),
            Field::new("name", w.word("admin-name"), Kind::Text).required(),
            Field::new("per_hour", w.word("labour-hour"), Kind::Money).required(),
            Field::new("from", w.word("admin-from"), Kind::Date)
                .required()
                .hint(w.word("labour-from-hint")),
        ]);
        if let Some(r) = id.and_then(|id| data.iter().find(|r| r.id.0 == id)) {
            form.set("code", Value::Text(r.code.clone()), w);
            form.set("name", Value::Text(r.name.clone()), w);
            form.set("per_hour", Value::Money(r.per_hour_minor), w);
        }
        form.set("from", Value::Date(cx.today()), w);
        form.keep();
        form
    }

    fn save(
        self,
        _data: &Vec<LabourRate>,
        _id: Option<i64>,
        form: &Form,
        env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let (code, name) = (form.text("code"), form.text("name"));
        let price = form
            .money("per_hour")
            .ok_or(("per_hour", msg!("text-empty")))?;
        let from = form.date("from").unwrap_or(env.today);
        Ok(pending(async move {
            let id = desk.set_labour_rate(&by, &code, &name, price, from).await?;
            Ok(id.0)
        }))
    }
}
