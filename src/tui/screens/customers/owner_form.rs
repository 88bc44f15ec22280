//! Who has the vehicle from now on: owner, keeper or driver, and since when.

use crate::desk::{Actor, Desk, Done};
use crate::domain::vehicle::Role as Holds;
use crate::domain::{CustomerId, Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::screens::record::{Head, Pending, Record, Saving, Sheet, pending};
use crate::tui::screens::{Subject, draft};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// The form.
pub struct OwnerForm {
    vehicle: VehicleId,
    /// Plate and model, over the fields.
    called: String,
}

impl OwnerForm {
    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let (vehicle, called) = draft::of(payload)?;
        let record = Self { vehicle, called };
        Some(Sheet::recalled(record, payload))
    }

    /// For this vehicle, from today on.
    pub fn new(vehicle: VehicleId, called: String) -> Sheet<Self> {
        Sheet::of(Self { vehicle, called })
    }
}

impl Record for OwnerForm {
    type Ground = ();
    type Saved = ();

    fn title(&self, _ground: Option<&()>) -> Msg {
        msg!("vehicle-owner-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("vehicle-owner-help"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "vehicle",
            id: self.vehicle.0,
        })
    }

    fn head(&self, _ground: &(), _cx: &Cx) -> Head {
        Head {
            below: self.called.clone(),
            ..Head::default()
        }
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        Some(("owner", serde_json::json!((self.vehicle, &self.called))))
    }

    fn load(&self, _desk: Desk, _by: Actor) -> Pending<()> {
        pending(async { Ok(()) })
    }

    fn form(&self, _ground: &(), cx: &Cx) -> Form {
        let w = &cx.words;
        let roles = Holds::ALL
            .iter()
            .map(|r| (r.as_str().to_owned(), w.say(&r.label())));
        let mut form = Form::new(vec![
            Field::new("customer", w.word("vehicle-owner-customer"), Kind::ASK).required(),
            Field::new(
                "role",
                w.word("vehicle-owner-role"),
                Kind::Choice(roles.collect()),
            ),
            Field::new("from", w.word("vehicle-owner-from"), Kind::Date).required(),
        ]);
        form.nothing = w.word("customers-none");
        form.set("role", Value::Key(Holds::Owner.as_str().to_owned()), w);
        form.set("from", Value::Date(cx.today()), w);
        form
    }

    fn save(&self, _ground: &(), form: &Form, desk: Desk, by: Actor) -> Saving<()> {
        let (Some(to), Some(from)) = (form.id("customer"), form.date("from")) else {
            return Err(("customer", msg!("text-empty")));
        };
        let role = form
            .key("role")
            .and_then(|r| r.parse().ok())
            .unwrap_or(Holds::Owner);
        let id = self.vehicle;
        Ok(pending(async move {
            desk.change_owner(&by, id, role, CustomerId(to), from)
                .await?;
            Ok(Done::final_(()))
        }))
    }

    fn saved(&self, _ground: &(), form: &Form, _saved: &()) -> Msg {
        msg!("vehicle-owner-changed", name = form.raw("customer"))
    }

    fn options(
        &self,
        _field: &str,
        typed: &str,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<Vec<PickItem>>> {
        let typed = typed.to_owned();
        Some(pending(async move {
            let found = desk.find_customers(&by, &typed).await?;
            let items = found
                .into_iter()
                .map(|c| PickItem::new(c.id, c.name).note(c.phone.unwrap_or_default()));
            Ok(items.collect())
        }))
    }
}
