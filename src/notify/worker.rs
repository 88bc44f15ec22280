//! The background of a process: a dispatcher and a scheduler, begun and ended together.

use std::time::Duration;

use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

use super::channel::Ways;
use super::dispatcher::Dispatcher;
use super::scheduler::Scheduler;
use crate::desk::messages::Grip;
use crate::desk::upkeep::Shelf;
use crate::desk::{Desk, News};
use crate::domain::change::Topic;

/// How often, how much, how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How often the outbox is looked at when nobody rings.
    pub poll: Duration,
    /// Messages claimed at once.
    pub batch: u32,
    /// The wait after a first failure; it doubles with each.
    pub backoff: Duration,
    /// How long a claim stands.
    pub lease: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            poll: Duration::from_secs(20),
            batch: 10,
            backoff: Duration::from_secs(30),
            lease: Duration::from_secs(60),
        }
    }
}

impl Pace {
    /// The claims of a process of that name.
    pub(super) fn grip(&self, holder: &str) -> Grip {
        let seconds = |d: Duration| i64::try_from(d.as_secs().max(1)).unwrap_or(i64::MAX);
        Grip {
            holder: holder.to_owned(),
            batch: i64::from(self.batch.max(1)),
            lease: seconds(self.lease),
            backoff: seconds(self.backoff),
        }
    }

    /// How long one send may take: well within the lease, and never longer than a minute.
    pub(super) fn patience(&self) -> Duration {
        (self.lease / 2).clamp(Duration::from_secs(1), Duration::from_secs(60))
    }
}

/// The background tasks of this process.
#[derive(Debug)]
pub struct Worker {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Begins: messages go these ways, copies onto that shelf. `terminal` is the first part of the name the
    /// process leads under.
    #[must_use]
    pub fn start(desk: &Desk, ways: Ways, shelf: Shelf, pace: Pace, terminal: &str) -> Self {
        let (stop, ear) = watch::channel(false);
        let number: u32 = rand::random();
        let holder = format!("{terminal}/{}/{number:08x}", std::process::id());
        let letters = {
            let (desk, holder, mut ear) = (desk.clone(), holder.clone(), ear.clone());
            async move {
                if founded(&desk, &mut ear).await {
                    Dispatcher::new(desk, ways, pace, &holder, ear).run().await;
                }
            }
        };
        let duties = {
            let (desk, mut ear) = (desk.clone(), ear);
            async move {
                if founded(&desk, &mut ear).await {
                    Scheduler::new(desk, shelf, pace, &holder, ear).run().await;
                }
            }
        };
        Self {
            stop,
            tasks: vec![tokio::spawn(letters), tokio::spawn(duties)],
        }
    }

    /// Ends: the message and the duty in hand are finished, the leases given back.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            if let Err(e) = task.await {
                tracing::error!(error = %e, "a background task ended badly");
            }
        }
    }
}

/// Waits until there is a workshop to work for: at a first start its owner is still being asked. `false` when
/// it is time to end before that.
async fn founded(desk: &Desk, stop: &mut watch::Receiver<bool>) -> bool {
    let mut news = desk.news();
    while !desk.is_founded() {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return false,
            // Whatever was written, or missed, may have been the founding.
            _ = news.recv() => {}
        }
    }
    true
}

/// Waits until something may be to send. New settings are read here, so that a worker on its own follows them.
pub(super) async fn ring(desk: &Desk, news: &mut broadcast::Receiver<News>) {
    loop {
        let rung = match news.recv().await {
            Ok(News::Topic(Topic::Messages)) => true,
            Ok(News::Topic(Topic::Settings)) => {
                if let Err(e) = desk.refresh_settings().await {
                    tracing::warn!(error = %e, "settings not read");
                }
                true
            }
            Ok(News::Everything | News::Back) | Err(broadcast::error::RecvError::Lagged(_)) => true,
            Ok(News::Topic(_) | News::Lost) => false,
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        };
        if rung {
            return;
        }
    }
}
