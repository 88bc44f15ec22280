//! What people write: made clean once, on its way in.

use unicode_normalization::UnicodeNormalization;

use super::{Msg, msg};

/// The most characters a name may have.
pub const NAME_MAX: usize = 200;
/// The most characters a note may have.
pub const NOTE_MAX: usize = 10_000;

/// One line: a name, a title, a code. May be empty.
///
/// # Errors
/// If it holds control characters, overrides of the writing direction, characters nobody can see, or
/// more than [`NAME_MAX`] characters.
pub fn name(raw: &str) -> Result<String, Msg> {
    clean(raw, NAME_MAX, |_| false)
}

/// The same, and not empty.
///
/// # Errors
/// As [`name`], and if nothing is left.
pub fn required(raw: &str) -> Result<String, Msg> {
    let text = name(raw)?;
    if !text.chars().any(is_seen) {
        Err(msg!("text-empty"))
    } else {
        Ok(text)
    }
}

/// Several lines. May be empty. Line ends of other systems become ours.
///
/// # Errors
/// As [`name`], with up to [`NOTE_MAX`] characters.
pub fn note(raw: &str) -> Result<String, Msg> {
    let lines = raw.replace("\r\n", "\n").replace('\r', "\n");
    clean(&lines, NOTE_MAX, |c| matches!(c, '\n' | '\t'))
}

/// What can be typed of a text, and how many characters of it cannot, because nobody would see them. Line ends of
/// other systems become ours; what holds letters and emoji together stays.
#[must_use]
pub fn typed(raw: &str) -> (String, usize) {
    let lines = raw.replace("\r\n", "\n");
    let mut left_out = 0;
    let kept = lines.chars().filter_map(|c| match c {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\n' | '\t' => Some(c),
        c if c.is_control() || is_override(c) || is_invisible(c) => {
            left_out += 1;
            None
        }
        c => Some(c),
    });
    (kept.collect(), left_out)
}

fn clean(raw: &str, max: usize, allowed: fn(char) -> bool) -> Result<String, Msg> {
    let text: String = raw.trim().nfc().collect();
    for c in text.chars().filter(|c| !allowed(*c)) {
        let code = || format!("U+{:04X}", u32::from(c));
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            return Err(msg!("text-control", code = code()));
        }
        if is_override(c) {
            return Err(msg!("text-direction", code = code()));
        }
        if is_invisible(c) {
            return Err(msg!("text-invisible", code = code()));
        }
    }
    let length = text.chars().count();
    if length > max {
        return Err(msg!("text-too-long", max = max, length = length));
    }
    Ok(text)
}

/// What turns the direction of the text after it; plain marks (LRM, RLM) do not and are kept.
const fn is_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What takes no room and joins nothing. The joiners U+200C and U+200D stay: Persian and emoji need them.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}'
    )
}

