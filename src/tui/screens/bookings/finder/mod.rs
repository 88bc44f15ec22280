//! The finder: what is needed in one line or in fields, the best places beside it; one key books or holds.
//!
//! `view` draws. The line is read letter by letter and fills the fields, so that what was understood is seen.

mod half;
mod view;

pub use half::{Chosen, Half};

use super::form::{BookingForm, Start, caller};
use super::work::Works;
use crate::desk;
use crate::desk::booking::{Kind as Type, Offer, Query, Sayable, Where, Work};
use crate::domain::booking::Status;
use crate::domain::change::Topic;
use crate::domain::parse::{FinderLine, Names, finder_line};
use crate::domain::permission::Permission;
use crate::domain::{
    BayId, BookingId, BookingTypeId, CannedJobId, CustomerId, EquipmentId, Msg, StaffId, Ts,
    VehicleId, bay,
};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, PickItem, Reply, Value};
use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// How many places are shown.
const PLACES: usize = 7;

/// The page. It answers a booking that was made from it, or a place for the form it was opened from.
pub struct Finder {
    form: Form,
    lists: Option<Lists>,
    offers: Option<Vec<Offer>>,
    at: usize,
    /// The keys go to the places, not to the fields.
    chooses: bool,
    unknown: Vec<String>,
    plate: String,
    known: Option<(CustomerId, VehicleId)>,
    /// The form it was opened from.
    half: Option<Half>,
    wrong: Option<Msg>,
    country: String,
}

/// What there is to say.
pub struct Lists {
    names: Sayable,
    types: Vec<Type>,
    work: Vec<Work>,
}

/// What it hears.
pub enum Heard {
    /// What there is to say.
    Lists(desk::Result<Lists>),
    /// The places that fit.
    Offers(desk::Result<Vec<Offer>>),
    /// A booking was made of one.
    Made(BookingId, Ts),
}

impl Finder {
    /// A finder from that day on.
    pub fn new(day: NaiveDate, known: Option<(CustomerId, VehicleId)>, cx: &Cx) -> Self {
        let w = &cx.words;
        let only = Kind::Choice(vec![
            ("no".to_owned(), w.word("finder-only-no")),
            ("yes".to_owned(), w.word("finder-only-yes")),
        ]);
        let mut form = Form::new(vec![
            Field::new("line", w.word("finder-line"), Kind::Text).width(64),
            Field::new("work", w.word("finder-work"), Kind::PICK),
            Field::new("length", w.word("finder-length"), Kind::Duration),
            Field::new("where", w.word("finder-where"), Kind::PICK),
            Field::new("skill", w.word("finder-skill"), Kind::PICK),
            Field::new("person", w.word("finder-person"), Kind::PICK),
            Field::new("only", w.word("finder-only"), only),
            Field::new("tool", w.word("finder-tool"), Kind::PICK),
            Field::new("from", w.word("finder-from"), Kind::Date).required(),
            Field::new("until", w.word("finder-until"), Kind::Date),
            Field::new("type", w.word("finder-type"), Kind::PICK).required(),
        ]);
        form.nothing = w.word("booking-form-unknown");
        form.set("from", Value::Date(day.max(cx.today())), w);
        form.keep();
        Self {
            form,
            lists: None,
            offers: None,
            at: 0,
            chooses: false,
            unknown: Vec::new(),
            plate: String::new(),
            known,
            half: None,
            wrong: None,
            country: caller::country(cx),
        }
    }

    fn fill(&mut self, lists: Lists, cx: &Cx) {
        let w = &cx.words;
        let n = &lists.names;
        let mut places: Vec<PickItem> = n
            .bays
            .iter()
            .map(|(id, name)| PickItem::new(format!("b:{id}"), name.clone()))
            .collect();
        places.extend(
            n.kinds
                .iter()
                .map(|k| PickItem::new(format!("k:{k}"), w.say(&k.label()))),
        );
        places.extend(
            n.abilities
                .iter()
                .map(|a| PickItem::new(format!("a:{a}"), a.clone())),
        );
        self.form.set_options("where", places);
        let skills = n.skills.iter().map(|s| PickItem::new(s, s.clone()));
        self.form.set_options("skill", skills.collect());
        let people = n
            .people
            .iter()
            .map(|(id, name)| PickItem::new(id, name.clone()));
        self.form.set_options("person", people.collect());
        let tools = n
            .tools
            .iter()
            .map(|(id, name)| PickItem::new(id, name.clone()));
        self.form.set_options("tool", tools.collect());
        let types = lists
            .types
            .iter()
            .map(|t| PickItem::new(t.id, t.title.clone()).note(w.minutes(t.duration_min)));
        self.form.set_options("type", types.collect());
        let work = lists.work.iter().map(|work| Works::item(work, cx));
        self.form.set_options("work", work.collect());
        if self.lists.is_none()
            && let Some(t) = lists.types.first()
        {
            self.form
                .set_picked("type", &PickItem::new(t.id, t.title.clone()));
            self.form.keep();
            self.take_over(&lists, cx);
        }
        self.lists = Some(lists);
    }

