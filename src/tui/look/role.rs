//! The roles of colour: what a cell is for, never what colour it has.

/// What a cell is for. The first four and the `…Ground` ones are grounds, the rest are inks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The page, and past time in the grid.
    Surface,
    /// Cards, free lanes and layers.
    Raised,
    /// Fields, the tab bar, key cells, a table's head.
    Well,
    /// The chosen row, card or block; the field in focus.
    Select,
    /// What is read.
    Text,
    /// Labels, units, headings: never the only word.
    Dim,
    /// Plate, name, total, date; bold.
    Title,
    /// Focus, key numbers, arrows, the now line, a match.
    Accent,
    /// Bars and sparklines; never words.
    Data,
    /// All right, ready, up.
    Good,
    /// Short, waits for someone, down.
    Warn,
    /// Refused, wrong, lost. On the page, a card or a field only.
    Bad,
    /// Contact with the books.
    Live,
    /// Agreed, not begun; waiting.
    Booked,
    /// Work is under way.
    InBay,
    /// Off the bay, ready. A mark only: its words are [`Role::Dim`].
    Done,
    /// Past its promise; bold.
    Late,
    /// Holiday, lunch, blocked; disabled keys; rules.
    Closed,
    /// The ground of a booked block or chip.
    BookedGround,
    /// The ground of a block or chip in the bay.
    InBayGround,
    /// The ground of a done block or chip.
    DoneGround,
    /// The ground of a late block or chip.
    LateGround,
}

impl Role {
    /// Every role with its name in a theme file, in the order of the declaration.
    pub const ALL: [(Self, &'static str); 22] = [
        (Self::Surface, "surface"),
        (Self::Raised, "raised"),
        (Self::Well, "well"),
        (Self::Select, "select"),
        (Self::Text, "text"),
        (Self::Dim, "dim"),
        (Self::Title, "title"),
        (Self::Accent, "accent"),
        (Self::Data, "data"),
        (Self::Good, "good"),
        (Self::Warn, "warn"),
        (Self::Bad, "bad"),
        (Self::Live, "live"),
        (Self::Booked, "booked"),
        (Self::InBay, "in-bay"),
        (Self::Done, "done"),
        (Self::Late, "late"),
        (Self::Closed, "closed"),
        (Self::BookedGround, "booked-ground"),
        (Self::InBayGround, "in-bay-ground"),
        (Self::DoneGround, "done-ground"),
        (Self::LateGround, "late-ground"),
    ];

    /// Whether things stand on it, rather than being written with it.
    pub const fn is_ground(self) -> bool {
        matches!(
            self,
            Self::Surface
                | Self::Raised
                | Self::Well
                | Self::Select
                | Self::BookedGround
                | Self::InBayGround
                | Self::DoneGround
                | Self::LateGround
        )
    }

    /// The ground a state's ink may stand on besides the page and a card.
    pub const fn own_ground(self) -> Option<Self> {
        match self {
            Self::Booked => Some(Self::BookedGround),
            Self::InBay => Some(Self::InBayGround),
            Self::Done => Some(Self::DoneGround),
            Self::Late => Some(Self::LateGround),
            _ => None,
        }
    }

    /// The ink that is shown when this one is asked for on `ground`: the rules of ink. Labels on a
    /// loud ground turn into text; the colour of a state or of a refusal leaves where it could not
    /// be read, and its mark stays.
    pub const fn ink_on(self, ground: Self) -> Self {
        match (self, ground) {
            (Self::Dim, Self::Select | Self::InBayGround) => Self::Text,
            (Self::Bad, Self::Surface | Self::Raised | Self::Well) => Self::Bad,
            (Self::Bad, _) => Self::Title,
            (Self::Booked | Self::InBay | Self::Done | Self::Late, _) => self.state_ink_on(ground),
            _ => self,
        }
    }

    const fn state_ink_on(self, ground: Self) -> Self {
        let own = match self.own_ground() {
            Some(own) => own as u8 == ground as u8,
            None => false,
        };
        if own || matches!(ground, Self::Surface | Self::Raised) {
            self
        } else if matches!(self, Self::Done) {
            Self::Text
        } else {
            Self::Title
        }
    }
}
