//! The way to the mail server: one connection, kept while there is something to send.
//!
//! What is written leaves at once. A letter ends with a few bytes of their own, and a connection as it comes holds
//! those back until the other side has confirmed the rest, which it does not hurry to: 40 ms a letter.

use std::fmt;
use std::io;
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::server::chain;

/// How the connection begins.
pub(super) enum Way {
    /// Plain, and stays so.
    Plain,
    /// Plain, then upgraded.
    Upgraded(TlsParameters),
    /// TLS from the first byte.
    Wrapped(TlsParameters),
}

/// What letters go through.
pub struct Link {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) way: Way,
    pub(super) login: Option<Credentials>,
    /// How long a connection may take to be made.
    pub(super) patience: Duration,
    pub(super) kept: Mutex<Option<AsyncSmtpConnection>>,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({}:{})", self.host, self.port)
    }
}

/// Why a letter did not get through.
#[derive(Debug)]
pub enum Broken {
    /// The server is not there.
    Away(io::Error),
    /// It said, or did, something else.
    Said(Error),
}

impl From<Error> for Broken {
    fn from(e: Error) -> Self {
        Self::Said(e)
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Away(e) => chain(e),
            Self::Said(e) => chain(e),
        })
    }
}

impl Link {
    /// Hands one letter over; the server's answer.
    ///
    /// # Errors
    /// Why it did not get through. The next one begins with a new connection.
    pub async fn send(&self, mail: &Message) -> Result<Response, Broken> {
        let mut connection = self.connection().await?;
        let answer = connection.send(mail.envelope(), &mail.formatted()).await?;
        *self.kept.lock().await = Some(connection);
        Ok(answer)
    }

    /// The kept connection if it still lives, else a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Broken> {
        let kept = self.kept.lock().await.take();
        if let Some(mut connection) = kept
            && connection.test_connected().await
        {
            return Ok(connection);
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Broken> {
        let me = ClientId::default();
        let place = (self.host.as_str(), self.port);
        let mut connection = match &self.way {
            Way::Wrapped(tls) => {
                let (patience, tls) = (Some(self.patience), Some(tls.clone()));
                AsyncSmtpConnection::connect_tokio1(place, patience, &me, tls, None).await?
            }
            Way::Plain | Way::Upgraded(_) => {
                let stream = timeout(self.patience, TcpStream::connect(place))
                    .await
                    .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
                    .map_err(Broken::Away)?;
                stream.set_nodelay(true).map_err(Broken::Away)?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &me).await?
            }
        };
        if let Way::Upgraded(tls) = &self.way {
            connection.starttls(tls.clone(), &me).await?;
        }
        if let Some(login) = &self.login {
            connection.auth(DEFAULT_MECHANISMS, login).await?;
        }
        Ok(connection)
    }

    /// Says goodbye until there is something to send again.
    pub async fn rest(&self) {
        let kept = self.kept.lock().await.take();
        if let Some(mut connection) = kept {
            let _ = timeout(self.patience, connection.quit()).await;
        }
    }

    /// Goes there, logs in, and comes back without a letter.
    ///
    /// # Errors
    /// What the server or the way to it said.
    pub async fn probe(&self) -> Result<(), Broken> {
        let mut connection = self.connect().await?;
        connection.quit().await?;
        Ok(())
    }
}
