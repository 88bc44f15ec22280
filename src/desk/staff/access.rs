//! Other people's passwords and log-ins.

use serde_json::{Value, json};

use super::roles::may_at_scope;
use crate::desk::auth::{LiveSession, secret};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{SessionId, StaffId, msg, secret as rules};
use crate::store::{Tx, sessions, staff};

impl Desk {
    /// Sets somebody else's password and takes their PIN away; their log-ins end at once.
    pub async fn reset_password(&self, by: &Actor, id: StaffId, password: &str) -> Result<()> {
        by.may(P::UsersManage)?;
        rules::check_password(password).map_err(|why| Error::invalid("password", why))?;
        let hash = secret::hash(self.settings().password_cost(), password).await?;
        let now = self.now();
        in_tx!(self, |tx| {
            let person = staff::by_id(tx, id).await?;
            if person.login.is_none() {
                return Err(Error::invalid("login", msg!("staff-no-login")));
            }
            self.stands_above(tx, by, id).await?;
            staff::set_password(tx, id, &hash).await?;
            staff::set_pin(tx, id, None).await?;
            let spare = by.session().filter(|_| by.staff() == Some(id));
            sessions::revoke_all(tx, id, spare, now).await?;
            self.changed(
                tx,
                by,
                "reset_password",
                ("staff", id.0),
                Value::Null,
                Value::Null,
            )
            .await
        })
    }

    /// Somebody's log-ins that have not ended.
    pub async fn sessions_of(&self, by: &Actor, id: StaffId) -> Result<Vec<LiveSession>> {
        if by.staff() != Some(id) {
            by.may(P::UsersManage)?;
        }
        let mut db = self.store();
        let rows = sessions::live_of(&mut db, id, self.now()).await?;
        Ok(rows
            .into_iter()
            .map(|s| LiveSession {
                id: s.id,
                terminal: s.terminal,
                since: s.created_at,
                seen_at: s.seen_at,
                locked: s.locked_at.is_some(),
            })
            .collect())
    }

    /// Ends one log-in at once, wherever it is.
    pub async fn end_session(&self, by: &Actor, id: SessionId) -> Result<()> {
        by.may(P::UsersManage)?;
        let now = self.now();
        in_tx!(self, |tx| {
            let session = sessions::by_id(tx, id).await?.ok_or(Error::NotFound)?;
            self.changed(
                tx,
                by,
                "end_session",
                ("session", id.0),
                json!({ "staff": session.staff_id, "terminal": session.terminal }),
                Value::Null,
            )
            .await?;
            sessions::revoke(tx, id, now).await?;
            Ok(())
        })
    }

    /// Whoever may do something the actor may not is not theirs to take over or to shut out.
    pub(super) async fn stands_above(&self, tx: &mut Tx, by: &Actor, id: StaffId) -> Result<()> {
        for (permission, site) in staff::permissions_of(tx, id).await? {
            may_at_scope(by, permission, site)?;
        }
        Ok(())
    }
}
