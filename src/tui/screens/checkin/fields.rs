//! The fields of the check-in, and what there is to pick from in them.

use super::{CheckIn, Lists};
use crate::domain::Ts;
use crate::domain::line::Method;
use crate::domain::permission::Permission;
use crate::tui::app::Cx;
use crate::tui::screens::bookings::caller::{self, Caller};
use crate::tui::screens::bookings::work;
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

impl CheckIn {
    pub(super) fn make_form(&mut self, cx: &Cx) {
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
            Field::new("parking", w.word("checkin-parking"), Kind::Text).width(20),
        ]);
        if self.booking.is_none() {
            fields.extend([
                Field::new("wish", w.word("booking-field-wish"), Kind::Text),
                Field::new(work::FIELD, w.word("booking-field-work"), Kind::PICK),
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
        if cx.can(Permission::JobOverride) {
            fields.push(
                Field::new(
                    "promise_reason",
                    w.word("checkin-promise-reason"),
                    Kind::Text,
                )
                .width(30)
                .hint(w.word("promise-reason-hint")),
            );
        }
        self.form = Form::new(fields);
        self.form.nothing = w.word("booking-form-nothing");
        self.form
            .set("yes", Value::Key(Method::InPerson.as_str().to_owned()), w);
        self.country = caller::country(cx);
        if let Some(card) = &self.card {
            let around = &card.around;
            let zone = w.zone();
            let booked = around.promised_at.unwrap_or(card.booking.ends_at);
            // Who comes too late for it is promised as much time from now on.
            let promised = if booked < cx.now {
                let length = card.booking.starts_at.minutes_until(card.booking.ends_at);
                on_quarter(cx.now.plus_minutes(length))
            } else {
                booked
            };
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

    /// The same for a vehicle that turned out to be booked: what was said of it stays.
    pub(super) fn make_form_again(&mut self, cx: &Cx) {
        let country = self.country.clone();
        let mut before = self.form.clone();
        before.finish(&caller::env(cx, &country));
        self.make_form(cx);
        for name in ["odometer", "fuel", "key_tag", "damage", "parking"] {
            self.form.set(name, before.value(name), &cx.words);
        }
    }

    pub(super) fn fill(&mut self, lists: Lists, cx: &Cx) {
        let w = &cx.words;
        let types = lists
            .types
            .iter()
            .map(|t| PickItem::new(t.id, t.title.clone()).note(w.minutes(t.duration_min)));
        self.form.set_options("type", types.collect());
        self.works.fill(lists.work.clone(), &mut self.form, cx);
        if self.lists.is_none() {
            if let Some(t) = lists.types.first() {
                self.form
                    .set_picked("type", &PickItem::new(t.id, t.title.clone()));
                let due: Ts = cx.now.plus_minutes(t.duration_min);
                let (zone, due) = (w.zone(), on_quarter(due));
                self.form.set("day", Value::Date(zone.day_of(due)), w);
                self.form.set("at", Value::Time(zone.minute_of_day(due)), w);
            }
            self.form.keep();
        }
        self.lists = Some(lists);
    }
}

/// The next full quarter of an hour.
fn on_quarter(at: Ts) -> Ts {
    const QUARTER: i64 = 15 * 60 * 1_000_000;
    Ts((at.0 + QUARTER - 1).div_euclid(QUARTER) * QUARTER)
}
