//! Bookings: the diary by day (bays, mechanics or equipment as lanes), by week
//! and by month, and what is done in it.
//!
//! `grid` turns the desk's sheet into words for the lane grid, `view`, `side` and `week` draw, `line` reads what
//! is typed to go somewhere or to book. Moving, lengthening and calling off are told to the desk at once; the
//! day is then asked for anew, so the screen never believes itself.

mod act;
mod card;
mod carry;
mod edit;
mod finder;
mod form;
mod grid;
mod hear;
mod import;
mod lift;
mod line;
mod month;
mod side;
pub(in crate::tui::screens) mod step;
mod turn;
mod typed;
mod view;
mod waiting;
mod week;

pub use card::BookingCard;
pub use carry::LeftOver;
pub use edit::BookingEdit;
pub use finder::{Chosen, Finder, Half};
pub use form::{BlockForm, BookingForm, Start, caller, twin, work};
pub use import::RequestFile;
pub use waiting::WaitingList;

use self::step::Step;
use super::{Handled, Screen};
use crate::desk;
use crate::desk::billing::Quoted;
use crate::desk::booking::{
    Block, Booked, Card, Gone, Lanes, Month, Order, Sheet, Slot, Week, WhatIf,
};
use crate::desk::{Done, Fit};
use crate::domain::change::Topic;
use crate::domain::filter::List;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, Msg, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::lists;
use crate::tui::shell::Out;
use crate::tui::widgets::LineEdit;
use crate::tui::widgets::lane_grid::{LaneGrid, Spot};
use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// Which view of the diary lies open; Tab goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Day(Lanes),
    Week,
    Month,
}

impl View {
    /// The order Tab goes in.
    const ROUND: [Self; 5] = [
        Self::Day(Lanes::Bays),
        Self::Week,
        Self::Day(Lanes::Mechanics),
        Self::Month,
        Self::Day(Lanes::Equipment),
    ];

    /// The one so many steps further.
    fn turned(self, steps: usize) -> Self {
        let at = Self::ROUND.iter().position(|v| *v == self);
        Self::ROUND[(at.unwrap_or(0) + steps) % Self::ROUND.len()]
    }

    /// What the key to it is called.
    fn command(self) -> Msg {
        match self {
            Self::Day(Lanes::Bays) => msg!("bookings-cmd-bays"),
            Self::Day(Lanes::Mechanics) => msg!("bookings-cmd-mechanics"),
            Self::Day(Lanes::Equipment) => msg!("bookings-cmd-equipment"),
            Self::Week => msg!("bookings-cmd-week"),
            Self::Month => msg!("bookings-cmd-month"),
        }
    }
}

/// A step back in time or on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Back,
    On,
}

/// The Bookings tab.
pub struct Diary {
    view: View,
    day: NaiveDate,
    sheet: Option<Sheet>,
    grid: LaneGrid<BookingId>,
    week: Option<Week>,
    month: Option<Month>,
    /// Bay and day under the cursor of the week.
    at: (usize, usize),
    /// The view has just been opened: its cursor goes to the day.
    opened: bool,
    line: LineEdit,
    /// What the desk says of the line, as it stands.
    looked: Option<typed::Looked>,
    card: Option<Card>,
    /// What its words can mean.
    terms: typed::Terms,
    /// The booking the cursor goes to once its day is there.
    sought: Option<BookingId>,
    /// Where the cursor is to stand once the day is there: lane (if one was said) and minute.
    aim: Option<(Option<usize>, i64)>,
    /// The booking that is carried.
    lifted: Option<lift::Lifted>,
    failed: Option<Msg>,
}

/// What the diary hears.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to the page"
)]
pub enum Heard {
    /// A day, as asked for.
    Sheet(desk::Result<Sheet>),
    /// A week.
    Week(desk::Result<Week>),
    /// A month.
    Month(desk::Result<Month>),
    /// The card of the chosen booking.
    Card(desk::Result<Card>),
    /// What the words of a line can mean.
    Terms(desk::Result<typed::Terms>),
    /// What a line comes to, as it stood.
    Looked(String, desk::Result<typed::Looked>),
    /// A booking stands somewhere else, or is as long as it was told to be.
    Moved(Moving, desk::Result<Done<Booked>>),
    /// A free place was chosen for it instead.
    Elsewhere(Moving),
    /// What putting down what is carried would come to.
    WhatIf(Slot, desk::Result<WhatIf>),
    /// A reason was given to move it there.
    MoveBecause(Moving, String),
    /// What a step would cost the customer.
    Priced(Step, desk::Result<Quoted>),
    /// A reason was given for a step.
    Because(Step),
    /// A step was taken, or not.
    Took(Step, desk::Result<Done<()>>),
    /// Blocked time was given back, or not.
    Unblocked(desk::Result<Done<()>>),
    /// What was called off or missed that day.
    Gone(desk::Result<Vec<Gone>>),
    /// One of a list was chosen.
    Open(BookingId),
    /// A line was typed that books: it did, or it did not.
    Typed(Box<Order>, desk::Result<Done<Booked>>),
    /// It cannot be then; where it could.
    Instead(Box<Order>, Msg, desk::Result<Vec<Fit>>),
    /// The typed order, at another place or with a reason.
    TypedAgain(Box<Order>),
    /// The vehicle of that line: its owner, if it has one.
    Found(Box<typed::Wish>, desk::Result<Option<typed::Known>>),
    /// A form came back with a booking.
    Made(BookingId, Ts),
    /// A booking was put right.
    Edited,
}

