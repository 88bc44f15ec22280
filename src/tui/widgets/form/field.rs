//! One field of a form: what it is called, what may stand in it, what stands in it.

use chrono::NaiveDate;
use ratatui_textarea::TextArea;

use crate::domain::{Money, Msg, Qty};
use crate::tui::look::Role;
use crate::tui::widgets::{LineEdit, PickItem};

/// What may stand in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Text,
    /// A number plate.
    Plate,
    /// A phone number; without `+` it is of the workshop's country.
    Phone,
    /// An e-mail address.
    Email,
    /// How somebody is reached: a phone number or, with an `@`, an e-mail address.
    Reach,
    /// An amount, or a sum: `3*12.50`.
    Money,
    /// A quantity.
    Qty,
    /// A day: `t`, `+7`, `fri`, `23 nov`; ↓ opens a month.
    Date,
    /// A time of day: `1430`.
    Time,
    /// A length of time: `90`, `1:30`, `1.5h`.
    Duration,
    /// One of many. With `free` what is typed may also stand for itself; with `asks` the screen is
    /// asked for options while typing, else those it gave are narrowed.
    Pick {
        /// What matches nothing is kept as text.
        free: bool,
        /// Options come from the desk, by what is typed.
        asks: bool,
    },
    /// Yes or no; its label stands behind the box.
    Toggle(String),
    /// One of a few, side by side: keys and words.
    Choice(Vec<(String, String)>),
    /// Hidden while it is typed.
    Secret,
    /// Several lines, this many rows high.
    Notes(u16),
}

impl Kind {
    /// One of many; the options are given once and narrowed by typing.
    pub const PICK: Self = Self::Pick {
        free: false,
        asks: false,
    };
    /// The same, where what is typed may also be new.
    pub const PICK_OR_NEW: Self = Self::Pick {
        free: true,
        asks: false,
    };
    /// One of many; the screen is asked while typing.
    pub const ASK: Self = Self::Pick {
        free: false,
        asks: true,
    };
    /// The same, where what is typed may also be new.
    pub const ASK_OR_NEW: Self = Self::Pick {
        free: true,
        asks: true,
    };

    /// Whether numbers stand right in it.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Money | Self::Qty)
    }

    /// Whether the first letter typed takes the place of what stands there.
    pub(super) fn replaces(&self) -> bool {
        matches!(
            self,
            Self::Money | Self::Qty | Self::Date | Self::Time | Self::Duration | Self::Pick { .. }
        )
    }

    fn width(&self) -> u16 {
        match self {
            Self::Text | Self::Reach | Self::Pick { .. } => 32,
            Self::Plate => 14,
            Self::Phone => 20,
            Self::Email => 36,
            Self::Money | Self::Qty | Self::Duration => 12,
            Self::Date => 19,
            Self::Time => 9,
            Self::Secret => 24,
            Self::Notes(_) => 56,
            Self::Toggle(_) | Self::Choice(_) => 0,
        }
    }
}

/// What a field says, once read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, plate, E.164 number, address, secret, notes; of a free pick what was typed.
    Text(String),
    /// An amount.
    Money(Money),
    /// A quantity.
    Qty(Qty),
    /// A day.
    Date(NaiveDate),
    /// A time of day, in minutes since midnight.
    Time(i64),
    /// A length of time, in minutes.
    Duration(i64),
    /// The key of what was picked or chosen.
    Key(String),
    /// Yes or no.
    On(bool),
}

