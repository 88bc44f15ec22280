//! One booking: all that is known, and every step it can take.

use super::step::{Ears, Step};
use crate::desk::billing::Quoted;
use crate::desk::booking::{Card as Booking, Move};
use crate::desk::logistics::{Of, Trip};
use crate::desk::{self, Done};
use crate::domain::booking::Event;
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, InvoiceId, Msg, Span};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::checkin::CheckIn;
use crate::tui::screens::invoices::Deposits;
use crate::tui::screens::record::Sheet;
use crate::tui::screens::road;
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::Card;
use ratatui::layout::Rect;

/// The page of a booking.
pub struct BookingCard {
    id: BookingId,
    card: Option<Booking>,
    failed: Option<Msg>,
}

/// What it hears.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to the page"
)]
pub enum Heard {
    /// The booking.
    Card(desk::Result<Booking>),
    /// What a step would cost the customer.
    Priced(Step, desk::Result<Quoted>),
    /// A reason for a step that needs one.
    Because(Step),
    /// It was put right.
    Edited,
    /// What it has on the road.
    Trip(desk::Result<Trip>),
    /// What of that was chosen.
    Road(road::Go),
    /// A step was taken, or not.
    Took(Step, desk::Result<Done<()>>),
}

impl BookingCard {
    /// The page of that booking.
    pub fn new(id: BookingId) -> Self {
        Self {
            id,
            card: None,
            failed: None,
        }
    }

    fn can(&self, event: Event) -> bool {
        self.card.as_ref().is_some_and(|c| c.can(event))
    }

    /// The invoice of its fee.
    fn fee(&self) -> Option<InvoiceId> {
        self.card.as_ref().and_then(|c| c.booking.fee_invoice_id)
    }

    /// What it is called in a sentence.
    fn name(&self) -> String {
        self.card.as_ref().map_or_else(String::new, |c| {
            if c.around.plate.is_empty() {
                c.booking.number.clone()
            } else {
                c.around.plate.clone()
            }
        })
    }

    fn step(&self, event: Event, cx: &Cx, out: &mut Out<Heard>) {
        Step::new(event, self.id, self.name()).take(EARS, cx, out);
    }
}

const EARS: Ears<Heard> = Ears {
    priced: Heard::Priced,
    because: Heard::Because,
    took: Heard::Took,
};

