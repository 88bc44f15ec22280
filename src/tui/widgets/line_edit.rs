//! One line being typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use crate::domain::text;
use crate::tui::look::{Canvas, Role, width};

/// Longest line, in characters: beyond it keys are swallowed.
const LONGEST: usize = 10_000;
/// Steps of undo that are kept.
const STEPS: usize = 100;

/// One line of text with a cursor, moving by what people see as characters, with undo.
#[derive(Clone, Debug, Default)]
pub struct LineEdit {
    input: Input,
    before: Vec<Input>,
}

impl LineEdit {
    /// A line that already says something; the cursor stands at its end.
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(line(text)),
            before: Vec::new(),
        }
    }

    /// What it says.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Says something else, as one step of undo.
    pub fn set(&mut self, text: &str) {
        if self.text() != text {
            self.remember();
            self.input = Input::new(line(text));
        }
    }

    /// Says nothing.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Takes text in at the cursor, as a paste does: line ends become spaces.
    pub fn insert(&mut self, text: &str) {
        self.remember();
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let (at, more) = (self.input.cursor(), line(text));
        let mut all: String = self.text().chars().take(at).collect();
        all.extend(more.chars().take(room));
        let cursor = all.chars().count();
        all.extend(self.text().chars().skip(at));
        self.input = Input::new(all).with_cursor(cursor);
    }

    /// Takes a key; answers whether it was one for a line.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        if ctrl && key.code == KeyCode::Char('z') {
            return self.undo();
        }
        let request = match key.code {
            KeyCode::Char('w') if ctrl => InputRequest::DeletePrevWord,
            KeyCode::Char('u') if ctrl => InputRequest::DeleteFromStart,
            KeyCode::Char(_) if ctrl || key.modifiers.contains(KeyModifiers::ALT) => return false,
            KeyCode::Char(c) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
                return true;
            }
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left if ctrl => InputRequest::GoToPrevWord,
            KeyCode::Right if ctrl => InputRequest::GoToNextWord,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return false,
        };
        let was = self.input.clone();
        if self
            .input
            .handle(request)
            .is_some_and(|changed| changed.value)
        {
            self.keep(was);
        }
        true
    }

    /// Takes the last change back; answers whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(input) = self.before.pop() else {
            return false;
        };
        self.input = input;
        true
    }

    /// The column its cursor is painted at in so many cells.
    pub(super) fn column(&self, room: u16) -> u16 {
        u16::try_from(self.cells_before()).unwrap_or(room).min(room)
    }

    /// The cells before the cursor, as the line is painted: joined signs stand beside each other there.
    fn cells_before(&self) -> usize {
        let text = self.text();
        let at = text.char_indices().nth(self.input.cursor());
        width::cells(&text[..at.map_or(text.len(), |(at, _)| at)])
    }

    fn remember(&mut self) {
        self.keep(self.input.clone());
    }

    fn keep(&mut self, was: Input) {
        if self.before.len() == STEPS {
            self.before.remove(0);
        }
        self.before.push(was);
    }

    /// Paints the line, scrolled so that the cursor is seen; with `focus` the terminal's cursor
    /// comes here. `hide` shows a secret as marks.
    pub fn draw(&self, c: &mut Canvas, area: Rect, on: (Role, Role), focus: bool, hide: bool) {
        if area.is_empty() {
            return;
        }
        let (text, at) = if hide {
            (
                c.marks.hidden.repeat(self.text().chars().count()),
                self.input.cursor(),
            )
        } else {
            (width::clean(self.text()).into_owned(), self.cells_before())
        };
        let room = usize::from(area.width);
        // Without focus the line shows its start; with it one cell is the cursor's.
        let skip = if focus {
            (at + 1).saturating_sub(room)
        } else {
            0
        };
        let shown = if skip == 0 {
            text.as_str()
        } else {
            after(&text, skip)
        };
        let shown = if focus {
            width::head(shown, room)
        } else {
            shown
        };
        c.text(area.x, area.y, area.width, shown, on);
        if focus {
            let gone = width::cells(&text) - width::cells(after(&text, skip));
            let x = area.x
                + u16::try_from(at - gone.min(at))
                    .unwrap_or(0)
                    .min(area.width - 1);
            c.cursor = Some(Position { x, y: area.y });
        }
    }
}

/// The text as one line: line ends and tabs are blanks, what nobody could see is gone.
fn line(text: &str) -> String {
    text::typed(text).0.replace(['\n', '\t'], " ")
}

/// What is left of a text when at least `cells` cells are taken off its start.
fn after(text: &str, cells: usize) -> &str {
    let mut cut = width::head(text, cells).len();
    if width::cells(&text[..cut]) < cells {
        cut = width::head(text, cells + 1).len();
    }
    &text[cut..]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{drawn, painted};
    use super::*;
    use crate::tui::look::Theme;

    fn typed(line: &mut LineEdit, text: &str) {
        for c in text.chars() {
            line.key(KeyEvent::from(KeyCode::Char(c)));
        }
    }

    #[test]
    fn letters_type_and_control_z_takes_them_back() {
        let mut line = LineEdit::new("AB");
        typed(&mut line, "-1");
        line.key(KeyEvent::from(KeyCode::Backspace));
        assert_eq!(line.text(), "AB-");
        for want in ["AB-1", "AB-", "AB"] {
            assert!(line.key(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL)));
            assert_eq!(line.text(), want);
        }
        assert!(!line.key(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL)));
    }

    #[test]
    fn a_paste_loses_its_line_ends_and_escape_codes() {
        let mut line = LineEdit::default();
        line.insert("Jan\r\nsen\u{1b}[2J\u{202e}");
        assert_eq!(line.text(), "Jan sen[2J");
        line.key(KeyEvent::from(KeyCode::Home));
        line.insert("Mr ");
        assert_eq!(line.text(), "Mr Jan sen[2J");
    }

    #[test]
    fn signs_joined_to_one_stay_one_and_the_cursor_stands_behind_them() {
        let mut line = LineEdit::default();
        typed(&mut line, "Bos 👨\u{200d}👩\u{200d}👧");
        assert_eq!(line.text(), "Bos 👨\u{200d}👩\u{200d}👧");
        painted(Theme::default(), 20, 1, |c, area| {
            line.draw(c, area, (Role::Well, Role::Text), true, false);
            assert_eq!(c.cursor, Some(Position { x: 10, y: 0 }));
        });
        line.key(KeyEvent::from(KeyCode::Backspace));
        assert_eq!(line.text(), "Bos ");
    }

    #[test]
    fn a_long_line_scrolls_with_its_cursor() {
        let line = LineEdit::new("Timing belt and water pump");
        let page = drawn(10, 1, |c, area| {
            line.draw(c, area, (Role::Well, Role::Text), true, false);
        });
        assert_eq!(page, "ater pump\n");
        let page = drawn(10, 1, |c, area| {
            line.draw(c, area, (Role::Well, Role::Text), false, false);
        });
        assert_eq!(page, "Timing be…\n");
    }

    #[test]
    fn a_secret_shows_marks_only() {
        let line = LineEdit::new("4711");
        painted(Theme::default(), 8, 1, |c, area| {
            line.draw(c, area, (Role::Well, Role::Text), true, true);
            assert_eq!(c.cursor, Some(Position { x: 4, y: 0 }));
            assert_eq!(c.buf[(3, 0)].symbol(), "•");
        });
    }
}
