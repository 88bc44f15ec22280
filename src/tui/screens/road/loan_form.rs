//! The form of a loan: which courtesy car, from when until when.

use chrono::NaiveDate;
use serde_json::json;

use super::said::{loan_state, typed_moment};
use crate::desk::logistics::{Borrower, FreeCar, Loan, LoanForm, Of};
use crate::desk::{Actor, Desk};
use crate::domain::logistics::Loan as Status;
use crate::domain::{
    BookingId, CustomerId, JobId, LoanId, Msg, Span, Ts, VehicleId, Zone, msg, parse,
};
use crate::tui::app::Cx;
use crate::tui::screens::record::{Head, Pending, Record, Saving, Sheet, pending};
use crate::tui::screens::{Subject, draft};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// When a car is back where nothing else is said, as a minute of the day.
const EVENING: i64 = 17 * 60;

/// The form; it answers the loan.
pub struct LoanEdit {
    what: What,
}

/// Which loan.
#[derive(Clone, Copy)]
enum What {
    New(Borrower),
    /// Of this car, to somebody who is typed.
    Car(VehicleId),
    There(LoanId),
}

/// What it is made of.
pub struct Ground {
    customer: String,
    span: Span,
    free: Vec<FreeCar>,
    loan: Option<Box<Loan>>,
}

impl LoanEdit {
    /// A loan that is not there yet.
    pub fn add(who: Borrower) -> Self {
        Self {
            what: What::New(who),
        }
    }

    /// The same of this car, to a customer who is not known yet.
    pub fn of_car(car: VehicleId) -> Self {
        Self {
            what: What::Car(car),
        }
    }

    /// One that is.
    pub fn edit(id: LoanId) -> Self {
        Self {
            what: What::There(id),
        }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let (kind, id): (String, i64) = draft::of(payload)?;
        let page = match kind.as_str() {
            "loan" => Self::edit(LoanId(id)),
            "booking" => Self::add(Borrower::Visit(Of::Booking(BookingId(id)))),
            "car" => Self::of_car(VehicleId(id)),
            "job" => Self::add(Borrower::Visit(Of::Job(JobId(id)))),
            _ => Self::add(Borrower::Customer(CustomerId(id))),
        };
        Some(Sheet::recalled(page, payload))
    }
}

/// The moment a field says.
fn moment(
    text: &str,
    zone: Zone,
    today: NaiveDate,
    (expected, minute): (NaiveDate, i64),
) -> Result<Ts, Msg> {
    let (day, at) = parse::moment(text, today, expected)?;
    Ok(zone.at(day, at.unwrap_or(minute)))
}

/// From a visit's own times: while the customer's car is here, and never over before it begins.
fn while_here(comes: Option<Ts>, leaves: Option<Ts>, now: Ts, zone: Zone) -> Span {
    let minute = now.plus_micros(-now.0.rem_euclid(60_000_000));
    let start = comes.map_or(minute, |at| at.max(minute));
    let evening = zone.at(zone.day_of(start), EVENING);
    let end = leaves.filter(|at| *at > start).unwrap_or(evening);
    let end = if end > start {
        end
    } else {
        start.plus_minutes(120)
    };
    Span { start, end }
}

impl Record for LoanEdit {
    type Ground = Ground;
    type Saved = ();

    fn title(&self, ground: Option<&Ground>) -> Msg {
        match ground.and_then(|g| g.loan.as_ref()) {
            Some(loan) => msg!("loan-form-title-of", plate = &loan.plate),
            None => msg!("loan-form-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-loan-form"))
    }

    fn subject(&self) -> Option<Subject> {
        match self.what {
            What::There(id) => Some(Subject {
                entity: "courtesy_loan",
                id: id.0,
            }),
            What::New(_) | What::Car(_) => None,
        }
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        let of = match self.what {
            What::There(id) => json!(("loan", id.0)),
            What::New(Borrower::Visit(Of::Booking(id))) => json!(("booking", id.0)),
            What::New(Borrower::Visit(Of::Job(id))) => json!(("job", id.0)),
            What::New(Borrower::Customer(id)) => json!(("customer", id.0)),
            What::Car(id) => json!(("car", id.0)),
        };
        Some(("loan", of))
    }

