//! Every statement of the store is one that both engines understand, and none walks through a table that grows.
//!
//! The statements are found by reading the sources ([`scan`]), so none can be forgotten here. Each is planned on
//! a store with some thousand rows, as it would be for values nobody knows yet.

mod scan;

use std::collections::{BTreeMap, BTreeSet};

use forecourt::store::Store;
use sqlx::{AssertSqlSafe, Row};

use crate::rig::{FromPlace, Place};
use crate::rules::rows::Rows;
use scan::Statement;

/// The tables that grow with every day.
const BIG: [&str; 21] = [
    "audit",
    "authorisation",
    "booking",
    "contact_point",
    "customer",
    "invoice",
    "invoice_line",
    "job",
    "job_line",
    "job_stage",
    "occupancy",
    "outbox",
    "outbox_attempt",
    "ownership",
    "part",
    "payment",
    "stock",
    "stock_movement",
    "task",
    "time_segment",
    "vehicle",
];

/// Statements that may walk through a table, by a part of their text, each with its reason.
const MAY_WALK: &[(&str, &str)] = &[];

/// Folders and files this test leaves alone, each with its reason.
const LEFT_ALONE: &[(&str, &str)] = &[
    (
        "src/store/driver/",
        "the driver hands on what it was given, and takes turns on Postgres alone",
    ),
    (
        "src/store/seed/",
        "fills a store once, before anybody works on it: whole tables are what it reads",
    ),
];

/// All statements, and the calls whose text was not found, but those of files that are left alone.
fn statements() -> (Vec<Statement>, Vec<String>) {
    let watched = |place: &str| !LEFT_ALONE.iter().any(|(file, _)| place.starts_with(file));
    let (mut found, mut lost) = scan::statements();
    found.retain(|s| watched(&s.place));
    lost.retain(|place| watched(place));
    (found, lost)
}

/// Statements in two dialects cost twice the care.
const PAIRS_AT_MOST: usize = 40;

#[test]
fn every_text_handed_to_the_driver_is_seen_by_this_test() {
    let (found, lost) = statements();
    assert!(
        lost.is_empty(),
        "write the statement into the call: {lost:#?}"
    );
    assert!(found.len() > 10, "only {} statements found", found.len());
}

#[test]
fn statements_in_two_dialects_stay_few() {
    let (found, _) = statements();
    let pairs: Vec<&str> = found
        .iter()
        .filter(|s| s.pair)
        .map(|s| s.place.as_str())
        .collect();
    assert!(pairs.len() <= PAIRS_AT_MOST, "{}: {pairs:#?}", pairs.len());
}

/// A store with some thousand rows in each table of [`BIG`].
async fn filled(place: Place) -> Rows {
    let rows = Rows::from_place(place).await;
    rows.run_all(include_str!("many.sql")).await;
    rows
}

fn may_walk(text: &str) -> bool {
    MAY_WALK.iter().any(|(part, _)| text.contains(part))
}

/// `FROM job j` and `JOIN job AS j` as j -> job; a table is its own name, too.
fn aliases(text: &str) -> BTreeMap<String, String> {
    let flat = text.replace([',', '(', ')'], " , ");
    let words: Vec<&str> = flat.split_whitespace().collect();
    let mut out = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        if !BIG.contains(word) {
            continue;
        }
        out.insert((*word).to_owned(), (*word).to_owned());
        let next = match words.get(at + 1) {
            Some(&"AS") => words.get(at + 2),
            other => other,
        };
        if let Some(alias) = next.filter(|a| a.chars().all(|c| c.is_alphanumeric() || c == '_')) {
            out.entry((*alias).to_owned()).or_insert((*word).to_owned());
        }
    }
    out
}

/// Indexes that hold few rows of their table, whatever its size.
async fn partial(rows: &Rows) -> BTreeSet<String> {
    let some = rows.facts.indexes.iter().filter(|(_, i)| i.only.is_some());
    some.map(|(name, _)| name.clone()).collect()
}

