//! The line typed into the diary, read while it is typed: what each word means, whose plate it is, what it would
//! come to and what to know before Enter.

use super::{Diary, Heard};
use crate::desk::booking::{Kind, Mechanic, Need, Order, Quote, Sheet, Work};
use crate::desk::{self, Actor, Desk};
use crate::domain::booking::{Arrival, Source};
use crate::domain::parse::{BookingLine, booking_line};
use crate::domain::text::search_key;
use crate::domain::{BayId, BookingTypeId, CustomerId, Msg, StaffId, VehicleId, plate, symptom};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role, width};
use crate::tui::shell::{Out, When};
use chrono::NaiveDate;
use ratatui::layout::Rect;

/// What words can mean here: types, work and people of the workshop.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The booking types, the usual one first.
    pub kinds: Vec<Kind>,
    /// The canned jobs.
    pub work: Vec<Work>,
    /// Who can do it.
    pub people: Vec<Mechanic>,
}

impl Terms {
    /// Asks for them.
    pub(super) async fn ask(desk: &Desk, by: &Actor) -> desk::Result<Self> {
        Ok(Self {
            kinds: desk.booking_types(by).await?,
            work: desk.bookable_work(by).await?,
            people: desk.places(by).await?.1,
        })
    }
}

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What it says.
    pub said: BookingLine,
    /// The lane of the sheet it names.
    pub lane: Option<usize>,
    /// The bay that lane is.
    pub bay: Option<BayId>,
    /// Its name.
    pub place: String,
    /// The mechanic it names.
    pub staff: Option<StaffId>,
    /// Their name.
    pub who: String,
    /// The type its words name, else the usual one.
    pub kind: Option<(BookingTypeId, String)>,
    /// The canned jobs its words mean.
    pub canned: Vec<Work>,
    /// What is left of the words once codes are taken out: the customer's own.
    pub words: String,
}

impl Wish {
    /// The day meant, if only the shown one.
    pub fn day(&self, shown: NaiveDate) -> NaiveDate {
        self.said.date.unwrap_or(shown)
    }

    /// Whether it can be booked as it stands, were its vehicle known.
    pub fn is_whole(&self) -> bool {
        self.said.plate.is_some() && self.said.time.is_some()
    }

    /// The order it makes, still of nobody; `None` without a time.
    pub fn order(&self, shown: NaiveDate, cx: &Cx) -> Option<Order> {
        let minute = self.said.time?;
        Some(Order {
            customer: CustomerId(0),
            vehicle: None,
            kind: self.kind.as_ref()?.0,
            starts_at: cx.words.zone().at(self.day(shown), minute),
            minutes: self.said.minutes,
            bay: self.bay,
            staff: self.staff,
            tools: Vec::new(),
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: self.words.clone(),
            notes: String::new(),
            canned: self.canned.iter().map(|w| w.id).collect(),
            reason: String::new(),
        })
    }
}

/// The vehicle of a plate, and who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its owner.
    pub owner: CustomerId,
    /// Their name.
    pub customer: String,
    /// Make and model.
    pub car: String,
}

impl Known {
    /// The order as theirs.
    pub fn orders(&self, order: Order) -> Order {
        Order {
            customer: self.owner,
            vehicle: Some(self.vehicle),
            ..order
        }
    }
}

/// What the desk says of a line while it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// The vehicle of its plate; `None` when it is not on record.
    known: Option<Known>,
    /// What booking it would come to, once a time is said.
    quote: Option<Quote>,
    /// Why it cannot be booked so.
    wrong: Option<Msg>,
}

impl Looked {
    /// The plate is nobody's.
    pub(super) fn is_unknown(&self) -> bool {
        self.known.is_none()
    }
}

/// Looks for the vehicle of a plate, whole as it is typed.
pub(super) async fn known(desk: &Desk, by: &Actor, typed: &str) -> desk::Result<Option<Known>> {
    let key = plate::key(typed);
    if key.is_empty() {
        return Ok(None);
    }
    let found = desk.find_vehicles(by, typed).await?;
    let own = found.into_iter().find(|v| plate::key(&v.plate) == key);
    Ok(own.and_then(|v| {
        Some(Known {
            vehicle: v.id,
            owner: v.customer_id?,
            customer: v.customer.unwrap_or_default(),
            car: format!("{} {}", v.make, v.model).trim().to_owned(),
        })
    }))
}

async fn look(desk: &Desk, by: &Actor, plate: &str, order: Option<Order>) -> desk::Result<Looked> {
    let known = known(desk, by, plate).await?;
    let quoted = match (&known, order) {
        (Some(known), Some(order)) => Some(desk.quote(by, &known.orders(order)).await),
        (None, Some(order)) => Some(desk.quote_unknown(by, &order).await),
        (_, None) => None,
    };
    let (quote, wrong) = match quoted {
        Some(Ok(quote)) => (Some(quote), None),
        Some(Err(desk::Error::Invalid { why, .. })) => (None, Some(why)),
        Some(Err(e)) => return Err(e),
        None => (None, None),
    };
    Ok(Looked {
        known,
        quote,
        wrong,
    })
}

