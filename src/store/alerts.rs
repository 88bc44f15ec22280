//! The desk's inbox: one row per dip. An alert is open until it is cleared; the next one about the same row has
//! the next `cycle`.

use chrono::NaiveDate;
use serde_json::Value;

use super::driver::Sql;
use super::{Db, Result, Tx, sql};
use crate::domain::alert::Kind;
use crate::domain::{AlertId, EquipmentId, JobId, SiteId, StaffId, Ts};

/// An alert as it is listed.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Alert {
    pub id: AlertId,
    pub kind: Kind,
    pub entity: String,
    pub entity_id: i64,
    pub facts: Value,
    pub raised_at: Ts,
    pub cleared_at: Option<Ts>,
    /// Whose it is alone; `None` is everybody's.
    pub for_staff_id: Option<StaffId>,
    pub seen_by: Option<String>,
}

/// Whether one is open about the row.
async fn is_open(tx: &mut Tx, kind: Kind, entity: &str, entity_id: i64) -> Result<bool> {
    let row: Option<(AlertId,)> = tx
        .opt(
            sql("SELECT id FROM alert WHERE kind = $1 AND entity = $2 AND entity_id = $3 AND cleared_at IS NULL LIMIT 1")
                .bind(kind)
                .bind(entity)
                .bind(entity_id),
        )
        .await?;
    Ok(row.is_some())
}

/// Raises one, unless one is open; whether it did.
pub async fn raise(
    tx: &mut Tx,
    site: SiteId,
    kind: Kind,
    entity: &str,
    entity_id: i64,
    facts: Value,
    at: Ts,
) -> Result<bool> {
    raise_for(tx, site, kind, (entity, entity_id), facts, None, at).await
}

/// The same for one person.
pub async fn raise_for(
    tx: &mut Tx,
    site: SiteId,
    kind: Kind,
    (entity, entity_id): (&str, i64),
    facts: Value,
    whom: Option<StaffId>,
    at: Ts,
) -> Result<bool> {
    if is_open(tx, kind, entity, entity_id).await? {
        return Ok(false);
    }
    // Two at once meet in the unique cycle: the second finds nothing to say.
    let rows = tx
        .exec(
            sql(
                "INSERT INTO alert (site_id, kind, entity, entity_id, cycle, facts, raised_at, for_staff_id)
                 VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(a.cycle) + 1, 0) FROM alert a
                     WHERE a.kind = $2 AND a.entity = $3 AND a.entity_id = $4), $5, $6, $7)
                 ON CONFLICT (kind, entity, entity_id, cycle) DO NOTHING",
            )
            .bind(site)
            .bind(kind)
            .bind(entity)
            .bind(entity_id)
            .bind(facts)
            .bind(at)
            .bind(whom),
        )
        .await?;
    Ok(rows == 1)
}

/// Clears the open one about a row, so that the next dip is told again.
pub async fn clear(tx: &mut Tx, kind: Kind, entity: &str, entity_id: i64, at: Ts) -> Result<u64> {
    if !is_open(tx, kind, entity, entity_id).await? {
        return Ok(0);
    }
    tx.exec(
        sql("UPDATE alert SET cleared_at = $4
             WHERE kind = $1 AND entity = $2 AND entity_id = $3 AND cleared_at IS NULL")
        .bind(kind)
        .bind(entity)
        .bind(entity_id)
        .bind(at),
    )
    .await
}

/// Whose inbox it is: their own alerts, and those for everybody of the kinds they may see.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The person; `None` for the program itself.
    pub staff: Option<StaffId>,
    /// What they may see; the rest is empty.
    pub kinds: [&'static str; Kind::ALL.len()],
}

macro_rules! inbox {
    ($over:literal) => {
        concat!(
            "SELECT a.id, a.kind, a.entity, a.entity_id, a.facts, a.raised_at, a.cleared_at, a.for_staff_id,
                s.name AS seen_by
             FROM alert a LEFT JOIN staff s ON s.id = a.seen_by_id
             WHERE a.site_id = $1 AND a.cleared_at ",
            $over,
            " AND (a.for_staff_id = $2 OR (a.for_staff_id IS NULL AND a.kind IN ($3, $4, $5, $6, $7, $8, $9, $10, $11)))
             ORDER BY a.raised_at DESC, a.id DESC LIMIT 500"
        )
    };
}

fn read_by(text: Sql, site: SiteId, reader: &Reader) -> Sql {
    let own = text.bind(site).bind(reader.staff);
    reader.kinds.iter().fold(own, |q, kind| q.bind(*kind))
}

/// The open ones of a site, newest first. By `ix_alert_open`.
pub async fn open(db: &mut impl Db, site: SiteId, reader: &Reader) -> Result<Vec<Alert>> {
    db.all(read_by(sql(inbox!("IS NULL")), site, reader)).await
}

/// Those that are over, newest first: what was the matter, and who had read it. By `ix_alert_past`.
pub async fn past(db: &mut impl Db, site: SiteId, reader: &Reader) -> Result<Vec<Alert>> {
    db.all(read_by(sql(inbox!("IS NOT NULL")), site, reader))
        .await
}

/// How many open ones nobody has read. By `ix_alert_open`.
pub async fn unread(db: &mut impl Db, site: SiteId, reader: &Reader) -> Result<i64> {
    let text = sql(
        "SELECT COUNT(*) FROM alert a WHERE a.site_id = $1 AND a.cleared_at IS NULL AND a.seen_by_id IS NULL
            AND (a.for_staff_id = $2 OR (a.for_staff_id IS NULL AND a.kind IN ($3, $4, $5, $6, $7, $8, $9, $10, $11)))",
    );
    let (n,): (i64,) = db.one(read_by(text, site, reader)).await?;
    Ok(n)
}

/// The one somebody wants to do something about, if it is of their inbox.
pub async fn of_reader(
    db: &mut impl Db,
    site: SiteId,
    id: AlertId,
    reader: &Reader,
) -> Result<Option<Alert>> {
    let text = sql(
        "SELECT a.id, a.kind, a.entity, a.entity_id, a.facts, a.raised_at, a.cleared_at, a.for_staff_id,
            s.name AS seen_by
         FROM alert a LEFT JOIN staff s ON s.id = a.seen_by_id
         WHERE a.site_id = $1 AND (a.for_staff_id = $2
            OR (a.for_staff_id IS NULL AND a.kind IN ($3, $4, $5, $6, $7, $8, $9, $10, $11))) AND a.id = $12",
    );
    db.opt(read_by(text, site, reader).bind(id)).await
}

/// Puts one away that was for one person: it is over for them, and stays to be read again.
pub async fn dismiss(tx: &mut Tx, id: AlertId, by: StaffId, at: Ts) -> Result<bool> {
    let rows = tx
        .exec(
            sql(
                "UPDATE alert SET cleared_at = $3, seen_by_id = COALESCE(seen_by_id, $2)
                 WHERE id = $1 AND for_staff_id = $2 AND cleared_at IS NULL",
            )
            .bind(id)
            .bind(by)
            .bind(at),
        )
        .await?;
    Ok(rows == 1)
}

/// Marks one as read; by whom stays with the first.
pub async fn see(tx: &mut Tx, site: SiteId, id: AlertId, by: StaffId) -> Result<bool> {
    let rows = tx
        .exec(
            sql("UPDATE alert SET seen_by_id = $3 WHERE id = $1 AND site_id = $2 AND seen_by_id IS NULL")
                .bind(id)
                .bind(site)
                .bind(by),
        )
        .await?;
    Ok(rows == 1)
}

/// A late job.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Late {
    pub id: JobId,
    pub number: String,
    pub plate: String,
    pub promised_at: Ts,
}

