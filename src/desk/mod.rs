//! The desk's verbs. Each one is: permission, rule, one transaction, audit line, outbox rows.
//!
//! A [`Desk`] is cheap to clone into a task. Every verb takes the [`Actor`], so none can be called without one.
//! Reads are verbs too and see the actor's site. Errors are sentences a clerk can read ([`Error::msg`]). Verbs
//! that have an inverse return it in [`Done`].
//!
//! What is deliberately absent: drawing, words (only ids of words, [`crate::domain::Msg`]), SQL, and sending:
//! what leaves the building is a row in the outbox, written in the verb's own transaction.

mod actor;
pub mod auth;
pub mod billing;
pub mod board;
pub mod booking;
pub mod catalogue;
mod checkin;
mod clock;
mod code;
pub mod customers;
mod error;
pub mod founding;
pub mod job;
pub mod lists;
pub mod logistics;
pub mod messages;
mod numbering;
mod post;
mod record;
pub mod resources;
mod settings;
pub mod staff;
pub mod stock;
mod undo;
pub mod upkeep;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

use tokio::sync::broadcast;

pub use crate::store::changes::News;
pub use actor::{Actor, Who};
pub use clock::Clock;
pub(crate) use code::{clean_code, taken};
pub use error::{Error, Fit, Result};
pub(crate) use post::Letter;
pub(crate) use record::Entry;
pub use settings::{Keep, MailTransport, Settings, Site};
pub use undo::{Done, Inverse};

/// How far lists count: beyond it a screen says `10 000+`, for counting further costs more than it tells.
pub const COUNT_CAP: i64 = 10_000;

use crate::domain::{SiteId, Ts};
use crate::store::{Options, Store, changes};

/// The front desk: all that can be done to the books. Clones share everything.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    settings: RwLock<Arc<Settings>>,
    news: broadcast::Sender<News>,
    attention: changes::Attention,
    /// Whether the change feed runs.
    listens: Arc<AtomicBool>,
    machine: OnceLock<Vec<(&'static str, i64)>>,
    /// Where photos lie on this machine.
    photos: OnceLock<std::path::PathBuf>,
}

/// Runs a block in one transaction: begin, body, commit; taken back on an error, run again when the store was
/// busy. The body may run more than once, so it has no effect outside the store.
macro_rules! in_tx {
    ($desk:expr, |$tx:ident| $body:block) => {{
        let mut tries = 0u8;
        loop {
            let mut open = $desk.store().begin().await?;
            let outcome: $crate::desk::Result<_> = {
                let $tx = &mut open;
                async { $body }.await
            };
            let outcome = match outcome {
                Ok(value) => match open.commit().await {
                    Ok(()) => Ok(value),
                    Err(e) if e.is_busy() && tries < 5 => {
                        tries += 1;
                        continue;
                    }
                    Err(e) => Err($crate::desk::Error::from(e)),
                },
                Err(e) => {
                    open.rollback().await?;
                    if matches!(e, $crate::desk::Error::Busy(_)) && tries < 5 {
                        tries += 1;
                        continue;
                    }
                    Err(e)
                }
            };
            break outcome;
        }
    }};
}
pub(crate) use in_tx;

impl Desk {
    /// Opens the store at this place and stands the desk on it.
    pub async fn open(
        url: &str,
        options: &Options,
        clock: Clock,
    ) -> std::result::Result<Desk, crate::store::Error> {
        Desk::on(Store::open(url, options).await?, clock).await
    }

    /// Stands the desk on an open store.
    pub async fn on(store: Store, clock: Clock) -> std::result::Result<Desk, crate::store::Error> {
        let settings = Settings::load(&store).await?;
        let (news, _) = broadcast::channel(256);
        let inner = Inner {
            store,
            clock,
            settings: RwLock::new(Arc::new(settings)),
            news,
            attention: changes::Attention::default(),
            listens: Arc::default(),
            machine: OnceLock::new(),
            photos: OnceLock::new(),
        };
        Ok(Desk {
            inner: Arc::new(inner),
        })
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where the books are, in a word or two: the file's name, or database and machine.
    #[must_use]
    pub fn books(&self) -> String {
        self.inner.store.name()
    }

    /// The clock of this desk.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Now (UTC).
    #[must_use]
    pub fn now(&self) -> Ts {
        self.inner.clock.now()
    }

    /// What the workshop has decided, as last read.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        self.inner
            .settings
            .read()
            .map_or_else(|e| e.into_inner().clone(), |s| s.clone())
    }

    /// Takes this machine's own values of settings (session, password cost, attempts), which come before the
    /// workshop's. Said once, by whoever opens the desk; a second word is not heard.
    pub async fn heed_machine(&self, values: Vec<(&'static str, i64)>) -> Result<()> {
        if self.inner.machine.set(values).is_ok() {
            self.refresh_settings().await?;
        }
        Ok(())
    }

    /// Reads the settings again: after topic `settings`, and after writing one.
    pub async fn refresh_settings(&self) -> Result<()> {
        let mut fresh = Settings::load(self.store()).await?;
        if let Some(values) = self.inner.machine.get() {
            fresh.heed_machine(values);
        }
        let fresh = Arc::new(fresh);
        match self.inner.settings.write() {
            Ok(mut s) => *s = fresh,
            Err(e) => *e.into_inner() = fresh,
        }
        Ok(())
    }

    /// The site, as the settings know it.
    pub fn site(&self, id: SiteId) -> Result<Site> {
        self.settings()
            .sites
            .iter()
            .find(|s| s.id == id)
            .cloned()
            .ok_or(Error::NotFound)
    }

    /// What was written, here or at another terminal. The first call starts the feed.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        let ear = self.inner.news.subscribe();
        if !self.inner.listens.swap(true, Ordering::AcqRel) {
            let (store, attention, out, listens) = (
                self.store().clone(),
                self.inner.attention.clone(),
                self.inner.news.clone(),
                self.inner.listens.clone(),
            );
            tokio::spawn(async move {
                changes::follow(store, attention, out).await;
                listens.store(false, Ordering::Release);
            });
        }
        ear
    }

    /// Tells the change feed whether somebody is at the keyboard.
    pub fn attention(&self, somebody: bool) {
        self.inner.attention.set(somebody);
    }

    /// Closes the store's connections.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }
}
