//! What becomes of a booking after it was made: where it was before, what was put right in its words.

use crate::domain::{BookingId, StaffId, Ts, VehicleId};
use crate::store::{Db, Result, Tx, sql};

/// One move of a booking: from where to where, by whom.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Move {
    /// When it began before (UTC).
    pub from_starts_at: Ts,
    /// When it begins since (UTC).
    pub to_starts_at: Ts,
    /// The bay it stood in, or empty.
    pub from_place: String,
    /// The bay it stands in, or empty.
    pub to_place: String,
    /// Why, or empty.
    pub reason: String,
    /// Who moved it, or empty.
    pub by: String,
    /// When it was moved (UTC).
    pub at: Ts,
}

/// What a new row of `booking_move` says.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct NewMove<'a> {
    pub booking: BookingId,
    pub from: (Ts, Ts),
    pub to: (Ts, Ts),
    pub from_place: &'a str,
    pub to_place: &'a str,
    pub reason: &'a str,
    pub staff: Option<StaffId>,
    pub at: Ts,
}

/// Writes down a move.
pub async fn log_move(tx: &mut Tx, new: &NewMove<'_>) -> Result<()> {
    tx.exec(
        sql("INSERT INTO booking_move (booking_id, from_starts_at, from_ends_at, to_starts_at, to_ends_at,
                from_place, to_place, reason, staff_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(new.booking)
        .bind(new.from.0)
        .bind(new.from.1)
        .bind(new.to.0)
        .bind(new.to.1)
        .bind(new.from_place)
        .bind(new.to_place)
        .bind(new.reason)
        .bind(new.staff)
        .bind(new.at),
    )
    .await?;
    Ok(())
}

/// Where a booking was before, the latest move first. By `ix_booking_move_booking_id_at`.
pub async fn moves(db: &mut impl Db, booking: BookingId) -> Result<Vec<Move>> {
    db.all(
        sql(
            "SELECT m.from_starts_at, m.to_starts_at, m.from_place, m.to_place, m.reason,
                COALESCE(s.name, '') AS by, m.at
             FROM booking_move m LEFT JOIN staff s ON s.id = m.staff_id
             WHERE m.booking_id = $1 ORDER BY m.at DESC, m.id DESC LIMIT 20",
        )
        .bind(booking),
    )
    .await
}

/// Marks a booking that went beyond the target load.
pub async fn mark_overbooked(tx: &mut Tx, id: BookingId) -> Result<()> {
    tx.exec(sql("UPDATE booking SET overbooked = TRUE WHERE id = $1").bind(id))
        .await?;
    Ok(())
}

/// What a booking says from now on.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// With what.
    pub vehicle: Option<VehicleId>,
    /// What the customer wants.
    pub wish: &'a str,
    /// What they wanted until now.
    pub was: &'a str,
    /// For us.
    pub notes: &'a str,
}

/// Puts vehicle and words of a booking right, guarded by its version; `false` when somebody was quicker. A job
/// that is still only planned follows with its vehicle and its concern.
pub async fn put_right(tx: &mut Tx, id: BookingId, version: i64, said: &Said<'_>) -> Result<bool> {
    let n = tx
        .exec(
            sql(
                "UPDATE booking SET vehicle_id = $3, wish = $4, notes = $5, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(said.vehicle)
            .bind(said.wish)
            .bind(said.notes),
        )
        .await?;
    if n != 1 {
        return Ok(false);
    }
    if let Some(vehicle) = said.vehicle {
        tx.exec(
            sql("UPDATE job SET vehicle_id = $2
                 WHERE booking_id = $1 AND status = 'planned' AND vehicle_id <> $2")
            .bind(id)
            .bind(vehicle),
        )
        .await?;
    }
    if said.wish != said.was && !said.wish.is_empty() {
        let title: String = said
            .wish
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(80)
            .collect();
        tx.exec(
            sql(
                "UPDATE work_item SET title = $3, concern = $4, version = version + 1
                 WHERE canned_job_id IS NULL AND concern = $2
                    AND job_id = (SELECT id FROM job WHERE booking_id = $1 AND status = 'planned')",
            )
            .bind(id)
            .bind(said.was)
            .bind(title)
            .bind(said.wish),
        )
        .await?;
    }
    Ok(true)
}
