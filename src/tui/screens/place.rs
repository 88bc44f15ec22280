//! Where one can go, and what one can have open.

use crate::domain::{
    BookingId, CustomerId, InvoiceId, JobId, OutboxId, PartId, StaffId, VehicleId,
};
use chrono::NaiveDate;

/// A record or a day that some screen can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A day of the booking sheet.
    Day(NaiveDate),
    /// A booking.
    Booking(BookingId),
    /// A job card.
    Job(JobId),
    /// A part.
    Part(PartId),
    /// An invoice.
    Invoice(InvoiceId),
    /// A customer.
    Customer(CustomerId),
    /// A vehicle.
    Vehicle(VehicleId),
    /// A message in the outbox.
    Message(OutboxId),
    /// Somebody of the workshop.
    Staff(StaffId),
}

/// A record somebody has open: the table's name and the row's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// As the audit names it: `booking`, `job`, `invoice`, …
    pub entity: &'static str,
    /// The row.
    pub id: i64,
}
