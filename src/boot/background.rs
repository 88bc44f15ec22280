//! The tasks behind the screens, and the same without screens: `forecourt worker`.

use std::io::Write;

use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use super::{House, Stop};
use crate::desk::Desk;
use crate::desk::upkeep::Shelf;
use crate::domain::msg;
use crate::notify::{Pace, Ways, Worker};
use crate::words::Words;

/// The background of one process, which may have to wait for a workshop to be founded.
pub struct Background(Option<JoinHandle<Worker>>);

impl Background {
    /// Begins, unless this terminal leaves the sending to another.
    #[must_use]
    pub fn start(house: &House, desk: &Desk) -> Self {
        if house.no_worker {
            return Self(None);
        }
        let (ways, shelf, pace) = (house.ways(), house.shelf(), house.pace());
        let (desk, terminal) = (desk.clone(), house.terminal());
        Self(Some(tokio::spawn(async move {
            let mut news = desk.news();
            while !desk.is_founded() {
                // Whatever was written, or missed, may have been the founding.
                let _ = news.recv().await;
            }
            Worker::start(&desk, ways, shelf, pace, &terminal)
        })))
    }

    /// Ends: what is in hand is finished, the leases are given back.
    pub async fn stop(self) {
        let Some(start) = self.0 else { return };
        if !start.is_finished() {
            start.abort();
        }
        if let Ok(worker) = start.await {
            worker.stop().await;
        }
    }
}

/// Sends messages and runs what is due until the process is told to end.
///
/// # Errors
/// When the books cannot be opened, or hold no workshop.
pub async fn worker(house: &House, words: &Words, out: &mut dyn Write) -> Result<(), Stop> {
    let desk = house.desk().await?;
    if !desk.is_founded() {
        desk.close().await;
        return Err(Stop::failed(msg!("worker-no-workshop")));
    }
    let odd = |e: std::io::Error| Stop::failed(msg!("boot-odd", why = e.to_string()));
    let mut ends = [
        signal(SignalKind::terminate()).map_err(odd)?,
        signal(SignalKind::hangup()).map_err(odd)?,
        signal(SignalKind::interrupt()).map_err(odd)?,
    ];
    let worker = Worker::start(
        &desk,
        house.ways(),
        house.shelf(),
        house.pace(),
        &house.terminal(),
    );
    let said = msg!("worker-runs", store = house.store.shown());
    // A service may have closed its output; that is no reason not to work.
    let _ = writeln!(out, "{}", words.say(&said)).and_then(|()| out.flush());
    let [terminate, hang_up, interrupt] = &mut ends;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
        _ = interrupt.recv() => {}
    }
    worker.stop().await;
    desk.close().await;
    Ok(())
}

impl House {
    /// The ways messages can leave by from this machine. A demo's stay in the house unless it was told
    /// otherwise.
    #[must_use]
    pub fn ways(&self) -> Ways {
        let smtp = self.found.config.smtp.as_ref();
        Ways {
            folder: self.folder().join("messages"),
            server: smtp
                .filter(|_| self.demo.is_none_or(|demo| demo.smtp))
                .and_then(super::config::Smtp::server),
        }
    }

    /// Where copies of the books go.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        let configured = self.found.config.backup_folder.clone();
        let folder = configured.filter(|_| self.demo.is_none());
        Shelf {
            folder: folder.unwrap_or_else(|| self.folder().join("backup")),
        }
    }

    /// How the background works.
    #[must_use]
    pub fn pace(&self) -> Pace {
        let worker = &self.found.config.worker;
        Pace {
            poll: worker.poll.0,
            batch: worker.batch,
            backoff: worker.backoff.0,
            lease: worker.lease.0,
        }
    }
}
