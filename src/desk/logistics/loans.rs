//! Courtesy cars as they are promised: which are free, who has which until when.

use serde_json::{Value, json};

use super::undo::Undo;
use super::{Of, still_on};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::logistics::{Loan as Status, LoanEvent};
use crate::domain::permission::Permission;
use crate::domain::vehicle::Use;
use crate::domain::{Arg, CustomerId, LoanId, Msg, Span, Ts, VehicleId, Zone, msg, text};
use crate::store::loans::{self as rows, Car, Held, Loan, New};
use crate::store::{Db, Error as StoreError, Lock, Tx, vehicles};

/// Who is lent a car.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Borrower {
    /// The customer of a visit, while their own car is here.
    Visit(Of),
    /// A customer without a visit.
    Customer(CustomerId),
}

/// What is agreed about a loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanForm {
    /// Which car.
    pub vehicle: VehicleId,
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub due_at: Ts,
    /// What to know about it.
    pub note: String,
}

impl LoanForm {
    /// What stands there.
    #[must_use]
    pub fn of(loan: &Loan) -> LoanForm {
        LoanForm {
            vehicle: loan.vehicle_id,
            starts_at: loan.starts_at,
            due_at: loan.due_at,
            note: loan.note.clone(),
        }
    }

    fn span(&self) -> Span {
        Span {
            start: self.starts_at,
            end: self.due_at,
        }
    }
}

/// A courtesy car and who has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Courtesy {
    /// The car.
    pub car: Car,
    /// What it is lent or promised for and not over, by time.
    pub loans: Vec<Loan>,
}

impl Courtesy {
    /// The loan to look at first: who has it, else who brought it back, else whom it is promised to next.
    #[must_use]
    pub fn first(&self) -> Option<&Loan> {
        let of = |status| self.loans.iter().find(|l| l.status == status);
        of(Status::Out)
            .or_else(|| of(Status::Returned))
            .or_else(|| of(Status::Reserved))
    }
}

/// A courtesy car in some stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct FreeCar {
    /// The car.
    pub car: Car,
    /// Who has it then, in words; `None` when it is free.
    pub taken: Option<Msg>,
}

impl Desk {
    /// The courtesy cars, by plate, each with what it is lent for (permission `booking.see`).
    pub async fn courtesy_cars(&self, by: &Actor) -> Result<Vec<Courtesy>> {
        by.may(Permission::BookingSee)?;
        let mut db = self.store();
        let mut loans = rows::open(&mut db).await?;
        let cars = rows::cars(&mut db).await?;
        Ok(cars
            .into_iter()
            .map(|car| Courtesy {
                loans: loans.extract_if(.., |l| l.vehicle_id == car.id).collect(),
                car,
            })
            .collect())
    }

    /// Which courtesy cars are free in that time, those first; a loan that is being edited does not count.
    pub async fn free_cars(
        &self,
        by: &Actor,
        span: Span,
        but: Option<LoanId>,
    ) -> Result<Vec<FreeCar>> {
        by.may(Permission::BookingSee)?;
        let zone = self.site(by.site())?.zone;
        let mut db = self.store();
        self.free_in(&mut db, zone, span, but).await
    }

    /// One loan.
    pub async fn loan(&self, by: &Actor, id: LoanId) -> Result<Loan> {
        by.may(Permission::BookingSee)?;
        Ok(rows::get(&mut self.store(), by.site(), id).await?)
    }

    /// Promises a car to a customer for some time (permission `booking.edit`).
    ///
    /// # Errors
    /// `Invalid` beside the car, naming who has it then and what is free instead; `Refused` when the visit
    /// is over or has a car already.
    pub async fn reserve_loan(
        &self,
        by: &Actor,
        who: Borrower,
        form: &LoanForm,
    ) -> Result<Done<LoanId>> {
        by.may(Permission::BookingEdit)?;
        let note = text::note(&form.note).map_err(|why| Error::invalid("note", why))?;
        let id = in_tx!(self, |tx| {
            let (customer, booking, job) = match who {
                Borrower::Customer(id) => (id, None, None),
                Borrower::Visit(of) => {
                    let visit = self.visit_of(tx, by, of).await?;
                    still_on(&visit)?;
                    let there = rows::of_visit(tx, visit.booking, visit.job).await?;
                    let holds = |l: &&Loan| matches!(l.status, Status::Reserved | Status::Out);
                    if let Some(other) = there.iter().find(holds) {
                        return Err(Error::Refused(msg!(
                            "loan-there",
                            plate = &other.plate,
                            status = other.status.label()
                        )));
                    }
                    (visit.customer, visit.booking, visit.job)
                }
            };
            tx.lock(vec![(Lock::Vehicle, form.vehicle.0)]).await?;
            self.lendable(tx, by, form, None).await?;
            let new = New {
                site: by.site(),
                vehicle: form.vehicle,
                customer,
                booking,
                job,
                span: form.span(),
                note: &note,
                at: self.now(),
            };
            let id = rows::insert(tx, &new).await?;
            rows::hold(tx, by.site(), id, form.vehicle, form.span())
                .await
                .map_err(raced)?;
            let told = (Value::Null, shown(form, Status::Reserved));
            self.loan_line(tx, by, "reserve_loan", id, told).await?;
            Ok(id)
        })?;
        Ok(Done::with(id, Inverse::Logistics(Undo::Reserve(id))))
    }

