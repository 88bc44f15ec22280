//! Hashes of passwords and PINs (argon2id), and tokens of sessions. Hashing is work for another thread.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
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
        let hasher = cost.hasher()?;
        let salt = fresh_salt()?;
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(hasher.params()).map_err(internal)?,
            hash: Some(digest(&hasher, &secret, &salt)?),
            salt: Some(salt),
        };
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
            digest(&cost.hasher()?, &secret, &fresh_salt()?)?;
            return Ok(false);
        };
        let hash = PasswordHash::new(&hash).map_err(internal)?;
        let (Some(salt), Some(kept)) = (&hash.salt, &hash.hash) else {
            return Ok(false);
        };
        let version = match hash.version {
            Some(version) => Version::try_from(version).map_err(internal)?,
            None => Version::default(),
        };
        let hasher = Argon2::new(
            hash.algorithm.as_str().parse().map_err(internal)?,
            version,
            Params::try_from(&hash).map_err(internal)?,
        );
        // Compared in constant time, as the type does.
        Ok(digest(&hasher, &secret, salt)? == *kept)
    })
    .await
}

fn fresh_salt() -> Result<Salt> {
    Salt::new(&rand::random::<[u8; 16]>()).map_err(internal)
}

fn digest(hasher: &Argon2<'_>, secret: &str, salt: &Salt) -> Result<Output> {
    let length = hasher.params().output_len();
    let mut bytes = [0; Output::MAX_LENGTH];
    let out = bytes
        .get_mut(..length.unwrap_or(Params::DEFAULT_OUTPUT_LEN))
        .ok_or_else(|| internal("a hash of such length"))?;
    hasher
        .hash_password_into_with_memory(secret.as_bytes(), salt, out, room(hasher.params()))
        .map_err(internal)?;
    Output::new(out).map_err(internal)
}

/// The C library keeps up to twice the largest block it ever got back, of those up to 32 MiB: one log-in, and the
/// program would stay that much larger. A larger block goes back at once, and what is not touched of it costs nothing.
const RETURNED: usize = 33 * 1024;

/// Memory to hash in.
fn room(params: &Params) -> Vec<Block> {
    let blocks = params.block_count();
    let mut room = Vec::with_capacity(blocks.max(RETURNED));
    room.resize(blocks, Block::new());
    room
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
    async fn a_hash_of_before_is_still_understood() {
        let kept = "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$";
        let of_argon2 = argon2::password_hash::PasswordHasher::hash_password_with_salt(
            &Argon2::new(
                Algorithm::Argon2id,
                Version::V0x13,
                Params::new(64, 2, 1, None).unwrap(),
            ),
            b"under the lift",
            b"somesaltsomesalt",
        )
        .unwrap()
        .to_string();
        assert!(of_argon2.starts_with(kept), "{of_argon2}");
        assert!(
            verify(CHEAP, Some(of_argon2), "under the lift")
                .await
                .unwrap()
        );
    }

    #[test]
    fn the_memory_of_a_hash_goes_back_to_the_machine() {
        let cost = Cost::default();
        let room = room(cost.hasher().unwrap().params());
        assert_eq!(room.len(), 19_456);
        assert!(room.capacity() * Block::SIZE > 32 << 20);
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
