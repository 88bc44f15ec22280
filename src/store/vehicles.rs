//! Vehicles and who had them when.

use chrono::NaiveDate;

use super::{Db, Error, Result, Tx, sql, sql2};
use crate::domain::vehicle::{OdometerUnit, Role, SaleStatus, Use};
use crate::domain::{CustomerId, Money, OwnershipId, Ts, VehicleId};

const CAP: i64 = 500;

/// What a vehicle is built like, and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Specs {
    pub engine_cc: Option<i64>,
    pub power_kw: Option<i64>,
    pub doors: Option<i64>,
    pub seats: Option<i64>,
    pub drive: String,
    pub gearbox: String,
    pub body: String,
    pub colour: String,
    pub tyre_size: String,
    /// What the maker calls back; empty for nothing.
    pub recall: String,
    /// When it was seen to; open until then.
    pub recall_done_on: Option<NaiveDate>,
    pub note: String,
}

/// A row of `vehicle`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Vehicle {
    pub id: VehicleId,
    pub plate: String,
    pub plate_country: String,
    pub vin: String,
    pub make: String,
    pub model: String,
    pub variant: String,
    pub year: Option<i64>,
    pub fuel: String,
    pub class: String,
    pub odometer: Option<i64>,
    pub odometer_unit: OdometerUnit,
    pub inspection_due_on: Option<NaiveDate>,
    pub service_due_on: Option<NaiveDate>,
    #[sqlx(rename = "use")]
    pub used_as: Use,
    pub sale_status: Option<SaleStatus>,
    #[sqlx(flatten)]
    pub specs: Specs,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

impl Vehicle {
    /// Make, model, variant and year in one line.
    #[must_use]
    pub fn title(&self) -> String {
        let year = self.year.map(|y| y.to_string()).unwrap_or_default();
        let words = [&self.make, &self.model, &self.variant, &year];
        words
            .iter()
            .filter(|w| !w.is_empty())
            .map(|w| w.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// What a form writes; keys are made by the desk.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Fields {
    pub plate: String,
    pub plate_key: String,
    pub plate_country: String,
    pub vin: String,
    pub make: String,
    pub model: String,
    pub variant: String,
    pub year: Option<i64>,
    pub fuel: String,
    pub class: String,
    pub odometer: Option<i64>,
    pub odometer_unit: OdometerUnit,
    pub inspection_due_on: Option<NaiveDate>,
    pub service_due_on: Option<NaiveDate>,
    pub used_as: Use,
    pub specs: Specs,
    pub search_key: String,
}

/// Who has or had a vehicle.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Owner {
    pub id: OwnershipId,
    pub customer_id: CustomerId,
    pub name: String,
    pub role: Role,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
}

/// A vehicle with whoever has it today, as lists and searches show it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Listed {
    pub id: VehicleId,
    pub plate: String,
    pub make: String,
    pub model: String,
    pub year: Option<i64>,
    pub odometer: Option<i64>,
    pub inspection_due_on: Option<NaiveDate>,
    pub customer_id: Option<CustomerId>,
    pub customer: Option<String>,
    pub phone: Option<String>,
    /// Bundles put off on it.
    pub deferred: i64,
    /// What they came to.
    pub deferred_minor: Money,
}

