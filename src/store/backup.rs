//! A copy of the embedded store, made while everybody works, and looked through before it counts.

use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Row};

use super::open::prepare;
use super::{Db, Error, Options, Result, Store, sql};

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

/// Puts `copy` in the place of the books at `path`, which nobody may have open; those before are kept beside
/// under a name with `stamp`. Answers where.
///
/// # Errors
/// [`Error::Busy`] when somebody has the books open, [`Error::Newer`] or [`Error::Foreign`] for another program's copy,
/// [`Error::Other`] when it is not whole. The books are as they were then.
pub async fn put_back(path: &Path, copy: &Path, stamp: &str) -> Result<PathBuf> {
    if !copy.is_file() {
        return Err(Error::Unavailable(format!(
            "{} is not there",
            copy.display()
        )));
    }
    look_through(copy).await?;
    let only_look = Options {
        read_only: true,
        ..Options::default()
    };
    let part = part_of(path);
    std::fs::copy(copy, &part)?;
    let known = Store::open_as_is(&format!("sqlite:{}", part.display()), &only_look).await?;
    let schema = known.schema().await;
    known.close().await;
    if let Err(e) = schema?.is_ours() {
        remove(&part)?;
        return Err(e);
    }
    let there = path.to_owned();
    // Whoever opens the books takes this lock first, so nobody does from here on.
    let _lock = tokio::task::spawn_blocking(move || prepare(&there))
        .await
        .map_err(|e| Error::Other(e.to_string()))??;
    if let Err(e) = close_log(path).await {
        remove(&part)?;
        return Err(e);
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-before-{stamp}.db"));
    let before = path.with_file_name(name);
    std::fs::rename(path, &before)?;
    if let Err(e) = finish(&part, path) {
        std::fs::rename(&before, path)?;
        return Err(e);
    }
    Ok(before)
}

/// Brings everything into the one file. SQLite refuses that as long as anybody else has it open.
async fn close_log(path: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(std::time::Duration::from_secs(1));
    let mut c = SqliteConnection::connect_with(&options).await?;
    let closed = sqlx::query("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut c)
        .await;
    let closed = match closed {
        Ok(row) => Ok(row.try_get::<String, _>(0)?),
        Err(e) => Err(e),
    };
    c.close().await?;
    match closed? {
        mode if mode.eq_ignore_ascii_case("delete") => Ok(()),
        mode => Err(Error::Busy(mode)),
    }
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
