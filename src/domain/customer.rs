//! Customers: the people and companies whose vehicles come here.

crate::text_enum! {
    "customer-kind"
    /// Who the customer is.
    pub enum Kind {
        /// A person.
        Person = "person",
        /// A company.
        Company = "company",
    }
}

crate::text_enum! {
    "channel"
    /// How a customer wants to be told.
    pub enum Channel {
        /// E-mail.
        Email = "email",
        /// Text message.
        Sms = "sms",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// A person calls.
        Phone = "phone",
        /// Not at all.
        None = "none",
    }
}

crate::text_enum! {
    "contact-kind"
    /// What a contact point is.
    pub enum ContactKind {
        /// A phone number, kept as E.164.
        Phone = "phone",
        /// An e-mail address, matched in lower case.
        Email = "email",
    }
}
