//! How much a job presses (S2-08): 1 to 4, the higher the sooner.

crate::text_enum! {
    "priority"
    /// How much a job presses.
    pub enum Priority {
        /// When there is time.
        Low = "1",
        /// As everybody.
        Normal = "2",
        /// Before others.
        High = "3",
        /// Before all.
        Urgent = "4",
    }
}

impl Priority {
    /// Of its stored number; nobody having said anything is as everybody.
    #[must_use]
    pub const fn of(n: i64) -> Self {
        match n {
            1 => Priority::Low,
            3 => Priority::High,
            4 => Priority::Urgent,
            _ => Priority::Normal,
        }
    }

    /// Its number, 1 to 4.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Priority::Low => 1,
            Priority::Normal => 2,
            Priority::High => 3,
            Priority::Urgent => 4,
        }
    }

    /// Whether it goes before others.
    #[must_use]
    pub const fn presses(self) -> bool {
        matches!(self, Priority::High | Priority::Urgent)
    }
}
