//! Vehicles on the move without their owners: collection, delivery, courtesy cars. States of product/states.md 8.

use super::refused::machine;

crate::text_enum! {
    "leg-kind"
    /// Which way a leg goes.
    pub enum LegKind {
        /// From the customer to the workshop.
        Collection = "collection",
        /// Back to the customer.
        Delivery = "delivery",
    }
}

crate::text_enum! {
    "leg-status"
    /// How far a leg has come.
    pub enum Leg {
        /// Wanted; no time yet.
        Requested = "requested",
        /// It has a window.
        Scheduled = "scheduled",
        /// It has a driver.
        DriverAssigned = "driver_assigned",
        /// On the road.
        EnRoute = "en_route",
        /// The vehicle arrived.
        Done = "done",
        /// Nobody was there, or the vehicle would not go.
        Failed = "failed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    "leg-event"
    /// What happens to a leg.
    pub enum LegEvent {
        /// A window is agreed.
        Schedule = "schedule",
        /// A driver takes it.
        Assign = "assign",
        /// Neither window nor driver holds any more.
        Unplan = "unplan",
        /// The driver leaves.
        Start = "start",
        /// The vehicle is where it should be.
        Arrive = "arrive",
        /// It did not work.
        Fail = "fail",
        /// It is called off.
        Cancel = "cancel",
    }
}

machine!(Leg, LegEvent {
    Requested: Schedule => Scheduled, Assign => DriverAssigned, Cancel => Cancelled;
    Scheduled: Schedule => Scheduled, Assign => DriverAssigned, Unplan => Requested, Cancel => Cancelled;
    DriverAssigned: Schedule => Scheduled, Assign => DriverAssigned, Unplan => Requested, Start => EnRoute,
        Cancel => Cancelled;
    EnRoute: Arrive => Done, Fail => Failed;
    Failed: Schedule => Scheduled, Assign => DriverAssigned, Unplan => Requested, Cancel => Cancelled;
});

crate::text_enum! {
    "loan-status"
    /// How far the loan of a courtesy car has come.
    pub enum Loan {
        /// Promised.
        Reserved = "reserved",
        /// With the customer.
        Out = "out",
        /// Back in the yard.
        Returned = "returned",
        /// Looked at and ready again.
        Inspected = "inspected",
        /// Not needed.
        Cancelled = "cancelled",
    }
}

crate::text_enum! {
    "loan-event"
    /// What happens to a loan.
    pub enum LoanEvent {
        /// The keys are handed over.
        HandOut = "hand_out",
        /// The car is back.
        TakeBack = "take_back",
        /// It was looked at.
        Inspect = "inspect",
        /// It is not needed.
        Cancel = "cancel",
    }
}

machine!(Loan, LoanEvent {
    Reserved: HandOut => Out, Cancel => Cancelled;
    Out: TakeBack => Returned;
    Returned: Inspect => Inspected;
});
