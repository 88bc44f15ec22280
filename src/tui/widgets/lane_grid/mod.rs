//! The grid of a day: lanes are any resource (bays, mechanics), rows are time, blocks lie on them.
//!
//! `layout` decides where everything stands (pure, in rows and cells), `draw` paints it, and this
//! file holds the cursor and what it carries. Times are minutes since midnight of the shown day.

mod draw;
mod layout;

use std::cell::Cell as Learnt;

use crossterm::event::KeyCode;

use super::chip::State;
use crate::tui::look::Role;
pub use layout::{Layout, Placed, View, layout, place};

/// One column of the grid.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Its name.
    pub title: String,
    /// How full it is, in words.
    pub load: String,
}

/// One booking on a lane, already in words.
#[derive(Clone, Debug)]
pub struct Block<K> {
    /// What it is to the screen.
    pub key: K,
    /// Its lane, counted from 0.
    pub lane: usize,
    /// From when.
    pub from: i64,
    /// Until when.
    pub to: i64,
    /// How it looks.
    pub state: State,
    /// Whether it is agreed; what is only held or asked for has a broken bar with a `?`.
    pub agreed: bool,
    /// The plate: never left out.
    pub title: String,
    /// Who works on it.
    pub who: String,
    /// The same in two letters, for narrow lanes.
    pub initials: String,
    /// Customer, work, what is wrong; the last go first where the block is short.
    pub lines: Vec<(String, Role)>,
}

/// Time in which nothing is to be booked.
#[derive(Clone, Debug)]
pub struct Closed {
    /// Its lane, or all of them.
    pub lane: Option<usize>,
    /// From when.
    pub from: i64,
    /// Until when.
    pub to: i64,
    /// Why.
    pub reason: String,
}

/// A day, as the grid shows it.
#[derive(Clone, Debug)]
pub struct Sheet<K> {
    /// The lanes.
    pub lanes: Vec<Lane>,
    /// The bookings.
    pub blocks: Vec<Block<K>>,
    /// Lunch, holidays, blocked lanes.
    pub closed: Vec<Closed>,
    /// When the day opens.
    pub open: i64,
    /// When it closes.
    pub close: i64,
    /// Now, on the day it is; `i64::MAX` on a day gone by, `None` on one to come.
    pub now: Option<i64>,
}

impl<K> Default for Sheet<K> {
    fn default() -> Self {
        Self {
            lanes: Vec::new(),
            blocks: Vec::new(),
            closed: Vec::new(),
            open: 480,
            close: 1020,
            now: None,
        }
    }
}

/// A block on its way to another place.
#[derive(Clone, Debug)]
struct Carried<K> {
    block: Block<K>,
    lane: usize,
    from: i64,
    /// It cannot be put down there.
    refused: bool,
}

/// What the cursor stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot<'a, K> {
    /// A booking.
    Block(&'a K),
    /// A free row: its lane and when it begins.
    Free(usize, i64),
}

/// The grid with its cursor.
#[derive(Clone, Debug)]
pub struct LaneGrid<K> {
    sheet: Sheet<K>,
    lane: usize,
    minute: i64,
    view: View,
    carried: Option<Carried<K>>,
    /// Step, rows and lanes of the last drawing; read on the next key only.
    seen: Learnt<(i64, i64, usize)>,
}

impl<K: Clone + PartialEq> Default for LaneGrid<K> {
    fn default() -> Self {
        let sheet = Sheet::default();
        let minute = sheet.open;
        Self {
            sheet,
            lane: 0,
            minute,
            view: View {
                top: minute,
                first_lane: 0,
            },
            carried: None,
            seen: Learnt::new((30, 19, 5)),
        }
    }
}

impl<K: Clone + PartialEq> LaneGrid<K> {
    /// The day to show. The cursor stays where it is; what is carried stays in hand, whatever the day.
    pub fn show(&mut self, sheet: Sheet<K>) {
        if sheet.open != self.sheet.open {
            // A day with other hours is seen from its first row on.
            self.view.top = sheet.open;
        }
        self.sheet = sheet;
        if let Some(carried) = &mut self.carried {
            if let Some(block) = self
                .sheet
                .blocks
                .iter()
                .find(|b| b.key == carried.block.key)
            {
                carried.block = block.clone();
            }
            let (lane, from) = (carried.lane, carried.from);
            self.carry_to(lane, from);
        }
        self.settle();
    }

    /// The day it shows.
    pub fn sheet(&self) -> &Sheet<K> {
        &self.sheet
    }

