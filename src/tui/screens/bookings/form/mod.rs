//! The new booking: who, with what, what for, when and where; free times are offered, nothing is lost on a no.

mod block;
pub mod caller;
mod submit;
mod view;

use self::caller::{Caller, field_of, hits};
use self::submit::Submitted;
use super::Reason;
use crate::desk;
use crate::desk::booking::{Bay, Kind as Type, Mechanic, Quote, Search};
use crate::desk::customers::{Hit, VehicleLine};
use crate::desk::{Error, Fit};
use crate::domain::booking::{Arrival, Source};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{BayId, BookingTypeId, CannedJobId, CustomerId, Msg, StaffId, Ts, VehicleId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Pick};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};
pub use block::BlockForm;
use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// What is known when the form opens.
#[derive(Clone, Debug)]
pub struct Start {
    /// The day.
    pub day: Option<NaiveDate>,
    /// The minute of that day.
    pub minute: Option<i64>,
    /// How long.
    pub minutes: Option<i64>,
    /// Where.
    pub bay: Option<BayId>,
    /// By whom.
    pub staff: Option<StaffId>,
    /// A plate as typed, not known yet.
    pub plate: String,
    /// In the customer's words.
    pub wish: String,
    /// A customer with a vehicle.
    pub known: Option<(CustomerId, VehicleId)>,
    /// Where the booking comes from.
    pub source: Source,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            day: None,
            minute: None,
            minutes: None,
            bay: None,
            staff: None,
            plate: String::new(),
            wish: String::new(),
            known: None,
            source: Source::Phone,
        }
    }
}

/// What there is to pick from.
#[derive(Clone, Debug)]
pub struct Lists {
    types: Vec<Type>,
    bays: Vec<Bay>,
    people: Vec<Mechanic>,
    work: Vec<(CannedJobId, String, String)>,
}

/// The page.
pub struct BookingForm {
    form: Form,
    start: Start,
    caller: Caller,
    lists: Option<Lists>,
    quote: Option<Quote>,
    fits: Vec<Fit>,
    country: String,
    reason: String,
}

/// What the form hears.
pub enum Heard {
    /// What there is to pick from.
    Lists(desk::Result<Lists>),
    /// Records for what stands in the field `who`.
    Who(String, desk::Result<Vec<Hit>>),
    /// The customer's vehicles.
    Cars(desk::Result<Vec<VehicleLine>>),
    /// The next free places.
    Fits(desk::Result<Vec<Fit>>),
    /// What booking it would come to.
    Quote(desk::Result<Quote>),
    /// One of the free places was chosen.
    Take(Fit),
    /// A reason to book all the same.
    Because(String),
    /// It was booked, or not.
    Booked(desk::Result<Submitted>),
}

impl BookingForm {
    /// A form that begins with what is known.
    pub fn new(start: Start, cx: &Cx) -> Self {
        let w = &cx.words;
        let mut fields = Caller::fields(cx);
        fields.extend([
            Field::new("wish", w.word("booking-field-wish"), Kind::Text),
            Field::new("work", w.word("booking-field-work"), Kind::PICK),
            Field::new("day", w.word("booking-field-day"), Kind::Date).required(),
            Field::new("at", w.word("booking-field-at"), Kind::Time).required(),
            Field::new("length", w.word("booking-field-length"), Kind::Duration),
            Field::new("bay", w.word("booking-field-bay"), Kind::PICK),
            Field::new("staff", w.word("booking-field-staff"), Kind::PICK),
            Field::new("type", w.word("booking-field-type"), Kind::PICK).required(),
            Field::new("arrival", w.word("booking-field-arrival"), arrivals(cx)),
        ]);
        let mut form = Form::new(fields);
        form.nothing = w.word("booking-form-nothing");
        let country = cx
            .desk
            .site(cx.actor.site())
            .map(|s| s.country)
            .unwrap_or_default();
        form.set("day", Value::Date(start.day.unwrap_or(cx.today())), w);
        if let Some(minute) = start.minute {
            form.set("at", Value::Time(minute), w);
        }
        if let Some(minutes) = start.minutes {
            form.set("length", Value::Duration(minutes), w);
        }
        form.set("arrival", Value::Key(Arrival::Drop.as_str().to_owned()), w);
        form.set("wish", Value::Text(start.wish.clone()), w);
        if start.known.is_none() && !start.plate.is_empty() {
            form.set("car", Value::Text(start.plate.clone()), w);
        }
        form.keep();
        let caller = Caller {
            customer: start.known.map(|k| k.0),
            vehicle: start.known.map(|k| k.1),
        };
        Self {
            form,
            start,
            caller,
            lists: None,
            quote: None,
            fits: Vec::new(),
            country,
            reason: String::new(),
        }
    }

    /// The type chosen, or the first there is.
    fn kind(&self) -> Option<&Type> {
        let types = &self.lists.as_ref()?.types;
        let id = self.form.id("type").map(BookingTypeId);
        types.iter().find(|t| Some(t.id) == id).or(types.first())
    }

    fn starts_at(&self, cx: &Cx) -> Option<Ts> {
        let (day, minute) = self.form.date("day").zip(self.form.minutes("at"))?;
        Some(cx.words.zone().at(day, minute))
    }

