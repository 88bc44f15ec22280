//! The ways out of the building: files in a folder, and a mail server.

mod file;
mod mail;
mod smtp;

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;

use super::letter::Letter;
use super::link::Link;
use super::server::Server;
use crate::desk::MailTransport;
use crate::domain::outbox;
use crate::domain::{OutboxId, Ts};

/// What this machine can reach.
#[derive(Clone, Debug)]
pub struct Ways {
    /// The folder for messages that leave as files.
    pub folder: PathBuf,
    /// The mail server, where this machine knows one.
    pub server: Option<Server>,
    /// The way that is gone whatever the workshop has chosen: a demo writes files unless told otherwise.
    pub always: Option<MailTransport>,
}

/// One way out.
#[derive(Debug)]
pub enum Channel {
    /// Each message becomes an `.eml` in this folder.
    File(PathBuf),
    /// Through a mail server.
    Smtp {
        /// The sender, where the site has none of its own.
        from: Mailbox,
        /// The way there, kept open between messages.
        link: Box<Link>,
        /// How long one message may take.
        patience: Duration,
    },
}

/// A letter with its envelope.
#[derive(Clone, Debug)]
pub struct Parcel<'a> {
    /// Its row: part of the message's own id, the same for every try.
    pub id: OutboxId,
    /// What it is about, for the file's name.
    pub about: &'a str,
    /// The key under which it is known to be the same.
    pub key: &'a str,
    /// The sender's name, and address if the site has one.
    pub from: (&'a str, &'a str),
    /// The receiver's address.
    pub to: &'a str,
    /// When it was ordered (UTC).
    pub at: Ts,
    /// What it says.
    pub letter: &'a Letter,
}

/// The other side took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What the other side calls it.
    pub reference: String,
}

/// It did not go; the texts are codes of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not this one, not now.
    Later(String),
    /// Not this one, never.
    Never(String),
    /// The way itself is at fault, whatever is sent: no use in trying the next.
    Way(String),
}

impl Ways {
    /// The way the workshop has chosen, if this machine can go it.
    ///
    /// # Errors
    /// Why there is none, for the log: no server is configured, its certificate file cannot be read.
    pub fn open(&self, chosen: MailTransport, patience: Duration) -> Result<Channel, String> {
        match self.always.unwrap_or(chosen) {
            MailTransport::File => Ok(Channel::File(self.folder.clone())),
            MailTransport::Smtp => {
                let server = self.server.as_ref().ok_or("no mail server is configured")?;
                Ok(Channel::Smtp {
                    from: server.from.clone(),
                    link: Box::new(server.link(patience / 2)?),
                    patience,
                })
            }
        }
    }
}

impl Channel {
    /// Sends one letter.
    ///
    /// # Errors
    /// Why not, and whether another try is of use.
    pub async fn send(&self, parcel: &Parcel<'_>) -> Result<Receipt, Fault> {
        let house = match self {
            Channel::File(_) => None,
            Channel::Smtp { from, .. } => Some(from),
        };
        let mail = mail::seal(parcel, house)
            .map_err(|why| Fault::Never(outbox::Fault::Address.code(&why)))?;
        match self {
            Channel::File(folder) => file::put(folder, parcel, &mail.formatted()).await,
            Channel::Smtp { link, patience, .. } => smtp::send(link, *patience, mail).await,
        }
    }

    /// There is nothing to send for now.
    pub async fn rest(&self) {
        if let Channel::Smtp { link, .. } = self {
            link.rest().await;
        }
    }
}
