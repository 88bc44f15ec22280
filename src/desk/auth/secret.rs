//! Hashes of passwords and PINs (argon2id), and tokens of sessions. Hashing is work for another thread.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};

use super::super::{Error, Result};

/// What a hash costs; kept in the hash itself, so that it may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// 19 MiB, 2 passes, 1 lane: some 30 ms.
    fn default() -> Self {
        Cost {
            memory_kib: 19_456,
            passes: 2,
            lanes: 1,
        }
    }
}

impl Cost {
    fn hasher(self) -> Result<Argon2<'static>> {
        let params =
            Params::new(self.memory_kib, self.passes, self.lanes, None).map_err(internal)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Hashes with a fresh salt.
pub(crate) async fn hash(cost: Cost, secret: &str) -> Result<String> {
    let secret = secret.to_owned();
    work(move || {
        let hash = cost
            .hasher()?
            .hash_password(secret.as_bytes())
            .map_err(internal)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether the secret is the one. Without a hash it works as long and says no, so that an answer's time does
/// not tell who exists.
pub(crate) async fn verify(cost: Cost, hash: Option<String>, secret: &str) -> Result<bool> {
    let secret = secret.to_owned();
    work(move || {
        let Some(hash) = hash else {
            cost.hasher()?
                .hash_password(secret.as_bytes())
                .map_err(internal)?;
            return Ok(false);
        };
        let hash = PasswordHash::new(&hash).map_err(internal)?;
        Ok(Argon2::default()
            .verify_password(secret.as_bytes(), &hash)
            .is_ok())
    })
    .await
}

/// Whether a hash was made at another cost.
pub(crate) fn is_of_another_cost(cost: Cost, hash: &str) -> bool {
    let wanted = format!("m={},t={},p={}", cost.memory_kib, cost.passes, cost.lanes);
    !hash.split('$').any(|part| part == wanted)
}

/// A fresh token of a session, 256 bits in hex.
pub(crate) fn token() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// What is kept of a token.
pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, b| {
        let _ = write!(text, "{b:02x}");
        text
    })
}

async fn work<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(f).await.map_err(internal)?
}

fn internal(e: impl std::fmt::Display) -> Error {
    Error::Internal(e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    #[tokio::test]
    async fn a_hash_knows_its_secret_and_its_cost() {
        let made = hash(CHEAP, "correct horse").await.unwrap();
        assert!(made.starts_with("$argon2id$"));
        assert!(
            verify(Cost::default(), Some(made.clone()), "correct horse")
                .await
                .unwrap()
        );
        assert!(
            !verify(CHEAP, Some(made.clone()), "wrong horse")
                .await
                .unwrap()
        );
        assert!(!is_of_another_cost(CHEAP, &made));
        assert!(is_of_another_cost(Cost::default(), &made));
    }

    #[tokio::test]
    async fn nobodys_password_is_never_right() {
        assert!(!verify(CHEAP, None, "").await.unwrap());
    }

    #[test]
    fn a_token_is_not_what_is_kept_of_it() {
        let token = token();
        assert_eq!(token.len(), 64);
        assert_eq!(token_hash(&token).len(), 64);
        assert_ne!(token_hash(&token), token);
        assert_eq!(
            token_hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
