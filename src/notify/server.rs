//! The mail server as this machine's configuration names it, and the way to it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::link::{Link, Way};

/// How the way to the server is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Plain at first, then upgraded; a server that cannot is refused.
    Starttls,
    /// TLS from the first byte.
    Implicit,
    /// None: for a server on this very machine.
    None,
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct Server {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the way is kept private.
    pub tls: Tls,
    /// Log-in and password, where it wants one.
    pub login: Option<(String, SecretString)>,
    /// The sender, where the site has none of its own.
    pub from: Mailbox,
    /// A certificate (PEM) to trust beside the system's: a company's own authority.
    pub ca_file: Option<PathBuf>,
}

impl Server {
    /// The way to the server; to get there may take this long.
    ///
    /// # Errors
    /// Why there is none, for the log and for `doctor`: an unreadable certificate.
    pub fn link(&self, patience: Duration) -> Result<Link, String> {
        let way = match self.tls {
            Tls::None => Way::Plain,
            Tls::Starttls => Way::Upgraded(self.tls_parameters()?),
            Tls::Implicit => Way::Wrapped(self.tls_parameters()?),
        };
        let login = self.login.as_ref().map(|(user, password)| {
            Credentials::new(user.clone(), password.expose_secret().to_owned())
        });
        Ok(Link {
            host: self.host.clone(),
            port: self.port,
            way,
            login,
            patience,
            kept: Mutex::new(None),
        })
    }

    fn tls_parameters(&self) -> Result<TlsParameters, String> {
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(path) = &self.ca_file {
            let named = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
            let pem = fs::read(path).map_err(|e| named(&e))?;
            let certificate = Certificate::from_pem(&pem).map_err(|e| named(&e))?;
            builder = builder.add_root_certificate(certificate);
        }
        builder.build().map_err(|e| e.to_string())
    }

    /// Goes there, logs in, and comes back without a letter.
    ///
    /// # Errors
    /// What the server or the way to it said.
    pub async fn probe(&self) -> Result<(), String> {
        let link = self.link(Duration::from_secs(10))?;
        let went = tokio::time::timeout(Duration::from_secs(15), link.probe()).await;
        went.map_err(|e| e.to_string())?.map_err(|e| e.to_string())
    }
}

/// An error with its causes: the outer one alone often says only "connection error".
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(e) = cause {
        let more = e.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = e.source();
    }
    text
}
