//! What can be taken back at this terminal: the last fifty verbs of the last ten minutes.

use crate::desk::Inverse;
use crate::domain::{Msg, Ts};
use std::collections::VecDeque;

const KEPT: usize = 50;
const MINUTES: i64 = 10;

/// A stack of inverses, newest last.
#[derive(Default)]
pub struct Steps {
    kept: VecDeque<(Msg, Inverse, Ts)>,
}

impl Steps {
    /// One more verb that can be taken back.
    pub fn push(&mut self, what: Msg, inverse: Inverse, now: Ts) {
        self.kept.push_back((what, inverse, now));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
    }

    /// The newest, if it is not too old.
    pub fn pop(&mut self, now: Ts) -> Option<(Msg, Inverse)> {
        let (what, inverse, at) = self.kept.pop_back()?;
        if at.plus_minutes(MINUTES) < now {
            self.kept.clear();
            return None;
        }
        Some((what, inverse))
    }

    /// Forgets all: another person is here now, or something new was done.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}
