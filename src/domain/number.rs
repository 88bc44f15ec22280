//! Human numbers of documents.

crate::text_enum! {
    "series"
    /// What is numbered, by its prefix.
    pub enum Series {
        /// Bookings.
        Booking = "BK",
        /// Jobs.
        Job = "JOB",
        /// Estimates.
        Estimate = "EST",
        /// Invoices.
        Invoice = "INV",
        /// Credit notes.
        CreditNote = "CN",
        /// Purchase orders.
        Purchase = "PO",
        /// Receipts of payments.
        Receipt = "RCPT",
        /// Sales at the counter.
        Sale = "SALE",
        /// Till closings.
        Till = "Z",
    }
}

impl Series {
    /// Whether a missing number would have to be explained.
    #[must_use]
    pub const fn is_gapless(self) -> bool {
        matches!(self, Series::Invoice | Series::CreditNote | Series::Till)
    }
}
