//! Views: a filter line under a name, each person's own.

use super::{View, permission};
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::filter::{Ground, List, parse};
use crate::domain::{SavedViewId, StaffId, msg, text};
use crate::store::views;

impl Desk {
    /// One's own views of a list.
    pub async fn saved_views(&self, by: &Actor, list: List) -> Result<Vec<View>> {
        by.may(permission(list))?;
        let Some(staff) = by.staff() else {
            return Ok(Vec::new());
        };
        let mut db = self.store();
        Ok(views::of(&mut db, staff, list).await?)
    }

    /// Keeps a filter line under a name; an own view of that name is written over. Not audited: it is one's own
    /// way of looking, no record.
    ///
    /// # Errors
    /// `Invalid` on `name` or `filter`.
    pub async fn keep_view(
        &self,
        by: &Actor,
        list: List,
        name: &str,
        line: &str,
    ) -> Result<SavedViewId> {
        by.may(permission(list))?;
        let staff = own(by)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        let ground = Ground {
            today: self.site(by.site())?.zone.day_of(self.now()),
            currency: self.settings().currency(),
        };
        parse(list, line, ground).map_err(|why| Error::invalid("filter", why))?;
        if line.trim().is_empty() {
            return Err(Error::invalid("filter", msg!("view-empty")));
        }
        in_tx!(self, |tx| {
            Ok(views::keep(tx, staff, list, &name, line.trim()).await?)
        })
    }

    /// Takes an own view away.
    ///
    /// # Errors
    /// `NotFound` for anybody else's.
    pub async fn drop_view(&self, by: &Actor, id: SavedViewId) -> Result<()> {
        let staff = own(by)?;
        let gone = in_tx!(self, |tx| { Ok(views::drop(tx, staff, id).await?) })?;
        if gone { Ok(()) } else { Err(Error::NotFound) }
    }
}

fn own(by: &Actor) -> Result<StaffId> {
    by.staff().ok_or(Error::NoSession)
}
