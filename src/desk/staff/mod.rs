//! People and what they may do.
//!
//! Nobody gives what they do not have, nobody takes over who may do more, and somebody who manages people is
//! always left. What is deliberately absent: removing a person. They are disabled; what they did stays theirs.

mod access;
mod hours;
mod profile;
mod roles;

pub use crate::store::staff::Shift;
pub use profile::Profile;
pub use roles::{Grant, Role};

use chrono::NaiveDate;
use serde_json::{Value, json};

use roles::someone_manages;

use super::auth::secret;
use super::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{Bp, RoleId, SiteId, StaffId, Ts, msg, secret as rules, text};
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
        let (fields, hash) = self.newcomer(person, password).await?;
        in_tx!(self, |tx| {
            self.add_in(tx, by, &fields, hash.as_deref()).await
        })
    }

    /// Adds a person with their first role, both or neither.
    pub async fn hire(
        &self,
        by: &Actor,
        person: &Person,
        password: Option<&str>,
        role: RoleId,
        site: Option<SiteId>,
    ) -> Result<StaffId> {
        by.may(P::UsersManage)?;
        let (fields, hash) = self.newcomer(person, password).await?;
        in_tx!(self, |tx| {
            let id = self.add_in(tx, by, &fields, hash.as_deref()).await?;
            self.grant_in(tx, by, id, role, site).await?;
            Ok(id)
        })
    }

    /// What is written of somebody new: the form's fields, and the password as it is kept.
    async fn newcomer(
        &self,
        person: &Person,
        password: Option<&str>,
    ) -> Result<(Fields, Option<String>)> {
        let fields = self.clean_person(person)?;
        let hash = match password {
            Some(p) => {
                rules::check_password(p).map_err(|why| Error::invalid("password", why))?;
                Some(secret::hash(self.settings().password_cost(), p).await?)
            }
            None => None,
        };
        Ok((fields, hash))
    }

    async fn add_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        fields: &Fields,
        hash: Option<&str>,
    ) -> Result<StaffId> {
        let id = staff::insert(tx, fields, self.now())
            .await
            .map_err(login_taken)?;
        if let Some(hash) = hash {
            staff::set_password(tx, id, hash).await?;
        }
        let new = shown(fields);
        self.changed(tx, by, "add_staff", ("staff", id.0), Value::Null, new)
            .await?;
        Ok(id)
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
            self.changed(
                tx,
                by,
                "edit_staff",
                ("staff", id.0),
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
            self.changed(
                tx,
                by,
                "disable_staff",
                ("staff", id.0),
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
            self.changed(
                tx,
                by,
                "enable_staff",
                ("staff", id.0),
                Value::Null,
                json!({ "disabled": false }),
            )
            .await
        })
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

fn login_taken(e: store::Error) -> Error {
    if e.is_rule("uq_staff_login") {
        Error::invalid("login", msg!("staff-login-taken"))
    } else {
        e.into()
    }
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
