//! Theme files: one value of each role for each depth of colour, compiled in.

use std::collections::HashMap;
use std::sync::LazyLock;

use ratatui::style::Color;
use serde::Deserialize;

use super::Role;

/// What one role looks like at each depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    /// True colour, as red, green, blue.
    pub rgb: (u8, u8, u8),
    /// Number in the table of 256.
    pub c256: u8,
    /// Of the sixteen; `Color::Reset` is the terminal's own.
    pub c16: Color,
    /// Ink and ground turned round in sixteen colours.
    pub reverse: bool,
}

/// One theme file, in the order of [`Role::ALL`].
pub(super) type Palette = [Paint; Role::ALL.len()];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rgb: String,
    c256: u8,
    c16: String,
}

pub(super) static HOUSE_DARK: LazyLock<Palette> =
    LazyLock::new(|| read(include_str!("../../../assets/themes/house-dark.toml")));
pub(super) static HOUSE_LIGHT: LazyLock<Palette> =
    LazyLock::new(|| read(include_str!("../../../assets/themes/house-light.toml")));
pub(super) static CONTRAST: LazyLock<Palette> =
    LazyLock::new(|| read(include_str!("../../../assets/themes/contrast.toml")));

/// A theme file is part of the program and a test reads each: what does not parse shows as the
/// terminal's own colours rather than stopping anybody's work.
fn read(text: &str) -> Palette {
    let file: HashMap<String, Entry> = toml::from_str(text).unwrap_or_default();
    Role::ALL.map(|(_, name)| file.get(name).and_then(paint).unwrap_or(PLAIN))
}

/// What a role missing from its file would look like; the tests allow none.
pub(super) const PLAIN: Paint = Paint {
    rgb: (0, 0, 0),
    c256: 0,
    c16: Color::Reset,
    reverse: false,
};

fn paint(entry: &Entry) -> Option<Paint> {
    let hex = u32::from_str_radix(entry.rgb.strip_prefix('#')?, 16).ok()?;
    let [_, r, g, b] = hex.to_be_bytes();
    let c16 = match entry.c16.as_str() {
        "default" | "reverse" => Color::Reset,
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "cyan" => Color::Cyan,
        "grey" => Color::Gray,
        "dark-grey" => Color::DarkGray,
        "light-red" => Color::LightRed,
        "light-green" => Color::LightGreen,
        "light-yellow" => Color::LightYellow,
        "light-blue" => Color::LightBlue,
        "light-cyan" => Color::LightCyan,
        "white" => Color::White,
        _ => return None,
    };
    Some(Paint {
        rgb: (r, g, b),
        c256: entry.c256,
        c16,
        reverse: entry.c16 == "reverse",
    })
}
