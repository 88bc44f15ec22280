//! Roles as they come: eight sets of permissions, seeded as rows and then the workshop's own.

use super::permission::Permission;

crate::text_enum! {
    "role"
    /// A role everybody starts with.
    pub enum Preset {
        /// Owner or administrator.
        Admin = "admin",
        /// Manager of a site.
        Manager = "manager",
        /// Receptionist and service advisor.
        Reception = "reception",
        /// Mechanic.
        Mechanic = "mechanic",
        /// Storekeeper.
        Parts = "parts",
        /// Cashier.
        Cashier = "cashier",
        /// Driver.
        Driver = "driver",
        /// Auditor of the head office: reads, never writes.
        Auditor = "auditor",
    }
}

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Own tasks or own deliveries only.
    Own,
    /// Everybody's.
    All,
}

/// How far `wanted` reaches for one who holds these permissions, all at one site; `None` if not at all.
#[must_use]
pub fn reach(held: &[Permission], wanted: Permission) -> Option<Reach> {
    if !held.contains(&wanted) {
        return None;
    }
    match wanted.widened_by() {
        Some(wide) if !held.contains(&wide) => Some(Reach::Own),
        _ => Some(Reach::All),
    }
}

impl Preset {
    /// What the role may do when it is new, in the order of [`Permission::ALL`].
    #[must_use]
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(|p| holders(*p).contains(&self))
            .collect()
    }

    /// How far one of them reaches.
    #[must_use]
    pub fn reach(self, wanted: Permission) -> Option<Reach> {
        reach(&self.permissions(), wanted)
    }
}

/// Who has it.
const fn holders(permission: Permission) -> &'static [Preset] {
    use Permission as P;
    use Preset::{Admin, Auditor, Cashier, Driver, Manager, Mechanic, Parts, Reception};
    match permission {
        P::BookingSee | P::JobSee | P::CustomerSee => Preset::ALL,
        P::StockSee => &[Admin, Manager, Reception, Mechanic, Parts, Cashier, Auditor],
        P::BookingEdit
        | P::JobCheckin
        | P::JobEdit
        | P::JobComplete
        | P::LineAuthorise
        | P::EstimateReview
        | P::LinePrice
        | P::LineDiscount
        | P::MessageSend => &[Admin, Manager, Reception],
        P::MessageSee | P::ReportSee => &[Admin, Manager, Reception, Auditor],
        P::JobRelease | P::PaymentTake => &[Admin, Manager, Reception, Cashier, Driver],
        P::JobWork => &[Admin, Manager, Mechanic],
        P::JobCheck => &[Admin, Manager, Reception, Mechanic],
        P::CostSee => &[Admin, Manager, Parts, Auditor],
        P::PartEdit | P::StockMove | P::PurchaseEdit => &[Admin, Manager, Parts],
        P::InvoiceSee => &[Admin, Manager, Reception, Cashier, Auditor],
        P::InvoicePost | P::TillUse | P::CustomerEdit => &[Admin, Manager, Reception, Cashier],
        P::PaymentVerify | P::TillClose => &[Admin, Manager, Cashier],
        P::DataExport | P::AuditSee => &[Admin, Manager, Auditor],
        P::BookingBackdate
        | P::BookingOverbook
        | P::JobReleaseUnpaid
        | P::JobAny
        | P::JobOverride
        | P::TimeCorrect
        | P::StockNegative
        | P::InvoiceCredit
        | P::InvoiceWriteOff
        | P::PaymentReverse
        | P::CustomerMerge
        | P::MessageTemplate
        | P::CampaignSend
        | P::CatalogueEdit
        | P::DataImport
        | P::SettingsEdit
        | P::TasksRun
        | P::BackupRun => &[Admin, Manager],
        P::UsersManage | P::PayrollSee | P::BackupRestore => &[Admin],
    }
}
