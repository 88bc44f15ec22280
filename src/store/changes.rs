//! The change feed: which topics another terminal (or this one) has written.
//!
//! Postgres: statement triggers NOTIFY the topic; a listener that lost its connection says "everything".
//! SQLite: the times of the file and its log say when asking is worth it at all (a look at them costs no thread
//! a wake-up), `PRAGMA data_version` on a connection that never writes says *something* changed, the triggers'
//! `topic_rev` table says what. Both also say "everything" once a minute, as a net.

use std::collections::HashMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::postgres::PgListener;
use sqlx::{Connection, Row};
use tokio::sync::broadcast;
use tokio::time::Instant;

use super::{Result, Store};
use crate::domain::change::Topic;

/// The channel of NOTIFY, as the migrations name it.
const CHANNEL: &str = "forecourt";
/// How often a file is looked at while somebody types, and while nobody does.
const AWAKE: Duration = Duration::from_millis(50);
const ASLEEP: Duration = Duration::from_millis(700);
/// How long after the last key somebody is still taken to type.
const ALERT: Duration = Duration::from_secs(10);
/// How often the books are still asked after the file has moved: the times of files are coarse, and two writes
/// may bear the same.
const ONCE_MORE: u32 = 3;
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
    fn take(&self) -> bool {
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
    let mut awake_until = Instant::now();
    let file = read.connect_options().get_filename().to_owned();
    let mut seen = touched(&file);
    let mut asks = ONCE_MORE;
    loop {
        if attention.take() {
            awake_until = Instant::now() + ALERT;
        }
        let awake = Instant::now() < awake_until;
        tokio::time::sleep(if awake { AWAKE } else { ASLEEP }).await;
        if Instant::now() >= net {
            net = Instant::now() + NET;
            let _ = out.send(News::Everything);
            asks = ONCE_MORE;
        }
        let times = touched(&file);
        if times != seen {
            seen = times;
            asks = ONCE_MORE;
        }
        if asks == 0 {
            continue;
        }
        asks -= 1;
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

/// When the file and its log were last written, and how long they are.
fn touched(file: &Path) -> [Option<(i64, i64, u64)>; 2] {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    [file, Path::new(&log)].map(|path| {
        let facts = std::fs::metadata(path).ok()?;
        Some((facts.mtime(), facts.mtime_nsec(), facts.len()))
    })
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
