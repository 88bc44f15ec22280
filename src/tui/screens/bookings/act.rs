//! What keys do in the diary, and what its answers mean.

use super::form::{BookingForm, Start};
use super::line;
use super::step::{Ears, Step};
use super::{
    BookingCard, BookingEdit, Diary, Finder, Heard, LeftOver, Moving, RequestFile, Turn, View,
    WaitingList,
};
use crate::desk::booking::{Lanes, Slot};
use crate::domain::booking::Event;
use crate::domain::booking::Source;
use crate::domain::{BayId, StaffId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::Action;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::Handled;
use crate::tui::screens::checkin::CheckIn;
use crate::tui::screens::record::Sheet;
use crate::tui::screens::road::Rounds;
use crate::tui::shell::{Out, When};
use crate::tui::widgets::lane_grid::Spot;
use chrono::{Datelike, Duration, NaiveDate};

impl Diary {
    /// A key in the view that lies open.
    pub(super) fn on_view(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match self.view {
            View::Day(_) => self.on_day(action, cx, out),
            View::Week => self.on_week(action, cx, out),
            View::Month => self.on_month(action, cx, out),
        }
    }

    pub(super) fn on_day(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.chosen().and_then(|b| b.booking) {
                Some(id) => out.push(BookingCard::new(id)),
                None => self.book_here(cx, out),
            },
            Action::Insert => self.book_here(cx, out),
            Action::Extra => {
                if let Some(id) = self.chosen().and_then(|b| b.booking) {
                    out.push_for(Sheet::of(BookingEdit(id)), |()| Heard::Edited);
                }
            }
            Action::Book => self.book_new(cx, out),
            Action::Tell => self.find_time(cx, out),
            Action::Assign => out.push_for(WaitingList::new(cx), |(id, at): (_, Ts)| {
                Heard::Made(id, at)
            }),
            Action::PickUp => {
                self.pick_up(cx, out);
                self.carry_on(cx, out);
            }
            Action::More => self.stretch(1, cx, out),
            Action::Less => self.stretch(-1, cx, out),
            Action::Remove => self.remove(cx, out),
            Action::Next => self.next_view(cx, out),
            Action::Previous => self.previous_view(cx, out),
            Action::PageUp => self.turn(Turn::Back, cx, out),
            Action::PageDown => self.turn(Turn::On, cx, out),
            Action::First => {
                self.aim = Some((None, cx.words.zone().minute_of_day(cx.now)));
                self.go_to(cx.today(), cx, out);
            }
            Action::Verb("check-in") => {
                if let Some(id) = self.chosen().and_then(|b| b.booking) {
                    out.push(CheckIn::of(id));
                }
            }
            Action::Save => self.step(Event::Confirm, cx, out),
            Action::Verb("decline") => self.step(Event::Decline, cx, out),
            Action::Verb("no-show") => self.step(Event::NoShow, cx, out),
            Action::Options => self.requests(cx, out),
            Action::Reorder => out.push(Rounds::new(cx)),
            Action::Verb("request-file") => out.push(RequestFile::new(cx)),
            Action::Verb("gone") => self.gone(cx, out),
            Action::Verb("left-over") => out.push(LeftOver::new(cx)),
            Action::Verb("block-time") => self.ask_block(cx, out),
            other => {
                let Some(code) = other.code() else {
                    return Handled::No;
                };
                if !self.grid.key_pressed(code) {
                    return Handled::No;
                }
                self.follow(When::AtRest, cx, out);
            }
        }
        Handled::Yes
    }

    /// A lane of the sheet: where it is and who works there.
    pub(super) fn lane(&self, at: usize) -> (Option<BayId>, Option<StaffId>) {
        let lane = self.sheet.as_ref().and_then(|s| s.lanes.get(at));
        lane.map_or((None, None), |l| (l.bay, l.staff))
    }

    fn stretch(&mut self, steps: i64, cx: &Cx, out: &mut Out<Heard>) {
        let (Some(block), Some(sheet)) = (self.chosen(), &self.sheet) else {
            return;
        };
        let Some(id) = block.booking else { return };
        let (version, longer) = (block.version, steps * sheet.grid);
        let moving = Moving {
            id,
            version,
            plate: name_of(block),
            to: Slot {
                starts_at: block.booked_for,
                minutes: Some(block.span.minutes() + longer),
                bay: block.bay,
                staff: block.staff,
            },
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.resize(&actor, id, version, longer).await };
        out.tell("booking", work, move |done| Heard::Moved(moving, done));
    }

    fn remove(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if self.chosen().is_some() {
            return self.step(Event::Cancel, cx, out);
        }
        let ids: Vec<_> = self.blocked().iter().map(|b| b.occupancy).collect();
        if !ids.is_empty() {
            let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
            let work = async move { desk.unblock_time(&actor, &ids).await };
            out.tell("booking", work, Heard::Unblocked);
        }
    }

    /// A step of the booking under the cursor.
    fn step(&self, event: Event, cx: &Cx, out: &mut Out<Heard>) {
        if let Some((id, block)) = self.chosen().and_then(|b| Some((b.booking?, b))) {
            Step::new(event, id, name_of(block)).take(EARS, cx, out);
        }
    }

    /// All that waits for a yes, whatever its day; picking one opens it.
    fn requests(&self, cx: &Cx, out: &mut Out<Heard>) {
        let asked = self.sheet.iter().flat_map(|s| &s.requests);
        let items = asked.map(|r| {
            let wish = r.wish.lines().next().unwrap_or_default();
            let label = format!("{}  {wish}", r.who);
            Item::new(label.trim(), cx.words.when(r.at, cx.now), r.id)
        });
        let title = msg!("bookings-requests");
        out.open(Pick::new(title, items.collect()), Heard::Open);
    }

    /// What was called off, declined or missed on the shown day.
    fn gone(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, day) = (cx.desk.clone(), cx.actor.clone(), self.day);
        let work = async move { desk.day_gone(&actor, day).await };
        out.ask("gone", work, Heard::Gone);
    }

    fn ask_block(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Spot::Free(lane, minute) = self.grid.spot() else {
            return;
        };
        let (bay, staff) = self.lane(lane);
        out.push(super::form::BlockForm::new(
            self.day, minute, bay, staff, cx,
        ));
    }

    /// A form for the free place under the cursor; of a taken one for what comes after it.
    fn book_here(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (lane, minute) = self.grid.cursor();
        let (bay, staff) = self.lane(lane);
        let zone = cx.words.zone();
        let mut start = Start {
            day: Some(self.day),
            minute: Some(minute),
            bay,
            staff,
            source: Source::Phone,
            ..Start::default()
        };
        if let Some(block) = self.chosen() {
            start.minute = Some(zone.minute_of_day(block.span.end));
        } else if zone.at(self.day, minute) < cx.now && self.day == cx.today() {
            // A row that has begun: from the next start on.
            let grid = self.sheet.as_ref().map_or(15, |s| s.grid);
            start.minute = Some((zone.minute_of_day(cx.now) / grid + 1) * grid);
        }
        out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
            Heard::Made(id, at)
        });
    }

    /// A form for a call: the day that is looked at, nothing else said.
    fn book_new(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let start = Start {
            day: Some(self.day.max(cx.today())),
            ..Start::default()
        };
        out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
            Heard::Made(id, at)
        });
    }

    fn find_time(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        out.push_for(Finder::new(self.day, None, cx), |(id, at): (_, Ts)| {
            Heard::Made(id, at)
        });
    }

    fn next_view(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.view = self.view.turned(1);
        self.changed_view(cx, out);
    }

    fn previous_view(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.view = self.view.turned(View::ROUND.len() - 1);
        self.changed_view(cx, out);
    }

    fn changed_view(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.card = None;
        self.opened = true;
        self.fetch(cx, out);
    }

    pub(super) fn on_week(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let Some(week) = &self.week else {
            return match action {
                Action::Next => {
                    self.next_view(cx, out);
                    Handled::Yes
                }
                _ => Handled::No,
            };
        };
        let (bays, days) = (week.bays.len(), week.days.len());
        match action {
            Action::Up => self.at.0 = self.at.0.saturating_sub(1),
            Action::Down => self.at.0 = (self.at.0 + 1).min(bays.saturating_sub(1)),
            Action::Left => self.at.1 = self.at.1.saturating_sub(1),
            Action::Right => self.at.1 = (self.at.1 + 1).min(days.saturating_sub(1)),
            Action::PageUp => self.turn(Turn::Back, cx, out),
            Action::PageDown => self.turn(Turn::On, cx, out),
            Action::First => self.go_to(cx.today(), cx, out),
            Action::Next => self.next_view(cx, out),
            Action::Previous => self.previous_view(cx, out),
            Action::Book => self.book_new(cx, out),
            Action::Tell => self.find_time(cx, out),
            Action::Assign => out.push_for(WaitingList::new(cx), |(id, at): (_, Ts)| {
                Heard::Made(id, at)
            }),
            Action::Accept => {
                if let Some(day) = week.days.get(self.at.1).copied() {
                    self.view = View::Day(Lanes::Bays);
                    self.aim = Some((Some(self.at.0), 0));
                    self.go_to(day, cx, out);
                }
            }
            Action::Insert => {
                let start = Start {
                    day: week.days.get(self.at.1).copied(),
                    bay: week.bays.get(self.at.0).map(|b| b.bay),
                    ..Start::default()
                };
                out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
                    Heard::Made(id, at)
                });
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// The arrows go by day and by week; the cursor is the day itself.
    pub(super) fn on_month(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let step = |days: i64| self.day.checked_add_signed(Duration::days(days));
        match action {
            Action::Left => self.stand_on(step(-1), cx, out),
            Action::Right => self.stand_on(step(1), cx, out),
            Action::Up => self.stand_on(step(-7), cx, out),
            Action::Down => self.stand_on(step(7), cx, out),
            Action::PageUp => self.turn(Turn::Back, cx, out),
            Action::PageDown => self.turn(Turn::On, cx, out),
            Action::First => self.go_to(cx.today(), cx, out),
            Action::Next => self.next_view(cx, out),
            Action::Previous => self.previous_view(cx, out),
            Action::Tell => self.find_time(cx, out),
            Action::Assign => out.push_for(WaitingList::new(cx), |(id, at): (_, Ts)| {
                Heard::Made(id, at)
            }),
            Action::Book | Action::Insert => {
                let start = Start {
                    day: Some(self.day),
                    ..Start::default()
                };
                out.push_for(BookingForm::new(start, cx), |(id, at): (_, Ts)| {
                    Heard::Made(id, at)
                });
            }
            Action::Accept => {
                self.view = View::Day(Lanes::Bays);
                self.aim = Some((None, 0));
                self.go_to(self.day, cx, out);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn stand_on(&mut self, day: Option<NaiveDate>, cx: &Cx, out: &mut Out<Heard>) {
        let Some(day) = day else { return };
        let same = (day.year(), day.month()) == (self.day.year(), self.day.month());
        self.day = day;
        if !same {
            self.fetch(cx, out);
        }
    }

    pub(super) fn on_line(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Back => self.line.clear(),
            Action::Undo => {
                self.line.undo();
                self.read_on(cx, out);
            }
            Action::Accept => {
                let wish = self.wish(cx);
                if wish.said.is_jump() {
                    self.line.clear();
                    let minute = wish.said.time.unwrap_or_else(|| self.grid.cursor().1);
                    if matches!(self.view, View::Week | View::Month) && wish.said.time.is_some() {
                        self.view = View::Day(Lanes::Bays);
                    }
                    self.aim = Some((wish.lane, minute));
                    self.go_to(wish.day(self.day), cx, out);
                } else {
                    line::ask(wish, cx, out);
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
}

/// What a booking is called in a sentence: its plate, else its customer.
pub(super) fn name_of(block: &crate::desk::booking::Block) -> String {
    if block.plate.is_empty() {
        block.customer.clone()
    } else {
        block.plate.clone()
    }
}

/// How the diary hears of steps.
pub(super) const EARS: Ears<Heard> = Ears {
    priced: Heard::Priced,
    because: Heard::Because,
    took: Heard::Took,
};
