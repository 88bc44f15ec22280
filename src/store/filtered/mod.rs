//! Lists as people filter and sort them: the keys of [`crate::domain::filter`] as conditions on columns.
//!
//! Statements are put together from texts of this folder only; what was typed goes in as values.

pub mod actions;
mod columns;
mod rows;

pub use rows::{BookingRow, JobRow};

use chrono::NaiveDate;

use self::columns::{Column, Shape, Source};
use super::driver::{Build, Rec};
use super::{Db, Result};
use crate::domain::filter::{Filter, List, Op, Sort, Term, Value};
use crate::domain::{SiteId, Ts, Zone, plate, text};

/// When and where a list is asked for.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Whose rows.
    pub site: SiteId,
    /// Late is before this.
    pub now: Ts,
    /// Overdue is before this.
    pub today: NaiveDate,
    /// Whose days.
    pub zone: Zone,
    /// What ended before this has left the lists.
    pub archive: Ts,
    /// Whether a reader sees what goes to customers first.
    pub reviews: bool,
}

/// Where a page lies in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first page.
    First,
    /// The page behind this row.
    After(i64),
    /// The page before this row.
    Before(i64),
    /// The last page.
    Last,
}

/// A page of at most `limit` rows.
pub async fn page<T: Rec>(
    db: &mut impl Db,
    list: List,
    filter: &Filter,
    edge: Edge,
    ground: &Ground,
    limit: i64,
) -> Result<Vec<T>> {
    let source = columns::source(list);
    let back = matches!(edge, Edge::Before(_) | Edge::Last);
    let sort = filter.sort.unwrap_or(source.order);
    let column = source.column(sort.key);
    let falls = sort.down != back;
    let mut b = Build::default();
    b.push("SELECT ");
    piece(&mut b, source.shown, ground);
    b.push(" FROM ");
    piece(&mut b, source.from, ground);
    conditions(&mut b, source, filter, ground);
    if let Edge::After(id) | Edge::Before(id) = edge {
        b.push(" AND (");
        order(&mut b, column, ground);
        b.push(if falls {
            ", r.id) < (SELECT "
        } else {
            ", r.id) > (SELECT "
        });
        order(&mut b, column, ground);
        b.push(", r.id FROM ");
        piece(&mut b, source.from, ground);
        b.push(" WHERE r.id = ").value(id).push(")");
    }
    b.push(" ORDER BY ");
    order(&mut b, column, ground);
    b.push(if falls {
        " DESC, r.id DESC LIMIT "
    } else {
        ", r.id LIMIT "
    });
    b.value(limit);
    let mut rows: Vec<T> = db.all(b.done()).await?;
    if back {
        rows.reverse();
    }
    Ok(rows)
}

/// How many rows fit, counted up to `cap`.
pub async fn count(
    db: &mut impl Db,
    list: List,
    filter: &Filter,
    ground: &Ground,
    cap: i64,
) -> Result<i64> {
    let source = columns::source(list);
    let mut b = Build::default();
    b.push("SELECT COUNT(*) FROM (SELECT 1 FROM ");
    piece(&mut b, source.from, ground);
    conditions(&mut b, source, filter, ground);
    b.push(" LIMIT ").value(cap).push(") q");
    let (n,): (i64,) = db.one(b.done()).await?;
    Ok(n)
}

/// How many rows are looked at for values to offer, and how many are offered.
const SAMPLE: i64 = 2_000;
const OFFERED: i64 = 6;

