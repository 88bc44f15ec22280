//! How a claim ended. Each verb is fenced: who has lost the lease changes nothing and hears so.

use super::{Grip, program_only};
use crate::desk::{Actor, Desk, Result, in_tx};
use crate::domain::outbox::{Outcome, Reason, Status, backoff, patience};
use crate::domain::{TemplateId, Ts};
use crate::store::Tx;
use crate::store::outbox::{self, Attempt, Claimed, Ended};

/// What was written, for the log of tries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Which words.
    pub template: Option<TemplateId>,
    /// And which version of them.
    pub version: Option<i64>,
    /// The subject as it read.
    pub subject: String,
    /// The text as it read.
    pub body: String,
}

/// Why it did not go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not now; it is tried again, up to the last try.
    Later(String),
    /// The machine's set-up is at fault: it is tried again for as long as it takes, and no try is counted.
    Setup(String),
    /// Never.
    Never(String),
    /// A field of its words is empty, or names nothing: a person has to see to it.
    Unfilled(String),
}

impl Desk {
    /// The other side took it. `false`: the lease was lost, and somebody else may send it again.
    pub async fn mark_sent(
        &self,
        by: &Actor,
        grip: &Grip,
        message: &Claimed,
        sent: &Sent,
        provider_ref: &str,
    ) -> Result<bool> {
        program_only(by)?;
        in_tx!(self, |tx| {
            let now = self.now();
            let how = Ended {
                status: Status::Sent,
                reason: None,
                next_at: None,
                provider_ref: provider_ref.to_owned(),
                sent_at: Some(now),
                counts: true,
            };
            if !outbox::end(tx, message, &grip.holder, &how).await? {
                return Ok(false);
            }
            let tried = tried(message, sent, Outcome::Sent, "", provider_ref, now);
            outbox::add_attempt(tx, message.id, &tried).await?;
            Ok(true)
        })
    }

    /// It did not go: queued again after a while, given up after the last try or when trying is no use, held
    /// when its words cannot be filled in. `false`: the lease was lost.
    pub async fn not_sent(
        &self,
        by: &Actor,
        grip: &Grip,
        message: &Claimed,
        sent: &Sent,
        why: &Why,
    ) -> Result<bool> {
        program_only(by)?;
        let most = self.settings().max_attempts();
        // Drawn once, so that a repeated transaction says the same.
        let draw: f64 = rand::random();
        in_tx!(self, |tx| {
            let (done, outcome, code) = match why {
                Why::Later(code) if message.attempts < most => {
                    let wait = backoff(grip.backoff, message.attempts, draw);
                    let at = self.lease_clock(tx).await?.plus_seconds(wait);
                    let done = self
                        .aside(tx, grip, message, Status::Queued, None, at)
                        .await?;
                    (done, Outcome::Temporary, code)
                }
                Why::Setup(code) => {
                    let now = self.lease_clock(tx).await?;
                    let waited = (now.0 - message.created_at.0) / 1_000_000;
                    let how = Ended {
                        status: Status::Queued,
                        reason: None,
                        next_at: Some(now.plus_seconds(patience(grip.backoff, waited))),
                        provider_ref: String::new(),
                        sent_at: None,
                        counts: false,
                    };
                    let done = outbox::end(tx, message, &grip.holder, &how).await?;
                    (done, Outcome::Temporary, code)
                }
                Why::Later(code) => (
                    self.give_up(tx, grip, message, code).await?,
                    Outcome::Temporary,
                    code,
                ),
                Why::Never(code) => (
                    self.give_up(tx, grip, message, code).await?,
                    Outcome::Permanent,
                    code,
                ),
                Why::Unfilled(code) => {
                    let at = self.lease_clock(tx).await?;
                    let reason = Some(Reason::MissingField);
                    let done = self
                        .aside(tx, grip, message, Status::Held, reason, at)
                        .await?;
                    (done, Outcome::Permanent, code)
                }
            };
            if done {
                let tried = tried(message, sent, outcome, code, "", self.now());
                outbox::add_attempt(tx, message.id, &tried).await?;
            }
            Ok(done)
        })
    }

    async fn aside(
        &self,
        tx: &mut Tx,
        grip: &Grip,
        message: &Claimed,
        status: Status,
        reason: Option<Reason>,
        next_at: Ts,
    ) -> Result<bool> {
        let how = Ended {
            status,
            reason,
            next_at: Some(next_at),
            provider_ref: String::new(),
            sent_at: None,
            counts: true,
        };
        Ok(outbox::end(tx, message, &grip.holder, &how).await?)
    }
}

fn tried(
    message: &Claimed,
    sent: &Sent,
    outcome: Outcome,
    code: &str,
    provider_ref: &str,
    at: Ts,
) -> Attempt {
    Attempt {
        attempt: message.attempts,
        at,
        template_id: sent.template,
        template_version: sent.version,
        subject: sent.subject.clone(),
        body: sent.body.clone(),
        outcome,
        code: code.chars().take(500).collect(),
        provider_ref: provider_ref.to_owned(),
    }
}
