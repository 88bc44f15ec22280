//! Find (F2): what the caller says, over whatever is open. A plate, a name, a phone, a number of a document or
//! a part; results while typing, Enter opens the record on top.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::roster::Found;
use super::{Handled, Place, Screen};
use crate::desk;
use crate::desk::customers::{Hit, Target, VehicleLine};
use crate::desk::job::PutOffSum;
use crate::domain::{Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Column, LineEdit, Row, Step, WindowTable};
use crate::words::Words;

/// Characters of a paste that are looked for.
const LONGEST: usize = 60;

/// The page.
pub struct Find {
    line: LineEdit,
    table: WindowTable<usize>,
    hits: Vec<Hit>,
    /// What to say to somebody who calls about the chosen vehicle.
    answer: Option<(VehicleId, Msg)>,
}

/// What the desk answers.
pub enum Heard {
    /// What fits.
    Hits(desk::Result<Vec<Hit>>),
    /// What fits a scanned code: the only one is opened at once.
    Scanned(desk::Result<Vec<Hit>>),
    /// What to say about a vehicle.
    Answer(VehicleId, desk::Result<Msg>),
}

impl Find {
    /// With this already typed.
    pub fn new(cx: &Cx, typed: &str) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("find-col-what"), 9, 11).ink(Role::Dim),
            Column::new(w.word("find-col-name"), 16, 28),
            Column::new(w.word("find-col-detail"), 20, 60).grows(),
        ]);
        table.empty = String::new();
        Self {
            line: LineEdit::new(typed),
            table,
            hits: Vec::new(),
            answer: None,
        }
    }

    /// The vehicle under the cursor.
    fn car(&self) -> Option<VehicleId> {
        match self.table.key().and_then(|i| self.hits.get(*i)) {
            Some(Hit::Vehicle(v)) => Some(v.id),
            _ => None,
        }
    }

    /// What to say follows the cursor.
    fn ask_answer(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.car() else { return };
        if self.answer.as_ref().is_some_and(|(of, _)| *of == id) {
            return;
        }
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "answer",
            async move { desk.answer(&by, id).await },
            move |said| Heard::Answer(id, said),
        );
    }

    fn ask(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.table.find = self.line.text().into();
        let typed = self.line.text().to_owned();
        if typed.trim().is_empty() {
            self.hits.clear();
            self.table.empty = String::new();
            self.table.show(Vec::new(), false);
            return;
        }
        self.table.empty = cx.words.say(&msg!("find-nothing", typed = typed.clone()));
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "find",
            async move { desk.find(&by, &typed).await },
            Heard::Hits,
        );
    }

    fn show(&mut self, hits: Vec<Hit>, cx: &Cx) {
        let rows = hits
            .iter()
            .enumerate()
            .map(|(i, hit)| {
                let (what, name, detail) = words(hit, &cx.words);
                Row::new(i, [what, name, detail])
            })
            .collect();
        self.hits = hits;
        self.table.show(rows, false);
    }
}

/// Where a hit goes.
pub fn place(target: Target) -> Place {
    match target {
        Target::Customer(id) => Place::Customer(id),
        Target::Vehicle(id) => Place::Vehicle(id),
        Target::Booking(id) => Place::Booking(id),
        Target::Job(id) => Place::Job(id),
        Target::Invoice(id) => Place::Invoice(id),
        Target::Part(id) => Place::Part(id),
    }
}

/// What is put off on a vehicle: to be said before anything else is agreed.
fn deferred(v: &VehicleLine) -> PutOffSum {
    PutOffSum {
        count: v.deferred,
        amount: v.deferred_minor,
    }
}

/// A hit in words: what it is, what it is called, what tells it from others.
fn words(hit: &Hit, w: &Words) -> (String, String, String) {
    match hit {
        Hit::Vehicle(v) => {
            let owner = v.customer.clone().unwrap_or_default();
            let phone = v.phone.clone().unwrap_or_default();
            (
                w.word("find-vehicle"),
                v.plate.clone(),
                match deferred(v).msg() {
                    Some(said) => {
                        format!("{owner}  {phone}  {}  {} {}", w.say(&said), v.make, v.model)
                    }
                    None => format!("{} {}  {owner}  {phone}", v.make, v.model),
                },
            )
        }
        Hit::Customer(c) => {
            let phone = c.phone.clone().unwrap_or_default();
            let plates = c.plates.clone().unwrap_or_default();
            (
                w.word("find-customer"),
                c.name.clone(),
                format!("{phone}  {plates}"),
            )
        }
        Hit::Booking(b) => {
            let status = w.say(&b.status.label());
            let day = w.day(w.zone().day_of(b.starts_at));
            (
                w.word("find-booking"),
                b.number.clone(),
                format!("{}  {}  {day} {} · {status}", b.plate, b.customer, b.wish),
            )
        }
        Hit::Job(j) => {
            let title = j.title.clone().unwrap_or_default();
            let status = w.say(&j.status.label());
            (
                w.word("find-job"),
                j.number.clone(),
                format!("{}  {}  {title} · {status}", j.plate, j.customer),
            )
        }
        Hit::Invoice(i) => {
            let amount = w.money(i.total);
            let customer = if i.customer.is_empty() {
                w.word("invoices-walk-in")
            } else {
                i.customer.clone()
            };
            (
                w.say(&i.kind.label()),
                i.number.clone(),
                format!("{customer}  {amount}"),
            )
        }
        Hit::Part(_, sku, description) => (w.word("find-part"), sku.clone(), description.clone()),
    }
}

