//! Periodic tasks.

crate::text_enum! {
    "missed-run"
    /// What to do about runs that were missed.
    pub enum Missed {
        /// Run once.
        Once = "once",
        /// Wait for the next.
        Skip = "skip",
    }
}
