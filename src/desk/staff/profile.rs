//! One's own page: what one is called, and in which colours one works.

use super::{fields_of, shown};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::{text, theme};
use crate::store::staff;

/// What somebody may change about themselves without asking anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// As people call them.
    pub name: String,
    /// As typed.
    pub phone: String,
    /// The theme they work in; `None` is the machine's.
    pub theme: Option<theme::Name>,
    /// For saving.
    pub version: i64,
}

impl Desk {
    /// One's own page.
    pub async fn profile(&self, by: &Actor) -> Result<Profile> {
        let id = by.staff().ok_or(Error::NoSession)?;
        let mut db = self.store();
        let row = staff::by_id(&mut db, id).await?;
        Ok(Profile {
            theme: row.theme.parse().ok(),
            name: row.name,
            phone: row.phone,
            version: row.version,
        })
    }

    /// Writes one's own page.
    pub async fn set_profile(&self, by: &Actor, profile: &Profile) -> Result<()> {
        let id = by.staff().ok_or(Error::NoSession)?;
        let name = text::required(&profile.name).map_err(|why| Error::invalid("name", why))?;
        let phone = text::name(&profile.phone).map_err(|why| Error::invalid("phone", why))?;
        in_tx!(self, |tx| {
            let old = fields_of(&staff::by_id(tx, id).await?);
            let mut new = old.clone();
            new.name.clone_from(&name);
            new.phone.clone_from(&phone);
            new.theme = profile
                .theme
                .map_or_else(String::new, |name| name.as_str().to_owned());
            staff::update(tx, id, profile.version, &new).await?;
            let (old, new) = (shown(&old), shown(&new));
            self.changed(tx, by, "set_profile", ("staff", id.0), old, new)
                .await
        })
    }
}