/// Whether it is seen by itself: joiners, direction marks, selectors and fillers only change what is beside them.
const fn is_seen(c: char) -> bool {
    !matches!(
        c,
        '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{200C}'..='\u{200F}' | '\u{2800}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// What is searched in: small letters without accents, words apart by one space, no punctuation.
///
/// Both what is stored and what is typed go through it, so they meet.
#[must_use]
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in fold(text).chars() {
        match c {
            '\'' | '’' | '`' => {}
            c if c.is_alphanumeric() || is_mark(c) => key.push(c),
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    // Marks that punctuation kept apart may now have to change places.
    key.trim_end().nfc().collect()
}

/// What is sorted by: small letters without accents, one space between words, punctuation kept.
#[must_use]
pub fn sort_key(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Small letters; accents of Latin, Greek and Cyrillic letters gone, other scripts whole.
fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        match c {
            '\u{0300}'..='\u{036F}' => {}
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            c => plain.push(c),
        }
    }
    plain.nfc().collect()
}

/// Signs that belong to the letter before them, as vowels do in Indic scripts.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::escape_codes("Bob\u{1b}[31m", "text-control")]
    #[case::a_null("Bob\0", "text-control")]
    #[case::a_line_end("Bob\nSmith", "text-control")]
    #[case::a_line_separator("Bob\u{2028}Smith", "text-control")]
    #[case::right_to_left_override("Bob\u{202e}htimS", "text-direction")]
    #[case::an_isolate("Bob\u{2066}Smith", "text-direction")]
    #[case::a_zero_width_space("Bob\u{200b}Smith", "text-invisible")]
    fn a_name_refuses(#[case] raw: &str, #[case] id: &str) {
        assert_eq!(name(raw).unwrap_err().id, id);
    }

    #[rstest]
    #[case::joiners_alone("\u{200d}\u{200d}")]
    #[case::a_filler("\u{3164}")]
    #[case::blanks("   ")]
    fn a_name_nobody_can_see_is_empty(#[case] raw: &str) {
        assert_eq!(required(raw).unwrap_err().id, "text-empty");
    }

    #[rstest]
    #[case::emoji("Family 👨‍👩‍👧", "Family 👨‍👩‍👧", 0)]
    #[case::persian("می\u{200c}خواهم", "می\u{200c}خواهم", 0)]
    #[case::escape_codes("Bob\u{1b}[31m", "Bob[31m", 1)]
    #[case::an_override("a\u{202e}b\u{2066}\u{200b}", "ab", 3)]
    #[case::line_ends("a\r\nb\rc\td", "a\nb\nc\td", 0)]
    fn what_can_be_typed_is_kept_and_the_rest_counted(
        #[case] raw: &str,
        #[case] kept: &str,
        #[case] left_out: usize,
    ) {
        assert_eq!(typed(raw), (kept.to_owned(), left_out));
    }

    #[rstest]
    #[case::emoji("Family 👨‍👩‍👧", "Family 👨‍👩‍👧")]
    #[case::hebrew("שלום", "שלום")]
    #[case::a_formula("=cmd()", "=cmd()")]
    #[case::blanks_around_it("  Ann  ", "Ann")]
    #[case::a_loose_accent("Zoe\u{0308}", "Zoë")]
    fn a_name_keeps(#[case] raw: &str, #[case] kept: &str) {
        assert_eq!(name(raw).unwrap(), kept);
    }

    #[test]
    fn too_long_says_how_long_and_how_long_it_may_be() {
        let err = name(&"ä".repeat(201)).unwrap_err();
        assert_eq!(err.to_string(), "text-too-long max=200 length=201");
        assert!(name(&"ä".repeat(200)).is_ok());
        assert!(note(&"x".repeat(10_000)).is_ok());
        assert_eq!(note(&"x".repeat(10_001)).unwrap_err().id, "text-too-long");
    }

    #[test]
    fn a_note_keeps_its_lines_however_they_end() {
        assert_eq!(note("a\r\nb\rc\n").unwrap(), "a\nb\nc");
    }

    #[test]
    fn a_required_name_of_blanks_is_empty() {
        assert_eq!(required(" \t ").unwrap_err().id, "text-empty");
    }

    #[rstest]
    #[case("Ó Briain", "o briain")]
    #[case("O'Brien", "obrien")]
    #[case("Weiß & Söhne GmbH", "weiss sohne gmbh")]
    #[case("  Łódź--Garage ", "lodz garage")]
    #[case("İstanbul", "istanbul")]
    #[case("ann.b@x.ie", "ann b x ie")]
    #[case("हिन्दी", "हिन्दी")]
    fn a_search_key_is_what_a_hurried_clerk_types(#[case] text: &str, #[case] key: &str) {
        assert_eq!(search_key(text), key);
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in "\\PC{0,60}") {
            if let Ok(once) = name(&raw) {
                prop_assert_eq!(name(&once).unwrap(), once);
            }
        }

        #[test]
        fn a_key_of_a_key_is_the_key(raw in "\\PC{0,60}") {
            let key = search_key(&raw);
            prop_assert_eq!(search_key(&key), key);
            let key = sort_key(&raw);
            prop_assert_eq!(sort_key(&key), key);
        }
    }
}
