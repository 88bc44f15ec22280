//! Check-in: the vehicle is here. One group of questions a page; Ctrl-S finishes from any page that will do.
//!
//! The same pages take a booked vehicle in and one that just came (F4): then they begin with who and what.

mod view;

use crate::desk::booking::{Booked, Card, Kind as Type, Order};
use crate::desk::customers::{Hit, VehicleLine};
use crate::desk::job::{Arrival, Authority};
use crate::desk::{self, Done, Error};
use crate::domain::booking::{Arrival as Comes, Source};
use crate::domain::line::Method;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, BookingTypeId, CannedJobId, JobId, Money, Msg, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::bookings::caller::{self, Caller, Settled};
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// The pages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Vehicle,
    Customer,
    Work,
    Promise,
    Confirm,
}

impl Page {
    pub(super) const ALL: [Page; 5] = [
        Page::Vehicle,
        Page::Customer,
        Page::Work,
        Page::Promise,
        Page::Confirm,
    ];

    /// The fields asked for on it; those a booking answers are not in its form.
    pub(super) fn fields(self) -> &'static [&'static str] {
        match self {
            Page::Vehicle => &[
                "who", "phone", "car", "model", "odometer", "fuel", "key_tag", "damage",
            ],
            Page::Customer => &["contact_name", "contact_phone"],
            Page::Work => &["wish", "work", "type"],
            Page::Promise => &["day", "at", "yes", "decided_by", "limit"],
            Page::Confirm => &[],
        }
    }
}

/// What there is to pick from when nothing is booked.
#[derive(Clone, Debug)]
pub struct Lists {
    types: Vec<Type>,
    work: Vec<(CannedJobId, String, String)>,
}

/// The page.
pub struct CheckIn {
    booking: Option<BookingId>,
    card: Option<Card>,
    form: Form,
    caller: Caller,
    lists: Option<Lists>,
    confirming: bool,
    country: String,
    failed: Option<Msg>,
}

/// What it hears.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to the page"
)]
pub enum Heard {
    /// The booking.
    Card(desk::Result<Card>),
    /// What there is to pick from.
    Lists(desk::Result<Lists>),
    /// Records for what stands in the field `who`.
    Who(String, desk::Result<Vec<Hit>>),
    /// The customer's vehicles.
    Cars(desk::Result<Vec<VehicleLine>>),
    /// The booked vehicle is in, or not.
    CheckedIn(desk::Result<Done<Option<JobId>>>),
    /// Who came without a booking is in, or not.
    Came(desk::Result<Came>),
}

/// Who came, and what became of it.
pub struct Came {
    who: Settled,
    booked: desk::Result<Done<Booked>>,
}

impl CheckIn {
    /// Of a booked vehicle.
    pub fn of(id: BookingId) -> Self {
        Self {
            booking: Some(id),
            card: None,
            form: Form::new(Vec::new()),
            caller: Caller::default(),
            lists: None,
            confirming: false,
            country: String::new(),
            failed: None,
        }
    }

    /// Of whoever stands at the counter.
    pub fn walk_in(cx: &Cx) -> Self {
        let mut page = Self {
            booking: None,
            ..Self::of(BookingId(0))
        };
        page.make_form(cx);
        page
    }

