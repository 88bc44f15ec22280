//! Log-in: who somebody is, for how long, and on which terminal.
//!
//! The only place that makes an [`Actor`] of a person. A session is a row: ending it there ends it everywhere,
//! since every write looks at it in its own transaction. What is deliberately absent: knowing a password or a
//! PIN (only hashes), and telling a stranger which names exist by words or by time.

mod pin;
mod presence;
pub(crate) mod secret;
mod session;

pub use presence::{Other, Parked};
pub use secret::Cost;
pub use session::{LiveSession, Recheck};

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Actor, Desk, Entry, Error, Result, Who, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::role::Preset;
use crate::domain::session::Via;
use crate::domain::{SessionId, SiteId, StaffId, msg, secret as rules};
use crate::store::sessions::{self, New};
use crate::store::staff::{self, StaffRow};

/// The password of everybody in a demonstration; it opens nothing else.
pub const DEMO_PASSWORD: &str = "demonstration";
/// The PIN of everybody in a demonstration.
pub const DEMO_PIN: &str = "2468";

/// Where somebody's day begins, by what they may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// The day's bookings.
    Bookings,
    /// One's own tasks.
    MyWork,
    /// The parts.
    Inventory,
    /// The invoices.
    Invoices,
    /// The numbers.
    Reports,
}

/// Somebody is in.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// As whom every verb is called from here on.
    pub actor: Actor,
    /// What to show first.
    pub landing: Landing,
    /// Opens the same session again ([`Desk::resume`]); never stored, never shown.
    pub token: String,
    /// The person's language; empty is the workshop's.
    pub locale: String,
    /// The person's theme; empty is the machine's.
    pub theme: String,
}

/// Somebody who may log in, for the list under the name field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Who.
    pub staff: StaffId,
    /// As people call them.
    pub name: String,
    /// What they type.
    pub login: String,
    /// Whether a PIN will do on this terminal now.
    pub by_pin: bool,
    /// Their roles, as the workshop calls them.
    pub roles: String,
}

impl Desk {
    /// Whether there is a workshop in the books yet.
    #[must_use]
    pub fn is_founded(&self) -> bool {
        !self.settings().sites.is_empty()
    }

    /// Who may log in here, by name. No actor: this is the page before there is one.
    pub async fn names(&self, terminal: &str) -> Result<Vec<Name>> {
        let now = self.now();
        let mut db = self.store();
        let grants = staff::grants(&mut db).await?;
        let mut names = Vec::new();
        for person in staff::all(&mut db).await? {
            let Some(login) = person.login.clone() else {
                continue;
            };
            if person.disabled_at.is_some() || person.password_hash.is_none() {
                continue;
            }
            let by_pin = person.pin_hash.is_some()
                && pin::tries_left(&mut db, person.id, terminal, now).await? > 0;
            let mut roles: Vec<&str> = grants
                .iter()
                .filter(|g| g.staff_id == person.id)
                .map(|g| g.name.as_str())
                .collect();
            roles.dedup();
            names.push(Name {
                staff: person.id,
                name: person.name,
                login,
                by_pin,
                roles: roles.join(", "),
            });
        }
        Ok(names)
    }

    /// Logs in by name and password. Refuses beside the field, with the same words and in the same time for a
    /// wrong password, an unknown name and a person who has left.
    pub async fn log_in(
        &self,
        login: &str,
        password: &str,
        terminal: &str,
        via: Via,
    ) -> Result<LoggedIn> {
        let login = login.trim().to_lowercase();
        let now = self.now();
        let cost = self.settings().password_cost();
        let mut db = self.store();
        let person = staff::by_login(&mut db, &login).await?;
        let (failures, last) = self.recent_failures(&login, person.as_ref()).await?;
        if let Some(minutes) = rules::wait_minutes(failures, last, now) {
            return Err(Error::invalid(
                "password",
                msg!("login-wait", minutes = minutes),
            ));
        }
        let person = person.filter(|p| p.disabled_at.is_none());
        let hash = person.as_ref().and_then(|p| p.password_hash.clone());
        let known = secret::verify(cost, hash.clone(), password).await?;
        let Some(person) = person.filter(|_| known) else {
            in_tx!(self, |tx| {
                sessions::insert_failure(tx, &login, terminal, now).await?;
                Ok(())
            })?;
            let left = rules::FAILURES_AN_HOUR - failures - 1;
            return Err(Error::invalid(
                "password",
                msg!("login-wrong-password", left = left.max(0)),
            ));
        };
        let fresh = match hash {
            Some(h) if secret::is_of_another_cost(cost, &h) => {
                Some(secret::hash(cost, password).await?)
            }
            _ => None,
        };
        self.begin(&person, terminal, via, true, fresh, "log_in", None)
            .await
    }

