//! `forecourt help keys`: the house's keys in one table, the same as in the README.

use std::io::Write;

use super::Result;
use crate::tui::keys::{Action, Keymap};
use crate::words::Words;

/// One line of the table: the actions whose keys stand in it, and what they do in words.
type Line = (&'static [Action], &'static str);

/// The keys that mean the same everywhere, in the order one learns them.
const LINES: [Line; 27] = [
    (&[Action::Help], "keys-help"),
    (&[Action::Find], "keys-find"),
    (&[Action::Book], "keys-book"),
    (&[Action::NewJob], "keys-new-job"),
    (&[Action::Sale], "keys-sale"),
    (&[Action::Customer], "keys-customer"),
    (&[Action::Parts], "keys-parts"),
    (&[Action::Pay], "keys-pay"),
    (&[Action::Print], "keys-print"),
    (&[Action::Menu], "keys-menu"),
    (&[Action::Tab1, Action::Tab9], "keys-tabs"),
    (&[Action::Accept], "keys-accept"),
    (&[Action::Back], "keys-back"),
    (&[Action::Next, Action::Previous], "keys-next"),
    (
        &[Action::Up, Action::Down, Action::Left, Action::Right],
        "keys-arrows",
    ),
    (&[Action::PageUp, Action::PageDown], "keys-pages"),
    (&[Action::First, Action::Last], "keys-ends"),
    (&[Action::PickUp], "keys-pick-up"),
    (&[Action::More, Action::Less], "keys-more"),
    (&[Action::Insert], "keys-insert"),
    (&[Action::Remove], "keys-remove"),
    (&[Action::Save], "keys-save"),
    (&[Action::Undo, Action::Again], "keys-undo"),
    (&[Action::Redraw], "keys-redraw"),
    (&[Action::Assign], "keys-assign"),
    (
        &[
            Action::Tell,
            Action::Reorder,
            Action::Extra,
            Action::Options,
        ],
        "keys-page",
    ),
    (&[Action::Leave], "keys-leave"),
];

/// Keys and what they do, a pair a line.
#[must_use]
pub fn table(words: &Words) -> Vec<(String, String)> {
    let keymap = Keymap::house();
    LINES
        .iter()
        .map(|(actions, id)| {
            let keys: Vec<String> = actions
                .iter()
                .map(|action| keymap.keys(*action).join(" or "))
                .collect();
            // Nine tabs are a range; all others are a list.
            let between = if actions.contains(&Action::Tab1) {
                " to "
            } else {
                ", "
            };
            (keys.join(between), words.word(id))
        })
        .collect()
}

/// Prints the table for a terminal.
///
/// # Errors
/// Only when nothing can be printed.
pub fn show(words: &Words, out: &mut dyn Write) -> Result<()> {
    for (keys, what) in table(words) {
        writeln!(out, "  {keys:<38} {what}")?;
    }
    Ok(())
}

/// The table as the README has it.
#[must_use]
pub fn markdown(words: &Words) -> String {
    let mut text = String::from("| Key | What it does |\n|---|---|\n");
    for (keys, what) in table(words) {
        let keys = keys.replace('|', "\\|");
        text.push_str(&format!("| {keys} | {what} |\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Zone};

    #[test]
    fn every_key_of_the_keymap_is_in_the_table() {
        let told: Vec<Action> = LINES.iter().flat_map(|(a, _)| a.iter().copied()).collect();
        for action in Action::KEYED {
            let in_range = action.tab().is_some();
            assert!(in_range || told.contains(&action), "{action:?} is nowhere");
        }
    }

    #[test]
    fn the_readme_has_this_very_table() {
        let words = Words::new("en", Currency::EUR, Zone::UTC);
        let readme = include_str!("../../README.md");
        let table = markdown(&words);
        assert!(readme.contains(&table), "README.md is to have:\n{table}");
    }
}