impl Diary {
    pub(super) fn ask_terms(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { Terms::ask(&desk, &actor).await };
        out.ask("terms", work, Heard::Terms);
    }

    /// What stands in the line, read.
    pub(super) fn wish(&self, cx: &Cx) -> Wish {
        read(self.line.text(), self.sheet.as_ref(), &self.terms, cx)
    }

    /// The line has changed: what it would book is looked at when the hand rests.
    pub(super) fn read_on(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.looked = None;
        let wish = self.wish(cx);
        if self.line.is_empty() || wish.said.is_jump() {
            return;
        }
        let text = self.line.text().to_owned();
        let typed = wish.said.plate.clone().unwrap_or_default();
        let order = wish.order(self.day, cx);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { look(&desk, &actor, &typed, order).await };
        out.ask_when(When::AtRest, "typed-look", work, move |said| {
            Heard::Looked(text, said)
        });
    }
}

/// Reads the line. A lane is said by its name, or by its number: `bay2`, `lift 2`.
fn read(text: &str, sheet: Option<&Sheet>, terms: &Terms, cx: &Cx) -> Wish {
    let mut names: Vec<(String, usize)> = Vec::new();
    for (at, lane) in sheet.iter().flat_map(|s| s.lanes.iter().enumerate()) {
        // A mechanic's lane is read as the person.
        if lane.staff.is_some() {
            continue;
        }
        names.push((lane.name.clone(), at));
        let number = lane
            .name
            .split_whitespace()
            .find_map(|w| w.parse::<usize>().ok());
        if let (Some(number), Some(kind)) = (number, lane.kind) {
            names.push((
                format!("{} {number}", cx.words.word("bookings-word-bay")),
                at,
            ));
            names.push((format!("{} {number}", cx.words.word(kind.label_id())), at));
        }
    }
    let lanes: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let people: Vec<&str> = terms.people.iter().map(|p| p.name.as_str()).collect();
    let said = booking_line(text, cx.today(), &lanes, &people);
    let person = said.person.and_then(|at| terms.people.get(at));
    let bay = said
        .lane
        .and_then(|at| names.get(at))
        .map(|(_, lane)| *lane);
    let found = sheet.zip(bay).and_then(|(s, at)| s.lanes.get(at));
    // Where the lanes are people, the name is a lane to go to.
    let own = person.and_then(|p| {
        let lanes = sheet.map(|s| s.lanes.as_slice()).unwrap_or_default();
        lanes.iter().position(|l| l.staff == Some(p.id))
    });
    let (canned, words) = work_in(&said.text, &terms.work);
    Wish {
        lane: bay.or(own),
        bay: found.and_then(|l| l.bay),
        place: found.map(|l| l.name.clone()).unwrap_or_default(),
        staff: person.map(|p| p.id),
        who: person.map(|p| p.name.clone()).unwrap_or_default(),
        kind: kind_in(&said.text, &terms.kinds).map(|k| (k.id, k.title.clone())),
        canned,
        words,
        said,
    }
}

/// The type the words name by its title or its code, else the first.
fn kind_in<'a>(text: &str, kinds: &'a [Kind]) -> Option<&'a Kind> {
    let text = format!(" {} ", search_key(text));
    let names = |kind: &Kind| {
        let title = kind.title.split('/').map(search_key);
        let mut all: Vec<String> = title.chain([search_key(&kind.code)]).collect();
        // "tyre" is as good as "tyres".
        let singular: Vec<String> = all
            .iter()
            .filter_map(|name| name.strip_suffix('s').map(str::to_owned))
            .collect();
        all.extend(singular);
        all.retain(|name| !name.trim().is_empty());
        all
    };
    let is_said = |kind: &&Kind| {
        names(kind)
            .iter()
            .any(|name| text.contains(&format!(" {} ", name.trim())))
    };
    kinds.iter().find(is_said).or(kinds.first())
}

/// The canned jobs the words mean: by a code, which is then no word of the customer's, by the whole title, or by a
/// symptom of which only one speaks most.
fn work_in(text: &str, work: &[Work]) -> (Vec<Work>, String) {
    let mut taken: Vec<Work> = Vec::new();
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let key = search_key(word);
        match work
            .iter()
            .find(|w| !key.is_empty() && search_key(&w.code) == key)
        {
            Some(one) if !taken.contains(one) => taken.push(one.clone()),
            Some(_) => {}
            None => words.push(word),
        }
    }
    let words = words.join(" ");
    if taken.is_empty() && !words.is_empty() {
        let key = search_key(&words);
        let titled = work.iter().find(|w| search_key(&w.title) == key);
        let score = |w: &Work| symptom::score(&w.symptoms, &w.title, &words);
        let best = work.iter().map(score).max().unwrap_or(0);
        let mut felt = work.iter().filter(|w| best > 0 && score(w) == best);
        let felt = match (felt.next(), felt.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        };
        taken.extend(titled.or(felt).cloned());
    }
    (taken, words)
}

/// The line said back before Enter where it only says where to look.
pub(super) fn jump(wish: &Wish, shown: NaiveDate, cx: &Cx) -> String {
    let what = parts(wish, shown, cx).join(" · ");
    cx.words.say(&msg!("bookings-line-go", what = what))
}

