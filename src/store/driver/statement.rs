//! A statement and its values, the same for both engines.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments};

use crate::domain::Ts;

/// A value bound to a statement. The kinds keep their type when NULL, which Postgres needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Val {
    /// INTEGER 0 or 1 / BOOLEAN.
    Bool(Option<bool>),
    /// INTEGER / BIGINT.
    Int(Option<i64>),
    /// TEXT.
    Text(Option<String>),
    /// INTEGER microseconds / TIMESTAMPTZ.
    Ts(Option<Ts>),
    /// TEXT `YYYY-MM-DD` / DATE.
    Date(Option<NaiveDate>),
    /// TEXT with `json_valid` / JSONB.
    Json(Option<Value>),
    /// BLOB / BYTEA.
    Bytes(Option<Vec<u8>>),
}

macro_rules! val_from {
    ($($from:ty => $kind:ident),* $(,)?) => {$(
        impl From<$from> for Val {
            fn from(v: $from) -> Val { Val::$kind(Some(v)) }
        }
        impl From<Option<$from>> for Val {
            fn from(v: Option<$from>) -> Val { Val::$kind(v) }
        }
    )*};
}
val_from!(bool => Bool, i64 => Int, String => Text, Ts => Ts, NaiveDate => Date, Value => Json, Vec<u8> => Bytes);

impl From<&str> for Val {
    fn from(v: &str) -> Val {
        Val::Text(Some(v.to_owned()))
    }
}
impl From<Option<&str>> for Val {
    fn from(v: Option<&str>) -> Val {
        Val::Text(v.map(str::to_owned))
    }
}
impl From<&String> for Val {
    fn from(v: &String) -> Val {
        Val::Text(Some(v.clone()))
    }
}

/// A statement in both dialects with its values.
#[derive(Clone, Debug)]
pub struct Sql {
    lite: &'static str,
    pg: &'static str,
    args: Vec<Val>,
}

/// A statement whose text is the same on both engines; values are `$1 … $n`.
#[must_use]
pub fn sql(text: &'static str) -> Sql {
    sql2(text, text)
}

/// A statement whose dialects differ. Keep these few: a test counts them.
#[must_use]
pub fn sql2(lite: &'static str, pg: &'static str) -> Sql {
    Sql {
        lite,
        pg,
        args: Vec::new(),
    }
}

impl Sql {
    /// Binds the next value.
    #[must_use]
    pub fn bind(mut self, v: impl Into<Val>) -> Self {
        self.args.push(v.into());
        self
    }

    /// For SQLite: instants as microseconds, days and JSON as text.
    pub(super) fn for_lite(self) -> Query<'static, Sqlite, SqliteArguments> {
        let mut q = sqlx::query(self.lite);
        for v in self.args {
            q = match v {
                Val::Bool(v) => q.bind(v),
                Val::Int(v) => q.bind(v),
                Val::Text(v) => q.bind(v),
                Val::Ts(v) => q.bind(v.map(|t| t.0)),
                Val::Date(v) => q.bind(v.map(|d| d.format("%Y-%m-%d").to_string())),
                Val::Json(v) => q.bind(v.map(|j| j.to_string())),
                Val::Bytes(v) => q.bind(v),
            };
        }
        q
    }

    /// For Postgres: its own types.
    pub(super) fn for_pg(self) -> Query<'static, Postgres, PgArguments> {
        let mut q = sqlx::query(self.pg);
        for v in self.args {
            q = match v {
                Val::Bool(v) => q.bind(v),
                Val::Int(v) => q.bind(v),
                Val::Text(v) => q.bind(v),
                Val::Ts(v) => q.bind(
                    v.map(|t| DateTime::<Utc>::from_timestamp_micros(t.0).unwrap_or_default()),
                ),
                Val::Date(v) => q.bind(v),
                Val::Json(v) => q.bind(v),
                Val::Bytes(v) => q.bind(v),
            };
        }
        q
    }
}