    /// Asks for the next free places and, once who and when are known, for what the booking would come to.
    fn look(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(kind) = self.kind().map(|k| k.id) else {
            return;
        };
        let day = self.form.date("day").map(|d| cx.words.zone().at(d, 0));
        let search = Search {
            kind,
            minutes: self.form.minutes("length"),
            bay: self.form.id("bay").map(BayId),
            staff: self.form.id("staff").map(StaffId),
            vehicle: self.caller.vehicle,
            from: self.starts_at(cx).or(day).unwrap_or(cx.now).max(cx.now),
            but: None,
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "fits",
            async move { desk.free_slots(&actor, &search).await },
            Heard::Fits,
        );
        self.quote = None;
        if let (Some(customer), Some(order)) = (self.caller.customer, self.order(cx)) {
            let order = crate::desk::booking::Order {
                customer,
                vehicle: self.caller.vehicle,
                ..order
            };
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            out.ask(
                "quote",
                async move { desk.quote(&actor, &order).await },
                Heard::Quote,
            );
        }
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Taken => {}
            Reply::Options("who", text) => {
                let (desk, actor, typed) = (cx.desk.clone(), cx.actor.clone(), text.clone());
                let work = async move { desk.find(&actor, &typed).await };
                out.ask("who", work, move |found| Heard::Who(text, found));
            }
            Reply::Options(..) => {}
            Reply::Changed("who") => {
                let with_car = self.caller.who_changed(&mut self.form, cx);
                if with_car {
                    self.form.go("wish");
                }
                self.ask_cars(cx, out);
                self.look(cx, out);
            }
            Reply::Changed("car") => {
                self.caller.car_changed(&mut self.form, cx);
                self.look(cx, out);
            }
            Reply::Changed("type" | "day" | "at" | "length" | "bay" | "staff" | "work") => {
                self.look(cx, out);
            }
            Reply::Changed(_) => {}
            Reply::Done => self.save(cx, out),
        }
        Handled::Yes
    }

    fn ask_cars(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(customer) = self.caller.customer else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { Ok(desk.customer_card(&actor, customer).await?.vehicles) };
        out.ask("cars", work, Heard::Cars);
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.take_first_fit(cx);
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        };
        if !self.form.finish(&env) {
            return;
        }
        let Some(order) = self.order(cx) else { return };
        let draft = self.caller.draft(&self.form);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { submit::submit(&desk, &actor, draft, order).await };
        out.tell("book", work, Heard::Booked);
    }

    /// Where no time was said, the first free place is meant: it stands beside the fields.
    fn take_first_fit(&mut self, cx: &Cx) {
        if !self.form.raw("at").trim().is_empty() {
            return;
        }
        if let Some(fit) = self.fits.first().cloned() {
            self.take(&fit, cx);
        }
    }

    fn take(&mut self, fit: &Fit, cx: &Cx) {
        let zone = cx.words.zone();
        self.form
            .set("day", Value::Date(zone.day_of(fit.starts_at)), &cx.words);
        self.form.set(
            "at",
            Value::Time(zone.minute_of_day(fit.starts_at)),
            &cx.words,
        );
        if let Some(bay) = fit.bay {
            self.form
                .set_picked("bay", &PickItem::new(bay, fit.place.clone()));
        }
        self.form.remark("at", None);
    }

    fn offer(&self, title: Msg, free: &[Fit], cx: &Cx, out: &mut Out<Heard>) {
        let items = free
            .iter()
            .map(|fit| {
                Item::new(
                    cx.words.when(fit.starts_at, cx.now),
                    fit.place.clone(),
                    fit.clone(),
                )
            })
            .collect();
        out.open(Pick::new(title, items), Heard::Take);
    }

    fn refused(&mut self, e: &Error, cx: &Cx, out: &mut Out<Heard>) {
        match e {
            Error::Taken { by, free } => {
                self.form.refuse("at", e.msg());
                if !free.is_empty() {
                    self.offer(msg!("bookings-taken-title", by = by.clone()), free, cx, out);
                }
            }
            Error::Invalid {
                field: "reason",
                why,
            } => {
                out.open(Reason::new(why.clone()), Heard::Because);
            }
            Error::Invalid { field, why } => {
                let name = match *field {
                    "starts_at" => "at",
                    "minutes" => "length",
                    "notes" => "wish",
                    other => field_of(other),
                };
                if !self.form.refuse(name, why.clone()) {
                    out.refused(e);
                }
            }
            e => out.refused(e),
        }
    }

    fn fill_lists(&mut self, lists: Lists, cx: &Cx) {
        let w = &cx.words;
        let bays = lists
            .bays
            .iter()
            .map(|b| PickItem::new(b.id, b.name.clone()).note(w.say(&b.kind.label())));
        self.form.set_options("bay", bays.collect());
        let people = lists
            .people
            .iter()
            .map(|m| PickItem::new(m.id, m.name.clone()));
        self.form.set_options("staff", people.collect());
        let types = lists
            .types
            .iter()
            .map(|t| PickItem::new(t.id, t.title.clone()).note(w.minutes(t.duration_min)));
        self.form.set_options("type", types.collect());
        let work = lists
            .work
            .iter()
            .map(|(id, code, title)| PickItem::new(id, format!("{code} {title}")));
        self.form.set_options("work", work.collect());
        if self.lists.is_none() {
            let kind = lists.types.first();
            if let Some(t) = kind {
                self.form
                    .set_picked("type", &PickItem::new(t.id, t.title.clone()));
            }
            if let Some(b) = self
                .start
                .bay
                .and_then(|id| lists.bays.iter().find(|b| b.id == id))
            {
                self.form
                    .set_picked("bay", &PickItem::new(b.id, b.name.clone()));
            }
            if let Some(m) = self
                .start
                .staff
                .and_then(|id| lists.people.iter().find(|m| m.id == id))
            {
                self.form
                    .set_picked("staff", &PickItem::new(m.id, m.name.clone()));
            }
            self.form.keep();
        }
        self.lists = Some(lists);
    }
}