    /// Puts a loan right: another car or time while it is reserved, another end while it is out (permission
    /// `booking.edit`).
    ///
    /// # Errors
    /// As [`Desk::reserve_loan`]; `Stale` when somebody was quicker.
    pub async fn edit_loan(
        &self,
        by: &Actor,
        id: LoanId,
        version: i64,
        form: &LoanForm,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let note = text::note(&form.note).map_err(|why| Error::invalid("note", why))?;
        let done = in_tx!(self, |tx| {
            let was = rows::get(tx, by.site(), id).await?;
            let old = LoanForm::of(&was);
            match was.status {
                Status::Reserved => {}
                Status::Out => {
                    if old.vehicle != form.vehicle {
                        return Err(Error::invalid("vehicle", msg!("loan-is-out")));
                    }
                    if old.starts_at != form.starts_at {
                        return Err(Error::invalid("from", msg!("loan-is-out")));
                    }
                }
                over => {
                    return Err(Error::Refused(msg!("loan-over", status = over.label())));
                }
            }
            let turns = [was.vehicle_id, form.vehicle].map(|v| (Lock::Vehicle, v.0));
            tx.lock(turns.to_vec()).await?;
            self.lendable(tx, by, form, Some(&was)).await?;
            rows::let_go(tx, id).await?;
            rows::update(tx, (id, version), form.vehicle, form.span(), &note).await?;
            rows::hold(tx, by.site(), id, form.vehicle, form.span())
                .await
                .map_err(raced)?;
            let told = (shown(&old, was.status), shown(form, was.status));
            self.loan_line(tx, by, "edit_loan", id, told).await?;
            Ok(old)
        });
        let old = self.name_the_quicker(done, "courtesy_loan", id.0).await?;
        let undo = Undo::Loan {
            id,
            version: version + 1,
            to: Box::new(old),
        };
        Ok(Done::with((), Inverse::Logistics(undo)))
    }

