//! Who has a record open, shown to the others; and forms put aside until their person comes back.

use serde_json::Value;

use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::{ParkedId, StaffId, Ts};
use crate::store::sessions;

/// Minutes after which a terminal nobody was seen at does not count as having anything open.
const FADES_MIN: i64 = 45;

/// Somebody else with the same record open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Who.
    pub staff: StaffId,
    /// As people call them.
    pub name: String,
    /// Where.
    pub terminal: String,
    /// Since when (UTC).
    pub since: Ts,
}

/// A form put aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Parked {
    /// Its id.
    pub id: ParkedId,
    /// Which form ("booking", "customer").
    pub form: String,
    /// What the person knows it by.
    pub title: String,
    /// What was typed, as the form keeps it.
    pub payload: Value,
    /// When (UTC).
    pub at: Ts,
}

impl Desk {
    /// Says that the actor has the record open, and who else has. Writes once per opening; telling again only
    /// reads.
    pub async fn presence(&self, by: &Actor, entity: &str, id: i64) -> Result<Vec<Other>> {
        let (Some(session), Some(staff)) = (by.session(), by.staff()) else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let mut db = self.store();
        if !sessions::has_open(&mut db, session, entity, id).await? {
            in_tx!(self, |tx| {
                if sessions::open_record(tx, session, staff, entity, id, now).await? {
                    sessions::touch(tx, session, now).await?;
                }
                Ok(())
            })?;
        }
        self.others_at(by, entity, id).await
    }

    /// Who else has the record open, without saying anything oneself.
    pub async fn others_at(&self, by: &Actor, entity: &str, id: i64) -> Result<Vec<Other>> {
        let now = self.now();
        let session = by.session().unwrap_or(crate::domain::SessionId(0));
        let mut db = self.store();
        let seen = now.plus_minutes(-FADES_MIN);
        let rows = sessions::others_at(&mut db, session, entity, id, now, seen).await?;
        // One's own log-in that was cut off at this terminal is nobody else.
        let ghost = |staff, terminal: &str| by.staff() == Some(staff) && by.terminal() == terminal;
        Ok(rows
            .into_iter()
            .filter(|r| !ghost(r.staff_id, &r.terminal))
            .map(|r| Other {
                staff: r.staff_id,
                name: r.name,
                terminal: r.terminal,
                since: r.at,
            })
            .collect())
    }

    /// Says that the actor has closed the record.
    pub async fn absence(&self, by: &Actor, entity: &str, id: i64) -> Result<()> {
        let Some(session) = by.session() else {
            return Ok(());
        };
        in_tx!(self, |tx| {
            sessions::close_record(tx, session, entity, id).await?;
            Ok(())
        })
    }

    /// Puts a form aside, or writes into the same place what is in it now. Only its own person sees it.
    pub async fn park(
        &self,
        by: &Actor,
        place: Option<ParkedId>,
        form: &str,
        title: &str,
        payload: &Value,
    ) -> Result<ParkedId> {
        let staff = by.staff().ok_or(Error::NoSession)?;
        let now = self.now();
        in_tx!(self, |tx| {
            Ok(sessions::park(tx, place, staff, form, title, payload, now).await?)
        })
    }

    /// What the actor has put aside, newest first.
    pub async fn parked(&self, by: &Actor) -> Result<Vec<Parked>> {
        let staff = by.staff().ok_or(Error::NoSession)?;
        let mut db = self.store();
        let rows = sessions::parked(&mut db, staff).await?;
        Ok(rows.into_iter().map(Parked::from).collect())
    }

    /// Takes a form up again: it leaves the list.
    pub async fn recall(&self, by: &Actor, id: ParkedId) -> Result<Parked> {
        let staff = by.staff().ok_or(Error::NoSession)?;
        in_tx!(self, |tx| {
            let row = sessions::parked_by_id(tx, id, staff).await?;
            sessions::unpark(tx, id, staff).await?;
            Ok(Parked::from(row))
        })
    }

    /// Forgets a form put aside: it was saved, or thrown away.
    pub async fn unpark(&self, by: &Actor, id: ParkedId) -> Result<()> {
        let staff = by.staff().ok_or(Error::NoSession)?;
        in_tx!(self, |tx| {
            sessions::unpark(tx, id, staff).await?;
            Ok(())
        })
    }
}

impl From<sessions::ParkedRow> for Parked {
    fn from(r: sessions::ParkedRow) -> Self {
        Parked {
            id: r.id,
            form: r.form,
            title: r.title,
            payload: r.payload,
            at: r.at,
        }
    }
}
