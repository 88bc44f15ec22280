//! How the nouns of `domain` stand in a column, on both engines: ids and amounts as 64-bit integers, instants
//! as microseconds / TIMESTAMPTZ, enums as their text.

use chrono::{DateTime, Utc};
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgTypeInfo, PgValueRef, Postgres};
use sqlx::sqlite::{Sqlite, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Database, Decode, Type};

use super::Val;
use crate::domain::{self, Ts};

/// Newtypes over `i64`: one column kind, no other conversion.
macro_rules! integer_columns {
    ($($t:ty),* $(,)?) => {$(
        impl<DB: Database> Type<DB> for $t where i64: Type<DB> {
            fn type_info() -> DB::TypeInfo { <i64 as Type<DB>>::type_info() }
            fn compatible(ty: &DB::TypeInfo) -> bool { <i64 as Type<DB>>::compatible(ty) }
        }
        impl<'r, DB: Database> Decode<'r, DB> for $t where i64: Decode<'r, DB> {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                Ok(Self(<i64 as Decode<'r, DB>>::decode(value)?))
            }
        }
        impl From<$t> for Val { fn from(v: $t) -> Val { Val::Int(Some(v.0)) } }
        impl From<Option<$t>> for Val { fn from(v: Option<$t>) -> Val { Val::Int(v.map(|v| v.0)) } }
    )*};
}

/// Enums made by `text_enum!`: their text, refused when the text is none of theirs.
macro_rules! text_columns {
    ($($t:ty),* $(,)?) => {$(
        impl<DB: Database> Type<DB> for $t where String: Type<DB> {
            fn type_info() -> DB::TypeInfo { <String as Type<DB>>::type_info() }
            fn compatible(ty: &DB::TypeInfo) -> bool { <String as Type<DB>>::compatible(ty) }
        }
        impl<'r, DB: Database> Decode<'r, DB> for $t where String: Decode<'r, DB> {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let text = <String as Decode<'r, DB>>::decode(value)?;
                text.parse().map_err(|_| format!("{text:?} is no {}", stringify!($t)).into())
            }
        }
        impl From<$t> for Val { fn from(v: $t) -> Val { Val::Text(Some(v.as_str().to_owned())) } }
        impl From<Option<$t>> for Val {
            fn from(v: Option<$t>) -> Val { Val::Text(v.map(|v| v.as_str().to_owned())) }
        }
    )*};
}

impl Type<Sqlite> for Ts {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }
    fn compatible(ty: &SqliteTypeInfo) -> bool {
        <i64 as Type<Sqlite>>::compatible(ty)
    }
}
impl<'r> Decode<'r, Sqlite> for Ts {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Ts(<i64 as Decode<Sqlite>>::decode(value)?))
    }
}
impl Type<Postgres> for Ts {
    fn type_info() -> PgTypeInfo {
        <DateTime<Utc> as Type<Postgres>>::type_info()
    }
}
impl<'r> Decode<'r, Postgres> for Ts {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Ts(
            <DateTime<Utc> as Decode<Postgres>>::decode(value)?.timestamp_micros()
        ))
    }
}

integer_columns!(domain::Money, domain::Qty, domain::Bp, domain::Ppm);
integer_columns!(
    domain::AbsenceId,
    domain::AlertId,
    domain::AllocationId,
    domain::AttachmentId,
    domain::AuditId,
    domain::AuthorisationId,
    domain::BayId,
    domain::BookingId,
    domain::BookingTypeId,
    domain::CannedJobId,
    domain::ClosureId,
    domain::ContactId,
    domain::CustomerId,
    domain::DeferredId,
    domain::EquipmentId,
    domain::EstimateId,
    domain::HandoverId,
    domain::InspectionFormId,
    domain::InspectionId,
    domain::InvoiceId,
    domain::InvoiceLineId,
    domain::JobCategoryId,
    domain::JobId,
    domain::LabourRateId,
    domain::LegId,
    domain::LineId,
    domain::LoanId,
    domain::MergeId,
    domain::MovementId,
    domain::NoteId,
    domain::OccupancyId,
    domain::OperationId,
    domain::OutboxId,
    domain::OwnershipId,
    domain::ParkedId,
    domain::PartId,
    domain::PaymentId,
    domain::PointId,
    domain::RatingId,
    domain::RoleId,
    domain::SavedViewId,
    domain::SegmentId,
    domain::SessionId,
    domain::SiteId,
    domain::StaffId,
    domain::StockId,
    domain::SubletId,
    domain::TaskId,
    domain::TaxCodeId,
    domain::TaxRateId,
    domain::TemplateId,
    domain::VehicleId,
    domain::VehicleModelId,
    domain::WaitingId,
    domain::WorkItemId,
);

// Every enum of a column; a new one goes here.
text_columns!(
    domain::absence::Kind,
    domain::action::Action,
    domain::alert::Kind,
    domain::bay::Kind,
    domain::booking::Arrival,
    domain::booking::Source,
    domain::booking::Status,
    domain::customer::Channel,
    domain::customer::ContactKind,
    domain::customer::Kind,
    domain::deferred::Status,
    domain::line::DeclineReason,
    domain::duplicate::Entity,
    domain::equipment::Kind,
    domain::estimate::Status,
    domain::inspection::Corner,
    domain::inspection::Grade,
    domain::inspection::Status,
    domain::invoice::Kind,
    domain::invoice::Origin,
    domain::invoice::Status,
    domain::job::HoldReason,
    domain::job::Review,
    domain::job::Status,
    domain::line::Auth,
    domain::line::Decision,
    domain::line::Kind,
    domain::line::Method,
    domain::line::PartStatus,
    domain::logistics::Leg,
    domain::logistics::LegKind,
    domain::logistics::Loan,
    domain::outbox::About,
    domain::outbox::Outcome,
    domain::outbox::Purpose,
    domain::outbox::Reason,
    domain::outbox::Status,
    domain::payment::Direction,
    domain::payment::Status,
    domain::payment::Tender,
    domain::permission::Permission,
    domain::rating::Source,
    domain::schedule::Missed,
    domain::segment::Indirect,
    domain::segment::Kind,
    domain::segment::Lane,
    domain::segment::Source,
    domain::session::Via,
    domain::stock::CodeKind,
    domain::stock::Movement,
    domain::stock::PartKind,
    domain::sublet::Status,
    domain::task::Status,
    domain::tax::Treatment,
    domain::vehicle::OdometerUnit,
    domain::vehicle::Role,
    domain::vehicle::SaleStatus,
    domain::vehicle::Use,
    domain::waiting::Status,
);
