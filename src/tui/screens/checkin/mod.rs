//! Check-in: the vehicle is here. One group of questions a page; Ctrl-S finishes from any page that will do.
//!
//! The same pages take a booked vehicle in and one that just came (F4): then they begin with who and what.

mod fields;
mod finish;
mod page;
mod view;

use crate::desk::booking::{Booked, Card, Kind as Type, Work};
use crate::desk::customers::{BookingHit, Hit, VehicleLine};
use crate::desk::{self, Done};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, JobId, Msg, VehicleId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::bookings::caller::{self, Caller, Settled};
use crate::tui::screens::bookings::twin::Twin;
use crate::tui::screens::bookings::work::{self, Works};
use crate::tui::screens::{Draft, Handled, Screen, Subject, draft};
use crate::tui::shell::Out;
use crate::tui::widgets::{Form, Reply, Value};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// What there is to pick from when nothing is booked.
#[derive(Clone, Debug)]
pub struct Lists {
    types: Vec<Type>,
    work: Vec<Work>,
}

/// The page.
pub struct CheckIn {
    booking: Option<BookingId>,
    card: Option<Card>,
    form: Form,
    caller: Caller,
    works: Works,
    /// The booking the vehicle is expected for today.
    due: Option<BookingHit>,
    /// What to know about who came; a booking's own stand on its card.
    warnings: Vec<Msg>,
    lists: Option<Lists>,
    confirming: bool,
    country: String,
    failed: Option<Msg>,
    /// What was kept, until the booking, or what there is to pick from, is here.
    kept: Option<serde_json::Value>,
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
    /// The customer's vehicles and their phone number.
    Cars(desk::Result<(Vec<VehicleLine>, Option<String>)>),
    /// What the vehicle is expected for today.
    Due(VehicleId, desk::Result<Option<BookingHit>>),
    /// Who looks like the one being typed.
    Twin(desk::Result<Option<Twin>>),
    /// What to know about them.
    Warnings(desk::Result<Vec<Msg>>),
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
            works: Works::default(),
            due: None,
            warnings: Vec::new(),
            lists: None,
            confirming: false,
            country: String::new(),
            failed: None,
            kept: None,
        }
    }

    /// The pages as they were kept.
    pub fn recall(payload: &serde_json::Value, cx: &Cx) -> Option<Self> {
        let (booking, customer, vehicle, works) = draft::of(payload)?;
        let mut page = match booking {
            Some(id) => Self::of(id),
            None => Self::walk_in(cx),
        };
        (page.caller.customer, page.caller.vehicle) = (customer, vehicle);
        page.works.remember(works);
        page.kept = Some(payload.clone());
        Some(page)
    }

    /// Of what the pages are, besides what stands in their fields.
    fn kept_of(&self) -> impl serde::Serialize {
        let caller = &self.caller;
        (
            self.booking,
            caller.customer,
            caller.vehicle,
            self.works.ids(),
        )
    }

    fn take_up_kept(&mut self, cx: &Cx) {
        if let Some(kept) = self.kept.take() {
            self.form.restore(&draft::typed(&kept));
            self.works.say(&mut self.form, cx);
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

    fn ready(&self) -> bool {
        self.booking.is_none() || self.card.is_some()
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
                self.caller_changed(cx, out);
            }
            Reply::Changed("phone") => self.ask_twin(cx, out),
            Reply::Changed("car") => {
                self.caller.car_changed(&mut self.form, cx);
                self.ask_twin(cx, out);
                self.ask_warnings(cx, out);
            }
            Reply::Changed(work::FIELD) => self.works.taken(&mut self.form, cx),
            Reply::Done => self.confirming = true,
            _ => {}
        }
        Handled::Yes
    }

    fn caller_changed(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.warnings.clear();
        self.ask_cars(cx, out);
        self.ask_twin(cx, out);
        self.ask_warnings(cx, out);
    }

    /// Whether somebody typed as new is on record already.
    fn ask_twin(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(typed) = self.caller.typed(&mut self.form) {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            out.ask(
                "twin",
                async move { typed.look(&desk, &actor).await },
                Heard::Twin,
            );
        }
    }

    fn ask_warnings(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(order) = self.order(cx).filter(|_| self.caller.customer.is_some()) {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = async move { desk.worth_knowing(&actor, &order).await };
            out.ask("warnings", work, Heard::Warnings);
        }
        self.ask_due(cx, out);
    }

    fn ask_cars(&self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(customer) = self.caller.customer {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = caller::cars(desk, actor, customer);
            out.ask("cars", work, Heard::Cars);
        }
    }

    /// Who comes for a booking is not booked a second time.
    fn ask_due(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(car) = self.caller.vehicle else {
            self.due = None;
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.booked_today(&actor, car).await };
        out.ask("due", work, move |due| Heard::Due(car, due));
    }

    /// Goes on with what the vehicle is booked for; what was said of the vehicle stays.
    fn take_due(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(due) = self.due.take() {
            self.booking = Some(due.id);
            self.card = None;
            self.warnings.clear();
            self.on_enter(cx, out);
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
        self.form.is_dirty() || self.kept.is_some()
    }

    fn draft(&self) -> Option<Draft> {
        match &self.kept {
            Some(kept) => Some(Draft::again("check-in", kept)),
            None => Draft::new("check-in", &self.form, self.kept_of()),
        }
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
        let mut all = vec![
            Command::new(Action::Accept, next, 1),
            Command::new(Action::Previous, msg!("checkin-cmd-back"), 2),
            Command::new(Action::Save, msg!("checkin-cmd-finish"), 3)
                .needs(cx, Permission::JobCheckin),
            Command::new(Action::PageDown, msg!("checkin-cmd-page"), 0),
            Command::new(Action::Back, msg!("booking-form-leave"), 4),
        ];
        if self.booking.is_none() {
            let twin = self.caller.twin_said().is_some();
            all.push(match &self.due {
                Some(due) => {
                    let number = due.number.clone();
                    Command::new(Action::Extra, msg!("checkin-cmd-due", number = number), 2)
                }
                None => Command::new(Action::Extra, msg!("caller-take"), if twin { 2 } else { 0 })
                    .unless(!twin, msg!("caller-no-twin")),
            });
        }
        all
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
        if key.code == KeyCode::Backspace && self.works.untake(&mut self.form, cx) {
            return;
        }
        let country = self.country.clone();
        let reply = self.form.press(key, &caller::env(cx, &country));
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Save => self.save(cx, out),
            Action::Accept if self.confirming => self.save(cx, out),
            Action::Previous | Action::Up | Action::PageUp if self.confirming => {
                self.confirming = false;
            }
            Action::PageDown | Action::PageUp if !self.form.is_open() => self.turn(action),
            Action::Extra if self.due.is_some() => self.take_due(cx, out),
            Action::Extra if self.booking.is_none() => {
                if self.caller.take_twin(&mut self.form, cx) {
                    self.caller_changed(cx, out);
                }
            }
            other => {
                if self.confirming || !self.ready() {
                    return Handled::No;
                }
                let country = self.country.clone();
                let reply = self.form.on_action(other, &caller::env(cx, &country));
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
                    self.make_form_again(cx);
                }
                self.take_up_kept(cx);
            }
            Heard::Card(Err(e)) => self.failed = Some(e.msg()),
            Heard::Lists(Ok(lists)) => {
                self.fill(lists, cx);
                self.take_up_kept(cx);
            }
            Heard::Who(text, Ok(found)) => self.form.options("who", &text, caller::hits(found)),
            Heard::Cars(Ok((cars, phone))) => {
                self.caller.cars(&mut self.form, &cars, cx);
                self.caller.read_back(&mut self.form, phone);
                self.ask_warnings(cx, out);
            }
            // Without it the vehicle can still come in.
            Heard::Due(car, due) => {
                let same = self.caller.vehicle == Some(car) && self.booking.is_none();
                self.due = due.ok().flatten().filter(|_| same);
            }
            Heard::Twin(Ok(twin)) => self.caller.heard(twin, &mut self.form, cx),
            // Only warnings: without them the vehicle can still come in.
            Heard::Twin(Err(_)) => {}
            Heard::Warnings(warnings) => self.warnings = warnings.unwrap_or_default(),
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