#[tokio::test]
async fn sqlite_understands_every_statement_and_walks_through_no_big_table() {
    let rows = filled(Place::sqlite().await).await;
    let partial = partial(&rows).await;
    let Store::Sqlite { write, .. } = &rows.store else {
        panic!("not the embedded engine")
    };
    // A fresh file has no statistics; one that was closed in the evening has.
    let mut faults = lite_faults(write, &partial).await;
    rows.run("ANALYZE").await.unwrap();
    faults.extend(lite_faults(write, &partial).await);
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

async fn lite_faults(write: &sqlx::SqlitePool, partial: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    for s in statements().0 {
        let Some(text) = &s.lite else { continue };
        let explain = format!("EXPLAIN QUERY PLAN {text}");
        let plan = match sqlx::raw_sql(AssertSqlSafe(explain)).fetch_all(write).await {
            Ok(plan) => plan,
            Err(_) if is_postgres_only(&s) => continue,
            Err(e) => {
                faults.push(format!("{}: {e}", s.place));
                continue;
            }
        };
        let aliases = aliases(text);
        for step in plan {
            let step: String = step.get("detail");
            let mut words = step.split_whitespace();
            if words.next() != Some("SCAN") {
                continue;
            }
            let Some(table) = words.next().and_then(|name| aliases.get(name)) else {
                continue;
            };
            let index = step
                .split("INDEX ")
                .nth(1)
                .and_then(|rest| rest.split_whitespace().next());
            // In the order of an index, or of the ids, and only so far as asked; or an index of the few.
            let limited =
                text.contains("LIMIT") && (index.is_some() || text.contains("ORDER BY id"));
            let bounded = limited || index.is_some_and(|i| partial.contains(i));
            if !bounded && !may_walk(text) {
                faults.push(format!("{} walks through {table}: {step}\n{text}", s.place));
            }
        }
    }
    faults
}

fn is_postgres_only(s: &Statement) -> bool {
    s.either && s.pg.as_deref().is_some_and(|t| t.contains("pg_"))
}

#[tokio::test]
async fn postgres_understands_every_statement_and_walks_through_no_big_table() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let rows = filled(place).await;
    rows.run("ANALYZE").await.unwrap();
    let partial = partial(&rows).await;
    let Store::Postgres(pool) = &rows.store else {
        panic!("not the server")
    };
    let mut db = pool.acquire().await.unwrap();
    // Some thousand rows are few to the planner; without its dearest way it shows whether there is another.
    sqlx::raw_sql("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off")
        .execute(&mut *db)
        .await
        .unwrap();
    let mut faults = Vec::new();
    for s in statements().0 {
        let Some(text) = &s.pg else { continue };
        let plan = match plan(&mut db, text).await {
            Ok(plan) => plan,
            // Its own engine's test has planned it.
            Err(_) if s.either && !is_postgres_only(&s) => continue,
            Err(e) => {
                faults.push(format!("{}: {e}\n{text}", s.place));
                continue;
            }
        };
        for (at, step) in plan.iter().enumerate() {
            let name_after = |mark: &str| {
                let rest = step.split(mark).nth(1)?;
                rest.split_whitespace().next().map(str::to_owned)
            };
            let walked = if step.contains("Seq Scan on ") {
                name_after("Seq Scan on ")
            } else if step.contains("Index Scan using ") || step.contains("Index Only Scan using ")
            {
                let sought = plan[at + 1..]
                    .iter()
                    .take_while(|l| !l.contains("->"))
                    .any(|l| l.contains("Index Cond"));
                let few = name_after(" using ").is_some_and(|i| partial.contains(&i));
                if sought || few || text.contains("LIMIT") {
                    None
                } else {
                    name_after(" on ")
                }
            } else {
                None
            };
            if let Some(table) = walked.filter(|t| BIG.contains(&t.as_str()) && !may_walk(text)) {
                faults.push(format!(
                    "{} walks through {table}: {}\n{text}",
                    s.place,
                    step.trim()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

/// The plan of a statement for values yet unknown. A parameter whose kind the text does not tell gets each kind
/// in turn, as the driver would send it.
async fn plan(db: &mut sqlx::PgConnection, text: &str) -> Result<Vec<String>, sqlx::Error> {
    let plain = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
    if !plain.iter().any(|p| text.trim_start().starts_with(p)) {
        return Ok(Vec::new());
    }
    let count = (1..=99)
        .take_while(|n| text.contains(&format!("${n}")))
        .count();
    let mut kinds = vec!["unknown"; count];
    let mut guessed = None;
    loop {
        let list = match count {
            0 => String::new(),
            _ => format!("({})", kinds.join(", ")),
        };
        let prepared = sqlx::raw_sql(AssertSqlSafe(format!("PREPARE s{list} AS {text}")))
            .execute(&mut *db)
            .await;
        let Err(e) = prepared else { break };
        if !next_kind(&mut kinds, &mut guessed, &e) {
            return Err(e);
        }
    }
    let nothing = match count {
        0 => String::new(),
        _ => format!("({})", vec!["NULL"; count].join(", ")),
    };
    let plan = sqlx::raw_sql(AssertSqlSafe(format!("EXPLAIN EXECUTE s{nothing}")))
        .fetch_all(&mut *db)
        .await;
    sqlx::raw_sql("DEALLOCATE s").execute(&mut *db).await?;
    Ok(plan?.iter().map(|line| line.get(0)).collect())
}

/// Gives the parameter Postgres complains about, else the one last guessed, its next kind; false when there is
/// none left.
fn next_kind(kinds: &mut [&'static str], guessed: &mut Option<usize>, e: &sqlx::Error) -> bool {
    const KINDS: [&str; 7] = [
        "unknown",
        "bigint",
        "text",
        "timestamptz",
        "date",
        "boolean",
        "jsonb",
    ];
    let message = e.to_string();
    if let Some((_, rest)) = message.split_once("data type of parameter $") {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        *guessed = number.parse::<usize>().ok().map(|n| n - 1);
    }
    let Some(kind) = guessed.and_then(|at| kinds.get_mut(at)) else {
        return false;
    };
    let at = KINDS.iter().position(|k| k == kind).unwrap_or(0);
    let Some(next) = KINDS.get(at + 1) else {
        return false;
    };
    *kind = next;
    true
}
