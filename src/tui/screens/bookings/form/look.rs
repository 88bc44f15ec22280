//! What the form asks the desk while it is filled in, and what the answers change in it.

use super::super::finder::{Chosen, Finder, Half};
use super::caller;
use super::{BookingForm, Heard, Type};
use crate::desk::booking::{Need, Order, Quote, Search};
use crate::desk::{self, Error};
use crate::domain::booking::Status;
use crate::domain::{BayId, BookingTypeId, Msg, StaffId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::Role;
use crate::tui::shell::Out;
use crate::tui::widgets::{PickItem, Value};

/// The fields a quote can say something about.
const QUOTED: [&str; 5] = ["at", "day", "length", "bay", "staff"];

impl BookingForm {
    /// The type chosen, or the first there is.
    pub(super) fn kind(&self) -> Option<&Type> {
        let types = &self.lists.as_ref()?.types;
        let id = self.form.id("type").map(BookingTypeId);
        types.iter().find(|t| Some(t.id) == id).or(types.first())
    }

    pub(super) fn starts_at(&self, cx: &Cx) -> Option<Ts> {
        let (day, minute) = self.form.date("day").zip(self.form.minutes("at"))?;
        Some(cx.words.zone().at(day, minute))
    }

    /// How long it takes: as was said, else the work that was picked with the buffer of the type, as the desk books
    /// it.
    pub(super) fn minutes(&self) -> Option<i64> {
        self.form.minutes("length").or(self.planned())
    }

    fn planned(&self) -> Option<i64> {
        let buffer = self.kind().map_or(0, |k| k.buffer_min);
        self.works.minutes().map(|work| work + buffer)
    }

    /// Asks for the next free places, for what to know about who comes, and, once a time is said, for what the
    /// booking would come to.
    pub(super) fn look(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(kind) = self.kind().map(|k| k.id) else {
            return;
        };
        let day = self.form.date("day").map(|d| cx.words.zone().at(d, 0));
        let starts_at = self.starts_at(cx);
        let from = starts_at.or(day).unwrap_or(cx.now).max(cx.now);
        let past = self.form.date("day").is_some_and(|day| day < cx.today());
        let may = cx.can(crate::domain::permission::Permission::BookingBackdate);
        if past && !may {
            self.form.remark("day", Some(msg!("booking-form-past-not")));
        }
        let search = Search {
            kind,
            minutes: self.minutes(),
            bay: self.form.id("bay").map(BayId),
            staff: self.form.id("staff").map(StaffId),
            vehicle: self.caller.vehicle,
            from,
            but: None,
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "fits",
            async move { desk.free_slots(&actor, &search).await },
            Heard::Fits,
        );
        let day = cx.words.zone().day_of(from);
        let canned = self.works.ids();
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.who_can(&actor, day, &canned).await };
        out.ask("able", work, Heard::Able);
        self.quote = None;
        self.say_length(cx);
        if self.caller.customer.is_some()
            && let Some(order) = self.order_at(starts_at.unwrap_or(from))
        {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = async move { desk.worth_knowing(&actor, &order).await };
            out.ask("warnings", work, Heard::Warnings);
        }
        if let Some(order) = starts_at.and_then(|at| self.order_at(at)) {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let known = self.caller.customer.is_some();
            out.ask("quote", quote(desk, actor, order, known), Heard::Quote);
        }
    }

    /// The finder, beginning with what stands here; its choice comes back here.
    pub(super) fn find_time(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        // What was typed and not taken by Enter is meant, too; what is missing is missed only when it is booked.
        let country = self.country.clone();
        self.form.finish(&caller::env(cx, &country));
        let wrong: Vec<_> = self.form.wrong().collect();
        for name in wrong {
            self.form.remark(name, None);
        }
        self.works.taken(&mut self.form, cx);
        let half = Half {
            works: self.works.ids(),
            minutes: self.form.minutes("length"),
            bay: self.form.id("bay").map(BayId),
            staff: self.form.id("staff").map(StaffId),
            kind: self.form.id("type").map(BookingTypeId),
            known: self.caller.customer.zip(self.caller.vehicle),
        };
        let day = self.form.date("day").unwrap_or(cx.today());
        out.push_for(Finder::of(half, day, cx), Heard::Chosen);
    }

    /// What was chosen in the finder stands in this form; Ctrl-S books it.
    pub(super) fn take_chosen(&mut self, chosen: &Chosen, cx: &Cx, out: &mut Out<Heard>) {
        let (w, offer) = (&cx.words, &chosen.offer);
        self.take(&offer.fit, cx);
        let types = self.lists.iter().flat_map(|l| &l.types);
        let kind = types.into_iter().find(|t| Some(t.id) == chosen.kind);
        if let Some(item) = kind.map(|t| PickItem::new(t.id, t.title.clone())) {
            self.form.set_picked("type", &item);
        }
        match offer.staff {
            Some(id) => {
                let item = PickItem::new(id, offer.who.clone());
                self.form.set_picked("staff", &item);
            }
            None => self.form.set("staff", Value::Empty, w),
        }
        if let Some(minutes) = chosen.minutes {
            self.form.set("length", Value::Duration(minutes), w);
        }
        if let Some(work) = chosen.work {
            self.works.pick(&[work], &mut self.form, cx);
        }
        let state = Value::Key(chosen.state.as_str().to_owned());
        self.form.set("state", state, w);
        self.say_hold(cx);
        self.form.go("at");
        self.look(cx, out);
    }

    pub(super) fn ask_cars(&self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(customer) = self.caller.customer {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = caller::cars(desk, actor, customer);
            out.ask("cars", work, Heard::Cars);
        }
    }

    /// Whether somebody typed as new is on record already.
    pub(super) fn ask_twin(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(typed) = self.caller.typed(&mut self.form) {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            out.ask(
                "twin",
                async move { typed.look(&desk, &actor).await },
                Heard::Twin,
            );
        }
    }

    /// What booking it would come to; what cannot stand is said under its field, the focus stays.
    pub(super) fn quoted(&mut self, quote: desk::Result<Quote>, cx: &Cx) {
        let early = self.form.date("day").is_some_and(|day| day < cx.today());
        let backdate = cx.can(crate::domain::permission::Permission::BookingBackdate);
        for name in QUOTED {
            // What is no value at all stays wrong, whatever is said of the rest.
            let unread = self.form.value(name) == Value::Empty && !self.form.raw(name).is_empty();
            if !unread && (name != "day" || !early || backdate) {
                self.form.remark(name, None);
            }
        }
        self.quote = None;
        match quote {
            Ok(quote) => self.quote = Some(quote),
            Err(Error::Invalid { field, why }) => {
                let name = caller::field_of(submit_field(field));
                self.form.remark(name, Some(why));
            }
            Err(_) => {}
        }
        self.say_length(cx);
    }

    /// What it takes beyond the right to book, in words: a reason will be asked, or somebody else has to do it.
    pub(super) fn needs(&self, cx: &Cx) -> Vec<Msg> {
        let needs = self.quote.iter().flat_map(|q| &q.needs);
        needs
            .map(|need| {
                let (permission, asks, refuses) = match need {
                    Need::Backdate => (
                        crate::domain::permission::Permission::BookingBackdate,
                        "booking-form-past",
                        "booking-form-past-not",
                    ),
                    Need::Away => (
                        crate::domain::permission::Permission::BookingOverbook,
                        "booking-form-away",
                        "booking-form-away-not",
                    ),
                    Need::Overbook => (
                        crate::domain::permission::Permission::BookingOverbook,
                        "booking-form-full",
                        "booking-form-full-not",
                    ),
                };
                Msg::new(if cx.can(permission) { asks } else { refuses })
            })
            .collect()
    }

    /// Beside the length: how long it will be when nothing is said.
    fn say_length(&mut self, cx: &Cx) {
        let preset = self.kind().map(|k| k.duration_min);
        let own = self.planned();
        let hint = match (self.form.minutes("length"), own.or(preset)) {
            (None, Some(minutes)) => cx.words.minutes(minutes),
            _ => String::new(),
        };
        self.form.hint("length", hint);
    }

    /// Under the state: until when a hold is kept.
    pub(super) fn say_hold(&mut self, cx: &Cx) {
        let held = self.form.key("state").as_deref() == Some(Status::Held.as_str());
        let until = cx.now.plus_minutes(cx.desk.settings().hold_min());
        let said = msg!("booking-note-held", until = cx.words.time(until));
        let note = held.then(|| (cx.words.say(&said), Role::Dim));
        self.form.note("state", note);
    }
}

async fn quote(
    desk: desk::Desk,
    by: desk::Actor,
    order: Order,
    known: bool,
) -> desk::Result<Quote> {
    if known {
        desk.quote(&by, &order).await
    } else {
        desk.quote_unknown(&by, &order).await
    }
}

/// The form's name for a field of the desk's order.
pub(super) fn submit_field(field: &'static str) -> &'static str {
    match field {
        "starts_at" => "at",
        "minutes" => "length",
        other => other,
    }
}
