//! A picture in cells: two pixels each, as half-blocks where there are colours, as shades where there are none.

use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::theme::Depth;
use super::{Canvas, Role};

/// A pixel.
type Rgb = (u8, u8, u8);

/// Draws rows of red, green and blue into an area, as large as fits and in its own proportions.
pub fn photo(c: &mut Canvas<'_>, area: Rect, (width, height): (usize, usize), rgb: &[u8]) {
    if width == 0 || height == 0 || rgb.len() < width * height * 3 || area.is_empty() {
        return;
    }
    let (across, down) = (usize::from(area.width), usize::from(area.height) * 2);
    // As wide as the area, or as high: whatever comes first.
    let (wide, high) = if width * down > height * across {
        (across, (height * across / width).max(1))
    } else {
        ((width * down / height).max(1), down)
    };
    let at = |x: usize, y: usize| -> Rgb {
        let x = (x * width / wide).min(width - 1);
        let y = (y * height / high).min(height - 1);
        let n = (y * width + x) * 3;
        (rgb[n], rgb[n + 1], rgb[n + 2])
    };
    let left = area.x + u16::try_from((across - wide) / 2).unwrap_or(0);
    for (row, y) in (area.y..area.bottom()).enumerate() {
        if row * 2 >= high {
            break;
        }
        for (column, x) in (left..area.right()).enumerate().take(wide) {
            let upper = at(column, row * 2);
            let lower = at(column, (row * 2 + 1).min(high - 1));
            cell(c, (x, y), upper, lower);
        }
    }
}

fn cell(c: &mut Canvas<'_>, (x, y): (u16, u16), upper: Rgb, lower: Rgb) {
    let depth = c.theme.depth();
    let halves = c
        .marks
        .halves
        .filter(|_| matches!(depth, Depth::True | Depth::Table256));
    let Some([half, ..]) = halves else {
        let light = (luma(upper) + luma(lower)) / 2;
        let shade = c.marks.shades[(light * c.marks.shades.len() / 256).min(4)];
        c.text(x, y, 1, shade, (Role::Surface, Role::Text));
        return;
    };
    let ink = |p: Rgb| match depth {
        Depth::True => Color::Rgb(p.0, p.1, p.2),
        _ => Color::Indexed(cube(p)),
    };
    c.put(x, y, 1, half, Style::new().fg(ink(upper)).bg(ink(lower)));
}

/// How light a pixel is, 0 to 255.
fn luma((r, g, b): Rgb) -> usize {
    (usize::from(r) * 299 + usize::from(g) * 587 + usize::from(b) * 114) / 1000
}

/// The nearest of the 216 colours of the cube in a table of 256.
fn cube((r, g, b): Rgb) -> u8 {
    let step = |v: u8| u8::try_from((u16::from(v) * 5 + 127) / 255).unwrap_or(5);
    16 + 36 * step(r) + 6 * step(g) + step(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::look::{Theme, marks};
    use ratatui::buffer::Buffer;

    const RED_ON_BLUE: [u8; 6] = [255, 0, 0, 0, 0, 255];

    fn drawn(theme: Theme) -> Buffer {
        let area = Rect::new(0, 0, 4, 2);
        let mut buf = Buffer::empty(area);
        let mut c = Canvas::new(&mut buf, theme, marks::UTF8);
        photo(&mut c, area, (1, 2), &RED_ON_BLUE);
        buf
    }

    #[test]
    fn a_cell_holds_two_pixels_and_the_picture_keeps_its_proportions() {
        let buf = drawn(Theme::default());
        assert_eq!(buf[(1, 0)].symbol(), "▀");
        assert_eq!(
            (buf[(1, 0)].fg, buf[(1, 1)].fg),
            (Color::Rgb(255, 0, 0), Color::Rgb(0, 0, 255))
        );
        assert_eq!(buf[(3, 0)].symbol(), " ", "narrow, in the middle");
    }

    #[test]
    fn without_colours_it_is_drawn_in_shades() {
        let buf = drawn(Theme::mono());
        assert_eq!(buf[(1, 0)].symbol(), "░");
    }

    #[test]
    fn the_cube_has_black_and_white_at_its_ends() {
        assert_eq!((cube((0, 0, 0)), cube((255, 255, 255))), (16, 231));
    }
}
