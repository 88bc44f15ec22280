//! A sentence not yet put into words: an id of the catalogues and what to fill in.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{Money, Qty, Ts};

/// What the program has to say. `words` turns it into the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Msg {
    /// The Fluent id.
    pub id: &'static str,
    /// Names and values the words may use.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value in a sentence, kept whole so that the reader's formats decide how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of people: names, plates, numbers of documents.
    Text(String),
    /// A count.
    Int(i64),
    /// An amount in the organisation's currency.
    Money(Money),
    /// A quantity.
    Qty(Qty),
    /// An instant, shown as day and time of the site.
    Ts(Ts),
    /// A day.
    Date(NaiveDate),
    /// A time of day, in minutes since midnight.
    Time(i64),
    /// A sentence or word inside the sentence.
    Msg(Box<Msg>),
}

impl Msg {
    /// A sentence with nothing to fill in.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self {
            id,
            args: Vec::new(),
        }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The value of that name.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, a)| a)
    }
}

/// For logs and tests: the id and its values, not words.
impl fmt::Display for Msg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)?;
        for (name, arg) in &self.args {
            write!(f, " {name}={arg}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Text(text) => write!(f, "{text:?}"),
            Arg::Int(n) | Arg::Time(n) => write!(f, "{n}"),
            Arg::Money(m) => write!(f, "{}", m.0),
            Arg::Qty(q) => write!(f, "{q}"),
            Arg::Ts(ts) => write!(f, "{}", ts.0),
            Arg::Date(day) => write!(f, "{day}"),
            Arg::Msg(msg) => write!(f, "({msg})"),
        }
    }
}

/// As its Display: errors of other libraries carry it as text only.
impl Serialize for Msg {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl std::error::Error for Msg {}

macro_rules! arg_from {
    ($( $ty:ty => |$v:ident| $arg:expr ),+ $(,)?) => { $(
        impl From<$ty> for Arg { fn from($v: $ty) -> Self { $arg } }
    )+ };
}

arg_from! {
    &str => |v| Arg::Text(v.to_owned()),
    String => |v| Arg::Text(v),
    &String => |v| Arg::Text(v.clone()),
    i64 => |v| Arg::Int(v),
    i32 => |v| Arg::Int(v.into()),
    u32 => |v| Arg::Int(v.into()),
    usize => |v| Arg::Int(i64::try_from(v).unwrap_or(i64::MAX)),
    Money => |v| Arg::Money(v),
    Qty => |v| Arg::Qty(v),
    Ts => |v| Arg::Ts(v),
    NaiveDate => |v| Arg::Date(v),
    Msg => |v| Arg::Msg(Box::new(v)),
}

/// `msg!("some-id", name = value)`: a [`Msg`](crate::domain::Msg) with its values.
#[macro_export]
macro_rules! msg {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::domain::Msg {
            id: $id,
            args: vec![ $( (stringify!($name), $crate::domain::Arg::from($value)) ),* ],
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_whole_under_their_names() {
        let msg = msg!(
            "taken",
            by = "BK-1",
            at = Ts(7),
            left = Money(1250),
            why = msg!("late")
        );
        assert_eq!(msg.arg("left"), Some(&Arg::Money(Money(1250))));
        assert_eq!(
            msg.to_string(),
            "taken by=\"BK-1\" at=7 left=1250 why=(late)"
        );
    }
}
