//! The one place that reads the clock. Tests hold their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::Ts;

/// What time it is.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands until it is set: for tests, the demo and pictures.
    Held(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this instant.
    #[must_use]
    pub fn held(at: Ts) -> Clock {
        Clock::Held(Arc::new(AtomicI64::new(at.0)))
    }

    /// Now, in microseconds UTC.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Ts {
        match self {
            Clock::System => Ts(chrono::Utc::now().timestamp_micros()),
            Clock::Held(at) => Ts(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a held clock; the machine's clock does not listen.
    pub fn set(&self, to: Ts) {
        if let Clock::Held(at) = self {
            at.store(to.0, Ordering::Relaxed);
        }
    }
}
