//! Values nobody sees again once they are read.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// What stands in place of a secret wherever one would be shown.
pub const HIDDEN: &str = "(hidden)";

/// A password. It can be read from TOML and handed on, and shows itself to nobody.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Keeps this text hidden from now on.
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The secret itself, for the one call that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(HIDDEN)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        // Through a value, because serde's own message would quote what stands there.
        match toml::Value::deserialize(d)? {
            toml::Value::String(text) => Ok(Self::new(text)),
            _ => Err(D::Error::custom("a secret is text between quotation marks")),
        }
    }
}

/// Where the books are: `sqlite:PATH` or `postgres://…`. The address may hold a password.
#[derive(Clone)]
pub struct StoreUrl(Secret);

impl StoreUrl {
    /// The address, if it is one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.strip_prefix("sqlite:");
        let known = match path {
            Some(path) => !path.trim_start_matches('/').is_empty(),
            None => text.starts_with("postgres://") || text.starts_with("postgresql://"),
        };
        known.then(|| Self(Secret::new(text)))
    }

    /// The address itself, for the one call that opens the store.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether the books are one file of this machine.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.expose().starts_with("sqlite:")
    }

    /// The file of the books; nothing where they are on a server.
    #[must_use]
    pub fn path(&self) -> Option<std::path::PathBuf> {
        let path = self.expose().strip_prefix("sqlite:")?;
        Some(path.strip_prefix("//").unwrap_or(path).into())
    }

    /// Whether a password stands in the address.
    #[must_use]
    pub fn holds_password(&self) -> bool {
        self.shown() != self.expose()
    }

    /// The address without its password.
    #[must_use]
    pub fn shown(&self) -> String {
        let text = self.expose();
        if self.is_file() {
            return text.to_owned();
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return text.to_owned();
        };
        // A password may hold anything, an at sign too: the last one ends it. Rather too much hidden than too little.
        let (who, place) = match rest.rsplit_once('@') {
            Some((who, place)) => match who.split_once(':') {
                Some((user, _)) => (format!("{user}:{HIDDEN}@"), place),
                None => (format!("{who}@"), place),
            },
            None => (String::new(), rest),
        };
        let (place, query) = match place.split_once('?') {
            Some((place, query)) => (place, Some(query)),
            None => (place, None),
        };
        let query = query.map_or(String::new(), |query| {
            let pairs: Vec<String> = query
                .split('&')
                .map(|pair| match pair.split_once('=') {
                    Some((key, _)) if key.contains("password") => format!("{key}={HIDDEN}"),
                    _ => pair.to_owned(),
                })
                .collect();
            format!("?{}", pairs.join("&"))
        });
        format!("{scheme}://{who}{place}{query}")
    }
}

impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Serialize for StoreUrl {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.shown())
    }
}

impl<'de> Deserialize<'de> for StoreUrl {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = Secret::deserialize(d)?;
        Self::parse(text.expose())
            .ok_or_else(|| D::Error::custom("a store is sqlite:PATH or postgres://…"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("sqlite:/srv/books.db", "sqlite:/srv/books.db")]
    #[case("postgres://ann:s3cret@db/shop", "postgres://ann:(hidden)@db/shop")]
    #[case("postgres://ann:a@b/c@db/shop", "postgres://ann:(hidden)@db/shop")]
    #[case("postgres://ann:a?b@db/shop", "postgres://ann:(hidden)@db/shop")]
    #[case("postgresql://ann@db/shop", "postgresql://ann@db/shop")]
    #[case(
        "postgres://db/s?user=a&password=x&sslmode=require",
        "postgres://db/s?user=a&password=(hidden)&sslmode=require"
    )]
    fn an_address_is_shown_without_its_password(#[case] url: &str, #[case] shown: &str) {
        let url = StoreUrl::parse(url).unwrap();
        assert_eq!(url.shown(), shown);
        assert_eq!(format!("{url:?}"), shown);
        assert_eq!(url.holds_password(), shown.contains(HIDDEN));
    }

    #[rstest]
    #[case("mysql://db/shop")]
    #[case("books.db")]
    #[case("sqlite:")]
    #[case("")]
    fn what_is_no_store_is_refused(#[case] url: &str) {
        assert!(StoreUrl::parse(url).is_none());
    }

    #[test]
    fn a_secret_shows_itself_to_nobody() {
        let secret = Secret::new("hunter2");
        assert_eq!(format!("{secret:?}"), HIDDEN);
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"(hidden)\"");
    }
}