    /// The car is not needed (permission `booking.edit`).
    ///
    /// # Errors
    /// `Refused` once it is out or back.
    pub async fn cancel_loan(&self, by: &Actor, id: LoanId) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let loan = in_tx!(self, |tx| {
            let loan = rows::get(tx, by.site(), id).await?;
            self.loan_off(tx, by, &loan).await?;
            Ok(loan)
        })?;
        let who = match (loan.job_id, loan.booking_id) {
            (Some(job), _) => Borrower::Visit(Of::Job(job)),
            (None, Some(booking)) => Borrower::Visit(Of::Booking(booking)),
            (None, None) => Borrower::Customer(loan.customer_id),
        };
        let undo = Undo::LoanOff(who, Box::new(LoanForm::of(&loan)));
        Ok(Done::with((), Inverse::Logistics(undo)))
    }

    /// The same inside a transaction.
    pub(super) async fn loan_off(&self, tx: &mut Tx, by: &Actor, loan: &Loan) -> Result<()> {
        self.loan_step(tx, by, loan, LoanEvent::Cancel, &loan.note)
            .await?;
        Ok(rows::let_go(tx, loan.id).await?)
    }

    /// One step of the state machine that notes nothing but words.
    pub(super) async fn loan_step(
        &self,
        tx: &mut Tx,
        by: &Actor,
        loan: &Loan,
        event: LoanEvent,
        note: &str,
    ) -> Result<()> {
        let to = next(loan, event)?;
        if !rows::step(tx, loan.id, loan.status, to, note).await? {
            return Err(Error::Busy(format!("loan {} changed state", loan.id.0)));
        }
        let verb = match event {
            LoanEvent::Inspect => "inspect_loan",
            _ => "cancel_loan",
        };
        let told = (
            json!({ "status": loan.status }),
            json!({ "status": to, "note": note }),
        );
        self.loan_line(tx, by, verb, loan.id, told).await
    }

    /// Whether that car can be promised for that time; refused beside its field, with what is free instead.
    async fn lendable(
        &self,
        tx: &mut Tx,
        by: &Actor,
        form: &LoanForm,
        was: Option<&Loan>,
    ) -> Result<()> {
        let now = self.now();
        if form.due_at <= form.starts_at {
            return Err(Error::invalid("until", msg!("loan-backwards")));
        }
        if form.due_at <= now && was.is_none_or(|w| w.due_at != form.due_at) {
            return Err(Error::invalid("until", msg!("loan-past")));
        }
        let car = vehicles::get(tx, form.vehicle).await?;
        if car.used_as != Use::Courtesy || car.archived_at.is_some() {
            return Err(Error::invalid(
                "vehicle",
                msg!("loan-no-courtesy-car", plate = car.plate),
            ));
        }
        let zone = self.site(by.site())?.zone;
        let but = was.map(|w| w.id);
        let Some(why) = self
            .taken_then(tx, zone, form.vehicle, form.span(), but)
            .await?
        else {
            return Ok(());
        };
        let free = self.free_in(tx, zone, form.span(), but).await?;
        let free: Vec<String> = free
            .into_iter()
            .filter(|f| f.taken.is_none())
            .map(|f| f.car.plate)
            .collect();
        let why = msg!(
            "loan-taken",
            plate = car.plate,
            why = why,
            count = free.len() as i64,
            free = free.join(", ")
        );
        Err(Error::invalid("vehicle", why))
    }

    /// The courtesy cars in that time, the free ones first.
    async fn free_in(
        &self,
        db: &mut impl Db,
        zone: Zone,
        span: Span,
        but: Option<LoanId>,
    ) -> Result<Vec<FreeCar>> {
        let mut all = Vec::new();
        for car in rows::cars(db).await? {
            let taken = self.taken_then(db, zone, car.id, span, but).await?;
            all.push(FreeCar { car, taken });
        }
        all.sort_by_key(|f| f.taken.is_some());
        Ok(all)
    }

    /// Who has a car at some time of that span, in words. One that should be back and is not is taken for today:
    /// nobody knows when it comes.
    async fn taken_then(
        &self,
        db: &mut impl Db,
        zone: Zone,
        car: VehicleId,
        span: Span,
        but: Option<LoanId>,
    ) -> Result<Option<Msg>> {
        if let Some(held) = rows::held(db, car, span, but).await? {
            return Ok(Some(has(&held)));
        }
        let now = self.now();
        if zone.day_of(span.start) > zone.day_of(now) {
            return Ok(None);
        }
        let late = rows::open_of(db, car).await?;
        let late = late.iter().find(|l| l.is_late(now) && Some(l.id) != but);
        Ok(late.map(|l| msg!("loan-has-late", who = &l.customer, due = l.due_at)))
    }

    /// The audit line of a loan.
    pub(super) async fn loan_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &'static str,
        id: LoanId,
        (old, new): (Value, Value),
    ) -> Result<()> {
        let entry = Entry {
            verb,
            entity: "courtesy_loan",
            id: id.0,
            old,
            new,
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }
}

/// The state after the event.
pub(super) fn next(loan: &Loan, event: LoanEvent) -> Result<Status> {
    loan.status
        .next(event)
        .map_err(|refused| Error::Refused(refused.msg()))
}

/// Who has it, until when.
fn has(held: &Held) -> Msg {
    let who: Arg = if held.customer.is_empty() {
        msg!("booking-somebody").into()
    } else {
        held.customer.as_str().into()
    };
    match held.status {
        Some(Status::Out) => msg!("loan-has-out", who = who, due = held.ends_at),
        Some(_) => msg!(
            "loan-has-kept",
            who = who,
            from = held.starts_at,
            due = held.ends_at
        ),
        None => msg!(
            "loan-has-booking",
            from = held.starts_at,
            due = held.ends_at
        ),
    }
}

/// A refusal of the schema that slipped past (another program wrote), in words.
pub(super) fn raced(e: StoreError) -> Error {
    match e {
        StoreError::Rule(rule) if rule == "ex_occupancy_vehicle" => {
            Error::invalid("vehicle", msg!("loan-raced"))
        }
        e => e.into(),
    }
}

fn shown(form: &LoanForm, status: Status) -> Value {
    json!({ "status": status, "vehicle": form.vehicle, "from": form.starts_at, "until": form.due_at,
        "note": form.note })
}
