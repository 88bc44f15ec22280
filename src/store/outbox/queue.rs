//! Claims: who has a message, until when, and how it ended. Every write after the claim is fenced by the
//! holder and the number of the attempt: who has lost the lease changes nothing.

use serde_json::Value;

use crate::domain::customer::Channel;
use crate::domain::outbox::{About, Outcome, Purpose, Reason, Status};
use crate::domain::{CustomerId, OutboxId, SiteId, TemplateId, Ts};
use crate::store::{Db, Result, Tx, sql, sql2};

/// A message in somebody's hand.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Claimed {
    pub id: OutboxId,
    pub site_id: SiteId,
    pub event: About,
    pub customer_id: Option<CustomerId>,
    pub channel: Channel,
    pub to_address: String,
    pub locale: String,
    pub facts: Value,
    pub attach: Option<String>,
    pub purpose: Purpose,
    pub entity: String,
    pub entity_id: i64,
    pub dedup_key: String,
    /// Counted with the claim: the number of this try, from 1.
    pub attempts: i64,
    pub created_at: Ts,
}

/// When the next message is due: queued, or claimed by somebody whose lease ends then. By `ix_outbox_due`.
pub async fn due(db: &mut impl Db) -> Result<Option<Ts>> {
    let row: Option<(Ts,)> = db
        .opt(sql(
            "SELECT next_at FROM outbox WHERE status IN ('queued', 'leased') AND channel = 'email'
             ORDER BY next_at, id LIMIT 1",
        ))
        .await?;
    Ok(row.map(|r| r.0))
}

/// When the first message of a site that is held for the night may go. By `ix_outbox_open`.
pub async fn held_until(db: &mut impl Db, site: SiteId) -> Result<Option<Ts>> {
    let row: Option<(Option<Ts>,)> = db
        .opt(
            sql("SELECT MIN(next_at) FROM outbox WHERE site_id = $1 AND status = 'held' AND reason = 'quiet_hours'")
                .bind(site),
        )
        .await?;
    Ok(row.and_then(|r| r.0))
}

