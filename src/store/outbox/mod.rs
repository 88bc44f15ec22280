//! The outbox: messages as rows, written by verbs, claimed by a dispatcher.
//!
//! Whether a claim still stands is asked of the store's own clock ([`clock`]): those of two machines differ.

mod queue;
mod truth;
mod window;

pub use queue::{
    Attempt, Claimed, Ended, add_attempt, attempts, claim, due, end, exhausted, extend, give_back,
    held_until, wake_held,
};
pub use truth::{BookingNow, booking_now, estimate_now, invoice_now, job_now, note_now, wants};
pub use window::{Card, Filter, Health, Line, card, health, line, release, window};

use serde_json::Value;

use super::{Db, Result, Tx, sql, sql2};
use crate::domain::{CustomerId, SiteId, Ts, customer, outbox::About};

/// The instant by the store's own clock.
pub async fn clock(db: &mut impl Db) -> Result<Ts> {
    let (now,) = db
        .one(sql2(
            "SELECT CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
            "SELECT clock_timestamp()",
        ))
        .await?;
    Ok(now)
}

/// Where a customer wants to be reached.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Recipient {
    /// By which channel.
    pub channel: customer::Channel,
    /// The address there.
    pub address: String,
    /// Their language, if they have one.
    pub locale: Option<String>,
}

/// A message to be.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New {
    pub site_id: SiteId,
    pub event: About,
    pub customer_id: Option<CustomerId>,
    pub channel: customer::Channel,
    pub to_address: String,
    pub locale: String,
    pub facts: Value,
    pub attach: Option<String>,
    pub entity: String,
    pub entity_id: i64,
    pub dedup_key: String,
    pub not_before: Ts,
    pub created_at: Ts,
}

/// The customer's own channel if it is one that can be served (e-mail, so far); e-mail when they have an
/// address and chose another channel; nothing when they chose none.
pub async fn recipient(db: &mut impl Db, customer: CustomerId) -> Result<Option<Recipient>> {
    db.opt(
        sql(
            "SELECT 'email' AS channel, p.value AS address, NULLIF(c.locale, '') AS locale
             FROM customer c JOIN contact_point p ON p.customer_id = c.id AND p.kind = 'email'
             WHERE c.id = $1 AND c.channel <> 'none' AND c.erased_at IS NULL
             ORDER BY p.is_primary DESC, p.id LIMIT 1",
        )
        .bind(customer),
    )
    .await
}

/// Puts it in the queue; `false` when the same message is there already.
pub async fn insert(tx: &mut Tx, m: &New) -> Result<bool> {
    let rows = tx
        .exec(
            sql("INSERT INTO outbox (site_id, event, customer_id, channel, to_address, locale, facts, attach,
                    purpose, entity, entity_id, dedup_key, status, not_before, next_at, attempts, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $14, $9, $10, $11, 'queued', $12, $12, 0, $13)
                 ON CONFLICT (dedup_key) DO NOTHING")
            .bind(m.site_id)
            .bind(m.event)
            .bind(m.customer_id)
            .bind(m.channel)
            .bind(&m.to_address)
            .bind(&m.locale)
            .bind(m.facts.clone())
            .bind(m.attach.as_deref())
            .bind(&m.entity)
            .bind(m.entity_id)
            .bind(&m.dedup_key)
            .bind(m.not_before)
            .bind(m.created_at)
            .bind(m.event.purpose()),
        )
        .await?;
    Ok(rows == 1)
}

/// Cancels what has not left yet about a row.
pub async fn cancel_unsent(tx: &mut Tx, event: About, entity: &str, entity_id: i64) -> Result<u64> {
    tx.exec(
        sql("UPDATE outbox SET status = 'cancelled', reason = 'untrue'
             WHERE entity = $1 AND entity_id = $2 AND event = $3 AND status IN ('held', 'queued')")
        .bind(entity)
        .bind(entity_id)
        .bind(event),
    )
    .await
}