    fn make_form(&mut self, cx: &Cx) {
        let w = &cx.words;
        let mut fields = Vec::new();
        if self.booking.is_none() {
            fields.extend(Caller::fields(cx));
        }
        fields.extend([
            Field::new("odometer", w.word("checkin-odometer"), Kind::Qty).width(12),
            Field::new("fuel", w.word("checkin-fuel"), Kind::Text).width(12),
            Field::new("key_tag", w.word("checkin-key"), Kind::Text).width(12),
            Field::new("damage", w.word("checkin-damage"), Kind::Text),
            Field::new("contact_name", w.word("checkin-contact"), Kind::Text),
            Field::new(
                "contact_phone",
                w.word("checkin-contact-phone"),
                Kind::Phone,
            ),
        ]);
        if self.booking.is_none() {
            fields.extend([
                Field::new("wish", w.word("booking-field-wish"), Kind::Text),
                Field::new("work", w.word("booking-field-work"), Kind::PICK),
                Field::new("type", w.word("booking-field-type"), Kind::PICK).required(),
            ]);
        }
        let method = |m: Method| (m.as_str().to_owned(), w.say(&m.label()));
        let yes = vec![
            method(Method::InPerson),
            method(Method::Phone),
            ("none".to_owned(), w.word("checkin-yes-none")),
        ];
        fields.extend([
            Field::new("day", w.word("checkin-day"), Kind::Date),
            Field::new("at", w.word("checkin-at"), Kind::Time),
            Field::new("yes", w.word("checkin-yes"), Kind::Choice(yes)),
            Field::new("decided_by", w.word("checkin-decided-by"), Kind::Text),
            Field::new("limit", w.word("checkin-limit"), Kind::Money)
                .hint(w.word("checkin-limit-hint")),
        ]);
        self.form = Form::new(fields);
        self.form.nothing = w.word("booking-form-nothing");
        self.form
            .set("yes", Value::Key(Method::InPerson.as_str().to_owned()), w);
        self.country = cx
            .desk
            .site(cx.actor.site())
            .map(|s| s.country)
            .unwrap_or_default();
        if let Some(card) = &self.card {
            let around = &card.around;
            let zone = w.zone();
            let promised = around.promised_at.unwrap_or(card.booking.ends_at);
            self.form
                .set("contact_name", Value::Text(around.customer.clone()), w);
            self.form
                .set("contact_phone", Value::Text(around.phone.clone()), w);
            self.form
                .set("decided_by", Value::Text(around.customer.clone()), w);
            self.form.set("day", Value::Date(zone.day_of(promised)), w);
            self.form
                .set("at", Value::Time(zone.minute_of_day(promised)), w);
        }
        self.form.keep();
    }

    /// The page the field in focus stands on.
    pub(super) fn page(&self) -> Page {
        if self.confirming {
            return Page::Confirm;
        }
        let focus = self.form.focus();
        let at = Page::ALL.into_iter().find(|p| p.fields().contains(&focus));
        at.unwrap_or(Page::Vehicle)
    }

    fn ready(&self) -> bool {
        self.booking.is_none() || self.card.is_some()
    }

    fn arrival(&self, cx: &Cx) -> Arrival {
        let f = &self.form;
        let promised = f.date("day").zip(f.minutes("at"));
        let method: Option<Method> = f.key("yes").and_then(|k| k.parse().ok());
        let name = f.text("decided_by");
        let name = if name.is_empty() { self.who(cx) } else { name };
        Arrival {
            odometer: f.qty("odometer").map(|q| q.0 / 1000),
            fuel: f.text("fuel"),
            key_tag: f.text("key_tag"),
            damage: f.text("damage"),
            contact_name: f.text("contact_name"),
            contact_phone: f.text("contact_phone"),
            limit: f.money("limit").unwrap_or(Money::ZERO),
            promised_at: promised.map(|(day, minute)| cx.words.zone().at(day, minute)),
            authority: method.map(|method| Authority {
                decided_by: name,
                method,
            }),
        }
    }

    /// Who is at the counter, in words.
    pub(super) fn who(&self, _cx: &Cx) -> String {
        match &self.card {
            Some(card) => card.around.customer.clone(),
            None => self.form.raw("who"),
        }
    }

