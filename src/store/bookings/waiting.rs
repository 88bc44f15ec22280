//! The waiting list: who comes as soon as a place falls free.

use chrono::NaiveDate;

use crate::domain::waiting::Status;
use crate::domain::{
    BookingId, BookingTypeId, CustomerId, SiteId, StaffId, Ts, VehicleId, WaitingId, bay,
};
use crate::store::{Db, Result, Tx, sql};

/// A row of `waiting`, with the names around it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Waiting {
    pub id: WaitingId,
    pub customer_id: CustomerId,
    pub vehicle_id: Option<VehicleId>,
    pub booking_type_id: BookingTypeId,
    pub staff_id: Option<StaffId>,
    pub status: Status,
    pub wish: String,
    pub need_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub skill: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub offered_at: Option<Ts>,
    pub offered_starts_at: Option<Ts>,
    pub booking_id: Option<BookingId>,
    pub held_to: Option<Ts>,
    pub created_at: Ts,
    pub version: i64,
    pub customer: String,
    pub phone: String,
    pub plate: String,
    pub kind: String,
    pub mechanic: String,
}

/// What a new row of `waiting` says.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct NewWaiting<'a> {
    pub site: SiteId,
    pub customer: CustomerId,
    pub vehicle: Option<VehicleId>,
    pub kind: BookingTypeId,
    pub staff: Option<StaffId>,
    pub wish: &'a str,
    pub need_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub skill: &'a str,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub at: Ts,
}

macro_rules! columns {
    ($tail:literal) => {
        concat!(
            "SELECT w.id, w.customer_id, w.vehicle_id, w.booking_type_id, w.staff_id, w.status, w.wish, w.need_min,
                w.bay_kind, w.skill, w.from_on, w.to_on, w.offered_at, w.offered_starts_at, w.booking_id,
                CASE WHEN b.status = 'held' THEN b.expires_at END AS held_to, w.created_at, w.version,
                c.name AS customer,
                COALESCE((SELECT p.value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                          ORDER BY p.is_primary DESC, p.id LIMIT 1), '') AS phone,
                COALESCE(v.plate, '') AS plate, t.title AS kind, COALESCE(s.name, '') AS mechanic
             FROM waiting w
             JOIN customer c ON c.id = w.customer_id
             JOIN booking_type t ON t.id = w.booking_type_id
             LEFT JOIN vehicle v ON v.id = w.vehicle_id
             LEFT JOIN staff s ON s.id = w.staff_id
             LEFT JOIN booking b ON b.id = w.booking_id ",
            $tail
        )
    };
}

/// Who waits at a site, whoever has an offer first, then the longest. By `ix_waiting_site_id_status_created_at`.
pub async fn waiting_list(db: &mut impl Db, site: SiteId) -> Result<Vec<Waiting>> {
    db.all(
        sql(columns!(
            "WHERE w.site_id = $1 AND w.status IN ('waiting', 'offered')
             ORDER BY w.status, w.created_at, w.id LIMIT 200"
        ))
        .bind(site),
    )
    .await
}

/// How many wait at a site, and how many of them have been found a place.
pub async fn waiting_count(db: &mut impl Db, site: SiteId) -> Result<(i64, i64)> {
    db.one(
        sql(
            "SELECT COUNT(*), COUNT(CASE WHEN status = 'offered' THEN 1 END) FROM waiting
             WHERE site_id = $1 AND status IN ('waiting', 'offered')",
        )
        .bind(site),
    )
    .await
}

/// One row, at that site.
pub async fn waiting_of(db: &mut impl Db, site: SiteId, id: WaitingId) -> Result<Option<Waiting>> {
    db.opt(
        sql(columns!("WHERE w.id = $1 AND w.site_id = $2"))
            .bind(id)
            .bind(site),
    )
    .await
}

/// Who waits with that booking held for them. By `ix_waiting_booking_id`.
pub async fn waiting_held(
    db: &mut impl Db,
    site: SiteId,
    booking: BookingId,
) -> Result<Option<Waiting>> {
    db.opt(
        sql(columns!(
            "WHERE w.booking_id = $1 AND w.site_id = $2 AND w.status = 'offered'"
        ))
        .bind(booking)
        .bind(site),
    )
    .await
}

/// Writes a new wish down.
pub async fn add_waiting(tx: &mut Tx, new: &NewWaiting<'_>) -> Result<WaitingId> {
    let (id,): (WaitingId,) = tx
        .one(
            sql("INSERT INTO waiting (site_id, customer_id, vehicle_id, booking_type_id, staff_id, status, wish,
                    need_min, bay_kind, skill, from_on, to_on, created_at)
                 VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9, $10, $11, $12) RETURNING id")
            .bind(new.site)
            .bind(new.customer)
            .bind(new.vehicle)
            .bind(new.kind)
            .bind(new.staff)
            .bind(new.wish)
            .bind(new.need_min)
            .bind(new.bay_kind)
            .bind(new.skill)
            .bind(new.from_on)
            .bind(new.to_on)
            .bind(new.at),
        )
        .await?;
    Ok(id)
}

/// Goes from one status to another, guarded by the version; `false` when somebody was quicker.
pub async fn set_waiting(
    tx: &mut Tx,
    (id, version): (WaitingId, i64),
    to: Status,
    offered: Option<(Ts, Ts)>,
    booking: Option<BookingId>,
) -> Result<bool> {
    let n = tx
        .exec(
            sql("UPDATE waiting SET status = $3, offered_at = $4, offered_starts_at = $5, booking_id = $6,
                    version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(to)
            .bind(offered.map(|o| o.0))
            .bind(offered.map(|o| o.1))
            .bind(booking),
        )
        .await?;
    Ok(n == 1)
}
