//! A table over a window of rows: some three screens of them round the cursor, however many the
//! store holds. It says when it wants more; the screen asks for them.

mod columns;

use std::cell::Cell as Learnt;

use ratatui::layout::Rect;

pub use self::columns::Column;
use self::columns::{LEAD, Place, places};
use super::card::Words;
use super::matches::marked;
use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Role};

/// Rows taken for a screen until the first one was drawn.
const GUESS: u16 = 20;

/// What stands in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    text: String,
    ink: Option<Role>,
}

impl Cell {
    /// Words in an ink of their own.
    pub fn inked(text: impl Into<String>, ink: Role) -> Self {
        Self {
            text: text.into(),
            ink: Some(ink),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ink: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// What stands in the column of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `!` in the ink of warnings: short, waits for someone.
    Warn,
    /// `!` in the ink of late things.
    Late,
    /// `✓`: marked by the clerk, or all right.
    Ok,
    /// `✓` in the accent: taken with Space.
    Marked,
}

/// One row, already in words.
#[derive(Clone, Debug)]
pub struct Row<K> {
    /// What it is to the screen.
    pub key: K,
    /// The mark beside it.
    pub mark: Option<Mark>,
    /// Its cells, as many as there are columns.
    pub cells: Vec<Cell>,
    /// Cancelled or archived: one step back.
    pub faint: bool,
}

impl<K> Row<K> {
    /// A row of these cells.
    pub fn new(key: K, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        Self {
            key,
            mark: None,
            cells: cells.into_iter().map(Into::into).collect(),
            faint: false,
        }
    }

    /// With a mark beside it.
    pub fn mark(mut self, mark: Option<Mark>) -> Self {
        self.mark = mark;
        self
    }

    /// One step back.
    pub fn faint(mut self, faint: bool) -> Self {
        self.faint = faint;
        self
    }
}

/// A move of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row back.
    Up,
    /// One row on.
    Down,
    /// One screen back.
    PageUp,
    /// One screen on.
    PageDown,
    /// The very first row there is.
    First,
    /// The very last row there is.
    Last,
}

impl Step {
    /// The step a key means, if it is one for a table.
    pub fn of(code: crossterm::event::KeyCode) -> Option<Self> {
        use crossterm::event::KeyCode;
        Some(match code {
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Home => Self::First,
            KeyCode::End => Self::Last,
            _ => return None,
        })
    }
}

/// Rows the table would like to have. Ask for [`WindowTable::batch`] of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want<K> {
    /// Those before this one; answer with [`WindowTable::prepend`].
    Before(K),
    /// Those after this one; answer with [`WindowTable::append`].
    After(K),
    /// The first of all; answer with [`WindowTable::show`].
    First,
    /// The last of all; answer with [`WindowTable::show_last`].
    Last,
}

/// A table with a cursor over a window of rows.
#[derive(Clone, Debug)]
pub struct WindowTable<K> {
    columns: Vec<Column>,
    rows: Vec<Row<K>>,
    cursor: usize,
    top: usize,
    more_before: bool,
    more_after: bool,
    /// What the find line says: its matches stand out.
    pub find: String,
    /// Shown where there are no rows.
    pub empty: String,
    /// The ground of the head: the page, or a well over an invoice's lines.
    pub head_ground: Role,
    /// Rows of the last drawing, read on the next key only: drawing decides nothing.
    height: Learnt<u16>,
}

