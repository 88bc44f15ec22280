//! What a person may be allowed to do. Every verb of the desk names one.

crate::text_enum! {
    "permission"
    /// One thing somebody may be allowed to do; kept in a role by its code, granted at a site or at all.
    pub enum Permission {
        /// Read the day sheet, the load of the week, free slots.
        BookingSee = "booking.see" => "permission-booking-see",
        /// Make, move and end bookings.
        BookingEdit = "booking.edit" => "permission-booking-edit",
        /// The same in the past.
        BookingBackdate = "booking.backdate" => "permission-booking-backdate",
        /// The same beyond the target load; never an overlap.
        BookingOverbook = "booking.overbook" => "permission-booking-overbook",
        /// Take a vehicle in.
        JobCheckin = "job.checkin" => "permission-job-checkin",
        /// Hand a vehicle over.
        JobRelease = "job.release" => "permission-job-release",
        /// Hand it over against the release rule.
        JobReleaseUnpaid = "job.release_unpaid" => "permission-job-release_unpaid",
        /// Read the board and the cards.
        JobSee = "job.see" => "permission-job-see",
        /// Open and edit jobs with their lines and tasks.
        JobEdit = "job.edit" => "permission-job-edit",
        /// Work on one's own tasks.
        JobWork = "job.work" => "permission-job-work",
        /// Work on anyone's tasks.
        JobAny = "job.any" => "permission-job-any",
        /// Pass or fail the check.
        JobCheck = "job.check" => "permission-job-check",
        /// Say that a job is ready.
        JobComplete = "job.complete" => "permission-job-complete",
        /// Work out of order or on a line nobody authorised.
        JobOverride = "job.override" => "permission-job-override",
        /// Correct clocked time.
        TimeCorrect = "time.correct" => "permission-time-correct",
        /// Propose lines and record what the customer decided.
        LineAuthorise = "line.authorise" => "permission-line-authorise",
        /// Review an estimate before the customer sees it.
        EstimateReview = "estimate.review" => "permission-estimate-review",
        /// A price away from the list.
        LinePrice = "line.price" => "permission-line-price",
        /// A discount, up to the person's cap.
        LineDiscount = "line.discount" => "permission-line-discount",
        /// Read parts and stock.
        StockSee = "stock.see" => "permission-stock-see",
        /// See cost, margin and value wherever they are shown.
        CostSee = "cost.see" => "permission-cost-see",
        /// Add, edit and archive parts.
        PartEdit = "part.edit" => "permission-part-edit",
        /// Issue, receive, count, adjust.
        StockMove = "stock.move" => "permission-stock-move",
        /// Issue more than there is.
        StockNegative = "stock.negative" => "permission-stock-negative",
        /// Order from suppliers.
        PurchaseEdit = "purchase.edit" => "permission-purchase-edit",
        /// Read invoices and statements.
        InvoiceSee = "invoice.see" => "permission-invoice-see",
        /// Draft and post invoices and sales.
        InvoicePost = "invoice.post" => "permission-invoice-post",
        /// Credit an invoice.
        InvoiceCredit = "invoice.credit" => "permission-invoice-credit",
        /// Write an invoice off.
        InvoiceWriteOff = "invoice.write_off" => "permission-invoice-write_off",
        /// Take money.
        PaymentTake = "payment.take" => "permission-payment-take",
        /// Verify money another person received.
        PaymentVerify = "payment.verify" => "permission-payment-verify",
        /// Reverse a payment, refund.
        PaymentReverse = "payment.reverse" => "permission-payment-reverse",
        /// Use the till.
        TillUse = "till.use" => "permission-till-use",
        /// Count and close the till.
        TillClose = "till.close" => "permission-till-close",
        /// Read customers, vehicles and their history.
        CustomerSee = "customer.see" => "permission-customer-see",
        /// Edit customers, vehicles and ownership.
        CustomerEdit = "customer.edit" => "permission-customer-edit",
        /// Merge customers, export and erase a person.
        CustomerMerge = "customer.merge" => "permission-customer-merge",
        /// Read messages and alerts.
        MessageSee = "message.see" => "permission-message-see",
        /// Send, retry, drop.
        MessageSend = "message.send" => "permission-message-send",
        /// Edit templates and rules of messages.
        MessageTemplate = "message.template" => "permission-message-template",
        /// Send to many.
        CampaignSend = "campaign.send" => "permission-campaign-send",
        /// Edit canned jobs, operations, rates, booking types, taxes.
        CatalogueEdit = "catalogue.edit" => "permission-catalogue-edit",
        /// Manage staff and what they may do.
        UsersManage = "users.manage" => "permission-users-manage",
        /// See what others earn.
        PayrollSee = "payroll.see" => "permission-payroll-see",
        /// Read reports.
        ReportSee = "report.see" => "permission-report-see",
        /// Write lists to files.
        DataExport = "data.export" => "permission-data-export",
        /// Read files into the store.
        DataImport = "data.import" => "permission-data-import",
        /// Read who did what.
        AuditSee = "audit.see" => "permission-audit-see",
        /// Edit sites, bays, hours and settings.
        SettingsEdit = "settings.edit" => "permission-settings-edit",
        /// Run a periodic task now.
        TasksRun = "tasks.run" => "permission-tasks-run",
        /// Make and verify backups.
        BackupRun = "backup.run" => "permission-backup-run",
        /// Restore and delete backups.
        BackupRestore = "backup.restore" => "permission-backup-restore",
    }
}

impl Permission {
    /// The permission without which this one reaches only to one's own tasks or deliveries.
    ///
    /// `job.work` alone is one's own tasks. Who may not see invoices hands over and takes money
    /// for own deliveries only: that is the driver.
    #[must_use]
    pub const fn widened_by(self) -> Option<Permission> {
        match self {
            Permission::JobWork => Some(Permission::JobAny),
            Permission::JobRelease | Permission::PaymentTake => Some(Permission::InvoiceSee),
            _ => None,
        }
    }
}
