//! Records that turn out to be one.

crate::text_enum! {
    "merge-entity"
    /// What was made one.
    pub enum Entity {
        /// Two customers.
        Customer = "customer",
        /// Two vehicles.
        Vehicle = "vehicle",
    }
}
