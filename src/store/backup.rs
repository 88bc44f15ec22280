//! A copy of the embedded store, made while everybody works, and looked through before it counts.

use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Row};

use super::{Db, Error, Result, Store, sql};

/// Copies the store to `target`: first beside it, then looked through, written out and only then named so.
///
/// # Errors
/// [`Error::Other`] when the copy is not whole; then nothing is left behind. [`Error::NotFound`] on a server,
/// which has its own tools.
pub async fn copy(store: &Store, target: &Path) -> Result<u64> {
    if !store_is_file(store) {
        return Err(Error::NotFound);
    }
    let part = part_of(target);
    remove(&part)?;
    let copied = fill(store, &part).await;
    if let Err(e) = copied {
        remove(&part)?;
        return Err(e);
    }
    let target = target.to_owned();
    // Writing out and naming wait for the disk.
    tokio::task::spawn_blocking(move || finish(&part, &target))
        .await
        .map_err(|e| Error::Other(e.to_string()))?
}

fn store_is_file(store: &Store) -> bool {
    matches!(store, Store::Sqlite { .. })
}

fn part_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

async fn fill(mut store: &Store, part: &Path) -> Result<()> {
    store
        .exec(sql("VACUUM INTO $1").bind(part.display().to_string()))
        .await?;
    look_through(part).await
}

/// Reads a copy from end to end: whether its pages and its references hold, and whether it has a schema.
///
/// # Errors
/// [`Error::Other`] with what SQLite found.
pub async fn look_through(copy: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(copy)
        .read_only(true)
        .immutable(true);
    let mut c = SqliteConnection::connect_with(&options).await?;
    let found = check(&mut c).await;
    c.close().await?;
    found
}

async fn check(c: &mut SqliteConnection) -> Result<()> {
    let verdict: String = sqlx::query("PRAGMA quick_check")
        .fetch_one(&mut *c)
        .await?
        .try_get(0)?;
    if verdict != "ok" {
        return Err(Error::Other(verdict));
    }
    let strays = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(&mut *c)
        .await?;
    if let Some(stray) = strays.first() {
        let table: String = stray.try_get(0)?;
        return Err(Error::Other(format!("{table} points at nothing")));
    }
    let steps: i64 = sqlx::query("SELECT COUNT(*) FROM _sqlx_migrations")
        .fetch_one(c)
        .await?
        .try_get(0)?;
    if steps == 0 {
        return Err(Error::Other("no schema".to_owned()));
    }
    Ok(())
}

fn finish(part: &Path, target: &Path) -> Result<u64> {
    let file = std::fs::File::open(part)?;
    file.sync_all()?;
    let bytes = file.metadata()?.len();
    std::fs::rename(part, target)?;
    if let Some(folder) = target.parent() {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(bytes)
}
