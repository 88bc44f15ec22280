//! Messages into the outbox, in the verb's own transaction. Nothing is sent here.

use serde_json::Value;

use super::{Actor, Desk, Result};
use crate::domain::{CustomerId, Ts, outbox::About};
use crate::store::{Tx, outbox};

/// A message to a customer before channel, address and key are settled.
#[derive(Clone, Debug)]
pub(crate) struct Letter<'a> {
    /// What happened.
    pub event: About,
    /// Whom it concerns.
    pub customer: CustomerId,
    /// The table and the row it is about ("booking", 7).
    pub entity: &'a str,
    /// See `entity`.
    pub entity_id: i64,
    /// What makes it new: the number of moves, the time it became ready. Part of the unique key.
    pub occurrence: String,
    /// What the template may name, as a flat JSON object of texts.
    pub facts: Value,
    /// A document to attach, by name ("invoice:42").
    pub attach: Option<String>,
    /// Not before this instant.
    pub not_before: Ts,
}

impl Desk {
    /// Puts the letter in the outbox for the customer's preferred channel, if they have an address there and
    /// want to hear from us. The same event twice makes one row.
    pub(crate) async fn post(&self, tx: &mut Tx, by: &Actor, letter: Letter<'_>) -> Result<()> {
        let Some(to) = outbox::recipient(tx, letter.customer).await? else {
            return Ok(());
        };
        let key = format!(
            "{}:{}:{}:{}:{}:{}",
            letter.event.as_str(),
            letter.entity,
            letter.entity_id,
            letter.occurrence,
            letter.customer,
            to.channel.as_str()
        );
        let row = outbox::New {
            site_id: by.site(),
            event: letter.event,
            customer_id: Some(letter.customer),
            channel: to.channel,
            to_address: to.address,
            locale: to
                .locale
                .unwrap_or_else(|| self.settings().locale().to_owned()),
            facts: letter.facts,
            attach: letter.attach,
            entity: letter.entity.to_owned(),
            entity_id: letter.entity_id,
            dedup_key: key,
            not_before: letter.not_before,
            created_at: self.now(),
        };
        outbox::insert(tx, &row).await?;
        Ok(())
    }

    /// Cancels what has not left yet about a row and an event: it was undone, or is no longer true.
    pub(crate) async fn unpost(
        &self,
        tx: &mut Tx,
        event: About,
        entity: &str,
        entity_id: i64,
    ) -> Result<u64> {
        Ok(outbox::cancel_unsent(tx, event, entity, entity_id).await?)
    }
}
