//! Tools that jobs compete for.

crate::text_enum! {
    "equipment-kind"
    /// What a piece of equipment is.
    pub enum Kind {
        /// A hand or power tool.
        Tool = "tool",
        /// A mobile lift or jack.
        Lift = "lift",
        /// A diagnostic set.
        Diagnostic = "diagnostic",
        /// For tyres and wheels.
        Tyre = "tyre",
        /// Worn or used for safety.
        Safety = "safety",
        /// A van or trailer.
        Van = "van",
        /// Something else.
        Other = "other",
    }
}
