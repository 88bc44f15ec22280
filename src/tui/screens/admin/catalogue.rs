//! What is booked and sold: booking types, operations, labour rates, taxes.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::catalogue::{
    BookingType, BookingTypeFields, LabourRate, Operation, OperationFields, TaxCode, TaxRate,
};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::tax::Treatment;
use crate::domain::{BookingTypeId, Msg, OperationId, Ppm, Qty, TaxCodeId, bay};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The presets of duration and bay.
#[derive(Clone, Copy)]
pub struct BookingTypes;

impl Section for BookingTypes {
    type Data = Vec<BookingType>;

    fn title(self) -> Msg {
        msg!("booking-types-title")
    }
    fn one(self) -> Msg {
        msg!("booking-types-one")
    }
    fn help(self) -> Msg {
        msg!("booking-types-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-code"), 9, 14),
            Column::new(w.word("admin-name"), 16, 36).grows(),
            Column::number(w.word("booking-types-duration"), 8, 10),
            Column::new(w.word("booking-types-starts"), 16, 24).ink(Ink::Dim),
            Column::new(w.word("bays-kind"), 10, 14)
                .ink(Ink::Dim)
                .drops(1),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<BookingType>> {
        pending(async move { desk.all_booking_types(&by).await })
    }

    fn lines(self, data: &Vec<BookingType>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        data.iter()
            .map(|t| {
                let starts = match (t.first_start_mod, t.last_start_mod) {
                    (Some(a), Some(b)) => w.say(&msg!(
                        "booking-types-window",
                        step = t.start_step_min,
                        first = w.minute(a),
                        last = w.minute(b)
                    )),
                    _ => w.say(&msg!("booking-types-every", step = t.start_step_min)),
                };
                let kind = t.bay_kind.map_or_else(String::new, |k| w.say(&k.label()));
                let cells = [
                    t.code.as_str(),
                    &t.title,
                    &w.minutes(t.duration_min),
                    &starts,
                    &kind,
                ];
                Line::new(t.id.0, &cells).off(t.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Vec<BookingType>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let kinds = bay::Kind::ALL
            .iter()
            .map(|k| PickItem::new(k, w.say(&k.label())))
            .collect();
        let mut form = Form::new(vec![
            Field::new("code", w.word("admin-code"), Kind::Text)
                .required()
                .width(16),
            Field::new("title", w.word("admin-name"), Kind::Text).required(),
            Field::new("duration", w.word("booking-types-duration"), Kind::Duration).required(),
            Field::new("step", w.word("booking-types-step"), Kind::Duration).required(),
            Field::new("first", w.word("booking-types-first"), Kind::Time)
                .hint(w.word("booking-types-first-hint")),
            Field::new("last", w.word("booking-types-last"), Kind::Time),
            Field::new("kind", w.word("bays-kind"), Kind::PICK)
                .width(22)
                .options(kinds)
                .hint(w.word("booking-types-kind-hint")),
            Field::new("job", "", Kind::Toggle(w.word("booking-types-job"))),
        ]);
        form.nothing = w.word("wizard-nothing");
        match id.and_then(|id| data.iter().find(|t| t.id.0 == id)) {
            Some(t) => {
                form.set("code", Value::Text(t.code.clone()), w);
                form.set("title", Value::Text(t.title.clone()), w);
                form.set("duration", Value::Duration(t.duration_min), w);
                form.set("step", Value::Duration(t.start_step_min), w);
                if let Some(at) = t.first_start_mod {
                    form.set("first", Value::Time(at), w);
                }
                if let Some(at) = t.last_start_mod {
                    form.set("last", Value::Time(at), w);
                }
                if let Some(kind) = t.bay_kind {
                    form.set_picked("kind", &PickItem::new(kind, w.say(&kind.label())));
                }
                form.set("job", Value::On(t.makes_job), w);
            }
            None => {
                form.set("step", Value::Duration(15), w);
                form.set("job", Value::On(true), w);
            }
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<BookingType>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let fields = BookingTypeFields {
            code: form.text("code"),
            title: form.text("title"),
            duration_min: form.minutes("duration").unwrap_or_default(),
            first_start_mod: form.minutes("first"),
            last_start_mod: form.minutes("last"),
            start_step_min: form.minutes("step").unwrap_or_default(),
            bay_kind: form.key("kind").and_then(|k| k.parse().ok()),
            makes_job: form.is_on("job"),
        };
        let old = id.and_then(|id| data.iter().find(|t| t.id.0 == id));
        let old = old.map(|t| (t.id, t.version));
        Ok(pending(async move {
            match old {
                Some((id, version)) => {
                    desk.edit_booking_type(&by, id, version, &fields).await?;
                    Ok(id.0)
                }
                None => Ok(desk.add_booking_type(&by, &fields).await?.0),
            }
        }))
    }

    fn set_off(
        self,
        _data: &Vec<BookingType>,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = BookingTypeId(id);
        Some(pending(async move {
            desk.archive_booking_type(&by, id, is_off).await
        }))
    }
}

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
