//! Log-ins: sessions, failed tries, who has a record open, and forms put aside.

use serde_json::Value;

use super::{Db, Result, Tx, sql};
use crate::domain::session::Via;
use crate::domain::{ParkedId, SessionId, SiteId, StaffId, Ts};

/// A row of `session`.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct SessionRow {
    pub id: SessionId,
    pub staff_id: StaffId,
    pub site_id: SiteId,
    pub terminal: String,
    pub via: Via,
    pub created_at: Ts,
    pub password_at: Option<Ts>,
    pub seen_at: Ts,
    pub locked_at: Option<Ts>,
    pub expires_at: Ts,
    pub revoked_at: Option<Ts>,
}

/// A session about to begin.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct New {
    pub staff_id: StaffId,
    pub site_id: SiteId,
    pub terminal: String,
    pub via: Via,
    /// SHA-256 of the token, in hex.
    pub token_hash: String,
    pub at: Ts,
    /// `None` when it was entered by PIN.
    pub password_at: Option<Ts>,
    pub expires_at: Ts,
}

/// Begins a session.
pub async fn insert(tx: &mut Tx, n: &New) -> Result<SessionId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO session (staff_id, site_id, terminal, via, token_hash, created_at, password_at, seen_at,
                    expires_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $8) RETURNING id")
            .bind(n.staff_id)
            .bind(n.site_id)
            .bind(&n.terminal)
            .bind(n.via)
            .bind(&n.token_hash)
            .bind(n.at)
            .bind(n.password_at)
            .bind(n.expires_at),
        )
        .await?;
    Ok(id)
}

