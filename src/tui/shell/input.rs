//! What comes from the keyboard, whatever terminal it came through.

use crate::domain::Ts;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

/// One thing a person did at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// Pasted text, line breaks already spaces.
    Paste(String),
    /// A click at column and row.
    Click(u16, u16),
    /// The wheel, down or up.
    Wheel {
        /// Towards the user.
        down: bool,
    },
    /// The terminal has another size.
    Resize,
    /// The terminal is gone, or the system asks the program to end.
    HangUp,
}

impl Input {
    /// Out of crossterm's event; `None` for what nobody listens to (key releases, mouse moves).
    pub fn from_event(event: Event) -> Option<Self> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => Some(Self::Key(key)),
            Event::Paste(text) => Some(Self::paste(&text)),
            Event::Resize(..) => Some(Self::Resize),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(_) => Some(Self::Click(mouse.column, mouse.row)),
                MouseEventKind::ScrollDown => Some(Self::Wheel { down: true }),
                MouseEventKind::ScrollUp => Some(Self::Wheel { down: false }),
                _ => None,
            },
            _ => None,
        }
    }

    /// Pasted text on one line: a break must never be taken for Enter.
    pub fn paste(text: &str) -> Self {
        Self::Paste(
            crate::words::clean(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned(),
        )
    }
}

/// Recognises a scanner: many letters in less time than a hand needs, then Enter.
#[derive(Debug, Default)]
pub struct Scanner {
    burst: String,
    last: Option<Ts>,
}

/// Microseconds between two keys of a scanner, at most; the fastest hand needs twice as long.
const GAP: i64 = 35_000;
/// Shorter than this is a hand.
const SHORTEST: usize = 6;

impl Scanner {
    /// Hears a key; answers with the code when it was the Enter that ends one.
    pub fn hear(&mut self, key: KeyEvent, now: Ts) -> Option<String> {
        let fast = self.last.is_some_and(|last| now.0 - last.0 <= GAP);
        self.last = Some(now);
        if !fast {
            self.burst.clear();
        }
        match key.code {
            KeyCode::Char(letter) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.burst.push(letter);
                None
            }
            KeyCode::Enter if fast && self.burst.chars().count() >= SHORTEST => {
                Some(std::mem::take(&mut self.burst))
            }
            _ => {
                self.burst.clear();
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, gap: i64) -> Option<String> {
        let mut scanner = Scanner::default();
        let mut at = Ts(0);
        let mut heard = None;
        for code in text.chars().map(KeyCode::Char).chain([KeyCode::Enter]) {
            at = at.plus_micros(gap);
            heard = scanner.hear(KeyEvent::new(code, KeyModifiers::NONE), at);
        }
        heard
    }

    #[test]
    fn a_fast_burst_with_enter_is_a_scanner_and_a_fast_hand_is_not() {
        assert_eq!(
            typed("4006381333931", 5_000).as_deref(),
            Some("4006381333931")
        );
        assert_eq!(typed("4006381333931", 70_000), None);
        assert_eq!(typed("12", 5_000), None);
    }

    #[test]
    fn a_pasted_line_break_is_a_space_and_never_enter() {
        assert_eq!(Input::paste("a\r\nb\u{1b}c"), Input::Paste("a bc".into()));
    }
}