    /// What the cursor stands on.
    pub fn spot(&self) -> Spot<'_, K> {
        match self.under() {
            Some(block) => Spot::Block(&block.key),
            None => Spot::Free(self.lane, self.minute),
        }
    }

    /// The booking under the cursor.
    pub fn chosen(&self) -> Option<&K> {
        self.under().map(|block| &block.key)
    }

    /// Lane and minute of the cursor; of a booking, when it begins.
    pub fn cursor(&self) -> (usize, i64) {
        (
            self.lane,
            self.under().map_or(self.minute, |block| block.from),
        )
    }

    /// Puts the cursor on a time of a lane.
    pub fn go(&mut self, lane: usize, minute: i64) {
        self.lane = lane;
        self.minute = minute;
        self.settle();
    }

    /// Puts the cursor on a booking; answers whether it is there.
    pub fn select(&mut self, key: &K) -> bool {
        let Some(block) = self.sheet.blocks.iter().find(|b| b.key == *key) else {
            return false;
        };
        let (lane, from) = (block.lane, block.from);
        self.go(lane, from);
        true
    }

    /// Picks up the booking under the cursor; answers whether there is one.
    pub fn pick_up(&mut self) -> bool {
        let carried = self.under().map(|b| Carried {
            block: b.clone(),
            lane: b.lane,
            from: b.from,
            refused: false,
        });
        self.carried = carried;
        self.carried.is_some()
    }

    /// What is carried and where it would be put down: key, lane, minute.
    pub fn carried(&self) -> Option<(&K, usize, i64)> {
        self.carried
            .as_ref()
            .map(|c| (&c.block.key, c.lane, c.from))
    }

    /// Carries on to a time of a lane.
    pub fn carry_to(&mut self, lane: usize, minute: i64) {
        let last = self.sheet.lanes.len().saturating_sub(1);
        let latest = (self.sheet.close - self.seen.get().0).max(self.sheet.open);
        if let Some(carried) = &mut self.carried {
            carried.lane = lane.min(last);
            carried.from = minute.clamp(self.sheet.open, latest);
            (self.lane, self.minute) = (carried.lane, carried.from);
        }
        self.settle();
    }

    /// Whether what is carried cannot be put down where it is held: it is painted so.
    pub fn refuse(&mut self, refused: bool) {
        if let Some(carried) = &mut self.carried {
            carried.refused = refused;
        }
    }

    /// Lets go of what is carried; answers where it was held. The screen moves the booking and shows
    /// the day anew.
    pub fn put_down(&mut self) -> Option<(K, usize, i64)> {
        let c = self.carried.take()?;
        self.go(c.lane, c.from);
        Some((c.block.key, c.lane, c.from))
    }

    /// Puts what is carried back where it was.
    pub fn put_back(&mut self) {
        if let Some(c) = self.carried.take() {
            self.select(&c.block.key);
        }
    }

    /// Moves the cursor by rows and lanes, or what is carried; answers whether it was a key for the
    /// grid. PgUp, PgDn and Home mean days: the screen's.
    pub fn key_pressed(&mut self, code: KeyCode) -> bool {
        let step = self.seen.get().0;
        let (lanes, rows) = match code {
            KeyCode::Left => (-1, 0),
            KeyCode::Right => (1, 0),
            KeyCode::Up => (0, -1),
            KeyCode::Down => (0, 1),
            _ => return false,
        };
        let last = self.sheet.lanes.len().saturating_sub(1);
        if let Some(carried) = &self.carried {
            let lane = carried.lane.saturating_add_signed(lanes);
            let from = carried.from + i64::from(rows) * step;
            self.carry_to(lane, from);
        } else if lanes != 0 {
            self.lane = self.lane.saturating_add_signed(lanes).min(last);
        } else {
            self.minute = self.next_row(rows, step);
        }
        self.settle();
        true
    }

    /// The minute of the row after (or before) the block or row the cursor stands on.
    fn next_row(&self, rows: i32, step: i64) -> i64 {
        let placed = place(&self.sheet, step, self.hidden_key());
        let here = (self.minute - self.sheet.open).div_euclid(step);
        let under = placed
            .iter()
            .find(|p| p.lane == self.lane && (p.start..p.end).contains(&here));
        let row = match (under, rows > 0) {
            (Some(p), true) => p.end,
            (Some(p), false) => p.start - 1,
            (None, true) => here + 1,
            (None, false) => here - 1,
        };
        let to = self.sheet.open + row * step;
        // A block that lasts to the end of the day has no row after it.
        if to >= self.sheet.close {
            self.minute
        } else {
            to
        }
    }

    fn hidden_key(&self) -> Option<&K> {
        self.carried.as_ref().map(|c| &c.block.key)
    }

    fn under(&self) -> Option<&Block<K>> {
        let step = self.seen.get().0;
        let row = (self.minute - self.sheet.open).div_euclid(step);
        let placed = place(&self.sheet, step, self.hidden_key());
        let at = placed
            .iter()
            .find(|p| p.lane == self.lane && (p.start..p.end).contains(&row))?;
        self.sheet.blocks.get(at.block)
    }

    /// Keeps cursor and view inside the day.
    fn settle(&mut self) {
        let (step, rows, lanes) = self.seen.get();
        self.lane = self.lane.min(self.sheet.lanes.len().saturating_sub(1));
        let last = (self.sheet.close - 1).max(self.sheet.open);
        self.minute = self.minute.clamp(self.sheet.open, last);
        self.view = self
            .view
            .follow(&self.sheet, (self.lane, self.minute), (step, rows, lanes));
    }
}

#[cfg(test)]
mod tests;
