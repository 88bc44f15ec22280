//! Marks for the desk's inbox.

crate::text_enum! {
    "alert-kind"
    /// What an alert is about.
    pub enum Kind {
        /// A part fell to its reorder level.
        LowStock = "low_stock",
        /// A job is late.
        Overdue = "overdue",
        /// A message was given up.
        DeadMessage = "dead_message",
        /// Somebody got a task.
        Assigned = "assigned",
        /// A place fell free that somebody on the waiting list would take.
        SlotFree = "slot_free",
        /// A courtesy car is not back in time.
        LoanOverdue = "loan_overdue",
        /// A mechanic declined a task.
        Declined = "declined",
        /// The service of a piece of equipment is due (S2-16).
        ServiceDue = "service_due",
        /// A customer did not come, and somebody should call.
        NoShow = "no_show",
    }
}
