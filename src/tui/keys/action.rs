//! What a key can mean. The name in `keymap.toml` is the variant in kebab-case.

use crossterm::event::KeyCode;

/// One meaning of a key; the same on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// F1: what can be done here.
    Help,
    /// F2: plate, name, phone, number.
    Find,
    /// F3: a new booking.
    Book,
    /// F4: check a car in now.
    NewJob,
    /// F5: a sale over the counter.
    Sale,
    /// F6: customers.
    Customer,
    /// F7: parts.
    Parts,
    /// F8: take a payment.
    Pay,
    /// F9: print or send.
    Print,
    /// F10: everything there is, by name.
    Menu,
    /// The first tab, and so on to the ninth.
    Tab1,
    /// The second tab.
    Tab2,
    /// The third tab.
    Tab3,
    /// The fourth tab.
    Tab4,
    /// The fifth tab.
    Tab5,
    /// The sixth tab.
    Tab6,
    /// The seventh tab.
    Tab7,
    /// The eighth tab.
    Tab8,
    /// The ninth tab.
    Tab9,
    /// Enter: accept, go in, go on.
    Accept,
    /// Esc: one step back, never two.
    Back,
    /// Tab: next field, view or pane.
    Next,
    /// Shift-Tab: the field, view or pane before.
    Previous,
    /// One row up.
    Up,
    /// One row down; in a field its list or calendar.
    Down,
    /// One column left.
    Left,
    /// One column right.
    Right,
    /// A screenful, day or month back.
    PageUp,
    /// A screenful, day or month on.
    PageDown,
    /// Home: the first, today.
    First,
    /// End: the last.
    Last,
    /// Space: mark, or pick up.
    PickUp,
    /// One step more: stage, quarter of an hour, quantity.
    More,
    /// One step less.
    Less,
    /// Ins: a new one here.
    Insert,
    /// Del: remove this one.
    Remove,
    /// Save and finish.
    Save,
    /// Take back the last change.
    Undo,
    /// Do again what was taken back.
    Again,
    /// Draw and fetch again.
    Redraw,
    /// Lock, switch or leave.
    Leave,
    /// Ctrl-T: tell the customer.
    Tell,
    /// Ctrl-R: order.
    Reorder,
    /// Ctrl-E: more work, or blocked.
    Extra,
    /// Ctrl-K: give it to somebody.
    Assign,
    /// Ctrl-O: what the screen says it opens.
    Options,
    /// A bare letter, on a page with nothing to type into (grading, reading aloud).
    Letter(&'static str),
    /// A verb without a key, reached through the menu and F1; named by its screen.
    Verb(&'static str),
}

impl Action {
    /// Every action that has a key.
    pub const KEYED: [Action; 46] = {
        use Action::{
            Accept, Again, Assign, Back, Book, Customer, Down, Extra, Find, First, Help, Insert,
            Last, Leave, Left, Less, Menu, More, NewJob, Next, Options, PageDown, PageUp, Parts,
            Pay, PickUp, Previous, Print, Redraw, Remove, Reorder, Right, Sale, Save, Tab1, Tab2,
            Tab3, Tab4, Tab5, Tab6, Tab7, Tab8, Tab9, Tell, Undo, Up,
        };
        [
            Help, Find, Book, NewJob, Sale, Customer, Parts, Pay, Print, Menu, Tab1, Tab2, Tab3,
            Tab4, Tab5, Tab6, Tab7, Tab8, Tab9, Accept, Back, Next, Previous, Up, Down, Left,
            Right, PageUp, PageDown, First, Last, PickUp, More, Less, Insert, Remove, Save, Undo,
            Again, Redraw, Leave, Tell, Reorder, Extra, Assign, Options,
        ]
    };

    /// The action of that name, as `keymap.toml` writes it: the variant in kebab-case.
    pub fn named(name: &str) -> Option<Self> {
        Self::KEYED.into_iter().find(|action| action.name() == name)
    }

    /// Its name in `keymap.toml`.
    pub fn name(self) -> String {
        if let Self::Verb(name) | Self::Letter(name) = self {
            return name.to_owned();
        }
        let mut kebab = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !kebab.is_empty() {
                kebab.push('-');
            }
            kebab.extend(letter.to_lowercase());
        }
        kebab
    }

    /// The ten of the key bar, F1 first.
    pub const BAR: [Action; 10] = [
        Action::Help,
        Action::Find,
        Action::Book,
        Action::NewJob,
        Action::Sale,
        Action::Customer,
        Action::Parts,
        Action::Pay,
        Action::Print,
        Action::Menu,
    ];

    /// Which tab this goes to, counted from nought; `None` when it is no tab key.
    pub fn tab(self) -> Option<usize> {
        use Action::{Tab1, Tab2, Tab3, Tab4, Tab5, Tab6, Tab7, Tab8, Tab9};
        [Tab1, Tab2, Tab3, Tab4, Tab5, Tab6, Tab7, Tab8, Tab9]
            .iter()
            .position(|t| *t == self)
    }

    /// The plain key it stands for, for widgets that take keys: Enter, arrows, Tab, and the like.
    pub fn code(self) -> Option<KeyCode> {
        Some(match self {
            Self::Accept => KeyCode::Enter,
            Self::Back => KeyCode::Esc,
            Self::Next => KeyCode::Tab,
            Self::Previous => KeyCode::BackTab,
            Self::Up => KeyCode::Up,
            Self::Down => KeyCode::Down,
            Self::Left => KeyCode::Left,
            Self::Right => KeyCode::Right,
            Self::PageUp => KeyCode::PageUp,
            Self::PageDown => KeyCode::PageDown,
            Self::First => KeyCode::Home,
            Self::Last => KeyCode::End,
            Self::PickUp => KeyCode::Char(' '),
            Self::More => KeyCode::Char('+'),
            Self::Less => KeyCode::Char('-'),
            Self::Insert => KeyCode::Insert,
            Self::Remove => KeyCode::Delete,
            _ => return None,
        })
    }

    /// May wait until the write in hand is answered; leaving, drawing and help never wait.
    pub fn waits(self) -> bool {
        !matches!(self, Action::Redraw | Action::Leave | Action::Help)
    }
}