/// Claims what is due by `now`, oldest first, for `holder` until `until`. A claim whose lease has run out is
/// claimable again. `next_at` becomes the end of the lease, so that a claimed row is looked at again then.
pub async fn claim(
    tx: &mut Tx,
    holder: &str,
    batch: i64,
    now: Ts,
    until: Ts,
) -> Result<Vec<Claimed>> {
    let mut rows: Vec<Claimed> = tx
        .all(
            sql2(
                "UPDATE outbox SET status = 'leased', reason = NULL, lease = $1, lease_until = $4, next_at = $4,
                        attempts = attempts + 1
                 WHERE id IN (SELECT id FROM outbox WHERE status IN ('queued', 'leased') AND next_at <= $3
                              AND channel = 'email' ORDER BY next_at, id LIMIT $2)
                 RETURNING id, site_id, event, customer_id, channel, to_address, locale, facts, attach, purpose,
                     entity, entity_id, dedup_key, attempts, created_at",
                "UPDATE outbox SET status = 'leased', reason = NULL, lease = $1, lease_until = $4, next_at = $4,
                        attempts = attempts + 1
                 WHERE id IN (SELECT id FROM outbox WHERE status IN ('queued', 'leased') AND next_at <= $3
                              AND channel = 'email' ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
                 RETURNING id, site_id, event, customer_id, channel, to_address, locale, facts, attach, purpose,
                     entity, entity_id, dedup_key, attempts, created_at",
            )
            .bind(holder)
            .bind(batch)
            .bind(now)
            .bind(until),
        )
        .await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Whether this claim is one too many: those are given up without another try.
#[must_use]
pub fn exhausted(message: &Claimed, most: i64) -> bool {
    message.attempts > most
}

/// Makes the lease of one message longer; `false` when it is lost.
pub async fn extend(tx: &mut Tx, m: &Claimed, holder: &str, until: Ts) -> Result<bool> {
    let rows = tx
        .exec(
            sql("UPDATE outbox SET lease_until = $4, next_at = $4
                 WHERE id = $1 AND lease = $2 AND attempts = $3 AND status = 'leased'")
            .bind(m.id)
            .bind(holder)
            .bind(m.attempts)
            .bind(until),
        )
        .await?;
    Ok(rows == 1)
}

/// How a claim ends.
#[derive(Clone, Debug)]
pub struct Ended {
    /// What it is from now on.
    pub status: Status,
    /// Why, where it was held, cancelled or suppressed.
    pub reason: Option<Reason>,
    /// When it is looked at again, where it is queued or held.
    pub next_at: Option<Ts>,
    /// What the other side calls it.
    pub provider_ref: String,
    /// When it left, if it did.
    pub sent_at: Option<Ts>,
    /// Whether this claim counts as a try.
    pub counts: bool,
}

/// Ends a claim; `false` when it is lost, and then nothing is changed.
pub async fn end(tx: &mut Tx, m: &Claimed, holder: &str, how: &Ended) -> Result<bool> {
    let rows = tx
        .exec(
            sql(
                "UPDATE outbox SET status = $4, reason = $5, next_at = COALESCE($6, next_at), provider_ref = $7,
                        sent_at = $8, attempts = $9, lease = NULL, lease_until = NULL
                 WHERE id = $1 AND lease = $2 AND attempts = $3 AND status = 'leased'",
            )
            .bind(m.id)
            .bind(holder)
            .bind(m.attempts)
            .bind(how.status)
            .bind(how.reason)
            .bind(how.next_at)
            .bind(&how.provider_ref)
            .bind(how.sent_at)
            .bind(m.attempts - i64::from(!how.counts)),
        )
        .await?;
    Ok(rows == 1)
}

/// Puts a message that was claimed and not touched back as it was.
pub async fn give_back(tx: &mut Tx, m: &Claimed, holder: &str, now: Ts) -> Result<bool> {
    let how = Ended {
        status: Status::Queued,
        reason: None,
        next_at: Some(now),
        provider_ref: String::new(),
        sent_at: None,
        counts: false,
    };
    end(tx, m, holder, &how).await
}

/// Queues what was held for the night and may go now; first looks, so that an idle queue is not written to.
/// By `ix_outbox_open`.
pub async fn wake_held(tx: &mut Tx, site: SiteId, now: Ts) -> Result<u64> {
    let some: Option<(OutboxId,)> = tx
        .opt(
            sql(
                "SELECT id FROM outbox WHERE site_id = $1 AND status = 'held' AND reason = 'quiet_hours'
                 AND next_at <= $2 LIMIT 1",
            )
            .bind(site)
            .bind(now),
        )
        .await?;
    if some.is_none() {
        return Ok(0);
    }
    tx.exec(
        sql("UPDATE outbox SET status = 'queued', reason = NULL
             WHERE site_id = $1 AND status = 'held' AND reason = 'quiet_hours' AND next_at <= $2")
        .bind(site)
        .bind(now),
    )
    .await
}

/// One try, as it is logged.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Attempt {
    pub attempt: i64,
    pub at: Ts,
    pub template_id: Option<TemplateId>,
    pub template_version: Option<i64>,
    pub subject: String,
    pub body: String,
    pub outcome: Outcome,
    pub code: String,
    pub provider_ref: String,
}

/// Logs a try.
pub async fn add_attempt(tx: &mut Tx, id: OutboxId, a: &Attempt) -> Result<()> {
    tx.exec(
        sql(
            "INSERT INTO outbox_attempt (outbox_id, attempt, at, template_id, template_version, subject, body,
                    outcome, code, provider_ref)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id)
        .bind(a.attempt)
        .bind(a.at)
        .bind(a.template_id)
        .bind(a.template_version)
        .bind(&a.subject)
        .bind(&a.body)
        .bind(a.outcome)
        .bind(&a.code)
        .bind(&a.provider_ref),
    )
    .await?;
    Ok(())
}

/// The tries of a message, oldest first.
pub async fn attempts(db: &mut impl Db, id: OutboxId) -> Result<Vec<Attempt>> {
    db.all(
        sql(
            "SELECT attempt, at, template_id, template_version, subject, body, outcome, code, provider_ref
             FROM outbox_attempt WHERE outbox_id = $1 ORDER BY attempt, id LIMIT 100",
        )
        .bind(id),
    )
    .await
}
