//! A session's life: resumed, looked at again, locked, unlocked, moved to another site, ended.

use serde_json::{Value, json};

use super::{LoggedIn, actor, landing, secret};
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::{SessionId, SiteId, Ts, msg, secret as rules};
use crate::store::sessions::{self, SessionRow};
use crate::store::staff;

/// What looking again found.
#[derive(Clone, Debug)]
pub struct Recheck {
    /// The actor with the grants of now.
    pub actor: Actor,
    /// When the session ends whatever happens (UTC).
    pub expires_at: Ts,
    /// Whether it is locked.
    pub locked: bool,
}

/// A session that has not ended, for the page of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// Its id.
    pub id: SessionId,
    /// Where.
    pub terminal: String,
    /// Since when (UTC).
    pub since: Ts,
    /// When somebody was last seen at it (UTC).
    pub seen_at: Ts,
    /// Whether it is locked.
    pub locked: bool,
}

impl Desk {
    /// Opens a session again by its token: after a lost line, or when a screen is drawn anew.
    pub async fn resume(&self, token: &str) -> Result<LoggedIn> {
        let mut db = self.store();
        let session = sessions::by_token(&mut db, &secret::token_hash(token))
            .await?
            .ok_or(Error::NoSession)?;
        self.alive(&session)?;
        let person = staff::by_id(&mut db, session.staff_id).await?;
        let grants = staff::permissions_of(&mut db, person.id).await?;
        let actor = actor(
            &person,
            session.id,
            session.site_id,
            &session.terminal,
            grants,
        );
        Ok(LoggedIn {
            landing: landing(&actor, person.is_mechanic),
            actor,
            token: token.to_owned(),
            locale: person.locale,
            theme: person.theme,
        })
    }

    /// Reads the session and the grants again: when topic `people` moves, and every 30 minutes. An
    /// ended session is [`Error::NoSession`]. Parts of the program and the shell have none and stay as they are.
    pub async fn recheck(&self, by: &Actor) -> Result<Recheck> {
        let Some(id) = by.session() else {
            return Ok(Recheck {
                actor: by.clone(),
                expires_at: Ts(i64::MAX),
                locked: false,
            });
        };
        let mut db = self.store();
        let session = sessions::by_id(&mut db, id)
            .await?
            .ok_or(Error::NoSession)?;
        self.alive(&session)?;
        let person = staff::by_id(&mut db, session.staff_id).await?;
        if person.disabled_at.is_some() {
            return Err(Error::NoSession);
        }
        let grants = staff::permissions_of(&mut db, person.id).await?;
        Ok(Recheck {
            actor: actor(&person, id, session.site_id, by.terminal(), grants),
            expires_at: session.expires_at,
            locked: session.locked_at.is_some(),
        })
    }

