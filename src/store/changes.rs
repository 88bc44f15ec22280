//! The change feed: which topics another terminal (or this one) has written.
//!
//! Postgres: statement triggers NOTIFY the topic; a listener that lost its connection says "everything".
//! SQLite: a watch over the files says when asking is worth it at all, `PRAGMA data_version` on a connection
//! that never writes says *something* changed, the triggers' `topic_rev` table says what. Both also say
//! "everything" once a minute, as a net.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::postgres::PgListener;
use sqlx::{Connection, Row};
use tokio::sync::broadcast;
use tokio::time::Instant;

use super::watch::Watch;
use super::{Result, Store};
use crate::domain::change::Topic;

/// The channel of NOTIFY, as the migrations name it.
const CHANNEL: &str = "forecourt";
/// When the books are asked after something was written to their file. What was written is to be read only a
/// little later, when it is safe on the disk; nothing tells of that moment, so they are asked more than once.
const ASKS: [Duration; 5] = [
    Duration::from_millis(15),
    Duration::from_millis(35),
    Duration::from_millis(150),
    Duration::from_millis(600),
    Duration::from_millis(2000),
];
const NET: Duration = Duration::from_secs(60);

/// Tells the feed whether somebody is at the keyboard, so that it asks less often when not.
#[derive(Clone, Debug, Default)]
pub struct Attention(Arc<AtomicBool>);

impl Attention {
    /// Somebody is (not) there.
    pub fn set(&self, there: bool) {
        self.0.store(there, Ordering::Relaxed);
    }

    /// Whether somebody has come since the last time this was asked.
    pub(super) fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

/// What the feed says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Rows of this topic were written.
    Topic(Topic),
    /// Something may have been missed: ask everything again.
    Everything,
    /// No contact with the books.
    Lost,
    /// Contact again; followed by [`News::Everything`].
    Back,
}

/// Follows the store until the receiver side is gone. Runs as its own task.
pub async fn follow(store: Store, attention: Attention, out: broadcast::Sender<News>) {
    loop {
        let ended = match &store {
            Store::Sqlite { .. } => follow_file(&store, &attention, &out).await,
            Store::Postgres(pool) => follow_server(pool, &out).await,
        };
        let closed = match &store {
            Store::Sqlite { read, .. } => read.is_closed(),
            Store::Postgres(pool) => pool.is_closed(),
        };
        if closed {
            // The books were put away: nobody is left who wants to hear of them.
            return;
        }
        if let Err(e) = ended {
            tracing::warn!(error = %e, "change feed lost");
            let _ = out.send(News::Lost);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        if out.receiver_count() == 0 {
            return;
        }
    }
}

async fn follow_server(pool: &sqlx::PgPool, out: &broadcast::Sender<News>) -> Result<()> {
    let mut ear = PgListener::connect_with(pool).await?;
    ear.listen(CHANNEL).await?;
    let _ = out.send(News::Back);
    let _ = out.send(News::Everything);
    loop {
        match tokio::time::timeout(NET, ear.try_recv()).await {
            Err(_) => {
                let _ = out.send(News::Everything);
            }
            Ok(Ok(Some(note))) => {
                if let Ok(topic) = note.payload().parse() {
                    let _ = out.send(News::Topic(topic));
                }
            }
            Ok(Ok(None)) => {
                // The connection broke and will be made anew by the next call: what came meanwhile is lost.
                let _ = out.send(News::Lost);
                return Ok(());
            }
            Ok(Err(e)) => return Err(e.into()),
        }
    }
}

async fn follow_file(
    store: &Store,
    attention: &Attention,
    out: &broadcast::Sender<News>,
) -> Result<()> {
    let Store::Sqlite { read, .. } = store else {
        return Ok(());
    };
    let mut ear =
        sqlx::SqliteConnection::connect_with(&read.connect_options().as_ref().clone()).await?;
    let mut version = data_version(&mut ear).await?;
    let mut known = revisions(&mut ear).await?;
    let _ = out.send(News::Back);
    // What was written between the first question of a screen and this moment would be missed otherwise.
    let _ = out.send(News::Everything);
    let mut net = Instant::now() + NET;
    let mut watch = Watch::over(read.connect_options().get_filename(), attention);
    let mut asked = 0;
    loop {
        let next = match ASKS.get(asked) {
            Some(pause) => net.min(Instant::now() + *pause),
            None => net,
        };
        tokio::select! {
            () = watch.written() => {
                // More of the same comes at once: it is gathered.
                tokio::time::sleep(ASKS[0]).await;
                asked = 1;
            }
            () = tokio::time::sleep_until(next) => asked += 1,
        }
        if Instant::now() >= net {
            net = Instant::now() + NET;
            let _ = out.send(News::Everything);
        }
        let now = data_version(&mut ear).await?;
        if now != version {
            version = now;
            let fresh = revisions(&mut ear).await?;
            for (topic, rev) in &fresh {
                if known.get(topic) != Some(rev) {
                    let _ = out.send(News::Topic(*topic));
                }
            }
            known = fresh;
        }
    }
}

async fn data_version(ear: &mut sqlx::SqliteConnection) -> Result<i64> {
    Ok(sqlx::query("PRAGMA data_version")
        .fetch_one(ear)
        .await?
        .try_get(0)?)
}

async fn revisions(ear: &mut sqlx::SqliteConnection) -> Result<HashMap<Topic, i64>> {
    let rows = sqlx::query("SELECT topic, rev FROM topic_rev")
        .fetch_all(ear)
        .await?;
    let mut all = HashMap::new();
    for row in rows {
        if let Ok(topic) = row.try_get::<String, _>(0)?.parse() {
            all.insert(topic, row.try_get(1)?);
        }
    }
    Ok(all)
}
