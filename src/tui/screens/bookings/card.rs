//! One booking: all that is known, and every step it can take.

use super::reason::Reason;
use crate::desk::booking::Card as Booking;
use crate::desk::{self, Done};
use crate::domain::booking::Event;
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, JobId, Msg, Span};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::checkin::CheckIn;
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
    /// A reason for a step that needs one.
    Because(Event, String),
    /// A step was taken, or not; what to say of it.
    Stepped(Msg, desk::Result<Done<()>>),
    /// A request was confirmed.
    Confirmed(desk::Result<Done<Option<JobId>>>),
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

    fn step(&self, event: Event, why: String, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        let name = self.name();
        match event {
            Event::Cancel => {
                let work = async move { desk.cancel(&actor, id, &why).await };
                let said = msg!("bookings-cancelled", plate = name);
                out.tell("step", work, |done| Heard::Stepped(said, done));
            }
            Event::Decline => {
                let work = async move { Ok(Done::final_(desk.decline(&actor, id, &why).await?)) };
                let said = msg!("booking-declined", plate = name);
                out.tell("step", work, |done| Heard::Stepped(said, done));
            }
            Event::NoShow => {
                let work = async move { desk.no_show(&actor, id).await };
                let said = msg!("bookings-no-show-done", plate = name);
                out.tell("step", work, |done| Heard::Stepped(said, done));
            }
            Event::Reopen => {
                let work = async move { desk.reopen(&actor, id).await };
                let said = msg!("booking-reopened", plate = name);
                out.tell("step", work, |done| Heard::Stepped(said, done));
            }
            Event::UndoCheckIn => {
                let work = async move { Ok(Done::final_(desk.undo_check_in(&actor, id).await?)) };
                let said = msg!("booking-check-in-undone", plate = name);
                out.tell("step", work, |done| Heard::Stepped(said, done));
            }
            Event::Fulfil => {
                let work = async move { Ok(Done::final_(desk.fulfil(&actor, id).await?)) };
                let said = msg!("booking-fulfilled", plate = name);
                out.tell("step", work, |done| Heard::Stepped(said, done));
            }
            _ => {
                let work = async move { desk.confirm(&actor, id, &[], &why).await };
                out.tell("step", work, Heard::Confirmed);
            }
        }
    }

    fn ask_why(&self, event: Event, cx: &Cx, out: &mut Out<Heard>) {
        let plate = self.name();
        let ask = match event {
            Event::Decline => Reason::new(msg!("booking-decline-title", plate = plate)),
            _ => Reason::new(msg!("bookings-cancel-title", plate = plate)).with(
                [
                    "bookings-reason-customer",
                    "bookings-reason-us",
                    "bookings-reason-twice",
                ],
                cx,
            ),
        };
        out.open(ask, move |why| Heard::Because(event, why));
    }
}

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
        let verb = |name, label, event| {
            Command::new(Action::Verb(name), label, 0)
                .needs(cx, edit)
                .unless(!self.can(event), off())
        };
        let asked = self.can(Event::Decline) || self.can(Event::Expire);
        if asked {
            all.push(
                Command::new(Action::Save, msg!("booking-cmd-confirm"), 1)
                    .needs(cx, edit)
                    .unless(!self.can(Event::Confirm), off()),
            );
            all.push(verb("decline", msg!("booking-cmd-decline"), Event::Decline));
        }
        all.push(verb("no-show", msg!("bookings-cmd-no-show"), Event::NoShow));
        all.push(verb("reopen", msg!("booking-cmd-reopen"), Event::Reopen));
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
        all.push(Command::new(
            Action::Customer,
            msg!("booking-cmd-customer"),
            0,
        ));
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
            Action::Remove => self.ask_why(Event::Cancel, cx, out),
            Action::Verb("decline") => self.ask_why(Event::Decline, cx, out),
            Action::Save => self.step(Event::Confirm, String::new(), cx, out),
            Action::Verb("no-show") => self.step(Event::NoShow, String::new(), cx, out),
            Action::Verb("reopen") => self.step(Event::Reopen, String::new(), cx, out),
            Action::Verb("undo-check-in") => {
                self.step(Event::UndoCheckIn, String::new(), cx, out);
            }
            Action::Verb("fulfil") => self.step(Event::Fulfil, String::new(), cx, out),
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
            Heard::Because(event, why) => self.step(event, why, cx, out),
            Heard::Stepped(said, Ok(done)) => {
                out.done(said, done);
                self.on_enter(cx, out);
            }
            Heard::Confirmed(Ok(done)) => {
                out.done(msg!("booking-confirmed", plate = self.name()), done);
                self.on_enter(cx, out);
            }
            Heard::Confirmed(Err(desk::Error::Invalid {
                field: "reason",
                why,
            })) => {
                out.open(Reason::new(why), |why| Heard::Because(Event::Confirm, why));
            }
            Heard::Stepped(_, Err(e)) | Heard::Confirmed(Err(e)) => {
                out.refused(&e);
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
    pair("bookings-label-reason", &b.reason);
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
