//! The fields of the form, and what there is to pick from in them.

use super::caller::Caller;
use super::{BookingForm, Heard, Lists, Start, work};
use crate::desk::booking::Able;
use crate::desk::customers::VehicleLine;
use crate::domain::booking::{Arrival, Source, Status};
use crate::domain::{EquipmentId, Msg};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::look::Role;
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// How firmly something can be booked.
const FIRM: [Status; 3] = [Status::Confirmed, Status::Held, Status::Requested];
/// Where a booking made by hand comes from.
const SOURCES: [Source; 4] = [Source::Phone, Source::Counter, Source::Email, Source::Web];

/// The form as it opens.
pub(super) fn make(start: &Start, cx: &Cx) -> Form {
    let w = &cx.words;
    let mut fields = Caller::fields(cx);
    let arrivals = [Arrival::Drop, Arrival::Wait].map(|a| (a.as_str(), a.label()));
    let firm = FIRM.map(|s| (s.as_str(), s.label()));
    let sources = SOURCES.map(|s| (s.as_str(), s.label()));
    fields.extend([
        Field::new("wish", w.word("booking-field-wish"), Kind::Text),
        Field::new(work::FIELD, w.word("booking-field-work"), Kind::PICK),
        Field::new("day", w.word("booking-field-day"), Kind::Date).required(),
        Field::new("at", w.word("booking-field-at"), Kind::Time).required(),
        Field::new("length", w.word("booking-field-length"), Kind::Duration),
        Field::new("bay", w.word("booking-field-bay"), Kind::PICK),
        Field::new("staff", w.word("booking-field-staff"), Kind::PICK),
        Field::new("type", w.word("booking-field-type"), Kind::PICK).required(),
        Field::new(
            "arrival",
            w.word("booking-field-arrival"),
            choice(&arrivals, cx),
        ),
        Field::new(
            "source",
            w.word("booking-field-source"),
            choice(&sources, cx),
        ),
        Field::new("notes", w.word("booking-field-notes"), Kind::Text),
        Field::new("state", w.word("booking-field-state"), choice(&firm, cx)),
    ]);
    let mut form = Form::new(fields);
    form.nothing = w.word("booking-form-nothing");
    form.unknown = w.word("booking-form-unknown");
    form.set("day", Value::Date(start.day.unwrap_or(cx.today())), w);
    if let Some(minute) = start.minute {
        form.set("at", Value::Time(minute), w);
    }
    if let Some(minutes) = start.minutes {
        form.set("length", Value::Duration(minutes), w);
    }
    if let Some(state) = start.state {
        form.set("state", Value::Key(state.as_str().to_owned()), w);
    }
    form.set("source", Value::Key(start.source.as_str().to_owned()), w);
    form.set("wish", Value::Text(start.wish.clone()), w);
    if start.known.is_none() && !start.plate.is_empty() {
        form.set("car", Value::Text(start.plate.clone()), w);
    }
    form.keep();
    form
}

/// A mechanic in a list to pick from.
pub fn able_item(who: &Able, cx: &Cx) -> PickItem {
    let note = who.note().map(|note| cx.words.say(&note));
    PickItem::new(who.id, who.name.clone()).note(note.unwrap_or_default())
}

fn choice(all: &[(&'static str, Msg)], cx: &Cx) -> Kind {
    let words = all
        .iter()
        .map(|(key, label)| ((*key).to_owned(), cx.words.say(label)));
    Kind::Choice(words.collect())
}

impl BookingForm {
    /// The customer's vehicles are there; a form that began with one of them goes on to what is wanted.
    pub(super) fn fill_cars(
        &mut self,
        cars: &[VehicleLine],
        phone: Option<String>,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        if self.form.raw("who").is_empty()
            && let Some((customer, vehicle)) = self.start.known
            && let Some(car) = cars.iter().find(|c| c.id == vehicle)
        {
            let text = format!("{} {}", car.plate, car.customer.clone().unwrap_or_default());
            let item = PickItem::new(format!("v:{vehicle}:{customer}"), text);
            self.form.set_picked("who", &item);
            self.form.go("wish");
            self.form.keep();
        }
        self.caller.cars(&mut self.form, cars, cx);
        self.caller.settle_fields(&mut self.form, cx);
        self.caller.read_back(&mut self.form, phone);
        self.look(cx, out);
    }

    /// Who can do the work that day: those who are there and can do it first, each with what to know.
    pub(super) fn fill_able(&mut self, able: &[Able], cx: &Cx) {
        let items = able.iter().map(|who| able_item(who, cx));
        self.form.set_options("staff", items.collect());
    }

    /// Pieces to pick from, or to let go of again.
    pub(super) fn offer_tools(&self, cx: &Cx, out: &mut Out<Heard>) {
        let all = self.lists.iter().flat_map(|l| &l.tools);
        let items = all.filter(|t| t.archived_at.is_none()).map(|tool| {
            let kind = cx.words.say(&tool.kind.label());
            let note = if self.tools.contains(&tool.id) {
                format!("{} {kind}", cx.marks.ok)
            } else {
                kind
            };
            Item::new(tool.name.clone(), note, tool.id)
        });
        let title = msg!("booking-form-tools-title");
        out.open(Pick::new(title, items.collect()), Heard::Tool);
    }

    /// A piece was picked: it is taken with the booking, or not any more.
    pub(super) fn tool_picked(&mut self, id: EquipmentId, cx: &Cx, out: &mut Out<Heard>) {
        if self.tools.contains(&id) {
            self.tools.retain(|tool| *tool != id);
        } else {
            self.tools.push(id);
        }
        self.say_tools(cx);
        self.look(cx, out);
    }

    /// Under the bay: the equipment that is taken.
    pub(super) fn say_tools(&mut self, cx: &Cx) {
        let all = self.lists.iter().flat_map(|l| &l.tools);
        let names: Vec<&str> = all
            .filter(|t| self.tools.contains(&t.id))
            .map(|t| t.name.as_str())
            .collect();
        let note = (!names.is_empty()).then(|| {
            let all = names.join(&format!(" {} ", cx.marks.dot));
            (format!("{} {all}", cx.marks.ok), Role::Text)
        });
        self.form.note("bay", note);
    }

    pub(super) fn fill_lists(&mut self, lists: Lists, cx: &Cx) {
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
        self.works.fill(lists.work.clone(), &mut self.form, cx);
        if self.lists.is_none() {
            let wanted = lists.types.iter().find(|t| Some(t.id) == self.start.kind);
            let kind = wanted.or(lists.types.first());
            self.works.pick(&self.start.canned, &mut self.form, cx);
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
        self.say_tools(cx);
    }
}
