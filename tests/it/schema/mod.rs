//! The two schemas are in step: the same tables, columns, keys, rules and topics under the same names.

pub mod facts;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::Path;

use facts::{Column, Facts};

use crate::rig::Place;

/// What only Postgres has: SQLite searches by its FTS5 tables instead.
const ONLY_POSTGRES: [&str; 3] = [
    "ix_customer_search_key",
    "ix_part_search_key",
    "ix_vehicle_search_key",
];

/// The tables whose rows are written once.
const APPEND_ONLY: [&str; 8] = [
    "audit",
    "audit_seal",
    "authorisation",
    "booking_move",
    "job_stage",
    "outbox_attempt",
    "payment_allocation",
    "stock_movement",
];

/// Both schemas, or `None` where there is no Postgres.
async fn both() -> Option<(Facts, Facts)> {
    let server = Place::postgres().await?;
    let lite = Facts::of(&Place::sqlite().await.open().await).await;
    let pg = Facts::of(&server.open().await).await;
    Some((lite, pg))
}

/// Panics with what one has and the other has not.
fn same<K: Ord + Debug, V: PartialEq + Debug>(lite: &BTreeMap<K, V>, pg: &BTreeMap<K, V>) {
    let mut faults = Vec::new();
    for (name, value) in lite {
        match pg.get(name) {
            None => faults.push(format!("only SQLite: {name:?}")),
            Some(other) if other != value => {
                faults.push(format!("{name:?}: {value:?} / {other:?}"));
            }
            Some(_) => {}
        }
    }
    let missing = pg.keys().filter(|name| !lite.contains_key(name));
    faults.extend(missing.map(|name| format!("only Postgres: {name:?}")));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A column as SQLite would have it.
fn lowered(column: &Column) -> Column {
    let kind = match column.kind.as_str() {
        "bigint" | "boolean" | "timestamp with time zone" => "INTEGER",
        "text" | "date" | "jsonb" => "TEXT",
        other => other,
    };
    let default = column.default.as_deref().map(|d| match d {
        "false" => "0",
        "true" => "1",
        other => other.split("::").next().unwrap_or(other),
    });
    Column {
        kind: kind.to_owned(),
        default: default.map(str::to_owned),
        ..column.clone()
    }
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = std::fs::read_dir(folder).unwrap();
        files
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
}

#[tokio::test]
async fn columns_have_the_same_names_kinds_needs_and_defaults() {
    let Some((lite, pg)) = both().await else {
        return;
    };
    let lowered = pg
        .columns
        .iter()
        .map(|(name, column)| (name.clone(), lowered(column)))
        .collect();
    same(&lite.columns, &lowered);
}

#[tokio::test]
async fn references_point_at_the_same_tables() {
    let Some((lite, pg)) = both().await else {
        return;
    };
    same(&lite.references, &pg.references);
    for (table, column) in lite.references.keys() {
        assert!(column.ends_with("_id"), "{table}.{column}");
    }
}

#[tokio::test]
async fn indexes_have_the_same_names_columns_and_reach() {
    let Some((lite, mut pg)) = both().await else {
        return;
    };
    for name in ONLY_POSTGRES {
        assert!(pg.indexes.remove(name).is_some(), "{name} is gone");
    }
    same(&lite.indexes, &pg.indexes);
}

#[tokio::test]
async fn rules_have_the_same_names_and_the_same_words() {
    let Some((mut lite, pg)) = both().await else {
        return;
    };
    // Booleans and JSON are types of Postgres; SQLite needs a CHECK for each.
    for ((table, column), facts) in &pg.columns {
        let kind = facts.kind.as_str();
        if matches!(kind, "boolean" | "jsonb") && !facts.worked_out {
            let rule = (table.clone(), format!("ck_{table}_{column}"));
            assert!(lite.checks.remove(&rule).is_some(), "SQLite lacks {rule:?}");
        }
    }
    // An interval has a word where SQLite has a number.
    let span = (String::from("occupancy"), String::from("ck_occupancy_span"));
    let mut pg_checks = pg.checks;
    pg_checks.insert(span, Vec::new());
    same(&lite.checks, &pg_checks);
    assert_eq!(lite.guards, pg.guards);
}

#[tokio::test]
async fn books_that_are_only_written_to_refuse_the_rest() {
    let facts = Facts::of(&Place::sqlite().await.open().await).await;
    let found: BTreeSet<&str> = facts
        .guards
        .iter()
        .filter(|(_, rule)| rule.ends_with("_append_only"))
        .map(|(table, _)| table.as_str())
        .collect();
    assert_eq!(found, BTreeSet::from(APPEND_ONLY));
}

#[tokio::test]
async fn a_write_moves_the_same_topic() {
    let Some((lite, pg)) = both().await else {
        return;
    };
    assert_eq!(lite.topics, pg.topics);
    for (_, topic) in &lite.topics {
        assert!(topic.parse::<forecourt::domain::change::Topic>().is_ok());
    }
}

#[tokio::test]
async fn a_name_says_what_kind_of_value_it_holds() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let facts = Facts::of(&place.open().await).await;
    let faults: Vec<String> = facts
        .columns
        .iter()
        .filter_map(|((table, name), column)| {
            let is = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
            let wanted = if is(&["_at"]) || name == "at" || name == "until" || name == "lease_until"
            {
                "timestamp with time zone"
            } else if is(&["_on"]) || name == "valid_from" {
                "date"
            } else if is(&["_id", "_minor", "_milli", "_bp", "_ppm", "_min", "_mod"])
                || name == "id"
            {
                "bigint"
            } else if is(&["_json"]) {
                "jsonb"
            } else {
                return None;
            };
            (column.kind != wanted).then(|| format!("{table}.{name} is {}", column.kind))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
