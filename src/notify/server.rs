//! The mail server as this machine's configuration names it, and the way to it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as Way, TlsParameters};
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

/// What letters go through.
pub type Transport = AsyncSmtpTransport<Tokio1Executor>;

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
    /// The way to the server; a step on it may take this long.
    ///
    /// # Errors
    /// Why there is none, for the log and for `doctor`: an unreadable certificate, a host that is no name.
    pub fn transport(&self, patience: Duration) -> Result<Transport, String> {
        let way = match self.tls {
            Tls::None => Way::None,
            Tls::Starttls => Way::Required(self.tls_parameters()?),
            Tls::Implicit => Way::Wrapper(self.tls_parameters()?),
        };
        // Named dangerous because it begins without TLS; the way is set in the same breath.
        let mut builder = Transport::builder_dangerous(&self.host)
            .port(self.port)
            .tls(way)
            .timeout(Some(patience));
        if let Some((user, password)) = &self.login {
            let password = password.expose_secret().to_owned();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(builder.build())
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
        let transport = self.transport(Duration::from_secs(10))?;
        match transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it hung up".to_owned()),
            Err(e) => Err(chain(&e)),
        }
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
