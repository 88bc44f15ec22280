//! A finished frame as an SVG picture: every cell in its exact colours, for the README.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::contrast::{Rgb, table256};

const CELL: (f64, f64) = (9.0, 19.0);
const SIZE: f64 = 15.0;

/// The frame as SVG. The terminal's own ink and ground are `ink` and `ground`; the sixteen colours
/// are those of a common scheme.
pub fn svg(buf: &Buffer, ink: Rgb, ground: Rgb) -> String {
    let (cols, rows) = (f64::from(buf.area.width), f64::from(buf.area.height));
    let (w, h) = (cols * CELL.0, rows * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"{SIZE}\">\n\
         <rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n",
        hex(ground)
    );
    for y in 0..buf.area.height {
        let row: Vec<&Cell> = (0..buf.area.width)
            .map(|x| &buf[(buf.area.x + x, buf.area.y + y)])
            .collect();
        grounds(&mut out, &row, f64::from(y) * CELL.1, ink, ground);
        words(&mut out, &row, f64::from(y) * CELL.1, ink, ground);
    }
    out.push_str("</svg>\n");
    out
}

fn grounds(out: &mut String, row: &[&Cell], top: f64, ink: Rgb, ground: Rgb) {
    let mut from = 0;
    for at in 1..=row.len() {
        let here = colours(row[from], ink, ground).1;
        if at < row.len() && colours(row[at], ink, ground).1 == here {
            continue;
        }
        if here != ground {
            let (x, w) = (column(from), column(at) - column(from));
            line(
                out,
                format_args!(
                    "<rect x=\"{x}\" y=\"{top}\" width=\"{w}\" height=\"{}\" fill=\"{}\"/>",
                    CELL.1,
                    hex(here)
                ),
            );
        }
        from = at;
    }
}

/// Runs of one ink and weight, each cell set at its own place so that the font cannot shift it.
fn words(out: &mut String, row: &[&Cell], top: f64, ink: Rgb, ground: Rgb) {
    let key = |cell: &Cell| {
        (
            colours(cell, ink, ground).0,
            cell.modifier.contains(Modifier::BOLD),
        )
    };
    let mut from = 0;
    for at in 1..=row.len() {
        if at < row.len() && key(row[at]) == key(row[from]) {
            continue;
        }
        let (mut places, mut text) = (String::new(), String::new());
        for (n, cell) in row[from..at]
            .iter()
            .enumerate()
            .filter(|(_, c)| !c.symbol().trim().is_empty())
        {
            let mut chars = cell.symbol().chars();
            let Some(first) = chars.next() else { continue };
            if chars.next().is_none() {
                let _ = write!(places, "{} ", column(from + n));
                text.push_str(&escape(first));
            } else {
                // A cluster of several characters stands by itself: `x` counts characters.
                let cluster: String = cell.symbol().chars().map(escape).collect();
                let place = column(from + n).to_string();
                run(out, &place, top, key(row[from]), &cluster);
            }
        }
        if !text.is_empty() {
            run(out, places.trim_end(), top, key(row[from]), &text);
        }
        from = at;
    }
}

fn run(out: &mut String, places: &str, top: f64, (ink, bold): (Rgb, bool), text: &str) {
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let base = top + CELL.1 * 0.76;
    line(
        out,
        format_args!(
            "<text x=\"{places}\" y=\"{base}\" fill=\"{}\"{weight}>{text}</text>",
            hex(ink)
        ),
    );
}

/// Writing to a string cannot fail.
fn line(out: &mut String, args: std::fmt::Arguments) {
    let _ = out.write_fmt(args);
    out.push('\n');
}

fn column(n: usize) -> f64 {
    f64::from(u16::try_from(n).unwrap_or(u16::MAX)) * CELL.0
}

fn colours(cell: &Cell, ink: Rgb, ground: Rgb) -> (Rgb, Rgb) {
    let (fg, bg) = (rgb(cell.fg, ink), rgb(cell.bg, ground));
    if cell.modifier.contains(Modifier::REVERSED) {
        (bg, fg)
    } else {
        (fg, bg)
    }
}

fn rgb(colour: Color, default: Rgb) -> Rgb {
    match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(n) => table256(n),
        Color::Reset => default,
        Color::Black => (0, 0, 0),
        Color::Red => (205, 49, 49),
        Color::Green => (13, 188, 121),
        Color::Yellow => (229, 229, 16),
        Color::Blue => (36, 114, 200),
        Color::Magenta => (188, 63, 188),
        Color::Cyan => (17, 168, 205),
        Color::Gray => (229, 229, 229),
        Color::DarkGray => (118, 118, 118),
        Color::LightRed => (241, 76, 76),
        Color::LightGreen => (35, 209, 139),
        Color::LightYellow => (245, 245, 67),
        Color::LightBlue => (59, 142, 234),
        Color::LightMagenta => (214, 112, 214),
        Color::LightCyan => (41, 184, 219),
        Color::White => (255, 255, 255),
    }
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escape(c: char) -> String {
    match c {
        '<' => "&lt;".into(),
        '>' => "&gt;".into(),
        '&' => "&amp;".into(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn each_run_keeps_its_colours_and_each_character_its_place() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        buf.set_string(0, 0, "a<", Style::new().fg(Color::Rgb(1, 2, 3)));
        buf.set_string(
            3,
            0,
            "é",
            Style::new()
                .fg(Color::Red)
                .bg(Color::Rgb(9, 9, 9))
                .add_modifier(Modifier::BOLD),
        );
        let picture = svg(&buf, (255, 255, 255), (0, 0, 0));
        assert!(
            picture.contains("<text x=\"0 9\" y=\"14.44\" fill=\"#010203\">a&lt;</text>"),
            "{picture}"
        );
        assert!(
            picture.contains("<rect x=\"27\" y=\"0\" width=\"9\" height=\"19\" fill=\"#090909\"/>")
        );
        assert!(picture.contains("font-weight=\"bold\">é</text>"));
        assert!(picture.trim_end().ends_with("</svg>"));
    }
}