/// Day, time, length, place and mechanic, as far as they were said.
fn parts(wish: &Wish, shown: NaiveDate, cx: &Cx) -> Vec<String> {
    let said = &wish.said;
    let mut parts = vec![cx.words.day_near(wish.day(shown), cx.today())];
    parts.extend(said.time.map(|m| cx.words.minute(m)));
    parts.extend(said.minutes.map(|m| cx.words.minutes(m)));
    parts.extend([&wish.place, &wish.who].into_iter().cloned());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The rows under the line: when and where, who and what, and what to know.
fn rows(diary: &Diary, wish: &Wish, room: u16, cx: &Cx) -> Vec<Vec<(String, Role)>> {
    let w = &cx.words;
    let looked = diary.looked.as_ref();
    let quote = looked.and_then(|l| l.quote.as_ref());
    let unknown = looked.is_some_and(Looked::is_unknown);
    let mut when = parts(wish, diary.day, cx);
    if let (None, Some(quote)) = (wish.said.minutes, quote) {
        when.push(w.minutes(quote.minutes));
    }
    if let (true, Some(quote)) = (wish.place.is_empty(), quote) {
        when.push(quote.place.clone());
    }
    when.extend(wish.kind.as_ref().map(|(_, title)| title.clone()));
    when.retain(|part| !part.is_empty());
    let what = when.join(" · ");
    let said = if wish.is_whole() && !unknown {
        msg!("bookings-line-book", what = what)
    } else {
        msg!("bookings-line-form", what = what)
    };
    let mut all = vec![vec![(w.say(&said), Role::Accent)]];
    let mut who: Vec<(String, Role)> = Vec::new();
    let mut add = |text: String, ink: Role| {
        if !who.is_empty() {
            who.push((" · ".to_owned(), Role::Dim));
        }
        who.push((text, ink));
    };
    if let Some(plate) = &wish.said.plate {
        match looked.map(|l| &l.known) {
            None => add(plate.to_uppercase(), Role::Title),
            Some(Some(known)) => {
                add(plate.to_uppercase(), Role::Title);
                add(known.customer.clone(), Role::Text);
                if !known.car.is_empty() {
                    add(known.car.clone(), Role::Text);
                }
            }
            Some(None) => {
                let plate = plate.to_uppercase();
                let said = w.say(&msg!("bookings-line-unknown", plate = plate));
                add(format!("{} {said}", cx.marks.alert), Role::Warn);
            }
        }
    }
    for work in &wish.canned {
        add(format!("{} {}", work.code, work.title), Role::Good);
    }
    if !wish.words.is_empty() {
        add(wish.words.clone(), Role::Text);
    }
    all.push(who);
    let told = warnings(looked, cx);
    let told: Vec<String> = told.iter().map(|said| w.say(said)).collect();
    if !told.is_empty() {
        let text = format!("{} {}", cx.marks.alert, told.join(" · "));
        let lines = width::wrap(&text, usize::from(room));
        all.extend(lines.into_iter().take(2).map(|l| vec![(l, Role::Warn)]));
    }
    all
}

/// What is in the way and what to know of customer and vehicle, the gravest first.
fn warnings(looked: Option<&Looked>, cx: &Cx) -> Vec<Msg> {
    use crate::domain::permission::Permission;
    let Some(looked) = looked else {
        return Vec::new();
    };
    let mut all: Vec<Msg> = looked.wrong.iter().cloned().collect();
    if let Some(quote) = &looked.quote {
        let taken = quote.taken.iter();
        all.extend(taken.map(|(who, _)| msg!("bookings-carry-taken", who = cx.words.say(who))));
        all.extend(quote.needs.iter().map(|need| {
            let (permission, asks, refuses) = match need {
                Need::Backdate => (
                    Permission::BookingBackdate,
                    "booking-form-past",
                    "booking-form-past-not",
                ),
                Need::Away => (
                    Permission::BookingOverbook,
                    "booking-form-away",
                    "booking-form-away-not",
                ),
                Need::Overbook => (
                    Permission::BookingOverbook,
                    "booking-form-full",
                    "booking-form-full-not",
                ),
            };
            Msg::new(if cx.can(permission) { asks } else { refuses })
        }));
        all.extend(quote.warnings.iter().cloned());
    }
    all
}

/// The line and what it means, over the view; how many rows that takes.
pub(super) fn draw(diary: &Diary, wish: &Wish, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> u16 {
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let rows = rows(diary, wish, room, cx);
    let height = u16::try_from(rows.len() + 1).unwrap_or(1).min(area.height);
    c.fill(Rect { height, ..area }, Role::Surface);
    let line = Rect {
        x,
        width: room,
        height: 1,
        ..area
    };
    diary
        .line
        .draw(c, line, (Role::Well, Role::Text), true, false);
    for (y, row) in (area.y + 1..area.y + height).zip(&rows) {
        let parts: Vec<(&str, Role)> = row.iter().map(|(t, r)| (t.as_str(), *r)).collect();
        c.inks(x, y, room, Role::Surface, &parts);
    }
    height
}
