//! What was typed on a page and not saved, as the store keeps it: which form, what it is of, what it says.
//!
//! A form gives it with [`Screen::draft`](super::Screen::draft) and is opened again by [`recall`]. Secrets
//! never go into one.

use super::Page;
use super::bookings::{BlockForm, BookingForm};
use super::checkin::CheckIn;
use super::customers::{CustomerEdit, OwnerForm, VehicleEdit};
use super::inventory::{PartEdit, ShelfEdit};
use super::invoices::{HeadForm, LineForm};
use super::road::{CarKeys, LegEdit, LoanEdit};
use crate::tui::app::Cx;
use crate::tui::widgets::Form;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Half-filled work.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which form: "customer", "booking".
    pub form: &'static str,
    /// All it needs to be as it was.
    pub payload: Value,
}

impl Draft {
    /// What stands in that form, and of what it is: the record and its version, or where it began.
    pub fn new(form: &'static str, typed: &Form, of: impl Serialize) -> Option<Self> {
        let of = serde_json::to_value(of).ok()?;
        let payload = json!({ "of": of, "typed": typed.to_json() });
        Some(Self { form, payload })
    }

    /// The same, typed on that version of the record.
    #[must_use]
    pub fn read_at(mut self, version: Option<i64>) -> Self {
        self.payload["version"] = json!(version);
        self
    }

    /// The same as was kept, while it is not yet in the form again.
    pub fn again(form: &'static str, kept: &Value) -> Self {
        let payload = kept.clone();
        Self { form, payload }
    }
}

/// Of what a kept form is, as it was told to [`Draft::new`]; `None` when an older program wrote it otherwise.
pub fn of<T: DeserializeOwned>(payload: &Value) -> Option<T> {
    serde_json::from_value(payload["of"].clone()).ok()
}

/// The version of the record it was typed on.
pub fn version(payload: &Value) -> Option<i64> {
    payload["version"].as_i64()
}

/// What stood in the form, for [`Form::restore`].
pub fn typed(payload: &Value) -> Value {
    payload["typed"].clone()
}

/// The page of a kept form, as it was; `None` when this program does not know it.
pub fn recall(form: &str, payload: &Value, cx: &Cx) -> Option<Page> {
    Some(match form {
        "booking" => Page::new(BookingForm::recall(payload, cx)?),
        "block" => Page::new(BlockForm::recall(payload, cx)?),
        "check-in" => Page::new(CheckIn::recall(payload, cx)?),
        "customer" => Page::new(CustomerEdit::recall(payload)?),
        "vehicle" => Page::new(VehicleEdit::recall(payload)?),
        "owner" => Page::new(OwnerForm::recall(payload)?),
        "part" => Page::new(PartEdit::recall(payload)?),
        "shelf" => Page::new(ShelfEdit::recall(payload)?),
        "invoice-line" => Page::new(LineForm::recall(payload, cx)?),
        "invoice-head" => Page::new(HeadForm::recall(payload, cx)?),
        "leg" => Page::new(LegEdit::recall(payload)?),
        "loan" => Page::new(LoanEdit::recall(payload)?),
        "car-keys" => Page::new(CarKeys::recall(payload)?),
        _ => return None,
    })
}
