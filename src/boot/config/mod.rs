//! What this machine's owner may set: the file, its environment overrides, and the checks on both.
//!
//! The workshop's own settings (hours, fees, taxes) are rows of the store, not lines here. Nothing here
//! is read again while the program runs, and no secret is ever shown.

mod check;
mod env;
mod load;
mod period;
mod secret;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use env::VARIABLES;
pub use load::{Found, find, read};
pub use period::Period;
pub use secret::{HIDDEN, Secret, StoreUrl};

use crate::notify;

/// The commented file that `config init` writes: every setting, at its default.
pub const TEMPLATE: &str = include_str!("../../../assets/config.toml");

/// The whole configuration. What a file leaves out has its default.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the books are. Default: `forecourt.db` in the data folder.
    pub store: Option<StoreUrl>,
    /// A file that holds the address, for those that keep secrets apart.
    #[serde(skip_serializing)]
    pub store_file: Option<PathBuf>,
    /// Connections to a server, or readers of a file, that this process may hold.
    pub pool: u32,
    /// What this terminal is called in the audit and on record locks. Default: host and tty.
    pub terminal: Option<String>,
    /// The colours.
    pub theme: Theme,
    /// The characters of bars, marks and frames.
    pub marks: Marks,
    /// The command a print-out is fed to.
    pub printer: String,
    /// How much the log says.
    pub log: Level,
    /// Where copies of the embedded store go. Default: `backup` in the data folder.
    pub backup_folder: Option<PathBuf>,
    /// Log-ins of this machine.
    pub session: Session,
    /// The cost of a password's hash.
    pub argon2: Argon2,
    /// The task that sends messages.
    pub worker: Worker,
    /// The mail server, for workshops whose mail leaves by `smtp`.
    pub smtp: Option<Smtp>,
    /// The first owner, made at the first start. From the environment only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            store: None,
            store_file: None,
            pool: 4,
            terminal: None,
            theme: Theme::Auto,
            marks: Marks::Auto,
            printer: "lp".to_owned(),
            log: Level::Info,
            backup_folder: None,
            session: Session::default(),
            argon2: Argon2::default(),
            worker: Worker::default(),
            smtp: None,
            owner: None,
        }
    }
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark or light, as the terminal says.
    Auto,
    /// The house theme for dark terminals.
    Dark,
    /// The house theme for light terminals.
    Light,
    /// Every word at 7 to 1 on black.
    Contrast,
    /// No colour at all.
    Mono,
}

/// The characters bars and frames are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Marks {
    /// UTF-8 where the locale says so.
    Auto,
    /// Always UTF-8.
    Utf8,
    /// Always ASCII.
    Ascii,
}

/// How much the log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the levels every log knows")]
pub enum Level {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl Level {
    /// As the log's filter spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// Log-ins of this machine. What is left out is as the workshop has set it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Session {
    /// Without a key for so long, the screen locks.
    pub idle_lock: Option<Period>,
    /// After so long a password is asked for again, whatever happens.
    pub absolute: Option<Period>,
}

/// The cost of a password's hash (argon2id). What is left out is as the workshop has set it. Hashes of
/// another cost are renewed at the next log-in.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Argon2 {
    /// Memory in KiB.
    pub memory: Option<u32>,
    /// Passes over it.
    pub passes: Option<u32>,
    /// Lanes.
    pub lanes: Option<u32>,
}

/// The task that sends messages and runs what is due.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Worker {
    /// How often the outbox is looked at when nobody rings.
    pub poll: Period,
    /// Messages claimed at once.
    pub batch: u32,
    /// Tries before a message is dead. Left out: as the workshop has set it.
    pub attempts: Option<u32>,
    /// The wait after the first failure; it doubles with each.
    pub backoff: Period,
    /// How long a claim stands; a send is given up before that.
    pub lease: Period,
}

impl Default for Worker {
    fn default() -> Self {
        Self {
            poll: Period::seconds(20),
            batch: 10,
            attempts: None,
            backoff: Period::seconds(30),
            lease: Period::seconds(60),
        }
    }
}

/// How to reach the mail server.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name or address.
    pub host: String,
    /// Its port. Default: 587 for STARTTLS, 465 for implicit TLS, 25 for none.
    pub port: Option<u16>,
    /// How the connection is kept private.
    #[serde(default)]
    pub tls: Tls,
    /// The log-in, where it wants one.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<Secret>,
    /// A file that holds the password.
    #[serde(skip_serializing)]
    pub password_file: Option<PathBuf>,
    /// The sender: `Workshop <desk@example.com>`.
    pub from: String,
    /// A certificate (PEM) to trust beside the system's.
    pub ca_file: Option<PathBuf>,
}

impl Smtp {
    /// The server as the messages floor wants it; `None` where the sender is no address.
    #[must_use]
    pub fn server(&self) -> Option<notify::Server> {
        let (tls, usual) = match self.tls {
            Tls::Starttls => (notify::Tls::Starttls, 587),
            Tls::Implicit => (notify::Tls::Implicit, 465),
            Tls::None => (notify::Tls::None, 25),
        };
        let login = self.user.clone().zip(self.password.as_ref());
        Some(notify::Server {
            host: self.host.clone(),
            port: self.port.unwrap_or(usual),
            tls,
            login: login.map(|(user, password)| (user, password.expose().to_owned().into())),
            from: self.from.parse().ok()?,
            ca_file: self.ca_file.clone(),
        })
    }
}

/// How mail is kept private on its way to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Plain at first, then upgraded; never sent plain.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Implicit,
    /// None: for a server on this very machine only.
    None,
}

/// The first owner of a new store, for machines nobody sits at.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// The log-in.
    pub login: String,
    /// The password.
    pub password: Option<Secret>,
    /// A file that holds the password.
    #[serde(skip_serializing)]
    pub password_file: Option<PathBuf>,
}

impl Config {
    /// The workshop's settings that this machine overrides: key and value as the store would have them.
    #[must_use]
    pub fn overrides(&self) -> Vec<(&'static str, i64)> {
        [
            (
                "session.idle_lock",
                self.session.idle_lock.map(Period::minutes),
            ),
            (
                "session.absolute",
                self.session.absolute.map(Period::minutes),
            ),
            ("auth.memory_kib", self.argon2.memory.map(i64::from)),
            ("auth.passes", self.argon2.passes.map(i64::from)),
            ("auth.lanes", self.argon2.lanes.map(i64::from)),
            ("message.max_attempts", self.worker.attempts.map(i64::from)),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
    }
}
