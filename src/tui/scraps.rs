//! What was typed into dialogs that were left or refused: opened again, also elsewhere, they have it.
//!
//! A page says what its dialog is about and when what it asked for is done. The shell keeps the rest in the store.

use crate::desk::Actor;
use crate::domain::{ParkedId, StaffId};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Whose it is, and what its dialog is about.
type About = (Option<StaffId>, String);

/// Words of one dialog.
#[derive(Debug)]
struct Scrap {
    typed: Value,
    /// Where the store has it.
    row: Option<ParkedId>,
    /// The store need not be told: it has it, or is being told, or the desk is.
    stored: bool,
}

/// One that the store does not have as it is.
#[derive(Debug)]
pub(super) struct Unstored {
    pub about: String,
    pub typed: Value,
    pub row: Option<ParkedId>,
}

/// The words of all dialogs that are not done.
#[derive(Debug, Default)]
pub struct Scraps {
    kept: RefCell<HashMap<About, Scrap>>,
    /// The dialog that was answered last.
    sent: RefCell<Option<About>>,
    /// One was left since the shell asked.
    left: Cell<bool>,
    /// Rows of the store that nobody needs any more.
    done: RefCell<Vec<ParkedId>>,
}

impl Scraps {
    /// The dialog about this was left with that in it.
    pub fn leave(&self, by: &Actor, about: &str, typed: Value) {
        self.keep((by.staff(), about.to_owned()), typed, false);
        self.left.set(true);
    }

    /// It was answered with that in it: kept until [`Scraps::done`], and by the store only once it is left.
    pub fn send(&self, by: &Actor, about: &str, typed: Value) {
        let key = (by.staff(), about.to_owned());
        self.keep(key.clone(), typed, true);
        self.sent.replace(Some(key));
    }

    fn keep(&self, key: About, typed: Value, stored: bool) {
        let mut kept = self.kept.borrow_mut();
        let row = kept.get(&key).and_then(|scrap| scrap.row);
        kept.insert(key, Scrap { typed, row, stored });
    }

    /// What the dialog answered last asked for is done.
    pub fn done(&self) {
        if let Some(key) = self.sent.take() {
            self.drop(&key);
        }
    }

    /// It was refused: what was typed stays, whatever is done next.
    pub fn refused(&self) {
        self.sent.replace(None);
    }

    /// Nothing is left in the dialog about this.
    pub fn forget(&self, by: &Actor, about: &str) {
        self.drop(&(by.staff(), about.to_owned()));
    }

    fn drop(&self, key: &About) {
        let gone = self.kept.borrow_mut().remove(key);
        self.done
            .borrow_mut()
            .extend(gone.and_then(|scrap| scrap.row));
    }

    /// What was typed into the dialog about this.
    pub fn of(&self, by: &Actor, about: &str) -> Option<Value> {
        let key = (by.staff(), about.to_owned());
        self.kept
            .borrow()
            .get(&key)
            .map(|scrap| scrap.typed.clone())
    }

    /// Whether one was left since this was asked.
    pub(super) fn was_left(&self) -> bool {
        self.left.take()
    }

    /// This person's that the store is to be told; they count as told from now on.
    pub(super) fn unstored(&self, by: &Actor) -> Vec<Unstored> {
        let mut kept = self.kept.borrow_mut();
        let mine = kept
            .iter_mut()
            .filter(|(key, scrap)| key.0 == by.staff() && !scrap.stored);
        mine.map(|(key, scrap)| {
            scrap.stored = true;
            Unstored {
                about: key.1.clone(),
                typed: scrap.typed.clone(),
                row: scrap.row,
            }
        })
        .collect()
    }

    /// The store has it there; `None`: it was not told after all.
    pub(super) fn stored(&self, by: &Actor, about: &str, row: Option<ParkedId>) {
        let mut kept = self.kept.borrow_mut();
        match (kept.get_mut(&(by.staff(), about.to_owned())), row) {
            (Some(scrap), Some(row)) => scrap.row = Some(row),
            (Some(scrap), None) => scrap.stored = false,
            // It was done meanwhile.
            (None, row) => self.done.borrow_mut().extend(row),
        }
    }

    /// One that the store has from before; what was typed here since stands.
    pub(super) fn found(&self, by: &Actor, about: &str, typed: Value, row: ParkedId) {
        let mut kept = self.kept.borrow_mut();
        let scrap = kept.entry((by.staff(), about.to_owned())).or_insert(Scrap {
            typed,
            row: None,
            stored: true,
        });
        scrap.row.get_or_insert(row);
    }

    /// Rows the store can forget.
    pub(super) fn gone(&self) -> Vec<ParkedId> {
        self.done.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SiteId;
    use serde_json::json;

    #[test]
    fn words_of_a_dialog_are_kept_until_it_is_done_and_their_row_is_given_back() {
        let (by, scraps) = (Actor::nobody("counter-1", SiteId(1)), Scraps::default());
        scraps.leave(&by, "note", json!("Leak"));
        assert!(scraps.was_left() && !scraps.was_left());
        assert_eq!(scraps.unstored(&by).len(), 1);
        assert!(scraps.unstored(&by).is_empty(), "told once");
        scraps.stored(&by, "note", Some(ParkedId(7)));
        scraps.leave(&by, "note", json!("Leak at the pump"));
        assert_eq!(scraps.unstored(&by)[0].row, Some(ParkedId(7)));
        scraps.send(&by, "note", json!("Leak at the sump"));
        assert!(scraps.unstored(&by).is_empty(), "the desk is told");
        assert_eq!(scraps.of(&by, "note"), Some(json!("Leak at the sump")));
        scraps.done();
        assert_eq!(scraps.of(&by, "note"), None);
        assert_eq!(scraps.gone(), [ParkedId(7)]);
        scraps.stored(&by, "note", Some(ParkedId(8)));
        assert_eq!(scraps.gone(), [ParkedId(8)], "stored after it was done");
    }
}