/// The vehicle.
pub async fn get(db: &mut impl Db, id: VehicleId) -> Result<Vehicle> {
    db.one(
        sql("SELECT id, plate, plate_country, vin, make, model, variant, year, fuel, class, odometer,
                odometer_unit, inspection_due_on, service_due_on, use, sale_status, engine_cc, power_kw, doors,
                seats, drive, gearbox, body, colour, tyre_size, recall, recall_done_on, note, archived_at,
                version
             FROM vehicle WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Writes a new vehicle of a customer's.
pub async fn insert(tx: &mut Tx, f: &Fields, at: Ts) -> Result<VehicleId> {
    let (id,): (VehicleId,) = tx
        .one(
            sql("INSERT INTO vehicle (plate, plate_key, plate_country, vin, make, model, variant, year, fuel,
                    class, odometer, odometer_unit, inspection_due_on, service_due_on, use, engine_cc, power_kw,
                    doors, seats, drive, gearbox, body, colour, tyre_size, recall, note, search_key, created_at,
                    recall_done_on, sale_status)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                    $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, CASE WHEN $15 = 'sale' THEN 'available' END)
                 RETURNING id")
            .bind(&f.plate)
            .bind(&f.plate_key)
            .bind(&f.plate_country)
            .bind(&f.vin)
            .bind(&f.make)
            .bind(&f.model)
            .bind(&f.variant)
            .bind(f.year)
            .bind(&f.fuel)
            .bind(&f.class)
            .bind(f.odometer)
            .bind(f.odometer_unit)
            .bind(f.inspection_due_on)
            .bind(f.service_due_on)
            .bind(f.used_as)
            .bind(f.specs.engine_cc)
            .bind(f.specs.power_kw)
            .bind(f.specs.doors)
            .bind(f.specs.seats)
            .bind(&f.specs.drive)
            .bind(&f.specs.gearbox)
            .bind(&f.specs.body)
            .bind(&f.specs.colour)
            .bind(&f.specs.tyre_size)
            .bind(&f.specs.recall)
            .bind(&f.specs.note)
            .bind(&f.search_key)
            .bind(at)
            .bind(f.specs.recall_done_on),
        )
        .await?;
    Ok(id)
}

/// Writes over the vehicle if it still has this version.
pub async fn update(tx: &mut Tx, id: VehicleId, version: i64, f: &Fields) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE vehicle SET plate = $1, plate_key = $2, plate_country = $3, vin = $4, make = $5,
                    model = $6, variant = $7, year = $8, fuel = $9, class = $10, odometer = $11,
                    odometer_unit = $12, inspection_due_on = $13, service_due_on = $14, use = $15,
                    engine_cc = $16, power_kw = $17, doors = $18, seats = $19, drive = $20, gearbox = $21,
                    body = $22, colour = $23, tyre_size = $24, recall = $25, note = $26, search_key = $27, recall_done_on = $30,
                    sale_status = CASE WHEN $15 = 'sale' THEN COALESCE(sale_status, 'available') END,
                    version = version + 1
                 WHERE id = $28 AND version = $29")
            .bind(&f.plate)
            .bind(&f.plate_key)
            .bind(&f.plate_country)
            .bind(&f.vin)
            .bind(&f.make)
            .bind(&f.model)
            .bind(&f.variant)
            .bind(f.year)
            .bind(&f.fuel)
            .bind(&f.class)
            .bind(f.odometer)
            .bind(f.odometer_unit)
            .bind(f.inspection_due_on)
            .bind(f.service_due_on)
            .bind(f.used_as)
            .bind(f.specs.engine_cc)
            .bind(f.specs.power_kw)
            .bind(f.specs.doors)
            .bind(f.specs.seats)
            .bind(&f.specs.drive)
            .bind(&f.specs.gearbox)
            .bind(&f.specs.body)
            .bind(&f.specs.colour)
            .bind(&f.specs.tyre_size)
            .bind(&f.specs.recall)
            .bind(&f.specs.note)
            .bind(&f.search_key)
            .bind(id)
            .bind(version)
            .bind(f.specs.recall_done_on),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Puts the vehicle away, or takes it back with `None`, if the version still holds.
pub async fn archive(tx: &mut Tx, id: VehicleId, version: i64, at: Option<Ts>) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE vehicle SET archived_at = $1, version = version + 1 WHERE id = $2 AND version = $3")
                .bind(at)
                .bind(id)
                .bind(version),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The living vehicle with this plate.
pub async fn by_plate(
    db: &mut impl Db,
    country: &str,
    plate_key: &str,
) -> Result<Option<VehicleId>> {
    let row: Option<(VehicleId,)> = db
        .opt(
            sql("SELECT id FROM vehicle WHERE plate_country = $1 AND plate_key = $2 AND archived_at IS NULL
                   AND plate_key <> ''")
            .bind(country)
            .bind(plate_key),
        )
        .await?;
    Ok(row.map(|r| r.0))
}

/// Everybody who has or had the vehicle, the latest first.
pub async fn owners(db: &mut impl Db, id: VehicleId) -> Result<Vec<Owner>> {
    db.all(
        sql(
            "SELECT o.id, o.customer_id, c.name, o.role, o.from_on, o.to_on
             FROM ownership o JOIN customer c ON c.id = o.customer_id
             WHERE o.vehicle_id = $1 ORDER BY o.to_on IS NOT NULL, o.from_on DESC, o.id DESC",
        )
        .bind(id),
    )
    .await
}

/// Ends what one role had in the vehicle until that day, and gives it to the customer from then on.
pub async fn set_owner(
    tx: &mut Tx,
    id: VehicleId,
    role: Role,
    to: CustomerId,
    day: NaiveDate,
) -> Result<()> {
    tx.exec(
        sql(
            "UPDATE ownership SET to_on = $1 WHERE vehicle_id = $2 AND role = $3 AND to_on IS NULL",
        )
        .bind(day)
        .bind(id)
        .bind(role),
    )
    .await?;
    tx.exec(
        sql("INSERT INTO ownership (vehicle_id, customer_id, role, from_on) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(to)
            .bind(role)
            .bind(day),
    )
    .await?;
    Ok(())
}

/// The columns of [`Listed`]: today's owner, else today's keeper.
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT v.id, v.plate, v.make, v.model, v.year, v.odometer, v.inspection_due_on,
                c.id AS customer_id, c.name AS customer,
                (SELECT value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                 ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone,
                (SELECT COUNT(DISTINCT d.work_item_id) FROM deferred_work d
                 WHERE d.vehicle_id = v.id AND d.status IN ('open', 'reminded')) AS deferred,
                (SELECT CAST(COALESCE(SUM(d.amount_minor), 0) AS BIGINT) FROM deferred_work d
                 WHERE d.vehicle_id = v.id AND d.status IN ('open', 'reminded')) AS deferred_minor
             FROM vehicle v LEFT JOIN customer c ON c.id =
                (SELECT o.customer_id FROM ownership o WHERE o.vehicle_id = v.id AND o.to_on IS NULL
                 ORDER BY o.role DESC LIMIT 1)
             WHERE v.archived_at IS NULL AND ",
            $rest
        )
    };
}

const OF_CUSTOMER: &str = listed!(
    "v.id IN (SELECT vehicle_id FROM ownership WHERE customer_id = $1 AND to_on IS NULL) ORDER BY v.plate_key, v.id"
);
const BY_PLATE: &str =
    listed!("v.plate_key >= $1 AND v.plate_key < $2 ORDER BY v.plate_key, v.id LIMIT $3");
const CONTAINING_LITE: &str = listed!(
    "v.id IN (SELECT rowid FROM vehicle_fts WHERE vehicle_fts MATCH $1 LIMIT $3) ORDER BY v.plate_key, v.id LIMIT $2"
);
const CONTAINING_PG: &str = listed!(
    "v.id IN (SELECT id FROM vehicle WHERE search_key LIKE $1 ESCAPE '\\' LIMIT $3) ORDER BY v.plate_key, v.id LIMIT $2"
);

/// The vehicles a customer has today.
pub async fn of_customer(db: &mut impl Db, id: CustomerId) -> Result<Vec<Listed>> {
    db.all(sql(OF_CUSTOMER).bind(id)).await
}

/// Vehicles whose plate begins so; index `ix_vehicle_plate_key`.
pub async fn plate_starting(db: &mut impl Db, plate_key: &str, limit: i64) -> Result<Vec<Listed>> {
    let end = format!("{plate_key}\u{10ffff}");
    db.all(sql(BY_PLATE).bind(plate_key).bind(end).bind(limit))
        .await
}

/// Vehicles whose plate, make, model or VIN contains the needle (three signs at least).
pub async fn containing(db: &mut impl Db, needle: &str, limit: i64) -> Result<Vec<Listed>> {
    let needle = super::contains(db, needle);
    db.all(
        sql2(CONTAINING_LITE, CONTAINING_PG)
            .bind(needle)
            .bind(limit)
            .bind(CAP),
    )
    .await
}
