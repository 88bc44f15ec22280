//! Why the desk did not do it: sentences a clerk can read.

use thiserror::Error;

use crate::domain::permission::Permission;
use crate::domain::{Arg, Msg, Ts, msg};
use crate::store;

/// What a verb answers.
pub type Result<T> = std::result::Result<T, Error>;

/// A refusal. [`Error::msg`] puts it into words.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Error {
    /// The actor's roles do not hold this permission at this site.
    #[error("forbidden: {permission}")]
    Forbidden {
        /// What was asked for.
        permission: Permission,
    },
    /// Nobody is logged in, or the session has ended.
    #[error("no session")]
    NoSession,
    /// A value that cannot stand; shown under its field.
    #[error("invalid {field}")]
    Invalid {
        /// The field's name in the form.
        field: &'static str,
        /// What is wrong and what to do.
        why: Msg,
    },
    /// The time is taken; with the next that fit.
    #[error("taken")]
    Taken {
        /// Who has it, in words ("AB-123-C, bay 2, 10:00 – 11:30").
        by: Msg,
        /// The next free fits, best first; at most three.
        free: Vec<Fit>,
    },
    /// Something must be done first; each in words.
    #[error("blocked")]
    Blocked {
        /// What stands in the way.
        blockers: Vec<Msg>,
    },
    /// A state machine or a rule says no, in words.
    #[error("refused")]
    Refused(Msg),
    /// Someone has changed the record since it was read.
    #[error("stale")]
    Stale {
        /// Who did.
        by: String,
        /// When (UTC).
        at: Ts,
    },
    /// There is no such record (or not at this site).
    #[error("not found")]
    NotFound,
    /// The books cannot be reached; what was typed is kept.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Others kept the books busy until the tries were used up; the same verb may simply be run again.
    #[error("busy: {0}")]
    Busy(String),
    /// The books can be read but not written, or the disk is full.
    #[error("cannot write")]
    CannotWrite(Msg),
    /// A mistake of ours, for the log; the words only say where to look.
    #[error("internal: {0}")]
    Internal(String),
}

/// A free fit that a refusal proposes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub ends_at: Ts,
    /// Where, in words ("2 Lift").
    pub place: String,
    /// The bay; `None` where none is needed.
    pub bay: Option<crate::domain::BayId>,
}

impl Error {
    /// Shorthand for a value refused beside its field.
    #[must_use]
    pub fn invalid(field: &'static str, why: Msg) -> Error {
        Error::Invalid { field, why }
    }

    /// Whether the store is out of reach: the screen shows a banner instead of a toast.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        matches!(self, Error::Unavailable(_))
    }

    /// The refusal in one sentence.
    #[must_use]
    pub fn msg(&self) -> Msg {
        match self {
            Error::Forbidden { permission } => {
                msg!("desk-forbidden", permission = permission.label())
            }
            Error::NoSession => msg!("desk-no-session"),
            Error::Invalid { why, .. } => why.clone(),
            Error::Taken { by, .. } => msg!("desk-taken", by = by.clone()),
            Error::Blocked { blockers } => msg!(
                "desk-blocked",
                count = blockers.len() as i64,
                first = blockers
                    .first()
                    .cloned()
                    .map_or(Arg::Text(String::new()), Arg::from)
            ),
            Error::Refused(why) => why.clone(),
            Error::Stale { by, at } => msg!("desk-stale", by = by.clone(), at = *at),
            Error::NotFound => msg!("desk-not-found"),
            Error::Unavailable(_) => msg!("desk-unavailable"),
            Error::Busy(_) => msg!("desk-busy"),
            Error::CannotWrite(why) => why.clone(),
            Error::Internal(_) => msg!("desk-internal"),
        }
    }
}

impl From<store::Error> for Error {
    fn from(e: store::Error) -> Self {
        use store::Error as E;
        match e {
            E::NotFound => Error::NotFound,
            E::Stale => Error::Stale {
                by: String::new(),
                at: Ts(0),
            },
            E::Busy(why) => Error::Busy(why),
            E::Unavailable(why) => {
                tracing::warn!(%why, "store out of reach");
                Error::Unavailable(why)
            }
            E::Full => Error::CannotWrite(msg!("desk-disk-full")),
            E::ReadOnly => Error::CannotWrite(msg!("desk-read-only")),
            E::Newer(_) => Error::CannotWrite(msg!("desk-newer")),
            E::Foreign(step) => Error::CannotWrite(msg!("desk-foreign", step = step)),
            E::NotBooks => Error::CannotWrite(msg!("desk-not-books")),
            E::NetworkDisk(kind) => Error::CannotWrite(msg!("desk-network-disk", kind = kind)),
            e @ (E::Rule(_) | E::Reference(_) | E::Other(_)) => {
                tracing::error!(error = %e, "the store refused what the desk let through");
                Error::Internal(e.to_string())
            }
        }
    }
}
