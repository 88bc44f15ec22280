//! Who is away when.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::booking::Mechanic;
use crate::desk::resources::{Leave, LeaveFields};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{AbsenceId, Msg, StaffId, Ts, Zone, absence};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The times people are away.
#[derive(Clone, Copy)]
pub struct Absences;

/// Them, and who can be.
pub struct Away {
    all: Vec<Leave>,
    mechanics: Vec<Mechanic>,
    zone: Zone,
}

impl Away {
    fn leave(&self, id: Option<i64>) -> Option<&Leave> {
        id.and_then(|id| self.all.iter().find(|l| l.away.id.0 == id))
    }
}

/// The fields of a time away; a row of days, or a part of one.
pub(super) fn fields(w: &Words) -> Vec<Field> {
    let kinds = absence::Kind::ALL
        .iter()
        .map(|k| (k.as_str().to_owned(), w.say(&k.label())))
        .collect();
    vec![
        Field::new("kind", w.word("absences-kind"), Kind::Choice(kinds)),
        Field::new("from", w.word("absences-from"), Kind::Date).required(),
        Field::new("to", w.word("absences-to"), Kind::Date).hint(w.word("absences-to-hint")),
        Field::new("leaves", w.word("absences-leaves"), Kind::Time)
            .hint(w.word("absences-leaves-hint")),
        Field::new("returns", w.word("absences-returns"), Kind::Time),
        Field::new("note", w.word("absences-note-field"), Kind::Text),
        despite(w),
    ]
}

/// That whoever enters it knows of the bookings it hits.
pub(super) fn despite(w: &Words) -> Field {
    Field::new("despite", "", Kind::Toggle(w.word("absences-despite")))
}

/// What the form says.
pub(super) fn read(form: &Form) -> Result<LeaveFields, (&'static str, Msg)> {
    Ok(LeaveFields {
        kind: form
            .key("kind")
            .and_then(|k| k.parse().ok())
            .unwrap_or(absence::Kind::Holiday),
        from: form.date("from").ok_or(("from", msg!("text-empty")))?,
        to: form.date("to"),
        leaves: form.minutes("leaves"),
        returns: form.minutes("returns"),
        note: form.text("note"),
        despite: form.is_on("despite"),
    })
}

/// An instant that ends a whole day ends the day before.
fn last(zone: Zone, end: Ts) -> (chrono::NaiveDate, Option<i64>) {
    match zone.minute_of_day(end) {
        0 => (zone.day_of(end.plus_minutes(-1)), None),
        minute => (zone.day_of(end), Some(minute)),
    }
}

fn first(zone: Zone, start: Ts) -> (chrono::NaiveDate, Option<i64>) {
    let minute = zone.minute_of_day(start);
    (zone.day_of(start), Some(minute).filter(|m| *m > 0))
}

impl Section for Absences {
    type Data = Away;

    fn title(self) -> Msg {
        msg!("absences-title")
    }
    fn one(self) -> Msg {
        msg!("absences-one")
    }
    fn help(self) -> Msg {
        msg!("absences-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }
    fn topic(self) -> crate::domain::change::Topic {
        crate::domain::change::Topic::People
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("staff-name"), 14, 26).grows(),
            Column::new(w.word("absences-kind"), 9, 12),
            Column::new(w.word("absences-from"), 17, 20),
            Column::new(w.word("absences-to"), 17, 20),
            Column::new(w.word("absences-note-field"), 10, 30)
                .ink(Ink::Dim)
                .drops(1),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Away> {
        pending(async move {
            Ok(Away {
                all: desk.absences(&by).await?,
                mechanics: desk.places(&by).await?.1,
                zone: desk.site(by.site())?.zone,
            })
        })
    }

    fn lines(self, data: &Away, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        let said = |(day, minute): (chrono::NaiveDate, Option<i64>)| match minute {
            Some(minute) => format!("{} {}", w.day(day), w.minute(minute)),
            None => w.day(day),
        };
        data.all
            .iter()
            .map(|l| {
                let kind = w.say(&l.away.kind.label());
                let from = said(first(data.zone, l.away.starts_at));
                let to = said(last(data.zone, l.away.ends_at));
                let cells = [l.name.as_str(), &kind, &from, &to, &l.away.note];
                Line::new(l.away.id.0, &cells).off(l.away.ends_at <= cx.now)
            })
            .collect()
    }

    fn form(self, data: &Away, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let old = data.leave(id);
        let mut all = fields(w);
        if old.is_none() {
            let people = data.mechanics.iter();
            let people = people.map(|m| PickItem::new(m.id, m.name.as_str()));
            let who = Field::new("who", w.word("staff-name"), Kind::PICK);
            all.insert(0, who.required().options(people.collect()));
        }
        let mut form = Form::new(all);
        form.nothing = w.word("wizard-nothing");
        if let Some(l) = old {
            let (from, leaves) = first(data.zone, l.away.starts_at);
            let (to, returns) = last(data.zone, l.away.ends_at);
            form.set("kind", Value::Key(l.away.kind.as_str().to_owned()), w);
            form.set("from", Value::Date(from), w);
            if to != from {
                form.set("to", Value::Date(to), w);
            }
            if let Some(at) = leaves {
                form.set("leaves", Value::Time(at), w);
            }
            if let Some(at) = returns {
                form.set("returns", Value::Time(at), w);
            }
            form.set("note", Value::Text(l.away.note.clone()), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Away,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let fields = read(form)?;
        if let Some(l) = data.leave(id) {
            let (id, version) = (l.away.id, l.away.version);
            return Ok(pending(async move {
                desk.edit_absence(&by, id, version, &fields).await?;
                Ok(id.0)
            }));
        }
        let who = form.id("who").map(StaffId);
        let who = who.ok_or(("who", msg!("text-empty")))?;
        Ok(pending(async move {
            Ok(desk.add_absence(&by, who, &fields).await?.0)
        }))
    }

    fn forgets(self) -> bool {
        true
    }

    fn set_off(
        self,
        _data: &Away,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        is_off.then(|| pending(async move { desk.remove_absence(&by, AbsenceId(id)).await }))
    }
}
