//! Clocked time.

crate::text_enum! {
    "segment-lane"
    /// A person has one open segment in each lane.
    pub enum Lane {
        /// Being here.
        Shift = "shift",
        /// Working on something.
        Work = "work",
    }
}

crate::text_enum! {
    "segment-kind"
    /// What the clock runs on.
    pub enum Kind {
        /// Being here.
        Shift = "shift",
        /// A task.
        Task = "task",
        /// Something no customer pays for.
        Indirect = "indirect",
    }
}

impl Kind {
    /// The lane it runs in.
    #[must_use]
    pub const fn lane(self) -> Lane {
        match self {
            Kind::Shift => Lane::Shift,
            Kind::Task | Kind::Indirect => Lane::Work,
        }
    }
}

crate::text_enum! {
    "segment-source"
    /// How the segment came to be.
    pub enum Source {
        /// The clock ran.
        Live = "live",
        /// Written down afterwards.
        Manual = "manual",
    }
}

crate::text_enum! {
    "indirect"
    /// Work no customer pays for.
    pub enum Indirect {
        /// Cleaning.
        Cleaning = "cleaning",
        /// Training.
        Training = "training",
        /// Fetching parts.
        PartsRun = "parts_run",
        /// Waiting.
        Waiting = "waiting",
    }
}
