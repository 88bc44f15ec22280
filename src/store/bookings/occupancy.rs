//! What a booking (or a break) takes from others: one row per resource and day.

use crate::domain::{
    BayId, BookingId, EquipmentId, OccupancyId, SiteId, Span, StaffId, Ts, VehicleId,
};
use crate::store::{Db, Result, Tx, sql};

/// No row is longer (ck_occupancy_span): how far before a period one that reaches into it can start.
pub(super) const LONGEST_MIN: i64 = 24 * 60;

/// A row of `occupancy`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Row {
    pub id: OccupancyId,
    pub site_id: SiteId,
    pub booking_id: Option<BookingId>,
    pub reason: String,
    pub vehicle_id: Option<VehicleId>,
    pub staff_id: Option<StaffId>,
    pub bay_id: Option<BayId>,
    pub equipment_id: Option<EquipmentId>,
    pub starts_at: Ts,
    pub ends_at: Ts,
    pub blocks: bool,
}

/// The resources somebody wants for themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The vehicle it is about.
    pub vehicle: Option<VehicleId>,
    /// The mechanic.
    pub staff: Option<StaffId>,
    /// The bay.
    pub bay: Option<BayId>,
    /// A piece of equipment.
    pub equipment: Option<EquipmentId>,
}

/// Who stands in the way.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Blocker {
    /// The booking, unless it is a break.
    pub booking_id: Option<BookingId>,
    /// Why it is taken when no booking takes it.
    pub reason: String,
    /// The bay or the piece of equipment, if that is what is taken.
    pub bay: Option<String>,
    /// The person, if a person is what is taken.
    pub staff: Option<String>,
    /// Its plate, or empty.
    pub plate: String,
    /// Its customer, or empty.
    pub customer: String,
    /// From when (UTC).
    pub starts_at: Ts,
    /// Until when (UTC).
    pub ends_at: Ts,
}

/// A stretch of a resource's time that is taken.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Taken {
    pub booking_id: Option<BookingId>,
    pub vehicle_id: Option<VehicleId>,
    pub staff_id: Option<StaffId>,
    pub bay_id: Option<BayId>,
    pub equipment_id: Option<EquipmentId>,
    pub starts_at: Ts,
    pub ends_at: Ts,
}

/// Takes the resources for the booking, a row for each resource and span.
///
/// # Errors
/// `ex_occupancy_bay`, `_staff`, `_vehicle` when somebody has one of them.
pub async fn occupy(
    tx: &mut Tx,
    site: SiteId,
    booking: BookingId,
    wanted: Wanted,
    spans: &[Span],
) -> Result<()> {
    for span in spans {
        for one in one_each(wanted) {
            insert(tx, site, Some(booking), "", one, *span).await?;
        }
    }
    Ok(())
}

/// Takes a bay or a person's time without a booking: lunch, a machine that is out of use.
pub async fn block(
    tx: &mut Tx,
    site: SiteId,
    reason: &str,
    staff: Option<StaffId>,
    bay: Option<BayId>,
    span: Span,
) -> Result<OccupancyId> {
    let one = Wanted {
        staff,
        bay,
        ..Wanted::default()
    };
    insert(tx, site, None, reason, one, span).await
}

