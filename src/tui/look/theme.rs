//! A theme: the palette of one name at one depth of colour, and the rules of ink.

use ratatui::style::{Color, Modifier, Style};

use super::Role;
pub use crate::domain::theme::Name;

use super::palette::{CONTRAST, HOUSE_DARK, HOUSE_LIGHT, Paint, Palette};

/// Dark or light as the terminal says in `COLORFGBG` (`ink;ground`), dark where it is silent.
pub(super) fn by_terminal(var: impl Fn(&str) -> Option<String>) -> Name {
    let ground = var("COLORFGBG").and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok());
    if matches!(ground, Some(7 | 15)) {
        Name::Light
    } else {
        Name::Dark
    }
}

/// How many colours a terminal knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The table of 256.
    Table256,
    /// The sixteen of the terminal's own scheme.
    Ansi16,
    /// None at all.
    None,
}

impl Depth {
    /// From the variables of the terminal's session (`NO_COLOR`, `COLORTERM`, `TERM`).
    pub fn from_vars(var: impl Fn(&str) -> Option<String>) -> Self {
        let term = var("TERM").unwrap_or_default();
        if var("NO_COLOR").is_some_and(|v| !v.is_empty()) || is_colourless(&term) {
            return Self::None;
        }
        let deep = matches!(var("COLORTERM").as_deref(), Some("truecolor" | "24bit"));
        if deep || term.contains("direct") {
            Self::True
        } else if term.contains("256") {
            Self::Table256
        } else {
            Self::Ansi16
        }
    }
}

fn is_colourless(term: &str) -> bool {
    matches!(term, "dumb") || term.starts_with("vt1") || term.starts_with("vt2")
}

/// What each role looks like on one terminal. A plain value, cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    name: Name,
    depth: Depth,
    palette: Option<&'static Palette>,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Name::Dark, Depth::True)
    }
}

impl Theme {
    /// The theme of this name for a terminal of this depth.
    pub fn new(name: Name, depth: Depth) -> Self {
        let palette = match (name, depth) {
            (Name::Mono, _) | (_, Depth::None) => None,
            (Name::Dark, _) => Some(&*HOUSE_DARK),
            (Name::Light, _) => Some(&*HOUSE_LIGHT),
            (Name::Contrast, _) => Some(&*CONTRAST),
        };
        let depth = if palette.is_none() {
            Depth::None
        } else {
            depth
        };
        Self {
            name,
            depth,
            palette,
        }
    }

    /// What the configuration asks for (`None`: by the terminal), at the depth the terminal has.
    pub fn choose(wanted: Option<Name>, var: impl Fn(&str) -> Option<String>) -> Self {
        let name = wanted.unwrap_or_else(|| by_terminal(&var));
        Self::new(name, Depth::from_vars(&var))
    }

    /// The theme without colour.
    pub fn mono() -> Self {
        Self::new(Name::Mono, Depth::None)
    }

    /// The same terminal in the colours of that name; a terminal that shows none stays without.
    #[must_use]
    pub fn of_name(self, name: Name) -> Self {
        Self::new(name, self.depth)
    }

    /// How many colours it uses.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Whether grounds can be told apart. Where they cannot, frames and brackets take the padding.
    pub fn has_grounds(&self) -> bool {
        matches!(self.depth, Depth::True | Depth::Table256)
    }

    /// Whether there is no colour at all, so that a layer takes the double frame.
    pub fn is_mono(&self) -> bool {
        self.depth == Depth::None
    }

    /// An ink without its ground, or a ground with [`Role::Text`] on it. For an ink whose ground is
    /// known use [`Theme::on`]: only that obeys the rules of ink.
    pub fn style(&self, role: Role) -> Style {
        if role.is_ground() {
            return self.on(role, Role::Text);
        }
        Style::new()
            .fg(self.colour(role))
            .add_modifier(self.modifier(role))
    }

    /// An ink on its ground, both set in one style, by the rules of ink.
    pub fn on(&self, ground: Role, ink: Role) -> Style {
        let loud = ink;
        let ink = self.ink(ground, ink);
        let mut modifier = self.modifier(ink) | (self.modifier(loud) & Modifier::BOLD);
        let (mut fg, mut bg) = (self.colour(ink), self.colour(ground));
        if ground == Role::Select {
            if self.reverses() {
                (fg, bg) = (Color::Reset, Color::Reset);
                modifier |= Modifier::REVERSED;
            } else if self.name == Name::Contrast {
                fg = self.colour(Role::Surface);
            }
        }
        Style::new()
            .fg(fg)
            .bg(bg)
            .add_modifier(modifier)
            .remove_modifier(!modifier)
    }

    /// Bold of `style`: for the few words that are loud.
    pub fn bold(style: Style) -> Style {
        style
            .remove_modifier(Modifier::empty())
            .add_modifier(Modifier::BOLD)
    }

    fn reverses(&self) -> bool {
        match self.depth {
            Depth::None => true,
            Depth::Ansi16 => self.paint(Role::Select).is_some_and(|p| p.reverse),
            Depth::True | Depth::Table256 => false,
        }
    }

    fn ink(&self, ground: Role, ink: Role) -> Role {
        let ink = ink.ink_on(ground);
        let pale = matches!(
            ink,
            Role::Accent | Role::Good | Role::Warn | Role::Live | Role::Data
        );
        if pale && ground == Role::Select && self.depth == Depth::Table256 {
            Role::Title
        } else {
            ink
        }
    }

    fn paint(&self, role: Role) -> Option<Paint> {
        self.palette.map(|p| p[role as usize])
    }

    fn colour(&self, role: Role) -> Color {
        let Some(paint) = self.paint(role) else {
            return Color::Reset;
        };
        match self.depth {
            Depth::True => {
                let (r, g, b) = paint.rgb;
                Color::Rgb(r, g, b)
            }
            Depth::Table256 => Color::Indexed(paint.c256),
            Depth::Ansi16 => paint.c16,
            Depth::None => Color::Reset,
        }
    }

    fn modifier(&self, role: Role) -> Modifier {
        let few = matches!(self.depth, Depth::Ansi16 | Depth::None);
        match role {
            Role::Title | Role::Late => Modifier::BOLD,
            Role::Accent if few => Modifier::BOLD,
            Role::Warn | Role::InBay if few && self.colour(role) == Color::Reset => Modifier::BOLD,
            _ => Modifier::empty(),
        }
    }

    /// The style one step down, for a page under a layer: text to dim, dim to closed, the chosen
    /// row to a well.
    pub(super) fn sunk(&self, style: Style) -> Style {
        let mut sunk = style.remove_modifier(Modifier::BOLD | Modifier::REVERSED);
        let [loud, page] = [Role::InBayGround, Role::Surface].map(|role| self.colour(role));
        let in_bay = loud != page && style.bg == Some(loud);
        for (from, to) in [
            (Role::Title, Role::Text),
            (Role::Text, Role::Dim),
            (Role::Dim, Role::Closed),
        ] {
            // Under a layer, too, labels on that loud ground are text.
            let to = if in_bay {
                to.ink_on(Role::InBayGround)
            } else {
                to
            };
            if self.has_grounds() && style.fg == Some(self.colour(from)) {
                sunk = sunk.fg(self.colour(to));
            }
        }
        if self.has_grounds() && style.bg == Some(self.colour(Role::Select)) {
            sunk = sunk.bg(self.colour(Role::Well)).fg(self.colour(Role::Dim));
        }
        sunk
    }
}
