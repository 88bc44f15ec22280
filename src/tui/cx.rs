//! The surroundings every screen reads: desk, person, words, time, looks.

use super::keys::{Action, Keymap};
use super::look::{Marks, Theme};
use super::scraps::Scraps;
use crate::desk::{Actor, Desk, Site};
use crate::domain::Ts;
use crate::domain::permission::Permission;
use crate::paper::Tray;
use crate::words::Words;
use chrono::NaiveDate;
use ratatui::layout::Rect;
use std::cell::{Cell, RefCell};

/// What drawing learnt, for the next key.
#[derive(Debug, Default)]
pub struct Seen {
    rows: Cell<usize>,
    pub(super) clicks: RefCell<Vec<(Rect, Action)>>,
}

impl Seen {
    /// A list tells how many rows it had room for.
    pub fn note_rows(&self, rows: usize) {
        self.rows.set(rows);
    }

    /// Rows of the last list drawn; what PgUp and PgDn move by. At least 1.
    pub fn rows(&self) -> usize {
        self.rows.get().max(1)
    }
}

/// Contact with the books.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contact {
    /// They answer.
    #[default]
    Live,
    /// They answer again; what is shown is being fetched anew.
    CatchingUp,
    /// They do not, since then.
    Alone(Ts),
}

/// Read-only surroundings, handed to every screen.
pub struct Cx {
    /// The desk. Clone it into a question.
    pub desk: Desk,
    /// Who is here. Clone it into a question.
    pub actor: Actor,
    /// The reader's words and formats.
    pub words: Words,
    /// When the event being handled came in (UTC).
    pub now: Ts,
    /// What the roles look like here.
    pub theme: Theme,
    /// The signs of this terminal.
    pub marks: Marks,
    /// Keys and their meanings.
    pub keymap: Keymap,
    /// What drawing learnt.
    pub seen: Seen,
    /// What was typed into dialogs and not done.
    pub scraps: Scraps,
    /// Contact with the books.
    pub contact: Contact,
    /// Where paper goes from this terminal.
    pub tray: Tray,
    /// Who locked this terminal, for the log-in page: the same person finds everything as it was.
    pub locked: Option<Actor>,
}

impl Cx {
    /// The business day at this site.
    pub fn today(&self) -> NaiveDate {
        self.words.zone().day_of(self.now)
    }

    /// The sites the person here is not at and may go to.
    pub fn elsewhere(&self) -> impl Iterator<Item = Site> {
        let (here, actor) = (self.actor.site(), &self.actor);
        let all = self.desk.settings().sites.clone();
        all.into_iter()
            .filter(move |s| s.id != here && actor.has_grant_at(s.id))
    }

    /// Whether the person here holds the permission.
    pub fn can(&self, permission: Permission) -> bool {
        self.actor.can(permission)
    }
}
