//! People and what they may do.
//!
//! Nobody gives what they do not have, nobody takes over who may do more, and somebody who manages people is
//! always left. What is deliberately absent: removing a person. They are disabled; what they did stays theirs.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::auth::{LiveSession, secret};
use super::{Actor, Desk, Entry, Error, Result, Who, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{Bp, RoleId, SessionId, SiteId, StaffId, Ts, msg, secret as rules, text};
use crate::store::staff::{self, Fields, StaffRow};
use crate::store::{self, Lock, Tx, sessions};

/// What a form says about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// As people call them.
    pub name: String,
    /// What they type to log in; `None` for somebody who never does.
    pub login: Option<String>,
    /// As typed.
    pub phone: String,
    /// As typed.
    pub email: String,
    /// Language; empty is the workshop's.
    pub locale: String,
    /// Theme; empty is the machine's.
    pub theme: String,
    /// Where they begin; `None` is the first site they may work at.
    pub home_site: Option<SiteId>,
    /// Whether work is assigned to them.
    pub is_mechanic: bool,
    /// The largest discount they may give.
    pub discount_cap: Bp,
    /// Since when they work here.
    pub hired_on: Option<NaiveDate>,
}

/// A role somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: RoleId,
    /// What the workshop calls it.
    pub name: String,
    /// Where; `None` is every site.
    pub site: Option<SiteId>,
}

/// A person as the list and the card show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffCard {
    /// Who.
    pub id: StaffId,
    /// What the form says.
    pub person: Person,
    /// What they hold.
    pub grants: Vec<Grant>,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether there is a PIN.
    pub has_pin: bool,
    /// Since when they may not log in any more (UTC).
    pub disabled_at: Option<Ts>,
    /// For saving.
    pub version: i64,
}

/// A role and what it allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// A preset's, or the workshop's own.
    pub code: String,
    /// What the workshop calls it.
    pub name: String,
    /// What it allows.
    pub permissions: Vec<P>,
    /// For saving.
    pub version: i64,
}

/// Somebody work can be given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mechanic {
    /// Who.
    pub id: StaffId,
    /// As people call them.
    pub name: String,
}