/// One session.
pub async fn by_id(db: &mut impl Db, id: SessionId) -> Result<Option<SessionRow>> {
    db.opt(
        sql("SELECT id, staff_id, site_id, terminal, via, created_at, password_at, seen_at, locked_at, expires_at,
                revoked_at
             FROM session WHERE id = $1")
        .bind(id),
    )
    .await
}

/// The session of a token, by the token's hash.
pub async fn by_token(db: &mut impl Db, hash: &str) -> Result<Option<SessionRow>> {
    db.opt(
        sql("SELECT id, staff_id, site_id, terminal, via, created_at, password_at, seen_at, locked_at, expires_at,
                revoked_at
             FROM session WHERE token_hash = $1")
        .bind(hash),
    )
    .await
}

/// Sessions of one person that have not ended, newest first.
pub async fn live_of(db: &mut impl Db, staff: StaffId, now: Ts) -> Result<Vec<SessionRow>> {
    db.all(
        sql("SELECT id, staff_id, site_id, terminal, via, created_at, password_at, seen_at, locked_at, expires_at,
                revoked_at
             FROM session WHERE staff_id = $1 AND revoked_at IS NULL AND expires_at > $2
             ORDER BY created_at DESC, id DESC")
        .bind(staff)
        .bind(now),
    )
    .await
}

/// Somebody was seen at it.
pub async fn touch(tx: &mut Tx, id: SessionId, at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE session SET seen_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Locks from that instant, or unlocks.
pub async fn set_locked(tx: &mut Tx, id: SessionId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE session SET locked_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// The password was given at it (again): PINs work from here for a while.
pub async fn set_password_at(tx: &mut Tx, id: SessionId, at: Ts) -> Result<()> {
    tx.exec(
        sql("UPDATE session SET password_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Moves the session to another site.
pub async fn set_site(tx: &mut Tx, id: SessionId, site: SiteId) -> Result<()> {
    tx.exec(
        sql("UPDATE session SET site_id = $2 WHERE id = $1")
            .bind(id)
            .bind(site),
    )
    .await?;
    Ok(())
}

/// Ends one session, and what it had open.
pub async fn revoke(tx: &mut Tx, id: SessionId, at: Ts) -> Result<u64> {
    tx.exec(sql("DELETE FROM presence WHERE session_id = $1").bind(id))
        .await?;
    tx.exec(
        sql("UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
            .bind(id)
            .bind(at),
    )
    .await
}

/// Ends every session of a person but one (0 spares none), and what they had open.
pub async fn revoke_all(
    tx: &mut Tx,
    staff: StaffId,
    spare: Option<SessionId>,
    at: Ts,
) -> Result<u64> {
    let spare = spare.unwrap_or(SessionId(0));
    tx.exec(
        sql("DELETE FROM presence WHERE staff_id = $1 AND session_id <> $2")
            .bind(staff)
            .bind(spare),
    )
    .await?;
    tx.exec(
        sql("UPDATE session SET revoked_at = $3 WHERE staff_id = $1 AND id <> $2 AND revoked_at IS NULL")
            .bind(staff)
            .bind(spare)
            .bind(at),
    )
    .await
}

/// When the person last gave the password at this terminal, in sessions begun since then.
pub async fn last_password_at(
    db: &mut impl Db,
    staff: StaffId,
    terminal: &str,
    begun_since: Ts,
) -> Result<Option<Ts>> {
    let (at,) = db
        .one(
            sql("SELECT MAX(password_at) FROM session WHERE staff_id = $1 AND created_at >= $2 AND terminal = $3")
                .bind(staff)
                .bind(begun_since)
                .bind(terminal),
        )
        .await?;
    Ok(at)
}

/// When the person last logged in with the password, on any terminal, since then.
pub async fn last_success(db: &mut impl Db, staff: StaffId, since: Ts) -> Result<Option<Ts>> {
    let (at,) = db
        .one(
            sql("SELECT MAX(created_at) FROM session
                 WHERE staff_id = $1 AND created_at >= $2 AND password_at IS NOT NULL")
            .bind(staff)
            .bind(since),
        )
        .await?;
    Ok(at)
}

/// Notes a failed try.
pub async fn insert_failure(tx: &mut Tx, login: &str, terminal: &str, at: Ts) -> Result<()> {
    tx.exec(
        sql("INSERT INTO login_failure (login, terminal, at) VALUES ($1, $2, $3)")
            .bind(login)
            .bind(terminal)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// How many tries failed since then on any terminal, and when the last one did.
pub async fn failures(db: &mut impl Db, login: &str, since: Ts) -> Result<(i64, Option<Ts>)> {
    db.one(
        sql("SELECT COUNT(*), MAX(at) FROM login_failure WHERE login = $1 AND at >= $2")
            .bind(login)
            .bind(since),
    )
    .await
}

/// How many tries failed since then on that terminal.
pub async fn failures_at(db: &mut impl Db, login: &str, terminal: &str, since: Ts) -> Result<i64> {
    let (n,) = db
        .one(
            sql("SELECT COUNT(*) FROM login_failure WHERE login = $1 AND at >= $3 AND terminal = $2")
                .bind(login)
                .bind(terminal)
                .bind(since),
        )
        .await?;
    Ok(n)
}

/// Forgets failed tries older than that (30 days).
pub async fn forget_failures(tx: &mut Tx, before: Ts) -> Result<u64> {
    tx.exec(sql("DELETE FROM login_failure WHERE at < $1").bind(before))
        .await
}

/// Somebody else with the record open.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct PresenceRow {
    pub staff_id: StaffId,
    pub name: String,
    pub terminal: String,
    pub at: Ts,
}

/// Whether it is noted that the session has the record open.
pub async fn has_open(db: &mut impl Db, session: SessionId, entity: &str, id: i64) -> Result<bool> {
    let row: Option<(i64,)> = db
        .opt(
            sql("SELECT id FROM presence WHERE session_id = $1 AND entity = $2 AND entity_id = $3")
                .bind(session)
                .bind(entity)
                .bind(id),
        )
        .await?;
    Ok(row.is_some())
}

/// Notes that the session has the record open; `false` when it was noted already.
pub async fn open_record(
    tx: &mut Tx,
    session: SessionId,
    staff: StaffId,
    entity: &str,
    id: i64,
    at: Ts,
) -> Result<bool> {
    let rows = tx
        .exec(
            sql("INSERT INTO presence (session_id, staff_id, entity, entity_id, at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (session_id, entity, entity_id) DO NOTHING")
            .bind(session)
            .bind(staff)
            .bind(entity)
            .bind(id)
            .bind(at),
        )
        .await?;
    Ok(rows > 0)
}

/// Notes that the session has closed the record.
pub async fn close_record(tx: &mut Tx, session: SessionId, entity: &str, id: i64) -> Result<()> {
    tx.exec(
        sql("DELETE FROM presence WHERE session_id = $1 AND entity = $2 AND entity_id = $3")
            .bind(session)
            .bind(entity)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// Who else has the record open in a session that lives: the same person at another terminal too.
pub async fn others_at(
    db: &mut impl Db,
    session: SessionId,
    entity: &str,
    id: i64,
    now: Ts,
    seen_since: Ts,
) -> Result<Vec<PresenceRow>> {
    db.all(
        sql("SELECT p.staff_id, s.name, x.terminal, p.at
             FROM presence p JOIN session x ON x.id = p.session_id JOIN staff s ON s.id = p.staff_id
             WHERE p.entity = $1 AND p.entity_id = $2 AND p.session_id <> $3
               AND x.revoked_at IS NULL AND x.expires_at > $4 AND x.seen_at > $5
             ORDER BY p.at")
        .bind(entity)
        .bind(id)
        .bind(session)
        .bind(now)
        .bind(seen_since),
    )
    .await
}

/// A form put aside.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct ParkedRow {
    pub id: ParkedId,
    pub staff_id: StaffId,
    pub form: String,
    pub title: String,
    pub payload: Value,
    pub at: Ts,
}

/// Puts a form aside, or writes what is in it now.
pub async fn park(
    tx: &mut Tx,
    id: Option<ParkedId>,
    staff: StaffId,
    form: &str,
    title: &str,
    payload: &Value,
    at: Ts,
) -> Result<ParkedId> {
    if let Some(id) = id {
        let touched = tx
            .exec(
                sql("UPDATE parked SET title = $3, payload = $4, at = $5 WHERE id = $1 AND staff_id = $2")
                    .bind(id)
                    .bind(staff)
                    .bind(title)
                    .bind(payload.clone())
                    .bind(at),
            )
            .await?;
        if touched == 1 {
            return Ok(id);
        }
    }
    let (id,) = tx
        .one(
            sql("INSERT INTO parked (staff_id, form, title, payload, at) VALUES ($1, $2, $3, $4, $5) RETURNING id")
                .bind(staff)
                .bind(form)
                .bind(title)
                .bind(payload.clone())
                .bind(at),
        )
        .await?;
    Ok(id)
}

/// What the person has put aside, newest first.
pub async fn parked(db: &mut impl Db, staff: StaffId) -> Result<Vec<ParkedRow>> {
    db.all(
        sql(
            "SELECT id, staff_id, form, title, payload, at FROM parked WHERE staff_id = $1
             ORDER BY at DESC, id DESC LIMIT 50",
        )
        .bind(staff),
    )
    .await
}

/// One of them.
pub async fn parked_by_id(db: &mut impl Db, id: ParkedId, staff: StaffId) -> Result<ParkedRow> {
    db.one(
        sql("SELECT id, staff_id, form, title, payload, at FROM parked WHERE id = $1 AND staff_id = $2")
            .bind(id)
            .bind(staff),
    )
    .await
}

/// Throws one away.
pub async fn unpark(tx: &mut Tx, id: ParkedId, staff: StaffId) -> Result<u64> {
    tx.exec(
        sql("DELETE FROM parked WHERE id = $1 AND staff_id = $2")
            .bind(id)
            .bind(staff),
    )
    .await
}
