//! Being away from work.

crate::text_enum! {
    "absence-kind"
    /// Why somebody is away.
    pub enum Kind {
        /// Days off.
        Holiday = "holiday",
        /// Ill.
        Sick = "sick",
        /// On a course.
        Training = "training",
        /// Something else.
        Other = "other",
    }
}
