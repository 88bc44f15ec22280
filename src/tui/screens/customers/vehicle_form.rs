//! Adding and editing a vehicle.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::customer_form::country;
use crate::desk;
use crate::desk::customers::{Vehicle, VehicleForm};
use crate::domain::vehicle::OdometerUnit;
use crate::domain::vin::Vin;
use crate::domain::{CustomerId, Msg, Qty, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, Reply, Value};

/// The form; answers the vehicle it saved.
pub struct VehicleEdit {
    form: Form,
    /// What it edits, and the version it had.
    editing: Option<(VehicleId, i64)>,
    /// Whose a new one is.
    owner: Option<CustomerId>,
    /// What the form does not show, kept as it is.
    kept: VehicleForm,
}

/// What the desk answers.
pub enum Heard {
    /// A new vehicle.
    Added(desk::Result<desk::Done<VehicleId>>),
    /// Saved.
    Edited(desk::Result<()>),
}

impl VehicleEdit {
    /// An empty form for a vehicle of this customer's.
    pub fn add(cx: &Cx, owner: Option<CustomerId>, plate: &str) -> Self {
        let mut form = fields(cx);
        form.set("plate", Value::Text(plate.to_owned()), &cx.words);
        form.keep();
        Self {
            form,
            editing: None,
            owner,
            kept: VehicleForm::default(),
        }
    }

    /// The form of a vehicle there is.
    pub fn edit(cx: &Cx, v: &Vehicle) -> Self {
        let mut form = fields(cx);
        let number = |n: Option<i64>| n.map_or(Value::Empty, |n| Value::Text(n.to_string()));
        let day = |d| Option::map_or(d, Value::Empty, Value::Date);
        for (name, value) in [
            ("plate", Value::Text(v.plate.clone())),
            ("make", Value::Text(v.make.clone())),
            ("model", Value::Text(v.model.clone())),
            ("variant", Value::Text(v.variant.clone())),
            ("year", number(v.year)),
            ("vin", Value::Text(v.vin.clone())),
            ("fuel", Value::Text(v.fuel.clone())),
            ("class", Value::Text(v.class.clone())),
            (
                "odometer",
                v.odometer
                    .map_or(Value::Empty, |o| Value::Qty(Qty::whole(o))),
            ),
            ("unit", Value::Key(v.odometer_unit.as_str().to_owned())),
            ("inspection_due_on", day(v.inspection_due_on)),
            ("service_due_on", day(v.service_due_on)),
        ] {
            form.set(name, value, &cx.words);
        }
        form.keep();
        let kept = VehicleForm {
            plate_country: v.plate_country.clone(),
            ..VehicleForm::default()
        };
        Self {
            form,
            editing: Some((v.id, v.version)),
            owner: None,
            kept,
        }
    }

    fn typed(&self) -> Result<VehicleForm, (&'static str, Msg)> {
        let year = self.form.raw("year");
        let year = match year.trim() {
            "" => None,
            text => Some(
                text.parse::<i64>()
                    .map_err(|_| ("year", msg!("vehicle-year-four")))?,
            ),
        };
        Ok(VehicleForm {
            plate: self.form.raw("plate"),
            plate_country: self.kept.plate_country.clone(),
            vin: self.form.raw("vin"),
            make: self.form.raw("make"),
            model: self.form.raw("model"),
            variant: self.form.raw("variant"),
            year,
            fuel: self.form.raw("fuel"),
            class: self.form.raw("class"),
            odometer: self.form.qty("odometer").map(|q| q.0 / 1000),
            odometer_unit: self
                .form
                .key("unit")
                .and_then(|u| u.parse().ok())
                .unwrap_or(OdometerUnit::Km),
            inspection_due_on: self.form.date("inspection_due_on"),
            service_due_on: self.form.date("service_due_on"),
        })
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let country = country(cx);
        if !self.form.finish(&Env {
            words: &cx.words,
            today: cx.today(),
            country: &country,
        }) {
            return;
        }
        let typed = match self.typed() {
            Ok(typed) => typed,
            Err((field, why)) => {
                self.form.refuse(field, why);
                return;
            }
        };
        let (desk, by, owner) = (cx.desk.clone(), cx.actor.clone(), self.owner);
        match self.editing {
            None => {
                out.tell(
                    "save",
                    async move { desk.add_vehicle(&by, &typed, owner).await },
                    Heard::Added,
                );
            }
            Some((id, version)) => out.tell(
                "save",
                async move { desk.edit_vehicle(&by, id, version, &typed).await },
                Heard::Edited,
            ),
        }
    }

