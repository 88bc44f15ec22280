//! The audit line that every write leaves.

use serde_json::Value;

use super::actor::{Actor, Who};
use super::{Desk, Error, Result};
use crate::store::{Tx, audit};

/// One audit line before who, when and where are added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry<'a> {
    /// The verb, as in model.md 9 ("book", "check_in").
    pub verb: &'a str,
    /// The table ("booking").
    pub entity: &'a str,
    /// Its row.
    pub id: i64,
    /// What was there, as JSON; `Null` for a new row.
    pub old: Value,
    /// What is there now; `Null` for a removal.
    pub new: Value,
    /// Why, where a person had to say.
    pub reason: &'a str,
}

impl Desk {
    /// Writes the line, in the verb's own transaction. A log-in that has ended meanwhile writes nothing any
    /// more: the verb is taken back.
    pub(crate) async fn record(&self, tx: &mut Tx, by: &Actor, entry: Entry<'_>) -> Result<()> {
        let kind = match by.who() {
            Who::Staff(_) => "staff",
            Who::System(_) => "system",
            Who::Console(_) => "console",
            Who::Nobody => "nobody",
        };
        let line = audit::Line {
            at: self.now(),
            actor: format!("{kind}:{}", by.name()),
            staff_id: by.staff(),
            session_id: by.session(),
            terminal: by.terminal().to_owned(),
            site_id: by.site(),
            verb: entry.verb.to_owned(),
            entity: entry.entity.to_owned(),
            entity_id: entry.id,
            old: entry.old,
            new: entry.new,
            reason: entry.reason.to_owned(),
        };
        if audit::insert(tx, &line).await? {
            Ok(())
        } else {
            Err(Error::NoSession)
        }
    }

    /// The line of a plain change: what was there, what is there now.
    pub(crate) async fn changed(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &'static str,
        (entity, id): (&'static str, i64),
        old: Value,
        new: Value,
    ) -> Result<()> {
        let entry = Entry {
            verb,
            entity,
            id,
            old,
            new,
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }

    /// Says who was quicker, where the store could only say that somebody was: the newest audit line knows.
    pub(crate) async fn name_the_quicker<T>(
        &self,
        done: Result<T>,
        entity: &str,
        id: i64,
    ) -> Result<T> {
        let Err(Error::Stale { by, .. }) = &done else {
            return done;
        };
        if !by.is_empty() {
            return done;
        }
        let mut db = self.store();
        let Some(last) = audit::last_of(&mut db, entity, id).await? else {
            return Err(Error::NotFound);
        };
        let by = last.actor.split_once(':').map_or("", |(_, name)| name);
        Err(Error::Stale {
            by: by.to_owned(),
            at: last.at,
        })
    }
}