fn arrivals(cx: &Cx) -> Kind {
    let of = |a: Arrival| (a.as_str().to_owned(), cx.words.say(&a.label()));
    Kind::Choice(vec![of(Arrival::Drop), of(Arrival::Wait)])
}

impl Screen for BookingForm {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("booking-form-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-booking-form"))
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Accept | Action::Next => self.form.waits() || self.lists.is_none(),
            Action::Save | Action::Options => true,
            _ => false,
        }
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("booking-form-next"), 1),
            Command::new(Action::Down, msg!("booking-form-list"), 2),
            Command::new(Action::Save, msg!("booking-form-book"), 3)
                .needs(cx, Permission::BookingEdit),
            Command::new(Action::Options, msg!("booking-form-fits"), 4)
                .unless(self.fits.is_empty(), msg!("booking-form-no-fits")),
            Command::new(Action::Back, msg!("booking-form-leave"), 5),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move {
            let (bays, people) = desk.places(&actor).await?;
            Ok(Lists {
                types: desk.booking_types(&actor).await?,
                bays,
                people,
                work: desk.bookable_work(&actor).await?,
            })
        };
        out.ask("lists", work, Heard::Lists);
        self.ask_cars(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Bookings {
            self.look(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        };
        let reply = self.form.press(key, &env);
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Save => {
                self.save(cx, out);
                Handled::Yes
            }
            Action::Options => {
                self.offer(msg!("booking-fits-title"), &self.fits, cx, out);
                Handled::Yes
            }
            other => {
                let env = Env {
                    words: &cx.words,
                    today: cx.today(),
                    country: &self.country,
                };
                let reply = self.form.on_action(other, &env);
                self.reply(reply, cx, out)
            }
        }
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Lists(Ok(lists)) => {
                self.fill_lists(lists, cx);
                self.look(cx, out);
            }
            Heard::Who(text, Ok(found)) => self.form.options("who", &text, hits(found)),
            Heard::Cars(Ok(cars)) => {
                if self.form.raw("who").is_empty()
                    && let Some((customer, vehicle)) = self.start.known
                    && let Some(car) = cars.iter().find(|c| c.id == vehicle)
                {
                    let text =
                        format!("{} {}", car.plate, car.customer.clone().unwrap_or_default());
                    self.form.set_picked(
                        "who",
                        &PickItem::new(format!("v:{vehicle}:{customer}"), text),
                    );
                    self.form.go("wish");
                    self.form.keep();
                }
                self.caller.cars(&mut self.form, &cars, cx);
                self.caller.settle_fields(&mut self.form, cx);
                self.look(cx, out);
            }
            Heard::Fits(Ok(fits)) => self.fits = fits,
            // What is wrong with the search stands under its field once the booking is tried.
            Heard::Fits(Err(_)) => self.fits = Vec::new(),
            Heard::Quote(Ok(quote)) => self.quote = Some(quote),
            Heard::Quote(Err(_)) => self.quote = None,
            Heard::Lists(Err(e)) | Heard::Who(_, Err(e)) | Heard::Cars(Err(e)) => out.refused(&e),
            Heard::Take(fit) => {
                self.take(&fit, cx);
                self.save(cx, out);
            }
            Heard::Because(why) => {
                self.reason = why;
                self.save(cx, out);
            }
            Heard::Booked(Ok(submitted)) => self.submitted(submitted, cx, out),
            Heard::Booked(Err(e)) => self.refused(&e, cx, out),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}

impl BookingForm {
    fn submitted(&mut self, submitted: Submitted, cx: &Cx, out: &mut Out<Heard>) {
        // Whoever was new is on record now, whatever became of the booking.
        self.caller.customer = Some(submitted.who.customer);
        self.caller.vehicle = submitted.who.vehicle;
        match submitted.booked {
            Ok(done) => {
                let booked = done.value.clone();
                for warning in &booked.warnings {
                    out.toast(Toast::bad(warning.clone()));
                }
                out.done(super::line::said(&booked, cx), done);
                out.finish((booked.id, booked.starts_at));
            }
            Err(e) => self.refused(&e, cx, out),
        }
    }
}
