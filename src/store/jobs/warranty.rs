//! Work that was done under terms of warranty, and vehicles that come back for it.

use crate::domain::{CannedJobId, JobId, SiteId, StaffId, Ts, VehicleId, WorkItemId};
use crate::store::{Db, Result, Tx, sql};

/// Warranted work that was done on a vehicle.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Warranted {
    pub id: WorkItemId,
    pub job_id: JobId,
    pub number: String,
    pub title: String,
    pub canned_job_id: Option<CannedJobId>,
    pub warranty_months: i64,
    pub warranty_distance: i64,
    pub collected_at: Ts,
    pub odometer: Option<i64>,
}

/// What was done on a vehicle under warranty, over or not, the newest first.
pub async fn of_vehicle(db: &mut impl Db, vehicle: VehicleId) -> Result<Vec<Warranted>> {
    db.all(
        sql("SELECT w.id, w.job_id, j.number, w.title, w.canned_job_id, w.warranty_months, w.warranty_distance,
                j.collected_at, COALESCE(j.odometer_out, j.odometer_in) AS odometer
             FROM job j JOIN work_item w ON w.job_id = j.id
             WHERE j.vehicle_id = $1 AND j.status IN ('collected', 'closed') AND j.collected_at IS NOT NULL
                AND (w.warranty_months > 0 OR w.warranty_distance > 0)
                AND EXISTS (SELECT 1 FROM task t WHERE t.work_item_id = w.id AND t.status IN ('done', 'verified'))
             ORDER BY j.collected_at DESC, w.id LIMIT 100")
        .bind(vehicle),
    )
    .await
}

/// The job comes back for another, or for none.
pub async fn set_comeback(tx: &mut Tx, job: JobId, of: Option<JobId>) -> Result<()> {
    tx.exec(
        sql("UPDATE job SET comeback_of_id = $2 WHERE id = $1")
            .bind(job)
            .bind(of),
    )
    .await?;
    Ok(())
}

/// How many jobs since an instant came back for work of each person (index `ix_job_comeback_of_id`).
pub async fn comebacks(db: &mut impl Db, site: SiteId, from: Ts) -> Result<Vec<(StaffId, i64)>> {
    db.all(
        sql("SELECT x.staff_id, COUNT(*) FROM (
                SELECT DISTINCT j.id, t.staff_id FROM job j JOIN work_item w ON w.job_id = j.comeback_of_id
                    JOIN task t ON t.work_item_id = w.id AND t.status IN ('done', 'verified')
                WHERE j.comeback_of_id IS NOT NULL AND j.site_id = $1 AND j.created_at >= $2
                    AND t.staff_id IS NOT NULL) x
             GROUP BY x.staff_id")
        .bind(site)
        .bind(from),
    )
    .await
}
