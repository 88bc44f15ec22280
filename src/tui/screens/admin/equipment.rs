//! Equipment: the catalogue, and how much each piece is used.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::resources::{Equipment as Piece, EquipmentFields, Use};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{EquipmentId, Msg, equipment};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// So many days before it is due a service is warned of.
const SOON: i64 = 30;
/// So many days back use is counted.
const COUNTED: i64 = 90;
/// So many pieces are listed by their use.
const TOP: usize = 10;

/// The equipment of the site.
#[derive(Clone, Copy)]
pub struct Equipment;

/// The pieces that are used most.
#[derive(Clone, Copy)]
pub struct MostUsed;

fn form(piece: Option<&Piece>, cx: &Cx) -> Form {
    let w = &cx.words;
    let kinds = equipment::Kind::ALL
        .iter()
        .map(|k| PickItem::new(k, w.say(&k.label())))
        .collect();
    let mut form = Form::new(vec![
        Field::new("name", w.word("equipment-name"), Kind::Text).required(),
        Field::new("kind", w.word("equipment-kind"), Kind::PICK)
            .required()
            .width(22)
            .options(kinds),
        Field::new("serial", w.word("equipment-serial"), Kind::Text).width(28),
        Field::new("due", w.word("equipment-due"), Kind::Date),
        Field::new("note", w.word("equipment-note-field"), Kind::Notes(3)),
    ]);
    form.nothing = w.word("wizard-nothing");
    let kind = piece.map_or(equipment::Kind::Tool, |p| p.kind);
    form.set_picked("kind", &PickItem::new(kind, w.say(&kind.label())));
    if let Some(p) = piece {
        form.set("name", Value::Text(p.name.clone()), w);
        form.set("serial", Value::Text(p.serial.clone()), w);
        if let Some(day) = p.service_due_on {
            form.set("due", Value::Date(day), w);
        }
        form.set("note", Value::Text(p.note.clone()), w);
    }
    form.keep();
    form
}

fn save(old: Option<&Piece>, form: &Form, desk: Desk, by: Actor) -> Saving {
    let fields = EquipmentFields {
        name: form.text("name"),
        kind: form
            .key("kind")
            .and_then(|k| k.parse().ok())
            .ok_or(("kind", msg!("text-empty")))?,
        serial: form.text("serial"),
        service_due_on: form.date("due"),
        note: form.text("note"),
    };
    let old = old.map(|p| (p.id, p.version));
    Ok(pending(async move {
        match old {
            Some((id, version)) => {
                desk.edit_equipment(&by, id, version, &fields).await?;
                Ok(id.0)
            }
            None => Ok(desk.add_equipment(&by, &fields).await?.0),
        }
    }))
}

/// When a service is due, with a warning when it is soon or over.
fn due(piece: &Piece, cx: &Cx) -> String {
    let Some(day) = piece.service_due_on else {
        return String::new();
    };
    let left = (day - cx.today()).num_days();
    let said = cx.words.day(day);
    match left {
        ..0 => {
            let over = msg!("equipment-overdue", day = said);
            format!("{} {}", cx.marks.alert, cx.words.say(&over))
        }
        0..=SOON => format!("{} {said}", cx.marks.alert),
        _ => said,
    }
}

impl Section for Equipment {
    type Data = Vec<Piece>;

    fn title(self) -> Msg {
        msg!("equipment-title")
    }
    fn one(self) -> Msg {
        msg!("equipment-one")
    }
    fn help(self) -> Msg {
        msg!("equipment-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("equipment-name"), 18, 36).grows(),
            Column::new(w.word("equipment-kind"), 12, 18).ink(Ink::Dim),
            Column::new(w.word("equipment-serial"), 10, 20)
                .ink(Ink::Dim)
                .drops(1),
            Column::new(w.word("equipment-due"), 18, 24),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Piece>> {
        pending(async move { desk.equipment(&by).await })
    }

    fn lines(self, data: &Vec<Piece>, cx: &Cx) -> Vec<Line> {
        data.iter()
            .map(|p| {
                let kind = cx.words.say(&p.kind.label());
                Line::new(p.id.0, &[&p.name, &kind, &p.serial, &due(p, cx)])
                    .off(p.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Vec<Piece>, id: Option<i64>, cx: &Cx) -> Form {
        form(id.and_then(|id| data.iter().find(|p| p.id.0 == id)), cx)
    }

    fn save(
        self,
        data: &Vec<Piece>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let old = id.and_then(|id| data.iter().find(|p| p.id.0 == id));
        save(old, form, desk, by)
    }

    fn set_off(
        self,
        _data: &Vec<Piece>,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = EquipmentId(id);
        Some(pending(async move {
            desk.archive_equipment(&by, id, is_off).await
        }))
    }
}

impl Section for MostUsed {
    type Data = Vec<Use>;

    fn title(self) -> Msg {
        msg!("equipment-use-title")
    }
    fn one(self) -> Msg {
        msg!("equipment-one")
    }
    fn help(self) -> Msg {
        msg!("equipment-use-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }
    fn topic(self) -> crate::domain::change::Topic {
        crate::domain::change::Topic::Bookings
    }
    fn adds(self) -> bool {
        false
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::number(w.word("equipment-rank"), 4, 4).ink(Ink::Dim),
            Column::new(w.word("equipment-name"), 18, 36).grows(),
            Column::new(w.word("equipment-kind"), 12, 18).ink(Ink::Dim),
            Column::number(w.word("equipment-uses"), 8, 10),
            Column::number(w.word("equipment-hours"), 9, 12),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Use>> {
        pending(async move {
            let now = desk.now();
            let mut all = desk
                .equipment_use(&by, now.plus_days(-COUNTED), now)
                .await?;
            all.truncate(TOP);
            Ok(all)
        })
    }

    fn lines(self, data: &Vec<Use>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        (1..)
            .zip(data)
            .map(|(rank, u)| {
                let kind = w.say(&u.equipment.kind.label());
                let cells = [
                    w.count(rank),
                    u.equipment.name.clone(),
                    kind,
                    w.count(u.uses),
                    w.minutes(u.minutes),
                ];
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                Line::new(u.equipment.id.0, &cells)
                    .named(&u.equipment.name)
                    .off(u.equipment.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Vec<Use>, id: Option<i64>, cx: &Cx) -> Form {
        let mine = id.and_then(|id| data.iter().find(|u| u.equipment.id.0 == id));
        form(mine.map(|u| &u.equipment), cx)
    }

    fn save(
        self,
        data: &Vec<Use>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let mine = id.and_then(|id| data.iter().find(|u| u.equipment.id.0 == id));
        save(mine.map(|u| &u.equipment), form, desk, by)
    }
}
