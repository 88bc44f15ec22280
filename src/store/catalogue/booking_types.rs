//! Booking types: the presets of duration and bay.

use crate::domain::{BookingTypeId, Ts, bay, equipment};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// What a form says about a booking type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingTypeFields {
    pub code: String,
    pub title: String,
    pub duration_min: i64,
    pub first_start_mod: Option<i64>,
    pub last_start_mod: Option<i64>,
    pub start_step_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub makes_job: bool,
    pub buffer_min: i64,
    pub equipment_kind: Option<equipment::Kind>,
}

/// A row of `booking_type`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingTypeRow {
    pub id: BookingTypeId,
    pub code: String,
    pub title: String,
    pub duration_min: i64,
    pub first_start_mod: Option<i64>,
    pub last_start_mod: Option<i64>,
    pub start_step_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub makes_job: bool,
    pub buffer_min: i64,
    pub equipment_kind: Option<equipment::Kind>,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// All booking types; archived ones too, last.
pub async fn booking_types(db: &mut impl Db) -> Result<Vec<BookingTypeRow>> {
    db.all(sql(
        "SELECT id, code, title, duration_min, first_start_mod, last_start_mod, start_step_min, bay_kind, makes_job,
            buffer_min, equipment_kind, archived_at, version
         FROM booking_type ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, id",
    ))
    .await
}

/// One booking type.
pub async fn booking_type(db: &mut impl Db, id: BookingTypeId) -> Result<BookingTypeRow> {
    db.one(
        sql("SELECT id, code, title, duration_min, first_start_mod, last_start_mod, start_step_min, bay_kind,
                makes_job, buffer_min, equipment_kind, archived_at, version
             FROM booking_type WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Adds a booking type.
pub async fn insert_booking_type(tx: &mut Tx, f: &BookingTypeFields) -> Result<BookingTypeId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO booking_type (code, title, duration_min, first_start_mod, last_start_mod, start_step_min,
                    bay_kind, makes_job, buffer_min, equipment_kind)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id")
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.duration_min)
            .bind(f.first_start_mod)
            .bind(f.last_start_mod)
            .bind(f.start_step_min)
            .bind(f.bay_kind)
            .bind(f.makes_job)
            .bind(f.buffer_min)
            .bind(f.equipment_kind),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update_booking_type(
    tx: &mut Tx,
    id: BookingTypeId,
    version: i64,
    f: &BookingTypeFields,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE booking_type SET code = $3, title = $4, duration_min = $5, first_start_mod = $6,
                    last_start_mod = $7, start_step_min = $8, bay_kind = $9, makes_job = $10,
                    buffer_min = $11, equipment_kind = $12, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.duration_min)
            .bind(f.first_start_mod)
            .bind(f.last_start_mod)
            .bind(f.start_step_min)
            .bind(f.bay_kind)
            .bind(f.makes_job)
            .bind(f.buffer_min)
            .bind(f.equipment_kind),
        )
        .await?;
    stale_unless(touched)
}

/// Archives a booking type from that instant, or brings it back.
pub async fn set_booking_type_archived(
    tx: &mut Tx,
    id: BookingTypeId,
    at: Option<Ts>,
) -> Result<()> {
    tx.exec(
        sql("UPDATE booking_type SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}