/// A move as it was meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    id: BookingId,
    version: i64,
    plate: String,
    to: Slot,
}

impl Diary {
    /// The diary at today.
    pub fn new(cx: &Cx) -> Self {
        Self::on(cx.today(), cx)
    }

    /// The diary at a day.
    pub fn on(day: NaiveDate, cx: &Cx) -> Self {
        let minute = cx.words.zone().minute_of_day(cx.now);
        Self {
            view: View::Day(Lanes::Bays),
            day,
            sheet: None,
            grid: LaneGrid::default(),
            week: None,
            month: None,
            at: (0, 0),
            opened: false,
            line: LineEdit::default(),
            looked: None,
            card: None,
            terms: typed::Terms::default(),
            sought: None,
            aim: Some((None, if day == cx.today() { minute } else { 0 })),
            lifted: None,
            failed: None,
        }
    }

    /// The diary at a booking's day, with the cursor on it.
    pub fn fetch(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, day) = (cx.desk.clone(), cx.actor.clone(), self.day);
        match self.view {
            View::Day(lanes) => {
                let work = async move { desk.day_sheet(&actor, day, lanes).await };
                out.ask("sheet", work, Heard::Sheet);
            }
            View::Week => {
                out.ask(
                    "week",
                    async move { desk.week_load(&actor, day).await },
                    Heard::Week,
                );
            }
            View::Month => {
                let work = async move { desk.month_load(&actor, day).await };
                out.ask("month", work, Heard::Month);
            }
        }
    }

    /// The block under the cursor.
    fn chosen(&self) -> Option<&Block> {
        let id = *self.grid.chosen()?;
        self.block(id)
    }

    fn block(&self, id: BookingId) -> Option<&Block> {
        let lanes = &self.sheet.as_ref()?.lanes;
        lanes
            .iter()
            .flat_map(|l| &l.blocks)
            .find(|b| b.booking == Some(id))
    }

    /// What cannot be booked under the cursor.
    fn blocked(&self) -> Vec<&Block> {
        let (Some(sheet), Spot::Free(lane, minute)) = (&self.sheet, self.grid.spot()) else {
            return Vec::new();
        };
        let Some(open) = sheet.open.zip(sheet.hours) else {
            return Vec::new();
        };
        let at = open.0.start.plus_minutes(minute - open.1.opens);
        let lane = sheet.lanes.get(lane);
        let all = lane.iter().flat_map(|l| &l.blocks);
        all.filter(|b| b.booking.is_none() && b.span.contains(at))
            .collect()
    }
}

