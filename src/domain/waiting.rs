//! The waiting list: who comes as soon as a place falls free.

use super::refused::machine;

crate::text_enum! {
    "waiting-status"
    /// How far a wish has come.
    pub enum Status {
        /// No place yet.
        Waiting = "waiting",
        /// A place was found; the customer is asked.
        Offered = "offered",
        /// It became a booking.
        Booked = "booked",
        /// No longer wanted.
        Dropped = "dropped",
    }
}

crate::text_enum! {
    "waiting-event"
    /// What happens to a wish.
    pub enum Event {
        /// A place is offered.
        Offer = "offer",
        /// The customer passes this one.
        Pass = "pass",
        /// It is booked.
        Book = "book",
        /// It is dropped.
        Drop = "drop",
        /// It is wanted again.
        Wish = "wish",
    }
}

machine!(Status, Event {
    Waiting: Offer => Offered, Book => Booked, Drop => Dropped;
    Offered: Offer => Offered, Pass => Waiting, Book => Booked, Drop => Dropped;
    Dropped: Wish => Waiting;
});