impl<K: Clone + PartialEq> WindowTable<K> {
    /// An empty table of these columns.
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            cursor: 0,
            top: 0,
            more_before: false,
            more_after: false,
            find: String::new(),
            empty: String::new(),
            head_ground: Role::Surface,
            height: Learnt::new(GUESS),
        }
    }

    /// Other heads and widths of its columns: the list is sorted by another one.
    pub fn columns(&mut self, columns: Vec<Column>) {
        self.columns = columns;
    }

    /// The rows it holds in other words, in their order: marked, unmarked.
    pub fn put(&mut self, rows: Vec<Row<K>>) {
        debug_assert_eq!(rows.len(), self.rows.len());
        self.rows = rows;
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
    }

    /// Whether its first row is the first of all.
    pub fn is_at_start(&self) -> bool {
        !self.more_before
    }

    /// Rows to ask the store for at a time: three screens.
    pub fn batch(&self) -> usize {
        usize::from(self.height.get().max(GUESS)) * 3
    }

    /// The rows it holds.
    pub fn rows(&self) -> &[Row<K>] {
        &self.rows
    }

    /// The row under the cursor.
    pub fn chosen(&self) -> Option<&Row<K>> {
        self.rows.get(self.cursor)
    }

    /// The key under the cursor.
    pub fn key(&self) -> Option<&K> {
        self.chosen().map(|row| &row.key)
    }

    /// Puts the cursor on a row it holds; answers whether it does.
    pub fn select(&mut self, key: &K) -> bool {
        let found = self.rows.iter().position(|row| row.key == *key);
        if let Some(at) = found {
            self.cursor = at;
            self.follow();
        }
        found.is_some()
    }

    /// The first window of a new question, or all rows there are. The cursor stays on its row where
    /// that is still there, else at its place.
    pub fn show(&mut self, rows: Vec<Row<K>>, more_after: bool) {
        let old = self.key().cloned();
        self.rows = rows;
        self.more_before = false;
        self.more_after = more_after;
        let found = old.and_then(|key| self.rows.iter().position(|row| row.key == key));
        self.cursor = found
            .unwrap_or(self.cursor)
            .min(self.rows.len().saturating_sub(1));
        self.follow();
    }

    /// The last window there is, the cursor on its last row.
    pub fn show_last(&mut self, rows: Vec<Row<K>>, more_before: bool) {
        self.rows = rows;
        self.more_before = more_before;
        self.more_after = false;
        self.cursor = self.rows.len().saturating_sub(1);
        self.follow();
    }

    /// A window round a row fetched by itself (a part found elsewhere), the cursor on `key`.
    pub fn show_around(&mut self, rows: Vec<Row<K>>, key: &K, more_before: bool, more_after: bool) {
        self.rows = rows;
        self.more_before = more_before;
        self.more_after = more_after;
        self.cursor = self
            .rows
            .iter()
            .position(|row| row.key == *key)
            .unwrap_or(0);
        self.follow();
    }

    /// Rows that come after those it holds. Far ones before the cursor are let go.
    pub fn append(&mut self, rows: Vec<Row<K>>, more: bool) {
        self.rows.extend(rows);
        self.more_after = more;
        let spare = self.rows.len().saturating_sub(self.batch() * 2);
        let gone = spare.min(self.cursor.saturating_sub(self.page() * 2));
        if gone > 0 {
            self.rows.drain(..gone);
            self.cursor -= gone;
            self.top = self.top.saturating_sub(gone);
            self.more_before = true;
        }
    }

    /// Rows that come before those it holds. Far ones after the cursor are let go.
    pub fn prepend(&mut self, rows: Vec<Row<K>>, more: bool) {
        let came = rows.len();
        self.rows.splice(0..0, rows);
        self.cursor += came;
        self.top += came;
        self.more_before = more;
        let keep = (self.cursor + self.page() * 3).max(self.batch() * 2);
        if self.rows.len() > keep {
            self.rows.truncate(keep);
            self.more_after = true;
        }
    }

    /// Moves the cursor; answers the rows it would like next, if any.
    pub fn step(&mut self, step: Step) -> Option<Want<K>> {
        let last = self.rows.len().saturating_sub(1);
        let page = self.page().saturating_sub(1).max(1);
        self.cursor = match step {
            Step::Up => self.cursor.saturating_sub(1),
            Step::Down => (self.cursor + 1).min(last),
            Step::PageUp => self.cursor.saturating_sub(page),
            Step::PageDown => (self.cursor + page).min(last),
            Step::First if self.more_before => return Some(Want::First),
            Step::Last if self.more_after => return Some(Want::Last),
            Step::First => 0,
            Step::Last => last,
        };
        self.follow();
        self.want()
    }

    /// The rows it would like next: those within one screen of an edge of the window.
    pub fn want(&self) -> Option<Want<K>> {
        let page = self.page();
        if self.more_after && self.cursor + page >= self.rows.len() {
            return self.rows.last().map(|row| Want::After(row.key.clone()));
        }
        if self.more_before && self.cursor < page {
            return self.rows.first().map(|row| Want::Before(row.key.clone()));
        }
        None
    }

    fn page(&self) -> usize {
        usize::from(self.height.get().max(1))
    }

    fn follow(&mut self) {
        self.top = self.top_for(self.page());
    }

    fn top_for(&self, height: usize) -> usize {
        let lowest = (self.cursor + 1).saturating_sub(height);
        let end = self.rows.len().saturating_sub(height);
        self.top.min(end).clamp(lowest, self.cursor.max(lowest))
    }

    /// Paints head and rows. Without `focus` the cursor row is marked faintly: it is what Enter would open.
    pub fn draw(&self, c: &mut Canvas, area: Rect, focus: bool) {
        self.paint(c, area, focus, true);
    }

    /// The same while the cursor is somewhere else altogether: no row is marked.
    pub fn draw_at_rest(&self, c: &mut Canvas, area: Rect) {
        self.paint(c, area, false, false);
    }

    fn paint(&self, c: &mut Canvas, area: Rect, focus: bool, marked: bool) {
        if area.height < 2 {
            return;
        }
        let places = places(&self.columns, area);
        let head = Rect { height: 1, ..area };
        if self.head_ground != Role::Surface {
            c.fill(head, self.head_ground);
        }
        for (column, x, w) in &places {
            cell(
                c,
                (*x, area.y),
                *w,
                column.right,
                &column.head,
                (self.head_ground, Role::Dim),
            );
        }
        let body = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        };
        self.height.set(body.height);
        if self.rows.is_empty() {
            let room = body.width.saturating_sub(LEAD + 1);
            c.text(
                body.x + LEAD,
                body.y,
                room,
                &self.empty,
                (Role::Surface, Role::Dim),
            );
        }
        let top = self.top_for(usize::from(body.height));
        for (y, (n, row)) in (body.y..body.bottom()).zip(self.rows.iter().enumerate().skip(top)) {
            self.row(
                c,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                row,
                marked && n == self.cursor,
                focus,
                &places,
            );
        }
    }

    fn row(
        &self,
        c: &mut Canvas,
        area: Rect,
        row: &Row<K>,
        here: bool,
        focus: bool,
        places: &[Place],
    ) {
        let ground = match (here, focus) {
            (true, true) => Role::Select,
            (true, false) => Role::Well,
            (false, _) => Role::Surface,
        };
        if here {
            c.fill(area, ground);
            c.text(
                area.x,
                area.y,
                1,
                c.marks.cursor,
                (ground, if focus { Role::Title } else { Role::Dim }),
            );
        }
        if let Some(mark) = row.mark {
            let (sign, ink) = match mark {
                Mark::Warn => (c.marks.alert, Role::Warn),
                Mark::Late => (c.marks.alert, if here { Role::Title } else { Role::Late }),
                Mark::Ok => (c.marks.ok, Role::Good),
                Mark::Marked => (c.marks.ok, Role::Accent),
            };
            c.text(area.x + 1, area.y, 1, sign, (ground, ink));
        }
        for (n, (column, x, w)) in places.iter().enumerate() {
            let Some(at) = self.columns.iter().position(|c| std::ptr::eq(c, *column)) else {
                continue;
            };
            let Some(cell) = row.cells.get(at) else {
                continue;
            };
            let ink = match cell.ink.unwrap_or(column.ink) {
                Role::Text if here && n < 2 => Role::Title,
                Role::Text if row.faint => Role::Dim,
                ink => ink,
            };
            let spot = (*x, area.y);
            if column.right || self.find.is_empty() {
                self::cell(c, spot, *w, column.right, &cell.text, (ground, ink));
            } else {
                let words = marked(&cell.text, &self.find, ink);
                draw_words(c, spot, *w, ground, &words);
            }
        }
    }
}

fn cell(c: &mut Canvas, (x, y): (u16, u16), w: u16, right: bool, text: &str, on: (Role, Role)) {
    if right {
        c.right(x + w, y, w, text, on);
    } else {
        c.text(x, y, w, text, on);
    }
}

fn draw_words(c: &mut Canvas, (x, y): (u16, u16), w: u16, ground: Role, words: &Words) {
    let whole: String = words.iter().map(|(t, _)| t.as_str()).collect();
    let fits = len(&whole) <= w;
    let end = x + if fits { w } else { w.saturating_sub(1) };
    let mut at = x;
    for (text, ink) in words {
        let room = end.saturating_sub(at);
        let text = crate::tui::look::width::head(text, usize::from(room));
        at = c.text(at, y, room, text, (ground, *ink));
    }
    if !fits && w > 0 {
        c.text(at, y, 1, c.marks.ellipsis, (ground, Role::Text));
    }
}

#[cfg(test)]
mod tests;