/// Jobs of a site that are late and of which nobody has been told. By `ix_job_late`.
pub async fn newly_late(db: &mut impl Db, site: SiteId, now: Ts) -> Result<Vec<Late>> {
    db.all(
        sql("SELECT j.id, j.number, v.plate, j.promised_at FROM job j JOIN vehicle v ON v.id = j.vehicle_id
             WHERE j.status NOT IN ('ready', 'declined_all', 'collected', 'closed', 'cancelled')
               AND j.promised_at IS NOT NULL AND j.promised_at < $2 AND j.site_id = $1
               AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.kind = 'overdue' AND a.entity = 'job'
                   AND a.entity_id = j.id AND a.cleared_at IS NULL)
             ORDER BY j.promised_at LIMIT 500")
        .bind(site)
        .bind(now),
    )
    .await
}

/// A piece of equipment whose service is due.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Service {
    pub id: EquipmentId,
    pub name: String,
    pub service_due_on: NaiveDate,
}

/// Equipment of a site whose service is due by that day and of which nobody has been told.
pub async fn newly_due(db: &mut impl Db, site: SiteId, today: NaiveDate) -> Result<Vec<Service>> {
    db.all(
        sql(
            "SELECT e.id, e.name, e.service_due_on FROM equipment e
             WHERE e.site_id = $1 AND e.archived_at IS NULL AND e.service_due_on <= $2
               AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.kind = 'service_due' AND a.entity = 'equipment'
                   AND a.entity_id = e.id AND a.cleared_at IS NULL)
             ORDER BY e.service_due_on, e.id LIMIT 500",
        )
        .bind(site)
        .bind(today),
    )
    .await
}

/// Equipment a site was told of that is serviced by now, or gone.
pub async fn no_longer_due(
    db: &mut impl Db,
    site: SiteId,
    today: NaiveDate,
) -> Result<Vec<EquipmentId>> {
    let rows: Vec<(EquipmentId,)> = db
        .all(
            sql("SELECT e.id FROM alert a JOIN equipment e ON e.id = a.entity_id
                 WHERE a.site_id = $1 AND a.cleared_at IS NULL AND a.kind = 'service_due'
                   AND a.entity = 'equipment'
                   AND (e.archived_at IS NOT NULL OR e.service_due_on IS NULL OR e.service_due_on > $2)
                 LIMIT 500")
            .bind(site)
            .bind(today),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// Jobs a site was told of that are done by now, or were promised for later.
pub async fn no_longer_late(db: &mut impl Db, site: SiteId, now: Ts) -> Result<Vec<JobId>> {
    let rows: Vec<(JobId,)> = db
        .all(
            sql("SELECT j.id FROM alert a JOIN job j ON j.id = a.entity_id
                 WHERE a.site_id = $1 AND a.cleared_at IS NULL AND a.kind = 'overdue' AND a.entity = 'job'
                   AND (j.status IN ('ready', 'declined_all', 'collected', 'closed', 'cancelled')
                     OR j.promised_at IS NULL OR j.promised_at >= $2)
                 LIMIT 500")
            .bind(site)
            .bind(now),
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}
