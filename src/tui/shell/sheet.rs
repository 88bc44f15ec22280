//! What the terminal shows, kept so that a list that moved by a row is moved by the terminal itself.
//!
//! A list that scrolls differs from its last picture in nearly every cell, and in nearly none once the terminal
//! has moved those rows up or down: that says in a few bytes what else takes thousands. It never writes anything;
//! [`Quill`](super::Quill) does.

use ratatui::buffer::Cell;

use super::quill::ON_BLANKS;
use crate::tui::look::canvas::len;

/// Fewer changed cells than this are sent as they are.
const MANY: usize = 60;
/// Bytes to go to where a run of cells begins, and to dip the pen for it.
const RUN: i64 = 14;
/// Stands where the right half of a wide sign is.
const HALF: &str = "\0";

/// Rows that move by one within `first..=last`; the row they leave is blank then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub first: usize,
    pub last: usize,
    pub up: bool,
}

/// The cells of a terminal, as far as they were ever written; what was not is blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The terminal was wiped.
    pub fn wipe(&mut self) {
        self.rows.clear();
    }

    /// A cell was written.
    pub fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.rows.len() <= y {
            self.rows.resize_with(y + 1, Vec::new);
        }
        let Some(row) = self.rows.get_mut(y) else {
            return;
        };
        let wide = usize::from(len(cell.symbol()).max(1));
        if row.len() < x + wide {
            row.resize(x + wide, Cell::EMPTY);
        }
        for (n, place) in row.iter_mut().skip(x).take(wide).enumerate() {
            place.clone_from(cell);
            if n > 0 {
                place.set_symbol(HALF);
            }
        }
    }

    /// Takes these cells in. Where fewer are left once the terminal has moved rows, answers how, and which ones.
    pub fn take_in(
        &mut self,
        cells: &[(u16, u16, &Cell)],
    ) -> Option<(Shift, Vec<(u16, u16, Cell)>)> {
        let mut next = if cells.len() < MANY {
            std::mem::take(self)
        } else {
            self.clone()
        };
        for (x, y, cell) in cells {
            next.put(*x, *y, cell);
        }
        let shift = if cells.len() < MANY {
            None
        } else {
            self.shift_to(&next)
        };
        let moved = shift.map(|shift| {
            self.shift(shift);
            (shift, self.missing(&next))
        });
        *self = next;
        moved
    }

    fn row(&self, y: usize) -> &[Cell] {
        self.rows.get(y).map_or(&[], Vec::as_slice)
    }

    /// The move by a row that leaves fewest cells to write, if one leaves fewer.
    fn shift_to(&self, next: &Self) -> Option<Shift> {
        let height = self.rows.len().max(next.rows.len());
        let still: Vec<i64> = (0..height)
            .map(|y| unlike(self.row(y), next.row(y)))
            .collect();
        let mut best: Option<(i64, Shift)> = None;
        for up in [true, false] {
            let mut run = 0;
            let mut from = 0;
            // Upwards a row comes from the one below it, downwards from the one above.
            let (first, end) = if up {
                (0, height.saturating_sub(1))
            } else {
                (1, height)
            };
            for y in first..end {
                let source = if up { y + 1 } else { y - 1 };
                if run <= 0 {
                    (run, from) = (0, y);
                }
                run += still[y] - unlike(self.row(source), next.row(y));
                let shift = Shift {
                    first: if up { from } else { from - 1 },
                    last: if up { y + 1 } else { y },
                    up,
                };
                let left = if up { shift.last } else { shift.first };
                let saved = run + still[left] - unlike(&[], next.row(left));
                if saved > best.map_or(0, |(most, _)| most) {
                    best = Some((saved, shift));
                }
            }
        }
        best.map(|(_, shift)| shift)
    }

    fn shift(&mut self, shift: Shift) {
        if self.rows.len() <= shift.last {
            self.rows.resize_with(shift.last + 1, Vec::new);
        }
        let (from, to) = if shift.up {
            (shift.first, shift.last)
        } else {
            (shift.last, shift.first)
        };
        self.rows.remove(from);
        self.rows.insert(to, Vec::new());
    }

    /// The cells in which the other differs.
    fn missing(&self, next: &Self) -> Vec<(u16, u16, Cell)> {
        let mut all = Vec::new();
        for y in 0..self.rows.len().max(next.rows.len()) {
            let (old, new) = (self.row(y), next.row(y));
            for x in 0..old.len().max(new.len()) {
                let (was, is) = (at(old, x), at(new, x));
                if let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y))
                    && !alike(was, is)
                    && is.symbol() != HALF
                {
                    all.push((x, y, is.clone()));
                }
            }
        }
        all
    }
}

fn at(row: &[Cell], x: usize) -> &Cell {
    row.get(x).unwrap_or(&Cell::EMPTY)
}

/// Whether two cells look the same: the ink of a blank does not show.
fn alike(a: &Cell, b: &Cell) -> bool {
    a == b
        || (a.symbol() == " "
            && b.symbol() == " "
            && a.bg == b.bg
            && !(a.modifier | b.modifier).intersects(ON_BLANKS))
}

/// About how many bytes it takes to turn one row into the other: a sign each, and the way and the pen for each run.
fn unlike(from: &[Cell], to: &[Cell]) -> i64 {
    let (mut cost, mut within) = (0, false);
    for x in 0..from.len().max(to.len()) {
        let differs = !alike(at(from, x), at(to, x));
        if differs {
            cost += if within { 1 } else { 1 + RUN };
        }
        within = differs;
    }
    cost
}
