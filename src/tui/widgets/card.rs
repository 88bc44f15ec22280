//! A card: a title and groups of labels and values on the raised ground.

use ratatui::layout::Rect;

use super::chip::{State, chip};
use crate::tui::look::canvas::{inset, len};
use crate::tui::look::{Canvas, Role, width};

/// Words with their inks, left to right.
pub type Words = Vec<(String, Role)>;

/// Something to know about one thing.
#[derive(Clone, Debug, Default)]
pub struct Card {
    title: String,
    chip: Option<(State, String)>,
    aside: Words,
    rows: Vec<Item>,
}

#[derive(Clone, Debug)]
enum Item {
    Pair { label: String, words: Words },
    Line { left: Words, right: Words },
    Text { text: String, ink: Role },
    Gap,
}

impl Card {
    /// A card with this title.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// The state at the right of the title.
    pub fn state(mut self, state: State, word: &str) -> Self {
        self.chip = Some((state, word.into()));
        self
    }

    /// A count at the right of the title.
    pub fn aside(mut self, text: &str, ink: Role) -> Self {
        self.aside.push((text.into(), ink));
        self
    }

    /// A label and its value.
    pub fn pair(self, label: &str, value: &str) -> Self {
        self.pair_in(label, value, Role::Text)
    }

    /// A label and its value in this ink. A value in one ink wraps under itself.
    pub fn pair_in(mut self, label: &str, value: &str, ink: Role) -> Self {
        self.rows.push(Item::Pair {
            label: label.into(),
            words: vec![(value.into(), ink)],
        });
        self
    }

    /// A label and a value of several inks.
    pub fn pair_of(mut self, label: &str, words: Words) -> Self {
        self.rows.push(Item::Pair {
            label: label.into(),
            words,
        });
        self
    }

    /// A row of its own: words at the left, words at the right.
    pub fn line(mut self, left: Words, right: Words) -> Self {
        self.rows.push(Item::Line { left, right });
        self
    }

    /// Words over the whole width, wrapped.
    pub fn text(mut self, text: &str, ink: Role) -> Self {
        self.rows.push(Item::Text {
            text: text.into(),
            ink,
        });
        self
    }

    /// An empty row: the next group begins.
    pub fn gap(mut self) -> Self {
        self.rows.push(Item::Gap);
        self
    }

    /// Rows it takes at this width, padding and title included.
    pub fn height(&self, width: u16) -> u16 {
        let room = width.saturating_sub(4);
        let labels = self.labels();
        let rows: usize = self
            .rows
            .iter()
            .map(|item| item_rows(item, room, labels))
            .sum();
        let head = if self.rows.is_empty() { 1 } else { 2 };
        u16::try_from(rows + head + 2).unwrap_or(u16::MAX)
    }

    fn labels(&self) -> u16 {
        let longest = self.rows.iter().map(|item| match item {
            Item::Pair { label, .. } => len(label),
            _ => 0,
        });
        longest.max().filter(|n| *n > 0).map_or(0, |n| n + 2)
    }

    /// Paints it over the whole area; what does not fit is left out from the end.
    pub fn draw(&self, c: &mut Canvas, area: Rect) {
        let inner = c.raised(area);
        self.draw_on(c, inner, Role::Raised);
    }

    /// Paints its words only, on a ground that is there already.
    pub fn draw_on(&self, c: &mut Canvas, inner: Rect, ground: Role) {
        if inner.is_empty() {
            return;
        }
        let mut right = inner.right();
        if let Some((state, word)) = &self.chip {
            right = chip(c, right, inner.y, inner.width, *state, word);
        } else if !self.aside.is_empty() {
            let words: Vec<_> = self
                .aside
                .iter()
                .map(|(t, ink)| (t.as_str(), *ink))
                .collect();
            right = c.inks_right(right, inner.y, inner.width, ground, &words);
        }
        let room = (right - inner.x).saturating_sub(u16::from(right < inner.right()));
        c.text(inner.x, inner.y, room, &self.title, (ground, Role::Title));
        let labels = self.labels();
        let mut y = inner.y + 2;
        for item in &self.rows {
            if y >= inner.bottom() {
                break;
            }
            let rows = inner.bottom() - y;
            y += item_draw(
                item,
                c,
                Rect {
                    y,
                    height: rows,
                    ..inner
                },
                ground,
                labels,
            );
        }
    }
}