impl Desk {
    /// Everybody, by name; who left is there too.
    pub async fn staff(&self, by: &Actor) -> Result<Vec<StaffCard>> {
        by.may(P::UsersManage)?;
        let mut db = self.store();
        let grants = staff::grants(&mut db).await?;
        let rows = staff::all(&mut db).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let own = grants.iter().filter(|g| g.staff_id == row.id);
                let own = own.cloned().map(Grant::from).collect();
                StaffCard::of(row, own)
            })
            .collect())
    }

    /// One person.
    pub async fn staff_card(&self, by: &Actor, id: StaffId) -> Result<StaffCard> {
        by.may(P::UsersManage)?;
        let mut db = self.store();
        let row = staff::by_id(&mut db, id).await?;
        let grants = staff::grants_of(&mut db, id).await?;
        Ok(StaffCard::of(
            row,
            grants.into_iter().map(Grant::from).collect(),
        ))
    }

    /// Who can be given work, by name.
    pub async fn mechanics(&self, by: &Actor) -> Result<Vec<Mechanic>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        let rows = staff::all(&mut db).await?;
        Ok(rows
            .into_iter()
            .filter(|r| r.is_mechanic && r.disabled_at.is_none())
            .map(|r| Mechanic {
                id: r.id,
                name: r.name,
            })
            .collect())
    }

    /// Adds a person, with a password if they log in. Roles are given by [`Desk::grant`].
    pub async fn add_staff(
        &self,
        by: &Actor,
        person: &Person,
        password: Option<&str>,
    ) -> Result<StaffId> {
        by.may(P::UsersManage)?;
        let fields = self.clean_person(person)?;
        let hash = match password {
            Some(p) => {
                rules::check_password(p).map_err(|why| Error::invalid("password", why))?;
                Some(secret::hash(self.settings().password_cost(), p).await?)
            }
            None => None,
        };
        let now = self.now();
        in_tx!(self, |tx| {
            let id = staff::insert(tx, &fields, now).await.map_err(login_taken)?;
            if let Some(hash) = &hash {
                staff::set_password(tx, id, hash).await?;
            }
            self.people_entry(tx, by, "add_staff", id, Value::Null, shown(&fields))
                .await?;
            Ok(id)
        })
    }

    /// Writes what the form says.
    pub async fn edit_staff(
        &self,
        by: &Actor,
        id: StaffId,
        version: i64,
        person: &Person,
    ) -> Result<()> {
        by.may(P::UsersManage)?;
        let fields = self.clean_person(person)?;
        let now = self.now();
        let done = in_tx!(self, |tx| {
            tx.lock(vec![(Lock::Admins, 0)]).await?;
            let old = staff::by_id(tx, id).await?;
            staff::update(tx, id, version, &fields)
                .await
                .map_err(login_taken)?;
            if fields.login.is_none() && old.login.is_some() {
                sessions::revoke_all(tx, id, None, now).await?;
            }
            someone_manages(tx).await?;
            self.people_entry(
                tx,
                by,
                "edit_staff",
                id,
                shown(&fields_of(&old)),
                shown(&fields),
            )
            .await
        });
        self.name_the_quicker(done, "staff", id.0).await
    }

    /// Ends somebody's log-in: nothing of theirs goes on from this moment.
    pub async fn disable_staff(&self, by: &Actor, id: StaffId) -> Result<()> {
        by.may(P::UsersManage)?;
        let now = self.now();
        in_tx!(self, |tx| {
            tx.lock(vec![(Lock::Admins, 0)]).await?;
            staff::by_id(tx, id).await?;
            self.stands_above(tx, by, id).await?;
            self.people_entry(
                tx,
                by,
                "disable_staff",
                id,
                Value::Null,
                json!({ "disabled": true }),
            )
            .await?;
            staff::set_disabled(tx, id, Some(now)).await?;
            sessions::revoke_all(tx, id, None, now).await?;
            someone_manages(tx).await
        })
    }

    /// Lets somebody log in again.
    pub async fn enable_staff(&self, by: &Actor, id: StaffId) -> Result<()> {
        by.may(P::UsersManage)?;
        in_tx!(self, |tx| {
            staff::by_id(tx, id).await?;
            self.stands_above(tx, by, id).await?;
            staff::set_disabled(tx, id, None).await?;
            self.people_entry(
                tx,
                by,
                "enable_staff",
                id,
                Value::Null,
                json!({ "disabled": false }),
            )
            .await
        })
    }

    /// Gives a role at a site, or at all of them. Nobody gives a permission they lack there.
    pub async fn grant(
        &self,
        by: &Actor,
        to: StaffId,
        role: RoleId,
        site: Option<SiteId>,
    ) -> Result<()> {
        may_at_scope(by, P::UsersManage, site)?;
        in_tx!(self, |tx| {
            staff::by_id(tx, to).await?;
            let name = staff::role(tx, role).await?.name;
            for permission in staff::permissions_in(tx, role).await? {
                may_at_scope(by, permission, site)?;
            }
            staff::add_grant(tx, to, role, site).await?;
            let new = json!({ "role": name, "site": site });
            self.people_entry(tx, by, "grant", to, Value::Null, new)
                .await
        })
    }

    /// Takes a role away. Somebody who manages people is always left.
    pub async fn revoke(
        &self,
        by: &Actor,
        from: StaffId,
        role: RoleId,
        site: Option<SiteId>,
    ) -> Result<()> {
        may_at_scope(by, P::UsersManage, site)?;
        in_tx!(self, |tx| {
            tx.lock(vec![(Lock::Admins, 0)]).await?;
            let name = staff::role(tx, role).await?.name;
            if staff::remove_grant(tx, from, role, site).await? == 0 {
                return Err(Error::NotFound);
            }
            someone_manages(tx).await?;
            let old = json!({ "role": name, "site": site });
            self.people_entry(tx, by, "revoke", from, old, Value::Null)
                .await
        })
    }

    /// The roles and what they allow.
    pub async fn roles(&self, by: &Actor) -> Result<Vec<Role>> {
        by.may(P::UsersManage)?;
        let mut db = self.store();
        let mut roles = Vec::new();
        for row in staff::roles(&mut db).await? {
            roles.push(Role {
                permissions: staff::permissions_in(&mut db, row.id).await?,
                id: row.id,
                code: row.code,
                name: row.name,
                version: row.version,
            });
        }
        Ok(roles)
    }

    /// Adds a role of the workshop's own.
    pub async fn add_role(
        &self,
        by: &Actor,
        code: &str,
        name: &str,
        permissions: &[P],
    ) -> Result<RoleId> {
        by.may(P::UsersManage)?;
        let code = clean_code(code)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        for permission in permissions {
            may_at_scope(by, *permission, None)?;
        }
        in_tx!(self, |tx| {
            let id = staff::insert_role(tx, &code, &name)
                .await
                .map_err(|e| taken(e, "uq_role_code", "code"))?;
            staff::set_permissions(tx, id, permissions).await?;
            let entry = Entry {
                verb: "add_role",
                entity: "role",
                id: id.0,
                new: json!({ "code": code, "name": name, "permissions": permissions }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            Ok(id)
        })
    }

    /// Renames a role and says what it allows; who holds it is told by the change feed.
    pub async fn edit_role(
        &self,
        by: &Actor,
        id: RoleId,
        version: i64,
        name: &str,
        permissions: &[P],
    ) -> Result<()> {
        by.may(P::UsersManage)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        let done = in_tx!(self, |tx| {
            tx.lock(vec![(Lock::Admins, 0)]).await?;
            let before = staff::permissions_in(tx, id).await?;
            let old_name = staff::role(tx, id).await?.name;
            for permission in permissions.iter().filter(|p| !before.contains(p)) {
                may_at_scope(by, *permission, None)?;
            }
            staff::rename_role(tx, id, version, &name).await?;
            staff::set_permissions(tx, id, permissions).await?;
            someone_manages(tx).await?;
            let entry = Entry {
                verb: "edit_role",
                entity: "role",
                id: id.0,
                old: json!({ "name": old_name, "permissions": before }),
                new: json!({ "name": name, "permissions": permissions }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        });
        self.name_the_quicker(done, "role", id.0).await
    }

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
            self.people_entry(tx, by, "reset_password", id, Value::Null, Value::Null)
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
            let entry = Entry {
                verb: "end_session",
                entity: "session",
                id: id.0,
                old: json!({ "staff": session.staff_id, "terminal": session.terminal }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            sessions::revoke(tx, id, now).await?;
            Ok(())
        })
    }

    /// Whoever may do something the actor may not is not theirs to take over or to shut out.
    async fn stands_above(&self, tx: &mut Tx, by: &Actor, id: StaffId) -> Result<()> {
        for (permission, site) in staff::permissions_of(tx, id).await? {
            may_at_scope(by, permission, site)?;
        }
        Ok(())
    }

    fn clean_person(&self, p: &Person) -> Result<Fields> {
        let line =
            |field: &'static str, t: &str| text::name(t).map_err(|why| Error::invalid(field, why));
        let login = match p.login.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(login) => Some(clean_login(login)?),
        };
        if let Some(site) = p.home_site {
            self.site(site)?;
        }
        if p.discount_cap.0 < 0 || p.discount_cap.0 > 10_000 {
            return Err(Error::invalid("discount_cap", msg!("staff-discount-cap")));
        }
        Ok(Fields {
            name: text::required(&p.name).map_err(|why| Error::invalid("name", why))?,
            login,
            phone: line("phone", &p.phone)?,
            email: line("email", &p.email)?,
            locale: line("locale", &p.locale)?,
            theme: line("theme", &p.theme)?,
            home_site_id: p.home_site,
            is_mechanic: p.is_mechanic,
            discount_cap_bp: p.discount_cap,
            hired_on: p.hired_on,
        })
    }

    async fn people_entry(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &'static str,
        id: StaffId,
        old: Value,
        new: Value,
    ) -> Result<()> {
        let entry = Entry {
            verb,
            entity: "staff",
            id: id.0,
            old,
            new,
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }
}

impl StaffCard {
    fn of(row: StaffRow, grants: Vec<Grant>) -> StaffCard {
        StaffCard {
            id: row.id,
            has_password: row.password_hash.is_some(),
            has_pin: row.pin_hash.is_some(),
            disabled_at: row.disabled_at,
            version: row.version,
            grants,
            person: Person {
                name: row.name,
                login: row.login,
                phone: row.phone,
                email: row.email,
                locale: row.locale,
                theme: row.theme,
                home_site: row.home_site_id,
                is_mechanic: row.is_mechanic,
                discount_cap: row.discount_cap_bp,
                hired_on: row.hired_on,
            },
        }
    }
}

impl From<staff::GrantRow> for Grant {
    fn from(g: staff::GrantRow) -> Self {
        Grant {
            role: g.role_id,
            name: g.name,
            site: g.site_id,
        }
    }
}

/// Small letters, digits, dot, dash; what one types at a counter without looking.
pub(super) fn clean_login(login: &str) -> Result<String> {
    let login = login.trim().to_lowercase();
    let fits = (2..=40).contains(&login.chars().count())
        && login
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@'));
    if fits {
        Ok(login)
    } else {
        Err(Error::invalid("login", msg!("staff-login-form")))
    }
}

/// A code people type: letters and digits without spaces, at most 20, in capitals where it has letters.
pub(super) fn clean_code(code: &str) -> Result<String> {
    let code = text::required(code).map_err(|why| Error::invalid("code", why))?;
    let fits = code.chars().count() <= 20
        && code
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if fits {
        Ok(code)
    } else {
        Err(Error::invalid("code", msg!("code-form")))
    }
}

/// A broken uniqueness as a refusal beside the field.
pub(super) fn taken(e: store::Error, rule: &str, field: &'static str) -> Error {
    if e.is_rule(rule) {
        Error::invalid(field, msg!("code-taken"))
    } else {
        e.into()
    }
}

fn login_taken(e: store::Error) -> Error {
    if e.is_rule("uq_staff_login") {
        Error::invalid("login", msg!("staff-login-taken"))
    } else {
        e.into()
    }
}

/// At one site, or everywhere: who holds it at one site only does not hold it everywhere.
fn may_at_scope(by: &Actor, permission: P, site: Option<SiteId>) -> Result<()> {
    match (site, by.who()) {
        (Some(site), _) => by.may_at(permission, site),
        (None, Who::System(_) | Who::Console(_)) => Ok(()),
        (None, Who::Staff(_) | Who::Nobody) => {
            let held = by
                .grants
                .iter()
                .any(|(p, at)| *p == permission && at.is_none());
            if held {
                Ok(())
            } else {
                Err(Error::Forbidden { permission })
            }
        }
    }
}

/// Kept under the lock [`Lock::Admins`], since no constraint can.
async fn someone_manages(tx: &mut Tx) -> Result<()> {
    if staff::count_active_with(tx, P::UsersManage).await? == 0 {
        return Err(Error::Refused(msg!("staff-last-admin")));
    }
    Ok(())
}

fn fields_of(row: &StaffRow) -> Fields {
    Fields {
        name: row.name.clone(),
        login: row.login.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
        locale: row.locale.clone(),
        theme: row.theme.clone(),
        home_site_id: row.home_site_id,
        is_mechanic: row.is_mechanic,
        discount_cap_bp: row.discount_cap_bp,
        hired_on: row.hired_on,
    }
}

fn shown(f: &Fields) -> Value {
    json!({ "name": f.name, "login": f.login, "phone": f.phone, "email": f.email, "locale": f.locale,
        "theme": f.theme, "home_site": f.home_site_id, "is_mechanic": f.is_mechanic,
        "discount_cap_bp": f.discount_cap_bp, "hired_on": f.hired_on })
}
