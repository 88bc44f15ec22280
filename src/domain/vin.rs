//! Vehicle identification numbers, ISO 3779.

use super::{Msg, msg};

/// A number of 17 letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Vin {
    /// In capitals, without spaces.
    pub text: String,
    /// Whether the ninth sign is the right check digit. North America demands it, Europe often leaves it
    /// out, so a wrong one is told and never refused.
    pub check_digit_ok: bool,
}

impl Vin {
    /// Reads one; spaces and hyphens are left out.
    ///
    /// # Errors
    /// If it has not 17 signs, or one that no VIN has (I, O, Q and all but letters and digits).
    pub fn parse(raw: &str) -> Result<Vin, Msg> {
        let text: String = raw
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .flat_map(char::to_uppercase)
            .collect();
        if let Some(sign) = text.chars().find(|c| value(*c).is_none()) {
            return Err(msg!("vin-sign", sign = sign.escape_debug().to_string()));
        }
        let length = text.chars().count();
        if length != 17 {
            return Err(msg!("vin-length", length = length));
        }
        let sum: u32 = text
            .chars()
            .filter_map(value)
            .zip(WEIGHTS)
            .map(|(v, w)| v * w)
            .sum();
        let wanted = char::from_digit(sum % 11, 10).unwrap_or('X');
        let check_digit_ok = text.chars().nth(8) == Some(wanted);
        Ok(Vin {
            text,
            check_digit_ok,
        })
    }

    /// What to tell about a check digit that is not right.
    #[must_use]
    pub fn warning(&self) -> Option<Msg> {
        (!self.check_digit_ok).then(|| msg!("vin-check-digit"))
    }
}

const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// What a sign counts in the check sum; `None` for a sign no VIN has.
const fn value(sign: char) -> Option<u32> {
    Some(match sign {
        '0'..='9' => sign as u32 - '0' as u32,
        'A' | 'J' => 1,
        'B' | 'K' | 'S' => 2,
        'C' | 'L' | 'T' => 3,
        'D' | 'M' | 'U' => 4,
        'E' | 'N' | 'V' => 5,
        'F' | 'W' => 6,
        'G' | 'P' | 'X' => 7,
        'H' | 'Y' => 8,
        'R' | 'Z' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::all_ones("11111111111111111", true)]
    #[case::with_an_x("1M8GDM9AXKP042788", true)]
    #[case::small_letters_and_spaces("1m8g dm9a xkp0 42788", true)]
    #[case::european("WVWZZZ1JZXW000001", false)]
    fn r_74_a_wrong_check_digit_is_told_not_refused(#[case] raw: &str, #[case] ok: bool) {
        let vin = Vin::parse(raw).unwrap();
        assert_eq!((vin.check_digit_ok, vin.warning().is_none()), (ok, ok));
    }

    #[rstest]
    #[case("1M8GDM9AXKP04278", "vin-length")]
    #[case("1M8GDM9AXKPO42788", "vin-sign")]
    #[case("1M8GDM9AXKPI42788", "vin-sign")]
    #[case("1M8GDM9AXKPÄ42788", "vin-sign")]
    fn r_74_a_vin_refuses(#[case] raw: &str, #[case] id: &str) {
        assert_eq!(Vin::parse(raw).unwrap_err().id, id);
    }
}
