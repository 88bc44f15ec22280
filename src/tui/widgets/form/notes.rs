//! Several lines of text broken at blanks, and where the cursor stands in them. A word is torn only where it is
//! longer than a row, so that `{ time }` of a template stays whole.

use ratatui_textarea::{CursorMove, TextArea};

use crate::tui::look::width::cells;

/// A row as it is painted: the line it is of, where in it it begins (in characters), and its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotesRow {
    line: usize,
    from: usize,
    /// What is painted.
    pub text: String,
}

/// The rows of these lines at that width.
pub(super) fn rows(lines: &[String], wide: u16) -> Vec<NotesRow> {
    let wide = usize::from(wide.max(1));
    let mut all = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let chars: Vec<char> = text.chars().collect();
        let mut from = 0;
        loop {
            let end = row_end(&chars, from, wide);
            let text = chars[from..end].iter().collect();
            all.push(NotesRow { line, from, text });
            if end == chars.len() {
                break;
            }
            from = end;
        }
    }
    all
}

/// Where the row that begins there ends: behind the last blank that fits, else where it is full.
fn row_end(chars: &[char], from: usize, wide: usize) -> usize {
    let mut used = 0;
    let mut blank = None;
    let mut at = from;
    while at < chars.len() {
        let is_blank = chars[at] == ' ';
        used += cells(chars[at].encode_utf8(&mut [0; 4]));
        // Blanks at a row's end stand in the margin.
        if used > wide && !is_blank {
            return blank.unwrap_or(at).max(from + 1);
        }
        at += 1;
        if is_blank {
            blank = Some(at);
        }
    }
    at
}

/// The row and the cell the cursor stands in.
pub(super) fn cursor(rows: &[NotesRow], (line, col): (usize, usize)) -> (usize, usize) {
    let row = rows
        .iter()
        .rposition(|r| r.line == line && r.from <= col)
        .unwrap_or(0);
    let cell = rows.get(row).map_or(0, |r| {
        let before: String = r.text.chars().take(col - r.from.min(col)).collect();
        cells(&before)
    });
    (row, cell)
}

/// The line and the character of the cursor.
pub(super) fn place(area: &TextArea<'_>) -> (usize, usize) {
    let at = area.cursor();
    (at.0, at.1)
}

/// Moves the cursor a row up or down; `false` where there is none.
pub(super) fn step(area: &mut TextArea<'_>, wide: u16, up: bool) -> bool {
    let rows = rows(area.lines(), wide);
    let (row, cell) = cursor(&rows, place(area));
    let to = if up {
        row.checked_sub(1)
    } else {
        Some(row + 1)
    };
    let Some(to) = to.and_then(|to| rows.get(to)) else {
        return false;
    };
    let mut used = 0;
    let within = to.text.chars().take_while(|c| {
        used += cells(c.encode_utf8(&mut [0; 4]));
        used <= cell
    });
    let col = to.from + within.count();
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    area.move_cursor(CursorMove::Jump(short(to.line), short(col)));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, wide: u16) -> Vec<String> {
        let rows = rows(&[line.to_owned()], wide);
        rows.into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn rows_are_broken_at_blanks_and_a_field_in_braces_stays_whole() {
        assert_eq!(
            texts("booked for {day} at {time}.", 22),
            ["booked for {day} at ", "{time}."]
        );
        assert_eq!(texts("one two", 3), ["one ", "two"]);
        assert_eq!(texts("Donaudampf", 4), ["Dona", "udam", "pf"]);
        assert_eq!(texts("", 4), [""]);
    }

    #[test]
    fn the_cursor_goes_from_row_to_row_of_one_long_line() {
        let mut area = TextArea::from(["booked for {day} at {time}."]);
        area.move_cursor(CursorMove::Jump(0, 3));
        assert!(step(&mut area, 22, false));
        assert_eq!(place(&area), (0, 23));
        assert!(!step(&mut area, 22, false), "there is no third row");
        assert!(step(&mut area, 22, true));
        assert_eq!(place(&area), (0, 3));
        assert!(!step(&mut area, 22, true));
    }

    #[test]
    fn behind_the_last_letter_the_cursor_stands_on_its_row() {
        let rows = rows(&["one two".to_owned(), String::new()], 3);
        assert_eq!(cursor(&rows, (0, 7)), (1, 3));
        assert_eq!(cursor(&rows, (1, 0)), (2, 0));
    }
}
