//! People, roles and grants.

use chrono::NaiveDate;

use super::{Db, Result, Tx, sql, stale_unless};
use crate::domain::permission::Permission;
use crate::domain::{Bp, RoleId, SiteId, StaffId, Ts};

/// A row of `staff`.
#[derive(Clone, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct StaffRow {
    pub id: StaffId,
    pub name: String,
    pub login: Option<String>,
    pub phone: String,
    pub email: String,
    pub password_hash: Option<String>,
    pub pin_hash: Option<String>,
    pub locale: String,
    pub theme: String,
    pub home_site_id: Option<SiteId>,
    pub is_mechanic: bool,
    pub discount_cap_bp: Bp,
    pub hired_on: Option<NaiveDate>,
    pub disabled_at: Option<Ts>,
    pub version: i64,
}

/// What a form says about a person.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Fields {
    pub name: String,
    pub login: Option<String>,
    pub phone: String,
    pub email: String,
    pub locale: String,
    pub theme: String,
    pub home_site_id: Option<SiteId>,
    pub is_mechanic: bool,
    pub discount_cap_bp: Bp,
    pub hired_on: Option<NaiveDate>,
}

/// A row of `role`.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct RoleRow {
    pub id: RoleId,
    pub code: String,
    pub name: String,
    pub version: i64,
}

/// A role somebody holds, and where.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct GrantRow {
    pub staff_id: StaffId,
    pub role_id: RoleId,
    /// `None` is every site.
    pub site_id: Option<SiteId>,
    pub code: String,
    pub name: String,
}

/// Everybody, by name; those who left too.
pub async fn all(db: &mut impl Db) -> Result<Vec<StaffRow>> {
    db.all(sql(
        "SELECT id, name, login, phone, email, password_hash, pin_hash, locale, theme, home_site_id, is_mechanic,
            discount_cap_bp, hired_on, disabled_at, version
         FROM staff ORDER BY name, id",
    ))
    .await
}

/// One person.
pub async fn by_id(db: &mut impl Db, id: StaffId) -> Result<StaffRow> {
    db.one(
        sql("SELECT id, name, login, phone, email, password_hash, pin_hash, locale, theme, home_site_id, is_mechanic,
                discount_cap_bp, hired_on, disabled_at, version
             FROM staff WHERE id = $1")
        .bind(id),
    )
    .await
}

/// The person of that log-in name.
pub async fn by_login(db: &mut impl Db, login: &str) -> Result<Option<StaffRow>> {
    db.opt(
        sql("SELECT id, name, login, phone, email, password_hash, pin_hash, locale, theme, home_site_id, is_mechanic,
                discount_cap_bp, hired_on, disabled_at, version
             FROM staff WHERE login = $1")
        .bind(login),
    )
    .await
}

/// Adds a person.
pub async fn insert(tx: &mut Tx, f: &Fields, at: Ts) -> Result<StaffId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO staff (name, login, phone, email, locale, theme, home_site_id, is_mechanic,
                    discount_cap_bp, hired_on, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id")
            .bind(&f.name)
            .bind(f.login.as_deref())
            .bind(&f.phone)
            .bind(&f.email)
            .bind(&f.locale)
            .bind(&f.theme)
            .bind(f.home_site_id)
            .bind(f.is_mechanic)
            .bind(f.discount_cap_bp)
            .bind(f.hired_on)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update(tx: &mut Tx, id: StaffId, version: i64, f: &Fields) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE staff SET name = $3, login = $4, phone = $5, email = $6, locale = $7, theme = $8,
                    home_site_id = $9, is_mechanic = $10, discount_cap_bp = $11, hired_on = $12,
                    version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.name)
            .bind(f.login.as_deref())
            .bind(&f.phone)
            .bind(&f.email)
            .bind(&f.locale)
            .bind(&f.theme)
            .bind(f.home_site_id)
            .bind(f.is_mechanic)
            .bind(f.discount_cap_bp)
            .bind(f.hired_on),
        )
        .await?;
    stale_unless(touched)
}

/// Sets the password's hash.
pub async fn set_password(tx: &mut Tx, id: StaffId, hash: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE staff SET password_hash = $2 WHERE id = $1")
            .bind(id)
            .bind(hash),
    )
    .await?;
    Ok(())
}

/// Sets the PIN's hash, or takes the PIN away.
pub async fn set_pin(tx: &mut Tx, id: StaffId, hash: Option<&str>) -> Result<()> {
    tx.exec(
        sql("UPDATE staff SET pin_hash = $2 WHERE id = $1")
            .bind(id)
            .bind(hash),
    )
    .await?;
    Ok(())
}

