//! The sheet of a courtesy car: what is noted when it leaves, and when it is back.

use serde_json::json;

use super::said::loan_state;
use crate::desk::logistics::{CarSheet, Loan};
use crate::desk::{Actor, Desk, Done};
use crate::domain::{LoanId, Msg, Qty, msg};
use crate::tui::app::Cx;
use crate::tui::screens::record::{Head, Pending, Record, Saving, Sheet, pending};
use crate::tui::screens::{Subject, draft};
use crate::tui::widgets::{Field, Form, Kind, Value};

/// Whether it leaves or is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The customer gets the keys.
    Out,
    /// They bring them back.
    Back,
}

/// The form; it answers nothing.
pub struct CarKeys {
    id: LoanId,
    way: Way,
}

impl CarKeys {
    /// The sheet of that loan.
    pub fn new(id: LoanId, way: Way) -> Self {
        Self { id, way }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let (id, out): (i64, bool) = draft::of(payload)?;
        let way = if out { Way::Out } else { Way::Back };
        Some(Sheet::recalled(Self::new(LoanId(id), way), payload))
    }
}

impl Record for CarKeys {
    type Ground = Loan;
    type Saved = ();

    fn title(&self, ground: Option<&Loan>) -> Msg {
        let plate = ground.map(|l| l.plate.clone()).unwrap_or_default();
        match self.way {
            Way::Out => msg!("car-out-title", plate = plate),
            Way::Back => msg!("car-back-title", plate = plate),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(match self.way {
            Way::Out => msg!("help-car-out"),
            Way::Back => msg!("help-car-back"),
        })
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "courtesy_loan",
            id: self.id.0,
        })
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        Some(("car-keys", json!((self.id.0, self.way == Way::Out))))
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Loan> {
        let id = self.id;
        pending(async move { desk.loan(&by, id).await })
    }

    fn form(&self, l: &Loan, cx: &Cx) -> Form {
        let w = &cx.words;
        let unit = w.say(&l.odometer_unit.label());
        let mut fields = vec![
            Field::new("odometer", w.word("car-field-odometer"), Kind::Qty)
                .required()
                .hint(unit),
            Field::new("fuel", w.word("car-field-fuel"), Kind::Text)
                .required()
                .hint(w.word("car-fuel-hint")),
            Field::new("damage", w.word("car-field-damage"), Kind::Notes(3)),
        ];
        if self.way == Way::Out {
            let said = Kind::Toggle(w.word("car-licence-seen"));
            fields.push(Field::new("licence", w.word("car-field-licence"), said));
        }
        let mut form = Form::new(fields);
        match self.way {
            Way::Out => {
                if let Some(seen) = l.odometer {
                    form.set("odometer", Value::Qty(Qty::whole(seen)), w);
                }
            }
            // What was noted when it left, to compare with.
            Way::Back => {
                if let Some(out) = l.out_odometer {
                    let said = msg!("car-was-at", count = out, unit = l.odometer_unit.label());
                    form.hint("odometer", w.say(&said));
                }
                let said = msg!("car-fuel-was", fuel = &l.out_fuel);
                form.hint("fuel", w.say(&said));
                form.set("damage", Value::Text(l.out_damage.clone()), w);
            }
        }
        form
    }

    fn save(&self, _l: &Loan, form: &Form, desk: Desk, by: Actor) -> Saving<()> {
        let sheet = CarSheet {
            odometer: form.qty("odometer").map(|q| q.0 / 1000),
            fuel: form.text("fuel"),
            damage: form.text("damage"),
            licence: form.is_on("licence"),
        };
        let (id, way) = (self.id, self.way);
        Ok(pending(async move {
            match way {
                Way::Out => desk.lend(&by, id, &sheet).await?,
                Way::Back => desk.take_car_back(&by, id, &sheet).await?,
            }
            Ok(Done::final_(()))
        }))
    }

    fn saved(&self, l: &Loan, form: &Form, _saved: &()) -> Msg {
        let driven = form.qty("odometer").map(|q| q.0 / 1000);
        let driven = driven.zip(l.out_odometer).map(|(now, out)| now - out);
        match (self.way, driven) {
            (Way::Out, _) => msg!(
                "car-is-out",
                plate = &l.plate,
                who = &l.customer,
                due = l.due_at
            ),
            (Way::Back, driven) => msg!(
                "car-is-back",
                plate = &l.plate,
                count = driven.unwrap_or_default(),
                unit = l.odometer_unit.label()
            ),
        }
    }

    fn head(&self, l: &Loan, cx: &Cx) -> Head {
        Head {
            aside: l.customer.clone(),
            below: cx.words.say(&loan_state(l, cx)),
        }
    }
}