    /// The line as it is understood now; what it says goes into the fields.
    fn read(&mut self, cx: &Cx) {
        let Some(lists) = &self.lists else { return };
        let text = self.form.raw("line");
        let n = &lists.names;
        let words: Vec<String> = n.kinds.iter().map(|k| cx.words.say(&k.label())).collect();
        let mut places: Vec<&str> = n.bays.iter().map(|(_, name)| name.as_str()).collect();
        places.extend(words.iter().map(String::as_str));
        places.extend(n.abilities.iter().map(String::as_str));
        let skills: Vec<&str> = n.skills.iter().map(String::as_str).collect();
        let people: Vec<&str> = n.people.iter().map(|(_, name)| name.as_str()).collect();
        let tools: Vec<&str> = n.tools.iter().map(|(_, name)| name.as_str()).collect();
        let works: Vec<&str> = lists.work.iter().map(|w| w.code.as_str()).collect();
        let names = Names {
            places: &places,
            skills: &skills,
            people: &people,
            tools: &tools,
            works: &works,
        };
        let said = finder_line(&text, cx.today(), names);
        let place = said.place.map(|at| self.place_item(at, &words));
        let skill = said.skill.and_then(|at| n.skills.get(at));
        let skill = skill.map(|s| PickItem::new(s, s.clone()));
        let person = said.person.and_then(|at| n.people.get(at));
        let person = person.map(|(id, name)| PickItem::new(id, name.clone()));
        let tool = said.tool.and_then(|at| n.tools.get(at));
        let tool = tool.map(|(id, name)| PickItem::new(id, name.clone()));
        let work = said.work.and_then(|at| lists.work.get(at));
        let work = work.map(|work| Works::item(work, cx));
        for (name, item) in [
            ("where", place.flatten()),
            ("skill", skill),
            ("person", person),
            ("tool", tool),
            ("work", work),
        ] {
            if let Some(item) = item {
                self.form.set_picked(name, &item);
            } else {
                self.form.set(name, Value::Empty, &cx.words);
            }
        }
        self.put_plain(&said, cx);
    }

    /// What needs no list: times, days, words.
    fn put_plain(&mut self, said: &FinderLine, cx: &Cx) {
        let w = &cx.words;
        let length = said.minutes.map_or(Value::Empty, Value::Duration);
        self.form.set("length", length, w);
        let only = if said.only { "yes" } else { "no" };
        self.form.set("only", Value::Key(only.to_owned()), w);
        if let Some(day) = said.from {
            self.form.set("from", Value::Date(day), w);
        }
        self.form
            .set("until", said.until.map_or(Value::Empty, Value::Date), w);
        self.unknown.clone_from(&said.unknown);
        self.plate = said.plate.clone().unwrap_or_default();
    }

    fn place_item(&self, at: usize, kinds: &[String]) -> Option<PickItem> {
        let n = &self.lists.as_ref()?.names;
        if let Some((id, name)) = n.bays.get(at) {
            return Some(PickItem::new(format!("b:{id}"), name.clone()));
        }
        let at = at - n.bays.len();
        if let (Some(kind), Some(word)) = (n.kinds.get(at), kinds.get(at)) {
            return Some(PickItem::new(format!("k:{kind}"), word.clone()));
        }
        let what = n.abilities.get(at - n.kinds.len())?;
        Some(PickItem::new(format!("a:{what}"), what.clone()))
    }

    fn place(&self) -> Where {
        let key = self.form.key("where").unwrap_or_default();
        match key.split_once(':') {
            Some(("b", id)) => id.parse().map_or(Where::Any, |id| Where::Bay(BayId(id))),
            Some(("k", kind)) => kind.parse::<bay::Kind>().map_or(Where::Any, Where::Kind),
            Some((_, what)) => Where::Ability(what.to_owned()),
            None => Where::Any,
        }
    }

    fn query(&self, cx: &Cx) -> Option<Query> {
        let kind = self.form.id("type").map(BookingTypeId)?;
        let day = self.form.date("from").unwrap_or(cx.today());
        Some(Query {
            kind,
            minutes: self.form.minutes("length"),
            canned: self.works(),
            place: self.place(),
            skill: self.form.key("skill"),
            staff: self.form.id("person").map(StaffId),
            only: self.form.key("only").as_deref() == Some("yes"),
            tool: self.form.id("tool").map(EquipmentId),
            vehicle: self.known.map(|k| k.1),
            from: cx.words.zone().at(day, 0).max(cx.now),
            until: self.form.date("until"),
        })
    }