impl Screen for Diary {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("bookings-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-bookings"))
    }

    fn typing(&self) -> bool {
        !self.line.is_empty()
    }

    fn holds(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Accept
                | Action::More
                | Action::Less
                | Action::PickUp
                | Action::Remove
                | Action::Insert
        )
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        if !self.line.is_empty() {
            return self.line_commands(cx);
        }
        if self.lifted.is_some() {
            return self.carried_commands(cx);
        }
        if self.view == View::Week {
            return week::commands(cx);
        }
        if self.view == View::Month {
            return month::commands(cx);
        }
        let block = self.chosen();
        let none = block.is_none();
        let free = none && self.blocked().is_empty();
        let why = || msg!("bookings-off-none");
        let stays = block.and_then(lift::stays);
        let next = self.view.turned(1).command();
        let open = if none {
            msg!("bookings-cmd-book-here")
        } else {
            msg!("bookings-cmd-open")
        };
        let edit = Permission::BookingEdit;
        let is_overdue = self.card.as_ref().is_some_and(|c| c.overdue);
        let can = |event| block.and_then(|b| b.status).is_some_and(|s| s.can(event));
        use crate::domain::booking::Event;
        // The yes stands in the hint row only where one is waited for.
        let asked = |rank| if can(Event::Confirm) { rank } else { 0 };
        vec![
            Command::new(Action::Accept, open, 1),
            Command::new(Action::PickUp, msg!("bookings-cmd-pick-up"), 2)
                .needs(cx, edit)
                .unless(none, why())
                .unless(stays.is_some(), stays.unwrap_or_else(why)),
            Command::new(Action::More, msg!("bookings-cmd-longer"), 3)
                .needs(cx, edit)
                .unless(none, why()),
            Command::new(Action::Less, msg!("bookings-cmd-shorter"), 4)
                .needs(cx, edit)
                .unless(none, why()),
            // On a free place Enter does the same: said once.
            Command::new(
                Action::Insert,
                msg!("bookings-cmd-book-here"),
                if none { 0 } else { 5 },
            )
            .needs(cx, edit),
            Command::new(
                Action::Extra,
                msg!("booking-cmd-edit"),
                if none { 0 } else { 6 },
            )
            .needs(cx, edit)
            .unless(none, why()),
            Command::new(Action::Book, msg!("bookings-cmd-new"), 0).needs(cx, edit),
            Command::new(
                Action::Tell,
                msg!("finder-cmd-open"),
                if none { 3 } else { 0 },
            ),
            Command::new(
                Action::Assign,
                msg!("waiting-cmd-open"),
                if none { 4 } else { 0 },
            ),
            Command::new(Action::Remove, msg!("bookings-cmd-cancel"), 6)
                .needs(cx, edit)
                .unless(free, why()),
            Command::new(Action::Next, next, 7),
            Command::new(Action::Options, msg!("bookings-cmd-requests"), 0).unless(
                self.sheet.as_ref().is_none_or(|s| s.requests.is_empty()),
                msg!("bookings-off-requests"),
            ),
            Command::new(Action::Reorder, msg!("rounds-cmd-open"), 0),
            Command::new(Action::Verb("request-file"), msg!("import-cmd-open"), 0)
                .needs(cx, edit)
                .needs(cx, Permission::CustomerEdit),
            Command::new(Action::Verb("list-bookings"), msg!("lists-cmd-filter"), 0),
            Command::new(Action::Verb("gone"), msg!("bookings-cmd-gone"), 0),
            Command::new(Action::Verb("left-over"), msg!("carry-cmd-open"), 0),
            Command::new(Action::PageUp, msg!("bookings-cmd-day-before"), 0),
            Command::new(Action::PageDown, msg!("bookings-cmd-day-after"), 0),
            Command::new(Action::First, msg!("bookings-cmd-today"), 0),
            Command::new(Action::Save, msg!("booking-cmd-confirm"), asked(2))
                .needs(cx, edit)
                .unless(!can(Event::Confirm), msg!("bookings-off-confirm")),
            Command::new(Action::Verb("decline"), msg!("booking-cmd-decline"), 0)
                .needs(cx, edit)
                .unless(!can(Event::Decline), msg!("bookings-off-decline")),
            Command::new(Action::Verb("check-in"), msg!("bookings-cmd-check-in"), 0)
                .needs(cx, Permission::JobCheckin)
                .unless(!can(Event::CheckIn), msg!("bookings-off-check-in")),
            Command::new(Action::Verb("no-show"), msg!("bookings-cmd-no-show"), 0)
                .needs(cx, edit)
                .unless(
                    !can(Event::NoShow) || !is_overdue,
                    msg!("bookings-off-no-show"),
                ),
            Command::new(Action::Verb("block-time"), msg!("bookings-cmd-block"), 0)
                .needs(cx, edit)
                .unless(!free, msg!("bookings-off-block")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.fetch(cx, out);
        if self.terms.kinds.is_empty() {
            self.ask_terms(cx, out);
        }
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(
            topic,
            Topic::Bookings | Topic::Jobs | Topic::Settings | Topic::Customers
        ) {
            self.fetch(cx, out);
        }
        if topic == Topic::Settings {
            self.ask_terms(cx, out);
        }
    }

    fn on_minute(&mut self, cx: &Cx, out: &mut Out<Heard>) -> bool {
        // Lateness and the now line move on.
        self.fetch(cx, out);
        true
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.line.key(key) {
            if let Some(list) = lists::begun(List::Bookings, self.line.text(), cx) {
                self.line.clear();
                out.push(list);
            }
            self.read_on(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if !self.line.is_empty() {
            return self.on_line(action, cx, out);
        }
        if self.lifted.is_some() {
            return self.on_carried(action, cx, out);
        }
        self.on_view(action, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        self.hear(msg, cx, out);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let area = view::above(self, canvas, area, cx);
        match self.view {
            View::Day(_) => view::day(self, canvas, area, cx),
            View::Week => week::draw(self, canvas, area, cx),
            View::Month => month::draw(self, canvas, area, cx),
        }
    }
}
