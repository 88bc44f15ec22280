//! How things are taxed, and at which rate from which day.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::catalogue::{TaxCode, TaxRate};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::tax::Treatment;
use crate::domain::{Msg, Ppm, Qty, TaxCodeId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// How things are taxed.
#[derive(Clone, Copy)]
pub struct TaxCodes;

impl Section for TaxCodes {
    type Data = Vec<TaxCode>;

    fn title(self) -> Msg {
        msg!("tax-title")
    }
    fn one(self) -> Msg {
        msg!("tax-one")
    }
    fn help(self) -> Msg {
        msg!("tax-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-code"), 6, 10),
            Column::new(w.word("admin-name"), 16, 36).grows(),
            Column::new(w.word("tax-treatment"), 14, 22).ink(Ink::Dim),
            Column::number(w.word("tax-rate"), 9, 12),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<TaxCode>> {
        pending(async move { desk.tax_codes(&by).await })
    }

    fn lines(self, data: &Vec<TaxCode>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        data.iter()
            .map(|t| {
                let rate = if t.treatment.has_rates() {
                    format!("{} %", w.qty(Qty(t.rate_on(cx.today()).0 / 10)))
                } else {
                    String::new()
                };
                let treatment = w.say(&t.treatment.label());
                Line::new(t.id.0, &[&t.code, &t.name, &treatment, &rate])
                    .off(t.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Vec<TaxCode>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let old = id.and_then(|id| data.iter().find(|t| t.id.0 == id));
        let rates = old.is_none_or(|t| t.treatment.has_rates());
        let no_rate = (!rates).then(|| w.word("tax-has-no-rates"));
        let treatments = Treatment::ALL
            .iter()
            .map(|t| PickItem::new(t, w.say(&t.label())))
            .collect();
        let fixed = old.map(|_| w.word("tax-stays"));
        let components = old.map_or_else(Vec::new, |t| {
            let mut names: Vec<String> = t.rates.iter().map(|r| r.component.clone()).collect();
            names.dedup();
            names
        });
        let mut form = Form::new(vec![
            Field::new("code", w.word("admin-code"), Kind::Text)
                .required()
                .width(16)
                .off(fixed.clone()),
            Field::new("name", w.word("admin-name"), Kind::Text).required(),
            Field::new("treatment", w.word("tax-treatment"), Kind::PICK)
                .required()
                .options(treatments)
                .off(fixed),
            Field::new(
                "component",
                w.word("tax-component"),
                Kind::Pick {
                    free: true,
                    asks: false,
                },
            )
            .width(16)
            .options(
                components
                    .iter()
                    .map(|c| PickItem::new(c, c.as_str()))
                    .collect(),
            )
            .hint(w.word("tax-component-hint"))
            .off(no_rate.clone()),
            Field::new("rate", w.word("tax-rate"), Kind::Qty)
                .hint("%")
                .off(no_rate.clone()),
            Field::new("from", w.word("admin-from"), Kind::Date)
                .hint(w.word("labour-from-hint"))
                .off(no_rate),
        ]);
        form.nothing = w.word("wizard-nothing");
        let treatment = old.map_or(Treatment::Taxed, |t| t.treatment);
        form.set_picked(
            "treatment",
            &PickItem::new(treatment, w.say(&treatment.label())),
        );
        if let Some(t) = old {
            form.set("code", Value::Text(t.code.clone()), w);
            form.set("name", Value::Text(t.name.clone()), w);
            if let Some(rate) = t.rates.first() {
                form.set("component", Value::Text(rate.component.clone()), w);
                form.set("rate", Value::Qty(Qty(rate.rate.0 / 10)), w);
            }
        }
        form.set("from", Value::Date(cx.today()), w);
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<TaxCode>,
        id: Option<i64>,
        form: &Form,
        env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let (code, name) = (form.text("code"), form.text("name"));
        let component = form
            .key("component")
            .unwrap_or_else(|| form.text("component"));
        let rate = form.qty("rate").map(|q| TaxRate {
            component,
            rate: Ppm(q.0.saturating_mul(10)),
            from: form.date("from").unwrap_or(env.today),
        });
        let Some(old) = id
            .and_then(|id| data.iter().find(|t| t.id.0 == id))
            .cloned()
        else {
            let treatment: Treatment = form
                .key("treatment")
                .and_then(|k| k.parse().ok())
                .ok_or(("treatment", msg!("text-empty")))?;
            return Ok(pending(async move {
                let id = desk
                    .add_tax_code(&by, &code, &name, treatment, rate.as_ref())
                    .await?;
                Ok(id.0)
            }));
        };
        Ok(pending(async move {
            if name != old.name {
                desk.rename_tax_code(&by, old.id, &name).await?;
            }
            // The newest row of the component says the same already: nothing to add.
            let as_it_is = |rate: &TaxRate| {
                old.rates
                    .iter()
                    .find(|r| r.component == rate.component)
                    .is_some_and(|r| r.rate == rate.rate)
            };
            if let Some(rate) = rate.filter(|r| old.treatment.has_rates() && !as_it_is(r)) {
                desk.set_tax_rate(&by, old.id, &rate).await?;
            }
            Ok(old.id.0)
        }))
    }

    fn set_off(
        self,
        _data: &Vec<TaxCode>,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = TaxCodeId(id);
        Some(pending(async move {
            desk.archive_tax_code(&by, id, is_off).await
        }))
    }
}
