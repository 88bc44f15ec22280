//! A booking in hand: picked up in the day, carried over days and views, put down where the cursor stands. What it
//! would meet there is said on the way and nothing is saved.

use super::act::name_of;
use super::{Diary, Heard, Moving, Turn, View, hear};
use crate::desk;
use crate::desk::booking::{Block, Lanes, Need, Slot, WhatIf};
use crate::domain::booking::{Event, Status};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, Msg, Span, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Reason;
use crate::tui::look::{Canvas, Role, width};
use crate::tui::screens::Handled;
use crate::tui::shell::{Out, Toast, When};
use chrono::NaiveDate;
use ratatui::layout::Rect;

/// What is carried.
pub(super) struct Lifted {
    id: BookingId,
    /// As it was picked up: what others do to it from then on shows when it is put down.
    version: i64,
    plate: String,
    /// The day it was picked up on.
    day: NaiveDate,
    /// How long it takes of that day, in minutes.
    minutes: i64,
    from: Slot,
    /// Where it was, in words.
    was: String,
    /// Where it would be put down.
    to: Slot,
    /// What that would come to, once the desk has said.
    what_if: Option<WhatIf>,
    /// The lanes are others now: its own is looked for.
    relane: bool,
}

/// Why a booking stays where it is; `None` for one that can be picked up.
pub(super) fn stays(block: &Block) -> Option<Msg> {
    match block.status {
        Some(status) if status.can(Event::Move) => None,
        Some(Status::CheckedIn) => Some(msg!("bookings-off-pick-up-here")),
        _ => Some(msg!("bookings-off-pick-up-over")),
    }
}

impl Diary {
    pub(super) fn pick_up(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some((id, block)) = self.chosen().and_then(|b| Some((b.booking?, b))) else {
            return;
        };
        if let Some(why) = stays(block) {
            return out.toast(Toast::bad(why));
        }
        let from = Slot {
            starts_at: block.booked_for,
            minutes: None,
            bay: block.bay,
            staff: block.staff,
        };
        let place = self.place_name(from);
        let lifted = Lifted {
            id,
            version: block.version,
            plate: name_of(block),
            day: self.day,
            minutes: block.span.minutes(),
            was: format!("{} {place}", cx.words.when(block.booked_for, cx.now)),
            from,
            to: from,
            what_if: None,
            relane: false,
        };
        if self.grid.pick_up() {
            self.lifted = Some(lifted);
        }
    }

    pub(super) fn on_carried(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let in_day = matches!(self.view, View::Day(_));
        match action {
            Action::PickUp => self.put_down(cx, out),
            Action::Accept if in_day => self.put_down(cx, out),
            Action::Extra => {
                if let Some(moving) = self.moving(cx) {
                    let question = Reason::new(msg!("bookings-move-why", plate = &moving.plate));
                    out.open(question, move |why| Heard::MoveBecause(moving.clone(), why));
                }
            }
            Action::Back => self.put_back(cx, out),
            Action::PageUp => self.turn(Turn::Back, cx, out),
            Action::PageDown => self.turn(Turn::On, cx, out),
            // The time of day stays in hand.
            Action::First => self.go_to(cx.today(), cx, out),
            Action::Next | Action::Previous => {
                if let Some(lifted) = &mut self.lifted {
                    lifted.relane = true;
                }
                return self.on_view(action, cx, out);
            }
            Action::Accept | Action::Left | Action::Right | Action::Up | Action::Down => {
                if in_day {
                    if let Some(code) = action.code() {
                        self.grid.key_pressed(code);
                    }
                } else {
                    let _ = self.on_view(action, cx, out);
                    self.keep_time(cx);
                }
            }
            _ => return Handled::No,
        }
        self.carry_on(cx, out);
        Handled::Yes
    }

    /// A day that opens under what is carried opens at its time, and in its lane where none was said.
    fn keep_time(&mut self, cx: &Cx) {
        if let (Some(lifted), Some((lane, _))) = (&mut self.lifted, self.aim) {
            let minute = cx.words.zone().minute_of_day(lifted.to.starts_at);
            self.aim = Some((lane, minute));
            lifted.relane = lane.is_none();
        }
    }

