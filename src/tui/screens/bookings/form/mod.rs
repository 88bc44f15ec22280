//! The new booking: who, with what, what for, when and where; free times are offered, nothing is lost on a no.
//!
//! `fields` makes and fills the form, `look` asks the desk while it is filled in, `submit` books, `view` draws.
//! `caller`, `twin` and `work` are shared with the check-in.

mod block;
pub mod caller;
mod fields;
mod look;
mod submit;
pub mod twin;
mod view;
pub mod work;

use self::caller::{Caller, hits};
use self::submit::Submitted;
use self::twin::Twin;
use self::work::Works;
use super::finder::Chosen;
use crate::desk;
use crate::desk::Fit;
use crate::desk::booking::{Able, Bay, Kind as Type, Mechanic, Quote, Work};
use crate::desk::customers::{Hit, VehicleLine};
use crate::desk::resources::Equipment;
use crate::domain::booking::{Source, Status};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{
    BayId, BookingTypeId, CannedJobId, CustomerId, EquipmentId, Msg, StaffId, VehicleId,
};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::{Draft, Handled, Screen, draft};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Form, Reply};
pub use block::BlockForm;
use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};
pub(super) use fields::able_item;
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
    /// The preset.
    pub kind: Option<BookingTypeId>,
    /// The work.
    pub canned: Vec<CannedJobId>,
    /// How firmly.
    pub state: Option<Status>,
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
            kind: None,
            canned: Vec::new(),
            state: None,
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
    tools: Vec<Equipment>,
    work: Vec<Work>,
}

/// Of whom and what a kept form is: customer, vehicle, source, reason, work.
type Kept = (
    Option<CustomerId>,
    Option<VehicleId>,
    Source,
    String,
    Vec<CannedJobId>,
);

/// The page.
pub struct BookingForm {
    form: Form,
    start: Start,
    caller: Caller,
    works: Works,
    /// The equipment that is taken, beside what the work names.
    tools: Vec<EquipmentId>,
    lists: Option<Lists>,
    quote: Option<Quote>,
    /// What to know about customer and vehicle.
    warnings: Vec<Msg>,
    fits: Vec<Fit>,
    country: String,
    reason: String,
    /// What was kept, until there is something to pick from.
    kept: Option<serde_json::Value>,
}

/// What the form hears.
pub enum Heard {
    /// What there is to pick from.
    Lists(desk::Result<Lists>),
    /// Records for what stands in the field `who`.
    Who(String, desk::Result<Vec<Hit>>),
    /// The customer's vehicles and their phone number.
    Cars(desk::Result<(Vec<VehicleLine>, Option<String>)>),
    /// Who looks like the one being typed.
    Twin(desk::Result<Option<Twin>>),
    /// What to know about them.
    Warnings(desk::Result<Vec<Msg>>),
    /// Who can do the work that day.
    Able(desk::Result<Vec<Able>>),
    /// The next free places.
    Fits(desk::Result<Vec<Fit>>),
    /// What booking it would come to.
    Quote(desk::Result<Quote>),
    /// A piece of equipment was picked, or let go of.
    Tool(EquipmentId),
    /// One of the free places was chosen.
    Take(Fit),
    /// A reason to book all the same.
    Because(String),
    /// A place was chosen in the finder.
    Chosen(Box<Chosen>),
    /// They wait for a place, or not.
    Waits(desk::Result<()>),
    /// It was booked, or not.
    Booked(desk::Result<Submitted>),
}