    fn version<'a>(&self, ground: &'a mut Ground) -> Option<&'a mut i64> {
        ground.loan.as_mut().map(|loan| &mut loan.version)
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Ground> {
        let what = self.what;
        pending(async move {
            let zone = desk.site(by.site())?.zone;
            let (customer, span, loan) = match what {
                What::New(Borrower::Visit(of)) => {
                    let trip = desk.trip(&by, of).await?;
                    let span = while_here(trip.comes_at, trip.leaves_at, desk.now(), zone);
                    (trip.customer, span, None)
                }
                What::New(Borrower::Customer(id)) => {
                    let name = desk.customer_card(&by, id).await?.customer.name;
                    (name, while_here(None, None, desk.now(), zone), None)
                }
                What::Car(_) => (
                    String::new(),
                    while_here(None, None, desk.now(), zone),
                    None,
                ),
                What::There(id) => {
                    let loan = desk.loan(&by, id).await?;
                    (loan.customer.clone(), loan.span(), Some(Box::new(loan)))
                }
            };
            let but = loan.as_ref().map(|l| l.id);
            Ok(Ground {
                free: desk.free_cars(&by, span, but).await?,
                customer,
                span,
                loan,
            })
        })
    }

    fn form(&self, g: &Ground, cx: &Cx) -> Form {
        let w = &cx.words;
        let cars: Vec<PickItem> = g
            .free
            .iter()
            .map(|f| {
                let note = match &f.taken {
                    Some(why) => w.say(why),
                    None => format!("{} {}", f.car.make, f.car.model).trim().to_owned(),
                };
                PickItem::new(f.car.id, f.car.plate.clone()).note(note)
            })
            .collect();
        let mut fields = vec![
            Field::new("vehicle", w.word("loan-field-car"), Kind::PICK)
                .options(cars.clone())
                .required(),
            Field::new("from", w.word("loan-field-from"), Kind::Text).required(),
            Field::new("until", w.word("loan-field-until"), Kind::Text)
                .required()
                .hint(w.word("loan-until-hint")),
            Field::new("note", w.word("loan-field-note"), Kind::Notes(2)),
        ];
        let car = match self.what {
            What::Car(car) => {
                let who = Field::new("customer", w.word("loan-field-customer"), Kind::ASK);
                fields.insert(0, who.required());
                Some(car)
            }
            _ => None,
        };
        let mut form = Form::new(fields);
        form.unknown = w.word("loan-unknown");
        let moment = |at| Value::Text(typed_moment(at, cx));
        form.set("from", moment(g.span.start), w);
        form.set("until", moment(g.span.end), w);
        let first = g.free.iter().find(|f| f.taken.is_none()).map(|f| f.car.id);
        let stored = g.loan.as_ref().map(|l| l.vehicle_id);
        if let Some(id) = stored.or(car).or(first) {
            let key = id.to_string();
            if let Some(item) = cars.iter().find(|i| i.key == key) {
                form.set_picked("vehicle", item);
            }
        }
        if let Some(loan) = &g.loan {
            form.set("note", Value::Text(loan.note.clone()), w);
            if loan.status == Status::Out {
                let why = w.word("loan-is-out-short");
                form.turn_off("vehicle", Some(why.clone()));
                form.turn_off("from", Some(why));
            }
        } else if first.is_none() {
            form.note(
                "vehicle",
                Some((w.word("loan-none-free"), crate::tui::look::Role::Warn)),
            );
        }
        form
    }

    fn save(&self, g: &Ground, form: &Form, desk: Desk, by: Actor) -> Saving<()> {
        let zone = desk.site(by.site()).map_err(|e| ("from", e.msg()))?.zone;
        let today = zone.day_of(desk.now());
        let out = g.loan.as_ref().filter(|l| l.status == Status::Out);
        let (vehicle, starts_at) = match out {
            Some(loan) => (loan.vehicle_id, loan.starts_at),
            None => {
                let car = form.id("vehicle").map(VehicleId);
                let car = car.ok_or_else(|| ("vehicle", msg!("loan-no-car")))?;
                let expected = (today, zone.minute_of_day(g.span.start));
                let from = moment(&form.raw("from"), zone, today, expected);
                (car, from.map_err(|why| ("from", why))?)
            }
        };
        let expected = (zone.day_of(starts_at), EVENING);
        let until = moment(&form.raw("until"), zone, today, expected);
        let said = LoanForm {
            vehicle,
            starts_at,
            due_at: until.map_err(|why| ("until", why))?,
            note: form.text("note"),
        };
        let customer = form.id("customer");
        let (what, version) = (self.what, g.loan.as_ref().map_or(0, |l| l.version));
        Ok(pending(async move {
            match what {
                What::New(who) => Ok(desk.reserve_loan(&by, who, &said).await?.map(drop)),
                What::Car(_) => {
                    let who = Borrower::Customer(CustomerId(customer.unwrap_or_default()));
                    Ok(desk.reserve_loan(&by, who, &said).await?.map(drop))
                }
                What::There(id) => desk.edit_loan(&by, id, version, &said).await,
            }
        }))
    }

    fn saved(&self, g: &Ground, form: &Form, _saved: &()) -> Msg {
        let who = if g.customer.is_empty() {
            form.raw("customer")
        } else {
            g.customer.clone()
        };
        msg!("loan-saved", plate = form.raw("vehicle"), who = who)
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
            let item = |c: crate::desk::customers::CustomerLine| {
                PickItem::new(c.id, c.name).note(c.phone.unwrap_or_default())
            };
            Ok(found.into_iter().map(item).collect())
        }))
    }

    fn head(&self, g: &Ground, cx: &Cx) -> Head {
        let state = g.loan.as_ref().map(|l| cx.words.say(&loan_state(l, cx)));
        Head {
            aside: g.customer.clone(),
            below: state.unwrap_or_default(),
        }
    }
}
