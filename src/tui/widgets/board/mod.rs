//! The board: columns of four-row cards, each column with its count or its limit.

use std::cell::Cell as Learnt;

use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::bars::progress;
use super::chip::State;
use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Role};

/// Rows of a card, and of a card with the empty row under it.
const CARD: u16 = 4;
const STEP: u16 = CARD + 1;

/// One card, already in words.
#[derive(Clone, Debug, Default)]
pub struct BoardCard<K> {
    /// What it is to the screen.
    pub key: K,
    /// How it looks.
    pub state: State,
    /// The plate.
    pub title: String,
    /// The promise, at the right of the plate.
    pub promise: String,
    /// The promise is for today and near: bold.
    pub soon: bool,
    /// Customer and model.
    pub second: String,
    /// The work.
    pub third: String,
    /// What waits for someone, in place of the work's ink.
    pub third_warns: bool,
    /// Whether the second line presses.
    pub second_warns: bool,
    /// Who has it, or what it waits for.
    pub who: String,
    /// `who` waits for someone.
    pub who_warns: bool,
    /// Work done, in percent, as a bar with its number.
    pub progress: Option<u8>,
    /// Money or a word at the right of the last row, where there is no bar.
    pub aside: String,
}

/// A column and its cards.
#[derive(Clone, Debug)]
pub struct BoardColumn<K> {
    /// Its name.
    pub title: String,
    /// How its heading looks.
    pub state: State,
    /// Its count, with the limit where there is one: `4/5`.
    pub count: String,
    /// Its cards, the most urgent first.
    pub cards: Vec<BoardCard<K>>,
}

/// Columns of cards with a cursor, and a card that may be carried.
#[derive(Clone, Debug)]
pub struct Board<K> {
    columns: Vec<BoardColumn<K>>,
    at: (usize, usize),
    carried: Option<K>,
    tops: Vec<usize>,
    /// How many cards fit one under the other, as last drawn; read on the next key only.
    fits: Learnt<usize>,
    /// In words, how to say that some are not shown: `n` stands for the number.
    pub more: String,
}

impl<K> Default for Board<K> {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            at: (0, 0),
            carried: None,
            tops: Vec::new(),
            fits: Learnt::new(3),
            more: "n more".into(),
        }
    }
}

impl<K: Clone + PartialEq> Board<K> {
    /// What stands on it now. The cursor stays on its card wherever that went.
    pub fn show(&mut self, columns: Vec<BoardColumn<K>>) {
        let old = self.key().cloned();
        self.tops.resize(columns.len(), 0);
        self.columns = columns;
        if !old.is_some_and(|key| self.select(&key)) {
            let column = self.at.0.min(self.columns.len().saturating_sub(1));
            self.at = (column, self.at.1);
            self.settle();
        }
    }

    /// The columns it shows.
    pub fn columns(&self) -> &[BoardColumn<K>] {
        &self.columns
    }

    /// Puts the cursor on a card; answers whether it is there.
    pub fn select(&mut self, key: &K) -> bool {
        for (x, column) in self.columns.iter().enumerate() {
            if let Some(y) = column.cards.iter().position(|card| card.key == *key) {
                self.at = (x, y);
                self.settle();
                return true;
            }
        }
        false
    }

    /// The card under the cursor.
    pub fn chosen(&self) -> Option<&BoardCard<K>> {
        self.columns.get(self.at.0)?.cards.get(self.at.1)
    }

    /// Its key.
    pub fn key(&self) -> Option<&K> {
        self.chosen().map(|card| &card.key)
    }

    /// The column the cursor is in.
    pub fn column(&self) -> usize {
        self.at.0
    }

    /// Picks up the card under the cursor.
    pub fn pick_up(&mut self) {
        self.carried = self.key().cloned();
    }

    /// The card that is carried, and the column it is over.
    pub fn carried(&self) -> Option<(&K, usize)> {
        self.carried.as_ref().map(|key| (key, self.at.0))
    }

    /// Puts the carried card down, or back: the screen decides which and shows the board anew.
    pub fn put_down(&mut self) {
        if let Some(key) = self.carried.take() {
            self.select(&key);
        }
    }

