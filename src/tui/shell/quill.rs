//! A back end that says no more than changed.
//!
//! The usual one names both colours at every change of either, and puts everything back after each frame. This
//! one names what differs, does not care for the ink of a blank, and goes back to the plain pen once a frame.

use super::sheet::{Sheet, Shift};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use std::io::{self, Write};

/// What shows on a blank, too.
pub(super) const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// How the next letter will look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pen {
    ink: Color,
    paper: Color,
    line: Color,
    marks: Modifier,
}

const PLAIN: Pen = Pen {
    ink: Color::Reset,
    paper: Color::Reset,
    line: Color::Reset,
    marks: Modifier::empty(),
};

/// The terminal at the other end of `W`.
pub struct Quill<W: Write> {
    inner: CrosstermBackend<W>,
    /// Whether the cursor is known to show, and where it is known to stand.
    shown: Option<bool>,
    at: Option<Position>,
    sheet: Sheet,
}

impl<W: Write> Quill<W> {
    /// Writes to this.
    pub fn new(writer: W) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            shown: None,
            at: None,
            sheet: Sheet::default(),
        }
    }

    fn show(&mut self, shown: bool) -> io::Result<()> {
        if self.shown == Some(shown) {
            return Ok(());
        }
        self.shown = Some(shown);
        self.inner
            .write_all(if shown { b"\x1b[?25h" } else { b"\x1b[?25l" })
    }
}

impl<W: Write> Write for Quill<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Quill<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        let mut text = String::new();
        write_cells(&mut text, cells.iter().copied());
        if let Some((shift, left)) = self.sheet.take_in(&cells) {
            let mut moved = String::new();
            push(&mut moved, shift);
            write_cells(&mut moved, left.iter().map(|(x, y, cell)| (*x, *y, cell)));
            if moved.len() < text.len() {
                text = moved;
            }
        }
        if !text.is_empty() {
            self.at = None;
        }
        self.inner.write_all(text.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.at == Some(position) {
            return Ok(());
        }
        self.at = Some(position);
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.at = None;
        self.sheet.wipe();
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.at = None;
        // What is left of it is written anew by whoever asks for this.
        self.sheet.wipe();
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// Writes these cells, from and to the plain pen.
fn write_cells<'a>(text: &mut String, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) {
    let mut pen = PLAIN;
    let mut last: Option<(u16, u16)> = None;
    for (x, y, cell) in cells {
        if last != x.checked_sub(1).map(|before| (before, y)) || x == 0 {
            go(text, last, x, y);
        }
        last = Some((x, y));
        let blank = cell.symbol() == " " && !(cell.modifier | pen.marks).intersects(ON_BLANKS);
        let wanted = if blank {
            Pen {
                paper: cell.bg,
                ..pen
            }
        } else {
            Pen {
                ink: cell.fg,
                paper: cell.bg,
                line: cell.underline_color,
                marks: cell.modifier,
            }
        };
        dip(text, pen, wanted);
        pen = wanted;
        text.push_str(cell.symbol());
    }
    if pen != PLAIN {
        text.push_str("\x1b[m");
    }
}

/// Has the terminal move rows by one: within margins, by a line feed in the last row or one back in the first.
/// The pen is plain, so the row that comes in is blank.
fn push(text: &mut String, shift: Shift) {
    let (first, last) = (shift.first + 1, shift.last + 1);
    let _ = if shift.up {
        write!(text, "\x1b[{first};{last}r\x1b[{last}H\n\x1b[r")
    } else {
        write!(text, "\x1b[{first};{last}r\x1b[{first}H\x1bM\x1b[r")
    };
}

/// Goes to a cell the shortest sure way: by absolute places, so that a letter whose width the terminal sees
/// otherwise shifts nothing but itself.
fn go(text: &mut String, last: Option<(u16, u16)>, x: u16, y: u16) {
    let _ = match last {
        Some((_, row)) if row == y => write!(text, "\x1b[{}G", x + 1),
        Some((_, row)) if x == 0 && row.checked_add(1) == Some(y) => write!(text, "\r\n"),
        _ => write!(text, "\x1b[{};{}H", y + 1, x + 1),
    };
}

/// Turns one pen into the other with one sequence, or none.
fn dip(text: &mut String, from: Pen, to: Pen) {
    if from == to {
        return;
    }
    let begun = text.len();
    text.push_str("\x1b[");
    let mut gone = from.marks - to.marks;
    let mut new = to.marks - from.marks;
    // One code ends both weights, so the one that stays is said again.
    let weights = Modifier::BOLD | Modifier::DIM;
    if gone.intersects(weights) {
        text.push_str("22;");
        gone -= weights;
        new |= to.marks & weights;
    }
    for (mark, on, off) in MARKS {
        if gone.contains(mark) {
            text.push_str(off);
        }
        if new.contains(mark) {
            text.push_str(on);
        }
    }
    if from.ink != to.ink {
        colour(text, to.ink, 3);
    }
    if from.paper != to.paper {
        colour(text, to.paper, 4);
    }
    if from.line != to.line {
        colour(text, to.line, 5);
    }
    text.pop();
    if text.len() > begun + 1 {
        text.push('m');
    } else {
        text.truncate(begun);
    }
}

/// The marks of a letter: the code that begins it, the one that ends it.
const MARKS: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1;", ""),
    (Modifier::DIM, "2;", ""),
    (Modifier::ITALIC, "3;", "23;"),
    (Modifier::UNDERLINED, "4;", "24;"),
    (Modifier::SLOW_BLINK, "5;", "25;"),
    (Modifier::RAPID_BLINK, "6;", "25;"),
    (Modifier::REVERSED, "7;", "27;"),
    (Modifier::HIDDEN, "8;", "28;"),
    (Modifier::CROSSED_OUT, "9;", "29;"),
];

/// A colour for ink (3), paper (4) or underline (5). Writing to a string cannot fail.
fn colour(text: &mut String, colour: Color, what: u8) {
    let number = match colour {
        Color::Reset => {
            let _ = write!(text, "{what}9;");
            return;
        }
        Color::Rgb(r, g, b) => {
            let _ = write!(text, "{what}8;2;{r};{g};{b};");
            return;
        }
        Color::Indexed(number) => number,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    let _ = write!(text, "{what}8;5;{number};");
}
