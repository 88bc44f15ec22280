//! What the pages say, told to the desk: the vehicle is in, or why not.

use super::{Came, CheckIn, Heard};
use crate::desk::booking::Order;
use crate::desk::job::{Arrival, Authority};
use crate::desk::logistics::Road;
use crate::desk::{Done, Error};
use crate::domain::booking::{Arrival as Comes, Source};
use crate::domain::line::Method;
use crate::domain::logistics::Loan;
use crate::domain::{BookingTypeId, CustomerId, JobId, Money};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::screens::Place;
use crate::tui::screens::bookings::caller;
use crate::tui::screens::record::Sheet;
use crate::tui::screens::road::{CarKeys, Keys};
use crate::tui::shell::Out;

impl CheckIn {
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
            parking: f.text("parking"),
            damage: f.text("damage"),
            contact_name: f.text("contact_name"),
            contact_phone: f.text("contact_phone"),
            limit: f.money("limit").unwrap_or(Money::ZERO),
            promise_reason: f.text("promise_reason"),
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

    pub(super) fn order(&self, cx: &Cx) -> Option<Order> {
        let types = &self.lists.as_ref()?.types;
        let chosen = self.form.id("type").map(BookingTypeId);
        let kind = types
            .iter()
            .find(|t| Some(t.id) == chosen)
            .or(types.first())?;
        Some(Order {
            customer: self.caller.customer.unwrap_or(CustomerId(0)),
            vehicle: self.caller.vehicle,
            kind: kind.id,
            starts_at: cx.now,
            minutes: None,
            bay: None,
            staff: None,
            tools: Vec::new(),
            arrival: Comes::WalkIn,
            source: Source::Counter,
            wish: self.form.text("wish"),
            notes: String::new(),
            canned: self.works.ids(),
            reason: String::new(),
        })
    }

    pub(super) fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let country = self.country.clone();
        if !self.form.finish(&caller::env(cx, &country)) {
            self.confirming = false;
            return;
        }
        // A work that was typed and not taken by Enter is meant, too.
        self.works.taken(&mut self.form, cx);
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

    pub(super) fn refused(&mut self, e: &Error, out: &mut Out<Heard>) {
        self.confirming = false;
        let (field, why) = match e {
            Error::Invalid {
                field: "reason",
                why,
            } => ("promise_reason", why.clone()),
            Error::Invalid { field, why } => (caller::field_of(field), why.clone()),
            Error::Taken { .. } => ("car", e.msg()),
            e => return out.refused(e),
        };
        if !self.form.refuse(field, why) {
            out.refused(e);
        }
    }

    /// The vehicle is in: the board shows it from now on.
    pub(super) fn done(
        &self,
        plate: String,
        job: Option<JobId>,
        done: Done<()>,
        out: &mut Out<Heard>,
    ) {
        out.done(msg!("checkin-done", plate = plate), done);
        out.pop();
        // Who was promised one of our cars gets its keys now; Esc leaves them for later.
        let road = self.card.as_ref().map(|card| &card.road);
        let promised = road.and_then(Road::loan);
        if let Some(loan) = promised.filter(|l| l.status == Loan::Reserved) {
            out.push(Sheet::of(CarKeys::new(loan.id, Keys::Out)));
        }
        if let (None, Some(job)) = (self.booking, job) {
            out.visit(Place::Job(job));
        }
    }
}
