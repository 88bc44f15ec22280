//! Phone numbers: kept as E.164, typed as people of the site's country type them.

use phonenumber::{Mode, country};

use super::{Msg, msg};

/// Fewer digits than this within a country whose plan has no such numbers are half a number.
const SHORTEST: usize = 7;

/// A phone number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// `+` and digits: what is matched and dialled.
    pub e164: String,
    /// As the world writes it, for the screen.
    pub display: String,
    /// Whether its country's plan has such numbers. Plans change, so an unknown one is told, not refused.
    pub known: bool,
}

impl Phone {
    /// Reads a number; one without `+` is taken for one of that country (ISO 3166, two letters).
    ///
    /// # Errors
    /// If it is no phone number at all.
    pub fn parse(raw: &str, country: &str) -> Result<Phone, Msg> {
        let typed = raw.trim();
        let refused = || msg!("phone-invalid", text = typed);
        let home: Option<country::Id> = country.trim().to_ascii_uppercase().parse().ok();
        if !typed
            .chars()
            .all(|c| c.is_ascii_digit() || " +-./()".contains(c))
        {
            return Err(refused());
        }
        let number = phonenumber::parse(home, typed).map_err(|_| refused())?;
        let e164 = number.format().mode(Mode::E164).to_string();
        // E.164 allows 15 digits; nothing of fewer than 7 with its country reaches anybody.
        if !(8..=16).contains(&e164.len()) {
            return Err(refused());
        }
        // A country with shorter numbers knows them.
        let known = number.is_valid();
        if !known && national(&number) < SHORTEST {
            return Err(msg!("phone-short", text = typed));
        }
        let display = number.format().mode(Mode::International).to_string();
        Ok(Phone {
            e164,
            display,
            known,
        })
    }

    /// What to tell about a number its country does not know.
    #[must_use]
    pub fn warning(&self) -> Option<Msg> {
        (!self.known).then(|| msg!("phone-unusual"))
    }
}

/// How many digits a number has within its country.
fn national(number: &phonenumber::PhoneNumber) -> usize {
    number.national().value().to_string().len()
}

/// The digits of a number as typed into a find line, without the zeros people dial before it, to be
/// found inside an E.164 number.
#[must_use]
pub fn search_digits(raw: &str) -> String {
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("087 123 4567", "IE", "+353871234567")]
    #[case("+353 87 123 4567", "DE", "+353871234567")]
    #[case("(030) 901820", "de", "+4930901820")]
    #[case("00353871234567", "GB", "+353871234567")]
    #[case("202-456-1111", "US", "+12024561111")]
    fn r_74_a_number_without_a_plus_is_of_the_sites_country(
        #[case] raw: &str,
        #[case] country: &str,
        #[case] e164: &str,
    ) {
        let phone = Phone::parse(raw, country).unwrap();
        assert_eq!((phone.e164.as_str(), phone.known), (e164, true));
    }

    #[rstest]
    #[case("call me")]
    #[case("12")]
    #[case("087 123 4567\u{1b}[2J")]
    #[case("")]
    fn r_74_what_is_no_number_is_refused(#[case] raw: &str) {
        assert_eq!(Phone::parse(raw, "IE").unwrap_err().id, "phone-invalid");
    }

    #[rstest]
    #[case("0612345", "NL")]
    #[case("+353 87 123", "IE")]
    fn r_74_half_a_number_is_refused(#[case] raw: &str, #[case] country: &str) {
        assert_eq!(Phone::parse(raw, country).unwrap_err().id, "phone-short");
    }

    #[test]
    fn r_74_a_number_its_country_does_not_know_is_told_not_refused() {
        let phone = Phone::parse("+44 1111 2222", "IE").unwrap();
        assert_eq!(phone.warning().unwrap().id, "phone-unusual");
    }

    #[test]
    fn the_last_digits_somebody_remembers_are_inside_the_number() {
        let phone = Phone::parse("087 123 4567", "IE").unwrap();
        assert!(phone.e164.contains(&search_digits("087 123")));
    }

    proptest::proptest! {
        #[test]
        fn a_number_as_shown_reads_back_as_itself(tail in 1_000_000u32..9_999_999) {
            let phone = Phone::parse(&format!("087{tail}"), "IE").unwrap();
            proptest::prop_assert_eq!(Phone::parse(&phone.display, "DE").unwrap(), phone);
        }
    }
}