/// Disables from that instant, or enables again.
pub async fn set_disabled(tx: &mut Tx, id: StaffId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE staff SET disabled_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// What the person's roles allow, and where.
pub async fn permissions_of(
    db: &mut impl Db,
    id: StaffId,
) -> Result<Vec<(Permission, Option<SiteId>)>> {
    let rows: Vec<(String, Option<SiteId>)> = db
        .all(
            sql("SELECT DISTINCT p.permission, g.site_id
                 FROM staff_role g JOIN role_permission p ON p.role_id = g.role_id
                 WHERE g.staff_id = $1")
            .bind(id),
        )
        .await?;
    // A code of a newer program means nothing to this one.
    Ok(rows
        .into_iter()
        .filter_map(|(code, site)| Some((code.parse().ok()?, site)))
        .collect())
}

/// Every grant of everybody.
pub async fn grants(db: &mut impl Db) -> Result<Vec<GrantRow>> {
    db.all(sql(
        "SELECT g.staff_id, g.role_id, g.site_id, r.code, r.name
         FROM staff_role g JOIN role r ON r.id = g.role_id ORDER BY g.staff_id, r.id, g.site_id",
    ))
    .await
}

/// The grants of one person.
pub async fn grants_of(db: &mut impl Db, id: StaffId) -> Result<Vec<GrantRow>> {
    db.all(
        sql("SELECT g.staff_id, g.role_id, g.site_id, r.code, r.name
             FROM staff_role g JOIN role r ON r.id = g.role_id WHERE g.staff_id = $1 ORDER BY r.id, g.site_id")
        .bind(id),
    )
    .await
}

/// Gives somebody a role at a site, or at all of them. Giving it twice is giving it once.
pub async fn add_grant(
    tx: &mut Tx,
    staff: StaffId,
    role: RoleId,
    site: Option<SiteId>,
) -> Result<()> {
    tx.exec(
        sql("INSERT INTO staff_role (staff_id, role_id, site_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(staff)
            .bind(role)
            .bind(site),
    )
    .await?;
    Ok(())
}

/// Takes a role away; how many grants that were.
pub async fn remove_grant(
    tx: &mut Tx,
    staff: StaffId,
    role: RoleId,
    site: Option<SiteId>,
) -> Result<u64> {
    let q = match site {
        Some(site) => {
            sql("DELETE FROM staff_role WHERE staff_id = $1 AND role_id = $2 AND site_id = $3")
                .bind(staff)
                .bind(role)
                .bind(site)
        }
        None => {
            sql("DELETE FROM staff_role WHERE staff_id = $1 AND role_id = $2 AND site_id IS NULL")
                .bind(staff)
                .bind(role)
        }
    };
    tx.exec(q).await
}

/// The roles, as they were made.
pub async fn roles(db: &mut impl Db) -> Result<Vec<RoleRow>> {
    db.all(sql("SELECT id, code, name, version FROM role ORDER BY id"))
        .await
}

/// One role.
pub async fn role(db: &mut impl Db, id: RoleId) -> Result<RoleRow> {
    db.one(sql("SELECT id, code, name, version FROM role WHERE id = $1").bind(id))
        .await
}

/// Adds a role.
pub async fn insert_role(tx: &mut Tx, code: &str, name: &str) -> Result<RoleId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO role (code, name) VALUES ($1, $2) RETURNING id")
                .bind(code)
                .bind(name),
        )
        .await?;
    Ok(id)
}

/// Renames a role; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn rename_role(tx: &mut Tx, id: RoleId, version: i64, name: &str) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE role SET name = $3, version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .bind(name),
        )
        .await?;
    stale_unless(touched)
}

/// What a role allows.
pub async fn permissions_in(db: &mut impl Db, role: RoleId) -> Result<Vec<Permission>> {
    let rows: Vec<(String,)> = db
        .all(
            sql("SELECT permission FROM role_permission WHERE role_id = $1 ORDER BY permission")
                .bind(role),
        )
        .await?;
    Ok(rows.iter().filter_map(|r| r.0.parse().ok()).collect())
}

/// Makes a role allow exactly this.
pub async fn set_permissions(tx: &mut Tx, role: RoleId, all: &[Permission]) -> Result<()> {
    tx.exec(sql("DELETE FROM role_permission WHERE role_id = $1").bind(role))
        .await?;
    for permission in all {
        tx.exec(
            sql("INSERT INTO role_permission (role_id, permission) VALUES ($1, $2)")
                .bind(role)
                .bind(*permission),
        )
        .await?;
    }
    Ok(())
}

/// How many people can still log in and hold a permission everywhere (R-02 asks it of `users.manage`).
pub async fn count_active_with(db: &mut impl Db, permission: Permission) -> Result<i64> {
    let (n,) = db
        .one(
            sql("SELECT COUNT(DISTINCT s.id) FROM staff s
                 JOIN staff_role g ON g.staff_id = s.id
                 JOIN role_permission p ON p.role_id = g.role_id
                 WHERE s.disabled_at IS NULL AND s.login IS NOT NULL AND s.password_hash IS NOT NULL
                   AND g.site_id IS NULL AND p.permission = $1")
            .bind(permission),
        )
        .await?;
    Ok(n)
}

/// When somebody works at a site, from one minute of a weekday to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Shift {
    /// Whose.
    pub staff_id: StaffId,
    /// 1 is Monday.
    pub weekday: i64,
    /// The first minute of the day.
    pub from_mod: i64,
    /// The minute after the last.
    pub to_mod: i64,
}

/// The working hours of everybody at a site, by person and weekday.
pub async fn hours_at(db: &mut impl Db, site: SiteId) -> Result<Vec<Shift>> {
    db.all(
        sql(
            "SELECT staff_id, weekday, from_mod, to_mod FROM staff_hours WHERE site_id = $1
             ORDER BY staff_id, weekday, from_mod",
        )
        .bind(site),
    )
    .await
}

/// Sets the working hours of one person at a site.
pub async fn set_hours(tx: &mut Tx, staff: StaffId, site: SiteId, week: &[Shift]) -> Result<()> {
    tx.exec(
        sql("DELETE FROM staff_hours WHERE staff_id = $1 AND site_id = $2")
            .bind(staff)
            .bind(site),
    )
    .await?;
    for shift in week {
        tx.exec(
            sql(
                "INSERT INTO staff_hours (staff_id, site_id, weekday, from_mod, to_mod)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(staff)
            .bind(site)
            .bind(shift.weekday)
            .bind(shift.from_mod)
            .bind(shift.to_mod),
        )
        .await?;
    }
    Ok(())
}
