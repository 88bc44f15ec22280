//! Somebody who is typed as new and is on record already: said at once, and taken with one key.

use super::caller::Caller;
use crate::desk::customers::CustomerForm;
use crate::desk::{self, Actor, Desk};
use crate::domain::{CustomerId, Msg, VehicleId, plate};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::Role;
use crate::tui::widgets::PickItem;
use crate::tui::widgets::form::Form;

/// Who it probably is.
#[derive(Clone, Debug, PartialEq)]
pub struct Twin {
    /// The customer on record.
    customer: CustomerId,
    /// Their name.
    name: String,
    /// Their phone number, or empty.
    phone: String,
    /// The vehicle, where its plate gave them away.
    vehicle: Option<VehicleId>,
    /// Its plate; else those of all their vehicles.
    plates: String,
    /// The field that gave them away.
    field: &'static str,
}

/// What was typed of somebody new.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    form: CustomerForm,
    plate: String,
}

impl Typed {
    /// Looks for them: by phone number or e-mail address, else by the plate.
    ///
    /// # Errors
    /// Those of [`Desk::alike`]; what cannot be read yet is nobody.
    pub async fn look(self, desk: &Desk, by: &Actor) -> desk::Result<Option<Twin>> {
        let known = match desk.alike(by, &self.form).await {
            Err(desk::Error::Invalid { .. }) => Vec::new(),
            found => found?,
        };
        if let Some(first) = known.into_iter().next() {
            return Ok(Some(Twin {
                customer: first.id,
                name: first.name,
                phone: first.phone.or(first.email).unwrap_or_default(),
                vehicle: None,
                plates: first.plates.unwrap_or_default(),
                field: "phone",
            }));
        }
        let key = plate::key(&self.plate);
        if key.is_empty() {
            return Ok(None);
        }
        let found = desk.find_vehicles(by, &self.plate).await?;
        let own = found.into_iter().find(|v| plate::key(&v.plate) == key);
        Ok(own.and_then(|v| {
            Some(Twin {
                customer: v.customer_id?,
                name: v.customer.unwrap_or_default(),
                phone: v.phone.unwrap_or_default(),
                vehicle: Some(v.id),
                plates: v.plate,
                field: "car",
            })
        }))
    }
}

impl Caller {
    /// What is typed of somebody new, worth looking for; forgets whom it thought of before.
    pub fn typed(&mut self, form: &mut Form) -> Option<Typed> {
        self.forget_twin(form);
        if self.customer.is_some() || form.text("who").is_empty() {
            return None;
        }
        let typed = Typed {
            form: self.draft(form).as_form(),
            plate: form.text("car"),
        };
        let says = !typed.plate.is_empty() || !form.text("phone").is_empty();
        says.then_some(typed)
    }

    /// Somebody like that is on record, or nobody is.
    pub fn heard(&mut self, twin: Option<Twin>, form: &mut Form, cx: &Cx) {
        self.forget_twin(form);
        if self.customer.is_some() {
            return;
        }
        if let Some(twin) = &twin {
            let said = msg!("caller-twin-short", name = twin.name.as_str());
            let said = format!("{} {}", cx.marks.alert, cx.words.say(&said));
            form.note(twin.field, Some((said, Role::Warn)));
        }
        self.twin = twin;
    }

    /// Who it probably is, in a sentence with the key that takes them.
    pub fn twin_said(&self) -> Option<Msg> {
        self.twin.as_ref().map(|t| {
            let all = [t.name.as_str(), &t.phone, &t.plates];
            let all: Vec<&str> = all.into_iter().filter(|p| !p.is_empty()).collect();
            msg!("caller-twin", who = all.join(", "))
        })
    }

    /// It is them: the record takes the place of what was typed. `false` when nobody is meant.
    pub fn take_twin(&mut self, form: &mut Form, cx: &Cx) -> bool {
        let Some(twin) = self.twin.clone() else {
            return false;
        };
        self.forget_twin(form);
        self.customer = Some(twin.customer);
        self.vehicle = twin.vehicle;
        form.set_picked(
            "who",
            &PickItem::new(format!("c:{}", twin.customer), twin.name),
        );
        form.remark("car", None);
        if let Some(id) = twin.vehicle {
            form.set_picked("car", &PickItem::new(id, twin.plates));
        }
        self.settle_fields(form, cx);
        form.go(if self.vehicle.is_some() {
            "wish"
        } else {
            "car"
        });
        true
    }

    fn forget_twin(&mut self, form: &mut Form) {
        self.twin = None;
        form.note("phone", None);
        form.note("car", None);
    }
}