/// Gives back what was blocked without a booking; `false` if it no longer blocks.
pub async fn unblock(tx: &mut Tx, site: SiteId, id: OccupancyId) -> Result<bool> {
    let n = tx
        .exec(
            sql("UPDATE occupancy SET blocks = FALSE
                 WHERE id = $1 AND site_id = $2 AND booking_id IS NULL AND blocks")
            .bind(id)
            .bind(site),
        )
        .await?;
    Ok(n == 1)
}

/// One row, at that site.
pub async fn row(db: &mut impl Db, site: SiteId, id: OccupancyId) -> Result<Option<Row>> {
    db.opt(
        sql("SELECT id, site_id, booking_id, reason, vehicle_id, staff_id, bay_id, equipment_id, starts_at, ends_at,
                blocks
             FROM occupancy WHERE id = $1 AND site_id = $2")
        .bind(id)
        .bind(site),
    )
    .await
}

/// What a booking takes, in order of time.
pub async fn of_booking(db: &mut impl Db, booking: BookingId) -> Result<Vec<Row>> {
    db.all(
        sql("SELECT id, site_id, booking_id, reason, vehicle_id, staff_id, bay_id, equipment_id, starts_at, ends_at,
                blocks
             FROM occupancy WHERE booking_id = $1 ORDER BY starts_at, id")
        .bind(booking),
    )
    .await
}

/// Stops all rows of a booking from blocking, so that they can be placed anew in any order.
pub async fn yield_all(tx: &mut Tx, booking: BookingId) -> Result<()> {
    tx.exec(sql("UPDATE occupancy SET blocks = FALSE WHERE booking_id = $1").bind(booking))
        .await?;
    Ok(())
}

/// Puts one row of a booking at another time or place; it blocks from now on as its booking does.
pub async fn place(
    tx: &mut Tx,
    id: OccupancyId,
    wanted: Wanted,
    span: Span,
    blocks: bool,
) -> Result<()> {
    tx.exec(
        sql("UPDATE occupancy SET vehicle_id = $2, staff_id = $3, bay_id = $4, starts_at = $5, ends_at = $6,
                blocks = $7, equipment_id = $8
             WHERE id = $1")
        .bind(id)
        .bind(wanted.vehicle)
        .bind(wanted.staff)
        .bind(wanted.bay)
        .bind(span.start)
        .bind(span.end)
        .bind(blocks)
        .bind(wanted.equipment),
    )
    .await?;
    Ok(())
}

/// Lets go of one row of a booking for good: it blocks nobody and belongs to nobody.
pub async fn release(tx: &mut Tx, id: OccupancyId) -> Result<()> {
    tx.exec(
        sql("UPDATE occupancy SET booking_id = NULL, blocks = FALSE, reason = 'moved' WHERE id = $1").bind(id),
    )
    .await?;
    Ok(())
}

/// Who has one of the resources in that span; `but` is not asked. By `ix_occupancy_<resource>_id_starts_at`.
pub async fn blockers(
    db: &mut impl Db,
    wanted: Wanted,
    span: Span,
    but: Option<BookingId>,
) -> Result<Vec<Blocker>> {
    db.all(
        sql("SELECT o.booking_id, o.reason, COALESCE(y.name, q.name) AS bay, s.name AS staff,
                COALESCE(v.plate, '') AS plate, COALESCE(c.name, k.name, '') AS customer, o.starts_at, o.ends_at
             FROM occupancy o
             LEFT JOIN booking b ON b.id = o.booking_id
             LEFT JOIN vehicle v ON v.id = b.vehicle_id
             LEFT JOIN customer c ON c.id = b.customer_id
             LEFT JOIN courtesy_loan l ON l.id = o.courtesy_loan_id
             LEFT JOIN customer k ON k.id = l.customer_id
             LEFT JOIN bay y ON y.id = o.bay_id
             LEFT JOIN equipment q ON q.id = o.equipment_id
             LEFT JOIN staff s ON s.id = o.staff_id
             WHERE o.id IN (
                SELECT id FROM occupancy WHERE bay_id = $1 AND starts_at > $4 AND starts_at < $5
                UNION ALL SELECT id FROM occupancy WHERE staff_id = $2 AND starts_at > $4 AND starts_at < $5
                UNION ALL SELECT id FROM occupancy WHERE vehicle_id = $3 AND starts_at > $4 AND starts_at < $5
                UNION ALL SELECT id FROM occupancy WHERE equipment_id = $8 AND starts_at > $4 AND starts_at < $5)
                AND o.blocks AND o.ends_at > $6 AND (o.booking_id IS NULL OR o.booking_id <> $7)
             ORDER BY o.starts_at, o.id LIMIT 20")
        .bind(wanted.bay)
        .bind(wanted.staff)
        .bind(wanted.vehicle)
        .bind(span.start.plus_minutes(-LONGEST_MIN))
        .bind(span.end)
        .bind(span.start)
        .bind(but.unwrap_or(BookingId(0)))
        .bind(wanted.equipment),
    )
    .await
}

/// Holds that have run out and stand in the way, oldest first.
pub async fn expired_in(
    db: &mut impl Db,
    wanted: Wanted,
    span: Span,
    now: Ts,
) -> Result<Vec<BookingId>> {
    let rows: Vec<(BookingId,)> = db
        .all(
            sql("SELECT b.id FROM booking b
                 WHERE b.status = 'held' AND b.expires_at IS NOT NULL AND b.expires_at <= $6 AND b.id IN (
                    SELECT booking_id FROM occupancy WHERE bay_id = $1 AND starts_at > $4 AND starts_at < $5
                    UNION ALL
                    SELECT booking_id FROM occupancy WHERE staff_id = $2 AND starts_at > $4 AND starts_at < $5
                    UNION ALL
                    SELECT booking_id FROM occupancy WHERE vehicle_id = $3 AND starts_at > $4 AND starts_at < $5
                    UNION ALL
                    SELECT booking_id FROM occupancy WHERE equipment_id = $7 AND starts_at > $4 AND starts_at < $5)
                 ORDER BY b.id")
            .bind(wanted.bay)
            .bind(wanted.staff)
            .bind(wanted.vehicle)
            .bind(span.start.plus_minutes(-LONGEST_MIN))
            .bind(span.end)
            .bind(now)
            .bind(wanted.equipment),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// All holds of a site that have run out. By `ix_booking_expires`.
pub async fn expired_since(db: &mut impl Db, site: SiteId, now: Ts) -> Result<Vec<BookingId>> {
    let rows: Vec<(BookingId,)> = db
        .all(
            sql("SELECT id FROM booking
                 WHERE status = 'held' AND expires_at IS NOT NULL AND expires_at <= $2 AND site_id = $1
                 ORDER BY id LIMIT 200")
            .bind(site)
            .bind(now),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// What is taken at a site between two instants. By `ix_occupancy_site_id_starts_at`.
///
/// Holds that have run out by `now` do not count, since whoever needs the time takes it.
pub async fn taken(db: &mut impl Db, site: SiteId, span: Span, now: Ts) -> Result<Vec<Taken>> {
    db.all(
        sql("SELECT o.booking_id, o.vehicle_id, o.staff_id, o.bay_id, o.equipment_id, o.starts_at, o.ends_at
             FROM occupancy o LEFT JOIN booking b ON b.id = o.booking_id
             WHERE o.site_id = $1 AND o.starts_at > $2 AND o.starts_at < $3 AND o.ends_at > $4 AND o.blocks
                AND NOT (b.id IS NOT NULL AND b.status = 'held' AND b.expires_at IS NOT NULL
                         AND b.expires_at <= $5)
             ORDER BY o.starts_at, o.id")
        .bind(site)
        .bind(span.start.plus_minutes(-LONGEST_MIN))
        .bind(span.end)
        .bind(span.start)
        .bind(now),
    )
    .await
}

/// What is wanted, one resource at a time.
pub fn one_each(wanted: Wanted) -> impl Iterator<Item = Wanted> {
    let none = Wanted::default();
    let bay = wanted.bay.map(|bay| Wanted {
        bay: Some(bay),
        ..none
    });
    let staff = wanted.staff.map(|staff| Wanted {
        staff: Some(staff),
        ..none
    });
    let vehicle = wanted.vehicle.map(|vehicle| Wanted {
        vehicle: Some(vehicle),
        ..none
    });
    let equipment = wanted.equipment.map(|piece| Wanted {
        equipment: Some(piece),
        ..none
    });
    [bay, staff, vehicle, equipment].into_iter().flatten()
}

async fn insert(
    tx: &mut Tx,
    site: SiteId,
    booking: Option<BookingId>,
    reason: &str,
    one: Wanted,
    span: Span,
) -> Result<OccupancyId> {
    let (id,): (OccupancyId,) = tx
        .one(
            sql("INSERT INTO occupancy (site_id, booking_id, reason, vehicle_id, staff_id, bay_id, starts_at,
                    ends_at, equipment_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id")
            .bind(site)
            .bind(booking)
            .bind(reason)
            .bind(one.vehicle)
            .bind(one.staff)
            .bind(one.bay)
            .bind(span.start)
            .bind(span.end)
            .bind(one.equipment),
        )
        .await?;
    Ok(id)
}
