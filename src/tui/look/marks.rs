//! Marks: the signs that carry a meaning beside their colour, and their ASCII twins.

/// A set of marks. Every one is a single cell wide, in both sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Bar of a booked block: `▌`.
    pub booked: &'static str,
    /// Bar of a block in the bay, and of a late one: `█`.
    pub in_bay: &'static str,
    /// Bar of a done block: `░`.
    pub done: &'static str,
    /// What is not agreed yet: `?`.
    pub asked: &'static str,
    /// Bar of a block that is not agreed yet: `┊`.
    pub broken: &'static str,
    /// Late, short, wrong: `!`.
    pub alert: &'static str,
    /// The cursor: `▶`.
    pub cursor: &'static str,
    /// Further, now: `▸`.
    pub right: &'static str,
    /// Back: `◂`.
    pub left: &'static str,
    /// Opens a list: `▾`.
    pub open: &'static str,
    /// More below: `↓`.
    pub down: &'static str,
    /// More above: `↑`.
    pub up: &'static str,
    /// In contact with the books: `●`.
    pub live: &'static str,
    /// Catching up: `◐`.
    pub catching_up: &'static str,
    /// No contact: `○`.
    pub alone: &'static str,
    /// All right; marked: `✓`.
    pub ok: &'static str,
    /// A picture: `▣`.
    pub picture: &'static str,
    /// Rising: `▲`.
    pub rise: &'static str,
    /// Falling: `▼`.
    pub fall: &'static str,
    /// Closed time: `╱`.
    pub hatch: &'static str,
    /// Progress made: `━`.
    pub thick: &'static str,
    /// A rule, progress to come: `─`.
    pub rule: &'static str,
    /// The now line: `╌`.
    pub now: &'static str,
    /// A chart's bar: `▆`.
    pub bar: &'static str,
    /// A chart's second series: `▃`.
    pub low_bar: &'static str,
    /// A free slot, a bullet: `·`.
    pub dot: &'static str,
    /// A hidden character of a secret: `•`.
    pub hidden: &'static str,
    /// A chosen one of several, inside round brackets: `•`.
    pub chosen: &'static str,
    /// Left out: `…`.
    pub ellipsis: &'static str,
    /// A number below zero: `−`.
    pub minus: &'static str,
    /// A sparkline, from low to high.
    pub sparks: [&'static str; 8],
    /// Load of a bay, from free to full: ` ░▒▓█`.
    pub shades: [&'static str; 5],
    /// Frame of a layer: `┌ ┐ └ ┘ ─ │`.
    pub frame: [&'static str; 6],
    /// Frame of a layer without colour: `╔ ╗ ╚ ╝ ═ ║`.
    pub double: [&'static str; 6],
    /// Upper and lower half of a big figure; a set without them writes figures small.
    pub halves: Option<[&'static str; 3]>,
}

/// The marks of a UTF-8 terminal.
pub const UTF8: Marks = Marks {
    booked: "▌",
    in_bay: "█",
    done: "░",
    asked: "?",
    broken: "┊",
    alert: "!",
    cursor: "▶",
    right: "▸",
    left: "◂",
    open: "▾",
    down: "↓",
    up: "↑",
    live: "●",
    catching_up: "◐",
    alone: "○",
    ok: "✓",
    picture: "▣",
    rise: "▲",
    fall: "▼",
    hatch: "╱",
    thick: "━",
    rule: "─",
    now: "╌",
    bar: "▆",
    low_bar: "▃",
    dot: "·",
    hidden: "•",
    chosen: "•",
    ellipsis: "…",
    minus: "−",
    sparks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    shades: [" ", "░", "▒", "▓", "█"],
    frame: ["┌", "┐", "└", "┘", "─", "│"],
    double: ["╔", "╗", "╚", "╝", "═", "║"],
    halves: Some(["▀", "▄", "█"]),
};

/// Their twins for a terminal that knows ASCII only.
pub const ASCII: Marks = Marks {
    booked: "|",
    in_bay: "#",
    done: ":",
    asked: "?",
    broken: "'",
    alert: "!",
    cursor: ">",
    right: ">",
    left: "<",
    open: "v",
    down: "v",
    up: "^",
    live: "*",
    catching_up: "~",
    alone: "o",
    ok: "v",
    picture: "@",
    rise: "+",
    fall: "-",
    hatch: "/",
    thick: "=",
    rule: "-",
    now: "-",
    bar: "#",
    low_bar: "_",
    dot: ".",
    hidden: "*",
    chosen: "*",
    ellipsis: "~",
    minus: "-",
    sparks: ["1", "2", "3", "4", "5", "6", "7", "8"],
    shades: [" ", ".", ":", "%", "#"],
    frame: ["+", "+", "+", "+", "-", "|"],
    double: ["#", "#", "#", "#", "=", "#"],
    halves: None,
};

impl Default for Marks {
    fn default() -> Self {
        UTF8
    }
}

impl Marks {
    /// What the configuration asks for (`ascii` or `utf8`), else by the locale of the session
    /// (`LC_ALL`, `LC_CTYPE`, `LANG`: the first that is set).
    pub fn choose(wanted: Option<&str>, var: impl Fn(&str) -> Option<String>) -> Self {
        match wanted {
            Some("ascii") => return ASCII,
            Some("utf8" | "utf-8") => return UTF8,
            _ => {}
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| var(name).filter(|v| !v.is_empty()))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if locale.contains("utf-8") || locale.contains("utf8") {
            UTF8
        } else {
            ASCII
        }
    }

    /// Whether these are the ASCII twins, so that a finished frame is to be [flattened](super::flatten).
    pub fn is_ascii(&self) -> bool {
        *self == ASCII
    }
}