fn item_rows(item: &Item, room: u16, labels: u16) -> usize {
    match item {
        Item::Pair { words, .. } if words.len() == 1 => {
            width::wrap(&words[0].0, usize::from(room.saturating_sub(labels))).len()
        }
        Item::Text { text, .. } => width::wrap(text, usize::from(room)).len(),
        Item::Pair { .. } | Item::Line { .. } | Item::Gap => 1,
    }
}

/// Paints one item from the top of the area; answers the rows it took.
fn item_draw(item: &Item, c: &mut Canvas, area: Rect, ground: Role, labels: u16) -> u16 {
    match item {
        Item::Gap => 1,
        Item::Text { text, ink } => wrapped(c, area, ground, text, *ink),
        Item::Pair { label, words } => {
            c.text(
                area.x,
                area.y,
                labels.min(area.width),
                label,
                (ground, Role::Dim),
            );
            let value = Rect {
                x: area.x + labels,
                width: area.width.saturating_sub(labels),
                ..area
            };
            match words.as_slice() {
                [(text, ink)] => wrapped(c, value, ground, text, *ink),
                words => {
                    inks(c, value, ground, words);
                    1
                }
            }
        }
        Item::Line { left, right } => {
            let words: Vec<_> = right.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
            let at = c.inks_right(area.right(), area.y, area.width, ground, &words);
            let room = (at - area.x).saturating_sub(u16::from(!right.is_empty()));
            inks(
                c,
                Rect {
                    width: room,
                    ..area
                },
                ground,
                left,
            );
            1
        }
    }
}

fn inks(c: &mut Canvas, area: Rect, ground: Role, words: &[(String, Role)]) {
    let words: Vec<_> = words.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
    c.inks(area.x, area.y, area.width, ground, &words);
}

fn wrapped(c: &mut Canvas, area: Rect, ground: Role, text: &str, ink: Role) -> u16 {
    let lines = width::wrap(text, usize::from(area.width));
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        c.text(area.x, y, area.width, line, (ground, ink));
    }
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Paints cards under each other, one row apart, with equal right edges. The last takes what is left
/// when `fill`; a card for which there is no room is left out.
pub fn column(c: &mut Canvas, area: Rect, cards: &[Card], fill: bool) {
    let mut left = area;
    for (n, card) in cards.iter().enumerate() {
        let wanted = card.height(area.width);
        if left.height < wanted.min(6) {
            break;
        }
        let last = n + 1 == cards.len();
        let height = if last && fill {
            left.height
        } else {
            wanted.min(left.height)
        };
        card.draw(c, Rect { height, ..left });
        left.y += (height + 1).min(left.height);
        left.height = left.height.saturating_sub(height + 1);
    }
}

/// The content area of a card drawn over `area`, for those who paint into one themselves.
pub fn inner(area: Rect) -> Rect {
    inset(area, 2, 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    fn golf() -> Card {
        Card::new("KL-310-P")
            .state(State::InBay, "in bay")
            .line(vec![("Jansen, M.".into(), Role::Title)], vec![])
            .text("148 220 km", Role::Dim)
            .gap()
            .pair("Time", "10:00 – 11:30")
            .pair("Work", "Clutch kit and test drive")
            .pair_in("Parts", "! 1 of 2 here", Role::Warn)
    }

    #[test]
    fn labels_stand_in_a_column_and_long_values_wrap_under_themselves() {
        let card = golf();
        assert_eq!(card.height(28), 11);
        let page = drawn(28, 11, |c, area| card.draw(c, area));
        insta::assert_snapshot!(page, @r"

          KL-310-P       █ in bay

          Jansen, M.
          148 220 km

          Time   10:00 – 11:30
          Work   Clutch kit and
                 test drive
          Parts  ! 1 of 2 here
        ");
    }

    #[test]
    fn a_card_too_many_is_left_out() {
        let page = drawn(28, 14, |c, area| column(c, area, &[golf(), golf()], false));
        assert_eq!(page.matches("KL-310-P").count(), 1);
    }
}
