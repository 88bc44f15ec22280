//! The house: bays and opening hours.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::resources::Ability;
use crate::desk::upkeep::{Bay, Hours, WEEKDAYS};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{BayId, Msg, Qty, bay};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The places to work at.
#[derive(Clone, Copy)]
pub struct Bays;

/// Them, and what they can do beyond their kind.
pub struct Places {
    bays: Vec<Bay>,
    abilities: Vec<Ability>,
}

impl Places {
    fn words_of(&self, bay: &Bay) -> Vec<String> {
        let own = self.abilities.iter().filter(|a| a.bay_id == bay.id);
        own.map(|a| a.ability.clone()).collect()
    }

    fn abilities_of(&self, bay: &Bay) -> String {
        self.words_of(bay).join(", ")
    }
}

impl Section for Bays {
    type Data = Places;

    fn title(self) -> Msg {
        msg!("bays-title")
    }
    fn one(self) -> Msg {
        msg!("bays-one")
    }
    fn help(self) -> Msg {
        msg!("bays-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::number(w.word("bays-position"), 5, 8).ink(Ink::Dim),
            Column::new(w.word("bays-name"), 16, 30).grows(),
            Column::new(w.word("bays-kind"), 12, 20).ink(Ink::Dim),
            Column::new(w.word("bays-abilities"), 14, 30)
                .ink(Ink::Dim)
                .drops(1),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Places> {
        pending(async move {
            Ok(Places {
                bays: desk.bays(&by).await?,
                abilities: desk.bay_abilities(&by).await?,
            })
        })
    }

    fn lines(self, data: &Places, cx: &Cx) -> Vec<Line> {
        data.bays
            .iter()
            .map(|b| {
                let kind = cx.words.say(&b.kind.label());
                Line::new(
                    b.id.0,
                    &[
                        &b.position.to_string(),
                        &b.name,
                        &kind,
                        &data.abilities_of(b),
                    ],
                )
                .named(&b.name)
                .off(b.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Places, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let kinds = bay::Kind::ALL
            .iter()
            .map(|k| PickItem::new(k, w.say(&k.label())))
            .collect();
        let mut fields = vec![
            Field::new("name", w.word("bays-name"), Kind::Text).required(),
            Field::new("kind", w.word("bays-kind"), Kind::PICK)
                .required()
                .width(22)
                .options(kinds),
            Field::new("abilities", w.word("bays-abilities"), Kind::Text)
                .hint(w.word("bays-abilities-hint")),
        ];
        let bay = id.and_then(|id| data.bays.iter().find(|b| b.id.0 == id));
        if bay.is_some() {
            fields.push(
                Field::new("position", w.word("bays-position"), Kind::Qty)
                    .required()
                    .width(8)
                    .hint(w.word("bays-position-hint")),
            );
        }
        let mut form = Form::new(fields);
        form.nothing = w.word("wizard-nothing");
        let kind = bay.map_or(bay::Kind::Lift, |b| b.kind);
        form.set_picked("kind", &PickItem::new(kind, w.say(&kind.label())));
        if let Some(b) = bay {
            form.set("name", Value::Text(b.name.clone()), w);
            form.set("abilities", Value::Text(data.abilities_of(b)), w);
            form.set("position", Value::Qty(Qty::whole(b.position)), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Places,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let name = form.text("name");
        let typed = form.text("abilities");
        let abilities: Vec<String> = typed.split(',').map(|a| a.trim().to_owned()).collect();
        let abilities: Vec<String> = abilities.into_iter().filter(|a| !a.is_empty()).collect();
        let kind: bay::Kind = form
            .key("kind")
            .and_then(|k| k.parse().ok())
            .ok_or(("kind", msg!("text-empty")))?;
        let old = id.and_then(|id| data.bays.iter().find(|b| b.id.0 == id));
        let Some(old) = old else {
            return Ok(pending(async move {
                let id = desk.add_bay(&by, &name, kind).await?;
                if !abilities.is_empty() {
                    desk.set_bay_abilities(&by, id, &abilities).await?;
                }
                Ok(id.0)
            }));
        };
        let known = data.words_of(old);
        let (id, version) = (old.id, old.version);
        let position = form.qty("position").map_or(old.position, |q| q.0 / 1000);
        Ok(pending(async move {
            desk.edit_bay(&by, id, version, &name, kind, position)
                .await?;
            if abilities != known {
                desk.set_bay_abilities(&by, id, &abilities).await?;
            }
            Ok(id.0)
        }))
    }

    fn set_off(
        self,
        _data: &Places,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        Some(pending(async move {
            desk.archive_bay(&by, BayId(id), is_off).await
        }))
    }
}

/// When the door is open: one row a weekday.
#[derive(Clone, Copy)]
pub struct OpeningHours;

/// Fluent ids of the weekdays, Monday first.
const DAYS: [&str; 7] = [
    "hours-day-1",
    "hours-day-2",
    "hours-day-3",
    "hours-day-4",
    "hours-day-5",
    "hours-day-6",
    "hours-day-7",
];

/// A weekday in words; 1 is Monday.
pub(super) fn day_name(w: &Words, weekday: i64) -> String {
    let at = usize::try_from(weekday - 1).unwrap_or_default();
    DAYS.get(at).map_or_else(String::new, |id| w.word(id))
}

impl Section for OpeningHours {
    type Data = Vec<Hours>;

    fn title(self) -> Msg {
        msg!("hours-title")
    }
    fn one(self) -> Msg {
        msg!("hours-one")
    }
    fn help(self) -> Msg {
        msg!("hours-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }
    fn adds(self) -> bool {
        false
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("hours-day"), 12, 20).grows(),
            Column::number(w.word("hours-opens"), 8, 10),
            Column::number(w.word("hours-closes"), 8, 10),
            Column::number(w.word("hours-last"), 11, 14).ink(Ink::Dim),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Hours>> {
        pending(async move { desk.hours(&by).await })
    }

    fn lines(self, data: &Vec<Hours>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        (1..=7)
            .map(|weekday| {
                let day = day_name(w, weekday);
                match data.iter().find(|h| h.weekday == weekday) {
                    Some(h) => {
                        let cells = [
                            day.as_str(),
                            &w.minute(h.opens_mod),
                            &w.minute(h.closes_mod),
                            &w.minute(h.last_start_mod),
                        ];
                        Line::new(weekday, &cells)
                    }
                    None => Line::new(weekday, &[&day, &w.word("hours-closed"), "", ""]),
                }
            })
            .collect()
    }

    fn form(self, data: &Vec<Hours>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let weekday = id.unwrap_or(1);
        let mut form = Form::new(vec![
            Field::new("open", "", Kind::Toggle(w.word("hours-is-open"))),
            Field::new("opens", w.word("hours-opens"), Kind::Time),
            Field::new("closes", w.word("hours-closes"), Kind::Time),
            Field::new("last", w.word("hours-last"), Kind::Time).hint(w.word("hours-last-hint")),
        ]);
        if let Some(h) = data.iter().find(|h| h.weekday == weekday) {
            form.set("open", Value::On(true), w);
            form.set("opens", Value::Time(h.opens_mod), w);
            form.set("closes", Value::Time(h.closes_mod), w);
            form.set("last", Value::Time(h.last_start_mod), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<Hours>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let weekday = id.unwrap_or(1);
        let mut week: Vec<Hours> = data
            .iter()
            .copied()
            .filter(|h| h.weekday != weekday)
            .collect();
        if form.is_on("open") {
            let need = |field: &'static str| form.minutes(field).ok_or((field, msg!("text-empty")));
            let (opens_mod, closes_mod) = (need("opens")?, need("closes")?);
            week.push(Hours {
                weekday,
                opens_mod,
                closes_mod,
                last_start_mod: form.minutes("last").unwrap_or(closes_mod),
            });
            week.sort_by_key(|h| h.weekday);
        }
        Ok(pending(async move {
            // The desk names the weekday; this form has one day, so it stands under its times.
            desk.set_hours(&by, &week).await.map_err(|e| match e {
                crate::desk::Error::Invalid { field, why } if WEEKDAYS.contains(&field) => {
                    crate::desk::Error::Invalid {
                        field: "closes",
                        why,
                    }
                }
                e => e,
            })?;
            Ok(weekday)
        }))
    }
}
