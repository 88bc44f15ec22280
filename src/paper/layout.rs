//! Text of a fixed width: wrapped words, columns with their numbers at the right, pages with a running head.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::words::clean;

/// Columns of a document.
pub const WIDTH: usize = 80;
/// Rows of a printed page: A4 and letter at six lines an inch, margins left out.
pub const ROWS: usize = 60;

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Cells it takes.
    pub width: usize,
    /// Text is cut or wrapped at the left, numbers stand at the right.
    pub right: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub const fn left(width: usize) -> Self {
        Self {
            width,
            right: false,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub const fn right(width: usize) -> Self {
        Self { width, right: true }
    }

    /// A column of numbers wide enough for each of them.
    #[must_use]
    pub fn fitting<'a>(numbers: impl Iterator<Item = &'a str>) -> Self {
        Self::right(numbers.map(cells).max().unwrap_or(0))
    }
}

/// Lines of text as they are written, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    lines: Vec<String>,
}

impl Sheet {
    /// One line, cut at the right edge.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.lines.push(fit(text, WIDTH).trim_end().to_owned());
        self
    }

    /// An empty line; never two in a row, never the first.
    pub fn gap(&mut self) -> &mut Self {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(String::new());
        }
        self
    }

    /// A rule over the whole width.
    pub fn rule(&mut self) -> &mut Self {
        self.lines.push("-".repeat(WIDTH));
        self
    }

    /// Words from a column on, in as many lines as they need; line ends of the text are kept.
    pub fn words(&mut self, indent: usize, text: &str) -> &mut Self {
        for line in wrap(text, WIDTH.saturating_sub(indent)) {
            let line = format!("{}{line}", " ".repeat(indent));
            self.lines.push(line.trim_end().to_owned());
        }
        self
    }

    /// Something at the left and something at the right edge of the same line; the right one is never cut.
    pub fn ends(&mut self, left: &str, right: &str) -> &mut Self {
        let right = fit(right, WIDTH);
        let room = WIDTH.saturating_sub(cells(&right) + 1);
        let line = if right.is_empty() {
            fit(left, WIDTH)
        } else {
            format!("{} {right}", pad_right(left, room))
        };
        self.lines.push(line.trim_end().to_owned());
        self
    }

    /// Two texts side by side, each wrapped in its half.
    pub fn halves(&mut self, left: &[String], right: &[String]) -> &mut Self {
        let half = WIDTH / 2;
        let wrapped = |side: &[String]| -> Vec<String> {
            side.iter()
                .filter(|t| !t.trim().is_empty())
                .flat_map(|t| wrap(t, half - 2))
                .collect()
        };
        let (left, right) = (wrapped(left), wrapped(right));
        for at in 0..left.len().max(right.len()) {
            let l = left.get(at).map_or("", String::as_str);
            let r = right.get(at).map_or("", String::as_str);
            let line = format!("{}{r}", pad_right(l, half));
            self.lines.push(line.trim_end().to_owned());
        }
        self
    }

    /// A row of a table, columns two blanks apart. Words too long for their column go on below it; give a
    /// column of numbers its room with [`Column::fitting`].
    pub fn row(&mut self, columns: &[Column], texts: &[String]) -> &mut Self {
        let parts: Vec<Vec<String>> = columns
            .iter()
            .zip(texts)
            .map(|(column, text)| {
                if column.right {
                    vec![pad_left(text, column.width)]
                } else {
                    wrap(text, column.width)
                }
            })
            .collect();
        let height = parts.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let cells: Vec<String> = columns
                .iter()
                .zip(&parts)
                .map(|(c, p)| pad_right(p.get(at).map_or("", String::as_str), c.width))
                .collect();
            self.line(&cells.join("  "));
        }
        self
    }

    /// The whole as one text without pages: for files and messages.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        blanks(&text)
    }

    /// The whole in pages of so many rows, a form feed between them; `head` says what a page after the
    /// first begins with. A page never ends on an empty line's account.
    #[must_use]
    pub fn pages(&self, rows: usize, head: impl Fn(usize) -> String) -> String {
        let rows = rows.max(4);
        let mut text = String::new();
        let (mut page, mut used) = (1, 0);
        for line in &self.lines {
            if used == rows {
                page += 1;
                text.push('\u{c}');
                text.push_str(&fit(&head(page), WIDTH));
                text.push_str("\n\n");
                used = 2;
                if line.is_empty() {
                    continue;
                }
            }
            text.push_str(line);
            text.push('\n');
            used += 1;
        }
        blanks(&text)
    }
}

/// Blanks that held a place while lines were broken are ordinary ones on paper.
fn blanks(text: &str) -> String {
    text.replace(HELD, " ")
}

/// A blank no line is broken at.
pub(super) const HELD: &str = "\u{a0}";

/// Cells a text takes.
#[must_use]
pub fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text, harmless, in at most so many cells, with `…` where it was cut.
#[must_use]
pub fn fit(text: &str, room: usize) -> String {
    let text = clean(text);
    if cells(&text) <= room {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for g in text.graphemes(true) {
        if used + g.width() >= room {
            break;
        }
        used += g.width();
        out.push_str(g);
    }
    if room > 0 {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

/// The same at the left of exactly so many cells.
#[must_use]
pub fn pad_right(text: &str, room: usize) -> String {
    let mut out = fit(text, room);
    out.push_str(&" ".repeat(room.saturating_sub(cells(&out))));
    out
}

/// The same at the right of exactly so many cells.
#[must_use]
pub fn pad_left(text: &str, room: usize) -> String {
    let fitted = fit(text, room);
    format!(
        "{}{fitted}",
        " ".repeat(room.saturating_sub(cells(&fitted)))
    )
}

/// Words in lines of at most so many cells, broken at blanks, a longer word within. Line ends are kept.
#[must_use]
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in clean(paragraph).split(' ').filter(|w| !w.is_empty()) {
            if !line.is_empty() && cells(&line) + 1 + cells(word) > room {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for g in word.graphemes(true) {
                if cells(&line) + g.width() > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(g);
            }
        }
        lines.push(line);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_words_go_on_below_and_numbers_keep_their_digits() {
        let mut sheet = Sheet::default();
        let columns = [
            Column::left(6),
            Column::fitting(["1", "1 234.50"].into_iter()),
        ];
        sheet.row(&columns, &["Brake pads".into(), "1 234.50".into()]);
        sheet.row(&columns, &["Fee".into(), "1".into()]);
        assert_eq!(sheet.text(), "Brake   1 234.50\npads\nFee            1\n");
    }

    #[test]
    fn a_page_after_the_first_begins_with_the_running_head() {
        let mut sheet = Sheet::default();
        for n in 1..=7 {
            sheet.line(&format!("line {n}"));
        }
        let paged = sheet.pages(4, |page| format!("INV-1 page {page}"));
        assert_eq!(
            paged,
            "line 1\nline 2\nline 3\nline 4\n\u{c}INV-1 page 2\n\nline 5\nline 6\n\u{c}INV-1 page 3\n\nline 7\n"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_sheet(left in "\\PC*|[\\x00-\\u{ffff}]*", right in "\\PC{0,60}") {
            let mut sheet = Sheet::default();
            sheet.line(&left).words(4, &left).ends(&left, &right);
            sheet.halves(std::slice::from_ref(&left), std::slice::from_ref(&right));
            sheet.row(&[Column::left(30), Column::right(20)], &[left, right.chars().take(12).collect()]);
            for line in sheet.text().lines() {
                prop_assert!(cells(line) <= WIDTH, "{line:?}");
            }
        }
    }
}
