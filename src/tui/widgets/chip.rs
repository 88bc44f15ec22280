//! The states of work as they look: their ink, ground and bar; and the chip that says one.

use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Marks, Role};

/// How a piece of work stands, for the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Agreed, not begun; waiting.
    #[default]
    Booked,
    /// Work is under way.
    InBay,
    /// Off the bay, ready.
    Done,
    /// Past its promise.
    Late,
}

impl State {
    /// The ground of its block or chip.
    pub fn ground(self) -> Role {
        match self {
            Self::Booked => Role::BookedGround,
            Self::InBay => Role::InBayGround,
            Self::Done => Role::DoneGround,
            Self::Late => Role::LateGround,
        }
    }

    /// The ink of its bar and words.
    pub fn ink(self) -> Role {
        match self {
            Self::Booked => Role::Booked,
            Self::InBay => Role::InBay,
            Self::Done => Role::Done,
            Self::Late => Role::Late,
        }
    }

    /// The ink of ordinary words on its block: those of a done one step back.
    pub fn words(self) -> Role {
        if self == Self::Done {
            Role::Dim
        } else {
            Role::Text
        }
    }

    /// The ink of a word that names it.
    pub fn name_ink(self) -> Role {
        if self == Self::Done {
            Role::Dim
        } else {
            self.ink()
        }
    }

    /// The mark at its left.
    pub fn bar(self, marks: &Marks) -> &'static str {
        match self {
            Self::Booked => marks.booked,
            Self::InBay | Self::Late => marks.in_bay,
            Self::Done => marks.done,
        }
    }
}

/// Paints a state chip that ends before column `right`; answers the column it begins at.
pub fn chip(c: &mut Canvas, right: u16, y: u16, room: u16, state: State, word: &str) -> u16 {
    let width = len(word).saturating_add(3).min(room);
    let x = right.saturating_sub(width);
    let (ground, bar) = (state.ground(), state.bar(&c.marks));
    let style = crate::tui::look::Theme::bold(c.theme.on(ground, state.name_ink()));
    let at = c.text(x, y, width.min(1), bar, (ground, state.ink()));
    c.put(at, y, right.saturating_sub(at), &format!(" {word} "), style);
    x
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    #[test]
    fn a_chip_ends_where_it_is_told_and_shows_its_bar() {
        let page = drawn(20, 4, |c, _| {
            for (y, state) in [State::Booked, State::InBay, State::Done, State::Late]
                .iter()
                .enumerate()
            {
                chip(c, 20, u16::try_from(y).expect("four"), 20, *state, "state");
            }
        });
        assert_eq!(
            page.lines().map(str::trim).collect::<Vec<_>>(),
            ["▌ state", "█ state", "░ state", "█ state"]
        );
    }
}
