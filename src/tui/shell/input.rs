//! What comes from the keyboard, whatever terminal it came through.

use crate::domain::Ts;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

/// One thing a person did at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// Pasted text, as the terminal handed it over.
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
            Event::Paste(text) => Some(Self::Paste(text)),
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
}

/// Recognises a scanner: many letters in less time than a hand needs, then Enter.
///
/// A code may hold a sign that acts on a list (`AB-12+3`), so such a sign in the middle of a burst is held
/// until the burst is over: by Enter it was a code, by a pause it was a fast hand.
#[derive(Debug, Default)]
pub struct Scanner {
    burst: String,
    last: Option<Ts>,
    held: Vec<KeyEvent>,
}

/// What a key is in the course of a burst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Burst {
    /// Nothing of it: the key is what it is.
    No,
    /// Perhaps a letter of a code: it is held.
    Held,
    /// The Enter that ends this code.
    Code(String),
}

/// Microseconds between two keys of a scanner, at most; the fastest hand needs twice as long.
const GAP: i64 = 35_000;
/// Shorter than this is a hand.
const SHORTEST: usize = 6;

impl Scanner {
    /// Hears a key that came in at that time; `acts` when it is a letter or sign that does something here
    /// instead of typing. Call [`Scanner::let_go`] first.
    pub fn hear(&mut self, key: KeyEvent, at: Ts, acts: bool) -> Burst {
        let fast = self.last.is_some_and(|last| at.0 - last.0 <= GAP);
        self.last = Some(at);
        if !fast {
            self.burst.clear();
        }
        match key.code {
            KeyCode::Char(letter) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.burst.push(letter);
                // A key held down repeats as fast as a scanner, but says one thing only.
                let differs = self.burst.chars().any(|other| other != letter);
                if !self.held.is_empty() || (fast && acts && differs) {
                    self.held.push(key);
                    return Burst::Held;
                }
                Burst::No
            }
            KeyCode::Enter if fast && self.burst.chars().count() >= SHORTEST => {
                Burst::Code(std::mem::take(&mut self.burst))
            }
            _ => {
                self.burst.clear();
                Burst::No
            }
        }
    }

    /// The keys held that turn out to be a hand's, because that key does not go on with the burst.
    pub fn let_go(&mut self, next: KeyEvent, at: Ts) -> Vec<KeyEvent> {
        let on = match next.code {
            KeyCode::Char(_) => !next.modifiers.contains(KeyModifiers::CONTROL),
            KeyCode::Enter => self.burst.chars().count() >= SHORTEST,
            _ => false,
        };
        if on && !self.is_over(at) {
            return Vec::new();
        }
        self.held()
    }

    /// The keys held, which are nobody's any more.
    pub fn held(&mut self) -> Vec<KeyEvent> {
        std::mem::take(&mut self.held)
    }

    /// When the keys held are a hand's, if none comes before.
    pub fn until(&self) -> Option<Ts> {
        let last = self.last.filter(|_| !self.held.is_empty())?;
        Some(last.plus_micros(GAP + 1))
    }

    /// Whether keys are held and the burst is over.
    pub fn is_over(&self, at: Ts) -> bool {
        self.until().is_some_and(|until| until <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Enter was, and the signs that acted before it.
    fn typed(text: &str, gap: i64) -> (Burst, String) {
        let mut scanner = Scanner::default();
        let mut at = Ts(0);
        let (mut heard, mut acted) = (Burst::No, String::new());
        for code in text.chars().map(KeyCode::Char).chain([KeyCode::Enter]) {
            at = at.plus_micros(gap);
            let key = KeyEvent::new(code, KeyModifiers::NONE);
            let sign = |key: &KeyEvent| key.code.as_char().filter(|c| "+-".contains(*c));
            acted.extend(scanner.let_go(key, at).iter().filter_map(sign));
            heard = scanner.hear(key, at, sign(&key).is_some());
            if heard == Burst::No {
                acted.extend(sign(&key));
            }
        }
        (heard, acted)
    }

    #[test]
    fn a_fast_burst_with_enter_is_a_scanner_and_a_fast_hand_is_not() {
        let code = |code: &str| (Burst::Code(code.into()), String::new());
        assert_eq!(typed("4006381333931", 5_000), code("4006381333931"));
        assert_eq!(typed("4006381333931", 70_000).0, Burst::No);
        assert_eq!(typed("12", 5_000).0, Burst::No);
    }

    #[test]
    fn a_sign_within_a_code_does_nothing_else_and_a_hands_sign_acts() {
        let code = (Burst::Code("AB-12+3".into()), String::new());
        assert_eq!(typed("AB-12+3", 5_000), code);
        assert_eq!(typed("AB-12+3", 70_000), (Burst::No, "-+".into()));
        assert_eq!(typed("A-1", 5_000), (Burst::No, "-".into()));
        // A key held down.
        assert_eq!(typed("+++", 30_000), (Burst::No, "+++".into()));
    }
}
