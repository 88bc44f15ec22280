//! Taxes.

crate::text_enum! {
    "tax-treatment"
    /// How a tax code treats a sale.
    pub enum Treatment {
        /// Taxed at its rates.
        Taxed = "taxed",
        /// Taxed at nothing.
        Zero = "zero",
        /// Exempt by law.
        Exempt = "exempt",
        /// Not a matter of this tax.
        Outside = "outside",
        /// The customer pays the tax.
        Reverse = "reverse",
    }
}

impl Treatment {
    /// Whether rates apply; otherwise the tax is nothing.
    #[must_use]
    pub const fn has_rates(self) -> bool {
        matches!(self, Treatment::Taxed)
    }
}

crate::text_enum! {
    "tax-round"
    /// Where tax is rounded (`tax.round`).
    pub enum Rounding {
        /// Once for each tax group of the document.
        Group = "group",
        /// On each line.
        Line = "line",
    }
}
