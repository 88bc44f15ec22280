//! Why the program stops before it has begun: a sentence and an exit status.

use crate::domain::Msg;

/// The statuses a script can tell apart.
pub mod status {
    /// What was asked for could not be done.
    pub const FAILED: u8 = 1;
    /// It was asked for wrongly: an unknown argument, a faulty configuration, no terminal to draw on.
    pub const MISUSED: u8 = 2;
}

/// The end, in words for whoever typed the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// One sentence: the cause and the cure.
    pub why: Msg,
    /// The exit status.
    pub status: u8,
}

impl Stop {
    /// It was asked for, and it did not work.
    #[must_use]
    pub fn failed(why: Msg) -> Self {
        let status = status::FAILED;
        Self { why, status }
    }

    /// It could not even be tried.
    #[must_use]
    pub fn misused(why: Msg) -> Self {
        let status = status::MISUSED;
        Self { why, status }
    }
}
