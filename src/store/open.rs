//! Opening and migrating a store.
//!
//! SQLite: the file is made with its mode before it is opened, a lock file is held while migrating (the
//! migrator of SQLite has no lock of its own: of eight processes on a fresh file up to seven fail without it),
//! and an existing file is copied before its schema moves. Postgres: the migrator takes an advisory lock.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{Db, Error, Result, Store, sql};

static LITE: Migrator = sqlx::migrate!("migrations/sqlite");
static PG: Migrator = sqlx::migrate!("migrations/postgres");

/// A connection to a server that was not used for so long may be gone.
const RESTED: Duration = Duration::from_secs(2);

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections to a server, or readers of a file, for this process.
    pub pool: u32,
    /// How long a statement waits for another's lock.
    pub patience: Duration,
    /// Open a file that may not be written.
    pub read_only: bool,
    /// Largest number of pages of a file; 0 is no limit. A full disk for tests.
    pub max_pages: u32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            pool: 3,
            patience: Duration::from_secs(10),
            read_only: false,
            max_pages: 0,
        }
    }
}

/// How a store's schema stands to this program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Migrations of this program: number, name, and whether the store has it.
    pub steps: Vec<(i64, String, bool)>,
    /// The newest migration the store has, if this program does not know it.
    pub newer: Option<i64>,
    /// The first migration of the store that reads otherwise in this program: books of an unfinished version.
    pub other: Option<i64>,
    /// Whether the tables that are there are another program's.
    pub strange: bool,
}

impl Schema {
    /// Whether something is left to migrate.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.steps.iter().any(|(_, _, done)| !done)
    }

    /// Refuses books this program cannot work with.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::Foreign`] or [`Error::NotBooks`].
    pub fn is_ours(&self) -> Result<()> {
        match (self.newer, self.other) {
            _ if self.strange => Err(Error::NotBooks),
            (Some(step), _) => Err(Error::Newer(step)),
            (None, Some(step)) => Err(Error::Foreign(step)),
            (None, None) => Ok(()),
        }
    }
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to this program's.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer program has been there, [`Error::Foreign`], [`Error::NotBooks`] when another
    /// program's tables lie there, [`Error::NetworkDisk`], [`Error::Unavailable`].
    pub async fn open(url: &str, options: &Options) -> Result<Store> {
        match Place::parse(url)? {
            Place::File(path) => {
                if options.read_only {
                    return lite(&path, options).await;
                }
                let there = path.clone();
                let _lock = tokio::task::spawn_blocking(move || prepare(&there))
                    .await
                    .map_err(|e| Error::Other(e.to_string()))??;
                let store = lite(&path, options).await?;
                let schema = store.schema().await?;
                schema.is_ours()?;
                if schema.is_behind() {
                    if schema.steps.iter().any(|(_, _, done)| *done) {
                        store.copy_before_migrating(&path, &schema).await?;
                    }
                    store.migrate().await?;
                }
                Ok(store)
            }
            Place::Server(pg) => {
                let store = Store::Postgres(pool(*pg, options).await?);
                let schema = store.schema().await?;
                schema.is_ours()?;
                if schema.is_behind() {
                    store.migrate().await?;
                }
                Ok(store)
            }
        }
    }

    /// Opens without migrating, for `migrate --status` and `doctor`.
    pub async fn open_as_is(url: &str, options: &Options) -> Result<Store> {
        match Place::parse(url)? {
            Place::File(path) if !path.exists() => Err(Error::Unavailable(format!(
                "{} does not exist",
                path.display()
            ))),
            Place::File(path) => lite(&path, options).await,
            Place::Server(pg) => Ok(Store::Postgres(pool(*pg, options).await?)),
        }
    }

    /// Runs the migrations that are missing.
    async fn migrate(&self) -> Result<()> {
        match self {
            Store::Sqlite { write, .. } => LITE.run(write).await?,
            Store::Postgres(p) => PG.run(p).await?,
        }
        Ok(())
    }

    /// Which migrations the store has.
    pub async fn schema(&self) -> Result<Schema> {
        let mut db = self;
        let known = match self {
            Store::Sqlite { .. } => &LITE,
            Store::Postgres(_) => &PG,
        };
        let there: Option<(bool,)> = db
            .opt(super::sql2(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')",
                "SELECT to_regclass('_sqlx_migrations') IS NOT NULL",
            ))
            .await?;
        let there = there.is_some_and(|(t,)| t);
        let strange = !there && self.has_tables().await?;
        let done: Vec<(i64, Vec<u8>)> = if there {
            db.all(sql(
                "SELECT version, checksum FROM _sqlx_migrations ORDER BY version",
            ))
            .await?
        } else {
            Vec::new()
        };
        let steps: Vec<_> = known
            .iter()
            .map(|m| {
                (
                    m.version,
                    m.description.to_string(),
                    done.iter().any(|d| d.0 == m.version),
                )
            })
            .collect();
        let newer = done
            .iter()
            .map(|d| d.0)
            .find(|v| !steps.iter().any(|s| s.0 == *v));
        let differs = |m: &sqlx::migrate::Migration| {
            let mut kept = done.iter().filter(|d| d.0 == m.version);
            kept.any(|d| d.1 != *m.checksum)
        };
        let other = known.iter().find(|m| differs(m)).map(|m| m.version);
        Ok(Schema {
            steps,
            newer,
            other,
            strange,
        })
    }

    /// Whether anybody has made tables there.
    async fn has_tables(&self) -> Result<bool> {
        let mut db = self;
        let any: Option<(bool,)> = db
            .opt(super::sql2(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table')",
                "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema())",
            ))
            .await?;
        Ok(any.is_some_and(|(any,)| any))
    }

    /// A compact copy beside the file, named after the schema it still has.
    async fn copy_before_migrating(&self, path: &Path, schema: &Schema) -> Result<()> {
        let last = schema
            .steps
            .iter()
            .filter(|s| s.2)
            .map(|s| s.0)
            .max()
            .unwrap_or_default();
        let copy = path.with_extension(format!("before-{last}.db"));
        if copy.exists() {
            std::fs::remove_file(&copy)?;
        }
        let mut db = self;
        db.exec(sql("VACUUM INTO $1").bind(copy.display().to_string()))
            .await?;
        Ok(())
    }
}

