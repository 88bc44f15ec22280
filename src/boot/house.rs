//! One start of the program: the folders, the configuration, the log, and from them the desk.

use std::fs::DirBuilder;
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use super::args::{Args, Command};
use super::config::{self, Found, StoreUrl};
use super::logging::{self, Log};
use super::screens::terminal_name;
use super::{Places, Stop, demo};
use crate::cli;
use crate::desk::upkeep::Shelf;
use crate::desk::{self, Actor, Clock, Desk, MailTransport};
use crate::domain::role::Preset;
use crate::domain::{SiteId, msg};
use crate::notify::{Pace, Ways, Worker};
use crate::store;
use crate::words::Words;

/// What every command beside help and the configuration itself stands on.
pub struct House {
    /// The folders of this user.
    pub places: Places,
    /// The configuration that holds.
    pub found: Found,
    /// Where the books are.
    pub store: StoreUrl,
    /// What time it is.
    pub clock: Clock,
    /// Whether this process sends messages and does what the clock says.
    pub works: bool,
    /// Whether the books are a demo's, and if so whether its messages go through the mail server.
    demo: Option<bool>,
    /// `None` where the log could not be opened; `log_fault` says why.
    _log: Option<Log>,
    /// Why there is no log.
    pub log_fault: Option<String>,
}

impl House {
    /// Reads the configuration and starts the log.
    ///
    /// # Errors
    /// What is wrong with the configuration or the address of the store.
    pub fn build(args: &Args) -> Result<Self, Stop> {
        let places = Places::find()?;
        let found = configuration(args, &places)?;
        let store = match (&args.store, &args.command, &found.config.store) {
            (Some(url), _, _) => StoreUrl::parse(url)
                .ok_or_else(|| Stop::misused(msg!("boot-not-a-store", store = url)))?,
            // The configured books are the workshop's own: a demo has no business there.
            (None, Some(Command::Demo(wish)), _) => demo::place(&places, wish.size)?,
            (None, _, Some(url)) => url.clone(),
            (None, _, None) => own_store(&places)?,
        };
        let log = logging::start(&places.logs(), found.config.log);
        let log_fault = log.as_ref().err().cloned();
        tracing::info!(version = env!("CARGO_PKG_VERSION"), store = %store.shown(), "start");
        Ok(Self {
            places,
            found,
            store,
            clock: Clock::System,
            works: !args.no_worker,
            demo: match &args.command {
                Some(Command::Demo(wish)) => Some(wish.smtp),
                _ => None,
            },
            _log: log.ok(),
            log_fault,
        })
    }

    /// How the store is to be opened.
    #[must_use]
    pub fn options(&self) -> store::Options {
        store::Options {
            pool: self.found.config.pool,
            ..store::Options::default()
        }
    }

    /// Whether there are books, or will be as soon as they are opened: the environment may name their owner. A
    /// command that only looks makes none.
    #[must_use]
    pub fn has_books(&self) -> bool {
        self.found.config.owner.is_some() || self.store.path().is_none_or(|path| path.exists())
    }

    /// Opens the store, brings its schema up to date, and stands the desk on it. The owner may come from
    /// the environment.
    ///
    /// # Errors
    /// Which books cannot be opened, and why.
    pub async fn desk(&self) -> Result<Desk, Stop> {
        let desk = self.bare_desk().await?;
        self.found_by_environment(&desk).await?;
        Ok(desk)
    }

    /// The same, as the books are.
    ///
    /// # Errors
    /// Which books cannot be opened, and why.
    pub async fn bare_desk(&self) -> Result<Desk, Stop> {
        let desk = Desk::open(self.store.expose(), &self.options(), self.clock.clone())
            .await
            .map_err(|e| self.no_store(e))?;
        desk.keep_photos_in(self.places.data.join("photos"));
        desk.heed_machine(self.found.config.overrides())
            .await
            .map_err(|e| Stop::failed(e.msg()))?;
        Ok(desk)
    }

