//! Where the words of a find line occur in a text.

use super::card::Words;
use crate::tui::look::{Role, width};

/// The text in its ink, what matches the find line in the accent. The whole line is looked for
/// first, then each of its words; case does not matter.
pub fn marked(text: &str, find: &str, ink: Role) -> Words {
    let text = width::clean(text).into_owned();
    let folded: Vec<char> = text.chars().map(fold).collect();
    let mut hit = vec![false; folded.len()];
    let whole: Vec<char> = find.trim().chars().map(fold).collect();
    if !mark(&folded, &whole, &mut hit) {
        for word in find.split_whitespace() {
            mark(
                &folded,
                &word.chars().map(fold).collect::<Vec<_>>(),
                &mut hit,
            );
        }
    }
    let mut words: Words = Vec::new();
    for (c, hit) in text.chars().zip(hit) {
        let ink = if hit { Role::Accent } else { ink };
        match words.last_mut() {
            Some((run, last)) if *last == ink => run.push(c),
            _ => words.push((c.to_string(), ink)),
        }
    }
    words
}

fn fold(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Marks the first place of `word`; answers whether there is one.
fn mark(text: &[char], word: &[char], hit: &mut [bool]) -> bool {
    if word.is_empty() || word.len() > text.len() {
        return false;
    }
    let Some(at) = text.windows(word.len()).position(|w| w == word) else {
        return false;
    };
    hit[at..at + word.len()].fill(true);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_line_is_marked_first_then_its_words() {
        let hits = |text: &str, find: &str| -> Vec<String> {
            let words = marked(text, find, Role::Text);
            words
                .into_iter()
                .filter(|(_, ink)| *ink == Role::Accent)
                .map(|(t, _)| t)
                .collect()
        };
        assert_eq!(hits("Brake pads front", "brake pa"), ["Brake pa"]);
        assert_eq!(hits("Pads for a brake", "brake pa"), ["Pa", "brake"]);
        assert_eq!(hits("Oil", "brake"), Vec::<String>::new());
        assert_eq!(hits("", "x"), Vec::<String>::new());
    }
}
