//! What the form says as an order, and booking it together with whoever is new; a no with what there is instead.

use super::caller::{self, Draft, Settled};
use super::look::submit_field;
use super::{BookingForm, Heard};
use crate::desk::booking::{Booked, Order, Wish};
use crate::desk::{self, Actor, Desk, Done, Error, Fit};
use crate::domain::booking::{Arrival, Source, Status};
use crate::domain::{BayId, CustomerId, Msg, StaffId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::Reason;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::Handled;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{PickItem, Value};

/// Who was found or made, and what became of the booking.
pub struct Submitted {
    /// The customer and the vehicle; on record even if the booking was refused.
    pub who: Settled,
    /// The booking.
    pub booked: desk::Result<Done<Booked>>,
}

impl BookingForm {
    /// The order the fields make for that moment; of somebody new customer and vehicle are still to be put in.
    pub(super) fn order_at(&self, starts_at: Ts) -> Option<Order> {
        let kind = self.kind()?.id;
        let chosen = |name| self.form.key(name);
        let source = chosen("source").and_then(|k| k.parse::<Source>().ok());
        let arrival = chosen("arrival").and_then(|k| k.parse().ok());
        Some(Order {
            customer: self.caller.customer.unwrap_or(CustomerId(0)),
            vehicle: self.caller.vehicle,
            kind,
            starts_at,
            minutes: self.form.minutes("length"),
            bay: self.form.id("bay").map(BayId),
            staff: self.form.id("staff").map(StaffId),
            tools: self.tools.clone(),
            arrival: arrival.unwrap_or(Arrival::Drop),
            source: source.unwrap_or(self.start.source),
            wish: self.form.text("wish"),
            notes: self.form.text("notes"),
            canned: self.works.ids(),
            reason: self.reason.clone(),
        })
    }

    /// Books as firmly as that.
    pub(super) fn save_as(&mut self, state: Status, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let key = Value::Key(state.as_str().to_owned());
        self.form.set("state", key, &cx.words);
        self.say_hold(cx);
        self.save(cx, out);
        Handled::Yes
    }

    pub(super) fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let untimed = self.form.raw("at").trim().is_empty();
        let country = self.country.clone();
        let whole = self.form.finish(&caller::env(cx, &country));
        if untimed {
            return self.propose(cx, out);
        }
        if !whole {
            return;
        }
        // A work that was typed and not taken by Enter is meant, too.
        self.works.taken(&mut self.form, cx);
        let Some(order) = self.starts_at(cx).and_then(|at| self.order_at(at)) else {
            return;
        };
        let state = self.form.key("state").and_then(|k| k.parse().ok());
        let state = state.unwrap_or(Status::Confirmed);
        let draft = self.caller.draft(&self.form);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { submit(&desk, &actor, draft, order, state).await };
        out.tell("book", work, Heard::Booked);
    }

    /// Puts who is on the phone on the waiting list, from the day the form says on.
    pub(super) fn wait(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let country = self.country.clone();
        self.form.finish(&caller::env(cx, &country));
        self.form.remark("at", None);
        let wrong = self.form.wrong().next();
        if let Some(wrong) = wrong {
            return self.form.go(wrong);
        }
        self.works.taken(&mut self.form, cx);
        let Some(order) = self.order_at(cx.now) else {
            return;
        };
        let mut words = vec![order.wish.clone(), self.works.titles()];
        words.retain(|w| !w.is_empty());
        let from = self.form.date("day").unwrap_or(cx.today());
        let minutes = self.minutes();
        let draft = self.caller.draft(&self.form);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move {
            let who = draft.settle(&desk, &actor).await?;
            let wish = Wish {
                customer: who.customer,
                vehicle: who.vehicle,
                kind: order.kind,
                staff: order.staff,
                wish: words.join(", "),
                minutes,
                bay_kind: None,
                skill: String::new(),
                from,
                until: None,
            };
            desk.wait_for(&actor, &wish).await.map(|_| ())
        };
        out.tell("book", work, Heard::Waits);
    }

    /// Where no time was said, the first free place is put in, to be read out and looked at: the next Ctrl-S
    /// books it. Nothing is put in while another field is wrong.
    fn propose(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let wrong = self.form.wrong().find(|name| *name != "at");
        if let Some(wrong) = wrong {
            self.form.remark("at", None);
            return self.form.go(wrong);
        }
        let Some(fit) = self.fits.first().cloned() else {
            self.form.refuse("at", msg!("booking-form-no-fits"));
            return;
        };
        let wanted = self.form.date("day");
        self.works.taken(&mut self.form, cx);
        self.take(&fit, cx);
        self.form.go("at");
        let there = cx.words.when(fit.starts_at, cx.now);
        let there = format!("{there} {}", fit.place).trim().to_owned();
        let day = cx.words.zone().day_of(fit.starts_at);
        let said = match wanted.filter(|wanted| *wanted != day) {
            Some(wanted) => msg!("booking-form-other-day", day = wanted, there = there),
            None => msg!("booking-form-proposed", there = there),
        };
        out.toast(Toast::good(said));
        self.look(cx, out);
    }

    pub(super) fn take(&mut self, fit: &Fit, cx: &Cx) {
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

    /// Free places to pick from; why another one was refused, if it was.
    pub(super) fn offer(&self, why: Option<Msg>, free: &[Fit], cx: &Cx, out: &mut Out<Heard>) {
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
        let list = match why {
            Some(why) => Pick::new(msg!("bookings-instead-title"), items).because(why),
            None => Pick::new(msg!("booking-fits-title"), items),
        };
        out.open(list, Heard::Take);
    }

    pub(super) fn refused(&mut self, e: &Error, cx: &Cx, out: &mut Out<Heard>) {
        match e {
            Error::Taken { by, free } => {
                self.form.refuse("at", e.msg());
                if !free.is_empty() {
                    self.offer(Some(by.clone()), free, cx, out);
                }
            }
            Error::Invalid {
                field: "reason",
                why,
            } => {
                out.open(Reason::new(why.clone()), Heard::Because);
            }
            Error::Invalid { field, why } => {
                let name = caller::field_of(submit_field(field));
                if !self.form.refuse(name, why.clone()) {
                    out.refused(e);
                }
            }
            e => out.refused(e),
        }
    }

    pub(super) fn submitted(&mut self, submitted: Submitted, cx: &Cx, out: &mut Out<Heard>) {
        // Whoever was new is on record now, whatever became of the booking.
        self.caller.customer = Some(submitted.who.customer);
        self.caller.vehicle = submitted.who.vehicle;
        match submitted.booked {
            Ok(done) => {
                let booked = done.value.clone();
                for warning in &booked.warnings {
                    out.toast(Toast::bad(warning.clone()));
                }
                out.done(crate::tui::screens::bookings::line::said(&booked, cx), done);
                out.finish((booked.id, booked.starts_at));
            }
            Err(e) => self.refused(&e, cx, out),
        }
    }
}

/// Puts on record who is new, then books.
///
/// # Errors
/// When customer or vehicle cannot be put on record; a refused booking is part of the answer.
async fn submit(
    desk: &Desk,
    by: &Actor,
    draft: Draft,
    order: Order,
    state: Status,
) -> desk::Result<Submitted> {
    let who = draft.settle(desk, by).await?;
    let order = Order {
        customer: who.customer,
        vehicle: who.vehicle,
        ..order
    };
    let booked = match state {
        Status::Held => desk.hold(by, &order).await,
        Status::Requested => desk.request(by, &order).await,
        _ => desk.book(by, &order).await,
    };
    Ok(Submitted { who, booked })
}