    /// Where the cursor is now it would be put down: what is in the way is said at once as far as it is on the
    /// page, and asked for the rest.
    pub(super) fn carry_on(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(to) = self.would_be(cx) else { return };
        let Some(lifted) = &mut self.lifted else {
            return;
        };
        if lifted.to != to {
            lifted.what_if = None;
        }
        lifted.to = to;
        let id = lifted.id;
        let refused = self.in_the_way(cx).is_some();
        self.grid.refuse(refused);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.what_if(&actor, id, to).await };
        out.ask_when(When::AtRest, "what-if", work, move |said| {
            Heard::WhatIf(to, said)
        });
    }

    /// The desk has said what a place would come to.
    pub(super) fn tried(&mut self, to: Slot, said: desk::Result<WhatIf>, out: &mut Out<Heard>) {
        let Some(lifted) = self.lifted.as_mut().filter(|l| l.to == to) else {
            return;
        };
        match said {
            Ok(said) => {
                self.grid.refuse(said.in_way.is_some());
                lifted.what_if = Some(said);
            }
            Err(e) => {
                // It came, or was called off, while it was carried.
                out.refused(&e);
                self.let_go();
            }
        }
    }

    /// Another day has come under what is carried.
    pub(super) fn shown_under(&mut self, aim: Option<(Option<usize>, i64)>, cx: &Cx) {
        let Some(lifted) = &mut self.lifted else {
            return;
        };
        let id = lifted.id;
        let relane = std::mem::take(&mut lifted.relane);
        let (to, home) = (lifted.to, lifted.day);
        if self.day == home && self.block(id).is_none() {
            // Somebody took it away meanwhile.
            return self.let_go();
        }
        let Some((_, held, from)) = self.grid.carried() else {
            return;
        };
        let own = relane.then(|| self.lane_of(to)).flatten();
        let (lane, minute) = match aim {
            Some((lane, minute)) => (lane.or(own).unwrap_or(held), minute),
            None if relane => (
                own.unwrap_or(held),
                cx.words.zone().minute_of_day(to.starts_at),
            ),
            None => (held, from),
        };
        self.grid.carry_to(lane, minute);
    }

    /// The lane of the shown day that a slot lies in.
    fn lane_of(&self, slot: Slot) -> Option<usize> {
        let lanes = &self.sheet.as_ref()?.lanes;
        match self.view {
            View::Day(Lanes::Bays) => lanes.iter().position(|l| l.bay == slot.bay),
            View::Day(Lanes::Mechanics) => lanes.iter().position(|l| l.staff == slot.staff),
            _ => None,
        }
    }

    /// Where it would be put down: the lane and the row of the day, the bay and the day of the week, the day of
    /// the month.
    fn would_be(&self, cx: &Cx) -> Option<Slot> {
        let lifted = self.lifted.as_ref()?;
        let zone = cx.words.zone();
        let on = |day| zone.at(day, zone.minute_of_day(lifted.to.starts_at));
        match self.view {
            View::Day(lanes) => {
                let (_, lane, minute) = self.grid.carried()?;
                let (bay, staff) = self.lane(lane);
                let starts_at = zone.at(self.day, minute);
                Some(match lanes {
                    Lanes::Bays => Slot {
                        starts_at,
                        bay,
                        ..lifted.to
                    },
                    Lanes::Mechanics => Slot {
                        starts_at,
                        staff,
                        ..lifted.to
                    },
                    Lanes::Equipment => Slot {
                        starts_at,
                        ..lifted.to
                    },
                })
            }
            View::Week => {
                let week = self.week.as_ref()?;
                Some(Slot {
                    starts_at: on(*week.days.get(self.at.1)?),
                    bay: week.bays.get(self.at.0).map(|b| b.bay),
                    ..lifted.to
                })
            }
            View::Month => Some(Slot {
                starts_at: on(self.day),
                ..lifted.to
            }),
        }
    }

    /// Who has the place it is held over: as the day on the page says, else as the desk has said.
    fn in_the_way(&self, cx: &Cx) -> Option<Msg> {
        let lifted = self.lifted.as_ref()?;
        if let Some(said) = &lifted.what_if {
            return said.in_way.clone();
        }
        let View::Day(lanes) = self.view else {
            return None;
        };
        let sheet = self.sheet.as_ref().filter(|s| s.day == self.day)?;
        let span = Span::of_minutes(lifted.to.starts_at, lifted.minutes);
        let lane = sheet.lanes.get(self.grid.carried()?.1)?;
        if lanes == Lanes::Equipment {
            return None;
        }
        let takes = |b: &&Block| {
            b.booking != Some(lifted.id)
                && b.status.is_none_or(Status::blocks)
                && b.span.overlaps(span)
        };
        let there = lane.blocks.iter().find(takes)?;
        let who = match &there.note {
            Some(note) if there.booking.is_none() => cx.words.say(note),
            _ => name_of(there),
        };
        let zone = cx.words.zone();
        Some(msg!(
            "booking-blocker",
            who = who,
            place = lane.name.clone(),
            from = cx.words.minute(zone.minute_of_day(there.span.start)),
            to = cx.words.minute(zone.minute_of_day(there.span.end))
        ))
    }

    fn moving(&self, cx: &Cx) -> Option<Moving> {
        let to = self.would_be(cx)?;
        let lifted = self.lifted.as_ref()?;
        let is_new = (to.starts_at, to.bay, to.staff)
            != (lifted.from.starts_at, lifted.from.bay, lifted.from.staff);
        is_new.then(|| Moving {
            id: lifted.id,
            version: lifted.version,
            plate: lifted.plate.clone(),
            to,
        })
    }

    fn put_down(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let moving = self.moving(cx);
        let _ = self.grid.put_down();
        self.lifted = None;
        if let Some(moving) = moving {
            hear::move_it(moving, String::new(), cx, out);
        }
    }

    fn put_back(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.grid.put_back();
        let Some(lifted) = self.lifted.take() else {
            return;
        };
        if matches!(self.view, View::Day(_)) && self.day != lifted.day {
            let minute = cx.words.zone().minute_of_day(lifted.from.starts_at);
            self.aim = Some((self.lane_of(lifted.from), minute));
            self.go_to(lifted.day, cx, out);
        }
    }

    /// Nothing is carried any more.
    pub(super) fn let_go(&mut self) {
        let _ = self.grid.put_down();
        self.lifted = None;
    }

    /// Bay and mechanic of a slot, as far as they are on the page.
    fn place_name(&self, slot: Slot) -> String {
        let lanes = self.sheet.iter().flat_map(|s| &s.lanes);
        let mut mine = lanes.filter(|l| {
            (l.bay.is_some() && l.bay == slot.bay) || (l.staff.is_some() && l.staff == slot.staff)
        });
        mine.next().map(|l| l.name.clone()).unwrap_or_default()
    }

    pub(super) fn carried_commands(&self, cx: &Cx) -> Vec<Command> {
        let put = || msg!("bookings-cmd-put-down");
        let edit = Permission::BookingEdit;
        let (before, after) = match self.view {
            View::Day(_) => ("bookings-cmd-day-before", "bookings-cmd-day-after"),
            View::Week => ("bookings-cmd-week-before", "bookings-cmd-week-after"),
            View::Month => ("bookings-cmd-month-before", "bookings-cmd-month-after"),
        };
        let mut all = vec![Command::new(Action::PickUp, put(), 1).needs(cx, edit)];
        if matches!(self.view, View::Day(_)) {
            // Enter and Space do the same: said once.
            all.push(Command::new(Action::Accept, put(), 0).needs(cx, edit));
        } else {
            all.push(Command::new(
                Action::Accept,
                msg!("bookings-cmd-open-day"),
                5,
            ));
        }
        all.extend([
            Command::new(Action::Back, msg!("bookings-cmd-put-back"), 2),
            Command::new(Action::PageUp, Msg::new(before), 3),
            Command::new(Action::PageDown, Msg::new(after), 4),
            Command::new(Action::First, msg!("bookings-cmd-today"), 0),
            Command::new(Action::Extra, msg!("bookings-cmd-put-why"), 6).needs(cx, edit),
            Command::new(Action::Next, self.view.turned(1).command(), 7),
        ]);
        all
    }
}

