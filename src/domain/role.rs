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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// One row of the table in the handbook: a capital is the whole permission, a small letter own tasks
    /// or own deliveries only.
    fn letters(permission: Permission) -> String {
        let names = ['A', 'M', 'R', 'W', 'P', 'C', 'D', 'U'];
        let letter = |(preset, name): (&Preset, char)| match preset.reach(permission) {
            Some(Reach::All) => Some(name),
            Some(Reach::Own) => Some(name.to_ascii_lowercase()),
            None => None,
        };
        Preset::ALL.iter().zip(names).filter_map(letter).collect()
    }

    #[rstest]
    #[case("booking.see", "AMRWPCDU")]
    #[case("booking.edit", "AMR")]
    #[case("booking.backdate", "AM")]
    #[case("booking.overbook", "AM")]
    #[case("job.checkin", "AMR")]
    #[case("job.release", "AMRCd")]
    #[case("job.release_unpaid", "AM")]
    #[case("job.see", "AMRWPCDU")]
    #[case("job.edit", "AMR")]
    #[case("job.work", "AMw")]
    #[case("job.any", "AM")]
    #[case("job.check", "AMRW")]
    #[case("job.complete", "AMR")]
    #[case("job.override", "AM")]
    #[case("time.correct", "AM")]
    #[case("line.authorise", "AMR")]
    #[case("estimate.review", "AMR")]
    #[case("line.price", "AMR")]
    #[case("line.discount", "AMR")]
    #[case("stock.see", "AMRWPCU")]
    #[case("cost.see", "AMPU")]
    #[case("part.edit", "AMP")]
    #[case("stock.move", "AMP")]
    #[case("stock.negative", "AM")]
    #[case("purchase.edit", "AMP")]
    #[case("invoice.see", "AMRCU")]
    #[case("invoice.post", "AMRC")]
    #[case("invoice.credit", "AM")]
    #[case("invoice.write_off", "AM")]
    #[case("payment.take", "AMRCd")]
    #[case("payment.verify", "AMC")]
    #[case("payment.reverse", "AM")]
    #[case("till.use", "AMRC")]
    #[case("till.close", "AMC")]
    #[case("customer.see", "AMRWPCDU")]
    #[case("customer.edit", "AMRC")]
    #[case("customer.merge", "AM")]
    #[case("message.see", "AMRU")]
    #[case("message.send", "AMR")]
    #[case("message.template", "AM")]
    #[case("campaign.send", "AM")]
    #[case("catalogue.edit", "AM")]
    #[case("users.manage", "A")]
    #[case("payroll.see", "A")]
    #[case("report.see", "AMRU")]
    #[case("data.export", "AMU")]
    #[case("data.import", "AM")]
    #[case("audit.see", "AMU")]
    #[case("settings.edit", "AM")]
    #[case("tasks.run", "AM")]
    #[case("backup.run", "AM")]
    #[case("backup.restore", "A")]
    fn r_01_each_preset_has_its_permissions(#[case] code: &str, #[case] wanted: &str) {
        assert_eq!(letters(code.parse().unwrap()), wanted);
    }

    #[test]
    fn r_02_the_owner_may_everything_so_that_everything_can_be_granted() {
        assert_eq!(Preset::Admin.permissions(), Permission::ALL);
    }

    #[test]
    fn r_01_the_auditor_changes_nothing() {
        let reads = |p: &Permission| p.as_str().ends_with(".see") || *p == Permission::DataExport;
        assert!(Preset::Auditor.permissions().iter().all(reads));
    }

    #[test]
    fn r_03_a_mechanic_works_on_own_tasks_until_given_anyones() {
        let mut held = Preset::Mechanic.permissions();
        assert_eq!(reach(&held, Permission::JobWork), Some(Reach::Own));
        held.push(Permission::JobAny);
        assert_eq!(reach(&held, Permission::JobWork), Some(Reach::All));
    }

    #[test]
    fn r_03_anyones_tasks_alone_are_no_work() {
        assert_eq!(reach(&[Permission::JobAny], Permission::JobWork), None);
    }

    #[test]
    fn no_permission_lacks_a_row_above() {
        assert_eq!(Permission::ALL.len(), 52);
    }
}