    fn look(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(query) = self.query(cx) else { return };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.find_places(&actor, &query, PLACES).await };
        out.ask("places", work, Heard::Offers);
    }

    fn chosen(&self) -> Option<&Offer> {
        self.offers.as_ref()?.get(self.at)
    }

    /// The form of a booking at that place; without one, for the waiting list.
    fn book(&self, state: Status, cx: &Cx, out: &mut Out<Heard>) {
        if self.give_back(state, out) {
            return;
        }
        let zone = cx.words.zone();
        let offer = self.chosen();
        let start = Start {
            day: offer
                .map(|o| zone.day_of(o.fit.starts_at))
                .or(self.form.date("from")),
            minute: offer.map(|o| zone.minute_of_day(o.fit.starts_at)),
            minutes: offer.map(|o| o.minutes).or(self.form.minutes("length")),
            bay: offer.and_then(|o| o.fit.bay),
            staff: offer.and_then(|o| o.staff),
            plate: self.plate.clone(),
            known: self.known,
            kind: self.form.id("type").map(BookingTypeId),
            canned: self.form.id("work").map(CannedJobId).into_iter().collect(),
            state: Some(state),
            ..Start::default()
        };
        out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
            Heard::Made(id, at)
        });
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Changed("line") | Reply::Taken => {}
            Reply::Done => self.chooses = true,
            _ => self.look(cx, out),
        }
        Handled::Yes
    }

    fn on_places(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let last = self.offers.as_ref().map_or(0, Vec::len).saturating_sub(1);
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::First => self.at = 0,
            Action::Last => self.at = last,
            Action::Accept => self.book(Status::Confirmed, cx, out),
            Action::Back | Action::Next | Action::Previous => self.chooses = false,
            _ => return Handled::No,
        }
        Handled::Yes
    }
}

impl Screen for Finder {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("finder-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-finder"))
    }

    fn typing(&self) -> bool {
        !self.chooses
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Save | Action::Extra)
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.chosen().is_none();
        let edit = Permission::BookingEdit;
        let off = || msg!("finder-off-none");
        let take = || match self.half {
            Some(_) => msg!("finder-cmd-take"),
            None => msg!("finder-cmd-book"),
        };
        let mut all = Vec::new();
        if self.chooses {
            all.push(
                Command::new(Action::Accept, take(), 1)
                    .needs(cx, edit)
                    .unless(none, off()),
            );
            all.push(Command::new(Action::Back, msg!("finder-cmd-form"), 4));
        } else {
            all.push(Command::new(Action::Accept, msg!("finder-cmd-list"), 1));
            all.push(Command::new(Action::Back, msg!("booking-form-leave"), 5));
        }
        all.push(
            Command::new(Action::Save, take(), if self.chooses { 0 } else { 2 })
                .needs(cx, edit)
                .unless(none, off()),
        );
        all.push(
            Command::new(Action::Extra, msg!("finder-cmd-hold"), 2)
                .needs(cx, edit)
                .unless(none, off()),
        );
        if self.half.is_none() {
            all.push(Command::new(Action::Assign, msg!("finder-cmd-wait"), 3).needs(cx, edit));
        }
        all
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move {
            Ok(Lists {
                names: desk.sayable(&actor).await?,
                types: desk.booking_types(&actor).await?,
                work: desk.bookable_work(&actor).await?,
            })
        };
        out.ask("lists", work, Heard::Lists);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Bookings | Topic::Settings | Topic::People) {
            self.look(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.chooses {
            // Typing goes on in the line.
            self.chooses = false;
            self.form.go("line");
        }
        let country = self.country.clone();
        let reply = self.form.press(key, &caller::env(cx, &country));
        if self.form.focus() == "line" {
            self.read(cx);
            self.look(cx, out);
        }
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Save => self.book(Status::Confirmed, cx, out),
            Action::Extra => self.book(Status::Held, cx, out),
            // The form has the key for the waiting list itself, with all that stands in it.
            Action::Assign if self.half.is_some() => return Handled::No,
            Action::Assign => {
                self.at = usize::MAX;
                self.book(Status::Confirmed, cx, out);
                self.at = 0;
            }
            other if self.chooses => return self.on_places(other, cx, out),
            // From the line Enter goes on to what was found.
            Action::Accept if self.form.focus() == "line" => self.chooses = true,
            other => {
                let country = self.country.clone();
                let reply = self.form.on_action(other, &caller::env(cx, &country));
                return self.reply(reply, cx, out);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Lists(Ok(lists)) => {
                self.fill(lists, cx);
                if !self.form.raw("line").is_empty() {
                    self.read(cx);
                }
                self.look(cx, out);
            }
            Heard::Offers(Ok(offers)) => {
                self.at = self.at.min(offers.len().saturating_sub(1));
                self.offers = Some(offers);
                self.wrong = None;
            }
            Heard::Offers(Err(e)) => {
                self.offers = Some(Vec::new());
                self.wrong = Some(e.msg());
            }
            Heard::Lists(Err(e)) => out.refused(&e),
            Heard::Made(id, at) => out.finish((id, at)),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
