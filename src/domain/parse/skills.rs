//! What somebody can do as people jot it down: `brakes 3, diagnosis, air conditioning 1`.

use crate::domain::{Msg, msg};

/// Able: the level where none is said.
const USUAL: i64 = 2;

/// Skills with their level from 1 learning to 3 master; without one it is 2. Said twice, the last counts.
///
/// # Errors
/// If a level is another number, or a skill has no name.
pub fn skills(text: &str) -> Result<Vec<(String, i64)>, Msg> {
    let mut all: Vec<(String, i64)> = Vec::new();
    for piece in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let (name, level) = match piece.rsplit_once(char::is_whitespace) {
            Some((name, last)) if last.chars().all(|c| c.is_ascii_digit()) => {
                (name, last.parse().unwrap_or(0))
            }
            _ => (piece, USUAL),
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.to_lowercase();
        if !(1..=3).contains(&level) || name.chars().all(|c| c.is_ascii_digit()) {
            return Err(msg!("skills-form", text = piece));
        }
        all.retain(|(known, _)| *known != name);
        all.push((name, level));
    }
    Ok(all)
}

/// Skills as they are shown and typed.
#[must_use]
pub fn skills_text(skills: &[(String, i64)]) -> String {
    let one = |(name, level): &(String, i64)| format!("{name} {level}");
    skills.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("brakes 3, diagnosis", "brakes 3, diagnosis 2")]
    #[case(" Air  Conditioning 1 ,", "air conditioning 1")]
    #[case("brakes 1, brakes 3", "brakes 3")]
    #[case("4x4", "4x4 2")]
    #[case("", "")]
    fn skills_read_back_as_they_are_written(#[case] typed: &str, #[case] shown: &str) {
        let all = skills(typed).unwrap();
        assert_eq!(skills_text(&all), shown);
        assert_eq!(skills(shown).unwrap(), all);
    }

    #[rstest]
    #[case("brakes 4")]
    #[case("3")]
    #[case("brakes 0")]
    fn a_level_nobody_has_is_refused(#[case] typed: &str) {
        assert!(skills(typed).is_err());
    }
}
