//! What somebody wants booked.

use crate::domain::booking::{Arrival, Source};
use crate::domain::{
    BayId, BookingTypeId, CannedJobId, CustomerId, EquipmentId, StaffId, Ts, VehicleId,
};

/// A booking as it is asked for. What is left open the desk fills in: the length from the canned jobs or the
/// type, the bay from those that are free and of the right kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Who comes (and pays).
    pub customer: CustomerId,
    /// With what; a request may leave it open.
    pub vehicle: Option<VehicleId>,
    /// The preset.
    pub kind: BookingTypeId,
    /// When (UTC).
    pub starts_at: Ts,
    /// How long; `None` is the planned labour, else the preset.
    pub minutes: Option<i64>,
    /// Where; `None` is the first free bay of the kind.
    pub bay: Option<BayId>,
    /// By whom, if it is agreed.
    pub staff: Option<StaffId>,
    /// With which equipment, beside what its work names.
    pub tools: Vec<EquipmentId>,
    /// Leaves the vehicle, waits, or came without a booking.
    pub arrival: Arrival,
    /// Where the booking comes from.
    pub source: Source,
    /// What the customer wants, in their words.
    pub wish: String,
    /// For us.
    pub notes: String,
    /// Canned jobs to plan.
    pub canned: Vec<CannedJobId>,
    /// Why in the past or beyond the target load, where that is wanted.
    pub reason: String,
}

/// A time and a place, whole: where a booking is to be after a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// From when (UTC).
    pub starts_at: Ts,
    /// How long, in minutes of working time; `None` is as long as it is.
    pub minutes: Option<i64>,
    /// Where; `None` is the first free bay of the kind.
    pub bay: Option<BayId>,
    /// By whom.
    pub staff: Option<StaffId>,
}