    fn order(&self, cx: &Cx) -> Option<Order> {
        let types = &self.lists.as_ref()?.types;
        let chosen = self.form.id("type").map(BookingTypeId);
        let kind = types
            .iter()
            .find(|t| Some(t.id) == chosen)
            .or(types.first())?;
        Some(Order {
            customer: self.caller.customer.unwrap_or(crate::domain::CustomerId(0)),
            vehicle: self.caller.vehicle,
            kind: kind.id,
            starts_at: cx.now,
            minutes: None,
            bay: None,
            staff: None,
            arrival: Comes::WalkIn,
            source: Source::Counter,
            wish: self.form.text("wish"),
            notes: String::new(),
            canned: self.form.id("work").map(CannedJobId).into_iter().collect(),
            reason: String::new(),
        })
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        };
        if !self.form.finish(&env) {
            self.confirming = false;
            return;
        }
        let arrival = self.arrival(cx);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        if let Some(id) = self.booking {
            let work = async move { desk.check_in(&actor, id, &arrival).await };
            out.tell("check in", work, Heard::CheckedIn);
            return;
        }
        let Some(order) = self.order(cx) else { return };
        let draft = self.caller.draft(&self.form);
        let work = async move {
            let who = draft.settle(&desk, &actor).await?;
            let order = Order {
                customer: who.customer,
                vehicle: who.vehicle,
                ..order
            };
            let booked = desk.check_in_now(&actor, &order, &arrival).await;
            Ok(Came { who, booked })
        };
        out.tell("check in", work, Heard::Came);
    }

    fn refused(&mut self, e: &Error, out: &mut Out<Heard>) {
        self.confirming = false;
        let (field, why) = match e {
            Error::Invalid { field, why } => (caller::field_of(field), why.clone()),
            Error::Taken { .. } => ("car", e.msg()),
            e => return out.refused(e),
        };
        if !self.form.refuse(field, why) {
            out.refused(e);
        }
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Options("who", text) => {
                let (desk, actor, typed) = (cx.desk.clone(), cx.actor.clone(), text.clone());
                let work = async move { desk.find(&actor, &typed).await };
                out.ask("who", work, move |found| Heard::Who(text, found));
            }
            Reply::Changed("who") => {
                if self.caller.who_changed(&mut self.form, cx) {
                    self.form.go("odometer");
                }
                let name = self.form.raw("who");
                if self.caller.customer.is_none() && self.form.text("contact_name").is_empty() {
                    self.form.set("contact_name", Value::Text(name), &cx.words);
                }
                self.ask_cars(cx, out);
            }
            Reply::Changed("car") => self.caller.car_changed(&mut self.form, cx),
            Reply::Done => self.confirming = true,
            _ => {}
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

    /// The vehicle is in: the board shows it from now on.
    fn done(&self, plate: String, job: Option<JobId>, done: Done<()>, out: &mut Out<Heard>) {
        out.done(msg!("checkin-done", plate = plate), done);
        out.pop();
        if let (None, Some(job)) = (self.booking, job) {
            out.visit(Place::Job(job));
        }
    }
}

