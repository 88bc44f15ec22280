//! What a password and a PIN must be, and how often they may be wrong.

use super::{Msg, Ts, msg};

/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;
/// The most: hashing a novel would keep the machine busy.
pub const PASSWORD_MAX: usize = 200;
/// How many digits a PIN has.
pub const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;
/// Wrong passwords in an hour after which one waits.
pub const FAILURES_AN_HOUR: i64 = 15;
/// How long one waits then, in minutes.
pub const WAIT_MIN: i64 = 15;
/// Wrong PINs after which the password is asked for.
pub const PIN_TRIES: i64 = 5;
/// For how long after the password a PIN will do on the same terminal, in minutes.
pub const PIN_GOOD_MIN: i64 = 12 * 60;

/// Refuses a password that is too short or too long.
///
/// # Errors
/// With what is wrong.
pub fn check_password(password: &str) -> Result<(), Msg> {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return Err(msg!("password-too-short", min = PASSWORD_MIN));
    }
    if length > PASSWORD_MAX {
        return Err(msg!("password-too-long", max = PASSWORD_MAX));
    }
    Ok(())
}

/// Refuses a PIN that is not four to eight digits, or the same digit over and over.
///
/// # Errors
/// With what is wrong.
pub fn check_pin(pin: &str) -> Result<(), Msg> {
    if !PIN_DIGITS.contains(&pin.len()) || !pin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(msg!("pin-digits"));
    }
    if pin.bytes().all(|b| Some(b) == pin.bytes().next()) {
        return Err(msg!("pin-too-simple"));
    }
    Ok(())
}

/// Whether somebody who types this means a PIN, right or wrong: digits, and fewer than a password has.
#[must_use]
pub fn is_like_a_pin(typed: &str) -> bool {
    let digits = typed.bytes().all(|b| b.is_ascii_digit());
    digits && !typed.is_empty() && typed.len() <= *PIN_DIGITS.end()
}

/// How many whole minutes a log-in has to wait after that many failures within the hour, of which the last
/// was then; `None` when it may try.
#[must_use]
pub fn wait_minutes(failures: i64, last: Option<Ts>, now: Ts) -> Option<i64> {
    let until = last?.plus_minutes(WAIT_MIN);
    (failures >= FAILURES_AN_HOUR && now < until).then(|| now.minutes_until(until).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nine_characters("123456789", false)]
    #[case::ten_characters("1234567890", true)]
    #[case::ten_letters_of_another_script("цветочница", true)]
    fn a_password_has_ten_characters(#[case] password: &str, #[case] good: bool) {
        assert_eq!(check_password(password).is_ok(), good);
    }

    #[rstest]
    #[case::three("123", false)]
    #[case::four("1234", true)]
    #[case::eight("12345678", true)]
    #[case::nine("123456789", false)]
    #[case::letters("12a4", false)]
    #[case::digits_of_another_script("१२३४", false)]
    #[case::one_digit_four_times("7777", false)]
    fn a_pin_has_four_to_eight_digits(#[case] pin: &str, #[case] good: bool) {
        assert_eq!(check_pin(pin).is_ok(), good);
    }

    #[test]
    fn the_fifteenth_failure_makes_one_wait_a_quarter_of_an_hour() {
        let last = Ts(0);
        assert_eq!(wait_minutes(14, Some(last), last), None);
        assert_eq!(wait_minutes(15, Some(last), last), Some(15));
        assert_eq!(wait_minutes(15, Some(last), last.plus_minutes(14)), Some(1));
        assert_eq!(wait_minutes(15, Some(last), last.plus_minutes(15)), None);
    }
}
