//! The width of text in cells, and text made to fit. Everything a person typed or a store held goes
//! through [`clean`] before it reaches a screen.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Longest cluster that is shown whole, in code points: more are marks piled up to make trouble.
const LONGEST_CLUSTER: usize = 5;

/// Text that cannot harm a screen: control characters, changes of direction, zero-width and joining
/// characters are gone, line ends and tabs are spaces, piles of combining marks are cut.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let kept: String = text.chars().filter_map(harmless).collect();
    for cluster in kept.graphemes(true).filter(|c| c.width() > 0) {
        out.extend(cluster.chars().take(LONGEST_CLUSTER));
    }
    Cow::Owned(out)
}

fn harmless(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        // Soft hyphen, joiners, direction marks and isolates, variation selectors, tags, fillers.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        c => Some(c),
    }
}

/// Cells that cleaned text takes.
pub fn cells(text: &str) -> usize {
    clean(text)
        .graphemes(true)
        .map(UnicodeWidthStr::width)
        .sum()
}

/// The text in at most `cells` cells, with `…` where it had to be cut. Never splits a character.
pub fn fit(text: &str, cells: usize) -> String {
    fit_with(text, cells, "…")
}

/// As [`fit`], with another one-cell sign for what was left out.
pub fn fit_with(text: &str, cells: usize, ellipsis: &str) -> String {
    let text = clean(text);
    if self::cells(&text) <= cells {
        return text.into_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = head(&text, cells - 1).to_owned();
    out.truncate(out.trim_end().len());
    out.push_str(ellipsis);
    out
}

/// The longest start of cleaned text that takes at most `cells` cells.
pub fn head(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// The text at the left of exactly `cells` cells.
pub fn pad_right(text: &str, cells: usize) -> String {
    let mut out = fit(text, cells);
    out.push_str(&" ".repeat(cells - self::cells(&out)));
    out
}

/// The text at the right of exactly `cells` cells.
pub fn pad_left(text: &str, cells: usize) -> String {
    let fitted = fit(text, cells);
    let mut out = " ".repeat(cells - self::cells(&fitted));
    out.push_str(&fitted);
    out
}

/// The text in lines of at most `cells` cells, broken at spaces; a longer word is broken within.
/// Line ends of the text are kept. At least one line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(&clean(paragraph), cells.max(1), &mut lines);
    }
    lines
}

fn wrap_paragraph(text: &str, cells: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let needed = self::cells(word) + usize::from(!line.is_empty());
        if self::cells(&line) + needed > cells && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        let mut rest = word;
        while self::cells(rest) > cells {
            let cut = head(rest, cells);
            if cut.is_empty() {
                rest = "";
                break;
            }
            lines.push(cut.to_owned());
            rest = &rest[cut.len()..];
        }
        line.push_str(rest);
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_that_fits_is_left_alone_and_longer_text_says_so() {
        assert_eq!(fit("Major service", 13), "Major service");
        assert_eq!(fit("Major service", 12), "Major servi…");
        assert_eq!(fit("Major service", 7), "Major…");
        assert_eq!(fit("Major", 0), "");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(pad_left("7", 3), "  7");
        assert_eq!(pad_right("日本", 5), "日本 ");
    }

    #[test]
    fn characters_that_do_harm_are_taken_out() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\u{200b}d\ne"), "a[31mbcd e");
        assert_eq!(clean("\u{301}x"), "x");
        let pile: String = std::iter::once('e')
            .chain(std::iter::repeat_n('\u{301}', 90))
            .collect();
        assert!(clean(&pile).chars().count() <= LONGEST_CLUSTER);
    }

    #[test]
    fn words_wrap_at_spaces_and_long_words_within() {
        assert_eq!(wrap("Key in box 14", 6), ["Key in", "box 14"]);
        assert_eq!(wrap("Donaudampfschiff", 6), ["Donaud", "ampfsc", "hiff"]);
        assert_eq!(wrap("", 6), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_ever_wider_than_asked(text in "\\PC*|[\\x00-\\u{ffff}]*", room in 0usize..40) {
            prop_assert!(cells(&fit(&text, room)) <= room);
            prop_assert_eq!(cells(&pad_left(&text, room)), room);
            prop_assert_eq!(cells(&pad_right(&text, room)), room);
            for line in wrap(&text, room.max(2)) {
                prop_assert!(cells(&line) <= room.max(2));
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in "[\\x00-\\u{ffff}]*") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once).into_owned(), once);
        }
    }
}
