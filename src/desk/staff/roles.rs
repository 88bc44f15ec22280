//! Roles, and who holds which of them where.

use serde_json::{Value, json};

use crate::desk::{Actor, Desk, Error, Result, clean_code, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::{RoleId, SiteId, StaffId, msg, text};
use crate::store::{Lock, Tx, staff};

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

impl Desk {
    /// Gives a role at a site, or at all of them. Nobody gives a permission they lack there.
    pub async fn grant(
        &self,
        by: &Actor,
        to: StaffId,
        role: RoleId,
        site: Option<SiteId>,
    ) -> Result<()> {
        may_at_scope(by, P::UsersManage, site)?;
        in_tx!(self, |tx| { self.grant_in(tx, by, to, role, site).await })
    }

    pub(super) async fn grant_in(
        &self,
        tx: &mut Tx,
        by: &Actor,
        to: StaffId,
        role: RoleId,
        site: Option<SiteId>,
    ) -> Result<()> {
        may_at_scope(by, P::UsersManage, site)?;
        staff::by_id(tx, to).await?;
        let name = staff::role(tx, role).await?.name;
        for permission in staff::permissions_in(tx, role).await? {
            may_at_scope(by, permission, site)?;
        }
        staff::add_grant(tx, to, role, site).await?;
        let new = json!({ "role": name, "site": site });
        self.changed(tx, by, "grant", ("staff", to.0), Value::Null, new)
            .await
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
            self.changed(tx, by, "revoke", ("staff", from.0), old, Value::Null)
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
            self.changed(
                tx,
                by,
                "add_role",
                ("role", id.0),
                Value::Null,
                json!({ "code": code, "name": name, "permissions": permissions }),
            )
            .await?;
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
            self.changed(
                tx,
                by,
                "edit_role",
                ("role", id.0),
                json!({ "name": old_name, "permissions": before }),
                json!({ "name": name, "permissions": permissions }),
            )
            .await
        });
        self.name_the_quicker(done, "role", id.0).await
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

/// At one site, or everywhere: who holds it at one site only does not hold it everywhere.
pub(super) fn may_at_scope(by: &Actor, permission: P, site: Option<SiteId>) -> Result<()> {
    match site {
        Some(site) => by.may_at(permission, site),
        None => by.may_everywhere(permission),
    }
}

/// Kept under the lock [`Lock::Admins`], since no constraint can.
pub(super) async fn someone_manages(tx: &mut Tx) -> Result<()> {
    if staff::count_active_with(tx, P::UsersManage).await? == 0 {
        return Err(Error::Refused(msg!("staff-last-admin")));
    }
    Ok(())
}
