//! Adding and editing a vehicle.

use crate::desk::customers::{Specs, Vehicle, VehicleForm};
use crate::desk::{Actor, Desk};
use crate::domain::vehicle::{OdometerUnit, Use};
use crate::domain::vin::Vin;
use crate::domain::{CustomerId, Msg, Qty, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::screens::record::{Pending, Record, Saving, Sheet, pending};
use crate::tui::screens::{Subject, draft};
use crate::tui::widgets::{Field, Form, Kind, Value};

/// The form; it answers the vehicle it saved.
pub struct VehicleEdit {
    editing: Option<VehicleId>,
    /// Whose a new one is.
    owner: Option<CustomerId>,
}

impl VehicleEdit {
    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let (editing, owner) = draft::of(payload)?;
        Some(Sheet::recalled(Self { editing, owner }, payload))
    }

    /// An empty form for a vehicle of this customer's.
    pub fn add(owner: Option<CustomerId>) -> Sheet<Self> {
        Sheet::of(Self {
            editing: None,
            owner,
        })
    }

    /// The form of a vehicle there is.
    pub fn edit(id: VehicleId) -> Sheet<Self> {
        Sheet::of(Self {
            editing: Some(id),
            owner: None,
        })
    }
}

fn typed(form: &Form, country: String) -> Result<VehicleForm, (&'static str, Msg)> {
    let year = form.raw("year");
    let year = match year.trim() {
        "" => None,
        text => match text.parse::<i64>() {
            Ok(year) => Some(year),
            Err(_) => return Err(("year", msg!("vehicle-year-four"))),
        },
    };
    let figure = |name| form.qty(name).map(|q| q.0 / 1000);
    Ok(VehicleForm {
        plate: form.raw("plate"),
        plate_country: country,
        vin: form.raw("vin"),
        make: form.raw("make"),
        model: form.raw("model"),
        variant: form.raw("variant"),
        year,
        fuel: form.raw("fuel"),
        class: form.raw("class"),
        odometer: form.qty("odometer").map(|q| q.0 / 1000),
        odometer_unit: form
            .key("unit")
            .and_then(|u| u.parse().ok())
            .unwrap_or(OdometerUnit::Km),
        inspection_due_on: form.date("inspection_due_on"),
        service_due_on: form.date("service_due_on"),
        used_as: form
            .key("used_as")
            .and_then(|u| u.parse().ok())
            .unwrap_or(Use::Customer),
        specs: Specs {
            engine_cc: figure("engine_cc"),
            power_kw: figure("power_kw"),
            doors: figure("doors"),
            seats: figure("seats"),
            drive: form.raw("drive"),
            gearbox: form.raw("gearbox"),
            body: form.raw("body"),
            colour: form.raw("colour"),
            tyre_size: form.raw("tyre_size"),
            recall: form.raw("recall"),
            recall_done_on: form.date("recall_done_on"),
            note: form.raw("note"),
        },
    })
}

fn fields(cx: &Cx) -> Form {
    let w = &cx.words;
    let units = OdometerUnit::ALL
        .iter()
        .map(|u| (u.as_str().to_owned(), w.say(&u.label())));
    let uses = Use::ALL
        .iter()
        .map(|u| (u.as_str().to_owned(), w.say(&u.label())));
    let field = |name, label, kind| Field::new(name, w.word(label), kind);
    Form::new(vec![
        field("plate", "vehicle-plate", Kind::Plate),
        field("make", "vehicle-make", Kind::Text),
        field("model", "vehicle-model", Kind::Text),
        field("variant", "vehicle-variant", Kind::Text),
        field("year", "vehicle-year", Kind::Text).width(8),
        field("vin", "vehicle-vin", Kind::Text).width(22),
        field("fuel", "vehicle-fuel", Kind::Text),
        field("class", "vehicle-class", Kind::Text),
        field("odometer", "vehicle-odometer", Kind::Qty),
        field(
            "unit",
            "vehicle-odometer-unit",
            Kind::Choice(units.collect()),
        ),
        field("inspection_due_on", "vehicle-inspection", Kind::Date),
        field("service_due_on", "vehicle-service", Kind::Date),
        field("colour", "vehicle-colour", Kind::Text),
        field("body", "vehicle-body", Kind::Text),
        field("gearbox", "vehicle-gearbox", Kind::Text),
        field("drive", "vehicle-drive", Kind::Text),
        field("engine_cc", "vehicle-engine", Kind::Qty),
        field("power_kw", "vehicle-power", Kind::Qty),
        field("doors", "vehicle-doors", Kind::Qty),
        field("seats", "vehicle-seats", Kind::Qty),
        field("tyre_size", "vehicle-tyres", Kind::Text),
        field("used_as", "vehicle-use-field", Kind::Choice(uses.collect())),
        field("recall", "vehicle-recall", Kind::Text).width(42),
        field("recall_done_on", "vehicle-recall-done", Kind::Date),
        field("note", "vehicle-note", Kind::Notes(2)),
    ])
}

