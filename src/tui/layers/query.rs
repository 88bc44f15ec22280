//! A few typed letters that narrow a list.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

/// The letters typed so far. Keys act at its end.
#[derive(Clone, Debug, Default)]
pub struct Query {
    text: String,
}

impl Query {
    /// Beginning with this.
    pub fn with(text: &str) -> Self {
        Self {
            text: text.to_owned(),
        }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Nothing is.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes a key; whether the text changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let before = self.text.len();
        match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
            (KeyCode::Char('u'), true) => self.text.clear(),
            (KeyCode::Char('w'), true) => {
                let kept = self.text.trim_end();
                let at = kept.rfind(' ').map_or(0, |at| at + 1);
                self.text.truncate(at);
            }
            (KeyCode::Char(letter), false) if !letter.is_control() => self.text.push(letter),
            (KeyCode::Backspace, _) => {
                let last = self.text.graphemes(true).next_back().map_or(0, str::len);
                self.text.truncate(before - last);
            }
            _ => {}
        }
        self.text.len() != before
    }

    /// Empties it; whether there was something.
    pub fn clear(&mut self) -> bool {
        let some = !self.text.is_empty();
        self.text.clear();
        some
    }

    /// Every word typed occurs in the text, whatever the case.
    pub fn matches(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.text
            .split_whitespace()
            .all(|word| text.contains(&word.to_lowercase()))
    }
}

/// The next row in a list of `len`, moved by an arrow; stays inside.
pub(super) fn step(at: usize, by: isize, len: usize) -> usize {
    at.saturating_add_signed(by).min(len.saturating_sub(1))
}