/// Rows of what is said of a booking in hand.
pub(super) const ROWS: u16 = 2;

/// Where it goes and where it was; under it, what it would meet there.
pub(super) fn draw(diary: &Diary, lifted: &Lifted, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    c.fill(area, Role::Surface);
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let place = match &lifted.what_if {
        Some(said) => said.place.clone(),
        None => diary.place_name(lifted.to),
    };
    let ends_at = match &lifted.what_if {
        Some(said) => said.ends_at,
        None => lifted.to.starts_at.plus_minutes(lifted.minutes),
    };
    let there = format!("{} {place}", until(lifted.to.starts_at, ends_at, cx));
    let parts = [
        (lifted.plate.as_str(), Role::Title),
        (" → ", Role::Accent),
        (there.trim_end(), Role::Title),
    ];
    let end = c.inks(x, area.y, room, Role::Surface, &parts);
    let was = w.say(&msg!("bookings-carry-was", when = lifted.was.trim_end()));
    let left = (x + room).saturating_sub(end + 2);
    if width::cells(&was) <= usize::from(left) {
        c.right(x + room, area.y, left, &was, (Role::Surface, Role::Dim));
    }
    let mut said: Vec<(String, Role)> = Vec::new();
    for (text, ink) in meets(diary, lifted, cx) {
        if !said.is_empty() {
            said.push((format!(" {} ", cx.marks.dot), Role::Dim));
        }
        said.push((text, ink));
    }
    let said: Vec<(&str, Role)> = said.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    c.inks(x, area.y + 1, room, Role::Surface, &said);
}

