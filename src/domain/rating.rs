//! What customers think of a job: one to five, after it was collected.

crate::text_enum! {
    "rating-source"
    /// How the rating reached the workshop.
    pub enum Source {
        /// Said at the counter.
        Counter = "counter",
        /// Said on the phone.
        Phone = "phone",
        /// An answer to a text.
        Sms = "sms",
        /// An answer to an e-mail.
        Email = "email",
    }
}