    /// Says that somebody is still there; presence marks of a terminal that died fade without it.
    pub async fn still_here(&self, by: &Actor) -> Result<()> {
        let now = self.now();
        if let Some(id) = by.session() {
            in_tx!(self, |tx| {
                sessions::touch(tx, id, now).await?;
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Locks the terminal: the page stays, its data is hidden until [`Desk::unlock`].
    pub async fn lock(&self, by: &Actor) -> Result<()> {
        let id = by.session().ok_or(Error::NoSession)?;
        let now = self.now();
        in_tx!(self, |tx| {
            self.session_entry(tx, by, "lock", id, Value::Null).await?;
            sessions::set_locked(tx, id, Some(now)).await?;
            Ok(())
        })
    }

    /// Unlocks by the person's own password, or by PIN where that will do.
    pub async fn unlock(&self, by: &Actor, secret: &str) -> Result<Actor> {
        let (id, staff_id) = (
            by.session().ok_or(Error::NoSession)?,
            by.staff().ok_or(Error::NoSession)?,
        );
        let now = self.now();
        let mut db = self.store();
        let person = staff::by_id(&mut db, staff_id).await?;
        let by_pin = person.pin_hash.is_some() && rules::is_like_a_pin(secret);
        if by_pin {
            self.check_pin_of(&person, secret, by.terminal()).await?;
        } else {
            self.check_password_of(&person, secret, by.terminal())
                .await?;
        }
        in_tx!(self, |tx| {
            self.session_entry(tx, by, "unlock", id, json!({ "by_password": !by_pin }))
                .await?;
            sessions::set_locked(tx, id, None).await?;
            sessions::touch(tx, id, now).await?;
            if !by_pin {
                sessions::set_password_at(tx, id, now).await?;
            }
            Ok(())
        })?;
        Ok(self.recheck(by).await?.actor)
    }

    /// Ends the session. What was typed and not saved should have been parked before.
    pub async fn log_out(&self, by: &Actor) -> Result<()> {
        let id = by.session().ok_or(Error::NoSession)?;
        let now = self.now();
        in_tx!(self, |tx| {
            self.session_entry(tx, by, "log_out", id, Value::Null)
                .await?;
            sessions::revoke(tx, id, now).await?;
            Ok(())
        })
    }

    /// Goes on at another site, where one must be allowed something.
    pub async fn go_to_site(&self, by: &Actor, site: SiteId) -> Result<Actor> {
        let id = by.session().ok_or(Error::NoSession)?;
        self.site(site)?;
        if !by.has_grant_at(site) {
            return Err(Error::Refused(msg!("login-not-at-site")));
        }
        in_tx!(self, |tx| {
            let new = json!({ "site": site });
            self.session_entry(tx, by, "go_to_site", id, new).await?;
            sessions::set_site(tx, id, site).await?;
            Ok(())
        })?;
        Ok(Actor { site, ..by.clone() })
    }

    /// Changes one's own password, which ends one's sessions elsewhere.
    pub async fn change_password(&self, by: &Actor, old: &str, new: &str) -> Result<()> {
        let staff_id = by.staff().ok_or(Error::NoSession)?;
        rules::check_password(new).map_err(|why| Error::invalid("password", why))?;
        let mut db = self.store();
        let person = staff::by_id(&mut db, staff_id).await?;
        self.check_password_of(&person, old, by.terminal())
            .await
            .map_err(|e| match e {
                Error::Invalid { why, .. } => Error::invalid("old_password", why),
                e => e,
            })?;
        let hash = secret::hash(self.settings().password_cost(), new).await?;
        let now = self.now();
        in_tx!(self, |tx| {
            staff::set_password(tx, staff_id, &hash).await?;
            sessions::revoke_all(tx, staff_id, by.session(), now).await?;
            let entry = Entry {
                verb: "change_password",
                entity: "staff",
                id: staff_id.0,
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })
    }

    /// Sets one's own PIN; the password is asked for, since a PIN stands in for it.
    pub async fn set_pin(&self, by: &Actor, password: &str, pin: &str) -> Result<()> {
        let staff_id = by.staff().ok_or(Error::NoSession)?;
        rules::check_pin(pin).map_err(|why| Error::invalid("pin", why))?;
        let mut db = self.store();
        let person = staff::by_id(&mut db, staff_id).await?;
        self.check_password_of(&person, password, by.terminal())
            .await?;
        let hash = secret::hash(self.settings().password_cost(), pin).await?;
        in_tx!(self, |tx| {
            staff::set_pin(tx, staff_id, Some(&hash)).await?;
            let entry = Entry {
                verb: "set_pin",
                entity: "staff",
                id: staff_id.0,
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })
    }

    /// Refuses a wrong password of a person who is known, under the same throttle as a log-in.
    async fn check_password_of(
        &self,
        person: &staff::StaffRow,
        password: &str,
        terminal: &str,
    ) -> Result<()> {
        let login = person.login.clone().unwrap_or_default();
        let now = self.now();
        let (failures, last) = self.recent_failures(&login, Some(person)).await?;
        if let Some(minutes) = rules::wait_minutes(failures, last, now) {
            return Err(Error::invalid(
                "password",
                msg!("login-wait", minutes = minutes),
            ));
        }
        let cost = self.settings().password_cost();
        if secret::verify(cost, person.password_hash.clone(), password).await? {
            return Ok(());
        }
        in_tx!(self, |tx| {
            sessions::insert_failure(tx, &login, terminal, now).await?;
            Ok(())
        })?;
        let left = rules::FAILURES_AN_HOUR - failures - 1;
        Err(Error::invalid(
            "password",
            msg!("login-wrong-password", left = left.max(0)),
        ))
    }

    fn alive(&self, session: &SessionRow) -> Result<()> {
        if session.revoked_at.is_some() || session.expires_at <= self.now() {
            return Err(Error::NoSession);
        }
        Ok(())
    }

    async fn session_entry(
        &self,
        tx: &mut crate::store::Tx,
        by: &Actor,
        verb: &'static str,
        id: SessionId,
        new: Value,
    ) -> Result<()> {
        let entry = Entry {
            verb,
            entity: "session",
            id: id.0,
            new,
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }
}
