//! Bays: the places to work at.

crate::text_enum! {
    "bay-kind"
    /// What a bay is for.
    pub enum Kind {
        /// A lift.
        Lift = "lift",
        /// A flat place.
        Flat = "flat",
        /// The test lane.
        Mot = "mot",
        /// Tyres.
        Tyre = "tyre",
        /// Diagnosis.
        Diag = "diag",
        /// Washing.
        Wash = "wash",
    }
}
