//! The thin dual driver: a handle, a transaction, a statement with its values. Both engines do the same.

mod statement;

pub use statement::{Build, Sql, Val, sql, sql2};

use sqlx::postgres::{PgPool, PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqlitePool, SqliteRow};
use sqlx::{FromRow, Transaction};

use super::{Error, Result};

/// A row type both engines can fill; `#[derive(sqlx::FromRow)]` satisfies it.
pub trait Rec: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Rec for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// The shared books. Cheap to clone; every clone is the same store.
#[derive(Clone, Debug)]
pub enum Store {
    /// An embedded file: one writer, a few readers that cannot write.
    Sqlite {
        /// One connection, so that the process's own writers queue fairly.
        write: SqlitePool,
        /// Connections opened with `query_only`.
        read: SqlitePool,
    },
    /// A server shared by several machines.
    Postgres(PgPool),
}

/// One transaction. Dropped without [`Tx::commit`] it is rolled back.
#[derive(Debug)]
pub enum Tx {
    /// Begun with `BEGIN IMMEDIATE`: a read that turns into a write cannot fail half-way.
    Sqlite(Transaction<'static, Sqlite>),
    /// Read committed; ordered advisory locks and constraints do the rest.
    Postgres(Transaction<'static, Postgres>),
}

/// What can run a statement: a [`Tx`], or `&Store` for reads outside one.
pub trait Db: Send {
    /// Runs a statement; the number of rows it touched.
    fn exec(&mut self, q: Sql) -> impl Future<Output = Result<u64>> + Send;
    /// All rows.
    fn all<T: Rec>(&mut self, q: Sql) -> impl Future<Output = Result<Vec<T>>> + Send;
    /// The row, if there is one.
    fn opt<T: Rec>(&mut self, q: Sql) -> impl Future<Output = Result<Option<T>>> + Send;
    /// The row that must be there; [`Error::NotFound`] when it is not.
    fn one<T: Rec>(&mut self, q: Sql) -> impl Future<Output = Result<T>> + Send {
        async move { self.opt(q).await?.ok_or(Error::NotFound) }
    }
    /// Whether this is the embedded engine, for the few texts chosen at run time.
    fn is_sqlite(&self) -> bool;
}

impl Db for Tx {
    async fn exec(&mut self, q: Sql) -> Result<u64> {
        Ok(match self {
            Tx::Sqlite(t) => q.for_lite().execute(&mut **t).await?.rows_affected(),
            Tx::Postgres(t) => q.for_pg().execute(&mut **t).await?.rows_affected(),
        })
    }
    async fn all<T: Rec>(&mut self, q: Sql) -> Result<Vec<T>> {
        match self {
            Tx::Sqlite(t) => rows(
                q.for_lite()
                    .fetch_all(&mut **t)
                    .await?
                    .iter()
                    .map(T::from_row),
            ),
            Tx::Postgres(t) => rows(
                q.for_pg()
                    .fetch_all(&mut **t)
                    .await?
                    .iter()
                    .map(T::from_row),
            ),
        }
    }
    async fn opt<T: Rec>(&mut self, q: Sql) -> Result<Option<T>> {
        Ok(match self {
            Tx::Sqlite(t) => {
                let row = q.for_lite().fetch_optional(&mut **t).await?;
                row.as_ref().map(T::from_row).transpose()?
            }
            Tx::Postgres(t) => {
                let row = q.for_pg().fetch_optional(&mut **t).await?;
                row.as_ref().map(T::from_row).transpose()?
            }
        })
    }
    fn is_sqlite(&self) -> bool {
        matches!(self, Tx::Sqlite(_))
    }
}

impl Db for &Store {
    /// Writes one statement in a transaction of its own.
    async fn exec(&mut self, q: Sql) -> Result<u64> {
        Ok(match self {
            Store::Sqlite { write, .. } => q.for_lite().execute(write).await?.rows_affected(),
            Store::Postgres(p) => q.for_pg().execute(p).await?.rows_affected(),
        })
    }
    async fn all<T: Rec>(&mut self, q: Sql) -> Result<Vec<T>> {
        match self {
            Store::Sqlite { read, .. } => {
                rows(q.for_lite().fetch_all(read).await?.iter().map(T::from_row))
            }
            Store::Postgres(p) => rows(q.for_pg().fetch_all(p).await?.iter().map(T::from_row)),
        }
    }
    async fn opt<T: Rec>(&mut self, q: Sql) -> Result<Option<T>> {
        Ok(match self {
            Store::Sqlite { read, .. } => {
                let row = q.for_lite().fetch_optional(read).await?;
                row.as_ref().map(T::from_row).transpose()?
            }
            Store::Postgres(p) => {
                let row = q.for_pg().fetch_optional(p).await?;
                row.as_ref().map(T::from_row).transpose()?
            }
        })
    }
    fn is_sqlite(&self) -> bool {
        matches!(self, Store::Sqlite { .. })
    }
}

fn rows<T>(rows: impl Iterator<Item = sqlx::Result<T>>) -> Result<Vec<T>> {
    Ok(rows.collect::<sqlx::Result<Vec<T>>>()?)
}

impl Store {
    /// Begins a write transaction. On SQLite it waits for the write lock here, not in the middle.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Store::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Store::Postgres(p) => Tx::Postgres(p.begin().await?),
        })
    }

    /// Where it is, in a word or two for a person: the file's name, or database and machine.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Store::Sqlite { read, .. } => read
                .connect_options()
                .get_filename()
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
            Store::Postgres(pool) => {
                let options = pool.connect_options();
                let database = options.get_database().unwrap_or("postgres");
                format!("{database} @ {}", options.get_host())
            }
        }
    }

    /// Closes the connections; on SQLite the last one out checkpoints the log into the file.
    pub async fn close(&self) {
        match self {
            Store::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Store::Postgres(p) => p.close().await,
        }
    }
}

/// What an advisory lock orders. The numbers are part of the protocol between terminals: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lock {
    /// Contenders for a bay's time.
    Bay = 1,
    /// Contenders for a person's time.
    Staff = 2,
    /// Contenders for a vehicle's time.
    Vehicle = 3,
    /// Contenders for a part's stock at a site.
    Stock = 5,
    /// Whoever changes who is an administrator.
    Admins = 6,
    /// Whoever allocates money of one customer.
    Customer = 7,
    /// Contenders for a piece of equipment's time.
    Equipment = 8,
}

impl Tx {
    /// Makes the change final.
    pub async fn commit(self) -> Result<()> {
        match self {
            Tx::Sqlite(t) => t.commit().await?,
            Tx::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }

    /// Takes everything back.
    pub async fn rollback(self) -> Result<()> {
        match self {
            Tx::Sqlite(t) => t.rollback().await?,
            Tx::Postgres(t) => t.rollback().await?,
        }
        Ok(())
    }

    /// Waits for the turn on each of these until the end of the transaction, in one order for everybody, so
    /// that contenders queue instead of dead-locking. SQLite's `BEGIN IMMEDIATE` already does it.
    pub async fn lock(&mut self, mut what: Vec<(Lock, i64)>) -> Result<()> {
        if self.is_sqlite() {
            return Ok(());
        }
        what.sort_unstable();
        what.dedup();
        for (kind, id) in what {
            // The two-key form takes int4; ids beyond it would only share a turn with another id.
            let key = id & 0x7fff_ffff;
            self.exec(
                sql("SELECT pg_advisory_xact_lock(CAST($1 AS INT), CAST($2 AS INT))")
                    .bind(kind as i64)
                    .bind(key),
            )
            .await?;
        }
        Ok(())
    }
}