impl Screen for CheckIn {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("checkin-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-checkin"))
    }

    fn typing(&self) -> bool {
        !self.confirming
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn subject(&self) -> Option<Subject> {
        self.booking.map(|id| Subject {
            entity: "booking",
            id: id.0,
        })
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Accept | Action::Next => self.form.waits() || !self.ready(),
            Action::Save => true,
            _ => false,
        }
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let next = if self.confirming {
            msg!("checkin-cmd-finish")
        } else {
            msg!("booking-form-next")
        };
        vec![
            Command::new(Action::Accept, next, 1),
            Command::new(Action::Previous, msg!("checkin-cmd-back"), 2),
            Command::new(Action::Save, msg!("checkin-cmd-finish"), 3)
                .needs(cx, Permission::JobCheckin),
            Command::new(Action::PageDown, msg!("checkin-cmd-page"), 0),
            Command::new(Action::Back, msg!("booking-form-leave"), 4),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        if let Some(id) = self.booking {
            out.ask(
                "card",
                async move { desk.booking_card(&actor, id).await },
                Heard::Card,
            );
            return;
        }
        let work = async move {
            Ok(Lists {
                types: desk.booking_types(&actor).await?,
                work: desk.bookable_work(&actor).await?,
            })
        };
        out.ask("lists", work, Heard::Lists);
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.confirming || !self.ready() {
            return;
        }
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
            Action::Save => self.save(cx, out),
            Action::Accept if self.confirming => self.save(cx, out),
            Action::Previous | Action::Up | Action::PageUp if self.confirming => {
                self.confirming = false;
            }
            Action::PageDown | Action::PageUp if !self.form.is_open() => {
                let at = Page::ALL
                    .iter()
                    .position(|p| *p == self.page())
                    .unwrap_or(0);
                let to = if action == Action::PageUp {
                    at.saturating_sub(1)
                } else {
                    at + 1
                };
                let page = Page::ALL.get(to).copied().unwrap_or(Page::Confirm);
                self.confirming = page == Page::Confirm;
                let first = page.fields().iter().find(|f| self.has(f));
                if let Some(first) = first {
                    self.form.go(first);
                } else if page == Page::Work && action == Action::PageDown {
                    self.form.go("day");
                } else if page == Page::Work {
                    self.form.go("contact_name");
                }
            }
            other => {
                if self.confirming || !self.ready() {
                    return Handled::No;
                }
                let env = Env {
                    words: &cx.words,
                    today: cx.today(),
                    country: &self.country,
                };
                let reply = self.form.on_action(other, &env);
                return self.reply(reply, cx, out);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Card(Ok(card)) => {
                let first = self.card.is_none();
                self.card = Some(card);
                if first {
                    self.make_form(cx);
                }
            }
            Heard::Card(Err(e)) => self.failed = Some(e.msg()),
            Heard::Lists(Ok(lists)) => self.fill(lists, cx),
            Heard::Who(text, Ok(found)) => self.form.options("who", &text, caller::hits(found)),
            Heard::Cars(Ok(cars)) => self.caller.cars(&mut self.form, &cars, cx),
            Heard::Lists(Err(e)) | Heard::Who(_, Err(e)) | Heard::Cars(Err(e)) => out.refused(&e),
            Heard::CheckedIn(Ok(done)) => {
                let plate = self
                    .card
                    .as_ref()
                    .map(|c| c.around.plate.clone())
                    .unwrap_or_default();
                let job = done.value;
                self.done(plate, job, done.map(|_| ()), out);
            }
            Heard::CheckedIn(Err(e)) | Heard::Came(Err(e)) => self.refused(&e, out),
            Heard::Came(Ok(came)) => {
                self.caller.customer = Some(came.who.customer);
                self.caller.vehicle = came.who.vehicle;
                match came.booked {
                    Ok(done) => {
                        let (plate, job) = (self.form.raw("car"), done.value.job);
                        self.done(plate, job, done.map(|_| ()), out);
                    }
                    Err(e) => self.refused(&e, out),
                }
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}

impl CheckIn {
    fn has(&self, name: &str) -> bool {
        let asked = !matches!(
            name,
            "who" | "phone" | "car" | "model" | "wish" | "work" | "type"
        );
        asked || self.booking.is_none()
    }

    fn fill(&mut self, lists: Lists, cx: &Cx) {
        let w = &cx.words;
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
            if let Some(t) = lists.types.first() {
                self.form
                    .set_picked("type", &PickItem::new(t.id, t.title.clone()));
                let due: Ts = cx.now.plus_minutes(t.duration_min);
                let (zone, step) = (w.zone(), 15);
                let minute = (zone.minute_of_day(due) + step - 1) / step * step;
                self.form.set("day", Value::Date(zone.day_of(due)), w);
                self.form
                    .set("at", Value::Time(minute.min(24 * 60 - step)), w);
            }
            self.form.keep();
        }
        self.lists = Some(lists);
    }
}
