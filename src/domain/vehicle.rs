//! Vehicles: customers' cars, courtesy cars, cars for sale.

crate::text_enum! {
    "vehicle-use"
    /// What the vehicle is to the workshop.
    pub enum Use {
        /// A customer's.
        Customer = "customer",
        /// Lent to customers.
        Courtesy = "courtesy",
        /// For sale.
        Sale = "sale",
    }
}

crate::text_enum! {
    "sale-status"
    /// How the sale of a car for sale stands.
    pub enum SaleStatus {
        /// On the lot.
        Available = "available",
        /// Kept for somebody.
        Reserved = "reserved",
        /// Sold: never booked again.
        Sold = "sold",
        /// Off the lot.
        Removed = "removed",
    }
}

impl SaleStatus {
    /// Whether such a car can be booked.
    #[must_use]
    pub const fn is_bookable(self) -> bool {
        matches!(self, SaleStatus::Available | SaleStatus::Reserved)
    }
}

crate::text_enum! {
    "ownership-role"
    /// What somebody is to a vehicle.
    pub enum Role {
        /// Owns it: one at a time.
        Owner = "owner",
        /// Is registered with it.
        Keeper = "keeper",
        /// Drives it.
        Driver = "driver",
    }
}

crate::text_enum! {
    "odometer-unit"
    /// What the odometer counts.
    pub enum OdometerUnit {
        /// Kilometres.
        Km = "km",
        /// Miles.
        Mi = "mi",
    }
}
