//! Claiming what is due, and the leases of whoever does it.

use serde_json::json;

use super::program_only;
use crate::desk::{Actor, Clock, Desk, Result, in_tx};
use crate::domain::Ts;
use crate::domain::alert::Kind;
use crate::domain::outbox::Status;
use crate::store::outbox::{self, Claimed, Ended};
use crate::store::{Db, Tx, lease};

/// Who claims, and how much at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grip {
    /// A name no other process has, for as long as it runs.
    pub holder: String,
    /// Messages at once.
    pub batch: i64,
    /// Seconds a claim stands.
    pub lease: i64,
    /// Seconds to wait after a first failure; doubled with each.
    pub backoff: i64,
}

impl Desk {
    /// The instant leases are measured by: the store's own, since the clocks of two machines differ. A desk
    /// whose clock is held (tests, pictures) measures by that.
    pub(super) async fn lease_clock(&self, db: &mut impl Db) -> Result<Ts> {
        Ok(match self.clock() {
            Clock::System => outbox::clock(db).await?,
            Clock::Held(_) => self.now(),
        })
    }

    /// Takes an office ("messages", "schedule") or renews it; whether it is held now. Only looks while somebody
    /// else holds it, and while a third of the own time is not over yet.
    pub async fn lead(&self, by: &Actor, office: &str, grip: &Grip) -> Result<bool> {
        program_only(by)?;
        let mut db = self.store();
        let now = self.lease_clock(&mut db).await?;
        if let Some(held) = lease::of(&mut db, office).await? {
            let mine = held.holder == grip.holder;
            if !mine && held.until >= now {
                return Ok(false);
            }
            if mine && held.until > now.plus_seconds(grip.lease * 2 / 3) {
                return Ok(true);
            }
        }
        in_tx!(self, |tx| {
            let now = self.lease_clock(tx).await?;
            let until = now.plus_seconds(grip.lease);
            let term = lease::take(tx, office, &grip.holder, now, until).await?;
            Ok(term.is_some())
        })
    }

    /// Gives an office back, so that the next process need not wait for its end.
    pub async fn resign(&self, by: &Actor, office: &str, grip: &Grip) -> Result<()> {
        program_only(by)?;
        in_tx!(self, |tx| {
            let now = self.lease_clock(tx).await?;
            lease::give_back(tx, office, &grip.holder, now).await?;
            Ok(())
        })
    }

    /// In how many seconds the next message is due; 0 when one is due now, nothing when none waits.
    pub async fn next_message_in(&self, by: &Actor) -> Result<Option<i64>> {
        program_only(by)?;
        let mut db = self.store();
        let queued = outbox::due(&mut db).await?;
        let mut held = None;
        for site in &self.settings().sites {
            let morning = outbox::held_until(&mut db, site.id).await?;
            held = [held, morning].into_iter().flatten().min();
        }
        let Some(at) = [queued, held].into_iter().flatten().min() else {
            return Ok(None);
        };
        let now = self.lease_clock(&mut db).await?;
        // Rounded up: waking a little too early would find nothing.
        Ok(Some((at.0 - now.0 + 999_999).max(0) / 1_000_000))
    }

    /// Claims what is due. Each claim counts as a try; one too many ends the message, so that one that kills
    /// its dispatcher is given up, too.
    pub async fn claim_messages(&self, by: &Actor, grip: &Grip) -> Result<Vec<Claimed>> {
        program_only(by)?;
        let most = self.settings().max_attempts();
        in_tx!(self, |tx| {
            let now = self.lease_clock(tx).await?;
            for site in &self.settings().sites {
                outbox::wake_held(tx, site.id, now).await?;
            }
            let until = now.plus_seconds(grip.lease);
            let rows = outbox::claim(tx, &grip.holder, grip.batch, now, until).await?;
            let (spent, fresh): (Vec<_>, Vec<_>) = rows
                .into_iter()
                .partition(|row| outbox::exhausted(row, most));
            for row in &spent {
                self.give_up(tx, grip, row, "").await?;
            }
            Ok(fresh)
        })
    }

    /// Puts claimed messages back that were not begun.
    pub async fn give_back_messages(
        &self,
        by: &Actor,
        grip: &Grip,
        messages: &[Claimed],
    ) -> Result<()> {
        program_only(by)?;
        if messages.is_empty() {
            return Ok(());
        }
        in_tx!(self, |tx| {
            let now = self.lease_clock(tx).await?;
            for message in messages {
                outbox::give_back(tx, message, &grip.holder, now).await?;
            }
            Ok(())
        })
    }

    /// Buries a message and tells the desk.
    pub(super) async fn give_up(
        &self,
        tx: &mut Tx,
        grip: &Grip,
        message: &Claimed,
        why: &str,
    ) -> Result<bool> {
        let how = Ended {
            status: Status::Dead,
            reason: None,
            next_at: None,
            provider_ref: String::new(),
            sent_at: None,
            counts: true,
        };
        if !outbox::end(tx, message, &grip.holder, &how).await? {
            return Ok(false);
        }
        let facts = json!({
            "event": message.event,
            "to": message.to_address,
            "attempts": message.attempts.min(self.settings().max_attempts()),
            "why": why,
        });
        self.raise_alert_at(
            tx,
            message.site_id,
            Kind::DeadMessage,
            ("outbox", message.id.0),
            facts,
        )
        .await?;
        tracing::warn!(message = message.id.0, event = %message.event, "message given up");
        Ok(true)
    }
}
