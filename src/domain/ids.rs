//! One type for the id of each kind of row, so that a bay is never taken for a booking.

/// Defines newtypes over a row's `i64` id.
#[macro_export]
macro_rules! id {
    ($( $(#[$meta:meta])* $name:ident ),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self { Self(id) }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 { id.0 }
        }
    )+ };
}

id! {
    /// A workshop of the organisation.
    SiteId,
    /// A lift or another place to work at.
    BayId,
    /// A person who works here.
    StaffId,
    /// A set of permissions.
    RoleId,
    /// One log-in.
    SessionId,
    /// A person or company whose vehicles come here.
    CustomerId,
    /// A phone number or e-mail address of a customer.
    ContactId,
    /// A car or another vehicle.
    VehicleId,
    /// Who had a vehicle, and from when to when.
    OwnershipId,
    /// An agreed time.
    BookingId,
    /// A preset of duration and bay.
    BookingTypeId,
    /// One resource taken for one period.
    OccupancyId,
    /// One visit of a vehicle.
    JobId,
    /// The lines that solve one concern.
    WorkItemId,
    /// What is sold on a job.
    LineId,
    /// What is done on a job.
    TaskId,
    /// A stretch of clocked time.
    SegmentId,
    /// A note on a job.
    NoteId,
    /// An article of the catalogue.
    PartId,
    /// A part at a site.
    StockId,
    /// A line of the stock ledger.
    MovementId,
    /// An invoice or credit note.
    InvoiceId,
    /// A line of one.
    InvoiceLineId,
    /// Money that came in or went out.
    PaymentId,
    /// The share of a payment an invoice got.
    AllocationId,
    /// The words of a message.
    TemplateId,
    /// A message on its way.
    OutboxId,
    /// A mark for the desk's inbox.
    AlertId,
    /// Coded labour with a standard time.
    OperationId,
    /// A saved bundle of labour, parts and steps.
    CannedJobId,
    /// A price of an hour.
    LabourRateId,
    /// How something is taxed.
    TaxCodeId,
    /// A rate of a tax code from a day on.
    TaxRateId,
    /// A form put aside.
    ParkedId,
    /// A line of the record of who did what.
    AuditId,
    /// A customer's decision on a line.
    AuthorisationId,
    /// A day that is not like its weekday.
    ClosureId,
    /// A time somebody is away.
    AbsenceId,
    /// A tool jobs compete for.
    EquipmentId,
    /// A wish on the waiting list.
    WaitingId,
    /// Fetching or bringing a vehicle.
    LegId,
    /// A courtesy car lent out.
    LoanId,
    /// A shelf of the catalogue of canned jobs.
    JobCategoryId,
    /// A model of vehicle.
    VehicleModelId,
    /// A filter somebody keeps.
    SavedViewId,
    /// A template of an inspection.
    InspectionFormId,
    /// One look at a vehicle.
    InspectionId,
    /// A point of one.
    PointId,
    /// What a customer was told, one version.
    EstimateId,
    /// Work put off.
    DeferredId,
    /// A photo or a paper.
    AttachmentId,
    /// Work at another firm.
    SubletId,
    /// What a customer thought of a job.
    RatingId,
    /// A word to the next shift.
    HandoverId,
    /// Two records made one.
    MergeId,
}