    /// Logs in as the first person of a role without a password: a demonstration only.
    pub async fn log_in_as_demo(&self, preset: Preset, terminal: &str) -> Result<LoggedIn> {
        if !self.settings().is_demo() {
            return Err(Error::Refused(msg!("login-no-demo")));
        }
        let mut db = self.store();
        let grants = staff::grants(&mut db).await?;
        for person in staff::all(&mut db).await? {
            let holds = grants
                .iter()
                .any(|g| g.staff_id == person.id && g.code == preset.as_str());
            if holds && person.disabled_at.is_none() && person.login.is_some() {
                return self
                    .begin(&person, terminal, Via::Local, true, None, "log_in", None)
                    .await;
            }
        }
        Err(Error::NotFound)
    }

    /// Failures since the last success within the hour: a success wipes the slate.
    async fn recent_failures(
        &self,
        login: &str,
        person: Option<&StaffRow>,
    ) -> Result<(i64, Option<crate::domain::Ts>)> {
        let hour_ago = self.now().plus_minutes(-60);
        let mut db = self.store();
        let success = match person {
            Some(p) => sessions::last_success(&mut db, p.id, hour_ago).await?,
            None => None,
        };
        let since = success.map_or(hour_ago, |at| at.max(hour_ago));
        Ok(sessions::failures(&mut db, login, since).await?)
    }

    /// Makes the session row and the actor. `instead` is the session it takes the place of on the terminal.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is one fact of the new session"
    )]
    async fn begin(
        &self,
        person: &StaffRow,
        terminal: &str,
        via: Via,
        by_password: bool,
        fresh_hash: Option<String>,
        verb: &'static str,
        instead: Option<SessionId>,
    ) -> Result<LoggedIn> {
        let now = self.now();
        let settings = self.settings();
        let token = secret::token();
        let logged_in = in_tx!(self, |tx| {
            let grants = staff::permissions_of(tx, person.id).await?;
            let site = home_site(person, &grants, &settings)?;
            if let Some(old) = instead {
                sessions::revoke(tx, old, now).await?;
            }
            let new = New {
                staff_id: person.id,
                site_id: site,
                terminal: terminal.to_owned(),
                via,
                token_hash: secret::token_hash(&token),
                at: now,
                password_at: by_password.then_some(now),
                expires_at: now.plus_minutes(settings.session_min()),
            };
            let session = sessions::insert(tx, &new).await?;
            if let Some(hash) = &fresh_hash {
                staff::set_password(tx, person.id, hash).await?;
            }
            let actor = actor(person, session, site, terminal, grants);
            let entry = Entry {
                verb,
                entity: "session",
                id: session.0,
                new: json!({ "via": via, "by_password": by_password }),
                old: Value::Null,
                ..Entry::default()
            };
            self.record(tx, &actor, entry).await?;
            Ok(LoggedIn {
                landing: landing(&actor, person.is_mechanic),
                actor,
                token: token.clone(),
                locale: person.locale.clone(),
                theme: person.theme.clone(),
            })
        })?;
        Ok(logged_in)
    }
}

/// Makes an actor of a person; nobody else does.
fn actor(
    person: &StaffRow,
    session: SessionId,
    site: SiteId,
    terminal: &str,
    grants: Vec<(P, Option<SiteId>)>,
) -> Actor {
    Actor {
        who: Who::Staff(person.id),
        name: Arc::from(person.name.as_str()),
        session: Some(session),
        site,
        terminal: Arc::from(terminal),
        grants: grants.into(),
    }
}

/// The person's own site, else the first at which they may do anything.
fn home_site(
    person: &StaffRow,
    grants: &[(P, Option<SiteId>)],
    settings: &super::Settings,
) -> Result<SiteId> {
    let may = |site: SiteId| grants.iter().any(|(_, at)| at.is_none_or(|at| at == site));
    person
        .home_site_id
        .into_iter()
        .chain(settings.sites.iter().map(|s| s.id))
        .find(|site| may(*site))
        .ok_or_else(|| Error::invalid("login", msg!("login-no-roles")))
}

/// Where the day begins: by what one may do, since roles are the workshop's own.
fn landing(actor: &Actor, is_mechanic: bool) -> Landing {
    if actor.can(P::UsersManage) {
        Landing::Reports
    } else if actor.can(P::BookingEdit) {
        Landing::Bookings
    } else if is_mechanic || actor.can(P::JobWork) {
        Landing::MyWork
    } else if actor.can(P::StockMove) {
        Landing::Inventory
    } else if actor.can(P::ReportSee) {
        Landing::Reports
    } else if actor.can(P::InvoicePost) {
        Landing::Invoices
    } else {
        Landing::Bookings
    }
}