/// Whether a hit is of the kind a sign before the letters asks for: `@` people and what they drive, `#` paper,
/// `!` parts.
pub fn is_meant(hit: &Hit, sign: char) -> bool {
    match sign {
        '@' => matches!(hit, Hit::Customer(_) | Hit::Vehicle(_)),
        '#' => matches!(hit, Hit::Invoice(_) | Hit::Job(_) | Hit::Booking(..)),
        '!' => matches!(hit, Hit::Part(..)),
        _ => true,
    }
}

/// The same hits as the menu lists them.
pub fn found(hits: &[Hit], w: &Words) -> Vec<Found> {
    hits.iter()
        .map(|hit| {
            let (what, name, detail) = words(hit, w);
            Found {
                label: format!("{what} {name}"),
                detail,
                place: place(hit.target()),
            }
        })
        .collect()
}

impl Screen for Find {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("find-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("find-help"))
    }

    fn typing(&self) -> bool {
        true
    }

    fn holds(&self, action: Action) -> bool {
        action == Action::Accept
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("find-cmd-open"), 1)
                .unless(self.table.key().is_none(), msg!("off-no-row")),
            Command::new(Action::Back, msg!("form-cmd-leave"), 2),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.line.key(key) {
            self.ask(cx, out);
        }
    }

    fn on_paste(&mut self, text: &str, cx: &Cx, out: &mut Out<Heard>) {
        // Nobody looks for a page of text: its beginning is what was meant, and the rest is said to be left out.
        let (length, max) = (text.chars().count(), LONGEST);
        let head: String = text.chars().take(max).collect();
        self.line.insert(&head);
        if length > max {
            out.toast(Toast::warn(msg!(
                "find-too-long",
                length = length,
                max = max
            )));
        }
        self.ask(cx, out);
    }

    fn on_scan(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        self.line.set(code);
        self.table.find = code.into();
        let (desk, by, typed) = (cx.desk.clone(), cx.actor.clone(), code.to_owned());
        out.ask(
            "find",
            async move { desk.find(&by, &typed).await },
            Heard::Scanned,
        );
        Handled::Yes
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.table.key().and_then(|i| self.hits.get(*i)) {
                Some(hit) => out.visit(place(hit.target())),
                None => return Handled::No,
            },
            Action::Back if !self.line.is_empty() => {
                self.line.clear();
                self.ask(cx, out);
            }
            Action::Find => {
                self.line.clear();
                self.ask(cx, out);
            }
            Action::Undo => {
                return if self.line.undo() {
                    self.ask(cx, out);
                    Handled::Yes
                } else {
                    Handled::No
                };
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    let _ = self.table.step(step);
                    self.ask_answer(cx, out);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Hits(Ok(hits)) => {
                self.show(hits, cx);
                self.ask_answer(cx, out);
            }
            Heard::Answer(id, Ok(said)) => self.answer = Some((id, said)),
            // Who may not read jobs reads the rest of the page.
            Heard::Answer(_, Err(_)) => {}
            Heard::Scanned(Ok(hits)) => {
                if let [only] = &hits[..] {
                    out.visit(place(only.target()));
                }
                self.show(hits, cx);
            }
            Heard::Hits(Err(e)) | Heard::Scanned(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let well = Rect::new(area.x + 1, area.y + 1, (area.width - 2).min(60), 1);
        c.fill(well, Role::Well);
        let line = Rect::new(well.x + 2, well.y, well.width.saturating_sub(3), 1);
        self.line
            .draw(c, line, (Role::Well, Role::Text), true, false);
        if self.line.is_empty() {
            c.text(
                line.x,
                line.y,
                line.width,
                &cx.words.word("find-prompt"),
                (Role::Well, Role::Dim),
            );
        }
        let top = area.y + 3;
        let room = area.width.saturating_sub(4);
        let said = self
            .answer
            .as_ref()
            .filter(|(of, _)| self.car() == Some(*of));
        let lines = said.map_or_else(Vec::new, |(_, said)| {
            width::wrap(&cx.words.say(said), usize::from(room))
        });
        let below = u16::try_from(lines.len()).unwrap_or(0);
        let height = area
            .bottom()
            .saturating_sub(top + below + u16::from(below > 0));
        if self.line.is_empty() {
            let how = cx.words.word("find-how");
            for (y, line) in (top..).zip(width::wrap(&how, usize::from(room))) {
                c.text(area.x + 3, y, room, &line, (Role::Surface, Role::Dim));
            }
            return;
        }
        self.table
            .draw(c, Rect::new(area.x, top, area.width, height), true);
        for (y, line) in (top + height + 1..).zip(&lines) {
            c.fill(Rect::new(area.x, y, area.width, 1), Role::Raised);
            c.text(area.x + 3, y, room, line, (Role::Raised, Role::Title));
        }
    }
}