pub(super) enum Place {
    File(PathBuf),
    Server(Box<PgConnectOptions>),
}

impl Place {
    pub(super) fn parse(url: &str) -> Result<Place> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options =
                PgConnectOptions::from_str(url).map_err(|e| Error::Unavailable(e.to_string()))?;
            return Ok(Place::Server(Box::new(options)));
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        let path = path.strip_prefix("//").unwrap_or(path);
        Ok(Place::File(PathBuf::from(path)))
    }
}

/// Makes the file with its mode (a group's folder, setgid, makes a group's file), and takes the lock under
/// which a schema may move. The lock ends with the returned file. It waits, so it is not for an async thread.
pub(super) fn prepare(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
        refuse_network_disk(folder)?;
    }
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let shared = std::fs::metadata(folder)?.mode() & 0o2000 != 0;
    let mode = if shared { 0o660 } else { 0o600 };
    let make = |p: &Path| {
        OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(mode)
            .open(p)
    };
    make(path)?;
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock = make(Path::new(&name))?;
    lock.lock()?;
    Ok(lock)
}

/// SQLite's log needs shared memory and locks that network disks do not give.
#[cfg(target_os = "linux")]
fn refuse_network_disk(folder: &Path) -> Result<()> {
    let Ok(facts) = rustix::fs::statfs(folder) else {
        return Ok(());
    };
    // Magic numbers of statfs(2); the low half is enough to tell them apart.
    match facts.f_type as u32 {
        0x6969 => Err(Error::NetworkDisk("NFS")),
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => Err(Error::NetworkDisk("SMB")),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_network_disk(_: &Path) -> Result<()> {
    Ok(())
}

/// The settings of every connection to a file; store.md 6 has the measurements.
pub(super) fn lite_options(path: &Path, options: &Options) -> SqliteConnectOptions {
    let mut o = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .read_only(options.read_only)
        .foreign_keys(true)
        .busy_timeout(options.patience)
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        .pragma("journal_size_limit", "67108864");
    if !options.read_only {
        o = o
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
    }
    if options.max_pages > 0 {
        o = o.pragma("max_page_count", options.max_pages.to_string());
    }
    o
}

async fn lite(path: &Path, options: &Options) -> Result<Store> {
    let writer = lite_options(path, options)
        .pragma("cache_size", "-4096")
        .optimize_on_close(true, 400);
    let reader = lite_options(path, options)
        .pragma("cache_size", "-2048")
        .pragma("query_only", "1");
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(options.patience)
        .connect_with(writer)
        .await?;
    let read = SqlitePoolOptions::new()
        .max_connections(options.pool.clamp(1, 4))
        .min_connections(0)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(options.patience)
        .connect_lazy_with(reader);
    Ok(Store::Sqlite { write, read })
}

async fn pool(pg: PgConnectOptions, options: &Options) -> Result<sqlx::PgPool> {
    let pg = pg.application_name("forecourt").options([
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "60s"),
        // Few rows of large tables, all of it in memory or on a disk that does not turn: an index is nearly
        // always the way, and neither helpers nor compiling is worth their start.
        ("random_page_cost", "1.1"),
        ("max_parallel_workers_per_gather", "0"),
        ("jit", "off"),
        // Planning a statement anew for each value takes longer than running it; the tests look at these plans.
        ("plan_cache_mode", "force_generic_plan"),
    ]);
    // Once without the pool, which tries again until its patience ends and then says only that it ended.
    PgConnection::connect_with(&pg).await?.close().await?;
    Ok(PgPoolOptions::new()
        .max_connections(options.pool.max(2))
        .min_connections(0)
        .acquire_timeout(Duration::from_secs(5))
        .idle_timeout(Duration::from_secs(600))
        // Asked after a rest only whether it still lives: asking before each statement would double its way.
        .test_before_acquire(false)
        .before_acquire(|connection, known| {
            Box::pin(async move {
                if known.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(pg)
        .await?)
}
