//! A list to pick from, under its field.

use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Role};

/// Rows that are shown at once.
const ROWS: u16 = 8;

/// One thing to pick. `key` is the screen's own (an id as text), never shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickItem {
    /// What it is to the screen.
    pub key: String,
    /// What it is called.
    pub text: String,
    /// What tells it from its like: a phone number, a shelf.
    pub note: String,
    /// Symptoms it is found by too.
    pub symptoms: String,
    /// Why it cannot be taken, if so.
    pub off: Option<String>,
}

impl PickItem {
    /// Something to pick, by its key and its name.
    pub fn new(key: impl ToString, text: impl Into<String>) -> Self {
        Self {
            key: key.to_string(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// With a note at the right.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// That is found by symptoms too.
    pub fn symptoms(mut self, symptoms: impl Into<String>) -> Self {
        self.symptoms = symptoms.into();
        self
    }

    /// That cannot be taken, and why.
    pub fn off(mut self, why: impl Into<String>) -> Self {
        self.off = Some(why.into());
        self
    }
}

/// An open list with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    items: Vec<PickItem>,
    cursor: usize,
    /// Shown where there is nothing to pick: that it is still looking, or found nothing.
    pub empty: String,
}

impl Pick {
    /// A list of these.
    pub fn new(items: Vec<PickItem>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }

    /// Other things to pick; the cursor stays on the same one where it is still there.
    pub fn show(&mut self, items: Vec<PickItem>) {
        let key = self.items.get(self.cursor).map(|i| i.key.clone());
        self.cursor = items
            .iter()
            .position(|i| Some(&i.key) == key.as_ref())
            .unwrap_or(0);
        self.items = items;
    }

    /// All of them.
    pub fn items(&self) -> &[PickItem] {
        &self.items
    }

    /// The one under the cursor, if it can be taken.
    pub fn chosen(&self) -> Option<&PickItem> {
        self.items.get(self.cursor).filter(|i| i.off.is_none())
    }

    /// Puts the cursor on one of them.
    pub fn select(&mut self, key: &str) {
        if let Some(at) = self.items.iter().position(|i| i.key == key) {
            self.cursor = at;
        }
    }

    /// Moves the cursor; answers whether it was a key for a list.
    pub fn key(&mut self, code: KeyCode) -> bool {
        let last = self.items.len().saturating_sub(1);
        let page = usize::from(ROWS) - 1;
        self.cursor = match code {
            KeyCode::Up => self.cursor.saturating_sub(1),
            KeyCode::Down => (self.cursor + 1).min(last),
            KeyCode::PageUp => self.cursor.saturating_sub(page),
            KeyCode::PageDown => (self.cursor + page).min(last),
            _ => return false,
        };
        true
    }

    /// Where it opens: under the field, or over it where there is no room below.
    pub fn area(&self, field: Rect, page: Rect) -> Rect {
        let wanted = self
            .items
            .iter()
            .map(|i| len(&i.text) + len(i.off.as_ref().unwrap_or(&i.note)) + 4);
        let wanted = wanted
            .max()
            .unwrap_or(0)
            .max(len(&self.empty))
            .max(field.width)
            .saturating_add(4);
        let width = wanted.min(page.width.saturating_sub(2));
        let rows = u16::try_from(self.items.len())
            .unwrap_or(ROWS)
            .clamp(1, ROWS)
            + 2;
        let x = field
            .x
            .saturating_sub(2)
            .min(page.right().saturating_sub(width + 1))
            .max(page.x);
        below(
            Rect {
                x,
                y: field.y,
                width,
                height: rows,
            },
            page,
        )
    }

    /// Paints the list as a layer over the page.
    pub fn draw(&self, c: &mut Canvas, area: Rect) {
        c.layer(area, "");
        let inner = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        };
        if self.items.is_empty() {
            c.text(
                inner.x + 2,
                inner.y,
                inner.width.saturating_sub(3),
                &self.empty,
                (Role::Raised, Role::Dim),
            );
            return;
        }
        let rows = usize::from(inner.height);
        let top = self.cursor.saturating_sub(rows.saturating_sub(1) / 2);
        let top = top.min(self.items.len().saturating_sub(rows));
        for (y, (n, item)) in (inner.y..inner.bottom()).zip(self.items.iter().enumerate().skip(top))
        {
            let chosen = n == self.cursor;
            let ground = if chosen { Role::Select } else { Role::Raised };
            c.fill(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                ground,
            );
            if chosen {
                c.text(inner.x, y, 1, c.marks.cursor, (ground, Role::Accent));
            }
            let words = match (&item.off, chosen) {
                (Some(_), _) => Role::Closed,
                (None, true) => Role::Title,
                (None, false) => Role::Text,
            };
            let note = item.off.as_ref().unwrap_or(&item.note);
            let right = inner.right().saturating_sub(1);
            let notes = inner
                .width
                .saturating_sub(len(&item.text).min(inner.width / 2) + 4);
            let left = c.right(right, y, notes, note, (ground, Role::Dim));
            let room = left.saturating_sub(inner.x + 2 + u16::from(!note.is_empty()));
            c.text(inner.x + 2, y, room, &item.text, (ground, words));
        }
    }
}

/// A pop-up directly below a field's row, or above it where the page ends.
pub(super) fn below(wanted: Rect, page: Rect) -> Rect {
    let under = page.bottom().saturating_sub(wanted.y + 1);
    let over = wanted.y.saturating_sub(page.y);
    let (y, room) = if under >= wanted.height || under >= over {
        (wanted.y + 1, under)
    } else {
        (wanted.y.saturating_sub(wanted.height.min(over)), over)
    };
    Rect {
        y,
        height: wanted.height.min(room),
        ..wanted
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    fn bays() -> Pick {
        Pick::new(vec![
            PickItem::new(1, "1 Lift").note("free"),
            PickItem::new(2, "2 Lift").note("until 13:00"),
            PickItem::new(3, "3 MOT").off("inspection only"),
        ])
    }

    #[test]
    fn a_list_opens_under_its_field() {
        let mut pick = bays();
        pick.key(KeyCode::Down);
        let page = drawn(40, 8, |c, page| {
            let area = pick.area(Rect::new(8, 1, 14, 1), page);
            pick.draw(c, area);
        });
        insta::assert_snapshot!(page, @r"


              ┌──────────────────────────┐
              │  1 Lift             free │
              │▶ 2 Lift      until 13:00 │
              │  3 MOT   inspection only │
              └──────────────────────────┘
        ");
    }

    #[test]
    fn what_is_off_cannot_be_taken_and_new_rows_keep_the_cursor() {
        let mut pick = bays();
        pick.select("3");
        assert_eq!(pick.chosen(), None);
        pick.select("2");
        pick.show(vec![PickItem::new(9, "9"), PickItem::new(2, "2 Lift")]);
        assert_eq!(pick.chosen().map(|i| i.key.as_str()), Some("2"));
    }
}
