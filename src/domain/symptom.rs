//! Finding work by what is wrong with the car, in the customer's words (S1-81): offline, word by word.

use super::text::search_key;

/// Words that stand in any complaint and say nothing of it.
const EMPTY: &[&str] = &[
    "a", "an", "and", "at", "car", "from", "has", "in", "is", "it", "my", "of", "on", "the", "to",
    "when", "with",
];

/// How many words of a complaint speak for work with these symptoms and that title; 0 when it is not meant: no
/// word is a symptom of it, or no more than half of them speak for it.
#[must_use]
pub fn score(symptoms: &str, title: &str, complaint: &str) -> usize {
    let (symptoms, title) = (search_key(symptoms), search_key(title));
    let typed = search_key(complaint);
    let words: Vec<&str> = typed.split(' ').filter(|w| !EMPTY.contains(w)).collect();
    let is_in = |text: &str, word: &str| text.split(' ').any(|known| is_like(known, word));
    let felt = words.iter().filter(|w| is_in(&symptoms, w)).count();
    let named = words.iter();
    let named = named.filter(|w| !is_in(&symptoms, w) && is_in(&title, w));
    let all = felt + named.count();
    if felt > 0 && all * 2 > words.len() {
        all
    } else {
        0
    }
}

/// Whether two words are one in other forms: `squeal` and `squeals`, `grinding` and `grinds`.
fn is_like(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.chars().count(), b.chars().count());
    let shorter = a.min(b);
    shared >= 3 && (shared == shorter || shared >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PADS: (&str, &str) = ("squeals, grinding; pedal pulses", "Brake pads front");

    fn of(complaint: &str) -> usize {
        score(PADS.0, PADS.1, complaint)
    }

    #[test]
    fn s1_81_a_symptom_is_found_in_any_form_and_the_title_helps() {
        assert_eq!(of("squeal"), 1);
        assert_eq!(of("squeal front"), 2);
        assert_eq!(of("grinds at the front"), 2);
        assert_eq!(of("Squealing from the front"), 2);
    }

    #[test]
    fn s1_81_what_only_the_title_says_or_half_says_is_no_symptom() {
        assert_eq!(of("front"), 0);
        assert_eq!(of("squeal rear"), 0);
        assert_eq!(of("the car"), 0);
        assert_eq!(of(""), 0);
        assert_eq!(score("", "Brake pads", "squeal"), 0);
    }
}
