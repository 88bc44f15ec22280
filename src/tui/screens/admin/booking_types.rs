//! The presets of duration and bay.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::catalogue::{BookingType, BookingTypeFields};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{BookingTypeId, Msg, bay, equipment};
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
        let tools = equipment::Kind::ALL
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
            Field::new("buffer", w.word("booking-types-buffer"), Kind::Duration)
                .hint(w.word("booking-types-buffer-hint")),
            Field::new("equipment", w.word("booking-types-equipment"), Kind::PICK)
                .width(22)
                .options(tools)
                .hint(w.word("booking-types-equipment-hint")),
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
                if t.buffer_min > 0 {
                    form.set("buffer", Value::Duration(t.buffer_min), w);
                }
                if let Some(kind) = t.equipment_kind {
                    form.set_picked("equipment", &PickItem::new(kind, w.say(&kind.label())));
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
            buffer_min: form.minutes("buffer").unwrap_or_default(),
            equipment_kind: form.key("equipment").and_then(|k| k.parse().ok()),
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
