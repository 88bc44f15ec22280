//! What people see of the messages, and what they do about one that did not leave.

use serde_json::json;

use super::{Attempt, Filter, Health, Line};
use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::alert::Kind;
use crate::domain::outbox::{Event, Reason, Status};
use crate::domain::permission::Permission as P;
use crate::domain::{OutboxId, Ts, msg};
use crate::store::{alerts, outbox};

/// A message with its tries.
#[derive(Clone, Debug)]
pub struct Card {
    /// As it stands in the list.
    pub line: Line,
    /// The row it is about: table and id.
    pub about: (String, i64),
    /// What goes with it ("invoice:42").
    pub attach: Option<String>,
    /// The tries, oldest first.
    pub attempts: Vec<Attempt>,
}

/// Minutes past its time after which a waiting message is late.
const PATIENCE: i64 = 10;

impl Desk {
    /// A page of messages of the actor's site, newest first; `before` is the last line of the page before.
    pub async fn outbox_window(
        &self,
        by: &Actor,
        filter: Filter,
        before: Option<(Ts, OutboxId)>,
        limit: i64,
    ) -> Result<Vec<Line>> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        Ok(outbox::window(&mut db, by.site(), filter, before, limit).await?)
    }

    /// One message with its tries.
    pub async fn message_card(&self, by: &Actor, id: OutboxId) -> Result<Card> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        let line = outbox::line(&mut db, by.site(), id)
            .await?
            .ok_or(Error::NotFound)?;
        let card = outbox::card(&mut db, id).await?.ok_or(Error::NotFound)?;
        Ok(Card {
            line,
            about: (card.entity, card.entity_id),
            attach: card.attach,
            attempts: outbox::attempts(&mut db, id).await?,
        })
    }

    /// How the queue of the actor's site is: what the mark beside the clock shows.
    pub async fn queue_health(&self, by: &Actor) -> Result<Health> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        let before = self.now().plus_minutes(-PATIENCE);
        Ok(outbox::health(&mut db, by.site(), before).await?)
    }

    /// Sends a message again that was held or given up; its tries begin anew.
    pub async fn retry_message(&self, by: &Actor, id: OutboxId) -> Result<()> {
        self.decide_message(by, id, "retry_message", |status| {
            let event = match status {
                Status::Held => Event::Release,
                Status::Queued => return Ok(Status::Queued),
                _ => Event::Resend,
            };
            status.next(event)
        })
        .await
    }

    /// Throws away a message that has not left.
    pub async fn drop_message(&self, by: &Actor, id: OutboxId) -> Result<()> {
        self.decide_message(by, id, "drop_message", |status| status.next(Event::Cancel))
            .await
    }

    async fn decide_message(
        &self,
        by: &Actor,
        id: OutboxId,
        verb: &'static str,
        next: impl Fn(Status) -> std::result::Result<Status, crate::domain::refused::Refused>
        + Send
        + Sync,
    ) -> Result<()> {
        by.may(P::MessageSend)?;
        in_tx!(self, |tx| {
            let line = outbox::line(tx, by.site(), id)
                .await?
                .ok_or(Error::NotFound)?;
            let from = line.status;
            let to = next(from)
                .map_err(|_| Error::Refused(msg!("message-decided", status = from.label())))?;
            let reason = (to == Status::Cancelled).then_some(Reason::Dropped);
            let now = self.lease_clock(tx).await?;
            if !outbox::release(tx, id, from, to, reason, now).await? {
                return Err(Error::Busy(format!("message {id} changed state")));
            }
            alerts::clear(tx, Kind::DeadMessage, "outbox", id.0, self.now()).await?;
            let entry = Entry {
                verb,
                entity: "outbox",
                id: id.0,
                old: json!({ "status": from }),
                new: json!({ "status": to }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })
    }
}
