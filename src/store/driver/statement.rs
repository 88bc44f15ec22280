//! A statement and its values, the same for both engines.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments};
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

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

/// The text of a statement.
#[derive(Clone, Debug)]
enum Text {
    /// As it stands in the sources.
    Known(&'static str),
    /// Put together from pieces that stand there ([`Build`]).
    Built(String),
}

impl Text {
    fn handed_on(self) -> SqlStr {
        match self {
            Text::Known(text) => text.into_sql_str(),
            Text::Built(text) => AssertSqlSafe(text).into_sql_str(),
        }
    }
}

/// A statement in both dialects with its values.
#[derive(Clone, Debug)]
pub struct Sql {
    lite: Text,
    pg: Text,
    args: Vec<Val>,
}

/// A statement put together while the program runs, for what people ask lists in their own words. It takes texts of
/// the sources only, and values only as values: nothing anybody types becomes part of a statement.
#[derive(Clone, Debug, Default)]
pub struct Build {
    lite: String,
    pg: String,
    args: Vec<Val>,
}

impl Build {
    /// More of the text, the same on both engines.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.push2(text, text)
    }

    /// More of the text, in both dialects.
    pub fn push2(&mut self, lite: &'static str, pg: &'static str) -> &mut Self {
        self.lite.push_str(lite);
        self.pg.push_str(pg);
        self
    }

    /// A value where the text stands now.
    pub fn value(&mut self, v: impl Into<Val>) -> &mut Self {
        self.args.push(v.into());
        let place = format!("${}", self.args.len());
        self.lite.push_str(&place);
        self.pg.push_str(&place);
        self
    }

    /// The statement.
    pub fn done(self) -> Sql {
        Sql {
            lite: Text::Built(self.lite),
            pg: Text::Built(self.pg),
            args: self.args,
        }
    }
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
        lite: Text::Known(lite),
        pg: Text::Known(pg),
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
        let mut q = sqlx::query(self.lite.handed_on());
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
        let mut q = sqlx::query(self.pg.handed_on());
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
