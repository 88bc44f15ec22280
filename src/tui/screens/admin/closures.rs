//! Holidays, and days with other hours.

use chrono::NaiveDate;

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::resources::{ClosedDay, ClosureFields};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{ClosureId, Msg};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, Value};
use crate::words::Words;

/// The days that are not as their weekday.
#[derive(Clone, Copy)]
pub struct Closures;

impl Section for Closures {
    type Data = Vec<ClosedDay>;

    fn title(self) -> Msg {
        msg!("closures-title")
    }
    fn one(self) -> Msg {
        msg!("closures-one")
    }
    fn help(self) -> Msg {
        msg!("closures-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("closures-day"), 15, 18),
            Column::new(w.word("closures-name"), 16, 40).grows(),
            Column::new(w.word("closures-hours"), 14, 16),
            Column::number(w.word("closures-booked"), 8, 10).ink(Ink::Warn),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<ClosedDay>> {
        pending(async move { desk.closures(&by).await })
    }

    fn lines(self, data: &Vec<ClosedDay>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        data.iter()
            .map(|d| {
                let c = &d.closure;
                let hours = match (c.opens_mod, c.closes_mod) {
                    (Some(from), Some(to)) => format!("{} – {}", w.minute(from), w.minute(to)),
                    _ => w.word("hours-closed"),
                };
                let booked = match d.booked {
                    0 => String::new(),
                    n => w.count(n),
                };
                let day = w.day_long(c.day_on);
                Line::new(c.id.0, &[&day, &c.title, &hours, &booked]).named(&c.title)
            })
            .collect()
    }

    fn form(self, data: &Vec<ClosedDay>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let mut fields = vec![
            Field::new("title", w.word("closures-name"), Kind::Text)
                .required()
                .hint(w.word("closures-name-hint")),
            Field::new("from", w.word("closures-from"), Kind::Date).required(),
        ];
        if id.is_none() {
            fields.push(
                Field::new("to", w.word("closures-to"), Kind::Date)
                    .hint(w.word("closures-to-hint")),
            );
        }
        fields.push(
            Field::new("opens", w.word("hours-opens"), Kind::Time)
                .hint(w.word("closures-opens-hint")),
        );
        fields.push(Field::new("closes", w.word("hours-closes"), Kind::Time));
        fields.push(super::absences::despite(w));
        let mut form = Form::new(fields);
        if let Some(d) = id.and_then(|id| data.iter().find(|d| d.closure.id.0 == id)) {
            form.set("title", Value::Text(d.closure.title.clone()), w);
            form.set("from", Value::Date(d.closure.day_on), w);
            if let Some(at) = d.closure.opens_mod {
                form.set("opens", Value::Time(at), w);
            }
            if let Some(at) = d.closure.closes_mod {
                form.set("closes", Value::Time(at), w);
            }
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<ClosedDay>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let need = |field| form.date(field).ok_or((field, msg!("text-empty")));
        let from: NaiveDate = need("from")?;
        let hours = match (form.minutes("opens"), form.minutes("closes")) {
            (None, None) => None,
            (Some(opens), Some(closes)) => Some((opens, closes)),
            (None, Some(_)) => return Err(("opens", msg!("closures-both"))),
            (Some(_), None) => return Err(("closes", msg!("closures-both"))),
        };
        let fields = ClosureFields {
            title: form.text("title"),
            from,
            to: id.is_none().then(|| form.date("to")).flatten(),
            hours,
            despite: form.is_on("despite"),
        };
        let old = id.and_then(|id| data.iter().find(|d| d.closure.id.0 == id));
        let old = old.map(|d| (d.closure.id, d.closure.version));
        Ok(pending(async move {
            match old {
                Some((id, version)) => {
                    desk.edit_closure(&by, id, version, &fields).await?;
                    Ok(id.0)
                }
                None => Ok(desk.add_closure(&by, &fields).await?.0),
            }
        }))
    }

    fn forgets(self) -> bool {
        true
    }

    fn set_off(
        self,
        _data: &Vec<ClosedDay>,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        is_off.then(|| pending(async move { desk.remove_closure(&by, ClosureId(id)).await }))
    }
}
