//! Carrying messages out: one dispatcher per process, one leading on a store.

use std::time::Duration;

use tokio::sync::watch;

use super::channel::{Channel, Fault, Parcel, Ways};
use super::letter;
use super::worker::{Pace, ring};
use crate::desk::messages::{Claimed, Grip, Ready, Sent, Why};
use crate::desk::{self, Actor, Desk, MailTransport};
use crate::domain::SiteId;
use crate::domain::outbox;

/// The office it leads in.
const OFFICE: &str = "messages";

/// Claims, writes and sends.
pub struct Dispatcher {
    desk: Desk,
    by: Actor,
    grip: Grip,
    pace: Pace,
    ways: Ways,
    open: Option<(MailTransport, Channel)>,
    stop: watch::Receiver<bool>,
}

/// How a pass went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// Whether this process leads.
    pub leads: bool,
    /// Messages that were claimed.
    pub claimed: usize,
    /// Messages that left.
    pub sent: usize,
    /// Whether the way itself is at fault: no use in going on at once.
    pub blocked: bool,
}

impl Dispatcher {
    /// A dispatcher that goes these ways until `stop` says so. `holder` is a name no other process has.
    #[must_use]
    pub fn new(
        desk: Desk,
        ways: Ways,
        pace: Pace,
        holder: &str,
        stop: watch::Receiver<bool>,
    ) -> Self {
        let site = desk
            .settings()
            .sites
            .first()
            .map_or(SiteId(0), |site| site.id);
        Self {
            by: Actor::system("dispatcher", site),
            grip: pace.grip(holder),
            desk,
            pace,
            ways,
            open: None,
            stop,
        }
    }

    /// Works until it is told to stop; the message in hand is finished first.
    pub(super) async fn run(mut self) {
        let mut news = self.desk.news();
        while !self.stopped() {
            let (wait, listens) = match self.pass().await {
                Ok(pass) if pass.blocked => (self.pace.backoff, false),
                Ok(pass) if pass.claimed > 0 => continue,
                Ok(pass) if pass.leads => (self.rest().await, true),
                Ok(_) => (self.pace.poll, false),
                Err(e) => {
                    tracing::warn!(error = %e, "no pass over the messages");
                    (self.pace.poll, false)
                }
            };
            let mut stop = self.stop.clone();
            tokio::select! {
                // A sender that is gone has nobody left to stop us for.
                _ = stop.wait_for(|stop| *stop) => break,
                () = tokio::time::sleep(wait) => {}
                () = ring(&self.desk, &mut news), if listens => {}
            }
        }
        self.resign().await;
    }

    /// One batch: leads if it may, claims what is due, sends it.
    ///
    /// # Errors
    /// When the store does not answer; what was claimed comes back when the lease ends.
    pub async fn pass(&mut self) -> desk::Result<Pass> {
        let mut pass = Pass::default();
        let chosen = self.desk.settings().mail_transport();
        if let Err(why) = self.prepare(chosen) {
            // Another process may have the way this one lacks: it shall lead.
            tracing::debug!(%why, "no way for messages from here");
            self.resign().await;
            return Ok(pass);
        }
        pass.leads = self.desk.lead(&self.by, OFFICE, &self.grip).await?;
        if !pass.leads || self.desk.next_message_in(&self.by).await? != Some(0) {
            if let Some((_, channel)) = &self.open {
                channel.rest().await;
            }
            return Ok(pass);
        }
        let claimed = self.desk.claim_messages(&self.by, &self.grip).await?;
        pass.claimed = claimed.len();
        for (at, message) in claimed.iter().enumerate() {
            if self.stopped() || pass.blocked {
                let rest = &claimed[at..];
                self.desk
                    .give_back_messages(&self.by, &self.grip, rest)
                    .await?;
                break;
            }
            match self.carry(message).await? {
                Carried::Sent => pass.sent += 1,
                Carried::Settled => {}
                Carried::Blocked => pass.blocked = true,
            }
        }
        Ok(pass)
    }

    /// Opens the chosen way, or keeps the open one.
    fn prepare(&mut self, chosen: MailTransport) -> Result<(), String> {
        if self.open.as_ref().is_none_or(|(way, _)| *way != chosen) {
            self.open = None;
            let channel = self.ways.open(chosen, self.pace.patience())?;
            self.open = Some((chosen, channel));
        }
        Ok(())
    }

    async fn carry(&self, message: &Claimed) -> desk::Result<Carried> {
        let (desk, by, grip) = (&self.desk, &self.by, &self.grip);
        let sheet = match desk.prepare_message(by, grip, message).await? {
            Ready::Send(sheet) => sheet,
            Ready::Wordless => {
                let why = Why::Unfilled(outbox::Fault::Words.code(message.event.as_str()));
                desk.not_sent(by, grip, message, &Sent::default(), &why)
                    .await?;
                return Ok(Carried::Settled);
            }
            Ready::Gone => return Ok(Carried::Settled),
        };
        let letter = match letter::write(desk, message, &sheet).await {
            Ok(letter) => letter,
            Err(e) => {
                let why = Why::Unfilled(e.code);
                desk.not_sent(by, grip, message, &e.sent, &why).await?;
                return Ok(Carried::Settled);
            }
        };
        let Some((_, channel)) = &self.open else {
            return Ok(Carried::Blocked);
        };
        let parcel = Parcel {
            id: message.id,
            about: message.event.as_str(),
            key: &message.dedup_key,
            from: (&sheet.site.name, &sheet.site.email),
            to: &message.to_address,
            at: message.created_at,
            letter: &letter,
        };
        let sent = &letter.sent;
        let (why, carried) = match channel.send(&parcel).await {
            Ok(receipt) => {
                desk.mark_sent(by, grip, message, sent, &receipt.reference)
                    .await?;
                tracing::info!(message = message.id.0, event = %message.event, "message sent");
                return Ok(Carried::Sent);
            }
            Err(Fault::Later(code)) => (Why::Later(code), Carried::Settled),
            Err(Fault::Never(code)) => (Why::Never(code), Carried::Settled),
            Err(Fault::Way(code)) => {
                let is_setup = outbox::Fault::read(&code).is_some_and(|(f, _)| f.is_of_setup());
                let why = if is_setup { Why::Setup } else { Why::Later };
                (why(code), Carried::Blocked)
            }
        };
        tracing::warn!(message = message.id.0, event = %message.event, ?why, "message not sent");
        desk.not_sent(by, grip, message, sent, &why).await?;
        Ok(carried)
    }

    /// How long to rest as the leader: until the next message, and not beyond the lease.
    async fn rest(&self) -> Duration {
        let longest = self.pace.poll.min(self.pace.lease / 3);
        match self.desk.next_message_in(&self.by).await {
            Ok(Some(seconds)) => longest.min(Duration::from_secs(seconds.unsigned_abs())),
            _ => longest,
        }
    }

    async fn resign(&self) {
        if let Err(e) = self.desk.resign(&self.by, OFFICE, &self.grip).await {
            tracing::warn!(error = %e, "the lease stands until it ends");
        }
    }

    fn stopped(&self) -> bool {
        *self.stop.borrow()
    }
}

/// What became of one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carried {
    /// It left.
    Sent,
    /// It is held, queued again, buried, or no longer ours.
    Settled,
    /// The way is at fault.
    Blocked,
}