impl Screen for BookingCard {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("booking-card-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-booking-card"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "booking",
            id: self.id.0,
        })
    }

    fn holds(&self, _action: Action) -> bool {
        true
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let off = || msg!("booking-off-state");
        let edit = Permission::BookingEdit;
        let job = self.card.as_ref().and_then(|c| c.around.job_id);
        let here = self.can(Event::UndoCheckIn);
        let mut all = Vec::new();
        if here {
            all.push(
                Command::new(Action::Accept, msg!("booking-cmd-job"), 1)
                    .unless(job.is_none(), msg!("booking-off-job")),
            );
        } else {
            all.push(
                Command::new(Action::Accept, msg!("bookings-cmd-check-in"), 1)
                    .needs(cx, Permission::JobCheckin)
                    .unless(!self.can(Event::CheckIn), off()),
            );
            all.push(
                Command::new(Action::Verb("job"), msg!("booking-cmd-job"), 4)
                    .unless(job.is_none(), msg!("booking-off-job")),
            );
        }
        all.push(
            Command::new(Action::Remove, msg!("bookings-cmd-cancel"), 2)
                .needs(cx, edit)
                .unless(!self.can(Event::Cancel), off()),
        );
        all.push(
            Command::new(Action::Extra, msg!("booking-cmd-edit"), 3)
                .needs(cx, edit)
                .unless(
                    !self
                        .card
                        .as_ref()
                        .is_some_and(|c| c.booking.status.blocks()),
                    off(),
                ),
        );
        let verb = |name, label, event| {
            Command::new(Action::Verb(name), label, 0)
                .needs(cx, edit)
                .unless(!self.can(event), off())
        };
        // Ctrl-S is the yes: to a request, to a hold, to who came after all.
        let yes = if self.can(Event::Reopen) {
            Some(msg!("booking-cmd-reopen"))
        } else {
            self.can(Event::Confirm)
                .then(|| msg!("booking-cmd-confirm"))
        };
        if let Some(yes) = yes {
            all.push(Command::new(Action::Save, yes, 1).needs(cx, edit));
        }
        all.push(verb("decline", msg!("booking-cmd-decline"), Event::Decline));
        let early = self.card.as_ref().is_some_and(|c| !c.overdue);
        all.push(
            verb("no-show", msg!("bookings-cmd-no-show"), Event::NoShow)
                .unless(early, msg!("bookings-off-no-show")),
        );
        all.push(
            Command::new(
                Action::Verb("undo-check-in"),
                msg!("booking-cmd-undo-check-in"),
                0,
            )
            .needs(cx, Permission::JobCheckin)
            .unless(!here, off()),
        );
        all.push(
            Command::new(Action::Verb("fulfil"), msg!("booking-cmd-fulfil"), 0)
                .needs(cx, edit)
                .unless(
                    !self.can(Event::Fulfil) || job.is_some(),
                    msg!("booking-job-decides"),
                ),
        );
        all.push(Command::new(Action::Right, msg!("road-cmd-open"), 4));
        all.push(Command::new(
            Action::Customer,
            msg!("booking-cmd-customer"),
            0,
        ));
        all.push(
            Command::new(Action::Verb("fee"), msg!("fee-cmd-open"), 0)
                .needs(cx, Permission::InvoiceSee)
                .unless(self.fee().is_none(), msg!("fee-off-none")),
        );
        all.push(
            Command::new(Action::Pay, msg!("deposit-cmd-open"), 5)
                .needs(cx, Permission::PaymentTake)
                .needs(cx, Permission::InvoiceSee),
        );
        all.push(Command::new(Action::Back, msg!("booking-cmd-back"), 6));
        all
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "card",
            async move { desk.booking_card(&actor, id).await },
            Heard::Card,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Bookings | Topic::Jobs | Topic::Customers) {
            self.on_enter(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let job = self.card.as_ref().and_then(|c| c.around.job_id);
        match action {
            Action::Accept if self.can(Event::CheckIn) => out.push(CheckIn::of(self.id)),
            Action::Accept | Action::Verb("job") => {
                if let Some(job) = job {
                    out.visit(Place::Job(job));
                }
            }
            Action::Extra => {
                out.push_for(Sheet::of(super::BookingEdit(self.id)), |()| Heard::Edited);
            }
            Action::Remove => self.step(Event::Cancel, cx, out),
            Action::Verb("decline") => self.step(Event::Decline, cx, out),
            Action::Save if self.can(Event::Reopen) => self.step(Event::Reopen, cx, out),
            Action::Save => self.step(Event::Confirm, cx, out),
            Action::Verb("no-show") => self.step(Event::NoShow, cx, out),
            Action::Verb("undo-check-in") => self.step(Event::UndoCheckIn, cx, out),
            Action::Verb("fulfil") => self.step(Event::Fulfil, cx, out),
            Action::Verb("fee") => {
                if let Some(invoice) = self.fee().filter(|_| cx.can(Permission::InvoiceSee)) {
                    out.visit(Place::Invoice(invoice));
                }
            }
            Action::Pay if cx.can(Permission::InvoiceSee) => {
                if let Some(card) = &self.card {
                    out.push(Deposits::new(cx, card.booking.customer_id));
                }
            }
            Action::Right => {
                let (desk, actor, of) = (cx.desk.clone(), cx.actor.clone(), Of::Booking(self.id));
                out.ask(
                    "trip",
                    async move { desk.trip(&actor, of).await },
                    Heard::Trip,
                );
            }
            Action::Customer => {
                if let Some(card) = &self.card {
                    out.visit(Place::Customer(card.booking.customer_id));
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Card(Ok(card)) => self.card = Some(card),
            Heard::Card(Err(e)) => self.failed = Some(e.msg()),
            Heard::Trip(Ok(trip)) => road::choose(&trip, cx, out, Heard::Road),
            Heard::Trip(Err(e)) => out.refused(&e),
            Heard::Road(to) => road::go(to, cx, out),
            Heard::Edited => self.on_enter(cx, out),
            Heard::Priced(step, fee) => step.priced(fee, EARS, cx, out),
            Heard::Because(step) => step.take(EARS, cx, out),
            Heard::Took(step, done) => {
                step.answered(done, Heard::Because, out);
                self.on_enter(cx, out);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = &self.card else {
            if let Some(failed) = &self.failed {
                c.text(
                    area.x + 1,
                    area.y + 1,
                    area.width - 2,
                    &cx.words.say(failed),
                    (Role::Surface, Role::Bad),
                );
            }
            return;
        };
        let w = &cx.words;
        let parts = [
            (card.booking.number.as_str(), Role::Title),
            ("   ", Role::Dim),
            (&w.say(&card.booking.status.label()), Role::Text),
        ];
        c.inks(area.x + 1, area.y, area.width - 2, Role::Surface, &parts);
        let wide = (area.width - 2).min(76);
        let left = details(card, cx);
        let rest = Rect {
            x: area.x + 1,
            y: area.y + 2,
            width: wide,
            height: left.height(wide).min(area.height.saturating_sub(2)),
        };
        left.draw(c, rest);
    }
}

fn details(card: &Booking, cx: &Cx) -> Card {
    let w = &cx.words;
    let b = &card.booking;
    let title = if card.around.plate.is_empty() {
        &card.around.customer
    } else {
        &card.around.plate
    };
    let span = Span {
        start: b.starts_at,
        end: b.ends_at,
    };
    let zone = w.zone();
    let when = if zone.day_of(b.starts_at) == zone.day_of(b.ends_at) {
        format!(
            "{} {}",
            w.day_near(zone.day_of(b.starts_at), cx.today()),
            w.span(span)
        )
    } else {
        format!("{} – {}", w.moment(b.starts_at), w.moment(b.ends_at))
    };
    let mut view = Card::new(title);
    let mut pair = |label: &'static str, value: &str| {
        if !value.trim().is_empty() {
            view = std::mem::replace(&mut view, Card::new("")).pair(&w.word(label), value.trim());
        }
    };
    pair("bookings-label-when", &when);
    pair("bookings-label-place", &card.place);
    pair("bookings-label-who", &card.mechanic);
    pair("bookings-label-customer", &card.around.customer);
    pair("bookings-label-phone", &card.around.phone);
    pair("bookings-label-email", &card.around.email);
    let car = [card.around.make.as_str(), card.around.model.as_str()].join(" ");
    let year = card
        .around
        .year
        .map(|y| format!(" {y}"))
        .unwrap_or_default();
    pair("bookings-label-vehicle", &format!("{car}{year}"));
    if let Some(odometer) = card.around.odometer {
        pair(
            "bookings-label-odometer",
            &format!("{} {}", w.count(odometer), card.around.odometer_unit),
        );
    }
    pair("bookings-label-type", &card.around.kind);
    pair("bookings-label-arrival", &w.say(&b.arrival.label()));
    pair("bookings-label-source", &w.say(&b.source.label()));
    pair("bookings-label-work", &b.wish);
    pair("bookings-label-job", &card.around.job_number);
    if let Some(promised) = card.around.promised_at {
        pair("bookings-label-promise", &w.when(promised, cx.now));
    }
    if b.moves > 0 {
        pair("bookings-label-moves", &w.count(b.moves));
    }
    for moved in &card.history {
        pair("bookings-label-moved", &was_moved(moved, cx));
    }
    if b.overbooked {
        pair("bookings-label-overbooked", &w.word("booking-overbooked"));
    }
    for (label, said, ink) in road::pairs(&card.road, cx) {
        view = view.pair_in(&w.word(label), &said, ink);
    }
    let mut pair = |label: &'static str, value: &str| {
        if !value.trim().is_empty() {
            view = std::mem::replace(&mut view, Card::new("")).pair(&w.word(label), value.trim());
        }
    };
    pair("bookings-label-reason", &b.reason);
    if b.fee_minor.is_positive() {
        pair("bookings-label-fee", &w.money(b.fee_minor));
    }
    pair("bookings-label-note", &b.notes);
    for warning in &card.warnings {
        view = view.text(
            &format!("{} {}", cx.marks.alert, w.say(warning)),
            Role::Warn,
        );
    }
    if card.overdue {
        let text = w.word("booking-overdue");
        view = view.text(&format!("{} {text}", cx.marks.alert), Role::Warn);
    }
    view
}

/// One move: from where to where, who and when, and why.
fn was_moved(moved: &Move, cx: &Cx) -> String {
    let w = &cx.words;
    let at = |when, place: &str| {
        format!("{} {place}", w.when(when, cx.now))
            .trim()
            .to_owned()
    };
    let said = msg!(
        "booking-was-moved",
        from = at(moved.from_starts_at, &moved.from_place),
        to = at(moved.to_starts_at, &moved.to_place),
        by = moved.by.clone(),
        at = w.when(moved.at, cx.now)
    );
    let said = w.say(&said);
    if moved.reason.is_empty() {
        said
    } else {
        format!("{said}: {}", moved.reason)
    }
}
