//! Parts and the ledger of stock.

crate::text_enum! {
    "part-kind"
    /// What a part of the catalogue is.
    pub enum PartKind {
        /// A part.
        Part = "part",
        /// A tyre.
        Tyre = "tyre",
        /// Oil, coolant: in litres.
        Fluid = "fluid",
        /// The charge for an old unit.
        Core = "core",
    }
}

crate::text_enum! {
    "part-code-kind"
    /// What a code of a part is.
    pub enum CodeKind {
        /// A barcode: unique.
        Barcode = "barcode",
        /// A supplier's number.
        Supplier = "supplier",
        /// The maker's number.
        Oem = "oem",
    }
}

crate::text_enum! {
    "movement-kind"
    /// Why stock moved.
    pub enum Movement {
        /// There at the beginning.
        Opening = "opening",
        /// Received.
        Receipt = "receipt",
        /// Taken for a job or sold.
        Issue = "issue",
        /// Put back.
        ReturnIn = "return_in",
        /// Sent back to the supplier.
        ReturnOut = "return_out",
        /// Came from another site.
        TransferIn = "transfer_in",
        /// Went to another site.
        TransferOut = "transfer_out",
        /// Corrected, with a reason.
        Adjust = "adjust",
        /// Counted.
        Count = "count",
        /// Kept for a line.
        Reserve = "reserve",
        /// No longer kept.
        Release = "release",
    }
}

impl Movement {
    /// Whether it changes only what is kept, not what is there.
    #[must_use]
    pub const fn is_reservation(self) -> bool {
        matches!(self, Movement::Reserve | Movement::Release)
    }
}
