//! The canvas: a piece of a frame with the theme and marks it is painted in.
//!
//! Widgets paint by role and never say a colour. What painting learns besides (where the terminal's
//! cursor belongs) stands in the canvas afterwards.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Marks, Role, Theme, width};

/// Where to paint and how it looks.
pub struct Canvas<'a> {
    /// The cells.
    pub buf: &'a mut Buffer,
    /// What the roles look like.
    pub theme: Theme,
    /// The signs.
    pub marks: Marks,
    /// Where the terminal's cursor belongs, if something being typed into was painted.
    pub cursor: Option<Position>,
}

/// Paints into a frame and puts the terminal's cursor where the focus is.
pub fn paint<T>(
    frame: &mut Frame,
    theme: Theme,
    marks: Marks,
    draw: impl FnOnce(&mut Canvas) -> T,
) -> T {
    let mut canvas = Canvas::new(frame.buffer_mut(), theme, marks);
    let answer = draw(&mut canvas);
    if let Some(at) = canvas.cursor {
        frame.set_cursor_position(at);
    }
    answer
}

impl<'a> Canvas<'a> {
    /// A canvas over these cells.
    pub fn new(buf: &'a mut Buffer, theme: Theme, marks: Marks) -> Self {
        Self {
            buf,
            theme,
            marks,
            cursor: None,
        }
    }

    /// Empties an area onto one ground.
    pub fn fill(&mut self, area: Rect, ground: Role) {
        let style = self.theme.on(ground, Role::Text);
        let area = area.intersection(self.buf.area);
        for at in area.positions() {
            let cell = &mut self.buf[at];
            cell.reset();
            cell.set_style(style);
        }
    }

    /// Writes at most `room` cells from `x` on; answers the column after the last one written.
    pub fn put(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        let bounds = self.buf.area;
        if y < bounds.top() || y >= bounds.bottom() || x < bounds.left() || x >= bounds.right() {
            return x;
        }
        let room = room.min(bounds.right() - x);
        let text = width::fit_with(text, usize::from(room), self.marks.ellipsis);
        self.buf
            .set_stringn(x, y, &text, usize::from(room), style)
            .0
    }

    /// Writes words in an ink on a ground; answers the column after the last one written.
    pub fn text(&mut self, x: u16, y: u16, room: u16, text: &str, on: (Role, Role)) -> u16 {
        let style = self.theme.on(on.0, on.1);
        self.put(x, y, room, text, style)
    }

    /// Writes words so that they end before column `right`; answers the column they begin at.
    pub fn right(&mut self, right: u16, y: u16, room: u16, text: &str, on: (Role, Role)) -> u16 {
        let fitted = width::fit_with(text, usize::from(room), self.marks.ellipsis);
        let x = right.saturating_sub(len(&fitted));
        self.text(x, y, room, &fitted, on);
        x
    }

    /// Words in several inks one after the other; answers the column after the last.
    pub fn inks(&mut self, x: u16, y: u16, room: u16, ground: Role, words: &[(&str, Role)]) -> u16 {
        let end = x.saturating_add(room);
        let mut at = x;
        for (text, ink) in words {
            at = self.text(at, y, end.saturating_sub(at), text, (ground, *ink));
        }
        at
    }

    /// As [`Canvas::inks`], ending before column `right`; answers the column they begin at.
    pub fn inks_right(
        &mut self,
        right: u16,
        y: u16,
        room: u16,
        ground: Role,
        words: &[(&str, Role)],
    ) -> u16 {
        let needed: u16 = words.iter().map(|(text, _)| len(text)).sum();
        let x = right.saturating_sub(needed.min(room));
        self.inks(x, y, right - x, ground, words);
        x
    }

    /// A rule, above a total or under a heading.
    pub fn rule(&mut self, area: Rect, ground: Role) {
        let line = self.marks.rule.repeat(usize::from(area.width));
        self.text(area.x, area.y, area.width, &line, (ground, Role::Closed));
    }

    /// A raised card; its content area has two columns and one row of padding. Where grounds cannot
    /// be told apart a frame takes the padding, so nothing shifts.
    pub fn raised(&mut self, area: Rect) -> Rect {
        self.fill(area, Role::Raised);
        if !self.theme.has_grounds() {
            self.frame(area, self.marks.frame, Role::Closed);
        }
        inset(area, 2, 1)
    }

    /// A layer on top of the page: one column of page round it, the only frame of the screen, its
    /// title in the top rule. Answers the area for its content.
    pub fn layer(&mut self, area: Rect, title: &str) -> Rect {
        let around = Rect {
            x: area.x.saturating_sub(1),
            width: area.width.saturating_add(2),
            ..area
        };
        self.fill(around, Role::Surface);
        self.fill(area, Role::Raised);
        let lines = if self.theme.is_mono() {
            self.marks.double
        } else {
            self.marks.frame
        };
        self.frame(area, lines, Role::Accent);
        if !title.is_empty() && area.width > 6 {
            let title = format!(
                " {} ",
                width::fit_with(title, usize::from(area.width - 6), self.marks.ellipsis)
            );
            self.text(
                area.x + 2,
                area.y,
                area.width - 4,
                &title,
                (Role::Raised, Role::Title),
            );
        }
        inset(area, 3, 1)
    }

    fn frame(&mut self, area: Rect, lines: [&str; 6], ink: Role) {
        let area = area.intersection(self.buf.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let on = (Role::Raised, ink);
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        let across = lines[4].repeat(usize::from(area.width - 2));
        for (y, from, to) in [(area.y, lines[0], lines[1]), (bottom, lines[2], lines[3])] {
            self.text(area.x, y, area.width, &format!("{from}{across}{to}"), on);
        }
        for y in area.y + 1..bottom {
            self.text(area.x, y, 1, lines[5], on);
            self.text(right, y, 1, lines[5], on);
        }
    }

    /// Lets a page sink under a layer: its inks go down one step.
    pub fn sink(&mut self, area: Rect) {
        let area = area.intersection(self.buf.area);
        for at in area.positions() {
            let before = self.buf[at].style();
            let sunk = self.theme.sunk(before);
            // An empty cell has no ink to lower: left alone, it is not sent again.
            if self.buf[at].symbol() != " " || sunk.bg != before.bg {
                self.buf[at].set_style(sunk);
            }
        }
    }

    /// A key and what it does, as in the hint row: key bold, verb dim; answers the column after.
    pub fn hint(&mut self, x: u16, y: u16, room: u16, ground: Role, key: &str, verb: &str) -> u16 {
        let words = [(key, Role::Title), (" ", Role::Dim), (verb, Role::Dim)];
        self.inks(x, y, room, ground, &words)
    }
}

/// The area less `x` columns at each side and `y` rows above and below.
pub fn inset(area: Rect, x: u16, y: u16) -> Rect {
    Rect {
        x: area.x.saturating_add(x).min(area.right()),
        y: area.y.saturating_add(y).min(area.bottom()),
        width: area.width.saturating_sub(x.saturating_mul(2)),
        height: area.height.saturating_sub(y.saturating_mul(2)),
    }
}

/// Cells of a text as a screen's unit.
pub(crate) fn len(text: &str) -> u16 {
    u16::try_from(width::cells(text)).unwrap_or(u16::MAX)
}
