//! Who is on the phone, and with which car: known ones by plate, name or phone; new ones without leaving the form.

use crate::desk::customers::{CustomerForm, Hit, VehicleForm, VehicleLine};
use crate::desk::{self, Actor, Desk};
use crate::domain::{CustomerId, VehicleId, plate};
use crate::tui::app::Cx;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::{Field, Kind, PickItem};

/// The names of the fields, in the order they are gone through.
pub const FIELDS: [&str; 4] = ["who", "phone", "car", "model"];

/// What is known of the caller so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caller {
    /// A customer on record.
    pub customer: Option<CustomerId>,
    /// A vehicle on record.
    pub vehicle: Option<VehicleId>,
}

/// What the fields say, ready to be put on record where it is new.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    caller: Caller,
    name: String,
    phone: String,
    plate: String,
    model: String,
}

/// Who and what was found or made.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The customer.
    pub customer: CustomerId,
    /// The vehicle, if one was said.
    pub vehicle: Option<VehicleId>,
}

impl Caller {
    /// The fields, as a form begins with them.
    pub fn fields(cx: &Cx) -> Vec<Field> {
        let w = &cx.words;
        vec![
            Field::new("who", w.word("caller-who"), Kind::ASK_OR_NEW).required(),
            Field::new("phone", w.word("caller-phone"), Kind::Phone),
            Field::new("car", w.word("caller-car"), Kind::PICK_OR_NEW),
            Field::new("model", w.word("caller-model"), Kind::Text),
        ]
    }

    /// What the field `who` says now: a record that was picked, or a new name. Says whether a record with its
    /// vehicle was picked, so that the form may go on to what is wanted.
    pub fn who_changed(&mut self, form: &mut Form, cx: &Cx) -> bool {
        let key = form.key("who").unwrap_or_default();
        let ids: Vec<i64> = key.split(':').filter_map(|p| p.parse().ok()).collect();
        *self = match (key.split(':').next(), ids.as_slice()) {
            (Some("v"), [vehicle, owner]) => Caller {
                customer: Some(CustomerId(*owner)),
                vehicle: Some(VehicleId(*vehicle)),
            },
            (Some("c"), [customer]) => Caller {
                customer: Some(CustomerId(*customer)),
                vehicle: None,
            },
            _ => Caller::default(),
        };
        self.settle_fields(form, cx);
        self.vehicle.is_some()
    }

    /// Fields that a record answers already are off; they keep their place.
    pub fn settle_fields(&self, form: &mut Form, cx: &Cx) {
        let known = self.customer.map(|_| cx.words.word("caller-on-record"));
        form.turn_off("phone", known);
        self.settle_car(form, cx);
    }

    /// What the field `car` says now.
    pub fn car_changed(&mut self, form: &mut Form, cx: &Cx) {
        self.vehicle = form.id("car").map(VehicleId);
        self.settle_car(form, cx);
    }

    fn settle_car(&self, form: &mut Form, cx: &Cx) {
        let known = self.vehicle.map(|_| cx.words.word("caller-on-record"));
        form.turn_off("model", known);
    }

    /// The customer's vehicles, for the field `car`; with one vehicle that is it.
    pub fn cars(&mut self, form: &mut Form, cars: &[VehicleLine], cx: &Cx) {
        let items: Vec<PickItem> = cars.iter().map(car_item).collect();
        let own = self.vehicle.and_then(|v| cars.iter().find(|c| c.id == v));
        let chosen = own.or(if cars.len() == 1 && form.raw("car").is_empty() {
            cars.first()
        } else {
            None
        });
        form.set_options("car", items);
        if let Some(car) = chosen {
            self.vehicle = Some(car.id);
            form.set_picked("car", &car_item(car));
        }
        self.settle_car(form, cx);
    }

    /// What the fields say.
    pub fn draft(&self, form: &Form) -> Draft {
        Draft {
            caller: self.clone(),
            name: form.text("who"),
            phone: form.text("phone"),
            plate: form.text("car"),
            model: form.text("model"),
        }
    }
}

/// Records for the field `who`: vehicles with their owners, then people.
pub fn hits(found: Vec<Hit>) -> Vec<PickItem> {
    let mut items = Vec::new();
    for hit in found {
        match hit {
            Hit::Vehicle(v) => {
                if let (Some(owner), Some(name)) = (v.customer_id, &v.customer) {
                    let text = format!("{} {name}", v.plate);
                    let note = format!("{} {}", v.make, v.model);
                    items.push(
                        PickItem::new(format!("v:{}:{owner}", v.id), text.trim()).note(note.trim()),
                    );
                }
            }
            Hit::Customer(c) => {
                let note = c.phone.clone().or(c.plates.clone()).unwrap_or_default();
                items.push(PickItem::new(format!("c:{}", c.id), c.name.clone()).note(note));
            }
            _ => {}
        }
    }
    items
}

fn car_item(car: &VehicleLine) -> PickItem {
    PickItem::new(car.id, car.plate.clone()).note(format!("{} {}", car.make, car.model).trim())
}

impl Draft {
    /// Puts on record who and what is new, and answers with both. Asked again after a refusal further on it
    /// finds what it made: a plate that is on record is that vehicle.
    pub async fn settle(self, desk: &Desk, by: &Actor) -> desk::Result<Settled> {
        let customer = match self.caller.customer {
            Some(id) => id,
            None => {
                let form = CustomerForm {
                    name: self.name.clone(),
                    phones: Some(self.phone.clone())
                        .filter(|p| !p.is_empty())
                        .into_iter()
                        .collect(),
                    ..CustomerForm::default()
                };
                desk.add_customer(by, &form).await?.value
            }
        };
        let vehicle = match self.caller.vehicle {
            Some(id) => Some(id),
            None if self.plate.trim().is_empty() => None,
            None => Some(self.settle_car(desk, by, customer).await?),
        };
        Ok(Settled { customer, vehicle })
    }

    async fn settle_car(
        &self,
        desk: &Desk,
        by: &Actor,
        owner: CustomerId,
    ) -> desk::Result<VehicleId> {
        let key = plate::key(&self.plate);
        let known = desk.find_vehicles(by, &self.plate).await?;
        if let Some(car) = known.iter().find(|c| plate::key(&c.plate) == key)
            && car.customer_id == Some(owner)
        {
            return Ok(car.id);
        }
        let (make, model) = self
            .model
            .split_once(' ')
            .unwrap_or((self.model.as_str(), ""));
        let form = VehicleForm {
            plate: self.plate.clone(),
            make: make.to_owned(),
            model: model.to_owned(),
            ..VehicleForm::default()
        };
        Ok(desk.add_vehicle(by, &form, Some(owner)).await?.value)
    }
}

/// The caller's field a refusal of the desk belongs to.
pub fn field_of(field: &'static str) -> &'static str {
    match field {
        "name" | "customer" => "who",
        "phones" | "phone" => "phone",
        "plate" | "vehicle" => "car",
        "make" => "model",
        other => other,
    }
}