/// Values of a key that begin so, to complete what is typed; none for keys without a column of words.
pub async fn values(
    db: &mut impl Db,
    list: List,
    key: &str,
    typed: &str,
    ground: &Ground,
) -> Result<Vec<String>> {
    let source = columns::source(list);
    let column = source.column(key);
    let (expr, from) = match (column.values, column.shape) {
        (Some(values), _) => values,
        (None, Shape::Lower) if column.before.is_empty() => (column.lite, source.from),
        _ => return Ok(Vec::new()),
    };
    let mut b = Build::default();
    b.push("SELECT DISTINCT v FROM (SELECT ")
        .push(expr)
        .push(" AS v FROM ");
    piece(&mut b, from, ground);
    if column.values.is_some() {
        b.push(" WHERE TRUE");
    } else {
        piece(&mut b, source.base, ground);
    }
    b.push(" AND LOWER(").push(expr).push(") LIKE ");
    b.value(format!("{}%", escaped(&typed.to_lowercase())));
    b.push(" ESCAPE '\\' LIMIT ").value(SAMPLE);
    b.push(") q WHERE v <> '' ORDER BY v LIMIT ").value(OFFERED);
    let rows: Vec<(String,)> = db.all(b.done()).await?;
    Ok(rows.into_iter().map(|(v,)| v).collect())
}

fn conditions(b: &mut Build, source: &'static Source, filter: &Filter, ground: &Ground) {
    piece(b, source.base, ground);
    let asks_away = filter.terms.iter().any(|t| t.key == "archived");
    if !asks_away {
        piece(b, source.living, ground);
    }
    for word in &filter.words {
        b.push(" AND (");
        for (at, key) in source.words.iter().enumerate() {
            if at > 0 {
                b.push(" OR ");
            }
            holds(b, source.column(key), word, false);
        }
        b.push(")");
    }
    for term in &filter.terms {
        b.push(if term.op == Op::Not {
            " AND NOT ("
        } else {
            " AND ("
        });
        for (at, value) in term.values.iter().enumerate() {
            if at > 0 {
                b.push(" OR ");
            }
            condition(b, source.column(term.key), term, value, ground);
        }
        b.push(")");
    }
}

fn condition(b: &mut Build, column: &'static Column, term: &Term, value: &Value, ground: &Ground) {
    match value {
        Value::Text(text) => holds(b, column, text, term.op != Op::Has),
        Value::Number(n) => number(b, column, term.op, *n),
        Value::Quantity(q) => number(b, column, term.op, q.0),
        Value::Money(m) => number(b, column, term.op, m.0),
        Value::Day(day) if column.shape == Shape::Instant => {
            instant(b, column, term.op, *day, ground);
        }
        Value::Day(day) => {
            b.push("COALESCE(CAST(")
                .push2(column.lite, column.pg)
                .push(" AS TEXT)");
            b.push2(sign(term.op), sign(term.op));
            b.value(day.format("%Y-%m-%d").to_string()).push(", FALSE)");
        }
        Value::Word(word) => match column.special.iter().find(|(w, _)| w == word) {
            Some((_, text)) => piece(b, text, ground),
            None => {
                piece(b, column.lite, ground);
                b.push(" = ").value(*word);
            }
        },
        Value::Flag(yes) => {
            b.push(if *yes { "COALESCE((" } else { "NOT COALESCE((" });
            piece(b, column.lite, ground);
            b.push("), FALSE)");
        }
    }
}

const fn sign(op: Op) -> &'static str {
    match op {
        Op::Has | Op::Is | Op::Not => " = ",
        Op::Below => " < ",
        Op::AtMost => " <= ",
        Op::Above => " > ",
        Op::AtLeast => " >= ",
    }
}

fn number(b: &mut Build, column: &'static Column, op: Op, n: i64) {
    b.push("COALESCE(")
        .push2(column.lite, column.pg)
        .push(sign(op));
    b.value(n).push(", FALSE)");
}

/// A day of the house against an instant: the day is from its beginning to the next one's.
fn instant(b: &mut Build, column: &'static Column, op: Op, day: NaiveDate, ground: &Ground) {
    let begins = ground.zone.at(day, 0);
    let ends = day
        .succ_opt()
        .map_or(begins, |next| ground.zone.at(next, 0));
    b.push("COALESCE(").push2(column.lite, column.pg);
    match op {
        Op::Has | Op::Is | Op::Not => {
            b.push(" >= ").value(begins).push(" AND ");
            b.push2(column.lite, column.pg).push(" < ").value(ends);
        }
        Op::Below => {
            b.push(" < ").value(begins);
        }
        Op::AtMost => {
            b.push(" < ").value(ends);
        }
        Op::Above => {
            b.push(" >= ").value(ends);
        }
        Op::AtLeast => {
            b.push(" >= ").value(begins);
        }
    }
    b.push(", FALSE)");
}

