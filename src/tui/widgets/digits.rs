//! Big figures: an amount to pay, a running clock. Once on a screen at most.

use crate::tui::look::{Canvas, Role, width};

/// Pixels of a figure, five rows of up to three; the highest bit is the leftmost.
fn glyph(c: char) -> Option<(u16, [u8; 5])> {
    Some(match c {
        '0' => (3, [0b111, 0b101, 0b101, 0b101, 0b111]),
        '1' => (3, [0b110, 0b010, 0b010, 0b010, 0b111]),
        '2' => (3, [0b111, 0b001, 0b111, 0b100, 0b111]),
        '3' => (3, [0b111, 0b001, 0b111, 0b001, 0b111]),
        '4' => (3, [0b101, 0b101, 0b111, 0b001, 0b001]),
        '5' => (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
        '6' => (3, [0b111, 0b100, 0b111, 0b101, 0b111]),
        '7' => (3, [0b111, 0b001, 0b001, 0b001, 0b001]),
        '8' => (3, [0b111, 0b101, 0b111, 0b101, 0b111]),
        '9' => (3, [0b111, 0b101, 0b111, 0b001, 0b111]),
        '.' | ',' => (1, [0, 0, 0, 0, 1]),
        ':' => (1, [0, 1, 0, 1, 0]),
        '-' | '−' => (2, [0, 0, 0b11, 0, 0]),
        ' ' | '\u{a0}' | '\u{202f}' => (1, [0; 5]),
        _ => return None,
    })
}

/// Columns that `text` takes at three rows high.
pub fn width3(text: &str) -> u16 {
    text.chars()
        .filter_map(glyph)
        .map(|(w, _)| w + 1)
        .sum::<u16>()
        .saturating_sub(1)
}

/// Columns that `text` takes at five rows high.
pub fn width5(text: &str) -> u16 {
    width3(text) * 2
}

/// Paints digits, `.`, `:` and `-` three rows high from `(x, y)`. Where half blocks are not to be
/// had, or there is no room, the text stands in the middle row.
pub fn three(c: &mut Canvas, (x, y): (u16, u16), room: u16, text: &str, on: (Role, Role)) {
    let Some([upper, lower, full]) = c.marks.halves.filter(|_| width3(text) <= room) else {
        c.text(x, y + 1, room, &width::clean(text), on);
        return;
    };
    let mut at = x;
    for (cols, rows) in text.chars().filter_map(glyph) {
        for col in 0..cols {
            let lit = |row: usize| {
                rows.get(row)
                    .is_some_and(|bits| bits >> (cols - 1 - col) & 1 == 1)
            };
            for row in 0..3_u16 {
                let top = usize::from(row) * 2;
                let sign = match (lit(top), lit(top + 1)) {
                    (true, true) => full,
                    (true, false) => upper,
                    (false, true) => lower,
                    (false, false) => continue,
                };
                c.text(at + col, y + row, 1, sign, on);
            }
        }
        at += cols + 1;
    }
}

/// Paints the same five rows high, each pixel two columns wide: readable from the lift.
pub fn five(c: &mut Canvas, (x, y): (u16, u16), room: u16, text: &str, on: (Role, Role)) {
    if width5(text) > room {
        c.text(x, y + 2, room, &width::clean(text), on);
        return;
    }
    let block = c.marks.in_bay.repeat(2);
    let mut at = x;
    for (cols, rows) in text.chars().filter_map(glyph) {
        for (row, bits) in (0_u16..).zip(rows) {
            for col in (0..cols).filter(|col| bits >> (cols - 1 - col) & 1 == 1) {
                c.text(at + col * 2, y + row, 2, &block, on);
            }
        }
        at += (cols + 1) * 2;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    #[test]
    fn an_amount_is_three_rows_high() {
        let page = drawn(30, 3, |c, _| {
            three(c, (0, 0), 30, "382.70", (Role::Surface, Role::Title));
        });
        insta::assert_snapshot!(page, @"
        ▀▀█ █▀█ ▀▀█   ▀▀█ █▀█
        ▀▀█ █▀█ █▀▀     █ █ █
        ▀▀▀ ▀▀▀ ▀▀▀ ▀   ▀ ▀▀▀
        ");
    }

    #[test]
    fn a_clock_is_five_rows_high_and_small_where_there_is_no_room() {
        let page = drawn(30, 5, |c, _| {
            five(c, (0, 0), 30, "0:37", (Role::Surface, Role::Title));
        });
        insta::assert_snapshot!(page, @"
        ██████      ██████  ██████
        ██  ██  ██      ██      ██
        ██  ██      ██████      ██
        ██  ██  ██      ██      ██
        ██████      ██████      ██
        ");
        let small = drawn(10, 5, |c, _| {
            five(c, (0, 0), 10, "0:37", (Role::Surface, Role::Title));
        });
        assert_eq!(small.trim(), "0:37");
    }
}