impl Record for VehicleEdit {
    type Ground = Option<Box<Vehicle>>;
    type Saved = VehicleId;

    fn title(&self, _ground: Option<&Self::Ground>) -> Msg {
        match self.editing {
            Some(_) => msg!("vehicle-edit-title"),
            None => msg!("vehicle-new-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("vehicle-form-help"))
    }

    fn subject(&self) -> Option<Subject> {
        self.editing.map(|id| Subject {
            entity: "vehicle",
            id: id.0,
        })
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        Some(("vehicle", serde_json::json!((self.editing, self.owner))))
    }

    fn version<'a>(&self, ground: &'a mut Self::Ground) -> Option<&'a mut i64> {
        ground.as_mut().map(|vehicle| &mut vehicle.version)
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Self::Ground> {
        let editing = self.editing;
        pending(async move {
            Ok(match editing {
                Some(id) => Some(Box::new(desk.vehicle_card(&by, id).await?.vehicle)),
                None => None,
            })
        })
    }

    fn form(&self, ground: &Self::Ground, cx: &Cx) -> Form {
        let mut form = fields(cx);
        let Some(v) = ground else { return form };
        let text = |text: &str| Value::Text(text.to_owned());
        let day = |d| Option::map_or(d, Value::Empty, Value::Date);
        let year = v.year.map_or(Value::Empty, |y| Value::Text(y.to_string()));
        let figure = |n: Option<i64>| n.map_or(Value::Empty, |n| Value::Qty(Qty::whole(n)));
        let odometer = figure(v.odometer);
        for (name, value) in [
            ("plate", text(&v.plate)),
            ("make", text(&v.make)),
            ("model", text(&v.model)),
            ("variant", text(&v.variant)),
            ("year", year),
            ("vin", text(&v.vin)),
            ("fuel", text(&v.fuel)),
            ("class", text(&v.class)),
            ("odometer", odometer),
            ("unit", Value::Key(v.odometer_unit.as_str().to_owned())),
            ("inspection_due_on", day(v.inspection_due_on)),
            ("service_due_on", day(v.service_due_on)),
            ("colour", text(&v.specs.colour)),
            ("body", text(&v.specs.body)),
            ("gearbox", text(&v.specs.gearbox)),
            ("drive", text(&v.specs.drive)),
            ("engine_cc", figure(v.specs.engine_cc)),
            ("power_kw", figure(v.specs.power_kw)),
            ("doors", figure(v.specs.doors)),
            ("seats", figure(v.specs.seats)),
            ("tyre_size", text(&v.specs.tyre_size)),
            ("used_as", Value::Key(v.used_as.as_str().to_owned())),
            ("recall", text(&v.specs.recall)),
            ("recall_done_on", day(v.specs.recall_done_on)),
            ("note", text(&v.specs.note)),
        ] {
            form.set(name, value, &cx.words);
        }
        form
    }

    fn save(&self, ground: &Self::Ground, form: &Form, desk: Desk, by: Actor) -> Saving<VehicleId> {
        let country = ground
            .as_ref()
            .map(|v| v.plate_country.clone())
            .unwrap_or_default();
        let typed = typed(form, country)?;
        let owner = self.owner;
        let Some(v) = ground else {
            return Ok(pending(async move {
                desk.add_vehicle(&by, &typed, owner).await
            }));
        };
        let (id, version) = (v.id, v.version);
        Ok(pending(async move {
            let done = desk.edit_vehicle(&by, id, version, &typed).await?;
            Ok(done.map(|()| id))
        }))
    }

    fn saved(&self, ground: &Self::Ground, form: &Form, _saved: &VehicleId) -> Msg {
        let plate = form.raw("plate");
        match ground {
            Some(_) => msg!("vehicle-saved", plate = plate),
            None => msg!("vehicle-added", plate = plate),
        }
    }

    /// A wrong check digit is told, never refused: many European makers leave it out.
    fn left(&self, field: &str, form: &mut Form, cx: &Cx) {
        if field == "vin" {
            let vin = Vin::parse(&form.raw("vin")).ok();
            let warning = vin.and_then(|v| v.warning());
            let said = warning.map(|m| cx.words.say(&m)).unwrap_or_default();
            form.hint("vin", said);
        }
    }
}