    /// Moves the cursor, or what is carried; answers whether it was a key for a board.
    pub fn key_pressed(&mut self, code: KeyCode) -> bool {
        let (x, y) = self.at;
        let last = self.columns.len().saturating_sub(1);
        self.at = match code {
            KeyCode::Left => (x.saturating_sub(1), y),
            KeyCode::Right => ((x + 1).min(last), y),
            KeyCode::Up => (x, y.saturating_sub(1)),
            KeyCode::Down => (x, y + 1),
            KeyCode::PageUp => (x, y.saturating_sub(self.fits.get().max(1))),
            KeyCode::PageDown => (x, y + self.fits.get().max(1)),
            KeyCode::Home => (x, 0),
            KeyCode::End => (x, usize::MAX),
            _ => return false,
        };
        self.settle();
        true
    }

    fn settle(&mut self) {
        let (x, y) = self.at;
        let cards = self.columns.get(x).map_or(0, |c| c.cards.len());
        self.at.1 = y.min(cards.saturating_sub(1));
        let fits = self.fits.get().max(1);
        if let Some(top) = self.tops.get_mut(x) {
            *top = top_for(*top, self.at.1, cards, fits);
        }
    }

    /// Paints the board. Columns share the width, two cells apart from 100 columns on, else one.
    pub fn draw(&self, c: &mut Canvas, area: Rect, focus: bool) {
        let n = u16::try_from(self.columns.len()).unwrap_or(1).max(1);
        let gap = if area.width >= 100 { 2 } else { 1 };
        let width = (area.width.saturating_sub(gap * (n - 1)) / n).max(1);
        let body = area.height.saturating_sub(2);
        // The last row says how many are not shown.
        let fits = usize::from(body.saturating_sub(1).div_ceil(STEP).min((body + 1) / STEP));
        self.fits.set(fits.max(1));
        for (x, column) in self.columns.iter().enumerate() {
            let left = area.x + u16::try_from(x).unwrap_or(0) * (width + gap);
            if left + width > area.right() {
                break;
            }
            let place = Rect {
                x: left,
                width,
                ..area
            };
            self.heading(
                c,
                place,
                column,
                focus && self.carried.is_some() && x == self.at.0,
            );
            let here = (x == self.at.0).then_some(self.at.1);
            let from = self.tops.get(x).copied().unwrap_or(0);
            let top = top_for(from, here.unwrap_or(from), column.cards.len(), fits.max(1));
            self.cards(c, place, column, top, fits, here.filter(|_| focus));
        }
    }

    fn heading(&self, c: &mut Canvas, area: Rect, column: &BoardColumn<K>, over: bool) {
        let ground = if over { Role::Select } else { Role::Surface };
        let head = Rect { height: 1, ..area };
        c.fill(head, ground);
        c.text(
            area.x,
            area.y,
            1,
            column.state.bar(&c.marks),
            (ground, column.state.ink()),
        );
        let left = c.right(
            area.right(),
            area.y,
            area.width / 2,
            &column.count,
            (ground, Role::Text),
        );
        let room = left.saturating_sub(area.x + 3);
        c.text(
            area.x + 2,
            area.y,
            room,
            &column.title,
            (ground, Role::Title),
        );
        if area.height > 1 {
            c.rule(
                Rect {
                    y: area.y + 1,
                    height: 1,
                    ..area
                },
                Role::Surface,
            );
        }
    }

    fn cards(
        &self,
        c: &mut Canvas,
        area: Rect,
        column: &BoardColumn<K>,
        top: usize,
        fits: usize,
        here: Option<usize>,
    ) {
        let mut y = area.y + 2;
        for (n, card) in column.cards.iter().enumerate().skip(top).take(fits) {
            let place = Rect {
                y,
                height: CARD,
                ..area
            };
            let carried = self.carried.as_ref() == Some(&card.key);
            draw_card(c, place, card, here == Some(n), carried);
            y += STEP;
        }
        let below = column.cards.len().saturating_sub(top + fits);
        let last = area.bottom().saturating_sub(1);
        if (below > 0 || top > 0) && last >= area.y + 2 {
            let mut said = String::new();
            if top > 0 {
                said.push_str(&format!("{} {}  ", c.marks.up, top));
            }
            if below > 0 {
                said.push_str(&format!(
                    "{} {}",
                    c.marks.down,
                    self.more.replace('n', &below.to_string())
                ));
            }
            c.text(
                area.x + 2,
                y.min(last),
                area.width.saturating_sub(2),
                &said,
                (Role::Surface, Role::Dim),
            );
        }
    }
}

