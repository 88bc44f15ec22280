//! E-mail addresses: kept as written, matched in lower case.

use super::{Msg, msg};

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email {
    /// As written.
    pub address: String,
    /// In lower case, to match by.
    pub key: String,
}

impl Email {
    /// Reads an address. It has to look like one; whether it exists only a message can tell.
    ///
    /// # Errors
    /// If it does not look like `name@host.tld`.
    pub fn parse(raw: &str) -> Result<Email, Msg> {
        let address = raw.trim();
        let refused = || msg!("email-invalid", text = address);
        let (local, host) = address.rsplit_once('@').ok_or_else(refused)?;
        let local_ok = (1..=64).contains(&local.len())
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local
                .chars()
                .all(|c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
        let host_ok = host.contains('.')
            && host.split('.').all(|part| {
                (1..=63).contains(&part.len())
                    && !part.starts_with('-')
                    && !part.ends_with('-')
                    && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        if !local_ok || !host_ok || address.len() > 254 {
            return Err(refused());
        }
        Ok(Email {
            address: address.to_owned(),
            key: address.to_lowercase(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn r_74_an_address_is_matched_in_lower_case() {
        let email = Email::parse(" Ann.Murphy@Example.IE ").unwrap();
        assert_eq!(
            (email.address.as_str(), email.key.as_str()),
            ("Ann.Murphy@Example.IE", "ann.murphy@example.ie")
        );
    }

    #[rstest]
    #[case("ann")]
    #[case("ann@host")]
    #[case("@example.ie")]
    #[case("ann@@example.ie")]
    #[case("ann@example..ie")]
    #[case("ann b@example.ie")]
    #[case("ann@exam\nple.ie")]
    #[case("ann@-example.ie")]
    #[case("<ann@example.ie>")]
    fn r_74_what_does_not_look_like_an_address_is_refused(#[case] raw: &str) {
        assert_eq!(Email::parse(raw).unwrap_err().id, "email-invalid");
    }
}
