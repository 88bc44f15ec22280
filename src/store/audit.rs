//! The audit log: written by every verb, never changed.

use serde_json::Value;

use super::{Db, Result, Tx, sql};
use crate::domain::{SessionId, SiteId, StaffId, Ts};

/// One line.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Line {
    pub at: Ts,
    pub actor: String,
    pub staff_id: Option<StaffId>,
    pub session_id: Option<SessionId>,
    pub terminal: String,
    pub site_id: SiteId,
    pub verb: String,
    pub entity: String,
    pub entity_id: i64,
    pub old: Value,
    pub new: Value,
    pub reason: String,
}

/// Appends the line, unless the session it names may act no longer; whether it may.
pub async fn insert(tx: &mut Tx, l: &Line) -> Result<bool> {
    let rows = super::Db::exec(
        tx,
        sql("INSERT INTO audit (at, actor, staff_id, session_id, terminal, site_id, verb, entity, entity_id,
                old_json, new_json, reason)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
             WHERE CAST($4 AS BIGINT) IS NULL
                OR EXISTS (SELECT 1 FROM session s WHERE s.id = $4 AND s.revoked_at IS NULL AND s.expires_at > $1)")
        .bind(l.at)
        .bind(&l.actor)
        .bind(l.staff_id)
        .bind(l.session_id)
        .bind(&l.terminal)
        .bind(l.site_id)
        .bind(&l.verb)
        .bind(&l.entity)
        .bind(l.entity_id)
        .bind(l.old.clone())
        .bind(l.new.clone())
        .bind(&l.reason),
    )
    .await?;
    Ok(rows == 1)
}

/// Who wrote last about a row.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Last {
    /// `staff:Ana Bosman`.
    pub actor: String,
    /// When (UTC).
    pub at: Ts,
}

/// The newest line about a row.
pub async fn last_of(db: &mut impl Db, entity: &str, id: i64) -> Result<Option<Last>> {
    db.opt(
        sql("SELECT actor, at FROM audit WHERE entity = $1 AND entity_id = $2 ORDER BY id DESC LIMIT 1")
            .bind(entity)
            .bind(id),
    )
    .await
}

/// Who last did this to a row.
pub async fn last_who(
    db: &mut impl Db,
    entity: &str,
    entity_id: i64,
    verb: &str,
) -> Result<Option<StaffId>> {
    Ok(db
        .opt::<(Option<StaffId>,)>(
            sql(
                "SELECT staff_id FROM audit WHERE entity = $1 AND entity_id = $2 AND verb = $3
                 ORDER BY at DESC, id DESC LIMIT 1",
            )
            .bind(entity)
            .bind(entity_id)
            .bind(verb),
        )
        .await?
        .and_then(|row| row.0))
}
