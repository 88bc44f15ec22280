//! Text of people, made harmless before it is shown.

use std::borrow::Cow;

/// Without control characters, direction overrides and invisible marks; line breaks become spaces.
///
/// The stored text stays as it was typed; only what is drawn, printed or sent is cleaned.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| replaced(c) != Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(replaced).collect())
}

fn replaced(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        // Soft hyphen, zero-width space and marks, direction overrides and isolates, byte order mark.
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}' => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn plain_text_is_left_alone_and_not_copied() {
        assert!(matches!(clean("de Vries, P. 👩‍🔧"), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes_overrides_and_line_breaks_go() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{200b}\u{202e}d\r"), "a[31mb cd");
    }
}
