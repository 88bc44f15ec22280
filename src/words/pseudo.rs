//! The pseudo-locale `en-XA`: English with accents and two fifths longer, to see what is cut off.

/// The text, accented, and longer by 40 % of its cells.
pub(super) fn stretch(text: &str) -> String {
    let accented: String = text
        .chars()
        .map(|c| match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'A' => 'Á',
            'E' => 'É',
            'O' => 'Ó',
            other => other,
        })
        .collect();
    let more = (accented.chars().count() * 2).div_ceil(5);
    let tail: String = "ëxtra".chars().cycle().take(more).collect();
    format!("{accented}{tail}")
}
