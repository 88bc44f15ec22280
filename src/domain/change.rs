//! What the change feed speaks of.

crate::text_enum! {
    "topic"
    /// A part of the store that has moved; terminals looking at it fetch again.
    pub enum Topic {
        /// Bookings and occupancies.
        Bookings = "bookings",
        /// Jobs with their lines, tasks, times and notes.
        Jobs = "jobs",
        /// Parts, their codes, stock and movements.
        Stock = "stock",
        /// Invoices, payments and allocations.
        Invoices = "invoices",
        /// Customers, vehicles and ownership.
        Customers = "customers",
        /// Outbox and alerts.
        Messages = "messages",
        /// Staff, roles and sessions.
        People = "people",
        /// Settings, catalogue and templates.
        Settings = "settings",
        /// The store's own version.
        Schema = "schema",
    }
}
