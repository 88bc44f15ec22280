//! The queue as people see it.

use crate::domain::customer::Channel;
use crate::domain::outbox::{About, Reason, Status};
use crate::domain::{OutboxId, SiteId, Ts};
use crate::store::{Db, Result, Tx, sql};

/// One line of the list.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Line {
    pub id: OutboxId,
    pub event: About,
    pub channel: Channel,
    pub to_address: String,
    pub customer: Option<String>,
    pub status: Status,
    pub reason: Option<Reason>,
    pub next_at: Ts,
    pub attempts: i64,
    pub created_at: Ts,
    pub sent_at: Option<Ts>,
}

/// Which messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All, newest first.
    #[default]
    All,
    /// Those a person has to see to: held, dead, returned.
    Stuck,
    /// Those that are still to go.
    Waiting,
}

/// A page of the list, newest first; `before` is the last line of the page before. By
/// `ix_outbox_site_id_created_at`, the open ones by `ix_outbox_open`.
pub async fn window(
    db: &mut impl Db,
    site: SiteId,
    filter: Filter,
    before: Option<(Ts, OutboxId)>,
    limit: i64,
) -> Result<Vec<Line>> {
    let (at, id) = before.unwrap_or((Ts(253_402_300_799_000_000), OutboxId(i64::MAX)));
    let text = match filter {
        Filter::All => sql(
            "SELECT o.id, o.event, o.channel, o.to_address, c.name AS customer, o.status, o.reason, o.next_at,
                    o.attempts, o.created_at, o.sent_at
             FROM outbox o LEFT JOIN customer c ON c.id = o.customer_id
             WHERE o.site_id = $1 AND o.created_at <= $2 AND (o.created_at < $2 OR o.id < $3)
             ORDER BY o.created_at DESC, o.id DESC LIMIT $4",
        ),
        Filter::Stuck => sql(
            "SELECT o.id, o.event, o.channel, o.to_address, c.name AS customer, o.status, o.reason, o.next_at,
                    o.attempts, o.created_at, o.sent_at
             FROM outbox o LEFT JOIN customer c ON c.id = o.customer_id
             WHERE o.site_id = $1 AND o.status IN ('held', 'undelivered', 'dead')
               AND o.created_at <= $2 AND (o.created_at < $2 OR o.id < $3)
             ORDER BY o.created_at DESC, o.id DESC LIMIT $4",
        ),
        Filter::Waiting => sql(
            "SELECT o.id, o.event, o.channel, o.to_address, c.name AS customer, o.status, o.reason, o.next_at,
                    o.attempts, o.created_at, o.sent_at
             FROM outbox o LEFT JOIN customer c ON c.id = o.customer_id
             WHERE o.site_id = $1 AND o.status IN ('queued', 'leased')
               AND o.created_at <= $2 AND (o.created_at < $2 OR o.id < $3)
             ORDER BY o.created_at DESC, o.id DESC LIMIT $4",
        ),
    };
    db.all(text.bind(site).bind(at).bind(id).bind(limit)).await
}

/// One line, at its site.
pub async fn line(db: &mut impl Db, site: SiteId, id: OutboxId) -> Result<Option<Line>> {
    db.opt(
        sql(
            "SELECT o.id, o.event, o.channel, o.to_address, c.name AS customer, o.status, o.reason, o.next_at,
                    o.attempts, o.created_at, o.sent_at
             FROM outbox o LEFT JOIN customer c ON c.id = o.customer_id WHERE o.id = $1 AND o.site_id = $2",
        )
        .bind(id)
        .bind(site),
    )
    .await
}

/// A message with what it is about.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Card {
    pub entity: String,
    pub entity_id: i64,
    pub attach: Option<String>,
    pub provider_ref: String,
    pub facts: serde_json::Value,
    pub locale: String,
}

/// What a message is about.
pub async fn card(db: &mut impl Db, id: OutboxId) -> Result<Option<Card>> {
    db.opt(
        sql("SELECT entity, entity_id, attach, provider_ref, facts, locale FROM outbox WHERE id = $1").bind(id),
    )
    .await
}

/// Moves a message a person decided on; `false` when it stands otherwise by now. A message put back in the
/// queue begins to count its tries again.
pub async fn release(
    tx: &mut Tx,
    id: OutboxId,
    from: Status,
    to: Status,
    reason: Option<Reason>,
    now: Ts,
) -> Result<bool> {
    let rows = tx
        .exec(
            sql(
                "UPDATE outbox SET status = $3, reason = $4, next_at = $5, attempts = 0, lease = NULL,
                        lease_until = NULL
                 WHERE id = $1 AND status = $2",
            )
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(reason)
            .bind(now),
        )
        .await?;
    Ok(rows == 1)
}

/// How the queue of a site is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Queued or in somebody's hand.
    pub waiting: i64,
    /// Waiting for more than ten minutes past their time: nobody sends.
    pub late: i64,
    /// Held because something is missing, or for the night.
    pub held: i64,
    /// Given up, or come back.
    pub dead: i64,
}

#[derive(sqlx::FromRow)]
struct Count {
    status: Status,
    n: i64,
    late: i64,
}

/// Counts what has not left; `before` is from when on a message is late. By `ix_outbox_open`.
pub async fn health(db: &mut impl Db, site: SiteId, before: Ts) -> Result<Health> {
    let rows: Vec<Count> = db
        .all(
            sql("SELECT status, COUNT(*) AS n, COUNT(CASE WHEN next_at < $2 THEN 1 END) AS late FROM outbox
                 WHERE site_id = $1 AND status IN ('held', 'queued', 'leased', 'undelivered', 'dead')
                 GROUP BY status")
            .bind(site)
            .bind(before),
        )
        .await?;
    let mut health = Health::default();
    for row in rows {
        match row.status {
            Status::Queued | Status::Leased => {
                health.waiting += row.n;
                health.late += row.late;
            }
            Status::Held => health.held += row.n,
            _ => health.dead += row.n,
        }
    }
    Ok(health)
}
