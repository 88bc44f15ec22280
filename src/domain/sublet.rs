//! Work sent out to another firm. States of product/states.md 8.

use super::refused::machine;

crate::text_enum! {
    "sublet-status"
    /// How far work at another firm has come.
    pub enum Status {
        /// To be sent.
        Needed = "needed",
        /// With the other firm.
        SentOut = "sent_out",
        /// Back here.
        Back = "back",
        /// The firm has sent its bill.
        Invoiced = "invoiced",
    }
}

crate::text_enum! {
    "sublet-event"
    /// What happens to work at another firm.
    pub enum Event {
        /// It is sent.
        SendOut = "send_out",
        /// It comes back.
        TakeBack = "take_back",
        /// The bill is here.
        Invoice = "invoice",
    }
}

impl Status {
    /// Whether the work is done and back.
    #[must_use]
    pub const fn is_back(self) -> bool {
        matches!(self, Status::Back | Status::Invoiced)
    }
}

machine!(Status, Event {
    Needed: SendOut => SentOut;
    SentOut: TakeBack => Back;
    Back: Invoice => Invoiced;
});