    fn replied(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            // A wrong check digit is told, never refused: many European makers leave it out.
            Reply::Changed("vin") => {
                let warning = Vin::parse(&self.form.raw("vin"))
                    .ok()
                    .and_then(|v| v.warning());
                self.form
                    .hint("vin", warning.map(|m| cx.words.say(&m)).unwrap_or_default());
            }
            _ => {}
        }
        Handled::Yes
    }

    fn failed(&mut self, e: &desk::Error, out: &mut Out<Heard>) {
        if let desk::Error::Invalid { field, why } = e
            && self.form.refuse(field, why.clone())
        {
            return;
        }
        out.refused(e);
    }
}

fn fields(cx: &Cx) -> Form {
    let w = &cx.words;
    let units = OdometerUnit::ALL
        .iter()
        .map(|u| (u.as_str().to_owned(), w.say(&u.label())))
        .collect();
    Form::new(vec![
        Field::new("plate", w.word("vehicle-plate"), Kind::Plate),
        Field::new("make", w.word("vehicle-make"), Kind::Text),
        Field::new("model", w.word("vehicle-model"), Kind::Text),
        Field::new("variant", w.word("vehicle-variant"), Kind::Text),
        Field::new("year", w.word("vehicle-year"), Kind::Text),
        Field::new("vin", w.word("vehicle-vin"), Kind::Text),
        Field::new("fuel", w.word("vehicle-fuel"), Kind::Text),
        Field::new("class", w.word("vehicle-class"), Kind::Text),
        Field::new("odometer", w.word("vehicle-odometer"), Kind::Qty),
        Field::new("unit", "", Kind::Choice(units)),
        Field::new(
            "inspection_due_on",
            w.word("vehicle-inspection"),
            Kind::Date,
        ),
        Field::new("service_due_on", w.word("vehicle-service"), Kind::Date),
    ])
}

impl Screen for VehicleEdit {
    type Msg = Heard;

    fn title(&self) -> Msg {
        if self.editing.is_some() {
            msg!("vehicle-edit-title")
        } else {
            msg!("vehicle-new-title")
        }
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn subject(&self) -> Option<Subject> {
        self.editing.map(|(id, _)| Subject {
            entity: "vehicle",
            id: id.0,
        })
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("form-cmd-next"), 1),
            Command::new(Action::Save, msg!("form-cmd-save"), 2),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let country = country(cx);
        let reply = self.form.press(
            key,
            &Env {
                words: &cx.words,
                today: cx.today(),
                country: &country,
            },
        );
        let _ = self.replied(reply, cx, out);
    }

    fn on_paste(&mut self, text: &str, _cx: &Cx, _out: &mut Out<Heard>) {
        self.form.paste(text);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let country = country(cx);
        let reply = self.form.on_action(
            action,
            &Env {
                words: &cx.words,
                today: cx.today(),
                country: &country,
            },
        );
        self.replied(reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, _cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Added(Ok(done)) => {
                let id = out.done(msg!("vehicle-added", plate = self.form.raw("plate")), done);
                out.finish(id);
            }
            Heard::Edited(Ok(())) => {
                let (id, _) = self.editing.unwrap_or((VehicleId(0), 0));
                out.done(
                    msg!("vehicle-saved", plate = self.form.raw("plate")),
                    desk::Done::final_(()),
                );
                out.finish(id);
            }
            Heard::Added(Err(e)) | Heard::Edited(Err(e)) => self.failed(&e, out),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        c.text(
            area.x + 1,
            area.y,
            area.width - 2,
            &cx.words.say(&self.title()),
            (Role::Surface, Role::Title),
        );
        let inner = Rect::new(
            area.x + 1,
            area.y + 2,
            area.width - 2,
            area.height.saturating_sub(2),
        );
        self.form.draw(c, inner, Role::Surface, &cx.words, true);
    }
}