/// From when until when; another day is said.
fn until(from: Ts, to: Ts, cx: &Cx) -> String {
    let w = &cx.words;
    let zone = w.zone();
    let day = w.day_near(zone.day_of(from), cx.today());
    if zone.day_of(from) == zone.day_of(to) {
        format!(
            "{day} {}",
            w.span(Span {
                start: from,
                end: to
            })
        )
    } else {
        format!("{day} {} – {}", w.time(from), w.when(to, cx.now))
    }
}

fn meets(diary: &Diary, lifted: &Lifted, cx: &Cx) -> Vec<(String, Role)> {
    let w = &cx.words;
    let alert = |text: String| format!("{} {text}", cx.marks.alert);
    let mut all = Vec::new();
    if let Some(why) = diary.in_the_way(cx) {
        // A taken place is called so; anything else says by itself why not.
        let why = if why.id.starts_with("booking-blocker") {
            msg!("bookings-carry-taken", who = w.say(&why))
        } else {
            why
        };
        all.push((alert(w.say(&why)), Role::Bad));
    }
    let Some(said) = &lifted.what_if else {
        return all;
    };
    if said.in_way.is_none() {
        let free = format!("{} {}", cx.marks.ok, w.word("bookings-carry-free"));
        all.push((free, Role::Good));
    }
    match said.promise {
        Some((at, true)) => {
            let at = w.when(at, cx.now);
            all.push((w.say(&msg!("bookings-carry-holds", at = at)), Role::Text));
        }
        Some((at, false)) => {
            let late = msg!("bookings-carry-late", at = w.when(at, cx.now));
            all.push((alert(w.say(&late)), Role::Warn));
        }
        None => {}
    }
    if let Some((before, after)) = said.load {
        let over = said.needs.contains(&Need::Overbook);
        let load = w.say(&msg!(
            "bookings-carry-load",
            before = w.percent(before),
            after = w.percent(after)
        ));
        if over {
            all.push((alert(load), Role::Warn));
        } else {
            all.push((load, Role::Text));
        }
    }
    if said.needs.contains(&Need::Backdate) {
        all.push((alert(w.word("bookings-carry-past")), Role::Warn));
    }
    let told = said.warnings.iter();
    all.extend(told.map(|warning| (alert(w.say(warning)), Role::Warn)));
    all
}
