//! What can go wrong in the store, said alike for both engines.

use sqlx::error::ErrorKind;
use thiserror::Error;

/// The store's own result.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the store did not do it. Rule names are those of the schema (`uq_…`, `ck_…`, `ex_…`, `nn_…`).
#[derive(Debug, Error)]
pub enum Error {
    /// A rule of the schema refused the row.
    #[error("rule {0}")]
    Rule(String),
    /// A row that is pointed at is missing, or one that points here is left.
    #[error("reference {}", .0.as_deref().unwrap_or("?"))]
    Reference(Option<String>),
    /// The row is not there.
    #[error("no such row")]
    NotFound,
    /// Someone else has changed the row since it was read.
    #[error("row was changed meanwhile")]
    Stale,
    /// Try the whole transaction again.
    #[error("busy: {0}")]
    Busy(String),
    /// The disk, or the limit set on the store, is full.
    #[error("the disk is full")]
    Full,
    /// The file may be read but not written.
    #[error("the store is read-only")]
    ReadOnly,
    /// The store cannot be reached, or is damaged.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The store was made by a newer program; it holds this migration, which we do not know.
    #[error("the store is newer than this program (migration {0})")]
    Newer(i64),
    /// The store was made by a version whose steps are not those of this program; the first that differs.
    #[error("the store was made by another version (migration {0} differs)")]
    Foreign(i64),
    /// The tables there are another program's.
    #[error("the tables there are another program's")]
    NotBooks,
    /// The file lies on a network disk, where SQLite's locks do not hold.
    #[error("the file is on a network disk ({0})")]
    NetworkDisk(&'static str),
    /// A mistake of ours: a wrong type, a wrong statement.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// Whether the same transaction may simply be run again.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Error::Busy(_))
    }

    /// Whether this is that rule of the schema.
    #[must_use]
    pub fn is_rule(&self, name: &str) -> bool {
        matches!(self, Error::Rule(rule) if rule == name)
    }
}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Self {
        match e.kind() {
            std::io::ErrorKind::StorageFull => Error::Full,
            _ => Error::Unavailable(e.to_string()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(e: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as M;
        match e {
            M::VersionMissing(v) | M::VersionTooNew(v, _) => Error::Newer(v),
            M::VersionMismatch(v) => Error::Foreign(v),
            M::Execute(e) | M::ExecuteMigration(e, _) => e.into(),
            e => Error::Other(e.to_string()),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(e: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match e {
            E::RowNotFound => Error::NotFound,
            E::Io(e) => e.into(),
            E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::Tls(_) => {
                Error::Unavailable(e.to_string())
            }
            E::Migrate(e) => (*e).into(),
            E::Database(ref db) => match db.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                Some(pg) => postgres(pg),
                None => sqlite(db.as_ref()),
            },
            e => Error::Other(e.to_string()),
        }
    }
}

fn postgres(e: &sqlx::postgres::PgDatabaseError) -> Error {
    let code = e.code();
    let named = || e.constraint().unwrap_or_default().to_owned();
    match code {
        "23505" | "23514" | "23P01" => Error::Rule(named()),
        "23503" => Error::Reference(e.constraint().map(str::to_owned)),
        "23502" => Error::Rule(format!(
            "nn_{}_{}",
            e.table().unwrap_or("?"),
            e.column().unwrap_or("?")
        )),
        "40001" | "40P01" | "55P03" => Error::Busy(e.message().to_owned()),
        "53100" => Error::Full,
        "25006" => Error::ReadOnly,
        _ if code.starts_with("57P") || code.starts_with("08") || code.starts_with("53") => {
            Error::Unavailable(e.message().to_owned())
        }
        _ => Error::Other(format!("{code}: {}", e.message())),
    }
}

/// SQLite's extended result codes; names come out of the message, since SQLite has no field for them.
fn sqlite(e: &dyn sqlx::error::DatabaseError) -> Error {
    let message = e.message();
    let tail = || message.rsplit(": ").next().unwrap_or_default();
    let code: i64 = e.code().and_then(|c| c.parse().ok()).unwrap_or_default();
    match (code, e.kind()) {
        (2067 | 1555, _) => Error::Rule(unique_name(tail())),
        (275, _) | (_, ErrorKind::CheckViolation) => Error::Rule(tail().to_owned()),
        (1811, _) => Error::Rule(message.to_owned()),
        (787, _) => Error::Reference(None),
        (1299, _) => Error::Rule(format!("nn_{}", tail().replace('.', "_"))),
        _ => match code & 0xff {
            5 | 6 => Error::Busy(message.to_owned()),
            8 => Error::ReadOnly,
            13 => Error::Full,
            10 | 11 | 14 | 26 => Error::Unavailable(message.to_owned()),
            _ => Error::Other(format!("{code}: {message}")),
        },
    }
}

/// `part.sku` or `job_line.job_id, job_line.position` as `uq_part_sku`, `uq_job_line_job_id_position`;
/// SQLite says `index 'uq_…'` for indexes over expressions.
fn unique_name(columns: &str) -> String {
    if let Some(index) = columns.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let mut name = String::from("uq");
    for (i, column) in columns.split(", ").enumerate() {
        let (table, column) = column.split_once('.').unwrap_or(("", column));
        if i == 0 {
            name = format!("{name}_{table}");
        }
        name = format!("{name}_{column}");
    }
    name
}

/// One row was written, or somebody was quicker and there is none of that version.
pub(super) fn stale_unless(touched: u64) -> Result<()> {
    if touched == 1 {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

#[cfg(test)]
mod tests {
    use super::unique_name;

    #[test]
    fn sqlite_columns_become_the_rule_name() {
        assert_eq!(unique_name("part.sku"), "uq_part_sku");
        assert_eq!(
            unique_name("job_line.job_id, job_line.position"),
            "uq_job_line_job_id_position"
        );
        assert_eq!(unique_name("index 'uq_x_lower'"), "uq_x_lower");
    }
}