/// One field. Made once, in the order a person goes through them.
#[derive(Clone, Debug)]
pub struct Field {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) width: u16,
    pub(super) required: bool,
    pub(super) off: Option<String>,
    pub(super) hint: String,
    pub(super) line: LineEdit,
    pub(super) notes: Option<Box<TextArea<'static>>>,
    /// What it said when last read, and how it was shown then.
    pub(super) value: Value,
    pub(super) shown: String,
    pub(super) error: Option<Msg>,
    /// What is odd about what stands there, though it was read.
    pub(super) odd: Option<Msg>,
    /// Said under it while nothing is wrong.
    pub(super) note: Option<(String, Role)>,
    pub(super) options: Vec<PickItem>,
    /// The text options were last asked for, while no answer is there.
    pub(super) asked: Option<String>,
    /// As it was when the form was opened or saved.
    pub(super) origin: String,
    /// Nothing was typed since the focus came.
    pub(super) fresh: bool,
}

impl Field {
    /// A field by the name the screen asks for it, and its label in words.
    pub fn new(name: &'static str, label: impl Into<String>, kind: Kind) -> Self {
        let notes = matches!(kind, Kind::Notes(_)).then(|| Box::new(text_area("")));
        let value = match &kind {
            Kind::Toggle(_) => Value::On(false),
            Kind::Choice(all) => all
                .first()
                .map_or(Value::Empty, |(key, _)| Value::Key(key.clone())),
            _ => Value::Empty,
        };
        let mut field = Self {
            name,
            label: label.into(),
            width: kind.width(),
            kind,
            required: false,
            off: None,
            hint: String::new(),
            line: LineEdit::default(),
            notes,
            value,
            shown: String::new(),
            error: None,
            odd: None,
            note: None,
            options: Vec::new(),
            asked: None,
            origin: String::new(),
            fresh: true,
        };
        field.origin = field.raw();
        field
    }

    /// Has to be filled in; its label says so.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// This many cells wide, its padding included.
    pub fn width(mut self, cells: u16) -> Self {
        self.width = cells;
        self
    }

    /// Words beside it: a unit, an example.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Not to be filled in now, and why. It keeps its place.
    pub fn off(mut self, why: Option<String>) -> Self {
        self.off = why;
        self
    }

    /// What there is to pick.
    pub fn options(mut self, options: Vec<PickItem>) -> Self {
        self.options = options;
        self
    }

    /// What stands in it, as it would be typed.
    pub(super) fn raw(&self) -> String {
        match (&self.kind, &self.value) {
            (Kind::Notes(_), _) => self
                .notes
                .as_ref()
                .map_or_else(String::new, |n| n.lines().join("\n")),
            (Kind::Toggle(_), Value::On(on)) => on.to_string(),
            (Kind::Choice(_), Value::Key(key)) => key.clone(),
            _ => self.line.text().to_owned(),
        }
    }

    /// Whether it stands for something that was read already.
    pub(super) fn is_read(&self) -> bool {
        match self.kind {
            Kind::Toggle(_) | Kind::Choice(_) => true,
            Kind::Notes(_) => false,
            _ => self.line.text() == self.shown,
        }
    }

    pub(super) fn set_line(&mut self, shown: &str) {
        self.line = LineEdit::new(shown);
        self.shown = self.line.text().to_owned();
    }

    /// Moves the choice by so many places.
    pub(super) fn choose(&mut self, by: isize) {
        let (Kind::Choice(all), Value::Key(key)) = (&self.kind, &self.value) else {
            return;
        };
        let at = all.iter().position(|(k, _)| k == key).unwrap_or(0);
        let to = at
            .saturating_add_signed(by)
            .min(all.len().saturating_sub(1));
        if let Some((key, _)) = all.get(to) {
            self.value = Value::Key(key.clone());
        }
    }

    /// Rows it takes with the row for its error.
    pub(super) fn rows(&self) -> u16 {
        match self.kind {
            Kind::Notes(rows) => rows.max(1) + 1,
            _ => 2,
        }
    }
}

pub(super) fn text_area(text: &str) -> TextArea<'static> {
    let mut area = TextArea::from(text.lines());
    area.move_cursor(ratatui_textarea::CursorMove::Bottom);
    area.move_cursor(ratatui_textarea::CursorMove::End);
    area
}
