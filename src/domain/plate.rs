//! Number plates: one form to show, one to match.

use unicode_normalization::UnicodeNormalization;

use super::{Msg, msg};

const LONGEST: usize = 15;

/// A number plate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plate {
    /// As it is shown: capitals, single spaces and hyphens.
    pub display: String,
    /// As it is matched: letters and digits only.
    pub key: String,
}

impl Plate {
    /// Reads a plate.
    ///
    /// # Errors
    /// If it has less than two letters and digits, too many, or other signs than space, hyphen and dot.
    pub fn parse(raw: &str) -> Result<Plate, Msg> {
        let upper: String = raw.nfkc().flat_map(char::to_uppercase).collect();
        let display = upper.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(c) = display
            .chars()
            .find(|c| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '.' | '·' | '–'))
        {
            return Err(msg!("plate-sign", sign = c.escape_debug().to_string()));
        }
        let key = key(&display);
        match key.chars().count() {
            0 | 1 => Err(msg!("plate-short")),
            n if n > LONGEST => Err(msg!("plate-long", max = LONGEST)),
            _ => Ok(Plate { display, key }),
        }
    }
}

/// The form a plate is matched in, for anything typed into a find line.
#[must_use]
pub fn key(raw: &str) -> String {
    raw.nfkc()
        .flat_map(char::to_uppercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ab12 cde", "AB12 CDE", "AB12CDE")]
    #[case(" m-ün  1234 ", "M-ÜN 1234", "MÜN1234")]
    #[case("191-D-12345", "191-D-12345", "191D12345")]
    #[case("ＡＢ１２", "AB12", "AB12")]
    fn r_74_a_plate_matches_whatever_its_spaces(
        #[case] raw: &str,
        #[case] display: &str,
        #[case] key: &str,
    ) {
        assert_eq!(
            Plate::parse(raw).unwrap(),
            Plate {
                display: display.into(),
                key: key.into()
            }
        );
    }

    #[rstest]
    #[case("A", "plate-short")]
    #[case(" - ", "plate-short")]
    #[case("AB\u{1b}12", "plate-sign")]
    #[case("=AB12", "plate-sign")]
    #[case("ABCDEFGH12345678", "plate-long")]
    fn r_74_a_plate_refuses(#[case] raw: &str, #[case] id: &str) {
        assert_eq!(Plate::parse(raw).unwrap_err().id, id);
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_reads_back_as_the_same_plate(raw in "[a-zäöü0-9 -]{2,12}") {
            if let Ok(plate) = Plate::parse(&raw) {
                proptest::prop_assert_eq!(Plate::parse(&plate.display).unwrap(), plate.clone());
                proptest::prop_assert_eq!(key(&plate.key), plate.key);
            }
        }
    }
}
