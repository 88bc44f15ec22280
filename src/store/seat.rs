//! Whether others sit at the same books, and clearing books nobody needs any more.
//!
//! For the demo: it is made anew only while nobody has it open. The workshop's own books are never cleared.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor, Row};

use super::open::Place;
use super::{Db, Error, Options, Result, Store, sql, sql2};

/// What of ours a place holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Nothing at all.
    Nothing,
    /// Books.
    Books,
    /// Books of another version, which this program cannot work with; whether they say that they are a demo's.
    Foreign {
        /// Whether they may be thrown away.
        demo: bool,
    },
    /// Something else.
    Others,
}

/// A seat at the books. It is given up when it is dropped, also by a process that is killed.
pub struct Seat(Kind);

enum Kind {
    File(File),
    Server(Box<PgConnection>),
}

/// Any number that is the same in every Forecourt: the advisory lock everybody at a server's books holds.
const KEY: i64 = 0x666f_7265_636f_7572;

impl Seat {
    /// Sits down alone; `None` when somebody sits there.
    pub async fn alone(url: &str) -> Result<Option<Seat>> {
        match Place::parse(url)? {
            Place::File(path) => {
                let file = bell(&path)?;
                match file.try_lock() {
                    Ok(()) => Ok(Some(Seat(Kind::File(file)))),
                    Err(TryLockError::WouldBlock) => Ok(None),
                    Err(TryLockError::Error(e)) => Err(e.into()),
                }
            }
            Place::Server(pg) => {
                let mut server = PgConnection::connect_with(&pg).await?;
                let row = sqlx::query("SELECT pg_try_advisory_lock($1)")
                    .bind(KEY)
                    .fetch_one(&mut server)
                    .await?;
                let seat = Seat(Kind::Server(Box::new(server)));
                Ok(row.try_get::<bool, _>(0)?.then_some(seat))
            }
        }
    }

    /// Sits down with others, once nobody sits there alone.
    pub async fn among(url: &str) -> Result<Seat> {
        match Place::parse(url)? {
            Place::File(path) => {
                let file = bell(&path)?;
                // Whoever sits there alone is filling the books: a matter of seconds, but not one to wait for
                // on a thread that has other tasks.
                let waited = tokio::task::spawn_blocking(move || file.lock_shared().map(|()| file));
                let file = waited.await.map_err(|e| Error::Other(e.to_string()))??;
                Ok(Seat(Kind::File(file)))
            }
            Place::Server(pg) => {
                let mut server = PgConnection::connect_with(&pg).await?;
                server
                    .execute(sqlx::query("SELECT pg_advisory_lock_shared($1)").bind(KEY))
                    .await?;
                Ok(Seat(Kind::Server(Box::new(server))))
            }
        }
    }

    /// From now on others may sit there too.
    pub async fn open_to_others(&mut self) -> Result<()> {
        match &mut self.0 {
            Kind::File(file) => {
                file.unlock()?;
                file.lock_shared()?;
            }
            Kind::Server(server) => {
                server
                    .execute(
                        sqlx::query("SELECT pg_advisory_lock_shared($1), pg_advisory_unlock($1)")
                            .bind(KEY),
                    )
                    .await?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// What is at this place, without making or changing anything there.
    pub async fn contents(url: &str) -> Result<Contents> {
        if let Place::File(path) = Place::parse(url)?
            && !path.exists()
        {
            return Ok(Contents::Nothing);
        }
        let only_look = Options {
            read_only: true,
            ..Options::default()
        };
        let store = Store::open_as_is(url, &only_look).await?;
        let mut db = &store;
        let tables: Result<Vec<(String,)>> = db
            .all(sql2(
                "SELECT name FROM sqlite_schema WHERE type = 'table'",
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()",
            ))
            .await;
        let found = match tables {
            Err(e) => Err(e),
            Ok(tables) if tables.is_empty() => Ok(Contents::Nothing),
            Ok(tables) if tables.iter().any(|(name,)| name == "_sqlx_migrations") => {
                store.books().await
            }
            Ok(_) => Ok(Contents::Others),
        };
        store.close().await;
        found
    }

    /// Which books these are.
    async fn books(&self) -> Result<Contents> {
        if self.schema().await?.is_ours().is_ok() {
            return Ok(Contents::Books);
        }
        let mut db = self;
        let says: Result<Option<(serde_json::Value,)>> = db
            .opt(sql(
                "SELECT value FROM setting WHERE scope = 'all' AND key = 'org.demo'",
            ))
            .await;
        // Of books this different nothing is known, so they are nobody's demo.
        let demo = matches!(says, Ok(Some((serde_json::Value::Bool(true),))));
        Ok(Contents::Foreign { demo })
    }

    /// Removes the books at this place with all that is in them. Only ever for a demo, by whoever sits there
    /// alone ([`Seat::alone`]).
    pub async fn clear(url: &str) -> Result<()> {
        match Place::parse(url)? {
            Place::File(path) => {
                for tail in ["", "-wal", "-shm"] {
                    match std::fs::remove_file(beside(&path, tail)) {
                        Err(e) if e.kind() != ErrorKind::NotFound => return Err(e.into()),
                        _ => {}
                    }
                }
            }
            Place::Server(pg) => {
                let mut server = PgConnection::connect_with(&pg).await?;
                // The schema with its extensions; the migrations make both again.
                server.execute("DROP SCHEMA public CASCADE").await?;
                server.execute("CREATE SCHEMA public").await?;
                server.close().await?;
            }
        }
        Ok(())
    }
}

/// The file whose lock says that somebody has the books open; it stays when they are cleared.
fn bell(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).mode(0o600);
    Ok(options.open(beside(path, ".open"))?)
}

fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    name.into()
}
