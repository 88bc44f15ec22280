//! What the widgets' tests share: a canvas of a size and what stands on it afterwards.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::look::{Canvas, Marks, Role, Theme};

/// Paints on a page of this size; answers the cells.
pub fn painted(
    theme: Theme,
    width: u16,
    height: u16,
    draw: impl FnOnce(&mut Canvas, Rect),
) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let mut canvas = Canvas::new(&mut buf, theme, Marks::default());
    canvas.fill(area, Role::Surface);
    draw(&mut canvas, area);
    buf
}

/// The characters of a painted page, row by row, without trailing blanks.
pub fn text(buf: &Buffer) -> String {
    let rows = buf.content.chunks(usize::from(buf.area.width.max(1)));
    rows.map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
            .trim_end()
            .to_owned()
            + "\n"
    })
    .collect()
}

/// The characters of a page in the house theme. The same page without colour must have each word in
/// the same place; frames that take a card's padding are the one thing it may add.
pub fn drawn(width: u16, height: u16, draw: impl Fn(&mut Canvas, Rect)) -> String {
    let colour = text(&painted(Theme::default(), width, height, &draw));
    let mono = text(&painted(Theme::mono(), width, height, &draw));
    assert_eq!(unframed(&colour), unframed(&mono), "mono moved something");
    colour
}

fn unframed(text: &str) -> Vec<String> {
    let frame = |c: char| "┌┐└┘─│╔╗╚╝═║[]".contains(c);
    text.lines()
        .map(|l| l.replace(frame, " ").trim_end().to_owned())
        .collect()
}