impl BookingForm {
    /// A form that begins with what is known.
    pub fn new(start: Start, cx: &Cx) -> Self {
        let caller = Caller {
            customer: start.known.map(|k| k.0),
            vehicle: start.known.map(|k| k.1),
            ..Caller::default()
        };
        Self {
            form: fields::make(&start, cx),
            start,
            caller,
            works: Works::default(),
            tools: Vec::new(),
            lists: None,
            quote: None,
            warnings: Vec::new(),
            fits: Vec::new(),
            country: caller::country(cx),
            reason: String::new(),
            kept: None,
        }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value, cx: &Cx) -> Option<Self> {
        let mut page = Self::new(Start::default(), cx);
        // Kept by an earlier version it says nothing of equipment.
        let (kept, tools): (Kept, Vec<EquipmentId>) =
            draft::of(payload).or_else(|| Some((draft::of(payload)?, Vec::new())))?;
        let works;
        let caller = &mut page.caller;
        (
            caller.customer,
            caller.vehicle,
            page.start.source,
            page.reason,
            works,
        ) = kept;
        page.tools = tools;
        page.works.remember(works);
        page.form.restore(&draft::typed(payload));
        page.kept = Some(payload.clone());
        Some(page)
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Options("who", text) => {
                let (desk, actor, typed) = (cx.desk.clone(), cx.actor.clone(), text.clone());
                let work = async move { desk.find(&actor, &typed).await };
                out.ask("who", work, move |found| Heard::Who(text, found));
            }
            Reply::Taken | Reply::Options(..) => {}
            Reply::Changed("who") => {
                let with_car = self.caller.who_changed(&mut self.form, cx);
                if with_car {
                    self.form.go("wish");
                }
                self.caller_changed(cx, out);
            }
            Reply::Changed("phone") => self.ask_twin(cx, out),
            Reply::Changed("car") => {
                self.caller.car_changed(&mut self.form, cx);
                self.ask_twin(cx, out);
                self.look(cx, out);
            }
            Reply::Changed("work") => {
                self.works.taken(&mut self.form, cx);
                self.look(cx, out);
            }
            Reply::Changed("type" | "day" | "at" | "length" | "bay" | "staff") => {
                self.look(cx, out);
            }
            Reply::Changed("state") => self.say_hold(cx),
            Reply::Changed(_) => {}
            Reply::Done => self.save(cx, out),
        }
        Handled::Yes
    }

    /// Whether there is equipment to take.
    fn has_tools(&self) -> bool {
        let mut all = self.lists.iter().flat_map(|l| &l.tools);
        all.any(|t| t.archived_at.is_none())
    }

    /// Of what the form is, besides what stands in its fields.
    fn kept_of(&self) -> impl serde::Serialize {
        let (customer, vehicle) = (self.caller.customer, self.caller.vehicle);
        let (source, reason) = (self.start.source, self.reason.clone());
        let (works, tools) = (self.works.ids(), self.tools.clone());
        ((customer, vehicle, source, reason, works), tools)
    }

    fn caller_changed(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.warnings.clear();
        self.ask_cars(cx, out);
        self.ask_twin(cx, out);
        self.look(cx, out);
    }
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
        self.form.is_dirty() || self.kept.is_some()
    }

    fn draft(&self) -> Option<Draft> {
        match &self.kept {
            Some(kept) => Some(Draft::again("booking", kept)),
            None => Draft::new("booking", &self.form, self.kept_of()),
        }
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Accept | Action::Next => self.form.waits() || self.lists.is_none(),
            Action::Save | Action::Options => true,
            _ => false,
        }
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let twin = self.caller.twin_said().is_some();
        vec![
            Command::new(Action::Accept, msg!("booking-form-next"), 1),
            Command::new(Action::Down, msg!("booking-form-list"), 2),
            Command::new(Action::Save, msg!("booking-form-book"), 3)
                .needs(cx, Permission::BookingEdit),
            Command::new(Action::Options, msg!("booking-form-fits"), 4)
                .unless(self.fits.is_empty(), msg!("booking-form-no-fits")),
            Command::new(Action::Extra, msg!("caller-take"), if twin { 2 } else { 0 })
                .unless(!twin, msg!("caller-no-twin")),
            Command::new(Action::Verb("hold"), msg!("booking-form-hold"), 0)
                .needs(cx, Permission::BookingEdit),
            Command::new(Action::Verb("request"), msg!("booking-form-request"), 0)
                .needs(cx, Permission::BookingEdit),
            Command::new(
                Action::Assign,
                msg!("finder-cmd-wait"),
                if self.fits.is_empty() { 4 } else { 0 },
            )
            .needs(cx, Permission::BookingEdit),
            Command::new(Action::Tell, msg!("finder-cmd-open"), 0),
            Command::new(Action::Reorder, msg!("booking-form-tools"), 0)
                .unless(!self.has_tools(), msg!("bookings-no-equipment")),
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
                tools: desk.equipment(&actor).await?,
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
        if key.code == KeyCode::Backspace && self.works.untake(&mut self.form, cx) {
            return self.look(cx, out);
        }
        let country = self.country.clone();
        let reply = self.form.press(key, &caller::env(cx, &country));
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Save => {
                self.save(cx, out);
                Handled::Yes
            }
            Action::Assign => {
                self.wait(cx, out);
                Handled::Yes
            }
            Action::Tell => {
                self.find_time(cx, out);
                Handled::Yes
            }
            Action::Reorder => {
                self.offer_tools(cx, out);
                Handled::Yes
            }
            Action::Verb("hold") => self.save_as(Status::Held, cx, out),
            Action::Verb("request") => self.save_as(Status::Requested, cx, out),
            Action::Options => {
                self.offer(None, &self.fits, cx, out);
                Handled::Yes
            }
            Action::Extra => {
                if self.caller.take_twin(&mut self.form, cx) {
                    self.caller_changed(cx, out);
                }
                Handled::Yes
            }
            other => {
                let country = self.country.clone();
                let reply = self.form.on_action(other, &caller::env(cx, &country));
                self.reply(reply, cx, out)
            }
        }
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Lists(Ok(lists)) => {
                self.fill_lists(lists, cx);
                if let Some(kept) = self.kept.take() {
                    self.form.restore(&draft::typed(&kept));
                    self.works.say(&mut self.form, cx);
                }
                self.look(cx, out);
            }
            Heard::Who(text, Ok(found)) => self.form.options("who", &text, hits(found)),
            Heard::Cars(Ok((cars, phone))) => self.fill_cars(&cars, phone, cx, out),
            Heard::Twin(Ok(twin)) => self.caller.heard(twin, &mut self.form, cx),
            // Only a warning: without it the booking can still be made.
            Heard::Twin(Err(_)) => {}
            Heard::Warnings(Ok(warnings)) => self.warnings = warnings,
            Heard::Warnings(Err(_)) => self.warnings.clear(),
            Heard::Able(Ok(able)) => self.fill_able(&able, cx),
            // The names alone can still be picked from.
            Heard::Able(Err(_)) => {}
            Heard::Fits(Ok(fits)) => self.fits = fits,
            // What is wrong with the search stands under its field once the booking is tried.
            Heard::Fits(Err(_)) => self.fits = Vec::new(),
            Heard::Quote(quote) => self.quoted(quote, cx),
            Heard::Lists(Err(e)) | Heard::Who(_, Err(e)) | Heard::Cars(Err(e)) => out.refused(&e),
            Heard::Tool(id) => self.tool_picked(id, cx, out),
            Heard::Take(fit) => {
                self.take(&fit, cx);
                self.save(cx, out);
            }
            Heard::Because(why) => {
                self.reason = why;
                self.save(cx, out);
            }
            Heard::Booked(Ok(submitted)) => self.submitted(submitted, cx, out),
            Heard::Booked(Err(e)) | Heard::Waits(Err(e)) => self.refused(&e, cx, out),
            Heard::Waits(Ok(())) => {
                out.toast(Toast::good(msg!("waiting-added")));
                out.pop();
            }
            Heard::Chosen(chosen) => self.take_chosen(&chosen, cx, out),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
