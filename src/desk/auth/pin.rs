//! Switching user by PIN: only where the password was given not long ago, and five tries.

use super::{LoggedIn, secret};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::session::Via;
use crate::domain::{StaffId, Ts, msg, secret as rules};
use crate::store::sessions;
use crate::store::staff::{self, StaffRow};
use crate::store::{Db, Result as StoreResult};

/// How failed PINs are counted apart from failed passwords.
fn counter(staff: StaffId) -> String {
    format!("pin:{staff}")
}

/// How many PINs may still be tried at this terminal; 0 when the password is asked for.
pub(super) async fn tries_left(
    db: &mut impl Db,
    staff: StaffId,
    terminal: &str,
    now: Ts,
) -> StoreResult<i64> {
    // A session lives for days and may be given the password again, so it may have begun long ago.
    let begun = now.plus_minutes(-31 * 24 * 60);
    let since = match sessions::last_password_at(db, staff, terminal, begun).await? {
        Some(at) if at > now.plus_minutes(-rules::PIN_GOOD_MIN) => at,
        _ => return Ok(0),
    };
    let wrong = sessions::failures_at(db, &counter(staff), terminal, since).await?;
    Ok((rules::PIN_TRIES - wrong).max(0))
}

impl Desk {
    /// Logs in by PIN, where that will do; the session of `instead` ends. The work on the screen stays.
    pub async fn switch_user(
        &self,
        instead: Option<&Actor>,
        to: StaffId,
        pin: &str,
        terminal: &str,
        via: Via,
    ) -> Result<LoggedIn> {
        let mut db = self.store();
        let person = staff::by_id(&mut db, to).await?;
        self.check_pin_of(&person, pin, terminal).await?;
        self.begin(
            &person,
            terminal,
            via,
            false,
            None,
            "switch_user",
            instead.and_then(Actor::session),
        )
        .await
    }

    /// Refuses a wrong PIN beside its field, with the tries that are left, and counts it.
    pub(super) async fn check_pin_of(
        &self,
        person: &StaffRow,
        pin: &str,
        terminal: &str,
    ) -> Result<()> {
        let now = self.now();
        let mut db = self.store();
        let left = tries_left(&mut db, person.id, terminal, now).await?;
        let hash = person.pin_hash.clone();
        if left == 0 || hash.is_none() || person.disabled_at.is_some() {
            return Err(Error::invalid("password", msg!("login-pin-needs-password")));
        }
        let cost = self.settings().password_cost();
        if secret::verify(cost, hash, pin).await? {
            return Ok(());
        }
        in_tx!(self, |tx| {
            sessions::insert_failure(tx, &counter(person.id), terminal, now).await?;
            Ok(())
        })?;
        Err(Error::invalid(
            "password",
            if left > 1 {
                msg!("login-wrong-pin", left = left - 1)
            } else {
                msg!("login-pin-needs-password")
            },
        ))
    }
}
