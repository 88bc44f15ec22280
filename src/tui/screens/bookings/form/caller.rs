//! Who is on the phone, and with which car: known ones by plate, name or phone; new ones without leaving the form.

use super::twin::Twin;
use crate::desk::customers::{CustomerForm, Hit, VehicleForm, VehicleLine};
use crate::desk::{self, Actor, Desk};
use crate::domain::customer::ContactKind;
use crate::domain::plate::{self, Plate};
use crate::domain::{CustomerId, VehicleId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::{Env, Field, Kind, PickItem};

/// The names of the fields, in the order they are gone through.
pub const FIELDS: [&str; 4] = ["who", "phone", "car", "model"];

/// What is known of the caller so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caller {
    /// A customer on record.
    pub customer: Option<CustomerId>,
    /// A vehicle on record.
    pub vehicle: Option<VehicleId>,
    /// Who it probably is, though typed as new.
    pub(super) twin: Option<Twin>,
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
            Field::new("phone", w.word("caller-phone"), Kind::Reach)
                .hint(w.word("caller-phone-hint")),
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
                twin: None,
            },
            (Some("c"), [customer]) => Caller {
                customer: Some(CustomerId(*customer)),
                vehicle: None,
                twin: None,
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
        let typed = plate::key(&form.text("car"));
        let own = cars
            .iter()
            .find(|c| Some(c.id) == self.vehicle || plate::key(&c.plate) == typed);
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

    /// Whoever is on the phone is read their number back.
    pub fn read_back(&self, form: &mut Form, phone: Option<String>) {
        if let Some(phone) = phone.filter(|_| self.customer.is_some()) {
            form.turn_off("phone", Some(phone));
        }
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

/// The customer's vehicles and the number they are called at.
pub async fn cars(
    desk: Desk,
    by: Actor,
    customer: CustomerId,
) -> desk::Result<(Vec<VehicleLine>, Option<String>)> {
    let card = desk.customer_card(&by, customer).await?;
    let mut phones = card.contacts.iter();
    let phone = phones.find(|c| c.kind == ContactKind::Phone);
    let phone = phone.map(|c| c.value.clone());
    Ok((card.vehicles, phone))
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
        let (known, owner) = (self.caller.vehicle, self.caller.customer);
        // The plate is looked at first: what cannot stand is said before anybody is put on record.
        let car = match known {
            None if !self.plate.trim().is_empty() => self.known_car(desk, by, owner).await?,
            known => known,
        };
        let customer = match owner {
            Some(id) => id,
            None => desk.add_customer(by, &self.as_form()).await?.value,
        };
        let vehicle = match car {
            None if !self.plate.trim().is_empty() => Some(self.add_car(desk, by, customer).await?),
            car => car,
        };
        Ok(Settled { customer, vehicle })
    }

    /// The caller as a new customer.
    pub(super) fn as_form(&self) -> CustomerForm {
        let reach = || Some(self.phone.clone()).filter(|p| !p.is_empty());
        let is_email = self.phone.contains('@');
        CustomerForm {
            name: self.name.clone(),
            phones: reach().filter(|_| !is_email).into_iter().collect(),
            emails: reach().filter(|_| is_email).into_iter().collect(),
            ..CustomerForm::default()
        }
    }

    /// The vehicle of that plate, if it is on record. Who is typed as new does not come with a known one: that is
    /// somebody on record, or a new owner.
    async fn known_car(
        &self,
        desk: &Desk,
        by: &Actor,
        owner: Option<CustomerId>,
    ) -> desk::Result<Option<VehicleId>> {
        let key = Plate::parse(&self.plate)
            .map_err(|why| desk::Error::invalid("plate", why))?
            .key;
        let known = desk.find_vehicles(by, &self.plate).await?;
        match known.iter().find(|c| plate::key(&c.plate) == key) {
            // Whoever is on record may come with anybody's car, and pays.
            Some(car) if owner.is_some() || car.customer_id.is_none() => Ok(Some(car.id)),
            Some(car) => {
                let name = car.customer.clone().unwrap_or_default();
                Err(desk::Error::invalid(
                    "plate",
                    msg!("caller-plate-taken", name = name),
                ))
            }
            None => Ok(None),
        }
    }

    async fn add_car(&self, desk: &Desk, by: &Actor, owner: CustomerId) -> desk::Result<VehicleId> {
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
        "phones" | "phone" | "emails" | "email" => "phone",
        "plate" | "vehicle" => "car",
        "make" => "model",
        other => other,
    }
}

/// The workshop's country: for phone numbers typed without one.
pub fn country(cx: &Cx) -> String {
    let site = cx.desk.site(cx.actor.site());
    site.map(|s| s.country).unwrap_or_default()
}

/// What reading a field needs to know.
pub fn env<'a>(cx: &'a Cx, country: &'a str) -> Env<'a> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country,
    }
}