fn top_for(top: usize, at: usize, cards: usize, fits: usize) -> usize {
    let lowest = (at + 1).saturating_sub(fits);
    top.min(cards.saturating_sub(fits))
        .clamp(lowest, at.max(lowest))
}

fn draw_card<K>(c: &mut Canvas, area: Rect, card: &BoardCard<K>, here: bool, carried: bool) {
    let late = card.state == State::Late;
    let base = if late { Role::LateGround } else { Role::Raised };
    c.fill(area, base);
    // Five columns at 80 cells: every cell is needed for plate and promise.
    let margin = u16::from(area.width >= 18);
    let right = area.right().saturating_sub(margin);
    for row in 0..CARD.min(area.height) {
        let y = area.y + row;
        let chosen = carried || (here && row < 2);
        let ground = if chosen { Role::Select } else { base };
        if chosen {
            c.fill(
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                ground,
            );
        }
        let (bar, ink) = match row {
            0 if here => (c.marks.cursor, Role::Title),
            0 if late => (c.marks.alert, Role::Late),
            _ => (card.state.bar(&c.marks), card.state.ink()),
        };
        // The bar keeps its colour beside a chosen row: it stands on the card.
        let under = if here && row == 0 || carried {
            ground
        } else {
            base
        };
        c.text(area.x, y, 1, bar, (under, ink));
        card_row(c, (area.x + 1 + margin, y), right, row, card, ground);
    }
}

fn card_row<K>(
    c: &mut Canvas,
    (x, y): (u16, u16),
    right: u16,
    row: u16,
    card: &BoardCard<K>,
    ground: Role,
) {
    let room = right.saturating_sub(x);
    match row {
        0 => {
            let ink = match card.state {
                State::Late => Role::Late,
                _ if card.soon => Role::Title,
                _ => Role::Text,
            };
            let left = c.right(right, y, room, &card.promise, (ground, ink));
            c.text(
                x,
                y,
                left.saturating_sub(x + 1),
                &card.title,
                (ground, Role::Title),
            );
        }
        1 => {
            let ink = if card.second_warns {
                Role::Warn
            } else {
                Role::Text
            };
            c.text(x, y, room, &card.second, (ground, ink));
        }
        2 => {
            let ink = if card.third_warns {
                Role::Warn
            } else {
                Role::Text
            };
            c.text(x, y, room, &card.third, (ground, ink));
        }
        _ => {
            let aside = match card.progress {
                Some(n) => format!("{n} %"),
                // What waits for someone is said in full before the amount beside it.
                None if card.who_warns && !fits(&card.who, &card.aside, room) => String::new(),
                None => card.aside.clone(),
            };
            let left = c.right(right, y, room, &aside, (ground, Role::Text));
            let ink = if card.who_warns {
                Role::Warn
            } else {
                Role::Dim
            };
            let room = left.saturating_sub(x + u16::from(!aside.is_empty()));
            let who = c.text(x, y, room, &card.who, (ground, ink));
            if let Some(n) = card.progress {
                // The bar begins in one column on every card, so that eyes can compare.
                let from = (x + 5).max(who + 1);
                let room = right.saturating_sub(5).saturating_sub(from + 1);
                let state = if ground == Role::Select {
                    Role::Accent
                } else {
                    card.state.ink()
                };
                if room >= 4 && len(&card.who) > 0 {
                    progress(
                        c,
                        (from, y),
                        room.min(12),
                        (i64::from(n), 100),
                        (ground, state),
                    );
                }
            }
        }
    }
}

/// Whether both stand in the room, a blank between them.
fn fits(left: &str, right: &str, room: u16) -> bool {
    right.is_empty() || len(left) + 1 + len(right) <= room
}

#[cfg(test)]
mod tests;
