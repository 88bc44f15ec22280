//! The commands beside the screens: `user`, `doctor`, `worker`, `config` and their like.
//!
//! They speak to the desk like a screen does and print plain lines. They never name the store, never
//! draw, and never print a secret.

pub mod ask;
pub mod backup;
pub mod calendar;
pub mod config;
pub mod doctor;
pub mod grammar;
pub mod keys;
pub mod migrate;
pub mod user;

use std::io;

use thiserror::Error;

use crate::desk;
use crate::domain::{Msg, msg};

/// What a command answers.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command did not do it.
#[derive(Debug, Error)]
pub enum Error {
    /// In words for whoever typed it.
    #[error("{0}")]
    Said(Msg),
    /// It was asked for wrongly; in words for whoever typed it.
    #[error("{0}")]
    Misused(Msg),
    /// The desk refused.
    #[error("{0}")]
    Desk(#[from] desk::Error),
    /// What it had to say could not be written.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Error {
    /// The reason in one sentence.
    #[must_use]
    pub fn msg(&self) -> Msg {
        match self {
            Self::Said(why) | Self::Misused(why) => why.clone(),
            Self::Desk(why) => why.msg(),
            Self::Io(why) => msg!("cli-io", why = why.to_string()),
        }
    }
}