    /// Founds the workshop where the environment names its owner and the books are still empty.
    async fn found_by_environment(&self, desk: &Desk) -> Result<(), Stop> {
        let Some(owner) = self
            .found
            .config
            .owner
            .as_ref()
            .filter(|_| !desk.is_founded())
        else {
            return Ok(());
        };
        let password = owner.password.as_ref();
        let password = password.ok_or_else(|| Stop::misused(msg!("boot-owner-password")))?;
        let new = cli::user::New {
            login: &owner.login,
            name: &owner.login,
            role: Preset::Admin,
        };
        let by = self.console(desk);
        cli::user::found(desk, &by, new, password.expose(), &super::words())
            .await
            .map_err(|e| Stop::failed(e.msg()))
    }

    /// Begins the background work of this process: messages out, and what the clock says.
    #[must_use]
    pub fn worker(&self, desk: &Desk) -> Worker {
        let config = &self.found.config;
        // A demo's letters and copies lie apart from the workshop's own.
        let data = match self.demo {
            Some(_) => self.places.data.join("demo"),
            None => self.places.data.clone(),
        };
        let ways = Ways {
            folder: data.join("messages"),
            server: config.smtp.as_ref().and_then(config::Smtp::server),
            always: self.demo.map(|smtp| match smtp {
                true => MailTransport::Smtp,
                false => MailTransport::File,
            }),
        };
        let pace = Pace {
            poll: config.worker.poll.0,
            batch: config.worker.batch,
            backoff: config.worker.backoff.0,
            lease: config.worker.lease.0,
        };
        Worker::start(desk, ways, self.shelf(), pace, &terminal_name(config))
    }

    /// Where copies of the books lie; a demo's apart from the workshop's own.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        let folder = match (&self.found.config.backup_folder, self.demo) {
            (Some(folder), None) => folder.clone(),
            (_, Some(_)) => self.places.data.join("demo").join("backup"),
            (None, None) => self.places.data.join("backup"),
        };
        let calendars = match self.demo {
            Some(_) => self.places.data.join("demo").join("calendar"),
            None => self.places.data.join("calendar"),
        };
        Shelf { folder, calendars }
    }

    /// Whoever sits at this shell: they can open the books, so they may do what they like, on record.
    #[must_use]
    pub fn console(&self, desk: &Desk) -> Actor {
        let user = ["USER", "LOGNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|text| !text.is_empty()))
            .unwrap_or_else(|| format!("uid {}", rustix::process::getuid().as_raw()));
        let site = desk
            .settings()
            .sites
            .first()
            .map_or(SiteId(1), |site| site.id);
        Actor::console(&user, &terminal_name(&self.found.config), site)
    }

    /// Says on the terminal, before the screens cover it, that there is no log.
    pub fn warn_of_log(&self, words: &Words) {
        if let Some(why) = &self.log_fault {
            let file = self.places.logs().display().to_string();
            let _ = writeln!(
                std::io::stderr(),
                "{}",
                words.say(&msg!("boot-no-log", file = file, why = why))
            );
        }
    }

    /// Why the books cannot be opened, in words.
    #[must_use]
    pub fn no_store(&self, why: store::Error) -> Stop {
        let store = self.store.shown();
        Stop::failed(match why {
            store::Error::Unavailable(why) => msg!("boot-no-store", store = store, why = why),
            why => msg!(
                "boot-no-store",
                store = store,
                why = desk::Error::from(why).msg()
            ),
        })
    }
}

/// The configuration that holds for this command line.
///
/// # Errors
/// What is wrong with it.
pub fn configuration(args: &Args, places: &Places) -> Result<Found, Stop> {
    let file = config::find(args.config.as_deref(), places)?;
    config::read(file.as_deref(), |name| std::env::var(name).ok())
}

/// The embedded store of a machine that configured none; its folder is made here, closed to others.
fn own_store(places: &Places) -> Result<StoreUrl, Stop> {
    make_folder(&places.data)?;
    let path = places.data.join("forecourt.db");
    StoreUrl::parse(&format!("sqlite:{}", path.display()))
        .ok_or_else(|| Stop::failed(msg!("boot-no-home")))
}

/// Makes a folder of our own, closed to others.
///
/// # Errors
/// Which folder, and why not.
pub fn make_folder(path: &Path) -> Result<(), Stop> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|e| {
            Stop::failed(msg!(
                "boot-no-folder",
                folder = path.display().to_string(),
                why = e.to_string()
            ))
        })
}