/// Whether a column of words holds the text, or is it.
fn holds(b: &mut Build, column: &'static Column, typed: &str, whole: bool) {
    let mut needles = vec![match column.shape {
        Shape::Folded => text::sort_key(typed),
        Shape::Plate => plate::key(typed),
        Shape::Phone => {
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            digits.trim_start_matches('0').to_owned()
        }
        _ => typed.trim().to_lowercase(),
    }];
    if column.shape == Shape::Phone && needles[0].is_empty()
        || column.shape == Shape::Plate && needles[0].is_empty()
    {
        b.push("FALSE");
        return;
    }
    if column.brands {
        needles.extend(brands(&needles[0]));
    }
    b.push(column.before).push("(");
    for (at, needle) in needles.iter().enumerate() {
        if at > 0 {
            b.push(" OR ");
        }
        let (open, close) = match column.shape {
            Shape::Lower => ("LOWER(", ")"),
            _ => ("", ""),
        };
        b.push("COALESCE(")
            .push(open)
            .push2(column.lite, column.pg)
            .push(close);
        let pattern = if whole {
            escaped(needle)
        } else {
            format!("%{}%", escaped(needle))
        };
        b.push(" LIKE ").value(pattern).push(" ESCAPE '\\', FALSE)");
    }
    b.push(")").push(column.after);
}

/// Other ways a make is written.
fn brands(typed: &str) -> Option<String> {
    let pairs = [
        ("vw", "volkswagen"),
        ("mercedes", "mercedes-benz"),
        ("merc", "mercedes"),
        ("chevy", "chevrolet"),
        ("alfa", "alfa romeo"),
    ];
    let other = pairs.iter().find_map(|(short, long)| match typed {
        t if t == *short => Some(*long),
        t if t == *long => Some(*short),
        _ => None,
    });
    other.map(str::to_owned)
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

/// A text with `{now}`, `{today}`, `{soon}`, `{archive}`, `{reviews}` and `{site}` as
/// values.
fn piece(b: &mut Build, text: &'static str, ground: &Ground) {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        b.push(&rest[..at]);
        let Some(end) = rest[at..].find('}') else {
            break;
        };
        match &rest[at + 1..at + end] {
            "now" => b.value(ground.now),
            "today" => b.value(ground.today),
            // The end of tomorrow.
            "soon" => b.value(ground.zone.at(ground.today + chrono::Days::new(2), 0)),
            "archive" => b.value(ground.archive),
            "reviews" => b.value(ground.reviews),
            _ => b.value(ground.site),
        };
        rest = &rest[at + end + 1..];
    }
    b.push(rest);
}

/// What a list is sorted by: never NULL, and by its signs on both engines.
fn order(b: &mut Build, column: &'static Column, ground: &Ground) {
    match column.shape {
        Shape::Folded => b.push2(column.lite, column.pg),
        Shape::Lower | Shape::Plate | Shape::Phone => b
            .push("COALESCE(LOWER(")
            .push2(column.lite, column.pg)
            .push2("), '')", "), '') COLLATE \"C\""),
        Shape::Number => b
            .push("COALESCE(")
            .push2(column.lite, column.pg)
            .push(", -1)"),
        Shape::Date => b
            .push("COALESCE(CAST(")
            .push2(column.lite, column.pg)
            .push(" AS TEXT), '')"),
        Shape::Instant => b
            .push("COALESCE(")
            .push2(column.lite, column.pg)
            .push2(", 0)", ", TIMESTAMPTZ 'epoch')"),
        Shape::Words | Shape::Flag => {
            piece(b, column.lite, ground);
            b
        }
    };
}

/// The order of a list nobody has sorted.
#[must_use]
pub fn own_order(list: List) -> Sort {
    columns::source(list).order
}
